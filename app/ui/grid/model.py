"""One table of the open sheet for Qt's views; it keeps nothing itself."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain import register
from app.ui.grid import looks, writing
from app.ui.grid.moves import Ground
from app.ui.widgets import tip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.domain.formulir import Baris, Sel, Tabel
    from app.ui.grid.sheet import OpenSheet

_MANY = 200
"""More cells than this are told as one change of the whole table."""

Index = QModelIndex | QPersistentModelIndex

_Role = Qt.ItemDataRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class TableModel(QAbstractTableModel):
    """Rows of the form, with a caption row where a group of rows begins."""

    def __init__(self, sheet: OpenSheet, tabel: Tabel) -> None:
        super().__init__()
        self.sheet = sheet
        self.tabel = tabel
        self.rows: list[Baris | str] = []
        self._order: list[str] = []
        self._hidden: frozenset[str] = frozenset()
        self._take_rows(self._seen_rows())
        if tabel.register:
            sheet.reshaped.connect(self._reshape)
        sheet.changed.connect(self._repaint)

    def sel(self, row: int, column: int) -> Sel | None:
        """The cell at a place; None on a caption."""
        baris = self.rows[row]
        if isinstance(baris, str):
            return None
        kolom = self.tabel.kolom[column]
        return self.sheet.form.cell(f"{self.tabel.kode}.{baris.kode}.{kolom.kode}")

    def place(self, kode: str) -> tuple[int, int] | None:
        """Where a cell stands, None when it is in another table."""
        tabel, _, rest = kode.partition(".")
        baris, _, kolom = rest.partition(".")
        if tabel != self.tabel.kode or baris not in self._places or kolom not in self._columns:
            return None
        return self._places[baris], self._columns[kolom]

    def ground(self, row: int, column: int) -> Ground:
        """What the cursor finds at a place."""
        sel = self.sel(row, column)
        if sel is None:
            return Ground.NOTHING
        return Ground.FREE if sel.editable else Ground.FIXED

    # --- Rows that come and go

    def sort_rows(self, kolom: str, *, down: bool) -> None:
        """Order the rows by what a column holds, empty ones last; new rows stay below."""
        named = [baris.kode for baris in self.tabel.baris]
        keyed = {baris: self._key(f"{self.tabel.kode}.{baris}.{kolom}") for baris in named}
        filled = [baris for baris in named if keyed[baris] is not None]
        empty = [baris for baris in named if keyed[baris] is None]
        self._order = [
            *sorted(filled, key=lambda baris: keyed[baris] or (0, 0), reverse=down),
            *empty,
        ]
        self._reshape()

    def sift_rows(self, sel: Sel) -> tuple[int, int]:
        """Hide the rows that show something else in a column; how many are seen, of how many."""
        word, kolom = self.sheet.look(sel.kode).text, sel.kolom.kode
        rows = register.rows_of(self._keeper(), self.sheet.values)
        places = {baris: f"{self.tabel.kode}.{baris}.{kolom}" for baris in rows}
        others = (b for b, place in places.items() if self.sheet.look(place).text != word)
        self._hidden |= frozenset(others)
        self._reshape()
        return len(set(rows) - self._hidden), len(rows)

    def show_all_rows(self) -> None:
        """Every row, in the order it is kept in."""
        self._order, self._hidden = [], frozenset()
        self._reshape()

    def make_room(self, top: int, count: int) -> None:
        """Offer as many empty rows as a block of `count` rows from row `top` on needs."""
        if self.tabel.register and not self.tabel.ikut:
            kept = len(self.rows) - (len(self.tabel.lines) - len(self.tabel.baris))
            self.sheet.make_room(self.tabel.kode, top + count - kept)

    def _keeper(self) -> Tabel:
        return self.sheet.form.tables[self.tabel.ikut or self.tabel.kode]

    def _key(self, kode: str) -> tuple[int, Any] | None:
        """What a cell is ordered by: numbers before words."""
        number = self.sheet.hasil.computed.get(kode)
        nilai = number if number is not None else self.sheet.nilai(kode)
        if isinstance(nilai, str):
            return 1, self.sheet.look(kode).text.casefold()
        return (0, nilai) if isinstance(nilai, int | Fraction) else None

    def _seen_rows(self) -> list[Baris | str]:
        if not (self._order or self._hidden):
            return list(_with_captions(self.tabel))
        place = {baris: number for number, baris in enumerate(self._order)}
        rows = [row for row in self.tabel.baris if row.kode not in self._hidden]
        rows.sort(key=lambda row: place.get(row.kode, len(place)))
        return [*rows, *self.tabel.lines[len(self.tabel.baris) :]]

    def _take_rows(self, rows: list[Baris | str]) -> None:
        self.rows = rows
        self._places = {_code(row): n for n, row in enumerate(rows) if not isinstance(row, str)}
        self._columns = {kolom.kode: n for n, kolom in enumerate(self.tabel.kolom)}

    def _reshape(self) -> None:
        """Follow the form: rows that stay keep their editor and cursor."""
        self.tabel = self.sheet.form.tables[self.tabel.kode]
        rows = self._seen_rows()
        old, new = [_code(row) for row in self.rows], [_code(row) for row in rows]
        first, same = _common(old, new)
        if len(old) - same > first:
            self.beginRemoveRows(QModelIndex(), first, len(old) - same - 1)
            self._take_rows([*self.rows[:first], *self.rows[len(old) - same :]])
            self.endRemoveRows()
        if len(new) - same > first:
            self.beginInsertRows(QModelIndex(), first, len(new) - same - 1)
            self._take_rows(rows)
            self.endInsertRows()
        self._take_rows(rows)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(0, len(rows) - 1))

    def _repaint(self, changed: frozenset[str]) -> None:
        if len(changed) > _MANY and self.rows:
            last = self.index(len(self.rows) - 1, len(self.tabel.kolom) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        for kode in changed:
            place = self.place(kode)
            if place is not None:
                index = self.index(*place)
                self.dataChanged.emit(index, index)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows and captions."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns of the table."""
        return 0 if parent.isValid() else len(self.tabel.kolom)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Captions cannot be entered; only cells a person fills can be edited."""
        sel = self.sel(index.row(), index.column()) if index.isValid() else None
        if sel is None:
            return Qt.ItemFlag.NoItemFlags
        if sel.editable and not self.sheet.readonly:
            return _SHOWN | Qt.ItemFlag.ItemIsEditable
        return _SHOWN

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Dictionary look-ups only: this runs for every cell that is painted or read aloud."""
        answer = _ANSWERS.get(role)
        if answer is None or not index.isValid():
            return None
        sel = self.sel(index.row(), index.column())
        return None if sel is None else answer(self.sheet, sel)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Labels of columns and rows; the headers paint the rest themselves."""
        if role not in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return None
        if orientation == Qt.Orientation.Horizontal:
            kolom = self.tabel.kolom[section]
            return f"{kolom.grup}, {kolom.label}" if kolom.grup else kolom.label
        row = self.rows[section]
        return row if isinstance(row, str) else ", ".join(filter(None, (row.label, row.satuan)))


_ANSWERS: dict[int, Callable[[OpenSheet, Sel], object]] = {
    _Role.DisplayRole: lambda sheet, sel: sheet.look(sel.kode).text,
    _Role.EditRole: lambda sheet, sel: writing.editable(sel, sheet.nilai(sel.kode)),
    _Role.TextAlignmentRole: lambda _, sel: _LEFT if sel.berkata else _RIGHT,
    _Role.AccessibleTextRole: lambda sheet, sel: looks.spoken(sheet, sel.kode),
    _Role.AccessibleDescriptionRole: lambda sheet, sel: looks.described(sheet, sel.kode),
    _Role.ToolTipRole: lambda sheet, sel: tip.plain(looks.tip(sheet, sel.kode)) or None,
}


def _code(row: Baris | str) -> str:
    return row if isinstance(row, str) else row.kode


def _common(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many rows at the beginning and at the end are the same."""
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    last = next((n for n in range(most - first) if old[-1 - n] != new[-1 - n]), most - first)
    return first, last


def _with_captions(tabel: Tabel) -> Iterable[Baris | str]:
    groups = {baris.grup for baris in tabel.baris}
    last = ""
    for baris in tabel.lines:
        if len(groups) > 1 and baris.grup and baris.grup != last:
            yield baris.grup
        last = baris.grup
        yield baris
