"""`riwayat`: whether the history of an office is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

BROKEN = 1


def configure(parser: ArgumentParser) -> None:
    """The step and its options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    told = t("perintah.riwayat.periksa")
    step = steps.add_parser("periksa", help=told, description=told)
    step.set_defaults(run=_check)
    option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    json_option(step)


def _check(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import periksa_riwayat

    with bersama.open_office(args.kantor) as office:
        state = periksa_riwayat.chain_state(office)
        lost = periksa_riwayat.lost_sendings(office)
    keluaran.say(state.kalimat)
    if not state.ok:
        keluaran.say(state.arti)
    if lost:
        keluaran.say(lost)
    keluar = 0 if state.ok and not lost else BROKEN
    return Hasil(keluar, {**state.as_json(), "kiriman_hilang": lost or None, "keluar": keluar})
