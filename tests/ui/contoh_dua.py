"""An office where two people have their keys and certificates, and what they do in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.exchange import brankas, pendaftaran, sertifikat
from app.store import people
from app.store.office import Office
from app.ui.pages.package import PackagePage
from tests.exchange.contoh_pendirian import FRASA, light_seals
from tests.exchange.contoh_sertifikat import PIMPINAN, authority, namesake, officer, pimpinan
from tests.ui.contoh_daerah import desk, enter, fill
from tests.ui.contoh_jendela import ENDE, clock, new_office

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.store.people import Pengguna
    from app.ui.main_window import MainWindow
    from app.ui.pages.package import SendView
    from tests.exchange.contoh_sertifikat import Pihak

FRASA_PIMPINAN = "gunung tinggi dekat pantai selatan"
WARNED = ("KES-02", "mutu.m01.tersedia")
PERINGATAN = "Yang tersedia (140) melebihi yang dibutuhkan (100)."
A_WHILE = 60_000


class Meja(NamedTuple):
    """A window at the page Paket."""

    window: MainWindow
    page: PackagePage

    @property
    def send(self) -> SendView:
        assert self.page.send is not None
        return self.page.send


def entrust(office: Office, user: Pengguna, pihak: Pihak, frasa: str) -> None:
    """Give somebody a key that lies sealed in the office, and the certificate for it."""
    ca = authority().certificate
    brankas.keep_authority(office, sertifikat.check_ca(ca, office.now()))
    pendaftaran.keep_key(office, user, pihak.key, frasa)
    penanda = sertifikat.identify(pihak.certificate, [ca])
    brankas.use_certificate(office, user, brankas.keep(office, pihak.certificate, penanda))


def two_hands(folder: Path, wilayah: str = ENDE, *, same_name: bool = False) -> Path:
    """An office with an operator and a pimpinan who are ready; nothing has been typed."""
    new_office(folder, wilayah)
    with pytest.MonkeyPatch.context() as patch, Office.open(folder, clock) as office:
        light_seals(patch)
        first = people.users(office)[0]
        entrust(office, first, officer(wilayah), FRASA)
        name = first.nama if same_name else PIMPINAN
        second = people.add_user(office, nama=name, peran="pimpinan", jabatan="Kepala Bagian")
        pihak = namesake(wilayah) if same_name else pimpinan(wilayah)
        entrust(office, second, pihak, FRASA_PIMPINAN)
    return folder


def at_the_desk(qtbot: QtBot, folder: Path, *, filled: bool = True) -> Meja:
    """The page Paket over an office; a filled one has every cell, and nothing in the way."""
    window = desk(qtbot, folder, "beranda")
    if filled:
        fill(window.session, window.session.wilayah, 60)
        # Ninety tablets for each of a hundred mothers: the one rule that 100 of each would break.
        enter(window.session, "KES-01", mutu__m02__dibutuhkan=9_000)
    window.desk.show_page("paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    meja = Meja(window, page)
    qtbot.waitUntil(lambda: not meja.send.sign.steps.told[0].endswith(": "))
    return meja


def warn(meja: Meja, *services: str) -> None:
    """Figures that are odd but may be right: more of something there than is needed."""
    for kode in services:
        enter(meja.window.session, kode, mutu__m01__tersedia=140)


def typed(qtbot: QtBot, text: str, end: Qt.Key | None = None) -> None:
    """Keys as they come from a keyboard, wherever the focus is."""
    for letter in text:
        here = QApplication.focusWidget()
        assert here is not None
        qtbot.keyClicks(here, letter)
    if end is not None:
        here = QApplication.focusWidget()
        assert here is not None
        qtbot.keyClick(here, end)


def state(qtbot: QtBot, meja: Meja) -> None:
    """The operator states the figures complete with the keyboard."""
    sign = meja.send.sign
    qtbot.waitUntil(sign.state_form.button.isEnabled)
    sign.state_form.passphrase.setFocus()
    with qtbot.waitSignal(sign.turned, timeout=A_WHILE):
        typed(qtbot, FRASA, Qt.Key.Key_Return)
    qtbot.waitUntil(sign.sign_form.isVisible)


def sign(qtbot: QtBot, meja: Meja, folder: Path) -> None:
    """The pimpinan signs at the same desk, with the keyboard."""
    card = meja.send.sign
    folder.mkdir(exist_ok=True)
    card.sign_form.folder.setText(str(folder))
    card.sign_form.passphrase.setFocus()
    with qtbot.waitSignal(card.sent, timeout=A_WHILE):
        typed(qtbot, FRASA_PIMPINAN, Qt.Key.Key_Return)


def focus_in(widget: QWidget) -> bool:
    """Whether what is typed goes to this part."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
