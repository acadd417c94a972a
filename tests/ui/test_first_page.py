"""What an office's first page waits for: what it shows, the check of the file, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.store import pustaka
from app.store.office import Office
from tests.sumber import ROOT
from tests.test_rumah import HEAVY
from tests.ui.contoh_jendela import ENDE, OPERATOR, clock, new_office

if TYPE_CHECKING:
    from pathlib import Path

FIRST_PAGE = """
import json, pathlib, sys
from app.ui import application
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.session import Session
from datetime import datetime
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from app import teks

seen = {}

class Watcher(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not seen:
            seen["modules"] = sorted(sys.modules)
            seen["read"] = sorted({word for _, word in asked})
            seen["regions"] = "regions" in window.session.__dict__
            labels = [*window.desk.findChildren(QLabel), window.desk.top_bar.user]
            seen["said"] = [one.text() for one in labels if one.isVisible() and one.text()]
            rail = window.desk.rail
            seen["rail"] = [rail.item(key).text() for key in rail.keys()]
            QTimer.singleShot(0, window.close)
        return False

asked = []
read = teks._sentences
teks._sentences = lambda language, word: asked.append((language, word)) or read(language, word)
QApplication.setStyle("Fusion")
program = QApplication([])
application.dress(program)
moment = datetime.fromisoformat(sys.argv[2])
window = MainWindow(Session(lambda: moment, Memory()))
window.resize(1366, 768)
window.show()

def open_office():
    window.open_office(pathlib.Path(sys.argv[1]))
    program.installEventFilter(watcher)

watcher = Watcher()
QTimer.singleShot(0, open_office)
program.exec()
print(json.dumps(seen))
"""

LATER = {
    "_hashlib": "brings OpenSSL along; the history is walked a moment later",
    "traceback": "PySide has it for the day it fails",
    "dataclasses": "brings `inspect` along; what is needed this early is a tuple or a struct",
    "inspect": "PySide asks it about features nobody uses, msgspec only by way of the next",
    "typing_extensions": "has nothing for msgspec that Python has not itself",
    "app.exchange.berkas": "what the window remembers is written a moment later",
    "app.exchange.cadangan_kata": "what surrounds the office is looked at a moment later",
    "app.exchange.periksa_riwayat": "so is its history",
    "app.store.opd": "whose forms these are is asked when they are shown",
    "app.domain.rekap": "so is what adds up",
    "app.domain.lembar": "the figures are worked out once the page is there",
    "app.store.backgrounds": "what they look at beside the sheets, too",
    "app.domain.periksa_formulir": "an ordinary start reads the office's own copies of the forms",
    "app.store.backup": "the day's backup is made some seconds later",
    "app.ui.finder": "opened when somebody looks for something",
    "app.ui.guide": "opened when somebody asks for help",
    "app.ui.help_here": "so is the help about a field",
    "app.ui.tour": "begun when somebody asks for it",
    "app.ui.pages.home_province": "an ordinary office has no use for it",
}
"""Module -> why the first page does without it."""


@pytest.fixture(scope="module")
def first_page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What was there when the first page of an ordinary kabupaten was painted."""
    folder: Path = new_office(tmp_path_factory.mktemp("kantor") / "ende", ENDE)
    with Office.open(folder, clock) as office:
        # As on every day but the first, its copies of the forms are those of the program.
        pustaka.install(office, paths.forms())
    command = [sys.executable, "-c", FIRST_PAGE, str(folder), clock().isoformat()]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert told.returncode == 0, told.stderr
    seen: dict[str, list[str]] = json.loads(told.stdout.splitlines()[-1])
    return seen


def test_nothing_is_loaded_that_the_first_page_does_without(first_page) -> None:
    loaded = set(first_page["modules"])
    assert not loaded & LATER.keys()
    # Elsewhere it is asked where the window keeps what it remembers.
    asked = set() if sys.platform == "linux" else {"platformdirs"}
    assert {name.partition(".")[0] for name in loaded} & HEAVY <= asked


def test_no_other_page_is_loaded(first_page) -> None:
    pages = {name.rpartition(".")[2] for name in first_page["modules"] if ".ui.pages." in name}
    assert pages
    assert {name.partition("_")[0] for name in pages} == {"home"}


def test_only_the_texts_on_the_screen_are_read(first_page) -> None:
    assert set(first_page["read"]) <= {
        "beranda",
        "espm",
        "jendela",
        "lanjut",
        "tanya",
        "tur",
    }


def test_the_other_regions_are_not_read(first_page) -> None:
    assert first_page["regions"] is False


def test_what_is_painted_first_is_the_window_with_all_its_parts(first_page) -> None:
    rail = [name.replace("&", "") for name in first_page["rail"]]
    assert rail[:3] == ["Beranda", "SPM", "Kemiskinan"]
    assert {"Kabupaten Ende", OPERATOR} <= set(first_page["said"])
    assert "belum ada isian" in " ".join(first_page["said"]).lower()
