"""The process that lays out pages on paper: the window could not answer while Qt does that.

Laying out a long table takes Qt seconds, and all that time no other thread of a program gets a
turn. It is started for one output, knows no office and no path, and touches no disk.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from app import teks
from app.domain.kertas import Kertas
from app.exchange.pembaca import anak, batas, langkah

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.paper import Drawing


class Order(msgspec.Struct):
    """HTML as `paper.print_html` takes it; `language` is that of what is added.

    Of several, each with smaller letters than the one before, the first that has room on one page
    is drawn, else the last.
    """

    html: tuple[str, ...]
    title: str
    kaki: str
    tanda_air: str
    kertas: Kertas
    wide: bool
    language: teks.Language


class Step(msgspec.Struct):
    """The page that comes next, from 0, of how many; or the finished PDF.

    `galat` is what the log is to know of an error nobody expected.
    """

    page: int = 0
    pages: int = 0
    pdf: bytes = b""
    galat: str = ""


def main(memori: int, detik: float) -> int:
    """Serve the parent on the other side of stdin and stdout; 0 when it has gone."""
    asking, telling = anak.pipes()
    # It ends before a look for cycles would be worth its time.
    gc.disable()
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.ui import paper

    # To be at hand when the order comes.
    paper.fonts().setApplicationName("Lontar")
    batas.limit_self(memori)
    printing = _Printing()
    steps = {langkah.MULAI: printing.begin, langkah.LANJUT: printing.go_on}
    verbs: dict[str, Callable[[bytes], object]] = {
        verba: partial(_watched, step) for verba, step in steps.items()
    }
    return anak.serve(asking, telling, verbs, detik)


def _watched(work: Callable[[bytes], Step], data: bytes) -> Step:
    return langkah.watched(work, data, lambda galat: Step(galat=galat))


class _Printing:
    """One output on its way."""

    def __init__(self) -> None:
        self._steps: Drawing | None = None

    def begin(self, data: bytes) -> Step:
        """Lay out an order; the answer is the first page."""
        told = msgspec.msgpack.decode(data, type=Order)
        teks.set_language(told.language)
        for html in told.html:
            self._steps = _laid_out(told, html)
            step = self.go_on(b"")
            if step.pages == 1 or html == told.html[-1]:
                break
            self._steps.close()
        return step

    def go_on(self, _: bytes) -> Step:
        """Draw the page that was told last; the answer is the next one, or all of them."""
        assert self._steps is not None
        try:
            return Step(*next(self._steps))
        except StopIteration as done:
            return Step(pdf=done.value[0])


def _laid_out(told: Order, html: str) -> Drawing:
    from app.ui import paper

    def foot(page: int, pages: int) -> tuple[str, str]:
        return (told.kaki, paper.which(page, pages)) if told.kaki else ("", "")

    return paper.drawing(
        lambda document: document.setHtml(html),
        told.title,
        paper.sheet(told.kertas, wide=told.wide),
        foot,
        told.tanda_air,
    )
