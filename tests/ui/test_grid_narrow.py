"""Names in a narrow window, as on a screen at 150 %: wrapped, never cut; words for signs."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from app.ui import sizes
from app.ui.grid import looks, measure
from app.ui.sizes import Step
from tests.ui.isian import Isian


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session, size=(911, 512), bagian="kemiskinan").open("F-K13")


def test_the_longest_word_of_a_unit_fits_beside_its_label(isian):
    rows = isian.page.grid.view.verticalHeader()
    small = QFontMetrics(sizes.font(Step.CAPTION))
    content = next(
        one for one in isian.page.grid.view.table.rows
        if not isinstance(one, str) and "perempuan" in one.satuan
    )  # fmt: skip
    label, unit = rows._split(content, rows.width())
    assert unit >= small.horizontalAdvance("perempuan")
    assert label > 0


def test_a_unit_is_as_high_as_it_is_drawn(qtbot, session):
    view: Any = Isian(qtbot, session, bagian="kemiskinan").open("F-K02").page.grid.view
    rows, small = view.verticalHeader(), QFontMetrics(sizes.font(Step.CAPTION))
    wrap = int(Qt.TextFlag.TextWordWrap)
    units = [(n, one) for n, one in enumerate(view.table.rows) if not isinstance(one, str)]
    assert any("/" in one.satuan for _, one in units)
    for row, one in units:
        _, width = rows._split(one, rows.width())
        drawn = small.boundingRect(QRect(0, 0, width, 999), wrap, one.satuan).height()
        assert drawn <= view.rowHeight(row), one.satuan


def test_a_long_caption_of_rows_has_the_height_it_needs(isian):
    view = isian.page.grid.view
    strong = QFontMetrics(sizes.font(Step.STRONG))
    captions = [n for n, one in enumerate(view.table.rows) if isinstance(one, str)]
    assert captions
    for row in captions:
        room = view.verticalHeader().width() - measure.PAD
        needed = measure.text_height(strong, view.table.rows[row], room)
        assert view.rowHeight(row) >= needed


def test_directions_are_words_on_the_screen_and_have_no_unit(isian):
    sheet = isian.page.sheet
    assert sheet.look("evaluasi.s1_01.arah").text == "turun"
    assert sheet.look("evaluasi.s1_03.arah").text == "naik"
    assert looks.spoken(sheet, "evaluasi.s1_01.arah") == "Total Fertility Rate (TFR), Arah, turun"


def test_a_window_that_grows_shows_the_cell_under_the_cursor_and_tells_about_it(isian, qtbot):
    page = isian.page
    assert page.grid.current.kode == "evaluasi.s1_01.realisasi"
    isian.window.resize(1366, 768)
    qtbot.waitUntil(lambda: "Total Fertility Rate" in page.inspector.cell.words, timeout=5_000)
    view = page.grid.view
    box = view.visualRect(view.currentIndex())
    assert 0 <= box.left() < box.right() <= view.viewport().width()
