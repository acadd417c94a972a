"""Everything a person can act on has a name for those who listen instead of look."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QWidget,
)

from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.settings import SettingsPage
from app.ui.pages.start import StartPage
from app.ui.pages.wizard import Wizard
from app.ui.session import Session
from tests.ui.contoh_jendela import ENDE, NTT, clock, new_office, put_on_screen
from tests.ui.isian import Isian, Key

INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)


def nameless(widget: QWidget) -> list[str]:
    """The class and object names of what cannot be told apart by ear."""
    return [
        f"{type(one).__name__} in {type(one.parent()).__name__}"
        for one in widget.findChildren(QWidget)
        if isinstance(one, INTERACTIVE)
        and one.isVisible()
        and not _part_of_another(one)
        and not _name(one)
    ]


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _part_of_another(widget: QWidget) -> bool:
    # What Qt itself puts inside its own widgets is named by the whole.
    whole = (QAbstractSpinBox, QComboBox, QAbstractItemView, QLineEdit)
    above, found = widget.parentWidget(), isinstance(widget, QHeaderView)
    while above is not None and not found:
        found = isinstance(above, whole) or type(above).__name__ == "QComboBoxPrivateContainer"
        above = above.parentWidget()
    return found


@pytest.mark.parametrize("wilayah", [ENDE, NTT])
def test_on_every_page_of_the_desk(qtbot, tmp_path, wilayah):
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    window.open_office(new_office(tmp_path / "kantor", wilayah))
    assert not nameless(window.desk.rail) + nameless(window.desk.top_bar)
    for key in window.desk.rail.keys():  # noqa: SIM118 - a method of the rail
        window.desk.show_page(key)
        assert not nameless(window.desk.current_page), key


@pytest.mark.parametrize("jenis", ["province", "session"])
def test_in_every_section_of_the_settings(qtbot, request, jenis):
    page = SettingsPage(request.getfixturevalue(jenis))
    put_on_screen(qtbot, page)
    for section in page.kinds:
        page.list.choose(section.key)
        assert not nameless(page), section.key


def test_in_the_wizard_and_on_the_start_page(qtbot, tmp_path):
    for place in (
        Wizard(Session(clock, Memory())),
        StartPage(Memory(offices={str(tmp_path): "Kantor"})),
    ):
        put_on_screen(qtbot, place)
        assert not nameless(place)


def test_in_the_preview_of_a_paste(qtbot, session):
    isian = Isian(qtbot, session).open("KES-02").at("mutu.m01.dibutuhkan")
    isian.paste("-\t1\n\t2")
    assert isian.preview is not None
    assert not nameless(isian.preview)
    isian.press(Key.Key_Escape)
