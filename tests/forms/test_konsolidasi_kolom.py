"""The file of columns names forms, tables and cells that exist, and says why shares combine."""

from __future__ import annotations

import pytest

from app import paths
from app.domain.konsolidasi_kolom import OF_SHEET, columns
from app.domain.periode import Periode
from app.domain.register import sampled
from app.domain.rumus import compile_formula
from app.errors import LontarError
from app.store import pustaka

SUSUNAN = pustaka.load_konsolidasi(paths.forms())
FORMS = {
    kode: sampled(form)
    for kode, form in pustaka.load_forms(paths.forms()).items()
    if form.bagian == "kemiskinan"
}
OWN = [form for form in FORMS.values() if form.filled_by("53.01")]
COLUMNS = columns(SUSUNAN, OWN, Periode(2026, 3))


@pytest.mark.parametrize("kolom", [one for one in COLUMNS if one.hitung in OF_SHEET], ids=str)
def test_a_column_names_what_exists(kolom):
    form = FORMS[kolom.formulir]
    cells = [one for one in (kolom.penimbang, kolom.seragam) if one]
    cells += kolom.dari if kolom.hitung == "sel" else ()
    assert [one for one in cells if form.find(one) is None] == []
    if kolom.hitung == "baris":
        assert kolom.dari[0] in form.tables
    elif kolom.hitung != "sel":
        assert all(form.matching(one) for one in kolom.dari)
    if kolom.bila:
        names = compile_formula(kolom.bila).names
        tabel = form.tables[kolom.dari[0].partition(".")[0]]
        assert set(names) <= set(tabel.columns_by_code)
    for one in kolom.banding:
        assert one.wilayah or FORMS[one.formulir].find(one.sel) is not None


def test_every_column_has_a_group_and_a_name_of_its_own():
    assert {one.kelompok for one in COLUMNS} == {one.kode for one in SUSUNAN.kelompok}
    assert len({one.kode for one in COLUMNS}) == len(COLUMNS)


def test_each_form_of_a_region_has_its_kelengkapan():
    listed = {one.formulir for one in COLUMNS if one.kelompok == "kelengkapan"}
    assert listed == {form.kode for form in OWN}


def test_a_share_is_never_added_up_and_says_why_it_combines():
    shares = [one for one in COLUMNS if one.satuan in {"%", "indeks", "rasio 0-1"}]
    assert shares
    assert {one.gabung for one in shares} <= {"tertimbang", "tidak_digabung", "dari_provinsi"}
    assert all(one.alasan for one in shares)
    for one in shares:
        assert one.gabung != "tertimbang" or one.penimbang or one.hitung == "rasio"


def test_a_tolerance_names_its_rule_and_its_source():
    held = [one for kolom in COLUMNS for one in kolom.banding if one.toleransi_persen is not None]
    assert {one.aturan for one in held} == {"R-14", "R-31"}
    assert all(one.sumber for one in held)


def test_a_mistake_in_the_file_is_named_with_its_place(tmp_path):
    name = "konsolidasi_kemiskinan.toml"
    text = (paths.forms() / name).read_text("utf-8")
    wrong = text.replace('gabung = "jumlah"', 'gabung = "rata-rata"', 1)
    (tmp_path / name).write_text(wrong, "utf-8")
    with pytest.raises(LontarError) as caught:
        pustaka.load_konsolidasi(tmp_path)
    assert name in caught.value.pesan
