"""`asistensi`: the sheet that shows, on one page, what is ready for a desk and what is missing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain import tahapan
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.asistensi import BarisUrusan, LembarAsistensi

NOT_READY = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--pdf", type=Path, metavar="BERKAS.pdf")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Print the sheet as a table, and as a page when a file is named."""
    from app.exchange import asistensi, kertas_kantor, tanda_air

    with bersama.open_office(args.kantor) as office:
        acuan = bersama.definitions(office)
        lembar = asistensi.gather(office, acuan, args.periode, office.identitas.wilayah)
        mark, kertas = tanda_air.of_office(office), kertas_kantor.of_office(office)
    _tell(lembar, keluaran)
    document = {**lembar.as_json(), "pdf": None}
    if args.pdf is not None:
        from app.ui import paper

        title, foot = t("asistensi.judul"), asistensi.foot(lembar)
        page = partial(asistensi.page, lembar)
        pages = paper.print_one_page(page, args.pdf, title, foot, mark, kertas)
        keluaran.say(t("perintah.asistensi.dicetak", berkas=args.pdf, halaman=pages))
        document |= {"pdf": str(args.pdf), "halaman": pages}
    return Hasil(0 if lembar.siap else NOT_READY, document)


def _tell(lembar: LembarAsistensi, keluaran: Keluaran) -> None:
    from app.exchange import asistensi_bukti

    heads = ["urusan", *(f"tahap{n}" for n in tahapan.TAHAP), "keras", "lunak", "tanya", "tertunda"]
    heads.append("siap")
    keluaran.table(
        [t(f"asistensi.kolom.{name}") for name in heads], [_row(x) for x in lembar.urusan]
    )
    for line in asistensi_bukti.lines(lembar.bukti):
        keluaran.say(line)
    keluaran.say(t("asistensi.siap" if lembar.siap else "asistensi.belum_siap"))


def _row(one: BarisUrusan) -> list[str]:
    stages = [t(f"asistensi.keadaan.{one.tahap[n].keadaan}") for n in tahapan.TAHAP]
    counts = [str(n) for n in (one.keras, one.lunak, one.tanya, len(one.tertunda))]
    return [one.nama, *stages, *counts, t("asistensi.ya" if one.siap else "asistensi.belum")]
