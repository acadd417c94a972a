"""How a cell is shown: its text, its kind and its mark, worked out from the open sheet."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from app.domain.nilai import Keadaan
from app.teks import t
from app.ui.colours import Mark
from app.ui.grid import writing

if TYPE_CHECKING:
    from app.domain.formulir import Sel, Tingkat
    from app.domain.temuan import Temuan
    from app.ui.grid.sheet import OpenSheet

MARKS: dict[Tingkat, Mark] = {
    "penghalang": Mark.ERROR,
    "peringatan": Mark.WARNING,
    "catatan": Mark.NOTE,
}


class Kind(Enum):
    """What sort of cell the eye meets."""

    NUMBER = auto()
    TEXT = auto()
    STATE = auto()
    EMPTY = auto()
    MISSING = auto()
    COMPUTED = auto()
    CLOSED = auto()


class Look(NamedTuple):
    """Text, kind and marks of a cell: the gravest finding first, then evidence."""

    text: str
    kind: Kind
    marks: tuple[Mark, ...] = ()


def look(sheet: OpenSheet, kode: str) -> Look:
    """The look of a cell now."""
    sel = sheet.form.cell(kode)
    found = sheet.findings(kode)
    marks: tuple[Mark, ...] = (MARKS[found[0].tingkat(sheet.fase)],) if found else ()
    if sel.closed:
        return Look("", Kind.CLOSED)
    if sel.hitung:
        return Look(writing.computed(sel, sheet.hasil.computed.get(kode)), Kind.COMPUTED, marks)
    if sheet.evidence_count(kode):
        marks += (Mark.EVIDENCE,)
    nilai = sheet.nilai(kode)
    return Look(writing.shown(sel, nilai), _kind(sheet, sel, nilai), marks)


def _kind(sheet: OpenSheet, sel: Sel, nilai: object) -> Kind:
    if nilai is None:
        return Kind.MISSING if sheet.is_missing(sel.kode) else Kind.EMPTY
    if isinstance(nilai, Keadaan):
        return Kind.STATE
    return Kind.TEXT if isinstance(nilai, str) else Kind.NUMBER


def spoken(sheet: OpenSheet, kode: str) -> str:
    """A cell as a screen reader says it: row, column, value with its unit."""
    sel = sheet.form.cell(kode)
    seen = sheet.look(kode)
    value = seen.text
    if seen.kind is Kind.NUMBER or (seen.kind is Kind.COMPUTED and value):
        value = f"{value} {unit(sel)}".strip()
    elif seen.kind is Kind.CLOSED:
        value = t("isian.sel_tertutup")
    elif not value:
        value = t("isian.sel_wajib_kosong" if seen.kind is Kind.MISSING else "isian.sel_kosong")
    return ", ".join(part for part in (sel.baris.label, sel.kolom.label, value) if part)


def described(sheet: OpenSheet, kode: str) -> str:
    """What is special about a cell: computed, annual, proven, and what the rules found."""
    sel = sheet.form.cell(kode)
    parts = [t("isian.sel_hitungan")] if sel.hitung else []
    parts += [t("isian.sel_setahun")] if sel.tahunan and sel.editable else []
    count = sheet.evidence_count(kode)
    parts += [t("bukti.pada_sel", jumlah=count)] if count else []
    return " ".join(parts + [satu.pesan for satu in sheet.findings(kode)])


def unit(sel: Sel) -> str:
    """The unit that follows the number of a cell."""
    if sel.jenis == "persen":
        return "%"
    return sel.baris.satuan if sel.jenis != "rupiah" else t("isian.rupiah")


def finding_lines(found: list[Temuan]) -> str:
    """Findings as a tooltip."""
    return "\n".join(satu.pesan for satu in found)
