"""Kotak masuk: what the province sends beside packages is one press away from being installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.exchange import cabut, pencabutan, pendaftaran, sertifikat
from app.ui.pages.package import PackagePage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_panel import StagedSection
from tests.exchange.contoh_pendirian import FRASA
from tests.journeys.test_papan_ketik import shared_letters
from tests.ui.contoh_daerah import desk
from tests.ui.test_package_page import judged

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.main_window import MainWindow
    from tests.ui.contoh_otoritas import Kantor

LIST, CERTIFICATE, REQUEST = "daftar", "sertifikat", "permintaan"


@pytest.fixture
def sent(ende: Kantor, ntt: Kantor, tmp_path: Path) -> dict[str, Path]:
    """A request of Ende, the certificate that answers it, and the list of what was revoked."""
    asked = pendaftaran.request(ende.office, ende.user, FRASA)
    data = pendaftaran.issue(ntt.office, sertifikat.read_request(asked), FRASA)
    cabut.revoke(ntt.office, [9], "salah_terbit", FRASA)
    files = {LIST: pencabutan.newest_pem(ntt.office), CERTIFICATE: data, REQUEST: asked}
    for name, told in files.items():
        (tmp_path / f"{name}.txt").write_bytes(told)
    return {name: tmp_path / f"{name}.txt" for name in files}


def looks_at(qtbot, kantor: Kantor, file: Path) -> tuple[MainWindow, PackagePage]:
    """The window of an office with a file on its table."""
    folder = kantor.office.folder
    kantor.session.close()
    window = desk(qtbot, folder, "paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    page.show_view("periksa")
    judged(qtbot, page.inbox, [file], 1)
    return window, page


def goes(qtbot, window: MainWindow, page: PackagePage) -> StagedSection:
    """The section that the button leads to, pressed on the keyboard."""
    page.inbox.verdict.install.setFocus()
    qtbot.keyClick(page.inbox.verdict.install, Qt.Key.Key_Space)
    settings = window.desk.current_page
    assert isinstance(settings, SettingsPage)
    section = settings.sections[settings.view]
    assert isinstance(section, StagedSection)
    return section


@pytest.mark.parametrize("whose", ["ende", "ntt"])
def test_a_revocation_list_is_installed_from_the_message(qtbot, ende, ntt, sent, whose):
    # Only who has a certificate of this authority believes its lists.
    ende.enrolled_at(ntt)
    window, page = looks_at(qtbot, {"ende": ende, "ntt": ntt}[whose], sent[LIST])
    assert page.inbox.verdict.install.isVisible()
    assert not shared_letters(window)
    assert page.inbox.verdict.install.text() == "Pasang daf&tar"
    section = goes(qtbot, window, page)
    assert section.key == {"ende": "sertifikat", "ntt": "otoritas"}[whose]
    assert section.messages.isVisible()
    assert "pencabutan" in section.messages.text
    assert [one.seri for one in pencabutan.revoked(window.session.office).values()] == [9]


def test_a_certificate_opens_where_it_is_installed(qtbot, ende, sent):
    window, page = looks_at(qtbot, ende, sent[CERTIFICATE])
    assert page.inbox.verdict.install.text() == "Pasang ser&tifikat"
    section = goes(qtbot, window, page)
    assert section.key == "sertifikat"
    assert section.panel is not None


def test_a_request_is_opened_at_the_province_and_only_there(qtbot, ende, ntt, sent):
    _window, page = looks_at(qtbot, ende, sent[REQUEST])
    assert page.inbox.verdict.install.isHidden()
    window, page = looks_at(qtbot, ntt, sent[REQUEST])
    assert page.inbox.verdict.install.text() == "Buka permin&taan"
    section = goes(qtbot, window, page)
    assert section.key == "otoritas"
    assert section.panel is not None


def test_no_other_file_offers_it(qtbot, ende, tmp_path):
    file = tmp_path / "lain.txt"
    file.write_text("bukan paket")
    assert looks_at(qtbot, ende, file)[1].inbox.verdict.install.isHidden()
