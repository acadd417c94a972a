"""How a cell is shown: its text, its kind and its mark, worked out from the open sheet."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from app.domain.catatan import JenisCatatan
from app.domain.nilai import Keadaan
from app.teks import t
from app.ui.colours import Mark
from app.ui.grid import writing

if TYPE_CHECKING:
    from app.domain.aturan import Tingkat
    from app.domain.formulir import Sel
    from app.domain.pertanyaan import Pertanyaan
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
    """Text, kind and marks of a cell: the gravest finding, a question, then evidence.

    `noted` tells that a note stands beside the figure: the corner of the cell is turned.
    """

    text: str
    kind: Kind
    marks: tuple[Mark, ...] = ()
    noted: bool = False


def look(sheet: OpenSheet, kode: str) -> Look:
    """The look of a cell now."""
    sel = sheet.form.cell(kode)
    found = sheet.findings(kode)
    marks: tuple[Mark, ...] = (MARKS[found[0].tingkat(sheet.fase)],) if found else ()
    noted = bool(sheet.notes(kode))
    marks += (Mark.ASKED,) if sheet.asked(kode) else ()
    if sel.closed:
        return Look("", Kind.CLOSED)
    if sel.hitung:
        text = writing.computed(sel, sheet.hasil.computed.get(kode))
        return Look(text, Kind.COMPUTED, marks, noted)
    if sheet.evidence_count(kode):
        marks += (Mark.EVIDENCE,)
    nilai = sheet.nilai(kode)
    return Look(writing.shown(sel, nilai), _kind(sheet, sel, nilai), marks, noted)


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
    """What is special about a cell: computed, annual, asked about, proven, noted, found."""
    sel = sheet.form.cell(kode)
    parts = [t("isian.sel_hitungan")] if sel.hitung else []
    parts += [t("isian.sel_setahun")] if sel.tahunan and sel.editable else []
    parts += asked(sheet, kode)
    count = sheet.evidence_count(kode)
    parts += [t("bukti.pada_sel", jumlah=count)] if count else []
    found = [f"{level(sheet, satu)}: {satu.pesan}" for satu in sheet.findings(kode)]
    parts += [f"{t(f'isian.catatan.{jenis.value}')}: {teks}" for jenis, teks in noted(sheet, kode)]
    return " ".join(parts + found)


def asked(sheet: OpenSheet, kode: str) -> list[str]:
    """What is asked at a cell, a sentence each."""
    return [_question(sheet, one) for one in sheet.asked(kode)]


def _question(sheet: OpenSheet, one: Pertanyaan) -> str:
    told = {"pertanyaan": one.teks, "keadaan": t(f"tanya.keadaan.{one.keadaan.value}")}
    if one.opd and not sheet.in_opd:
        return t("tanya.pada_sel_opd", opd=one.opd, **told)
    asker = t(f"tanya.penanya.{'kabupaten' if one.opd else 'provinsi'}")
    return t("tanya.pada_sel", penanya=asker, **told)


def level(sheet: OpenSheet, satu: Temuan) -> str:
    """How serious a finding is, in a word."""
    return t(f"isian.tingkat.{satu.tingkat(sheet.fase)}")


def noted(sheet: OpenSheet, kode: str) -> list[tuple[JenisCatatan, str]]:
    """The notes of a cell in the order of their kinds."""
    known = sheet.notes(kode)
    return [(jenis, known[jenis]) for jenis in JenisCatatan if jenis in known]


def unit(sel: Sel) -> str:
    """The unit that follows the number of a cell."""
    if sel.jenis == "persen":
        return "%"
    if sel.kolom.kata:
        return ""
    return sel.baris.satuan if sel.jenis != "rupiah" else t("isian.rupiah")


def tip(sheet: OpenSheet, kode: str) -> str:
    """Questions, findings and notes as a tooltip."""
    lines = [*asked(sheet, kode)]
    lines += [satu.pesan for satu in sheet.findings(kode)]
    lines += [f"{t(f'isian.catatan.{jenis.value}')}: {teks}" for jenis, teks in noted(sheet, kode)]
    return "\n".join(lines)
