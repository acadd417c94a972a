"""The program with a window: an early first paint, and no traceback for anybody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale

from app import paths
from app.errors import LontarError
from app.store import portable
from app.teks import t
from app.ui import application
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.session import Session
from tests.sumber import ROOT

FIRST_PAINT = """
import gc, json, linecache, sys
from app.__main__ import main
from app.ui import application, main_window
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

seen = {}
paint = main_window._Waiting.paintEvent

def first_paint(self, event):
    seen.setdefault("modules", sorted(sys.modules))
    seen["collects"] = gc.isenabled()
    seen["open"] = self.window().session.is_open
    paint(self, event)

def look():
    window = QApplication.activeWindow() or QApplication.topLevelWidgets()[0]
    seen["place"] = type(window.place).__name__
    seen["loaded"] = sorted(sys.modules)
    seen["kept"] = gc.get_freeze_count()
    seen["sweeps"] = [type(one).__name__ for one in QApplication.instance().children()]
    seen["sources"] = [name.replace("\\\\", "/") for name in linecache.cache]
    window.close()

main_window._Waiting.paintEvent = first_paint
begin = application._begin

def begin_and_look(*arguments):
    begin(*arguments)
    QTimer.singleShot(0, look)

application._begin = begin_and_look
seen["exit"] = main([])
print(json.dumps(seen))
"""

HEAVY = {
    "PySide6.QtNetwork",
    "cryptography",
    "jwt",
    "lxml",
    "numpy",
    "openpyxl",
    "pandas",
    "platformdirs",
    "python_calamine",
    "segno",
    "sqlite3",
    "sqlite_utils",
    "msgspec",
    "xlsxwriter",
}


@pytest.fixture(scope="module")
def first_start(tmp_path_factory) -> dict[str, object]:
    """What a start in a program of its own, that remembers nothing, looked like."""
    home = str(tmp_path_factory.mktemp("baru"))
    environment = os.environ | {"XDG_DATA_HOME": home, "LOCALAPPDATA": home}
    output = subprocess.check_output(
        [sys.executable, "-c", FIRST_PAINT], cwd=ROOT, text=True, env=environment
    )
    return json.loads(output.splitlines()[-1])  # type: ignore[no-any-return]


def test_the_first_paint_comes_before_every_heavy_library(first_start):
    assert not HEAVY & {str(name) for name in first_start["modules"]}


def test_the_first_paint_comes_before_any_office_is_opened(first_start):
    assert first_start["open"] is False


def test_the_first_start_ends_in_the_wizard_and_closes_in_good_order(first_start):
    assert first_start["place"] == "Wizard"
    assert first_start["exit"] == 0


def test_what_a_start_makes_is_not_looked_through_for_waste(first_start):
    assert first_start["collects"] is False
    assert first_start["kept"] > 10_000
    assert "_Sweeper" in first_start["sweeps"]


def test_no_page_is_read_as_text_and_kept_in_memory(first_start):
    # PySide does this with every module it sees imported, unless it is told that there is no need.
    assert any(name == "app.ui.pages.wizard" for name in first_start["loaded"])
    assert not [name for name in first_start["sources"] if "/app/ui/pages/" in name]


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "catatan" / "lontar.log")
    return tmp_path / "catatan" / "lontar.log"


def fail(hook: application.LastHook, error: BaseException) -> None:
    try:
        raise error
    except type(error) as caught:
        hook(type(caught), caught, caught.__traceback__)


def test_a_bug_is_written_down_each_time_and_told_once(qapp, log, answers):
    hook = application.LastHook()
    answers.will("ask", False)
    for _ in range(3):
        fail(hook, ZeroDivisionError("division by zero"))
    (told,) = answers.told
    assert told.startswith(t("umum.tak_terduga", berkas=log))
    assert "Traceback" not in told
    assert log.read_text(encoding="utf-8").count("ZeroDivisionError") == 3


def test_a_bug_that_cannot_be_written_down_is_told_all_the_same(qapp, log, answers):
    log.parent.write_text("a file where the folder should be")
    answers.will("ask", False)
    fail(application.LastHook(), ZeroDivisionError())
    (told,) = answers.told
    assert told.startswith(t("umum.tak_terduga_tanpa_catatan", jenis="ZeroDivisionError"))


def test_a_situation_of_the_user_is_no_bug(qapp, log, answers):
    error = LontarError("nip_salah", angka=18)
    fail(application.LastHook(), error)
    assert answers.told == [str(error)]
    assert not log.exists()


def test_numbers_are_written_as_indonesians_do():
    assert QLocale().toString(1234567) == "1.234.567"


def test_a_locked_stick_is_told_when_the_window_opens(qapp, qtbot, answers, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "practice", lambda: tmp_path / "belum-berlatih")
    error = LontarError("portabel_hanya_baca", folder="E:")

    def refuse() -> None:
        raise error

    monkeypatch.setattr(portable, "check", refuse)
    monkeypatch.setattr(Memory, "load", Memory)
    window = MainWindow(Session(lambda: datetime.now().astimezone()))
    qtbot.addWidget(window)
    application._begin(qapp, window)
    assert answers.told == [str(error)]
    assert type(window.place).__name__ == "Wizard"  # an office elsewhere can still be opened
