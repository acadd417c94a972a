"""`pembaruan`: the province vouches for a newer Lontar, every office checks the packed program."""

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

NOT_READY = 1


def configure(parser: ArgumentParser) -> None:
    """The two steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    for name, run in (("buat", _make), ("periksa", _check)):
        told = t(f"perintah.pembaruan.{name}")
        step = steps.add_parser(name, help=told, description=told)
        step.set_defaults(run=run)
        option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        json_option(step)
        option(step, "--zip", type=bersama.folder, required=name == "buat", metavar="BERKAS")
        if name == "periksa":
            option(step, "berkas", type=Path, metavar="BERKAS")
            continue
        option(step, "--versi", required=True, metavar="0.2.0")
        option(step, "--keluar", type=bersama.folder, required=True, metavar="BERKAS")
        option(step, "--catatan", default="", metavar="TEKS")
        option(step, "--pengguna", metavar="NAMA")
        option(step, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pembaruan, pendaftaran, percaya

    if not args.zip.is_file():
        raise LontarError("berkas_tidak_ada", berkas=args.zip.name, folder=args.zip.parent)
    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        key, certs = pendaftaran.signer(office, user, secret)
        province, now = office.identitas.wilayah, office.now()
        penanda = percaya.of_office(office).check_chain(certs[0], now, wilayah=province)
        pembaruan.check_officer(penanda, province)
        isi = pembaruan.prepare(args.zip, args.versi, province, now, args.catatan)
    berkas.write_atomic(args.keluar, pembaruan.text(pembaruan.sign(isi, key, certs)).encode())
    keluaran.say(t("perintah.pembaruan.ditulis", berkas=args.keluar, versi=isi.program))
    return Hasil(0, {"berkas": str(args.keluar), "versi": isi.program, "sha256": isi.sha256})


def _check(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pembaruan, percaya, pernyataan

    data = berkas.read_file(args.berkas, pembaruan.MAX_READ)
    with bersama.open_office(args.kantor) as office:
        found = pembaruan.judge(
            data,
            args.zip or args.berkas.parent,
            percaya.of_office(office),
            office.now(),
            wilayah=office.identitas.wilayah,
            running=pernyataan.NOMOR_APLIKASI,
        )
    keluaran.say(pembaruan.sentence(found, paths.home_of_program()))
    told = {"versi": found.isi.program, "berkas": found.isi.berkas, "keadaan": found.keadaan}
    return Hasil(0 if found.keadaan == "siap" else NOT_READY, told)
