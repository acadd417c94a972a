"""Stages of penerapan for the demo: where the data come from, needs with prices, plans, problems.

A service in three has them, so that the readiness sheet of a demo has something to say.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.domain import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.nilai import Nilai
    from app.exchange.demo_angka import Sheet

_SHARE = 100
_PRICES = {"orang": 150_000, "paket": 45_000, "buku": 25_000, "dosis": 18_000}
_USUAL_PRICE = 35_000
_FOR_SPM, _FOR_DISABILITY = 92, 4
_MONTHS = {"PDK": "06", "KES": "05"}


def fill(sheet: Sheet, values: Mapping[str, Nilai]) -> dict[str, Nilai]:
    """The cells of the four stages of one sheet; empty where this service has none."""
    if sheet.draw(0, 2, "tahap") or not isinstance(values.get("penerima.harus.jumlah"), int):
        return {}
    made = dict(_data(sheet)) | dict(_needs(sheet, values))
    made |= dict(_plan(sheet, values))
    return made | dict(_problem(sheet, values))


def _row(sheet: Sheet, name: str) -> str:
    """The same row for the same names, and a different one for all others."""
    moment = (sheet.tahun - 1970) * 31_556_952_000
    seed = f"{sheet.wilayah.kode}|{sheet.form.kode}|{sheet.tahun}|{name}"
    return register.row_id(moment, hashlib.sha256(seed.encode()).digest()[: register.RANDOM_BYTES])


def _data(sheet: Sheet) -> Iterator[tuple[str, Nilai]]:
    yield "pendataan.sumber.isi", "Rekapitulasi perangkat daerah dan proyeksi penduduk"
    yield "pendataan.tanggal.isi", f"{sheet.tahun}-01-15"
    yield "pendataan.by_name.isi", "ya" if sheet.draw(0, 1, "by_name") else "tidak"


def _needs(sheet: Sheet, values: Mapping[str, Nilai]) -> Iterator[tuple[str, Nilai]]:
    for baris in sheet.form.tables["kebutuhan"].baris:
        place = "penerima.harus.jumlah" if baris.ikut else f"mutu.{baris.kode}.dibutuhkan"
        need = values.get(place)
        if isinstance(need, int):
            there = need * sheet.draw(20, 80, baris.kode, "ada") // _SHARE
            yield f"kebutuhan.{baris.kode}.ada", there
            yield f"kebutuhan.{baris.kode}.harga", _PRICES.get(baris.satuan, _USUAL_PRICE)


def _plan(sheet: Sheet, values: Mapping[str, Nilai]) -> Iterator[tuple[str, Nilai]]:
    """One row for each source of money, summing up to the budget of the service."""
    for dana in sheet.of.dana:
        pagu = values.get(f"anggaran.pagu.{dana}")
        if not isinstance(pagu, int):
            continue
        row = f"rencana.{_row(sheet, dana)}"
        revised = values.get(f"anggaran.perubahan.{dana}")
        yield f"{row}.sub_kegiatan", f"Pemenuhan {sheet.form.nama.lower()}"
        yield f"{row}.satuan", sheet.form.cells["penerima.harus.jumlah"].baris.satuan
        yield f"{row}.target", sheet.harus
        yield f"{row}.dana", dana
        yield f"{row}.pagu", pagu
        if isinstance(revised, int):
            yield f"{row}.perubahan", revised
        yield f"{row}.spm", "ya"
        yield f"{row}.nilai_spm", pagu * _FOR_SPM // _SHARE
        yield f"{row}.disabilitas", "ya"
        yield f"{row}.nilai_dis", pagu * _FOR_DISABILITY // _SHARE
        spent = values.get(f"anggaran.realisasi.{dana}")
        if isinstance(spent, int):
            yield row.replace("rencana", "pelaksanaan") + ".realisasi", spent
            yield row.replace("rencana", "pelaksanaan") + ".keluaran", sheet.terlayani


def _problem(sheet: Sheet, values: Mapping[str, Nilai]) -> Iterator[tuple[str, Nilai]]:
    told = values.get("uraian.permasalahan.teks")
    if isinstance(told, str):
        row = f"masalah.{_row(sheet, 'masalah')}"
        yield f"{row}.uraian", told
        yield f"{row}.tahap", "4"
        yield f"{row}.penyebab", "koordinasi"
        yield f"{row}.solusi", str(values.get("uraian.solusi.teks", ""))
        yield f"{row}.pj", "Perangkat daerah pengampu"
        yield f"{row}.tenggat", f"{sheet.tahun}-{_MONTHS.get(sheet.form.urusan, '11')}-30"
        yield f"{row}.status", "proses"
