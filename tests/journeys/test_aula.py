"""A hall of borrowed laptops: each participant a process with a home of its own, one trainer.

The trainer sits at the real window; everything goes to and fro on one folder, the flash disk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from app import paths
from app.domain.periode import Periode
from app.exchange.latihan import aula
from app.store import people
from app.ui.pages.package import PackagePage
from app.ui.pages.practice import PracticePage
from app.ui.pages.practice_hall import PracticeHall
from tests import contoh_aula
from tests.exchange import contoh_paket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.ui.main_window import MainWindow

NAMES = ("Ana Bria", "Beni Lulu", "Citra dan Dodi", "Emi Bete")
LAPTOPS = {"Ana Bria": "satu", "Beni Lulu": "dua", "Citra dan Dodi": "tiga", "Emi Bete": "tiga"}
"""Two places share the third laptop."""
SLOWEST = 120_000


class Laptop:
    """Somebody else's machine: nothing is shared with it but the flash disk."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def lontar(self, *words: str | Path, expected: int = 0) -> Any:
        """One verb in a process of its own; its JSON document."""
        places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
        environment = {**os.environ, **{name: str(self._home / name) for name in places}}
        done = subprocess.run(
            [sys.executable, "-m", "app", *map(str, words), "--json"],
            env=environment,
            cwd=paths.root(),
            capture_output=True,
            text=True,
            timeout=SLOWEST / 1000,
            check=False,
        )
        assert done.returncode == expected, done.stdout + done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def window(qtbot) -> Iterator[MainWindow]:
    with contoh_aula.trainer(qtbot) as made:
        yield made


def rest(qtbot, page: PracticePage | PracticeHall) -> None:
    qtbot.waitUntil(lambda: page._task is None, timeout=SLOWEST)


def hall_of(qtbot, window: MainWindow) -> PracticeHall:
    window.practise()
    listed = window.place
    assert isinstance(listed, PracticePage)
    rest(qtbot, listed)
    listed.hall.click()
    hall = window.place
    assert isinstance(hall, PracticeHall)
    return hall


def work(laptop: Laptop, name: str, handed: Path, stick: Path) -> str:
    """Join, do it right, and copy the result to the flash disk; the office worked in."""
    room = laptop.lontar("latihan", "ikut", "--berkas", handed, "--peserta", name)
    begun = laptop.lontar("latihan", "periksa", "--peserta", name, "--latihan", "aula", expected=1)
    assert not begun["selesai"]
    laptop.lontar("latihan", "contohkan", "--peserta", name, "--latihan", "aula")
    laptop.lontar("latihan", "kumpulkan", "--keluar", stick)
    return str(room["kantor"])


def test_a_hall_of_borrowed_laptops_hands_in_to_one_practice_province(
    qtbot, window, answers, tmp_path
):
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    hall = hall_of(qtbot, window)
    hall.names.setPlainText("\n".join(NAMES))
    hall.make.click()
    rest(qtbot, hall)
    assert [tile.place.nama for tile in hall.tiles.tiles] == list(NAMES)
    answers.will("choose_folder", stick)
    hall.share.click()
    (handed,) = stick.glob("*.lontar-aula")
    # Each laptop has a home of its own; nobody is known on it, and it knows no authority.
    laptops = {name: Laptop(tmp_path / place) for name, place in LAPTOPS.items()}
    offices = [work(laptops[name], name, handed, stick) for name in NAMES]
    assert len(set(offices)) == len(NAMES)
    answers.will("choose_folder", stick)
    hall.take.click()
    rest(qtbot, hall)
    assert [tile.place.revisi for tile in hall.tiles.tiles] == [1, 1, 1, 1]
    assert "4 dari 4" in hall.count.text()
    assert "4 paket diterima" in hall.messages.text
    # Collected a second time: nothing changes.
    answers.will("choose_folder", stick)
    hall.take.click()
    rest(qtbot, hall)
    assert [tile.place.revisi for tile in hall.tiles.tiles] == [1, 1, 1, 1]
    again_from_the_start(laptops["Ana Bria"], stick)
    answers.will("choose_folder", stick)
    hall.take.click()
    rest(qtbot, hall)
    assert [tile.place.revisi for tile in hall.tiles.tiles] == [2, 1, 1, 1]
    production_refuses(tmp_path, stick)
    in_the_province(window, hall)


def again_from_the_start(laptop: Laptop, stick: Path) -> None:
    """Somebody starts again and hands in once more."""
    laptop.lontar("latihan", "ulang", "--peserta", "Ana Bria", "--latihan", "aula")
    laptop.lontar("latihan", "contohkan", "--peserta", "Ana Bria", "--latihan", "aula")
    laptop.lontar("latihan", "kumpulkan", "--keluar", stick)


def production_refuses(place: Path, stick: Path) -> None:
    """A real province on yet another laptop says by name what these are."""
    with contoh_paket.provinsi(place / "provinsi") as office:
        people.add_user(office, nama="Maria", peran="operator", jabatan="Sekretariat")
    found = Laptop(place / "sungguhan").lontar(
        "impor", "--kantor", place / "provinsi", *sorted(stick.glob("*.xlsx")), expected=1
    )
    told = json.dumps(found, ensure_ascii=False)
    assert told.count("penanda_latihan") >= len(NAMES)
    assert "latihan" in told.casefold()


def in_the_province(window: MainWindow, hall: PracticeHall) -> None:
    """The trainer opens the practice province like any office, marked as practice."""
    made = aula.current()
    assert made is not None
    hall.province.click()
    assert window.session.office.folder == made.provinsi
    assert window.session.is_practice
    assert window.session.periode == Periode.parse(made.daftar.periode)
    assert isinstance(window.desk.current_page, PackagePage)
    assert window.desk.practice.band.isVisible()
    assert not window.session.memory.offices
