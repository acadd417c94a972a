"""`tarik`: a kabupaten's pimpinan withdraws a package, the province installs the withdrawal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, surat
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.store.dispatch import Paket
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The two steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    told = t("perintah.tarik.buat")
    make = steps.add_parser("buat", help=told, description=told)
    make.set_defaults(run=_make)
    option(make, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(make, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(make, "--revisi", type=int, required=True, metavar="N")
    option(make, "--alasan", required=True, metavar="ALASAN")
    option(make, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")
    option(make, "--pengguna", metavar="NAMA")
    option(make, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
    json_option(make)
    told = t("perintah.tarik.pasang")
    put = steps.add_parser("pasang", help=told, description=told)
    put.set_defaults(run=surat.install)
    surat.configure_install(put)


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import penarikan, pendaftaran, tanda_terima
    from app.exchange import surat as letters

    with bersama.open_office(args.kantor) as office:
        entry = _sent(office, args)
        user = bersama.person(office, args.pengguna, peran=("pimpinan",))
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        key, certificates = pendaftaran.signer(office, user, secret)
        isi = penarikan.prepare(office, entry, args.alasan, certificates)
        made = penarikan.keep(office, letters.sign(isi, key, certificates), bersama.regions(office))
    written = tanda_terima.write([made], args.keluar)
    return Hasil(0, {"surat": surat.tell([made], written, keluaran)})


def _sent(office: Office, args: Namespace) -> Paket:
    from app.store import dispatch

    sent = dispatch.packages(office, arah="keluar", periode=args.periode)
    found = next((one for one in sent if one.revisi == args.revisi), None)
    if found is None:
        raise LontarError("penarikan_tidak_ada", revisi=args.revisi, periode=args.periode.judul)
    return found
