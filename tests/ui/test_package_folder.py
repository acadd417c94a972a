"""Enter in the field that says where a file goes does what it does in the passphrase above it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt

from app.exchange.demo_kantor import FRASA_SANDI
from app.store import settings
from app.ui.pages import package_known
from app.ui.pages.package_sign import SignCard
from tests import contoh_demo
from tests.contoh_demo import LENGKAP
from tests.ui.test_package_page import at_the_desk

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
A_WHILE = 60_000


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


def test_enter_in_the_folder_signs_a_receipt(qtbot, demo, tmp_path):
    office = contoh_demo.copy_of(demo / "provinsi", tmp_path / "provinsi")
    _window, page = at_the_desk(qtbot, office)
    form = page.book.form
    qtbot.mouseClick(page.book.actions_.receipt, LEFT)
    form.folder.setText(str(tmp_path))
    qtbot.keyClick(form.folder, Key.Key_Return)
    assert form.complaint == "Ketik frasa sandi Anda untuk menandatangani."
    assert form.passphrase.hasFocus()
    qtbot.keyClicks(form.passphrase, FRASA_SANDI)
    form.folder.setFocus()
    with qtbot.waitSignal(form.made, timeout=A_WHILE):
        qtbot.keyClick(form.folder, Key.Key_Return)
    assert len(list(tmp_path.glob("tanda-terima_*.txt"))) == 1


def test_enter_in_the_folder_of_a_package_signs_it(qtbot, demo, tmp_path, monkeypatch):
    signed: list[SignCard] = []

    def sign(card: SignCard) -> None:
        signed.append(card)

    monkeypatch.setattr(SignCard, "sign", sign)
    office = contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kantor")
    _window, page = at_the_desk(qtbot, office)
    assert page.send is not None
    page.send.sign.sign_form.folder.returnPressed.emit()
    assert signed == [page.send.sign]


def test_the_documents_are_proposed_only_where_they_are(qtbot, demo, tmp_path, monkeypatch):
    office = contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kantor")
    window, _page = at_the_desk(qtbot, office)
    documents = tmp_path / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(documents))
    settings.set_setting(window.session.office, "paket.folder", "")
    assert package_known.target_folder(window.session) == Path.home()
    documents.mkdir()
    assert package_known.target_folder(window.session) == documents
