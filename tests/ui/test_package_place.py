"""Paket, handing in: where the page stands when something is about to be signed."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

from tests.ui.contoh_dua import state


def test_what_is_signed_begins_in_view_wherever_the_page_was_scrolled_to(qtbot, meja):
    meja.window.resize(1366, 560)
    bar = next(
        area.verticalScrollBar()
        for area in meja.page.findChildren(QScrollArea)
        if area.isAncestorOf(meja.send.sign)
    )
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=5_000)
    bar.setValue(bar.maximum())
    state(qtbot, meja)
    headline = meja.send.summary.headline
    qtbot.waitUntil(lambda: headline.visibleRegion().boundingRect().height() == headline.height())
