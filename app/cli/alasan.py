"""`alasan`: the warnings of a quarter that want a reason, and the reason for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.hambatan import Hambatan
    from app.store.office import Office

WAITING = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--formulir", metavar="KODE")
    option(parser, "--sel", metavar="SEL")
    option(parser, "--aturan", metavar="KODE")
    option(parser, "--isi", metavar="ALASAN")
    option(parser, "--pengguna", metavar="NAMA")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """List what waits for a reason; with `--isi` give it to those that are meant."""
    from app.exchange import hambatan

    with bersama.open_office(args.kantor) as office:
        acuan = bersama.definitions(office)
        wilayah = office.identitas.wilayah
        found = hambatan.blockers(office, acuan, args.periode, wilayah)
        meant = [one for one in found if one.sidik and _is_meant(one, args)]
        if args.isi is not None:
            _answer(args, office, meant)
            found = hambatan.blockers(office, acuan, args.periode, wilayah)
            meant = [one for one in found if one.sidik and _is_meant(one, args)]
    keluaran.say(t("perintah.alasan.jumlah", jumlah=len(meant)))
    for one in meant:
        keluaran.say(f"- {one.formulir} {one.sel} {one.kode}: {one.pesan}")
    told = [one._asdict() for one in meant]
    return Hasil(WAITING if meant else 0, {"menunggu": told})


def _answer(args: Namespace, office: Office, meant: list[Hambatan]) -> None:
    from app.exchange import hambatan

    if not meant:
        raise LontarError("alasan_tanpa_peringatan")
    pelaku = bersama.person(office, args.pengguna).nama
    for one in meant:
        label = t("perintah.alasan.label", aturan=one.kode)
        hambatan.answer(office, one, args.isi, label=label, pelaku=pelaku)


def _is_meant(one: Hambatan, args: Namespace) -> bool:
    asked = ((args.formulir, one.formulir), (args.sel, one.sel), (args.aturan, one.kode))
    return all(wanted in (None, found) for wanted, found in asked)
