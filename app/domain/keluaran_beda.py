"""What another list of outputs prints otherwise: outputs, parts, columns, charts, and veils."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.keluaran import (
        BagianKeluaran,
        DaftarKeluaran,
        Grafik,
        Keluaran,
        KolomKeluaran,
        Samar,
    )

    Named = Keluaran | BagianKeluaran | KolomKeluaran | Grafik | Samar

T = TypeVar("T", bound="Named")

_KINDS = {
    "rupa": {"lebar", "gabung", "lepas", "antara", "desimal", "bentuk"},
    "jumlah": {"jumlah", "ikut"},
    "kata": {"nama", "judul", "catatan", "lembar"},
    "kelompok": {"kelompok", "kepala", "subtotal", "total", "rekap", "dahulu"},
}
"""What about something has changed, by the members that say so; all others are what it shows."""


class BedaKeluaran(NamedTuple):
    """One difference: of what kind of thing, whether it is new, gone or changed, and where.

    `hal` names what about it has changed, as words the catalogue has below `definisi.keluaran.hal`.
    """

    apa: str
    cara: str
    nama: str
    dalam: str = ""
    hal: tuple[str, ...] = ()


def differences(old: DaftarKeluaran, new: DaftarKeluaran) -> list[BedaKeluaran]:
    """What another list says otherwise, in its order; what is gone comes last of its kind."""
    return [
        *_outputs(old.outputs, new.outputs),
        *_changes("grafik", old.charts, new.charts),
        *_changes("samar", old.veils, new.veils),
    ]


def _changes(
    apa: str, old: Mapping[str, Named], new: Mapping[str, Named], dalam: str = ""
) -> Iterator[BedaKeluaran]:
    for kode, one in new.items():
        if kode not in old:
            yield BedaKeluaran(apa, "baru", _name(one), dalam)
        elif old[kode] != one:
            yield BedaKeluaran(apa, "berubah", _name(one), dalam, _about(old[kode], one))
    yield from (
        BedaKeluaran(apa, "hilang", _name(one), dalam)
        for kode, one in old.items()
        if kode not in new
    )


def _name(one: Named) -> str:
    """What people call it."""
    for name in ("nama", "lembar", "judul", "tabel"):
        told = getattr(one, name, "")
        if told:
            grup = getattr(one, "grup", "")
            words = told if isinstance(told, str) else told[0]
            return f"{grup}: {words}" if grup else words
    return ""


def _about(old: Named, new: Named) -> tuple[str, ...]:
    """What has changed, a word for each kind of change."""
    changed = {name for name in new.__struct_fields__ if getattr(old, name) != getattr(new, name)}
    kinds = [word for word, names in _KINDS.items() if changed & names]
    plain = changed - {name for names in _KINDS.values() for name in names}
    return (*(["isi"] if plain else []), *kinds)


def _outputs(old: Mapping[str, Keluaran], new: Mapping[str, Keluaran]) -> Iterator[BedaKeluaran]:
    for kode, one in new.items():
        before = old.get(kode)
        if before is None:
            yield BedaKeluaran("keluaran", "baru", f"{kode} {one.nama}")
            continue
        if before.nama != one.nama:
            yield BedaKeluaran("keluaran", "nama", f"{kode} {before.nama}", one.nama)
        if before.milik != one.milik:
            yield BedaKeluaran("keluaran", "milik", f"{kode} {one.nama}", one.milik)
        yield from _parts(kode, _told_apart(before.bagian), _told_apart(one.bagian))
    yield from (
        BedaKeluaran("keluaran", "hilang", f"{kode} {one.nama}")
        for kode, one in old.items()
        if kode not in new
    )


def _parts(
    kode: str, old: Mapping[str, BagianKeluaran], new: Mapping[str, BagianKeluaran]
) -> Iterator[BedaKeluaran]:
    for key, one in new.items():
        if key not in old:
            yield BedaKeluaran("bagian", "baru", _name(one), kode)
            continue
        before = old[key]
        about = _about(*(msgspec.structs.replace(some, kolom=[]) for some in (before, one)))
        if about:
            yield BedaKeluaran("bagian", "berubah", _name(one), kode, about)
        there = f"{kode}, {_name(one)}"
        columns = _told_apart(before.kolom), _told_apart(one.kolom)
        yield from _changes("kolom", *columns, there)
        if _moved(*(list(some) for some in columns)):
            yield BedaKeluaran("kolom", "urutan", "", there)
    yield from (
        BedaKeluaran("bagian", "hilang", _name(one), kode)
        for key, one in old.items()
        if key not in new
    )
    if _moved(list(old), list(new)):
        yield BedaKeluaran("bagian", "urutan", "", kode)


def _moved(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether what both have stands in another order."""
    return [one for one in old if one in new] != [one for one in new if one in old]


def _told_apart(listed: Sequence[T]) -> dict[str, T]:
    """Parts and columns by what people call them; those that are called alike are counted."""
    times: Counter[str] = Counter()
    found: dict[str, T] = {}
    for one in listed:
        name = _name(one)
        times[name] += 1
        found[f"{name} {times[name]}"] = one
    return found
