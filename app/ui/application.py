"""The window as a program: style, palette, language, the last hook, and an early first paint."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.errors import LontarError
from app.ui import colours, icons, no_window, sizes, sweeping
from app.ui.main_window import MainWindow
from app.ui.session import Session

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QWidget


def main() -> int:
    """Show the window and run until it is closed."""
    # Before the application exists, so that no other style is made first.
    QApplication.setStyle("Fusion")
    with no_window.told_in_words():
        application = QApplication(sys.argv[:1])
    sys.excepthook = LastHook()
    dress(application)
    window = MainWindow(Session(_now))
    window.appeared.connect(lambda: _begin(application, window))
    window.resize(*sizes.HOME_WINDOW)
    show(window)
    code = application.exec()
    if "app.ui.background" in sys.modules:
        sys.modules["app.ui.background"].wind_up()
    return code


def dress(application: QApplication) -> None:
    """Give the application its name, font, palette and number format, before pages are imported."""
    application.setApplicationName("Lontar")
    application.setFont(sizes.body_font())
    colours.dress()
    QLocale.setDefault(QLocale("id_ID"))


def show(window: MainWindow) -> None:
    """Show the window at its home size, or as large as a smaller screen allows."""
    screen = window.screen().availableGeometry()
    wide, high = sizes.HOME_WINDOW
    if screen.width() <= wide or screen.height() <= high:
        window.showMaximized()
    else:
        window.show()


class LastHook:
    """Where an unexpected error ends: in the log, and once as a sentence.

    Once, because a painting that fails does so a hundred times.
    """

    def __init__(self) -> None:
        self._told = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Write the error down and tell the user the first time."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        from app.ui import dialogue

        window = QApplication.activeWindow()
        if isinstance(error, LontarError):
            dialogue.show_error(window, error)
            return
        sentence = _write_down(error)
        if not self._told:
            self._told = True
            _offer_report(window, sentence)


def _offer_report(window: QWidget | None, sentence: str) -> None:
    """Say it in the bar of the office's desk, else over whatever window there is."""
    from app.ui import crash

    if isinstance(window, MainWindow) and window.tell_trouble(sentence):
        return
    crash.ask(window, sentence)


def _write_down(error: BaseException) -> str:
    from app.store import log
    from app.teks import t

    try:
        file = log.write_down(error, _now())
    except OSError:
        return t("umum.tak_terduga_tanpa_catatan", jenis=type(error).__name__)
    return t("umum.tak_terduga", berkas=file)


def _begin(application: QApplication, window: MainWindow) -> None:
    """What may wait until the window is on the screen."""
    from app import teks
    from app.ui.memory import Memory
    from app.ui.translation import QtTexts

    colours.follow_system()
    QGuiApplication.styleHints().colorSchemeChanged.connect(colours.follow_system)
    memory = Memory.load()
    teks.set_language("en" if memory.language == "en" else "id")
    application.installTranslator(QtTexts(application))
    window.session.memory = memory
    window.begin()
    # After the first page, like all that nobody waits for.
    QTimer.singleShot(0, window, lambda: application.setWindowIcon(_icon()))
    sweeping.begin_after_start()
    _check_portable(window)


def _icon() -> QIcon:
    return icons.icon("lontar", colours.bright_gold())


def _check_portable(window: MainWindow) -> None:
    """Say at once, not after the wizard was filled in, that nothing can be kept here."""
    from app.store import portable

    try:
        portable.check()
    except LontarError as error:
        from app.ui import dialogue

        dialogue.show_error(window, error)


def _now() -> datetime:
    return datetime.now().astimezone()
