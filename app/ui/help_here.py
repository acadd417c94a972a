"""The help key: about the field one is in, else where the Panduan tells about the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app import paths
from app.store import panduan
from app.ui import shortcuts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QWidget

    from app.domain.panduan import Spot
    from app.ui.main_window import MainWindow


def offer(dialog: QDialog, screen: str = "") -> None:
    """Let the help key open the Panduan over a dialog; without a name at what lies behind it."""
    shortcut = QShortcut(QKeySequence(shortcuts.HELP_HERE), dialog)
    shortcut.activated.connect(lambda: about(lambda: _show(dialog, screen)))


def about(chapter: Callable[[], object], elsewhere: Callable[[], object] | None = None) -> None:
    """Tell about the field that has the focus; elsewhere show the chapter of the screen.

    `elsewhere` takes the place of the chapter where a page has a help of its own.
    """
    from app.ui import field_help

    if not field_help.show(QApplication.focusWidget(), chapter):
        (elsewhere or chapter)()


def spot(window: MainWindow | None, screen: str) -> Spot:
    """Where the Panduan tells about a screen of that window."""
    session = window.session if window is not None else None
    kantor = "kabupaten"
    if session is not None and session.is_open:
        opd, province = session.is_opd, session.is_province
        kantor = "opd" if opd else "provinsi" if province else kantor
    return panduan.spot_for(paths.resources(), screen, kantor)


def _show(dialog: QDialog, screen: str) -> None:
    from app.ui.guide import GuideWindow

    # A window of the dialog's own: the one beside the main window is blocked by the dialog.
    guide = dialog.findChild(GuideWindow)
    if guide is None:
        guide = GuideWindow(dialog)
        guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window = _main_window(dialog)
    behind = window.in_view if window is not None else ""
    guide.appear(spot(window, screen or behind), turn=True)


def _main_window(widget: QWidget) -> MainWindow | None:
    from app.ui.main_window import MainWindow

    above: QWidget | None = widget
    while above is not None and not isinstance(above, MainWindow):
        above = above.parentWidget()
    return above
