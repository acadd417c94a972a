"""`catatan`: the notes beside the cells of a quarter, and one of them written or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.catatan import JenisCatatan
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--formulir", required=True, metavar="KES-01")
    option(parser, "--sel", metavar="tabel.baris.kolom")
    kinds = [jenis.value for jenis in JenisCatatan]
    option(parser, "--jenis-catatan", choices=kinds, default=JenisCatatan.PENJELASAN.value)
    option(parser, "--teks", metavar="TEKS")
    option(parser, "--pengguna", metavar="NAMA")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """List the notes; with `--sel` and `--teks` write one first."""
    from app.store import questions

    with bersama.open_office(args.kantor) as office:
        if args.sel is not None and args.teks is not None:
            _write(office, args)
        wilayah = office.identitas.wilayah
        found = questions.notes(office, args.formulir.upper(), wilayah, args.periode)
    told = [
        {"sel": sel, "jenis": jenis.value, "teks": teks}
        for sel, notes in sorted(found.items())
        if args.sel in {None, sel}
        for jenis, teks in notes.items()
    ]
    keluaran.say(t("perintah.catatan.jumlah", jumlah=len(told)))
    for one in told:
        keluaran.say(f"- {one['sel']} {one['jenis']}: {one['teks']}")
    return Hasil(0, {"catatan": told})


def _write(office: Office, args: Namespace) -> None:
    from app.store import sheets

    kunci, sel = bersama.cell(office, args.periode, args.formulir, args.sel)
    jenis = JenisCatatan(args.jenis_catatan)
    name = t(f"isian.catatan.{jenis.value}")
    sheets.write_note(
        office,
        kunci,
        sel.kode,
        args.teks.strip(),
        label=t("isian.tindakan.catatan", jenis=name, sel=sel.label),
        pelaku=bersama.person(office, args.pengguna).nama,
        catatan=jenis,
    )
