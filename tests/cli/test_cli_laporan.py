"""`laporan`: listed, made, and refused in words."""

from __future__ import annotations

import json

from app.exchange import demo
from tests.contoh_demo import LENGKAP, PERIODE


def test_the_list_fits_the_office(run, small):
    keluar, out, _ = run("laporan", "daftar", "--kantor", small / demo.PROVINSI, "--json")
    assert keluar == 0
    assert "satu-data" in {one["kode"] for one in json.loads(out)["laporan"]}


def test_a_province_makes_the_sheet_of_one_region(run, small, tmp_path):
    target = tmp_path / "espm.xlsx"
    line = ["laporan", "buat", "--kantor", small / demo.PROVINSI, "--laporan", "espm"]
    line += ["--periode", PERIODE, "--wilayah", LENGKAP, "--keluar", target, "--json"]
    keluar, out, _ = run(*line)
    assert keluar == 0
    assert json.loads(out)["berkas"] == [str(target)]
    assert target.exists()


def test_a_report_is_not_written_under_a_name_that_says_something_else(run, small, tmp_path):
    line = ["laporan", "buat", "--kantor", small / demo.PROVINSI, "--periode", PERIODE]
    keluar, _, err = run(*line, "--laporan", "satu-data", "--keluar", tmp_path / "data.zip")
    assert keluar == 2
    assert "berupa folder berisi beberapa berkas" in err
    assert "Sebut nama folder tanpa akhiran" in err
    keluar, _, err = run(*line, "--laporan", "rekap", "--keluar", tmp_path / "rekap.PDF")
    assert keluar == 2
    assert "berakhiran .xlsx" in err
    assert not list(tmp_path.iterdir())


def test_a_kabupaten_cannot_report_on_another(run, small, tmp_path):
    target = tmp_path / "lkpj.xlsx"
    line = ["laporan", "buat", "--kantor", small / demo.KANTOR / LENGKAP, "--laporan", "lkpj"]
    keluar, _, err = run(*line, "--periode", PERIODE, "--wilayah", "53.01", "--keluar", target)
    assert keluar == 2
    assert "tidak memegang data wilayah 53.01" in err
    assert not target.exists()
