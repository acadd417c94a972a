"""A key opens beside the window: it answers meanwhile, nothing is done twice or after all."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from app.exchange import bungkus_kunci, otoritas
from app.store import revocations
from app.ui.pages.settings_authority import AuthoritySection
from tests.exchange.contoh_pendirian import FRASA
from tests.ui.contoh_otoritas import goes, panel_of, worked

if TYPE_CHECKING:
    import pytest

    from tests.ui.contoh_otoritas import Kantor

SALAH = "bukan frasa yang benar"


class Held:
    """The slow part of a passphrase, held up until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.times, self._real = threading.Event(), 0, bungkus_kunci.derive
        monkeypatch.setattr(bungkus_kunci, "derive", self._derive)

    def _derive(self, *told: Any) -> bytes:
        self.times += 1
        assert threading.current_thread() is not threading.main_thread()
        assert self.go.wait(10)
        return self._real(*told)


def about_to_revoke(ntt: Kantor, frasa: str) -> tuple[AuthoritySection, Any]:
    """The panel that revokes a certificate by its number, filled in."""
    section = ntt.shows(AuthoritySection)
    section.lists.lines["cabut_lain"].click()
    panel = panel_of(section)
    panel.line.setText("7" + "a5:" * 19)
    panel.secret.line.setText(frasa)
    return section, panel


def test_the_window_answers_while_a_key_opens_and_nothing_is_done_twice(qtbot, ntt, monkeypatch):
    held = Held(monkeypatch)
    section, panel = about_to_revoke(ntt, FRASA)
    panel.go.setFocus()
    for _ in range(2):
        panel.go.click()
        qtbot.keyClick(panel, Qt.Key.Key_Return)
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.messages.text == "Kunci sedang dibuka. Tunggu sebentar."
    # Nor does a key pressed too often do something elsewhere.
    assert panel.line.hasFocus()
    held.go.set()
    worked(qtbot)
    assert section.messages.text.startswith("Daftar pencabutan nomor 1 terbit")
    assert (held.times, revocations.highest_number(ntt.office, authority_of(ntt))) == (1, 1)


def test_a_wrong_passphrase_gives_the_buttons_and_the_focus_back(qtbot, ntt):
    section, panel = about_to_revoke(ntt, SALAH)
    panel.go.setFocus()
    goes(qtbot, section)
    assert "Frasa sandi" in panel.messages.text
    assert panel.go.isEnabled()
    assert panel.go.hasFocus()


def test_whoever_goes_elsewhere_while_a_key_opens_has_done_nothing(qtbot, ntt, monkeypatch):
    held = Held(monkeypatch)
    section, panel = about_to_revoke(ntt, FRASA)
    panel.go.click()
    section.enter()
    held.go.set()
    worked(qtbot)
    assert section.panel is None
    assert revocations.highest_number(ntt.office, authority_of(ntt)) == 0


def authority_of(ntt: Kantor) -> str:
    return otoritas.authority(ntt.office).sidik
