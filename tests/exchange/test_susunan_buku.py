"""Which sheets a workbook consists of: refused wherever readers could find different parts."""

from __future__ import annotations

import io

import pytest

from app.errors import LontarError
from app.exchange import prapemeriksaan, susunan_buku
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl
from tests.exchange.contoh_zip import TYPES, packed, unpacked

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET2, TEXTS = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def workbook() -> dict[str, bytes]:
    """Three sheets by XlsxWriter, one of them hidden, one very hidden."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name in ("Laporan", "Data", "_meta"):
            book.add_worksheet(name).write_string(0, 0, name)
        book.get_worksheet_by_name("Data").hide()
        book.get_worksheet_by_name("_meta").very_hidden()
    return unpacked(buffer.getvalue())


def read(parts: dict[str, bytes]) -> tuple[susunan_buku.LembarBuku, ...]:
    return susunan_buku.read(prapemeriksaan.inspect(packed(parts), thorough=False))


def changed(part: str, old: str, new: str) -> dict[str, bytes]:
    parts = workbook()
    assert old.encode() in parts[part]
    return {**parts, part: parts[part].replace(old.encode(), new.encode(), 1)}


def with_part(
    name: str, kind: str = "", relation: str = "", *, first: bool = False
) -> dict[str, bytes]:
    """One more part, declared, related, or both; at the front or at the end of the lists."""
    parts = workbook()
    parts[name] = parts[TEXTS if "Strings" in name else SHEET2]
    for part, entry, head, tail in (
        (TYPES, f'<Override PartName="/{name}" ContentType="{kind}"/>', "<Override", "</Types>"),
        (
            RELATIONS,
            f'<Relationship Id="rId99" Type="{OFFICE}/{relation}" Target="/{name}"/>',
            "<Relationship ",
            "</Relationships>",
        ),
    ):
        if kind if part == TYPES else relation:
            place = head if first else tail
            parts[part] = parts[part].replace(place.encode(), f"{entry}{place}".encode(), 1)
    return parts


def strings(first: bool) -> dict[str, bytes]:
    return with_part(
        "xl/sharedStrings2.xml", f"{KIND}.sharedStrings+xml", "sharedStrings", first=first
    )


NEW_SHEET = '<sheet name="Palsu" sheetId="9" r:id="rId2"/>'
HOSTILE = {
    "a05 relasi dibuang": (changed(RELATIONS, "worksheets/sheet2.xml", "theme/theme1.xml"), TYPES),
    "a07 lembar yatim": (with_part("xl/worksheets/sheet9.xml"), RELATIONS),
    "a07 lembar yatim bernama lain": (with_part("xl/worksheets/lain.xml"), RELATIONS),
    "a07 lembar yatim bertipe": (with_part("xl/lain.xml", f"{KIND}.worksheet+xml"), TYPES),
    "a08 lembar berelasi tanpa nama": (
        with_part("xl/worksheets/sheet9.xml", f"{KIND}.worksheet+xml", "worksheet"),
        TYPES,
    ),
    "a09 teks kedua di akhir": (strings(first=False), TYPES),
    "a10 teks kedua di awal": (strings(first=True), TYPES),
    "a14 target memutar": (
        changed(RELATIONS, "worksheets/sheet2.xml", "worksheets/../worksheets/sheet2.xml"),
        RELATIONS,
    ),
    "a19 tipe lembar jadi gaya": (
        changed(
            TYPES,
            f'sheet2.xml" ContentType="{KIND}.worksheet',
            f'sheet2.xml" ContentType="{KIND}.styles',
        ),
        TYPES,
    ),
    "a21 tipe dua kali": (
        changed(
            TYPES,
            "</Types>",
            '<Override PartName="/XL/SHAREDSTRINGS.XML" ContentType="a/b"/></Types>',
        ),
        "/XL/SHAREDSTRINGS.XML",
    ),
    "a22 beda huruf": (
        {name.replace("sheet2", "Sheet2"): content for name, content in workbook().items()},
        RELATIONS,
    ),
    "a28 teks tanpa relasi": (
        with_part("xl/sharedStrings2.xml", f"{KIND}.sharedStrings+xml", first=True),
        TYPES,
    ),
    "tipe lewat akhiran": (
        {
            **changed(
                TYPES,
                "<Default",
                f'<Default Extension="lembar" ContentType="{KIND}.worksheet+xml"/><Default',
            ),
            "xl/lain.lembar": b"<a/>",
        },
        TYPES,
    ),
    "id relasi dua kali": (changed(RELATIONS, 'Id="rId3"', 'Id="rId2"'), RELATIONS),
    "dua lembar satu bagian": (changed(BOOK, 'r:id="rId3"', 'r:id="rId2"'), BOOK),
    "nama lembar dua kali": (changed(BOOK, 'name="_meta"', 'name="DATA"'), BOOK),
    "lembar tanpa nama": (changed(BOOK, 'name="_meta"', 'name=""'), BOOK),
    "keadaan asing": (changed(BOOK, "veryHidden", "setengah"), BOOK),
    "lembar di luar daftar": (changed(BOOK, "</sheets>", f"</sheets>{NEW_SHEET}"), BOOK),
    "daftar kedua": (changed(BOOK, "</sheets>", f"</sheets><sheets>{NEW_SHEET}</sheets>"), BOOK),
    "lembar bernama asing": (
        changed(BOOK, "</sheets>", '<z:sheet xmlns:z="urn:z" name="P" sheetId="9"/></sheets>'),
        BOOK,
    ),
    "lembar pilihan lain": (
        changed(
            BOOK,
            "</sheets>",
            f'</sheets><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x"><sheets>'
            f"{NEW_SHEET}</sheets></mc:Choice></mc:AlternateContent>",
        ),
        BOOK,
    ),
    "buku di tempat lain": (
        {
            **{name: content for name, content in workbook().items() if name != BOOK},
            "xl/buku.xml": workbook()[BOOK],
            "xl/_rels/buku.xml.rels": workbook()[RELATIONS],
            TYPES: workbook()[TYPES].replace(b"xl/workbook.xml", b"xl/buku.xml"),
            "_rels/.rels": workbook()["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/buku.xml"),
        },
        BOOK,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_parts_that_can_be_put_together_in_two_ways_are_refused(case):
    parts, bagian = HOSTILE[case]
    with pytest.raises(LontarError) as refused:
        read(parts)
    error = refused.value
    assert error.kode in ("isi_susunan_ganda", "isi_buku_ganda")
    assert error.data["bagian"] == bagian


def test_the_refusal_says_why_it_matters():
    with pytest.raises(LontarError) as refused:
        read(HOSTILE["a08 lembar berelasi tanpa nama"][0])
    assert refused.value.pesan == (
        "Bagian-bagian buku kerja ini (lihat [Content_Types].xml) dapat dirangkai dengan lebih "
        "dari satu cara, sehingga program yang berbeda akan menampilkan isi yang berbeda."
    )
    assert refused.value.saran == (
        "Jangan gunakan berkas ini. Minta ekspor baru dari Lontar dan beri tahu pengelola di "
        "provinsi."
    )


@pytest.mark.parametrize("told", ["1", "true", "on"])
def test_dates_counted_from_1904_are_refused(told):
    with pytest.raises(LontarError) as refused:
        read(changed(BOOK, "<workbookPr ", f'<workbookPr date1904="{told}" '))
    assert refused.value.pesan == (
        "Berkas ini menghitung tanggal dari tahun 1904, cara lama yang menggeser semua tanggal "
        "empat tahun."
    )
    assert (
        refused.value.saran
        == "Minta pengirim mengekspor lagi dari Lontar dan mengirim berkas aslinya."
    )


def test_more_sheets_than_any_package_has_are_refused():
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for number in range(61):
            book.add_worksheet(f"L{number}")
    with pytest.raises(LontarError) as refused:
        read(unpacked(buffer.getvalue()))
    assert refused.value.kode == "paket_terlalu_banyak"


def test_the_sheets_of_a_workbook_are_told_in_order_with_their_parts():
    assert [tuple(sheet) for sheet in read(workbook())] == [
        ("Laporan", "visible", "xl/worksheets/sheet1.xml", "worksheet"),
        ("Data", "hidden", "xl/worksheets/sheet2.xml", "worksheet"),
        ("_meta", "veryHidden", "xl/worksheets/sheet3.xml", "worksheet"),
    ]


def test_a_date_system_told_as_usual_passes():
    assert len(read(changed(BOOK, "<workbookPr ", '<workbookPr date1904="false" '))) == 3


def names(data: bytes) -> list[str]:
    found = susunan_buku.read(prapemeriksaan.inspect(data, thorough=False))
    return [sheet.nama for sheet in found]


def test_a_package_saved_again_by_openpyxl_has_the_same_sheets():
    assert names(with_openpyxl(contoh.package())) == names(contoh.package())


@needs_libreoffice
@pytest.mark.libreoffice
def test_a_package_saved_again_by_libreoffice_has_the_same_sheets():
    assert names(with_libreoffice(contoh.package())) == names(contoh.package())
