"""The whole window without a mouse: every page reached, every part stepped on, the focus seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

from app import paths
from app.ui import background
from app.ui.charts.heat_map import HeatMap
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.consolidation_region import _Origin
from app.ui.pages.consolidation_segments import Segments
from app.ui.pages.entry import EntryPage
from app.ui.pages.package import PackagePage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.start import StartPage
from app.ui.session import Session
from app.ui.widgets.choice import Choice
from app.ui.widgets.section_list import SectionList
from tests.journeys.pemakai import CTRL, MOST_STOPS, SHIFT, Key, Pemakai, named
from tests.ui.contoh_daerah import desk, fill
from tests.ui.contoh_jendela import ENDE, NTT, clock, new_office, put_on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KABUPATEN = (
    "beranda", "spm", "kemiskinan", "tindak_lanjut", "paket", "laporan", "pengaturan",
)  # fmt: skip
PROVINSI = (*KABUPATEN[:-1], "konsolidasi", "pengaturan")
EVERY = [("kabupaten", page) for page in KABUPATEN] + [("provinsi", page) for page in PROVINSI]
INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, HeatMap,
)  # fmt: skip


def at_the_desk(qtbot: QtBot, folder: Path, jenis: str) -> Pemakai:
    """A window on an office where one region has figures, with a finding and a gap."""
    kode = NTT if jenis == "provinsi" else ENDE
    window = desk(qtbot, new_office(folder, kode), "beranda")
    fill(window.session, ENDE, 120, gaps=frozenset({"KES-04"}))
    return Pemakai(qtbot, window)


@pytest.fixture
def kabupaten(qtbot, tmp_path) -> Pemakai:
    return at_the_desk(qtbot, tmp_path / "ende", "kabupaten")


@pytest.fixture
def provinsi(qtbot, tmp_path) -> Pemakai:
    return at_the_desk(qtbot, tmp_path / "ntt", "provinsi")


def settled(person: Pemakai) -> None:
    """What the page works out after it was first painted is on the screen."""
    person.qtbot.wait(50)
    person.wait(lambda: background.wait(0))
    person.qtbot.wait(50)
    page = person.window.desk.current_page
    if isinstance(page, ConsolidationPage):
        person.wait(lambda: page.recap is not None)


def stops(person: Pemakai, *, back: bool = False) -> list[QWidget]:
    """Everything Tab steps on, from here round to here."""
    seen = [person.focus]
    for _ in range(MOST_STOPS):
        person.press(Key.Key_Tab, SHIFT) if back else person.press(Key.Key_Tab)
        if person.focus in seen:
            return seen
        seen.append(person.focus)
    raise AssertionError("Tab never comes round")


def expected(where: QWidget) -> list[QWidget]:
    """Everything a mouse could use, one for each group that the arrow keys walk."""
    return [
        one
        for one in where.findChildren(QWidget)
        if isinstance(one, INTERACTIVE)
        and one.isVisible()
        and one.isEnabled()
        and not _part_of_another(one)
        and not _walked_by_arrows(one)
        and not isinstance(one, _Origin)  # four lines to read, all of them in view
    ]


def _part_of_another(widget: QWidget) -> bool:
    whole = (QAbstractSpinBox, QComboBox, QAbstractItemView, QLineEdit)
    above, found = widget.parentWidget(), isinstance(widget, QHeaderView)
    while above is not None and not found:
        found = isinstance(above, whole)
        above = above.parentWidget()
    return found


def _walked_by_arrows(widget: QWidget) -> bool:
    together = isinstance(widget.parent(), (Segments, SectionList)) or isinstance(widget, Choice)
    return isinstance(widget, QAbstractButton) and together and not widget.isChecked()


def missed(person: Pemakai, where: QWidget) -> list[str]:
    """What Tab does not step on, one way and the other."""
    there, back = stops(person), stops(person, back=True)
    return [named(one) for one in expected(where) if one not in there or one not in back]


# --- Getting there -------------------------------------------------------------------------------


@pytest.mark.parametrize(("jenis", "pages"), [("kabupaten", KABUPATEN), ("provinsi", PROVINSI)])
def test_every_page_has_its_number_and_its_letter(qtbot, tmp_path, jenis, pages):
    person = at_the_desk(qtbot, tmp_path / "kantor", jenis)
    rail = person.window.desk.rail
    assert rail.keys() == list(pages)
    for page in pages:
        person.go(page)
    for page in pages:
        letter = getattr(Key, f"Key_{letter_of(rail.item(page).text())}")
        person.press(letter, Qt.KeyboardModifier.AltModifier)
        person.wait(lambda page=page: person.window.session.memory.page == page)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("jenis", "pages"), [("kabupaten", KABUPATEN), ("provinsi", PROVINSI)])
def test_no_letter_leads_to_two_places(request, language, jenis, pages):
    person = request.getfixturevalue(jenis)
    person.window.session.set_language(language)
    for page in pages:
        person.go(page)
        settled(person)
        assert not shared_letters(person.window), page
        shown = person.window.desk.current_page
        if isinstance(shown, SettingsPage):
            for section in shown.kinds:
                shown.show_section(section.key)
                assert not shared_letters(person.window), section.key


def letter_of(text: str) -> str:
    return text.replace("&&", "").partition("&")[2][:1].upper()


def shared_letters(window: QWidget) -> dict[str, list[str]]:
    """Letters that more than one part in view answers to."""
    found: dict[str, list[str]] = {}
    for one in window.findChildren(QWidget):
        if isinstance(one, (QAbstractButton, QLabel)) and one.isVisible() and one.isEnabled():
            found.setdefault(letter_of(one.text()), []).append(one.text())
    return {letter: texts for letter, texts in found.items() if letter and len(texts) > 1}


def test_the_rail_is_reached_with_tab_and_walked_with_the_arrows(provinsi):
    person, rail = provinsi, provinsi.window.desk.rail
    person.go("paket")
    items = [rail.item(key) for key in rail.keys()]  # noqa: SIM118 - a method of the rail
    person.tab_to(next(one for one in items if one in stops(person)))
    for _ in items:
        person.press(Key.Key_Down)
        person.press(Key.Key_Return)
        shown = person.window.session.memory.page
        assert rail.item(shown).isChecked()
        rail.item(shown).setFocus()


# --- Being there ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jenis", "page"), [one for one in EVERY if one[1] not in {"spm", "kemiskinan"}]
)
def test_tab_steps_on_every_part_of_a_page(qtbot, tmp_path, jenis, page):
    person = at_the_desk(qtbot, tmp_path / "kantor", jenis)
    person.go(page)
    settled(person)
    assert not missed(person, person.window.desk.current_page)
    assert not missed(person, person.window.desk.top_bar)


@pytest.mark.parametrize("jenis", ["provinsi", "kabupaten"])
def test_tab_steps_on_every_part_of_the_settings(request, jenis):
    person = request.getfixturevalue(jenis)
    page = person.go("pengaturan")
    assert isinstance(page, SettingsPage)
    for section in page.kinds:
        page.list.item(section.key).setFocus()
        page.list.choose(section.key)
        assert not missed(person, page), section.key


def test_the_sections_of_the_settings_are_walked_with_the_arrows(kabupaten):
    page = kabupaten.go("pengaturan")
    assert isinstance(page, SettingsPage)
    for section in page.kinds:
        assert page.list.item(section.key).hasFocus()
        assert page.sections[section.key].isVisible()
        kabupaten.press(Key.Key_Down)


def test_tab_steps_on_every_part_of_a_region_and_of_the_heat_map(provinsi):
    page = provinsi.go("konsolidasi")
    assert isinstance(page, ConsolidationPage)
    settled(provinsi)
    page.show_view("layanan")
    assert not missed(provinsi, page)
    page.open_region(ENDE, "KES-04")
    assert page.detail.isVisible()
    assert not missed(provinsi, page)


def test_a_kabupaten_that_checks_a_file_needs_no_mouse(kabupaten, answers, tmp_path):
    page = kabupaten.go("paket")
    assert isinstance(page, PackagePage)
    assert page.segments is not None
    settled(kabupaten)
    page.segments.setFocus()
    kabupaten.press(Key.Key_Right)
    photo = tmp_path / "foto.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0 foto")
    answers.will("open_files", [photo])
    kabupaten.tab_to(page.inbox.zone.button).press(Key.Key_Return)
    kabupaten.wait(lambda: bool(page.inbox.entries) and page.inbox.bar.choose.isEnabled())
    assert not missed(kabupaten, page)


# --- The entry screen, where Tab belongs to the sheet ---------------------------------------------


def test_f6_walks_the_panes_of_the_entry_screen_both_ways(kabupaten):
    page = kabupaten.go("spm")
    assert isinstance(page, EntryPage)
    page.open_service("KES-01")
    there = [page.grid.view, page.findings.list, page.inspector.tabs, page.services.list]
    seen = []
    for _ in there:
        seen.append(next(one for one in there if _has_focus(kabupaten, one)))
        kabupaten.press(Key.Key_F6)
    assert _has_focus(kabupaten, seen[0])
    back = []
    for _ in there:
        kabupaten.press(Key.Key_F6, SHIFT)
        back.append(next(one for one in there if _has_focus(kabupaten, one)))
    assert set(seen) == set(there)
    assert back == seen[::-1]


def test_tab_from_the_panes_steps_on_every_part_of_the_entry_screen(kabupaten):
    page = kabupaten.go("spm")
    assert isinstance(page, EntryPage)
    page.open_service("KES-01")
    page.services.list.setFocus()
    reached = {page.services.list}
    for _ in range(2 * MOST_STOPS):
        if page.grid.isAncestorOf(kabupaten.focus):
            # In the sheet Tab goes to the next cell; F6 goes on.
            reached |= {section.view for section in page.grid.sections()}
            kabupaten.press(Key.Key_F6)
        else:
            kabupaten.press(Key.Key_Tab)
        reached.add(kabupaten.focus)
    kabupaten.press(Key.Key_Escape)
    assert page.grid.isAncestorOf(kabupaten.focus)
    kabupaten.press(Key.Key_F, CTRL)
    reached.add(kabupaten.focus)
    kabupaten.press(Key.Key_Backtab, SHIFT)
    assert page.window().desk.rail.isAncestorOf(kabupaten.focus)
    assert [named(one) for one in expected(page) if one not in reached] == []


def _has_focus(person: Pemakai, widget: QWidget) -> bool:
    return person.focus is widget or widget.isAncestorOf(person.focus)


def test_typing_after_another_period_goes_to_the_cell_with_the_cursor(kabupaten):
    page = kabupaten.go("spm")
    assert isinstance(page, EntryPage)
    page.open_service("KES-01", "mutu.m03.tersedia")
    kabupaten.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.grid.current.kode == "penerima.terlayani.jumlah"
    assert kabupaten.focus is page.grid.view
    kabupaten.enter("77")
    assert page.sheet.nilai("penerima.terlayani.jumlah") == 77


# --- Seeing where one is -------------------------------------------------------------------------


@pytest.mark.parametrize(("jenis", "page"), EVERY)
def test_the_focus_can_be_seen_wherever_it_is(qtbot, tmp_path, jenis, page):
    person = at_the_desk(qtbot, tmp_path / "kantor", jenis)
    person.go(page)
    settled(person)
    unseen = []
    for _ in stops(person):
        person.press(Key.Key_Tab)
        if not _is_seen(person):
            unseen.append(named(person.focus))
    assert not unseen


def _is_seen(person: Pemakai) -> bool:
    """The window looks otherwise when the part with the focus loses it."""
    here = person.focus
    with_focus = person.window.grab().toImage()
    here.clearFocus()
    without = person.window.grab().toImage()
    here.setFocus(Qt.FocusReason.TabFocusReason)
    return with_focus != without


# --- Before an office is open --------------------------------------------------------------------


def test_an_office_is_chosen_with_the_keyboard(qtbot, tmp_path):
    folder = new_office(tmp_path / "ende", ENDE)
    window = MainWindow(Session(clock, Memory(offices={str(folder): "Ende"})))
    put_on_screen(qtbot, window)
    window.show_start()
    person, start = Pemakai(qtbot, window), window.place
    assert isinstance(start, StartPage)
    assert person.focus is start.offices[0]
    assert not missed(person, start)
    person.tab_to(start.offices[0]).press(Key.Key_Return)
    assert window.session.wilayah == ENDE


def test_the_first_question_of_a_first_start_has_the_focus(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "practice", lambda: tmp_path / "belum-berlatih")
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    window.begin()
    person = Pemakai(qtbot, window)
    person.press(Key.Key_Down).press(Key.Key_Down)
    person.press(Key.Key_Return).press(Key.Key_Return)
    assert "Provinsi Nusa Tenggara Timur" in " ".join(
        one.text() for one in window.place.findChildren(QLineEdit)
    )
