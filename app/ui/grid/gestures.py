"""What one can do to several cells at once; each is one gesture, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.aksara import hidden
from app.teks import t
from app.ui.grid import reading, writing
from app.ui.grid.clipboard import parse_block, write_block
from app.ui.grid.reading import Refused

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.domain.nilai import Keadaan, Nilai
    from app.ui.grid.model import TableModel
    from app.ui.grid.sheet import OpenSheet

Block = list[list["Sel"]]


@dataclass(slots=True)
class Plan:
    """What a pasted block would do: values to write, texts refused with their reason."""

    cells: dict[str, Nilai | None] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    skipped: int = 0
    hidden: int = 0


def plan_paste(model: TableModel, start: tuple[int, int], chosen: Block, teks: str) -> Plan:
    """Read a block for the cells it would cover.

    A single text fills the whole selection; a block lies down from `start`, row by row over
    captions. Computed and closed cells are passed over without shifting anything.
    """
    block = parse_block(teks)
    plan = Plan()
    if len(block) == 1 and len(block[0]) == 1:
        for sel in (sel for row in chosen for sel in row):
            _plan_cell(plan, sel, block[0][0])
        return plan
    top, left = start
    rows = [row for row in range(top, len(model.rows)) if model.sel(row, 0) is not None]
    width = len(model.tabel.kolom)
    for down, texts in enumerate(block):
        for right, cell in enumerate(texts, start=left):
            inside = down < len(rows) and right < width
            target = model.sel(rows[down], right) if inside else None
            if target is not None:
                _plan_cell(plan, target, cell)
            elif cell.strip():
                plan.refused.append((t("isian.di_luar_tabel"), cell.strip()))
    return plan


def _plan_cell(plan: Plan, sel: Sel, teks: str) -> None:
    if not sel.editable:
        plan.skipped += bool(teks.strip())
        return
    outcome = reading.read(sel, teks.strip() if sel.jenis != "teks" else teks)
    if isinstance(outcome, Refused):
        plan.refused.append((sel.label, outcome.alasan))
    else:
        plan.cells[sel.kode] = outcome
        plan.hidden += hidden(teks) if isinstance(outcome, str) else 0


def paste(sheet: OpenSheet, plan: Plan, tabel: str) -> None:
    """Write a plan nothing of which was refused."""
    label = t("isian.tindakan.tempel", jumlah=len(plan.cells), tabel=tabel)
    sheet.write(plan.cells, "tempel", label)


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
    """Put a declared absence into the cells of the selection."""
    cells = [sel for row in chosen for sel in row if sel.editable]
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
