"""Registers laid out for print: one cell for equal ones, sums, and figures that were changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain import register
from app.domain.cetak_tabel import LembarCetak, Naskah, printed_register
from app.exchange.impor_tabel import peta_of
from app.store import pustaka

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

A, B, C = (register.row_id(ms, bytes(10)) for ms in (1_000, 2_000, 3_000))
PAGU, KINERJA, LOKASI, SUMBER = 11, 10, 9, 12


@pytest.fixture(scope="module")
def show():
    form = pustaka.load_forms(paths.forms())["F-K05"]
    peta = peta_of(pustaka.load_wilayah(paths.forms()), "53")
    naskah = Naskah("Kabupaten Ende", 2026, peta, "Jumlah", "Jumlah seluruhnya")

    def call(**rows: dict[str, Nilai]) -> LembarCetak:
        names = {"a": A, "b": B, "c": C}
        values = {
            f"rat.{names[row]}.{kolom}": nilai
            for row, cells in rows.items()
            for kolom, nilai in cells.items()
        }
        return printed_register(form, form.tables["rat"], values, naskah)

    return call


def test_headings_stand_in_two_rows_above_the_numbers_of_the_columns(show):
    sheet = show(a={"sektor": "Sosial", "pagu": 5})
    assert sheet.judul[1].endswith("Penanggulangan Kemiskinan Kabupaten Ende Tahun 2026")
    assert sheet.kepala[0][KINERJA : PAGU + 2] == ("Target Tahun 2026", "", "Sumber Pendanaan")
    assert sheet.kepala[1][KINERJA : PAGU + 1] == ("Kinerja", "Pagu")
    assert sheet.kepala[2] == tuple(str(n) for n in range(1, 14))
    assert {(0, 10, 0, 11), (0, 0, 1, 0)} <= set(sheet.gabungan)


def test_equal_cells_become_one_and_every_sector_has_its_number_and_sum(show):
    sheet = show(
        a={"sektor": "Sosial", "program": "P", "pagu": 5},
        b={"sektor": "Sosial", "program": "P", "pagu": 7},
        c={"sektor": "Desa", "program": "P", "pagu": 8},
    )
    assert [row[0] for row in sheet.baris] == [
        1, None, "Jumlah Sosial", 2, "Jumlah Desa", "Jumlah seluruhnya",
    ]  # fmt: skip
    assert [row[PAGU] for row in sheet.baris] == [5, 7, 12, 8, 8, 20]
    assert sheet.jumlah == {2, 4, 5}
    assert (3, 5, 4, 5) in sheet.gabungan


def test_a_shared_amount_is_one_cell_over_the_rows_that_follow_it(show):
    sheet = show(
        a={"sektor": "S", "kegiatan": "K", "pagu": 5},
        b={"sektor": "S", "kegiatan": "K", "ikut": A},
    )
    assert (3, PAGU, 4, PAGU) in sheet.gabungan
    assert sheet.baris[-1][PAGU] == 5


def test_a_sector_without_any_amount_has_no_sum_which_is_not_zero(show):
    sheet = show(a={"sektor": "S", "pagu": 5}, b={"sektor": "T", "kebijakan": "K"})
    labels = [row[0] for row in sheet.baris]
    assert labels == [1, "Jumlah S", 2, "Jumlah seluruhnya"]


def test_words_of_a_target_stand_until_its_figure_is_changed(show):
    cells: dict[str, Nilai] = {
        "target_jenis": "angka",
        "target_nilai": 20_000,
        "target_satuan": "orang",
        "target_teks": "Korban Bencana Alam 200 orang",
    }
    assert show(a=cells).baris[0][KINERJA] == "Korban Bencana Alam 200 orang"
    assert show(a=cells | {"target_nilai": 25_000}).baris[0][KINERJA] == "250 orang"


def test_words_of_a_place_stand_until_its_codes_are_changed(show):
    cells: dict[str, Nilai] = {
        "lokasi_tingkat": "kabkota",
        "lokasi": "53.07;53.71",
        "lokasi_teks": "Kota Kupang dan Kab. Sikka",
    }
    assert show(a=cells).baris[0][LOKASI] == "Kota Kupang dan Kab. Sikka"
    assert show(a=cells | {"lokasi": "53.07"}).baris[0][LOKASI] == "Kabupaten Sikka"


def test_sources_are_spelled_as_in_print(show):
    sheet = show(a={"sumber_dana": "pad;dau_sg"})
    assert sheet.baris[0][SUMBER] == ("Pendapatan Asli Daerah (PAD), DAU ditentukan penggunaannya")


def test_an_empty_register_has_no_rows_and_no_sum(show):
    assert show().baris == ()


def test_columns_of_figures_have_figures_and_short_words_only():
    rows = (
        ("Layanan", 12, "Nihil", 5, "12"),
        ("Lain", "Belum tersedia", None, "satu kalimat yang panjang", "Nihil"),
        ("Jumlah seluruh layanan", 12, None, None, None),
    )
    sheet = LembarCetak("X", (), (), rows, (9,) * 5, jumlah=frozenset({2}))
    assert sheet.figures == {1}
    assert replace(sheet, angka=frozenset({2})).figures == {1, 2}
    assert replace(sheet, tengah=frozenset({1})).figures == set()
