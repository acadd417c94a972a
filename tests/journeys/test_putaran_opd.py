"""The way back on the lower level: a kabupaten and its OPD, in windows, over a flash drive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.pertanyaan import JenisTanya
from app.store import people, pertanyaan
from app.store.door import write
from app.store.office import Office
from app.ui.pages import home_ways
from tests.exchange import contoh_balasan, contoh_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_opd import DINKES, KUPANG, T3
from tests.exchange.contoh_pendirian import FRASA, light_seals
from tests.exchange.contoh_sertifikat import clock, officer, pimpinan
from tests.journeys.putaran import (
    A_WHILE,
    JAWAB,
    SELESAI,
    TANYA,
    Key,
    Putaran,
    at_the_asked_cell,
    entry,
    hand_in,
)
from tests.journeys.putaran import standing as book
from tests.journeys.putaran_kantor import BARU, LAMA, LAYANAN, SEL, Jejak
from tests.ui.contoh_dua import FRASA_PIMPINAN, entrust, typed

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.main_window import MainWindow
    from app.ui.pages.package import PackagePage


@pytest.fixture
def walk(tmp_path, qtbot, answers, monkeypatch) -> Putaran:
    """An OPD that has handed in, and its kabupaten; everybody has a key."""
    light_seals(monkeypatch)
    jejak = Jejak(tmp_path)
    jejak.flashdisk.mkdir()
    with contoh_opd.office(tmp_path / DINKES, DINKES, "KES") as one:
        contoh_opd.fill(one, {(LAYANAN, SEL): LAMA})
        jejak.file(DINKES, contoh_opd.hand_in(one, tmp_path / DINKES))
        for user, own, secret in zip(
            people.users(one), contoh_opd.signers(DINKES), (FRASA, FRASA_PIMPINAN), strict=True
        ):
            entrust(one, user, own, secret)
    with contoh.kabupaten(tmp_path / KUPANG, filled=False) as one:
        rest = [cell for cell in contoh.cells() if cell.formulir[:3] != "KES"]
        write(one, rest, jenis="ketik", label="Isi contoh", pelaku=contoh.PELAKU)
        first, second = people.users(one)
        entrust(one, first, officer(KUPANG), FRASA)
        entrust(one, second, pimpinan(KUPANG), FRASA_PIMPINAN)
    return Putaran(jejak, qtbot, answers, monkeypatch)


# --- What is done in the windows -----------------------------------------------------------------


def take_in(walk: Putaran, name: str) -> list[str]:
    """The kabupaten takes a package of the OPD in; what it said it answers."""
    with walk.at(KUPANG) as (_window, page):
        assert walk.judge(page, walk.jejak.files[name]) == ["Sah, utuh"]
        told = page.inbox.verdict.answers.text().splitlines()
        walk.take(page.inbox, page.inbox.verdict.accept)
    walk.jejak.days += 1
    return told


def ask_at_the_cell(walk: Putaran, window: MainWindow, page: PackagePage) -> None:
    home_ways.to_asked(page, LAYANAN, SEL)
    here = entry(window)
    form = here.inspector.questions.form
    assert form.isVisible()
    assert form.whom.text() == f"Kepada {DINKES}, ikut dalam balasan berikutnya."
    form.kind.setCurrentIndex(form.kind.findData(JenisTanya.PERBAIKI))
    form.stops.setChecked(True)
    form.words.setFocus()
    typed(walk.qtbot, TANYA, Key.Key_Return)
    walk.wait(lambda: len(here.inspector.questions.blocks) == 1)


def reply(walk: Putaran, page: PackagePage) -> Path:
    """The pimpinan of the kabupaten signs the reply to its OPD; the file that is new."""
    known = set(walk.jejak.flashdisk.glob("balasan_*.txt"))
    page.show_view("tanya")
    walk.click(page.questions.reply)
    form = page.questions.form
    form.folder.setText(str(walk.jejak.flashdisk))
    form.passphrase.setFocus()
    with walk.qtbot.waitSignal(form.made, timeout=A_WHILE):
        typed(walk.qtbot, FRASA_PIMPINAN, Key.Key_Return)
    (row,) = page.questions.made.table.ledger.rows
    assert row.cells[0].text == DINKES
    (file,) = set(walk.jejak.flashdisk.glob("balasan_*.txt")) - known
    return file


def install(walk: Putaran, page: PackagePage, file: Path) -> str:
    page.show_view("periksa")
    page.inbox.clear()
    page.inbox.judge([file])
    walk.take(page.inbox, page.inbox.letter.install)
    return page.inbox.letter.outcome.text()


def answer_at_the_cell(
    walk: Putaran, window: MainWindow, page: PackagePage, figure: int | None
) -> None:
    """From the list to the very cell; words, and another figure where one is given."""
    _, block = at_the_asked_cell(walk, window, page)
    assert block._label.text() == "Jawaban untuk kabupaten/kota"
    block.answer.setFocus()
    typed(walk.qtbot, JAWAB, Key.Key_Return)
    if figure is not None:
        typed(walk.qtbot, str(figure), Key.Key_Return)


# --- There and back ------------------------------------------------------------------------------


def test_the_kabupaten_asks_its_opd_and_settles_the_answer(walk):
    jejak = walk.jejak
    assert take_in(walk, DINKES) == []
    with walk.at(KUPANG) as (window, page):
        ask_at_the_cell(walk, window, page)
        window.desk.show_page("paket")
        jejak.files["balasan"] = reply(walk, page)
    with walk.at(DINKES) as (window, page):
        walk.wait(lambda: bool(page.book.table.ledger.rows))
        assert book(page) == ["Menunggu tanda terima"]
        assert install(walk, page, jejak.files["balasan"]) == (
            "Dipasang: 1 tanda terima dan 1 pertanyaan baru."
        )
        walk.wait(lambda: book(page) != ["Menunggu tanda terima"])
        assert book(page) == ["Diterima kabupaten"]
        page.show_view("kirim")
        walk.wait(lambda: bool(page.send.state.waiting))
        assert "pertanyaan_belum_dijawab" in [one.kode for one in page.send.state.waiting]
        answer_at_the_cell(walk, window, page, BARU)
    jejak.days += 1
    hand_in(walk, "opd-r2", DINKES)
    jejak.days += 1
    told = take_in(walk, "opd-r2")
    assert any(JAWAB in line for line in told)
    the_kabupaten_settles_it(walk)
    with walk.at(DINKES) as (_window, page):
        install(walk, page, jejak.files["balasan-2"])
        page.show_view("tanya")
        assert page.questions.block.chip.text == "Selesai"
        assert book(page) == ["Diterima kabupaten", "Diganti revisi 2"]


def the_kabupaten_settles_it(walk: Putaran) -> None:
    """With a reason; a second reply tells the OPD."""
    with walk.at(KUPANG) as (_window, page):
        page.show_view("tanya")
        block = page.questions.block
        assert (
            block._thread.text()
            .splitlines()[-1]
            .endswith(f"dijawab dalam revisi 2: 6.431 menjadi 6.517; “{JAWAB}”")
        )
        block.reason.setFocus()
        typed(walk.qtbot, SELESAI)
        walk.click(block.close_)
        assert block.chip.text == "Selesai"
        walk.jejak.files["balasan-2"] = reply(walk, page)


def the_province_asks(walk: Putaran) -> Path:
    """It took in what the kabupaten sent, and asks about a cell of the OPD; its reply."""
    jejak = walk.jejak
    with Office.open(jejak.folder / KUPANG, clock) as one:
        contoh.explain(one)
    hand_in(walk, "r1")
    contoh.provinsi(jejak.folder / "53").close()
    with walk.at("53") as (_window, page):
        assert walk.judge(page, jejak.files["r1"]) == ["Sah, utuh"]
        walk.take(page.inbox, page.inbox.verdict.accept)
    with Office.open(jejak.folder / "53", clock) as province:
        contoh_balasan.ask(province, teks=TANYA)
        text = contoh_balasan.reply(province).teks
    file = jejak.flashdisk / "dari-provinsi.txt"
    file.write_text(text, encoding="utf-8")
    jejak.days += 1
    return file


def test_a_question_of_the_province_is_passed_on_and_answered_from_below(walk):
    jejak = walk.jejak
    take_in(walk, DINKES)
    letter = the_province_asks(walk)
    with walk.at(KUPANG) as (_window, page):
        install(walk, page, letter)
        page.show_view("tanya")
        passing = page.questions.block.passing
        assert DINKES in passing.said.text()
        walk.click(passing.forward)
        walk.wait(lambda: len(page.questions.found) == 2)
        assert passing.said.text() == f"Diteruskan ke {DINKES}; belum dijawab."
        assert not passing.forward.isVisible()
        jejak.files["balasan"] = reply(walk, page)
    with walk.at(DINKES) as (window, page):
        install(walk, page, jejak.files["balasan"])
        answer_at_the_cell(walk, window, page, None)
    jejak.days += 1
    hand_in(walk, "opd-r2", DINKES)
    take_in(walk, "opd-r2")
    the_answer_is_used(walk)
    with Office.open(jejak.folder / KUPANG, clock) as one:
        assert list(pertanyaan.texts(one, KUPANG, T3).values()) == [JAWAB]


def the_answer_is_used(walk: Putaran) -> None:
    """What the OPD said is offered; only a press makes it the answer to the province."""
    with walk.at(KUPANG) as (_window, page):
        page.show_view("tanya")
        view = page.questions
        above = next(kode for kode, one in view.found.items() if one.di_sini)
        view.list.mark(above)
        view._show_current()
        assert view.block.chip.text == "Menunggu jawaban"
        assert view.block.passing.said.text() == f"{DINKES} menjawab dalam revisi 2: “{JAWAB}”"
        walk.click(view.block.passing.use)
        walk.wait(lambda: view.block.chip.text == "Terjawab, ikut paket berikutnya")
        assert view.block.answer.toPlainText() == JAWAB
        assert not view.block.passing.use.isVisible()
