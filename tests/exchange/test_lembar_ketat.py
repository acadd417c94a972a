"""The one form of a sheet: honest programs write it, what could be shown otherwise is refused."""

from __future__ import annotations

import pytest

from app.errors import LontarError
from app.exchange import lembar_ketat, prapemeriksaan, susunan_buku
from app.exchange.lembar_ketat import SelGalat, check_sheet, check_texts
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ROOM = 1000


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    names = f'xmlns="{MAIN}" xmlns:mc="{MC}" xmlns:z="urn:z" xmlns:m="{MAIN}"'
    return f"<worksheet {names}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def refusal(content: bytes, room: int = ROOM) -> LontarError:
    with pytest.raises(LontarError) as refused:
        check_sheet("Data", "xl/worksheets/sheet1.xml", content, room)
    return refused.value


def row(cells: str, number: object = 4) -> str:
    return f'<row r="{number}">{cells}</row>'


ONE = '<c r="D4"><v>100</v></c>'
REORDERED = {
    "sel dua kali": row(f'{ONE}<c r="D4"><v>999</v></c>'),
    "sel mundur": row(f'{ONE}<c r="C4"><v>999</v></c>'),
    "sel di baris lain": row('<c r="D5"><v>999</v></c>'),
    "sel tanpa alamat": row("<c><v>999</v></c>"),
    "alamat kecil": row('<c r="d4"><v>9</v></c>'),
    "alamat berspasi": row('<c r=" D4"><v>9</v></c>'),
    "alamat mutlak": row('<c r="$D$4"><v>9</v></c>'),
    "kolom jauh": row('<c r="XFE4"><v>9</v></c>'),
    "baris dua kali": row(ONE) + row('<c r="E4"><v>9</v></c>'),
    "baris mundur": row(ONE) + row("", 3),
    "baris tanpa nomor": "<row><c/></row>",
    "baris nol": row("", 0),
    "baris pecahan": row("", "4.0"),
    "baris jauh": row("", 1_048_577),
}
STRANGE = {
    "dua tabel": sheet(row(ONE), after="<sheetData/>"),
    "tabel lebih dalam": sheet("", before=f"<a><sheetData>{row(ONE)}</sheetData></a>"),
    "sel di luar tabel": sheet("", after=ONE),
    "baris asing": sheet(row(ONE) + '<z:row r="5"><z:c r="D5"><z:v>9</z:v></z:c></z:row>'),
    "sel asing": sheet(row(f'{ONE}<z:c r="E4"><z:v>9</z:v></z:c>')),
    "sel tanpa nama asal": sheet(row(f'{ONE}<c xmlns="" r="E4"><v>9</v></c>')),
    "sel asing di luar": sheet("", after='<z:c r="E4"/>'),
    "nilai asing": sheet(row('<c r="D4"><z:v>9</z:v></c>')),
    "pilihan lain": sheet(
        "", before="<mc:AlternateContent><mc:Choice/><mc:Fallback/></mc:AlternateContent>"
    ),
    "pilihan lain di baris": sheet(row("<mc:AlternateContent/>")),
    "dua nilai": sheet(row('<c r="D4"><v>1</v><v>2</v></c>')),
    "nilai dan teks": sheet(row('<c r="D4" t="inlineStr"><is><t>1</t></is><v>2</v></c>')),
    "teks tanpa jenis": sheet(row('<c r="D4"><is><t>1</t></is></c>')),
    "nilai berjenis teks": sheet(row('<c r="D4" t="inlineStr"><v>1</v></c>')),
    "ekstensi sel": sheet(row('<c r="D4"><v>1</v><extLst/></c>')),
    "unsur di dalam nilai": sheet(row('<c r="D4"><v>1<z:b/></v></c>')),
    "huruf di antara sel": sheet(row(f"999{ONE}")),
    "huruf di dalam sel": sheet(row('<c r="D4">999<v>1</v></c>')),
    "bunyi baca": sheet(row('<c r="D4" t="inlineStr"><is><t>1</t><rPh><t>9</t></rPh></is></c>')),
    "tanggal": sheet(row('<c r="D4" t="d"><v>2026-01-01</v></c>')),
    "jenis asing": sheet(row('<c r="D4" t="angka"><v>1</v></c>')),
    "bukan angka": sheet(row('<c r="D4"><v>NaN</v></c>')),
    "angka berspasi": sheet(row('<c r="D4"><v> 1</v></c>')),
    "angka heksa": sheet(row('<c r="D4"><v>0x10</v></c>')),
    "angka bergaris": sheet(row('<c r="D4"><v>1_000</v></c>')),
    "angka arab": sheet(row('<c r="D4"><v>٣</v></c>')),
    "indeks negatif": sheet(row('<c r="D4" t="s"><v>-1</v></c>')),
    "benar dua": sheet(row('<c r="D4" t="b"><v>2</v></c>')),
    "galat berpesan": sheet(row('<c r="D4" t="e"><v>999</v></c>')),
    "akar lain": f'<lembar xmlns="{MAIN}"><sheetData/></lembar>'.encode(),
    "akar bernama asing": b"<worksheet><sheetData/></worksheet>",
}


