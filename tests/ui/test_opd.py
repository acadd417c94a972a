"""The window of an OPD and of its kabupaten: what is offered, taken in, decided, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from app.domain.bukti import Keterangan
from app.domain.papan import Yang
from app.store import dispatch, evidence, holds, opd, people, pertanyaan, questions
from app.store.door import Kunci
from app.ui.pages import home_deadline, home_ways
from app.ui.pages.entry import EntryPage
from app.ui.pages.entry_inspector import Tab
from app.ui.pages.package import PackagePage
from app.ui.pages.reports import ReportsPage
from app.ui.pages.settings import SettingsPage
from tests import contoh_bukti
from tests.exchange import contoh_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_opd import DINKES, DINPU, KUPANG, T3
from tests.ui.contoh_daerah import desk
from tests.ui.test_package_page import judged, verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.main_window import MainWindow

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
TERLAYANI = "penerima.terlayani.jumlah"
A_WHILE = 60_000
WHY = "Sesuai peraturan bupati yang baru"


@pytest.fixture
def packages(tmp_path: Path) -> dict[str, Path]:
    made = {}
    for name, urusan in ((DINKES, ("KES",)), (DINPU, ("PUM", "KES"))):
        with contoh_opd.office(tmp_path / name, name, *urusan) as one:
            contoh_opd.fill(one, {("KES-01", TERLAYANI): 6500 + len(name)})
            data = contoh_opd.hand_in(one, tmp_path / name)
        made[name] = tmp_path / f"{urusan[0]}.xlsx"
        made[name].write_bytes(data)
    return made


@pytest.fixture
def kabupaten(qtbot, tmp_path) -> tuple[MainWindow, PackagePage]:
    with contoh.kabupaten(tmp_path / "kabupaten", filled=False) as office:
        people.add_user(office, nama="Yohana", peran="operator")
    window = desk(qtbot, tmp_path / "kabupaten", "paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    page.show_view("periksa")
    return window, page


def held(window: MainWindow) -> object:
    values = questions.values_of_period(window.session.office, KUPANG, T3)
    return values.get("KES-01", {}).get(TERLAYANI)


def accept_first(qtbot, page: PackagePage, file: Path) -> None:
    judged(qtbot, page.inbox, [file], 1)
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(page.inbox.verdict.accept, LEFT)


def texts(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.ledger.rows]


# --- The kabupaten -------------------------------------------------------------------------------


def test_a_package_of_an_opd_is_taken_in_from_the_table(qtbot, kabupaten, packages):
    window, page = kabupaten
    assert page.board is not None
    page.board.refresh()
    assert "semua urusan diisi di kantor ini" in page.board.said.text()
    judged(qtbot, page.inbox, [packages[DINKES]], 1)
    (row,) = page.inbox.table.ledger.rows
    assert row.cells[1].text == DINKES
    assert held(window) is None
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(page.inbox.verdict.accept, LEFT)
    assert held(window) == 6515
    page.board.refresh()
    page.board.table.choose([DINKES])
    assert page.board.reply.text() == "Buat balasan (1)…"
    qtbot.mouseClick(page.board.reply, LEFT)
    assert (page.view, page.questions.form.wanted) == ("tanya", [DINKES])
    page.show_view("periksa")
    ((name, urusan, state),) = texts(page.board.table)
    assert (name, urusan) == (DINKES, "Kesehatan")
    assert state.startswith("revisi 1 diterima")


def test_the_reminder_goes_to_those_opd_only_that_are_chosen(qtbot, kabupaten):
    window, page = kabupaten
    board = page.board
    for name, urusan in (("Dinas Sosial", "SOS"), ("Satpol PP", "TRB"), (DINPU, "PUM")):
        opd.assign(window.session.office, urusan, name, pelaku="Yohana", alasan=WHY)
    board.refresh()
    unsent = board.picks[Yang.BELUM]
    assert unsent.text() == "Pilih yang belum (3)"
    assert [one.isEnabled() for one in board.picks.values()] == [True, False, False]
    qtbot.mouseClick(unsent, LEFT)
    assert len(board.table.chosen) == 3
    board.table.choose(["Satpol PP"])
    qtbot.keyClick(board.table, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert board.copy_chosen.text() == "Salin untuk yang dipilih (2)"
    qtbot.mouseClick(board.copy_chosen, LEFT)
    told = QGuiApplication.clipboard().text()
    assert "Belum mengirim (2): " in told
    assert "Satpol PP" in told
    assert not board.reply.isEnabled()
    board.refresh()
    assert len(board.table.chosen) == 2
    qtbot.mouseClick(board.copy, LEFT)
    assert "Belum mengirim (3): " in QGuiApplication.clipboard().text()


def test_its_own_package_can_be_checked_but_not_taken_in(qtbot, kabupaten, tmp_path):
    _window, page = kabupaten
    file = tmp_path / "sendiri.xlsx"
    file.write_bytes(contoh.package())
    judged(qtbot, page.inbox, [file], 1)
    assert verdicts(page.inbox) == ["Sah, utuh"]
    assert not page.inbox.verdict.accept.isVisible()
    assert page.inbox.acceptable == []


def test_an_overlap_is_shown_and_decided_with_the_keyboard(qtbot, kabupaten, packages):
    window, page = kabupaten
    accept_first(qtbot, page, packages[DINKES])
    page.inbox.clear()
    judged(qtbot, page.inbox, [packages[DINPU]], 1)
    assert verdicts(page.inbox) == ["Perlu keputusan"]
    assert page.inbox.acceptable == []
    summary = page.inbox.verdict.difference
    qtbot.waitUntil(summary.button.isVisible, timeout=A_WHILE)
    assert f"Kesehatan dimiliki {DINKES}." in summary.words.text()
    assert page.inbox.verdict.accept.text() == "Lihat dan put&uskan…"
    qtbot.mouseClick(page.inbox.verdict.accept, LEFT)
    view = page.inbox.difference
    assert view.isVisible()
    said = [one.text() for one in view.header.findChildren(QLabel)]
    assert f"{DINPU}, revisi 1: sebelum diterima" in said
    assert not view.accept.isEnabled()
    first = view.changes.table.ledger.rows[0].cells
    assert first[0].text.endswith(f"(dari paket {DINKES})")
    assert (first[1].text, first[2].text) == ("6.515", "6.534")
    view.sections.table.go_to("PUM")
    assert not view.sections.take_over.isVisible()
    view.sections.table.go_to("KES")
    assert f"Kesehatan dimiliki {DINKES}." in view.sections.said.text()
    qtbot.mouseClick(view.sections.take_over, LEFT)
    assert view.sections.reason.hasFocus()
    qtbot.keyClicks(view.sections.reason, WHY)
    qtbot.mouseClick(view.sections.take_over, LEFT)
    assert view.accept.isEnabled()
    states = {row[0]: row[-1] for row in texts(view.sections.table)}
    assert states == {"Kesehatan": "Diambil alih", "Pekerjaan Umum": "Diterima"}
    assert held(window) == 6515
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(view.accept, LEFT)
    assert held(window) == 6534
    newest = opd.owners(window.session.office)["KES"]
    assert (newest.opd, newest.alasan) == (DINPU, WHY)


def test_an_opd_is_asked_beside_the_difference_before_its_package_is_accepted(
    qtbot, kabupaten, packages
):
    window, page = kabupaten
    judged(qtbot, page.inbox, [packages[DINKES]], 1)
    qtbot.waitUntil(page.inbox.verdict.difference.button.isVisible, timeout=A_WHILE)
    qtbot.mouseClick(page.inbox.verdict.difference.button, LEFT)
    changes = page.inbox.difference.changes
    changes.table.go_to(f"KES-01 {TERLAYANI}")
    assert changes.ask.isVisible()
    qtbot.mouseClick(changes.ask, LEFT)
    changes.question.form.words.setFocus()
    qtbot.keyClicks(changes.question.form.words, "Mengapa lebih rendah?")
    qtbot.keyClick(changes.question.form.words, Key.Key_Return)
    assert changes.said.text().startswith(
        f"Pertanyaan dicatat dan ikut dalam balasan berikutnya untuk {DINKES}."
    )
    (one,) = pertanyaan.questions(window.session.office)
    assert (one.opd, one.kejadian[0].lama) == (DINKES, "angka:6515")
    assert held(window) is None
    page.show_view("tanya")
    assert page.questions.reply.isVisible()
    assert page.questions._counts.text() == (
        "Dari provinsi 0, 0 menunggu jawaban di sini. Untuk OPD 1, 1 belum dijawab."
    )
    for key, count in (("dari_provinsi", 0), ("untuk_opd", 1), ("ditunggu", 1), ("diperiksa", 0)):
        page.questions.filter.setCurrentIndex(page.questions.filter.findData(key))
        page.questions.refresh()
        assert len(page.questions.list.lines) == count


def test_a_sheet_nobody_else_fills_has_nobody_to_ask(qtbot, kabupaten, packages):
    window, page = kabupaten
    accept_first(qtbot, page, packages[DINKES])
    for kode, asks in (("KES-01", True), ("PDK-01", False)):
        home_ways.to_asked(page, kode, "penerima.terlayani.jumlah")
        here = window.desk.current_page
        assert isinstance(here, EntryPage)
        assert here.inspector.questions.form.isVisible() is asks


@pytest.fixture
def proven(tmp_path: Path) -> Path:
    """The package of an OPD with one file of evidence, in a folder with its archive."""
    with contoh_opd.office(tmp_path / "berbukti", DINKES, "KES") as one:
        contoh_opd.fill(one)
        kunci = Kunci("KES-01", KUPANG, str(T3))
        evidence.attach(
            one, kunci, TERLAYANI, "surat.pdf", contoh_bukti.pdf(), Keterangan(), label="b",
            pelaku="Maria",
        )  # fmt: skip
        (tmp_path / "kirim").mkdir()
        contoh_opd.hand_in(one, tmp_path / "kirim")
    (path,) = (tmp_path / "kirim").glob("SPM_*.xlsx")
    return path


def lines_of_evidence(window: MainWindow, page: PackagePage) -> list[str]:
    home_ways.to_cell(page, "KES-01", TERLAYANI)
    here = window.desk.current_page
    assert isinstance(here, EntryPage)
    here.inspector.lend(Tab.EVIDENCE, TERLAYANI)
    here.inspector.refresh_evidence()
    return [line.sub for line in here.inspector.evidence.list.lines]


def test_evidence_comes_in_with_the_package_it_lies_beside(qtbot, kabupaten, proven):
    window, page = kabupaten
    accept_first(qtbot, page, proven)
    qtbot.waitUntil(lambda: "Berkas bukti yang diterima: 1." in page.inbox.messages.text)
    (line,) = lines_of_evidence(window, page)
    assert line == f"dari {DINKES} · 0,1 MB · disertakan"


def test_evidence_that_was_not_delivered_is_asked_for_and_comes_later(qtbot, kabupaten, proven):
    window, page = kabupaten
    (archive,) = proven.parent.glob("*_bukti.zip")
    late = archive.rename(proven.parent / "dari obrolan.zip")
    page.inbox.judge([late])
    qtbot.waitUntil(lambda: "tidak membawa berkas yang ditunggu" in page.inbox.messages.text)
    page.inbox.clear()
    accept_first(qtbot, page, proven)
    qtbot.waitUntil(lambda: "menyatakan 1 berkas bukti" in page.inbox.messages.text)
    assert f"Minta arsip {archive.name}" in page.inbox.messages.text
    assert lines_of_evidence(window, page) == [
        f"dari {DINKES} · 0,1 MB · dinyatakan, berkasnya belum ada di sini"
    ]
    page.show_view("kirim")
    assert page.send is not None
    page.send.state.refresh()
    told = [one.accessibleName() for one in page.send.state.facts.findChildren(QLabel)]
    assert f"Bukti yang belum ada di sini: {DINKES}" in told
    page.show_view("periksa")
    page.inbox.judge([late])
    qtbot.waitUntil(lambda: "Berkas bukti yang diterima: 1." in page.inbox.messages.text)
    (line,) = lines_of_evidence(window, page)
    assert line.endswith("disertakan")


def test_an_archive_dropped_with_its_package_waits_for_it(qtbot, kabupaten, proven):
    window, page = kabupaten
    (archive,) = proven.parent.glob("*_bukti.zip")
    early = archive.rename(proven.parent / "dari obrolan.zip")
    judged(qtbot, page.inbox, [early, proven], 1)
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(page.inbox.verdict.accept, LEFT)
    qtbot.waitUntil(lambda: "Berkas bukti yang diterima: 1." in page.inbox.messages.text)
    assert len(lines_of_evidence(window, page)) == 1


def test_an_overlap_is_held_back_with_a_reason(qtbot, kabupaten, packages):
    window, page = kabupaten
    contoh.type_in(window.session.office, "KES-01", TERLAYANI, 6000)
    judged(qtbot, page.inbox, [packages[DINKES]], 1)
    qtbot.waitUntil(page.inbox.verdict.difference.button.isVisible, timeout=A_WHILE)
    qtbot.mouseClick(page.inbox.verdict.accept, LEFT)
    view = page.inbox.difference
    view.sections.table.go_to("KES")
    qtbot.keyClick(view.sections.table, Key.Key_Return)
    qtbot.keyClicks(view.sections.reason, WHY)
    qtbot.keyClick(view.sections.reason, Key.Key_Return)
    assert view.accept.text() == "&Terima, tahan 1 urusan"
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(view.accept, LEFT)
    assert held(window) == 6000
    (one,) = holds.open_holds(window.session.office)
    assert (one.urusan, one.alasan) == ("KES", WHY)
    assert len(dispatch.packages(window.session.office)) == 1


def test_owners_are_set_and_released_in_the_settings(qtbot, kabupaten):
    window, _page = kabupaten
    window.desk.show_page("pengaturan")
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    page.list.choose("opd")
    panel = page.sections["opd"].owners  # type: ignore[attr-defined]
    panel.table.go_to("SOS")
    assert panel.which.text() == "Pemilik urusan Sosial:"
    qtbot.mouseClick(panel.assign, LEFT)
    assert panel.name.hasFocus()
    qtbot.keyClicks(panel.name, "Dinas Sosial")
    qtbot.mouseClick(panel.assign, LEFT)
    assert opd.owners(window.session.office) == {}
    assert "Alasan belum ditulis" in page.sections["opd"].messages.text
    assert panel.reason.hasFocus()
    qtbot.keyClicks(panel.reason, WHY)
    qtbot.keyClick(panel.reason, Key.Key_Return)
    assert opd.owners(window.session.office)["SOS"].opd == "Dinas Sosial"
    assert f"Sosial: Dinas Sosial. Ditetapkan {window.session.pelaku}" in panel.record.text()
    panel.table.go_to("SOS")
    qtbot.keyClicks(panel.reason, WHY)
    qtbot.mouseClick(panel.release, LEFT)
    assert opd.owners(window.session.office) == {}
    assert "Sosial: tanpa OPD" in panel.record.text()


# --- The OPD -------------------------------------------------------------------------------------


@pytest.fixture
def dinkes(qtbot, tmp_path) -> MainWindow:
    with contoh_opd.office(tmp_path / "dinkes", DINKES, "KES") as office:
        contoh_opd.fill(office)
        contoh_opd.hand_in(office, tmp_path)
    return desk(qtbot, tmp_path / "dinkes", "paket")


def test_an_opd_is_offered_only_its_urusan(dinkes):
    offered = dinkes.desk.rail.keys()
    assert "kemiskinan" not in offered
    dinkes.desk.show_page("spm")
    page = dinkes.desk.current_page
    assert isinstance(page, EntryPage)
    assert {form.urusan for form in page.session.forms.values()} == {"KES"}


def test_the_deadline_of_an_opd_is_before_its_kabupaten_sends(dinkes):
    told = home_deadline.waiting(dinkes.session).words
    assert "Kirim ke kabupaten sebelum kabupaten mengirim ke provinsi" in told
    assert "Kirim ke provinsi" not in told
    assert "e-SPM" in told


def test_the_book_of_an_opd_waits_for_its_kabupaten(dinkes):
    page = dinkes.desk.current_page
    assert isinstance(page, PackagePage)
    assert list(page.segments.buttons) == ["kirim", "periksa", "tanya"]
    page.book.refresh()
    assert "Menunggu tanda terima dari kabupaten atau kota." in page.book.detail.text()


def test_an_opd_prints_tables_only_of_what_it_fills(dinkes):
    dinkes.desk.show_page("laporan")
    page = dinkes.desk.current_page
    assert isinstance(page, ReportsPage)
    assert not page.prints.isVisible()
    opd.set_owned(dinkes.session.office, ("KES", "KMS-A"))
    dinkes.session.renew_forms()
    page.enter()
    assert page.prints.isVisible()


def test_an_opd_changes_its_urusan_in_the_settings(qtbot, dinkes):
    dinkes.desk.show_page("pengaturan")
    page = dinkes.desk.current_page
    assert isinstance(page, SettingsPage)
    page.list.choose("opd")
    panel = page.sections["opd"].own  # type: ignore[attr-defined]
    assert panel.ticks.chosen == ("KES",)
    qtbot.mouseClick(panel.ticks.boxes["kemiskinan"], LEFT)
    qtbot.mouseClick(panel.keep, LEFT)
    offered = dinkes.desk.rail.keys()
    assert "kemiskinan" in offered
    assert "KMS-E" in (opd.owned(dinkes.session.office) or ())
