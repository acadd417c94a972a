"""What the metode of a file would change: its decisions, and the index of every begun quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain import andai, metode_terbit
from app.domain.periode import Periode
from app.exchange import rekap_bahan
from app.store import methods, pilihan_metode, pustaka

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.andai import Andai
    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode
    from app.domain.metode_terbit import BedaMetode, MetodeTerbit
    from app.store.office import Office

Tetap = Literal["", "final", "pilihan"]
"""Why a quarter cannot move: its own sheets were signed and closed, or no other version holds in it
and what the province chose goes on.
"""


class Pindah(NamedTuple):
    """A newer version of a form, and the quarter or year whose sheets would be of it."""

    form: Formulir
    periode: str


class MetodeTinjau(NamedTuple):
    """A metode of the file beside the one before it; `beda` is empty when it is here already."""

    metode: MetodeTerbit
    sudah: bool
    beda: tuple[BedaMetode, ...]


class TriwulanTerkena(NamedTuple):
    """A begun quarter, the metode it keeps, and what moving it would do.

    Sheets that would move to a newer version of their form are counted in; `dulu` and `nanti` are
    the same where only they move. `akibat` holds every kabupaten and kota this office has figures
    of; a kabupaten has its own.
    """

    periode: str
    dulu: Metode
    nanti: Metode
    akibat: Andai
    tetap: Tetap

    @property
    def ganti(self) -> bool:
        """Whether the metode would be another one."""
        return bool(metode_terbit.differences(self.dulu, self.nanti))

    @property
    def dapat_pindah(self) -> bool:
        """Whether it may be moved to the other metode."""
        return self.ganti and not self.tetap


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
    office: Office,
    brought: Sequence[MetodeTerbit],
    folder: Path,
    mulai: str = "",
    moves: Sequence[Pindah] = (),
) -> TinjauanMetode:
    """Each metode with what it decides otherwise, and the begun quarters it touches.

    Args:
        office: where the file is to be installed.
        brought: the metode in it, by version.
        folder: the definitions of the program.
        mulai: a later quarter from which new ones shall be used here, "" as they say.
        moves: the forms whose begun sheets may be moved to a newer version, by period.

    """
    if not brought and not moves:
        return TinjauanMetode()
    program = pustaka.load_metode(folder)
    fresh, together = methods.PUBLISHED.beside(office, brought, mulai)
    chosen = bool(fresh) and pilihan_metode.overlaid(office, program) != program
    touched = _touched(office, together, folder, moves, fresh=bool(fresh))
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
    office: Office,
    together: Sequence[MetodeTerbit],
    folder: Path,
    moves: Sequence[Pindah],
    *,
    fresh: bool,
) -> list[TriwulanTerkena]:
    """The begun quarters for which a metode that decides otherwise, or another form, would hold."""
    program, closed = pustaka.load_metode(folder), methods.closed(office)
    found = []
    for quarter in methods.begun(office):
        periode = Periode.parse(quarter)
        now = pilihan_metode.in_use(office, program, periode)
        then = metode_terbit.in_force(program, together, quarter)
        # A new metode takes the place of a choice; without one the choice goes on.
        then = then if fresh else pilihan_metode.overlaid(office, then)
        stays = _stays(now, then, closed=quarter in closed)
        newer = {one.form.kode: one.form for one in moves if one.periode in quarter}
        if metode_terbit.differences(now, then) or newer:
            wilayah = rekap_bahan.regions(office, folder, periode)
            reported = rekap_bahan.reported(office, periode, folder, now, wilayah)
            forms = [newer.get(form.kode, form) for form in reported.forms]
            effect = andai.compare(reported, now if stays else then, forms)
            found.append(TriwulanTerkena(quarter, now, then, effect, stays))
    return found


def _stays(now: Metode, then: Metode, *, closed: bool) -> Tetap:
    if not metode_terbit.differences(now, then):
        return ""
    if now.versi == then.versi:
        return "pilihan"
    return "final" if closed else ""
