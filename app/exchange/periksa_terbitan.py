"""What holds for all the province publishes by number beside forms: metode, and tables."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from app.errors import LontarError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.store.published import Terbitan


def check_order(brought: Sequence[Terbitan], kode: str) -> None:
    """A newer version holds from no earlier quarter than an older one; they come by version.

    Raises:
        LontarError: one does, told as `kode`.

    """
    for older, newer in pairwise(brought):
        if newer.berlaku < older.berlaku:
            raise LontarError(kode, versi=newer.versi, lain=older.versi)


def check_same(brought: Iterable[Terbitan], known: Iterable[Terbitan], kode: str) -> None:
    """What the province published under a version stays, its first quarter too.

    Raises:
        LontarError: a version here says something else than the one that is known, told as `kode`.

    """
    there = {one.versi: one for one in known}
    for one in brought:
        if there.get(one.versi, one) != one:
            raise LontarError(kode, versi=one.versi)
