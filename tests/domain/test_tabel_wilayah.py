"""Tables of regions with a printed total: found by names, added up, broken cells named."""

from __future__ import annotations

import time

import pytest

from app import paths
from app.domain.ejaan import spellings
from app.domain.kisi import address, kisi_of
from app.domain.tabel_kontrol import KolomAngka, controls, repairs
from app.domain.tabel_wilayah import TabelWilayah, find, smaller_places
from app.store import pustaka
from tests.domain import contoh_penduduk as contoh


@pytest.fixture(scope="module")
def ejaan():
    return spellings(pustaka.load_wilayah(paths.forms()).values())


def table(sheet, ejaan) -> TabelWilayah:
    found = find(sheet, ejaan, "53")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kupang", ("53.01", "53.71")),
        ("KAB. KUPANG", ("53.01",)),
        ("22. kota kupang", ("53.71",)),
        ("Manggarai", ("53.10",)),
        ("Maggarai Timur", ("53.19",)),
        ("Sabu Rai Jua", ("53.20",)),
        ("ROTE-ND AO", ("53.14",)),
        ("MATIM", ("53.19",)),
        ("Smba Barat Daya", ("53.18",)),
        ("Kab.TTS", ("53.02",)),
        ("Prov. NTT", ("53",)),
        ("Atlantis", ()),
    ],
)
def test_a_name_means_the_regions_it_may_mean(ejaan, text, codes):
    assert ejaan.meant(text) == codes


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([["No", "Kecamatan"], ["1", "Ndona"], ["2", "Maukaro"], ["", "Jumlah"]], 2),
        ([["Nama Desa/Kelurahan", "KK"], ["Wolotopo", "5"], ["Rewarangga", "6"]], 2),
        ([["Tempat", "KK"], ["Kec. Ndona", "5"], ["Desa Wolotopo", "6"], ["Total", "11"]], 2),
        ([["Kabupaten", "Kecamatan"], ["Ende", "24"], ["Sikka", "21"]], 0),
        ([["Kegiatan", "Lokasi"], ["Jalan", "Kec. Ndona"]], 0),
    ],
)
def test_a_table_of_kecamatan_is_known_by_its_names(rows, names):
    assert len(smaller_places(kisi_of(rows))) == names


def test_a_slip_resembles_a_name_but_is_not_taken_for_it(ejaan):
    assert ejaan.meant("Timor Tengah Utra") == ()
    assert ejaan.alike("Timor Tengah Utra") == ("53.03",)


def test_the_five_broken_cells_are_named_with_the_figures_that_close_the_sums(ejaan):
    found = table(contoh.sheet(), ejaan)
    assert [one.cocok for one in controls(found.kolom)] == [False, False, False, True, False]
    proposed = {address(one.letak): one.teks for one in repairs(found.kolom)}
    assert proposed == contoh.REPAIRED
    assert all(one.pasti for one in repairs(found.kolom))


def test_a_whole_table_adds_up_and_nothing_is_proposed(ejaan):
    found = table(contoh.sheet({}), ejaan)
    assert all(one.cocok for one in controls(found.kolom))
    assert repairs(found.kolom) == []


def test_every_filled_cell_has_a_part(ejaan):
    sheet = contoh.sheet()
    found = table(sheet, ejaan)
    filled = {(row, column) for row in range(len(sheet.baris)) for column in sheet.filled(row)}
    assert filled == set(found.arti)


def test_two_rows_called_kupang_are_both_asked_unless_one_says_kota(ejaan):
    found = table(contoh.sheet(), ejaan)
    assert [codes for codes in found.baris.values() if len(codes) > 1] == [("53.01", "53.71")] * 2
    assert found.row_of("53.01") is None
    told = contoh.rows({})
    told[24][1] = "Kota Kupang"
    clear = table(kisi_of(told, contoh.MERGED), ejaan)
    assert (clear.row_of("53.01"), clear.row_of("53.71")) == (3, 24)


def test_the_one_missing_figure_is_what_the_sum_lacks():
    column = KolomAngka(2, "Desa", 0, {1: 10, 2: 20}, kosong=(3,), total=45, baris_total=4)
    assert [(one.letak, one.usul, one.pasti) for one in repairs([column])] == [((3, 2), 15, True)]


def test_one_lost_zero_is_found_without_other_years():
    column = KolomAngka(2, "KK", 0, {1: 29_666, 2: 50_000}, total=346_660, baris_total=3)
    assert [(one.tertulis, one.usul) for one in repairs([column])] == [(29_666, 296_660)]


def test_two_ways_to_close_a_sum_are_no_proposal():
    column = KolomAngka(2, "KK", 0, {1: 100, 2: 100}, total=1100, baris_total=3)
    assert repairs([column]) == []


def test_two_lost_zeros_are_found_in_a_column_of_two_thousand_rows_at_once():
    nilai = {row: 3 * row + 1 for row in range(1, 2_001)}
    total = sum(nilai.values()) + 9 * (50_000_000_003 + 70_000_000_009)
    column = KolomAngka(
        2, "KK", 0, {**nilai, 2_001: 50_000_000_003, 2_002: 70_000_000_009},
        total=total + 50_000_000_003 + 70_000_000_009, baris_total=2_003,
    )  # fmt: skip
    begin = time.process_time()
    assert [one.letak[0] for one in repairs([column])] == [2_001, 2_002]
    assert time.process_time() - begin < 1


def test_a_difference_nobody_can_explain_names_no_cell():
    column = KolomAngka(2, "Desa", 0, {1: 160, 2: 68}, total=225, baris_total=3)
    assert controls([column])[0].selisih == -3
    assert repairs([column]) == []


def test_figures_rounded_one_by_one_may_miss_their_sum_by_the_rounding():
    column = KolomAngka(2, "Ribu", 2, {1: 38321, 2: 48800}, total=87122, baris_total=3)
    assert controls([column])[0].cocok


def test_a_sheet_without_regions_is_no_such_table(ejaan):
    assert find(kisi_of([["Sub kegiatan", "Pagu"], ["Kelas ibu", "10"]]), ejaan, "53") is None


def test_shares_are_not_added_up(ejaan):
    rows = [
        ["Persentase Penduduk Miskin, Maret 2025", ""],
        ["Kabupaten/Kota", "2025"],
        ["Ende", "22,10"],
        ["Sikka", "12,50"],
        ["Ngada", "11,75"],
        ["Nusa Tenggara Timur", "18,60"],
    ]
    found = table(kisi_of(rows), ejaan)
    assert (controls(found.kolom), found.kolom[0].total) == ([], 1860)
