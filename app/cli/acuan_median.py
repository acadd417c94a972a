"""`acuan-median`: the province writes the medians of all regions, a kabupaten installs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.acuan_median import IsiAcuan
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """Either where the file goes, or which file to install."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    way = parser.add_mutually_exclusive_group(required=True)
    option(way, "--keluar", type=bersama.folder, metavar="BERKAS")
    option(way, "--pasang", type=Path, metavar="BERKAS")
    option(parser, "--periode", type=bersama.quarter, metavar="TRIWULAN")
    option(parser, "--pengguna", metavar="NAMA")
    option(parser, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Write the file of a quarter, or install one.

    Raises:
        LontarError: the quarter is not named, or as the exchange refuses it.

    """
    if args.pasang is not None:
        return _install(args, keluaran)
    if args.periode is None:
        raise LontarError(
            "perintah_keliru",
            rincian=t("perintah.argparse.wajib").replace("%s", "--periode"),
            perintah="lontar acuan-median --help",
        )
    return _make(args, keluaran)


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import acuan_median, berkas

    with bersama.open_office(args.kantor) as office:
        isi, text = _signed(office, args)
    berkas.write_atomic(args.keluar, text.encode())
    facts = {"periode": args.periode.judul, "jumlah": len(isi.layanan)}
    keluaran.say(t("perintah.acuan-median.ditulis", berkas=args.keluar, **facts))
    return Hasil(0, {"berkas": str(args.keluar), **acuan_median.describe(isi)})


def _signed(office: Office, args: Namespace) -> tuple[IsiAcuan, str]:
    from app.exchange import acuan_median, pendaftaran

    user = bersama.person(office, args.pengguna)
    secret = bersama.passphrase(args.frasa_sandi_berkas)
    key, certificates = pendaftaran.signer(office, user, secret)
    isi = acuan_median.prepare(office, args.periode, paths.forms(), certificates)
    return isi, acuan_median.text(acuan_median.sign(isi, key, certificates))


def _install(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import acuan_median, berkas

    data = berkas.read_file(args.pasang, acuan_median.MAX_READ)
    with bersama.open_office(args.kantor) as office:
        terbaca, fresh = acuan_median.install(office, data)
    keluaran.say(acuan_median.sentence(terbaca, fresh=fresh))
    told = acuan_median.describe(terbaca.isi)
    return Hasil(0, {**told, "penanda": terbaca.penanda.nama, "dipasang": fresh})
