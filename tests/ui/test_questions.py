"""The way back in the window: a reply is shown, installed, answered at its cells, and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app import paths
from app.domain.pertanyaan import JenisTanya
from app.errors import LontarError
from app.exchange import pendaftaran, susun_balasan, tanda_terima, tanya
from app.exchange.demo_kantor import FRASA_SANDI
from app.store import backup, dispatch, people, pertanyaan, pustaka, replies
from app.store.door import Kunci
from app.store.office import Office
from app.ui.colours import Mark
from app.ui.pages import home_ways
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.entry import EntryPage
from app.ui.pages.entry_inspector import Tab
from app.ui.pages.home import HomePage
from app.ui.pages.home_questions import QuestionsCard
from app.ui.pages.home_side import PackageCard
from tests import contoh_demo
from tests.contoh_demo import LENGKAP, PERIODE, now
from tests.exchange.contoh_pendirian import light_seals
from tests.ui.test_package_page import at_the_desk

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.grid.sheet import OpenSheet
    from app.ui.main_window import MainWindow
    from app.ui.pages.package import PackagePage

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
A_WHILE = 60_000
TERLAYANI, HARUS = "penerima.terlayani.jumlah", "penerima.harus.jumlah"


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


@pytest.fixture(scope="module")
def asked(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province that asked two things, and the reply it made; tests work on copies."""
    place = tmp_path_factory.mktemp("balasan")
    folder = contoh_demo.copy_of(demo / "provinsi", place / "provinsi")
    with pytest.MonkeyPatch.context() as patch, Office.open(folder, now) as office:
        light_seals(patch)
        for kode, sel, jenis in (
            ("KES-01", TERLAYANI, JenisTanya.PERBAIKI),
            ("PDK-01", HARUS, JenisTanya.TANYA),
        ):
            kunci = Kunci(kode, LENGKAP, str(PERIODE))
            stops = jenis is JenisTanya.PERBAIKI
            words = "Mengapa turun?" if stops else "Dari mana?"
            tanya.ask(office, kunci, sel, jenis, words, penghalang=stops, oleh="Yohana")
        user = next(one for one in people.users(office) if pendaftaran.has_key(office, one))
        key, certs = pendaftaran.signer(office, user, FRASA_SANDI)
        usual = paths.forms() / "tenggat.toml"
        prepared = susun_balasan.prepare(office, [LENGKAP], PERIODE.tahun, usual, certs)
        regions = pustaka.load_wilayah(paths.forms())
        made = susun_balasan.keep(office, susun_balasan.sign(prepared, key, certs), regions)
        tanda_terima.write(made, place)
    return place


@pytest.fixture
def letter(asked: Path) -> Path:
    (file,) = asked.glob("balasan_*.txt")
    return file


@pytest.fixture
def kabupaten(qtbot, demo, tmp_path) -> tuple[MainWindow, PackagePage]:
    office = contoh_demo.copy_of(demo / "kantor" / LENGKAP, tmp_path / "kantor")
    return at_the_desk(qtbot, office)


@pytest.fixture
def provinsi(qtbot, asked, tmp_path) -> tuple[MainWindow, PackagePage]:
    return at_the_desk(qtbot, contoh_demo.copy_of(asked / "provinsi", tmp_path / "provinsi"))


def install(qtbot, page: PackagePage, letter: Path) -> None:
    page.show_view("periksa")
    page.inbox.judge([letter])
    assert page.inbox.table.hasFocus()
    with qtbot.waitSignal(page.inbox.letters.installed):
        qtbot.mouseClick(page.inbox.letter.install, LEFT)


def entry(window: MainWindow) -> EntryPage:
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    return page


def opened(window: MainWindow) -> OpenSheet:
    sheet = entry(window).sheet
    assert sheet is not None
    return sheet


def heads(page: PackagePage) -> list[str]:
    return [line.sub for line in page.questions.list.lines]


# --- At the kabupaten --------------------------------------------------------------------------


