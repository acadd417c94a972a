"""Copy from last year: what stands in the annual cells then, laid beside what stands there now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.beda_formulir import has_place
from app.domain.register import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir, Sel
    from app.domain.nilai import Nilai

Keadaan = Literal["baru", "sama", "beda", "lain"]


class Salinan(NamedTuple):
    """One cell of last year's sheet: what it held then, and what it holds now.

    `cocok` tells whether the form of this year has the same cell; else `sel` is that of last year.
    """

    sel: Sel
    lalu: Nilai
    kini: Nilai | None
    cocok: bool = True

    @property
    def keadaan(self) -> Keadaan:
        """Whether it fills an empty cell, would replace another value, or changes nothing.

        What the form of this year does not have, or measures otherwise, is `lain`.
        """
        if not self.cocok:
            return "lain"
        if self.kini is None:
            return "baru"
        return "sama" if self.kini == self.lalu else "beda"


def plan(
    form: Formulir,
    last_year: Mapping[str, Nilai],
    now: Mapping[str, Nilai],
    old: Formulir,
) -> list[Salinan]:
    """Every cell that can be copied, as the form reads; rows of registers keep their ids.

    Only annual cells of tables and columns that the form marks for it: what was achieved or spent
    in a year is never carried into the next. `old` is the version of the form last year was filled
    by; what this year's has no place for comes last and is never copied.
    """
    found = {sel.kode: sel for sel in _meant(form, last_year, now)}
    left = {sel.kode: sel for sel in _meant(old, last_year) if not _fits(old, form, sel, last_year)}
    copies = [
        Salinan(sel, last_year[kode], now.get(kode))
        for kode, sel in found.items()
        if kode not in left
    ]
    return copies + [Salinan(sel, last_year[kode], None, cocok=False) for kode, sel in left.items()]


def _meant(form: Formulir, last_year: Mapping[str, Nilai], *now: Mapping[str, Nilai]) -> list[Sel]:
    return [
        sel
        for sel in in_order(form, *now, last_year)
        if sel.kode in last_year
        and sel.tahunan
        and sel.editable
        and sel.tabel.salin
        and sel.kolom.salin
    ]


def _fits(old: Formulir, form: Formulir, sel: Sel, last_year: Mapping[str, Nilai]) -> bool:
    """Whether a figure of last year means the same in the form of this year."""
    if old is form:
        return True
    now = form.find(sel.kode)
    counts = now is not None and now.baris.satuan == sel.baris.satuan
    return counts and has_place(old, form, sel.kode, last_year[sel.kode])


def cells(planned: Iterable[Salinan], *, replace: bool) -> dict[str, Nilai | None]:
    """What to write: empty cells are filled; other values are replaced only when asked for."""
    wanted = {"baru", "beda"} if replace else {"baru"}
    return {one.sel.kode: one.lalu for one in planned if one.keadaan in wanted}
