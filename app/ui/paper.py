"""Pages on paper: HTML drawn by Qt into a PDF, with or without a window."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QEventLoop, QMarginsF, QRectF, QSizeF, Qt
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

from app.domain.kertas import A4
from app.teks import t
from app.ui import paper_blocks, paper_mark, paper_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from app.domain.kertas import Kertas
    from app.exchange.keluaran_cetak import Cetakan

    Foot = Callable[[int, int], tuple[str, str]]
    Tick = Callable[[int, int], None]
    Drawing = Generator[tuple[int, int], None, tuple[bytes, int]]

_MARGIN_MM = 12.0
_FOOT_SHARE = 0.025
_FOOT_POINTS = 7.0
LETTERS = 1.0, 0.94, 0.88
"""Shares of their size that letters of a page may have, the largest first."""


def print_html(
    html: str,
    target: Path,
    title: str,
    *,
    wide: bool = False,
    kaki: str = "",
    tanda_air: str = "",
    tick: Tick | None = None,
    kertas: Kertas = A4,
) -> int:
    """Write HTML as a PDF on a paper and return how many pages it took; `tanda_air` marks each.

    With `kaki` each page says below it what it is and which of how many.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    return print_document(
        lambda document: document.setHtml(html),
        target,
        title,
        wide=wide,
        foot=(lambda page, pages: (kaki, which(page, pages))) if kaki else None,
        tanda_air=tanda_air,
        tick=tick,
        kertas=kertas,
    )


def print_one_page(
    html: Callable[[float], str],
    target: Path,
    title: str,
    kaki: str,
    tanda_air: str,
    kertas: Kertas = A4,
) -> int:
    """Write HTML that belongs on one wide page, its letters as large as that has room for.

    `html` gives it with letters of a share of their size. What needs more room even with the
    smallest takes two pages; otherwise as `print_html`.
    """
    for share in LETTERS:
        told = html(share)
        pages = print_html(
            told, target, title, wide=True, kaki=kaki, tanda_air=tanda_air, kertas=kertas
        )
        if pages == 1:
            break
    return pages


def which(page: int, pages: int) -> str:
    """Which of how many pages one is."""
    return t("cetak.halaman", nomor=page, semua=pages)


def print_document(
    fill: Callable[[QTextDocument], object],
    target: Path,
    title: str,
    *,
    wide: bool = False,
    foot: Foot | None = None,
    tanda_air: str = "",
    tick: Tick | None = None,
    kertas: Kertas = A4,
) -> int:
    """Write what `fill` puts into a document that knows its paper; otherwise as `print_html`.

    `foot` says what stands below a page on the left and on the right, by its number from 1 and
    how many there are; `tanda_air` marks each. `tick` hears of every page before it is drawn, and
    may raise: then nothing is written. This may run on a thread of its own.
    """
    from app.exchange import berkas

    # Apart: an error of the disk may not carry what Qt owns into another thread.
    told = foot or (_nothing if tanda_air or tick else None)
    steps = drawing(fill, title, sheet(kertas, wide=wide), told, tanda_air)
    data, pages = _heard(steps, tick or _nobody)
    berkas.write_atomic(target, data)
    return pages


def _heard(steps: Drawing, tick: Tick) -> tuple[bytes, int]:
    """Draw to the end unless `tick` raises."""
    # Also when it is given up: a painter may not outlive what it paints on.
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as done:
                drawn: tuple[bytes, int] = done.value
                return drawn
            tick(*step)


def drawing(
    fill: Callable[[QTextDocument], object],
    title: str,
    layout: QPageLayout,
    foot: Foot | None,
    tanda_air: str,
) -> Drawing:
    """The bytes of the PDF, and how many pages it has.

    Before each page, and once after the last, its place from 0 and how many there are; without
    `foot` all are drawn at once.
    """
    keeper = fonts()
    # A document keeps timers, for which a thread of its own has to be ready.
    ready = QEventLoop()
    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = _writer(drawn, title, keeper.applicationName(), layout)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    fill(document)
    paper_rows.keep_whole(document)
    paper_blocks.keep_together_below(document)
    if foot is None:
        document.print_(writer)
    else:
        yield from _paint(document, writer, foot, tanda_air)
    pages = document.pageCount()
    del writer, ready
    return bytes(drawn.data().data()), pages


def sheet(kertas: Kertas, *, wide: bool) -> QPageLayout:
    """A page of a paper, lying down when `wide`, with our margins."""
    high = QSizeF(kertas.lebar, kertas.tinggi)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    size = QPageSize(high, QPageSize.Unit.Millimeter, kertas.nama, exact)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(size, turned, margins, QPageLayout.Unit.Millimeter)


def _writer(drawn: QBuffer, title: str, creator: str, layout: QPageLayout) -> QPdfWriter:
    writer = QPdfWriter(drawn)
    writer.setTitle(title)
    writer.setCreator(creator)
    writer.setPageLayout(layout)
    return writer


def print_output(made: Cetakan, target: Path, tick: Tick | None = None) -> int:
    """Print what an office hands in; return how many pages it took.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    from app.exchange import keluaran_cetak

    told = made.sampul
    html = keluaran_cetak.page(made)
    return print_html(
        html,
        target,
        told.judul,
        wide=True,
        kaki=told.kaki,
        tanda_air=told.tanda_air,
        tick=tick,
        kertas=told.kertas,
    )


def _paint(
    document: QTextDocument, writer: QPdfWriter, foot: Foot, tanda_air: str
) -> Generator[tuple[int, int], None, None]:
    """Draw page after page, each with its line in the margin below and its mark above."""
    painter = QPainter(writer)
    font = painter.font()
    font.setPointSizeF(_FOOT_POINTS)
    painter.setFont(font)
    pages = document.pageCount()
    try:
        for page in range(pages):
            yield page, pages
            if page:
                writer.newPage()
            _paint_page(document, painter, page)
            _paint_foot(painter, document.pageSize(), foot(page + 1, pages), tanda_air)
        # Up to here whoever waits may still give it up.
        yield pages - 1, pages
    finally:
        painter.end()


def _paint_page(document: QTextDocument, painter: QPainter, page: int) -> None:
    size = document.pageSize()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.clip = QRectF(0, page * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -context.clip.top())
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(painter: QPainter, size: QSizeF, told: tuple[str, str], tanda_air: str) -> None:
    line = size.height() * _FOOT_SHARE
    painter.setPen(Qt.GlobalColor.darkGray)
    below = QRectF(0, size.height(), size.width(), line)
    left, right = told
    painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), left)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), right)
    if tanda_air:
        above = QRectF(0, -1.5 * line, size.width(), size.height())
        paper_mark.mark(painter, above, tanda_air)


def _nobody(_page: int, _pages: int) -> None:
    """Nobody waits to hear how far it is."""


def _nothing(_: int, __: int) -> tuple[str, str]:
    return "", ""


def fonts() -> QCoreApplication:
    """Whatever owns the fonts; without a window something must still do so while one draws."""
    return QGuiApplication.instance() or _without_a_window()


def _without_a_window() -> QGuiApplication:
    # Elsewhere than on Linux there always is a screen, and without one Qt finds no fonts.
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["lontar"])
