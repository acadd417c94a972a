"""Notes as lines below the figures they belong to, wherever a person asks where one is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.catatan import IKUT, Letak
from app.exchange import catatan_kata
from app.teks import t
from app.ui.pages.entry_lines import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from app.domain.formulir import Formulir
    from app.domain.indeks import Simpul

    Noted = Mapping[Letak, str]

ICON = "note"
"""What tells such a line from those of figures."""


def under(node: Simpul, form: Formulir, noted: Noted, indent: int) -> Iterator[Line]:
    """What was said about the figures that were put into a number; each leads to its cell."""
    for sel, _ in node.masukan:
        for jenis in IKUT:
            said = noted.get(Letak(form.kode, sel, jenis))
            if said:
                yield _line(form, Letak(form.kode, sel, jenis), said, indent)


def others(form: Formulir, noted: Noted, told: Collection[str]) -> Iterator[Line]:
    """What was said about all other cells of a form, under a heading; `told` are those above."""
    place = {sel: number for number, sel in enumerate(form.cells)}
    left = [letak for letak in noted if letak.sel not in told]
    if left:
        yield Line(t("catatan.layanan"), caption=True)
    for letak in sorted(left, key=lambda one: place.get(one.sel, len(place))):
        yield _line(form, letak, noted[letak], 0)


def _line(form: Formulir, letak: Letak, said: str, indent: int) -> Line:
    sel = form.find(letak.sel)
    about = catatan_kata.place(sel.label if sel else letak.sel, letak.jenis)
    return Line(said, about, icon=ICON, indent=indent, target=letak.sel)
