"""The card of Beranda about follow-ups: what is late or due, and what waits to be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.tindak_lanjut import KeadaanLanjut
from app.exchange import tindak_lanjut
from app.ui.pages.follow_ups import FollowUpsPage
from app.ui.pages.home import HomePage
from tests.ui.contoh_jendela import ENDE, NTT
from tests.ui.test_follow_ups import A_WHILE, decided, desk

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.pages.home_follow_ups import FollowUpsCard


def card_on_beranda(qtbot, window: MainWindow) -> FollowUpsCard:
    """The card of a window that has just been opened, once it is there."""
    home = window.desk.current_page
    assert isinstance(home, HomePage)
    qtbot.waitUntil(lambda: home.place is not None, timeout=A_WHILE)
    assert home.place is not None
    return home.place.follow_ups


@pytest.mark.parametrize("wilayah", [ENDE, NTT])
def test_beranda_counts_what_is_late_and_due_and_leads_there(qtbot, tmp_path, wilayah):
    window = desk(qtbot, tmp_path / "kantor", wilayah)
    card = card_on_beranda(qtbot, window)
    card.refresh()
    assert not card.isVisible()
    decided(window, "Lama", days=-3)
    decided(window, "Segera")
    decided(window, "Nanti", days=40)
    card.refresh()
    assert [line.text() for line in card.lines] == [
        "Lama", "Segera", "1 terlambat, 1 jatuh tempo minggu ini",
    ]  # fmt: skip
    card.lines[-1].click()
    assert isinstance(window.desk.current_page, FollowUpsPage)


@pytest.mark.parametrize("wilayah", [ENDE, NTT])
def test_what_was_reported_done_waits_to_be_closed_and_leads_there(qtbot, tmp_path, wilayah):
    window = desk(qtbot, tmp_path / "kantor", wilayah)
    card, office = card_on_beranda(qtbot, window), window.session.office
    one = decided(window, "Data ulang", days=50)
    card.refresh()
    assert not card.isVisible()
    told = tindak_lanjut.report(office, one, KeadaanLanjut.SELESAI, "Rampung.", pelaku="Maria")
    card.refresh()
    assert [line.text() for line in card.lines] == ["1 dilaporkan selesai, menunggu ditutup"]
    card.lines[0].click()
    assert isinstance(window.desk.current_page, FollowUpsPage)
    tindak_lanjut.close(office, told, "Sudah diperiksa.", pelaku="Maria")
    card.refresh()
    assert not card.lines
