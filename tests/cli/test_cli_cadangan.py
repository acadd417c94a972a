"""`cadangan`, `serah-terima` and `laporan-galat` as they are typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.store.office import DATABASE_NAME, Office
from tests.store.contoh_kantor import Clock, cell, damage, fill, new_office, values
from tests.store.test_vault import damaged

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "kantor"
    with new_office(place, Clock()) as office:
        office.conn.execute(
            "INSERT INTO pengguna (nama, nip, jabatan, opd, peran, dibuat)"
            " VALUES ('Maria', '', '', '', 'operator', '')"
        )
        fill(office, cell(5))
    return place


def test_a_backup_is_made_listed_checked_and_brought_back(run, folder: Path, tmp_path) -> None:
    keluar, told, _ = run("cadangan", "buat", "--kantor", folder)
    assert (keluar, "Sel berisi: 1" in told) == (0, True)
    stick = tmp_path / "fd"
    keluar, told, _ = run("cadangan", "buat", "--kantor", folder, "--flashdisk", stick, "--json")
    made = json.loads(told)["berkas"]
    assert made.startswith(str(stick / "Lontar-cadangan"))
    keluar, told, _ = run("cadangan", "daftar", "--kantor", folder, "--dari", stick)
    assert (keluar, "baru saja, 1 sel" in told) == (0, True)
    with Office.open(folder, Clock()) as office:
        fill(office, cell(9))
    keluar, told, _ = run("cadangan", "periksa", "--kantor", folder, "--berkas", made, "--json")
    assert (keluar, json.loads(told)["beda"]["sel_beda"]) == (0, 1)
    keluar, told, _ = run("cadangan", "pulihkan", "--kantor", folder, "--berkas", made)
    assert (keluar, "Tambahkan --ya" in told) == (1, True)
    keluar, told, _ = run("cadangan", "pulihkan", "--kantor", folder, "--berkas", made, "--ya")
    assert (keluar, "tetap disimpan di" in told) == (0, True)
    with Office.open(folder, Clock()) as office:
        assert [*values(office).values()] == [5]


def test_after_damage_the_typing_is_entered_again(run, folder: Path) -> None:
    run("cadangan", "buat", "--kantor", folder)
    with Office.open(folder, Clock()) as office:
        fill(office, cell(9))
    damage(folder)
    assert run("riwayat", "periksa", "--kantor", folder)[0] == 2
    keluar, told, _ = run("cadangan", "pulihkan", "--kantor", folder, "--ketikan", "--ya")
    assert keluar == 0
    assert "1 sel yang diketik sesudah cadangan itu" in told
    assert "1 sel diisikan lagi" in told
    with Office.open(folder, Clock()) as office:
        assert [*values(office).values()] == [9]


def test_without_a_good_backup_the_way_out_is_named(run, folder: Path) -> None:
    keluar, told, _ = run("cadangan", "daftar", "--kantor", folder)
    assert (keluar, "Belum ada cadangan" in told) == (1, True)
    damaged(folder / DATABASE_NAME)
    keluar, _, told = run("cadangan", "pulihkan", "--kantor", folder, "--ya")
    assert keluar == 2
    assert "Tidak ada cadangan yang baik" in told
    assert "--berkas BERKAS" in told


def test_an_office_changes_hands_and_back(run, folder: Path, tmp_path: Path) -> None:
    made = ("serah-terima", "buat", "--kantor", folder, "--kepada", "Yosef", "--keluar", tmp_path)
    keluar, told, _ = run(*made, "--json")
    document = json.loads(told)
    assert keluar == 0
    keluar, _, told = run(*made)
    assert (keluar, "telah diserahkan kepada Yosef" in told) == (2, True)
    keluar, _, told = run("cadangan", "buat", "--kantor", folder)
    assert (keluar, "Buat cadangan di laptop penerima" in told) == (2, True)
    place, file = tmp_path / "baru", document["berkas"]
    install = ("serah-terima", "pasang", "--kantor", place, "--berkas", file, "--kata")
    assert run(*install, "satu dua tiga empat lima enam")[0] == 2
    keluar, told, _ = run(*install, document["kata"])
    assert (keluar, "dengan 1 sel" in told) == (0, True)
    keluar, told, _ = run("serah-terima", "batal", "--kantor", folder)
    assert (keluar, "tambahkan --ya" in told) == (1, True)
    assert run("serah-terima", "batal", "--kantor", folder, "--ya")[0] == 0
    keluar, told, _ = run("serah-terima", "batal", "--kantor", folder)
    assert (keluar, "tidak sedang diserahkan" in told) == (0, True)


def test_the_report_is_one_text_file(run, folder: Path, tmp_path: Path) -> None:
    keluar, told, _ = run("laporan-galat", "--kantor", folder, "--keluar", tmp_path, "--json")
    written = json.loads(told)["berkas"]
    assert keluar == 0
    assert written.endswith(".txt")
    with open(written, encoding="utf-8") as file:  # noqa: PTH123 - the path came as text
        assert "Pemeriksaan keutuhan: ok" in file.read()
