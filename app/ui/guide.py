"""The Panduan beside the window: chapters on the left with a search, the page on the right."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
)

from app import paths
from app.domain import panduan
from app.domain.panduan import Spot
from app.store import panduan as stored
from app.teks import t
from app.ui import guide_pages, shortcuts, sizes
from app.ui.enter_key import ENTER
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPalette, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.panduan import Chapter

_SIZE = (980, 680)
_LIST_CHARS = 38
_CHAPTER = Qt.ItemDataRole.UserRole
NOWHERE = Spot("")
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class GuideWindow(QDialog):
    """Stays open while one works in the window behind it; Escape closes it.

    Signals:
        tour_wanted: the screen behind it shall be shown around.
    """

    tour_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("panduan.judul"))
        self._parts = stored.load(paths.resources())
        self._pictures = stored.pictures()
        self._card = stored.card(paths.resources())
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("panduan.cari"))
        self.search.setAccessibleName(t("panduan.cari"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(t("panduan.daftar"))
        self.list.setWordWrap(True)
        self.list.setFixedWidth(sizes.chars(self, _LIST_CHARS))
        self.search.setFixedWidth(self.list.width())
        self.page = _Page()
        self.page.setAccessibleName(t("panduan.halaman"))
        self.page.document().setDocumentMargin(sizes.XL)
        self.tour = Button(t("tur.mulai"), Kind.PLAIN, "flag")
        self.tour.setToolTip(shortcuts.TOUR)
        self.tour.setAutoDefault(False)
        self.tour.clicked.connect(self._to_tour)
        self.tour.hide()
        self._lay_out()
        self.search.textChanged.connect(self._list)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._show)
        self._before: QWidget | None = None
        self.finished.connect(self._give_back)
        self._list("")

    def appear(self, spot: Spot = NOWHERE, *, turn: bool = False) -> None:
        """Come to the front, ready to search; opened anew, or with `turn`, at that place."""
        focused = QApplication.focusWidget()
        if focused is not None and focused.window() is not self:
            self._before = focused
        wanted = bool(spot.kode) and (turn or not self.isVisible())
        if wanted:
            self.search.clear()
            self._choose(spot.kode)
        self.resize(_fitting(self.screen().availableGeometry().size()))
        self.show()
        self.activateWindow()
        self.search.setFocus()
        self.search.selectAll()
        if wanted and spot.judul:
            self._find_heading(spot.judul)

    def offer_tour(self, *, offered: bool) -> None:
        """Let the tour of the screen behind begin from here, if that screen has one."""
        self.tour.setVisible(offered)

    def _to_tour(self) -> None:
        self.close()
        self.tour_wanted.emit()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(sizes.S)
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        hint = text.caption(t("panduan.cara"))
        hint.setFixedWidth(self.list.width())
        side.addWidget(hint)
        side.addWidget(self.tour)
        row = QHBoxLayout(self)
        row.setSpacing(sizes.M)
        row.addLayout(side)
        row.addWidget(self.page, 1)

    def _list(self, question: str) -> None:
        self.list.clear()
        shown = None
        for part, one in panduan.matching(self._parts, question):
            if part is not shown:
                shown = part
                self._heading(part.judul)
            self._item(one)
        if not question:
            self._heading(t("panduan.kartu"))
            self._item(self._card)
        if self.list.count():
            self.list.setCurrentRow(1)
        else:
            self.page.setPlainText(t("panduan.tidak_ada", tanya=question))

    def _heading(self, words: str) -> None:
        heading = QListWidgetItem(words)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setFont(sizes.font(sizes.Step.STRONG))
        self.list.addItem(heading)

    def _item(self, one: Chapter) -> None:
        item = QListWidgetItem(one.judul)
        item.setData(_CHAPTER, one)
        self.list.addItem(item)

    def _choose(self, kode: str) -> None:
        for row in range(self.list.count()):
            one = self.list.item(row).data(_CHAPTER)
            if one is not None and one.kode == kode:
                self.list.setCurrentRow(row)

    def _find_heading(self, judul: str) -> None:
        block = self.page.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 1 and block.text() == judul:
                top = self.page.document().documentLayout().blockBoundingRect(block).top()
                self.page.verticalScrollBar().setValue(round(top) - sizes.M)
            block = block.next()

    def _give_back(self) -> None:
        """Closed: whoever worked goes on exactly where they were."""
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.window().activateWindow()
            before.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        one = item.data(_CHAPTER) if item is not None else None
        if one is not None:
            self.page.setMarkdown(guide_pages.markdown(one, self._pictures))
            self._fit()
            self.page.moveCursor(self.page.textCursor().MoveOperation.Start)
            self._mark(self.search.text().split())

    def _mark(self, words: Sequence[str]) -> None:
        """Paint what was asked for, and bring the first place that is not the title into view."""
        document, found = self.page.document(), []
        for word in words:
            here = document.find(word)
            while not here.isNull():
                found.append(here)
                here = document.find(word, here)
        self.page.setExtraSelections([_painted(one, self.palette()) for one in found])
        below = [one for one in found if one.blockNumber() > 0]
        first = min(below, key=QTextCursor.selectionStart, default=None)
        if first is not None:
            top = self.page.cursorRect(first).top()
            self.page.verticalScrollBar().setValue(max(0, top - sizes.XXL))

    def _fit(self) -> None:
        """Pictures are never wider than the page."""
        bar = self.page.verticalScrollBar().sizeHint().width()
        room = self.page.width() - 2 * sizes.XL - bar - sizes.S
        guide_pages.dress(self.page.document(), repeat(max(min(guide_pages.PICTURE, room), 1)))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width, once the page has it."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk through the chapters while the letters go on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in ENTER:
                self.page.setFocus()
                return True
        return super().eventFilter(watched, event)


class _Page(QTextBrowser):
    """Shows pictures drawn small with care: a document alone drops every other line of pixels."""

    # Qt

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture at the width it is shown at; everything else as usual."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        image = QImage(QUrl(name).toLocalFile())
        width = round(guide_pages.PICTURE * self.devicePixelRatioF())
        return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def _painted(found: QTextCursor, palette: QPalette) -> QTextEdit.ExtraSelection:
    """A place that was found, in the colours of chosen text."""
    one = QTextEdit.ExtraSelection()
    one.cursor = found
    one.format.setBackground(palette.highlight())
    one.format.setForeground(palette.highlightedText())
    return one


def _fitting(room: QSize) -> QSize:
    """Its size on a screen; what the system draws around a window needs a part of a small one."""
    return QSize(*_SIZE).boundedTo(room - QSize(0, sizes.XXL))
