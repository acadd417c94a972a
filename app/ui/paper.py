"""Pages on paper: HTML drawn by Qt into a PDF, with or without a window."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MARGIN_MM = 12.0
_FOOT_SHARE = 0.025


def print_html(html: str, target: Path, title: str, *, wide: bool = False) -> int:
    """Write HTML as a PDF on A4 and return how many pages it took.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    return print_document(lambda document: document.setHtml(html), target, title, wide=wide)


def print_document(
    fill: Callable[[QTextDocument], object],
    target: Path,
    title: str,
    *,
    wide: bool = False,
    foot: Callable[[int], str] | None = None,
) -> int:
    """Write what `fill` puts into a document that knows its paper; otherwise as `print_html`.

    `foot` says what stands below each page, by its number from 1.
    """
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
    if foot is None:
        document.print_(writer)
    else:
        _paint(document, writer, foot)
    pages = document.pageCount()
    del writer
    berkas.write_atomic(target, bytes(drawn.data().data()))
    return pages


def _paint(document: QTextDocument, writer: QPdfWriter, foot: Callable[[int], str]) -> None:
    """Draw page after page, each with its line in the margin below."""
    size = document.pageSize()
    line = size.height() * _FOOT_SHARE
    painter = QPainter(writer)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        context.clip = QRectF(0, page * size.height(), size.width(), size.height())
        painter.save()
        painter.translate(0, -context.clip.top())
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setPen(Qt.GlobalColor.darkGray)
        below = QRectF(0, size.height(), size.width(), line)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), foot(page + 1))
    painter.end()


def fonts() -> QCoreApplication:
    """Whatever owns the fonts; without a window something must still do so while one draws."""
    return QGuiApplication.instance() or _without_a_window()


def _without_a_window() -> QGuiApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["lontar"])
