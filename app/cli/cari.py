"""`cari`: services and indicators by the user's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

NOTHING = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "kata", nargs="+", metavar="KATA")
    option(parser, "--provinsi", action="store_true")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Say where the words lead, the best first."""
    from app.domain import cari
    from app.store import padanan, pustaka

    level = {"provinsi" if args.provinsi else "kabupaten", "semua"}
    forms = [one for one in pustaka.load_forms(paths.forms()).values() if one.tingkat in level]
    known = cari.of_forms(forms, pustaka.load_urusan(paths.forms()))
    asked = " ".join(args.kata)
    found = cari.find(known, asked, padanan.load(paths.resources()))
    for one in found:
        keluaran.say(f"{one.tujuan}  {one.judul} ({one.keterangan})")
    if not found:
        keluaran.say(t("cari.tidak_ada", tanya=asked))
    told = [one._asdict() for one in found]
    return Hasil(0 if found else NOTHING, {"ditemukan": told})
