"""`ketik-ulang`: figures typed a second time, and where the second time differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, langkah, salin
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.ketik_ulang import Berbeda

WAITING = 1


def configure(parser: ArgumentParser) -> None:
    """The steps of the verb."""
    langkah.configure(parser, "ketik-ulang", STEPS)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import ketik_ulang

    with bersama.open_office(args.kantor) as office:
        form = salin.form_of(office, args.formulir, args.periode)
        place = (form, office.identitas.wilayah, args.periode)
        listed, waiting = ketik_ulang.of_sheet(office, *place)
    left = {one.sel.kode for one in waiting}
    rows = [
        [
            one.sel.kode,
            one.sel.label,
            ketik_ulang.reasons(one),
            t(f"ketik_ulang.keadaan.{'belum' if one.sel.kode in left else 'sudah'}"),
        ]
        for one in listed
    ]
    heads = ("sel", "label", "sebab", "keadaan")
    keluaran.table([t(f"ketik_ulang.kolom.{head}") for head in heads], rows)
    keluaran.say(t("perintah.ketik-ulang.jumlah", jumlah=len(listed), belum=len(waiting)))
    told = [
        {
            "sel": one.sel.kode,
            "label": one.sel.label,
            "sebab": [sebab.value for sebab in one.sebab],
            "sudah": one.sel.kode not in left,
        }
        for one in listed
    ]
    return Hasil(WAITING if waiting else 0, {"sel": told, "belum": len(waiting)})


def _match(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import ketik_ulang
    from app.store import retyped
    from app.store.door import Kunci

    pairs = [one.partition("=") for one in args.nilai]
    wrong = [sel for sel, sign, _ in pairs if not sign]
    if wrong:
        raise LontarError("baris_pasangan", isi=wrong[0])
    typed = {sel.strip(): words.strip() for sel, _, words in pairs}
    with bersama.open_office(args.kantor) as office:
        pelaku = bersama.person(office, args.pengguna).nama
        form = salin.form_of(office, args.formulir, args.periode)
        place = (form, office.identitas.wilayah, args.periode)
        listed, _ = ketik_ulang.of_sheet(office, *place)
        same, different = ketik_ulang.compared(listed, typed)
        if args.pakai:
            ketik_ulang.correct(office, *place, different, pelaku)
            new = {one.diminta.sel.kode: one.diketik for one in different}
            same |= {sel: nilai for sel, nilai in new.items() if isinstance(nilai, int)}
        retyped.confirm(office, Kunci(form.kode, place[1], str(args.periode)), same)
    for one in different:
        keluaran.say(_told(one))
    key = "dipakai" if args.pakai else "dicocokkan"
    counts = {"cocok": len(typed) - len(different), "beda": len(different)}
    keluaran.say(t(f"perintah.ketik-ulang.{key}", **counts))
    listed_again = [
        {"sel": one.diminta.sel.kode, "tersimpan": one.diminta.nilai, "diketik": str(one.diketik)}
        for one in different
    ]
    left = different and not args.pakai
    return Hasil(WAITING if left else 0, {**counts, "berbeda": listed_again})


def _told(one: Berbeda) -> str:
    from app.exchange.ketik_ulang import as_read

    sel = one.diminta.sel
    told = {"lama": as_read(sel, one.diminta.nilai), "baru": as_read(sel, one.diketik)}
    return t("perintah.ketik-ulang.beda", sel=sel.label, **told)


def _sheet(parser: ArgumentParser) -> None:
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--formulir", required=True, metavar="KES-01")


def _typed(parser: ArgumentParser) -> None:
    told = t("perintah.ketik-ulang.nilai")
    parser.add_argument("--nilai", action="append", required=True, metavar="SEL=ANGKA", help=told)
    parser.add_argument("--pakai", action="store_true", help=t("perintah.ketik-ulang.pakai"))


STEPS = (
    Langkah("daftar", _list, _sheet),
    Langkah("cocokkan", _match, langkah.of(_sheet, _typed, langkah.person)),
)
