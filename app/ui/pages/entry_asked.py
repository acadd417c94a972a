"""What the form asks of a cell: how it is written, which rules look at it, what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import format_number
from app.domain.lembar import complete, placeholders
from app.domain.rumus import compile_formula
from app.domain.sel_form import matches
from app.teks import t
from app.ui.grid import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.aturan import Aturan
    from app.domain.formulir import Formulir, Sel

_SAMPLES = {"bulat": 1_250, "rupiah": 1_250_000_000, "desimal": 125, "persen": 125}
"""Figures to show the writing with; those with decimals are counted in tenths."""
_SAMPLE_DAY = "31-12-2026"
_MANY = 12
"""A longer list of choices is not spelt out: the cell offers it."""


def told(form: Formulir, sel: Sel) -> Iterator[tuple[str, str]]:
    """Heading and text of what a cell that a person fills is asked for."""
    if not sel.editable:
        return
    yield t("bantuan_sel.cara_menulis"), writing(sel)
    rules = list(_rules(form, sel))
    if rules:
        yield t("bantuan_sel.aturan"), "\n".join(rules)
    if not sel.berkata:
        yield t("bantuan_sel.bukti"), t("bantuan_sel.bukti_arti", tombol=keys.ATTACH)


def writing(sel: Sel) -> str:
    """How the value of a cell is written."""
    kolom, jenis = sel.kolom, str(sel.jenis)
    if jenis in {"pilihan", "pilihan_banyak"}:
        labels = [one.label for one in kolom.pilihan]
        shown = ", ".join(labels[:_MANY] + ["…"] * (len(labels) > _MANY))
        return t(f"bantuan_sel.{jenis}", daftar=shown)
    if jenis == "teks" and kolom.contoh:
        return t("bantuan_sel.teks_contoh", contoh=kolom.contoh)
    if kolom.is_year:
        return t("bantuan_sel.tahun", contoh=_SAMPLE_DAY[-4:])
    if jenis == "tanggal":
        return t("bantuan_sel.tanggal", contoh=_SAMPLE_DAY)
    if jenis in {"desimal", "persen"} and not sel.desimal:
        jenis = "bulat"
    if jenis not in _SAMPLES:
        return t(f"bantuan_sel.{jenis}")
    return t(f"bantuan_sel.{jenis}", desimal=sel.desimal, contoh=sample(sel))


def sample(sel: Sel) -> str:
    """A figure as this cell takes it."""
    if sel.jenis == "rupiah" or not sel.desimal:
        return format_number(_SAMPLES["rupiah" if sel.jenis == "rupiah" else "bulat"])
    return format_number(_SAMPLES["desimal"], 1)


def _rules(form: Formulir, sel: Sel) -> Iterator[str]:
    """What the rules that speak at this cell ask for, and the codes of the others."""
    others = []
    for aturan in rules_at(form, sel):
        around = _around(form, aturan, sel) or ("", "")
        speaks = matches(complete(aturan.sel, *around), sel.kode)
        if speaks and not placeholders(aturan.saran):
            yield t("bantuan_sel.satu_aturan", kode=aturan.kode, saran=aturan.saran)
        else:
            others.append(aturan.kode)
    if others:
        yield t("bantuan_sel.aturan_lain", kode=", ".join(others))


def rules_at(form: Formulir, sel: Sel) -> list[Aturan]:
    """The rules that look at a cell, or speak about it, in the order of the form."""
    return [aturan for aturan in form.aturan if _looks(form, aturan, sel)]


def _looks(form: Formulir, aturan: Aturan, sel: Sel) -> bool:
    texts = [teks for teks in (aturan.bila, aturan.syarat) if teks]
    names = {what for teks in texts for _, what in compile_formula(teks).reads}
    names.add(aturan.sel)
    around = _around(form, aturan, sel)
    if around is None:
        # Only what is named in full can be this cell.
        return any(matches(nama, sel.kode) for nama in names)
    return any(matches(complete(nama, *around), sel.kode) for nama in names)


def _around(form: Formulir, aturan: Aturan, sel: Sel) -> tuple[str, str] | None:
    """What completes bare names at the one place of a rule where this cell can be met."""
    if not aturan.tiap:
        return "", ""
    kind, _, kode = aturan.tiap.partition(":")
    table = form.tables[kode]
    if kind == "kolom":
        column = table.columns_by_code.get(sel.kolom.kode)
        known = column is not None and not column.sisa
        place, around = sel.kolom.kode, (f"{kode}.", f".{sel.kolom.kode}")
    else:
        known = sel.baris.kode in {one.kode for one in table.baris}
        place, around = sel.baris.kode, (f"{kode}.{sel.baris.kode}.", "")
    return around if known and place not in aturan.kecuali else None
