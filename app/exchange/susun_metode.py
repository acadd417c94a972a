"""The metode a province publishes: written in a file, or the one it chose in Konsolidasi."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from app.domain import metode_terbit
from app.domain.indeks import DasarMetode, Metode
from app.domain.metode_terbit import MetodeTerbit
from app.errors import LontarError
from app.exchange import periksa_metode
from app.exchange.tanggal import written_date
from app.store import pilihan_metode, pustaka, toml_files
from app.teks import indonesian

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.store.office import Office

T = TypeVar("T")

FILE = "metode.toml"
MAX_TOML = 100_000
_KILO = 1000
_SINCE = "berlaku"


def read_folder(folder: Path | None, published: Path) -> list[MetodeTerbit]:
    """The metode a folder holds; the one of the program, copied along, is none.

    Raises:
        LontarError: the file is too large, or wrong.

    """
    program = pustaka.load_metode(published)
    return list(read_data(folder, FILE, MetodeTerbit, program))


def read_data(folder: Path | None, name: str, kind: type[T], program: object) -> Iterator[T]:
    """What a folder has under a name, unless that is what the program has, copied along.

    Raises:
        LontarError: the file is too large, or wrong.

    """
    file = folder / name if folder else None
    if folder is None or file is None or not file.is_file():
        return
    if file.stat().st_size > MAX_TOML:
        raise LontarError("definisi_berkas_besar", berkas=file.name, batas=MAX_TOML // _KILO)
    told = toml_files.read(file, folder)
    if _SINCE not in told and toml_files.decode(told, type(program), file, folder) == program:
        return
    yield toml_files.decode(told, kind, file, folder)


class Dasar(NamedTuple):
    """What the files of a province hold already, and what a folder adds to the next one.

    `published` holds the definitions of the program.
    """

    known: Sequence[MetodeTerbit]
    written: Sequence[MetodeTerbit]
    published: Path


def of_choice(office: Office, dasar: Dasar, mulai: str, catatan: str) -> MetodeTerbit:
    """What was chosen in Konsolidasi as the next version, in force from a quarter on.

    Args:
        office: the province.
        dasar: the metode there are.
        mulai: the quarter.
        catatan: why, in the words of the province.

    Raises:
        LontarError: nothing is chosen, or another metode is published by the same file.

    """
    if dasar.written:
        raise LontarError("definisi_metode_dua", berkas=FILE)
    program = pustaka.load_metode(dasar.published)
    before = metode_terbit.in_force(program, dasar.known, mulai)
    chosen = pilihan_metode.overlaid(office, before)
    changed = [one.apa for one in metode_terbit.differences(before, chosen)]
    if not changed:
        raise LontarError("definisi_metode_sama", versi=before.versi)
    versi = 1 + max([program.versi, *(one.versi for one in dasar.known)])
    reasons = _reasons(office, chosen, changed, catatan)
    return metode_terbit.since(msgspec.structs.replace(chosen, versi=versi, sumber=reasons), mulai)


def _reasons(
    office: Office, chosen: Metode, changed: Sequence[str], catatan: str
) -> list[DasarMetode]:
    """A reason that was given for what no longer holds would be untrue: the choice is one now."""
    said = indonesian("definisi.metode_dipilih").format(
        kantor=office.identitas.kantor, waktu=written_date(office.now().isoformat())
    )
    told = f"{said} {catatan}".strip()[: metode_terbit.MAX_TEKS].strip()
    kept = [one for one in chosen.sumber if one.hal not in changed]
    return kept + [DasarMetode(hal=apa, teks=told, keyakinan="tinggi") for apa in changed]


def together(office: Office, dasar: Dasar, mulai: str, catatan: str) -> list[MetodeTerbit]:
    """What earlier files held, what was written, and what was chosen, by version.

    `mulai` is "" when the choice is not to be published.

    Raises:
        LontarError: as `of_choice`, or a version that was published is something else here.

    """
    fresh = [of_choice(office, dasar, mulai, catatan)] if mulai else dasar.written
    periksa_metode.check_same(fresh, dasar.known)
    by_version = {one.versi: one for one in (*dasar.known, *fresh)}
    return [by_version[versi] for versi in sorted(by_version)]
