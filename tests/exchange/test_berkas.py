"""Writing and reading files on disks that may be full, locked, gone, or held by somebody else."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from pathlib import Path

import pytest

from app.errors import LontarError
from app.exchange import berkas

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")


def refusing(number: int, windows: int | None = None):
    """A system call that fails the way a disk or Windows would."""
    error = OSError(number, "ditolak")
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined]

    def call(*_args, **_kwargs):
        raise error

    return call


def only(folder: Path, *names: str) -> bool:
    return sorted(item.name for item in folder.iterdir()) == sorted(names)


def test_a_file_is_written_and_read_back(tmp_path):
    path = tmp_path / "paket.xlsx"
    berkas.write_atomic(path, b"isi")
    assert berkas.read_file(path, 3) == b"isi"
    assert only(tmp_path, "paket.xlsx")


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "paket.xlsx"
    berkas.write_atomic(path, b"lama" * 1000)
    berkas.write_atomic(path, b"baru")
    assert path.read_bytes() == b"baru"


@POSIX
def test_a_secret_is_born_with_the_rights_it_keeps(tmp_path, monkeypatch):
    seen = []
    real = os.fsync

    def look(descriptor):
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    berkas.write_atomic(tmp_path / "rahasia", b"isi", mode=0o600)
    assert seen[0] == 0o600
    assert stat.S_IMODE((tmp_path / "rahasia").stat().st_mode) == 0o600


@POSIX
def test_the_file_is_on_the_disk_before_it_takes_the_name_and_the_name_after(tmp_path, monkeypatch):
    order = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(descriptor):
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "berkas")
        real_sync(descriptor)

    def replace(self, target):
        order.append("nama")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    berkas.write_atomic(tmp_path / "paket.xlsx", b"isi")
    assert order == ["berkas", "nama", "folder"]


def test_a_check_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "paket.xlsx"
    path.write_bytes(b"lama")

    def compare(written: Path) -> None:
        assert written.read_bytes() == b"baru"
        raise LontarError("kunci_rusak", berkas="x")

    with pytest.raises(LontarError):
        berkas.write_atomic(path, b"baru", check=compare)
    assert path.read_bytes() == b"lama"
    assert only(tmp_path, "paket.xlsx")


@pytest.mark.parametrize(
    ("number", "kode", "pesan"),
    [
        (errno.ENOSPC, "media_penuh", "Tempat penyimpanan penuh: berkas paket.xlsx"),
        (errno.EROFS, "media_hanya_baca", "Tempat penyimpanan {folder} hanya dapat dibaca"),
        (errno.EIO, "media_tercabut", "Tempat penyimpanan {folder} tidak dapat dijangkau lagi"),
        (errno.ENODEV, "media_tercabut", "Tempat penyimpanan {folder} tidak dapat dijangkau lagi"),
        (errno.EACCES, "berkas_tanpa_izin", "Komputer tidak mengizinkan Lontar"),
        (errno.ENAMETOOLONG, "nama_berkas_ditolak", "Nama berkas paket.xlsx tidak diterima"),
        (errno.ENOBUFS, "berkas_gagal_ditulis", "Berkas paket.xlsx tidak dapat disimpan"),
    ],
)
def test_a_disk_that_refuses_to_write_becomes_a_sentence(
    tmp_path, monkeypatch, number, kode, pesan
):
    path = tmp_path / "paket.xlsx"
    path.write_bytes(b"lama")
    monkeypatch.setattr(os, "fsync", refusing(number))
    with pytest.raises(LontarError) as caught:
        berkas.write_atomic(path, b"baru")
    assert caught.value.kode == kode
    assert caught.value.pesan.startswith(pesan.format(folder=tmp_path))
    assert caught.value.saran
    assert path.read_bytes() == b"lama"
    assert only(tmp_path, "paket.xlsx")


@pytest.mark.parametrize(
    ("windows", "kode"),
    [
        (5, "berkas_tanpa_izin"),
        (19, "media_hanya_baca"),
        (21, "media_tercabut"),
        (112, "media_penuh"),
        (123, "nama_berkas_ditolak"),
        (1167, "media_tercabut"),
    ],
)
def test_what_windows_reports_is_read_by_its_own_numbers(tmp_path, monkeypatch, windows, kode):
    monkeypatch.setattr(os, "open", refusing(errno.EINVAL, windows))
    with pytest.raises(LontarError) as caught:
        berkas.write_atomic(tmp_path / "paket.xlsx", b"baru")
    assert caught.value.kode == kode


@pytest.mark.parametrize(
    ("windows", "kode", "saran"),
    [
        (5, "berkas_tidak_boleh_dibaca", "Salin berkas itu ke folder Anda sendiri"),
        (32, "berkas_dipegang", "Tutup berkas itu di program lain, lalu pilih kembali"),
        (33, "berkas_dipegang", "Tutup berkas itu di program lain, lalu pilih kembali"),
        (1167, "media_tercabut", "Pasang kembali flashdisk"),
    ],
)
def test_what_keeps_a_file_from_being_read_says_how_to_read_it(
    tmp_path, monkeypatch, windows, kode, saran
):
    (tmp_path / "paket.xlsx").write_bytes(b"isi")
    monkeypatch.setattr(os, "open", refusing(errno.EACCES, windows))
    with pytest.raises(LontarError) as caught:
        berkas.read_file(tmp_path / "paket.xlsx", 10)
    assert caught.value.kode == kode
    assert caught.value.saran.startswith(saran)
    assert "paket.xlsx" in caught.value.pesan
    assert kode in berkas.OUT_OF_REACH


def test_a_folder_gets_its_name_with_all_its_files(tmp_path):
    target = tmp_path / "laporan"
    target.mkdir()
    with berkas.whole_folder(target) as folder:
        berkas.write_atomic(folder / "satu.csv", b"1")
        assert not any(target.iterdir())
        berkas.write_atomic(folder / "dua.csv", b"2")
    assert only(tmp_path, "laporan")
    assert only(target, "satu.csv", "dua.csv")


def test_of_a_folder_that_could_not_be_filled_nothing_is_left(tmp_path, monkeypatch):
    target = tmp_path / "laporan"

    def fill():
        with berkas.whole_folder(target) as folder:
            berkas.write_atomic(folder / "satu.csv", b"1")
            monkeypatch.setattr(os, "fsync", refusing(errno.ENOSPC))
            berkas.write_atomic(folder / "dua.csv", b"2")

    with pytest.raises(LontarError) as caught:
        fill()
    assert (caught.value.kode, caught.value.data["folder"]) == ("media_penuh", str(target))
    assert only(tmp_path)


def test_a_disk_that_takes_no_folder_says_why(tmp_path, monkeypatch):
    def fill():
        with berkas.whole_folder(tmp_path / "laporan"):
            pytest.fail("there is no folder")

    monkeypatch.setattr(Path, "mkdir", refusing(errno.EROFS))
    with pytest.raises(LontarError) as caught:
        fill()
    assert caught.value.kode == "media_hanya_baca"
    assert caught.value.pesan.startswith(f"Tempat penyimpanan {tmp_path} hanya dapat dibaca")
    assert "berkas laporan tidak" in caught.value.pesan


@pytest.mark.parametrize("windows", [5, 32, 33])
def test_a_file_open_in_excel_is_tried_again_and_then_named(tmp_path, monkeypatch, windows):
    tries: list[int] = []
    pauses: list[float] = []
    refuse = refusing(errno.EACCES, windows)

    def replace(*_):
        tries.append(1)
        refuse()

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", pauses.append)
    with pytest.raises(LontarError) as caught:
        berkas.write_atomic(tmp_path / "paket.xlsx", b"baru")
    assert caught.value.pesan == (
        f"Berkas paket.xlsx di {tmp_path} sedang dibuka oleh program lain, misalnya Excel atau "
        "WPS, sehingga tidak dapat diganti."
    )
    assert (len(tries), len(pauses)) == (6, 5)
    assert only(tmp_path)


def test_a_virus_scanner_that_lets_go_is_waited_for(tmp_path, monkeypatch):
    tries: list[int] = []
    real, refuse = Path.replace, refusing(errno.EACCES, 32)

    def replace(self, target):
        tries.append(1)
        return refuse() if len(tries) < 3 else real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    berkas.write_atomic(tmp_path / "paket.xlsx", b"baru")
    assert berkas.read_file(tmp_path / "paket.xlsx", 10) == b"baru"


def test_a_folder_that_cannot_be_synced_does_not_undo_the_write(tmp_path, monkeypatch):
    calls: list[int] = []
    real = os.fsync

    def sync(descriptor):
        calls.append(1)
        if len(calls) == 2:
            raise OSError(errno.EINVAL, "tidak didukung")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    berkas.write_atomic(tmp_path / "paket.xlsx", b"baru")
    assert (tmp_path / "paket.xlsx").read_bytes() == b"baru"


def test_a_missing_folder_is_said_before_anything_is_written(tmp_path):
    with pytest.raises(LontarError) as caught:
        berkas.write_atomic(tmp_path / "flashdisk" / "paket.xlsx", b"isi")
    assert caught.value.pesan == (
        f"Folder {tmp_path / 'flashdisk'} tidak ada, sehingga berkas paket.xlsx tidak dapat "
        "disimpan di sana."
    )


def test_a_folder_of_that_name_is_not_overwritten(tmp_path):
    (tmp_path / "paket.xlsx").mkdir()
    with pytest.raises(LontarError) as caught:
        berkas.write_atomic(tmp_path / "paket.xlsx", b"isi")
    assert caught.value.pesan == "paket.xlsx adalah folder, bukan berkas."


def test_a_file_that_is_not_there_is_said_with_its_folder(tmp_path):
    with pytest.raises(LontarError) as caught:
        berkas.read_file(tmp_path / "paket.xlsx", 10)
    assert caught.value.pesan == f"Berkas paket.xlsx tidak ada di {tmp_path}."


def test_a_folder_is_not_read_as_a_file(tmp_path):
    with pytest.raises(LontarError) as caught:
        berkas.read_file(tmp_path, 10)
    assert caught.value.kode == "berkas_ternyata_folder"


def test_a_file_beyond_the_limit_is_not_read_whole(tmp_path):
    path = tmp_path / "film.xlsx"
    path.write_bytes(bytes(2_000_001))
    assert len(berkas.read_file(path, 2_000_001)) == 2_000_001
    with pytest.raises(LontarError) as caught:
        berkas.read_file(path, 2_000_000)
    assert caught.value.pesan.startswith("Berkas film.xlsx lebih besar daripada 2 MB")


def test_a_disk_that_fails_while_reading_becomes_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "paket.xlsx"
    path.write_bytes(b"isi")
    monkeypatch.setattr(os, "open", refusing(errno.ENOBUFS))
    with pytest.raises(LontarError) as caught:
        berkas.read_file(path, 10)
    assert caught.value.pesan == (
        f"Berkas paket.xlsx di {tmp_path} tidak dapat dibaca; komputer melaporkan kesalahan "
        f"nomor {errno.ENOBUFS}."
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has none")
def test_a_pipe_or_a_device_keeps_nobody_waiting(tmp_path):
    pipe = tmp_path / "paket.xlsx"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(LontarError) as caught:
            berkas.read_file(path, 10)
        assert caught.value.pesan == (
            f"{path.name} bukan berkas yang tersimpan, melainkan pipa atau perangkat, "
            "sehingga tidak dibaca."
        )
    assert "tersimpan di laptop" in caught.value.saran


def test_a_passphrase_may_come_out_of_a_pipe():
    reading, writing = os.pipe()
    os.write(writing, b"frasa")
    os.close(writing)
    place = Path(f"/dev/fd/{reading}")
    if not place.exists():
        pytest.skip("this system names no open files")
    assert berkas.read_file(place, 10, piped=True) == b"frasa"
    os.close(reading)


@pytest.mark.parametrize("name", ["a" * 300, "a\0b"])
def test_a_name_no_system_keeps_is_a_file_that_is_not_there(tmp_path, name):
    with pytest.raises(LontarError) as caught:
        berkas.read_file(tmp_path / name, 10)
    assert caught.value.kode == "berkas_tidak_ada"


def test_the_fingerprint_of_bytes_is_sha_256():
    assert berkas.sha256_hex(b"").startswith("e3b0c44298fc1c14")


def test_what_a_power_cut_left_half_written_is_taken_away_later(tmp_path):
    names = (".lontar-0123456789ab.tmp", ".lontar-ffffffffffff.tmp", ".lontar-catatan.tmp")
    old, fresh, own = (tmp_path / name for name in names)
    for one in (old, fresh, own):
        one.write_bytes(b"setengah")
    for one in (old, own):
        os.utime(one, (1_000_000_000, 1_000_000_000))
    berkas.write_atomic(tmp_path / "paket.xlsx", b"isi")
    assert {one.name for one in tmp_path.iterdir()} == {fresh.name, own.name, "paket.xlsx"}
