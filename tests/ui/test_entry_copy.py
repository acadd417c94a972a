"""Last year's annual figures are shown first, then copied in one step; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain import register
from app.store.door import CellWrite
from tests.ui.isian import CTRL, HARUS, SHIFT, Isian, Key

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

ROW = "0198a000000070008000000000000001"
LAST_YEAR: dict[str, Nilai] = {
    HARUS: 900,
    "penerima.harus.p": 880,
    "mutu.m01.dibutuhkan": 40,
    f"rencana.{ROW}.sub_kegiatan": "Kelas ibu hamil",
    f"rencana.{ROW}.pagu": 5_000_000,
    f"rencana.{ROW}.perubahan": 6_000_000,
    "anggaran.pagu.pad": 7,
}


@pytest.fixture
def isian(qtbot, session):
    year = str(session.periode.tahun - 1)
    cells = [CellWrite("KES-02", session.wilayah, year, sel, v) for sel, v in LAST_YEAR.items()]
    session.write(cells, jenis="isi", label="tahun lalu")
    return Isian(qtbot, session).open("KES-02")


def ask(isian):
    isian.press(Key.Key_T, CTRL | SHIFT)
    return isian.page.copies


def shown(panel):
    return {row.code: [cell.text for cell in row.cells[1:]] for row in panel.table.model().rows}


def test_what_would_be_copied_is_shown_before_anything_is(isian):
    isian.at(HARUS).enter("950")
    panel = ask(isian)
    assert panel.isVisible()
    assert shown(panel)[HARUS] == ["900", "950", "berbeda"]
    assert shown(panel)["mutu.m01.dibutuhkan"] == ["40", "(kosong)", "diisi"]
    assert shown(panel)[f"rencana.{ROW}.pagu"][0] == "5.000.000"
    assert f"rencana.{ROW}.perubahan" not in shown(panel)
    assert "anggaran.pagu.pad" not in shown(panel)
    assert isian.page.sheet.nilai("mutu.m01.dibutuhkan") is None


def test_empty_cells_are_filled_in_one_step_and_others_stay(isian):
    isian.at(HARUS).enter("950")
    ask(isian).fill.click()
    assert isian.page.sheet.nilai(HARUS) == 950
    assert isian.page.sheet.nilai("penerima.harus.p") == 880
    sheet = isian.page.sheet
    assert register.rows_of(sheet.form.tables["rencana"], sheet.values) == [ROW]
    assert "4 sel disalin" in isian.notice
    isian.press(Key.Key_Z, CTRL)
    assert isian.page.sheet.nilai("penerima.harus.p") is None
    assert isian.page.sheet.nilai(f"rencana.{ROW}.pagu") is None
    assert isian.page.sheet.nilai(HARUS) == 950


def test_other_values_are_replaced_only_by_the_button_that_says_so(isian):
    isian.at(HARUS).enter("950")
    panel = ask(isian)
    assert panel.replace.text() == "Isi dan ganti juga 1 yang berbeda"
    panel.replace.click()
    assert isian.page.sheet.nilai(HARUS) == 900


def test_escape_copies_nothing_and_gives_the_keys_back(isian):
    panel = ask(isian)
    isian.press(Key.Key_Escape)
    assert not panel.isVisible()
    assert isian.page.sheet.nilai(HARUS) is None
    isian.at(HARUS).enter("12")
    assert isian.page.sheet.nilai(HARUS) == 12


def test_nothing_to_copy_is_said(isian):
    ask(isian).fill.click()
    ask(isian)
    assert "sudah sama" in isian.notice
    isian.open("KES-03")
    ask(isian)
    assert "Tidak ada isian tahun 2025" in isian.notice
