"""`konsolidasi`: every view of all regions, for people and for programs."""

from __future__ import annotations

import json
import shutil

import pytest

from app.teks import t
from tests.contoh_demo import BELUM_LENGKAP, BELUM_MENGIRIM, LENGKAP, PERIODE


@pytest.fixture
def ask(run, small):
    def call(*more):
        office = small / "provinsi"
        return run("konsolidasi", "--kantor", office, "--periode", PERIODE, *more)

    return call


@pytest.fixture
def read(ask):
    def call(sudut):
        code, told, _ = ask("--sudut", sudut, "--json")
        assert code == 1
        return json.loads(told)

    return call


def test_the_table_has_a_line_for_everybody_and_names_both_ways_of_adding_up(ask):
    code, told, _ = ask()
    assert code == 1
    lines = told.splitlines()
    assert lines[0] == "2 dari 22 daerah ada datanya, 1 lengkap."
    named = {" ".join(line.split()[:6]) for line in lines}
    assert any(one.startswith("Kabupaten Sabu Raijua Belum ada data") for one in named)
    assert any(one.startswith("Provinsi rata-rata 1 dari 22") for one in named)
    assert any(one.startswith("Provinsi gabungan 2 dari 22") for one in named)


def test_programs_read_people_index_place_and_groups(read):
    found = read("tabel")
    by_code = {one["kode"]: one for one in found["wilayah"]}
    assert by_code[LENGKAP]["peringkat"] == 1
    assert by_code[BELUM_LENGKAP]["peringkat"] is None
    assert by_code[BELUM_LENGKAP]["sementara"] is True
    assert by_code[BELUM_MENGIRIM] == {
        "kode": BELUM_MENGIRIM,
        "nama": "Kabupaten Sabu Raijua",
        "klaster": "",
        "keadaan": "belum",
    }
    whole = found["golongan"][-1]
    assert (whole["rerata"]["dari"], whole["gabungan"]["dari"]) == (1, 2)
    assert whole["rerata"]["indeks"] == by_code[LENGKAP]["indeks"]
    people = [by_code[kode]["belum_terlayani"]["orang"] for kode in (LENGKAP, BELUM_LENGKAP)]
    assert whole["belum_terlayani"]["orang"] == sum(people)


def test_the_map_goes_by_island_and_a_missing_region_is_said_to_be_missing(ask, read):
    found = {one["kode"]: one for one in read("peta")["ubin"]}
    assert (found[BELUM_MENGIRIM]["ada_data"], found[BELUM_MENGIRIM]["indeks"]) == (False, None)
    assert (found[LENGKAP]["pulau"], found[LENGKAP]["sementara"]) == ("Timor", False)
    _, told, _ = ask("--sudut", "peta")
    line = next(one for one in told.splitlines() if "Sabu Raijua" in one)
    assert line.split() == ["Sabu", "Kabupaten", "Sabu", "Raijua", "belum", "ada", "data"]


def test_the_trend_ends_with_this_quarter_and_says_when_a_spread_would_be_too_early(ask, read):
    found = read("tren")
    points = found["wilayah"][LENGKAP]["triwulan"]
    assert (len(points), points[-1]["periode"]) == (8, str(PERIODE))
    assert points[-1]["indeks"] == found["provinsi"]["rerata"]["triwulan"][-1]["indeks"]
    assert points[0]["indeks"] is None
    assert found["provinsi"]["gabungan"]["triwulan"][-1]["dari"] == 2
    assert found["sebaran"] == {"indeks": None, "belum_per_1000": None}
    _, told, _ = ask("--sudut", "tren")
    assert "Sebaran baru disebut bila sedikitnya 5 daerah sudah lengkap." in told


def test_another_method_is_compared_without_being_kept_until_it_is_chosen(run, small, tmp_path):
    office = shutil.copytree(small / "provinsi", tmp_path / "provinsi")
    base = ("konsolidasi", "--kantor", office, "--periode", PERIODE, "--sudut", "metode", "--json")
    other = ("--daerah", "rerata_layanan", "--batas", "0")
    first = json.loads(run(*base, *other)[1])
    assert first["sekarang"] == {
        "kebutuhan_nol": "dikecualikan",
        "batas": 100,
        "daerah": "rerata_urusan",
    }
    assert first["bila"] == {
        "kebutuhan_nol": "dikecualikan",
        "batas": 0,
        "daerah": "rerata_layanan",
    }
    effect = first["wilayah"][LENGKAP]
    assert effect["sekarang"] != effect["bila"]
    assert (first["dipilih"], first["indeks_berubah"]) == (False, 2)
    assert first["wilayah"][BELUM_MENGIRIM]["bila"] is None
    assert json.loads(run(*base, *other, "--pilih")[1])["dipilih"] is True
    after = json.loads(run(*base)[1])
    assert after["sekarang"] == first["bila"]
    assert after["wilayah"][LENGKAP]["sekarang"] == effect["bila"]


