"""The front door: the right room, an honest exit code, and never a traceback."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from app import paths, teks
from app.__main__ import NO_CATALOGUE, has_display, main
from app.cli import bersama
from app.cli.keluaran import Keluaran
from app.errors import LontarError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def behind_the_door(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a stand-in behind the door; the real rooms have their own tests."""

    def put(name: str, run: Callable[..., Any]) -> None:
        room = ModuleType(name)
        room.main = run  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, room)

    return put


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "catatan" / "lontar.log"
    monkeypatch.setattr(paths, "log_file", lambda: file)
    return file


def failing(error: BaseException) -> Callable[..., int]:
    def run(*_: object) -> int:
        raise error

    return run


def test_without_arguments_the_window_opens(behind_the_door) -> None:
    behind_the_door("app.ui.application", lambda: 7)
    assert main([]) == 7


def test_arguments_go_to_the_command_line(behind_the_door) -> None:
    behind_the_door("app.cli", lambda arguments: len(arguments[1]))
    assert main(["periksa", "paket satu.xlsx"]) == len("paket satu.xlsx")


def test_without_a_display_the_user_is_offered_the_demo(monkeypatch, capsys) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("LONTAR_PERINTAH", "sh packaging/run.sh")
    assert main([]) == 3
    told = capsys.readouterr().err
    assert "tidak mempunyai layar" in told
    assert "sh packaging/run.sh demo" in told


def test_a_library_the_system_lacks_is_named_and_any_other_import_is_a_bug(
    monkeypatch, log, capsys
):
    monkeypatch.setenv("DISPLAY", ":0")
    room = ModuleType("app.ui.application")
    monkeypatch.setitem(sys.modules, room.__name__, room)
    # As Python tells it on a machine without the libraries of a desktop.
    told = "libEGL.so.1: cannot open shared object file: No such file or directory"
    for sentence, code in ((told, 3), ("cannot import name 'main'", 70)):
        room.__getattr__ = failing(ImportError(sentence))  # type: ignore[method-assign]
        assert main([]) == code
        err = capsys.readouterr().err
        assert ("pustaka sistem libEGL.so.1 belum ada" in err) is (code == 3)
        assert ("Jalankan sh packaging/run.sh, yang" in err) is (code == 3)
        assert log.exists() is (code != 3)


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_only_a_linux_machine_is_known_to_lack_a_display(platform, environment, expected) -> None:
    assert has_display(platform, environment) is expected


def test_a_situation_of_the_user_is_told_in_its_own_words(behind_the_door, log, capsys) -> None:
    error = LontarError("belum_ditulis")
    behind_the_door("app.cli", failing(error))
    assert main(["periksa"]) == 2
    assert capsys.readouterr().err == f"{error}\n"
    assert not log.exists()


def test_a_bug_is_told_in_one_sentence_and_written_down(behind_the_door, log, capsys) -> None:
    behind_the_door("app.cli", failing(ZeroDivisionError("pembagian")))
    assert main(["rekap"]) == 70
    told = capsys.readouterr()
    assert str(log) in told.err
    assert "Traceback" not in told.err + told.out
    assert told.err.count("\n") == 1
    written = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in written
    assert "app/__main__.py" in written
    assert "pembagian" not in written


def test_a_second_bug_does_not_erase_the_first(behind_the_door, log) -> None:
    for error in (RuntimeError(), ZeroDivisionError()):
        behind_the_door("app.cli", failing(error))
        main(["rekap"])
    written = log.read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "ZeroDivisionError" in written


def test_a_bug_on_a_full_or_locked_disk_is_still_told(
    behind_the_door, tmp_path, monkeypatch, capsys
) -> None:
    (tmp_path / "berkas").touch()
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "berkas" / "lontar.log")
    behind_the_door("app.cli", failing(ZeroDivisionError()))
    assert main(["rekap"]) == 70
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_program_without_its_texts_says_so(behind_the_door, log, monkeypatch, capsys) -> None:
    monkeypatch.setattr(teks, "_sentences", lambda _language, _word: {})
    monkeypatch.setattr(teks, "_strays", lambda _language, _word: {})
    behind_the_door("app.cli", failing(RuntimeError()))
    assert main(["rekap"]) == 70
    assert capsys.readouterr().err == f"{NO_CATALOGUE}\n"


def test_stopping_by_hand_is_not_an_error(behind_the_door, log, capsys) -> None:
    behind_the_door("app.cli", failing(KeyboardInterrupt()))
    assert main(["demo"]) == 130
    assert capsys.readouterr().err == "Dihentikan atas permintaan Anda.\n"
    assert not log.exists()


def test_the_exit_code_of_a_parser_passes_through(behind_the_door) -> None:
    behind_the_door("app.cli", failing(SystemExit(2)))
    with pytest.raises(SystemExit) as stop:
        main(["--bantuan"])
    assert stop.value.code == 2


def take_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a Windows program frozen for the window; pytest undoes this before a test's body."""
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, stream, None)


def test_verbs_work_where_there_is_no_console(tmp_path, monkeypatch) -> None:
    take_console(monkeypatch)
    (tmp_path / "paket.xlsx").write_bytes(b"bukan paket")
    assert main(["--help"]) == 0
    assert main(["formulir"]) == 0
    assert main(["formulir", "--json"]) == 0
    assert main(["periksa", str(tmp_path / "paket.xlsx")]) == 2
    assert main(["periksa", str(tmp_path / "tidak-ada.xlsx"), "--json"]) == 2
    assert main(["formulir", "--periksa", str(tmp_path / "tidak-ada.toml")]) == 2
    assert main(["perintah-yang-tidak-ada"]) == 2


def test_progress_and_questions_need_no_console(behind_the_door, log, monkeypatch) -> None:
    take_console(monkeypatch)

    def run(_: object) -> int:
        keluaran = Keluaran(as_json=False)
        keluaran.progress("separuh jalan", done=False)
        keluaran.progress("sampai", done=True)
        bersama.passphrase(None)
        return 0

    behind_the_door("app.cli", run)
    assert main(["apa pun"]) == 2  # there is nobody to ask: refused in words, not a bug
    assert not log.exists()
    behind_the_door("app.cli", failing(ValueError("rahasia")))
    assert main(["apa pun"]) == 70
    assert log.exists()
