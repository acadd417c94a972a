"""Reading a workbook back: hidden statements put together again, hostile shapes refused."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import buku_kerja, meta_paket, paket
from app.exchange.meta_paket import META_HEADER, Sampul
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl

if TYPE_CHECKING:
    from app.exchange.putusan import Laporan

ID = "ab" * 32


def rows(sampul: Sampul) -> list[list[object]]:
    return [list(row) for row in (META_HEADER, *sampul.rows)]


def refusal(sheet: list[list[object]]) -> str:
    with pytest.raises(LontarError) as refused:
        meta_paket.read_meta(sheet)
    return refused.value.kode


# --- The hidden statements -----------------------------------------------------------------------


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1),
    st.lists(st.text("abcdefg.-_", min_size=1, max_size=40_000), min_size=1, max_size=2),
    st.binary(min_size=1),
)
def test_the_hidden_statements_come_back_however_long_they_are(manifes, signatures, kanonik):
    found = meta_paket.read_meta(rows(Sampul(ID, manifes, signatures, kanonik)))
    assert found == (ID, manifes, tuple(signatures), kanonik, "2")


def test_no_cell_and_no_property_is_longer_than_a_program_keeps():
    sampul = Sampul(ID, "m" * 100_000, ["t" * 7000], contoh.package())
    assert max(len(text) for _, text in sampul.rows) <= 30_000
    assert max(len(text) for _, text in meta_paket.properties(sampul)) <= 255
    assert len(sampul.rows) > 8


def statements(data: bytes) -> tuple[meta_paket.Meta, meta_paket.Meta]:
    """What `_meta` and the document properties of a file say."""
    mentah = contoh.reader().periksa(data)
    return meta_paket.read_meta(mentah.meta), meta_paket.read_properties(mentah.properti)


def test_properties_carry_id_manifest_and_signatures_once_more():
    meta, properties = statements(contoh.package())
    assert meta.id == contoh.reading()[1]
    assert properties == meta._replace(salinan=b"", versi="")


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_keeps_both_copies_of_the_statements():
    meta, properties = statements(with_libreoffice(contoh.package()))
    assert properties == meta._replace(salinan=b"", versi="")
    assert meta.salinan == paket.canonical(contoh.reading()[0].isi)


@pytest.mark.parametrize(
    ("change", "kode"),
    [
        (lambda sheet: [], "paket_bukan_lontar"),
        (lambda sheet: sheet[1:], "paket_bukan_lontar"),
        (lambda sheet: [row for row in sheet if row[0] != "format"], "paket_bukan_lontar"),
        (lambda sheet: [*sheet[:2], ["versi", "9"], *sheet[3:]], "paket_versi_asing"),
        (lambda sheet: [*sheet, ["titipan", "x"]], "paket_meta_rusak"),
        (lambda sheet: [*sheet, ["id", ID]], "paket_meta_rusak"),
        (lambda sheet: [*sheet, ["salinan.0002", 5.0]], "paket_meta_rusak"),
        (lambda sheet: [*sheet, ["salinan.0002", "x", "y"]], "paket_meta_rusak"),
    ],
)  # fmt: skip
def test_a_statement_in_any_other_form_is_refused_by_name(change, kode):
    assert refusal(change(rows(Sampul(ID, "{}", ["a..b"], b"{}")))) == kode


@pytest.mark.parametrize("packed", [b"bukan zlib", zlib.compress(b"x" * 99)[:-5], b""])
def test_a_copy_that_is_not_whole_is_no_copy(packed):
    copy = base64.b64encode(packed).decode() or "bukan base64!"
    sheet = [META_HEADER, ["format", paket.FORMAT], ["versi", "2"], ["salinan.0001", copy]]
    assert meta_paket.read_meta(sheet).salinan == b""


def test_a_copy_that_inflates_without_end_is_no_copy(monkeypatch):
    monkeypatch.setattr(meta_paket, "_MAX_CANONICAL", 1000)
    bomb = base64.b64encode(zlib.compress(b"0" * 100_000)).decode()
    sheet = [META_HEADER, ["format", paket.FORMAT], ["versi", "2"], ["salinan.0001", bomb]]
    assert meta_paket.read_meta(sheet).salinan == b""


def test_missing_chunks_are_not_bridged():
    pairs = {"manifes.0001": "a", "manifes.0003": "c"}
    assert meta_paket._gathered(pairs).manifes == "a"


# --- Shapes that would hurt a reader -------------------------------------------------------------


def put_far(cell: str) -> Laporan:
    """The verdict about a package with a word far away from its tables."""

    def put(book):
        book["06_Sosial"][cell] = "jauh"

    return contoh.judge(with_openpyxl(contoh.package(), put))


def test_a_word_beside_the_tables_is_named_with_its_cell():
    laporan = put_far("AAA1")
    assert laporan.alasan == "data_berubah"
    assert "06_Sosial!AAA1" in laporan.kalimat


@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576"])
def test_a_cell_far_away_is_refused_before_it_eats_the_memory(cell):
    assert put_far(cell).alasan in {"paket_terlalu_luas", "pembaca_memori"}


def test_a_workbook_that_no_reader_opens_is_refused_in_a_sentence():
    with pytest.raises(LontarError) as refused:
        buku_kerja.read_workbook(b"PK\x03\x04 bukan buku kerja")
    assert refused.value.kode == "paket_tak_terbaca"
