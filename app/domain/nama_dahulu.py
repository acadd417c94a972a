"""What columns and rows of a form were called in its other versions: tables outlive a new name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.cetak import Cetak, KolomCetak
    from app.domain.formulir import Formulir, Tabel

Nama = dict[str, set[str]]
"""Labels by `tabel.kolom` for columns and `tabel..baris` for rows."""


def former_labels(form: Formulir, others: Iterable[Formulir]) -> Nama:
    """The labels of the same columns and rows in other versions, where they differ."""
    found: Nama = {}
    for other in others:
        for tabel in form.tabel:
            known = other.tables.get(tabel.kode)
            if known is not None:
                _collect(found, tabel, known)
    return found


def _collect(found: Nama, tabel: Tabel, known: Tabel) -> None:
    columns = {f"{tabel.kode}.{one.kode}": one for one in tabel.kolom}
    for one in known.kolom:
        here = columns.get(f"{tabel.kode}.{one.kode}")
        if here is not None and one.label != here.label:
            found.setdefault(f"{tabel.kode}.{one.kode}", set()).add(one.label)
    rows = {one.kode: one.label for one in tabel.baris}
    for line in known.baris:
        if rows.get(line.kode, line.label) != line.label:
            found.setdefault(f"{tabel.kode}..{line.kode}", set()).add(line.label)


def with_former_headings(cetak: Cetak, others: Iterable[Cetak]) -> Cetak:
    """How a register is printed, found also by what its columns were headed in other versions."""
    before: dict[tuple[str, ...], set[str]] = {}
    for other in others:
        for one in other.kolom:
            before.setdefault(_place(one), set()).update(_titles(one))
    kolom = []
    for one in cetak.kolom:
        more = sorted(before.get(_place(one), set()) - _titles(one))
        kolom.append(msgspec.structs.replace(one, alias=[*one.alias, *more]) if more else one)
    return msgspec.structs.replace(cetak, kolom=kolom)


def _place(one: KolomCetak) -> tuple[str, ...]:
    return (one.cara, *one.dari)


def _titles(one: KolomCetak) -> set[str]:
    return {one.judul, *one.alias}
