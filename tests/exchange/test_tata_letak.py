"""The plan of the visible sheets: complete, the same on both sides, and honest about emptiness."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain.kisi import address
from app.domain.nilai import Keadaan
from app.domain.wilayah import Wilayah
from app.exchange import makna, paket, tata_layanan, ukur_teks
from app.exchange.blok import Blok, only, percent
from app.exchange.kantor_paket import Kantor
from app.exchange.sertifikat import Penanda
from app.exchange.tanda_tangan import Pernyataan, Tertanda
from app.exchange.tata_letak import Lembaran, TataLetak, sheet_names
from tests.domain.contoh_formulir import rule, small_form
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW

if TYPE_CHECKING:
    from app.domain.formulir import Formulir, Tabel
    from app.domain.nilai import Nilai

FROZEN = "f9026117570d5624"
URUSAN = {"UJI": "Urusan uji"}


def small_package(nilai: dict[str, Nilai], temuan: bool = False) -> tuple[paket.Bacaan, TataLetak]:
    """A package of one small form, the same for ever."""
    form = small_form(aturan=[rule()])
    wilayah = Wilayah("53.01", "Kabupaten Uji", "Uji", "kabupaten")
    acuan = paket.Acuan([form], URUSAN, {"53.01": wilayah}, contoh.acuan().metode)
    rows = paket.value_rows([form], {form.kode: nilai}, contoh.T3)
    found = [
        (
            "U-1",
            "UJI-01",
            "penerima.terlayani.jumlah",
            "peringatan",
            "Terlayani 9 dari 8.",
            "Data diperbarui.",
        )
    ]
    isi = paket.IsiPaket(
        format=paket.FORMAT,
        versi=paket.VERSI,
        jenis="spm",
        wilayah="53.01",
        periode="2026-T3",
        revisi=1,
        induk="",
        kantor=Kantor("kantor", "kabupaten", "Kantor Uji"),
        tujuan="Provinsi Uji",
        dibuat="2026-10-05T09:30:00+00:00",
        aplikasi="lontar 0.1.0",
        tata_letak=1,
        formulir={form.kode: paket.RujukanFormulir(1, acuan.sha256(form))},
        metode=acuan.metode,
        rantai=paket.Rantai("0" * 64, 12, "utuh"),
        kelengkapan=makna.completeness_of([form], rows, contoh.T3),
        temuan=found if temuan else [],
        bukti=[],
        nilai=rows,
    )
    return makna.resolve(isi, acuan), TataLetak(acuan)


def signers() -> tuple[Tertanda, Tertanda]:
    """Two people, the same for ever."""
    return _signer("Bapak Uji", "operator", "10.15"), _signer("Ibu Uji", "pimpinan", "11.20")


def _signer(nama: str, peran: str, jam: str) -> Tertanda:
    penanda = Penanda(
        nama=nama,
        kantor="Kantor Uji",
        wilayah="53.01",
        peran=peran,
        sidik="00" * 32,
        seri=1,
        berlaku_dari=NOW,
        berlaku_sampai=NOW,
        sidik_ca="00" * 32,
    )
    waktu = f"2026-10-05T{jam.replace('.', ':')}:00+08:00"
    return Tertanda(penanda, Pernyataan("menandatangani", waktu, f"Jabatan {nama}"))


def sheets_of(nilai: dict[str, Nilai], *, temuan: bool = False) -> dict[str, Lembaran]:
    bacaan, tata = small_package(nilai, temuan)
    return {sheet.nama: sheet for sheet in tata.sheets(bacaan, "ab" * 32, signers())}


def shown(sheet: Lembaran, sel: str) -> object:
    letak = sheet.letak("UJI-01", sel)
    assert letak is not None
    return sheet.baris[letak[0]][letak[1]]


@pytest.mark.parametrize("wilayah", ["53", contoh.KUPANG])
def test_every_cell_of_every_form_has_exactly_one_place_in_its_table(wilayah):
    acuan = contoh.acuan()
    forms = acuan.in_force(acuan.wilayah[wilayah], contoh.T3, {})
    for form in forms:
        columns = max(8, tata_layanan.number_columns([form]))
        blok = contoh.tata()._block(form, columns, frozenset()).whole()
        places = Counter(blok.sel.values())
        wanted = [kode for kode, sel in form.cells.items() if not sel.closed]
        assert sorted(places.elements()) == sorted(wanted), form.kode


def test_both_sides_arrive_at_the_same_sheets():
    one = TataLetak(contoh.acuan()).sheets(*contoh.reading())
    two = TataLetak(contoh.acuan()).sheets(*contoh.reading())
    assert [(sheet.nama, sheet.baris) for sheet in one] == [
        (sheet.nama, sheet.baris) for sheet in two
    ]


def test_the_layout_is_that_of_its_published_number():
    """Packages already sent are compared with this layout: a change raises `paket.TATA_LETAK`."""
    sheets = sheets_of({"penerima.harus.jumlah": 8, "penerima.terlayani.jumlah": 9}, temuan=True)
    told = repr([(sheet.nama, sheet.baris) for sheet in sheets.values()])
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == FROZEN


def test_the_sheets_come_in_the_order_of_the_field():
    assert [sheet.nama for sheet in contoh.tata().sheets(*contoh.reading())] == [
        "Petunjuk",
        "Ringkasan",
        "01_Pendidikan",
        "02_Kesehatan",
        "03_Pekerjaan_Umum",
        "04_Perumahan_Rakyat",
        "05_Ketenteraman_Ketertiban_Umum",
        "06_Sosial",
        "Temuan",
    ]


def test_without_findings_there_is_no_sheet_of_findings():
    assert "Temuan" not in sheets_of({"penerima.harus.jumlah": 8})


def test_a_long_name_of_an_urusan_keeps_whole_words():
    form = small_form()
    long = {"UJI": "Urusan dengan nama/yang sangat [panjang] sekali: tidak muat"}
    (name,) = sheet_names([form], long).values()
    assert name == "01_Urusan_dengan_nama_yang"
    assert re.fullmatch(r"[0-9A-Za-z_]{1,31}", name)


def test_empty_zero_and_a_declared_absence_look_different():
    sheet = sheets_of(
        {
            "penerima.terlayani.jumlah": 0,
            "mutu.m01.dibutuhkan": Keadaan.NIHIL,
            "mutu.m02.dibutuhkan": Keadaan.BUKAN_KEWENANGAN,
        }
    )["01_Urusan_uji"]
    assert shown(sheet, "penerima.harus.jumlah") == ""
    assert shown(sheet, "penerima.terlayani.jumlah") == 0
    assert shown(sheet, "mutu.m01.dibutuhkan") == "Nihil"
    assert shown(sheet, "mutu.m02.dibutuhkan") == "Bukan kewenangan"


def test_computed_cells_are_numbers_of_our_own():
    sheet = sheets_of(
        {
            "penerima.harus.jumlah": 8,
            "penerima.terlayani.jumlah": 5,
            "mutu.m01.dibutuhkan": 3,
            "mutu.m01.tersedia": 2,
        }
    )["01_Urusan_uji"]
    assert shown(sheet, "penerima.belum.jumlah") == 3
    assert shown(sheet, "mutu.m01.persen") == 66.67
    assert shown(sheet, "mutu.m02.persen") == ""


@given(st.fractions(0, 200))
def test_no_percentage_below_100_is_printed_as_100(number: Fraction):
    assert (percent(number) >= 100) == (number >= 100)
    assert abs(Fraction(str(percent(number))) - number) <= Fraction(1, 100)


def test_the_summary_speaks_of_people_before_it_speaks_of_the_index():
    rows = [row[0] for row in sheets_of({"penerima.harus.jumlah": 1234})["Ringkasan"].baris]
    assert rows.index("Belum terlayani") < rows.index("Indeks Pencapaian SPM")


def test_a_provisional_index_says_so():
    complete: dict[str, Nilai] = {
        "penerima.harus.jumlah": 8,
        "penerima.terlayani.jumlah": 8,
        "mutu.m01.dibutuhkan": 1,
        "mutu.m01.tersedia": 1,
        "mutu.m02.dibutuhkan": 1,
        "mutu.m02.tersedia": 1,
    }
    whole = repr(sheets_of(complete)["Ringkasan"].baris)
    partly = repr(
        sheets_of({**complete, "mutu.m02.tersedia": Keadaan.BELUM_TERSEDIA})["Ringkasan"].baris
    )
    assert "Tuntas Paripurna" in whole
    assert "sementara" not in whole.lower()
    assert "(sementara)" in partly


def test_the_summary_names_metode_signer_and_six_words():
    text = repr(sheets_of({"penerima.harus.jumlah": 8})["Ringkasan"].baris)
    assert "penerima 80 %, mutu 20 %; setiap persentase dibatasi 100" in text
    assert "Bapak Uji, Jabatan Bapak Uji (Operator), 5 Oktober 2026, 10.15" in text
    assert "Ibu Uji, Jabatan Ibu Uji (Pimpinan), 5 Oktober 2026, 11.20" in text
    assert "Rantai riwayat utuh, 12 catatan." in text
    assert "ab" * 32 in text


def test_a_finding_says_where_it_is():
    sheets = sheets_of({"penerima.harus.jumlah": 8, "penerima.terlayani.jumlah": 9}, temuan=True)
    table = sheets["01_Urusan_uji"]
    letak = table.letak("UJI-01", "penerima.terlayani.jumlah")
    assert letak is not None
    line = sheets["Temuan"].baris[-1]
    assert line[1] == f"01_Urusan_uji!{address(letak)}"
    assert line[4:] == ["Peringatan", "Terlayani 9 dari 8.", "Data diperbarui.", "Periksa."]


def test_a_place_tells_the_cell_it_shows_and_back():
    for sheet in contoh.tata().sheets(*contoh.reading()):
        for start, blok, formulir in sheet.blok:
            for (row, column), sel in blok.sel.items():
                assert sheet.tempat((start + row, column)) == (formulir, sel)
                assert sheet.letak(formulir, sel) == (start + row, column)


@pytest.mark.parametrize(
    ("letak", "name"),
    [((0, 0), "A1"), ((13, 3), "D14"), ((9, 25), "Z10"), ((0, 26), "AA1"), ((1, 701), "ZZ2")],
)
def test_places_are_named_as_a_spreadsheet_does(letak, name):
    assert address(letak) == name


def test_a_table_that_is_too_wide_lies_on_its_side():
    forms = [form for form in contoh.acuan().forms.values() if form.bagian == "spm"]
    tables = [tabel for form in forms for tabel in form.tabel if not tabel.register]
    assert max(len(tabel.kolom) for tabel in tables) == 17
    nothing = {form.kode: tata_layanan.left_out(form, ()) for form in forms}
    assert tata_layanan.number_columns(forms, nothing) == 5
    assert tata_layanan.number_columns(forms) == 7


def test_a_fine_breakdown_is_a_table_of_its_own_once_something_stands_in_it():
    form = contoh.full_acuan().forms["KES-04", 1]
    before = tata_layanan.block(form, 5, tata_layanan.left_out(form, ()))
    filled = tata_layanan.left_out(form, ("penerima.terlayani.dis_netra",))
    titles = [row[0] for row in tata_layanan.block(form, 5, filled).baris]
    assert "A. Penerima layanan dasar (80 %): Ragam disabilitas" in titles
    assert not any("Kelompok umur" in str(title) for title in titles)
    assert not any("Ragam" in str(row[0]) for row in before.baris)


def test_a_longer_text_never_gets_a_lower_row():
    heights = [ukur_teks.height("kata " * count, 60) for count in range(1, 200)]
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]


def test_a_word_longer_than_the_line_takes_more_lines():
    assert ukur_teks.line_count("x" * 1000, 20, 9) > 40


def test_line_ends_count_as_lines():
    assert ukur_teks.line_count("satu\n\ndua", 60, 9) == 3


def test_what_was_drawn_for_other_packages_does_not_change_a_sheet():
    bacaan, paket_id, signers = contoh.reading("53.03")
    known = contoh.tata()
    for wilayah in (contoh.KUPANG, "53.02", contoh.KUPANG):
        known.sheets(*contoh.reading(wilayah))
    again = known.sheets(bacaan, paket_id, signers)
    fresh_acuan = paket.Acuan.load(paths.forms())
    fresh = TataLetak(fresh_acuan).sheets(makna.resolve(bacaan.isi, fresh_acuan), paket_id, signers)
    assert [one.nama for one in again] == [one.nama for one in fresh]
    for one, other in zip(again, fresh, strict=True):
        assert (one.baris, one.heights()) == (other.baris, other.heights())
        assert _looks(one) == _looks(other)


def _looks(sheet: Lembaran) -> list[object]:
    return [(start, blok.gaya, blok.sel, blok.gabung, blok.bagian) for start, blok, _ in sheet.blok]


def test_a_block_below_another_stands_as_if_it_had_been_drawn_there():
    def draw(blok: Blok) -> None:
        row = blok.row(20)
        blok.put(row, 0, "Judul", "kepala", 2)
        blok.fit(row, "Judul", only(1))
        blok.bagian.append(row)
        for cell in list(small_form().cells.values())[:3]:
            blok.cell(blok.row(), 1, cell, "isi_angka")

    below, twice, direct, part = Blok(4), Blok(4), Blok(4), Blok(4)
    draw(part)
    for blok in (below, direct):
        draw(blok)
    below.extend(part)
    draw(direct)
    twice.extend(below)
    wide = [20.0] * 4
    for blok in (below, twice):
        whole = blok.whole()
        assert (whole.baris, whole.heights(wide)) == (direct.baris, direct.heights(wide))
        assert (whole.gaya, whole.sel, whole.gabung) == (direct.gaya, direct.sel, direct.gabung)
        assert whole.bagian == direct.bagian
        cells = [
            (at + row, column, one)
            for at, part, _ in blok.parts()
            for row, column, one in part.isian
        ]
        assert cells == direct.isian


def test_a_package_drawn_while_another_is_half_drawn_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form, draw = small_form(), tata_layanan._table
    meanwhile: list[Blok] = []

    def interrupted(blok: Blok, form: Formulir, tabel: Tabel) -> None:
        monkeypatch.setattr(tata_layanan, "_table", draw)
        # What another thread draws at this very moment.
        meanwhile.append(tata_layanan.block(form, 5))
        draw(blok, form, tabel)

    monkeypatch.setattr(tata_layanan, "_table", interrupted)
    whole = tata_layanan.block(form, 5)
    assert [one.baris for one in meanwhile] == [whole.baris]
