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
