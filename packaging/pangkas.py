"""What stays out of a frozen program: libraries nobody asks, and the parts of Qt no window uses."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Libraries that come along with others and are never asked: tests, notebooks, plotting, a browser.
WITHOUT = [
    "IPython", "PIL", "PyInstaller", "_pytest", "attr", "attrs", "frictionless", "hypothesis",
    "jinja2", "matplotlib", "mypy", "notebook", "numba", "numpy", "pandas", "pip", "pyarrow",
    "pytest", "readline", "scipy", "setuptools", "sqlalchemy", "tkinter", "unittest.mock", "wheel",
    "yaml",
]  # fmt: skip
_QT_USED = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtDBus", "QtXcbQpa", "QtWaylandClient"}
_QT_PLUGINS = {
    "platforms", "styles", "iconengines", "imageformats", "platforminputcontexts",
    "platformthemes", "xcbglintegrations", "wayland-shell-integration",
    "wayland-decoration-client", "wayland-graphics-integration-client",
}  # fmt: skip
_NOT_NEEDED = (
    "qpdf", "qtiff", "qwebp", "qtga", "qwbmp", "qicns", "qgif", "virtualkeyboard", "eglfs", "vkkhr",
    "linuxfb", "vnc", "minimalegl", "direct2d", "modernwindows",
)  # fmt: skip
# Draws OpenGL without a graphics card, 20 MB; every window here is drawn without OpenGL.
_NEVER_LOADED = "opengl32sw.dll"

Entry = tuple[
    str, str, str
]  # place in the bundle, where it comes from, kind: as PyInstaller has it


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """The entries a window uses, without links to what is left out."""
    return [
        entry
        for entry in entries
        if wanted(entry[0]) and (entry[2] != "SYMLINK" or wanted(entry[1]))
    ]


def wanted(place: str) -> bool:
    """Whether a file of the bundle, named by its place in it, is one a window uses."""
    name = place.replace("\\", "/")
    if "PySide6/" not in name:
        return True
    if "/plugins/" in name:
        kind, _, file = name.partition("/plugins/")[2].partition("/")
        return kind in _QT_PLUGINS and not any(word in file for word in _NOT_NEEDED)
    if "/translations/" in name or "/qml/" in name:
        return False
    stem = PurePosixPath(name).name
    if stem == _NEVER_LOADED:
        return False
    for prefix in ("libQt6", "Qt6", "Qt"):
        if stem.startswith(prefix):
            module = "Qt" + stem[len(prefix) :].partition(".")[0]
            return module in _QT_USED
    return True
