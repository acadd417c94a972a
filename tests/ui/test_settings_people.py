"""Pengguna and certificates: who can sign, whoever leaves leaves no key behind, and comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.exchange import brankas, ganti_kunci, otoritas, pendaftaran
from app.store import people
from app.ui.pages.settings_people import PeopleSection
from tests.exchange.contoh_pendirian import FRASA, key
from tests.ui.contoh_otoritas import sentences

BARU = "frasa sandi yang baru dibuat"


def test_every_person_shows_how_far_they_are(ende, ntt):
    ende.enrolled_at(ntt)
    people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    section = ende.shows(PeopleSection)
    assert [line.state.text for line in section.lines] == [
        "Siap menandatangani",
        "Belum ada kunci",
    ]
    assert "Belum ada pimpinan yang siap menandatangani." in section.rule.text


def test_whoever_leaves_is_archived_and_the_province_is_told(ende, ntt, answers):
    ende.enrolled_at(ntt)
    people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    section = ende.shows(PeopleSection)
    answers.will("ask", True)
    section.lines[0].leave.click()
    assert section.messages.text == (
        "Maria Contoh, S.IP sudah pindah. Kuncinya diarsipkan; kirim pesan di bawah ini ke "
        "provinsi supaya sertifikatnya dicabut."
    )
    assert ende.session.pelaku == "Yohanes Contoh"
    section.old.bars[0]._act()
    copied = QGuiApplication.clipboard().text()
    assert copied == ganti_kunci.to_revoke(ende.office)[0].pesan
    assert "Alasan: ganti petugas" in copied


def test_whoever_comes_back_needs_a_new_key(ende, ntt, answers):
    ende.enrolled_at(ntt)
    people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    section = ende.shows(PeopleSection)
    answers.will("ask", True)
    section.lines[0].leave.click()
    assert "Sudah pindah" in [one.accessibleName() for one in (section._gone_title,)]
    section.gone[0].back.click()
    assert "memerlukan kunci baru" in section.messages.text
    assert [line.state.text for line in section.lines] == ["Belum ada kunci", "Belum ada kunci"]
    assert section.gone == []


def test_the_last_holder_of_the_authority_cannot_leave(ntt, answers):
    other = people.add_user(ntt.office, nama="Agnes Contoh", peran="operator")
    section = ntt.shows(PeopleSection)
    answers.will("ask", True)
    section.lines[0].leave.click()
    assert "satu-satunya pemegang kunci otoritas" in section.messages.text
    assert len(section.lines) == 2
    otoritas.add_holder(ntt.office, other, FRASA, BARU)
    answers.will("ask", True)
    section.lines[0].leave.click()
    assert [one.pengguna.nama for one in otoritas.holders(ntt.office)] == ["Agnes Contoh"]


def test_the_role_that_the_office_lacks_is_offered(ende):
    section = ende.shows(PeopleSection)
    role = section.form.role
    assert role.currentData() == "pimpinan"
    section.form.name.setText("Yohanes Contoh")
    section.form.add.click()
    assert role.currentData() == "operator"
    section.form.name.setText("Agnes Contoh")
    role.setCurrentIndex(role.findData("verifikator"))
    # What was begun about a person stays while other things on the page change.
    section.lines[1].work.click()
    assert role.currentData() == "verifikator"


def test_what_was_said_about_the_next_step_goes_once_it_is_taken(ende):
    section = ende.shows(PeopleSection)
    section.form.name.setText("Yohanes Contoh")
    section.form.add.click()
    assert "Bekerja sebagai orang ini" in section.messages.text
    assert section.lines[1].work.hasFocus()
    section.lines[1].work.click()
    assert section.messages.isHidden()


def test_a_key_without_a_certificate_leaves_no_message(ende, answers):
    boss = people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    brankas.keep_key(ende.office, boss, key(4), FRASA)
    section = ende.shows(PeopleSection)
    answers.will("ask", True)
    section.lines[1].leave.click()
    assert section.messages.text == "Yohanes Contoh sudah pindah. Kuncinya diarsipkan."
    assert not section.old.isVisible()
    assert not pendaftaran.has_key(ende.office, boss)
    assert "Yohanes Contoh" in sentences(section)


def test_tab_comes_to_the_people_before_the_form_below_them(qtbot, ende):
    people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    section = ende.shows(PeopleSection)
    section.enter()
    qtbot.waitUntil(section.lines[1].work.isVisible)
    section.lines[1].work.setFocus()
    for expected in (section.lines[1].leave, section.form.name, section.form.nip):
        qtbot.keyClick(section.window().focusWidget(), Qt.Key.Key_Tab)
        assert expected.hasFocus()


def test_what_follows_for_a_new_person_is_told_in_view_in_a_low_window(qtbot, ende):
    section = ende.shows(PeopleSection)
    column = section.window()
    column.resize(600, 300)
    bar = column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    section.form.name.setText("Yohanes Contoh")
    bar.setValue(bar.maximum())
    section.form.add.click()
    told = section.messages
    assert told.text.startswith("Yohanes Contoh")
    qtbot.waitUntil(lambda: told.visibleRegion().boundingRect().height() == told.height())
