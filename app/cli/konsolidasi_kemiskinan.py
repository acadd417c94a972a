"""`konsolidasi-kemiskinan`: 22 regions, their klaster and the province side by side (L5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Mapping

    from app.domain.gabung import Gabungan
    from app.domain.konsolidasi import BarisGabungan, BarisKonsolidasi, Konsolidasi
    from app.domain.konsolidasi_kolom import KolomGabung
    from app.domain.petak import Petak
    from app.domain.rumus import Number

TO_LOOK_AT = 1
_FIRST_GROUP = "kiriman"


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--keluar", type=bersama.folder, metavar="KONSOLIDASI.xlsx")
    option(parser, "--lihat", default=_FIRST_GROUP, metavar="KELOMPOK")
    option(parser, "--di", default="provinsi", metavar="53.02")
    option(parser, "--asal", metavar="KOLOM")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Show a group of columns and the comparisons; with `--asal` where one figure is from."""
    from app.exchange import konsolidasi_bahan, konsolidasi_kata, konsolidasi_xlsx

    with bersama.open_office(args.kantor) as office:
        bahan = konsolidasi_bahan.gather(office, args.periode, paths.forms())
        kepala = konsolidasi_xlsx.head_of(office)
    found = konsolidasi_bahan.put_together(bahan)
    keluaran.say(t("konsolidasi.miskin.ringkas", jumlah=found.hadir, semua=len(found.baris)))
    dokumen = document(found)
    if args.asal:
        dokumen["jelas"] = _explain(found, args.di, args.asal, keluaran)
    else:
        _show(found, args.lihat, keluaran)
        for one in found.kolom:
            if one.kode in found.banding:
                keluaran.say(f"- {konsolidasi_kata.comparison_told(found, one)}")
    if args.keluar:
        konsolidasi_xlsx.save(found, kepala, args.keluar)
        dokumen["berkas"] = str(args.keluar)
        counts = {"jumlah": found.hadir, "semua": len(found.baris)}
        keluaran.say(t("konsolidasi.miskin.selesai", berkas=args.keluar, **counts))
    missing = found.hadir < len(found.baris)
    differs = any(one.cocok is False for one in found.banding.values())
    return Hasil(TO_LOOK_AT if missing or differs else 0, dokumen)


# --- For people ----------------------------------------------------------------------------------


def _show(found: Konsolidasi, kelompok: str, keluaran: Keluaran) -> None:
    from app.exchange import konsolidasi_kata as kata
    from app.exchange.konsolidasi_samar import veiled

    kolom = found.columns_of(_known(kelompok, [one.kode for one in found.kelompok]))
    tabirs = veiled(found)
    rows = []
    for row in found.baris:
        kode = row.wilayah.kode
        texts = [kata.region_text(one, row.petak[one.kode]) for one in kolom]
        marks = [tabirs.get((one.kode, kode)) for one in kolom]
        rows.append([row.wilayah.nama, *_hidden(texts, marks)])
    for code, name, group in _groups(found):
        texts = [_with_coverage(one, group.petak[one.kode]) for one in kolom]
        rows.append([name, *_hidden(texts, [tabirs.get((one.kode, code)) for one in kolom])])
    heads = [t("konsolidasi.kolom.wilayah"), *(one.nama for one in kolom)]
    keluaran.table(heads, rows, range(1, len(heads)))


def _hidden(texts: Iterable[str], marks: Iterable[str | None]) -> list[str]:
    return [mark or text for text, mark in zip(texts, marks, strict=True)]


def _groups(found: Konsolidasi) -> list[tuple[str, str, BarisGabungan]]:
    from app.exchange import konsolidasi_kata as kata
    from app.exchange.konsolidasi_jelas import PROVINSI, cluster_code

    groups = [(cluster_code(one.nama), kata.cluster_name(one.nama), one) for one in found.klaster]
    return [*groups, (PROVINSI, t("konsolidasi.miskin.semua"), found.provinsi)]


def _with_coverage(kolom: KolomGabung, total: Gabungan) -> str:
    from app.exchange import konsolidasi_kata as kata

    text = kata.total_text(kolom, total)
    return f"{text} ({kata.coverage(total)})" if total.ikut and not total.whole else text


