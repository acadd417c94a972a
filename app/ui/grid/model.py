"""One table of the open sheet for Qt's views; it keeps nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.grid import looks, writing
from app.ui.grid.moves import Ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.domain.formulir import Baris, Sel, Tabel
    from app.ui.grid.sheet import OpenSheet

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
        self.rows: list[Baris | str] = list(_with_captions(tabel))
        self._cells = [self._row_cells(row) for row in self.rows]
        self._places = {
            sel.kode: (row, column)
            for row, cells in enumerate(self._cells)
            for column, sel in enumerate(cells)
        }
        sheet.changed.connect(self._repaint)

    def sel(self, row: int, column: int) -> Sel | None:
        """The cell at a place; None on a caption."""
        cells = self._cells[row]
        return cells[column] if cells else None

    def place(self, kode: str) -> tuple[int, int] | None:
        """Where a cell stands, None when it is in another table."""
        return self._places.get(kode)

    def ground(self, row: int, column: int) -> Ground:
        """What the cursor finds at a place."""
        sel = self.sel(row, column)
        if sel is None:
            return Ground.NOTHING
        return Ground.FREE if sel.editable else Ground.FIXED

    def _row_cells(self, row: Baris | str) -> list[Sel]:
        if isinstance(row, str):
            return []
        cells = self.sheet.form.cells
        return [cells[f"{self.tabel.kode}.{row.kode}.{k.kode}"] for k in self.tabel.kolom]

    def _repaint(self, changed: frozenset[str]) -> None:
        for kode in changed:
            place = self._places.get(kode)
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
    _Role.TextAlignmentRole: lambda _, sel: _LEFT if sel.jenis == "teks" else _RIGHT,
    _Role.AccessibleTextRole: lambda sheet, sel: looks.spoken(sheet, sel.kode),
    _Role.AccessibleDescriptionRole: lambda sheet, sel: looks.described(sheet, sel.kode),
    _Role.ToolTipRole: lambda sheet, sel: looks.tip(sheet, sel.kode) or None,
}


def _with_captions(tabel: Tabel) -> Iterable[Baris | str]:
    groups = {baris.grup for baris in tabel.baris}
    last = ""
    for baris in tabel.baris:
        if len(groups) > 1 and baris.grup and baris.grup != last:
            yield baris.grup
        last = baris.grup
        yield baris
