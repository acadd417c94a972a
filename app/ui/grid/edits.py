"""Commands over the selection: clipboard, filling, emptying, declaring; each says what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.errors import LontarError
from app.teks import t
from app.ui.colours import Tone
from app.ui.grid import gestures
from app.ui.grid.moves import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.formulir import Sel
    from app.domain.nilai import Keadaan
    from app.ui.grid.sheet import OpenSheet
    from app.ui.grid.stack import SheetGrid


class Edits:
    """Works on what is selected in the grid."""

    def __init__(self, grid: SheetGrid) -> None:
        self._grid = grid

    def clear(self) -> None:
        """Empty the selected cells."""
        chosen = self._fillable()
        self._do(lambda sheet: gestures.clear(sheet, chosen))

    def declare(self, keadaan: Keadaan) -> None:
        """Declare an absence in the selected cells."""
        chosen = self._fillable()
        if chosen and not any(sel.kolom.offers(keadaan) for row in chosen for sel in row):
            word = t(f"isian.keadaan.{keadaan.value}")
            self._say(Tone.INFO, t("isian.keadaan_tidak_di_sini", keadaan=word))
            return
        self._do(lambda sheet: gestures.declare(sheet, chosen, keadaan))

    def fill_down(self) -> None:
        """Repeat the first row of the selection; a single row takes what stands above it."""
        chosen = self._chosen()
        above = _above(self._grid, chosen[0]) if len(chosen) == 1 else []
        if above or len(chosen) > 1:
            self._do(lambda sheet: gestures.fill_down(sheet, chosen, above))

    def copy(self, *, headers: bool = False) -> None:
        """Put the selection on the clipboard."""
        sheet = self._grid.sheet
        if sheet is not None:
            text = gestures.copy(sheet, self._chosen(), headers=headers)
            QGuiApplication.clipboard().setText(text)

    def cut(self) -> None:
        """Copy, then empty."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Paste what is on the clipboard: a clear cell at once, a block through its preview."""
        # Labels are compared and tables of HTML read only when somebody pastes.
        from app.ui.grid.pasting import Pasting

        Pasting(self._grid, self._do, self._say).paste(self._chosen())

    def _chosen(self) -> gestures.Block:
        return self._grid.view.chosen_cells() if self._grid.sheet else []

    def _fillable(self) -> gestures.Block:
        """The selection; where nobody can fill any of it, it is said why."""
        chosen = self._chosen()
        if not any(sel.editable for row in chosen for sel in row):
            self._grid.may_edit()
        return chosen

    def _do(self, act: Callable[[OpenSheet], None]) -> bool:
        sheet = self._grid.sheet
        if sheet is None or not self._grid.finish_editing():
            return False
        if sheet.readonly:
            self._say(Tone.WARN, t(sheet.readonly))
            return False
        try:
            act(sheet)
        except LontarError as error:
            self._say(Tone.BAD, str(error))
            return False
        return True

    def _say(self, tone: Tone, sentence: str) -> None:
        self._grid.noticed.emit(tone, sentence)


def _above(grid: SheetGrid, chosen: list[Sel]) -> list[Sel]:
    """The cells right above a row of cells, in the same table."""
    table, here = grid.view.table, grid.place.table
    place = table.place(chosen[0].kode) if chosen else None
    found = grid.board().down(Place(here, *place), -1) if place else None
    if found is None or found.table != here:
        return []
    columns = [place[1] for sel in chosen if (place := table.place(sel.kode))]
    return [sel for column in columns if (sel := table.sel(found.row, column))]
