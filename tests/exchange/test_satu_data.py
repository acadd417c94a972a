"""The open-data set: true to the store, honest about gaps, private, and valid by Frictionless."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain.nilai import Keadaan
from app.exchange import demo, rekap_bahan
from app.exchange.laporan import satu_data
from app.store import questions
from app.store.door import CellWrite, write
from app.store.office import Office
from tests import contoh_demo
from tests.contoh_demo import BELUM_LENGKAP, BELUM_MENGIRIM, LENGKAP, PERIODE, now

SENTENCE = "Kalimat yang hanya untuk kantor sendiri"
TEXT_CELL = "uraian.permasalahan.teks"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The set of a small province with one zero, one declaration and one text put in by hand."""
    small = contoh_demo.small_demo(tmp_path_factory)
    folder = contoh_demo.copy_of(small / demo.PROVINSI, tmp_path_factory.mktemp("sd") / "provinsi")
    with Office.open(folder, now) as office:
        year = str(PERIODE.tahunan)
        cells = [
            CellWrite("KES-01", LENGKAP, str(PERIODE), "penerima.terlayani.dis", 0),
            CellWrite("KES-01", LENGKAP, year, "penerima.harus.dis", Keadaan.BELUM_TERSEDIA),
            CellWrite("KES-01", LENGKAP, str(PERIODE), TEXT_CELL, SENTENCE),
            CellWrite("F-K08", LENGKAP, str(PERIODE), "akses.d04.pembilang", 4_100),
            CellWrite("F-K08", LENGKAP, str(PERIODE), "akses.d04.l", 4_098),
            CellWrite("F-K08", LENGKAP, str(PERIODE), "akses.d04.p", 2),
        ]
        write(office, cells, jenis="ketik", label="uji", pelaku="uji")
        bahan = rekap_bahan.gather(office, PERIODE, paths.forms())
        sumber = satu_data.gather(office, bahan, paths.forms())
        held = questions.values_all_regions(office, PERIODE)
    return satu_data.compose(sumber), held


def rows(himpunan, name):
    text = himpunan.berkas[f"{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text)))


def cell(himpunan, wilayah, formulir, sel):
    return [
        one
        for one in rows(himpunan, "nilai")
        if (one["wilayah"], one["formulir"]) == (wilayah, formulir)
        and ".".join((one["tabel"], one["baris"], one["kolom"])) == sel
    ]


def test_every_form_says_which_urusan_it_belongs_to_and_who_produces_its_data(made):
    forms = {one["kode"]: one for one in rows(made[0], "formulir")}
    assert forms["KES-01"]["kode_urusan"] == "1.02"
    assert forms["TRB-05"]["kode_urusan"] == "1.05"
    assert forms["KES-01"]["produsen"].startswith("Dinas Kesehatan")
    for kode, one in forms.items():
        assert bool(one["kode_urusan"]) == (not kode.startswith(("F-K", "ESP"))), kode
        assert one["produsen"] or kode.startswith("ESP"), kode


def test_the_set_names_its_publisher_and_the_walidata(made):
    told = json.loads(made[0].berkas["datapackage.json"])
    assert [one["role"] for one in told["contributors"]] == ["publisher", "wrangler"]
    assert told["contributors"][1]["title"] == told["walidata"]
    assert "Komunikasi dan Informatika" in told["walidata"]


def test_frictionless_accepts_the_set(made, tmp_path):
    pytest.importorskip("frictionless", reason="frictionless judges the set where it is installed")
    for name, data in made[0].berkas.items():
        (tmp_path / name).write_bytes(data)
    line = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["valid"], done.stdout
    assert done.returncode == 0


def test_frictionless_would_notice_a_spoiled_set(made, tmp_path):
    pytest.importorskip("frictionless", reason="frictionless judges the set where it is installed")
    for name, data in made[0].berkas.items():
        (tmp_path / name).write_bytes(data.replace(b"lengkap", b"lengkop"))
    line = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1


def test_every_published_number_is_the_one_the_office_holds(made):
    himpunan, held = made
    seen = 0
    for one in rows(himpunan, "nilai"):
        sel = ".".join((one["tabel"], one["baris"], one["kolom"]))
        value = held[one["wilayah"]][one["formulir"]][sel]
        if one["keadaan"] == "angka":
            assert isinstance(value, int)
            assert Decimal(one["nilai"]) % 1 == 0 or "." in one["nilai"]
            seen += 1
        elif one["keadaan"] != "disamarkan":
            assert value == Keadaan(one["keadaan"])
    assert seen > 1000


def test_small_counts_of_poor_people_are_veiled_with_what_would_tell_them(made):
    himpunan, _ = made
    told = {
        name: cell(himpunan, LENGKAP, "F-K08", f"akses.d04.{name}")[0]
        for name in ("pembilang", "l", "p")
    }
    assert [one["keadaan"] for one in told.values()] == ["angka", "disamarkan", "disamarkan"]
    assert (told["pembilang"]["nilai"], told["p"]["nilai"]) == ("4100", "")


def test_zero_and_a_declaration_and_nothing_stay_apart(made):
    himpunan, _ = made
    # A zero is a small count beside a total, and is published as such or veiled, never left out.
    (zero,) = cell(himpunan, LENGKAP, "KES-01", "penerima.terlayani.dis")
    assert (zero["keadaan"], zero["nilai"]) in {("angka", "0"), ("disamarkan", "")}
    (declared,) = cell(himpunan, LENGKAP, "KES-01", "penerima.harus.dis")
    assert (declared["keadaan"], declared["nilai"]) == ("belum_tersedia", "")
    assert cell(himpunan, BELUM_MENGIRIM, "KES-01", "penerima.harus.jumlah") == []


def test_a_region_that_sent_nothing_is_named_and_has_no_numbers(made):
    himpunan, _ = made
    state = {one["kode"]: one["keadaan"] for one in rows(himpunan, "wilayah")}
    assert state[LENGKAP] == "lengkap"
    assert state[BELUM_LENGKAP] == "belum_lengkap"
    assert state[BELUM_MENGIRIM] == "belum_ada_data"
    assert all(one["wilayah"] != BELUM_MENGIRIM for one in rows(himpunan, "indeks"))
    told = json.loads(himpunan.berkas["datapackage.json"])
    assert told["wilayah"] == {"jumlah": 22, "ada_data": 2}


def test_no_sentence_a_person_wrote_and_no_row_they_added_leaves(made):
    himpunan, held = made
    assert held[LENGKAP]["KES-01"][TEXT_CELL] == SENTENCE
    assert all(SENTENCE.encode() not in data for data in himpunan.berkas.values())
    tables = {(one["formulir"], one["tabel"]) for one in rows(himpunan, "nilai")}
    assert ("KES-01", "penerima") in tables
    assert all(table != "rencana" for _, table in tables)


def test_the_index_is_the_one_of_the_recap(made):
    himpunan, _ = made
    indices = rows(himpunan, "indeks")
    whole = {one["wilayah"]: one for one in indices if one["tingkat"] == "wilayah"}
    region, half = whole[LENGKAP], whole[BELUM_LENGKAP]
    assert region["keadaan"] == "lengkap"
    assert 0 <= Decimal(region["indeks"]) <= 100
    assert region["kategori"]
    assert (half["keadaan"], half["kategori"]) == ("belum_lengkap", "")


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_number_is_written_exactly(whole, digits):
    number = Fraction(whole, 10**digits)
    assert Fraction(Decimal(satu_data.written(number))) == number
    assert "E" not in satu_data.written(number)
