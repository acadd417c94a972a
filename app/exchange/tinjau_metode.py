"""What the metode of a file would change: its decisions, and the index of every begun quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain import andai, metode_terbit
from app.domain.bagian import SPM
from app.domain.periode import Periode
from app.domain.rekap import region_row
from app.domain.rekap_gabung import Reported
from app.exchange import rekap_bahan
from app.store import methods, pilihan_metode, pustaka

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.andai import Andai
    from app.domain.indeks import Metode
    from app.domain.metode_terbit import BedaMetode, MetodeTerbit
    from app.store.office import Office

Tetap = Literal["", "final", "pilihan"]
"""Why a quarter cannot move: its own sheets were signed and closed, or no other version holds in it
and what the province chose goes on.
"""


class MetodeTinjau(NamedTuple):
    """A metode of the file beside the one before it; `beda` is empty when it is here already."""

    metode: MetodeTerbit
    sudah: bool
    beda: tuple[BedaMetode, ...]


class TriwulanTerkena(NamedTuple):
    """A begun quarter, the metode it keeps, and what moving it to the other one would do.

    `akibat` holds every kabupaten and kota this office has figures of; a kabupaten has its own.
    """

    periode: str
    dulu: Metode
    nanti: Metode
    akibat: Andai
    tetap: Tetap

    @property
    def dapat_pindah(self) -> bool:
        """Whether it may be moved at all."""
        return not self.tetap


class TinjauanMetode(NamedTuple):
    """What a file would do to the index; `ganti_pilihan` drops a choice made in Konsolidasi."""

    metode: tuple[MetodeTinjau, ...] = ()
    triwulan: tuple[TriwulanTerkena, ...] = ()
    ganti_pilihan: bool = False

    @property
    def baru(self) -> list[MetodeTerbit]:
        """The metode this office does not have yet."""
        return [one.metode for one in self.metode if not one.sudah]

    @property
    def dapat_pindah(self) -> list[TriwulanTerkena]:
        """The begun quarters that can be moved."""
        return [one for one in self.triwulan if one.dapat_pindah]


def review(
    office: Office, brought: Sequence[MetodeTerbit], folder: Path, mulai: str = ""
) -> TinjauanMetode:
    """Each metode with what it decides otherwise, and the begun quarters it touches.

    Args:
        office: where the file is to be installed.
        brought: the metode in it, by version.
        folder: the definitions of the program.
        mulai: a later quarter from which new ones shall be used here, "" as they say.

    """
    if not brought:
        return TinjauanMetode()
    program, known = pustaka.load_metode(folder), methods.installed(office)
    there = {one.versi for one in known}
    fresh = [methods.delayed(one, mulai) for one in brought if one.versi not in there]
    together = sorted([*known, *fresh], key=lambda one: one.versi)
    chosen = bool(fresh) and pilihan_metode.overlaid(office, program) != program
    touched = _touched(office, together, folder, fresh=bool(fresh))
    listed = [_one(one, together, program, is_new=one in fresh) for one in together]
    named = {one.versi for one in brought}
    return TinjauanMetode(
        tuple(one for one in listed if one.metode.versi in named), tuple(touched), chosen
    )


def _one(
    metode: MetodeTerbit, together: Sequence[MetodeTerbit], program: Metode, *, is_new: bool
) -> MetodeTinjau:
    older = [one.metode for one in together if one.versi < metode.versi]
    before = older[-1] if older else program
    beda = tuple(metode_terbit.differences(before, metode.metode)) if is_new else ()
    return MetodeTinjau(metode, not is_new, beda)


def _touched(
    office: Office, together: Sequence[MetodeTerbit], folder: Path, *, fresh: bool
) -> list[TriwulanTerkena]:
    """The begun quarters for which a metode that decides otherwise than theirs would hold."""
    program, closed = pustaka.load_metode(folder), methods.closed(office)
    found = []
    for quarter in methods.begun(office):
        periode = Periode.parse(quarter)
        now = pilihan_metode.in_use(office, program, periode)
        then = metode_terbit.in_force(program, together, quarter)
        # A new metode takes the place of a choice; without one the choice goes on.
        then = then if fresh else pilihan_metode.overlaid(office, then)
        if metode_terbit.differences(now, then):
            effect = andai.compare(_reported(office, periode, folder, now), then)
            stays: Tetap = "final" if quarter in closed else ""
            if now.versi == then.versi:
                stays = "pilihan"
            found.append(TriwulanTerkena(quarter, now, then, effect, stays))
    return found


def _reported(office: Office, periode: Periode, folder: Path, metode: Metode) -> Reported:
    """The kabupaten and kota of the office in a quarter, by the metode it has now."""
    urusan = pustaka.load_urusan(folder, SPM)
    forms = rekap_bahan.kabupaten_forms(office, periode, urusan)
    wilayah = rekap_bahan.regions(office, folder)
    values = rekap_bahan.present_values(office, periode, wilayah, forms)
    rows = {
        one.kode: region_row(one, forms, urusan, values[one.kode], metode)
        for one in wilayah
        if one.kode in values
    }
    return Reported(wilayah, rows, values, forms, urusan, metode)
