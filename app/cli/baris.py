"""`baris`: the rows of a register: list, add, copy, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, salin
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.isi_baris import Tempat
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    listed = (
        ("daftar", _list), ("tambah", _add), ("salin", _copy), ("hapus", _delete), ("tarik", _take),
    )  # fmt: skip
    for name, run in listed:
        told = t(f"perintah.baris.{name}")
        step = steps.add_parser(name, help=told, description=told)
        step.set_defaults(run=run)
        option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        option(step, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
        option(step, "--formulir", required=True, metavar="KODE")
        if name != "tarik":
            option(step, "--tabel", required=True, metavar="TABEL")
        if name == "tambah":
            option(step, "--nilai", action="append", required=True, metavar="kolom=isi")
            option(step, "--sebelum", metavar="ID")
        if name in ("salin", "hapus"):
            option(step, "--baris", action="append", required=True, metavar="ID")
        if name != "daftar":
            option(step, "--pengguna", metavar="NAMA")
        json_option(step)


def _place(args: Namespace, office: Office) -> Tempat:
    from app.exchange import isi_baris

    form = salin.form_of(office, args.formulir, args.periode)
    return isi_baris.place(office, form, args.tabel, args.periode)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import isi_baris

    with bersama.open_office(args.kantor) as office:
        found = isi_baris.rows(_place(args, office))
    for row in found:
        keluaran.say(f"{row.label}  [{row.id}]")
        keluaran.say("  " + "; ".join(f"{kolom}={isi}" for kolom, isi in row.isi.items()))
    keluaran.say(t("perintah.baris.jumlah", jumlah=len(found)))
    return Hasil(0, {"baris": [row._asdict() for row in found]})


def _add(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import isi_baris

    pairs = [one.partition("=") for one in args.nilai]
    wrong = [kolom for kolom, sign, _ in pairs if not sign]
    if wrong:
        raise LontarError("baris_pasangan", isi=wrong[0])
    with bersama.open_office(args.kantor) as office:
        pelaku = bersama.person(office, args.pengguna).nama
        isi = {kolom.strip(): text.strip() for kolom, _, text in pairs}
        at = _place(args, office)
        new, _ = isi_baris.add(office, at, isi, sebelum=args.sebelum, pelaku=pelaku)
    keluaran.say(t("perintah.baris.ditambah", baris=new))
    return Hasil(0, {"baris": [new]})


def _copy(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import isi_baris

    with bersama.open_office(args.kantor) as office:
        pelaku = bersama.person(office, args.pengguna).nama
        new, _ = isi_baris.copy(office, _place(args, office), args.baris, pelaku=pelaku)
    keluaran.say(t("perintah.baris.ditambah", baris=", ".join(new)))
    return Hasil(0, {"baris": new})


def _delete(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import isi_baris

    with bersama.open_office(args.kantor) as office:
        pelaku = bersama.person(office, args.pengguna).nama
        done = isi_baris.delete(office, _place(args, office), args.baris, pelaku=pelaku)
    keluaran.say(t("perintah.baris.dihapus", sel=len(done.perubahan)))
    return Hasil(0, {"dikosongkan": len(done.perubahan)})


def _take(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tarik_baris
    from app.store import questions

    with bersama.open_office(args.kantor) as office:
        form = salin.form_of(office, args.formulir, args.periode)
        wilayah = office.identitas.wilayah
        values = questions.sheet_values(office, form.kode, wilayah, args.periode).now
        found = tarik_baris.plan(office, form, args.periode, values)
        pelaku = bersama.person(office, args.pengguna).nama
        done = tarik_baris.write(office, form, args.periode, found, pelaku=pelaku)
    counts = {"baru": found.baru, "berubah": found.berubah}
    key = "baris.tarik.selesai" if found.cells else "baris.tarik.sama"
    keluaran.say(t(key, asal=found.asal, **counts))
    return Hasil(0, {**counts, "hilang": found.hilang, "sel": len(done.perubahan)})
