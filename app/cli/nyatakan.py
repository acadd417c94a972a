"""`nyatakan`: an operator states that the figures of a quarter are complete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.ekspor import hold_back
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.bagian import BAGIAN
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.paket import Acuan
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--pengguna", metavar="NAMA")
    option(parser, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
    option(parser, "--bagian", action="append", choices=BAGIAN)
    option(parser, "--batalkan", action="store_true")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Keep the statement for the pimpinan, or list everything that keeps it back."""
    from app.exchange import dua_tangan, pendaftaran, pernyataan

    with bersama.open_office(args.kantor) as office:
        acuan = bersama.definitions(office)
        if args.batalkan:
            return _take_back(office, acuan, args, keluaran)
        user = bersama.person(office, args.pengguna, dua_tangan.PENYATA)
        held_back = hold_back(office, acuan, args, keluaran, args.bagian)
        if held_back is not None:
            return held_back
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        key, certificates = pendaftaran.signer(office, user, secret)
        told = pernyataan.design(
            office, acuan, args.periode, certificates, bersama.now, args.bagian
        )
        place = office, told.isi.wilayah, args.periode
        sent = pernyataan.repeated(*place, told.isi.formulir)
        draf = pernyataan.state(told, key, certificates, bersama.now)
        pernyataan.keep(office, draf)
    keluaran.say(t("perintah.nyatakan.hasil", nama=user.nama, revisi=draf.revisi))
    if sent is not None:
        keluaran.say(t("perintah.nyatakan.sama", revisi=sent.revisi))
    told_json = {"paket": draf.paket_id, "revisi": draf.revisi, "menyatakan": user.nama}
    same = sent.revisi if sent is not None else None
    return Hasil(0, {**told_json, "sama_dengan": same, "hambatan": []})


def _take_back(office: Office, acuan: Acuan, args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import drafts

    wilayah = office.identitas.wilayah
    if drafts.draft(office, wilayah, args.periode) is None:
        nama = acuan.lists.region(wilayah, str(args.periode)).nama
        raise LontarError("naskah_belum_ada", wilayah=nama, periode=args.periode.judul)
    drafts.drop_draft(office, wilayah, str(args.periode))
    keluaran.say(t("perintah.nyatakan.dibatalkan"))
    return Hasil(0, {"dibatalkan": True})
