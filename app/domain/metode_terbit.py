"""A metode as the province publishes it: since when it holds, whether it is sound, what is new.

What is published under a version never changes. Sound is a metode by which the index of every
layanan can be worked out, whose weights make a whole, and whose bands cover everything from 0 up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain import aksara
from app.domain.indeks import Metode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

BATAS = (100, 0)
"""The percentage nobody counts above; 0 is none."""

MAX_VERSI = 999
MAX_KATEGORI = 12
MAX_DASAR = 40
MAX_NAMA, MAX_TEKS = 60, 400
_HUNDRED, _SHOWN = 100, 10
_QUARTER = re.compile(r"20[0-9]{2}-T[1-4]", re.ASCII)


class MetodeTerbit(Metode, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A metode and the quarter from which it holds, "2026-T4"."""

    berlaku: str

    @property
    def metode(self) -> Metode:
        """The metode alone, as packages carry it."""
        facts = {name: getattr(self, name) for name in Metode.__struct_fields__}
        return Metode(**facts)


class BedaMetode(NamedTuple):
    """One point in which two metode differ; `nama` is what of it, a part of the index for one."""

    apa: str
    nama: str
    lama: str
    baru: str


def since(metode: Metode, berlaku: str) -> MetodeTerbit:
    """A metode that holds from a quarter on."""
    facts = {name: getattr(metode, name) for name in Metode.__struct_fields__}
    return MetodeTerbit(berlaku=berlaku, **facts)


def canonical(metode: Metode) -> bytes:
    """The one spelling of a metode, which is hashed."""
    return msgspec.json.encode(metode, order="sorted")


def in_force(program: Metode, published: Iterable[MetodeTerbit], triwulan: str) -> Metode:
    """The newest metode that holds in a quarter; that of the program where none does yet.

    One of the province counts before one of the program with the same version.
    """
    holding = [one for one in published if one.berlaku <= triwulan and one.versi >= program.versi]
    return max(holding, key=lambda one: one.versi).metode if holding else program


def unsound(
    metode: MetodeTerbit, kode: str, bagian: Collection[str], urusan: Collection[str]
) -> tuple[str, str] | None:
    """The first point at which a metode cannot be used, and what stands there; None when sound.

    Args:
        metode: what is to be published.
        kode: the code of the metode of the program.
        bagian: the parts the metode of the program weighs; any other needs a newer program.
        urusan: the codes of all urusan.

    """
    checks = (_head(metode, kode), _numbers(metode, bagian, urusan), _bands(metode), _words(metode))
    wrong = (point for check in checks for point in check)
    return next(wrong, None)


def _head(metode: MetodeTerbit, kode: str) -> Iterator[tuple[str, str]]:
    if metode.kode != kode:
        yield "kode", metode.kode
    if not 1 <= metode.versi <= MAX_VERSI:
        yield "versi", str(metode.versi)
    if not _QUARTER.fullmatch(metode.berlaku):
        yield "berlaku", metode.berlaku
    if not _short(metode.judul, MAX_NAMA):
        yield "judul", metode.judul


def _numbers(
    metode: Metode, bagian: Collection[str], urusan: Collection[str]
) -> Iterator[tuple[str, str]]:
    parts, weights = metode.bobot.keys(), metode.bobot.values()
    told = ", ".join(f"{part} {weight}" for part, weight in heaviest_first(metode)[:_SHOWN])
    if set(bagian) != set(parts) or sum(weights) != _HUNDRED or min(weights) < 1:
        yield "bobot", told
    if metode.batas not in BATAS:
        yield "batas", str(metode.batas)
    outside = metode.nilai_eksternal
    if len(set(outside)) != len(outside) or not set(outside) <= set(urusan):
        yield "nilai_eksternal", ", ".join(outside[:_SHOWN])


def _bands(metode: Metode) -> Iterator[tuple[str, str]]:
    bounds = [band.batas for band in metode.kategori]
    names = [band.nama for band in metode.kategori]
    told = ", ".join(map(str, bounds[: MAX_KATEGORI + 1]))
    if (
        not 0 < len(bounds) <= MAX_KATEGORI
        or bounds != sorted(set(bounds), reverse=True)
        or bounds[-1] != 0
        or bounds[0] > _HUNDRED
    ):
        yield "kategori", told
    twice = len(set(names)) != len(names)
    bad = next((name for name in names if twice or not _short(name, MAX_NAMA)), None)
    if bad is not None:
        yield "kategori", bad


def _words(metode: Metode) -> Iterator[tuple[str, str]]:
    if len(metode.sumber) > MAX_DASAR:
        yield "sumber", str(len(metode.sumber))
    for one in metode.sumber:
        if not _short(one.hal, MAX_NAMA) or not _short(one.teks, MAX_TEKS):
            yield "sumber", one.hal or one.teks


def _short(words: str, limit: int) -> bool:
    """Whether words fit on one line of a report: something, not too much, nothing unseen."""
    return 0 < len(words) <= limit and aksara.is_plain_line(words)


def differences(old: Metode, new: Metode) -> list[BedaMetode]:
    """What another metode decides otherwise; the reasons it gives are no decision."""
    parts = [part for part, _ in heaviest_first(old)]
    parts += [part for part, _ in heaviest_first(new) if part not in old.bobot]
    pairs: list[tuple[str, str, object, object]] = [
        ("bobot", part, old.bobot.get(part, 0), new.bobot.get(part, 0)) for part in parts
    ]
    pairs += [
        (name, "", getattr(old, name), getattr(new, name))
        for name in ("kebutuhan_nol", "batas", "daerah")
    ]
    pairs.append(("kategori", "", _told_bands(old), _told_bands(new)))
    before, after = (", ".join(one.nilai_eksternal) for one in (old, new))
    pairs.append(("nilai_eksternal", "", before, after))
    return [
        BedaMetode(apa, nama, str(lama), str(baru))
        for apa, nama, lama, baru in pairs
        if lama != baru
    ]


def heaviest_first(metode: Metode) -> list[tuple[str, int]]:
    """The parts of the index with their weights, as people name them."""
    return sorted(metode.bobot.items(), key=lambda pair: -pair[1])


def _told_bands(metode: Metode) -> str:
    return ", ".join(f"{band.nama} {band.batas}" for band in metode.kategori)
