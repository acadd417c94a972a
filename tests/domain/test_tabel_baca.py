"""Printed registers read into rows: nothing is lost, nothing is counted twice."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import paths
from app.domain import register
from app.domain.kisi import kisi_of
from app.domain.tabel_baca import Tujuan, read_table
from app.domain.tempel import Keputusan, Nasib
from app.exchange.impor_tabel import peta_of
from app.exchange.pembaca import tabel as pembaca
from app.store import pustaka
from tests.exchange import contoh_rat

if TYPE_CHECKING:
    from app.domain.kisi import Kisi

HEADS = [*contoh_rat.HEADS[:10], "Target Kinerja", "Pagu", "Sumber Dana"]


@pytest.fixture(scope="module")
def read():
    form = pustaka.load_forms(paths.forms())["F-K05"]
    peta = peta_of(pustaka.load_wilayah(paths.forms()), "53")

    def call(kisi: Kisi, putusan: Keputusan | None = None, values=None, tahun=None):
        ids = [register.row_id(n, bytes(10)) for n in range(len(kisi.baris) + 1)]
        tabel = form.tables["rat"]
        assert tabel.cetak is not None
        tujuan = Tujuan(form, tabel, values or {}, peta, ids, tahun=tahun)
        found = read_table(kisi, tabel.cetak, tujuan, putusan)
        return found, ids

    return call


def sheet(*rows: list[str], merged=()) -> Kisi:
    return kisi_of([HEADS, *rows], merged)


def row(**cells: str) -> list[str]:
    names = dict(zip(contoh_rat.COLUMNS, [""] * 13, strict=True))
    return list((names | cells).values())


def column(found, kolom: str):
    return [found.cells.get(f"rat.{code}.{kolom}") for code in found.baris]


def test_the_table_of_2023_gives_its_rows_amounts_and_programmes(read):
    found_sheet = pembaca.sheets(contoh_rat.workbook())["RAT"]
    found, _ = read(kisi_of(found_sheet.baris, found_sheet.gabungan))
    assert len(found.baris) == len(found.baru) == 34
    assert sum(one is not None for one in column(found, "kegiatan")) == 29
    amounts = [one for one in column(found, "pagu") if one is not None]
    assert (len(amounts), sum(amounts)) == (25, contoh_rat.TOTAL)
    assert len({one for one in column(found, "program") if one}) == 14
    assert found.rencana.bersih
    assert found.tahun == 2023
    assert [(one.cetak, one.cocok) for one in found.kontrol] == [(contoh_rat.TOTAL, True)]


def test_rows_under_a_merged_amount_point_to_the_row_that_has_it(read):
    found_sheet = pembaca.sheets(contoh_rat.workbook())["RAT"]
    found, _ = read(kisi_of(found_sheet.baris, found_sheet.gabungan))
    first, fifth = found.baris[1], found.baris[4]
    assert column(found, "ikut")[:8] == [None, None, first, first, None, fifth, fifth, None]


def two_years() -> Kisi:
    """Last year's target and budget stand to the left of this year's."""
    first, last = contoh_rat.HEADS[:10], "Sumber Pendanaan"
    above = [*first, "Target Tahun 2025", "", "Target Tahun 2026", "", last]
    below = [*[""] * 10, "Kinerja", "Pagu", "Kinerja", "Pagu", ""]
    cells = ["1", "Sosial", "A", "S", "I", "P", "I", "K", "I", "", "9 KK", "1", "12 KK", "5", "DAU"]
    merged = [(0, 10, 0, 11), (0, 12, 0, 13)]
    merged += [(0, place, 1, place) for place in (*range(10), 14)]
    return kisi_of([above, below, cells], merged)


def test_of_two_years_side_by_side_the_figures_of_the_sheet_s_year_are_taken(read):
    found, _ = read(two_years(), tahun=2026)
    assert (column(found, "pagu"), column(found, "target_nilai")) == ([5], [1200])
    assert found.tahun == 2026
    left_out = [one.letak for one in found.rencana.butir if "lain_tahun" in one.alasan]
    assert left_out == [(2, 10), (2, 11)]
    before, _ = read(two_years(), tahun=2025)
    assert (column(before, "pagu"), before.tahun) == ([1], 2025)


@pytest.mark.parametrize(
    ("above", "heading", "times"),
    [
        ("(dalam ribuan rupiah)", "Pagu", 1000),
        ("Dalam jutaan", "Pagu", 10**6),
        ("", "Pagu (Rp juta)", 10**6),
        ("", "Pagu (ribu rupiah)", 1000),
        ("(Rp. 000)", "Pagu", 1000),
        ("Bantuan 2 juta per keluarga", "Pagu", 1),
        ("", "Pagu", 1),
    ],
)
def test_rupiah_that_are_not_written_in_full_are_multiplied_rows_and_sums_alike(
    read, above, heading, times
):
    heads = [heading if one == "Pagu" else one for one in HEADS]
    one = row(no="1", sektor_urusan="Sosial", kegiatan="K1", pagu_rp="750")
    two = row(no="2", sektor_urusan="Sosial", kegiatan="K2", pagu_rp="50")
    total = row(no="Jumlah", pagu_rp="800")
    found, _ = read(kisi_of([[above], heads, one, two, total]))
    assert column(found, "pagu") == [750 * times, 50 * times]
    assert found.kali == times
    assert [one.cocok for one in found.kontrol] == [True]


def test_merged_words_hold_for_the_rows_below_and_empty_ones_do_not(read):
    one = row(
        no="1", sektor_urusan="Sosial", kebijakan="A", program="P", kegiatan="K1", pagu_rp="5"
    )
    two = row(kegiatan="K2", indikator_kegiatan="I", pagu_rp="6")
    plain, _ = read(sheet(one, two))
    assert column(plain, "sektor") == ["Sosial", "Sosial"]
    assert column(plain, "program") == ["P", None]
    merged, _ = read(sheet(one, two, merged=[(1, 5, 2, 5)]))
    assert column(merged, "program") == ["P", "P"]


def test_repeated_headings_column_numbers_and_the_foot_are_left_out_by_rule(read):
    one = row(no="1", sektor_urusan="Sosial", kegiatan="K1", pagu_rp="5")
    numbers = [str(n) for n in range(1, 14)]
    sums = row(sektor_urusan="Jumlah", pagu_rp="12")
    two = row(no="2", sektor_urusan="Desa", kegiatan="K2", pagu_rp="7")
    foot = row(target_kinerja="Kepala Bapperida")
    found, _ = read(sheet(numbers, one, HEADS, two, sums, foot))
    assert column(found, "kegiatan") == ["K1", "K2"]
    reasons = {one.letak[0]: one.alasan.rpartition(".")[2] for one in found.rencana.butir}
    assert [reasons[n] for n in (0, 1, 3, 5, 6)] == [
        "kepala", "nomor_kolom", "kepala_berulang", "jumlah", "penutup",
    ]  # fmt: skip


def test_sums_by_sector_are_checked_each_and_the_last_against_all(read):
    rows = [
        row(no="1", sektor_urusan="Sosial", kegiatan="K1", pagu_rp="5"),
        row(sektor_urusan="Jumlah Sosial", pagu_rp="5"),
        row(no="2", sektor_urusan="Desa", kegiatan="K2", pagu_rp="7"),
        row(sektor_urusan="Jumlah Desa", pagu_rp="8"),
        row(sektor_urusan="Total", pagu_rp="12"),
    ]
    found, _ = read(sheet(*rows))
    told = [(one.judul, one.cetak, one.hitung, one.cocok) for one in found.kontrol]
    assert told == [
        ("Jumlah Sosial", 5, 5, True), ("Jumlah Desa", 8, 7, False), ("Total", 12, 12, True),
    ]  # fmt: skip


def test_the_rest_of_a_torn_row_is_listed_and_makes_no_row(read):
    one = row(no="1", sektor_urusan="Sosial", kegiatan="K1", indikator_program="eliminasi")
    found, _ = read(sheet(one, row(indikator_program="malaria")))
    assert len(found.baris) == 1
    (torn,) = [b for b in found.rencana.butir if b.nasib is Nasib.TOLAK]
    assert (torn.letak, torn.alasan) == ((2, 6), "tabel.alasan.sambungan")


def test_a_doubtful_amount_is_asked_and_an_answer_is_taken(read):
    one = row(no="1", sektor_urusan="Sosial", kegiatan="K1", pagu_rp="12.50.000")
    two = row(no="2", sektor_urusan="Desa", kegiatan="K2", pagu_rp="1,5 juta")
    found, _ = read(sheet(one, two))
    lots = {b.letak: b.nasib for b in found.rencana.butir if b.letak[1] == contoh_rat.PAGU}
    assert lots[1, 11] is Nasib.TOLAK
    assert lots[2, 11] is Nasib.TANYA
    answered, _ = read(sheet(one, two), Keputusan({(2, 11): 1_500_000}))
    assert column(answered, "pagu") == [None, 1_500_000]


def test_an_unknown_column_is_listed(read):
    one = [*row(no="1", sektor_urusan="Sosial", kegiatan="K1"), "Dinas Sosial"]
    found, _ = read(kisi_of([[*HEADS, "Pelaksana"], one]))
    (listed,) = [b for b in found.rencana.butir if b.nasib is Nasib.TOLAK]
    assert (listed.letak, listed.alasan) == ((1, 13), "tabel.alasan.tanpa_kolom")


def test_reading_the_same_table_again_finds_its_rows_and_changes_nothing(read):
    one = row(no="1", sektor_urusan="Sosial", kegiatan="K1", pagu_rp="5", target_kinerja="5 orang")
    first, _ = read(sheet(one, one))
    again, _ = read(sheet(one, one), values=first.cells)
    assert again.baris == first.baris
    assert (again.baru, again.cells) == ((), {})


def test_another_table_is_not_read_as_this_one(read):
    found, _ = read(kisi_of([["No", "Kabupaten", "Jumlah"], ["1", "Ende", "5"]]))
    assert found is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "", "K1", "5", "Jumlah", "100%", "Belu", "Kupang", "1.2.3"]),
            min_size=13, max_size=13,
        ),
        max_size=6,
    ),
    st.sets(st.tuples(st.integers(1, 3), st.integers(0, 12), st.integers(1, 3)), max_size=4),
)  # fmt: skip
def test_every_filled_cell_is_taken_left_out_or_listed(read, rows, spans):
    merged = [(r, c, min(r + n, len(rows)), c) for r, c, n in spans if r < len(rows)]
    clear = {(r, c) for top, c, last, _ in merged for r in range(top + 1, last + 1)}
    texts = [
        ["" if (n, c) in clear else t for c, t in enumerate(one)] for n, one in enumerate(rows, 1)
    ]
    kisi = sheet(*texts, merged=merged)
    found, _ = read(kisi)
    filled = {(r, c) for r in range(len(kisi.baris)) for c in kisi.filled(r)}
    assert filled <= {one.letak for one in found.rencana.butir}


def test_the_workbook_of_the_example_can_be_opened():
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(contoh_rat.workbook()))
    assert book["RAT"]["L7"].value == "Rp .350,000,000 ,00"
