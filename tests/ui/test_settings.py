"""Pengaturan: each section shows what the office holds, and keeps a change at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from app import paths
from app.domain.median import MedianLayanan
from app.domain.periode import Periode
from app.exchange import acuan_median, definisi
from app.store import deadlines, definitions, medians, people
from app.teks import language, t
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_deadlines import DeadlinesSection
from app.ui.pages.settings_definitions_panels import MakePanel
from app.ui.pages.settings_median import MedianSection
from app.ui.pages.settings_method import MethodSection
from app.ui.pages.settings_office import DisplaySection, OfficeSection
from app.ui.pages.settings_people import PeopleSection
from app.ui.pages.settings_section import Section
from tests.exchange.contoh_pendirian import FRASA
from tests.ui.contoh_jendela import ENDE, NTT, OPERATOR, put_on_screen
from tests.ui.contoh_otoritas import panel_of, worked
from tests.ui.contoh_otoritas import sentences as of_kantor

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.session import Session
    from app.ui.widgets.column import Column

Key = Qt.Key
S = TypeVar("S", bound=Section)


def shown(qtbot, session: Session, kind: type[S]) -> tuple[SettingsPage, S]:
    """The page and one of its sections; the page must be kept, or Python takes it away."""
    page = SettingsPage(session)
    page.resize(1200, 700)
    put_on_screen(qtbot, page)
    page.list.choose(kind.key)
    section = page.sections[kind.key]
    assert isinstance(section, kind)
    qtbot.waitUntil(section.isVisible)
    return page, section


def sentences(qtbot, widget: QWidget) -> list[str]:
    qtbot.wait(1)
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_sections_are_walked_with_the_arrow_keys(qtbot, session):
    page, _ = shown(qtbot, session, OfficeSection)
    page.setFocus()
    qtbot.keyClick(page.list.item("kantor"), Key.Key_Down)
    assert page.sections["cadangan"].isVisible()


def test_the_office_tells_who_it_is_and_shows_its_folder(qtbot, session, answers):
    _page, section = shown(qtbot, session, OfficeSection)
    told = sentences(qtbot, section)
    assert {f"Kantor Contoh {ENDE}", f"Kabupaten Ende ({ENDE})"} <= set(told)
    section.reveal.click()
    assert answers.told == [str(session.office.folder)]


def test_a_person_is_added_by_typing_and_can_work_at_once(qtbot, session):
    _page, section = shown(qtbot, session, PeopleSection)
    form = section.form
    qtbot.keyClicks(form.name, "Yohanes Contoh")
    qtbot.keyClick(form.role, Key.Key_End)
    form.add.click()
    assert [(one.nama, one.peran) for one in session.people()][1] == ("Yohanes Contoh", "pimpinan")
    assert form.name.text() == ""
    section.lines[1].work.click()
    assert session.pelaku == "Yohanes Contoh"


def test_a_person_without_a_name_is_not_added_and_the_field_says_so(qtbot, session):
    _page, section = shown(qtbot, session, PeopleSection)
    form = section.form
    qtbot.keyClicks(form.nip, "123")
    form.add.click()
    assert len(session.people()) == 1
    assert t("galat.pengguna_tanpa_nama.pesan") in form.name_field.error
    assert t("galat.nip_salah.pesan", angka=18) in form.nip_field.error


@pytest.mark.parametrize("agreed", [True, False])
def test_whoever_left_is_taken_off_the_list_after_asking(qtbot, session, answers, agreed):
    other = people.add_user(session.office, nama="Yohanes Contoh", peran="pimpinan")
    session.set_user(other)
    _page, section = shown(qtbot, session, PeopleSection)
    answers.will("ask", agreed)
    section.lines[1].leave.click()
    assert len(section.lines) == (1 if agreed else 2)
    assert session.pelaku == (OPERATOR if agreed else "Yohanes Contoh")


def test_the_only_person_cannot_leave(qtbot, session):
    _page, section = shown(qtbot, session, PeopleSection)
    line = section.lines[0]
    assert not line.leave.isVisible()


def test_the_province_chooses_the_method_and_others_are_told(qtbot, province):
    _page, section = shown(qtbot, province, MethodSection)
    assert section.choices["dikecualikan"].isChecked()
    with qtbot.waitSignal(province.settings_changed):
        section.choices["penuh"].click()
    assert province.metode.kebutuhan_nol == "penuh"
    with qtbot.assertNotEmitted(province.settings_changed):
        section.choices["penuh"].click()


def test_a_kabupaten_reads_the_method_but_does_not_change_it(qtbot, session):
    _page, section = shown(qtbot, session, MethodSection)
    section.choices["penuh"].click()
    assert session.metode.kebutuhan_nol == "dikecualikan"
    assert t("pengaturan.metode.bukan_provinsi") in sentences(qtbot, section)


def test_the_province_publishes_what_it_chose(qtbot, ntt, answers, tmp_path: Path):
    ntt.enrolled_at(ntt)
    section = ntt.shows(MethodSection)
    assert not section.publish.isEnabled()
    section.choices["penuh"].click()
    assert "Terbitkan supaya semua menghitung sama." in section.in_use.text()
    section.publish.setFocus()
    qtbot.keyClick(section.publish, Qt.Key.Key_Space)
    panel = panel_of(section)
    assert isinstance(panel, MakePanel)
    assert [panel.since.itemData(one) for one in (0, panel.since.count() - 1)] == [
        str(ntt.session.periode.maju()),
        str(ntt.session.periode),
    ]
    qtbot.keyClicks(panel.note, "Menurut rapat")
    qtbot.keyClicks(panel.secret.focusProxy() or panel.secret, FRASA)
    target = tmp_path / "definisi-0001.txt"
    answers.will("save_file", target)
    panel.submit()
    worked(qtbot)
    assert section.panel is None
    assert "1 metode indeks" in " ".join(of_kantor(section))
    assert definitions.made(ntt.office).berkas == target.read_bytes()
    assert definisi.content_of(target.read_bytes()).methods[0].kebutuhan_nol == "penuh"


def test_a_kabupaten_publishes_none(qtbot, session):
    _page, section = shown(qtbot, session, MethodSection)
    assert not section.publish.isVisible()
    assert "dihitung dengan metode versi 1, bawaan Lontar." in section.in_use.text()


def test_the_sources_of_the_method_are_shown_with_their_confidence(qtbot, session):
    _page, section = shown(qtbot, session, MethodSection)
    told = " ".join(sentences(qtbot, section))
    for source in session.metode.sumber:
        assert source.teks in told
        assert t("pengaturan.metode.keyakinan", derajat=source.keyakinan) in told


def test_the_province_sets_a_deadline(qtbot, province):
    _page, section = shown(qtbot, province, DeadlinesSection)
    editor = section.editors["2026-T3", "provinsi"]
    assert editor.date() == QDate(2026, 10, 10)
    with qtbot.waitSignal(province.settings_changed):
        editor.setFocus()
        editor.setDate(QDate(2026, 10, 12))
        qtbot.keyClick(editor, Key.Key_Return)
    usual = paths.forms() / "tenggat.toml"
    found = deadlines.deadlines(province.office, Periode(2026, 3), usual)
    assert (found[0].tanggal, found[0].bawaan) == (date(2026, 10, 12), False)


def test_a_deadline_that_looks_mistyped_is_kept_and_said_at_once(qtbot, province):
    _page, section = shown(qtbot, province, DeadlinesSection)
    editor = section.editors["2026-T4", "provinsi"]
    usual = paths.forms() / "tenggat.toml"
    for day, said in (
        (QDate(2026, 1, 10), "10 Januari 2026 tidak sesudah akhir Triwulan IV 2026"),
        (QDate(2028, 1, 10), "10 Januari 2028 lebih dari setengah tahun sesudah akhir"),
        (QDate(2027, 1, 12), ""),
    ):
        editor.setDate(day)
        qtbot.keyClick(editor, Key.Key_Return)
        assert section.messages.isVisible() == bool(said)
        assert said in section.messages.text
        found = deadlines.deadlines(province.office, Periode(2026, 4), usual)
        assert day.toPython() in [one.tanggal for one in found]
    assert section.exceptions is not None
    section.exceptions.dated.emit(Periode(2026, 4), date(2026, 1, 10))
    assert "periksa tahun dan bulannya" in section.messages.text


def test_other_documents_of_the_year_have_days_of_their_own(qtbot, province):
    _page, section = shown(qtbot, province, DeadlinesSection)
    editor = section.editors["2026-T4", "lppd"]
    assert editor.accessibleName() == "Triwulan IV 2026, LPPD dan LKPJ tahun 2026"
    assert editor.date() == QDate(2027, 3, 31)
    editor.setDate(QDate(2027, 3, 15))
    qtbot.keyClick(editor, Key.Key_Return)
    found = deadlines.deadlines(province.office, Periode(2026, 4), paths.forms() / "tenggat.toml")
    assert date(2027, 3, 15) in [one.tanggal for one in found if one.kode == "lppd"]
    assert ("2026-T2", "pjpk") in section.editors
    assert ("2026-T3", "pjpk") not in section.editors


def test_looking_at_a_deadline_sets_nothing(qtbot, province):
    _page, section = shown(qtbot, province, DeadlinesSection)
    with qtbot.assertNotEmitted(province.settings_changed):
        for editor in section.editors.values():
            editor.setFocus()
            qtbot.keyClick(editor, Key.Key_Tab)
    usual = paths.forms() / "tenggat.toml"
    assert all(one.bawaan for one in deadlines.deadlines(province.office, Periode(2026, 1), usual))


def test_the_province_allows_one_region_another_day_for_a_reason(qtbot, province, answers):
    _page, section = shown(qtbot, province, DeadlinesSection)
    allowed = section.exceptions
    assert allowed is not None
    allowed.region.setCurrentIndex(allowed.region.findData("53.20"))
    allowed.quarter.setCurrentIndex(2)
    allowed.quarter.activated.emit(2)
    assert allowed.day.date() == QDate(2026, 10, 10)
    allowed.day.setDate(QDate(2026, 10, 25))
    qtbot.mouseClick(allowed.allow, Qt.MouseButton.LeftButton)
    assert deadlines.allowed(province.office, Periode(2026, 3)) == []
    assert "Alasan belum ditulis." in answers.told[-1]
    qtbot.keyClicks(allowed.reason, "Kapal tidak berlayar")
    with qtbot.waitSignal(province.settings_changed):
        qtbot.keyClick(allowed.reason, Key.Key_Return)
    (one,) = deadlines.allowed(province.office, Periode(2026, 3))
    assert (one.wilayah, one.tanggal) == ("53.20", date(2026, 10, 25))
    assert [cell.text for cell in allowed.table.ledger.rows[0].cells] == [
        "Kabupaten Sabu Raijua",
        "Triwulan III 2026",
        "SPM",
        "25 Oktober 2026",
        "Kapal tidak berlayar",
    ]


def test_kemiskinan_follows_spm_in_view_until_it_is_given_a_day_and_an_exception(qtbot, province):
    _page, section = shown(qtbot, province, DeadlinesSection)
    spm, other = (section.editors["2026-T3", one] for one in ("provinsi", "kemiskinan"))
    for editor, day in ((spm, QDate(2026, 10, 12)), (other, QDate(2026, 10, 28))):
        editor.setFocus()
        editor.setDate(day)
        qtbot.keyClick(editor, Key.Key_Return)
        assert other.date() == day
    assert spm.date() == QDate(2026, 10, 12)
    section.enter()
    columns = [section.editors["2026-T3", one].x() for one in ("provinsi", "kemiskinan", "espm")]
    assert columns == sorted(columns)
    assert columns[1] == section.editors["2026-T1", "kemiskinan"].x()
    allowed = section.exceptions
    assert allowed is not None
    allowed.quarter.setCurrentIndex(2)
    allowed.kind.setCurrentIndex(allowed.kind.findText("Kemiskinan"))
    allowed.kind.activated.emit(allowed.kind.currentIndex())
    assert allowed.day.date() == QDate(2026, 10, 28)
    allowed.day.setDate(QDate(2026, 11, 3))
    qtbot.keyClicks(allowed.reason, "BPS terlambat")
    qtbot.keyClick(allowed.reason, Key.Key_Return)
    (one,) = deadlines.allowed(province.office, Periode(2026, 3))
    assert (one.kode, one.tanggal) == ("kemiskinan", date(2026, 11, 3))


def test_a_kabupaten_reads_the_deadlines_of_the_year_in_view(qtbot, session):
    _page, section = shown(qtbot, session, DeadlinesSection)
    assert {"Triwulan IV 2026", "20-01-2027"} <= set(sentences(qtbot, section))
    assert not section.editors
    session.set_periode(Periode(2025, 4))
    assert {"Triwulan I 2025", "20-01-2026"} <= set(sentences(qtbot, section))


def test_the_language_changes_when_it_is_chosen(qtbot, session):
    _page, section = shown(qtbot, session, DisplaySection)
    with qtbot.waitSignal(session.language_changed):
        section.languages["en"].click()
    assert language() == session.memory.language == "en"


@pytest.mark.parametrize("wilayah", [ENDE, NTT])
@pytest.mark.parametrize("width", [589, 1266])
def test_nothing_is_cut_in_any_section(qtbot, session, province, wilayah, width):
    page = SettingsPage(session if wilayah == ENDE else province)
    page.resize(width, 330)
    put_on_screen(qtbot, page)
    for kind in page.kinds:
        page.list.choose(kind.key)
        area, section = page.columns[kind.key], page.sections[kind.key]
        qtbot.waitUntil(lambda area=area, section=section: whole(area, section))


def whole(area: Column, section: QWidget) -> bool:
    """Whether every label has the room its words need, and nothing runs out at the side."""
    labels = [one for one in section.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    room = all(one.height() >= one.heightForWidth(one.width()) for one in labels)
    return room and not area.horizontalScrollBar().isVisible()


# --- Medians of other regions


def test_a_median_reference_is_pasted_and_the_quarter_is_named(qtbot, session, monkeypatch):
    asked: list[bytes] = []

    def install(office, data):
        asked.append(data)
        medians.keep(office, Periode(2026, 3), {"KES-01": MedianLayanan(7, 4500)}, data)
        return object(), True

    monkeypatch.setattr(acuan_median, "install", install)
    monkeypatch.setattr(acuan_median, "sentence", lambda _terbaca, *, fresh: f"Terpasang {fresh}")
    _page, section = shown(qtbot, session, MedianSection)
    assert section.known.text() == t("pengaturan.median.kosong")
    QGuiApplication.clipboard().setText("acuan")
    with qtbot.waitSignal(session.settings_changed):
        section.paste.click()
    assert asked == [b"acuan"]
    assert section.known.text() == t("pengaturan.median.triwulan", periode="Triwulan III 2026")
    assert "Terpasang True" in sentences(qtbot, section)


def test_what_is_no_median_reference_is_refused_in_the_section(qtbot, session, tmp_path, answers):
    file = tmp_path / "catatan.txt"
    file.write_text("halo", encoding="utf-8")
    answers.will("open_file", file)
    _page, section = shown(qtbot, session, MedianSection)
    section.install.click()
    said = " ".join(sentences(qtbot, section))
    assert t("galat.acuan_median_bukan.pesan", jumlah=0) in said
    assert section.known.text() == t("pengaturan.median.kosong")
