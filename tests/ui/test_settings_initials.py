"""Pengaturan: the list of who initials and signs, typed, proposed, refused and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.exchange import paraf_kantor
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_initials import InitialsSection
from tests.ui.contoh_jendela import put_on_screen

if TYPE_CHECKING:
    from app.exchange.paraf_kantor import Pejabat


@pytest.fixture
def section(qtbot, session) -> InitialsSection:
    page = SettingsPage(session)
    put_on_screen(qtbot, page)
    page.list.choose("paraf")
    made = page.sections["paraf"]
    assert isinstance(made, InitialsSection)
    return made


def kept(section: InitialsSection) -> list[Pejabat]:
    return list(paraf_kantor.of_office(section.session.office))


def test_the_list_is_saved_with_enter_without_its_empty_lines(section, qtbot):
    first, third = section.lines[0], section.lines[2]
    first[0].setText("Sekretaris Daerah")
    first[1].setText("Contoh Satu")
    third[0].setText(" Bupati ")
    qtbot.keyClick(third[0], Qt.Key.Key_Return)
    assert kept(section) == [("Sekretaris Daerah", "Contoh Satu", ""), ("Bupati", "", "")]
    assert section.lines[1][0].text() == "Bupati"
    assert section.messages.text == "Tersimpan: 1 pejabat memaraf, lalu Bupati menandatangani."


def test_the_usual_order_is_proposed_and_kept_only_when_it_is_saved(section):
    section.usual.click()
    assert section.lines[3][0].text() == "Bupati"
    assert kept(section) == []
    section.save.click()
    assert [one[0] for one in kept(section)][-1] == "Bupati"
    section.clear.click()
    assert kept(section) == []
    assert section.lines[0][0].text() == ""
    assert "tanpa lembar paraf" in section.messages.text


def test_a_name_without_a_position_is_refused_and_stays(section):
    section.lines[1][1].setText("Contoh Satu")
    section.save.click()
    assert "belum berjabatan" in section.messages.text
    assert section.lines[1][1].text() == "Contoh Satu"
    assert kept(section) == []
