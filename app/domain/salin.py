"""Copy from last year: what stands in the annual cells then, laid beside what stands there now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.register import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir, Sel
    from app.domain.nilai import Nilai

Keadaan = Literal["baru", "sama", "beda"]


class Salinan(NamedTuple):
    """One cell of last year's sheet: what it held then, and what it holds now."""

    sel: Sel
    lalu: Nilai
    kini: Nilai | None

    @property
    def keadaan(self) -> Keadaan:
        """Whether it fills an empty cell, would replace another value, or changes nothing."""
        if self.kini is None:
            return "baru"
        return "sama" if self.kini == self.lalu else "beda"


def plan(form: Formulir, last_year: Mapping[str, Nilai], now: Mapping[str, Nilai]) -> list[Salinan]:
    """Every cell that can be copied, as the form reads; rows of registers keep their ids.

    Only annual cells of tables and columns that the form marks for it: what was achieved or spent
    in a year is never carried into the next.
    """
    return [
        Salinan(sel, last_year[sel.kode], now.get(sel.kode))
        for sel in in_order(form, now, last_year)
        if sel.kode in last_year
        and sel.tahunan
        and sel.editable
        and sel.tabel.salin
        and sel.kolom.salin
    ]


def cells(planned: Iterable[Salinan], *, replace: bool) -> dict[str, Nilai | None]:
    """What to write: empty cells are filled; other values are replaced only when asked for."""
    wanted = {"baru", "beda"} if replace else {"baru"}
    return {one.sel.kode: one.lalu for one in planned if one.keadaan in wanted}
