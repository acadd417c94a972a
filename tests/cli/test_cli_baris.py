"""Rows of registers and the copy from last year on the command line."""

from __future__ import annotations

import json

import pytest

from app.cli import main
from app.store.door import CellWrite, write
from app.store.office import Office
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import clock

APBN = (
    "Baris, Sumber dana: “APBN” tidak ada dalam daftar Sumber dana. Pilih salah satu dari"
    " daftar. (pad; pad_rokok; dau; dau_sg; dak_fisik; dak_nonfisik; dbh; hibah; lain)"
)
PLACE = ("--periode", "2026-T3", "--formulir", "KES-02")


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "kantor"
    contoh.kabupaten(folder, filled=False).close()
    return folder


@pytest.fixture
def lontar(capsys, office):
    def run(*words):
        code = main([*words, "--kantor", str(office), *PLACE, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def add(lontar, *pairs):
    words = [word for pair in pairs for word in ("--nilai", pair)]
    code, told = lontar("baris", "tambah", "--tabel", "rencana", *words)
    assert code == 0, told
    return told["baris"][0]


def listed(lontar):
    return lontar("baris", "daftar", "--tabel", "rencana")[1]["baris"]


def test_rows_are_added_copied_and_deleted(lontar):
    row = add(lontar, "sub_kegiatan=Kelas ibu", "pagu=1.500.000", "dana=DAU block grant")
    assert [one["label"] for one in listed(lontar)] == ["1. Kelas ibu"]
    assert listed(lontar)[0]["isi"] == {
        "sub_kegiatan": "Kelas ibu",
        "dana": "DAU block grant",
        "pagu": "1.500.000",
    }
    above = lontar("baris", "tambah", "--tabel", "rencana", "--nilai", "pagu=1", "--sebelum", row)[
        1
    ]["baris"][0]
    copy = lontar("baris", "salin", "--tabel", "rencana", "--baris", row)[1]["baris"][0]
    assert [one["id"] for one in listed(lontar)] == [above, row, copy]
    code, told = lontar("baris", "hapus", "--tabel", "rencana", "--baris", row, "--baris", above)
    assert (code, told) == (0, {"dikosongkan": 5})
    assert [one["id"] for one in listed(lontar)] == [copy]


@pytest.mark.parametrize(
    ("words", "kode", "pesan"),
    [
        (
            ("baris", "daftar", "--tabel", "mutu"),
            "baris_tanpa_register",
            'Tabel "mutu" pada KES-02 tidak mempunyai baris yang ditambah sendiri.',
        ),
        (
            ("baris", "tambah", "--tabel", "rencana", "--nilai", "pagu"),
            "baris_pasangan",
            '"pagu" bukan pasangan kolom=isi.',
        ),
        (
            ("baris", "tambah", "--tabel", "rencana", "--nilai", "entah=1"),
            "baris_kolom_asing",
            'Kolom "entah" tidak dapat diisi pada Tahap 3. Rencana pemenuhan.',
        ),
        (
            ("baris", "tambah", "--tabel", "rencana", "--nilai", "pagu=kosong"),
            "baris_tanpa_isi",
            "Baris baru pada Tahap 3. Rencana pemenuhan belum berisi apa pun.",
        ),
        (
            ("baris", "hapus", "--tabel", "rencana", "--baris", "x"),
            "baris_tidak_ada",
            'Baris "x" tidak ada pada Tahap 3. Rencana pemenuhan.',
        ),
        (
            ("baris", "tambah", "--tabel", "rencana", "--nilai", "dana=APBN"),
            "csv_kata",
            APBN,
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(lontar, words, kode, pesan):
    code, told = lontar(*words)
    assert code == 2
    assert told["galat"]["kode"] == kode
    assert told["galat"]["pesan"] == pesan


def test_last_year_is_shown_first_and_copied_when_told_to(lontar, office):
    with Office.open(office, clock) as opened:
        cells = [
            CellWrite("KES-02", contoh.KUPANG, "2025", "penerima.harus.jumlah", 90),
            CellWrite("KES-02", contoh.KUPANG, "2025", "mutu.m01.dibutuhkan", 7),
            CellWrite("KES-02", contoh.KUPANG, "2026", "penerima.harus.jumlah", 95),
        ]
        write(opened, cells, jenis="isi", label="x", pelaku="y")
    code, told = lontar("salin")
    assert code == 1
    assert (told["ditulis"], told["baru"], told["beda"], told["sama"]) == (False, 1, 1, 0)
    assert told["sel"][0]["kini"] == "95"
    code, told = lontar("salin", "--terima")
    assert (code, told["berubah"]) == (1, 1)
    code, told = lontar("salin", "--terima", "--ganti")
    assert (code, told["berubah"]) == (0, 1)
