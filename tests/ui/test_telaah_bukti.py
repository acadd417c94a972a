"""Evidence judged in the window: by letters in the list, with a reason, asked about and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.domain.bukti import Keterangan
from app.domain.pertanyaan import (
    JenisKejadian,
    JenisTanya,
    KeadaanTanya,
    Kejadian,
    Pertanyaan,
)
from app.domain.telaah import HasilTelaah
from app.exchange import bukti_opd
from app.store import evidence, people, pertanyaan
from app.store.door import Kunci
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages import evidence_open, home_ways
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.entry import EntryPage
from app.ui.pages.entry_inspector import Tab
from app.ui.pages.package import PackagePage
from app.ui.session import Session
from tests.contoh_bukti import pdf
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import KUPANG, T3, TERLAYANI, YOHANA
from tests.exchange.contoh_opd import take
from tests.exchange.contoh_sertifikat import clock
from tests.ui.contoh_jendela import put_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.ui.pages.package_files import PackageFiles

Key = Qt.Key
A_WHILE = 60_000
NAMES = ("satu.pdf", "dua.pdf", "tiga.pdf")


@pytest.fixture
def book(qtbot, tmp_path: Path) -> PackagePage:
    """The page Paket of a province that took in a package with three files at one cell."""
    kunci = Kunci("KES-01", KUPANG, str(T3))
    with contoh.kabupaten(tmp_path / "kabupaten") as kabupaten:
        for nama in NAMES:
            told = Keterangan("12-03-2026", "", "4", disertakan=nama != NAMES[2])
            evidence.attach(
                kabupaten, kunci, TERLAYANI, nama, pdf(nama), told, label="b", pelaku="Maria"
            )
        path = contoh.export(kabupaten, tmp_path).path
    with contoh.provinsi(tmp_path / "provinsi") as province:
        people.add_user(province, nama=YOHANA, peran="operator")
        take(province, path.read_bytes())
        bukti_opd.receive(province, path.with_name(f"{path.stem}_bukti.zip"))
    window = MainWindow(Session(clock, Memory()))
    window.resize(1366, 768)
    put_on_screen(qtbot, window)
    window.open_office(tmp_path / "provinsi")
    window.session.set_periode(T3)
    window.desk.show_page("paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    qtbot.waitUntil(lambda: bool(page.book.states), timeout=A_WHILE)
    return page


@pytest.fixture
def files(qtbot, book: PackagePage) -> PackageFiles:
    """The list of the evidence, opened from the book."""
    qtbot.waitUntil(book.book.actions_.files.isVisible, timeout=A_WHILE)
    book.book.actions_.files.click()
    qtbot.waitUntil(book.book.files.isVisible, timeout=A_WHILE)
    return book.book.files


def verdicts(files: PackageFiles) -> list[str]:
    return [line.value for line in files.list.lines]


def choose(files: PackageFiles, row: int) -> None:
    files.list.setCurrentIndex(files.list.model().index(row, 0))


@pytest.fixture
def typed(qtbot, files: PackageFiles) -> Callable[[Key], None]:
    return lambda key: qtbot.keyClick(files.list, key)


def test_letters_say_it_and_the_cursor_goes_on_to_the_next_that_waits(files, typed):
    assert verdicts(files) == ["Belum dilihat"] * 3
    first = files.current
    typed(Key.Key_S)
    assert files.current is not None
    assert files.current.bukti != first.bukti
    typed(Key.Key_S)
    assert verdicts(files) == ["Sesuai", "Sesuai", "Belum dilihat"]
    assert files.counts.text() == "2 sesuai, 0 tidak sesuai, 1 belum dilihat"
    choose(files, 0)
    assert files.detail.text().startswith(f"{YOHANA}, ")
    assert f"SHA-256 {first.bukti.sha256}" in files.detail.text()
    typed(Key.Key_B)
    assert verdicts(files)[0] == "Belum dilihat"
    assert files.list.currentIndex().row() == 0


def test_each_line_tells_page_and_day(files):
    assert all("· halaman 4 · 12-03-2026 ·" in line.sub for line in files.list.lines)


def test_what_does_not_fit_wants_a_reason_and_is_asked_about_where_that_is_wished(
    qtbot, book, files, typed
):
    typed(Key.Key_T)
    qtbot.waitUntil(files.form.isVisible, timeout=A_WHILE)
    assert files.form.reason.hasFocus()
    assert files.form.ask.isChecked()
    qtbot.keyClick(files.form.reason, Key.Key_Return)
    assert "Alasan bukti yang tidak sesuai" in files.messages.text
    assert verdicts(files) == ["Belum dilihat"] * 3
    qtbot.keyClicks(files.form.reason, "Tanpa tanda tangan")
    files.form.stops.click()
    qtbot.keyClick(files.form.reason, Key.Key_Return)
    assert not files.form.isVisible()
    assert files.list.hasFocus()
    assert verdicts(files) == ["Tidak sesuai", "Belum dilihat", "Belum dilihat"]
    assert files.list.lines[0].sub.endswith("\nTidak sesuai: Tanpa tanda tangan")
    (asked,) = pertanyaan.questions(book.book._session.office)
    assert asked.penghalang
    assert asked.teks.endswith("(halaman 4) tidak sesuai: Tanpa tanda tangan")
    assert "ikut dalam balasan berikutnya" in files.messages.text
    # The cell is asked about already: the next one there is only said.
    typed(Key.Key_T)
    assert not files.form.ask.isEnabled()
    files.form.reason.setText("Buram")
    files.form.keep.click()
    assert verdicts(files)[1] == "Tidak sesuai"
    assert len(pertanyaan.questions(book.book._session.office)) == 1


def test_escape_leaves_the_reason_first_then_the_list(qtbot, book, files, typed):
    typed(Key.Key_T)
    qtbot.waitUntil(files.form.isVisible, timeout=A_WHILE)
    qtbot.keyClick(files.form.reason, Key.Key_Escape)
    assert not files.form.isVisible()
    assert (files.isVisible(), files.list.hasFocus()) == (True, True)
    assert verdicts(files) == ["Belum dilihat"] * 3
    qtbot.keyClick(files.list, Key.Key_Escape)
    assert book.book.table.isVisible()


def test_what_fits_now_closes_what_was_asked(qtbot, book, files, typed):
    typed(Key.Key_T)
    files.form.reason.setText("Tanpa tanda tangan")
    files.form.keep.click()
    choose(files, 0)
    assert not files.verdict.settle.isVisible()
    typed(Key.Key_S)
    choose(files, 0)
    qtbot.waitUntil(files.verdict.settle.isVisible, timeout=A_WHILE)
    files.verdict.settle.click()
    (asked,) = pertanyaan.questions(book.book._session.office)
    assert asked.keadaan is KeadaanTanya.SELESAI
    assert files.messages.text == "Pertanyaan yang ditutup: 1."
    assert not files.verdict.settle.isVisible()


def test_only_what_waits_is_shown_where_that_is_wished(qtbot, files, typed):
    files.filter.setCurrentIndex(files.filter.findData(HasilTelaah.BELUM.value))
    files.filter.activated.emit(1)
    for left in (2, 1, 0):
        typed(Key.Key_S)
        assert len(files.list.lines) == left
    assert not files.list.isVisible()
    assert not files.verdict.isVisible()
    assert files.counts.text() == "3 sesuai, 0 tidak sesuai, 0 belum dilihat"


def test_the_buttons_say_the_same_and_the_book_counts(qtbot, book, files):
    files.verdict.buttons[HasilTelaah.SESUAI].click()
    files.back.click()
    qtbot.waitUntil(book.book.table.isVisible, timeout=A_WHILE)
    told = "Bukti: 1 sesuai, 0 tidak sesuai, 2 belum dilihat."
    assert book.book.detail.text().endswith(told)


def test_the_sheet_of_the_region_tells_it_beside_the_file(book, files, typed):
    typed(Key.Key_S)
    window = files.window()
    assert isinstance(window, MainWindow)
    window.session.set_wilayah(KUPANG)
    home_ways.to_cell(book, "KES-01", TERLAYANI)
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    page.inspector.lend(Tab.EVIDENCE, TERLAYANI)
    page.inspector.refresh_evidence()
    told = [line.sub.rpartition(" · ")[2] for line in page.inspector.evidence.list.lines]
    assert min(told) == "Sesuai"
    assert len(told) == len(NAMES)


def test_a_figure_in_konsolidasi_tells_it_too(qtbot, files, typed):
    typed(Key.Key_S)
    window = files.window()
    assert isinstance(window, MainWindow)
    window.desk.show_page("konsolidasi")
    page = window.desk.current_page
    assert isinstance(page, ConsolidationPage)
    qtbot.waitUntil(lambda: page.recap is not None, timeout=A_WHILE)
    assert page.recap is not None
    page.detail.show_region(page.recap, KUPANG, "KES-01")
    proofs = [one for one in page.detail.lines.lines if evidence_open.number_of(one.target)]
    assert sorted(one.value for one in proofs) == ["Belum dilihat", "Belum dilihat", "Sesuai"]


def test_whoever_is_asked_about_evidence_reads_how_a_file_is_exchanged(qtbot, tmp_path):
    contoh.kabupaten(tmp_path / "kantor").close()
    window = MainWindow(Session(clock, Memory()))
    window.resize(1366, 768)
    put_on_screen(qtbot, window)
    window.open_office(tmp_path / "kantor")
    opened = Kejadian("e" * 32, 1, JenisKejadian.TANYA, clock().isoformat(), YOHANA, "Buram")
    facts = (KUPANG, str(T3), "KES-01", TERLAYANI, JenisTanya.BUKTI, False)
    one = Pertanyaan("a" * 32, *facts, (opened,))
    pertanyaan.add(window.session.office, [one])
    home_ways.to_question(window.desk.current_page, one)
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    (block,) = page.inspector.questions.blocks
    assert block.how.text().startswith("Ctrl+B melampirkan berkas pada sel ini; berkas yang keliru")
