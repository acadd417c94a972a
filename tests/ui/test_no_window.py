"""A screen nobody can reach is told in Indonesian, with the next step, instead of Qt's abort."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import qWarning

from app import __main__ as front
from app.ui import no_window

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux has displays that are not there"
)


def test_the_program_ends_in_a_sentence_and_not_by_a_signal():
    environment = {**os.environ, "QT_QPA_PLATFORM": "tidak-ada"}
    done = subprocess.run(
        [sys.executable, "-m", "app"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == front.EXIT_NO_DISPLAY
    assert done.stderr.startswith("Layar tidak-ada tidak dapat dijangkau")
    assert "Qt" not in done.stderr


def test_a_display_that_is_not_there_is_named_with_the_next_step(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda _file: None)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":77")
    told = no_window.reason()
    assert told.startswith("Layar :77 tidak dapat dijangkau")
    assert "demo --keluar DEMO" in told


def test_a_missing_library_of_the_system_is_named(monkeypatch):
    def lacking(_file):
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file")

    monkeypatch.setattr(ctypes, "CDLL", lacking)
    told = no_window.reason()
    assert "pustaka sistem libxcb-cursor.so.0 belum ada" in told
    assert front.SET_UP in told


def test_what_qt_says_while_all_goes_well_is_passed_on(capsys):
    with no_window.told_in_words():
        qWarning("perhatian")
    assert capsys.readouterr().err == "perhatian\n"


def test_both_doors_say_the_same():
    assert (no_window.EXIT_CODE, no_window.SET_UP) == (front.EXIT_NO_DISPLAY, front.SET_UP)
