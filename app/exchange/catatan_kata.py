"""Notes that travel, in words: how many, at which cell, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange import catatan_paket
from app.exchange.sel_kata import one_line
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.catatan import JenisCatatan
    from app.exchange.baris_kabar import BarisCatatan
    from app.exchange.ikhtisar import CatatanTerkirim, Ikhtisar
    from app.exchange.paket import IsiPaket


def kind(jenis: JenisCatatan) -> str:
    """What a kind is called."""
    return t(f"isian.catatan.{jenis.value}")


def whither(jenis: JenisCatatan) -> str:
    """Whether notes of a kind travel with the package or stay at home."""
    return t("catatan.ikut" if jenis.ikut else "catatan.tinggal")


def place(tempat: str, jenis: JenisCatatan) -> str:
    """A cell, already in words, with the kind of a note at it."""
    return t("catatan.pada", tempat=tempat, jenis=kind(jenis))


def carried(isi: IsiPaket) -> str:
    """How many notes of each kind a package has; empty when it has none."""
    counts = {one.value: number for one, number in catatan_paket.numbers(isi).items()}
    return t("catatan.paket", **counts) if isi.notes else ""


def dibawa(isi: IsiPaket) -> str:
    """The same as a heading."""
    return t("catatan.fakta_baris", jumlah=carried(isi))


def along(going: Sequence[BarisCatatan], changed: int) -> str:
    """How many notes will go along, and how many are not as they were sent; empty without any."""
    if not going and not changed:
        return ""
    counts = {one.value: n for one, n in catatan_paket.count(going).items()}
    return t("catatan.paket_berubah" if changed else "catatan.paket", **counts, jumlah=changed)


def counted(found: Ikhtisar) -> str:
    """How many notes a package takes along, and how many of them are not as they were sent."""
    key = "catatan.ikhtisar_pertama" if found.pertama else "catatan.ikhtisar"
    return t(key, **found.jumlah_catatan)


def told(one: CatatanTerkirim) -> str:
    """A note on one line, with what the last package said instead."""
    if one.lama is None:
        return one_line(one.teks)
    if not one.teks:
        return t("catatan.tidak_lagi", lama=one_line(one.lama))
    key = "catatan.semula" if one.lama else "catatan.baru"
    return t(key, teks=one_line(one.teks), lama=one_line(one.lama))
