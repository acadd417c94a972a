"""Nobody loses their place by a stray key, a wheel, or something that goes away under the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.domain.periode import Periode
from app.ui.pages.entry_inspector import Tab
from app.ui.pages.settings import SettingsPage
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line
from app.ui.widgets.scrolling import scrolling
from tests.ui.contoh_daerah import desk
from tests.ui.contoh_jendela import ENDE, new_office, put_on_screen
from tests.ui.isian import TERLAYANI, Isian, Key
from tests.ui.test_entry_evidence import attach, letter

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

__all__ = ["letter"]
# The page inside a window of 1366 x 768 at 150 percent.
AT_150 = (811, 430)


@pytest.fixture
def window(qtbot, tmp_path) -> MainWindow:
    return desk(qtbot, new_office(tmp_path / "ende", ENDE), "beranda")


def turn_wheel(widget: QWidget) -> None:
    middle = widget.rect().center()
    turned = QWheelEvent(
        QPointF(middle),
        QPointF(widget.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turned)


@pytest.mark.parametrize("key", [Key.Key_Home, Key.Key_Up, Key.Key_Down, Key.Key_End, Key.Key_T])
def test_a_stray_key_shows_the_quarters_and_chooses_none(qtbot, window, key):
    bar = window.desk.top_bar
    bar.period.setFocus()
    qtbot.keyClick(bar.period, key)
    assert window.session.periode == Periode(2026, 3)
    assert bar.period.view().isVisible()
    bar.period.hidePopup()


def test_a_wheel_turned_over_the_quarters_chooses_none(qtbot, window):
    bar = window.desk.top_bar
    bar.period.setFocus()
    turn_wheel(bar.period)
    assert window.session.periode == Periode(2026, 3)


def test_when_what_had_the_focus_goes_away_the_focus_stays_on_the_page(window):
    shown = window.desk.current_page
    first, second = QLineEdit(shown), QLineEdit(shown)
    first.show()
    second.show()
    first.setFocus()
    first.hide()
    assert shown.isAncestorOf(window.focusWidget())


def test_nobody_is_left_in_an_empty_panel_when_no_file_is_chosen(qtbot, session, answers):
    low = Isian(qtbot, session, AT_150).open("KES-01", TERLAYANI)
    attach(low, answers)
    assert low.page.panes.in_view() == [low.page.panes.centre]
    assert low.here == TERLAYANI
    low.enter("120")
    assert low.sheet.nilai(TERLAYANI) == 120
    assert low.page.inspector.sel is low.page.grid.current


def test_chosen_files_are_told_about_where_a_narrow_window_has_room(
    qtbot, session, answers, letter
):
    low = attach(Isian(qtbot, session, AT_150).open("KES-01", TERLAYANI), answers, letter)
    assert low.page.inspector in low.page.panes.in_view()
    assert low.page.inspector.tab is Tab.EVIDENCE
    low.press(Key.Key_Escape)
    assert low.page.panes.in_view() == [low.page.panes.centre]


def test_the_letter_of_a_label_brings_its_field_into_view(qtbot):
    holder, above = QWidget(), QWidget()
    above.setFixedHeight(2000)
    field = Field("&Frasa sandi", Line())
    column = QVBoxLayout(holder)
    # Something else has the focus first.
    column.addWidget(Line())
    column.addWidget(above)
    column.addWidget(field)
    area = scrolling(holder)
    area.resize(400, 300)
    put_on_screen(qtbot, area)
    assert field.editor.visibleRegion().isEmpty()
    qtbot.keyClick(area, Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert field.editor.hasFocus()
    qtbot.waitUntil(lambda: not field.editor.visibleRegion().isEmpty())


def test_the_name_of_whoever_works_leads_to_the_others(qtbot, window):
    qtbot.mouseClick(window.desk.top_bar.user, Qt.MouseButton.LeftButton)
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    assert page.view == "pengguna"


def test_a_section_that_was_asked_for_has_the_focus(window):
    window.desk.top_bar.user.setFocus()
    window.desk.top_bar.user.click()
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    assert page.view == "pengguna"
    assert page.list.item("pengguna").hasFocus()


def test_no_other_page_comes_into_view_while_an_office_closes(window):
    window.desk.show_page("pengaturan")
    window.desk.show_page("beranda")
    told: list[int] = []
    window.desk.stack.currentChanged.connect(told.append)
    window.close()
    # None at all: one that came into view now would ask an office that is gone.
    assert told == [-1]
