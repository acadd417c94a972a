"""The notes beside the cell under the cursor: one of each kind, kept when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.catatan import JenisCatatan
from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.text import Text, buddy

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from app.domain.formulir import Sel
    from app.ui.grid.sheet import OpenSheet

_LINES = 3
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class NotesPanel(QScrollArea):
    """Four small pages; Enter keeps and leads back to the sheet, Alt and Enter begin a line.

    Signals:
        told: `JenisCatatan` and text of a note that was changed.
        left: the user is done here.
        typed: a note that is being typed is another one now.
        settled: what was being typed is kept or given up.

    """

    told = Signal(object, str)
    left = Signal()
    typed = Signal()
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("isian.tab.notes"))
        self._sel = ""
        self._row = Text("", Step.STRONG)
        self._column = Text("", Step.BODY, Tone.MUTED)
        self._how = Text(t("isian.catatan_cara"), Step.CAPTION, Tone.MUTED)
        self.pages = {jenis: _Page(jenis) for jenis in JenisCatatan}
        self._lay_out()
        for page in self.pages.values():
            page.kept.connect(self.told)
            page.textChanged.connect(self.typed)
            page.settled.connect(self.settled)
            page.left.connect(self.left)
        self.setFocusProxy(self.pages[JenisCatatan.PENJELASAN])

    def show_notes(self, sheet: OpenSheet, sel: Sel) -> None:
        """Show the notes of a cell; what is being typed at this cell stays."""
        fresh = sel.kode != self._sel
        self._sel = sel.kode
        self._row.setText(sel.baris.label)
        self._column.setText(sel.kolom.label)
        known = sheet.notes(sel.kode)
        for jenis, page in self.pages.items():
            page.setReadOnly(bool(sheet.readonly))
            page.show_text(known.get(jenis, ""), fresh=fresh)

    def typing(self) -> tuple[str, JenisCatatan, str, str] | None:
        """Cell, kind, kept text and text of the note that is being typed; None when none is."""
        for jenis, page in self.pages.items():
            if page.is_typed:
                return self._sel, jenis, page.shown, page.toPlainText()
        return None

    def resume(self, jenis: JenisCatatan, text: str) -> None:
        """Put a text into a note, as if it had just been typed."""
        self.pages[jenis].setFocus()
        self.pages[jenis].setPlainText(text)
        self.pages[jenis].moveCursor(QTextCursor.MoveOperation.End)

    def keep(self) -> None:
        """Keep what is being typed: the page goes away."""
        for page in self.pages.values():
            page.keep()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(sizes.M, sizes.M, sizes.M, sizes.M)
        column.setSpacing(sizes.XS)
        column.addWidget(self._row)
        column.addWidget(self._column)
        for jenis, page in self.pages.items():
            label = buddy(t(f"isian.catatan.{jenis.value}"), page)
            label.setFont(sizes.font(Step.BODY))
            label.setContentsMargins(0, sizes.S, 0, 0)
            label.setToolTip(t(f"isian.catatan_arti.{jenis.value}"))
            page.setAccessibleDescription(t(f"isian.catatan_arti.{jenis.value}"))
            page.setPlaceholderText(t(f"isian.catatan_arti.{jenis.value}"))
            column.addWidget(label)
            column.addWidget(page)
        column.addWidget(self._how)
        column.addStretch(1)
        self.setWidget(inner)


class _Page(QPlainTextEdit):
    """A note of one kind.

    Signals:
        kept: kind and text, when it differs from what was shown.
        left: Enter was pressed.
        settled: nothing is being typed any more.

    """

    kept = Signal(object, str)
    left = Signal()
    settled = Signal()

    def __init__(self, jenis: JenisCatatan) -> None:
        super().__init__()
        self._jenis = jenis
        self.shown = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + sizes.M)

    @property
    def is_typed(self) -> bool:
        """Whether something stands here that is not kept yet."""
        return not self.isReadOnly() and self.toPlainText().strip() != self.shown

    def show_text(self, text: str, *, fresh: bool) -> None:
        typing = not fresh and self.is_typed
        self.shown = text
        if not typing:
            self._fill(text)

    def keep(self) -> None:
        if self.is_typed:
            self.shown = self.toPlainText().strip()
            self.kept.emit(self._jenis, self.shown)
            self.settled.emit()

    def _fill(self, text: str) -> None:
        if self.toPlainText() != text:
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)

    # Qt

    def event(self, event: QEvent) -> bool:
        """Escape belongs to a note that was typed in before it belongs to the page."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.is_typed
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps and leaves; Escape gives back what was there."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in _ENTER and alt:
            self.insertPlainText("\n")
        elif event.key() in _ENTER:
            self.keep()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_typed:
            self._fill(self.shown)
            self.settled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept, wherever the user goes."""
        super().focusOutEvent(event)
        self.viewport().update()
        self.keep()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring appears."""
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then an edge that tells where the keys go."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        box = QRectF(self.viewport().rect())
        if self.hasFocus():
            paint.focus_ring(painter, self, box)
        else:
            paint.outline(painter, box, colours.tone(Tone.EDGE, self.palette()))
        painter.end()
