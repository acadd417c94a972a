"""The recap of all regions for the screens: read on the main thread, worked out beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.peringkat import Peringkat, index_ranks
from app.domain.rekap import BarisRekap, begun, region_row
from app.domain.rekap_gabung import WHOLE, Golongan, Reported, groups
from app.ui.pages import home_figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.store.dispatch import Paket
    from app.store.holds import Tahanan
    from app.ui.background import Progress
    from app.ui.pages.home_figures import Definitions
    from app.ui.session import Session

Arrival = Literal["lengkap", "belum_lengkap", "belum", "terlambat"]


class Snapshot(NamedTuple):
    """Everything the recap is made from; a worker may read it without asking anybody."""

    periode: Periode
    today: date
    deadline: date
    regions: list[Wilayah]
    forms: list[Formulir]
    known: Definitions
    values: Mapping[str, Mapping[str, Values]]
    packages: Mapping[str, Paket]
    parts: Mapping[str, Sequence[str]]
    origins: Mapping[str, Mapping[str, Paket]] = {}
    held: Sequence[Tahanan] = ()
    allowed: Mapping[str, date] = {}


@dataclass(frozen=True, slots=True)
class RegionState:
    """One region: what arrived, and its figures; without data both `row` and `paket` are None.

    `origins` is the package each sheet holds, by form, where that is another than `paket`; `held`
    are the urusan of `paket` that are held back.
    """

    wilayah: Wilayah
    row: BarisRekap | None
    paket: Paket | None
    arrival: Arrival
    days_late: int
    parts: Sequence[str] = ()
    origins: Mapping[str, Paket] = field(default_factory=dict)
    held: Sequence[Tahanan] = ()


@dataclass(frozen=True, slots=True)
class Recap:
    """All regions of a province in one period."""

    periode: Periode
    forms: tuple[Formulir, ...]
    known: Definitions
    regions: tuple[RegionState, ...]
    values: Mapping[str, Mapping[str, Values]]
    groups: tuple[Golongan, ...]
    ranks: Mapping[str, Peringkat]

    @property
    def reported(self) -> Reported:
        """The same for what looks at all regions together."""
        rows = {one.wilayah.kode: one.row for one in self.regions if one.row is not None}
        values = {kode: self.values.get(kode, {}) for kode in rows}
        regions = [one.wilayah for one in self.regions]
        known = self.known
        return Reported(regions, rows, values, self.forms, known.urusan, known.metode)

    @property
    def province(self) -> Golongan:
        """All regions together."""
        return self.groups[-1]

    @property
    def mean(self) -> Fraction | None:
        """The mean of the final indices."""
        return self.province.rerata.get(WHOLE)

    @property
    def mean_of(self) -> int:
        """On how many regions the mean rests."""
        return self.province.rerata_dari.get(WHOLE, 0)

    @property
    def belum(self) -> Mapping[str, int]:
        """Not served in all regions with data, per unit."""
        return self.province.belum_terlayani

    @property
    def received(self) -> int:
        """Regions with data."""
        return sum(state.row is not None for state in self.regions)

    def count(self, *arrivals: Arrival) -> int:
        """How many regions have arrived so far."""
        return sum(state.arrival in arrivals for state in self.regions)

    def region(self, kode: str) -> RegionState:
        """One of the regions."""
        return next(state for state in self.regions if state.wilayah.kode == kode)

    @property
    def missing(self) -> list[RegionState]:
        """The regions nothing has come from."""
        return [state for state in self.regions if state.row is None]


def snapshot(session: Session) -> Snapshot:
    """Read the store once; some 13 ms for 22 regions."""
    from app.store import deadlines, dispatch, holds, origins, questions
    from app.ui.pages.home_deadline import own_deadline

    office, periode, own = session.office, session.periode, own_deadline(session)
    regions = [one for one in session.regions_now.values() if not one.is_provinsi]
    forms = [form for form in home_figures.forms_for(session.forms, regions[0]) if form.berindeks]
    return Snapshot(
        periode,
        session.clock().date(),
        own.tanggal,
        regions,
        forms,
        home_figures.definitions(session),
        questions.values_all_regions(office, periode),
        dispatch.counting(office, "masuk", periode),
        dispatch.parts_received(office, periode),
        origins.packages_of_sheets(office, periode),
        holds.open_holds(office, periode),
        {
            one.wilayah: one.tanggal
            for one in deadlines.allowed(office, periode)
            if one.kode == own.kode
        },
    )


def work_out(read: Snapshot, progress: Progress) -> Recap:
    """The recap of a snapshot; touches neither store nor window."""
    states = []
    for done, wilayah in enumerate(read.regions):
        progress("wilayah", done, len(read.regions))
        states.append(_state(read, wilayah))
    found = Recap(read.periode, tuple(read.forms), read.known, tuple(states), read.values, (), {})
    rows = [state.row for state in states if state.row is not None]
    return replace(found, groups=tuple(groups(found.reported)), ranks=index_ranks(rows))


def _state(read: Snapshot, wilayah: Wilayah) -> RegionState:
    values, paket = read.values.get(wilayah.kode, {}), read.packages.get(wilayah.kode)
    deadline = read.allowed.get(wilayah.kode, read.deadline)
    late = max(0, (read.today - deadline).days)
    if paket is None and not begun(values, read.forms):
        return RegionState(wilayah, None, paket, "terlambat" if late else "belum", late)
    parts = read.parts.get(wilayah.kode, ())
    known = read.known
    row = region_row(wilayah, read.forms, known.urusan, values, known.metode)
    arrival: Arrival = "lengkap" if row.kelengkapan.lengkap else "belum_lengkap"
    kode = wilayah.kode
    held = [one for one in read.held if one.wilayah == kode]
    return RegionState(wilayah, row, paket, arrival, 0, parts, read.origins.get(kode, {}), held)
