"""`periksa`: the verdict on files, without taking anything in."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t
from app.ui.memory import Memory

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from cryptography.x509 import Certificate

    from app.exchange.putusan import Laporan
    from app.store.office import Office

_MAX_CERTIFICATE = 100_000


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "berkas", type=Path, nargs="+", metavar="BERKAS")
    option(parser, "--kantor", type=bersama.folder, metavar="FOLDER")
    option(parser, "--otoritas", type=Path, metavar="BERKAS")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Judge every file; the worst verdict decides the exit code."""
    from app.exchange import impor, verifikasi
    from app.exchange.paket import Acuan
    from app.exchange.tata_letak import TataLetak

    tata = TataLetak(Acuan.load(paths.forms()))
    found = []
    with _office(args) as office:
        trusted = _trusted(args, office)
        for file in bersama.package_files(args.berkas):
            laporan = verifikasi.verify_file(file, tata, trusted, bersama.now)
            if office is not None:
                laporan = impor.refine(office, laporan, tata.acuan.wilayah)
            show(laporan, keluaran)
            found.append(laporan)
    keluar = max((laporan.putusan.keluar for laporan in found), default=2)
    if not found:
        keluaran.say(t("perintah.tanpa_berkas"))
    elif len(found) > 1:
        sah = sum(laporan.putusan.sah for laporan in found)
        keluaran.say(t("perintah.periksa.jumlah", semua=len(found), sah=sah))
    return Hasil(keluar, {"berkas": [one.as_json() for one in found], "keluar": keluar})


def show(laporan: Laporan, keluaran: Keluaran) -> None:
    """The verdict in words, and what to tell the sender when there is something to tell."""
    label = t(f"rekap.putusan.{laporan.putusan.value}")
    keluaran.say(f"{laporan.nama_berkas}: {label}")
    keluaran.say(f"  {laporan.kalimat}")
    if not laporan.putusan.sah:
        keluaran.say(f"  {t('perintah.periksa.balasan', balasan=laporan.balasan)}")


@contextmanager
def _office(args: Namespace) -> Iterator[Office | None]:
    """The office whose book is asked too, when one is named."""
    from app.store.office import Office

    if args.kantor is None:
        yield None
        return
    with Office.open(args.kantor, bersama.now) as office:
        yield office


def _trusted(args: Namespace, office: Office | None) -> list[Certificate]:
    """The authorities to believe: those of a file, of an office, or of the offices known here."""
    from app.exchange import berkas, pendaftaran, sertifikat

    trusted: list[Certificate] = []
    if args.otoritas is not None:
        given = sertifikat.read_certificates(berkas.read_file(args.otoritas, _MAX_CERTIFICATE))
        trusted += [sertifikat.check_ca(one, bersama.now()).sertifikat for one in given]
    if office is not None:
        trusted += pendaftaran.trusted(office)
    elif args.otoritas is None:
        # An office may be open in the window right now, so these are only looked into.
        for folder in (paths.default_office(), *map(Path, Memory.load().offices)):
            trusted += pendaftaran.trusted_in(folder)
    return trusted
