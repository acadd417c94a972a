"""Typing loads nothing heavy: neither the first number, nor what the panels beside it ask for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.sumber import ROOT
from tests.test_rumah import HEAVY
from tests.ui.contoh_jendela import ENDE, new_office

if TYPE_CHECKING:
    from pathlib import Path

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

Key, Mod = Qt.Key, Qt.KeyboardModifier
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
before = set(sys.modules)

def press(key, modifier=Mod.NoModifier):
    QTest.keyClick(program.focusWidget(), key, modifier)

def enter(text):
    for letter in text:
        QTest.keyClicks(program.focusWidget(), letter)
    press(Key.Key_Return)

enter("7650"); enter("6120"); enter("12.5")
press(Key.Key_Escape); press(Key.Key_1, Mod.AltModifier); QTest.qWait(80)
for key in (Key.Key_F1, Key.Key_F9):
    press(key); QTest.qWait(60); press(Key.Key_Escape)
press(Key.Key_F9, Mod.ShiftModifier); press(Key.Key_Escape)
press(Key.Key_F2, Mod.ShiftModifier); enter("e-Kohort")
press(Key.Key_Z, Mod.ControlModifier); press(Key.Key_F8)
QTest.qWait(300)
assert page.sheet.nilai("penerima.harus.jumlah") == 7650
window.close()
print(*(set(sys.modules) - before))
"""


def test_a_service_is_typed_without_a_single_heavy_library(tmp_path: Path) -> None:
    folder = new_office(tmp_path / "ende", ENDE)
    command = [sys.executable, "-c", TYPIST, str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert told.returncode == 0, told.stderr
    loaded = set(told.stdout.split())
    assert "app.domain.pribadi" in loaded
    assert not {name.partition(".")[0] for name in loaded} & HEAVY
