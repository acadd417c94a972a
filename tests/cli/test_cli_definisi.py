"""The command line: definitions made at the province, looked at and installed in a kabupaten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app import paths
from tests.contoh_definisi import KODE, folder_with
from tests.contoh_demo import BELUM_MENGIRIM, copy_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def province(small: Path, tmp_path: Path) -> Path:
    return copy_of(small / "provinsi", tmp_path / "provinsi")


@pytest.fixture
def kabupaten(small: Path, tmp_path: Path) -> Path:
    return copy_of(small / "kantor" / BELUM_MENGIRIM, tmp_path / "kabupaten")


@pytest.fixture
def file(run, province: Path, tmp_path: Path, secret: Path) -> Path:
    target = tmp_path / "definisi-0001.txt"
    folder = folder_with(tmp_path / "baru", paths.forms(), berlaku="2026-T3")
    make = ("definisi", "buat", "--kantor", province, "--dari", folder, "--keluar", target)
    keluar, out, err = run(*make, "--frasa-sandi-berkas", secret, "--json")
    assert keluar == 0, err
    assert json.loads(out)["nomor"] == 1
    return target


def test_definitions_go_from_the_province_to_a_kabupaten(run, kabupaten, file):
    where = ("--kantor", kabupaten)
    keluar, out, _ = run("definisi", "lihat", *where, file)
    assert keluar == 0
    assert out.startswith("Berkas definisi nomor 1, dibuat ")
    assert "KES-01: Ibu hamil dan nifas, versi 2, dipakai mulai Triwulan III 2026." in out

    keluar, out, _ = run("definisi", "pasang", *where, file)
    assert keluar == 1
    assert "Belum ada yang dipasang." in out
    assert json.loads(run("definisi", "daftar", *where, "--json")[1])["definisi"] == []

    keluar, out, _ = run("definisi", "pasang", *where, file, "--ya", "--pindahkan", "--json")
    assert keluar == 0
    told = json.loads(out)
    assert (told["dipasang"], told["dikosongkan"]) == (True, 0)
    assert told["formulir"][0]["kode"] == KODE

    keluar, out, _ = run("definisi", "daftar", *where)
    assert keluar == 0
    assert out.startswith("Nomor 1: 1 formulir, dibuat ")


def test_the_metode_chosen_in_konsolidasi_is_published_and_tried_out(
    run, province, kabupaten, tmp_path, secret
):
    target = tmp_path / "definisi-0001.txt"
    make = ("definisi", "buat", "--kantor", province, "--metode", "2026-T3", "--keluar", target)
    keluar, _, err = run(*make, "--frasa-sandi-berkas", secret)
    assert keluar == 2
    assert "sama dengan metode versi 1" in err
    choose = ("konsolidasi", "--kantor", province, "--periode", "2026-T3", "--sudut", "metode")
    run(*choose, "--daerah", "rerata_layanan", "--pilih")
    keluar, out, err = run(*make, "--frasa-sandi-berkas", secret, "--catatan", "Rapat", "--json")
    assert keluar == 0, err
    assert json.loads(out)["metode"] == [{"versi": 2, "mulai": "2026-T3"}]

    look = ("definisi", "lihat", "--kantor", kabupaten, target)
    keluar, out, _ = run(*look)
    assert keluar == 0
    assert "IP-SPM: Triwulan III 2026, bila dipindahkan ke metode versi 2: indeks " in out
    (quarter,) = json.loads(run(*look, "--json")[1])["triwulan"]
    assert (quarter["periode"], quarter["versi_lama"], quarter["versi_baru"]) == ("2026-T3", 1, 2)
    put = ("definisi", "pasang", "--kantor", kabupaten, target, "--ya", "--pindahkan", "--json")
    told = json.loads(run(*put)[1])
    assert told["triwulan_dipindahkan"] == ["2026-T3"]
    # At the province it is said of all regions together.
    keluar, out, _ = run("definisi", "lihat", "--kantor", province, target)
    assert "Metode yang dipilih di Konsolidasi tidak berlaku lagi" in out


def test_a_list_of_regions_is_made_of_a_file_and_tells_what_becomes_of_the_province(
    run, province, tmp_path, secret
):
    target, folder = tmp_path / "definisi-0001.txt", tmp_path / "wilayah"
    folder.mkdir()
    text = (paths.forms() / "wilayah.toml").read_text("utf-8")
    text = text.replace('nama = "Kabupaten Kupang"', 'nama = "Kabupaten Kupang Raya"', 1)
    head = 'versi = 2\nberlaku = "2026-T3"\n'
    (folder / "wilayah.toml").write_text(head + text, "utf-8")
    make = ("definisi", "buat", "--kantor", province, "--dari", folder, "--keluar", target)
    keluar, out, err = run(*make, "--frasa-sandi-berkas", secret, "--json")
    assert keluar == 0, err
    told = json.loads(out)
    assert (told["wilayah"], told["metode"]) == ([{"versi": 2, "mulai": "2026-T3"}], [])
    where = ("--kantor", province, target)
    keluar, out, _ = run("definisi", "lihat", *where)
    assert "Wilayah: 53.01 berganti nama: Kabupaten Kupang menjadi Kabupaten Kupang Raya." in out
    keluar, out, _ = run("definisi", "pasang", *where, "--ya", "--pindahkan")
    assert (keluar, out.splitlines()[-1].endswith("1 daftar wilayah baru.")) == (0, True)
    board = run("papan", "--kantor", province, "--periode", "2026-T3")[1]
    assert "Kabupaten Kupang Raya" in board
    assert (
        "Kabupaten Kupang Raya" not in run("papan", "--kantor", province, "--periode", "2026-T2")[1]
    )


def test_a_list_of_outputs_goes_to_a_kabupaten_and_is_printed_by(
    run, province, kabupaten, tmp_path, secret
):
    target, folder = tmp_path / "definisi-0001.txt", tmp_path / "keluaran"
    folder.mkdir()
    text = (paths.forms() / "keluaran.toml").read_text("utf-8")
    text = text.replace('kode = "L1"', 'kode = "L9"', 1)
    head = 'versi = 2\nberlaku = "2026-T1"\n'
    (folder / "keluaran.toml").write_text(head + text, "utf-8")
    make = ("definisi", "buat", "--kantor", province, "--dari", folder, "--keluar", target)
    keluar, out, err = run(*make, "--frasa-sandi-berkas", secret, "--json")
    assert keluar == 0, err
    assert json.loads(out)["keluaran"] == [{"versi": 2, "mulai": "2026-T1"}]
    where = ("--kantor", kabupaten, target)
    keluar, out, _ = run("definisi", "lihat", *where)
    assert "Keluaran: Keluaran baru: L9 RAT Tabel 3.1." in out
    wanted = ("cetak-tabel", "--kantor", kabupaten, "--keluaran", "x", "--berkas", target)
    assert "L1, L2, L3, L4" in run(*wanted)[2]
    keluar, out, _ = run("definisi", "pasang", *where, "--ya", "--pindahkan")
    assert (keluar, out.splitlines()[-1].endswith("1 daftar keluaran baru.")) == (0, True)
    assert "L9, L2, L3, L4" in run(*wanted)[2]


def test_a_later_quarter_can_be_named(run, kabupaten, file):
    put = ("definisi", "pasang", "--kantor", kabupaten, file, "--mulai", "2027-T1", "--json")
    told = json.loads(run(*put, "--ya")[1])
    assert told["formulir"][0]["mulai"] == "2027-T1"
    assert told["formulir"][0]["lembar"] == []


def test_the_last_file_is_written_again_without_a_folder(run, province, file, tmp_path):
    copy = tmp_path / "lagi.txt"
    keluar, out, _ = run("definisi", "buat", "--kantor", province, "--keluar", copy)
    assert keluar == 0
    assert out.startswith("Berkas definisi nomor 1, yang terakhir dibuat, ditulis lagi ke ")
    assert copy.read_bytes() == file.read_bytes()


def test_an_office_that_made_none_is_told_so(run, kabupaten, tmp_path):
    keluar, _, err = run(
        "definisi", "buat", "--kantor", kabupaten, "--keluar", tmp_path / "lagi.txt"
    )
    assert keluar == 2
    assert "Kantor ini belum pernah membuat berkas definisi." in err
    assert "Sebutkan folder berkas formulirnya dengan --dari." in err


def test_nothing_installed_is_said(run, kabupaten):
    keluar, out, _ = run("definisi", "daftar", "--kantor", kabupaten)
    assert keluar == 0
    assert out.startswith("Belum ada berkas definisi yang dipasang;")


def test_a_newer_program_is_vouched_for_and_checked(run, province, kabupaten, tmp_path, secret):
    packed, letter = tmp_path / "Lontar-9.0.0.zip", tmp_path / "pembaruan.txt"
    packed.write_bytes(b"PK program")
    make = ("pembaruan", "buat", "--kantor", province, "--zip", packed, "--versi", "9.0.0")
    keluar, _, err = run(*make, "--keluar", letter, "--frasa-sandi-berkas", secret)
    assert keluar == 0, err
    check = ("pembaruan", "periksa", "--kantor", kabupaten, letter)
    keluar, out, _ = run(*check)
    assert keluar == 0
    assert "Berkas Lontar-9.0.0.zip asli. Bongkar ke folder baru" in out
    packed.write_bytes(b"PK lain")
    keluar, _, err = run(*check)
    assert keluar == 2
    assert "Jangan dibuka." in err
    packed.unlink()
    keluar, out, _ = run(*check, "--json")
    assert (keluar, json.loads(out)["keadaan"]) == (1, "tanpa_berkas")
    assert run(*make, "--keluar", letter, "--frasa-sandi-berkas", secret)[0] == 2
