"""The fields of a window, as a test names them: whatever somebody can type into or choose from."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.ui.widgets.choice import Choice

EDITABLE = (
    QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox, QCheckBox, Choice,
)  # fmt: skip
WHOLE = (QAbstractSpinBox, QComboBox, QAbstractItemView)


def fields(root: QWidget) -> list[QWidget]:
    return [
        one
        for one in (root, *root.findChildren(QWidget))
        if isinstance(one, EDITABLE) and not is_read(one) and not is_part(one)
    ]


def is_read(one: QWidget) -> bool:
    return isinstance(one, QLineEdit | QPlainTextEdit | QTextEdit) and one.isReadOnly()


def is_part(one: QWidget) -> bool:
    above = one.parentWidget()
    while above is not None and not isinstance(above, WHOLE):
        above = above.parentWidget()
    return above is not None


def called(one: QWidget) -> str:
    name = one.accessibleName() or (one.text() if isinstance(one, QCheckBox) else "")
    return f"{type(one).__name__} {one.objectName()} {name}"
