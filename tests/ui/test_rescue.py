"""A damaged office, and a fault of the program: a sentence, a way on, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import paths
from app.store import backup, questions, restore, vault
from app.store.office import DATABASE_NAME, Office
from app.teks import t
from app.ui import application
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.rescue import RescuePage
from app.ui.pages.start import StartPage
from app.ui.session import Session
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import KANTOR
from tests.store.contoh_kantor import damage
from tests.ui.contoh_daerah import PERIODE, desk, enter
from tests.ui.contoh_jendela import ENDE, NOW, clock, put_on_screen
from tests.ui.test_application import fail

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

A_WHILE = 60_000
FORM, SEL = "KES-01", "penerima.terlayani.jumlah"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office that was backed up, typed in since, and then damaged by its disk."""
    place = tmp_path / "kantor"
    with contoh.kabupaten(place, ENDE, filled=False) as office:
        contoh.type_in(office, FORM, SEL, 6400)
        vault.keep_whole(place, place / backup.FOLDER_NAME, NOW)
        contoh.type_in(office, FORM, SEL, 6500)
    damage(place)
    return place


def rescue(qtbot: QtBot, folder: Path) -> tuple[MainWindow, RescuePage]:
    window = MainWindow(Session(clock, Memory(offices={str(folder): "Ende"})))
    put_on_screen(qtbot, window)
    window.begin()
    page = window.place
    assert isinstance(page, RescuePage)
    qtbot.waitUntil(lambda: "rusak" in page.sentence.text(), timeout=A_WHILE)
    return window, page


def test_the_last_good_backup_is_offered_and_the_typing_since_comes_back(
    qtbot, folder: Path
) -> None:
    window, page = rescue(qtbot, folder)
    assert "Cadangan 05-10-2026 10.32" in page.sentence.text()
    assert page.saved.text().startswith("1 sel yang diketik sesudah cadangan itu")
    assert "KES-01, " in page.saved.text()
    assert page.restore.hasFocus()
    page.restore.click()
    qtbot.waitUntil(lambda: window.place is window.desk, timeout=A_WHILE)
    office = window.session.office

    def figure() -> object:
        return questions.sheet_values(office, FORM, ENDE, PERIODE).now[SEL]

    assert figure() == 6400
    bar = window.desk.messages
    assert "tetap disimpan di" in bar.text
    bar._action.click()
    assert figure() == 6500
    assert bar.text == "1 sel diisikan lagi. Urungkan bila tidak sesuai."
    (aside,) = (folder / restore.ASIDE).iterdir()
    assert (aside / DATABASE_NAME).is_file()


def test_without_a_good_backup_a_flash_disk_can_be_chosen(
    qtbot, folder: Path, tmp_path: Path, answers
) -> None:
    (folder / backup.FOLDER_NAME).rename(tmp_path / "flashdisk")
    (tmp_path / "kosong").mkdir()
    window, page = rescue(qtbot, folder)
    assert "tidak ada cadangan yang baik" in page.sentence.text()
    assert not page.restore.isVisible()
    answers.will("choose_folder", tmp_path / "tidak ada")
    page.other.click()
    assert "pasang lagi" in page.messages.text
    answers.will("choose_folder", tmp_path / "kosong")
    page.other.click()
    assert "Tidak ada cadangan Lontar di" in page.messages.text
    answers.will("choose_folder", tmp_path / "flashdisk")
    page.other.click()
    qtbot.waitUntil(page.restore.isVisible, timeout=A_WHILE)
    page.leave.click()
    assert isinstance(window.place, StartPage)


def test_a_fault_in_the_window_is_told_in_the_bar_with_the_report(
    qtbot, tmp_path: Path, answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "catatan" / "galat.log"
    monkeypatch.setattr(paths, "log_file", lambda: log)
    with contoh.kabupaten(tmp_path / "kantor", ENDE, filled=False):
        pass
    window = desk(qtbot, tmp_path / "kantor", "beranda")
    enter(window.session, FORM, penerima__terlayani__jumlah=987654)
    hook = application.LastHook()
    for _ in range(2):
        fail(hook, ValueError("987654 Maria"))
    bar = window.desk.messages
    assert bar.text == t("umum.tak_terduga", berkas=log)
    assert "Traceback" not in bar.text
    target = tmp_path / "laporan.txt"
    answers.will("save_file", target)
    bar._action.click()
    # Nobody has to look for the file in its folder.
    assert answers.told[-1] == str(target)
    assert bar.text.startswith(f"Laporan galat ditulis di {target}. ")
    told = target.read_text(encoding="utf-8")
    assert told.count("ValueError") == 2
    assert "Pemeriksaan keutuhan: ok" in told
    for secret in ("987654", "Maria", KANTOR, str(tmp_path)):
        assert secret not in told + log.read_text(encoding="utf-8")


def test_an_office_open_in_another_window_is_refused_in_words(
    qtbot, tmp_path: Path, answers
) -> None:
    place = tmp_path / "kantor"
    with contoh.kabupaten(place, ENDE, filled=False):
        pass
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    with Office.open(place, clock):
        assert not window.open_office(place)
    assert "sedang dibuka oleh Lontar lain" in answers.told[-1]
    assert "Tutup jendela Lontar yang lain" in answers.told[-1]
