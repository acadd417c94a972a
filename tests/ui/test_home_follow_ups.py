"""Beranda: follow-ups that were reported done wait for the office that decided them."""

from __future__ import annotations

import pytest

from app.domain.tindak_lanjut import KeadaanLanjut
from app.exchange import tindak_lanjut
from app.ui.pages.follow_ups import FollowUpsPage
from app.ui.pages.home import HomePage
from tests.ui.contoh_jendela import ENDE, NTT
from tests.ui.test_follow_ups import A_WHILE, decided, desk


@pytest.mark.parametrize("wilayah", [ENDE, NTT])
def test_what_was_reported_done_waits_to_be_closed_and_leads_there(qtbot, tmp_path, wilayah):
    window = desk(qtbot, tmp_path / "kantor", wilayah)
    home = window.desk.current_page
    assert isinstance(home, HomePage)
    qtbot.waitUntil(lambda: home.place is not None, timeout=A_WHILE)
    assert home.place is not None
    card, office = home.place.follow_ups, window.session.office
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
