"""Attacks on the parts of a sealed package and on what binds them, without any key.

Each entry: what is done to the parts, and the reason with which it must be refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.exchange.segel.contoh_segel import (
    BOOK,
    BOOK_LIST,
    KINDS,
    ROOT,
    SHEET,
    SPREADSHEET,
    STRINGS,
    STYLES,
    TYPES,
    Bedah,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SHEET_TYPE, STRINGS_TYPE = f"{SPREADSHEET}worksheet+xml", f"{SPREADSHEET}sharedStrings+xml"
MAIN_TYPE = f"{SPREADSHEET}sheet.main+xml"
NEW_SHEET = "xl/worksheets/sheet99.xml"
FALSE_BOOK, FALSE_STRINGS = "xl/palsu.xml", "xl/stringPalsu.xml"
MACRO = "application/vnd.ms-office.vbaProject"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
HYPERLINK = f"{KINDS}hyperlink"


def sel_diubah(parts: Bedah) -> None:
    cell = re.search(rb"<v>([0-9]+)</v></c>", parts[SHEET])
    assert cell is not None
    # The number of another text, or another figure: either way one that can be read.
    other = b"2" if cell[1] == b"1" else b"1"
    parts[SHEET] = parts[SHEET][: cell.start(1)] + other + parts[SHEET][cell.end(1) :]


def string_ditukar(parts: Bedah) -> None:
    first, second = re.findall(r"<si><t[^>]*>[^<]+</t></si>", parts[STRINGS].decode())[:2]
    parts.edit(STRINGS, lambda text: text.replace(first + second, second + first))


def gaya_diubah(parts: Bedah) -> None:
    parts.swap(STYLES, ("Arial", "Arlal"))


def target_ditukar(parts: Bedah) -> None:
    parts.swap(BOOK_LIST, ("sheet1.xml", "X"), ("sheet2.xml", "sheet1.xml"), ("X", "sheet2.xml"))


def relasi_dibuang(parts: Bedah) -> None:
    parts.edit(BOOK_LIST, lambda text: re.sub(r'<[^>]*"worksheets/sheet3.xml"/>', "", text))


def lembar_dibuang(parts: Bedah) -> None:
    parts.drop("xl/worksheets/sheet3.xml")


def bagian_yatim(parts: Bedah) -> None:
    parts.add(NEW_SHEET, parts[SHEET], SHEET_TYPE)


def bagian_dan_relasi_baru(parts: Bedah) -> None:
    parts.add(NEW_SHEET, parts[SHEET], SHEET_TYPE)
    parts.lead(BOOK_LIST, "rId99", f"{KINDS}worksheet", "worksheets/sheet99.xml")


def sharedstrings_kedua(ident: str) -> Callable[[Bedah], None]:
    def attack(parts: Bedah) -> None:
        parts.add(FALSE_STRINGS, parts[STRINGS].replace(b"Kupang", b"Palsu"), STRINGS_TYPE)
        parts.lead(BOOK_LIST, ident, f"{KINDS}sharedStrings", "stringPalsu.xml")

    return attack


def officedocument_kedua(ident: str, kind: str = f"{KINDS}officeDocument") -> Callable[..., None]:
    def attack(parts: Bedah) -> None:
        parts.add(FALSE_BOOK, parts[BOOK], MAIN_TYPE)
        parts.lead(ROOT, ident, kind, FALSE_BOOK)

    return attack


def target_titik_dua(parts: Bedah) -> None:
    parts.swap(BOOK_LIST, ("worksheets/sheet2.xml", "worksheets/../worksheets/sheet2.xml"))


def makro_ditambah(parts: Bedah) -> None:
    parts.add("xl/vbaProject.bin", b"\xd0\xcf", MACRO)
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    parts.lead(BOOK_LIST, "rId98", kind, "vbaProject.bin")


def makro_tipe_xlsm(parts: Bedah) -> None:
    makro_ditambah(parts)
    parts.swap(TYPES, (MAIN_TYPE, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))


def relasi_luar(parts: Bedah) -> None:
    parts.lead(BOOK_LIST, "rId97", HYPERLINK, "http://contoh.invalid/", ' TargetMode="External"')


def tipe_lembar(word: str) -> Callable[[Bedah], None]:
    old, new = (f'sheet4.xml" ContentType="{SPREADSHEET}{one}"' for one in ("worksheet+xml", word))
    return lambda parts: parts.swap(TYPES, (old, new))


def default_ditambah(parts: Bedah) -> None:
    row = '<Default Extension="bin" ContentType="application/octet-stream"/>'
    parts.swap(TYPES, ("<Override", row + "<Override"))


def override_beda_huruf(parts: Bedah) -> None:
    row = f'<Override PartName="/xl/WORKSHEETS/sheet4.xml" ContentType="{STRINGS_TYPE}"/>'
    parts.swap(TYPES, ("</Types>", row + "</Types>"))


def nama_beda_huruf(parts: Bedah) -> None:
    parts["xl/worksheets/Sheet4.xml"] = parts.pop(SHEET)


def bagian_ganti_nama(parts: Bedah) -> None:
    content = parts[SHEET]
    parts.drop(SHEET)
    parts.add("xl/worksheets/lembar4.xml", content, SHEET_TYPE)
    parts.lead(BOOK_LIST, "rId4", f"{KINDS}worksheet", "worksheets/lembar4.xml")


def docprops_ditambah(parts: Bedah) -> None:
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    parts.add("docProps/core.xml", b"<coreProperties/>", kind)
    parts.lead(ROOT, "rId9", kind, "docProps/core.xml")


def rels_lembar_baru(parts: Bedah) -> None:
    place = "xl/worksheets/_rels/sheet4.xml.rels"
    parts.lead(place, "rId1", HYPERLINK, "http://contoh.invalid/", ' TargetMode="External"')


def isi_di_dalam_relationship(parts: Bedah) -> None:
    old = 'Target="worksheets/sheet2.xml"/>'
    parts.swap(BOOK_LIST, (old, old.replace("/>", "><catatan/></Relationship>")))


def officedocument_override_awal(parts: Bedah) -> None:
    officedocument_kedua("rId0")(parts)
    row = f'<Override PartName="/{FALSE_BOOK}" ContentType="{MAIN_TYPE}"/>'
    parts.swap(TYPES, (row, ""), ("<Override", row + "<Override"))


def sharedstrings_override_awal(parts: Bedah) -> None:
    parts[FALSE_STRINGS] = parts[STRINGS]
    row = f'<Override PartName="/{FALSE_STRINGS}" ContentType="{STRINGS_TYPE}"/>'
    parts.swap(TYPES, ("<Override", row + "<Override"))


def tipe_isi_spasi(parts: Bedah) -> None:
    parts.swap(TYPES, ("</Types>", "\n</Types>"))


def urutan_relasi(parts: Bedah) -> None:
    rows = re.findall(r"<Relationship [^>]*/>", parts[BOOK_LIST].decode())
    parts.swap(BOOK_LIST, ("".join(rows), "".join(reversed(rows))))


def dtd_di_lembar(parts: Bedah) -> None:
    parts.swap(SHEET, ("<worksheet ", '<!DOCTYPE worksheet [<!ENTITY a "999">]><worksheet '))


def id_ganda(parts: Bedah) -> None:
    parts.swap(BOOK_LIST, ('Id="rId2"', 'Id="rId1"'))


def target_keluar(parts: Bedah) -> None:
    parts.swap(BOOK_LIST, ("worksheets/sheet2.xml", "../../worksheets/sheet2.xml"))


def rels_tanpa_bagian(parts: Bedah) -> None:
    parts.lead("xl/worksheets/_rels/sheet77.xml.rels", "rId1", f"{KINDS}image", "/xl/media/a.png")


def lembar_utf16(parts: Bedah) -> None:
    parts[SHEET] = parts[SHEET].decode().encode("utf-16")


def lembar_mengaku_latin(parts: Bedah) -> None:
    parts.swap(SHEET, ('encoding="UTF-8"', 'encoding="ISO-8859-1"'))


def catatan_di_daftar(parts: Bedah) -> None:
    parts.swap(BOOK_LIST, ("</Relationships>", "<!-- sah --></Relationships>"))


ISI: dict[str, tuple[Callable[[Bedah], None], str]] = {
    "a01_sel_diubah": (sel_diubah, "isi_berubah"),
    "a02_sharedstrings_ditukar": (string_ditukar, "isi_berubah"),
    "a03_gaya_diubah": (gaya_diubah, "isi_berubah"),
    "a04_target_relasi_ditukar": (target_ditukar, "rel_berubah"),
    "a05_relasi_dibuang": (relasi_dibuang, "opc_yatim"),
    "a06_lembar_dibuang": (lembar_dibuang, "isi_hilang"),
    "a07_bagian_yatim": (bagian_yatim, "opc_yatim"),
    "a08_bagian_dan_relasi_baru": (bagian_dan_relasi_baru, "isi_ditambah"),
    "a09_sharedstrings_kedua_akhir": (sharedstrings_kedua("rId99"), "isi_ditambah"),
    "a10_sharedstrings_kedua_awal": (sharedstrings_kedua("rId0"), "isi_ditambah"),
    "a11_officedocument_kedua_awal": (officedocument_kedua("rId0"), "opc_utama"),
    "a12_officedocument_kedua_akhir": (officedocument_kedua("rId9"), "opc_utama"),
    "a13_officedocument_strict_kedua": (officedocument_kedua("rId9", STRICT), "rel_tipe"),
    "a14_target_titik_dua": (target_titik_dua, "rel_berubah"),
    "a15_makro_ditambah": (makro_ditambah, "rel_tipe"),
    "a16_makro_tipe_xlsm": (makro_tipe_xlsm, "rel_tipe"),
    "a17_relasi_luar": (relasi_luar, "rel_luar"),
    "a18_tipe_isi_diubah": (tipe_lembar("dialogsheet+xml"), "ct_terlarang"),
    "a19_tipe_isi_diubah2": (tipe_lembar("styles+xml"), "isi_tipe"),
    "a20_default_ditambah": (default_ditambah, "ct_yatim"),
    "a21_override_beda_huruf": (override_beda_huruf, "ct_ganda"),
    "a22_nama_beda_huruf": (nama_beda_huruf, "ct_yatim"),
    "a23_bagian_ganti_nama": (bagian_ganti_nama, "isi_ditambah"),
    "a24_docprops_ditambah": (docprops_ditambah, "rel_tipe"),
    "a25_rels_lembar_baru": (rels_lembar_baru, "rel_luar"),
    "a26_isi_di_dalam_relationship": (isi_di_dalam_relationship, "xml_bentuk"),
    "a27_officedocument_override_awal": (officedocument_override_awal, "opc_utama"),
    "a28_sharedstrings_override_awal": (sharedstrings_override_awal, "opc_yatim"),
    "a29_tipe_isi_spasi": (tipe_isi_spasi, "ct_baku"),
    "a30_urutan_relasi": (urutan_relasi, "rel_baku"),
    "x04_dtd_di_lembar": (dtd_di_lembar, "xml_dtd"),
    # Beyond the table: the rules it has no row for.
    "id_ganda": (id_ganda, "rel_id"),
    "target_keluar": (target_keluar, "rel_tujuan"),
    "rels_tanpa_bagian": (rels_tanpa_bagian, "rel_sumber"),
    "lembar_utf16": (lembar_utf16, "xml_utf8"),
    "lembar_mengaku_latin": (lembar_mengaku_latin, "xml_utf8"),
    "catatan_di_daftar": (catatan_di_daftar, "xml_bentuk"),
}
