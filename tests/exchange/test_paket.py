"""A package as data: one spelling, strictly read, every statement held against the definitions."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.angka import LARGEST
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import berkas, kanonik, makna, paket, teks_paket
from tests.exchange import contoh_paket as contoh

SEL = "mutu.m01.tersedia"
Bukti = paket.BarisBukti
TERBUKTI = ("SK.pdf", "2026-09-30", "2", "disertakan")
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)
PLAIN = st.recursive(
    TEXTS | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text("abcdefghijklmnopqrstuvwxyz._-0123456789ABC"), inner, max_size=5)
    ),
)


def isi() -> paket.IsiPaket:
    return contoh.reading()[0].isi


def changed(**changes: Any) -> paket.IsiPaket:
    return msgspec.structs.replace(isi(), **changes)


def with_row(cell: str, /, **changes: str) -> paket.IsiPaket:
    """The package with one row of values changed."""
    names = ("periode", "formulir", "sel", "jenis", "isi")
    rows = [
        tuple(changes.get(name, old) for name, old in zip(names, row, strict=True))
        if row[1:3] == ("KES-01", cell)
        else row
        for row in isi().nilai
    ]
    return changed(nilai=rows)


def refusal(statement: paket.IsiPaket) -> str:
    with pytest.raises(LontarError) as refused:
        makna.resolve(statement, contoh.acuan())
    assert "{" not in str(refused.value)
    return refused.value.kode


# --- One spelling ------------------------------------------------------------------------------


@given(st.dictionaries(st.text("abcdefghijklmnopqrstuvwxyz.", min_size=1), PLAIN))
def test_the_fast_spelling_is_the_one_of_the_standard(obj):
    assert paket.canonical(obj) == kanonik.canonical_bytes(obj)


def test_a_whole_package_is_spelt_as_the_standard_says():
    assert paket.canonical(isi()) == kanonik.canonical_bytes(msgspec.to_builtins(isi()))


def test_a_package_comes_back_from_its_own_bytes():
    assert paket.read(paket.canonical(isi())) == isi()


def test_manifest_and_rows_together_are_the_package():
    manifest = json.loads(paket.manifest_bytes(isi()))
    assert "nilai" not in manifest
    assert paket.canonical({**manifest, "nilai": isi().nilai}) == paket.canonical(isi())


@pytest.mark.parametrize(
    ("spoil", "kode"),
    [
        (lambda data: b"bukan json", "paket_bukan_lontar"),
        (lambda data: b"[" * 10_000, "paket_bukan_lontar"),
        (lambda data: data.replace(b"lontar-paket", b"paket-lain"), "paket_bukan_lontar"),
        (lambda data: data.replace(b"lontar-paket", b"lontar-\xe7"), "paket_bukan_lontar"),
        (lambda data: data.replace(b'"induk":', b'"ind\xe7":'), "paket_isi_salah"),
        (lambda data: data.replace(b'"versi":2,"wil', b'"versi":9,"wil'), "paket_versi_asing"),
        (lambda data: data.replace(b'"revisi":1', b'"revisi": 1'), "paket_tidak_baku"),
        (lambda data: data.replace(b'"revisi":1', b'"revisi":"1"'), "paket_isi_salah"),
        (lambda data: data.replace(b'"revisi":1', b'"revisi":1,"zakat":1'), "paket_isi_salah"),
        (lambda data: data.replace(b'"induk":"",', b""), "paket_isi_salah"),
    ],
)  # fmt: skip
def test_any_other_spelling_is_refused_by_name(spoil, kode):
    data = paket.canonical(isi())
    with pytest.raises(LontarError) as refused:
        paket.read(spoil(data))
    assert refused.value.kode == kode


# --- Every statement is held against the definitions ---------------------------------------------


def test_what_was_exported_makes_sense():
    bacaan = makna.resolve(isi(), contoh.acuan())
    assert bacaan.wilayah.nama == "Kabupaten Kupang"
    assert bacaan.periode == contoh.T3
    assert {form.kode for form in bacaan.forms} == set(contoh.SEDIKIT[:8])
    assert bacaan.nilai["SOS-05"]["penerima.harus.jumlah"] is Keadaan.NIHIL
    assert bacaan.nilai["PRK-01"] == {}


def test_a_definition_that_differs_in_one_letter_is_unknown():
    ref = isi().formulir["KES-01"]
    for other, kode in (
        (msgspec.structs.replace(ref, sha256="0" * 64), "paket_definisi_asing"),
        (msgspec.structs.replace(ref, versi=99), "paket_definisi_baru"),
    ):
        assert refusal(changed(formulir={**isi().formulir, "KES-01": other})) == kode


@pytest.mark.parametrize(
    ("changes", "kode"),
    [
        ({"wilayah": "99.99"}, "paket_wilayah_asing"),
        ({"periode": "2026"}, "paket_isi_salah"),
        ({"periode": "kapan saja"}, "paket_isi_salah"),
        ({"revisi": 0}, "paket_isi_salah"),
        ({"kelengkapan": paket.Hitungan(1, 1, 0)}, "paket_kelengkapan_beda"),
        ({"temuan": [("A", "KES-01", "tidak.ada.sel", "catatan", "x", "")]}, "paket_temuan_salah"),
        ({"temuan": [("A", "KES-01", SEL, "gawat", "x", "")]}, "paket_temuan_salah"),
        ({"temuan": [("A", "KES-01", SEL, "catatan", "\x00", "")]}, "paket_temuan_salah"),
        ({"temuan": [("A", "KES-01", SEL, "catatan", "x", "\x00")]}, "paket_temuan_salah"),
        ({"rantai": paket.Rantai("0" * 64, 1, "mungkin")}, "paket_isi_salah"),
        ({"bukti": [Bukti("2026-T3", "KES-01", SEL, "0" * 63, 1, *TERBUKTI)]}, "paket_bukti_salah"),
        ({"bukti": [Bukti("2026-T3", "KES-01", SEL, "0" * 64, 0, *TERBUKTI)]}, "paket_bukti_salah"),
        ({"bukti": [Bukti("2026-T3", "KES-01", "x", "0" * 64, 1, *TERBUKTI)]}, "paket_bukti_salah"),
    ],
)  # fmt: skip
def test_a_statement_that_cannot_be_is_refused_by_name(changes, kode):
    assert refusal(changed(**changes)) == kode


@pytest.mark.parametrize(
    "changes",
    [
        {"sel": "tabel.yang.lain"},
        {"sel": "penerima.belum.jumlah"},
        {"sel": "penerima.harus.l"},
        {"periode": "2026"},
        {"periode": "2026-T2"},
        {"formulir": "KES-99"},
    ],
)
def test_a_row_that_no_form_knows_is_refused(changes):
    assert refusal(with_row("penerima.terlayani.jumlah", **changes)) == "paket_baris_asing"


@pytest.mark.parametrize(
    ("jenis", "angka"),
    [
        ("angka", "012"), ("angka", "+12"), ("angka", "1.5"), ("angka", ""), ("angka", "١٢"),
        ("angka", str(LARGEST + 1)), ("angka", str(-LARGEST - 1)), ("angka", "1e3"),
        ("teks", "seratus"), ("keadaan", "entah"), ("bilangan", "12"),
    ],
)  # fmt: skip
def test_a_number_is_read_only_in_its_one_spelling(jenis, angka):
    row = with_row("penerima.terlayani.jumlah", jenis=jenis, isi=angka)
    assert refusal(row) == "paket_nilai_salah"


@pytest.mark.parametrize(
    "text", ["", "a\x00b", "a\x0bb", "a\ufffeb", "x" * 32_768, "\U0001f600" * 17_000]
)
def test_a_text_that_no_workbook_can_carry_is_refused(text):
    row = with_row("uraian.permasalahan.teks", isi=text)
    assert refusal(row) == "paket_nilai_salah"


def test_rows_are_sorted_and_none_is_doubled():
    rows = isi().nilai
    assert rows == sorted(rows)
    assert refusal(changed(nilai=[*rows, rows[-1]])) == "paket_baris_asing"
    assert refusal(changed(nilai=[rows[1], rows[0], *rows[2:]])) == "paket_baris_asing"


def test_more_rows_than_any_package_has_are_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr(makna, "MAX_NILAI", 10)
    assert refusal(isi()) == "paket_terlalu_banyak"


# --- From an office's values to rows -------------------------------------------------------------


def rows_of(text: str) -> list[paket.BarisNilai]:
    form = contoh.acuan().forms["KES-01", 1]
    return paket.value_rows([form], {"KES-01": {"uraian.solusi.teks": text}}, contoh.T3)


def test_letters_and_line_ends_get_one_spelling():
    (row,) = rows_of("e\u0301 satu\r\ndua\rtiga")
    assert row == ("2026-T3", "KES-01", "uraian.solusi.teks", "teks", "\u00e9 satu\ndua\ntiga")


@pytest.mark.parametrize(
    ("text", "kode"),
    [
        ("x" * 40_000, "paket_teks_panjang"),
        ("a\x07b", "paket_aksara_kendali"),
        ("a\u202eb", "paket_aksara_tersembunyi"),
        ("a\u2800b", "paket_aksara_tersembunyi"),
        ("Z\u0310\u0311\u0312", "paket_aksara_tersembunyi"),
        ("\uf0b7 butir", "paket_aksara_asing"),
        ("_x0041_x0042_", "paket_deret_kode"),
        ("a _x005F_ b", "paket_deret_kode"),
        ("kolom_x4_y", "paket_deret_kode"),
        ("a_x0020_b", "paket_deret_kode"),
    ],
)
def test_a_text_that_cannot_travel_is_refused_in_words_that_name_the_cell(text, kode):
    with pytest.raises(LontarError) as refused:
        rows_of(text)
    assert refused.value.kode == kode
    assert "Pelayanan kesehatan ibu hamil, Solusi dan tindak lanjut" in refused.value.pesan


def test_a_short_fact_on_one_line_loses_what_no_workbook_can_hold():
    for text, tidied in (
        ("  Kepala\nDinas\u202e\x07 ", "Kepala Dinas"),
        ("_x0041_x0042_", "_x0041_ x0042_"),
        ("_x005F_x0041_", "_x005F x0041_"),
        ("_x0041_", "_x0041_"),
        ("a_x4_x5_b", "a_x4 x5_b"),
    ):
        assert teks_paket.tidy(text) == tidied
        assert teks_paket.text_problem(tidied) is None


def test_a_sign_only_its_writer_knows_is_asked_for_again_and_bullets_are_ordinary_ones():
    with pytest.raises(LontarError) as refused:
        teks_paket.line("Sudah \uf0e2 diperiksa", "Alasan ini")
    assert str(refused.value) == (
        "Alasan ini memuat aksara U+F0E2, yang tampak lain di setiap komputer. Hapus aksara itu, "
        "atau ketik ulang yang dimaksud dengan huruf biasa, lalu simpan lagi."
    )
    assert teks_paket.line(" \uf0b7 satu\n\uf0b7 dua ", "Alasan ini") == "\u2022 satu \u2022 dua"


def test_what_the_program_computes_is_not_sent():
    form = contoh.acuan().forms["KES-01", 1]
    values = {"KES-01": {"penerima.belum.jumlah": 5, "bukan.sel.kami": 6}}
    assert paket.value_rows([form], values, contoh.T3) == []


def test_an_annual_cell_keeps_its_year():
    periods = {row[0] for row in isi().nilai if row[2] == "penerima.harus.jumlah"}
    assert periods == {"2026"}


def test_a_short_id_has_four_letters_that_cannot_be_confused():
    assert berkas.short_id("0" * 64) == "0000"
    assert berkas.short_id("f" * 64) == "ZZZZ"
    letters = set(
        "".join(berkas.short_id(f"{number:05x}" + "0" * 59) for number in range(0, 2**20, 999))
    )
    assert not letters & set("ILOU")


def test_forms_come_into_force_and_a_sheet_keeps_the_version_it_was_begun_with():
    kupang = contoh.acuan().wilayah[contoh.KUPANG]
    old = contoh.acuan().forms["KES-01", 1]
    new = msgspec.structs.replace(old, versi=2, berlaku="2026-T3")
    acuan = paket.Acuan([old, new], {"KES": "Kesehatan"}, {}, isi().metode)

    def version(periode: Periode, begun: dict[str, int]) -> int:
        (form,) = acuan.in_force(kupang, periode, begun)
        return form.versi

    assert version(Periode(2026, 2), {}) == 1
    assert version(Periode(2026, 3), {}) == 2
    assert version(Periode(2026, 3), {"KES-01": 1}) == 1


def test_a_province_fills_other_forms_than_a_kabupaten():
    acuan = contoh.full_acuan()
    forms = acuan.in_force(acuan.wilayah["53"], contoh.T3, {})
    own = [form for form in forms if form.berindeks]
    assert len(own) == 14
    assert {form.tingkat for form in own} == {"provinsi"}
