"""A hall for the tests: its trainer on this laptop, keys that need not be made anew."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.exchange import kunci
from app.exchange.latihan import aula, langkah, pustaka, ruang
from tests import contoh_latihan
from tests.contoh_latihan import now, silent
from tests.exchange.contoh_pendirian import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.latihan import Langkah
    from app.exchange.latihan.aula import Aula, Kiriman
    from app.exchange.latihan.ruang import Ruang
    from app.ui.main_window import MainWindow


def set_up(*names: str) -> Aula:
    with pytest.MonkeyPatch.context() as patch:
        # The authority of a hall is its own: another key than that of the exercises.
        keys = cycle([key(number) for number in (10, 11, 13)])
        patch.setattr(kunci, "generate", lambda: next(keys))
        return aula.set_up(names, now, silent)


@contextmanager
def hall(*names: str) -> Iterator[Aula]:
    """The hall of this laptop as long as the block lasts, and nobody practising after it."""
    try:
        yield set_up(*names)
    finally:
        clear()


@contextmanager
def trainer(qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the laptop of the trainer, as a projector shows it; then no hall is left."""
    # Here, because most tests of a hall need no window.
    from tests.ui.contoh_latihan_jendela import laptop

    try:
        with laptop(qtbot, 1024) as made:
            yield made
    finally:
        clear()


def clear() -> None:
    contoh_latihan.clear()
    for name in ("aula", "aula-kirim"):
        shutil.rmtree(paths.practice() / name, ignore_errors=True)


def join(file: Path, nama: str) -> Ruang:
    return ruang.join(file, nama, now, silent)


def work(room: Ruang) -> Path:
    """The exercise done rightly; the package it ends with."""
    return _done(room, pustaka.hall().jalan)


def sign(room: Ruang) -> Path:
    """Both hands once more, without another figure."""
    return _done(room, pustaka.hall().jalan[1:])


def _done(room: Ruang, steps: Sequence[Langkah]) -> Path:
    before = set(room.berkas.glob("*.xlsx"))
    langkah.perform(steps, room.kantor, room.berkas, ruang.material(room, now, silent), now)
    (made,) = set(room.berkas.glob("*.xlsx")) - before
    return made


def take(made: Aula, *places: Path) -> list[Kiriman]:
    return aula.take_in(made, places, now, silent)