def test_a_reply_shows_what_it_brings_before_anything_is_written(qtbot, kabupaten, letter):
    window, page = kabupaten
    office = window.session.office
    page.show_view("periksa")
    page.inbox.judge([letter])
    card = page.inbox.letter
    assert card.headline.text() == "Balasan"
    assert card._brings.text().splitlines() == [
        "• Tanda terima: 1 paket berubah menjadi diterima.",
        "• Pertanyaan baru: 2.",
    ]
    assert not pertanyaan.questions(office)
    assert not replies.replies(office, "masuk")

    with qtbot.waitSignal(page.inbox.letters.installed):
        qtbot.mouseClick(card.install, LEFT)
        # Its backup comes first, and nobody installs it twice meanwhile.
        assert not card.install.isVisible()
        assert page.inbox.messages.isVisible()
    assert card.outcome.text() == "Dipasang: 1 tanda terima dan 2 pertanyaan baru."
    assert not card.install.isVisible()
    assert len(pertanyaan.questions(office)) == 2
    assert [one.putusan for one in dispatch.packages(office)] == [dispatch.DITERIMA]


def test_without_a_backup_a_reply_is_not_installed_and_it_can_be_tried_again(
    qtbot, kabupaten, letter, answers, monkeypatch
):
    window, page = kabupaten

    def no_backup(*_: object, **__: object) -> Path:
        raise LontarError("cadangan_tidak_utuh", folder="D:")

    page.show_view("periksa")
    page.inbox.judge([letter])
    with monkeypatch.context() as patch:
        patch.setattr(backup, "keep", no_backup)
        qtbot.mouseClick(page.inbox.letter.install, LEFT)
        qtbot.waitUntil(lambda: bool(answers.told))
    assert "D:" in answers.told[0]
    assert not replies.replies(window.session.office, "masuk")
    assert not page.inbox.messages.isVisible()
    install(qtbot, page, letter)
    assert len(replies.replies(window.session.office, "masuk")) == 1


def test_the_same_reply_pasted_from_a_chat_is_known(qtbot, kabupaten, letter):
    window, page = kabupaten
    install(qtbot, page, letter)
    page.inbox.clear()
    QGuiApplication.clipboard().setText(f"Dari Biro:\n{letter.read_text('utf-8')}\nSalam")
    page.inbox.paste()
    assert page.inbox.letter.headline.text() == "Balasan, sudah dipasang"
    assert not page.inbox.letter.install.isVisible()
    assert len(replies.replies(window.session.office, "masuk")) == 1


def test_enter_in_the_list_leads_to_the_very_cell_with_its_mark(qtbot, kabupaten, letter):
    window, page = kabupaten
    install(qtbot, page, letter)
    page.show_view("tanya")
    assert heads(page) == [
        "Menunggu jawaban. Mengapa turun?",
        "Menunggu jawaban. Dari mana?",
    ]
    page.questions.setFocus()
    qtbot.keyClick(page.questions.list, Key.Key_Return)
    here = entry(window)
    assert here.sheet is not None
    assert here.sheet.form.kode == "KES-01"
    assert here.grid.current is not None
    assert here.grid.current.kode == TERLAYANI
    assert Mark.ASKED in here.sheet.look(TERLAYANI).marks
    assert Mark.ASKED not in here.sheet.look(HARUS).marks
    spoken = here.grid.view.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "Pertanyaan dari provinsi: “Mengapa turun?” (Menunggu jawaban)." in spoken
    assert here.grid.view.hasFocus()
    assert here.inspector.tabs.currentIndex() == Tab.QUESTIONS
    assert here.inspector.tabs.tabText(Tab.QUESTIONS) == "Tanya 1"


def test_an_installed_reply_leads_on_to_its_questions(qtbot, kabupaten, letter):
    _, page = kabupaten
    install(qtbot, page, letter)
    asked = page.inbox.letter.asked
    qtbot.waitUntil(asked.hasFocus)
    qtbot.keyClick(asked, Key.Key_Return)
    assert (page.view, page.questions.isVisible()) == ("tanya", True)
    assert page.questions.list.hasFocus()


