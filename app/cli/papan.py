"""`papan`: how far each region is, and who is missing, late or incomplete as text for a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.papan import Yang
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from app.domain.papan import Papan
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    # The word means something else in other verbs.
    parser.add_argument("--teks", action="store_true", help=t("perintah.papan.teks"))
    who = parser.add_mutually_exclusive_group()
    option(who, "--wilayah", nargs="+", action="extend", metavar="KODE")
    option(who, "--opd", nargs="+", action="extend", metavar="NAMA")
    option(who, "--yang", choices=[one.value for one in Yang])
    json_option(parser)


def _of_opd(office: Office, args: Namespace, keluaran: Keluaran) -> Hasil:
    """The board of a kabupaten: its OPD."""
    from app.exchange import papan_opd
    from app.store import pustaka

    if args.wilayah:
        raise LontarError("papan_bukan_provinsi", kantor=office.identitas.kantor)
    board = papan_opd.read(office, args.periode, paths.forms())
    if args.opd:
        board = papan_opd.picked(board, args.opd)
    elif args.yang:
        board = board.picked(board.names(Yang(args.yang)))
    names = pustaka.load_urusan(paths.forms())
    text = papan_opd.letter(board, args.periode, names)
    _say([papan_opd.spoken(row, names) for row in board.baris], text, args, keluaran)
    waits = any(row.ditunggu for row in board.baris)
    return Hasil(int(waits), {**papan_opd.as_json(board, args.periode), "teks": text})


def _picked(board: Papan, args: Namespace) -> Papan:
    """The regions that were asked for; all where none were."""
    if args.yang:
        return board.picked(board.codes(Yang(args.yang)))
    known = {row.wilayah.kode for row in board.baris}
    for kode in args.wilayah or ():
        if kode not in known:
            raise LontarError("tenggat_wilayah_asing", wilayah=kode)
    return board.picked(args.wilayah) if args.wilayah else board


def _say(told: Iterable[str], text: str, args: Namespace, keluaran: Keluaran) -> None:
    if not args.teks:
        for line in told:
            keluaran.say(line)
        keluaran.say("")
    keluaran.say(text)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """The board; exit code 1 as long as somebody has something to do."""
    from app.exchange import papan, papan_kata
    from app.store import pustaka

    with bersama.open_office(args.kantor) as office:
        if office.identitas.jenis == "kabupaten":
            return _of_opd(office, args, keluaran)
        if args.opd:
            raise LontarError("opd_bukan_kabupaten", kantor=office.identitas.kantor)
        board = papan.work_out(papan.read(office, args.periode, paths.forms()))
    board = _picked(board, args)
    names = pustaka.load_urusan(paths.forms())
    text = papan_kata.letter(board, args.periode, names)
    _say([papan_kata.region(row, names) for row in board.baris], text, args, keluaran)
    waits = any(state.ditunggu for row in board.baris for state in row.bagian.values())
    return Hasil(int(waits), {**papan_kata.as_json(board, args.periode), "teks": text})
