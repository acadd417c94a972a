"""`pribadi`: what would give people away in a package, and the answer to a false alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FOUND = 1


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    for name, run in (("daftar", _list), ("bukan-nama", _not_names)):
        told = t(f"perintah.pribadi.{name}")
        step = steps.add_parser(name, help=told, description=told)
        step.set_defaults(run=run)
        option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        option(step, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
        if name == "bukan-nama":
            option(step, "--formulir", required=True, metavar="KES-01")
            option(step, "--sel", required=True, metavar="tabel.baris.kolom")
            option(step, "--pengguna", metavar="NAMA")
        json_option(step)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import jaga_pribadi
    from app.store import pustaka

    with bersama.open_office(args.kantor) as office:
        regions = bersama.regions(office).values()
        forms = pustaka.forms_of(office, args.periode).values()
        wilayah = office.identitas.wilayah
        found = jaga_pribadi.obstacles(office, forms, args.periode, wilayah, regions)
    for one in found:
        place = f"{one.formulir} {one.sel}: " if one.formulir else ""
        keluaran.say(f"- {place}{one.pesan} {one.saran}")
    keluaran.say(t("perintah.pribadi.jumlah", jumlah=len(found)))
    return Hasil(FOUND if found else 0, {"halangan": [one._asdict() for one in found]})


def _not_names(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import jaga_pribadi

    with bersama.open_office(args.kantor) as office:
        regions = bersama.regions(office)
        places = jaga_pribadi.place_names(regions.values())
        form, sel = bersama.form_and_cell(office, args.periode, args.formulir, args.sel)
        pelaku = bersama.person(office, args.pengguna).nama
        done = jaga_pribadi.not_names(office, form, sel.kode, args.periode, places, pelaku=pelaku)
    key = "perintah.pribadi.tanpa_nama" if done is None else "bukti.bukan_nama_tercatat"
    keluaran.say(t(key))
    return Hasil(0, {"tercatat": done is not None})
