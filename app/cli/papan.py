"""`papan`: how far each region is, and who is missing, late or incomplete as text for a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    # The word means something else in other verbs.
    parser.add_argument("--teks", action="store_true", help=t("perintah.papan.teks"))
    json_option(parser)


def _of_opd(office: Office, args: Namespace, keluaran: Keluaran) -> Hasil:
    """The board of a kabupaten: its OPD."""
    from app.exchange import papan_opd
    from app.store import pustaka

    board = papan_opd.read(office, args.periode, paths.forms())
    names = pustaka.load_urusan(paths.forms())
    text = papan_opd.letter(board, args.periode, names)
    if not args.teks:
        for row in board.baris:
            keluaran.say(papan_opd.spoken(row, names))
        keluaran.say("")
    keluaran.say(text)
    waits = any(row.ditunggu for row in board.baris)
    return Hasil(int(waits), {**papan_opd.as_json(board, args.periode), "teks": text})


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """The board; exit code 1 as long as somebody has something to do."""
    from app.exchange import papan, papan_kata
    from app.store import pustaka

    with bersama.open_office(args.kantor) as office:
        if office.identitas.jenis == "kabupaten":
            return _of_opd(office, args, keluaran)
        board = papan.work_out(papan.read(office, args.periode, paths.forms()))
    names = pustaka.load_urusan(paths.forms())
    text = papan_kata.letter(board, args.periode, names)
    if not args.teks:
        for row in board.baris:
            keluaran.say(papan_kata.region(row, names))
        keluaran.say("")
    keluaran.say(text)
    waits = any(state.ditunggu for row in board.baris for state in row.bagian.values())
    return Hasil(int(waits), {**papan_kata.as_json(board, args.periode), "teks": text})
