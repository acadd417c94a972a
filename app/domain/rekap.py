"""The recap: indices, people not yet served and completeness of many regions side by side."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.indeks import Metode, Simpul, region_index, service_index
from app.domain.kelengkapan import Kelengkapan, completeness
from app.domain.nilai import as_number
from app.domain.wilayah import Wilayah

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values

PEOPLE = "orang"


class BarisRekap(msgspec.Struct, frozen=True):
    """One region: its index tree and what the index must never hide.

    `belum_terlayani` sums, per unit, what is still unserved over the layanan. Someone who lacks
    two layanan counts in both; people, households and houses are never added together.
    """

    wilayah: Wilayah
    indeks: Simpul
    layanan: Mapping[str, Simpul]
    belum_terlayani: Mapping[str, int]
    kelengkapan: Kelengkapan

    @property
    def orang_belum_terlayani(self) -> int | None:
        """People still unserved, or None when no layanan for people has both numbers."""
        return self.belum_terlayani.get(PEOPLE)


class HasilLayanan(NamedTuple):
    """What follows for one layanan; `indeks` is None for a form that feeds none.

    `belum` is what it still owes with its unit, None while that is not known.
    """

    indeks: Simpul | None
    belum: tuple[str, int] | None
    kelengkapan: Kelengkapan


def service_result(
    form: Formulir, values: Values, metode: Metode, kelengkapan: Kelengkapan
) -> HasilLayanan:
    """Work out what follows for one layanan from the values of its sheet."""
    node = service_index(form, values, metode) if form.berindeks else None
    return HasilLayanan(node, not_served(form, values), kelengkapan)


def region_row(
    wilayah: Wilayah,
    forms: Iterable[Formulir],
    nama_urusan: Mapping[str, str],
    values: Mapping[str, Values],
    metode: Metode,
    known: Mapping[str, Kelengkapan] | None = None,
) -> BarisRekap:
    """Work out the recap of one region from the values of its sheets, by form code.

    `known` is how far sheets are answered, for somebody who has counted some of them already.
    """
    layanan: dict[str, Simpul] = {}
    groups: dict[str, list[Simpul]] = {urusan: [] for urusan in nama_urusan}
    unserved: dict[str, int] = {}
    total = Kelengkapan()
    for form in forms:
        filled = values.get(form.kode, {})
        answered = (known or {}).get(form.kode) or completeness(form, filled)
        result = service_result(form, filled, metode, answered)
        node, belum, kelengkapan = result
        if node is not None:
            layanan[form.kode] = node
            groups.setdefault(form.urusan, []).append(node)
        if belum is not None:
            satuan, number = belum
            unserved[satuan] = unserved.get(satuan, 0) + number
        total += kelengkapan
    present = {urusan: nodes for urusan, nodes in groups.items() if nodes}
    tree = region_index(wilayah.kode, wilayah.nama, present, nama_urusan, metode)
    return BarisRekap(wilayah, tree, layanan, unserved, total)


def not_served(form: Formulir, values: Values) -> tuple[str, int] | None:
    """What a layanan still owes, with its unit; None while that is not known."""
    penerima = next((part for part in form.indeks.bagian if "*" not in part.pembilang), None)
    if penerima is None:
        return None
    served, need = (
        as_number(values.get(penerima.pembilang)),
        as_number(values.get(penerima.penyebut)),
    )
    if need is None or (served is None and need):
        return None
    return form.cells[penerima.penyebut].baris.satuan, max(0, need - (served or 0))


def begun(values: Mapping[str, Values], forms: Iterable[Formulir]) -> bool:
    """Whether the quarter itself holds something: annual figures may stem from an earlier one."""
    return any(
        not cell.tahunan
        for form in forms
        for sel in values.get(form.kode, {})
        if (cell := form.find(sel))
    )


def mean_of_regions(rows: Iterable[BarisRekap]) -> tuple[Fraction | None, int]:
    """The mean of the complete regions' indices, and how many regions it rests on."""
    finals = [row.indeks.final for row in rows if row.indeks.final is not None]
    return (sum(finals, Fraction(0)) / len(finals) if finals else None), len(finals)
