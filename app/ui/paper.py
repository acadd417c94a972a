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

from app.teks import t
from app.ui import paper_mark, paper_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.exchange.keluaran_cetak import Cetakan

    Foot = Callable[[int, int], tuple[str, str]]

_MARGIN_MM = 12.0
_FOOT_SHARE = 0.025
_FOOT_POINTS = 7.0
_LETTERS = 1.0, 0.94, 0.88


def print_html(
    html: str,
    target: Path,
    title: str,
    *,
    wide: bool = False,
    kaki: str = "",
    tanda_air: str = "",
) -> int:
    """Write HTML as a PDF on A4 and return how many pages it took; `tanda_air` marks each.

    With `kaki` each page says below it what it is and which of how many.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    return print_document(
        lambda document: document.setHtml(html),
        target,
        title,
        wide=wide,
        foot=(lambda page, pages: (kaki, _which(page, pages))) if kaki else None,
        tanda_air=tanda_air,
    )


def print_one_page(
    html: Callable[[float], str], target: Path, title: str, kaki: str, tanda_air: str
) -> int:
    """Write HTML that belongs on one wide page, its letters as large as that has room for.

    `html` gives it with letters of a share of their size. What needs more room even with the
    smallest takes two pages; otherwise as `print_html`.
    """
    for share in _LETTERS:
        pages = print_html(html(share), target, title, wide=True, kaki=kaki, tanda_air=tanda_air)
        if pages == 1:
            break
    return pages


def _which(page: int, pages: int) -> str:
    return t("cetak.halaman", nomor=page, semua=pages)


def print_document(
    fill: Callable[[QTextDocument], object],
    target: Path,
    title: str,
    *,
    wide: bool = False,
    foot: Foot | None = None,
    tanda_air: str = "",
) -> int:
    """Write what `fill` puts into a document that knows its paper; otherwise as `print_html`.

    `foot` says what stands below a page on the left and on the right, by its number from 1 and
    how many there are; `tanda_air` marks each.
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
    paper_rows.keep_whole(document)
    if foot is None and not tanda_air:
        document.print_(writer)
    else:
        _paint(document, writer, foot or _nothing, tanda_air)
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
    return print_html(html, target, told.judul, wide=True, kaki=told.kaki, tanda_air=told.tanda_air)


def _paint(document: QTextDocument, writer: QPdfWriter, foot: Foot, tanda_air: str) -> None:
    """Draw page after page, each with its line in the margin below and its mark above."""
    size = document.pageSize()
    line = size.height() * _FOOT_SHARE
    painter = QPainter(writer)
    font = painter.font()
    font.setPointSizeF(_FOOT_POINTS)
    painter.setFont(font)
    pages = document.pageCount()
    for page in range(pages):
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
        left, right = foot(page + 1, pages)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), left)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), right)
        if tanda_air:
            above = QRectF(0, -1.5 * line, size.width(), size.height())
            paper_mark.mark(painter, above, tanda_air)
    painter.end()


def _nothing(_: int, __: int) -> tuple[str, str]:
    return "", ""


def fonts() -> QCoreApplication:
    """Whatever owns the fonts; without a window something must still do so while one draws."""
    return QGuiApplication.instance() or _without_a_window()


def _without_a_window() -> QGuiApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["lontar"])
