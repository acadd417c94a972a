"""The list of services: order, states, filter, and moving between services."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt

from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.store import pilihan_metode
from app.store.door import CellWrite
from app.teks import t
from tests.ui.contoh_jendela import ENDE
from tests.ui.isian import CTRL, HARUS, TERLAYANI, Isian, Key


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session)


def line(isian: Isian, kode: str):
    return next(one for one in isian.page.services.list.lines if one.target == kode)


def captions(isian: Isian) -> list[str]:
    return [one.head for one in isian.page.services.list.lines if one.caption]


def test_a_kabupaten_has_29_services_in_the_order_of_the_regulation(isian):
    *order, beside = isian.page.services.order
    assert len(order) == 29
    assert [order[0], order[3], order[-1]] == ["PDK-01", "KES-01", "SOS-05"]
    assert captions(isian)[:2] == ["Pendidikan", "Kesehatan"]
    # What is only compared with the index is no service and stands last.
    assert (beside, captions(isian)[-1]) == ("ESP-01", "Nilai e-SPM")


def test_a_province_has_its_own_14_services(qtbot, province):
    *order, beside = Isian(qtbot, province).page.services.order
    assert len(order) == 14
    assert all("-P" in kode for kode in order)
    assert beside == "ESP-P01"


def test_the_province_sees_the_services_of_the_region_it_looks_at(qtbot, province):
    isian = Isian(qtbot, province)
    province.set_wilayah(ENDE)
    assert len(isian.page.services.order) == 30


def test_each_state_has_its_glyph_and_its_words(isian):
    isian.open("KES-01").at(HARUS)
    assert (line(isian, "KES-01").icon, line(isian, "KES-01").sub) == (
        "circle",
        "KES-01 · belum diisi",
    )
    isian.enter("10")
    assert (line(isian, "KES-01").icon, line(isian, "KES-01").sub) == (
        "half",
        "KES-01 · 1 dari 40",
    )
    isian.enter("11")
    assert line(isian, "KES-01").icon == "alert"
    assert line(isian, "KES-01").spoken.endswith("2 dari 40 · 1 temuan")


def test_a_service_nobody_needs_is_complete_with_one_declaration(isian):
    isian.open("KES-01", HARUS).enter("nihil")
    assert line(isian, "KES-01").sub == "KES-01 · lengkap"
    assert isian.sheet.nilai(HARUS) is Keadaan.NIHIL
    assert "tidak ada kebutuhan" in isian.page.head.spoken


def test_findings_of_services_that_are_not_open_are_found_in_the_background(isian, qtbot):
    isian.open("PDK-01")
    cells = {HARUS: 10, TERLAYANI: 12}
    wishes = [
        CellWrite("KES-01", ENDE, "2026" if sel == HARUS else "2026-T3", sel, nilai)
        for sel, nilai in cells.items()
    ]
    isian.session.write(wishes, jenis="isi", label="isi")
    qtbot.waitUntil(lambda: line(isian, "KES-01").icon == "alert")


def test_the_summary_counts_complete_services(isian, qtbot):
    isian.open("KES-01", HARUS).enter("nihil")
    assert isian.page.services.summary == "1 dari 29 layanan lengkap"


@pytest.mark.parametrize(
    ("words", "found"),
    [("hamil", "KES-01"), ("TTD", "KES-01"), ("kes-04", "KES-04"), ("telantar anak", "SOS-02")],
)
def test_the_filter_finds_services_in_the_words_of_the_user(isian, words, found):
    isian.press(Key.Key_F, CTRL).type(words)
    assert found in isian.page.services.order
    assert len(isian.page.services.order) < 29
    isian.press(Key.Key_Escape)
    assert len(isian.page.services.order) == 30


def test_enter_in_the_filter_opens_the_first_service_and_goes_to_the_grid(isian):
    isian.press(Key.Key_F, CTRL).type("kes-04").press(Key.Key_Return)
    assert isian.sheet.form.kode == "KES-04"
    assert isian.focus is isian.page.grid.view


def test_a_filter_that_finds_nothing_is_no_reason_to_fall_over(isian):
    before = isian.sheet.form.kode
    isian.press(Key.Key_F, CTRL).type("xyz").press(Key.Key_Return).press(Key.Key_Down)
    assert isian.page.services.order == []
    assert isian.sheet.form.kode == before


def test_arrow_keys_in_the_list_show_services_and_enter_goes_to_the_grid(isian):
    isian.open("KES-01")
    isian.page.services.list.setFocus()
    isian.press(Key.Key_Down)
    assert isian.sheet.form.kode == "KES-02"
    isian.press(Key.Key_Up, times=2)
    assert isian.sheet.form.kode == "PDK-03"
    isian.press(Key.Key_Return)
    assert isian.focus is isian.page.grid.view


def test_a_click_on_a_service_opens_it(isian, qtbot):
    services = isian.page.services.list
    row = next(n for n, one in enumerate(services.lines) if one.target == "KES-02")
    services.scrollTo(services.model().index(row, 0))
    spot = services.visualRect(services.model().index(row, 0)).center()
    qtbot.mouseClick(services.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert isian.sheet.form.kode == "KES-02"


def test_text_that_cannot_be_read_holds_its_service(isian, qtbot):
    isian.open("KES-01", HARUS).enter("12 orang")
    isian.press(Key.Key_PageDown, CTRL)
    assert isian.sheet.form.kode == "KES-01"
    assert isian.editing
    assert isian.page.services.list.currentIndex().data() == line(isian, "KES-01").head


def test_the_screen_begins_where_something_is_missing(qtbot, session):
    cells = [CellWrite("PDK-01", ENDE, "2026", HARUS, Keadaan.NIHIL)]
    session.write(cells, jenis="isi", label="isi")
    isian = Isian(qtbot, session)
    assert isian.sheet.form.kode == "PDK-02"
    assert isian.here == HARUS


def test_another_quarter_shows_its_own_figures_and_the_annual_ones(isian):
    isian.open("KES-01", HARUS).enter("100").enter("60")
    isian.session.set_periode(Periode(2026, 2))
    assert isian.sheet.form.kode == "KES-01"
    assert (isian.shown(HARUS), isian.shown(TERLAYANI)) == ("100", "")
    isian.session.set_periode(Periode(2026, 3))
    assert isian.shown(TERLAYANI) == "60"


def test_a_number_being_typed_is_stored_in_the_quarter_it_was_typed_for(isian):
    isian.open("KES-01", TERLAYANI).type("60")
    isian.session.set_periode(Periode(2026, 2))
    assert isian.shown(TERLAYANI) == ""
    rows = isian.session.office.conn.execute("SELECT periode FROM lembar").fetchall()
    assert rows == [("2026-T3",)]


def test_undo_follows_the_change_into_another_service(isian):
    isian.open("KES-01", HARUS).enter("100").open("PDK-02", HARUS)
    isian.press(Key.Key_Z, CTRL)
    assert isian.sheet.form.kode == "KES-01"
    assert isian.here == HARUS
    assert isian.shown(HARUS) == ""


def test_undo_of_another_quarter_is_told(isian):
    isian.open("KES-01", TERLAYANI).enter("60")
    isian.session.set_periode(Periode(2026, 2))
    isian.press(Key.Key_Z, CTRL)
    assert "periode lain" in isian.notice


def test_undo_with_nothing_to_undo_is_told(isian):
    isian.press(Key.Key_Z, CTRL)
    assert isian.notice == t("jendela.tidak_ada_urungan")


def test_another_metode_changes_the_index_at_once(isian):
    isian.open("SOS-01", HARUS).enter("0").enter("0")
    assert "penuh" not in isian.page.head.spoken
    before = isian.page.head.spoken
    pilihan_metode.choose(isian.session.office, "penuh")
    isian.session.settings_changed.emit()
    assert isian.page.head.spoken != before


def test_a_period_before_the_forms_says_so_and_has_nothing_to_type_into(isian):
    isian.session.set_periode(Periode(2023, 4))
    assert isian.page.empty.isVisible()
    assert not isian.page.panes.isVisible()
    isian.page.enter()
    isian.page.leave()
    isian.session.set_periode(Periode(2026, 3))
    assert isian.page.panes.isVisible()


def test_a_screen_opened_before_the_forms_began_waits_for_another_period(qtbot, session):
    session.set_periode(Periode(2023, 4))
    isian = Isian(qtbot, session)
    for handler in isian.page.handlers().values():
        handler()
    assert isian.gestures() == []
    session.set_periode(Periode(2026, 3))
    assert isian.sheet.form.kode == "PDK-01"


def test_closing_the_office_stops_the_work_in_the_background(isian, qtbot):
    isian.session.write(
        [CellWrite("KES-01", ENDE, "2026-T3", TERLAYANI, 5)], jenis="isi", label="isi"
    )
    isian.session.set_periode(Periode(2026, 2))
    isian.session.set_periode(Periode(2026, 3))
    isian.session.close()
    qtbot.wait(1)
    assert line(isian, "KES-01").icon == "half"


def test_a_sheet_goes_with_its_page(isian, qtbot):
    """Left behind, it wrote the next office's figures into a table that was gone."""
    sheet = isian.sheet
    isian.page.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(isian.page))
    assert not shiboken6.isValid(sheet)


def test_keys_for_cells_do_nothing_while_the_list_has_the_focus(isian):
    isian.open("KES-01", HARUS)
    isian.page.services.list.setFocus()
    isian.paste("7")
    assert isian.gestures() == []
    assert isian.focus is isian.page.grid.view
