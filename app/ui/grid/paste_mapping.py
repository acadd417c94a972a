"""Where each row and column of a pasted block goes, changeable with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from app.teks import t
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.enter_key import ENTER
from app.ui.grid import target_menu
from app.ui.grid.reading import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from app.domain.formulir import Formulir
    from app.domain.tempel_blok import Blok
    from app.domain.tempel_peta import Pemetaan

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_OPENING = {*ENTER, Qt.Key.Key_F2, Qt.Key.Key_Space}
_ROW, _COLUMN = "b", "k"
_SAMPLE = "Yang dibutuhkan 88"


class PasteMapping(Ledger):
    """Columns of the block first, then its rows.

    Signals:
        changed: another `Pemetaan` was made by hand.

    """

    changed = Signal(object)

    def __init__(self) -> None:
        heads = [
            Head(t("tempel.pemetaan.blok"), _SAMPLE),
            Head(t("tempel.pemetaan.tujuan"), _SAMPLE),
        ]
        super().__init__(t("tempel.pemetaan"), heads)
        self.setAccessibleDescription(t("tempel.cara_pemetaan"))
        self.activated.connect(lambda _index: self.open_menu())

    def show_mapping(self, form: Formulir, blok: Blok, peta: Pemetaan) -> None:
        """Show where everything goes now."""
        self._peta = peta
        table = form.tables[peta.tabel]
        self._targets = {
            _COLUMN: [(None, t("tempel.tujuan.tidak")), *((k.kode, k.label) for k in table.kolom)],
            _ROW: [(None, t("tempel.tujuan.tidak")), *((b.kode, b.label) for b in table.baris)],
        }
        columns = [
            self._line(_COLUMN, n, first, kode, title=n in peta.judul_kolom)
            for n, kode in enumerate(peta.kolom)
            for first in (_first_text(row[n] for row in blok.baris),)
        ]
        rows = [
            self._line(_ROW, n, _first_text(blok.baris[n]), kode, title=n in peta.judul_baris)
            for n, kode in enumerate(peta.baris)
        ]
        self.show_rows([*columns, *rows])

    def _line(self, kind: str, number: int, text: str, kode: str | None, *, title: bool) -> Row:
        key = "tempel.kolom_blok" if kind == _COLUMN else "tempel.baris_blok"
        said = t(key, nomor=number + 1, teks=quote(text)).strip()
        label = t("tempel.tujuan.judul") if title else dict(self._targets[kind])[kode]
        quiet = kode is None
        return Row(f"{kind}{number}", [Cell(said, note=said), Cell(label, note=label, muted=quiet)])

    def _here(self) -> tuple[str, int, str | None]:
        kind, number = self.current_code[0], int(self.current_code[1:])
        codes = self._peta.kolom if kind == _COLUMN else self._peta.baris
        return kind, number, codes[number]

    def _choose(self, kode: str | None) -> None:
        kind, number, _ = self._here()
        make = self._peta.with_column if kind == _COLUMN else self._peta.with_row
        self.changed.emit(make(number, kode))

    def open_menu(self) -> None:
        """Offer every target for the row or column under the cursor."""
        if not self.current_code:
            return
        kind, _, now = self._here()
        menu = QMenu(self)
        target_menu.offer(menu, self._targets[kind], now, self._choose)
        target_menu.pop_up(menu, self)

    def _shift(self, step: int) -> None:
        kind, _, now = self._here()
        codes = [kode for kode, _ in self._targets[kind]]
        place = codes.index(now) + step
        if 0 <= place < len(codes):
            self._choose(codes[place])

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right shift the target; Enter, F2 and Space offer all of them."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.current_code:
            self._shift(step)
        elif event.key() in _OPENING and not event.modifiers():
            self.open_menu()
        else:
            super().keyPressEvent(event)


def _first_text(cells: Iterable[str]) -> str:
    """What names a row or column: its first words, else its first figure."""
    filled = [cell for cell in cells if cell.strip()]
    named = (cell for cell in filled if any(map(str.isalpha, cell)))
    return next(named, filled[0] if filled else "")
