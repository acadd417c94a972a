"""Bad days: a full disk, a clock set back, a cloud folder, another machine, a virus scanner."""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import cadangan_kata
from app.store import files, surroundings, vault
from app.store.lockfile import LOCK_NAME
from app.store.office import DATABASE_NAME, Office
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import Clock, cell, fill, new_office, values

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of two megabytes."""
    place = tmp_path / "diska"
    place.mkdir()
    if sys.platform != "linux" or not Path("/bin/mount").exists():
        pytest.skip("disks of a given size are mounted on Linux only")
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a disk")
    yield place
    subprocess.run(["/bin/umount", str(place)], check=True)


def test_a_full_disk_refuses_in_words_and_goes_on_when_there_is_room(
    small_disk: Path, clock: Clock
) -> None:
    stone = small_disk / "film.mp4"
    stone.write_bytes(b"x" * 800_000)
    with new_office(small_disk / "kantor", clock) as office:
        fill(office, cell(1))
        with pytest.raises(LontarError) as caught:
            for number in range(1000):
                fill(office, cell("panjang " * 200, f"p.b{number}.n"))
        assert caught.value.kode == "disk_penuh"
        assert "Kosongkan" in caught.value.saran
        kept = len(values(office))
        with pytest.raises(LontarError) as caught:
            vault.keep_whole(office.folder, small_disk / "cadangan", office.now())
        assert caught.value.kode == "salinan_penuh"
        assert vault.listed(small_disk / "cadangan") == []
        stone.unlink()
        fill(office, cell(2))
        assert len(values(office)) == kept
        assert verify_chain(office).ok


def test_a_clock_that_goes_back_does_not_turn_the_history_around(
    office: Office, clock: Clock
) -> None:
    first = fill(office, cell(1))
    clock.now = datetime(2010, 1, 1, tzinfo=UTC)
    second, third = fill(office, cell(2)), fill(office, cell(3))
    assert first.waktu <= second.waktu <= third.waktu
    (told,) = cadangan_kata.warnings(office)
    assert told.startswith("Jam komputer mundur: sekarang 01-01-2010")
    assert "Betulkan tanggal dan jam komputer" in told
    clock.now = datetime(2026, 9, 18, tzinfo=UTC)
    assert fill(office, cell(4)).waktu.startswith("2026-09-18")
    assert cadangan_kata.warnings(office) == []
    clock.now = datetime(2027, 9, 18, tzinfo=UTC)
    (told,) = cadangan_kata.warnings(office)
    assert told.startswith("Perubahan terakhir di kantor ini tercatat 18-09-2026")
    assert "Bila tahun di komputer keliru, betulkan sebelum mengisi" in told


def test_both_times_of_a_clock_that_went_back_are_those_of_this_wall(
    office: Office, clock: Clock
) -> None:
    fill(office, cell(1))
    wita = timezone(timedelta(hours=8))
    clock.now = (clock.now - timedelta(hours=1)).astimezone(wita)
    (told,) = cadangan_kata.warnings(office)
    later = clock.now + timedelta(hours=1)
    assert f"sekarang {clock.now:%d-%m-%Y %H.%M}, padahal" in told
    assert f"tercatat {later:%d-%m-%Y %H.%M}." in told


def test_the_order_also_holds_after_the_office_was_opened_again(
    office: Office, folder: Path, clock: Clock
) -> None:
    first = fill(office, cell(1))
    office.close()
    clock.now -= timedelta(days=400)
    with Office.open(folder, clock) as again:
        assert fill(again, cell(2)).waktu == first.waktu
        assert verify_chain(again).ok


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("OneDrive/Kantor", "OneDrive"),
        ("OneDrive - Pemkab Ende/Kantor", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Google Drive/Lontar", "Google Drive"),
        ("Drive Saya", "Google Drive"),
        ("Nextcloud2", "Nextcloud"),
        ("MEGA", "MEGA"),
        ("Dokumen/Megawati", ""),
        ("Drone dan OneDriveku", ""),
    ],
)
def test_folders_of_cloud_programs_are_known_by_their_names(
    tmp_path: Path, place: str, service: str
) -> None:
    assert surroundings.cloud_service(tmp_path / place / "kantor") == service


def test_a_cloud_folder_and_its_conflict_copies_are_warned_of(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / ".stfolder").mkdir()
    names = [
        "lontar (1).db",
        "lontar-LAPTOP2.db",
        "lontar (conflicted copy 2026-10-05).db",
        "Lontar.sync-conflict-20261005-103207-ABCDEFG.db",
    ]
    with new_office(tmp_path / "kantor", clock) as office:
        for name in [*names, "catatan.db", f"{DATABASE_NAME}.baru"]:
            (office.folder / name).touch()
        found = [one.name for one in surroundings.conflict_copies(office.folder)]
        assert sorted(names) == sorted(found)
        copies, cloud = cadangan_kata.warnings(office)
    assert "salinan bentrok: Lontar.sync" in copies
    assert "bandingkan lewat Pengaturan, Cadangan" in copies
    assert "disinkronkan oleh Syncthing" in cloud
    assert "pindahkan folder itu ke luar Syncthing" in cloud


def test_an_office_that_another_machine_never_closed_is_named(
    office: Office, folder: Path, clock: Clock
) -> None:
    office.close()
    assert (folder / LOCK_NAME).read_text() == ""
    (folder / LOCK_NAME).write_text("LAPTOP-BAPPEDA, 17-09-2026 08.00")
    with Office.open(folder, clock) as again:
        (told,) = cadangan_kata.warnings(again)
    assert "komputer lain (LAPTOP-BAPPEDA, 17-09-2026 08.00)" in told
    assert "Tutup dahulu Lontar di sana" in told
    with Office.open(folder, clock) as again:
        assert cadangan_kata.warnings(again) == []


@pytest.mark.parametrize(("times", "waits"), [(1, 1), (4, 4)])
def test_a_file_a_virus_scanner_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, waits: int
) -> None:
    pauses: list[float] = []
    real, left = Path.replace, [times]

    def held(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise OSError(errno.EBUSY, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", pauses.append)
    (tmp_path / "baru").write_text("isi")
    files.replace(tmp_path / "baru", tmp_path / "lama")
    assert (tmp_path / "lama").read_text() == "isi"
    assert pauses == list(files.PAUSES[:waits])
    assert pauses == sorted(pauses)


def test_a_file_that_may_not_be_replaced_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "replace", refused)
    monkeypatch.setattr(time, "sleep", lambda _pause: pytest.fail("waited for nothing"))
    with pytest.raises(PermissionError):
        files.replace(tmp_path / "baru", tmp_path / "lama")
