"""Where files are dropped: a dashed frame that lights up under what hovers over its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.pages.package_opener import local_files
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

_GLYPH = 44


class DropZone(QWidget):
    """Words and two buttons; dropping itself is the business of whoever holds it."""

    def __init__(self, headline: str) -> None:
        super().__init__()
        self._welcome = False
        self.setAccessibleName(headline)
        self.button = Button(t("paket_layar.terima.pilih"), Kind.PRIMARY, "folder")
        self.paste = Button(t("paket_layar.terima.tempel"), Kind.PLAIN, "paste")
        column = QVBoxLayout(self)
        column.setSpacing(sizes.S)
        column.addStretch(1)
        column.addWidget(Glyph("import", Tone.GOLD, _GLYPH), 0, Qt.AlignmentFlag.AlignHCenter)
        sentence = t("paket_layar.terima.kosong_arti")
        for words in (Text(headline, Step.HEADING), Text(sentence, Step.BODY, Tone.MUTED)):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addSpacing(sizes.XS)
        column.addLayout(self._buttons())
        column.addStretch(1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        row.addStretch(1)
        row.addWidget(self.button)
        row.addWidget(self.paste)
        row.addStretch(1)
        return row

    def show_welcome(self, *, welcome: bool) -> None:
        """Light up, or go dark again."""
        self._welcome = welcome
        self.update()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame."""
        painter = paint.painter_for(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        palette = self.palette()
        ground = (
            colours.soft(Tone.GOLD, palette)
            if self._welcome
            else palette.color(QPalette.ColorRole.AlternateBase)
        )
        paint.surface(painter, box, ground, sizes.RADIUS + 2)
        edge = colours.tone(Tone.ACCENT if self._welcome else Tone.GOLD, palette)
        painter.setPen(QPen(edge, 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, sizes.RADIUS + 2, sizes.RADIUS + 2)
        painter.end()


class DropTarget(QWidget):
    """A page on which files may be dropped anywhere; its zone lights up meanwhile.

    Signals:
        dropped: a list of paths.
    """

    dropped = Signal(object)
    zone: DropZone

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self.zone.show_welcome(welcome=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.zone.show_welcome(welcome=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Judge what was dropped."""
        event.acceptProposedAction()
        self.zone.show_welcome(welcome=False)
        self.dropped.emit(local_files(event.mimeData()))
