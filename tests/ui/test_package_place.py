"""Paket, handing in: where the page stands and where the package goes before anybody chose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QScrollArea

from app.ui.pages import package_known
from tests.ui.contoh_dua import state


def test_who_has_no_folder_for_documents_is_offered_one_that_exists(meja, monkeypatch, tmp_path):
    class Nowhere:
        StandardLocation = QStandardPaths.StandardLocation

        @staticmethod
        def writableLocation(_place: object) -> str:
            return str(tmp_path / "Documents")

    monkeypatch.setattr(package_known, "QStandardPaths", Nowhere)
    assert package_known.target_folder(meja.window.session) == Path.home()
    (tmp_path / "Documents").mkdir()
    assert package_known.target_folder(meja.window.session) == tmp_path / "Documents"


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
