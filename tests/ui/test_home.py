"""Beranda: what is missing, who is not served, what is next, and one key to get there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.indeks import Status
from app.domain.periode import Periode
from app.store import deadlines, dispatch
from app.store.door import CellWrite
from app.ui.colours import Tone
from app.ui.pages.home import HomePage
from app.ui.pages.home_deadline import waiting
from app.ui.pages.home_parts import Figure, FigureCard
from app.ui.pages.home_province import ProvinceHome
from app.ui.pages.home_region import RegionHome
from app.ui.pages.package import PackagePage
from tests.ui.contoh_daerah import PERIODE, arrived, desk, enter, fill, open_sheet
from tests.ui.contoh_jendela import ENDE, NOW, NTT, new_office, open_session, put_on_screen

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.pages.home_figures import Figures
    from app.ui.session import Session

Key = Qt.Key
ALL_KABUPATEN = 22


@pytest.fixture
def window(qtbot, tmp_path) -> MainWindow:
    return desk(qtbot, new_office(tmp_path / "ende", ENDE), "beranda")


def region_home(qtbot, window: MainWindow) -> RegionHome:
    page = window.desk.current_page
    assert isinstance(page, HomePage)
    assert isinstance(page.place, RegionHome)
    qtbot.waitUntil(lambda: page.place.figures is not None)
    return page.place


def seen(home: RegionHome) -> Figures:
    assert home.figures is not None
    return home.figures


def unfinished(home: RegionHome) -> str:
    """The layanan to go on with; empty when there is none."""
    wanted = seen(home).unfinished
    return wanted.form.kode if wanted else ""


def province_home(qtbot, session: Session) -> tuple[HomePage, ProvinceHome]:
    """The page and its body; the page must be kept, or Python takes it away."""
    session.set_periode(PERIODE)
    page = HomePage(session)
    page.resize(1366, 768)
    put_on_screen(qtbot, page)
    page.enter()
    assert isinstance(page.place, ProvinceHome)
    qtbot.waitUntil(lambda: page.place.recap is not None)
    return page, page.place


def test_an_empty_office_knows_its_deadline_and_where_to_begin(qtbot, window):
    home = region_home(qtbot, window)
    assert home.deadline.figure == "5 hari lagi"
    assert "Sabtu, 10 Oktober" in home.deadline.words.text()
    assert home.unserved.figure == "–"
    assert home.index.figure == "–"
    assert "0 dari 3 lengkap · 3 kosong" in home.progress.lines[0].accessibleDescription()
    assert "belum dimulai" in home.next.detail


def test_people_not_served_are_counted_while_the_page_is_in_view(qtbot, window):
    home = region_home(qtbot, window)
    cells = {"penerima__harus__jumlah": 1_200, "penerima__terlayani__jumlah": 950}
    enter(window.session, "KES-01", **cells)
    qtbot.waitUntil(lambda: home.unserved.figure == "250 orang")
    assert "Ibu hamil 250" in home.unserved.words.text()


def test_an_unfinished_index_is_called_provisional_with_the_reason(qtbot, window):
    home = region_home(qtbot, window)
    fill(window.session, ENDE, 80, gaps=frozenset({"KES-01"}))
    qtbot.waitUntil(lambda: home.index.figure != "–")
    assert seen(home).indeks.status is Status.BELUM_LENGKAP
    assert "sementara" in home.index.figure
    assert "1 sel wajib kosong" in home.index.words.text()


def test_a_complete_region_has_an_index_with_its_band(qtbot, window):
    home = region_home(qtbot, window)
    fill(window.session, ENDE, 80)
    qtbot.waitUntil(lambda: home.index.figure == "80,00 Tuntas Madya")
    assert home.unserved.figure == "500 orang"


def test_what_e_spm_shows_stands_beside_the_index_and_never_in_it(qtbot, window):
    home = region_home(qtbot, window)
    assert home.espm.text() == "Nilai e-SPM triwulan ini belum dicatat."
    enter(window.session, "ESP-01", nilai__daerah__indeks=8100)
    qtbot.waitUntil(lambda: "indeks di sini belum ada" in home.espm.text())
    fill(window.session, ENDE, 80, gaps=frozenset({"KES-01"}))
    qtbot.waitUntil(lambda: "indeks sementara ini" in home.espm.text())
    fill(window.session, ENDE, 80)
    within = "e-SPM 81,00: selisih +1,00, dalam batas 1,00 poin."
    qtbot.waitUntil(lambda: home.espm.text() == within)
    assert home.index.figure == "80,00 Tuntas Madya"
    enter(window.session, "ESP-01", nilai__daerah__indeks=8101, nilai__daerah__sumber="dasbor")
    qtbot.waitUntil(lambda: "di luar batas" in home.espm.text())
    assert home.espm.accessibleDescription() == "Dilihat di Dasbor e-SPM, tanpa tanggal."
    enter(window.session, "ESP-01", nilai__daerah__indeks=8000)
    qtbot.waitUntil(lambda: "80,00: sama dengan indeks ini" in home.espm.text())
    qtbot.keyClick(home.espm, Key.Key_Return)
    sheet, cell = open_sheet(window)
    assert (sheet.form.kode, cell) == ("ESP-01", "nilai.daerah.indeks")


def test_a_province_sees_beside_the_index_of_a_region_what_it_noted_itself(qtbot, province):
    fill(province, "53.01", 90)
    enter(province, "ESP-P01", nilai__k5301__daerah=8950)
    page, _home = province_home(qtbot, province)
    province.set_wilayah("53.01")
    qtbot.waitUntil(lambda: isinstance(page.place, RegionHome))
    place = page.place
    assert isinstance(place, RegionHome)
    qtbot.waitUntil(lambda: "89,50: selisih" in place.espm.text())
    assert place.espm.accessibleDescription().startswith("Dilihat oleh provinsi. ")


def test_enter_on_an_urusan_opens_its_first_unfinished_layanan_at_the_empty_cell(qtbot, window):
    home = region_home(qtbot, window)
    fill(window.session, ENDE, 80, gaps=frozenset({"KES-04"}))
    kesehatan = next(line for line in home.progress.lines if line.urusan.kode == "KES")
    kesehatan.setFocus()
    qtbot.waitUntil(lambda: "11 dari 12" in home.progress.lines[1].accessibleDescription())
    qtbot.keyClick(home.progress.lines[1], Key.Key_Return)
    sheet, cell = open_sheet(window)
    assert sheet.form.kode == "KES-04"
    assert sheet.is_missing(cell)


def test_a_layanan_that_was_begun_comes_before_one_that_is_empty(qtbot, window):
    home = region_home(qtbot, window)
    enter(window.session, "SOS-01", penerima__harus__jumlah=50)
    qtbot.waitUntil(lambda: unfinished(home) == "SOS-01")
    qtbot.waitUntil(lambda: "Sosial" in home.next.detail)
    empty = len(seen(home).kelengkapan.kosong) - sum(
        len(one.kelengkapan.kosong) for one in seen(home).layanan if one.form.kode != "SOS-01"
    )
    assert f"{empty} sel wajib masih kosong" in home.next.detail


def test_the_loud_button_goes_on_where_the_work_stopped(qtbot, window):
    home = region_home(qtbot, window)
    enter(window.session, "PUM-01", penerima__harus__jumlah=50)
    qtbot.waitUntil(lambda: unfinished(home) == "PUM-01")
    qtbot.keyClick(home.next.button, Key.Key_Return)
    assert open_sheet(window)[0].form.kode == "PUM-01"


def test_in_a_narrow_window_what_is_next_stands_above_the_progress(qtbot, window):
    home = region_home(qtbot, window)
    side = home.progress.parentWidget()
    assert side is not None
    assert home.next.x() > side.x()
    window.resize(911, 512)
    qtbot.waitUntil(lambda: home.package.geometry().bottom() < side.y())
    assert home.next.y() < home.package.y()


def test_when_all_is_complete_the_loud_button_leads_to_the_package(qtbot, window):
    home = region_home(qtbot, window)
    fill(window.session, ENDE, 90)
    qtbot.waitUntil(lambda: unfinished(home) == "")
    qtbot.mouseClick(home.next.button, Qt.MouseButton.LeftButton)
    assert isinstance(window.desk.current_page, PackagePage)


def test_what_blocks_a_signature_is_named_and_one_key_away(qtbot, window):
    home = region_home(qtbot, window)
    cells = {"penerima__harus__jumlah": 10, "penerima__harus__dis": 11}
    enter(window.session, "KES-02", **cells)
    qtbot.waitUntil(lambda: len(seen(home).blocking) == 1)
    line = home.findings.lines[0]
    assert line.text() == "Ibu bersalin"
    assert "11" in line.accessibleDescription()
    qtbot.keyClick(line, Key.Key_Return)
    sheet, cell = open_sheet(window)
    assert (sheet.form.kode, cell) == ("KES-02", "penerima.harus.dis")


def test_warnings_are_counted_and_do_not_block(qtbot, window):
    home = region_home(qtbot, window)
    cells = {"penerima__harus__jumlah": 10, "penerima__terlayani__jumlah": 12}
    enter(window.session, "KES-02", **cells)
    qtbot.waitUntil(lambda: len(seen(home).warnings) == 1)
    assert not seen(home).blocking
    assert home.findings.lines[0].text() == "1 peringatan"


def test_a_figure_below_that_of_the_quarter_before_blocks(qtbot, window):
    home = region_home(qtbot, window)
    session = window.session
    session.set_periode(PERIODE.sebelum())
    form = session.forms["KES-01"]
    sel = "penerima.terlayani.jumlah"
    before = CellWrite("KES-01", ENDE, str(form.home_period(sel, PERIODE.sebelum())), sel, 90)
    session.write([before], jenis="isi", label="isi")
    session.set_periode(PERIODE)
    enter(session, "KES-01", penerima__harus__jumlah=100, penerima__terlayani__jumlah=80)
    qtbot.waitUntil(lambda: any(one.aturan.kode == "SPM-02" for one in seen(home).blocking))


def test_another_deadline_is_told_with_its_reason_and_what_it_is_for(qtbot, window):
    home = region_home(qtbot, window)
    session, later, latest = window.session, date(2026, 10, 20), date(2026, 10, 28)
    for kode in ("provinsi", "kemiskinan"):
        deadlines.learn(session.office, ENDE, PERIODE, kode, later, "Banjir memutus jalan.")
    session.settings_changed.emit()
    qtbot.waitUntil(lambda: home.deadline.figure == "15 hari lagi")
    told = "Provinsi memberi tenggat lain untuk SPM dan Kemiskinan, 20 Oktober: Banjir memutus"
    assert told in home.deadline.words.text()
    deadlines.learn(session.office, ENDE, PERIODE, "kemiskinan", latest, "BPS terlambat.")
    session.settings_changed.emit()
    qtbot.waitUntil(lambda: "untuk Kemiskinan, 28 Oktober: BPS" in home.deadline.words.text())
    assert "untuk SPM, 20 Oktober: Banjir" in home.deadline.words.text()
    for kode in ("provinsi", "kemiskinan"):
        deadlines.learn(session.office, ENDE, PERIODE, kode, date(2026, 10, 10), "")
    session.settings_changed.emit()
    qtbot.waitUntil(lambda: home.deadline.figure == "5 hari lagi")
    assert "tenggat lain" not in home.deadline.words.text()


def test_other_documents_are_named_a_month_before_they_fall_due(qtbot, window):
    home = region_home(qtbot, window)
    session = window.session
    assert "PJPK" not in home.deadline.words.text()
    deadlines.set_deadline(session.office, Periode(2026, 2), "pjpk", date(2026, 10, 30))
    session.settings_changed.emit()
    told = "Pemantauan PJPK semester I 2026: Jumat, 30 Oktober."
    qtbot.waitUntil(lambda: told in home.deadline.words.text())
    assert home.deadline.figure == "5 hari lagi"


def test_the_province_sees_the_day_a_region_was_allowed_on_its_beranda(qtbot, province):
    day, why = date(2026, 10, 25), "Kapal tidak berlayar."
    one = deadlines.Pengecualian("53.01", str(PERIODE), "provinsi", day, why)
    deadlines.allow(province.office, one)
    page, home = province_home(qtbot, province)
    assert "tenggat lain" not in home.deadline.words.text()
    province.set_wilayah("53.01")
    qtbot.waitUntil(lambda: isinstance(page.place, RegionHome))
    place = page.place
    assert isinstance(place, RegionHome)
    qtbot.waitUntil(lambda: place.deadline.figure == "15 hari lagi")
    assert why in place.deadline.words.text()


def test_a_package_that_went_out_takes_the_place_of_the_countdown(qtbot, window):
    home = region_home(qtbot, window)
    session = window.session
    entry = dispatch.Paket(
        arah="keluar", putusan="menunggu_tanda_terima", nama_berkas="a.xlsx", paket_id="a" * 64,
        wilayah=ENDE, periode=str(PERIODE), revisi=1,
    )  # fmt: skip
    dispatch.record_package(session.office, entry, b"")
    enter(session, "KES-02", penerima__harus__jumlah=10)
    qtbot.waitUntil(lambda: home.deadline.figure.startswith("Terkirim"))
    assert "revisi 1, 5 Oktober" in home.deadline.figure
    assert home.package.state.text == "Menunggu tanda terima"
    assert "1 sel berubah sesudahnya" in home.package.words.text()


@pytest.mark.parametrize(
    ("today", "figure", "unit"),
    [
        (date(2026, 9, 30), "10", "hari lagi"),
        (date(2026, 10, 9), "Besok", ""),
        (date(2026, 10, 10), "Hari ini", ""),
        (date(2026, 10, 11), "9", "hari lagi"),
        (date(2026, 10, 25), "5", "hari terlewat"),
    ],
)
def test_the_days_are_told_in_words(tmp_path, today, figure, unit):
    moment = NOW + (today - NOW.date())
    with open_session(new_office(tmp_path / "ende", ENDE), moment) as session:
        session.set_periode(PERIODE)
        told = waiting(session)
    assert (told.figure, told.unit) == (figure, unit)


def test_a_deadline_the_province_set_is_the_one_that_counts(session):
    session.set_periode(PERIODE)
    deadlines.set_deadline(session.office, PERIODE, "provinsi", date(2026, 10, 7))
    assert waiting(session).figure == "2"


def test_each_part_of_the_work_is_named_once_it_has_a_day_of_its_own(session):
    session.set_periode(PERIODE)
    words = waiting(session).words
    assert (words.count("Kirim ke provinsi"), words.count("kemiskinan")) == (1, 0)
    deadlines.set_deadline(session.office, PERIODE, "kemiskinan", date(2026, 10, 7))
    found = waiting(session)
    assert found.figure == "2"
    assert [line.partition(":")[0] for line in found.words.splitlines()] == [
        "Kirim kemiskinan ke provinsi",
        "Kirim SPM ke provinsi",
        "Pengisian e-SPM ditutup",
    ]


def test_the_province_sees_what_arrived_who_is_awaited_and_the_mean(qtbot, province):
    fill(province, "53.01", 90)
    fill(province, "53.02", 80)
    fill(province, "53.03", 70, gaps=frozenset({"KES-01"}))
    arrived(province, "53.01")
    _page, home = province_home(qtbot, province)
    assert home.received.figure == "3 dari 22 kabupaten/kota"
    assert "2 lengkap · 1 belum lengkap · 19 belum ada data" in home.received.words.text()
    assert home.mean.figure == "85,00 Tuntas Madya"
    assert "2 daerah" in home.mean.words.text()
    assert len(home.board.tiles) == ALL_KABUPATEN
    states = {tile.kode: [line.word for line in tile.lines] for tile in home.board.tiles}
    assert states["53.01"] == ["lengkap", "belum"]
    assert states["53.03"] == ["diisi di sini", "belum"]
    assert states["53.04"] == ["belum", "belum"]


def test_after_the_deadline_the_silent_ones_are_late_by_days(qtbot, tmp_path):
    late = NOW + timedelta(days=8)
    with open_session(new_office(tmp_path / "ntt", NTT), late) as session:
        fill(session, "53.01", 90)
        _page, home = province_home(qtbot, session)
        tiles = {tile.kode: tile for tile in home.board.tiles}
    assert [line.word for line in tiles["53.02"].lines] == ["lewat 3 hari"] * 2
    assert tiles["53.02"].spoken == (
        "Kabupaten Timor Tengah Selatan. SPM: terlambat 3 hari. Kemiskinan: terlambat 3 hari."
    )
    assert tiles["53.01"].lines[0].word == "diisi di sini"


def test_who_is_awaited_can_be_pasted_into_a_chat_group(qtbot, province):
    fill(province, "53.01", 90)
    fill(province, "53.03", 70, gaps=frozenset({"KES-01"}))
    _page, home = province_home(qtbot, province)
    qtbot.mouseClick(home.awaited.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "Kabupaten Belu" in text
    assert "Kabupaten Timor Tengah Utara (1 sel kosong)" in text
    spm = text.split("Kemiskinan:")[0]
    assert "Belum mengirim (20): " in spm
    assert "Kabupaten Kupang" not in spm.split("Belum mengirim")[1]
    assert "Belum mengirim (22): semua kabupaten/kota." in text


def test_a_province_that_looks_at_a_kabupaten_sees_its_beranda(qtbot, province):
    fill(province, "53.01", 90)
    page, _home = province_home(qtbot, province)
    province.set_wilayah("53.01")
    qtbot.waitUntil(lambda: isinstance(page.place, RegionHome))
    place = page.place
    assert isinstance(place, RegionHome)
    qtbot.waitUntil(lambda: place.figures is not None)
    assert seen(place).wilayah.kode == "53.01"
    assert place.index.figure == "90,00 Tuntas Utama"


def test_figures_side_by_side_need_no_more_room_than_a_small_screen_has(qtbot):
    figures = [Figure("Tenggat"), Figure("Belum terlayani"), Figure("Indeks Pencapaian SPM")]
    figures[0].say("Terkirim", "revisi 12, 29 November", "Kirim ke provinsi.", ("clock", Tone.INFO))
    figures[1].say("1.218.786", "orang", "Terbanyak: usia produktif.")
    figures[2].say("87,56", "Tuntas Paripurna (sementara)", "Rata-rata 5 urusan.")
    card = FigureCard(figures)
    put_on_screen(qtbot, card)
    wide = card.minimumSizeHint().width()
    assert 811 < wide <= 1266
    card.set_width(811)
    qtbot.waitUntil(lambda: card.minimumSizeHint().width() <= 811)
    card.set_width(1266)
    qtbot.waitUntil(lambda: card.minimumSizeHint().width() == wide)
