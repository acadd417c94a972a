"""`laporan`: the reports an office can make, making one of them, and who initials and signs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_PARTS = 3
"""Position, name and NIP, with a line between."""


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    for name, run in (("daftar", _list), ("buat", _make), ("paraf", _initials)):
        told = t(f"perintah.laporan.{name}")
        step = steps.add_parser(name, help=told, description=told)
        step.set_defaults(run=run)
        option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        if name == "buat":
            option(step, "--laporan", required=True, metavar="KODE")
            option(step, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
            option(step, "--wilayah", metavar="53.01")
            option(step, "--keluar", type=bersama.folder, required=True, metavar="BERKAS")
        if name == "paraf":
            ways = step.add_mutually_exclusive_group()
            told = t("perintah.laporan.opsi.pejabat")
            ways.add_argument("--pejabat", action="append", metavar="JABATAN|NAMA|NIP", help=told)
            for way in ("baku", "kosongkan"):
                told = t(f"perintah.laporan.opsi.{way}")
                ways.add_argument(f"--{way}", action="store_true", help=told)
        json_option(step)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.laporan import daftar

    with bersama.open_office(args.kantor) as office:
        known = daftar.offered(office)
    for one in known:
        keluaran.say(f"{one.kode}: {one.nama}. {one.isi}")
    listed = [{"kode": one.kode, "nama": one.nama, "akhiran": one.akhiran} for one in known]
    return Hasil(0, {"laporan": listed})


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.laporan import daftar

    with bersama.open_office(args.kantor) as office:
        wanted = daftar.find(office, args.laporan)
        wanted.check_name(args.keluar)
        wilayah = bersama.region_within(office, args.wilayah)
        write = wanted.prepare(office, args.periode, wilayah)
    made = write(args.keluar)
    keluaran.say(t("perintah.laporan.selesai", laporan=wanted.nama, berkas=args.keluar))
    files = [str(path) for path in made]
    return Hasil(0, {"laporan": wanted.kode, "wilayah": wilayah, "berkas": files})


def _initials(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import paraf_kantor

    with bersama.open_office(args.kantor) as office:
        if args.pejabat or args.kosongkan:
            named = [one.split("|", _PARTS - 1) for one in args.pejabat or ()]
            paraf_kantor.choose(office, [paraf_kantor.Pejabat(*one) for one in named])
        elif args.baku:
            paraf_kantor.choose(office, paraf_kantor.usual(office))
        listed = paraf_kantor.of_office(office)
    if not listed:
        keluaran.say(t("perintah.laporan.tanpa_paraf"))
    for number, one in enumerate(listed, start=1):
        act = t(f"paraf.{'tanda_tangan' if number == len(listed) else 'paraf'}")
        keluaran.say(f"{number}. {act}: {', '.join(text for text in one if text)}")
    return Hasil(0, {"paraf": [one._asdict() for one in listed]})
