"""`narasi`: the narratives of the reports, with the figures their cells hold now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, salin
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values

MISSING = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--formulir", required=True, metavar="KODE")
    option(parser, "--tabel", required=True, metavar="TABEL")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Print every text of a register; exit 1 when a reference names no filled cell."""
    from app.domain import narasi
    from app.exchange import isi_baris
    from app.store import pustaka, questions

    with bersama.open_office(args.kantor) as office:
        form = salin.form_of(office, args.formulir, args.periode)
        at = isi_baris.place(office, form, args.tabel, args.periode)
        forms = pustaka.forms_of(office, args.periode)
        values = questions.values_of_period(office, office.identitas.wilayah, args.periode)
    sheets: dict[str, tuple[Formulir, Values]] = {
        kode: (one, values.get(kode, {})) for kode, one in forms.items()
    }
    written = []
    for baris in at.tabel.baris:
        texts = {
            sel: isi
            for sel, isi in at.nilai.items()
            if sel.startswith(f"{args.tabel}.{baris.kode}.") and isinstance(isi, str) and "{" in isi
        }
        for sel, isi in texts.items():
            text, missing = narasi.told(isi, sheets, args.periode)
            written.append({"baris": baris.label, "sel": sel, "teks": text, "kosong": missing})
    lost = [one for line in written for one in line["kosong"]]
    for line in written:
        keluaran.say(f"{line['baris']}\n  {line['teks']}")
    keluaran.say(t("perintah.narasi.hasil", jumlah=len(written), kosong=len(lost)))
    return Hasil(MISSING if lost else 0, {"narasi": written})
