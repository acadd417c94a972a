"""The entry screen's own keys and the menu of a cell, made from one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.nilai import Keadaan
from app.teks import t
from app.ui import shortcuts
from app.ui.grid import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Command:
    """A name in the catalogue, its key, and its place in the menu of a cell (0: not there)."""

    name: str
    key: str
    group: int = 0


COMMANDS = (
    Command("isian.kunci.potong", keys.CUT, 1),
    Command("isian.kunci.salin", shortcuts.COPY, 1),
    Command("isian.kunci.salin_judul", keys.COPY_WITH_HEADERS, 1),
    Command("isian.kunci.tempel", shortcuts.PASTE, 1),
    Command("isian.kunci.isi_bawah", shortcuts.FILL_DOWN, 2),
    Command("isian.kunci.kosongkan", "Del", 2),
    *(
        Command(f"isian.keadaan.{keadaan.value}", key, 3)
        for keadaan, key in zip(Keadaan, keys.STATES, strict=True)
    ),
    Command("isian.kunci.surat", keys.LETTER, 3),
    Command("isian.kunci.definisi", shortcuts.HELP_HERE, 4),
    Command("isian.kunci.catatan", keys.NOTES, 4),
    Command("isian.kunci.rumus", keys.FORMULA, 4),
    Command("isian.kunci.riwayat", keys.HISTORY, 4),
    Command("isian.kunci.pertanyaan", keys.QUESTIONS, 4),
    Command("isian.kunci.bukti", keys.EVIDENCE, 5),
    Command("isian.kunci.lampirkan", keys.ATTACH, 5),
    Command("isian.kunci.buka_bukti", keys.OPEN_EVIDENCE, 5),
    Command("isian.kunci.lipat", keys.FOLD, 6),
    Command("isian.kunci.saring", keys.FILTER),
    Command("isian.kunci.rincian", keys.DETAILS, 6),
    Command("salin.kunci", keys.COPY_LAST_YEAR, 6),
    Command("ketik_ulang.kunci", keys.RETYPE, 6),
    Command("asistensi.kunci", keys.DESK_SHEET, 6),
    Command("baris.kunci.sisip", keys.INSERT_ROW, 7),
    Command("baris.kunci.salin", keys.COPY_ROW, 7),
    Command("baris.kunci.hapus", keys.DELETE_ROW, 7),
    Command("tabel.kunci.impor", keys.IMPORT_TABLE, 7),
    Command("baris.kunci.tarik", keys.TAKE_ROWS, 7),
    Command("cetak.kunci", keys.PRINT_TABLE, 7),
    Command("baris.kunci.urut_naik", keys.SORT_UP, 8),
    Command("baris.kunci.urut_turun", keys.SORT_DOWN, 8),
    Command("baris.kunci.saring", keys.SIFT_ROWS, 8),
    Command("baris.kunci.semua", keys.ALL_ROWS, 8),
    Command("isian.kunci.temuan_lalu", keys.PREVIOUS_FINDING),
    Command("isian.kunci.panel_lanjut", keys.NEXT_PANE),
    Command("isian.kunci.panel_lalu", keys.PREVIOUS_PANE),
    Command("isian.kunci.cari", keys.FIND_SERVICE),
    Command("isian.kunci.kembali", "Esc"),
)

_ROWS = 7
"""From this group on a command is about the rows of a table, and stands in a menu of its own."""

_ELSEWHERE = {shortcuts.COPY, shortcuts.PASTE, shortcuts.FILL_DOWN, shortcuts.HELP_HERE, "Del"}
"""Keys the window or the grid already answers to: here they are only written beside the words."""


class Commands(QObject):
    """The table as Qt actions of one page."""

    def __init__(self, page: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(page)
        self._handlers = handlers
        self._made = {command.name: self._make(command, page) for command in COMMANDS}

    def menu(self, parent: QWidget) -> QMenu:
        """The menu of a cell."""
        menu = QMenu(parent)
        # All of them in one column would be higher than a small screen.
        rows = QMenu(t("isian.menu.baris"), menu)
        group = 0
        for command in COMMANDS:
            if not command.group:
                continue
            place = rows if command.group >= _ROWS else menu
            if command.group != group and place.actions():
                place.addSeparator()
            group = command.group
            place.addAction(self._made[command.name])
        menu.addSeparator()
        menu.addMenu(rows)
        return menu

    def run(self, name: str) -> None:
        """Do what a command of the table does."""
        self._handlers[name]()

    def _make(self, command: Command, page: QWidget) -> QAction:
        action = QAction(t(command.name), self)
        action.setProperty("name", command.name)
        action.triggered.connect(self._run)
        if command.key in _ELSEWHERE:
            action.setText(f"{t(command.name)}\t{command.key}")
        else:
            action.setShortcut(QKeySequence(command.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            page.addAction(action)
        return action

    def _run(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.run(sender.property("name"))
