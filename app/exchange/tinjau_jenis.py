"""What the definitions of a kind in a file would change in an office, and taking them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain import terbit
from app.domain.periode import Periode
from app.exchange import profil_x509
from app.exchange.jenis_definisi import JENIS
from app.store import methods
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from app.exchange.jenis_definisi import Jenis
    from app.store.office import Office


class VersiTinjau(NamedTuple):
    """A version of the file; `beda` says what is new, nothing when it is here already."""

    versi: int
    mulai: str
    sudah: bool
    beda: tuple[str, ...]


class TriwulanJenis(NamedTuple):
    """A begun quarter, the version it has and the one it would have if it were moved.

    One that was signed and closed keeps what it has.
    """

    periode: str
    lama: int
    baru: int
    akibat: tuple[str, ...] = ()
    tertutup: bool = False


class TinjauanJenis(NamedTuple):
    """What a file would do with one kind of definitions."""

    jenis: Jenis[Any]
    versi: tuple[VersiTinjau, ...] = ()
    triwulan: tuple[TriwulanJenis, ...] = ()
    baru: tuple[Any, ...] = ()

    @property
    def dapat_pindah(self) -> list[TriwulanJenis]:
        """The begun quarters that can be moved."""
        return [one for one in self.triwulan if not one.tertutup]

    def summary(self) -> str:
        """How many are new; "" for none."""
        fresh = len(self.baru)
        return t(f"definisi.{self.jenis.teks}.ringkas", baru=fresh) if fresh else ""

    def lines(self) -> Iterator[str]:
        """What is new, in sentences."""
        for one in self.versi:
            if not one.sudah:
                since = Periode.parse(one.mulai).judul
                yield t(f"definisi.{self.jenis.teks}.baru", versi=one.versi, mulai=since)
                yield from one.beda

    def quarters(self) -> Iterator[str]:
        """What becomes of begun quarters, in sentences."""
        for one in self.triwulan:
            how = "tetap" if one.tertutup else "pindah"
            facts = {"periode": Periode.parse(one.periode).judul, "lama": one.lama}
            told = t(f"definisi.{self.jenis.teks}.{how}", baru=one.baru, **facts)
            yield " ".join((told, *one.akibat))

    def done(self) -> str:
        """What installing came to; "" when nothing was new."""
        fresh = len(self.baru)
        return t(f"definisi.{self.jenis.teks}.dipasang", jumlah=fresh) if fresh else ""

    def as_json(self) -> dict[str, object]:
        """The same facts for programs."""
        kode = self.jenis.kode
        return {
            kode: [one._asdict() for one in self.versi],
            f"triwulan_{kode}": [one._asdict() for one in self.triwulan],
        }


def review(
    jenis: Jenis[Any], office: Office, brought: Sequence[Any], folder: Path, mulai: str = ""
) -> TinjauanJenis:
    """Each version with what it says otherwise, and the begun quarters it touches.

    Args:
        jenis: the kind.
        office: where the file is to be installed.
        brought: what of the kind is in it, by version.
        folder: the definitions of the program.
        mulai: a later quarter from which new ones shall be used here, "" as they say.

    """
    if not brought:
        return TinjauanJenis(jenis)
    fresh, together = jenis.rak.beside(office, brought, mulai)
    named = {one.versi for one in brought}
    listed = []
    for place, one in enumerate(together):
        is_new = one in fresh
        beda = jenis.differences(folder, together[:place], one) if is_new else ()
        if one.versi in named:
            listed.append(VersiTinjau(one.versi, one.berlaku, not is_new, tuple(beda)))
    touched = tuple(_touched(jenis, office, folder, together))
    return TinjauanJenis(jenis, tuple(listed), touched, tuple(fresh))


def review_all(
    office: Office, held: Mapping[str, Sequence[Any]], folder: Path, mulai: str = ""
) -> tuple[TinjauanJenis, ...]:
    """Every kind in order, as `review`."""
    return tuple(review(one, office, held[one.kode], folder, mulai) for one in JENIS)


def _touched(
    jenis: Jenis[Any], office: Office, folder: Path, together: Sequence[Any]
) -> Iterator[TriwulanJenis]:
    # Only a province puts regions together.
    if jenis.di_provinsi and not profil_x509.is_province(office.identitas.wilayah):
        return
    closed = frozenset() if jenis.di_provinsi else methods.closed(office)
    by_version = {one.versi: one for one in together}
    for quarter in methods.begun(office):
        now = jenis.rak.version_of(office, quarter)
        then = terbit.in_force(together, quarter)
        if now == then:
            continue
        if quarter in closed:
            yield TriwulanJenis(quarter, now, then, tertutup=True)
            continue
        pair = by_version.get(now), by_version.get(then)
        effect = jenis.effect(office, folder, Periode.parse(quarter), pair)
        yield TriwulanJenis(quarter, now, then, tuple(effect))


def take(office: Office, found: TinjauanJenis, mulai: str, *, pindah: bool) -> None:
    """Keep what is new; quarters that were begun keep their version unless they move."""
    shelf = found.jenis.rak
    stay = {one.periode: one.lama for one in found.triwulan if one.tertutup or not pindah}
    moved = [one.periode for one in found.triwulan if one.periode not in stay]
    if found.triwulan:
        shelf.hold(office, stay, released=moved)
    shelf.add(office, found.baru, mulai)
