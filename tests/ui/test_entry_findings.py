"""Findings chosen by level and kind, and the rows of the grid chosen by what they want."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.catatan import JenisCatatan
from app.domain.nilai import Keadaan
from app.store import sheets
from app.store.door import Kunci
from app.ui.pages.entry_filter import ALL
from tests.ui.isian import CTRL, HARUS, SHIFT, TERLAYANI, Isian, Key

if TYPE_CHECKING:
    from app.domain.aturan import Tingkat

BUTUH, SEDIA = "mutu.m01.dibutuhkan", "mutu.m01.tersedia"


@pytest.fixture
def isian(qtbot, session):
    """One finding of each level: 81 of 80 served, 25 of 20 there, more disabled than people."""
    opened = Isian(qtbot, session).open("KES-01", HARUS).enter("80").enter("81")
    return opened.at("penerima.terlayani.dis").enter("90").at(BUTUH).enter("0")


def rules(isian: Isian) -> list[str]:
    return [line.value for line in isian.page.findings.list.lines]


def kinds(isian: Isian) -> list[str]:
    listed = isian.page.findings.sift.kinds
    return [listed.itemText(place) for place in range(listed.count())]


def choose_kind(isian: Isian, name: str) -> None:
    listed = isian.page.findings.sift.kinds
    place = next(n for n in range(listed.count()) if listed.itemText(n).startswith(name))
    listed.setCurrentIndex(place)
    listed.activated.emit(place)


def press(isian: Isian, level: Tingkat) -> None:
    isian.page.findings.sift.buttons[level].click()


def test_what_stops_the_signature_comes_first_and_says_so(isian):
    lines = isian.page.findings.list.lines
    assert [line.value for line in lines] == ["SPM-04", "SPM-01", "SPM-46"]
    assert lines[0].spoken.startswith("Penghalang: Penyandang disabilitas (90) melebihi")
    assert [line.icon for line in lines] == ["stop", "alert", "alert"]
    button = isian.page.findings.sift.buttons["penghalang"]
    assert button.toolTip().startswith("Harus dibetulkan sebelum tanda tangan;")


def test_the_counts_choose_a_level_and_let_it_go_again(isian):
    assert isian.page.findings.counts == "1 penghalang · 2 peringatan"
    every = rules(isian)
    press(isian, "penghalang")
    assert rules(isian) == ["SPM-04"]
    press(isian, "peringatan")
    assert "SPM-04" not in rules(isian)
    press(isian, "peringatan")
    assert rules(isian) == every


def test_kinds_are_counted_among_the_level_that_is_chosen(isian):
    assert kinds(isian) == ["Semua jenis (3)", "Batas (2)", "Penjumlahan (1)"]
    press(isian, "peringatan")
    assert kinds(isian) == ["Semua jenis (2)", "Batas (2)"]
    choose_kind(isian, "Batas")
    press(isian, "peringatan")
    assert rules(isian) == ["SPM-01", "SPM-46"]


def test_the_next_finding_is_the_next_of_those_chosen(isian):
    choose_kind(isian, "Batas")
    isian.at("penerima.harus.p").press(Key.Key_F8)
    seen = [isian.here]
    for _ in range(2):
        isian.press(Key.Key_F8)
        seen.append(isian.here)
    assert seen == [TERLAYANI, BUTUH, TERLAYANI]
    isian.press(Key.Key_F8, SHIFT)
    assert isian.here == BUTUH


def test_a_choice_without_findings_left_is_dropped(isian):
    press(isian, "penghalang")
    isian.at("penerima.terlayani.dis").enter("7")
    assert rules(isian) == ["SPM-01", "SPM-46"]
    assert not isian.page.findings.sift.chosen


def test_another_service_begins_with_everything(isian):
    press(isian, "penghalang")
    isian.page.open_service("KES-02")
    assert not isian.page.findings.sift.chosen
    assert isian.page.findings.counts == "Tidak ada temuan pada isian ini."


# --- Rows


def rows_in_view(isian: Isian) -> list[str]:
    found = []
    for section in isian.page.grid.sections():
        view = section.view
        if not section.isHidden():
            shown = (row for row in range(view.rows) if not view.isRowHidden(row))
            found += [sel.baris.kode for row in shown if (sel := view.table.sel(row, 0))]
    return found


def test_only_rows_with_findings_are_shown_and_the_cursor_walks_over_them(isian):
    isian.page.rows.choose("salah")
    assert rows_in_view(isian) == ["terlayani", "m01"]
    assert isian.page.rows.text == "Hanya baris yang ada temuannya: 2 dari 57 baris."
    isian.at(TERLAYANI).press(Key.Key_Down)
    assert isian.here.startswith("mutu.m01.")
    isian.press(Key.Key_Up)
    assert isian.here.startswith("penerima.terlayani.")


def test_only_empty_rows_are_shown_and_an_answered_one_stays_until_chosen_anew(isian):
    isian.page.rows.choose("kosong")
    assert "terlayani" not in rows_in_view(isian)
    assert {"m01", "m02"} <= set(rows_in_view(isian))
    isian.at(SEDIA).enter("0").at("mutu.m02.dibutuhkan").enter("5").enter("4")
    assert "m01" in rows_in_view(isian)
    isian.page.rows.choose("kosong")
    assert "m01" not in rows_in_view(isian)


def test_nothing_is_changed_in_rows_that_are_left_out(isian):
    isian.page.rows.choose("salah")
    view = isian.page.grid.view
    isian.at("penerima.terlayani.jumlah")
    view.selectAll()
    isian.press(Key.Key_Delete)
    assert isian.sheet.nilai(TERLAYANI) is None
    assert isian.sheet.nilai(HARUS) == 80


def test_going_to_a_row_that_is_left_out_shows_all_rows(isian):
    isian.page.rows.choose("salah")
    isian.page.go_to(HARUS)
    assert isian.here == HARUS
    assert len(rows_in_view(isian)) == 57
    assert (isian.page.rows.mode, isian.page.rows.isVisible()) == (ALL, False)


def test_one_key_goes_through_empty_rows_rows_with_findings_and_all(isian):
    modes = []
    for _ in range(5):
        isian.press(Key.Key_L, CTRL | SHIFT)
        modes.append(isian.page.rows.mode)
    assert modes == ["kosong", "salah", "ditanya", "bercatatan", ALL]


def test_only_rows_asked_about_are_shown_until_they_are_answered(isian):
    def note(jenis, text):
        kunci = Kunci("KES-01", isian.sheet.wilayah, str(isian.sheet.periode))
        office = isian.session.office
        done = sheets.write_note(
            office, kunci, TERLAYANI, text, catatan=jenis, label="Catatan", pelaku="Maria"
        )
        isian.session.announce(done)

    isian.page.rows.choose("ditanya")
    assert isian.notice.startswith("Tidak ada pertanyaan yang belum dijawab pada layanan ini;")
    note(JenisCatatan.PERTANYAAN, "Mengapa belum ada?")
    isian.page.rows.choose("ditanya")
    assert rows_in_view(isian) == ["terlayani"]
    note(JenisCatatan.JAWABAN, "Menunggu laporan puskesmas.")
    isian.page.rows.choose("ditanya")
    assert len(rows_in_view(isian)) == 57


def test_the_choice_stays_for_the_next_service_and_says_when_it_finds_nothing(isian):
    isian.page.rows.choose("salah")
    isian.page.open_service("KES-02")
    assert isian.page.rows.mode == "salah"
    assert isian.notice == (
        "Tidak ada baris yang ada temuannya pada layanan ini; semua baris ditampilkan."
    )
    assert "harus" in rows_in_view(isian)
    isian.at(HARUS).page.grid.edits.declare(Keadaan.NIHIL)
    isian.page.rows.choose("kosong")
    assert isian.notice.startswith("Tidak ada baris yang masih kosong pada layanan ini;")


def test_the_button_in_the_head_offers_the_choices_with_their_counts(isian):
    menu = isian.page.rows.menu(isian.page)
    assert [one.text() for one in menu.actions()][::2] == [
        "Semua baris",
        "Hanya yang ada temuannya (3)",
        "Hanya yang bercatatan (0)",
    ]
    assert menu.actions()[3].text() == "Hanya yang ditanya dan belum dijawab (0)"
    assert menu.actions()[1].text().startswith("Hanya yang masih kosong (")
    menu.actions()[2].trigger()
    assert isian.page.rows.mode == "salah"
    menu.deleteLater()


def test_in_a_low_window_the_next_finding_is_told_until_the_cursor_moves_on(qtbot, session):
    low = Isian(qtbot, session, (811, 430)).open("KES-01", HARUS).enter("80").enter("81")
    listed = low.page.findings.list
    assert not listed.isVisible()
    low.press(Key.Key_F8)
    assert listed.isVisible()
    assert listed.currentIndex().row() == 0
    assert listed.lines[0].target == low.here == TERLAYANI
    qtbot.waitUntil(lambda: cursor_in_view(low))
    low.press(Key.Key_Up)
    assert not listed.isVisible()


def test_a_list_that_was_opened_by_hand_stays_open(qtbot, session):
    low = Isian(qtbot, session, (811, 430)).open("KES-01", HARUS).enter("80").enter("81")
    low.page.findings.toggle()
    low.press(Key.Key_F8).press(Key.Key_Up)
    assert low.page.findings.list.isVisible()


def cursor_in_view(isian: Isian) -> bool:
    view = isian.page.grid.view
    cell = view.visualRect(view.currentIndex())
    return bool(cell) and not view.viewport().visibleRegion().intersected(cell).isEmpty()
