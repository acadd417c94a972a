"""ZIPs from outside: what every packer writes is read, what only an attacker writes is refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import wadah
from tests.exchange.contoh_zip import Raw, deflated, packed, raw_zip, workbook

ZEROS = bytes(2_000_000)
NAMES = st.text(st.sampled_from("abcXYZ019_-. "), min_size=1, max_size=12).filter(
    lambda name: name.strip(".")
)


def note(content: bytes, *, mark: bytes = b"PK\x07\x08", wide: bool = False) -> bytes:
    """What a writer that could not seek leaves behind the data."""
    layout = "<L2Q" if wide else "<3L"
    return mark + struct.pack(layout, zlib.crc32(content), len(content), len(content))


def test_what_python_packs_is_read_the_same():
    parts = {"a.xml": b"<a/>", "xl/b.xml": b"x" * 5000}
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert wadah.read_zip(packed(parts, method)) == (parts, b"")


def test_a_streamed_zip_with_notes_behind_the_data_is_read():
    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation

        def tell(self):
            raise io.UnsupportedOperation

    stream = OneWay()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<a/>" * 100)
        archive.writestr("b.xml", b"<b/>")
    assert wadah.read_zip(stream.getvalue()).parts == {"a.xml": b"<a/>" * 100, "b.xml": b"<b/>"}


@pytest.mark.parametrize("mark", [b"PK\x07\x08", b""])
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("told", [0, 0xFFFFFFFF])
def test_every_form_of_that_note_is_understood(mark, wide, told):
    behind = note(b"isi", mark=mark, wide=wide)
    entry = Raw(b"a.xml", flags=8, local_size=told, descriptor=behind)
    data = raw_zip([entry, Raw(b"b.xml")])
    assert wadah.read_zip(data).parts == {"a.xml": b"isi", "b.xml": b"isi"}


def test_a_size_told_early_beside_figures_left_open_is_accepted():
    entry = Raw(b"a.xml", flags=8, local_told=(0, 0, 3), descriptor=note(b"isi"))
    assert wadah.read_zip(raw_zip([entry])).parts == {"a.xml": b"isi"}


def test_room_that_excel_leaves_in_the_headers_is_accepted():
    growth = struct.pack("<2H", 0xA220, 12) + bytes(12)
    assert wadah.read_zip(raw_zip([Raw(b"a.xml", extra=growth)])).parts == {"a.xml": b"isi"}


def test_folders_are_left_out_and_the_comment_is_kept():
    data = raw_zip([Raw(b"xl/", b""), Raw(b"xl/a.xml")], comment=b"dari Kupang")
    assert wadah.read_zip(data) == ({"xl/a.xml": b"isi"}, b"dari Kupang")


HOSTILE = {
    "terpotong": (packed({"a": b"isi"})[:-30], "zip_terpotong"),
    "ekor": (raw_zip([Raw(b"a")], tail=b"ekor"), "zip_rusak"),
    "kepala": (b"PK\x03\x04sampah" + packed({"a": b"isi"}), "zip_rusak"),
    "naik": (raw_zip([Raw(b"../a")]), "zip_nama"),
    "mutlak": (raw_zip([Raw(b"/a")]), "zip_nama"),
    "titik": (raw_zip([Raw(b"a/./b")]), "zip_nama"),
    "kosong": (raw_zip([Raw(b"a//b")]), "zip_nama"),
    "tanpa nama": (raw_zip([Raw(b"")]), "zip_nama"),
    "miring": (raw_zip([Raw(b"xl\\workbook.xml")]), "zip_nama"),
    "cakram": (raw_zip([Raw(b"C:a")]), "zip_nama"),
    "nul": (raw_zip([Raw(b"a\x00.xml")]), "zip_nama"),
    "bukan utf-8": (raw_zip([Raw(b"\xff\xfe", flags=1 << 11)]), "zip_nama"),
    "nama kedua": (
        raw_zip([Raw(b"a", extra=b"\x75\x70\x06\x00\x01" + bytes(4) + b"b")]),
        "zip_nama",
    ),
    "folder berisi": (raw_zip([Raw(b"xl/", b"isi")]), "zip_nama"),
    "ganda": (raw_zip([Raw(b"a"), Raw(b"a", b"lain")]), "zip_ganda"),
    "ganda huruf": (raw_zip([Raw(b"xl/A.xml"), Raw(b"xl/a.xml")]), "zip_ganda"),
    "sandi": (raw_zip([Raw(b"a", flags=1)]), "zip_sandi"),
    "sandi kuat": (raw_zip([Raw(b"a", flags=1 << 6)]), "zip_sandi"),
    "metode": (raw_zip([Raw(b"a", method=14)]), "zip_metode"),
    "bom": (raw_zip([Raw(b"a", ZEROS, method=8, packed=deflated(ZEROS))]), "zip_bom"),
    "bom jumlah": (raw_zip([Raw(b"a", size=60_000_000), Raw(b"b", size=60_000_000)]), "zip_bom"),
    "bom bohong": (raw_zip([Raw(b"a", b"x", method=8, packed=deflated(ZEROS))]), "zip_isi_rusak"),
    "kurang": (raw_zip([Raw(b"a", method=8, packed=deflated(b"isi")[:-1])]), "zip_isi_rusak"),
    "lebih": (raw_zip([Raw(b"a", method=8, packed=deflated(b"isi") + b"z")]), "zip_isi_rusak"),
    "bukan deflate": (raw_zip([Raw(b"a", method=8, packed=b"\xff" * 9)]), "zip_isi_rusak"),
    "crc": (raw_zip([Raw(b"a", crc=1)]), "zip_isi_rusak"),
    "nama beda": (raw_zip([Raw(b"a", local_name=b"b")]), "zip_beda_kepala"),
    "bendera beda": (raw_zip([Raw(b"a", local_flags=8)]), "zip_beda_kepala"),
    "ukuran beda": (raw_zip([Raw(b"a", local_size=2)]), "zip_beda_kepala"),
    "ukuran awal beda": (
        raw_zip([Raw(b"a", flags=8, local_told=(0, 0, 4), descriptor=note(b"isi"))]),
        "zip_beda_kepala",
    ),
    "ukuran terbuka": (raw_zip([Raw(b"a", local_size=0)]), "zip_beda_kepala"),
    "salah tempat": (raw_zip([Raw(b"a"), Raw(b"b", offset=3)]), "zip_beda_kepala"),
    "celah": (raw_zip([Raw(b"a"), Raw(b"b", gap=b"tersembunyi")]), "zip_tumpang"),
    "celah awal": (raw_zip([Raw(b"a", gap=b"tersembunyi")]), "zip_tumpang"),
    "catatan palsu": (raw_zip([Raw(b"a", flags=8, descriptor=note(b"lain"))]), "zip_tumpang"),
    "zip64": (raw_zip([Raw(b"a", size=0xFFFFFFFF)]), "zip_rusak"),
}
SENTENCES = {
    "zip_terpotong": "Berkas ini tidak lengkap: bagian akhirnya hilang.",
    "zip_rusak": "Susunan berkas ini rusak.",
    "zip_nama": "memakai nama yang tidak diizinkan.",
    "zip_ganda": "muncul dua kali di dalam berkas ini",
    "zip_sandi": "dikunci dengan kata sandi.",
    "zip_metode": "dimampatkan dengan cara yang tidak dipakai Excel (cara 14).",
    "zip_bom": "Berkas ini menyembunyikan isi yang sangat besar (",
    "zip_isi_rusak": "Isi bagian a di dalam berkas ini rusak.",
    "zip_beda_kepala": "saling bertentangan",
    "zip_tumpang": "Ada isi tersembunyi atau bertumpuk di dalam berkas ini",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_zip_nobody_writes_in_good_faith_is_refused_in_a_sentence(case):
    data, kode = HOSTILE[case]
    with pytest.raises(LontarError) as caught:
        wadah.read_zip(data)
    assert caught.value.kode == kode
    assert SENTENCES[kode] in caught.value.pesan
    assert caught.value.saran


def test_two_entries_over_the_same_bytes_are_refused():
    shared = raw_zip([Raw(b"a", b"isi"), Raw(b"a", b"isi", offset=0)])
    shared = (
        shared[: shared.rindex(b"PK\x01\x02") + 46] + b"b" + shared[shared.rindex(b"PK\x05\x06") :]
    )
    with pytest.raises(LontarError) as caught:
        wadah.read_zip(shared)
    assert caught.value.kode == "zip_beda_kepala"


def test_a_second_directory_hidden_in_the_comment_is_refused():
    inner = raw_zip([Raw(b"a", b"palsu")])
    outer = raw_zip([Raw(b"a", b"asli")], comment=inner)
    with pytest.raises(LontarError) as caught:
        wadah.read_zip(outer)
    assert caught.value.kode in ("zip_rusak", "zip_tumpang", "zip_beda_kepala")


def test_too_many_entries_are_refused_before_they_are_read():
    data = raw_zip([Raw(b"a%d" % number) for number in range(201)])
    with pytest.raises(LontarError) as caught:
        wadah.read_zip(data)
    assert caught.value.pesan == "Berkas ini memuat 201 bagian, lebih banyak daripada batas 200."
    assert len(wadah.read_zip(raw_zip([Raw(b"a%d" % n) for n in range(200)])).parts) == 200


def test_a_file_beyond_20_mb_is_refused_unread():
    with pytest.raises(LontarError) as caught:
        wadah.read_zip(b"PK\x03\x04" + bytes(wadah.MAX_FILE))
    assert caught.value.pesan == (
        "Berkas ini lebih besar daripada 20 MB; paket Lontar tidak pernah sebesar itu."
    )


def test_a_hostile_name_cannot_fill_or_command_the_screen():
    data = raw_zip([Raw(b"\x1b[2J/../" + b"x" * 5000)])
    with pytest.raises(LontarError) as caught:
        wadah.read_zip(data)
    assert "\x1b" not in caught.value.pesan
    assert len(caught.value.pesan) < 250


@given(st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=5))
def test_what_is_written_clean_is_read_back(parts):
    try:
        found = wadah.read_zip(wadah.write_zip(parts)).parts
    except LontarError as error:
        # Names that differ only in capitals are one name to Excel.
        assert error.kode == "zip_ganda"  # noqa: PT017
        return
    assert found == parts


@given(st.data())
def test_whatever_is_accepted_is_what_python_reads(data):
    content = bytearray(workbook())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    try:
        parts = wadah.read_zip(bytes(content)).parts
    except LontarError:
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.filename: archive.read(info) for info in archive.infolist()} == parts


@given(st.binary(max_size=400))
def test_arbitrary_bytes_never_break_the_reader(tail):
    with pytest.raises(LontarError):
        wadah.read_zip(b"PK\x03\x04" + tail)
