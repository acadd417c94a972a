"""`ikhtisar`: what the pimpinan is about to sign, read from the stated bytes; nothing is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.angka import format_index, format_number
from app.domain.nilai import Keadaan
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.indeks import Simpul
    from app.domain.nilai import Nilai
    from app.exchange.ikhtisar import BarisUrusan, Ikhtisar, TemuanTerkirim, UbahanSel


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Tell what the statement that waits for the pimpinan says."""
    from app.exchange import ikhtisar, pernyataan
    from app.store import drafts

    with bersama.open_office(args.kantor) as office:
        acuan = bersama.definitions(office)
        wilayah = office.identitas.wilayah
        draf = pernyataan.waiting(office, wilayah, args.periode)
        if draf is None and drafts.draft(office, wilayah, args.periode) is not None:
            raise LontarError("naskah_tertinggal")
        if draf is None:
            nama = acuan.lists.region(wilayah, str(args.periode)).nama
            raise LontarError("naskah_belum_ada", wilayah=nama, periode=args.periode.judul)
        found = ikhtisar.of_waiting(office, acuan, draf, bersama.now())
    _say(found, keluaran)
    return Hasil(0, _document(found))


def _say(found: Ikhtisar, keluaran: Keluaran) -> None:
    from app.exchange.ikhtisar import UBAHAN

    isi, whole = found.isi, found.seluruh
    place = {"wilayah": found.bacaan.wilayah.nama, "periode": found.bacaan.periode.judul}
    keluaran.say(t("perintah.ikhtisar.judul", **place, revisi=isi.revisi))
    told = found.penyata.pernyataan
    keluaran.say(
        t("perintah.ikhtisar.dinyatakan", nama=found.penyata.penanda.nama, waktu=told.waktu)
    )
    keluaran.say(t("perintah.ikhtisar.belum", jumlah=_amounts(whole)))
    keluaran.say(t("perintah.ikhtisar.capaian", nilai=_index(whole.simpul), **_answered(whole)))
    for one in found.urusan:
        line = {"nama": one.nama, "nilai": _index(one.simpul), "belum": _amounts(one)}
        keluaran.say(t("perintah.ikhtisar.urusan", **line, **_answered(one)))
    keluaran.say(t("perintah.ikhtisar.kata", kata=" ".join(found.kata)))
    listed, along = found.bukti
    keluaran.say(t("perintah.ikhtisar.bukti", jumlah=listed, ikut=along))
    _say_answers(found, keluaran)
    _say_notes(found, keluaran)
    if found.isi.reports:
        keluaran.say(t("lanjut.ikhtisar", jumlah=len(found.isi.reports)))
    for row in found.isi.reports:
        keluaran.say(f"- {t(f'lanjut.keadaan.{row.keadaan}')}: {row.teks}")
    keluaran.say(t("perintah.ikhtisar.temuan", jumlah=len(found.temuan)))
    for temuan in found.temuan:
        keluaran.say(f"- {_finding(temuan)}")
    if found.pertama:
        keluaran.say(t("perintah.ikhtisar.pertama", jumlah=len(isi.nilai)))
        return
    counts = {jenis: found.jumlah_ubahan(jenis) for jenis in UBAHAN}
    keluaran.say(t("perintah.ikhtisar.ubahan", **counts))
    for ubahan in found.ubahan:
        keluaran.say(f"- {_change(ubahan)}")


def _say_answers(found: Ikhtisar, keluaran: Keluaran) -> None:
    """What the office says to questions it was asked."""
    from app.exchange import butir_tanya

    if found.jawaban:
        asker = butir_tanya.asker(opd=bool(found.isi.opd))
        keluaran.say(t("tanya.ikhtisar", penanya=asker, jumlah=len(found.jawaban)))
    for one in found.jawaban:
        words = one.teks or t("tanya.ikhtisar_tanpa_kata")
        keluaran.say(f"- {one.form.nama}, {one.sel.label}: {words}")


