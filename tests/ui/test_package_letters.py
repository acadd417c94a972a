"""Paket: receipts and withdrawals written, dropped, pasted and installed through real widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLabel

from app.exchange import kotak_surat
from app.exchange.demo_kantor import FRASA_SANDI
from app.store import dispatch, holds, letters, questions
from app.store.office import Office
from tests import contoh_demo
from tests.contoh_demo import BELUM_LENGKAP, LENGKAP, PERIODE
from tests.ui.contoh_jendela import clock
from tests.ui.test_package_page import at_the_desk, judged, late_package, verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.main_window import MainWindow
    from app.ui.pages.package import PackagePage
    from app.ui.pages.package_book import Book

Key, LEFT, CTRL = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
A_WHILE = 60_000


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


@pytest.fixture
def provinsi(qtbot, demo, tmp_path) -> tuple[MainWindow, PackagePage]:
    return at_the_desk(qtbot, contoh_demo.copy_of(demo / "provinsi", tmp_path / "provinsi"))


@pytest.fixture
def kabupaten(qtbot, demo, tmp_path) -> tuple[MainWindow, PackagePage]:
    office = contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kantor")
    return at_the_desk(qtbot, office)


def states(book: Book) -> list[tuple[str, str]]:
    return [(row.cells[5].text, row.cells[6].text) for row in book.table.ledger.rows]


def sign(qtbot, book: Book, folder: Path, *, alasan: str = "") -> None:
    """Answer the form the way a person does, with the keyboard."""
    form = book.form
    form.folder.setText(str(folder))
    if alasan:
        qtbot.keyClicks(form.reason, alasan)
        qtbot.keyClick(form.reason, Key.Key_Return)
        assert form.passphrase.hasFocus()
    qtbot.keyClicks(form.passphrase, FRASA_SANDI)
    with qtbot.waitSignal(form.made, timeout=A_WHILE):
        qtbot.keyClick(form.passphrase, Key.Key_Return)


def receipt_text(
    qtbot, demo: Path, folder: Path, wilayah: str = LENGKAP, office: Path | None = None
) -> str:
    """The receipt the province writes, as it goes through a chat."""
    own = office or contoh_demo.copy_of(demo / "provinsi", folder / "p")
    _window, page = at_the_desk(qtbot, own)
    page.book.make_receipts()
    sign(qtbot, page.book, folder)
    letter = next(folder.glob(f"tanda-terima_{wilayah.replace('.', '')}_*.txt"))
    _window.close()
    return f"[05/10 09.31] Biro: {letter.read_text(encoding='utf-8')}\nTerima kasih"


# --- At the province ---------------------------------------------------------------------------


def test_receipts_for_all_are_signed_with_one_passphrase(qtbot, provinsi, tmp_path):
    window, page = provinsi
    book = page.book
    assert states(book) == [("Sah, utuh", "Belum ada")] * 2
    assert "Tanda terimanya belum dibuat." in book.detail.text()
    assert book.actions_.receipts.text() == "Buat semua (2)…"
    qtbot.mouseClick(book.actions_.receipts, LEFT)
    assert book.form.passphrase.hasFocus()
    sign(qtbot, book, tmp_path)
    assert len(list(tmp_path.glob("tanda-terima_*.txt"))) == 2
    assert states(book) == [("Sah, utuh", "Tanda terima")] * 2
    rows = book.made.table.ledger.rows
    assert all(len(row.cells[2].text.split(" · ")) == 6 for row in rows)
    qtbot.keyClick(book.made.table, Key.Key_Return)
    assert QGuiApplication.clipboard().text().startswith("TANDA TERIMA PAKET LONTAR")
    assert "sudah disalin" in book.made.copied.text()
    qtbot.mouseClick(book.made.done, LEFT)
    assert book.table.isVisible()
    assert not book.actions_.receipts.isVisible()
    assert not book.actions_.receipt.isVisible()
    assert "Tanda terima dibuat" in book.detail.text()
    assert len(letters.letters(window.session.office, arah="keluar")) == 2


def test_a_receipt_for_one_package(qtbot, provinsi, tmp_path):
    _window, page = provinsi
    book = page.book
    qtbot.mouseClick(book.actions_.receipt, LEFT)
    assert "untuk 1 paket" in book.form._headline.text()
    sign(qtbot, book, tmp_path)
    qtbot.mouseClick(book.made.done, LEFT)
    assert sorted(words for _, words in states(book)) == ["Belum ada", "Tanda terima"]


def test_a_receipt_is_made_again_for_a_reason(qtbot, provinsi, tmp_path):
    window, page = provinsi
    book, office = page.book, window.session.office
    assert not book.actions_.again.isVisible()
    book.make_receipts()
    sign(qtbot, book, tmp_path)
    qtbot.mouseClick(book.made.done, LEFT)
    assert book.actions_.again.isVisible()
    paket = book.current.paket
    holds.hold(office, paket.nomor, {"KES": "spm"}, {"KES": "Ditanyakan."}, "Yohana")
    qtbot.mouseClick(book.actions_.again, LEFT)
    form = book.form
    assert form.why.text() == "Urusan yang ditahan sudah berubah"
    assert "menggantikan yang lebih dulu" in form._headline.text()
    form.why.clear()
    qtbot.keyClick(form.passphrase, Key.Key_Return)
    assert form.complaint == "Tulis mengapa tanda terimanya dibuat lagi."
    qtbot.keyClicks(form.why, "Berkasnya hilang")
    form.passphrase.setFocus()
    sign(qtbot, book, tmp_path)
    (written,) = tmp_path.glob("*_ganti-*.txt")
    assert "Alasan: Berkasnya hilang" in written.read_text(encoding="utf-8")
    qtbot.mouseClick(book.made.done, LEFT)
    told = "Tanda terima ini menggantikan yang lebih dulu; alasannya: Berkasnya hilang."
    assert told in book.detail.text()
    assert len(letters.letters(office, arah="keluar", paket_id=paket.paket_id)) == 2


def test_a_wrong_passphrase_is_said_at_its_line_and_no_letter_is_written(qtbot, provinsi, tmp_path):
    window, page = provinsi
    form = page.book.form
    page.book.make_receipts()
    form.folder.setText(str(tmp_path))
    form.passphrase.setText("bukan frasa sandinya")
    qtbot.mouseClick(form.make, LEFT)
    qtbot.waitUntil(lambda: "tidak cocok" in form.complaint, timeout=A_WHILE)
    assert letters.letters(window.session.office) == []
    form.passphrase.clear()
    qtbot.mouseClick(form.make, LEFT)
    assert form.complaint == "Ketik frasa sandi Anda untuk menandatangani."
    qtbot.mouseClick(form.cancel, LEFT)
    assert page.book.table.isVisible()


def test_signing_can_be_stopped_and_no_letter_is_made(qtbot, provinsi, tmp_path):
    window, page = provinsi
    book, form = page.book, page.book.form
    qtbot.mouseClick(book.actions_.receipts, LEFT)
    form.folder.setText(str(tmp_path))
    qtbot.keyClicks(form.passphrase, FRASA_SANDI)
    qtbot.keyClick(form.passphrase, Key.Key_Return)
    # Esc stops the signing; the form itself is left with another one.
    qtbot.keyClick(form.passphrase, Key.Key_Escape)
    qtbot.waitUntil(form.make.isEnabled, timeout=A_WHILE)
    assert form.isVisible()
    assert "Belum ada surat yang dibuat" in form.messages.text
    assert letters.letters(window.session.office, arah="keluar") == []
    assert not list(tmp_path.glob("tanda-terima_*"))
    qtbot.keyClick(form.passphrase, Key.Key_Return)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("tanda-terima_*.txt"))) == 2, timeout=A_WHILE)


def test_a_stick_that_is_gone_does_not_lose_the_letters(qtbot, provinsi, tmp_path, answers):
    _window, page = provinsi
    page.book.make_receipts()
    sign(qtbot, page.book, tmp_path / "tercabut")
    assert "tercabut" in answers.told[-1]
    assert len(page.book.made.table.ledger.rows) == 2
    assert "belum tersimpan" in page.book.made._headline.text()
    # A place that takes the first and not the second keeps none of them.
    narrow = tmp_path / "sempit"
    (narrow / page.book.made.table.ledger.rows[1].cells[3].text / "isi").mkdir(parents=True)
    answers.will("choose_folder", narrow)
    qtbot.mouseClick(page.book.made.open, LEFT)
    assert [one.is_dir() for one in narrow.iterdir()] == [True]
    answers.will("choose_folder", tmp_path)
    qtbot.mouseClick(page.book.made.open, LEFT)
    assert len(list(tmp_path.glob("tanda-terima_*.txt"))) == 2
    assert str(tmp_path) in page.book.made._headline.text()
    qtbot.mouseClick(page.book.made.copy, LEFT)
    assert "BEGIN LONTAR SURAT" in QGuiApplication.clipboard().text()


def test_what_was_just_taken_in_asks_for_its_receipt(qtbot, provinsi, demo, tmp_path):
    inbox = (page := provinsi[1]).inbox
    judged(qtbot, inbox, [late_package(demo)], 1)
    assert not inbox.bar.receipts.isVisible()
    with qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(inbox.bar.accept_all, LEFT)
    assert inbox.bar.receipts.text() == "Buat tanda te&rima (1)…"
    qtbot.mouseClick(inbox.bar.receipts, LEFT)
    assert page.book.form.passphrase.hasFocus()
    sign(qtbot, page.book, tmp_path)
    assert len(list(tmp_path.glob("tanda-terima_*.txt"))) == 1


def test_the_file_as_it_came_can_be_saved_again(qtbot, provinsi, tmp_path, answers):
    window, page = provinsi
    state = page.book.current
    assert state is not None
    answers.will("save_file", tmp_path / "salinan.xlsx")
    qtbot.mouseClick(page.book.actions_.save, LEFT)
    kept = dispatch.package_bytes(window.session.office, state.paket.nomor)
    assert (tmp_path / "salinan.xlsx").read_bytes() == kept
    assert "salinan.xlsx" in page.book.detail.text()


# --- At the kabupaten --------------------------------------------------------------------------


def test_a_receipt_pasted_from_a_chat_turns_the_package_green(qtbot, kabupaten, demo, tmp_path):
    window, page = kabupaten
    QGuiApplication.clipboard().setText(receipt_text(qtbot, demo, tmp_path))
    assert states(page.book) == [("Menunggu tanda terima", "Belum ada")]
    assert "Menunggu tanda terima dari provinsi." in page.book.detail.text()
    with qtbot.waitActive(window):
        window.activateWindow()
    page.book.table.setFocus()
    qtbot.keyClick(page.book.table, Key.Key_V, CTRL)
    assert verdicts(page.inbox) == ["Tanda terima"]
    card = page.inbox.letter
    assert "Bila dipasang, paket itu menjadi diterima." in card.sentence.text()
    told = [one.accessibleName() for one in card.facts.findChildren(QLabel)]
    code = [one for one in told if one.startswith("Kode surat: ")][-1]
    assert len(code.split(" · ")) == 6
    assert letters.letters(window.session.office) == []
    qtbot.mouseClick(card.install, LEFT)
    assert verdicts(page.inbox) == ["Terpasang"]
    assert card.outcome.text() == ("Tanda terima terpasang: paket itu sudah diterima.")
    assert not card.install.isVisible()
    page.show_view("kirim")
    qtbot.waitUntil(lambda: states(page.book) == [("Diterima provinsi", "Tanda terima")])
    assert code.removeprefix("Kode surat: ") in page.book.detail.text()
    qtbot.keyClick(page.book.table, Key.Key_Return)
    assert kotak_surat.judge(
        window.session.office, QGuiApplication.clipboard().text().encode(), "x",
        window.session.regions,
    )[0].keadaan is kotak_surat.Keadaan.SUDAH  # fmt: skip


def test_what_the_province_holds_back_stands_at_the_package_at_home(
    qtbot, kabupaten, demo, tmp_path
):
    folder = contoh_demo.copy_of(demo / "provinsi", tmp_path / "ditahan")
    with Office.open(folder, clock) as office:
        entry = next(one for one in dispatch.packages(office) if one.wilayah == LENGKAP)
        holds.hold(office, entry.nomor, {"KES": "spm"}, {"KES": "Ditanyakan dahulu."}, "Yohana")
    _window, page = kabupaten
    text = receipt_text(qtbot, demo, tmp_path, office=folder)
    assert "Belum dipakai, masih ditahan: Kesehatan (Ditanyakan dahulu.)" in text
    QGuiApplication.clipboard().setText(text)
    page.inbox.paste()
    said = page.inbox.letter.sentence.text()
    assert "Urusan yang masih ditahan penerima dan belum dipakai: Kesehatan" in said
    qtbot.mouseClick(page.inbox.letter.install, LEFT)
    page.show_view("kirim")
    there = [("Diterima, 1 urusan ditahan", "Tanda terima")]
    qtbot.waitUntil(lambda: states(page.book) == there)
    assert "Kesehatan masih ditahan penerima dan belum dipakai" in page.book.detail.text()


def test_a_receipt_chosen_as_a_file_or_dropped_in_a_folder(
    qtbot, kabupaten, demo, tmp_path, answers
):
    _window, page = kabupaten
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    text = receipt_text(qtbot, demo, tmp_path)
    (folder / "dari provinsi.txt").write_text(text, encoding="utf-8")
    (folder / "catatan.txt").write_text("bukan surat", encoding="utf-8")
    answers.will("open_files", [folder / "dari provinsi.txt"])
    qtbot.mouseClick(page.book.actions_.install, LEFT)
    assert verdicts(page.inbox) == ["Tanda terima"]
    page.inbox.clear()
    page.inbox.judge([folder])
    qtbot.waitUntil(lambda: verdicts(page.inbox) == ["Tanda terima"], timeout=A_WHILE)


def test_a_clipboard_without_a_letter_is_answered_with_what_to_copy(qtbot, kabupaten):
    _window, page = kabupaten
    QGuiApplication.clipboard().setText("Paketnya sudah sampai, Bu")
    qtbot.mouseClick(page.book.actions_.paste, LEFT)
    assert page.inbox.messages.isVisible()
    assert page.inbox.messages.text.startswith("Tidak ada surat Lontar di dalam teks ini.")
    assert not page.inbox.letters.entries


def test_an_empty_clipboard_is_answered_like_one_without_a_letter(qtbot, kabupaten, monkeypatch):
    _window, page = kabupaten
    QGuiApplication.clipboard().clear()
    monkeypatch.setattr(QClipboard, "mimeData", lambda _self: None)
    page.inbox.paste()
    assert page.inbox.messages.text.startswith("Tidak ada surat Lontar di dalam teks ini.")


def test_a_receipt_for_another_region_can_only_be_read(qtbot, kabupaten, demo, tmp_path):
    _window, page = kabupaten
    QGuiApplication.clipboard().setText(receipt_text(qtbot, demo, tmp_path, BELUM_LENGKAP))
    page.inbox.paste()
    page.show_view("periksa")
    assert verdicts(page.inbox) == ["Bukan untuk kantor ini"]
    assert not page.inbox.letter.install.isVisible()


def test_a_damaged_letter_is_listed_with_its_reason(qtbot, kabupaten, tmp_path):
    _window, page = kabupaten
    file = tmp_path / "surat.txt"
    file.write_text("-----BEGIN LONTAR SURAT-----\nAAAA\n-----END LONTAR SURAT-----")
    page.inbox.judge([file])
    assert verdicts(page.inbox) == ["Surat tidak dipercaya"]
    assert page.inbox.letter.sentence.text().startswith("Surat ini rusak")


def test_a_package_is_withdrawn_with_a_reason(qtbot, kabupaten, tmp_path):
    window, page = kabupaten
    book = page.book
    qtbot.mouseClick(book.actions_.withdraw, LEFT)
    assert book.form.reason.hasFocus()
    qtbot.mouseClick(book.form.make, LEFT)
    assert book.form.complaint == "Tulis alasan penarikan."
    sign(qtbot, book, tmp_path, alasan="Angka KES-01 keliru")
    assert len(list(tmp_path.glob("penarikan_*.txt"))) == 1
    assert states(book) == [("Ditarik", "Penarikan")]
    qtbot.mouseClick(book.made.done, LEFT)
    assert not book.actions_.withdraw.isVisible()
    assert "Ditarik dari sini" in book.detail.text()
    assert dispatch.next_revision(window.session.office, LENGKAP, PERIODE) == 2


# --- A withdrawal at the province --------------------------------------------------------------


def withdrawal_file(qtbot, demo: Path, folder: Path) -> Path:
    _window, page = at_the_desk(qtbot, contoh_demo.copy_of(demo / "kantor" / LENGKAP, folder / "k"))
    page.book._withdraw()
    sign(qtbot, page.book, folder, alasan="Angka KES-01 keliru")
    _window.close()
    return next(folder.glob("penarikan_*.txt"))


def test_a_withdrawal_is_done_only_after_a_question_that_shows_what_happens(
    qtbot, provinsi, demo, tmp_path, answers
):
    window, page = provinsi
    office = window.session.office
    package = next((demo / "paket").glob(f"*{LENGKAP.replace('.', '')}*"))
    judged(qtbot, page.inbox, [withdrawal_file(qtbot, demo, tmp_path), package], 1)
    assert verdicts(page.inbox) == ["Sudah diterima", "Penarikan"]
    page.inbox.table.go_to(next(iter(page.inbox.letters.entries)))
    card = page.inbox.letter
    cells = len(card.falls.table.ledger.rows)
    assert cells > 100
    assert card.falls.table.ledger.rows[0].cells[2].text == "(kosong)"

    answers.will("ask", False)
    qtbot.mouseClick(card.install, LEFT)
    assert "Alasan: Angka KES-01 keliru." in answers.told[-1]
    assert questions.values_of_period(office, LENGKAP, PERIODE)
    answers.will("ask", True)
    with qtbot.waitSignal(page.inbox.accepted):
        qtbot.mouseClick(card.install, LEFT)
    assert questions.values_of_period(office, LENGKAP, PERIODE) == {}
    assert verdicts(page.inbox) == ["Ditarik", "Terpasang"]
    assert f"{cells} sel berubah" in card.outcome.text()
    assert list((office.folder / "cadangan").glob("lontar-*.db"))
    window.session.set_wilayah(LENGKAP)
    assert window.session.undo() is not None
    assert questions.values_of_period(office, LENGKAP, PERIODE)


def test_a_passphrase_does_not_stay_behind_when_the_page_is_left(qtbot, provinsi):
    window, page = provinsi
    page.book.make_receipts()
    page.book.form.passphrase.setText("rahasia")
    window.desk.show_page("beranda")
    assert not page.book.form.passphrase.text()
