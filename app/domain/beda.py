"""The difference between what is held and what a package brings, cell by cell; and its size.

Empty, 0 and every declared absence are different from one another here as everywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from app.domain.nilai import Nilai, is_number
from app.domain.register import codes_in_order

if TYPE_CHECKING:
    from app.domain.formulir import Formulir

Sheets = Mapping[str, Mapping[str, Nilai]]
"""The values of several forms: form code, cell id."""


class JenisBeda(Enum):
    """What happens to a cell."""

    BERUBAH = "berubah"
    BERTAMBAH = "bertambah"
    DIKOSONGKAN = "dikosongkan"


class BedaSel(NamedTuple):
    """A cell that would hold something else; None is an empty cell, and one side always is not."""

    formulir: str
    sel: str
    lama: Nilai | None
    baru: Nilai | None

    @property
    def jenis(self) -> JenisBeda:
        """Whether the cell is new, gone, or holds something else."""
        return _kind(came=self.lama is None, went=self.baru is None)

    @property
    def persen(self) -> Fraction | None:
        """The change in percent of the old figure, exact; None unless two numbers tell it.

        From 0 nothing can be said in percent, and a declaration is no number: Nihil is not 0.
        """
        lama, baru = self.lama, self.baru
        if not (isinstance(lama, int) and isinstance(baru, int)) or lama == 0:
            return None
        return Fraction(100 * (baru - lama), abs(lama))


class BedaFormulir(NamedTuple):
    """A form that would hold something else: both sides, and the cells in which they differ."""

    formulir: Formulir
    lama: Mapping[str, Nilai]
    baru: Mapping[str, Nilai]
    sel: Collection[str]

    def in_order(self) -> list[BedaSel]:
        """The cells as the form reads."""
        lama, baru, kode = self.lama, self.baru, self.formulir.kode
        return [
            BedaSel(kode, sel, lama.get(sel), baru.get(sel))
            for sel in codes_in_order(self.formulir, lama, baru)
            if sel in self.sel
        ]


def difference(forms: Iterable[Formulir], held: Sheets, brought: Sheets) -> list[BedaFormulir]:
    """Every form that would change, with its cells that would.

    A cell the package lacks is emptied; it brings none that its form does not know. Cells held that
    a form does not know stay as they are.
    """
    found: list[BedaFormulir] = []
    for form in forms:
        now, then = held.get(form.kode, {}), brought.get(form.kode, {})
        other = {sel for sel, nilai in then.items() if now.get(sel) != nilai} if now else set(then)
        gone = {sel for sel in now if sel not in then and form.find(sel)}
        if other or gone:
            found.append(BedaFormulir(form, now, then, other | gone))
    return found


def cells(changes: Iterable[BedaFormulir]) -> list[BedaSel]:
    """Every cell that would change, form by form as its cells read."""
    return [cell for one in changes for cell in one.in_order()]


def counted(changes: Iterable[BedaFormulir]) -> dict[str, dict[JenisBeda, int]]:
    """How many cells of each form would change, and in which way."""
    found: dict[str, dict[JenisBeda, int]] = {}
    for form, lama, baru, sel in changes:
        came = sum(one not in lama for one in sel) if lama else len(sel)
        went = sum(one not in baru for one in sel) if lama else 0
        found[form.kode] = {
            JenisBeda.BERUBAH: len(sel) - came - went,
            JenisBeda.BERTAMBAH: came,
            JenisBeda.DIKOSONGKAN: went,
        }
    return found


def _kind(*, came: bool, went: bool) -> JenisBeda:
    if came:
        return JenisBeda.BERTAMBAH
    return JenisBeda.DIKOSONGKAN if went else JenisBeda.BERUBAH


def applied(held: Sheets, changes: Iterable[BedaFormulir]) -> dict[str, Mapping[str, Nilai]]:
    """What is held after these changes; a form without any value is left out."""
    sheets = dict(held)
    for form, lama, baru, sel in changes:
        kept = {one: nilai for one, nilai in lama.items() if one not in sel}
        sheets[form.kode] = {**kept, **baru} if kept else baru
    return {kode: values for kode, values in sheets.items() if values}


def biggest_first(changes: Iterable[BedaSel]) -> list[BedaSel]:
    """By the change in percent; first, what no percentage can tell but what is as grave.

    A figure that goes, comes, or turns into a declaration stands above every percentage; words
    stand below. Equal ones keep their order.
    """
    return sorted(changes, key=_weight)


def _weight(one: BedaSel) -> tuple[int, Fraction]:
    persen = one.persen
    if persen is not None:
        return 1, -abs(persen)
    words = {type(nilai) for nilai in (one.lama, one.baru) if nilai is not None} == {str}
    if words or not (is_number(one.lama) or is_number(one.baru)):
        return 2, Fraction(0)
    return 0, Fraction(0)