def test_an_answer_is_typed_beside_the_cell_and_opens_the_way_to_sign(qtbot, kabupaten, letter):
    window, page = kabupaten
    install(qtbot, page, letter)
    page.show_view("kirim")
    qtbot.waitUntil(lambda: bool(page.send is not None and page.send.state.waiting))
    assert page.send is not None
    (blocked,) = page.send.state.waiting
    assert "Mengapa turun?" in blocked.pesan
    page.send.state._go(blocked)
    here = entry(window)
    (block,) = here.inspector.questions.blocks
    block.answer.setFocus()
    qtbot.keyClicks(block.answer, "Ada pendataan ulang.")
    qtbot.keyClick(block.answer, Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert here.grid.isAncestorOf(focused)
    qtbot.waitUntil(lambda: block.chip.text == "Terjawab, ikut paket berikutnya")
    (said,) = pertanyaan.texts(window.session.office, LENGKAP, PERIODE).values()
    assert said == "Ada pendataan ulang."
    window.desk.show_page("paket")
    qtbot.waitUntil(lambda: not page.send.state.waiting)


def test_a_corrected_figure_is_an_answer_and_undo_takes_it_back(qtbot, kabupaten, letter):
    window, page = kabupaten
    install(qtbot, page, letter)
    page.show_view("tanya")
    page.questions.setFocus()
    qtbot.keyClick(page.questions.list, Key.Key_Return)
    here = entry(window)
    here.grid.take_focus()
    qtbot.keyClicks(QApplication.focusWidget(), "1")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    page.questions.refresh()
    assert heads(page)[0].startswith("Terjawab, ikut paket berikutnya")
    window.session.undo()
    page.questions.refresh()
    assert heads(page)[0].startswith("Menunggu jawaban")


def test_beranda_names_the_first_questions_and_leads_there(qtbot, kabupaten, letter):
    window, page = kabupaten
    window.desk.show_page("beranda")
    home = window.desk.current_page
    assert isinstance(home, HomePage)
    card = home.findChild(QuestionsCard)
    assert card is not None
    assert not card.isVisible()
    window.desk.show_page("paket")
    install(qtbot, page, letter)
    window.desk.show_page("beranda")
    qtbot.waitUntil(card.isVisible)
    assert [line.text().partition(":")[0] for line in card.lines[:2]] == ["Ibu hamil", "PAUD"]
    assert card.lines[-1].text() == "Lihat semua: 2 menunggu jawaban, 0 sudah dijawab"
    package = home.findChild(PackageCard)
    assert package is not None
    assert package.state.text == "Sudah diterima"
    qtbot.keyClick(card.lines[1], Key.Key_Return)
    assert opened(window).form.kode == "PDK-01"
    # What is typed now is the explanation that was asked for, not the figure.
    assert entry(window).inspector.questions.blocks[0].answer.hasFocus()
    window.desk.show_page("beranda")
    qtbot.waitUntil(card.isVisible)
    qtbot.keyClick(card.lines[-1], Key.Key_Return)
    assert window.desk.current_page is page
    assert page.questions.isVisible()


def test_where_nothing_was_asked_the_list_says_how_questions_come(kabupaten):
    _window, page = kabupaten
    page.show_view("tanya")
    assert "Belum ada pertanyaan dari provinsi." in page.questions._nothing.text()
    assert not page.questions.card.isVisible()
    assert not page.questions.reply.isVisible()


# --- At the province ---------------------------------------------------------------------------


def test_from_a_figure_of_the_consolidation_to_a_question(qtbot, provinsi):
    window, page = provinsi
    home_ways.to_region(page, LENGKAP)
    recap = window.desk.current_page
    assert isinstance(recap, ConsolidationPage)
    qtbot.waitUntil(recap.detail.isVisible, timeout=A_WHILE)
    recap.detail.table.go_to("KES-02")
    qtbot.mouseClick(recap.detail.ask, LEFT)
    here = entry(window)
    assert (window.session.wilayah, opened(window).form.kode) == (LENGKAP, "KES-02")
    assert here.grid.current is not None
    assert here.grid.current.kode == TERLAYANI
    form = here.inspector.questions.form
    assert form.isVisible()
    qtbot.keyClicks(form.words, "NIK 5301014107850001?")
    qtbot.keyClick(form.words, Key.Key_Return)
    assert form.messages.isVisible()
    form.words.clear()
    qtbot.keyClicks(form.words, "Mohon dicek lagi.")
    form.stops.setChecked(True)
    qtbot.keyClick(form.words, Key.Key_Return)
    assert not form.words.text()
    qtbot.waitUntil(lambda: len(here.inspector.questions.blocks) == 1)
    assert here.inspector.questions.blocks[0].asked.text() == "Mohon dicek lagi."
    assert Mark.ASKED in opened(window).look(TERLAYANI).marks
    found = pertanyaan.questions(window.session.office, wilayah=LENGKAP)
    assert [one.penghalang for one in found if one.formulir == "KES-02"] == [True]


def test_a_question_is_closed_with_a_reason_and_opened_again(qtbot, provinsi):
    _window, page = provinsi
    page.show_view("tanya")
    block = page.questions.block
    qtbot.mouseClick(block.close_, LEFT)
    assert block.messages.isVisible()
    qtbot.keyClicks(block.reason, "Sudah jelas.")
    qtbot.mouseClick(block.close_, LEFT)
    assert block.chip.text == "Selesai"
    assert "selesai. Sudah jelas." in block._thread.text()
    assert not block.close_.isVisible()
    qtbot.keyClicks(block.reason, "Ternyata belum.")
    qtbot.mouseClick(block.reopen, LEFT)
    assert block.chip.text == "Dibuka lagi, menunggu jawaban"


def test_replies_to_all_are_signed_with_one_passphrase(qtbot, provinsi, tmp_path):
    window, page = provinsi
    page.show_view("tanya")
    qtbot.mouseClick(page.questions.reply, LEFT)
    form = page.questions.form
    assert form.target.currentText() == "Semua daerah (2)"
    form.folder.setText(str(tmp_path))
    qtbot.keyClicks(form.passphrase, FRASA_SANDI)
    with qtbot.waitSignal(form.made, timeout=A_WHILE):
        qtbot.keyClick(form.passphrase, Key.Key_Return)
    assert len(list(tmp_path.glob("balasan_*.txt"))) == 2
    assert page.questions.made.table.isVisible()
    last = replies.latest(window.session.office, "keluar", LENGKAP, PERIODE.tahun)
    assert last is not None
    assert last.nomor == 2
    qtbot.mouseClick(page.questions.made.done, LEFT)
    assert page.questions.list.isVisible()


def test_replies_go_to_those_regions_only_that_are_ticked(qtbot, provinsi, tmp_path):
    window, page = provinsi
    page.show_view("tanya")
    qtbot.mouseClick(page.questions.reply, LEFT)
    form = page.questions.form
    assert not form.some.isVisible()
    place = form.target.findText("Beberapa daerah, dipilih di bawah ini")
    form.target.setCurrentIndex(place)
    form.target.activated.emit(place)
    assert form.some.isVisible()
    assert not form.make.isEnabled()
    qtbot.keyClick(form.passphrase, Key.Key_Return)
    assert "Belum ada penerima balasan yang dicentang." in form.messages.text
    box = form.some.boxes[LENGKAP]
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Space)
    assert (form.wanted, form.make.isEnabled()) == ([LENGKAP], True)
    other = next(one for kode, one in form.some.boxes.items() if kode != LENGKAP)
    qtbot.keyClick(other, Key.Key_Space)
    assert form.make.text() == "Tanda tangani dan simpan 2 balasan"
    qtbot.keyClick(other, Key.Key_Space)
    form.folder.setText(str(tmp_path))
    qtbot.keyClicks(form.passphrase, FRASA_SANDI)
    with qtbot.waitSignal(form.made, timeout=A_WHILE):
        qtbot.keyClick(form.passphrase, Key.Key_Return)
    (written,) = tmp_path.glob("balasan_*.txt")
    last = replies.latest(window.session.office, "keluar", LENGKAP, PERIODE.tahun)
    assert last is not None
    assert window.session.regions[LENGKAP].singkat in written.name


def test_regions_chosen_on_the_board_are_ticked_when_replies_are_made(qtbot, provinsi):
    window, page = provinsi
    silent = next(one for one in window.session.regions if one.endswith(".20"))
    home_ways.to_replies(page, [LENGKAP, silent])
    form = page.questions.form
    qtbot.waitUntil(form.passphrase.hasFocus)
    assert form.wanted == [LENGKAP, silent]
    assert form.make.text() == "Tanda tangani dan simpan 2 balasan"
    home_ways.to_replies(page, [silent])
    assert (form.wanted, form.some.isVisible()) == ([silent], False)
