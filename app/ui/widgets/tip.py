"""Tooltips of words that users or foreign files wrote: Qt would read them as markup."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def plain(text: str) -> str:
    """The text as a tooltip that shows it letter by letter, with its lines.

    A question of the province that says `<img src="//server/x">` must not fetch anything.
    """
    if not Qt.mightBeRichText(text):
        return text
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>"
