"""Which figures of a sheet are worth typing a second time, and whether the second time agrees.

Typing everything twice finds most slips of the fingers and takes twice the time. Only what money,
the index or a sudden change hangs on is asked for again; what was stored is not shown meanwhile.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.formulir import Formulir, Sel
    from app.domain.indeks import Simpul
    from app.domain.nilai import Nilai

BATAS = 25
"""Percent; a figure that differs by more from the one it is held against is asked for again."""


class Sebab(Enum):
    """Why a figure is asked for again."""

    UANG = "uang"
    INDEKS = "indeks"
    BERUBAH = "berubah"


class Diminta(NamedTuple):
    """A figure that is asked for again, with what it is now."""

    sel: Sel
    nilai: int
    sebab: tuple[Sebab, ...]


class Pembanding(NamedTuple):
    """What the figures of a sheet are held against: last year's, where there are none the last."""

    tahun_lalu: Mapping[str, Nilai]
    lalu: Mapping[str, Nilai]

    def of(self, sel: str) -> Nilai | None:
        """The earlier figure of a cell."""
        return self.tahun_lalu.get(sel, self.lalu.get(sel))


def asked(
    form: Formulir, values: Mapping[str, Nilai], pembanding: Pembanding, indeks: Simpul | None
) -> list[Diminta]:
    """The figures of a sheet to be typed again, in the order of the form.

    `indeks` explains the index of the sheet, None where it has none.
    """
    feeding = frozenset(_inputs(indeks)) if indeks is not None else frozenset[str]()
    found = []
    for kode, sel in form.cells.items():
        nilai = values.get(kode)
        if sel.editable and isinstance(nilai, int):
            sebab = tuple(_reasons(sel, nilai, pembanding.of(kode), feeding))
            if sebab:
                found.append(Diminta(sel, nilai, sebab))
    return found


def _reasons(
    sel: Sel, nilai: int, before: Nilai | None, feeding: frozenset[str]
) -> Iterator[Sebab]:
    if sel.jenis == "rupiah":
        yield Sebab.UANG
    if sel.kode in feeding:
        yield Sebab.INDEKS
    if isinstance(before, int) and 100 * abs(nilai - before) > BATAS * abs(before):
        yield Sebab.BERUBAH


def _inputs(simpul: Simpul) -> Iterator[str]:
    """The cells an index was made from."""
    yield from (kode for kode, _ in simpul.masukan)
    for one in simpul.anak:
        yield from _inputs(one)


def waiting(found: list[Diminta], confirmed: Mapping[str, int]) -> list[Diminta]:
    """Those that nobody has typed again as they are now; `confirmed` is what was, by cell."""
    return [one for one in found if confirmed.get(one.sel.kode) != one.nilai]
