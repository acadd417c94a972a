"""What one can do to several cells at once; each is one gesture, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t
from app.ui.grid import writing
from app.ui.grid.clipboard import write_block

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.domain.nilai import Keadaan, Nilai
    from app.ui.grid.sheet import OpenSheet

Block = list[list["Sel"]]


def copy(sheet: OpenSheet, chosen: Block, *, headers: bool = False) -> str:
    """The selection as a block for spreadsheets: digits without grouping."""
    rows = [[_plain(sheet, sel) for sel in row] for row in chosen]
    if headers and chosen:
        labels = ["", *(sel.kolom.label for sel in chosen[0])]
        named = zip(chosen, rows, strict=True)
        rows = [labels, *([cells[0].baris.label, *texts] for cells, texts in named)]
    return write_block(rows)


def _plain(sheet: OpenSheet, sel: Sel) -> str:
    if sel.hitung:
        return writing.computed(sel, sheet.hasil.computed.get(sel.kode)).replace(".", "")
    return writing.editable(sel, sheet.nilai(sel.kode))


def clear(sheet: OpenSheet, chosen: Block) -> None:
    """Empty the cells of the selection that a person fills."""
    cells = [sel for row in chosen for sel in row if sheet.nilai(sel.kode) is not None]
    if cells:
        sheet.write(
            dict.fromkeys((sel.kode for sel in cells), None), "kosongkan", _clear_label(cells)
        )


def _clear_label(cells: list[Sel]) -> str:
    if len(cells) == 1:
        return t("isian.tindakan.kosongkan_satu", sel=cells[0].label)
    return t("isian.tindakan.kosongkan", jumlah=len(cells))


def declare(sheet: OpenSheet, chosen: Block, keadaan: Keadaan) -> None:
    """Put a declared absence into the cells of the selection that offer it."""
    cells = [sel for row in chosen for sel in row if sel.editable and sel.kolom.offers(keadaan)]
    word = writing.shown(None, keadaan)
    if len(cells) == 1:
        label = t("isian.tindakan.keadaan_satu", keadaan=word, sel=cells[0].label)
    else:
        label = t("isian.tindakan.keadaan", keadaan=word, jumlah=len(cells))
    if cells:
        sheet.write(dict.fromkeys((sel.kode for sel in cells), keadaan), "keadaan", label)


def fill_down(sheet: OpenSheet, chosen: Block, above: list[Sel]) -> None:
    """Repeat the first row of the selection in the others; a single row takes what is above it."""
    source, targets = (chosen[0], chosen[1:]) if len(chosen) > 1 else (above, chosen)
    cells: dict[str, Nilai | None] = {}
    for row in targets:
        for first, sel in zip(source, row, strict=True):
            if sel.editable and first.editable and _same_kind(first, sel):
                cells[sel.kode] = sheet.nilai(first.kode)
    if cells:
        sheet.write(cells, "isi_bawah", t("isian.tindakan.isi_bawah", jumlah=len(cells)))


def _same_kind(first: Sel, second: Sel) -> bool:
    return (first.jenis, first.desimal) == (second.jenis, second.desimal)
