"""`konsolidasi`: all regions of a province side by side, from the view that is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.metode_terbit import BATAS
from app.store import pilihan_metode
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUDUT = ("tabel", "peta", "tren", "metode", "anggaran", "gedsi", "espm")
TO_LOOK_AT = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--sudut", choices=SUDUT, default=SUDUT[0])
    option(parser, "--kebutuhan-nol", choices=pilihan_metode.PILIHAN)
    option(parser, "--batas", type=int, choices=BATAS)
    option(parser, "--daerah", choices=pilihan_metode.DAERAH)
    option(parser, "--toleransi", type=bersama.points, metavar="0,50")
    option(parser, "--pilih", action="store_true")
    option(parser, "--simpan-gambar", type=bersama.folder, metavar="FOLDER")
    option(parser, "--svg", action="store_true")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Show one view; who is missing or not complete is said first, and in the exit code."""
    from app.cli.sudut import gambar
    from app.exchange import rekap_bahan

    with bersama.open_office(args.kantor) as office:
        bahan = rekap_bahan.gather(office, args.periode, paths.forms())
        counts = {"jumlah": len(bahan.rows), "semua": len(bahan.wilayah)}
        keluaran.say(t("perintah.konsolidasi.ringkas", lengkap=bahan.complete, **counts))
        view = importlib.import_module(f"app.cli.sudut.{args.sudut}")
        shown = view.show(office, bahan, args, keluaran)
        if args.simpan_gambar is not None:
            drawn = gambar.draw(office, bahan, args.simpan_gambar, svg=args.svg)
            keluaran.say(t("gambar.tertulis", jumlah=len(drawn), folder=args.simpan_gambar))
            shown |= {"gambar": [str(one) for one in drawn]}
    here = {
        "periode": str(args.periode),
        "sudut": args.sudut,
        "hadir": len(bahan.rows),
        "semua": len(bahan.wilayah),
        "lengkap": bahan.complete,
    }
    return Hasil(TO_LOOK_AT if bahan.complete < len(bahan.wilayah) else 0, here | shown)
