"""Figures typed a second time on the command line."""

from __future__ import annotations

import json

import pytest

from app.cli import main
from app.store.door import CellWrite, write
from app.store.office import Office
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import clock

HARUS, TERLAYANI = "penerima.harus.jumlah", "penerima.terlayani.jumlah"
PLACE = ("--periode", "2026-T3", "--formulir", "KES-02")


@pytest.fixture
def lontar(capsys, tmp_path):
    folder = tmp_path / "kantor"
    contoh.kabupaten(folder, filled=False).close()
    with Office.open(folder, clock) as office:
        own = office.identitas.wilayah
        cells = [
            CellWrite("KES-02", own, "2026", HARUS, 12345),
            CellWrite("KES-02", own, "2026-T3", TERLAYANI, 9876),
        ]
        write(office, cells, jenis="isi", label="isi", pelaku="Maria Contoh")

    def run(*words):
        code = main(["ketik-ulang", *words, "--kantor", str(folder), *PLACE, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_the_figures_are_listed_with_why_and_compared(lontar):
    code, told = lontar("daftar")
    assert (code, told["belum"]) == (1, 2)
    assert [(one["sel"], one["sebab"], one["sudah"]) for one in told["sel"]] == [
        (HARUS, ["indeks"], False),
        (TERLAYANI, ["indeks"], False),
    ]
    typed = ("--nilai", f"{HARUS}=12.345", "--nilai", f"{TERLAYANI}=9867")
    code, told = lontar("cocokkan", *typed)
    assert (code, told["cocok"], told["beda"]) == (1, 1, 1)
    assert told["berbeda"] == [{"sel": TERLAYANI, "tersimpan": 9876, "diketik": "9867"}]
    assert [one["sudah"] for one in lontar("daftar")[1]["sel"]] == [True, False]
    assert lontar("cocokkan", *typed, "--pakai")[0] == 0
    assert lontar("daftar")[0] == 0
    assert lontar("cocokkan", *typed)[1]["beda"] == 0


@pytest.mark.parametrize(
    ("words", "kode"),
    [
        (f"{HARUS}", "baris_pasangan"),
        ("mutu.m01.tersedia=1", "ketik_ulang_sel"),
        (f"{HARUS}=dua", "csv_angka"),
        (f"{HARUS}=kosong", "csv_nilai_kosong"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(lontar, words, kode):
    code, told = lontar("cocokkan", "--nilai", words)
    assert (code, told["galat"]["kode"]) == (2, kode)
    assert told["galat"]["saran"]
