"""Mode Latihan for the tests: the practice province is prepared once in a run of a process."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from app.exchange import kunci
from app.exchange.latihan import pustaka, ruang, siapan
from tests.exchange.contoh_pendirian import key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.latihan.ruang import Ruang
    from app.exchange.latihan.siapan import Siapan


def now() -> datetime:
    return datetime.now().astimezone()


def silent(*_: object) -> None:
    """Nobody watches the progress."""


def clear() -> None:
    """Nobody practises here any more."""
    for folder in ruang.participants().values():
        ruang.finish(folder)


def prepared() -> Siapan:
    """The practice province of this process, with keys that need not be made anew."""
    with pytest.MonkeyPatch.context() as patch:
        keys = cycle([key(number) for number in range(10, 13)])
        patch.setattr(kunci, "generate", lambda: next(keys))
        ready = siapan.prepare(now, silent)
        # Else every list of exercises would make them beside the test that follows.
        ready.complete(silent)
    return ready


@contextmanager
def participant(nama: str) -> Iterator[Path]:
    """Somebody who practises as long as the block lasts."""
    prepared()
    folder = ruang.participant(nama)
    try:
        yield folder
    finally:
        ruang.finish(folder)


def begin(peserta: Path, kode: str, *, again: bool = False) -> Ruang:
    return ruang.begin(peserta, pustaka.find(kode), now, silent, again=again)
