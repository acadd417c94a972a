"""The difference between what is held and what a package brings, cell by cell; and its size.

Empty, 0 and every declared absence are different from one another here as everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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


def difference(forms: Iterable[Formulir], held: Sheets, brought: Sheets) -> list[BedaSel]:
    """Every cell of these forms that would change, form by form as its cells read.

    A cell the package lacks is emptied. Cells that a form does not know stay as they are.
    """
    found: list[BedaSel] = []
    for form in forms:
        now, then = held.get(form.kode, {}), brought.get(form.kode, {})
        if now == then:
            continue
        other = {sel for sel in now.keys() | then.keys() if now.get(sel) != then.get(sel)}
        found += (
            BedaSel(form.kode, sel, now.get(sel), then.get(sel))
            for sel in codes_in_order(form, now, then)
            if sel in other
        )
    return found


def counted(changes: Iterable[BedaSel]) -> dict[str, dict[JenisBeda, int]]:
    """How many cells of each form would change, and in which way; only forms with a change."""
    found: dict[str, dict[JenisBeda, int]] = {}
    kinds = Counter((one.formulir, one.lama is None, one.baru is None) for one in changes)
    for (kode, came, went), number in kinds.items():
        by_kind = found.setdefault(kode, dict.fromkeys(JenisBeda, 0))
        by_kind[_kind(came=came, went=went)] += number
    return found


def _kind(*, came: bool, went: bool) -> JenisBeda:
    if came:
        return JenisBeda.BERTAMBAH
    return JenisBeda.DIKOSONGKAN if went else JenisBeda.BERUBAH


def applied(held: Sheets, changes: Iterable[BedaSel]) -> dict[str, dict[str, Nilai]]:
    """What is held after these changes; a form without any value is left out."""
    sheets = {kode: dict(values) for kode, values in held.items()}
    for one in changes:
        values = sheets.setdefault(one.formulir, {})
        if one.baru is None:
            values.pop(one.sel, None)
        else:
            values[one.sel] = one.baru
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
