"""The outputs of kemiskinan column by column: what they print, count once, veil and leave out."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import msgspec
import openpyxl
import pytest

from app import paths
from app.domain.cetak_rupa import Desimal
from app.domain.periode import Periode
from app.domain.register import sampled
from app.domain.rumus import compile_formula
from app.exchange import keluaran_cetak
from app.store import pustaka
from tests.exchange import contoh_keluaran
from tests.exchange.contoh_keluaran import ENDE, VILLAGE

if TYPE_CHECKING:
    from app.domain.cetak_tabel import LembarCetak

QUARTER, YEAR = Periode(2026, 2), Periode(2026)
BLANK = [
    "No", "Sektor", "Program/Kegiatan", "OPD", "Lokasi", "Target", "Realisasi kinerja s.d. TW", "%",
    "Pagu", "Realisasi s.d. TW", "%", "Penerima", "Sumber dana", "Permasalahan", "Upaya",
]  # fmt: skip
_FORMULA = re.compile(r"\W")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with contoh_keluaran.office(tmp_path_factory.mktemp("keluaran") / "kantor") as made:
        yield made


@pytest.fixture(scope="module")
def printed(office):
    """The sheets of every output by their names."""
    known: dict[str, dict[str, LembarCetak]] = {}
    for kode, when in (("L2", QUARTER), ("L3", YEAR), ("L4", YEAR)):
        made = keluaran_cetak.make(office, kode, when, ENDE)
        known[kode] = {one.nama: one for one in made.lembar}
    return known


def text(sheet: LembarCetak) -> str:
    return " ".join(str(isi) for row in (*sheet.kepala, *sheet.baris) for isi in row)


def test_every_column_of_every_output_is_there_to_be_printed():
    forms = pustaka.load_forms(paths.forms())
    for keluaran in pustaka.load_keluaran(paths.forms()).keluaran:
        for bagian in keluaran.bagian:
            for name in bagian.tabel:
                kode, _, tabel = name.partition(".")
                known = {tabel: sampled(forms[kode]).tables[tabel].columns_by_code}
                for other in bagian.kait:
                    form, _, beside = other.partition(".")
                    known[beside] = forms[form].tables[beside].columns_by_code
                for one in bagian.kolom:
                    named = [*one.dari, *([one.ikut] if one.ikut else [])]
                    if one.cara == "rumus" or (
                        one.cara == "isi"
                        and _FORMULA.search(one.isi.replace(".", "").replace("{semester}", ""))
                    ):
                        named += compile_formula(one.isi).names
                    elif one.cara in {"isi", "cocok"}:
                        named.append(one.isi)
                    for names in named:
                        for n in "12":
                            place = names.replace("{semester}", n)
                            table, dot, kolom = place.partition(".")
                            found = known[table if dot else tabel]
                            assert (kolom if dot else place) in found, (name, one)


def test_names_of_sheets_fit_a_workbook_and_are_used_once_in_an_output():
    for keluaran in pustaka.load_keluaran(paths.forms()).keluaran:
        names = [
            one.lembar.replace("{tabel}", name.partition(".")[2])
            for one in keluaran.bagian
            for name in one.tabel
            if one.lembar
        ]
        assert len(names) == len(set(names))
        assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_quarterly_report_has_its_parts_in_order(printed):
    assert [name[0] for name in printed["L2"]] == list("ABCCDDEEF")
    first = printed["L2"]["A Capaian makro"]
    assert first.judul[0] == "Laporan Triwulan TKPK Kabupaten Ende Triwulan II 2026"


def test_what_is_left_out_for_want_of_content_is_named_at_the_end(printed):
    *before, last = printed["L2"].values()
    assert last.catatan[-1].startswith("Belum ada isinya, sehingga tidak dicetak: F2. ")
    assert not any("Belum ada isinya" in line for sheet in before for line in sheet.catatan)


def test_the_summary_shows_the_last_release_and_says_what_was_not_released(printed):
    rows = {row[1]: row[3:] for row in printed["L2"]["A Capaian makro"].baris}
    assert rows["Persentase penduduk miskin (P0)"] == (
        "September 2025", Fraction("22.10"), None, None,
    )  # fmt: skip
    assert rows["Jumlah penduduk miskin"] == ("Maret 2026", Fraction("62.12"), None, None)
    assert rows["Indeks keparahan (P2)"][1] == Desimal(Fraction("0.892"), 3)
    assert rows["Persentase penduduk miskin ekstrem"][:2] == ("Maret 2026", "Tidak dirilis")
    assert rows["Gini ratio"] == (None, None, None, None)


def test_places_come_from_the_plan_and_else_from_the_words_beside_the_realisation(printed):
    places = {row[2]: row[4] for row in printed["L2"]["B Realisasi RAT"].baris}
    assert places["Perlindungan\nSembako"] == "Kabupaten Ende"
    assert places["Perlindungan\nVerval"] is None
    assert places["Desa\nAir bersih"] == "Desa Detusoko Barat"


def test_the_table_has_the_fifteen_columns_of_the_blank(printed):
    sheet = printed["L2"]["B Realisasi RAT"]
    assert [title for title in sheet.kepala[0] if title] == BLANK
    assert [title for title in sheet.kepala[1] if title] == ["L", "P", "Dis"]
    row = sheet.baris[0]
    assert row[:8] == (
        1, "Sosial", "Perlindungan\nSembako", "Dinas Sosial", "Kabupaten Ende", "200 KK", 50, 25,
    )  # fmt: skip
    assert row[8:11] == (1_000, 250, 25)
    assert row[14:] == ("PAD", "Lelang terlambat", "Dipercepat")


def test_counts_have_no_decimals_because_their_unit_counts(office, printed, monkeypatch):
    def done(sheet: LembarCetak) -> list[Any]:
        return [row[6] for row in sheet.baris if row[6] is not None]

    assert [type(one) for one in done(printed["L2"]["B Realisasi RAT"])] == [int]
    people = msgspec.structs.replace(pustaka.load_keluaran(paths.forms()), satuan_hitung=["orang"])
    monkeypatch.setattr(pustaka, "load_keluaran", lambda _: people)
    again = keluaran_cetak.make(office, "L2", QUARTER, ENDE).lembar
    (sheet,) = (one for one in again if one.nama == "B Realisasi RAT")
    assert [type(one) for one in done(sheet)] == [Fraction]


def test_a_percentage_without_one_of_its_numbers_is_empty(printed):
    rows = {row[2]: row for row in printed["L2"]["B Realisasi RAT"].baris}
    assert rows["Desa\nAir bersih"][5:11] == ("3 unit", None, None, 500, None, None)


def test_a_shared_amount_is_printed_and_counted_once(printed):
    sheet = printed["L2"]["B Realisasi RAT"]
    labels = {row[0]: row for row in sheet.baris}
    assert sheet.baris[1][8] is None
    assert (3, 8, 4, 8) in sheet.gabungan
    assert labels["Jumlah Sosial"][8:11] == (1_000, 250, 25)
    assert labels["Jumlah seluruhnya"][8] == 1_500
    recap = {row[1]: row[2:] for row in printed["L2"]["C1 Per strategi"].baris}
    assert recap["Pengurangan beban pengeluaran"] == (2, 1_000, 250, 25)
    assert recap["Tidak dinyatakan"] == (1, 500, None, None)
    sources = {row[1]: row[3] for row in printed["L2"]["C2 Per sumber dana"].baris}
    assert sources == {"PAD": 1_000, "PAD; DAU bebas": 500, None: 1_500}


def test_meetings_of_later_quarters_are_left_out_and_overdue_items_come_first(printed):
    assert [row[2] for row in printed["L2"]["D1 Rapat"].baris] == ["Rakor"]
    rows = [(row[1], row[-1]) for row in printed["L2"]["D2 Tindak lanjut"].baris]
    assert rows == [("Lewat tenggat", 10), ("Selesai tepat", 0), ("Belum jatuh tempo", 0)]


def test_complaints_tell_neither_who_nor_which_village(printed):
    recap = {row[1]: row[2:] for row in printed["L2"]["E1 Rekap pengaduan"].baris}
    assert recap["Tidak dapat bantuan"] == (1, 1)
    assert recap["Salah sasaran"] == (1, 0)
    listed = printed["L2"]["E2 Pengaduan"]
    assert "Belum dapat" in text(listed)
    assert VILLAGE not in text(listed)


def test_small_counts_are_veiled_the_same_in_every_output(printed):
    """Dis 1 and 9 make 10: printing that sum beside 9 would tell the 1."""
    rows = printed["L3"]["IV.4 Penerima GEDSI"].baris
    assert [row[5:9] for row in rows] == [(30, "*", "<5", "<5"), (40, "*", "*", "*")]
    assert printed["L2"]["B Realisasi RAT"].baris[0][11:14] == (43, 27, 10)
    assert printed["L3"]["IV.4 Penerima GEDSI"].catatan[-1].startswith("<5 berarti 1 sampai 5")


def test_the_appendix_follows_the_chapters_and_shows_five_years(printed):
    chapters = [name.partition(".")[0] for name in printed["L3"] if name != "Tabel 3.1"]
    assert list(dict.fromkeys(chapters)) == ["II", "III", "IV", "V"]
    series = printed["L3"]["III.1 Indikator makro"]
    assert [year for year in series.kepala[0][3:] if year] == [str(y) for y in range(2022, 2027)]
    assert series.kepala[1][3:] == ("Maret", "Maret", "Maret", "Maret", "September", "Maret")
    assert series.baris[0][3:] == (
        Fraction("23.40"), None, Fraction("22.75"), Fraction("22.30"), Fraction("22.10"), None,
    )  # fmt: skip
    plan = printed["L3"]["IV.2 Rencana dan realisasi"]
    assert plan.judul[1].endswith("sampai Triwulan II 2026")
    assert plan.baris[0][0] == "Pengurangan beban pengeluaran"


def test_monitoring_stands_in_blocks_with_the_columns_of_the_regulation(printed):
    sheet = printed["L4"]["a Pemantauan s1"]
    assert sheet.judul == (
        "Pemantauan Rencana Aksi PJPK Kabupaten Ende Semester I Tahun 2026",
        "Sasaran 1. Pengelolaan Kuantitas Penduduk",
    )
    assert sheet.kepala[0] == (
        "No", "Indikator", "Program", "Kegiatan", "Instansi Utama", "Instansi Pendukung", "Status",
        "Output", "Anggaran", "Realisasi", "Kendala", "Rekomendasi",
    )  # fmt: skip
    first = sheet.baris[0]
    assert first[2] == "Program Pengendalian Penduduk dan Keluarga Berencana"
    assert first[4].startswith("Kemendukbangga/BKKBN")
    assert first[5:10] == (
        "Dinas Kesehatan, Dinas Pendidikan", "Berjalan", None, 150_000_000, None,
    )  # fmt: skip
    assert "a Pemantauan s5" in printed["L4"]


def test_evaluation_shows_ranges_sources_and_directions_in_words(printed):
    sheet = printed["L4"]["b Evaluasi"]
    blocks = [row[0] for row in sheet.baris if isinstance(row[0], str)]
    assert len(blocks) == 5
    rows = {row[2]: row for row in sheet.baris}
    gini = rows["Gini Ratio"]
    assert gini[5] == "RPJMD Provinsi NTT Tahun 2025-2029"
    assert gini[6] == "0,309\u20130,315"
    assert gini[11:14] == ("turun", Desimal(Fraction("0.305"), 3), Fraction("100.97"))
    assert rows["Kepadatan Penduduk"][11] == "info"


def test_headings_repeat_on_every_sheet_and_the_last_one_is_signed(office, tmp_path):
    file = tmp_path / "L2.xlsx"
    keluaran_cetak.save(keluaran_cetak.make(office, "L2", QUARTER, ENDE), file)
    sheets: list[Any] = openpyxl.load_workbook(file).worksheets
    assert all(sheet.print_title_rows for sheet in sheets)
    signed = [any(cell.value == "Maria Contoh" for row in sheet.iter_rows() for cell in row)
              for sheet in sheets]  # fmt: skip
    assert signed == [False] * (len(sheets) - 1) + [True]
    assert sheets[1]["G6"].number_format == "#,##0"