def _explain(
    found: Konsolidasi, baris: str, kolom: str, keluaran: Keluaran
) -> list[dict[str, object]]:
    from app.exchange import konsolidasi_jelas

    columns = {one.kode: one for one in found.kolom}
    chosen = columns[_known(kolom, columns)]
    rows = [one.wilayah.kode for one in found.baris]
    rows += [code for code, _, _ in _groups(found)] + [konsolidasi_jelas.BANDING]
    told = konsolidasi_jelas.explain(found, _known(baris, rows), chosen)
    for one in told:
        said = " · ".join(part for part in (one.judul, one.rincian, one.nilai) if part)
        keluaran.say(f"{'  ' * one.tingkat}{said}")
    return [
        {
            "judul": one.judul,
            "rincian": one.rincian,
            "nilai": one.nilai,
            "wilayah": one.wilayah,
            "formulir": one.formulir,
            "sel": one.sel,
        }
        for one in told
    ]


def _known(kode: str, known: Iterable[str]) -> str:
    listed = list(known)
    if kode not in listed:
        raise LontarError("konsolidasi_tidak_dikenal", kode=kode, daftar=", ".join(listed))
    return kode


# --- For programs --------------------------------------------------------------------------------


def document(found: Konsolidasi) -> dict[str, object]:
    """The whole table; a figure comes with what it is, and an absence is never a number."""
    return {
        "periode": str(found.periode),
        "jumlah_wilayah": len(found.baris),
        "hadir": found.hadir,
        "kolom": [_column(one) for one in found.kolom],
        "wilayah": [_region(found, one) for one in found.baris],
        "klaster": [_together(found, one) for one in found.klaster],
        "provinsi": _together(found, found.provinsi),
        "banding": _comparisons(found),
        "catatan": [
            {
                "formulir": one.formulir,
                "sel": one.sel,
                "aturan": one.aturan.kode,
                "tingkat": one.tingkat("tanda_tangan"),
                "pesan": one.pesan,
            }
            for one in found.catatan
        ],
    }


def _column(one: KolomGabung) -> dict[str, object]:
    named = ("kode", "kelompok", "judul", "satuan", "formulir", "hitung", "gabung", "alasan")
    return {name: getattr(one, name) for name in named}


def _region(found: Konsolidasi, row: BarisKonsolidasi) -> dict[str, object]:
    paket = row.isi.kiriman
    told = None if paket is None else paket._asdict()
    cells = {one.kode: _place(one, row.petak[one.kode]) for one in found.kolom}
    kode, nama = row.wilayah.kode, row.wilayah.nama
    return {"kode": kode, "nama": nama, "hadir": row.isi.hadir, "paket": told, "petak": cells}


def _place(kolom: KolomGabung, petak: Petak) -> dict[str, object]:
    told: dict[str, object] = {"rupa": petak.rupa, "angka": _number(kolom, petak.angka)}
    if petak.teks:
        told["teks"] = petak.teks
    if petak.kurang:
        told |= {"kurang": petak.kurang, "banyak": petak.banyak}
    return told


def _together(found: Konsolidasi, group: BarisGabungan) -> dict[str, object]:
    cells: Mapping[str, object] = {
        one.kode: {
            "rupa": total.rupa,
            "angka": _number(one, total.angka),
            "ikut": len(total.ikut),
            "semua": total.semua,
            "sementara": total.sementara,
        }
        for one in found.kolom
        for total in (group.petak[one.kode],)
    }
    return {"nama": group.nama, "wilayah": list(group.anggota), "petak": cells}


def _comparisons(found: Konsolidasi) -> dict[str, object]:
    from app.exchange import konsolidasi_kata as kata

    return {
        one.kode: {
            "sebab": banding.sebab,
            "cocok": banding.cocok,
            "provinsi": _number(one, banding.provinsi.angka),
            "selisih": _number(one, banding.selisih),
            "aturan": banding.acuan.aturan,
            "cerita": kata.comparison_told(found, one),
        }
        for one in found.kolom
        for banding in (found.banding.get(one.kode),)
        if banding is not None
    }


def _number(kolom: KolomGabung, angka: Number | None) -> float | int | None:
    """A figure as it is printed, with the decimals of its column."""
    from app.domain.angka import round_half_up

    if angka is None:
        return None
    scaled = round_half_up(angka, kolom.desimal)
    return scaled / 10**kolom.desimal if kolom.desimal else scaled
