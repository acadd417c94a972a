"""The columns of a quiet table: figures stand there whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.sizes import Step
from tests.ui.contoh_jendela import put_on_screen

Elide = Qt.TextElideMode
PAGU = "12.500.000.000"


def test_a_figure_is_never_cut_whatever_its_column_was_made_for(qtbot):
    table = Ledger("uji", [Head("Sel", "nama", grow=True), Head("Semula", "888", right=True)])
    table.resize(400, 200)
    put_on_screen(qtbot, table)
    narrow = table.columnWidth(1)
    table.show_rows([Row("a", [Cell("Pagu"), Cell(PAGU, strong=True)])])
    room = table.columnWidth(1) - 2 * sizes.S
    shown = QFontMetrics(sizes.font(Step.STRONG)).elidedText(PAGU, Elide.ElideRight, room)
    assert shown == PAGU
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    # A sentence among the figures is no reason to push everything else aside.
    table.show_rows([Row("a", [Cell("Pagu"), Cell("tidak ada lagi pada paket berikutnya")])])
    assert table.columnWidth(1) == narrow
