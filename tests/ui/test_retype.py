"""Typing a second time: the stored figure stays out of sight, and the person decides."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.store import retyped
from app.store.door import Kunci
from app.ui import field_help
from app.ui.grid.retype import Retype
from tests.ui.isian import ALT, CTRL, HARUS, NONE, SHIFT, TERLAYANI, Isian, Key

DIBUTUHKAN = "mutu.m01.dibutuhkan"


@pytest.fixture
def isian(qtbot, session):
    made = Isian(qtbot, session).open("KES-02")
    for sel, typed in ((HARUS, "12345"), (TERLAYANI, "9876"), (DIBUTUHKAN, "40")):
        made.at(sel).enter(typed)
    return made


def asked(isian) -> Retype:
    isian.press(Key.Key_E, CTRL | SHIFT)
    found: list[Retype] = isian.window.findChildren(Retype)
    isian.qtbot.waitUntil(found[-1].line.hasFocus)
    return found[-1]


def enter(isian, retype: Retype, words: str) -> None:
    isian.qtbot.keyClicks(retype.line, words)
    isian.qtbot.keyClick(retype.line, Key.Key_Return, NONE)


def held(isian) -> dict[str, int]:
    sheet, session = isian.page.sheet, isian.session
    place = Kunci(sheet.form.kode, sheet.wilayah, str(sheet.periode))
    return retyped.confirmed(session.office, place)


def test_figures_are_asked_for_without_what_is_stored_and_counted(isian):
    retype = asked(isian)
    assert retype.count.text() == "Angka 1 dari 3"
    assert "harus dilayani" in retype.line.accessibleDescription().casefold()
    assert retype.why.text().endswith("diminta karena: masuk indeks")
    seen = [one.text() for one in retype.findChildren(QLabel)]
    assert any("yang harus dilayani" in one.casefold() for one in seen), seen
    assert not any("12" in one for one in seen)
    enter(isian, retype, "12.345")
    assert retype.count.text() == "Angka 2 dari 3"
    assert retype.line.text() == ""
    enter(isian, retype, "9876")
    enter(isian, retype, "40")
    assert isian.notice == "Ketik ulang: 3 angka cocok, 0 diperbaiki."
    isian.qtbot.waitUntil(isian.page.grid.view.hasFocus)
    assert held(isian) == {HARUS: 12345, TERLAYANI: 9876, DIBUTUHKAN: 40}
    isian.press(Key.Key_E, CTRL | SHIFT)
    assert isian.notice == ("Semua angka yang menentukan di lembar ini sudah diketik ulang: 3.")


def test_a_difference_is_shown_and_what_was_typed_can_stand(isian):
    retype = asked(isian)
    enter(isian, retype, "12354")
    assert retype.said.text == (
        "Tersimpan 12.345, sekarang diketik 12.354. Lihat dokumennya, lalu pilih yang benar."
    )
    assert isian.page.sheet.nilai(HARUS) == 12345
    assert retype.old.hasFocus()
    assert not retype.check.isVisible()
    retype.new.click()
    assert isian.page.sheet.nilai(HARUS) == 12354
    assert held(isian) == {HARUS: 12354}
    isian.qtbot.keyClick(retype.line, Key.Key_Escape)
    assert isian.notice == "Ketik ulang: 0 angka cocok, 1 diperbaiki."
    isian.press(Key.Key_Z, CTRL)
    assert isian.page.sheet.nilai(HARUS) == 12345
    # The figure is another one again, so it is asked for again.
    again = asked(isian)
    assert again.count.text() == "Angka 1 dari 3"
    again.reject()


def test_what_is_stored_can_stand_and_a_slip_can_be_typed_over(isian):
    retype = asked(isian)
    enter(isian, retype, "1234")
    isian.qtbot.keyClick(retype.line, Key.Key_5)
    assert not retype.said.isVisible()
    isian.qtbot.keyClick(retype.line, Key.Key_Return)
    assert retype.count.text() == "Angka 2 dari 3"
    enter(isian, retype, "1")
    retype.old.click()
    assert retype.agreements == 2
    retype.reject()
    assert isian.page.sheet.nilai(TERLAYANI) == 9876


def test_what_is_no_figure_is_told_and_a_figure_can_be_left_out(isian):
    retype = asked(isian)
    enter(isian, retype, "")
    assert retype.field.error.startswith("Belum ada yang diketik.")
    enter(isian, retype, "dua")
    assert "dua" in retype.field.error
    retype.skip.click()
    retype.skip.click()
    retype.skip.click()
    assert not retype.isVisible()
    assert held(isian) == {}


def test_a_sheet_without_such_figures_says_so(qtbot, session):
    empty = Isian(qtbot, session).open("KES-03")
    empty.press(Key.Key_E, CTRL | SHIFT)
    assert empty.notice.startswith("Belum ada angka yang menentukan di lembar ini")


def test_letters_lead_to_the_buttons(isian):
    retype = asked(isian)
    isian.qtbot.keyClick(retype.line, Key.Key_L, ALT)
    isian.qtbot.waitUntil(lambda: retype.count.text() == "Angka 2 dari 3")
    retype.reject()


def test_the_help_key_tells_what_goes_into_the_line(isian):
    retype = asked(isian)
    assert field_help.about(retype.line) == "ketik_ulang.nilai"
    retype.reject()
