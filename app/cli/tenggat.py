"""`tenggat`: the days the province has set, and other days for some regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.periode import Periode
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_KODE = "provinsi"


def configure(parser: ArgumentParser) -> None:
    """The three verbs behind the verb."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    for name, run_ in (("daftar", _list), ("atur", _set), ("izinkan", _allow)):
        told = t(f"perintah.tenggat.{name}.bantuan")
        one = steps.add_parser(name, help=told, description=told)
        one.set_defaults(run=run_)
        option(one, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        if name == "daftar":
            year = Periode.dilaporkan(bersama.now().date()).tahun
            option(one, "--tahun", type=int, default=year, metavar="2026")
        else:
            option(one, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
            # In other verbs the day is the one of a file.
            told = t("perintah.tenggat.tanggal")
            one.add_argument(
                "--tanggal", type=bersama.day, required=True, metavar="2026-10-15", help=told
            )
            option(one, "--kode", default=_KODE, metavar="KODE")
        if name == "izinkan":
            option(one, "--wilayah", nargs="+", action="extend", required=True, metavar="KODE")
            option(one, "--alasan", required=True, metavar="TEKS")
        json_option(one)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tenggat
    from app.exchange.tanggal import written_day
    from app.store import deadlines

    told: list[dict[str, object]] = []
    with bersama.open_office(args.kantor) as office:
        regions = bersama.regions(office)
        for quarter in (1, 2, 3, 4):
            periode = Periode(args.tahun, quarter)
            known = tenggat.known(office, periode, paths.forms())
            named = {one.kode: one.sendiri for one in known}
            for one in known:
                facts = {"periode": periode.judul, "tanggal": written_day(one.tanggal)}
                keluaran.say(t("perintah.tenggat.baris", apa=one.sendiri, **facts))
                told.append({**one._asdict(), "periode": str(periode), "wilayah": None})
            for other in deadlines.allowed(office, periode):
                facts = {"periode": periode.judul, "tanggal": written_day(other.tanggal)}
                name = regions[other.wilayah].nama
                why = t(
                    "perintah.tenggat.khusus",
                    wilayah=name,
                    alasan=other.alasan,
                    apa=named.get(other.kode, other.kode),
                    **facts,
                )
                keluaran.say(f"  {why}")
                told.append(other._asdict())
    for line in told:
        line["tanggal"] = str(line["tanggal"])
    return Hasil(0, {"tenggat": told})


def _set(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tenggat

    with bersama.open_office(args.kantor) as office:
        tenggat.set_for_all(office, args.periode, args.kode, args.tanggal, paths.forms())
    return _saved(args, keluaran)


def _allow(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tenggat

    with bersama.open_office(args.kantor) as office:
        made = tenggat.allow_all(
            office, args.periode, args.wilayah, args.tanggal, args.alasan, paths.forms(), args.kode
        )
    saved = _saved(args, keluaran)
    return Hasil(saved.keluar, {**saved.dokumen, "wilayah": [one.wilayah for one in made]})


def _saved(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tenggat
    from app.exchange.tanggal import written_day

    day = written_day(args.tanggal)
    keluaran.say(t("perintah.tenggat.disimpan", periode=args.periode.judul, tanggal=day))
    told = {"periode": str(args.periode), "tanggal": args.tanggal.isoformat()}
    if doubt := tenggat.doubt(args.periode, args.tanggal):
        keluaran.say(doubt)
    return Hasil(0, {**told, "kode": args.kode})
