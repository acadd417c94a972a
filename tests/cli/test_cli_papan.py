"""The command line of the province's desk: difference, holding back, the board, deadlines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.contoh_demo import BELUM_LENGKAP, BELUM_MENGIRIM, LENGKAP, copy_of

if TYPE_CHECKING:
    from pathlib import Path

WHY = "Ditanyakan dahulu kepada dinas"
T3 = ("--periode", "2026-T3")


@pytest.fixture
def province(small: Path, tmp_path: Path) -> Path:
    return copy_of(small / "provinsi", tmp_path / "provinsi")


@pytest.fixture
def late(small: Path) -> Path:
    (found,) = (small / "belum-dikirim").glob("*.xlsx")
    return found


def test_the_difference_is_told_and_nothing_is_written(run, province, late):
    before = (province / "lontar.db").read_bytes()
    keluar, out, _ = run("banding", late, "--kantor", province, "--tahan", "kes", "--json")
    (told,) = json.loads(out)["berkas"]
    found = told["beda_isi"]
    assert (keluar, found["wilayah"], found["pertama"]) == (0, BELUM_MENGIRIM, True)
    assert found["jumlah"]["bertambah"] == len(found["sel"]) > 100
    assert {one["urusan"] for one in found["urusan"] if one["ditahan"]} == {"KES"}
    assert found["akibat"]["indeks"][0] is None
    assert all(one["sekarang"] == "(kosong)" for one in found["sel"])
    assert (province / "lontar.db").read_bytes() == before
    said = run("banding", late, "--kantor", province)[1]
    assert "Paket pertama triwulan ini: " in said
    assert "Indeks daerah: belum ada → " in said


def test_an_urusan_is_held_listed_and_taken_in(run, province, late):
    there = ("--kantor", province)
    keluar, out, _ = run("impor", late, *there, "--tahan", "KES", "--alasan", WHY, "--json")
    (told,) = json.loads(out)["berkas"]
    assert (keluar, told["diterima"]) == (0, True)
    assert [(one["urusan"], one["alasan"]) for one in told["ditahan"]] == [("KES", WHY)]

    keluar, out, _ = run("ditahan", "daftar", *there)
    assert keluar == 1
    assert f"Kesehatan ditahan dari revisi 1 oleh Petugas Demo NTT: {WHY}." in out
    board = json.loads(run("papan", *there, *T3, "--json")[1])
    own = next(one for one in board["wilayah"] if one["kode"] == BELUM_MENGIRIM)
    assert (own["spm"]["tahap"], own["spm"]["ditahan"]) == ("diterima", ["KES"])

    one = ("--wilayah", BELUM_MENGIRIM, *T3, "--urusan", "kes", "--alasan", "Dinas membenarkan.")
    keluar, out, _ = run("ditahan", "ambil", *there, *one, "--json")
    assert (keluar, json.loads(out)["berubah"] > 10) == (0, True)
    keluar, out, _ = run("ditahan", "daftar", *there, "--json")
    record = json.loads(out)
    assert (keluar, record["ditahan"]) == (0, [])
    assert [step["jenis"] for step in record["riwayat"]] == ["tahan", "ambil"]
    keluar, out, _ = run("ditahan", "ambil", *there, *one, "--json")
    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, "tahanan_kosong")


def test_a_hold_without_a_reason_leaves_everything_as_it_was(run, province, late):
    keluar, out, _ = run("impor", late, "--kantor", province, "--tahan", "KES", "--json")
    (told,) = json.loads(out)["berkas"]
    assert (keluar, told["diterima"], told["galat"]["kode"]) == (2, False, "tahan_tanpa_alasan")


def test_the_board_as_text_for_a_chat_group(run, province):
    keluar, out, _ = run("papan", "--kantor", province, *T3, "--teks")
    assert keluar == 1
    assert out.startswith("Laporan Triwulan III 2026, tenggat 10 Oktober 2026. Keadaan ")
    assert "SPM: 2 dari 22 diterima, 1 lengkap, 0 disetujui." in out
    assert "Belum lengkap (1): Kabupaten Sumba Tengah (" in out
    whole = run("papan", "--kantor", province, *T3)[1]
    assert "Kabupaten Timor Tengah Utara. SPM: lengkap" in whole
    assert whole.endswith(out)
    states = {
        one["kode"]: one["spm"]["tahap"]
        for one in json.loads(run("papan", "--kantor", province, *T3, "--json")[1])["wilayah"]
    }
    assert (states[LENGKAP], states[BELUM_LENGKAP]) == ("lengkap", "sah")


def test_the_board_of_some_regions_names_them_and_nobody_else(run, province):
    there = ("--kantor", province, *T3)
    keluar, out, _ = run("papan", *there, "--teks", "--wilayah", BELUM_MENGIRIM, LENGKAP)
    assert keluar == 1
    assert "Untuk: Kabupaten Timor Tengah Utara, Kabupaten Sabu Raijua." in out
    assert "SPM: 1 dari 2 diterima" in out
    assert "Sumba Tengah" not in out
    keluar, out, _ = run("papan", *there, "--wilayah", "53.99", "--json")
    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, "tenggat_wilayah_asing")
    keluar, out, _ = run("papan", *there, "--opd", "Dinas Kesehatan", "--json")
    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, "opd_bukan_kabupaten")


def test_who_has_not_sent_or_has_no_reply_is_picked_out(run, province):
    def picked(yang: str) -> list[Any]:
        found = run("papan", "--kantor", province, *T3, "--yang", yang, "--json")[1]
        return list(json.loads(found)["wilayah"])

    waiting = picked("belum_dibalas")
    assert {one["kode"] for one in waiting} == {LENGKAP, BELUM_LENGKAP}
    assert {one["spm"]["dibalas"] for one in waiting} == {False}
    # Of those who sent SPM nothing about kemiskinan has come.
    assert len(picked("belum")) == 22


def test_nobody_is_late_before_the_day(run, province):
    there = ("--kantor", province)
    keluar, out, _ = run("tenggat", "atur", *there, *T3, "--tanggal", "2999-01-01")
    assert keluar == 0
    assert "1 Januari 2999 lebih dari setengah tahun sesudah akhir Triwulan III 2026" in out
    keluar, out, _ = run("papan", *there, *T3, "--teks", "--yang", "terlambat")
    assert keluar == 0
    assert out.endswith("Tidak ada kabupaten/kota yang demikian.\n")


def test_several_regions_get_one_deadline_all_or_none(run, province):
    there = ("--kantor", province, *T3, "--tanggal", "2999-01-01", "--alasan", "Banjir")
    keluar, out, _ = run(
        "tenggat", "izinkan", *there, "--wilayah", LENGKAP, "53.99", "--json"
    )  # fmt: skip
    assert (keluar, json.loads(out)["galat"]["kode"]) == (2, "tenggat_wilayah_asing")
    assert "Banjir" not in run("tenggat", "daftar", "--kantor", province, "--tahun", "2026")[1]
    keluar, out, _ = run(
        "tenggat", "izinkan", *there, "--wilayah", LENGKAP, BELUM_LENGKAP, "--json"
    )
    assert (keluar, json.loads(out)["wilayah"]) == (0, [LENGKAP, BELUM_LENGKAP])
    said = run("tenggat", "daftar", "--kantor", province, "--tahun", "2026")[1]
    assert said.count("Banjir") == 2


def test_deadlines_are_set_for_all_and_for_one(run, province):
    there = ("--kantor", province)
    assert run("tenggat", "atur", *there, *T3, "--tanggal", "2026-10-12")[0] == 0
    keluar, out, _ = run(
        "tenggat", "izinkan", *there, *T3, "--tanggal", "2999-01-01",
        "--wilayah", BELUM_MENGIRIM, "--alasan", "Kapal tidak berlayar",
    )  # fmt: skip
    assert keluar == 0
    assert out.startswith("Tersimpan: Triwulan III 2026, 1 Januari 2999.\n")
    said = run("tenggat", "daftar", *there, "--tahun", "2026")[1]
    assert "Triwulan III 2026: Kirim SPM ke provinsi 12 Oktober 2026" in said
    assert "Triwulan III 2026: Kirim kemiskinan ke provinsi 12 Oktober 2026" in said
    assert (
        "Kabupaten Sabu Raijua, Kirim SPM ke provinsi 1 Januari 2999, Kapal tidak berlayar" in said
    )
    board = json.loads(run("papan", *there, *T3, "--json")[1])
    own = next(one for one in board["wilayah"] if one["kode"] == BELUM_MENGIRIM)
    assert (board["tenggat"], own["tenggat"]) == ("2026-10-12", "2999-01-01")
    assert (own["alasan_tenggat"], own["spm"]["tahap"]) == ("Kapal tidak berlayar", "belum")
    other = ("--kode", "kemiskinan", "--tanggal", "2026-10-28")
    assert run("tenggat", "atur", *there, *T3, *other)[0] == 0
    board = json.loads(run("papan", *there, *T3, "--json")[1])
    assert board["tenggat_bagian"] == {"spm": "2026-10-12", "kemiskinan": "2026-10-28"}
    keluar, _, err = run("tenggat", "atur", *there, *T3, "--tanggal", "12 Oktober")
    assert keluar == 2
    assert "Tulis seperti 2026-10-15" in err
