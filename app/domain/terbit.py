"""What holds for all a province publishes by version: since when, and how its words are spelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from app.domain import aksara

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROGRAM = 1
"""The version of what comes with the program."""

MAX_VERSI = 999
MAX_NAMA = 80
_QUARTER = re.compile(r"20[0-9]{2}-T[1-4]", re.ASCII)


class Terbit(Protocol):
    """A published version, and the quarter from which it holds, "2026-T4"."""

    @property
    def versi(self) -> int:
        """Its number."""
        ...

    @property
    def berlaku(self) -> str:
        """The quarter."""
        ...


def in_force(published: Iterable[Terbit], triwulan: str) -> int:
    """The newest version that holds in a quarter."""
    holding = (one.versi for one in published if one.berlaku <= triwulan)
    return max(holding, default=PROGRAM)


def head_problems(one: Terbit) -> Iterator[tuple[str, str]]:
    """A version or a quarter that cannot be, with what stands there."""
    if not PROGRAM < one.versi <= MAX_VERSI:
        yield "versi", str(one.versi)
    if not _QUARTER.fullmatch(one.berlaku):
        yield "berlaku", one.berlaku


def short(words: str, limit: int = MAX_NAMA) -> bool:
    """Whether words fit on one line: something, not too much, nothing unprintable or unseen."""
    return 0 < len(words) <= limit and aksara.is_plain_line(words)
