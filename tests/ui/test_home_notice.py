"""Beranda says in time that a certificate ends, and at once that it was revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.exchange import cabut, pencabutan, terbitan
from app.ui.pages.home import HomePage
from tests.exchange.contoh_pendirian import FRASA
from tests.ui.contoh_jendela import clock, put_on_screen
from tests.ui.contoh_otoritas import Kantor


def home_of(qtbot, kantor: Kantor) -> HomePage:
    page = HomePage(kantor.session)
    put_on_screen(qtbot, page)
    page.enter()
    qtbot.waitUntil(lambda: not page._later.isActive())
    return page


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, ""),
        (660, ""),
        (672, "Sertifikat Anda habis pada 04-10-2028. Mintalah perpanjangan sebelum hari itu."),
        (800, "Sertifikat Anda habis pada 04-10-2028; Anda belum dapat menandatangani paket."),
    ],
)
def test_the_end_of_a_certificate_is_announced_sixty_days_ahead(qtbot, ende, ntt, days, said):
    ende.enrolled_at(ntt)
    folder = ende.office.folder
    ende.session.close()
    later = Kantor(qtbot, folder, lambda: clock() + timedelta(days=days))
    page = home_of(qtbot, later)
    assert page.notice.isVisible() == bool(said)
    assert page.notice.text == said
    later.session.close()


def test_a_revoked_certificate_is_announced(qtbot, ende, ntt):
    ende.enrolled_at(ntt)
    seri = terbitan.issued(ntt.office)[-1].penanda.seri
    cabut.revoke(ntt.office, [seri], "kunci_hilang", FRASA)
    pencabutan.learn(ende.office, pencabutan.newest_pem(ntt.office))
    page = home_of(qtbot, ende)
    assert page.notice.text == (
        "Sertifikat Anda (berlaku sampai 04-10-2028) sudah dicabut provinsi; "
        "tanda tangan dengannya ditolak."
    )


def test_without_a_certificate_nothing_is_announced(qtbot, ende):
    assert not home_of(qtbot, ende).notice.isVisible()
