"""Files made to tire a reader out are refused before they can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange.segel import peti
from tests.exchange.contoh_zip import Raw, deflated, raw_zip
from tests.exchange.segel.contoh_segel import (
    BOOK_LIST,
    ROOT,
    SIG,
    TYPES,
    judge,
    opened,
    sealed,
    small,
    unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FULL = peti.MAX_SIGNATURE - 20_000
LIST = peti.MAX_SMALL - 20_000


def with_part(name: str, content: bytes) -> bytes:
    parts = opened(small())
    parts[name] = content
    return parts.packed()


def seal_of(*pieces: str) -> Callable[[], bytes]:
    """A seal that is nothing but a tag begun again and again."""
    return lambda: with_part(SIG, b"".join(filled(piece, FULL // len(pieces)) for piece in pieces))


def seal_around(start: str, piece: str) -> Callable[[], bytes]:
    """A genuine seal with the same garbage after one of its tags."""

    def make() -> bytes:
        text = opened(small())[SIG].decode()
        assert start in text
        hostile = text.replace(start, start + filled(piece, FULL).decode(), 1)
        return with_part(SIG, hostile.encode())

    return make


def filled(piece: str, size: int) -> bytes:
    return piece.encode() * (size // len(piece))


def in_list(name: str, old: str, piece: str, size: int = LIST) -> Callable[[], bytes]:
    def make() -> bytes:
        text = opened(small())[name].decode()
        assert old in text
        return with_part(name, text.replace(old, filled(piece, size).decode() + old, 1).encode())

    return make


def overrides() -> bytes:
    rows = "".join(f'<Override PartName="/a{n}" ContentType="x"/>' for n in range(9000))
    text = opened(small())[TYPES].decode()
    return with_part(TYPES, text.replace("</Types>", rows + "</Types>").encode())


def relations() -> bytes:
    row = re.search(r"<Relationship [^>]*/>", opened(small())[BOOK_LIST].decode())
    assert row is not None
    return in_list(BOOK_LIST, "</Relationships>", row[0].replace("rId", "r"), 300_000)()


def large_part(name: str, count: int) -> Callable[[], bytes]:
    """A picture or sheet of zeros, told and packed honestly."""

    def make() -> bytes:
        listed = [Raw(one.encode(), content) for one, content in unpacked(small()).items()]
        zeros = bytes(count)
        for one in listed:
            if one.name == name.encode():
                one.content, one.method, one.packed = zeros, 8, deflated(zeros)
        return raw_zip(listed)

    return make


def many_large_parts() -> bytes:
    zeros = bytes(3_000_000)
    packed = deflated(zeros)
    more = [Raw(f"xl/a{n}.xml".encode(), zeros, method=8, packed=packed) for n in range(60)]
    return raw_zip([*(Raw(n.encode(), c) for n, c in unpacked(small()).items()), *more])


def endless_name() -> bytes:
    raw = Raw(b"a" * 65_000, b"")
    return raw_zip([*(Raw(n.encode(), c) for n, c in unpacked(small()).items()), raw])


def false_ends() -> bytes:
    """Thousands of ends of a ZIP, behind a package."""
    return sealed() + sealed()[-22:] * 100_000


BERAT: dict[str, tuple[Callable[[], bytes], str]] = {
    "tag_terbuka": (seal_of("<"), "sig_jumlah"),
    "signature_terbuka": (seal_of("<Signature "), "sig_jumlah"),
    "awalan_terbuka": (seal_of("<a.a.a.a:"), "sig_jumlah"),
    "tag_lalu_algoritma": (seal_of("<Signature ", "Algorithm=   "), "sig_jumlah"),
    "satu_tag_algoritma": (seal_around("<SetupID>", "Algorithm=   "), "sig_bentuk"),
    "nilai_terbuka": (seal_around("<SetupID>", "<SignatureValue>"), "sig_bentuk"),
    "peran_terbuka": (seal_around("<SetupID>", "<xd:ClaimedRole>a"), "sig_bentuk"),
    "komentar_tanpa_akhir": (seal_around("<SignatureComments>", "a"), "sig_bentuk"),
    "entitas_tanpa_akhir": (seal_around("<SignatureComments>", "&amp;"), "sig_bentuk"),
    "base64_tanpa_akhir": (seal_around("<X509Certificate>", "A"), "sig_bentuk"),
    "rujukan_terbuka": (seal_around("<Manifest>", '<Reference URI="/a'), "isi_ditambah"),
    "transformasi_terbuka": (
        seal_around("<Manifest>", '<Reference URI="/a?ContentType=b"><Transforms>'),
        "isi_ditambah",
    ),
    "transformasi_tertutup": (
        seal_around("<Manifest>", '<Reference URI="/a?ContentType=b"><Transforms></Transforms>'),
        "isi_ditambah",
    ),
    "rujukan_tertutup": (seal_around("<Manifest>", "</Reference>"), "sig_bentuk"),
    "sumber_terbuka": (seal_around("<Manifest>", 'SourceId="'), "isi_ditambah"),
    "digest_terbuka": (seal_around("<SetupID>", "<DigestValue>"), "sig_bentuk"),
    "sarang_di_segel": (seal_around("<SetupID>", "<a>"), "sig_bentuk"),
    "sembilan_ribu_override": (overrides, "xml_bentuk"),
    "relasi_beribu": (relations, "xml_bentuk"),
    "sarang_di_daftar": (in_list(ROOT, "</Relationships>", "<a>"), "xml_bentuk"),
    "spasi_di_daftar": (in_list(TYPES, "</Types>", " \n"), "ct_baku"),
    "atribut_panjang": (in_list(ROOT, 'xl/workbook.xml"', "a"), "rel_tujuan"),
    "naik_tanpa_akhir": (in_list(ROOT, 'xl/workbook.xml"', "../"), "rel_tujuan"),
    "bagian_190_mb": (large_part("xl/media/image1.png", 190 << 20), "zip_bom"),
    "gambar_60_mb": (large_part("xl/media/image1.png", 60_000_000), "isi_berubah"),
    "lembar_60_mb": (large_part("xl/worksheets/sheet1.xml", 60_000_000), "isi_berubah"),
    "banyak_bagian_besar": (many_large_parts, "zip_bom"),
    "nama_65000_huruf": (endless_name, "zip_nama"),
    "seratus_ribu_akhir": (false_ends, "zip_ekor"),
}


@pytest.mark.parametrize("kasus", BERAT)
def test_a_file_made_to_tire_the_reader_out_is_refused(kasus):
    make, kode = BERAT[kasus]
    with pytest.raises(LontarError) as caught:
        judge(make())
    assert caught.value.kode == f"segel_{kode}"
    assert len(caught.value.pesan) < 400
