"""Paket: several versions of one package on the table of the province."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from app.domain.tindak_lanjut import KeadaanLanjut
from app.exchange import jawab, tindak_lanjut
from app.exchange.tindak_lanjut import Rancangan
from app.store import dispatch, follow_ups, people, questions
from app.ui.pages.package import PackagePage
from app.ui.widgets.button import Button
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import ask, both, butir, install, reply
from tests.exchange.contoh_silsilah import KUPANG, T3, TERLAYANI, family
from tests.ui.contoh_daerah import desk
from tests.ui.test_package_page import judged, verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.main_window import MainWindow

MEETING = Rancangan(
    date(2026, 9, 25), "Rakor", "Data ulang", "Kepala Bidang", "Dinas Kesehatan",
    date(2026, 12, 1), 3, "",
)  # fmt: skip
LEFT = Qt.MouseButton.LeftButton
A_WHILE = 60_000


@pytest.fixture
def province(qtbot, tmp_path) -> tuple[MainWindow, PackagePage]:
    """A province that has accepted nothing yet."""
    with contoh.provinsi(tmp_path / "provinsi") as office:
        people.add_user(office, nama="Yohana", peran="operator")
    window = desk(qtbot, tmp_path / "provinsi", "paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    return window, page


@pytest.fixture
def files(tmp_path) -> dict[str, Path]:
    """The family of packages on a flash drive."""
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    made = {}
    for name, data in family().items():
        made[name] = folder / f"{name}.xlsx"
        made[name].write_bytes(data)
    return made


def held(window: MainWindow) -> object:
    values = questions.values_of_period(window.session.office, KUPANG, T3)
    return values.get("KES-01", {}).get(TERLAYANI)


def take_all(qtbot, page: PackagePage) -> None:
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(page.inbox.bar.accept_all, LEFT)


def test_older_revisions_go_in_before_newer_ones_whatever_order_they_lie_in(qtbot, province, files):
    window, page = province
    judged(qtbot, page.inbox, [files["r3"], files["r1"], files["r2"]], 3)
    take_all(qtbot, page)
    assert verdicts(page.inbox) == ["Diterima"] * 3
    assert [one.revisi for one in dispatch.packages(window.session.office)] == [3, 2, 1]
    assert held(window) == 6600


def test_what_came_beside_the_figures_is_said_with_where_it_is_looked_at(qtbot, tmp_path):
    pair = both(tmp_path / "berdua")
    asked = ask(pair.provinsi)
    (one,) = tindak_lanjut.decide(pair.provinsi, MEETING, [KUPANG], pelaku="Yohana")
    install(pair.kabupaten, reply(pair.provinsi).teks)
    (here,) = follow_ups.follow_ups(pair.kabupaten)
    assert here.id == one.id
    tindak_lanjut.report(pair.kabupaten, here, KeadaanLanjut.SELESAI, "Sudah.", pelaku="Maria")
    (mine,) = (it for it in butir(pair.kabupaten) if it.tanya.id == asked.id)
    jawab.answer(pair.kabupaten, mine, "Salah ketik.", pelaku="Maria")
    second = contoh.export(pair.kabupaten, tmp_path).path
    people.add_user(pair.provinsi, nama="Yohana", peran="operator")
    pair.close()
    window = desk(qtbot, tmp_path / "berdua" / "provinsi", "paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    judged(qtbot, page.inbox, [second], 1)
    # The words say that it was a slip; the figure says that nothing was corrected.
    assert "Angkanya tetap " in page.inbox.verdict.answers.text()
    assert "Salah ketik." in page.inbox.verdict.answers.text()
    take_all(qtbot, page)
    told = page.inbox.verdict.outcome.text()
    assert "Pertanyaan yang dijawabnya: 1; periksa di Pertanyaan" in told
    assert "Laporan tindak lanjut yang dibawanya: 1; periksa di Tindak lanjut" in told


def test_a_fork_is_taken_in_only_by_a_decision_after_its_cells_were_shown(
    qtbot, province, files, answers
):
    window, page = province
    judged(qtbot, page.inbox, [files["r1"], files["r2"], files["cabang"]], 3)
    take_all(qtbot, page)
    assert verdicts(page.inbox) == ["Diterima", "Diterima", "Cabang"]
    page.inbox.table.go_to(str(files["cabang"]))
    card = page.inbox.verdict
    assert card.verdict.text() == "Cabang"
    (row,) = card.falls.table.ledger.rows
    assert [cell.text for cell in row.cells[1:]] == ["6.500", "6.460"]
    assert card.accept.text() == "Terima dengan kep&utusan…"
    answers.will("ask", False)
    qtbot.mouseClick(card.accept, LEFT)
    assert held(window) == 6500
    answers.will("ask", True)
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(card.accept, LEFT)
    assert "disusun di atas paket lain" in answers.told[-1]
    assert (held(window), verdicts(page.inbox)[2]) == (6460, "Diterima")


def test_what_the_book_closes_has_no_way_in(qtbot, province, files):
    window, page = province
    judged(qtbot, page.inbox, [files["r2"]], 1)
    take_all(qtbot, page)
    page.inbox.clear()
    judged(qtbot, page.inbox, [files["r1"], files["r2"], files["kembar"], files["pulih"]], 4)
    assert verdicts(page.inbox) == ["Revisi lama", "Sudah diterima", "Cabang", "Mundur"]
    assert page.inbox.acceptable == []
    for name in ("r1", "r2", "kembar", "pulih"):
        page.inbox.table.go_to(str(files[name]))
        assert not page.inbox.verdict.accept.isVisible()
    assert held(window) == 6500


def test_of_two_packages_with_one_revision_none_goes_in_unasked(qtbot, province, files, answers):
    window, page = province
    inbox = page.inbox
    judged(qtbot, inbox, [files["r1"], files["r2"], files["kembar"]], 3)
    assert verdicts(inbox) == ["Sah, utuh", "Revisi kembar", "Revisi kembar"]
    assert inbox.acceptable == [str(files["r1"])]
    take_all(qtbot, page)
    assert held(window) == 6400
    inbox.table.go_to(str(files["kembar"]))
    assert "revisi yang sama (2)" in inbox.verdict.outcome.text()
    assert "r2.xlsx" in inbox.verdict.outcome.text()
    assert "lebih dari satu berkas dengan revisi 2" in inbox.verdict.reply.text()
    answers.will("ask", False)
    qtbot.mouseClick(inbox.verdict.accept, LEFT)
    assert held(window) == 6400
    answers.will("ask", True)
    with qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(inbox.verdict.accept, LEFT)
    assert "r2.xlsx" in answers.told[-1]
    assert verdicts(inbox) == ["Diterima", "Mundur", "Diterima"]
    assert "revisi 2) sah dan sudah kami terima. Tanda terimanya" in inbox.verdict.reply.text()
    assert held(window) == 6450


def test_a_file_that_lies_there_under_two_names_is_one_package(qtbot, province, files):
    window, page = province
    copied = files["r1"].with_name("unduhan (1).xlsx")
    copied.write_bytes(files["r1"].read_bytes())
    judged(qtbot, page.inbox, [files["r1"], copied, files["r2"]], 3)
    assert verdicts(page.inbox) == ["Sah, utuh", "Berkas rangkap", "Sah, utuh"]
    assert "(2)" in page.inbox.bar.accept_all.text()
    page.inbox.table.go_to(str(copied))
    assert page.inbox.verdict.accept.isHidden()
    assert files["r1"].name in page.inbox.verdict.outcome.text()
    take_all(qtbot, page)
    assert verdicts(page.inbox) == ["Diterima", "Sudah diterima", "Diterima"]
    assert [one.revisi for one in dispatch.packages(window.session.office)] == [2, 1]


def test_a_newer_revision_waits_until_the_twins_below_it_are_decided_on(
    qtbot, province, files, answers
):
    window, page = province
    inbox = page.inbox
    judged(qtbot, inbox, [files[one] for one in ("r1", "r2", "kembar", "r3")], 4)
    assert verdicts(inbox) == ["Sah, utuh", *["Revisi kembar"] * 2, "Menunggu keputusan"]
    take_all(qtbot, page)
    assert held(window) == 6400
    inbox.table.go_to(str(files["r3"]))
    assert "Revisi 3 ini disusun di atas r2.xlsx" in inbox.verdict.outcome.text()
    assert "revisi 3 sudah memuat semuanya" in inbox.verdict.reply.text()
    answers.will("ask", True)
    with qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(inbox.verdict.accept, LEFT)
    assert "kembar.xlsx" in answers.told[-1]
    # Whoever has decided so has decided about the twins too.
    assert verdicts(inbox) == ["Diterima", "Revisi lama", "Revisi lama", "Diterima"]
    assert held(window) == 6600


def test_once_the_twins_are_decided_on_the_newer_revision_is_taken_in_with_all(
    qtbot, province, files, answers
):
    window, page = province
    inbox = page.inbox
    judged(qtbot, inbox, [files[one] for one in ("r1", "r2", "kembar", "r3")], 4)
    inbox.table.go_to(str(files["r2"]))
    answers.will("ask", True)
    with qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(inbox.verdict.accept, LEFT)
    assert inbox.acceptable == [str(files["r3"])]
    take_all(qtbot, page)
    assert held(window) == 6600


def test_taking_in_can_be_stopped_between_two_packages(qtbot, province, files):
    window, page = province
    inbox = page.inbox
    judged(qtbot, inbox, [files["r1"], files["r2"], files["r3"]], 3)
    # The user presses "Batal" when the second of three is about to go in.
    inbox.intake.advanced.connect(lambda _told, done, _all: done == 1 and inbox.bar.cancel.click())
    take_all(qtbot, page)
    assert inbox.messages.text == (
        "Penerimaan dihentikan: 2 dari 3 paket sudah diterima, sisanya menunggu di meja ini."
    )
    assert verdicts(inbox) == ["Diterima", "Diterima", "Sah, utuh"]
    assert held(window) == 6500
    assert inbox.bar.meter.isHidden()
    inbox.intake.advanced.disconnect()
    rest = next(
        one for one in inbox.messages.findChildren(Button) if one.text() == "Terima sisanya"
    )
    with qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(rest, LEFT)
    assert held(window) == 6600


def test_taking_in_that_is_stopped_during_its_backup_takes_nothing_in(qtbot, province, files):
    window, page = province
    inbox = page.inbox
    judged(qtbot, inbox, [files["r1"]], 1)
    with qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(inbox.bar.accept_all, LEFT)
        qtbot.mouseClick(inbox.bar.cancel, LEFT)
    assert "sebelum ada paket yang diterima" in inbox.messages.text
    assert held(window) is None
    assert not window.session.office.paused
    assert inbox.acceptable == [str(files["r1"])]


def test_a_twin_that_is_a_fork_too_asks_both(qtbot, province, files, answers):
    _window, page = province
    inbox = page.inbox
    judged(qtbot, inbox, [files["r1"], files["r2"]], 2)
    take_all(qtbot, page)
    judged(qtbot, inbox, [files["r3"], files["cabang"]], 4)
    inbox.table.go_to(str(files["cabang"]))
    answers.will("ask", False)
    qtbot.mouseClick(inbox.verdict.accept, LEFT)
    assert "revisi yang sama (3)" in answers.told[-1]
    assert "disusun di atas paket lain" in answers.told[-1]


def test_what_is_undecided_stays_on_the_table_while_receipts_are_signed(qtbot, province, files):
    _window, page = province
    inbox = page.inbox
    judged(qtbot, inbox, [files["r1"], files["r2"], files["kembar"]], 3)
    take_all(qtbot, page)
    qtbot.mouseClick(inbox.bar.receipts, LEFT)
    assert page.book.form.isVisible()
    qtbot.keyClick(page.book.form.passphrase, Qt.Key.Key_Escape)
    assert inbox.table.hasFocus()
    assert verdicts(inbox) == ["Diterima", "Revisi kembar", "Revisi kembar"]


def test_a_file_that_went_with_its_flash_drive_is_not_held_against_the_sender(
    qtbot, province, files
):
    _window, page = province
    inbox, data = page.inbox, files["r1"].read_bytes()
    files["r1"].unlink()
    judged(qtbot, inbox, [files["r1"]], 1)
    assert verdicts(inbox) == ["Tidak terbaca di sini"]
    card = inbox.verdict
    assert card.verdict.text() == "Tidak terbaca di sini"
    assert "Berkas r1.xlsx tidak ada di" in card.sentence.text()
    assert "flashdisk belum terpasang, lalu pilih kembali" in card.sentence.text()
    assert card.reply.text().startswith("Belum ada yang perlu disampaikan kepada pengirim")
    assert not card.copy.isVisible()
    files["r1"].write_bytes(data)
    judged(qtbot, inbox, [files["r1"]], 1)
    qtbot.waitUntil(lambda: verdicts(inbox) == ["Sah, utuh"])
    assert card.copy.isVisible()


def test_what_was_withdrawn_is_no_longer_called_accepted_on_the_table(qtbot, province, files):
    window, page = province
    inbox, office = page.inbox, window.session.office
    judged(qtbot, inbox, [files["r1"], files["r2"]], 2)
    take_all(qtbot, page)
    newest, _ = dispatch.packages(office)
    dispatch.set_state(office, newest.nomor, dispatch.DITARIK)
    # As soon as a letter has been installed.
    inbox.letters.installed.emit()
    assert verdicts(inbox) == ["Diterima", "Ditarik"]
    inbox.table.go_to(str(files["r2"]))
    assert inbox.verdict.verdict.text() == "Ditarik"
    assert "sudah Anda tarik" in inbox.verdict.reply.text()
    assert inbox.intake.taken == {inbox.entries[str(files["r1"])].laporan.paket_id}


def test_a_zip_brings_its_packages_to_the_table(qtbot, province, files, tmp_path):
    _window, page = province
    with zipfile.ZipFile(tmp_path / "kiriman.zip", "w") as archive:
        for name in ("r1", "r2"):
            archive.write(files[name], f"Kupang/{name}.xlsx")
    judged(qtbot, page.inbox, [tmp_path / "kiriman.zip"], 2)
    assert verdicts(page.inbox) == ["Sah, utuh", "Sah, utuh"]
    take_all(qtbot, page)
    assert verdicts(page.inbox) == ["Diterima", "Diterima"]
    place = next(iter(page.inbox.entries.values())).path.parent
    page.inbox.clear()
    assert not place.exists()


def test_files_copied_in_a_file_manager_can_be_pasted(qtbot, province, files, tmp_path):
    _window, page = province
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(files["r1"].parent))])
    QGuiApplication.clipboard().setMimeData(copied)
    page.inbox.zone.paste.click()
    qtbot.waitUntil(lambda: len(page.inbox.entries) == len(files), timeout=A_WHILE)
    qtbot.waitUntil(page.inbox.bar.choose.isEnabled, timeout=A_WHILE)
    page.inbox.clear()
    (tmp_path / "kosong").mkdir()
    page.inbox.judge([tmp_path / "kosong"])
    qtbot.waitUntil(lambda: "tidak ada paket" in page.inbox.messages.text, timeout=A_WHILE)


def test_the_book_tells_what_was_replaced(qtbot, province, files):
    _window, page = province
    judged(qtbot, page.inbox, [files["r1"], files["r2"]], 2)
    take_all(qtbot, page)
    page.inbox.clear()
    qtbot.waitUntil(lambda: len(page.book.table.ledger.rows) == 2)
    assert [row.cells[5].text for row in page.book.table.ledger.rows] == [
        "Sah, utuh",
        "Diganti revisi 2",
    ]
    page.book.table.go_to("1")
    assert page.book.detail.text().endswith("Sudah diganti revisi 2.")


def test_a_copy_with_marks_is_saved_for_the_sender(qtbot, province, files, tmp_path, answers):
    _window, page = province
    inbox, photo = page.inbox, tmp_path / "foto.xlsx"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(99))
    judged(qtbot, inbox, [files["r1"], photo], 2)
    inbox.table.go_to(str(photo))
    assert inbox.verdict.marked.isHidden()
    inbox.table.go_to(str(files["r1"]))
    target = tmp_path / "salinan.xlsx"
    answers.will("save_file", target)
    qtbot.mouseClick(inbox.verdict.marked, LEFT)
    qtbot.waitUntil(lambda: "sel ditandai" in inbox.messages.text, timeout=A_WHILE)
    assert "bukan paket" in inbox.messages.text
    assert target.read_bytes().startswith(b"PK")
    assert inbox.verdict.marked.isEnabled()
