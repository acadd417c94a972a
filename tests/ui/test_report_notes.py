"""Bahan LKPJ in the window: written by keys, kept when left, refused in words, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.lkpj import JenisBahan
from app.domain.periode import Periode
from app.exchange import bahan_lkpj
from app.store import follow_ups, lkpj
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.follow_ups import FollowUpsPage
from app.ui.pages.reports import ReportsPage
from app.ui.session import Session
from tests.ui.contoh_jendela import ENDE, NOW, NTT, clock, new_office, put_on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.pages.report_notes import LkpjNotes

Key = Qt.Key
TAHUN = NOW.year


def desk(qtbot, folder: Path, wilayah: str, jenis: str | None = None) -> MainWindow:
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    assert window.open_office(new_office(folder, wilayah, jenis))
    window.session.set_periode(Periode(TAHUN, 3))
    return window


def reports(window: MainWindow) -> ReportsPage:
    window.desk.show_page("laporan")
    page = window.desk.current_page
    assert isinstance(page, ReportsPage)
    return page


def notes(window: MainWindow) -> LkpjNotes:
    page = reports(window)
    page.notes.click()
    assert page.lkpj.isVisible()
    return page.lkpj


@pytest.fixture
def kabupaten(qtbot, tmp_path) -> MainWindow:
    return desk(qtbot, tmp_path / "ende", ENDE)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def typed(qtbot, words: str) -> None:
    """A text, left with Enter, which leads to the next one."""
    qtbot.keyClicks(focused(), words)
    qtbot.keyClick(focused(), Key.Key_Return)


def kept(window: MainWindow, tahun: int = TAHUN) -> list[tuple[str, str, str]]:
    return [one.isi for one in lkpj.notes(window.session.office, tahun)]


def listed(pane: LkpjNotes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in pane.table.ledger.rows]


def test_a_policy_is_written_down_by_keys_alone_and_stands_in_the_list(qtbot, kabupaten):
    pane = notes(kabupaten)
    assert focused() is pane.kind
    qtbot.keyClick(focused(), Key.Key_Tab)
    assert focused() is pane.fresh
    qtbot.keyClick(focused(), Key.Key_Space)
    assert focused() is pane.form.words[0]
    qtbot.keyClicks(focused(), "Pendampingan")
    qtbot.keyClick(focused(), Key.Key_Return)
    assert focused() is pane.form.words[1]
    qtbot.keyClicks(focused(), "Perbup 12")
    qtbot.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    typed(qtbot, "Kepbup 45")
    typed(qtbot, "Stunting turun")
    assert focused() is pane.table
    assert kept(kabupaten) == [("Pendampingan", "Perbup 12\nKepbup 45", "Stunting turun")]
    assert listed(pane) == [["1", "Pendampingan", "Perbup 12; Kepbup 45", "Stunting turun"]]


def test_a_second_policy_begins_empty_and_the_first_stays(qtbot, kabupaten):
    pane = notes(kabupaten)
    for words in ("Satu", "Dua"):
        qtbot.mouseClick(pane.fresh, Qt.MouseButton.LeftButton)
        assert pane.form.texts == ("", "", "")
        assert not pane.remove.isEnabled()
        typed(qtbot, words)
    assert kept(kabupaten) == [("Satu", "", ""), ("Dua", "", "")]
    pane.table.go_to(pane.table.ledger.rows[0].code)
    assert pane.form.texts[0] == "Satu"


def test_what_is_refused_stays_until_it_is_put_right(qtbot, kabupaten):
    pane = notes(kabupaten)
    pane.fresh.click()
    typed(qtbot, "Satu")
    first = pane.table.current_code
    pane.fresh.click()
    typed(qtbot, "Hubungi 0812 3456 7890")
    assert "memuat nomor telepon" in pane.messages.text
    pane.table.go_to(first)
    assert pane.table.current_code == ""
    assert pane.form.texts[0] == "Hubungi 0812 3456 7890"
    assert kept(kabupaten) == [("Satu", "", "")]
    pane.form.words[0].setPlainText("Dua")
    pane.keep()
    assert not pane.messages.isVisible()
    assert kept(kabupaten) == [("Satu", "", ""), ("Dua", "", "")]


def test_a_policy_taken_off_comes_back_with_one_press(qtbot, kabupaten):
    pane = notes(kabupaten)
    pane.fresh.click()
    typed(qtbot, "Satu")
    pane.remove.click()
    assert kept(kabupaten) == []
    assert pane.form.texts == ("", "", "")
    assert "“Satu” dihapus" in pane.messages.text
    pane.messages._action.click()
    assert kept(kabupaten) == [("Satu", "", "")]
    assert pane.form.texts[0] == "Satu"


def test_results_have_a_line_for_each_urusan(qtbot, kabupaten):
    pane = notes(kabupaten)
    pane.kind.setCurrentIndex(pane.kind.findData(JenisBahan.HASIL))
    pane.kind.activated.emit(1)
    assert [row[0] for row in listed(pane)] == list(bahan_lkpj.urusan_names())
    assert not pane.fresh.isVisible()
    pane.table.go_to("KES")
    pane.form.setFocus()
    typed(qtbot, "Terlayani")
    assert kept(kabupaten) == [("Terlayani", "", "")]
    assert pane.table.current_code == "KES"


def test_another_year_has_its_own_notes_and_what_is_typed_is_kept_on_leaving(qtbot, kabupaten):
    pane = notes(kabupaten)
    pane.fresh.click()
    qtbot.keyClicks(focused(), "Satu")
    reports(kabupaten)
    kabupaten.desk.show_page("beranda")
    assert kept(kabupaten) == [("Satu", "", "")]
    reports(kabupaten)
    kabupaten.session.set_periode(Periode(TAHUN - 1, 4))
    qtbot.waitUntil(lambda: str(TAHUN - 1) in pane._title.text())
    assert listed(pane) == []
    pane.leave.click()
    assert reports(kabupaten).table.isVisible()


def test_the_advice_of_the_dprd_is_written_down_from_here_and_counted(qtbot, kabupaten):
    pane = notes(kabupaten)
    pane.advise.click()
    page = kabupaten.desk.current_page
    assert isinstance(page, FollowUpsPage)
    form = page.form
    assert form.source.currentData() == TAHUN - 1
    assert form.aim.isVisible()
    assert not form.place.isVisible()
    for line, words in (
        (form.what, "Melengkapi bidan"), (form.opd, "Dinas Kesehatan"),
        (form.who, "Kepala Bidang"), (form.aim, "Merata"),
    ):  # fmt: skip
        line.setText(words)
    form.save.click()
    (one,) = follow_ups.follow_ups(kabupaten.session.office)
    assert lkpj.recommendations(kabupaten.session.office) == {one.id: (TAHUN - 1, "Merata")}
    assert f"Rekomendasi DPRD atas LKPJ {TAHUN - 1}. Tujuan: Merata" in page.block._facts.text()
    page.decide.click()
    assert form.source.currentData() == TAHUN - 1, "the same meeting goes on"
    form.source.setCurrentIndex(0)
    form.source.activated.emit(0)
    assert not form.aim.isVisible()
    assert form.place.isVisible()
    form.what.setText("Rapat biasa")
    form.who.setText("Kepala Bidang")
    form.save.click()
    assert len(page.found) == 2
    pane = notes(kabupaten)
    assert f"atas LKPJ {TAHUN - 1}: 1. Belum ditindaklanjuti 1" in pane._advice.text()
    pane.go.click()
    assert list(page.found) == [one.id]


def test_an_opd_has_neither_notes_nor_advice(qtbot, tmp_path):
    window = desk(qtbot, tmp_path / "opd", ENDE, "opd")
    assert not reports(window).notes.isVisible()
    window.desk.show_page("tindak_lanjut")
    page = window.desk.current_page
    assert isinstance(page, FollowUpsPage)
    page.decide.click()
    assert not page.form.source.isVisible()
    assert page.form.meeting.isVisible()


def test_a_province_writes_for_its_own_region(qtbot, tmp_path):
    window = desk(qtbot, tmp_path / "ntt", NTT)
    pane = notes(window)
    assert "Provinsi Nusa Tenggara Timur" in pane._title.text()
