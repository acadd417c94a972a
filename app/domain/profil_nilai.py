"""What the cells of a table of another system come to, one by one and added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain import kata
from app.domain.aksara import tidied
from app.domain.isian import Ditolak, read_cell
from app.domain.kolom import JENIS_WILAYAH
from app.domain.nilai import Keadaan
from app.domain.tempel import Butir, Nasib, change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.ejaan import Ejaan
    from app.domain.formulir import Sel
    from app.domain.kisi import Letak
    from app.domain.nilai import Nilai

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Bahasa:
    """How regions are called (by code) and spelled."""

    wilayah: Mapping[str, str]
    ejaan: Ejaan


class Sumbangan(NamedTuple):
    """What one cell of the table brings to a cell of the form; None when nothing stands there."""

    letak: Letak
    teks: str
    isi: Nilai | Ditolak | None


def read_figure(sel: Sel, text: str, kali: int) -> Nilai | Ditolak | None:
    """The figure of a text, times `kali` (a power of ten), as the cell keeps it."""
    zeros = len(str(kali)) - 1
    # Read with as many decimals more: "1,5" in thousands is exactly 1500.
    wider = msgspec.structs.replace(sel, desimal=sel.desimal + zeros) if zeros else sel
    return read_cell(wider, text)


def read_word(sel: Sel, text: str, bahasa: Bahasa) -> Nilai | Ditolak | None:
    """What words stand for in a cell that keeps words; regions by every spelling of their names."""
    plain = tidied(text).teks.strip()
    if not plain or sel.jenis not in JENIS_WILAYAH:
        return read_cell(sel, text)
    codes = bahasa.ejaan.meant(plain)
    if len(codes) == 1:
        return codes[0]
    try:
        return kata.read(sel.kolom, plain, bahasa.wilayah)
    except kata.WordError as error:
        data = {"kolom": sel.kolom.label, "contoh": sel.kolom.contoh, "aksara": error.aksara}
        return Ditolak(error.alasan, data, codes or tuple(error.pilihan), "kata")


def judged(
    sel: Sel, lama: Nilai | None, parts: Sequence[Sumbangan], *, terkunci: bool
) -> Iterator[Butir]:
    """What becomes of the cells that go to one cell of the form."""
    if terkunci or not sel.editable:
        why = "terkunci" if terkunci else "dihitung" if sel.computed else "ditutup"
        for one in parts:
            if one.teks:
                yield Butir(
                    one.letak, one.teks, Nasib.LEWATI, sel, lama, lama, f"tempel.alasan.{why}"
                )
        return
    doubtful = [one for one in parts if isinstance(one.isi, Ditolak)]
    read = [one for one in parts if one not in doubtful and one.isi is not None]
    for one in doubtful:
        yield _refused(sel, lama, one)
    if doubtful:
        yield from (_beside(one, "tabel.alasan.profil_menunggu") for one in read)
    elif not read:
        yield Butir(parts[0].letak, parts[0].teks, Nasib.KOSONG, sel, lama, lama)
    else:
        yield from _taken(sel, lama, read)


def _refused(sel: Sel, lama: Nilai | None, one: Sumbangan) -> Butir:
    assert isinstance(one.isi, Ditolak)
    nasib = Nasib.TANYA if one.isi.pilihan else Nasib.TOLAK
    return Butir(
        one.letak, one.teks, nasib, sel, lama, None, one.isi.kunci, one.isi.data, one.isi.pilihan
    )


def _beside(one: Sumbangan, alasan: str) -> Butir:
    return Butir(one.letak, one.teks, Nasib.LEWATI, alasan=alasan)


def _taken(sel: Sel, lama: Nilai | None, read: Sequence[Sumbangan]) -> Iterator[Butir]:
    first, *more = read
    if not more:
        assert not isinstance(first.isi, Ditolak)
        rapi = tidied(first.teks) if sel.jenis == "teks" and first.teks else None
        yield Butir(
            first.letak, first.teks, change(lama, first.isi), sel, lama, first.isi, rapi=rapi
        )
        return
    words = [one for one in read if isinstance(one.isi, str)]
    absent = [one for one in read if isinstance(one.isi, Keadaan) and one.isi is not Keadaan.NIHIL]
    if words or absent:
        for one in read:
            why = "tabel.alasan.profil_kata_banyak" if words else "tabel.alasan.profil_tanpa_jumlah"
            yield Butir(one.letak, one.teks, Nasib.TOLAK, sel, lama, alasan=why)
        return
    figures = [one.isi for one in read if isinstance(one.isi, int)]
    total: Nilai = sum(figures) if figures else Keadaan.NIHIL
    shown = " + ".join(one.teks for one in read[:_SHOWN])
    text = f"{shown} + …" if len(read) > _SHOWN else shown
    yield Butir(first.letak, text, change(lama, total), sel, lama, total)
    yield from (_beside(one, "tabel.alasan.profil_ditambah") for one in more)
