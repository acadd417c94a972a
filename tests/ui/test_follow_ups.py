"""Tindak lanjut in the window: decided, reported, settled and shared, by keys alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.tindak_lanjut import JenisLanjut, KeadaanLanjut
from app.exchange import tindak_lanjut
from app.exchange.tindak_lanjut import Rancangan
from app.store import follow_ups
from app.ui.charts.ledger import Head, Ledger
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.entry import EntryPage
from app.ui.pages.follow_ups import FollowUpsPage
from app.ui.session import Session
from tests.ui.contoh_jendela import ENDE, NOW, NTT, clock, new_office, put_on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
TODAY = NOW.date()
A_WHILE = 60_000


def desk(qtbot, folder: Path, wilayah: str) -> MainWindow:
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    assert window.open_office(new_office(folder, wilayah))
    return window


def page_of(window: MainWindow) -> FollowUpsPage:
    window.desk.show_page("tindak_lanjut")
    page = window.desk.current_page
    assert isinstance(page, FollowUpsPage)
    return page


@pytest.fixture
def kabupaten(qtbot, tmp_path) -> MainWindow:
    return desk(qtbot, tmp_path / "ende", ENDE)


@pytest.fixture
def provinsi(qtbot, tmp_path) -> MainWindow:
    return desk(qtbot, tmp_path / "ntt", NTT)


def decided(window: MainWindow, uraian: str = "Data ulang", opd: str = "Dinas Kesehatan",
            days: int = 4, wilayah: str = "", tentang: str = ""):  # fmt: skip
    office = window.session.office
    draft = Rancangan(
        TODAY - timedelta(days=20), "Rakor", uraian, "Kepala Bidang", opd,
        TODAY + timedelta(days=days), 3, tentang,
    )  # fmt: skip
    where = [wilayah or office.identitas.wilayah]
    return tindak_lanjut.decide(office, draft, where, pelaku="Maria")[0]


def only(window: MainWindow):
    (one,) = follow_ups.follow_ups(window.session.office)
    return one


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_in(qtbot, words: str) -> None:
    qtbot.keyClicks(focused(), words)
    qtbot.keyClick(focused(), Key.Key_Tab)


def by_letter(qtbot, place: QWidget, key: Qt.Key, seen) -> None:
    """Alt and a letter; the button goes down and up again before it acts."""
    qtbot.keyClick(place, key, ALT)
    qtbot.waitUntil(seen, timeout=A_WHILE)


def column(page: FollowUpsPage, place: int) -> list[str]:
    return [row.cells[place].text for row in page.table.ledger.rows]


def test_a_meeting_is_written_down_by_keys_alone(qtbot, kabupaten):
    rail = kabupaten.desk.rail.item("tindak_lanjut")
    by_letter(qtbot, kabupaten, Key.Key_J, rail.isChecked)
    page = kabupaten.desk.current_page
    assert isinstance(page, FollowUpsPage)
    assert "Belum ada tindak lanjut" in page._nothing.text()
    by_letter(qtbot, page, Key.Key_L, page.form.isVisible)
    assert focused() is page.form.meeting
    qtbot.keyClick(focused(), Key.Key_Tab)
    for words in ("Rakor TKPK", "Data ulang ibu bersalin", "Dinas Kesehatan", "Kepala Bidang"):
        type_in(qtbot, words)
    assert focused() is page.form.until
    qtbot.keyClicks(focused(), "12102026")
    qtbot.keyClick(focused(), Key.Key_Tab)
    qtbot.keyClick(focused(), Key.Key_Down)
    for _ in range(2):
        qtbot.keyClick(focused(), Key.Key_Tab)
    assert focused() is page.form.about
    qtbot.keyClicks(focused(), "kes")
    qtbot.keyClick(focused(), Key.Key_Return)

    one = only(kabupaten)
    assert (one.uraian, one.opd, one.pj) == (
        "Data ulang ibu bersalin", "Dinas Kesehatan", "Kepala Bidang",
    )  # fmt: skip
    assert (one.tenggat, one.bobot, one.tentang) == (date(2026, 10, 12), 4, "KES")
    assert page.messages.text == "Tersimpan: 1 tindak lanjut."
    assert column(page, 0) == ["Data ulang ibu bersalin"]
    assert column(page, 4) == ["7 hari lagi"]
    assert focused() is page.table


def test_what_is_wrong_is_said_and_what_was_typed_stays(qtbot, kabupaten):
    page = page_of(kabupaten)
    page.decide.click()
    page.form.what.setText("Hubungi 0812 3456 7890")
    page.form.opd.setText("Dinas")
    page.form.who.setText("Kepala")
    page.form.save.click()
    assert "nomor telepon" in page.form.messages.text
    assert page.form.what.text() == "Hubungi 0812 3456 7890"
    page.form.leave.click()
    assert page.table.parent() is not None
    assert not follow_ups.follow_ups(kabupaten.session.office)


def test_the_first_empty_line_is_named_and_has_the_focus(qtbot, kabupaten):
    page = page_of(kabupaten)
    page.decide.click()
    page.form.save.setFocus()
    page.form.save.click()
    assert page.form.messages.text.startswith("Uraian")
    assert page.form.what.hasFocus()
    page.form.what.setText("Data ulang")
    page.form.save.click()
    assert page.form.opd.hasFocus()


def test_what_all_regions_have_to_do_stands_in_their_order_and_none_is_cut(qtbot, provinsi):
    provinsi.resize(1366, 768)
    page = page_of(provinsi)
    page.decide.click()
    for line, words in ((page.form.what, "Data"), (page.form.opd, "Dinas"), (page.form.who, "PJ")):
        line.setText(words)
    page.form.save.click()
    qtbot.wait(1)
    assert [one.wilayah for one in page.found.values()] == sorted(page.form.place.itemData(0))
    painter, regions = page.table._painter, provinsi.session.regions
    for row, one in zip(page.table.ledger.rows, page.found.values(), strict=True):
        assert " ".join(painter._broken(row.cells[1], 1)) == regions[one.wilayah].singkat


def test_an_office_reports_and_settles_its_own(qtbot, kabupaten):
    decided(kabupaten)
    page = page_of(kabupaten)
    qtbot.keyClick(page.table, Key.Key_Return)
    assert focused() is page.block.state
    qtbot.keyClick(focused(), Key.Key_Down)
    qtbot.keyClick(focused(), Key.Key_Tab)
    qtbot.keyClicks(focused(), "Dua puskesmas sudah.")
    by_letter(qtbot, page, Key.Key_A, lambda: page.block.words.text() == "")
    assert only(kabupaten).keadaan is KeadaanLanjut.BERJALAN
    assert "Dua puskesmas sudah." in page.block._thread.text()
    assert not page.block.travels.isVisible()

    by_letter(qtbot, page, Key.Key_I, page.block.messages.isVisible)
    assert "masih kosong" in page.block.messages.text
    assert focused() is page.block.reason
    until = TODAY + timedelta(days=40)
    qtbot.keyClicks(page.block.reason, "Menunggu data.")
    page.block.day.setDate(QDate(until.year, until.month, until.day))
    by_letter(qtbot, page, Key.Key_E, lambda: page.block.reason.text() == "")
    assert only(kabupaten).tenggat == until
    assert "Menunggu data." in page.block._thread.text()

    qtbot.keyClicks(page.block.reason, "Cocok.")
    by_letter(qtbot, page, Key.Key_I, lambda: page.block.reason.text() == "")
    assert only(kabupaten).ditutup
    assert page.by_state.currentData() == ""
    assert not page.block.words.isVisible()
    qtbot.keyClicks(page.block.reason, "Belum semua.")
    by_letter(qtbot, page, Key.Key_U, lambda: page.block.reason.text() == "")
    assert only(kabupaten).keadaan is KeadaanLanjut.DIBUKA_LAGI
    assert [one.jenis for one in only(kabupaten).kejadian] == [
        JenisLanjut.TETAPKAN, JenisLanjut.LAPOR, JenisLanjut.TENGGAT, JenisLanjut.TUTUP,
        JenisLanjut.BUKA,
    ]  # fmt: skip


def test_the_province_decides_for_a_klaster_and_waits_for_reports(qtbot, provinsi):
    page = page_of(provinsi)
    page.decide.click()
    for line, words in ((page.form.what, "Data"), (page.form.opd, "Dinas"), (page.form.who, "PJ")):
        line.setText(words)
    everybody = page.form.place.itemData(0)
    assert len(everybody) == 22
    page.form.place.setCurrentIndex(1)
    chosen = page.form.place.currentData()
    page.form.save.click()
    assert {one.wilayah for one in page.found.values()} == set(chosen)
    assert 1 < len(chosen) < len(everybody)
    assert "balasan berikutnya" in page.messages.text
    assert not page.block.report.isVisible()
    assert page.block.close_.isVisible()
    assert page.block.travels.text().startswith("Keputusan ini ikut dalam balasan berikutnya")


def test_a_region_reports_on_what_the_province_decided_and_settles_nothing(kabupaten, provinsi):
    one = decided(provinsi, wilayah=ENDE)
    follow_ups.add(kabupaten.session.office, [one])
    page = page_of(kabupaten)
    assert (page.block.report.isVisible(), page.block.close_.isVisible()) == (True, False)
    assert "ikut dalam paket berikutnya" in page.block.travels.text()
    assert "Provinsi Nusa Tenggara Timur" in page.block._facts.text()


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)], ids=["home", "at 150 %"])
def test_long_names_take_more_lines_and_none_is_cut(qtbot, provinsi, size):
    long = "Dinas Pekerjaan Umum, Perumahan Rakyat dan Kawasan Permukiman"
    decided(provinsi, "Sinkronkan pagu bantuan rumah dengan DPA perubahan", long, wilayah="53.19")
    decided(provinsi, "Rapat", "Bappeda", days=30)
    provinsi.resize(*size)
    page = page_of(provinsi)
    qtbot.wait(1)
    table = page.table
    heights = [table.rowHeight(row) for row in range(2)]
    line = table.fontMetrics().height()
    assert heights[0] > 3 * line > heights[1] > 2 * line
    assert table.horizontalScrollBar().maximum() == 0
    shown = [table._painter._broken(cell, n) for n, cell in enumerate(table.ledger.rows[0].cells)]
    assert " ".join(shown[1]) == "Manggarai Timur"
    assert " ".join(shown[3]) == "Belum dikerjakan"
    assert page.by_opd.width() < page.width() / 2
    table.sort_by(0, Qt.SortOrder.AscendingOrder)
    assert [table.rowHeight(row) for row in range(2)] == heights[::-1]


def test_filters_show_one_office_one_state_and_what_is_late(kabupaten):
    decided(kabupaten, "Lama", days=-3)
    decided(kabupaten, "Sosial", "Dinas Sosial")
    shut = decided(kabupaten, "Selesai", "Dinas Sosial", days=9)
    tindak_lanjut.close(kabupaten.session.office, shut, "Cocok.", pelaku="Maria")
    page = page_of(kabupaten)
    assert column(page, 0) == ["Lama", "Sosial"]
    assert page.header.subtitle == "3 tindak lanjut; 1 terlambat, 1 jatuh tempo minggu ini."
    for state, shown in (("terlambat", ["Lama"]), ("ditutup", ["Selesai"]), ("berjalan", [])):
        page.by_state.setCurrentIndex(page.by_state.findData(state))
        page.refresh()
        assert column(page, 0) == shown
    assert page._nothing.text() == "Tidak ada tindak lanjut seperti yang dipilih di atas."
    page.by_state.setCurrentIndex(page.by_state.findData(""))
    page.by_opd.setCurrentIndex(page.by_opd.findData("Dinas Sosial"))
    page.refresh()
    assert column(page, 0) == ["Sosial", "Selesai"]


def test_the_weekly_list_is_copied_saved_and_printed(qtbot, kabupaten, answers, tmp_path):
    decided(kabupaten, "Lama", days=-3)
    decided(kabupaten, "Sosial", "Dinas Sosial")
    page = page_of(kabupaten)
    weekly = page.list
    by_letter(qtbot, page, Key.Key_F, weekly.isVisible)
    assert focused() is weekly.copy
    qtbot.keyClick(focused(), Key.Key_Return)
    told = QGuiApplication.clipboard().text()
    assert "DINAS KESEHATAN\n1. Lama\n" in told
    assert "terlambat 3 hari" in told
    assert [row.cells[5].text for row in weekly.figures.ledger.rows] == ["3", "0", "3"]

    weekly.by_opd.setCurrentIndex(weekly.by_opd.findData("Dinas Sosial"))
    weekly.by_opd.activated.emit(weekly.by_opd.currentIndex())
    assert "Lama" not in weekly.words.toPlainText()
    answers.will("save_file", tmp_path / "minggu.txt")
    weekly.save.click()
    assert (tmp_path / "minggu.txt").read_text("utf-8") == weekly.words.toPlainText()
    answers.will("save_file", tmp_path / "minggu.pdf")
    answers.will("show_document", answer=True)
    weekly.print_.click()
    assert weekly.messages.text == "minggu.pdf sedang ditulis …"
    qtbot.waitUntil(lambda: weekly.messages.text.startswith("Tersimpan: "), timeout=20_000)
    assert (tmp_path / "minggu.pdf").read_bytes().startswith(b"%PDF")
    answers.will("save_file", tmp_path / "tiada" / "minggu.txt")
    weekly.save.click()
    assert "minggu.txt" in weekly.messages.text
    weekly.back.click()
    assert focused() is page.table


def test_the_province_looks_at_one_region_and_shares_its_list_alone(qtbot, provinsi):
    decided(provinsi, "Data ulang", wilayah=ENDE)
    decided(provinsi, "Periksa bukti", wilayah="53.01")
    page = page_of(provinsi)
    assert [page.by_region.itemText(n) for n in range(page.by_region.count())] == [
        "Semua daerah", "Kupang", "Ende",
    ]  # fmt: skip
    page.by_region.setFocus()
    qtbot.keyClick(page.by_region, Key.Key_End)
    page.by_region.activated.emit(page.by_region.currentIndex())
    assert column(page, 0) == ["Data ulang"]
    assert page.header.subtitle.startswith("1 ")
    page.refresh()
    assert page.by_region.currentText() == "Ende"
    assert [one.wilayah for one in page.gathered().listed] == [ENDE]


def test_a_kabupaten_has_no_choice_of_regions(kabupaten):
    decided(kabupaten)
    assert not page_of(kabupaten).by_region.isVisible()


@pytest.mark.parametrize(
    ("tentang", "formulir", "sel"),
    [("KES-02 penerima.terlayani.jumlah", "KES-02", "penerima.terlayani.jumlah"),
     ("KES", "KES-01", ""), ("KES-03", "KES-03", "")],
)  # fmt: skip
def test_a_follow_up_leads_to_the_sheet_it_is_about(qtbot, kabupaten, tentang, formulir, sel):
    decided(kabupaten, tentang=tentang)
    page = page_of(kabupaten)
    assert page.block.place.isVisible()
    page.block.place.setFocus()
    qtbot.keyClick(page.block.place, Key.Key_Space)
    entry = kabupaten.desk.current_page
    assert isinstance(entry, EntryPage)
    assert entry.sheet is not None
    assert entry.sheet.form.kode == formulir
    if sel:
        assert entry.grid.current is not None
        assert entry.grid.current.kode == sel


@pytest.mark.parametrize(
    ("tentang", "said"),
    [("KES", "Tentang Kesehatan"), ("KES-03", "Tentang Bayi baru lahir"),
     ("KES-02 penerima.terlayani.jumlah", "Tentang Ibu bersalin: ")],
)  # fmt: skip
def test_what_a_follow_up_is_about_is_said_by_its_name(kabupaten, tentang, said):
    decided(kabupaten, tentang=tentang)
    block = page_of(kabupaten).block
    shown = [one.text() for one in block.findChildren(QLabel)]
    assert any(said in words for words in shown)
    assert not any("penerima.terlayani" in words for words in shown)


def test_a_follow_up_about_nothing_in_particular_leads_nowhere(kabupaten):
    decided(kabupaten)
    assert not page_of(kabupaten).block.place.isVisible()


def test_room_that_is_left_goes_to_the_words_of_a_follow_up(qtbot):
    heads = [
        Head("Tindak lanjut", "Data ulang", grow=True),
        Head("OPD", "Dinas"),
        Head("Sisa", "7"),
    ]
    table = Ledger("Tindak lanjut", heads)
    qtbot.addWidget(table)
    widths = []
    for wide in (600, 900):
        table.resize(wide, 200)
        table.show()
        qtbot.waitUntil(lambda wide=wide: table.viewport().width() > wide - 40)
        widths.append([table.columnWidth(column) for column in range(3)])
    table.close()
    assert widths[0][1:2] == widths[1][1:2]
    assert widths[1][0] - widths[0][0] == 300
