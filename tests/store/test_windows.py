"""What the store does differently because of Windows, as far as it can be tried elsewhere."""

from __future__ import annotations

import ast
import errno
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.errors import LontarError
from app.store import files, lockfile, portable, sqlite_file, surroundings
from app.store.faults import in_words, situation
from app.store.lockfile import LOCK_NAME
from app.store.office import Office
from tests.sumber import modules, place, tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.store.contoh_kantor import Clock

FAR = 1 << 20


def windows_error(number: int, kode: int = errno.EINVAL, *names: str) -> OSError:
    """An error as Python makes it on Windows; `names` are the file, or both of a renaming."""
    error = OSError(kode, "refused", *(names[:1] or ()))
    if len(names) > 1:
        error.filename2 = names[1]
    error.winerror = number  # type: ignore[attr-defined]  # there on Windows only
    return error


@pytest.fixture
def locked_far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows locks where the file stands: far behind the text."""
    lock = lockfile._lock

    def far(fd: int) -> None:
        os.lseek(fd, FAR, os.SEEK_SET)
        lock(fd)

    monkeypatch.setattr(lockfile, "_lock", far)


@pytest.mark.usefixtures("locked_far_away")
def test_who_left_the_office_open_is_read_from_the_start_of_the_lock(
    office: Office, folder: Path, clock: Clock
) -> None:
    office.close()
    (folder / LOCK_NAME).write_text("LAPTOP-BAPPEDA, 17-09-2026 08.00")
    with Office.open(folder, clock) as again:
        assert surroundings.open_elsewhere(again) == "LAPTOP-BAPPEDA, 17-09-2026 08.00"


def test_an_office_this_laptop_left_open_is_its_own_whatever_the_network_calls_it(
    office: Office, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "laptop-bappeda.kantor.lan")
    monkeypatch.setattr(lockfile, "machine", lambda: "LAPTOP-BAPPEDA")
    left = (folder / LOCK_NAME).read_text()
    office.close()
    (folder / LOCK_NAME).write_text(f"LAPTOP-BAPPEDA,{left.partition(',')[2]}")
    with Office.open(folder, clock) as again:
        assert again.left_open_by
        assert surroundings.open_elsewhere(again) == ""


def test_a_lock_is_undone_before_the_file_is_closed(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    office.close()
    done: list[str] = []
    lock = lockfile.OfficeLock(folder, clock())
    real = {"_unlock": lockfile._unlock, "close": os.close}

    def noted(name: str) -> Callable[[int], None]:
        def call(fd: int) -> None:
            done.append(name)
            real[name](fd)

        return call

    monkeypatch.setattr(lockfile, "_unlock", noted("_unlock"))
    monkeypatch.setattr(os, "close", noted("close"))
    lock.release()
    assert done == ["_unlock", "close"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (r"C:\Lontar\kantor\lontar.db", "file:///C:/Lontar/kantor/lontar.db?mode=ro"),
        (r"\\server\bagi 1\kantor\lontar.db", "file:////server/bagi%201/kantor/lontar.db?mode=ro"),
    ],
)
def test_a_drive_of_another_computer_is_no_host_to_sqlite(path: str, address: str) -> None:
    assert sqlite_file.address(PureWindowsPath(path), "mode=ro") == address


@pytest.mark.skipif(sys.platform == "win32", reason="there it would be another computer's")
def test_sqlite_opens_an_address_with_four_strokes(office: Office) -> None:
    address = sqlite_file.address(office.database, "mode=ro").replace("file:///", "file:////", 1)
    with closing(sqlite3.connect(address, uri=True)) as conn:
        assert conn.execute("SELECT count(*) FROM identitas").fetchone() == (1,)


@pytest.mark.parametrize(
    ("error", "kode"),
    [
        (windows_error(39), "disk_penuh"),
        (windows_error(112, errno.ENOSPC), "disk_penuh"),
        (windows_error(32, errno.EACCES), "disk_dipegang"),
        (windows_error(5, errno.EACCES, "lontar.db"), "kantor_hanya_baca"),
        (windows_error(5, errno.EACCES, "lontar.db.pulih", "lontar.db"), "disk_dipegang"),
        # A stick that was pulled out: renaming, writing, waiting for the disk.
        (windows_error(1167, errno.EINVAL, "a", "b"), "disk_galat"),
        (OSError(errno.EINVAL, "Invalid argument"), "disk_galat"),
        (OSError(errno.EBADF, "Bad file descriptor"), "disk_galat"),
    ],
)
def test_what_windows_says_of_a_disk_is_told_in_words(
    tmp_path: Path, error: OSError, kode: str
) -> None:
    assert situation(error) == kode
    with pytest.raises(LontarError) as told, in_words(tmp_path):
        raise error
    assert str(tmp_path) in told.value.pesan


def _holding(monkeypatch: pytest.MonkeyPatch, held: str) -> None:
    """Windows as long as somebody has a file of the folder `held` open."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name == held:
            raise windows_error(5, errno.EACCES, str(self), str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "PAUSES", ())


@pytest.mark.parametrize("held", ["aula", "baru"])
def test_a_folder_that_cannot_take_the_place_of_another_leaves_it_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    for name in ("aula", "baru"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "isi").write_text(name)
    with monkeypatch.context() as patch:
        _holding(patch, held)
        with pytest.raises(OSError, match="refused"):
            files.replace_folder(tmp_path / "baru", tmp_path / "aula")
    assert (tmp_path / "aula" / "isi").read_text() == "aula"
    files.replace_folder(tmp_path / "baru", tmp_path / "aula")
    assert (tmp_path / "aula" / "isi").read_text() == "baru"
    assert [one.name for one in tmp_path.iterdir()] == ["aula"]


def test_a_folder_with_an_open_file_is_removed_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ruang").mkdir()
    (tmp_path / "ruang" / "isi").write_text("isi")
    with monkeypatch.context() as patch:
        _holding(patch, "ruang")
        with pytest.raises(OSError, match="refused"):
            files.remove_folder(tmp_path / "ruang")
    assert (tmp_path / "ruang" / "isi").read_text() == "isi"
    files.remove_folder(tmp_path / "ruang")
    assert not list(tmp_path.iterdir())
    files.remove_folder(tmp_path / "ruang")


def test_a_working_folder_that_a_virus_scanner_holds_spoils_nothing_that_was_done() -> None:
    made = [
        (place(file), node.lineno, {word.arg for word in node.keywords})
        for file in modules("app")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("TemporaryDirectory")
    ]
    assert made
    assert [one[:2] for one in made if "ignore_cleanup_errors" not in one[2]] == []


def test_a_stick_whose_new_file_is_being_looked_at_can_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, *, missing_ok: bool = False) -> None:
        raise windows_error(32, errno.EACCES, str(self))

    monkeypatch.setattr(paths, "portable_data", lambda: tmp_path)
    monkeypatch.setattr(Path, "unlink", held)
    portable.check()


def test_no_folder_is_tied_to_one_account_but_by_the_one_place_that_knows_windows() -> None:
    tied = [
        file.name
        for file in modules("app")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".mkdir")
        if any(word.arg == "mode" for word in node.keywords)
    ]
    assert tied == ["files.py"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in the profile folder")
def test_a_private_folder_is_its_owners_alone(tmp_path: Path) -> None:
    files.make_private(tmp_path / "kantor" / "kunci")
    files.make_private(tmp_path / "kantor" / "kunci")
    assert (tmp_path / "kantor" / "kunci").stat().st_mode & 0o777 == 0o700