@pytest.mark.parametrize("case", REORDERED)
def test_a_cell_told_twice_or_out_of_order_is_refused(case):
    assert refusal(sheet(REORDERED[case])).kode == "isi_sel_ganda"


@pytest.mark.parametrize("case", STRANGE)
def test_a_structure_readers_could_disagree_about_is_refused(case):
    assert refusal(STRANGE[case]).kode == "isi_lembar_menyamar"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D4"><f>1+1</f><v>2</v></c>',
        '<c r="D4"><v>2</v><f t="shared" si="0"/></c>',
        '<m:c r="D4"><m:f>1+1</m:f><m:v>2</m:v></m:c>',
    ],
)
def test_a_formula_is_refused_with_its_cell(cell):
    error = refusal(sheet(row(cell)))
    assert error.pesan == (
        "Sel D4 pada lembar Data memuat rumus. Paket Lontar hanya memuat angka dan teks yang sudah "
        "jadi."
    )
    assert error.saran == (
        "Minta pengirim mengekspor lagi dari Lontar dan mengirim berkasnya tanpa menyuntingnya di "
        "Excel atau WPS."
    )


def test_the_sentences_name_sheet_and_cell():
    assert refusal(sheet(REORDERED["sel dua kali"])).pesan == (
        "Pada lembar Data, sel atau baris D4 tertulis dua kali, tidak berurutan, atau tanpa alamat "
        "yang benar, sehingga program yang berbeda akan menampilkan isi yang berbeda."
    )
    assert refusal(STRANGE["sel asing"]).pesan == (
        "Lembar Data memuat susunan yang tidak pernah ditulis Excel di dalam paket (D4: c), "
        "sehingga program yang berbeda akan menampilkan isi yang berbeda."
    )
    for rows in (REORDERED["sel dua kali"], row("<mc:AlternateContent/>")):
        assert refusal(sheet(rows)).saran == (
            "Jangan gunakan berkas ini. Minta ekspor baru dari Lontar dan beri tahu pengelola di "
            "provinsi."
        )


def test_more_cells_than_any_package_are_refused_while_counting():
    error = refusal(sheet(row('<c r="A4"/><c r="B4"/><c r="C4"/>')), room=2)
    assert error.pesan == (
        "Isi berkas ini merentang lebih dari 400000 sel (sampai lembar Data), jauh lebih luas "
        "daripada paket mana pun."
    )
    assert error.saran == "Minta pengirim mengekspor lagi dari Lontar dan mengirim berkas aslinya."


