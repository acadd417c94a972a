"""The command line: decide, send, report, send back, close, and the weekly list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.cli import bersama
from app.exchange.demo_kantor import FRASA_SANDI
from tests.cli.test_cli_balasan import PERIODE, Dua
from tests.contoh_demo import LENGKAP, copy_of

if TYPE_CHECKING:
    from pathlib import Path

SOON, PAST = 3, -4


def day(offset: int) -> date:
    """So many days from today, by the clock of the verbs."""
    return bersama.now().date() + timedelta(days=offset)


@pytest.fixture
def meja(small: Path, tmp_path: Path, run, monkeypatch) -> Dua:
    """Both offices, a folder for files, and verbs that answer in JSON.

    The clock of the verbs stands still, so that no test is cut in two by midnight.
    """
    started = bersama.now()
    monkeypatch.setattr(bersama, "now", lambda: started)
    frasa = tmp_path / "frasa.txt"
    frasa.write_text(f"{FRASA_SANDI}\n", encoding="utf-8")
    province = copy_of(small / "provinsi", tmp_path / "provinsi")
    kabupaten = copy_of(small / "kantor" / LENGKAP, tmp_path / "kabupaten")
    (tmp_path / "berkas").mkdir()
    return Dua(province, kabupaten, tmp_path / "berkas", run, frasa)


def step(meja: Dua, name: str, office: Path, *words: object):
    return meja.call("tindak-lanjut", name, "--kantor", office, *words)


def decide(meja: Dua, office: Path, *words: object, tenggat: int = SOON):
    return step(
        meja, "tambah", office, "--rapat", day(-10), "--tenggat", day(tenggat),
        "--uraian", "Data ulang ibu bersalin", "--pj", "Kepala Bidang", "--opd", "Dinas Kesehatan",
        "--keputusan", "Rakor TKPK", "--bobot", 4, *words,
    )  # fmt: skip


def test_a_follow_up_goes_to_its_region_and_its_report_comes_back(meja):
    keluar, made = decide(meja, meja.provinsi, "--wilayah", LENGKAP, "--tentang", "kes")
    (one,) = made["tindak_lanjut"]
    assert (keluar, one["keadaan"], one["bobot"], one["tentang"]) == (0, "belum", 4, "KES")
    _, told = meja.reply("--wilayah", LENGKAP)
    letter = told["balasan"][0]["berkas"]
    keluar, seen = meja.call("balasan", "lihat", letter, "--kantor", meja.kabupaten)
    assert [x["jenis"] for x in seen["balasan"][0]["tindak_lanjut"]] == ["baru"]
    for _ in range(2):
        assert meja.call("balasan", "pasang", letter, "--kantor", meja.kabupaten)[0] == 0

    number = one["id"][:8]
    say = ("--keadaan", "selesai", "--teks", "Tiga puskesmas sudah.", "--bukti", "Surat 12")
    keluar, done = step(meja, "lapor", meja.kabupaten, number, *say)
    assert (keluar, done["keadaan"], done["selesai"]) == (0, "selesai", day(0).isoformat())
    secret = ("--frasa-sandi-berkas", meja.frasa)
    state = ("--kantor", meja.kabupaten, "--periode", PERIODE)
    assert meja.call("nyatakan", *state, *secret)[0] == 0
    keluar, summary = meja.call("ikhtisar", *state)
    assert [row["teks"] for row in summary["laporan"]] == ["Tiga puskesmas sudah."]
    assert "Laporan tindak lanjut kepada provinsi: 1" in meja.run("ikhtisar", *state)[1]
    assert meja.call("ekspor", *state, "--keluar", meja.berkas, *secret)[0] == 0
    (package,) = meja.berkas.glob("*.xlsx")
    keluar, taken = meja.call("impor", package, "--kantor", meja.provinsi)
    assert (keluar, taken["berkas"][0]["laporan"]) == (0, 1)

    keluar, found = step(meja, "daftar", meja.provinsi)
    assert (keluar, found["tindak_lanjut"][0]["keadaan"]) == (0, "selesai")
    settle(meja, number)


def settle(meja: Dua, number: str) -> None:
    """The province closes it, opens it again, moves the deadline, and the figures follow."""
    why = ("--alasan", "Cocok.")
    assert step(meja, "tutup", meja.provinsi, number, *why)[1]["keadaan"] == "ditutup"
    _, counted = step(meja, "statistik", meja.provinsi)
    assert counted["wilayah"][LENGKAP] == counted["opd"]["Dinas Kesehatan"] == counted["semua"]
    assert (counted["semua"]["tepat"], counted["semua"]["persen"]) == (4, 100)
    assert step(meja, "buka", meja.provinsi, number, *why)[1]["keadaan"] == "dibuka_lagi"
    later = day(SOON + 30)
    _, moved = step(meja, "tenggat", meja.provinsi, number, "--tanggal", later, *why)
    assert moved["tenggat"] == later.isoformat()
    history = [event["jenis"] for event in moved["riwayat"]]
    assert history == ["tetapkan", "lapor", "tutup", "buka", "tenggat"]


def test_the_weekly_list_tells_each_office_what_presses(meja):
    decide(meja, meja.kabupaten, tenggat=PAST)
    decide(meja, meja.kabupaten)
    decide(meja, meja.kabupaten, tenggat=SOON + 60)
    pdf = meja.berkas / "minggu.pdf"
    keluar, told = step(meja, "mingguan", meja.kabupaten, "--pdf", pdf)
    assert (keluar, told["terlambat"], told["minggu_ini"], told["halaman"]) == (1, 1, 1, 1)
    assert pdf.read_bytes().startswith(b"%PDF")
    lines = told["teks"].splitlines()
    assert lines[2] == "DINAS KESEHATAN"
    assert "terlambat 4 hari; bobot 4" in lines[4]
    assert "3 hari lagi; bobot 4" in lines[6]
    assert lines[7] == "Sesudah minggu ini masih ada 1."
    assert "8 belum jatuh tempo, 4 lewat tenggat. Tepat waktu 0 %" in lines[-1]
    keluar, other = step(meja, "mingguan", meja.kabupaten, "--opd", "dinas sosial")
    assert (keluar, other["terlambat"]) == (0, 0)
    assert "Tidak ada yang terlambat" in other["teks"]


def test_a_list_says_with_its_exit_code_that_something_is_late(meja):
    assert step(meja, "daftar", meja.kabupaten) == (
        0,
        {"tindak_lanjut": [], "terlambat": 0, "minggu_ini": 0},
    )
    decide(meja, meja.kabupaten, tenggat=PAST)
    keluar, found = step(meja, "daftar", meja.kabupaten, "--keadaan", "belum")
    assert (keluar, found["terlambat"], found["tindak_lanjut"][0]["sisa_hari"]) == (1, 1, -4)
    assert step(meja, "daftar", meja.kabupaten, "--keadaan", "ditutup")[0] == 0
    out = meja.run("tindak-lanjut", "daftar", "--kantor", meja.kabupaten)[1]
    assert "Belum dikerjakan, terlambat 4 hari" in out
    assert (
        "Dinas Kesehatan" in meja.run("tindak-lanjut", "statistik", "--kantor", meja.kabupaten)[1]
    )


def test_what_cannot_be_done_is_refused_in_words(meja):
    keluar, told = decide(meja, meja.kabupaten, "--wilayah", "53.02")
    assert (keluar, told["galat"]["kode"]) == (2, "lanjut_luar_kantor")
    keluar, told = step(meja, "tutup", meja.kabupaten, "abcd", "--alasan", "x")
    assert (keluar, told["galat"]["kode"]) == (2, "lanjut_tidak_ada")
    words = meja.run(
        "tindak-lanjut", "tenggat", "abcd", "--kantor", meja.kabupaten, "--tanggal", "kemarin",
        "--alasan", "x",
    )  # fmt: skip
    assert words[0] == 2
    assert "kemarin" in words[2]
