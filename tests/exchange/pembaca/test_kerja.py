"""What a package says about itself, every filled cell accounted for."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import meta_paket
from app.exchange.buku_kerja import read_workbook
from app.exchange.pembaca import kerja
from app.exchange.sidik_lembar import sheet_digest
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl
from tests.exchange.contoh_zip import packed, unpacked, workbook
from tests.exchange.pembaca.contoh_pembaca import DATA, GUIDE, META, STYLES, spoiled, with_row

TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def refusal(data: bytes) -> LontarError:
    with pytest.raises(LontarError) as refused:
        kerja.examine(data)
    return refused.value


def test_the_hidden_sheets_are_handed_on_exactly_as_read():
    mentah = kerja.examine(contoh.package())
    buku = read_workbook(contoh.package())
    assert mentah.data == buku.sheets["Data"]
    assert mentah.meta == buku.sheets["_meta"]
    assert meta_paket.read_meta(mentah.meta).id == contoh.reading()[1]


def test_the_file_itself_is_described():
    mentah = kerja.examine(contoh.package())
    assert (mentah.kind, mentah.application, mentah.data_dalam) == ("xlsx", "", b"")
    assert mentah.entries[0] == "[Content_Types].xml"


def test_a_wrapped_workbook_is_handed_out_with_its_own_fingerprint():
    mentah = kerja.examine(packed({"paket.xlsx": contoh.package()}))
    assert mentah.kind == "xlsx_dalam_zip"
    assert mentah.data_dalam == contoh.package()
    assert mentah.sha256 == kerja.examine(contoh.package()).sha256


def test_the_properties_are_those_the_package_was_given():
    found = kerja.examine(contoh.package()).properti
    assert found["lontar.id"] == contoh.reading()[1]
    assert all(name.startswith("lontar.") for name in found)


def test_every_visible_sheet_has_its_digest_in_order():
    mentah = kerja.examine(contoh.package())
    told = {
        sheet.nama: sheet_digest(sheet.baris) for sheet in contoh.tata().sheets(*contoh.reading())
    }
    assert mentah.sidik == told
    assert mentah.terlihat == tuple(told)
    assert mentah.tersembunyi == ("Data", "_meta")


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_changes_nothing_but_the_program_named():
    mentah, again = map(kerja.examine, (contoh.package(), with_libreoffice(contoh.package())))
    assert again.application.startswith("LibreOffice ")
    assert (again.data, again.meta, again.properti) == (mentah.data, mentah.meta, mentah.properti)
    assert again.sidik == mentah.sidik


def test_openpyxl_changes_nothing_but_the_program_named():
    mentah, again = map(kerja.examine, (contoh.package(), with_openpyxl(contoh.package())))
    assert "Openpyxl" in again.application
    assert (again.data, again.meta, again.sidik) == (mentah.data, mentah.meta, mentah.sidik)


def test_a_sheet_somebody_unhid_is_visible_and_still_read():
    data = spoiled("xl/workbook.xml", 'sheetId="10" state="hidden"', 'sheetId="10"')
    mentah = kerja.examine(data)
    assert mentah.terlihat[-1] == "Data"
    assert mentah.sidik["Data"] == sheet_digest(mentah.data)
    assert mentah.tersembunyi == ("_meta",)


def test_the_rows_of_all_other_sheets_can_be_asked_for():
    found = kerja.sheet_rows(contoh.package())
    buku = read_workbook(contoh.package())
    assert found == {name: buku.sheets[name] for name in buku.visible}


def test_the_child_knows_the_same_names_as_the_package():
    assert (kerja.SHEET_DATA, kerja.SHEET_META) == (meta_paket.SHEET_DATA, meta_paket.SHEET_META)
    assert kerja.PROPERTY_PREFIX == meta_paket.PROPERTY_PREFIX
    assert kerja.HIDDEN == (meta_paket.SHEET_DATA, meta_paket.SHEET_META)


# --- Refusals ------------------------------------------------------------------------------------


def test_a_workbook_of_somebody_else_is_no_package():
    assert refusal(workbook()).kode == "paket_bukan_lontar"


def test_a_package_without_its_data_is_refused():
    def without_data(book):
        del book["Data"]

    assert refusal(with_openpyxl(contoh.package(), without_data)).kode == "paket_tanpa_data"


def test_meta_as_a_word_only_is_no_package():
    data = with_openpyxl(contoh.package(), lambda book: setattr(book["_meta"], "title", "_metaku"))
    assert refusal(data).kode == "paket_bukan_lontar"


@pytest.mark.parametrize(("part", "lembar"), [(GUIDE, "Petunjuk"), (DATA, "Data"), (META, "_meta")])
def test_a_formula_is_found_at_first_sight_on_any_sheet(part, lembar):
    error = refusal(with_row(part, '<row r="9000"><c r="C9000"><f>1+1</f><v>2</v></c></row>'))
    assert (error.kode, error.data) == ("isi_rumus", {"lembar": lembar, "sel": "C9000"})


def test_a_rule_of_an_extension_is_no_formula():
    rule = "<extLst><ext><x:f xmlns:x='urn:x'/><f xmlns='urn:x'>A1</f></ext></extLst></worksheet>"
    assert kerja.examine(spoiled(GUIDE, "</worksheet>", rule)).terlihat[0] == "Petunjuk"


def test_a_lying_number_format_is_found_at_first_sight():
    error = refusal(spoiled(STYLES, "#,##0_)", "&quot;999&quot;"))
    assert (error.kode, error.data["format"]) == ("isi_format_menyamar", '"999"')


def test_a_sheet_that_reaches_too_far_is_refused_by_name():
    error = refusal(with_row(DATA, '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))
    assert (error.kode, error.data["lembar"]) == ("paket_terlalu_luas", "Data")


def test_a_property_told_twice_is_refused():
    part = "docProps/custom.xml"
    again = '<property name="lontar.id"><a>x</a></property></Properties>'
    error = refusal(spoiled(part, "</Properties>", again))
    assert (error.kode, error.data["bagian"]) == ("isi_susunan_ganda", part)


def test_a_sheet_the_reader_names_otherwise_is_refused(monkeypatch):
    book = type("Lain", (), {"names": ("Data",), "visible": ("Data",)})
    monkeypatch.setattr(kerja, "Pembuka", lambda _: book)
    assert refusal(contoh.package()).kode == "isi_susunan_ganda"


@cache
def small() -> dict[str, bytes]:
    """The parts of a workbook with everything the child looks at, and little of it."""
    import io

    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        shape = book.add_format({"num_format": "#,##0_)"})
        book.set_custom_property("lontar.id", "abc")
        for name in ("Laporan", "Data", "_meta"):
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, name)
            sheet.write_number(1, 0, 9035, shape)
            sheet.merge_range(3, 0, 3, 2, "gabung")
    parts: dict[str, bytes] = unpacked(buffer.getvalue())
    return parts


def test_the_small_workbook_itself_is_read():
    assert kerja.examine(packed(small())).terlihat == ("Laporan", "Data", "_meta")
    assert kerja.second_look(packed(small())) == []


WORDS = [b"<", b">", b'"', b"&", b"-1", b"99999999999", b" ", b"rId1", b'xmlns=""', b"\xff", b"\0"]


@given(st.data())
def test_no_change_of_a_part_whatever_brings_about_more_than_a_refusal(data):
    name = data.draw(st.sampled_from(sorted(small())))
    content = bytearray(small()[name])
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        put = data.draw(st.sampled_from([*WORDS, b"", bytes(content[start:end]) * 2]))
        content[start:end] = put
    for look in (kerja.examine, kerja.second_look):
        with suppress(LontarError):
            look(packed({**small(), name: bytes(content)}))
