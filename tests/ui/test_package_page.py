"""Paket, taking in: judge what comes, and take in only what is asked for."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel

from app.domain.angka import format_number
from app.errors import LontarError
from app.exchange import demo_berkas, verifikasi
from app.exchange.paket import Acuan
from app.exchange.putusan import Laporan, Putusan
from app.store import backup, dispatch, questions
from app.teks import t
from app.ui import dialogue, screenshots_samples
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages import package_known
from app.ui.pages.package import PackagePage
from app.ui.pages.package_book import Book
from app.ui.pages.package_verdict import LOOKS
from app.ui.session import Session
from app.ui.widgets.button import Button
from tests import contoh_demo
from tests.contoh_demo import BELUM_MENGIRIM, LENGKAP, PERIODE
from tests.ui.contoh_jendela import ENDE, new_office, open_session, put_on_screen
from tests.ui.contoh_otoritas import sentences

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.pages.package_inbox import Inbox

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
A_WHILE = 60_000


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


def at_the_desk(qtbot, office: Path) -> tuple[MainWindow, PackagePage]:
    window = MainWindow(Session(contoh_demo.now, Memory()))
    window.resize(1366, 768)
    put_on_screen(qtbot, window)
    window.open_office(office)
    window.session.set_periode(PERIODE)
    window.desk.show_page("paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    qtbot.waitUntil(lambda: bool(page.book.table.ledger.rows))
    return window, page


@pytest.fixture
def kabupaten(qtbot, demo, tmp_path) -> tuple[MainWindow, PackagePage]:
    """A complete office with a certificate; its first package has gone out."""
    office = contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kantor")
    return at_the_desk(qtbot, office)


@pytest.fixture
def provinsi(qtbot, demo, tmp_path) -> tuple[MainWindow, PackagePage]:
    """The province, before the last kabupaten has sent its package."""
    return at_the_desk(qtbot, contoh_demo.copy_of(demo / "provinsi", tmp_path / "provinsi"))


def judged(qtbot, inbox: Inbox, files: list[Path], count: int) -> None:
    inbox.judge(files)
    # No card about nothing while the first file is looked at.
    assert inbox._cards.isHidden() is not bool(inbox.entries or inbox.letters.entries)
    qtbot.waitUntil(
        lambda: len(inbox.entries) == count and inbox.bar.choose.isEnabled(), timeout=A_WHILE
    )


def verdicts(inbox: Inbox) -> list[str]:
    return [row.cells[0].text for row in inbox.table.ledger.rows]


def incoming(session: Session) -> int:
    return len(dispatch.packages(session.office, arah="masuk"))


def late_package(demo: Path) -> Path:
    return next((demo / "belum-dikirim").glob("*.xlsx"))


def test_every_verdict_has_its_looks():
    """One without stopped the whole table: files were "being judged" for ever."""
    assert set(LOOKS) == set(Putusan)


def test_whoever_turned_to_another_page_goes_on_typing_there(qtbot, kabupaten):
    window, page = kabupaten
    assert page.send is not None
    window.desk.show_page("spm")
    focused = window.focusWidget()
    # What was looked at beside the window is there only now.
    page.send.sign.unsettled = True
    page.send._settle(stated=False)
    assert window.focusWidget() is focused
    assert window.desk.current_page.isAncestorOf(focused)


# --- Taking in ---------------------------------------------------------------------------------


def test_the_published_definitions_are_read_beside_the_window(
    qtbot, provinsi, tmp_path, monkeypatch
):
    window, page = provinsi
    where, real = [], Acuan.load

    def load(folder: Path) -> Acuan:
        where.append(threading.current_thread())
        return real(folder)

    monkeypatch.setattr(Acuan, "load", load)
    package_known.published.cache_clear()
    files = screenshots_samples.files(window.session.office, tmp_path / "berkas")
    judged(qtbot, page.inbox, files[:1], 1)
    assert len(where) == 1
    assert where[0] is not threading.main_thread()


def test_each_file_gets_its_verdict_and_nothing_is_written(qtbot, provinsi, tmp_path):
    window, page = provinsi
    before = incoming(window.session)
    files = screenshots_samples.files(window.session.office, tmp_path / "berkas")
    judged(qtbot, page.inbox, files, len(files))
    assert verdicts(page.inbox)[-3:] == [
        "Data berubah",
        "Sudah diterima",
        "Bukan paket Lontar",
    ]
    assert incoming(window.session) == before


def test_pictures_of_a_difference_leave_the_figures_as_they_were(qtbot, provinsi, tmp_path):
    window, page = provinsi
    office = window.session.office
    files = screenshots_samples.files(office, tmp_path / "berkas")
    judged(qtbot, page.inbox, files[:1], 1)
    before = questions.values_all_regions(office, PERIODE)
    found = screenshots_samples.difference(window.session, page.inbox)
    assert sum(one.semua for one in found.seksi)
    assert questions.values_all_regions(office, PERIODE) == before


def test_a_changed_figure_is_named_with_both_values_and_its_place(qtbot, provinsi, tmp_path):
    window, page = provinsi
    files = screenshots_samples.files(window.session.office, tmp_path / "berkas")
    judged(qtbot, page.inbox, files, len(files))
    page.inbox.table.go_to(page.inbox.most_telling)
    card = page.inbox.verdict
    assert card.changes.isVisible()
    label, signed, found, where = (cell.text for cell in card.changes.ledger.rows[0].cells)
    assert label
    assert found.replace(".", "") == f"9{signed.replace('.', '')}"
    assert "!" in where
    assert not card.accept.isVisible()


def test_a_genuine_package_is_taken_in_and_its_figures_are_there(qtbot, provinsi, demo):
    window, page = provinsi
    session = window.session
    assert not questions.values_of_period(session.office, BELUM_MENGIRIM, PERIODE)
    judged(qtbot, page.inbox, [late_package(demo)], 1)
    assert verdicts(page.inbox) == ["Sah, utuh"]
    before = incoming(session)
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(page.inbox.verdict.accept, LEFT)
    assert incoming(session) == before + 1
    assert questions.values_of_period(session.office, BELUM_MENGIRIM, PERIODE)
    assert verdicts(page.inbox) == ["Diterima"]
    changed = questions.values_of_period(session.office, BELUM_MENGIRIM, PERIODE)
    count = format_number(sum(len(cells) for cells in changed.values()))
    assert f"{count} sel berubah" in page.inbox.verdict.outcome.text()
    assert not page.inbox.verdict.accept.isVisible()
    assert list((session.office.folder / "cadangan").glob("lontar-*.db"))


def test_all_genuine_ones_are_taken_in_with_one_press(qtbot, provinsi, demo):
    window, page = provinsi
    files = [*sorted((demo / "paket").glob("*.xlsx")), late_package(demo)]
    judged(qtbot, page.inbox, files, 3)
    assert verdicts(page.inbox) == ["Sudah diterima", "Sudah diterima", "Sah, utuh"]
    assert page.inbox.bar.said.text() == "3 berkas diperiksa, 1 sah · 2 sudah diterima"
    assert page.inbox.bar.accept_all.text() == "Terima semua &yang sah (1)"
    before = incoming(window.session)
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(page.inbox.bar.accept_all, LEFT)
    assert verdicts(page.inbox) == ["Sudah diterima", "Sudah diterima", "Diterima"]
    assert incoming(window.session) == before + 1
    page.inbox.table.go_to(str(files[0]))
    assert "ini sudah diterima pada" in page.inbox.verdict.sentence.text()
    assert not page.inbox.verdict.accept.isVisible()


def test_without_a_backup_nothing_is_taken_in_and_it_can_be_tried_again(
    qtbot, provinsi, demo, answers, monkeypatch
):
    window, page = provinsi
    inbox = page.inbox
    judged(qtbot, inbox, [late_package(demo)], 1)
    before = incoming(window.session)

    def full(*_: object, **__: object) -> Path:
        raise LontarError("cadangan_tidak_utuh", folder="D:")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "keep", full)
        qtbot.mouseClick(inbox.bar.accept_all, LEFT)
        assert inbox.intake.busy
        qtbot.waitUntil(lambda: bool(answers.told), timeout=A_WHILE)
    assert "D:" in answers.told[0]
    assert verdicts(inbox) == ["Sah, utuh"]
    assert incoming(window.session) == before
    with qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(inbox.bar.accept_all, LEFT)
    assert incoming(window.session) == before + 1


def test_the_reply_to_the_sender_can_be_pasted(qtbot, provinsi, tmp_path):
    _window, page = provinsi
    photo = tmp_path / "IMG-1.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0 foto")
    judged(qtbot, page.inbox, [photo], 1)
    qtbot.mouseClick(page.inbox.verdict.copy, LEFT)
    assert QGuiApplication.clipboard().text() == page.inbox.verdict.reply.text() != ""


def test_a_verdict_that_is_there_after_the_office_was_closed_is_shown_nowhere(
    qtbot, provinsi, demo
):
    window, page = provinsi
    judged(qtbot, page.inbox, [late_package(demo)], 1)
    shown = verdicts(page.inbox)
    window.session.close()
    page.inbox._finished()
    assert verdicts(page.inbox) == shown


def test_files_are_dropped_onto_the_page(qtbot, provinsi, demo):
    _window, page = provinsi
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(demo / "belum-dikirim"))])
    where, copy = QPointF(5, 5), Qt.DropAction.CopyAction
    page.inbox.dropEvent(QDropEvent(where, copy, mime, LEFT, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: verdicts(page.inbox) == ["Sah, utuh"], timeout=A_WHILE)


def test_when_done_the_book_is_back(qtbot, provinsi, demo):
    _window, page = provinsi
    judged(qtbot, page.inbox, [late_package(demo)], 1)
    assert not page.book.isVisible()
    qtbot.mouseClick(page.inbox.bar.done, LEFT)
    assert page.book.isVisible()
    assert not page.inbox.entries


def test_the_work_waits_until_the_window_has_shown_a_verdict(
    qtbot, provinsi, tmp_path, monkeypatch
):
    """Two threads that compute at once would leave the window standing still."""
    window, page = provinsi
    files = screenshots_samples.files(window.session.office, tmp_path / "berkas")[:4]
    judged_so_far: list[str] = []
    ahead: list[int] = []
    real = verifikasi.drawn

    def drawn(laporan: Laporan) -> Laporan:
        judged_so_far.append(laporan.nama_berkas)
        return real(laporan)

    def arrived(_entry: object) -> None:
        time.sleep(0.05)
        ahead.append(len(judged_so_far) - len(ahead) - 1)

    monkeypatch.setattr(verifikasi, "drawn", drawn)
    page.inbox.examiner.arrived.connect(arrived)
    judged(qtbot, page.inbox, files, len(files))
    assert len(ahead) == len(files)
    assert ahead == [0] * len(files)


def test_judging_can_be_stopped_between_two_files(qtbot, provinsi, demo):
    _window, page = provinsi
    files = [*sorted((demo / "paket").glob("*.xlsx")), late_package(demo)]
    page.inbox.judge(files)
    qtbot.mouseClick(page.inbox.bar.cancel, LEFT)
    qtbot.waitUntil(page.inbox.bar.choose.isEnabled, timeout=A_WHILE)
    left = len(files) - len(page.inbox.entries)
    assert left
    # What was not looked at is neither bad nor missing, and one button away.
    messages = page.inbox.messages
    assert messages.text == f"Pemeriksaan dihentikan: {left} berkas belum diperiksa."
    rest = next(one for one in messages.findChildren(Button) if one.text() == "Periksa sisanya")
    qtbot.mouseClick(rest, LEFT)
    qtbot.waitUntil(lambda: len(page.inbox.entries) == len(files), timeout=A_WHILE)
    qtbot.waitUntil(page.inbox.bar.choose.isEnabled, timeout=A_WHILE)
    assert not messages.isVisible()


def test_a_kabupaten_may_check_a_file_and_takes_nothing_in(qtbot, kabupaten, demo):
    window, page = kabupaten
    page.segments.buttons["periksa"].click()
    judged(qtbot, page.inbox, [next((demo / "paket").glob(f"*{LENGKAP.replace('.', '')}*"))], 1)
    assert verdicts(page.inbox) == ["Sah, utuh"]
    assert not page.inbox.verdict.accept.isVisible()
    assert not page.inbox.bar.accept_all.isVisible()
    assert incoming(window.session) == 0


def test_a_file_saved_anew_keeps_its_figures_and_can_be_taken_in(qtbot, provinsi, demo, tmp_path):
    _window, page = provinsi
    again = tmp_path / "lagi.xlsx"
    again.write_bytes(demo_berkas.saved_anew(late_package(demo).read_bytes()))
    judged(qtbot, page.inbox, [again], 1)
    assert page.inbox.entries[str(again)].laporan.putusan is Putusan.SAH_DISIMPAN_ULANG
    assert page.inbox.acceptable == [str(again)]


def test_the_file_just_chosen_is_the_one_looked_at(qtbot, kabupaten, tmp_path):
    inbox = kabupaten[1].inbox
    for count, name in enumerate(("pertama.txt", "kedua.txt"), start=1):
        file = tmp_path / name
        file.write_text("bukan paket")
        judged(qtbot, inbox, [file], count)
        assert inbox.table.current_code == str(file)


def test_in_a_small_window_the_page_asks_for_no_more_width_than_there_is(qtbot, demo, tmp_path):
    """Buttons that are not offered here were what its first look made room for."""
    window = MainWindow(Session(contoh_demo.now, Memory()))
    window.resize(911, 512)
    put_on_screen(qtbot, window)
    window.open_office(contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kantor"))
    window.desk.show_page("paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    assert page.send is not None
    inner = page.send.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= page.send.viewport().width()
    window.close()


def test_a_book_that_was_not_read_yet_does_not_call_itself_empty(qtbot, tmp_path):
    with open_session(new_office(tmp_path / "ende", ENDE), contoh_demo.now()) as session:
        book = Book(session)
        put_on_screen(qtbot, book)
        empty = t("paket_layar.buku.kosong")
        assert empty not in sentences(book)
        book.refresh()
        assert empty in sentences(book)


def test_ten_thousand_files_are_refused_before_one_is_opened(
    qtbot, kabupaten, tmp_path, monkeypatch
):
    inbox, told = kabupaten[1].inbox, []
    monkeypatch.setattr(dialogue, "show_failure", lambda _parent, error: told.append(error.pesan))
    inbox.judge([tmp_path / f"{number}.xlsx" for number in range(10_000)])
    qtbot.waitUntil(lambda: not inbox.opener.busy, timeout=A_WHILE)
    assert "lebih dari 300 berkas" in told[-1]
    assert inbox.entries == {}


def test_before_anything_was_read_the_page_says_what_is_being_read(qtbot, demo, tmp_path):
    window = MainWindow(Session(contoh_demo.now, Memory()))
    window.resize(1366, 768)
    put_on_screen(qtbot, window)
    window.open_office(contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kantor"))
    window.session.set_periode(PERIODE)
    window.desk.show_page("paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    assert page.send is not None
    state = page.send.state
    assert state.count.text() == "Isian, aturan, dan bukti triwulan ini sedang dibaca…"
    said = [one.text() for one in page.book.findChildren(QLabel) if one.isVisible()]
    assert "Buku paket sedang dibaca…" in said
    empty = (page.book.table, state.meter, state.obstacles, page.send.sign.state_form)
    assert not any(one.isVisible() for one in empty)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in empty), timeout=20_000)
    assert not any("sedang dibaca" in one.text() for one in page.findChildren(QLabel))
