"""What a window says, to the eye and to the ear, and which of its words are English."""

from __future__ import annotations

import re
import tomllib
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QMetaType, QObject, Qt
from PySide6.QtGui import QAccessible, QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from app import teks
from app.exchange.enam_kata import word_list
from app.ui.translation import QtTexts
from tests.sumber import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QApplication

SHARED = ROOT / "tests" / "kata_bersama.txt"
_NOT_SAID = {"objectName", "styleSheet", "html", "markdown", "inputMask", "displayFormat"}
_TYPED = {"text", "displayText", "selectedText", "plainText"}
_HEARD = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_MOST_ROWS, _MOST_COLUMNS = 80, 60

_NOT_WORDS = re.compile(
    r"<[^>]+>|\{[^}]*\}|%\(\w+\)[rs]|%[rs]"  # Marks of rich text and gaps for data.
    r"|\S*(?:\\|://|@)\S*|(?<!\S)(?:/|--?)[\w-]+\S*"  # Places and options.
    r"|[\w-]*\w\.\w[\w.-]*"  # Names of files.
    r"|\w*\u2026"  # What was cut for want of room.
)
_WORD = re.compile(r"\b[^\W\d_]+\b")


def words(text: str) -> set[str]:
    """The words of a text in small letters: no places, gaps, numbers or lone letters."""
    plain = _NOT_WORDS.sub(" ", text.replace("&", ""))
    return {word.lower() for word in _WORD.findall(plain) if len(word) > 1}


@cache
def shared() -> frozenset[str]:
    """Words that are as right in Indonesian as in English: names, field terms and loans."""
    lines = SHARED.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def english() -> frozenset[str]:
    """Words of the English side of the catalogue that have no place in Indonesian."""
    sides = (pair["en"] for pair in teks.catalogue().values())
    # A fingerprint is spoken in words of Indonesian, whatever English has taken from the same root.
    return frozenset(set().union(*map(words, sides)) - shared() - set(word_list()))


@cache
def english_in(text: str) -> list[str]:
    """The English words of a text in the order of the alphabet, official names left aside."""
    if not words(text) & english():
        return []
    for name in official_names():
        text = text.replace(name, " ")
    return sorted(words(text) & english())


@cache
def official_names() -> tuple[str, ...]:
    """Names in the forms as their regulations write them, some half in English; longest first."""
    files = (ROOT / "forms").rglob("*.toml")
    read = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    names = {one for one in _strings(read) if len(one.split()) > 1 and words(one) & english()}
    return tuple(sorted(names, key=len, reverse=True))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def said(root: QWidget) -> Iterator[str]:
    """Every text of a widget and of all within it, in view or not yet; of lists those in view."""
    for one in (root, *root.findChildren(QObject)):
        if isinstance(one, QWidget | QAction):
            yield from _properties(one)
        if isinstance(one, QWidget):
            yield from _heard(one)
        if isinstance(one, QTabBar):
            for place in range(one.count()):
                yield from (one.tabText(place), one.tabToolTip(place))
        if isinstance(one, QComboBox) and one.isVisible():
            yield from _items(one.model())
        if isinstance(one, QAbstractItemView) and one.isVisible() and one.model() is not None:
            yield from _items(one.model())


def _properties(one: QObject) -> Iterator[str]:
    # What somebody types is theirs; what stands in a field before that is ours.
    own = isinstance(one, QLineEdit | QTextEdit | QPlainTextEdit) and not one.isReadOnly()
    unsaid = _NOT_SAID | (_TYPED if own else set())
    for name in _texts_of(one):
        if name not in unsaid:
            yield str(one.property(name) or "")


_known: dict[type, tuple[str, ...]] = {}


def _texts_of(one: QObject) -> tuple[str, ...]:
    """The names of its properties that are text; alike for all of a class."""
    if type(one) not in _known:
        kind, text = one.metaObject(), QMetaType.Type.QString.value
        every = (kind.property(place) for place in range(kind.propertyCount()))
        _known[type(one)] = tuple(str(about.name()) for about in every if about.typeId() == text)
    return _known[type(one)]


def _heard(widget: QWidget) -> Iterator[str]:
    voice = QAccessible.queryAccessibleInterface(widget)
    if voice.isValid():
        yield from (voice.text(kind) for kind in _HEARD)


def _items(model: QAbstractItemModel) -> Iterator[str]:
    wide = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    rows, columns = min(model.rowCount(), _MOST_ROWS), min(wide, _MOST_COLUMNS)
    sides = (Qt.Orientation.Vertical, rows), (Qt.Orientation.Horizontal, columns)
    for side, count in sides:
        for place in range(count):
            yield from (_text(model.headerData(place, side, role)) for role in _ROLES)
    for row in range(rows):
        for column in range(columns):
            cell = model.index(row, column)
            yield from (_text(cell.data(role)) for role in _ROLES)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def listen_to_the_painter(patch: pytest.MonkeyPatch) -> set[str]:
    """The set that fills with what the program writes by hand on its widgets."""
    written: set[str] = set()
    draw = QPainter.drawText

    def noted(painter: QPainter, *arguments: object) -> object:
        written.update(one for one in arguments if isinstance(one, str))
        return draw(painter, *arguments)  # type: ignore[call-overload]

    patch.setattr(QPainter, "drawText", noted)
    return written


@contextmanager
def translated(qapp: QApplication) -> Iterator[None]:
    """Qt's own words are ours, as in the running program."""
    texts = QtTexts(qapp)
    qapp.installTranslator(texts)
    try:
        yield
    finally:
        qapp.removeTranslator(texts)
