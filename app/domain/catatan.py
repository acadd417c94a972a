"""Notes beside a figure, each with a kind that says what it is for."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


class JenisCatatan(Enum):
    """What a note is: where the figure is from, why it is so, what is asked, what is answered."""

    SUMBER = "sumber"
    PENJELASAN = "penjelasan"
    PERTANYAAN = "pertanyaan"
    JAWABAN = "jawaban"

    @property
    def ikut(self) -> bool:
        """Whether it travels in the package; what an office asks itself stays at home."""
        return self in IKUT


IKUT = (JenisCatatan.SUMBER, JenisCatatan.PENJELASAN)
"""The kinds that travel with the figures."""

MAX_CATATAN = 2000
"""Characters of one note; more belongs into a file of evidence."""


class Letak(NamedTuple):
    """Which note: a cell of a form, and the kind."""

    formulir: str
    sel: str
    jenis: JenisCatatan


class Terpegang(NamedTuple):
    """A note as it is held; `dibawa` when a package brought just this text.

    `periode` is that of the sheet which keeps the cell.
    """

    teks: str
    periode: str
    dibawa: bool


class BedaCatatan(NamedTuple):
    """A note that would read otherwise; empty where there is none, and one side always is not."""

    letak: Letak
    lama: str
    baru: str

    @property
    def jenis(self) -> str:
        """What happens to it: "bertambah", "berubah" or "dihapus"."""
        if not self.lama:
            return "bertambah"
        return "berubah" if self.baru else "dihapus"


def changes(
    held: Mapping[Letak, Terpegang], brought: Mapping[Letak, str], forms: Collection[str]
) -> list[BedaCatatan]:
    """What a package changes in the notes of its forms, in no order.

    What an earlier package brought and this one does not goes; a note that was written here stays
    until a package brings one of its kind to the same cell.
    """
    put = (
        BedaCatatan(letak, held[letak].teks if letak in held else "", teks)
        for letak, teks in brought.items()
        if letak.formulir in forms
    )
    gone = (
        BedaCatatan(letak, one.teks, "")
        for letak, one in held.items()
        if one.dibawa and letak.formulir in forms and letak not in brought
    )
    return [one for one in (*put, *gone) if one.lama != one.baru]


def counted(kinds: Iterable[JenisCatatan]) -> dict[JenisCatatan, int]:
    """How many there are of each kind that travels."""
    found = dict.fromkeys(IKUT, 0)
    for kind in kinds:
        found[kind] += 1
    return found
