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
from PySide6.QtCore import Qt

from app import paths
from app.domain.periode import Periode
from app.exchange.latihan import aula, aula_balasan
from app.store import people
from app.ui.pages.package import PackagePage
from app.ui.pages.practice import PracticePage
from app.ui.pages.practice_hall import PracticeHall
from tests import contoh_aula, contoh_bukti
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
    qtbot.waitUntil(lambda: not page.busy, timeout=SLOWEST)


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
    show = ("latihan", "contohkan", "--peserta", name, "--latihan", "aula")
    shown = laptop.lontar(*show, expected=1)
    # All that one laptop can do; the receipt comes from the hall.
    assert [one["terpenuhi"] for one in shown["periksa"]] == [True, True, True, True, True, False]
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


def test_the_way_back_asks_everybody_and_turns_every_package_green(
    qtbot, window, answers, tmp_path
):
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    hall = hall_of(qtbot, window)
    hall.names.setPlainText("\n".join(NAMES[:2]))
    hall.make.click()
    rest(qtbot, hall)
    answers.will("choose_folder", stick)
    hall.share.click()
    (handed,) = stick.glob("*.lontar-aula")
    laptops = {name: Laptop(tmp_path / LAPTOPS[name]) for name in NAMES[:2]}
    offices = {name: with_evidence(laptops[name], name, handed, stick) for name in laptops}
    answers.will("choose_folder", stick)
    hall.take.click()
    rest(qtbot, hall)
    assert [(tile.place.revisi, tile.place.bukti) for tile in hall.tiles.tiles] == [(1, 1)] * 2
    assert "2 berkas bukti disimpan" in hall.messages.text
    ask_everybody(qtbot, hall)
    assert [tile.place.menunggu for tile in hall.tiles.tiles] == [1, 1]
    answers.will("choose_folder", stick)
    hall.reply.click()
    rest(qtbot, hall)
    assert len(list(stick.glob("balasan_*.txt"))) == len(laptops)
    for name, laptop in laptops.items():
        answered_at_home(laptop, name, offices[name], stick)
    answers.will("choose_folder", stick)
    hall.take.click()
    rest(qtbot, hall)
    places = [tile.place for tile in hall.tiles.tiles]
    assert [(one.revisi, one.menunggu, one.dijawab) for one in places] == [(2, 0, 1)] * 2


def with_evidence(laptop: Laptop, name: str, handed: Path, stick: Path) -> str:
    """As `work`, with a file of evidence at the cell the exercise is about."""
    room = laptop.lontar("latihan", "ikut", "--berkas", handed, "--peserta", name)
    file = stick.parent / f"surat {name}.pdf"
    file.write_bytes(contoh_bukti.pdf(name))
    form, sel = aula_balasan.usual()
    made = aula.current()
    assert made is not None
    place = ("--kantor", room["kantor"], "--periode", made.daftar.periode)
    laptop.lontar("bukti", "tambah", *place, "--formulir", form, "--sel", sel, "--berkas", file)
    return work(laptop, name, handed, stick)


def ask_everybody(qtbot, hall: PracticeHall) -> None:
    """By the keyboard: the cell of the exercise stands there already."""
    hall.ask.click()
    rest(qtbot, hall)
    words = hall.questions.question.words
    qtbot.waitUntil(words.hasFocus)
    qtbot.keyClicks(words, "Dari buku mana angka ini?")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    qtbot.waitUntil(hall.tiles.isVisible)
    assert "2 daerah" in hall.messages.text


def answered_at_home(laptop: Laptop, name: str, office: str, stick: Path) -> None:
    """The reply turns the package green and brings the question; the answer goes along next."""
    book = ("balasan", "lihat", *sorted(stick.glob("balasan_*.txt")), "--kantor", office)
    (mine,) = [one for one in laptop.lontar(*book, expected=1)["balasan"] if one["tanda_terima"]]
    assert [one["keadaan"] for one in mine["tanda_terima"]] == ["terima_baru"]
    (found,) = laptop.lontar("latihan", "ambil", stick)["balasan"]
    assert (found["nama"], found["baru"]) == (name, True)
    assert any("diterima" in line for line in found["isi"])
    listed = laptop.lontar("pertanyaan", "daftar", "--kantor", office, expected=1)["pertanyaan"]
    (one,) = listed
    said = ("pertanyaan", "jawab", one["id"], "--kantor", office, "--teks", "Dari buku kohort.")
    laptop.lontar(*said)
    laptop.lontar("latihan", "contohkan", "--peserta", name, "--latihan", "aula")
    laptop.lontar("latihan", "kumpulkan", "--keluar", stick)


def again_from_the_start(laptop: Laptop, stick: Path) -> None:
    """Somebody starts again and hands in once more."""
    laptop.lontar("latihan", "ulang", "--peserta", "Ana Bria", "--latihan", "aula")
    show = ("latihan", "contohkan", "--peserta", "Ana Bria", "--latihan", "aula")
    laptop.lontar(*show, expected=1)
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
