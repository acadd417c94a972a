"""Paket: nobody here may sign a letter, and the way out is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.store import dispatch
from app.store.office import Office
from app.ui.pages.package import PackagePage
from tests.ui.contoh_daerah import arrived, desk
from tests.ui.contoh_dua import state
from tests.ui.contoh_jendela import ENDE, NTT, clock, new_office

LEFT = Qt.MouseButton.LeftButton


def test_without_a_pimpinan_nothing_can_be_withdrawn_and_the_way_out_is_shown(qtbot, tmp_path):
    folder = new_office(tmp_path / "ende", ENDE)
    sent = dispatch.Paket(
        arah="keluar", putusan=dispatch.MENUNGGU, nama_berkas="SPM.xlsx", paket_id="ab" * 32,
        wilayah=ENDE, periode="2026-T3", revisi=1,
    )  # fmt: skip
    with Office.open(folder, clock) as office:
        dispatch.record_package(office, sent, b"")
    window = desk(qtbot, folder, "paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    qtbot.waitUntil(lambda: len(page.book.table.ledger.rows) == 1)
    qtbot.mouseClick(page.book.actions_.withdraw, LEFT)
    form = page.book.form
    assert form.messages.text == (
        "Surat ini ditandatangani pimpinan, dan di laptop ini belum ada pimpinan dengan sertifikat "
        "yang berlaku. Buka Pengaturan, Sertifikat, untuk meminta atau memasang sertifikat "
        "pimpinan."
    )
    assert not form.make.isEnabled()


def test_a_province_without_a_certificate_is_told_how_to_get_one(qtbot, tmp_path):
    folder = new_office(tmp_path / "ntt", NTT)
    window = desk(qtbot, folder, "paket")
    arrived(window.session, ENDE)
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    page.book.refresh()
    qtbot.mouseClick(page.book.actions_.receipt, LEFT)
    assert page.book.form.messages.text == (
        "Belum ada petugas dengan sertifikat yang berlaku di laptop ini, sehingga tanda terima "
        "belum dapat ditandatangani. Buka Pengaturan, Sertifikat, untuk membuat kunci dan memasang "
        "sertifikatnya."
    )
    assert not page.book.form.make.isEnabled()


def test_while_the_passphrase_is_typed_the_maker_gets_ready_and_goes_when_it_is_left(qtbot, meja):
    state(qtbot, meja)
    card = meja.send.sign
    qtbot.keyClicks(card.sign_form.passphrase, "k")
    assert card._maker is not None
    child = card._maker._child
    assert child is not None
    qtbot.keyClicks(card.sign_form.passphrase, "uda")
    assert card._maker._child is child
    meja.window.desk.show_page("beranda")
    qtbot.waitUntil(lambda: not child.alive)
    assert card._maker._child is None
