"""The workbook of a package: printable, without formulas or links, without a trace of a person."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from app.errors import LontarError
from app.exchange import paket, tulis_paket
from app.exchange.gaya_paket import STYLES
from app.exchange.meta_paket import Sampul
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, parts, with_libreoffice

PRINTABLE = ["Petunjuk", "Ringkasan", "01_Pendidikan", "02_Kesehatan", "06_Sosial", "Temuan"]


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(BytesIO(contoh.package()))


@pytest.fixture(scope="module")
def content() -> dict[str, bytes]:
    return parts(contoh.package())


def sampul() -> Sampul:
    bacaan, paket_id, _ = contoh.reading()
    return Sampul(
        paket_id, paket.manifest_bytes(bacaan.isi).decode(), ["a..b"], paket.canonical(bacaan.isi)
    )


# --- What must never be in it --------------------------------------------------------------------


def test_there_is_no_formula_no_link_and_no_foreign_part(content):
    for name, part in content.items():
        assert b"<f>" not in part, name
        assert b"<f " not in part, name
        assert b"<hyperlink " not in part, name
        assert b'"External"' not in part, name
    kinds = {name.split("/")[1] for name in content if name.startswith("xl/")}
    assert kinds == {
        "workbook.xml", "styles.xml", "sharedStrings.xml", "theme", "worksheets", "_rels",
        "drawings", "media",
    }  # fmt: skip


def test_a_text_that_looks_like_a_formula_stays_a_text(book):
    sheet, place = contoh.place_of("KES-01", "uraian.permasalahan.teks")
    cell = book[sheet][place]
    assert cell.value == contoh.NASTY
    assert cell.data_type == "s"


def test_there_are_no_document_properties_but_our_own(content):
    assert [name for name in content if name.startswith("docProps/")] == ["docProps/custom.xml"]
    names = re.findall(rb'name="([^"]*)"', content["docProps/custom.xml"])
    assert names
    assert all(name.startswith(b"lontar.") for name in names)


# --- What a person sees --------------------------------------------------------------------------


def test_the_sheets_for_machines_are_hidden(book):
    states = {sheet.title: sheet.sheet_state for sheet in book}
    assert states.pop("Data") == "hidden"
    assert states.pop("_meta") == "veryHidden"
    assert set(states.values()) == {"visible"}
    assert book.active.title == "Petunjuk"


@pytest.mark.parametrize("name", PRINTABLE)
def test_every_visible_sheet_prints_on_a4_one_page_wide(book, name):
    sheet = book[name]
    assert sheet.page_setup.paperSize in ("9", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert (sheet.page_setup.orientation == "landscape") == (name == "Temuan")
    one_page = name in ("Petunjuk", "Ringkasan")
    assert sheet.page_setup.fitToHeight in ((None, 1) if one_page else (0,))
    assert contoh.reading()[1] in sheet.oddFooter.left.text
    assert "&P" in sheet.oddFooter.right.text
    assert "&N" in sheet.oddFooter.right.text


@pytest.mark.parametrize("name", ["01_Pendidikan", "02_Kesehatan", "06_Sosial"])
def test_headings_repeat_and_stay_in_view(book, name):
    sheet = book[name]
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.freeze_panes == "C3"
    assert sheet["A1"].value.startswith("SPM ")


def test_numbers_are_numbers_with_the_separators_of_the_reader(book):
    sheet, place = contoh.place_of("KES-01", "mutu.m02.dibutuhkan")
    cell = book[sheet][place]
    assert cell.value == 688_500
    assert cell.number_format.startswith("#,##0")
    sheet, place = contoh.place_of("KES-01", "penerima.persen.jumlah")
    assert book[sheet][place].value == 84.71


def test_input_and_computed_cells_have_their_own_colour(book):
    sheet, place = contoh.place_of("KES-01", "penerima.harus.jumlah")
    assert book[sheet][place].fill.fgColor.rgb == "FFFFF7D6"
    sheet, place = contoh.place_of("KES-01", "penerima.belum.jumlah")
    assert book[sheet][place].fill.fgColor.rgb == "FFEDEBE7"


def test_all_cells_of_the_sheet_data_are_texts(book):
    sheet = book["Data"]
    assert [cell.value for cell in sheet[1]] == ["periode", "formulir", "sel", "jenis", "isi"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert sheet.max_row == len(contoh.reading()[0].isi.nilai) + 1


def test_the_summary_carries_a_code_a_telephone_can_read(content):
    drawing = content["xl/drawings/drawing1.xml"].decode()
    bacaan, paket_id, _ = contoh.reading()
    assert f"LONTAR spm 53.01 2026-T3 rev1 {paket_id}" in drawing
    assert content["xl/media/image1.png"].startswith(b"\x89PNG")
    assert bacaan.isi.revisi == 1


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_keeps_text_that_looks_like_an_escape(tmp_path):
    with contoh.kabupaten(tmp_path / "kantor", filled=False) as office:
        contoh.type_in(office, "KES-01", "uraian.solusi.teks", "_x0041_ dan _x000D_")
        data = contoh.export(office, tmp_path).path.read_bytes()
    assert contoh.judge(with_libreoffice(data)).sah


# --- How it is written ---------------------------------------------------------------------------


def test_the_same_package_gives_the_same_bytes():
    bacaan = contoh.reading()[0]
    sheets = contoh.tata().sheets(*contoh.reading())
    assert tulis_paket.workbook(bacaan, sheets, sampul()) == tulis_paket.workbook(
        bacaan, sheets, sampul()
    )


def test_the_default_font_of_no_workbook_follows_the_theme():
    # The first of a process was right, but the next one took the font of the theme.
    bacaan = contoh.reading()[0]
    sheets = contoh.tata().sheets(*contoh.reading())
    for _ in range(2):
        styles = parts(tulis_paket.workbook(bacaan, sheets, sampul()))["xl/styles.xml"]
        default = styles.partition(b"<fonts")[2].partition(b"</font>")[0]
        assert b'"Arial"' in default
        assert b"scheme" not in default


def test_a_file_that_does_not_hold_what_it_was_given_is_never_handed_out():
    bacaan = contoh.reading()[0]
    sheets = contoh.tata().sheets(*contoh.reading())
    data = tulis_paket.workbook(bacaan, sheets, sampul())
    tulis_paket.check_written(data, sheets, bacaan, sampul())
    sheets[2].baris[20][4] = 12345
    with pytest.raises(LontarError) as refused:
        tulis_paket.check_written(data, sheets, bacaan, sampul())
    assert refused.value.kode == "paket_salah_tulis"
    assert "01_Pendidikan" in refused.value.pesan


def test_the_hidden_sheets_are_read_back_too():
    bacaan = contoh.reading()[0]
    sheets = contoh.tata().sheets(*contoh.reading())
    data = tulis_paket.workbook(bacaan, sheets, sampul())
    other = Sampul("00" * 32, "{}", ["c..d"], b"{}")
    with pytest.raises(LontarError) as refused:
        tulis_paket.check_written(data, sheets, bacaan, other)
    assert refused.value.data == {"lembar": "_meta"}


def test_every_style_a_sheet_asks_for_exists():
    used = {
        name
        for sheet in contoh.tata().sheets(*contoh.reading())
        for _, blok, _ in sheet.blok
        for name in blok.gaya.values()
    }
    assert used <= set(STYLES)
