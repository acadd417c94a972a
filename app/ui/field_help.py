"""Help for one field: what goes in, an example, what happens with it; beside the field itself.

A text is found by what the field is called: `bantuan_isian.<key of its label>`. Where one label
stands for different things, or is put together at run time, the field carries an object name and
the text is `bantuan_isian.<object name>`. A field within a group is told about as the group is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import teks
from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint, text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QPaintEvent

FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox, QCheckBox, Choice, QListView)
_AREA = "bantuan_isian"
_WIDE_CHARS = 52
_POPUP = Qt.FocusReason.PopupFocusReason


def about(widget: QWidget | None) -> str:
    """What the text about a field is kept under; empty for no field, or one without a text."""
    return _found(widget)[0]


def show(widget: QWidget | None, chapter: Callable[[], object]) -> bool:
    """Tell about a field beside it; False when there is nothing to tell.

    `chapter` opens what the Panduan says about the whole screen.
    """
    found, name = _found(widget)
    if widget is None or not found:
        return False
    FieldHelp(widget, name, t(f"bantuan_isian.{found}"), chapter).appear()
    return True


class FieldHelp(QWidget):
    """A small surface over the window; Escape or a click beside it leads back to the field."""

    def __init__(
        self, field: QWidget, name: str, sentences: str, chapter: Callable[[], object]
    ) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field, self._chapter = field, chapter
        self.title = text.heading(name)
        self.words = text.body(sentences)
        self.more = Button(t("jendela.bantuan_isian.bab"), Kind.PLAIN, "lembar")
        self.more.clicked.connect(self._open_chapter)
        self.more.setAccessibleDescription(f"{name}. {sentences}")
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentences)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        column.setSpacing(sizes.S)
        for part in (self.title, self.words, text.caption(t("jendela.bantuan_isian.cara"))):
            column.addWidget(part)
        column.addWidget(self.more)

    def appear(self) -> None:
        """Open below the field, or above it where there is no room."""
        self.setGeometry(self._place())
        # With this reason the field does not take what is half typed for finished.
        self.more.setFocus(_POPUP)
        self.show()
        spoken = f"{self.accessibleName()}. {self.accessibleDescription()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def _place(self) -> QRect:
        room = self._field.screen().availableGeometry()
        layout = self.layout()
        assert layout is not None
        wide = min(sizes.chars(self, _WIDE_CHARS), room.width() - 2 * sizes.L)
        high = layout.totalHeightForWidth(wide)
        field = QRect(self._field.mapToGlobal(QPoint(0, 0)), self._field.size())
        left = max(room.left(), min(field.left(), room.right() - wide))
        below, above = field.bottom() + sizes.XS, field.top() - sizes.XS - high
        top = below if below + high <= room.bottom() else max(room.top(), above)
        return QRect(QPoint(left, top), QPoint(left + wide - 1, top + high - 1))

    def _open_chapter(self) -> None:
        self.close()
        self._chapter()

    # Qt

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window works meanwhile: the keys belong to this."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, the help key goes on to the chapter."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F1:
            self._open_chapter()
        event.accept()

    def hideEvent(self, _event: QEvent) -> None:
        """The field has the focus again, where it was."""
        if shiboken6.isValid(self._field) and self._field.isVisible():
            self._field.setFocus(_POPUP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A surface with a firm edge."""
        painter = paint.painter_for(self)
        painter.fillRect(self.rect(), self.palette().color(self.palette().ColorRole.Base))
        paint.outline(painter, QRectF(self.rect()), colours.tone(Tone.GOLD, self.palette()), 0)
        painter.end()


def _found(widget: QWidget | None) -> tuple[str, str]:
    """What the text about a field is kept under, and what it is called on the screen."""
    above = list(_upwards(widget)) if isinstance(widget, FIELDS) else []
    if any(isinstance(one, QAbstractItemView) for one in above[1:]):
        # A cell is no field, whatever its column is called: the sheet tells about it.
        return "", ""
    known = _known(teks.language())
    for one in above:
        own = one.accessibleName() or _plain(one.text() if isinstance(one, QAbstractButton) else "")
        for name in (one.objectName(), own):
            if name in known:
                return known[name], own
    return "", ""


def _upwards(widget: QWidget) -> Iterator[QWidget]:
    above: QWidget | None = widget
    while above is not None:
        yield above
        above = None if above.isWindow() else above.parentWidget()


def _plain(label: str) -> str:
    return label.replace("&", "")


@cache
def _known(language: teks.Language) -> dict[str, str]:  # noqa: ARG001 - texts of that language
    """What fields are called, or their object names, and what their texts are kept under."""
    kept = [key.removeprefix(f"{_AREA}.") for key in teks.area(_AREA)]
    return {_plain(t(one)) if teks.known(one) else one: one for one in kept}
