"""Types into a bare table and into the entry screen by turns; prints both series."""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from app.ui.application import dress
from app.ui.main_window import MainWindow
from app.ui.pages.entry import EntryPage
from app.ui.session import Session
from tests.benchmarks import big_form
from tests.benchmarks.timing import clocked

_TIMES = 30
_CELLS = 500
_CELL = "penerima.terlayani.jumlah"
Index = QModelIndex | QPersistentModelIndex


class ListModel(QAbstractTableModel):
    """The plainest editable table there can be."""

    def __init__(self, rows: int = 40) -> None:
        super().__init__()
        self.rows = [[str(row * column) for column in range(7)] for row in range(rows)]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.rows[index.row()][index.column()]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.rows[index.row()][index.column()] = value
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


def settle() -> None:
    """Let everything that waits be done and painted."""
    for _ in range(3):
        QApplication.processEvents()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_number(number: str) -> None:
    """Three digits and Enter, each key going where the focus is."""
    for digit in number:
        QTest.keyClicks(focus(), digit)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()


def in_the_list(view: QTableView, number: str) -> float:
    view.window().activateWindow()
    view.setFocus()
    view.setCurrentIndex(view.model().index(3, 2))
    settle()
    return clocked(lambda: type_number(number))


def in_lontar(page: EntryPage, code: str, number: str) -> float:
    page.window().activateWindow()
    page.open_service(code, _CELL)
    page.grid.view.setFocus()
    settle()
    return clocked(lambda: type_number(number))


def main() -> None:
    """Work on a copy of the office."""
    application = QApplication(sys.argv[:1])
    dress(application)
    view = QTableView()
    model = ListModel()
    view.setModel(model)
    view.resize(1366, 768)
    view.show()
    with tempfile.TemporaryDirectory() as folder:
        office = shutil.copytree(sys.argv[2], Path(folder) / "kantor")
        session = Session(lambda: datetime.now().astimezone())
        window = MainWindow(session)
        window.resize(1366, 768)
        window.show()
        window.open_office(office)
        code = big_form.install(session, _CELLS)
        window.desk.show_page("spm")
        page = window.desk.current_page
        assert isinstance(page, EntryPage)
        floor, lontar = [], []
        for number in range(_TIMES):
            floor.append(in_the_list(view, str(200 + number)))
            lontar.append(in_lontar(page, code, str(200 + number)))
        session.close()
    print(*floor[3:], *lontar[3:])


if __name__ == "__main__":
    main()
