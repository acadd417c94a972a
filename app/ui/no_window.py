"""When Qt finds no way to the screen it ends the whole program, in English: here that is foreseen.

Asking beforehand would cost every start some milliseconds; so Qt is heard out while it tries.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QMessageLogContext

EXIT_CODE = 3
"""The same as without any display."""
SET_UP = "sh packaging/run.sh"
_LACKS = ": cannot open shared object file"


@contextmanager
def told_in_words() -> Iterator[None]:
    """While the application is made: if it cannot be, say why and what to do, and end.

    Only Linux has displays that are not there; other systems are left as they are.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    heard: list[str] = []

    def hear(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        heard.append(words)
        if kind == QtMsgType.QtFatalMsg:
            # Whoever returns from here is aborted by Qt.
            sys.stderr.write(reason() + "\n")
            sys.stderr.flush()
            os._exit(EXIT_CODE)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    sys.stderr.writelines(f"{words}\n" for words in heard)


def reason() -> str:
    """Why there is no window: a library of the system is missing, or nobody is at the display."""
    from app.domain.aksara import on_screen

    if missing := _missing_library():
        return on_screen(t("umum.tanpa_pustaka", pustaka=missing, perintah=SET_UP))
    named = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
    place = next((os.environ[one] for one in named if os.environ.get(one)), "-")
    program = os.environ.get("LONTAR_PERINTAH", "lontar")
    told = t("umum.layar_tak_terjangkau", layar=place, perintah=f"{program} demo --keluar DEMO")
    return on_screen(told)


def _missing_library() -> str:
    """The library that keeps the way to an X display from being loaded; empty if there is none."""
    import ctypes
    from pathlib import Path

    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as error:
        missing, told, _ = str(error).partition(_LACKS)
        return missing if told else ""
    return ""
