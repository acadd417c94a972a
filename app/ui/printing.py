"""Printing beside the window: pages are laid out in a process of its own, and then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app import teks
from app.domain.kertas import A4
from app.errors import LontarError
from app.exchange import berkas, keluaran_cetak
from app.exchange.pembaca import langkah
from app.exchange.pembaca.batas import Batas
from app.exchange.pembaca.proses import PENCETAK, Anak, command
from app.store import log
from app.ui import paper
from app.ui.printing_child import Order, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.domain.kertas import Kertas
    from app.exchange.keluaran_cetak import Cetakan

    Tick = Callable[[int, int], None]

BATAS = Batas(detik=600.0, detik_mulai=60.0, memori=3_000_000_000)
"""Of one step: the layout of thousands of rows on an old laptop takes minutes, and says so."""


def print_output(
    made: Cetakan, target: Path, tick: Tick, line: Sequence[str] | None = None
) -> None:
    """Print what an office hands in; otherwise as `print_pages`."""
    told = made.sampul
    pages = order(
        keluaran_cetak.page(made),
        told.judul,
        wide=True,
        kaki=told.kaki,
        tanda_air=told.tanda_air,
        kertas=told.kertas,
    )
    print_pages(pages, target, tick, line)


def print_pages(pages: Order, target: Path, tick: Tick, line: Sequence[str] | None = None) -> None:
    """Print pages, on a thread beside the window.

    `tick` hears of every page before it is drawn, and of page 0 of 0 again and again while they
    are laid out; it may raise, and then nothing is written. `line` is the command line of the
    child, this program's own when left out.

    Raises:
        LontarError: the child could not be started or has stopped, or the disk refuses; an old
            file is then as it was before.
        Elsewhere: the child met an error that nobody expected, which is for the log.

    """
    told = msgspec.msgpack.encode(pages)
    child = _started(line or command(BATAS, PENCETAK))
    try:
        step = _asked(child, langkah.MULAI, told, lambda: tick(0, 0))
        while not step.pdf:
            tick(step.page, step.pages)
            step = _asked(child, langkah.LANJUT)
    finally:
        child.close()
    berkas.write_atomic(target, step.pdf)


def order(
    html: str,
    title: str,
    *,
    wide: bool = False,
    kaki: str = "",
    tanda_air: str = "",
    kertas: Kertas = A4,
) -> Order:
    """Pages as `paper.print_html` prints them."""
    return Order((html,), title, kaki, tanda_air, kertas, wide, teks.language())


def one_page(
    html: Callable[[float], str], title: str, kaki: str, tanda_air: str, kertas: Kertas
) -> Order:
    """A page as `paper.print_one_page` prints it."""
    each = tuple(map(html, paper.LETTERS))
    return Order(each, title, kaki, tanda_air, kertas, wide=True, language=teks.language())


def _started(line: Sequence[str]) -> Anak:
    try:
        return Anak(line, BATAS, lambda _said: None)
    except LontarError as error:
        raise langkah.in_own_words(error, PENCETAK) from error


def _asked(
    child: Anak, verba: str, data: bytes = b"", beat: Callable[[], object] | None = None
) -> Step:
    step = msgspec.msgpack.decode(langkah.asked(child, PENCETAK, verba, data, beat), type=Step)
    if step.galat:
        raise log.Elsewhere(step.galat)
    return step
