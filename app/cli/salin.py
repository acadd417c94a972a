"""`salin`: what last year's annual figures would fill in, and with `--terima` the copy itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.store.office import Office

DIFFERENT = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--formulir", required=True, metavar="KODE")
    option(parser, "--ganti", action="store_true")
    option(parser, "--terima", action="store_true")
    option(parser, "--pengguna", metavar="NAMA")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Say cell by cell what would be copied; write it only when told to."""
    from app.exchange import salin_tahun

    with bersama.open_office(args.kantor) as office:
        form = form_of(office, args.formulir, args.periode)
        wilayah = office.identitas.wilayah
        told = salin_tahun.in_words(salin_tahun.planned(office, form, wilayah, args.periode))
        done = None
        if args.terima:
            pelaku = bersama.person(office, args.pengguna).nama
            where = (form, wilayah, args.periode)
            done = salin_tahun.copy(office, *where, replace=args.ganti, pelaku=pelaku)
    headings = [t(f"salin.kolom.{name}") for name in ("sel", "lalu", "kini", "keadaan")]
    rows = [[b.label, b.lalu, b.kini, t(f"salin.keadaan.{b.keadaan}")] for b in told]
    keluaran.table(headings, rows)
    changed = len(done.perubahan) if done else 0
    key = "perintah.salin.ditulis" if done else "perintah.salin.belum"
    counts = {
        name: sum(b.keadaan == name for b in told) for name in ("baru", "beda", "sama", "lain")
    }
    keluaran.say(t(key, berubah=changed, **counts))
    if counts["lain"]:
        keluaran.say(t("salin.ringkas_lain", jumlah=counts["lain"]))
    left = counts["lain"] or (counts["beda"] and not (args.terima and args.ganti))
    document = {"ditulis": done is not None, "berubah": changed, **counts}
    return Hasil(DIFFERENT if left else 0, {**document, "sel": [b._asdict() for b in told]})


def form_of(office: Office, kode: str, periode: Periode) -> Formulir:
    """A form in force.

    Raises:
        LontarError: there is none of that code.
    """
    from app.store import pustaka

    form = pustaka.forms_of(office, periode).get(kode.upper())
    if form is None:
        raise LontarError("csv_formulir", formulir=kode, periode=periode)
    return form
