"""`impor`: judge packages and take in those that are genuine."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import REFUSED, Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.cli.periksa import show
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.putusan import Laporan
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "berkas", type=Path, nargs="+", metavar="BERKAS")
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--pengguna", metavar="NAMA")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Take in every genuine file; the worst outcome decides the exit code."""
    from app.exchange import impor, percaya
    from app.store import backup

    told: list[dict[str, object]] = []
    keluar = 0
    with bersama.open_office(args.kantor) as office, ExitStack() as stack:
        pelaku = bersama.person(office, args.pengguna).nama
        pemeriksa = stack.enter_context(bersama.examiner(percaya.of_office(office)))
        for laporan in impor.examine(bersama.package_files(args.berkas), office, pemeriksa):
            if laporan.sah and not any(one["diterima"] for one in told):
                backup.keep(office.database, office.now())
            outcome = _accept(office, laporan, pelaku, keluaran)
            told.append({**laporan.as_json(), **outcome})
            refused = REFUSED if outcome["galat"] else 0
            keluar = max(keluar, laporan.putusan.keluar, refused)
    if not told:
        keluaran.say(t("perintah.tanpa_berkas"))
        keluar = REFUSED
    taken = sum(bool(one["diterima"]) for one in told)
    keluaran.say(t("perintah.impor.jumlah", diterima=taken, semua=len(told)))
    return Hasil(keluar, {"berkas": told, "keluar": keluar})


def _accept(office: Office, laporan: Laporan, pelaku: str, keluaran: Keluaran) -> dict[str, object]:
    from app.exchange import impor

    outcome: dict[str, object] = {"diterima": False, "sudah": False, "berubah": 0, "galat": None}
    show(laporan, keluaran)
    if not laporan.sah:
        return outcome
    try:
        taken = impor.accept(office, laporan, pelaku=pelaku)
    except LontarError as error:
        keluaran.say(f"  {error}")
        return {**outcome, "galat": error.as_json()}
    berubah = len(taken.tindakan.perubahan)
    key = "perintah.impor.sudah" if taken.sudah else "perintah.impor.diterima"
    keluaran.say(f"  {t(key, berubah=berubah)}")
    return {**outcome, "diterima": True, "sudah": taken.sudah, "berubah": berubah}
