"""Every workbook and document we write opens in Excel and Word without an offer to repair it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.exchange.contoh_buku import packed, parts
from tests.exchange.contoh_cetakan import all_of_them
from tests.exchange.contoh_ooxml import faults

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "L1.xlsx", "L2.xlsx", "L3.xlsx", "L4.xlsx", "kab-espm.xlsx", "kab-laporan-spm.docx",
    "kab-lkpj.xlsx", "kab-lp2kd.docx", "paket.xlsx", "prov-espm.xlsx",
    "prov-konsolidasi-kemiskinan.xlsx", "prov-laporan-spm.docx", "prov-lkpj.xlsx",
    "prov-lp2kd.docx", "prov-rekap.xlsx",
)  # fmt: skip
BOOK, SHEET, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"
TEXTS, TYPES, TEXT = "xl/sharedStrings.xml", "[Content_Types].xml", "word/document.xml"
RELATIONS, DRAWING = "xl/_rels/workbook.xml.rels", "xl/drawings/drawing1.xml"


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    return {file.name: file for file in all_of_them(tmp_path_factory)}


def test_all_that_is_written_is_looked_at(files):
    assert sorted(files) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_has_to_be_repaired(files, name):
    assert faults(files[name].read_bytes()) == []


# --- What is looked for is found -----------------------------------------------------------------

SPOILED = (
    ("L1.xlsx", BOOK, r'name="Tabel 3.1"', 'name="Tabel 3/1"', "cannot be named"),
    ("L1.xlsx", BOOK, r"'Tabel 3\.1'!", "'Tabel 4'!", "no sheet"),
    ("L1.xlsx", BOOK, r"<definedName (.*?)</definedName>", r"\g<0>\g<0>", "twice"),
    ("L3.xlsx", BOOK, r'sheetId="2"', 'sheetId="1"', "one number"),
    ("L1.xlsx", BOOK, r"<sheets>.*</sheets>(<defined.*Names>)", r"\1\g<0>", "order"),
    ("L1.xlsx", SHEET, r"(<sheetData>.*)(<mergeCells.*</mergeCells>)", r"\2\1", "order"),
    ("L1.xlsx", SHEET, r'<mergeCells count="\d+">', '<mergeCells count="1">', "merged, and says"),
    ("L1.xlsx", SHEET, r"(<mergeCell [^>]*/>)<mergeCell [^>]*/>", r"\1\1", "merged twice"),
    ("L1.xlsx", SHEET, r'<c r="B3"', '<c r="A3"', "right of"),
    ("L1.xlsx", SHEET, r' s="\d+"', ' s="999"', "no look"),
    ("L1.xlsx", SHEET, r't="s"><v>\d+<', 't="s"><v>99999<', "no text"),
    ("L1.xlsx", SHEET, r"<v>(\d+)</v></c>", r"<v>nan</v></c>", "no "),
    ("L1.xlsx", SHEET, r"<oddFooter>", f"<oddFooter>{'x' * 256}", "on every page"),
    ("L1.xlsx", SHEET, r'<col min="2" max="2"', '<col min="1" max="2"', "overlap"),
    ("L1.xlsx", STYLES, r'fontId="1"', 'fontId="77"', "no fonts"),
    ("L1.xlsx", STYLES, r'<cellXfs count="\d+"', '<cellXfs count="2"', "and says"),
    ("L1.xlsx", STYLES, r'(<name val="Arial"/><family val="2"/>)', r'\1<scheme val="minor"/>',
     "shown as Calibri"),
    ("L1.xlsx", TEXTS, r"<t>", f"<t>{'x' * 32_768}", "too long"),
    ("L1.xlsx", TEXTS, r"<t>", "<t> ", "spaces would be lost"),
    ("L1.xlsx", TYPES, r'<Override PartName="/xl/worksheets/sheet1.xml"[^>]*/>', "", "related to"),
    ("L1.xlsx", TYPES, r'<Default Extension="rels"[^>]*/>', "", "no content type"),
    ("L1.xlsx", RELATIONS, r'Target="styles.xml"', 'Target="style.xml"', "not there"),
    ("L1.xlsx", RELATIONS, r'Id="rId1"', 'Id="rId2"', "twice"),
    ("paket.xlsx", DRAWING, r"<xdr:row>\d+</xdr:row>", "<xdr:row>9999</xdr:row>", "a picture from"),
    ("kab-laporan-spm.docx", TEXT, r"<w:gridCol [^>]*/>", "", "columns"),
    ("kab-laporan-spm.docx", TEXT, r"</w:p></w:tc>", "</w:p><w:tcPr/></w:tc>", "does not end"),
    ("kab-laporan-spm.docx", TEXT, r'w:val="TableGrid"', 'w:val="Lain"', "no style"),
    ("kab-laporan-spm.docx", TEXT, r'<w:bookmarkEnd w:id="[^"]*"/>', "", "bookmarks"),
    ("kab-laporan-spm.docx", TEXT, r'w:anchor="_Toc', 'w:anchor="_Lain', "no bookmark"),
    ("kab-laporan-spm.docx", TEXT, r"(<w:b/>)(<w:sz [^>]*/>)", r"\2\1", "another order"),
    ("kab-laporan-spm.docx", TEXT, r'w:fldCharType="end"', 'w:fldCharType="begin"', "do not end"),
    ("kab-laporan-spm.docx", TEXT, r"<w:pgSz ", '<w:pgSz w:orient="landscape" ', "lies otherwise"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "part", "old", "new", "told"), SPOILED)
def test_what_excel_or_word_would_repair_is_found(files, name, part, old, new, told):
    content = parts(files[name].read_bytes())
    changed = re.sub(old, new, content[part].decode(), count=1, flags=re.DOTALL)
    assert changed != content[part].decode()
    found = faults(packed({**content, part: changed.encode()}))
    assert any(told in one for one in found), found
