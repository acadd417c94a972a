"""The command line: ask, reply, install, answer, hand in again, and see the answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.exchange.demo_kantor import FRASA_SANDI
from tests.contoh_definisi import folder_with
from tests.contoh_demo import BELUM_MENGIRIM, LENGKAP, copy_of

if TYPE_CHECKING:
    from pathlib import Path

PERIODE = "2026-T3"
PLACE = ("--periode", PERIODE, "--formulir", "KES-01", "--sel", "penerima.terlayani.jumlah")


@pytest.fixture(scope="module")
def frasa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("frasa") / "frasa.txt"
    file.write_text(f"{FRASA_SANDI}\n", encoding="utf-8")
    return file


@pytest.fixture
def meja(small: Path, tmp_path: Path, run, frasa: Path):
    """Both offices, a folder for files, and verbs that answer in JSON."""
    province = copy_of(small / "provinsi", tmp_path / "provinsi")
    kabupaten = copy_of(small / "kantor" / LENGKAP, tmp_path / "kabupaten")
    (tmp_path / "berkas").mkdir()
    return Dua(province, kabupaten, tmp_path / "berkas", run, frasa)


class Dua:
    """A province and a kabupaten at the command line."""

    def __init__(self, provinsi, kabupaten, berkas, run, frasa) -> None:
        self.provinsi, self.kabupaten, self.berkas = provinsi, kabupaten, berkas
        self.run, self.frasa = run, frasa

    def call(self, *words: object):
        keluar, out, _ = self.run(*words, "--json")
        return keluar, json.loads(out)

    def ask(self, *words: object):
        return self.call(
            "pertanyaan", "tanya", "--kantor", self.provinsi, "--wilayah", LENGKAP, *PLACE,
            "--teks", "Mengapa naik?", *words,
        )  # fmt: skip

    def reply(self, *words: object):
        return self.call(
            "balasan", "buat", "--kantor", self.provinsi, "--keluar", self.berkas,
            "--tahun", 2026, "--frasa-sandi-berkas", self.frasa, *words,
        )  # fmt: skip

    def listed(self, office: Path):
        return self.call("pertanyaan", "daftar", "--kantor", office, "--periode", PERIODE)


def test_a_package_is_asked_about_before_it_is_accepted(meja, small, run):
    (file,) = (small / "paket").glob(f"*_{LENGKAP.replace('.', '')}_*.xlsx")
    there = ("--kantor", meja.provinsi, *PLACE[2:], "--teks", "Mengapa naik?")
    keluar, asked = meja.call("pertanyaan", "tanya", "--berkas", file, *there)
    assert (keluar, asked["wilayah"], asked["periode"]) == (0, LENGKAP, PERIODE)
    assert asked["riwayat"][0]["revisi"] == 1
    keluar, _, err = run("pertanyaan", "tanya", "--wilayah", LENGKAP, *there)
    assert (keluar, "Triwulan yang ditanyakan belum disebut." in err) == (2, True)
    strange = meja.berkas / "lain.xlsx"
    strange.write_bytes(b"bukan paket")
    keluar, _, err = run("pertanyaan", "tanya", "--berkas", strange, *there)
    assert (keluar, "lain.xlsx" in err) == (2, True)


def test_a_question_goes_to_its_region_and_twice_changes_nothing(meja):
    keluar, asked = meja.ask("--menghalangi")
    assert (keluar, asked["keadaan"], asked["penghalang"]) == (0, "terbuka", True)
    keluar, made = meja.reply("--wilayah", LENGKAP)
    (one,) = made["balasan"]
    assert (keluar, one["nomor"], one["pertanyaan"], one["tanda_terima"]) == (0, 1, 1, 1)

    keluar, seen = meja.call("balasan", "lihat", one["berkas"], "--kantor", meja.kabupaten)
    assert (keluar, seen["balasan"][0]["keadaan"]) == (0, "baru")
    assert meja.listed(meja.kabupaten) == (0, {"pertanyaan": [], "ditunggu": 0})
    for installed in (True, False):
        keluar, told = meja.call("balasan", "pasang", one["berkas"], "--kantor", meja.kabupaten)
        assert (keluar, told["balasan"][0]["dipasang"]) == (0, installed)
    keluar, found = meja.listed(meja.kabupaten)
    assert (keluar, found["ditunggu"]) == (1, 1)


def test_an_answer_goes_with_the_next_package_and_is_seen(meja):
    _, asked = meja.ask("--menghalangi")
    _, made = meja.reply("--wilayah", LENGKAP)
    meja.call("balasan", "pasang", made["balasan"][0]["berkas"], "--kantor", meja.kabupaten)
    state = ("nyatakan", "--kantor", meja.kabupaten, "--periode", PERIODE)
    secret = ("--frasa-sandi-berkas", meja.frasa)
    keluar, told = meja.call(*state, *secret)
    assert keluar == 1
    assert [one["kode"] for one in told["hambatan"]] == ["pertanyaan_belum_dijawab"]

    number = asked["id"][:8]
    answer = ("--kantor", meja.kabupaten, "--teks", "Ada pendataan ulang puskesmas.")
    keluar, told = meja.call("pertanyaan", "jawab", number, *answer)
    assert (keluar, told["keadaan"]) == (0, "siap")
    assert meja.call(*state, *secret)[0] == 0
    keluar, told = meja.call(
        "ekspor", "--kantor", meja.kabupaten, "--periode", PERIODE, "--keluar", meja.berkas, *secret
    )
    assert keluar == 0
    (package,) = meja.berkas.glob("*.xlsx")
    keluar, told = meja.call("impor", package, "--kantor", meja.provinsi)
    assert (keluar, told["berkas"][0]["jawaban"]) == (0, 1)

    see_and_settle(meja, number)


def test_definitions_travel_in_a_reply_and_are_installed_by_themselves(meja, tmp_path, run):
    keluar, _, err = run(
        "balasan", "buat", "--kantor", meja.provinsi, "--keluar", meja.berkas, "--tahun", 2026,
        "--definisi", "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert (keluar, "belum pernah membuat berkas definisi" in err) == (2, True)
    folder = folder_with(tmp_path / "baru", paths.forms(), berlaku="2026-T3")
    make = ("definisi", "buat", "--kantor", meja.provinsi, "--dari", folder)
    keluar, _ = meja.call(*make, "--keluar", tmp_path / "d.txt", "--frasa-sandi-berkas", meja.frasa)
    assert keluar == 0
    assert meja.reply("--wilayah", LENGKAP)[1]["balasan"][0]["definisi"] is False
    told = meja.reply("--wilayah", LENGKAP, "--definisi")[1]["balasan"][0]
    named = meja.reply("--wilayah", LENGKAP, "--definisi", tmp_path / "d.txt")[1]["balasan"][0]
    assert (told["definisi"], named["definisi"]) == (True, True)
    here = ("--kantor", meja.kabupaten)
    keluar, out, _ = run("balasan", "pasang", named["berkas"], *here)
    assert keluar == 0
    assert "Membawa berkas definisi nomor 1, yang belum dipasang di kantor ini." in out
    assert "definisi lihat, lalu definisi pasang, dengan berkas" in out
    assert meja.call("definisi", "daftar", *here)[1]["definisi"] == []
    keluar, told = meja.call("definisi", "pasang", named["berkas"], *here)
    assert (keluar, told["formulir"][0]["versi"]) == (1, 2)
    assert meja.call("definisi", "pasang", named["berkas"], *here, "--ya")[0] == 0
    keluar, found = meja.call("balasan", "lihat", named["berkas"], *here)
    assert found["balasan"][0]["definisi"]["keadaan"] == "sudah"


def see_and_settle(meja: Dua, number: str) -> None:
    """The province sees the answer, closes the question and opens it again."""
    keluar, found = meja.listed(meja.provinsi)
    (one,) = found["pertanyaan"]
    assert (keluar, one["keadaan"]) == (0, "dijawab")
    assert one["riwayat"][-1]["teks"] == "Ada pendataan ulang puskesmas."
    out = meja.run("pertanyaan", "daftar", "--kantor", meja.provinsi)[1]
    assert "Dijawab dalam revisi 2" in out
    settle = ("--kantor", meja.provinsi, "--alasan", "Cocok.")
    assert meja.call("pertanyaan", "tutup", number, *settle)[1]["keadaan"] == "selesai"
    assert meja.call("pertanyaan", "buka", number, *settle)[1]["keadaan"] == "dibuka_lagi"


def test_one_action_replies_to_all_who_sent(meja):
    there = ("papan", "--kantor", meja.provinsi, "--periode", PERIODE, "--yang", "belum_dibalas")
    before = meja.call(*there)[1]["wilayah"]
    keluar, made = meja.reply()
    assert (len(before), meja.call(*there)[1]["wilayah"]) == (2, [])
    regions = [one["wilayah"] for one in made["balasan"]]
    assert keluar == 0
    assert LENGKAP in regions
    assert BELUM_MENGIRIM not in regions
    assert len(list(meja.berkas.glob("balasan_*.txt"))) == len(regions) == 2
    (other,) = [one for one in made["balasan"] if one["wilayah"] != LENGKAP]
    keluar, told = meja.call("balasan", "pasang", other["berkas"], "--kantor", meja.kabupaten)
    assert (keluar, told["balasan"][0]["keadaan"]) == (1, "wilayah_lain")


def test_what_is_no_reply_and_what_cannot_be_asked_end_with_two(meja):
    file = meja.berkas / "surat.txt"
    file.write_text("Halo", encoding="utf-8")
    keluar, out, _ = meja.run("balasan", "pasang", file, "--kantor", meja.kabupaten)
    assert keluar == 2
    assert "harus tepat satu" in out
    assert meja.ask("--sel", "penerima.tidak.ada")[0] == 2
    keluar, told = meja.call(
        "pertanyaan", "tutup", "abc", "--kantor", meja.provinsi, "--alasan", "x"
    )
    assert (keluar, told["galat"]["kode"]) == (2, "pertanyaan_tidak_ada")
