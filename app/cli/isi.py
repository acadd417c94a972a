"""`isi`: values from a table of lines, each accepted or named with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.isi_csv import Ditolak, HasilIsi

SOME_REFUSED = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--berkas", type=Path, required=True, metavar="nilai.csv")
    option(parser, "--semua-atau-tidak", action="store_true")
    option(parser, "--pengguna", metavar="NAMA")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Write the lines and report on every one that was refused or moved to the year."""
    from app.exchange import aksara_kata, isi_csv

    with bersama.open_office(args.kantor) as office:
        found = isi_csv.fill(
            office,
            args.berkas,
            label=t("perintah.isi.label", berkas=args.berkas.name),
            pelaku=bersama.person(office, args.pengguna).nama,
            sebagian=not args.semua_atau_tidak,
        )
    for line in found.ditolak:
        keluaran.say(_told(line))
    moved = [line for line in found.diterima if line.dipindah]
    if moved and found.tindakan is not None:
        years = ", ".join(sorted({line.tulis.periode for line in moved}))
        keluaran.say(t("perintah.isi.tahunan", jumlah=len(moved), tahun=years))
    if found.tindakan is not None and found.rapi.berubah:
        keluaran.say(aksara_kata.said(found.rapi))
    keluaran.say(_summary(found))
    return Hasil(SOME_REFUSED if found.ditolak else 0, _document(found))


def _told(line: Ditolak) -> str:
    baris = line.baris
    place = " ".join(filter(None, (baris.formulir, baris.sel)))
    return t("perintah.isi.ditolak", nomor=baris.nomor, letak=place, galat=line.galat)


def _summary(found: HasilIsi) -> str:
    counts = {"diterima": len(found.diterima), "ditolak": len(found.ditolak)}
    if found.tindakan is None:
        return t("perintah.isi.tidak_ditulis", **counts)
    return t("perintah.isi.ditulis", berubah=found.berubah, **counts)


def _document(found: HasilIsi) -> dict[str, object]:
    return {
        "ditulis": found.tindakan is not None,
        "diterima": len(found.diterima),
        "berubah": found.berubah,
        "tahunan": [
            {"baris": line.baris.nomor, "sel": line.tulis.sel, "periode": line.tulis.periode}
            for line in found.diterima
            if line.dipindah
        ],
        "ditolak": [{**line.baris._asdict(), **line.galat.as_json()} for line in found.ditolak],
    }
