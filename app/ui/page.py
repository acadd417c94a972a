"""What the main window expects of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.store.door import Tindakan
    from app.ui.session import Session


class Page(QWidget):
    """One screen of the rail; built on first visit, kept while the office is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def enter(self) -> None:
        """Called each time the page comes into view: bring it up to date."""

    def leave(self) -> None:
        """Called before the page goes out of view or the window closes: commit an open editor."""

    def show_change(self, tindakan: Tindakan) -> None:
        """Called after steps were taken back or done again from the list: show the last of them."""

    @property
    def view(self) -> str:
        """The part of the page that is in view, where the Panduan tells of each its own."""
        return ""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What this page does for actions of `app.ui.actions`; the others are greyed out."""
        return {}
