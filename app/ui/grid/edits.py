"""Commands over the selection: clipboard, filling, emptying, declaring; each says what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.errors import LontarError
from app.teks import t
from app.ui.colours import Tone
from app.ui.grid import gestures
from app.ui.grid.clipboard import parse_block

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.nilai import Keadaan
    from app.ui.grid.sheet import OpenSheet
    from app.ui.grid.stack import SheetGrid

_REFUSED_SHOWN = 6


class Edits:
    """Works on what is selected in the grid."""

    def __init__(self, grid: SheetGrid) -> None:
        self._grid = grid

    def clear(self) -> None:
        """Empty the selected cells."""
        chosen = self._chosen()
        self._do(lambda sheet: gestures.clear(sheet, chosen))

    def declare(self, keadaan: Keadaan) -> None:
        """Declare an absence in the selected cells."""
        chosen = self._chosen()
        self._do(lambda sheet: gestures.declare(sheet, chosen, keadaan))

    def fill_down(self) -> None:
        """Repeat the first row of the selection; a single row takes what stands above it."""
        chosen = self._chosen()
        above = self._grid.above(chosen[0]) if len(chosen) == 1 else []
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
        """Write the block on the clipboard; or nothing of it, and say why."""
        text = QGuiApplication.clipboard().text()
        chosen = self._chosen()
        if not text or not chosen:
            return
        table = self._grid.view.table
        start = table.place(chosen[0][0].kode) or (0, 0)
        table.make_room(start[0], len(parse_block(text)))
        plan = gestures.plan_paste(table, start, chosen, text)
        if plan.refused and not table.sheet.readonly:
            self._say(Tone.BAD, _refusal(plan))
        elif self._do(lambda sheet: gestures.paste(sheet, plan, table.tabel.judul)):
            self._tell_pasted(table.sheet, plan)

    def _tell_pasted(self, sheet: OpenSheet, plan: gestures.Plan) -> None:
        if not plan.cells:
            self._say(Tone.WARN, t("isian.tempel_kosong"))
            return
        if self._grid.folded and any(sheet.form.cells[sel].kolom.lipat for sel in plan.cells):
            self._grid.set_folded(folded=False)
        key = "isian.ditempel_dilewati" if plan.skipped else "isian.ditempel"
        said = t(key, jumlah=len(plan.cells), dilewati=plan.skipped)
        if plan.hidden:
            said = f"{said} {t('isian.aksara_dibuang', jumlah=plan.hidden)}"
        self._say(Tone.GOOD, said)

    def _chosen(self) -> gestures.Block:
        return self._grid.view.chosen_cells() if self._grid.sheet else []

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


def _refusal(plan: gestures.Plan) -> str:
    lines = [t("isian.tempel_ditolak", jumlah=len(plan.refused))]
    lines += [f"{label}: {reason}" for label, reason in plan.refused[:_REFUSED_SHOWN]]
    if len(plan.refused) > _REFUSED_SHOWN:
        lines.append(t("isian.dan_lainnya", jumlah=len(plan.refused) - _REFUSED_SHOWN))
    return "\n".join(lines)
