"""What the tables of the konsolidasi in a file would change, at the province that uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain import susunan_terbit
from app.domain.periode import Periode
from app.exchange import profil_x509
from app.store import consolidation_tables, methods, pustaka
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.domain.susunan_terbit import BedaSusunan, SusunanTerbit
    from app.store.office import Office


class SusunanTinjau(NamedTuple):
    """A table of the file beside the one before it; `beda` is empty when it is here already."""

    susunan: SusunanTerbit
    sudah: bool
    beda: tuple[BedaSusunan, ...]

    def lines(self) -> Iterator[str]:
        """What is new, in sentences."""
        if self.sudah:
            return
        since = Periode.parse(self.susunan.berlaku).judul
        yield t("definisi.susunan.baru", versi=self.susunan.versi, mulai=since)
        for one in self.beda:
            yield t(f"definisi.susunan.beda.{one.apa}.{one.cara}", nama=one.nama)


class TriwulanSusunan(NamedTuple):
    """A begun quarter, and the table it would have if it were moved."""

    periode: str
    lama: int
    baru: int

    @property
    def kalimat(self) -> str:
        """What becomes of it."""
        facts = {"lama": self.lama, "baru": self.baru}
        return t("definisi.susunan.pindah", periode=Periode.parse(self.periode).judul, **facts)


class TinjauanSusunan(NamedTuple):
    """What a file would do to the konsolidasi of kemiskinan."""

    tabel: tuple[SusunanTinjau, ...] = ()
    triwulan: tuple[TriwulanSusunan, ...] = ()

    @property
    def baru(self) -> list[SusunanTerbit]:
        """The tables this office does not have yet."""
        return [one.susunan for one in self.tabel if not one.sudah]

    def as_json(self) -> dict[str, object]:
        """The same facts for programs."""
        return {
            "konsolidasi": [
                {
                    "versi": one.susunan.versi,
                    "mulai": one.susunan.berlaku,
                    "sudah": one.sudah,
                    "beda": [beda._asdict() for beda in one.beda],
                }
                for one in self.tabel
            ],
            "triwulan_konsolidasi": [one._asdict() for one in self.triwulan],
        }


def review(
    office: Office, brought: Sequence[SusunanTerbit], folder: Path, mulai: str = ""
) -> TinjauanSusunan:
    """Each table with what it shows otherwise, and the begun quarters it touches.

    Args:
        office: where the file is to be installed.
        brought: the tables in it, by version.
        folder: the definitions of the program.
        mulai: a later quarter from which new ones shall be used here, "" as they say.

    """
    if not brought:
        return TinjauanSusunan()
    fresh, together = consolidation_tables.PUBLISHED.beside(office, brought, mulai)
    before = pustaka.load_konsolidasi(folder)
    listed = []
    for one in together:
        beda = tuple(susunan_terbit.differences(before, one)) if one in fresh else ()
        listed.append(SusunanTinjau(one, one not in fresh, beda))
        before = one.susunan
    named = {one.versi for one in brought}
    found = [one for one in listed if one.susunan.versi in named]
    return TinjauanSusunan(tuple(found), tuple(_touched(office, together)))


def _touched(office: Office, together: Sequence[SusunanTerbit]) -> Iterator[TriwulanSusunan]:
    # Only a province puts regions together.
    if not profil_x509.is_province(office.identitas.wilayah):
        return
    for quarter in methods.begun(office):
        now = consolidation_tables.version_of(office, quarter)
        then = susunan_terbit.in_force(together, quarter)
        if now != then:
            yield TriwulanSusunan(quarter, now, then)
