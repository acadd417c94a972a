"""Pages on paper: HTML drawn by Qt into a PDF, with or without a window."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MARGIN_MM = 12.0


def print_html(html: str, target: Path, title: str, *, wide: bool = False) -> int:
    """Write HTML as a PDF on A4 and return how many pages it took.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    return print_document(lambda document: document.setHtml(html), target, title, wide=wide)


def print_document(
    fill: Callable[[QTextDocument], object], target: Path, title: str, *, wide: bool = False
) -> int:
    """Write what `fill` puts into a document that knows its paper; otherwise as `print_html`."""
    from app.exchange import berkas

    keeper = fonts()
    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(drawn)
    writer.setTitle(title)
    writer.setCreator(keeper.applicationName())
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    writer.setPageOrientation(turned)
    margin = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margin, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    fill(document)
    document.print_(writer)
    pages = document.pageCount()
    del writer
    berkas.write_atomic(target, bytes(drawn.data().data()))
    return pages


def fonts() -> QCoreApplication:
    """Whatever owns the fonts; without a window something must still do so while one draws."""
    return QGuiApplication.instance() or _without_a_window()


def _without_a_window() -> QGuiApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["lontar"])
