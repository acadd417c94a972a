"""A window killed while somebody types: every number the cursor has left is in the office."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.periode import Periode
from app.store import questions
from app.store.office import Office
from app.store.riwayat import verify_chain
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.entry import EntryPage
from app.ui.session import Session
from tests.sumber import ROOT
from tests.ui.contoh_jendela import ENDE, clock, new_office, put_on_screen

if TYPE_CHECKING:
    from pathlib import Path

FORM = "KES-01"
PERIODE = Periode(2026, 3)
FIRST_LINES = (1, 4, 11, 23)
SEED = 20_261_005

TYPIST = """
import pathlib, sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.ui import application
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.session import Session
from tests.ui.contoh_jendela import clock

QApplication.setStyle("Fusion")
program = QApplication([])
application.dress(program)
window = MainWindow(Session(clock, Memory()))
window.show()
QTest.qWaitForWindowActive(window)
window.open_office(pathlib.Path(sys.argv[1]))
window.desk.show_page("spm")
page = window.desk.current_page
page.open_service("KES-01")
page.grid.take_focus()
number = int(sys.argv[2])
while True:
    QTest.keyClick(program.focusWidget(), Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for row in range(20):
        there = page.grid.current.kode
        for letter in str(number):
            QTest.keyClicks(program.focusWidget(), letter)
        QTest.keyClick(program.focusWidget(), Qt.Key.Key_Return)
        assert page.grid.current.kode != there
        print(there, number, flush=True)
        number += 1
"""


HESITANT = (
    TYPIST.split("number = int", maxsplit=1)[0]
    + """
for letter in "7650":
    QTest.keyClicks(program.focusWidget(), letter)
while not (pathlib.Path(sys.argv[1]) / "ketikan.json").exists():
    QTest.qWait(20)
print("menunggu", flush=True)
while True:
    QTest.qWait(50)
"""
)


def test_a_killed_window_loses_no_number_the_cursor_has_left(tmp_path):
    folder = new_office(tmp_path / "ende", ENDE)
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    kept: dict[str, int] = {}
    following = 100
    for count in FIRST_LINES:
        told = _typed_until_killed(folder, following, count, chance.random() * 0.03)
        kept |= told
        following = max(kept.values()) + 1
        found = _in_the_office(folder)
        # One number may have reached the disk before the cursor moved on and told of it.
        ahead = {sel: nilai for sel, nilai in found.items() if nilai == following}
        assert len(ahead) <= 1
        assert {**found, **kept, **ahead} == found
        kept |= ahead
        following += 1
    assert len(kept) >= 20
    assert max(kept.values()) >= 100 + sum(FIRST_LINES) - 1


def _typed_until_killed(folder: Path, start: int, count: int, moment: float) -> dict[str, int]:
    command = [sys.executable, "-c", TYPIST, str(folder), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as typist:
        assert typist.stdout is not None
        lines = [typist.stdout.readline() for _ in range(count)]
        time.sleep(moment)
        typist.kill()
        rest = typist.stdout.read()
    # A line that was cut in half was not told.
    lines += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    assert all(lines), "the window ended by itself"
    return {sel: int(number) for sel, number in (line.split() for line in lines)}


def _in_the_office(folder: Path) -> dict[str, object]:
    with Office.open(folder, clock) as office:
        assert verify_chain(office).ok
        return dict(questions.sheet_values(office, FORM, ENDE, PERIODE).now)


def test_what_was_in_the_editor_of_a_killed_window_is_offered_and_never_applied(qtbot, tmp_path):
    folder = new_office(tmp_path / "ende", ENDE)
    command = [sys.executable, "-c", HESITANT, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "menunggu\n"
        typist.kill()
    assert _in_the_office(folder) == {}
    window = MainWindow(Session(clock, Memory(offices={str(folder): "Ende"})))
    put_on_screen(qtbot, window)
    window.begin()
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    assert "Sedang diketik “7650”; yang tersimpan di sel kosong." in page.recovery.sentence
    assert page.recovery.go_on.hasFocus()
    for _ in ("go on", "keep"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    window.close()
    assert list(_in_the_office(folder).values()) == [7650]
    assert not (folder / "ketikan.json").exists()
