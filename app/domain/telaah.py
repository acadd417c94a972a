"""What whoever takes a package in says of a piece of evidence: it fits, or it does not."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ALASAN = 300
"""Letters of the reason; with the name of the file it must fit into a question."""


class HasilTelaah(Enum):
    """Where a piece of evidence stands; `BELUM` is also what is taken back."""

    SESUAI = "sesuai"
    TIDAK_SESUAI = "tidak_sesuai"
    BELUM = "belum"


class Hitungan(NamedTuple):
    """How many pieces of evidence fit, do not fit, and were not looked at yet."""

    sesuai: int = 0
    tidak_sesuai: int = 0
    belum: int = 0

    @property
    def jumlah(self) -> int:
        """All of them."""
        return sum(self)


def counted(hasil: Iterable[HasilTelaah]) -> Hitungan:
    """How many there are of each."""
    found = list(hasil)
    return Hitungan(*(found.count(one) for one in HasilTelaah))
