"""Definitions on the way back in the window: ticked at the province, led to at the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app import paths
from app.exchange import definisi, pendaftaran, susun_definisi
from app.exchange.demo_kantor import FRASA_SANDI
from app.store import definitions, people
from app.ui.pages.home import HomePage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_definitions import DefinitionsSection
from tests import contoh_demo
from tests.contoh_definisi import folder_with
from tests.contoh_demo import LENGKAP
from tests.exchange.contoh_pendirian import light_seals
from tests.ui.contoh_otoritas import panel_of
from tests.ui.test_package_page import at_the_desk

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.office import Office
    from app.ui.main_window import MainWindow

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
A_WHILE = 60_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


def make_definitions(office: Office, place: Path) -> None:
    """The province signs a file with a newer layanan."""
    user = next(one for one in people.users(office) if pendaftaran.has_key(office, one))
    with pytest.MonkeyPatch.context() as patch:
        light_seals(patch)
        key, certs = pendaftaran.signer(office, user, FRASA_SANDI)
    folder = folder_with(place / "baru", paths.forms())
    isi = susun_definisi.prepare(office, folder, paths.forms(), certs, "Nifas")
    susun_definisi.keep(office, isi, definisi.sign(isi, key, certs))


def section_of(window: MainWindow) -> DefinitionsSection:
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    section = page.sections["definisi"]
    assert isinstance(section, DefinitionsSection)
    return section


@pytest.fixture
def letter(qtbot, demo, tmp_path) -> Path:
    """A reply to the region that brings definitions, made in the window."""
    folder = contoh_demo.copy_of(demo / "provinsi", tmp_path / "provinsi")
    window, page = at_the_desk(qtbot, folder)
    page.show_view("tanya")
    qtbot.mouseClick(page.questions.reply, LEFT)
    form = page.questions.form
    assert not form.carry.isVisible()
    qtbot.mouseClick(form.cancel, LEFT)
    make_definitions(window.session.office, tmp_path)
    qtbot.mouseClick(page.questions.reply, LEFT)
    assert form.which.text().startswith("Yang terbaru adalah nomor 1.")
    assert not form.carry.isChecked()
    form.carry.setFocus()
    qtbot.keyClick(form.carry, Key.Key_Space)
    form.folder.setText(str(tmp_path))
    qtbot.keyClicks(form.passphrase, FRASA_SANDI)
    with qtbot.waitSignal(form.made, timeout=A_WHILE):
        qtbot.keyClick(form.passphrase, Key.Key_Return)
    made: Path = next(tmp_path.glob(f"balasan_{LENGKAP.replace('.', '')}_*.txt"))
    return made


def test_the_region_is_led_to_the_preview_and_may_come_back_to_it(qtbot, demo, letter, tmp_path):
    region = contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kabupaten")
    window, page = at_the_desk(qtbot, region)
    office = window.session.office
    page.show_view("periksa")
    page.inbox.judge([letter])
    card = page.inbox.letter
    assert card.look.isVisible()
    with qtbot.waitSignal(page.inbox.letters.installed):
        qtbot.mouseClick(card.install, LEFT)
    assert definitions.installed(office) == []
    qtbot.mouseClick(card.look, LEFT)
    section = section_of(window)
    assert panel_of(section).note.text() == "Nifas"
    qtbot.keyClick(panel_of(section).back, Key.Key_Escape)
    assert section.panel is None
    assert section.brought.text().startswith("Sebuah balasan membawa berkas definisi nomor 1,")
    assert definitions.not_installed(office) == 1
    window.desk.show_page("beranda")
    home = window.desk.current_page
    assert isinstance(home, HomePage)
    qtbot.waitUntil(home.waiting.isVisible)
    assert home.waiting.text.startswith("Sebuah balasan membawa berkas definisi nomor 1,")
    qtbot.mouseClick(home.waiting._action, LEFT)
    assert section_of(window) is section
    section.look.setFocus()
    qtbot.keyClick(section.look, Key.Key_Space)
    panel_of(section).submit()
    qtbot.waitUntil(lambda: section.panel is None)
    assert [one.nomor for one in definitions.installed(office)] == [1]
    assert not section.look.isVisible()
    window.desk.show_page("beranda")
    qtbot.waitUntil(lambda: not home.waiting.isVisible())


def test_the_file_of_a_reply_may_be_chosen_like_one_of_definitions(
    qtbot, demo, letter, tmp_path, answers
):
    region = contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kabupaten")
    window, _ = at_the_desk(qtbot, region)
    window.desk.show_page("pengaturan")
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    page.list.choose("definisi")
    section = section_of(window)
    assert not section.look.isVisible()
    answers.will("open_file", letter)
    section.install.click()
    assert panel_of(section).note.text() == "Nifas"