@pytest.mark.parametrize(
    "content",
    [
        sheet(""),
        sheet(row('<c r="A4" s="1"/><c r="D4" t="n"><v>-1.5E-3</v></c>')),
        sheet(row('<c r="Z4"><v>0</v></c><c r="AA4" t="b"><v>1</v></c>')),
        sheet(row('<c r="D4" t="str"><v>teks apa pun</v></c>')),
        sheet(row('<c r="D4" t="inlineStr"><is><r><rPr><b/></rPr><t>9</t></r><t> x</t></is></c>')),
        sheet(row('<c r="D4" t="inlineStr"/><c r="E4"><v></v></c>')),
        sheet(f"\n {row(ONE)}\n {row('', 1_048_576)}\n"),
        sheet(row(ONE), after="<extLst><ext><z:cf><z:f>A1&gt;3</z:f></z:cf></ext></extLst>"),
        sheet(row(ONE), after="<conditionalFormatting><cfRule><formula>1</formula></cfRule>"
              "</conditionalFormatting>"),
        sheet(row('<m:c r="D4"><m:v>1</m:v></m:c>')),
        sheet("<!-- <f>1</f> -->" + row(ONE)),
    ],
)  # fmt: skip
def test_what_office_programs_write_passes(content):
    left, errors = check_sheet("Data", "x.xml", content, ROOM)
    assert left <= ROOM
    assert not errors


def test_a_cell_with_an_error_is_told_not_refused():
    content = sheet(row('<c r="D4" t="e"><v>#REF!</v></c><c r="E4" t="e"><v>#N/A</v></c>'))
    assert check_sheet("06_Sosial", "x.xml", content, ROOM) == (
        ROOM - 2,
        [SelGalat("06_Sosial", "D4", "#REF!"), SelGalat("06_Sosial", "E4", "#N/A")],
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<si><t>a</t></si><a/>", "<si><t>a<b/></t></si>", "<t>a</t>", '<si xmlns=""><t>a</t></si>',
        "<si><rPh><t>9</t></rPh><t>1</t></si>",
    ],
)  # fmt: skip
def test_shared_texts_in_any_other_form_are_refused(inside):
    with pytest.raises(LontarError) as refused:
        check_texts("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{inside}</sst>'.encode())
    assert refused.value.kode == "isi_lembar_menyamar"


def test_shared_texts_as_programs_write_them_pass():
    inside = "<si><t>a</t><phoneticPr fontId='1'/></si><si><r><rPr><b/></rPr><t>b</t></r></si>"
    check_texts("x.xml", f'<sst xmlns="{MAIN}">{inside}<extLst><a/></extLst></sst>'.encode())


def check_package(data: bytes) -> int:
    """How many cells all sheets of a package have."""
    praperiksa = prapemeriksaan.inspect(data)
    parts = praperiksa.parts
    left = lembar_ketat.MAX_CELLS
    for nama, _, bagian, _ in susunan_buku.read(praperiksa):
        left, errors = check_sheet(nama, bagian, parts[bagian], left)
        assert not errors
    if "xl/sharedStrings.xml" in parts:
        check_texts("xl/sharedStrings.xml", parts["xl/sharedStrings.xml"])
    return lembar_ketat.MAX_CELLS - left


def test_a_package_has_that_form_as_exported_and_saved_again():
    assert 3_000 < check_package(contoh.package()) < lembar_ketat.MAX_CELLS / 10
    assert check_package(with_openpyxl(contoh.package())) > 3_000


@needs_libreoffice
@pytest.mark.libreoffice
def test_a_package_saved_again_by_libreoffice_has_that_form():
    assert check_package(with_libreoffice(contoh.package())) > 3_000


def test_elements_nested_without_end_outside_of_the_cells_are_refused():
    error = refusal(sheet("", after="<a>" * 300 + "</a>" * 300))
    assert (error.kode, error.data["bagian"]) == ("xml_terlalu_dalam", "Data")


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")])
def test_a_column_has_the_name_office_programs_give_it(column, name):
    assert lembar_ketat.column_letters(column) == name
