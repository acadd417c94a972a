"""Choose an office: the ones opened before on this laptop, a folder, or a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import paths
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.pages.settings_section import row_of
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import BigButton
from app.ui.widgets.column import Column
from app.ui.widgets.header import PageHeader
from app.ui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from app.ui.memory import Memory

_WIDTH_CHARS = 84


class StartPage(QWidget):
    """Shown when several offices are known, or the last one cannot be opened."""

    opened = Signal(Path)
    wizard_wanted = Signal()
    practice_wanted = Signal()
    receiving_wanted = Signal()

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.offices = [_office(folder, name) for folder, name in memory.offices.items()]
        self.new_office = Button(t("jendela.mulai.kantor_baru"), Kind.PRIMARY, "plus")
        self.other_folder = Button(t("jendela.mulai.folder_lain"), Kind.PLAIN, "folder")
        self.practice = Button(t("latihan.mode.buka"), Kind.PLAIN, "practice")
        self.practice.clicked.connect(self.practice_wanted)
        self.receive = Button(t("jendela.mulai.terima"), Kind.PLAIN, "import")
        self.new_office.clicked.connect(self.wizard_wanted)
        self.receive.clicked.connect(self.receiving_wanted)
        self.other_folder.clicked.connect(self._browse)
        column = Column(_WIDTH_CHARS)
        column.body.addSpacing(sizes.XL)
        explanation = t(f"jendela.mulai.{'penjelasan' if self.offices else 'belum_ada'}")
        column.body.addWidget(PageHeader(t("jendela.mulai.judul"), explanation))
        column.body.addLayout(self._list())
        column.body.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(SidePanel())
        row.addWidget(column, 1)
        self.setFocusProxy(self.offices[0] if self.offices else self.new_office)

    def _list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(sizes.S)
        for office in self.offices:
            office.clicked.connect(self._open)
            column.addWidget(office)
        return column

    def _buttons(self) -> QVBoxLayout:
        """In two rows: one is wider than a window at 150 %."""
        rows = QVBoxLayout()
        rows.setSpacing(sizes.S)
        rows.addLayout(row_of(self.new_office, self.other_folder))
        rows.addLayout(row_of(self.practice, self.receive))
        return rows

    def _open(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.opened.emit(Path(sender.property("folder")))

    def _browse(self) -> None:
        start = paths.default_office()
        folder = dialogue.choose_folder(self, t("jendela.mulai.pilih_folder"), start)
        if folder is not None:
            self.opened.emit(folder)


def _office(folder: str, name: str) -> BigButton:
    there = Path(folder).is_dir()
    explanation = folder if there else f"{folder}\n{t('jendela.mulai.hilang')}"
    office = BigButton(name.replace("&", "&&"), explanation, "building")
    office.setProperty("folder", folder)
    office.setEnabled(there)
    return office
