"""What the preview of a paste says about each cell of the block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import number_in_words
from app.domain.nilai import Keadaan
from app.domain.tempel import MENULIS, Butir, Nasib
from app.exchange import aksara_kata
from app.teks import t
from app.ui.charts.ledger import Cell, Head, Row
from app.ui.colours import Tone
from app.ui.grid.reading import WORTH_SAYING, quote
from app.ui.grid.writing import shown

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

LOOKS = {
    Nasib.TANYA: ("help", Tone.INFO),
    Nasib.TOLAK: ("stop", Tone.BAD),
    Nasib.GANTI: ("changed", Tone.WARN),
    Nasib.HAPUS: ("minus", Tone.WARN),
    Nasib.BARU: ("plus", Tone.GOOD),
    Nasib.SAMA: ("check", Tone.MUTED),
    Nasib.LEWATI: ("lock", Tone.MUTED),
    Nasib.KOSONG: ("circle", Tone.MUTED),
}
"""Glyph and tone of each lot, in the order in which a person should look."""


def word(nasib: Nasib) -> str:
    """The name of a lot."""
    return t(f"tempel.nasib.{nasib.value}")


def target(one: Butir) -> str:
    """Where a cell of the block goes, or where it stands in the block."""
    if one.sel is not None:
        return one.sel.label
    return t("tempel.tanpa_sel", baris=one.letak[0] + 1, kolom=one.letak[1] + 1)


def reason(one: Butir) -> str:
    """Why a cell is asked, refused or passed over; empty when there is nothing to say."""
    return t(one.alasan, **{"teks": quote(one.teks), **one.data}) if one.alasan else ""


def remark(one: Butir) -> str:
    """The reason, or the number in words, or that it was read as a state."""
    if one.alasan:
        said = reason(one)
        return t("tempel.dipilih", alasan=said) if one.nasib in MENULIS else said
    if one.nasib not in MENULIS or one.sel is None:
        return ""
    if isinstance(one.baru, Keadaan):
        return t("tempel.keadaan")
    if isinstance(one.baru, int) and one.baru >= WORTH_SAYING * 10**one.sel.desimal:
        return number_in_words(one.baru, one.sel.desimal)
    return aksara_kata.said(one.rapi) if one.rapi is not None else ""


def value(one: Butir, nilai: Nilai | None) -> str:
    """A value as its cell would show it."""
    return t("isian.kosong") if nilai is None else quote(shown(one.sel, nilai))


def heads() -> list[Head]:
    """The columns of the list."""
    return [
        Head(t("tempel.kolom.nasib"), f"      {max(map(word, Nasib), key=len)}"),
        Head(t("tempel.kolom.sel"), "Tenaga kesehatan: gizi, Dibutuhkan", ends=True),
        Head(t("tempel.kolom.teks"), "888.888.888", right=True),
        Head(t("tempel.kolom.lama"), "888.888.888", right=True),
        Head(t("tempel.kolom.baru"), "888.888.888", right=True),
        Head(t("tempel.kolom.keterangan"), "x" * 18),
    ]


def row(one: Butir) -> Row:
    """The line of one cell."""
    icon, tone = LOOKS[one.nasib]
    quiet = tone is Tone.MUTED
    becomes = value(one, one.baru) if one.nasib in MENULIS else ""
    now = value(one, one.lama) if one.sel is not None else ""
    said = remark(one)
    return Row(
        code(one),
        [
            Cell(word(one.nasib), icon=icon, tone=tone),
            Cell(target(one), muted=quiet, note=target(one)),
            Cell(quote(one.teks), muted=quiet, note=one.teks),
            Cell(now, muted=quiet),
            Cell(becomes, strong=True),
            Cell(said, muted=True, note=said),
        ],
    )


def code(one: Butir) -> str:
    """What a line is known by."""
    target = one.sel.kolom.kode if one.sel else ""
    return f"{one.letak[0]}.{one.letak[1]}.{target}"
