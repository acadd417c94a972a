"""What stays out of a frozen program: libraries nobody asks, and the parts of Qt no window uses."""

from __future__ import annotations

from pathlib import PurePosixPath

# Libraries that come along with others and are never asked: tests, notebooks, plotting, a browser.
WITHOUT = [
    "IPython", "PIL", "PyInstaller", "_pytest", "frictionless", "hypothesis", "jinja2",
    "matplotlib", "mypy", "notebook", "numba", "numpy", "pandas", "pip", "pyarrow", "pytest",
    "scipy", "setuptools", "sqlalchemy", "tkinter", "unittest.mock", "wheel",
]  # fmt: skip
_QT_USED = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtDBus", "QtXcbQpa", "QtWaylandClient"}
_QT_PLUGINS = {
    "platforms", "styles", "iconengines", "imageformats", "platforminputcontexts",
    "platformthemes", "xcbglintegrations", "wayland-shell-integration",
    "wayland-decoration-client", "wayland-graphics-integration-client",
}  # fmt: skip
_NOT_NEEDED = (
    "qpdf", "qtiff", "qwebp", "qtga", "qwbmp", "qicns", "qgif", "virtualkeyboard", "eglfs", "vkkhr",
    "linuxfb", "vnc", "minimalegl",
)  # fmt: skip


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
    for prefix in ("libQt6", "Qt6", "Qt"):
        if stem.startswith(prefix):
            module = "Qt" + stem[len(prefix) :].partition(".")[0]
            return module in _QT_USED
    return True
