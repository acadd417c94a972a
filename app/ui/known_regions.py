"""The regions a session speaks of; all that are known are read once, and again when renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.store.office import Office


class KnownRegions:
    """Regions of the open office, or without one those of the program."""

    def __init__(self) -> None:
        self._known: Mapping[str, Wilayah] = {}
        self._office: Office | None = None

    def forget(self) -> None:
        """Read them anew: another list came."""
        self._known = {}

    def all(self, office: Office | None) -> Mapping[str, Wilayah]:
        """Whatever was or will be a region, by code, the province first."""
        if not self._known or office is not self._office:
            self._office, self._known = office, _all(office)
        return self._known

    def of_quarter(self, office: Office, periode: Periode) -> Mapping[str, Wilayah]:
        """The regions of a quarter by code, the province first."""
        from app.store import pustaka

        if not pustaka.knows_other_regions(office):
            return pustaka.load_wilayah(paths.forms())
        from app.store import region_lists

        return region_lists.of_quarter(office, paths.forms(), periode)

    def one(self, office: Office, kode: str, periode: Periode) -> Wilayah:
        """A region as it is in a quarter."""
        from app.store import pustaka

        # A start asks for its own, and reads no other where it need not.
        if not pustaka.knows_other_regions(office):
            return pustaka.load_region(paths.forms(), kode)
        from app.store import region_lists

        return region_lists.region(office, paths.forms(), kode, periode)


def _all(office: Office | None) -> Mapping[str, Wilayah]:
    from app.store import pustaka

    if office is None or not pustaka.knows_other_regions(office):
        return pustaka.load_wilayah(paths.forms())
    from app.store import region_lists

    return region_lists.known(office, paths.forms())
