"""Preflight: what a file is by its content, and a reason for everything that is not let through."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import prapemeriksaan
from app.exchange.prapemeriksaan import BUKAN_PAKET, inspect
from tests.exchange.contoh_buku import converted, needs_libreoffice
from tests.exchange.contoh_zip import (
    ROOT,
    SHEET,
    TYPES,
    Raw,
    packed,
    raw_zip,
    spoiled,
    unpacked,
    with_type,
    workbook,
)

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
MS = "application/vnd.ms-office"
XML = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT = f"{RELATIONS}/officeDocument"


def refusal(data: bytes) -> LontarError:
    with pytest.raises(LontarError) as caught:
        inspect(data)
    return caught.value


def ole2(stream: str) -> bytes:
    return OLE2 + stream.encode("utf-16-le") + bytes(100)


def sheet_relation(kind: str, target: str, mode: str = "External") -> bytes:
    relation = f'<Relationship Id="rId1" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{relation}</Relationships>'.encode()


OTHER_FILES = {
    "kosong": (b"", "berkas_kosong", "Berkas ini kosong."),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(99), "berkas_foto", "Berkas ini adalah foto"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(99), "berkas_foto", "Berkas ini adalah foto"),
    "heic": (bytes(4) + b"ftypheic" + bytes(9), "berkas_foto", "Berkas ini adalah foto"),
    "webp": (b"RIFF\x00\x00\x00\x00WEBP", "berkas_foto", "Berkas ini adalah foto"),
    "mp4": (bytes(4) + b"ftypmp42" + bytes(9), "berkas_video", "Berkas ini adalah rekaman"),
    "pdf": (b"%PDF-1.7\n" + bytes(99), "berkas_pdf", "Berkas ini adalah dokumen PDF"),
    "html": (b"\r\n<HTML><table>", "berkas_html", "Berkas ini adalah halaman web"),
    "csv": (b"wilayah;nilai\r\n53.01;12\r\n", "berkas_teks", "Berkas ini adalah teks biasa"),
    "daftar pencabutan": (
        b"-----BEGIN X509 CRL-----\nMIIC\n",
        "berkas_daftar_pencabutan",
        "Berkas ini adalah daftar sertifikat yang dicabut provinsi.",
    ),
    "sertifikat": (
        b"Sertifikat untuk Maria\n-----BEGIN CERTIFICATE-----\nMIIC\n-----BEGIN X509 CRL-----\n",
        "berkas_sertifikat",
        "Berkas ini adalah sertifikat yang diterbitkan provinsi.",
    ),
    "permintaan": (
        b"PERMINTAAN SERTIFIKAT\n-----BEGIN CERTIFICATE REQUEST-----\n",
        "berkas_permintaan_sertifikat",
        "Berkas ini adalah permintaan sertifikat untuk provinsi.",
    ),
    "rar": (b"Rar!\x1a\x07\x01\x00", "berkas_arsip_lain", "Berkas ini adalah arsip"),
    "zip kosong": (packed({}), "berkas_zip_kosong", "Berkas ZIP ini kosong."),
    "xls": (ole2("Workbook"), "berkas_xls", "Berkas ini adalah Excel bentuk lama"),
    "doc": (ole2("WordDocument"), "berkas_word", "Berkas ini adalah dokumen Word"),
    "ppt": (ole2("PowerPoint Document"), "berkas_presentasi", "Berkas ini adalah salindia"),
    "ole lain": (OLE2, "berkas_tak_dikenal", "Berkas ini bukan paket Lontar"),
    "acak": (bytes(range(256)), "berkas_tak_dikenal", "Berkas ini bukan paket Lontar"),
    "ods": (
        packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}),
        "berkas_ods",
        "Berkas ini adalah dokumen LibreOffice",
    ),
    "docx": (
        spoiled(types=("spreadsheetml.sheet.main", "wordprocessingml.document.main")),
        "berkas_word",
        "Berkas ini adalah dokumen Word",
    ),
    "pptx": (
        spoiled(types=("spreadsheetml.sheet.main", "presentationml.presentation.main")),
        "berkas_presentasi",
        "Berkas ini adalah salindia presentasi",
    ),
    "xltx": (
        spoiled(types=("spreadsheetml.sheet.main", "spreadsheetml.template.main")),
        "berkas_templat",
        "Berkas ini adalah templat Excel",
    ),
    "xlsb": (
        spoiled(
            types=(
                f"{XML}.spreadsheetml.sheet.main+xml",
                "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
            )
        ),
        "berkas_xlsb",
        "Berkas ini adalah Excel biner",
    ),
    "opc lain": (
        spoiled(types=(f"{XML}.spreadsheetml.sheet.main+xml", "application/xml")),
        "berkas_tak_dikenal",
        "Berkas ini bukan paket Lontar",
    ),
    "zip berisi foto": (packed({"foto.jpg": b"\xff\xd8\xff"}), "berkas_foto", "Berkas ini adalah"),
    "zip berisi zip": (
        packed({"a.zip": packed({"b.xlsx": workbook()})}),
        "berkas_zip_tanpa_excel",
        "Berkas ZIP ini tidak memuat paket Lontar.",
    ),
    "zip berisi sampah": (
        packed({"__MACOSX/._a.xlsx": b"x", "desktop.ini": b"y"}),
        "berkas_zip_tanpa_excel",
        "Berkas ZIP ini tidak memuat paket Lontar.",
    ),
}

DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
HOSTILE = {
    "bersandi": (ole2("EncryptedPackage"), "berkas_bersandi", "dikunci dengan kata sandi"),
    "dua dalam zip": (
        packed({"a.xlsx": workbook(), "b.xlsx": workbook()}),
        "berkas_zip_banyak",
        "Berkas ZIP ini memuat 2 berkas",
    ),
    "terpotong": (workbook()[:-40], "zip_terpotong", "Berkas ini tidak lengkap"),
    "makro": (
        with_type("xl/vbaProject.bin", f"{MS}.vbaProject"),
        "isi_makro",
        "Berkas ini memuat makro",
    ),
    "makro tanpa tipe": (spoiled({"xl/VBAProject.bin": b"x"}), "isi_makro", "memuat makro"),
    "makro ole2": (spoiled({"xl/media/a.png": OLE2}), "isi_tertanam", "memuat berkas lain"),
    "xlsm": (
        spoiled(
            types=(
                f"{XML}.spreadsheetml.sheet.main+xml",
                "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        ),
        "isi_makro",
        "Berkas ini memuat makro",
    ),
    "lembar makro": (spoiled({"xl/macrosheets/sheet1.xml": b"<a/>"}), "isi_makro", "memuat makro"),
    "pita": (spoiled({"customUI/customUI.xml": b"<a/>"}), "isi_makro", "memuat makro"),
    "taut luar": (
        spoiled({"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "isi_taut_luar",
        "Berkas ini mengambil isi dari berkas atau alamat lain",
    ),
    "gambar luar": (
        spoiled(
            {
                "xl/worksheets/_rels/sheet1.xml.rels": sheet_relation(
                    f"{RELATIONS}/image", "file://a"
                )
            }
        ),
        "isi_taut_luar",
        "(bagian xl/worksheets/_rels/sheet1.xml.rels)",
    ),
    "sambungan": (spoiled({"xl/connections.xml": b"<a/>"}), "isi_sambungan", "sambungan ke sumber"),
    "activex": (
        spoiled({"xl/activeX/activeX1.xml": b"<a/>"}),
        "isi_kontrol",
        "tombol atau kontrol",
    ),
    "sisipan": (
        spoiled({"xl/embeddings/oleObject1.bin": b"x"}),
        "isi_tertanam",
        "Berkas ini memuat berkas lain di dalamnya",
    ),
    "dtd lembar": (
        spoiled({SHEET: (DTD + "<worksheet>&b;</worksheet>").encode()}),
        "xml_dtd",
        "Bagian xl/worksheets/sheet1.xml memuat deklarasi DTD",
    ),
    "dtd relasi": (spoiled({ROOT: (DTD + "<a/>").encode()}), "xml_dtd", "memuat deklarasi DTD"),
    "dtd tipe": (spoiled({TYPES: (DTD + "<a/>").encode()}), "xml_dtd", "memuat deklarasi DTD"),
    "dtd vml": (
        spoiled({"xl/drawings/a.vml": b"<!DOCTYPE a><xml><br></xml>"}),
        "xml_dtd",
        "memuat deklarasi DTD",
    ),
    "dtd tanpa akhiran": (
        with_type("xl/lembar", f"{XML}.spreadsheetml.worksheet+xml", (DTD + "<a/>").encode()),
        "xml_dtd",
        "memuat deklarasi DTD",
    ),
    "utf-16": (
        spoiled({SHEET: "<?xml version='1.0'?><a/>".encode("utf-16")}),
        "xml_bukan_utf8",
        "sandi aksara yang tidak diterima",
    ),
    "sandi lain": (
        spoiled({SHEET: b"<?xml version='1.0' encoding='utf-7'?><a/>"}),
        "xml_bukan_utf8",
        "sandi aksara yang tidak diterima",
    ),
    "xml rusak": (
        spoiled({SHEET: b"<worksheet>\n<row></worksheet>"}),
        "xml_rusak",
        "Bagian xl/worksheets/sheet1.xml di dalam berkas ini tidak terbaca (baris 2).",
    ),
    "buku kedua": (
        with_type("xl/workbook2.xml", f"{XML}.spreadsheetml.sheet.main+xml", b"<a/>"),
        "isi_buku_ganda",
        "lebih dari satu buku kerja",
    ),
    "relasi kedua": (
        spoiled(
            root=(
                "</Relationships>",
                f'<Relationship Id="z" Type="{DOCUMENT}" Target="a"/></Relationships>',
            )
        ),
        "isi_buku_ganda",
        "(lihat _rels/.rels)",
    ),
    "relasi ke tempat lain": (
        spoiled({"xl/b.xml": b"<a/>"}, root=("xl/workbook.xml", "xl/b.xml")),
        "isi_buku_ganda",
        "(lihat _rels/.rels)",
    ),
    "tanpa relasi": (spoiled({ROOT: None}), "isi_buku_ganda", "(lihat _rels/.rels)"),
    "tipe kedua": (
        spoiled(
            types=("</Types>", '<Override PartName="/XL/workbook.xml" ContentType="a/b"/></Types>')
        ),
        "isi_buku_ganda",
        "lebih dari satu buku kerja",
    ),
    "tanpa buku": (
        spoiled({"xl/workbook.xml": None}),
        "isi_tanpa_buku",
        "tetapi buku kerjanya tidak ada di dalamnya",
    ),
    "strict": (
        spoiled(
            root=(
                f"{RELATIONS}/officeDocument",
                "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
            )
        ),
        "excel_strict",
        'bentuk "Strict Open XML"',
    ),
    "nama bukan ascii": (spoiled({"xl/média.xml": b"<a/>"}), "zip_nama", "xl/média.xml"),
}


@pytest.mark.parametrize("case", OTHER_FILES)
def test_another_file_is_named_as_what_it_is_and_not_called_dangerous(case):
    data, kode, pesan = OTHER_FILES[case]
    error = refusal(data)
    assert error.kode == kode
    assert kode in BUKAN_PAKET
    assert error.pesan.startswith(pesan)
    assert error.saran


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_with_its_reason(case):
    data, kode, pesan = HOSTILE[case]
    error = refusal(data)
    assert error.kode == kode
    assert kode not in BUKAN_PAKET
    assert pesan in error.pesan
    assert error.saran


def test_a_workbook_passes_and_says_who_wrote_it():
    found = inspect(workbook())
    assert (found.kind, found.application) == ("xlsx", "Microsoft Excel")
    assert found.entries[0] == TYPES
    assert SHEET in found.entries
    assert found.data == workbook()
    assert len(found.sha256) == 64


def test_a_workbook_by_openpyxl_passes():
    from openpyxl import Workbook

    buffer = io.BytesIO()
    Workbook().save(buffer)
    assert "Openpyxl" in inspect(buffer.getvalue()).application


def test_the_clean_copy_opens_to_the_same_cells():
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(inspect(workbook()).clean()))["Data"]
    assert [cell.value for (cell,) in sheet["A1:A2"]] == ["sel", 9035]


def test_the_clean_copy_passes_as_well_and_holds_the_same_parts():
    first = inspect(workbook())
    assert inspect(first.clean()).parts == first.parts


@pytest.mark.parametrize(
    "wrapped",
    [
        packed({"Paket Kupang (1).xlsx": workbook()}),
        packed({"Laporan/": b"", "Laporan/paket": workbook()}),
        packed({"__MACOSX/._paket.xlsx": b"x", "paket.xlsx": workbook(), ".DS_Store": b"y"}),
        raw_zip([Raw("Paket — Alor.xlsx".encode(), workbook(), flags=1 << 11)]),
    ],
)
def test_a_zip_around_one_workbook_is_taken_off(wrapped):
    found = inspect(wrapped)
    assert found.kind == "xlsx_dalam_zip"
    assert found.data == workbook()
    assert found.sha256 == inspect(workbook()).sha256


def test_the_attack_inside_a_wrapped_workbook_is_found():
    assert refusal(packed({"a.xlsx": spoiled({"xl/vbaProject.bin": b"x"})})).kode == "isi_makro"


def test_a_link_somebody_typed_into_a_cell_is_harmless():
    link = sheet_relation(f"{RELATIONS}/hyperlink", "https://contoh.go.id")
    assert inspect(spoiled({"xl/worksheets/_rels/sheet1.xml.rels": link})).kind == "xlsx"


def test_words_about_dtds_in_a_cell_are_harmless():
    sheet = b"<worksheet><!-- <!DOCTYPE x> --><c>vbaProject &lt;!ENTITY</c></worksheet>"
    assert inspect(spoiled({SHEET: sheet})).kind == "xlsx"


def test_a_workbook_without_a_word_about_its_program_passes():
    assert inspect(spoiled({"docProps/app.xml": None})).application == ""


def test_the_program_is_shown_short_and_printable():
    told = "LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2"
    parts = unpacked(workbook())
    app = parts["docProps/app.xml"].replace(b"Microsoft Excel", told.encode())
    assert inspect(packed({**parts, "docProps/app.xml": app})).application == "LibreOffice 7.4.7.2"
    odd = parts["docProps/app.xml"].replace(b"Microsoft Excel", b"A&#9;B&#x202e;" + b"c" * 500)
    shown = inspect(packed({**parts, "docProps/app.xml": odd})).application
    assert shown == "AB" + "c" * 58


def test_a_file_is_read_from_the_disk_once(tmp_path):
    path = tmp_path / "paket.jpg"
    path.write_bytes(workbook())
    assert prapemeriksaan.inspect_file(path).data == workbook()


def test_a_zip_of_many_is_recognised_as_a_bundle_and_opened():
    many = packed({"a.xlsx": workbook(), "b.xlsx": b"bukan", "Thumbs.db": b"x"})
    assert prapemeriksaan.carried(many) == {"a.xlsx": workbook(), "b.xlsx": b"bukan"}


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-", workbook(), workbook()[:-9], OTHER_FILES["ods"][0]]
)
def test_nothing_else_is_a_bundle(data):
    assert not prapemeriksaan.carried(data)


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_workbook_saved_again_by_libreoffice_passes(tmp_path):
    (tmp_path / "paket.xlsx").write_bytes(workbook())
    again = converted(tmp_path / "paket.xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path / "baru")
    found = prapemeriksaan.inspect_file(again)
    assert found.application.startswith("LibreOffice ")


@given(st.binary(max_size=200))
def test_no_file_whatever_breaks_the_preflight(data):
    assert refusal(data).saran


@given(st.data())
def test_a_part_with_any_content_is_passed_or_refused(data):
    name = data.draw(st.sampled_from([TYPES, ROOT, SHEET, "docProps/app.xml", "xl/drawings/a.vml"]))
    content = bytearray(unpacked(workbook()).get(name, b"<xml><br></xml>"))
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert inspect(spoiled({name: bytes(content)})).parts[name] == content
    except LontarError as error:
        assert error.saran  # noqa: PT017
