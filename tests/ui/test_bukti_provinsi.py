"""Evidence at a province: it comes in with its package and opens from the book or a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.exchange import bukti_opd
from app.store import evidence
from app.ui import dialogue, last_folder
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages import evidence_open
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.package import PackagePage
from app.ui.session import Session
from tests import contoh_bukti
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import TERLAYANI, package_with_letter
from tests.exchange.contoh_paket import KUPANG, T3
from tests.exchange.contoh_sertifikat import clock
from tests.ui.contoh_jendela import put_on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.pages.package_inbox import Inbox

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
A_WHILE = 60_000


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return package_with_letter(tmp_path)


@pytest.fixture
def province(qtbot, tmp_path) -> tuple[MainWindow, PackagePage]:
    contoh.provinsi(tmp_path / "provinsi").close()
    window = MainWindow(Session(clock, Memory()))
    window.resize(1366, 768)
    put_on_screen(qtbot, window)
    window.open_office(tmp_path / "provinsi")
    window.session.set_periode(T3)
    window.desk.show_page("paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    return window, page


@pytest.fixture
def opened(monkeypatch) -> list[Path]:
    """What was handed to the program for its kind."""
    found: list[Path] = []

    def show(path: Path) -> bool:
        found.append(path)
        return True

    monkeypatch.setattr(dialogue, "show_document", show)
    return found


def take_in(qtbot, inbox: Inbox, package: Path) -> None:
    """Judge one package and accept it, as a person does."""
    inbox.judge([package])
    qtbot.waitUntil(
        lambda: len(inbox.entries) == 1 and inbox.bar.choose.isEnabled(), timeout=A_WHILE
    )
    with qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(inbox.verdict.accept, LEFT)


@pytest.fixture
def taken(
    qtbot, province: tuple[MainWindow, PackagePage], package: Path
) -> tuple[MainWindow, PackagePage]:
    """The same province; the package is taken in, and its evidence with it."""
    inbox = province[1].inbox
    take_in(qtbot, inbox, package)
    qtbot.waitUntil(
        lambda: "Berkas bukti yang diterima: 1." in inbox.messages.text, timeout=A_WHILE
    )
    inbox.clear()
    return province


def test_a_file_is_opened_and_saved_from_the_book(qtbot, taken, opened, monkeypatch, tmp_path):
    window, page = taken
    page.book.refresh()
    page.book.table.go_to("")
    actions = page.book.actions_
    assert actions.files.text() == "Bukti (1)…"
    qtbot.waitUntil(actions.files.isVisible, timeout=A_WHILE)
    actions.files.click()
    files = page.book.files
    (line,) = files.list.lines
    label = window.session.forms["KES-01"].cell(TERLAYANI).label
    assert (line.head, line.sub) == ("surat.pdf", f"Ibu hamil: {label} · 0,1 MB · ada di sini")
    qtbot.keyClick(files.list, Key.Key_Return)
    assert [one.read_bytes() for one in opened] == [contoh_bukti.pdf()]
    target = tmp_path / "salinan.pdf"
    proposed = []

    def save_file(_parent, _title, proposal, _kinds):
        proposed.append(last_folder.within(proposal))
        return last_folder.note(target)

    monkeypatch.setattr(dialogue, "save_file", save_file)
    last_folder.note(tmp_path / "paket.xlsx")
    files.save.click()
    # Where the last file went, as every other one.
    assert proposed == [tmp_path / "surat.pdf"]
    assert target.read_bytes() == contoh_bukti.pdf()
    assert "Bukti disimpan di" in files.messages.text
    qtbot.keyClick(files.list, Key.Key_Escape)
    assert page.book.table.isVisible()


def test_the_words_for_the_sender_ask_for_evidence_until_it_is_here(
    qtbot, province, package, tmp_path
):
    (archive,) = package.parent.glob("*_bukti.zip")
    (tmp_path / "lain").mkdir()
    kept = archive.rename(tmp_path / "lain" / archive.name)
    inbox = province[1].inbox
    take_in(qtbot, inbox, package)
    asked = f"Arsip buktinya ({archive.name}) belum lengkap di sini: 1 berkas"
    assert asked in inbox.verdict.reply.text()
    qtbot.waitUntil(lambda: "Minta arsip" in inbox.messages.text, timeout=A_WHILE)
    inbox.judge([kept])
    qtbot.waitUntil(
        lambda: "Berkas bukti yang diterima: 1." in inbox.messages.text, timeout=A_WHILE
    )
    assert "Arsip" not in inbox.verdict.reply.text()


def test_a_file_opens_from_where_a_figure_comes_from_and_a_changed_one_does_not(
    qtbot, taken, opened
):
    window, _ = taken
    window.desk.show_page("konsolidasi")
    page = window.desk.current_page
    assert isinstance(page, ConsolidationPage)
    qtbot.waitUntil(lambda: page.recap is not None, timeout=A_WHILE)
    assert page.recap is not None
    detail = page.detail
    detail.show_region(page.recap, KUPANG, "KES-01")
    (proof,) = (one for one in detail.lines.lines if evidence_open.number_of(one.target))
    assert proof.head == "surat.pdf"
    detail.lines.opened.emit(proof.target)
    assert len(opened) == 1
    (kept,) = evidence.evidence(window.session.office, KUPANG, T3)
    evidence.file_of(window.session.office, kept.sha256).write_bytes(b"lain")
    detail.lines.opened.emit(proof.target)
    assert len(opened) == 1
    assert "surat.pdf" in detail.said.text()


def test_an_archive_that_is_here_already_asks_for_nothing(qtbot, taken, package):
    _window, page = taken
    archive = bukti_opd.beside(package)
    assert archive is not None
    page.inbox.judge([archive])
    told = f"1 berkas dalam arsip {archive.name} sudah ada di sini. Tidak ada yang perlu dilakukan."
    qtbot.waitUntil(lambda: page.inbox.messages.text == told, timeout=A_WHILE)


def test_an_archive_of_a_package_that_an_earlier_version_took_in_is_taken_after_all(
    qtbot, taken, package
):
    window, page = taken
    office = window.session.office
    with office.transaction() as conn:
        conn.execute("DELETE FROM bukti_opd")
        conn.execute("DELETE FROM bukti")
    for file in (office.folder / evidence.FOLDER).rglob("*"):
        if file.is_file():
            file.unlink()
    archive = bukti_opd.beside(package)
    assert archive is not None
    page.inbox.judge([archive])

    def here() -> list[tuple[str, bool]]:
        return [(one.nama, one.tiba) for one in evidence.evidence(office, KUPANG, T3)]

    qtbot.waitUntil(lambda: here() == [("surat.pdf", True)], timeout=A_WHILE)
    assert page.book.actions_.files.text() == "Bukti (1)…"
