"""What a document runs or fetches without macros; what is refused stands in test_evidence."""

from __future__ import annotations

import pytest

from app.errors import LontarError
from app.store import evidence_office
from app.store.evidence_kind import kind_of
from tests import contoh_bukti as contoh


def test_what_offices_do_every_day_is_left_alone():
    for code in (
        'TOC \\\\o "1-3"',
        'HYPERLINK "https://kemendagri.go.id/RD"',
        'INCLUDEPICTURE "https://kemendagri.go.id/a.png" \\\\* MERGEFORMATINET',
        'LINK Excel.Sheet.12 "D:\\\\Arsip\\\\Rekap.xlsx" "L1!R1C1"',
        'INCLUDEPICTURE "file:///D:/arsip/a.png"',
        "DDEAH",
    ):
        assert kind_of("x", contoh.field(code)) == "docx", code
    for data in (
        contoh.with_template("file:///D:\\Rekap.xlsx", "externalLinkPath"),
        contoh.with_template("https://kemendagri.go.id/a.png", "image"),
        contoh.with_link(b"<externalBook/>"),
        contoh.with_link(b"<c><f>SUM(A1:A9)&amp;RTDATA(A1)</f></c>", "xl/worksheets/s.xml"),
        contoh.with_link(contoh.xlsx(), "xl/embeddings/x.xlsx"),
        contoh.with_link(
            b'<connections><connection refreshOnLoad="0"/></connections>', "xl/connections.xml"
        ),
    ):
        assert kind_of("x", data) in ("docx", "xlsx")


def test_a_document_that_unpacks_to_more_than_is_read_is_refused(monkeypatch):
    monkeypatch.setattr(evidence_office, "MAX_UNPACKED", 1000)
    with pytest.raises(LontarError) as refused:
        kind_of("x", contoh.docx(f"<w>{'x' * 2000}</w>"))
    assert refused.value.kode == "bukti_isi_terlalu_besar"


def test_a_formula_is_found_wherever_a_large_sheet_is_cut(monkeypatch):
    monkeypatch.setattr(evidence_office, "_PIECE", 64)
    sheet = b"<d>" + b"<c><v>1</v></c>" * 40 + b"<c><f>WEBSERVICE(A1)</f></c></d>"
    with pytest.raises(LontarError) as refused:
        kind_of("x", contoh.with_link(sheet, "xl/worksheets/s.xml"))
    assert refused.value.kode == "bukti_mengambil_luar"
