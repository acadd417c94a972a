"""`cetak-tabel`: what an office hands in, as an Excel workbook or a PDF: L1 the RAT, and so on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--keluaran", metavar="L1")
    told = t("perintah.cetak-tabel.berkas")
    parser.add_argument("--berkas", type=Path, metavar="RAT.xlsx", help=told)
    option(parser, "--periode", type=bersama.period, metavar="2026")
    option(parser, "--wilayah", metavar="53.01")
    option(parser, "--daftar", action="store_true")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Write the tables; the end of the file's name decides how."""
    from app.exchange import keluaran_cetak

    if args.daftar:
        return _list(args, keluaran)
    if args.keluaran is None or args.berkas is None:
        raise LontarError("cetak_kurang")
    if args.berkas.suffix.casefold() in {".png", ".svg"}:
        return _chart(args, keluaran)
    with bersama.open_office(args.kantor) as office:
        region = bersama.region_within(office, args.wilayah)
        made = keluaran_cetak.make(office, args.keluaran, args.periode, region)
    pages = None
    if args.berkas.suffix.casefold() == keluaran_cetak.PDF:
        from app.ui import paper

        pages = paper.print_output(made, args.berkas)
    else:
        keluaran_cetak.save(made, args.berkas)
    keluaran.say(t("perintah.cetak-tabel.selesai", berkas=args.berkas, baris=made.baris))
    document = {"keluaran": made.kode, "berkas": str(args.berkas), "baris": made.baris}
    return Hasil(0, {**document, "lembar": [one.nama for one in made.lembar], "halaman": pages})


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Every output and chart that has content."""
    from app.domain.periode import Periode
    from app.exchange import tawaran_cetak

    with bersama.open_office(args.kantor) as office:
        when = args.periode or Periode.dilaporkan(office.now().date())
        region = bersama.region_within(office, args.wilayah)
        found = tawaran_cetak.offers(office, when, region)
    heads = [t(f"cetak.daftar.kolom.{name}") for name in ("kode", "nama", "isi")]
    told = [[one.kode, one.nama, t(f"cetak.daftar.isi.{one.jenis}", jumlah=one.isi)]
            for one in found]  # fmt: skip
    keluaran.table(heads, told)
    return Hasil(0, {"periode": str(when), "keluaran": [one._asdict() for one in found]})


def _chart(args: Namespace, keluaran: Keluaran) -> Hasil:
    """A chart, with its figures beside it in words and in the document."""
    from app.domain.periode import Periode
    from app.exchange import grafik_makro, tanda_air
    from app.ui.charts import makro

    with bersama.open_office(args.kantor) as office:
        when = (args.periode or Periode.dilaporkan(office.now().date())).tahunan
        region = bersama.region_within(office, args.wilayah)
        isi = grafik_makro.gather(office, args.keluaran, region, when)
        mark = tanda_air.of_office(office)
    makro.save(isi, args.berkas, mark)
    for one in isi.titik:
        keluaran.say(f"{t(f'grafik.{one.bulan}')} {one.tahun}: {one.teks}")
    keluaran.say(t("perintah.cetak-tabel.selesai", berkas=args.berkas, baris=len(isi.titik)))
    points = [{"tahun": one.tahun, "bulan": one.bulan, "nilai": one.teks} for one in isi.titik]
    return Hasil(0, {"keluaran": args.keluaran, "berkas": str(args.berkas), "titik": points})