def _say_notes(found: Ikhtisar, keluaran: Keluaran) -> None:
    """Where figures are from and why they are so, as far as the package tells it."""
    from app.exchange import catatan_kata

    if found.catatan:
        keluaran.say(catatan_kata.counted(found))
    for one in found.catatan:
        place = f"{one.form.kode} {one.sel.kode}"
        keluaran.say(f"- {catatan_kata.place(place, one.jenis)}: {catatan_kata.told(one)}")


def _finding(one: TemuanTerkirim) -> str:
    why = t("isian.alasan.berlaku", alasan=one.alasan) if one.alasan else ""
    return f"{one.form.kode} {one.sel.kode}: {one.pesan} {why}".strip()


def _change(one: UbahanSel) -> str:
    lama, baru = (bersama.in_words(one.sel, nilai) for nilai in (one.lama, one.baru))
    told = t("perintah.ikhtisar.ubah", lama=lama, baru=baru)
    return f"{one.form.kode} {one.sel.kode}: {told}"


def _amounts(one: BarisUrusan) -> str:
    told = (f"{format_number(number)} {satuan}" for satuan, number in one.belum.items())
    return ", ".join(told) or t("isian.kosong")


def _answered(one: BarisUrusan) -> dict[str, int]:
    known = one.kelengkapan
    return {"terjawab": known.terisi + known.dinyatakan, "wajib": known.wajib}


def _index(node: Simpul) -> str:
    return "–" if node.nilai is None else format_index(node.nilai)


# --- For programs ------------------------------------------------------------------------------


def _document(found: Ikhtisar) -> dict[str, object]:
    isi, (listed, along) = found.isi, found.bukti
    penyata = found.penyata
    return {
        "wilayah": isi.wilayah,
        "periode": isi.periode,
        "revisi": isi.revisi,
        "paket": found.paket_id,
        "kata": " ".join(found.kata),
        "menyatakan": {"nama": penyata.penanda.nama, "waktu": penyata.pernyataan.waktu},
        "seluruh": _row(found.seluruh),
        "urusan": [_row(one) for one in found.urusan],
        "temuan": [
            {
                "formulir": one.form.kode,
                "sel": one.sel.kode,
                "tingkat": one.tingkat,
                "pesan": one.pesan,
                "alasan": one.alasan,
            }
            for one in found.temuan
        ],
        "pertama": found.pertama,
        "ubahan": [
            {
                "formulir": one.form.kode,
                "sel": one.sel.kode,
                "jenis": one.jenis,
                "lama": _plain(one.lama),
                "baru": _plain(one.baru),
            }
            for one in ([] if found.pertama else found.ubahan)
        ],
        "bukti": {"jumlah": listed, "disertakan": along},
        **_said(found),
        "riwayat": isi.rantai.keadaan,
    }


def _said(found: Ikhtisar) -> dict[str, object]:
    """What the package answers and reports to the province."""
    return {
        "jawaban": [
            {"formulir": one.form.kode, "sel": one.sel.kode, "teks": one.teks}
            for one in found.jawaban
        ],
        "laporan": [row._asdict() for row in found.isi.reports],
        "catatan": [
            {
                "formulir": one.form.kode,
                "sel": one.sel.kode,
                "jenis": one.jenis.value,
                "teks": one.teks,
                "semula": one.lama,
            }
            for one in found.catatan
        ],
    }


def _row(one: BarisUrusan) -> dict[str, object]:
    known = one.kelengkapan
    return {
        "nama": one.nama,
        "indeks": bersama.index(one.simpul.nilai),
        "belum_terlayani": dict(one.belum),
        "wajib": known.wajib,
        "terisi": known.terisi,
        "dinyatakan": known.dinyatakan,
    }


def _plain(nilai: Nilai | None) -> object:
    return {"keadaan": nilai.value} if isinstance(nilai, Keadaan) else nilai
