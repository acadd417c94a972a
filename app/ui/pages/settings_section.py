"""What every section of Pengaturan is: a heading, an explanation, a place for messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes, tab_order
from app.ui.colours import Tone
from app.ui.widgets.header import PageHeader
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from PySide6.QtWidgets import QLayout

    from app.ui.session import Session


class SectionBar(MessageBar):
    """The messages of a section stand at its top; what was done further down is told in view."""

    def tell(
        self,
        tone: Tone,
        sentence: str,
        action: str = "",
        handler: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence and bring it into view, unless it only says that work is under way."""
        super().tell(tone, sentence, action, handler)
        if tone is not Tone.INFO:
            tab_order.scroll_to_shown(self)


class Section(QWidget):
    """One part of the settings; its texts are `pengaturan.<key>...`."""

    key = ""
    icon = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.messages = SectionBar()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(sizes.M)
        explanation = t(f"pengaturan.{self.key}.penjelasan")
        self.column.addWidget(PageHeader(t(f"pengaturan.{self.key}.judul"), explanation))
        self.column.addWidget(self.messages)

    @classmethod
    def offered(cls, session: Session) -> bool:
        """Whether an office of this kind has the section at all."""
        return session.is_open

    def enter(self) -> None:
        """Called each time the section comes into view: bring it up to date."""

    def telling_errors(self) -> AbstractContextManager[None]:
        """Show a situation of the user in this section; meanwhile the pointer says "wait"."""
        return self.messages.attempt()


def row_of(*widgets: QWidget) -> QLayout:
    """Widgets side by side, from the left."""
    row = QHBoxLayout()
    row.setSpacing(sizes.S)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
