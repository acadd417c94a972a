"""Figures as people read them and as programs take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import format_index, format_number, round_half_up
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from app.domain.indeks import Simpul


def number(nilai: Fraction | None) -> float | None:
    """An index or a percentage with two decimals; None stays None."""
    return None if nilai is None else round_half_up(nilai) / 100


def index(nilai: Fraction | None, *, final: bool = True) -> str:
    """The same for people; a provisional figure carries its mark."""
    if nilai is None:
        return t("konsolidasi.kosong")
    written = format_index(nilai)
    return written if final else t("konsolidasi.sementara", angka=written)


def node(simpul: Simpul) -> str:
    """The figure of a node of the explanation."""
    return index(simpul.nilai, final=simpul.final is not None)


def count(found: Mapping[str, int], unit: str) -> str:
    """So many of a unit, a dash where it is not known."""
    return format_number(found[unit]) if unit in found else t("konsolidasi.kosong")
