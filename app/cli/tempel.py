"""`tempel`: a table from a file pasted into a form; shown first, written only when accepted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.nilai import encode
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.nilai import Nilai
    from app.domain.tempel import Butir, Keputusan
    from app.exchange.tempel_berkas import HasilTempel

NOT_ALL = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--berkas", type=Path, required=True, metavar="tabel.xlsx")
    option(parser, "--lembar", metavar="NAMA")
    option(parser, "--formulir", required=True, metavar="KODE")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--sel", metavar="SEL")
    option(parser, "--cara", choices=("label", "posisi"))
    option(parser, "--pilih", type=bersama.choice, action="append", metavar="BARIS,KOLOM=NOMOR")
    option(parser, "--kosongkan", action="store_true")
    option(parser, "--terima", action="store_true")
    option(parser, "--pengguna", metavar="NAMA")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Say what every cell of the table comes to, and write the readable ones when told to."""
    from app.exchange import tempel_berkas

    tujuan = tempel_berkas.Tujuan(args.formulir.upper(), args.periode, args.sel)
    with bersama.open_office(args.kantor) as office:
        blok = tempel_berkas.read_block(args.berkas, args.lembar)
        found = tempel_berkas.examine(office, blok, tujuan, args.cara)
        putusan = _decisions(found, args)
        found = tempel_berkas.examine(office, blok, tujuan, args.cara, putusan)
        if args.terima:
            label = t("perintah.tempel.label", berkas=args.berkas.name)
            pelaku = bersama.person(office, args.pengguna).nama
            found = tempel_berkas.write(office, found, tujuan, label=label, pelaku=pelaku)
    _tell(found, keluaran)
    return Hasil(0 if found.rencana.bersih else NOT_ALL, _document(found))


def _decisions(found: HasilTempel, args: Namespace) -> Keputusan:
    from app.domain.tempel import Keputusan

    choices = {one.letak: one.pilihan for one in found.rencana.butir}
    answers = {
        letak: choices[letak][number - 1]
        for letak, number in args.pilih or ()
        if 0 < number <= len(choices.get(letak, ()))
    }
    return Keputusan(answers, kosongkan=args.kosongkan)


def _tell(found: HasilTempel, keluaran: Keluaran) -> None:
    from app.domain.tempel import MENULIS, Nasib

    for one in found.rencana.butir:
        if one.nasib in {Nasib.TANYA, Nasib.TOLAK, Nasib.LEWATI}:
            keluaran.say(f"{_place(one)} {t(f'tempel.nasib.{one.nasib.value}')}: {_reason(one)}")
        elif one.nasib in MENULIS:
            lama, baru = (bersama.in_words(one.sel, nilai) for nilai in (one.lama, one.baru))
            nasib = t(f"tempel.nasib.{one.nasib.value}")
            keluaran.say(f"{_place(one)} {nasib}: {lama} → {baru}")
    counts = {
        "jumlah": len(found.rencana.cells),
        "ditolak": found.rencana.jumlah[Nasib.TOLAK],
        "ditanya": found.rencana.jumlah[Nasib.TANYA],
    }
    done = "ditulis" if found.tindakan is not None else "tidak_ditulis"
    keluaran.say(t(f"perintah.tempel.{done}", **counts))


def _place(one: Butir) -> str:
    place = t("tempel.tanpa_sel", baris=one.letak[0] + 1, kolom=one.letak[1] + 1)
    return f"{place} ({one.sel.label})" if one.sel else place


def _reason(one: Butir) -> str:
    return t(one.alasan, teks=one.teks, **one.data)


def _document(found: HasilTempel) -> dict[str, object]:
    return {
        "ditulis": found.tindakan is not None,
        "berubah": len(found.tindakan.perubahan) if found.tindakan else 0,
        "formulir": found.form.kode,
        "pemetaan": {
            "cara": found.peta.cara,
            "tabel": found.peta.tabel,
            "baris": found.peta.baris,
            "kolom": found.peta.kolom,
        },
        "sel": [_facts(one) for one in found.rencana.butir],
    }


def _facts(one: Butir) -> dict[str, object]:
    return {
        "baris": one.letak[0] + 1,
        "kolom": one.letak[1] + 1,
        "teks": one.teks,
        "hasil": one.nasib.value,
        "sel": one.sel.kode if one.sel else None,
        "sekarang": _encoded(one.lama),
        "menjadi": _encoded(one.baru),
        "alasan": _reason(one) if one.alasan else None,
        "pilihan": [_encoded(nilai) for nilai in one.pilihan],
    }


def _encoded(nilai: Nilai | None) -> dict[str, str] | None:
    if nilai is None:
        return None
    jenis, isi = encode(nilai)
    return {"jenis": jenis, "isi": isi}
