"""`ditahan`: sections the province holds back, and taking one of them in after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.store.holds import Tahanan
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The two verbs behind the verb."""
    verbs = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    for name, run_ in (("daftar", _list), ("ambil", _take)):
        told = t(f"perintah.ditahan.{name}.bantuan")
        one = verbs.add_parser(name, help=told, description=told)
        option(one, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        option(one, "--periode", type=bersama.quarter, required=name == "ambil", metavar="PERIODE")
        option(one, "--wilayah", required=name == "ambil", metavar="KODE")
        if name == "ambil":
            option(one, "--urusan", required=True, metavar="URUSAN")
            option(one, "--alasan", required=True, metavar="TEKS")
            option(one, "--pengguna", metavar="NAMA")
        json_option(one)
        one.set_defaults(run=run_)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    """What is held back now, and every decision ever made."""
    from app.exchange import tahanan
    from app.store import holds, pustaka

    names = pustaka.load_urusan(paths.forms())
    with bersama.open_office(args.kantor) as office:
        regions = bersama.regions(office)
        held = holds.open_holds(office, args.periode, args.wilayah)
        record = holds.record(office, args.periode, args.wilayah)
    for one in held:
        place = f"{regions[one.wilayah].nama}, {one.periode}"
        keluaran.say(f"{place}: {tahanan.told(one, names)}")
    if not held:
        keluaran.say(t("perintah.ditahan.kosong"))
    told = {
        "ditahan": [one._asdict() for one in held],
        "riwayat": [one._asdict() for one in record],
    }
    return Hasil(1 if held else 0, told)


def _take(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Take a section in out of the bytes that were kept."""
    from app.exchange import percaya, tahanan
    from app.store import backup, dispatch

    with bersama.open_office(args.kantor) as office:
        pelaku = bersama.person(office, args.pengguna).nama
        held = _wanted(office, args)
        with bersama.examiner(percaya.of_office(office), office) as pemeriksa:
            bacaan = tahanan.kept(dispatch.package_bytes(office, held.nomor), held, pemeriksa)
        backup.keep(office.database, office.now())
        done = tahanan.take(office, held, bacaan, pelaku=pelaku, alasan=args.alasan)
    keluaran.say(t("perintah.ditahan.diambil", label=done.label, berubah=len(done.perubahan)))
    return Hasil(0, {"ditahan": held._asdict(), "berubah": len(done.perubahan)})


def _wanted(office: Office, args: Namespace) -> Tahanan:
    from app.store import holds

    found = holds.open_holds(office, args.periode, args.wilayah)
    for one in found:
        if one.urusan.casefold() == args.urusan.casefold():
            return one
    if not found:
        raise LontarError("tahanan_kosong", urusan=args.urusan, wilayah=args.wilayah)
    listed = ", ".join(one.urusan for one in found)
    raise LontarError("tahanan_tidak_ada", urusan=args.urusan, wilayah=args.wilayah, daftar=listed)
