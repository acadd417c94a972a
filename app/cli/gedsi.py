"""`gedsi`: people served by sex, age and disability, as they may be published, and the coverage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--csv", type=Path, metavar="BERKAS.csv")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Print the table with small counts veiled; write it when a file is named."""
    from app.exchange import berkas, gedsi_lapor

    with bersama.open_office(args.kantor) as office:
        acuan = bersama.definitions(office)
        found = gedsi_lapor.report(office, acuan, args.periode, office.identitas.wilayah)
    heads = [t(f"gedsi.kolom.{name}") for name in gedsi_lapor.KOLOM]
    keluaran.table(heads, [list(one) for one in found.angka], right=(5,))
    keluaran.say(gedsi_lapor.legend())
    document = found.as_json()
    for hal, share in gedsi_lapor.shares(found.seluruh).items():
        keluaran.say(t(f"gedsi.cakupan.{hal}", persen=share or "-"))
    if args.csv is not None:
        berkas.write_atomic(args.csv, found.csv())
        keluaran.say(t("perintah.gedsi.ditulis", berkas=args.csv))
    return Hasil(0, {**document, "csv": str(args.csv) if args.csv else None})
