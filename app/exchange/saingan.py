"""Of one revision there can be only one: packages that claim the same place with other figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.exchange.putusan import Laporan


class Tempat(NamedTuple):
    """Where a package belongs; sorted, older revisions of a region or OPD go before newer ones."""

    wilayah: str
    opd: str
    periode: str
    revisi: int


def place_of(laporan: Laporan) -> Tempat:
    """Where a package says it belongs; nowhere when it cannot be read."""
    isi = laporan.isi
    return Tempat(isi.wilayah, isi.opd, isi.periode, isi.revisi) if isi else Tempat("", "", "", 0)


def rivals(laporan: Laporan, able: Iterable[Laporan]) -> tuple[str, ...]:
    """The names of the files among `able` that claim the same place with other figures.

    Packages that could not be taken in anyhow are nobody's rivals, so they are not among them.
    """
    here = [one for one in able if place_of(one) == place_of(laporan)]
    if not any(one is laporan for one in here):
        return ()
    others = (one.nama_berkas for one in here if one.paket_id != laporan.paket_id)
    return tuple(dict.fromkeys(others))


def same_package(laporan: Laporan, able: Iterable[Laporan]) -> str:
    """The name of the file before this one among `able` that holds the very same package.

    "" where there is none: then it is this file that stands for the package.
    """
    for one in able:
        if one is laporan:
            break
        if one.paket_id == laporan.paket_id:
            return one.nama_berkas
    return ""


class Bawah(NamedTuple):
    """An older revision of which there is more than one: its files, and which a package rests on.

    `dasar` is empty where the package was built on none of them.
    """

    revisi: int
    berkas: tuple[str, ...]
    dasar: str = ""


def undecided_below(laporan: Laporan, able: Iterable[Laporan]) -> Bawah | None:
    """The newest older revision of the same sender and quarter that nobody has decided on yet.

    A newer one would settle it silently: what only the others hold would be in nobody's figures.
    """
    place, known = place_of(laporan), list(able)
    below = [one for one in known if _is_below(place_of(one), place) and rivals(one, known)]
    if not below or not any(one is laporan for one in known):
        return None
    newest = max(place_of(one).revisi for one in below)
    twins = [one for one in below if place_of(one).revisi == newest]
    parent = laporan.isi.induk if laporan.isi else ""
    base = next((one.nama_berkas for one in twins if one.paket_id == parent), "")
    return Bawah(newest, tuple(dict.fromkeys(one.nama_berkas for one in twins)), base)


def _is_below(older: Tempat, place: Tempat) -> bool:
    return older[:-1] == place[:-1] and older.revisi < place.revisi
