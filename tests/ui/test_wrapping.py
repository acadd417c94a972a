"""Rows that go on below: parts that grow, parts that do not fit, and the settings at 200 %."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from app.store import people
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_authority import AuthoritySection
from app.ui.pages.settings_deadlines import DeadlinesSection
from app.ui.pages.settings_people import PeopleSection
from app.ui.widgets.wrapping import Wrapping
from tests.ui.contoh_daerah import desk
from tests.ui.contoh_jendela import NTT, new_office, put_on_screen

AT_200 = 455
"""What rail, list of sections, margins and a bar leave of 683 to a section."""

Policy = QSizePolicy.Policy


class Part(QWidget):
    def __init__(self, wide: int, policy: Policy = Policy.Fixed) -> None:
        super().__init__()
        self._wide = wide
        self.setSizePolicy(policy, Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._wide, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide if self.sizePolicy().horizontalPolicy() == Policy.Fixed else 10, 20)


def row(qtbot, width: int, *parts: Part) -> QWidget:
    whole = QWidget()
    whole.setLayout(Wrapping(*parts))
    whole.resize(width, 200)
    put_on_screen(qtbot, whole)
    return whole


def places(*parts: Part) -> list[tuple[int, int]]:
    """The left edge and the width of each part."""
    return [(one.x(), one.width()) for one in parts]


def test_what_is_left_goes_to_the_part_that_grows(qtbot):
    words, button = Part(300, Policy.Expanding), Part(100)
    row(qtbot, 250, words, button)
    assert places(words, button) == [(0, 142), (150, 100)]
    assert words.y() == button.y()


def test_what_does_not_fit_begins_another_line(qtbot):
    parts = [Part(100), Part(100), Part(100)]
    whole = row(qtbot, 220, *parts)
    assert places(*parts) == [(0, 100), (108, 100), (0, 100)]
    assert parts[2].y() == parts[0].y() + 28
    assert whole.heightForWidth(220) == 48
    assert whole.minimumSizeHint().width() == 100
    assert whole.sizeHint().width() == 316


def test_a_part_that_is_not_seen_takes_no_room_and_one_that_left_is_gone(qtbot):
    parts = [Part(100), Part(100)]
    whole = row(qtbot, 300, *parts)
    parts[0].hide()
    qtbot.waitUntil(lambda: parts[1].x() == 0)
    layout = whole.layout()
    assert layout is not None
    layout.removeWidget(parts[1])
    assert (layout.count(), layout.itemAt(7), layout.takeAt(7)) == (1, None, None)


@pytest.mark.parametrize("kind", [PeopleSection, AuthoritySection, DeadlinesSection])
def test_these_settings_need_no_bar_at_200_percent(qtbot, ntt, kind):
    people.add_user(
        ntt.office, nama="Umbu Landukapitamarambu", peran="pimpinan", jabatan="Kepala Biro"
    )
    section = ntt.shows(kind)
    # Lines that were only just put in come into view at the next turn.
    qtbot.wait(1)
    assert section.minimumSizeHint().width() <= AT_200


def test_no_part_is_let_go_of_while_another_layout_loses_one(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "ntt", NTT), "pengaturan")
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    for _ in range(4):
        page.show_section("tenggat")
        qtbot.wait(5)
        section = page.sections["tenggat"]
        assert isinstance(section, DeadlinesSection)
        assert section.exceptions is not None
        # At the next layout one that Qt has let go of would end the whole program.
        rows = section.exceptions.findChildren(Wrapping)
        assert [[isValid(one) for one in row._items] for row in rows] == [[True] * 4, [True] * 2]
        list(section.editors.values())[2].setFocus()
