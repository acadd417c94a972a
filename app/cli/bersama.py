"""What several verbs need: clock, office, period, passphrase, person, files."""

from __future__ import annotations

import argparse
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from app.exchange.percaya import Percaya
    from app.exchange.verifikasi import Pemeriksa
    from app.store.office import Office
    from app.store.people import Pengguna

_PACKAGES = ("*.xlsx", "*.zip")


def now() -> datetime:
    """The time on this machine, with its zone."""
    return datetime.now().astimezone()


def folder(text: str) -> Path:
    """A folder as argparse hands it over, made absolute."""
    return Path(text).expanduser().resolve()


def quarter(text: str) -> Periode:
    """A quarter as argparse hands it over."""
    try:
        periode = Periode.parse(text.upper())
    except ValueError:
        periode = Periode(0)
    if periode.triwulan is None:
        raise argparse.ArgumentTypeError(t("perintah.bukan_triwulan", teks=text))
    return periode


def open_office(where: Path) -> Office:
    """Open an office and bring its forms up to date.

    That its database is older than what was sent from it is said beside whatever the verb says.
    """
    from app.exchange import periksa_riwayat
    from app.store import pustaka
    from app.store.office import Office

    office = Office.open(where, now)
    try:
        pustaka.install(office, paths.forms())
        lost = periksa_riwayat.lost_sendings(office)
    except BaseException:
        office.close()
        raise
    if lost:
        sys.stderr.write(f"{lost}\n")
    return office


@contextmanager
def examiner(trust: Percaya) -> Iterator[Pemeriksa]:
    """Judges files with the definitions installed here, as long as the block lasts."""
    from app.exchange.paket import Acuan
    from app.exchange.pembaca.induk import Pembaca
    from app.exchange.tata_letak import TataLetak
    from app.exchange.verifikasi import Pemeriksa

    with Pembaca() as pembaca:
        yield Pemeriksa(TataLetak(Acuan.load(paths.forms())), trust, now, pembaca)


def passphrase(file: Path | None) -> str:
    """The passphrase from the first line of a file, or asked for on a terminal.

    Raises:
        LontarError: there is neither a file nor a terminal, or the file is empty.
    """
    if file is None:
        if not sys.stdin.isatty():
            raise LontarError("frasa_sandi_diperlukan")
        import getpass

        return getpass.getpass(t("perintah.tanya_frasa_sandi"))
    from app.exchange import berkas

    lines = berkas.read_file(file, 4096).decode("utf-8-sig", "replace").splitlines()
    if not lines or not lines[0].strip():
        raise LontarError("frasa_sandi_berkas_kosong", berkas=file.name)
    return lines[0]


def person(office: Office, name: str | None, peran: Collection[str] = ()) -> Pengguna:
    """Who acts: the person named, else the first one with a key, else the first one.

    Where nobody is named, those in one of the roles `peran` come before others.

    Raises:
        LontarError: nobody works here, or nobody of that name.
    """
    from app.exchange import pendaftaran
    from app.store import people

    active = [one for one in people.users(office) if one.aktif]
    if name is not None:
        active = [one for one in active if one.nama.casefold() == name.strip().casefold()]
    if not active:
        raise LontarError("pengguna_tidak_ada", nama=name or "", kantor=office.identitas.kantor)
    active.sort(key=lambda one: one.peran not in peran)
    return next((one for one in active if pendaftaran.has_key(office, one)), active[0])


def package_files(named: Iterable[Path]) -> list[Path]:
    """The files named, and the packages in folders named."""
    found: list[Path] = []
    for path in named:
        if path.is_dir():
            found += sorted(file for pattern in _PACKAGES for file in path.glob(pattern))
        else:
            found.append(path)
    return found
