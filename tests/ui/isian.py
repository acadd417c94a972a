"""The entry screen for tests, used the way a person uses it: keys, clipboard, eyes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from app.domain.bagian import SPM
from app.ui.actions import Actions
from app.ui.grid.paste_preview import PastePreview
from app.ui.pages.entry import EntryPage
from tests.ui.contoh_jendela import put_on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.grid.sheet import OpenSheet
    from app.ui.session import Session

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier

HARUS = "penerima.harus.jumlah"
TERLAYANI = "penerima.terlayani.jumlah"


class Isian:
    """A window with the entry screen alone; `type`, `press` and `paste` go where the focus is."""

    def __init__(
        self,
        qtbot: QtBot,
        session: Session,
        size: tuple[int, int] = (1366, 768),
        bagian: str = SPM,
    ) -> None:
        self.qtbot = qtbot
        self.session = session
        self.page = EntryPage(session, bagian)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        self.window.resize(*size)
        Actions(self.window).answer(self.page.handlers())
        put_on_screen(qtbot, self.window)
        self.page.enter()

    # --- What a person does

    def open(self, kode: str, sel: str = "") -> Isian:
        self.page.open_service(kode, sel)
        self.page.grid.view.setFocus()
        return self

    def at(self, sel: str) -> Isian:
        assert self.page.grid.go_to(sel)
        return self

    def type(self, text: str) -> Isian:
        # The first key opens an editor, which gets the others.
        for letter in text:
            self.qtbot.keyClicks(self.focus, letter)
        return self

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> Isian:
        for _ in range(times):
            self.qtbot.keyClick(self.focus, key, modifier)
        return self

    def enter(self, text: str) -> Isian:
        return self.type(text).press(Key.Key_Return)

    def paste(self, text: str) -> Isian:
        QGuiApplication.clipboard().setText(text)
        return self.press(Key.Key_V, CTRL)

    # --- What a person sees

    @property
    def focus(self):
        # A window that opens or closes hands the keys on only when the system says so.
        self.qtbot.waitUntil((self.preview or self.window).isActiveWindow)
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    @property
    def sheet(self) -> OpenSheet:
        assert self.page.sheet is not None
        return self.page.sheet

    @property
    def here(self) -> str:
        """The cell under the cursor."""
        sel = self.page.grid.current
        assert sel is not None
        return sel.kode

    @property
    def editing(self) -> bool:
        return self.page.grid.view.cells.editor is not None

    @property
    def hint(self) -> str:
        return self.page.grid.hint.text

    @property
    def notice(self) -> str:
        return self.page.messages.text if self.page.messages.isVisible() else ""

    @property
    def preview(self) -> PastePreview | None:
        """The preview of a paste that stands over the window."""
        found = self.window.findChildren(PastePreview)
        return next((one for one in found if one.isVisible()), None)

    def preview_lines(self) -> list[tuple[str, ...]]:
        """The lines of the preview: outcome, cell, text, now, then, remark."""
        assert self.preview is not None
        return [tuple(cell.text for cell in row.cells) for row in self.preview.list.ledger.rows]

    def popup(self) -> QMenu:
        """The menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def shown(self, sel: str) -> str:
        """What a cell shows, asked from the model of its table."""
        for section in self.page.grid.sections():
            place = section.view.table.place(sel)
            if place is not None:
                return str(section.view.table.index(*place).data())
        raise AssertionError(sel)

    def on_disk(self, sel: str) -> object:
        """What a second connection to the file reads for a cell."""
        with closing(sqlite3.connect(self.session.office.database)) as other:
            row = other.execute(
                "SELECT ifnull(ifnull(angka, teks), keadaan) FROM nilai"
                " JOIN lembar ON lembar.id = lembar WHERE formulir = ? AND sel = ?",
                (self.sheet.form.kode, sel),
            ).fetchone()
        return row[0] if row else None

    def gestures(self) -> list[str]:
        """The kinds of everything done so far."""
        rows = self.session.office.conn.execute("SELECT jenis FROM tindakan ORDER BY id")
        return [jenis for (jenis,) in rows]
