"""The whole loop of a quarter: three kabupaten, one with two OPD, and the province, there and back.

Every office is a folder and every message a file on one flash drive; between two stages no window
is open. The offices are made by the fixtures of the exchange; what is done in them is done in the
windows.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.pertanyaan import JenisTanya
from app.store.office import Office
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages import home_ways
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.entry import EntryPage
from app.ui.pages.package import PackagePage
from app.ui.session import Session
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import SOFFICE, with_libreoffice
from tests.exchange.contoh_opd import DINKES, DINPU, KUPANG, T3, TTS
from tests.exchange.contoh_pendirian import FRASA, light_seals
from tests.exchange.contoh_sertifikat import NOW
from tests.journeys import putaran_kantor
from tests.journeys.putaran_kantor import (
    BARU,
    ENDE,
    LAYANAN,
    SEL,
    from_a_stranger,
    tampered,
)
from tests.ui.contoh_dua import FRASA_PIMPINAN, focus_in, typed
from tests.ui.contoh_jendela import put_on_screen
from tests.ui.test_package_page import judged, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from app.ui.pages.package_inbox import Inbox
    from app.ui.pages.question_block import QuestionBlock
    from tests.journeys.putaran_kantor import Jejak
    from tests.ui.contoh_jendela import Answers

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
A_WHILE = 60_000
TANYA = "Mengapa turun dari triwulan lalu?"
JAWAB = "Dua puskesmas terlambat melapor."
SELESAI = "Sudah sesuai dengan laporan puskesmas"
MILIK = "Milik Dinas Kesehatan"


class Putaran:
    """Walks the stages; one that has been walked is not walked again."""

    def __init__(
        self, jejak: Jejak, qtbot: QtBot, answers: Answers, patch: pytest.MonkeyPatch
    ) -> None:
        self.jejak, self.qtbot, self.answers, self.patch = jejak, qtbot, answers, patch

    def reach(self, stage: Callable[[Putaran], None]) -> Jejak:
        """Walk up to and including a stage."""
        for one in STAGES[: STAGES.index(stage) + 1]:
            if one.__name__ not in self.jejak.stages:
                one(self)
                self.jejak.stages.append(one.__name__)
                self.jejak.days += 1
        return self.jejak

    @contextmanager
    def at(self, office: str) -> Iterator[tuple[MainWindow, PackagePage]]:
        """The window of an office at the page Paket; every stage is a day later."""
        now = NOW + timedelta(days=self.jejak.days)
        window = MainWindow(Session(lambda: now, Memory()))
        window.resize(1366, 768)
        put_on_screen(self.qtbot, window)
        window.open_office(self.jejak.folder / office)
        window.session.set_periode(T3)
        window.desk.show_page("paket")
        page = window.desk.current_page
        assert isinstance(page, PackagePage)
        yield window, page
        window.close()

    def judge(self, page: PackagePage, *files: Path) -> list[str]:
        """Put files on the table; the verdicts in the order of the files."""
        page.show_view("periksa")
        page.inbox.clear()
        judged(self.qtbot, page.inbox, list(files), len(files))
        return verdicts(page.inbox)

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=A_WHILE)

    def click(self, button: object) -> None:
        self.qtbot.mouseClick(button, LEFT)

    def take(self, inbox: Inbox, button: object) -> None:
        """Take in with a button and wait until it is done."""
        with self.qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
            self.click(button)


# --- The stages ----------------------------------------------------------------------------------


def offices_are_there(walk: Putaran) -> None:
    """Two OPD that have handed in, three kabupaten, the province; nothing has been taken in."""
    light_seals(walk.patch)
    putaran_kantor.found(walk.jejak)


def two_opd_are_taken_in(walk: Putaran) -> None:
    """The kabupaten takes both in; of the second one the urusan that meets the first is held."""
    with walk.at(KUPANG) as (_window, page):
        inbox = page.inbox
        assert walk.judge(page, walk.jejak.files[DINKES]) == ["Sah, utuh"]
        walk.take(inbox, inbox.verdict.accept)
        assert walk.judge(page, walk.jejak.files[DINPU]) == ["Perlu keputusan"]
        walk.wait(inbox.verdict.difference.button.isVisible)
        walk.click(inbox.verdict.accept)
        view = inbox.difference
        assert not view.accept.isEnabled()
        view.sections.table.go_to("KES")
        walk.qtbot.keyClick(view.sections.table, Key.Key_Return)
        typed(walk.qtbot, MILIK, Key.Key_Return)
        walk.take(inbox, view.accept)


def revision_1_is_sent(walk: Putaran) -> None:
    """The kabupaten that took two OPD in states and signs."""
    with Office.open(walk.jejak.folder / KUPANG, lambda: NOW + timedelta(days=2)) as one:
        contoh.explain(one)
    hand_in(walk, "r1")


def hand_in(walk: Putaran, name: str, office: str = KUPANG) -> None:
    """The operator states, the pimpinan signs; the package lies on the flash drive."""
    before = set(walk.jejak.flashdisk.glob("SPM_*.xlsx"))
    with walk.at(office) as (_window, page):
        page.show_view("kirim")
        assert page.send is not None
        sign = page.send.sign
        # Before the page has read the office its form is empty.
        walk.wait(lambda: not sign.steps.told[0].endswith(": "))
        walk.wait(sign.state_form.button.isEnabled)
        sign.state_form.passphrase.setFocus()
        with walk.qtbot.waitSignal(sign.turned, timeout=A_WHILE):
            typed(walk.qtbot, FRASA, Key.Key_Return)
        walk.wait(sign.sign_form.isVisible)
        sign.sign_form.folder.setText(str(walk.jejak.flashdisk))
        sign.sign_form.passphrase.setFocus()
        with walk.qtbot.waitSignal(sign.sent, timeout=A_WHILE):
            typed(walk.qtbot, FRASA_PIMPINAN, Key.Key_Return)
    (walk.jejak.files[name],) = set(walk.jejak.flashdisk.glob("SPM_*.xlsx")) - before


def files_arrive(walk: Putaran) -> None:
    """The province judges what came, and takes in all that is genuine with one press."""
    jejak = walk.jejak
    files = {KUPANG: jejak.files["r1"], ENDE: jejak.files[ENDE]}
    genuine = jejak.files[TTS].read_bytes()
    # Without LibreOffice the third package comes as it was sent.
    again = with_libreoffice(genuine) if SOFFICE else genuine
    files[TTS] = jejak.file("disimpan-ulang", again)
    files["diubah"] = jejak.file("diubah", tampered(jejak.files["r1"].read_bytes()))
    files["asing"] = jejak.file("asing", from_a_stranger(jejak.files[ENDE].read_bytes()))
    with walk.at("53") as (_window, page):
        inbox = page.inbox
        jejak.said |= dict(zip(files, walk.judge(page, *files.values()), strict=True))
        card = inbox.verdict
        inbox.table.go_to(str(files["asing"]))
        jejak.told["asing"] = [card.sentence.text()]
        assert not card.accept.isVisible()
        inbox.table.go_to(str(files["diubah"]))
        (row,) = card.changes.ledger.rows
        jejak.told["diubah"] = [cell.text for cell in row.cells]
        assert not card.accept.isVisible()
        walk.take(inbox, inbox.bar.accept_all)
        jejak.told["terima"] = verdicts(inbox)
        replayed = jejak.file("kiriman-ulang", files[ENDE].read_bytes())
        (jejak.said["ulang"],) = walk.judge(page, replayed)
        assert inbox.acceptable == []


def the_province_asks(walk: Putaran) -> None:
    """From a figure of the consolidation to its cell; the recap is written as it stands."""
    with walk.at("53") as (window, page):
        _write_recap(walk, window, "rekap-1")
        home_ways.to_region(page, KUPANG)
        recap = window.desk.current_page
        assert isinstance(recap, ConsolidationPage)
        walk.wait(recap.detail.isVisible)
        recap.detail.table.go_to(LAYANAN)
        walk.click(recap.detail.ask)
        here = entry(window)
        assert here.grid.current is not None
        assert here.grid.current.kode == SEL
        form = here.inspector.questions.form
        form.kind.setCurrentIndex(form.kind.findData(JenisTanya.PERBAIKI))
        form.stops.setChecked(True)
        form.words.setFocus()
        typed(walk.qtbot, TANYA, Key.Key_Return)
        walk.wait(lambda: len(here.inspector.questions.blocks) == 1)


def the_province_replies(walk: Putaran) -> None:
    """One passphrase for the replies to all."""
    with walk.at("53") as (_window, page):
        page.show_view("tanya")
        walk.click(page.questions.reply)
        form = page.questions.form
        form.folder.setText(str(walk.jejak.flashdisk))
        form.passphrase.setFocus()
        with walk.qtbot.waitSignal(form.made, timeout=A_WHILE):
            typed(walk.qtbot, FRASA, Key.Key_Return)


def at_the_asked_cell(
    walk: Putaran, window: MainWindow, page: PackagePage
) -> tuple[EntryPage, QuestionBlock]:
    """From the list to the very cell: the question stands beside it."""
    page.show_view("tanya")
    page.questions.setFocus()
    walk.qtbot.keyClick(page.questions.list, Key.Key_Return)
    here = entry(window)
    assert here.sheet is not None
    assert here.grid.current is not None
    assert (here.sheet.form.kode, here.grid.current.kode) == (LAYANAN, SEL)
    (block,) = here.inspector.questions.blocks
    return here, block


def the_question_is_answered(walk: Putaran) -> None:
    """The reply is installed; it leads to the cell, where figure and answer are typed."""
    jejak = walk.jejak
    with walk.at(KUPANG) as (window, page):
        walk.wait(lambda: bool(page.book.table.ledger.rows))
        jejak.told["sebelum"] = standing(page)
        page.show_view("periksa")
        page.inbox.judge([jejak.reply_to(KUPANG)])
        walk.take(page.inbox, page.inbox.letter.install)
        jejak.told["dipasang"] = [page.inbox.letter.outcome.text()]
        walk.wait(lambda: standing(page) != jejak.told["sebelum"])
        jejak.told["sesudah"] = standing(page)
        here, block = at_the_asked_cell(walk, window, page)
        # Enter keeps the answer and leads back to the grid.
        block.answer.setFocus()
        typed(walk.qtbot, JAWAB, Key.Key_Return)
        assert focus_in(here.grid)
        typed(walk.qtbot, str(BARU), Key.Key_Return)
        window.desk.show_page("paket")
        page.show_view("tanya")
        jejak.told["jawab"] = [line.sub for line in page.questions.list.lines]


def revision_2_is_sent(walk: Putaran) -> None:
    """With the corrected figure and the answer in it."""
    hand_in(walk, "r2")


def revision_2_is_taken_in(walk: Putaran) -> None:
    """The province looks at what it would change, takes it in, and closes the question."""
    jejak = walk.jejak
    with walk.at("53") as (_window, page):
        inbox = page.inbox
        assert walk.judge(page, jejak.files["r2"]) == ["Sah, utuh"]
        summary = inbox.verdict.difference
        walk.wait(summary.button.isVisible)
        walk.click(summary.button)
        view = inbox.difference
        (row,) = view.changes.table.ledger.rows
        jejak.told["beda"] = [cell.text for cell in row.cells]
        walk.take(inbox, view.accept)
        (jejak.said["r1 lagi"],) = walk.judge(page, jejak.files["r1"])
        page.show_view("tanya")
        block = page.questions.block
        jejak.told["jawaban"] = block._thread.text().splitlines()
        block.reason.setFocus()
        typed(walk.qtbot, SELESAI)
        walk.click(block.close_)
        jejak.said["tanya"] = block.chip.text


def the_recap_is_written(walk: Putaran) -> None:
    """Once more, after the correction."""
    with walk.at("53") as (window, _page):
        _write_recap(walk, window, "rekap-2")


def _write_recap(walk: Putaran, window: MainWindow, name: str) -> None:
    window.desk.show_page("konsolidasi")
    page = window.desk.current_page
    assert isinstance(page, ConsolidationPage)
    walk.wait(lambda: page.recap is not None)
    target = walk.jejak.flashdisk / f"{name}.xlsx"
    walk.answers.will("save_file", target)
    walk.click(page.rekap)
    walk.wait(page.rekap.isEnabled)
    walk.jejak.files[name] = target


# --- What is to be seen --------------------------------------------------------------------------


def entry(window: MainWindow) -> EntryPage:
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    return page


def standing(page: PackagePage) -> list[str]:
    """What the book says of every package that was sent."""
    page.book.refresh()
    return [row.cells[5].text for row in page.book.table.ledger.rows]


STAGES: tuple[Callable[[Putaran], None], ...] = (
    offices_are_there,
    two_opd_are_taken_in,
    revision_1_is_sent,
    files_arrive,
    the_province_asks,
    the_province_replies,
    the_question_is_answered,
    revision_2_is_sent,
    revision_2_is_taken_in,
    the_recap_is_written,
)
