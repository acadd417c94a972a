"""What can run inside a PDF is found where it is packed, and what cannot be read is refused."""

from __future__ import annotations

import time
import zlib

import pytest

from app.errors import LontarError
from app.store import evidence_pdf
from app.store.evidence_kind import kind_of

ACTION = b"7 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
PLAIN = b"7 0 << /Type /Outlines >>"


def pdf(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.5\n" + body + b"%%EOF\n"


def packed(told: bytes, head: bytes = b"/Filter /FlateDecode", kind: bytes = b"/ObjStm") -> bytes:
    stream = zlib.compress(told)
    return b"<< /Type %s /N 1 /First 4 %s >>\nstream\r\n%s\nendstream" % (kind, head, stream)


def refusal(data: bytes) -> str:
    try:
        kind_of("x.pdf", data)
    except LontarError as error:
        return error.kode
    return ""


def test_an_honest_file_with_packed_objects_is_evidence():
    picture = b"<< /Subtype /Image /Filter /DCTDecode >> stream\n\xff\xd8\x01obj<</First\nendstream"
    assert refusal(pdf(packed(PLAIN), picture, packed(PLAIN, b"/Filter [ /Fl ]"))) == ""


@pytest.mark.parametrize(
    "hidden",
    [
        packed(ACTION),
        packed(ACTION, kind=b"/Obj#53tm"),
        packed(ACTION, kind=b"/XObject"),
        packed(ACTION.replace(b"/JavaScript", b"/J#61vaScript")),
        packed(ACTION, b"/Filter[/Fl]/DecodeParms<</Predictor 1>>"),
        packed(ACTION, b"/Filter /FlateDecode % >> stream\n"),
        packed(ACTION, b"/Note (\\( >> (a) stream) /Hex <3e3e> /Filter /FlateDecode"),
        packed(b"7 0 << /S /Launch /F (calc.exe) >>"),
        packed(b"7 0 << /Names [] /EmbeddedFiles 3 0 R >>"),
        packed(b"7 0 << /XFA 3 0 R >>"),
        b"<< /XFA 3 0 R >>",
        b"<< /Type /ObjStm /N 1 /First 4 >> stream\n7 0 << /S /Rendition /JS 4 0 R >>\nendstream",
    ],
)
def test_what_runs_is_found_where_it_is_packed(hidden):
    assert refusal(pdf(packed(PLAIN), hidden)) == "bukti_dapat_dijalankan"


def test_an_object_added_later_and_one_a_repair_would_find_are_looked_at():
    later = pdf(packed(PLAIN)) + b"1%\n 0obj" + packed(ACTION) + b"endobj\n%%EOF"
    assert refusal(later) == "bukti_dapat_dijalankan"


@pytest.mark.parametrize(
    "hidden",
    [
        packed(ACTION, b"/Filter /ASCII85Decode"),
        packed(zlib.compress(ACTION), b"/Filter [/FlateDecode /FlateDecode]"),
        packed(ACTION, b"/Filter 5 0 R"),
        packed(ACTION, b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >>"),
        packed(ACTION, b"/Filter /FlateDecode /DecodeParms 6 0 R /F (other.bin)"),
        packed(ACTION)[:-20],
        packed(b"0" * (evidence_pdf.MAX_UNPACKED + 1)),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(hidden):
    with pytest.raises(LontarError) as refused:
        kind_of("surat.pdf", pdf(hidden))
    assert refused.value.kode == "bukti_pdf_tak_terbaca"
    assert "surat.pdf" in refused.value.pesan
    assert "cetak ke PDF" in refused.value.saran


def test_a_locked_file_says_that_it_is_locked():
    locked = (
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >> stream\n\x93\x11\x07\nendstream"
    )
    with pytest.raises(LontarError) as refused:
        kind_of("surat.pdf", pdf(locked) + b"trailer << /Encrypt 3 0 R >> %%EOF")
    assert refused.value.kode == "bukti_pdf_terkunci"
    assert "kata sandi" in refused.value.pesan
    assert "tanpa kata sandi" in refused.value.saran


@pytest.mark.parametrize("bait", [b" obj<<", b" obj<<(", b"<<>>", b"()", b" obj%", b"(\\", b"<"])
def test_nothing_makes_the_look_inside_take_long(bait):
    size = 400_000
    data = pdf(b"<< (" + bait * (size // len(bait)), packed(PLAIN))
    begin = time.process_time()
    refusal(data)
    assert time.process_time() - begin < 2
