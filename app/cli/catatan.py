"""`catatan`: the notes beside the cells of a quarter, and one of them written or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.catatan import JenisCatatan
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--formulir", default="", metavar="KES-01")
    option(parser, "--sel", metavar="tabel.baris.kolom")
    kinds = [jenis.value for jenis in JenisCatatan]
    option(parser, "--jenis-catatan", choices=kinds, default=JenisCatatan.PENJELASAN.value)
    option(parser, "--teks", metavar="TEKS")
    option(parser, "--wilayah", metavar="KODE")
    option(parser, "--pengguna", metavar="NAMA")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """List the notes, also those a region's package brought; with `--teks` write one first."""
    from app.exchange import catatan_kata
    from app.store import notes

    with bersama.open_office(args.kantor) as office:
        if args.teks is not None:
            _write(office, args)
        wilayah = args.wilayah or office.identitas.wilayah
        found = notes.of_quarter(office, args.periode, wilayah)
        brought = notes.held(office, args.periode, wilayah)
    wanted = {
        letak: teks
        for letak, teks in found.items()
        if args.formulir.upper() in {"", letak.formulir} and args.sel in {None, letak.sel}
    }
    along = sum(letak.jenis.ikut for letak in wanted)
    keluaran.say(t("perintah.catatan.jumlah", jumlah=len(wanted), ikut=along))
    for letak, teks in wanted.items():
        place = catatan_kata.place(f"{letak.formulir} {letak.sel}", letak.jenis)
        ke = catatan_kata.whither(letak.jenis)
        keluaran.say(t("perintah.catatan.baris", tempat=place, ke=ke, teks=teks))
    told = [
        {
            "formulir": letak.formulir,
            "sel": letak.sel,
            "jenis": letak.jenis.value,
            "ikut": letak.jenis.ikut,
            "dibawa": letak in brought and brought[letak].dibawa,
            "teks": teks,
        }
        for letak, teks in wanted.items()
    ]
    return Hasil(0, {"catatan": told})


def _write(office: Office, args: Namespace) -> None:
    from app.store import sheets

    if args.wilayah not in {None, office.identitas.wilayah}:
        raise LontarError("catatan_wilayah_lain", wilayah=args.wilayah)
    if not args.formulir or args.sel is None:
        raise LontarError("catatan_tanpa_sel")
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
