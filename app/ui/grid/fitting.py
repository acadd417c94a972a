"""How wide the columns and how high the rows of a table are: nothing typed is ever cut off.

Rows in sight are laid out at once. Those far down in a long register follow when nothing else is to
be done, or as soon as somebody goes there.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from app.domain.kolom import JENIS_KATA
from app.ui.grid import measure
from app.ui.grid.looks import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QFontMetrics

    from app.domain.rumus import Number
    from app.ui.grid.headers import ColumnHeader, RowHeader
    from app.ui.grid.looks import Look
    from app.ui.grid.table import TableView

_TEXT_LINES = 3
_LABEL_CHARS, _LABEL_SCROLLED_CHARS, _LABEL_MOST_CHARS = 22, 34, 56
_AT_ONCE, _AT_A_TIME = 120, 50
"""So many rows are laid out at once, and so many whenever nothing else is to be done."""


class Fitting(QObject):
    """Lays out one table.

    Signals:
        grown: rows far down have got their heights.

    """

    grown = Signal()

    def __init__(self, view: TableView, heads: ColumnHeader, rows: RowHeader) -> None:
        super().__init__(view)
        self._view, self._heads, self._rows = view, heads, rows
        self._figures: dict[int, int] = {}
        self._room = self._fitted = 0
        self._heights: dict[str, tuple[str, int]] = {}
        self._texts: dict[tuple[str, int], int] = {}
        self._heights_for: tuple[int, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._fit_more)

    def forget(self) -> None:
        """Another table is shown."""
        self._later.stop()
        self._heights, self._texts = {}, {}

    def fit_into(self, room: int) -> None:
        """Lay out in a width: the labels take what the figures leave, within reason."""
        char = self._view.fontMetrics().averageCharWidth()
        left = room - self.data_width()
        least = _LABEL_CHARS * char
        if left < least:
            # It scrolls sideways whatever the labels take: they may as well be easy to read.
            wanted = min(_LABEL_SCROLLED_CHARS * char, room * 2 // 5, self._longest_label())
            least = max(least, wanted)
        self.fit(max(least, min(_LABEL_MOST_CHARS * char, left)), room)

    def _longest_label(self) -> int:
        """The width of the longest label with its unit, on one line."""
        metrics, rows = self._view.fontMetrics(), self._view.table.rows
        told = [f"{one.label} {one.satuan}" for one in rows if not isinstance(one, str)]
        return max(map(metrics.horizontalAdvance, told), default=0) + 3 * measure.PAD

    def data_width(self) -> int:
        """The least width of the columns in view, with the figures that stand in them."""
        kolom = self._view.table.tabel.kolom
        self._figures = {place: self._widest(place) for place in self._view.columns}
        return sum(
            max(self._heads.needed_width(kolom[place]), wide)
            for place, wide in self._figures.items()
        )

    def fit(self, label_width: int, room: int) -> None:
        """Lay out for a width: columns from the form, rows as high as their labels and texts."""
        kolom = self._view.table.tabel.kolom
        for place in self._view.columns:
            width = self._heads.needed_width(kolom[place])
            if kolom[place].jenis == "teks" and not self._view.table.tabel.register:
                width = max(width, room - label_width)
            figure = self._figures.get(place)
            width = max(width, self._widest(place) if figure is None else figure)
            if width != self._view.columnWidth(place):
                self._view.setColumnWidth(place, width)
        self._rows.setFixedWidth(label_width)
        self._heads.setFixedHeight(self._heads.needed_height())
        self._room, self._fitted = room, 0
        self._fit_rows(_AT_ONCE)

    def fit_rest(self) -> None:
        """Give every row its height now: somebody wants to go far down."""
        if self._fitted < self._view.rows:
            self._fit_rows(self._view.rows)

    @property
    def laid_out(self) -> int:
        """So many rows, from the first on, have the height they need."""
        return self._fitted

    def _fit_rows(self, count: int) -> None:
        """Give the next rows their heights; those further down follow when there is time."""
        columns, label_width = self._view.columns, self._rows.width()
        last = min(self._fitted + count, self._view.rows)
        widths = (label_width, *map(self._view.columnWidth, columns), *columns)
        if widths != self._heights_for:
            self._heights_for, self._heights = widths, {}
        for row in range(self._fitted, last):
            high = self._known_height(row, label_width, columns)
            if high != self._view.rowHeight(row):
                self._view.setRowHeight(row, high)
        self._fitted = last
        self._fix_height(self._room)
        if last < self._view.rows:
            self._later.start()

    def _fit_more(self) -> None:
        self._fit_rows(_AT_A_TIME)
        self.grown.emit()

    def _widest(self, column: int) -> int:
        """Room for the widest figure in a column: nothing typed is ever shown cut off."""
        if (
            self._view.table.tabel.register
            and self._view.table.tabel.kolom[column].jenis in JENIS_KATA
        ):
            return 0
        looks = (self._look(row, column) for row in self._longest(column))
        metrics = self._view.fontMetrics()
        return max((_figure_width(metrics, look) for look in looks if look), default=0)

    def _longest(self, column: int) -> Iterable[int]:
        """The rows that may hold the widest figure of a column: in a register the largest."""
        table, tabel = self._view.table, self._view.table.tabel
        if not tabel.register:
            return range(self._view.rows)
        kolom, sheet = tabel.kolom[column].kode, table.sheet
        largest: dict[int, tuple[Number, int]] = {}
        for number, baris in enumerate(table.rows):
            kode = "" if isinstance(baris, str) else f"{tabel.kode}.{baris.kode}.{kolom}"
            nilai = sheet.hasil.computed.get(kode, sheet.values.get(kode))
            if isinstance(nilai, int | Fraction):
                side = 1 if nilai >= 0 else -1
                size: Number = nilai if nilai >= 0 else -nilai
                if side not in largest or size > largest[side][0]:
                    largest[side] = (size, number)
        return [number for _, number in largest.values()]

    def _look(self, row: int, column: int) -> Look | None:
        """How a cell is shown; None on a caption, and where a register has nothing."""
        table = self._view.table
        baris, tabel = table.rows[row], table.tabel
        if isinstance(baris, str):
            return None
        kode = f"{tabel.kode}.{baris.kode}.{tabel.kolom[column].kode}"
        return None if tabel.register and table.sheet.is_blank(kode) else table.sheet.look(kode)

    def _known_height(self, row: int, label_width: int, columns: Sequence[int]) -> int:
        """The height a row needs; one that has only moved needs what it needed before."""
        baris = self._view.table.rows[row]
        if isinstance(baris, str):
            return self._needed_height(row, label_width, columns)
        known = self._heights.get(baris.kode)
        if known is None or known[0] != baris.label:
            known = baris.label, self._needed_height(row, label_width, columns)
            self._heights[baris.kode] = known
        return known[1]

    def _needed_height(self, row: int, label_width: int, columns: Sequence[int]) -> int:
        high = self._rows.needed_height(row, label_width)
        table = self._view.table
        baris, tabel = table.rows[row], table.tabel
        if tabel.register and not isinstance(baris, str):
            place = f"{tabel.kode}.{baris.kode}."
            plain = [column for column in columns if tabel.kolom[column].jenis == "teks"]
            words = [self._words_height(place, column) for column in plain]
            high = max([high, *words])
            columns = [column for column in columns if column not in plain]
        for column in columns:
            look = self._look(row, column)
            if look is not None:
                high = max(high, self._look_height(row, column, look))
        return high

    def _words_height(self, place: str, column: int) -> int:
        """The height of a text in a register; most of its rows repeat what others say."""
        sheet, kolom = self._view.table.sheet, self._view.table.tabel.kolom[column]
        kode = place + kolom.kode
        nilai = sheet.values.get(kode)
        if not isinstance(nilai, str):
            return 0
        marked = bool(sheet.findings(kode)) or sheet.evidence_count(kode) > 0
        room = self._view.columnWidth(column) - 2 * measure.PAD - measure.mark_room(marked=marked)
        known = self._texts.get((nilai, room))
        if known is None:
            known = measure.text_height(self._view.fontMetrics(), nilai, room) + 2 * measure.PAD
            self._texts[nilai, room] = known
        return known

    def _look_height(self, row: int, column: int, look: Look) -> int:
        table, metrics = self._view.table, self._view.fontMetrics()
        width = self._view.columnWidth(column) - 2 * measure.PAD
        if table.tabel.kolom[column].jenis in JENIS_KATA:
            room = width - measure.mark_room(marked=bool(look.marks))
            lines = measure.text_height(metrics, look.text, room)
            sel = None if table.tabel.register else table.sel(row, column)
            least = _TEXT_LINES if sel is not None and sel.jenis == "teks" else 1
            return max(lines, least * metrics.height()) + 2 * measure.PAD
        if look.kind is Kind.STATE:
            return self._view.cells.painter.state_height(look.text, width)
        return 0

    def _fix_height(self, room: int) -> None:
        wide = self._rows.width() + self._heads.length() > room
        policy = Qt.ScrollBarPolicy
        self._view.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if wide else policy.ScrollBarAlwaysOff
        )
        bar = self._view.horizontalScrollBar().sizeHint().height() if wide else 0
        self._view.setFixedHeight(self._heads.height() + self._rows.length() + bar)

    def make_room(self, first: QModelIndex, last: QModelIndex) -> None:
        """A text or a longer figure may need more room than its cell has."""
        if first != last:
            self._heights.clear()
            self.data_width()
            self.fit(self._rows.width(), self._room)
            return
        row, column = first.row(), first.column()
        baris = self._view.table.rows[row]
        if isinstance(baris, str):
            return
        self._heights.pop(baris.kode, None)
        look = self._look(row, column)
        needed = self._needed_height(row, self._rows.width(), self._view.columns)
        wide = _figure_width(self._view.fontMetrics(), look) if look is not None else 0
        if needed != self._view.rowHeight(row):
            self._view.setRowHeight(row, needed)
            self._fix_height(self._view.width())
        elif wide > self._view.columnWidth(column):
            self._view.setColumnWidth(column, wide)
            self._fix_height(self._view.width())


def _figure_width(metrics: QFontMetrics, look: Look) -> int:
    """The width a figure needs with its mark; words wrap and need none."""
    if look.kind not in {Kind.NUMBER, Kind.COMPUTED}:
        return 0
    return metrics.horizontalAdvance(look.text) + 2 * measure.PAD + measure.MARK
