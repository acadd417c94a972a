"""Pages on paper: HTML drawn by Qt into a PDF, with or without a window."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.keluaran_cetak import Cetakan

_MARGIN_MM = 12.0
_MM_PER_INCH = 25.4
_HEAD_MM = 7.0
_MARK_INK, _MARK_PALE, _MARK_SLOPE, _MARK_SHARE = "#1D5A85", 0.13, 25, 0.8


def print_html(
    html: str, target: Path, title: str, *, wide: bool = False, tanda_air: str = ""
) -> int:
    """Write HTML as a PDF on A4 and return how many pages it took; `tanda_air` heads each.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

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
    document.setHtml(html)
    if tanda_air:
        _print_marked(document, writer, tanda_air)
    else:
        document.print_(writer)
    pages = document.pageCount()
    del writer
    berkas.write_atomic(target, bytes(drawn.data().data()))
    return pages


def print_output(made: Cetakan, target: Path) -> int:
    """Print what an office hands in; return how many pages it took.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    from app.exchange import keluaran_cetak

    told = made.sampul
    html = keluaran_cetak.page(made)
    return print_html(html, target, told.judul, wide=True, tanda_air=told.tanda_air)


def mark(painter: QPainter, page: QRectF, tanda_air: str) -> None:
    """Write the words of an exercise across the top of a page, and large and pale over its middle.

    The painter's font and pen are as before afterwards.
    """
    painter.save()
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(_MARK_INK))
    middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    painter.drawText(page, middle, tanda_air)
    wide = painter.fontMetrics().horizontalAdvance(tanda_air)
    painter.setOpacity(_MARK_PALE)
    painter.translate(page.center())
    painter.rotate(-_MARK_SLOPE)
    large = _MARK_SHARE * page.width() / max(1, wide)
    painter.scale(large, large)
    painter.drawText(QPointF(-wide / 2, 0), tanda_air)
    painter.restore()


def _print_marked(document: QTextDocument, writer: QPdfWriter, tanda_air: str) -> None:
    """Page by page, as Qt prints a document that knows its page size."""
    painter = QPainter(writer)
    high, wide = float(writer.height()), float(writer.width())
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        view = QRectF(0, number * high, wide, high)
        painter.save()
        painter.translate(0, -view.top())
        document.drawContents(painter, view)
        painter.restore()
        mark(
            painter,
            QRectF(0, -_HEAD_MM / _MM_PER_INCH * writer.resolution(), wide, high),
            tanda_air,
        )
    painter.end()


def fonts() -> QCoreApplication:
    """Whatever owns the fonts; without a window something must still do so while one draws."""
    return QGuiApplication.instance() or _without_a_window()


def _without_a_window() -> QGuiApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["lontar"])