@pytest.mark.parametrize("sudut", ["metode", "anggaran", "tren"])
def test_a_provisional_figure_is_told_apart_wherever_it_stands(ask, read, sudut):
    told = ask("--sudut", sudut)[1]
    assert "*" in told.partition("* sementara")[0]
    assert t("konsolidasi.kaki.tanda") in told
    if sudut == "metode":
        found = read(sudut)["wilayah"]
        assert [found[kode]["sementara"] for kode in (LENGKAP, BELUM_LENGKAP)] == [False, True]


def test_a_kabupaten_may_look_but_not_choose(run, small):
    office = small / "kantor" / LENGKAP
    base = ("konsolidasi", "--kantor", office, "--periode", PERIODE, "--sudut", "metode")
    code, told, _ = run(*base, "--kebutuhan-nol", "penuh")
    assert code == 0
    assert "Belum ada yang disimpan" in told
    code, _, told = run(*base, "--kebutuhan-nol", "penuh", "--pilih")
    assert code == 2
    assert "metode ditetapkan oleh provinsi" in told


def test_budget_and_service_stand_side_by_side_and_never_become_one_figure(ask, read):
    found = read("anggaran")
    side = found["wilayah"][LENGKAP]["KES"]
    assert side["serapan"] == round(100 * side["realisasi"] / side["pagu"], 2)
    assert 0 < side["capaian_penerima"] <= 100
    assert BELUM_MENGIRIM not in found["wilayah"]
    both = [found["wilayah"][kode]["KES"]["pagu"] for kode in (LENGKAP, BELUM_LENGKAP)]
    assert found["provinsi"]["KES"]["pagu"] == sum(both)
    _, told, _ = ask("--sudut", "anggaran")
    assert "2 dari 22 daerah mengisi pagu dan realisasi." in told


def test_coverage_of_breakdowns_is_told_for_every_region_with_data(ask, read):
    found = read("gedsi")
    assert set(found["wilayah"]) == {LENGKAP, BELUM_LENGKAP}
    assert set(found["provinsi"]) == {"jenis_kelamin", "umur", "disabilitas"}
    _, told, _ = ask("--sudut", "gedsi")
    line = next(one for one in told.splitlines() if "Sabu Raijua" in one)
    assert line.split()[-3:] == ["–", "–", "–"]


def test_nilai_espm_stands_beside_the_index_and_names_package_day_and_source(ask, read):
    found = read("espm")
    here = found["wilayah"][LENGKAP]
    assert here["sikap"] == "sama"
    assert round(here["espm"] - here["dihitung"], 1) == round(here["selisih"], 1)
    assert (here["dari"], here["sumber"]) == ("wilayah", "Dasbor e-SPM")
    assert (here["formulir"], here["sel"]) == ("ESP-01", "nilai.daerah.indeks")
    assert len(here["paket"]) == 64
    assert found["wilayah"][BELUM_MENGIRIM]["espm"] is None
    _, told, _ = ask("--sudut", "espm", "--toleransi", "0")
    assert "di luar batas" in told
    assert "dinyatakan daerah dalam paket revisi 1" in told


def test_only_a_limit_that_is_offered_can_be_kept_and_only_by_the_province(run, ask, small):
    code, _, told = ask("--sudut", "espm", "--toleransi", "0,3", "--pilih")
    assert (code, "Pilih salah satu: 0,10, 0,50, 1,00" in told) == (2, True)
    code, _, told = ask("--sudut", "espm", "--toleransi", "banyak")
    assert (code, "bukan banyaknya poin" in told) == (2, True)
    office = small / "kantor" / LENGKAP
    where = ("konsolidasi", "--kantor", office, "--periode", PERIODE, "--sudut", "espm")
    code, _, told = run(*where, "--toleransi", "0,50", "--pilih")
    assert (code, "hanya dapat dipilih provinsi" in told) == (2, True)


@pytest.mark.usefixtures("qapp")
def test_all_charts_are_written_as_pictures_into_a_folder(ask, tmp_path):
    for more, ending, begins in ((), ".png", b"\x89PNG"), (("--svg",), ".svg", b"<?xml"):
        place = tmp_path / ending
        code, told, _ = ask("--simpan-gambar", place, *more, "--json")
        assert code == 1
        files = sorted(place.iterdir())
        assert sorted(json.loads(told)["gambar"]) == [str(file) for file in files]
        assert {file.name.removesuffix(f"_{PERIODE}{ending}") for file in files} == {
            "peta", "panas_urusan", "panas_layanan", "peringkat",
            "tren_belum", "tren_indeks", "sebaran",
        }  # fmt: skip
        assert all(file.read_bytes().startswith(begins) for file in files)


def test_a_folder_that_cannot_be_made_for_pictures_is_named(ask, tmp_path):
    code, _, said = ask("--simpan-gambar", tmp_path / "tidak-ada" / "gambar")
    assert code == 2
    assert "tidak ada" in said
