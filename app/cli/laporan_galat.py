"""`laporan-galat`: one text file about program, log and health of an office, without data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, metavar="FOLDER")
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="BERKAS")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Write the report; a damaged or open office is no hindrance."""
    from app.exchange import laporan_galat

    now = bersama.now()
    target = args.keluar
    if target.is_dir():
        target /= laporan_galat.proposed_name(now)
    laporan_galat.save(target, args.kantor, now)
    keluaran.say(t("perintah.laporan-galat.dibuat", berkas=target))
    return Hasil(0, {"berkas": str(target)})
