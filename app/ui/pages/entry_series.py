"""The last eight periods of the cell under the cursor: as words, and as a small chart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.lembar import SheetBook
from app.domain.nilai import as_number
from app.teks import t
from app.ui import sizes
from app.ui.charts.spark import Spark
from app.ui.colours import Tone
from app.ui.grid import writing
from app.ui.sizes import Step
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.formulir import Sel
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.domain.rumus import Number
    from app.ui.grid.sheet import OpenSheet

PERIODS = 8
_EMPTY = "–"
_GIVEN = re.compile(r"-?\d+(\.\d+)?")


class Series(QWidget):
    """A heading, columns, and every number with its period."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Text("", Step.CAPTION, Tone.MUTED)
        self._spark = Spark()
        self._numbers = Text("", Step.CAPTION)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.S, 0, 0)
        column.setSpacing(sizes.XS)
        for part in (self._heading, self._spark, self._numbers):
            column.addWidget(part)

    @property
    def words(self) -> str:
        """What it says, for whoever cannot see it; empty when there is nothing to compare."""
        return f"{self._heading.text()}: {self._numbers.text()}" if self.isVisibleTo(self) else ""

    def show_cell(self, sheet: OpenSheet, sel: Sel) -> None:
        """Show the periods of a cell; a text, or a cell without any past, shows nothing."""
        told = earlier(sheet, sel)
        past = [number for _, shown, number in told[:-1] if shown != _EMPTY]
        self.setVisible(bool(past))
        if past:
            heading = "isian.tahun_lalu" if sel.tahunan else "isian.periode_lalu"
            self._heading.setText(t(heading, jumlah=len(told)))
            self._numbers.setText("\n".join(_lines(told)))
            words = " · ".join(f"{when} {shown}" for when, shown, _ in told)
            self._spark.show_numbers([number for *_, number in told], words)


def _lines(told: list[tuple[str, str, Number | None]]) -> Iterator[str]:
    """A line for each year with its quarters; the years alone share one."""
    years: dict[str, list[str]] = {}
    for when, shown, _ in told:
        quarter, _, year = when.rpartition(" ")
        # A period and its number stay together where a line breaks.
        item = f"{quarter or year} {shown}".replace(" ", "\u00a0")
        years.setdefault(year if quarter else "", []).append(item)
    for year, items in years.items():
        yield (f"{year}:\u00a0" if year else "") + "\u00a0· ".join(items)


def earlier(sheet: OpenSheet, sel: Sel) -> list[tuple[str, str, Number | None]]:
    """Short name, shown value and number of the last periods of a cell, oldest first."""
    if sel.jenis == "teks" or sel.closed or is_given(sel):
        return []
    return [
        (_short(periode), *_at(sheet, sel, values))
        for periode, values in sheet.earlier(PERIODS, tahunan=sel.tahunan).items()
    ]


def is_given(sel: Sel) -> bool:
    """Whether the form itself says what stands in a cell: nothing that is typed in changes it."""
    return _GIVEN.fullmatch(sel.hitung) is not None


def _at(sheet: OpenSheet, sel: Sel, values: Values) -> tuple[str, Number | None]:
    if sel.hitung:
        number = SheetBook(sheet.form, values, {}, {}).number(sel.kode)
        return writing.computed(sel, number) or _EMPTY, number
    nilai = values.get(sel.kode)
    return writing.shown(sel, nilai) or _EMPTY, as_number(nilai)


def _short(periode: Periode) -> str:
    return (
        str(periode.tahun) if periode.triwulan is None else f"T{periode.triwulan} {periode.tahun}"
    )
