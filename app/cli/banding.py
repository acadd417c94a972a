"""`banding`: what accepting packages would do, without taking anything in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.cli.periksa import show
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.periode import Periode
    from app.exchange.putusan import Laporan
    from app.exchange.tinjauan import Pegangan, Tinjauan
    from app.store.office import Office

_MOST = 20


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "berkas", type=Path, nargs="+", metavar="BERKAS")
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--tahan", action="append", default=[], metavar="URUSAN")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """The difference of every file; one that cannot be taken in gives its verdict's exit code."""
    from app.exchange import impor, percaya

    found, keluar = [], 0
    held: dict[Periode, Pegangan] = {}
    with (
        bersama.open_office(args.kantor) as office,
        bersama.examiner(percaya.of_office(office), office) as pemeriksa,
        bersama.package_files(args.berkas) as files,
    ):
        for laporan in impor.examine(files, office, pemeriksa):
            show(laporan, keluaran)
            told = _told(office, laporan, args, keluaran, held)
            found.append(laporan.as_json() | {"beda_isi": told})
            keluar = max(keluar, laporan.putusan.keluar)
    if not found:
        keluaran.say(t("perintah.tanpa_berkas"))
        keluar = 2
    return Hasil(keluar, {"berkas": found, "keluar": keluar})


def _told(
    office: Office,
    laporan: Laporan,
    args: Namespace,
    keluaran: Keluaran,
    held: dict[Periode, Pegangan],
) -> dict[str, object] | None:
    from app.exchange import tahanan, tinjauan, tinjauan_kata

    bacaan = laporan.bacaan
    if bacaan is None:
        return None
    tahan = tahanan.named(bacaan, args.tahan)
    if bacaan.periode not in held:
        held[bacaan.periode] = tinjauan.hold_of(office, bacaan.periode, paths.forms())
    found = tinjauan.review(held[bacaan.periode], bacaan)
    _say(found, tahan, keluaran)
    return tinjauan_kata.as_json(found, tahan)


def _say(found: Tinjauan, tahan: list[str], keluaran: Keluaran) -> None:
    from app.exchange import tahanan, tinjauan_kata, tumpang

    akibat = found.akibat(tahan)
    keluaran.say(f"  {tinjauan_kata.headline(found)}")
    if other := tinjauan_kata.other_method(found):
        keluaran.say(f"  {other}")
    for one in (*tinjauan_kata.measures_of(found, tahan), *tinjauan_kata.urusan(akibat)):
        keluaran.say(f"  {one.kalimat}")
    for seksi in found.seksi:
        key = "perintah.banding.ditahan" if seksi.urusan in tahan else "perintah.banding.urusan"
        keluaran.say(f"  {t(key, kode=seksi.urusan, nama=seksi.nama, jumlah=seksi.semua)}")
    for overlap in found.tumpang:
        keluaran.say(f"  {t('opd.tumpang.judul')}: {tumpang.spoken(found.bacaan, overlap)}")
    changes = [] if found.pertama else found.by_weight(found.beda)
    for change in changes[:_MOST]:
        told, persen = found.kata(change), tinjauan_kata.percent(change)
        who = f" ({told.siapa})" if told.siapa else ""
        line = f"    {told.layanan}: {told.sel}: {told.lama}{who} → {told.baru} {persen}"
        keluaran.say(line.rstrip())
    if len(changes) > _MOST:
        keluaran.say(f"    {t('perintah.banding.lagi', jumlah=len(changes) - _MOST)}")
    _say_notes(found, keluaran)
    for tingkat, layanan, pesan, alasan in tinjauan_kata.findings(found):
        word = t(f"isian.tingkat.{tingkat}")
        keluaran.say(f"  {word}, {layanan}: {pesan} {alasan}".rstrip())
    for copied in found.serupa:
        keluaran.say(f"  {copied}")
    for held in found.ditahan:
        keluaran.say(f"  {tahanan.told(held, found.bacaan.acuan.urusan)}")


def _say_notes(found: Tinjauan, keluaran: Keluaran) -> None:
    """The notes beside figures that would read otherwise."""
    from app.exchange import tinjauan_kata

    for one in found.catatan[:_MOST]:
        told = found.kata_catatan(one)
        lama, baru = tinjauan_kata.note_sides(one)
        keluaran.say(f"    {told.layanan}: {told.sel}: {lama} → {baru}")
    if len(found.catatan) > _MOST:
        keluaran.say(f"    {t('perintah.banding.lagi', jumlah=len(found.catatan) - _MOST)}")
