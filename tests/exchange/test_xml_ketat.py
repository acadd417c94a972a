"""XML from outside: the quick look is as sure about DTDs as a real parser."""

from __future__ import annotations

from contextlib import suppress
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import xml_ketat

PIECES = st.sampled_from(
    [
        b"<!DOCTYPE a>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<!-- -->", b"<!-- <!DOCTYPE a> -->",
        b"<?xml version='1.0'?>", b"<?x ?>", b"<a>", b"</a>", b"<a/>", b" ", b"\n", b"isi", b"&lt;",
        b"<![CDATA[<!DOCTYPE a>]]>", b"\xef\xbb\xbf", b"<", b"<!", b"-->", b"?>", b"<!-",
    ]
)  # fmt: skip


def has_dtd(content: bytes) -> bool:
    """Whether a real parser comes upon a DTD before it gives up."""
    seen: list[bool] = []
    parser = expat.ParserCreate("UTF-8")
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    with suppress(expat.ExpatError):
        parser.Parse(content, True)
    return bool(seen)


def refusal(content: bytes, thorough: bool = False) -> LontarError:
    with pytest.raises(LontarError) as refused:
        (xml_ketat.check_well_formed if thorough else xml_ketat.check_head)("x.xml", content)
    return refused.value


@given(st.lists(PIECES, max_size=7).map(b"".join))
def test_a_quick_look_never_misses_a_dtd(content):
    if has_dtd(content):
        assert refusal(content).kode in ("xml_dtd", "xml_bukan_utf8")


@given(st.lists(PIECES, max_size=7).map(b"".join))
def test_a_quick_look_refuses_nothing_that_a_parser_reads(content):
    try:
        expat.ParserCreate("UTF-8").Parse(content, True)
    except expat.ExpatError:
        return
    if not has_dtd(content):
        xml_ketat.check_head("x.xml", content)


@pytest.mark.parametrize(
    "content",
    [
        b"<?xml version='1.0' encoding='utf-16'?><a/>",
        b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
        "<a/>".encode("utf-16"),
    ],
)
def test_any_other_encoding_is_refused(content):
    assert refusal(content).kode == "xml_bukan_utf8"


@pytest.mark.parametrize(
    "declaration",
    [
        b'version="1.1" encoding="UTF-8"',
        b'version="1.0.0"',
        b'version=">" encoding="UTF-7"',
        b'encoding="UTF-8"',
        b'version="1.0"\x0bencoding="UTF-7"',
        b'version="1.0" standalone="no" encoding="UTF-7"',
        b'version="1.0" encoding="UTF-8" lain="1"',
    ],
)
def test_a_declaration_that_not_every_reader_takes_alike_is_refused(declaration):
    assert refusal(b"<?xml " + declaration + b"?><a/>").kode == "xml_rusak"


@pytest.mark.parametrize(
    "declaration",
    [
        b"<?xml version = '1.0'\tencoding = 'utf-8' ?>",
        b'<?xml version="1.0" standalone="yes"?>\n<?xml-stylesheet href="a.xsl"?>',
        b'\xef\xbb\xbf<?xml version="1.0" encoding="US-ASCII"?>',
    ],
)
def test_every_right_declaration_is_taken(declaration):
    xml_ketat.check_head("x.xml", declaration + b"<a/>")


@pytest.mark.parametrize(
    "content", [b"", b"isi", b"<\x00a\x00", b"<!-- tanpa akhir", b"<?xml tanpa akhir", b"\x00<a/>"]
)
def test_what_does_not_begin_like_xml_is_refused(content):
    assert refusal(content).pesan == "Bagian x.xml di dalam berkas ini tidak terbaca (baris 1)."


def test_elements_nested_without_end_are_refused():
    error = refusal(b"<a>" * 20_000 + b"</a>" * 20_000, thorough=True)
    assert error.pesan == (
        "Bagian x.xml di dalam berkas ini tersusun lebih dari 200 lapis, cara yang dikenal untuk "
        "melumpuhkan program pembaca."
    )
    assert error.saran == (
        "Jangan buka berkas ini dengan program apa pun. Minta ekspor baru dari Lontar dan beri "
        "tahu pengelola di provinsi."
    )
    xml_ketat.check_well_formed("x.xml", b"<a>" * 200 + b"</a>" * 200)


def test_a_parser_without_memory_says_so():
    class Full:
        """Stands for a parser that gets no more memory."""

        def Parse(self, *_):
            error = expat.ExpatError("out of memory")
            error.code, error.lineno = 1, 1
            raise error

    with pytest.raises(MemoryError):
        xml_ketat.parse("x.xml", b"<a/>", Full())  # type: ignore[arg-type]
