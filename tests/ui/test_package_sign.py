"""Paket, handing in: who is missing, stating, reading what is signed, signing."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.periode import Periode
from app.exchange import pernyataan
from app.store import dispatch, people
from app.ui import dialogue
from app.ui.pages.settings import SettingsPage
from tests.exchange.contoh_pendirian import FRASA
from tests.exchange.contoh_sertifikat import PIMPINAN, officer
from tests.ui.contoh_daerah import PERIODE, enter
from tests.ui.contoh_dua import (
    A_WHILE,
    FRASA_PIMPINAN,
    PERINGATAN,
    WARNED,
    Meja,
    at_the_desk,
    entrust,
    focus_in,
    sign,
    state,
    two_hands,
    typed,
    warn,
)
from tests.ui.contoh_jendela import ENDE, OPERATOR, new_office

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALASAN = "Sisa tahun lalu masih dipakai"
ANTENATAL = "Ibu hamil · Ibu hamil yang mendapat pelayanan antenatal sesuai standar"
TANPA_PIMPINAN = (
    "Belum ada pimpinan di daftar pengguna. Tambahkan di Pengaturan, Pengguna; paket memerlukan "
    "dua orang dengan dua kunci."
)


def waits(meja: Meja) -> bool:
    session = meja.window.session
    return pernyataan.waiting(session.office, ENDE, PERIODE) is not None


# --- Nobody is ready -----------------------------------------------------------------------------


def test_who_is_missing_is_said_by_name_with_the_ways_to_mend_it(qtbot, tmp_path):
    meja = at_the_desk(qtbot, new_office(tmp_path / "ende", ENDE))
    missing = meja.send.sign.missing
    assert missing.told == [
        f"{OPERATOR} (Operator) belum punya kunci tanda tangan.",
        TANPA_PIMPINAN,
    ]
    assert not meja.send.sign.state_form.isVisible()
    for button, section in ((missing.people, "pengguna"), (missing.certificates, "sertifikat")):
        meja.window.desk.show_page("paket")
        qtbot.mouseClick(button, LEFT)
        settings = meja.window.desk.current_page
        assert isinstance(settings, SettingsPage)
        qtbot.waitUntil(settings.sections[section].isVisible)


def test_an_operator_may_state_while_the_pimpinan_is_still_missing(qtbot, meja):
    office = meja.window.session.office
    people.retire_user(office, people.users(office)[1].id)
    people.add_user(office, nama="Agnes Contoh", peran="pimpinan")
    meja.window.session.settings_changed.emit()
    missing = meja.send.sign.missing
    qtbot.waitUntil(missing.isVisible)
    assert missing.told == ["Agnes Contoh (Pimpinan) belum punya kunci tanda tangan."]
    assert not missing.people.isVisible()
    state(qtbot, meja)
    assert missing.isVisible()
    assert not meja.send.sign.sign_form.button.isEnabled()


def test_whoever_stated_cannot_sign_even_with_another_key(qtbot, tmp_path):
    meja = at_the_desk(qtbot, two_hands(tmp_path / "kantor", same_name=True))
    state(qtbot, meja)
    assert meja.send.sign.missing.told == [
        f"{OPERATOR} sudah menyatakan selesai; yang menandatangani harus orang lain."
    ]
    assert meja.send.sign.missing.people.isVisible()
    assert not meja.send.sign.sign_form.button.isEnabled()


# --- Stating -------------------------------------------------------------------------------------


def test_a_statement_waits_for_the_pimpinan_and_survives_a_restart(qtbot, meja):
    state(qtbot, meja)
    assert waits(meja)
    form = meja.send.sign.sign_form
    assert focus_in(form.passphrase)
    assert form.person.pengguna.nama == PIMPINAN
    assert meja.send.sign.steps.told == [
        f"1  Dinyatakan selesai: {OPERATOR}, 5 Okt 2026, 10.32",
        "2  Ditandatangani pimpinan: belum",
    ]
    assert meja.window.session.user.nama == OPERATOR
    folder = meja.window.session.office.folder
    meja.window.close()
    again = at_the_desk(qtbot, folder, filled=False)
    assert again.send.sign.sign_form.isVisible()


def test_beranda_tells_that_the_pimpinan_is_waited_for(qtbot, meja):
    state(qtbot, meja)
    desk = meja.window.desk
    desk.show_page("beranda")
    home = desk.current_page.place
    qtbot.waitUntil(lambda: home.package.state.text == "Menunggu tanda tangan pimpinan")
    enter(meja.window.session, "KES-01", penerima__terlayani__jumlah=61)
    qtbot.waitUntil(lambda: home.package.state.text == "Belum pernah dikirim")


def test_a_wrong_passphrase_is_said_at_its_line_and_nothing_is_stated(qtbot, meja):
    form = meja.send.sign.state_form
    form.passphrase.setFocus()
    typed(qtbot, "bukan frasa sandinya", Key.Key_Return)
    qtbot.waitUntil(lambda: "tidak cocok" in form.complaint, timeout=A_WHILE)
    assert form.isVisible()
    assert not waits(meja)


def test_an_empty_passphrase_is_asked_for_by_name(qtbot, meja):
    form = meja.send.sign.state_form
    qtbot.mouseClick(form.button, LEFT)
    assert form.complaint == f"Ketik frasa sandi {OPERATOR}."


def test_figures_typed_while_the_statement_was_made_void_it(qtbot, meja):
    form = meja.send.sign.state_form
    form.passphrase.setText(FRASA)
    qtbot.mouseClick(form.button, LEFT)
    enter(meja.window.session, "KES-01", penerima__terlayani__jumlah=61)
    qtbot.waitUntil(meja.send.sign.messages.isVisible, timeout=A_WHILE)
    assert not waits(meja)
    assert meja.send.sign.state_form.isVisible()


def test_who_states_is_chosen_when_there_are_several_and_the_user_comes_first(qtbot, meja):
    office = meja.window.session.office
    other = people.add_user(office, nama="Rosa Contoh", peran="verifikator")
    entrust(office, other, officer(ENDE), FRASA)
    meja.window.session.settings_changed.emit()
    form = meja.send.sign.state_form
    qtbot.waitUntil(form.who.isVisible)
    assert [form.who.itemText(n) for n in range(form.who.count())] == [OPERATOR, "Rosa Contoh"]
    assert form.person.pengguna.nama == OPERATOR
    form.who.setCurrentIndex(1)
    meja.window.session.settings_changed.emit()
    qtbot.wait(50)
    assert form.person.pengguna.nama == "Rosa Contoh"


def test_a_statement_is_taken_back_after_a_question(qtbot, meja, answers):
    state(qtbot, meja)
    answers.will("ask", False)
    qtbot.mouseClick(meja.send.sign.sign_form.revoke, LEFT)
    assert waits(meja)
    answers.will("ask", True)
    qtbot.mouseClick(meja.send.sign.sign_form.revoke, LEFT)
    qtbot.waitUntil(meja.send.sign.state_form.isVisible)
    assert not waits(meja)
    assert not meja.send.sign.lapsed.isVisible()
    qtbot.waitUntil(meja.send.sign.state_form.passphrase.hasFocus)


def test_the_focus_goes_on_though_the_question_has_only_just_gone(qtbot, meja, monkeypatch):
    # On a real screen no window has the focus yet when the dialog has closed.
    state(qtbot, meja)

    def ask(*_words: object) -> bool:
        meja.send.sign.sign_form.revoke.clearFocus()
        return True

    monkeypatch.setattr(dialogue, "ask", ask)
    qtbot.mouseClick(meja.send.sign.sign_form.revoke, LEFT)
    qtbot.waitUntil(meja.send.sign.state_form.passphrase.hasFocus)


def test_a_revision_without_any_change_is_told_before_it_is_stated(qtbot, meja, tmp_path):
    repeated = meja.send.sign.repeated
    assert not repeated.isVisible()
    state(qtbot, meja)
    sign(qtbot, meja, tmp_path / "flashdisk")
    assert not repeated.isVisible()
    qtbot.mouseClick(meja.send.sign.result.again, LEFT)
    qtbot.waitUntil(repeated.isVisible)
    assert repeated.text.startswith(
        "Tidak ada angka yang berubah sejak revisi 1 dikirim pada 5 Okt 2026, 10.32."
    )
    assert meja.send.sign.state_form.button.isEnabled()
    enter(meja.window.session, "KES-01", penerima__terlayani__jumlah=63)
    qtbot.waitUntil(lambda: not repeated.isVisible())


def test_only_forms_of_kemiskinan_are_counted_as_such(meja):
    facts = [one.accessibleName() for one in meja.send.state.facts.findChildren(QLabel)]
    assert "Formulir kemiskinan: 0 dari 15 lengkap" in facts


def test_a_statement_that_lapsed_says_why_and_is_offered_again(qtbot, meja):
    state(qtbot, meja)
    enter(meja.window.session, "KES-01", penerima__terlayani__jumlah=61)
    qtbot.waitUntil(meja.send.sign.lapsed.isVisible)
    assert meja.send.sign.lapsed.text == (
        f"Pernyataan {OPERATOR} (5 Okt 2026, 10.32) tidak berlaku lagi: 1 sel berubah "
        "sesudahnya. Periksa perubahannya, lalu nyatakan selesai lagi."
    )
    state(qtbot, meja)
    assert not meja.send.sign.lapsed.isVisible()


# --- What is being signed ------------------------------------------------------------------------


def lines(meja: Meja) -> list[str]:
    return [line.head for line in meja.send.summary.list.lines]


def test_what_is_signed_stands_beside_the_passphrase(qtbot, meja):
    warn(meja, WARNED[0])
    qtbot.waitUntil(lambda: len(meja.send.state.obstacles.entries) == 1)
    meja.send.state.obstacles.list.setFocus()
    typed(qtbot, ALASAN, Key.Key_Return)
    state(qtbot, meja)
    card = meja.send.summary
    assert card.isVisible()
    assert card.headline.text() == "Kabupaten Ende, Triwulan III 2026, revisi 1"
    facts = [one.accessibleName() for one in card.facts.findChildren(QLabel)]
    told = [one for one in facts if ": " in one]
    assert told[0] == "Belum terlayani: 1.000 orang, 80 KK, 40 rumah, 40 unit rumah"
    assert told[1].startswith("Indeks Pencapaian SPM: ")
    assert told[2] == "Kelengkapan: 650 dari 650 sel wajib dijawab"
    assert told[3] == f"Menyatakan selesai: {OPERATOR}, 5 Okt 2026, 10.32"
    assert len(told[4].split(" · ")) == 6
    assert "Paket pertama untuk triwulan ini: 650 sel, semuanya baru." in lines(meja)
    assert "Temuan yang ikut terkirim: 1 peringatan, 29 catatan" in lines(meja)
    finding = next(one for one in card.list.lines if one.head == PERINGATAN)
    assert finding.sub.endswith(f"Alasan: {ALASAN}")
    assert {"Pendidikan", "Kesehatan", "Sosial"} < set(lines(meja))
    assert "Tidak ada bukti yang dicatat" in lines(meja)
    assert "Riwayat perubahan utuh" in lines(meja)


def test_in_a_narrow_window_what_is_signed_is_read_before_the_passphrase_is_typed(qtbot, meja):
    meja.window.resize(911, 512)
    qtbot.waitUntil(lambda: meja.page.width() < 900)
    state(qtbot, meja)
    qtbot.waitUntil(lambda: focus_in(meja.send.summary.list))
    qtbot.waitUntil(lambda: not meja.send.summary.list.visibleRegion().isEmpty())
    enter(meja.window.session, "KES-01", penerima__terlayani__jumlah=61)
    qtbot.waitUntil(lambda: focus_in(meja.send.sign.state_form.passphrase))
    qtbot.waitUntil(lambda: not meja.send.sign.state_form.passphrase.visibleRegion().isEmpty())


def test_a_later_revision_lists_every_cell_that_changed(qtbot, meja, tmp_path):
    state(qtbot, meja)
    sign(qtbot, meja, tmp_path / "flashdisk")
    qtbot.mouseClick(meja.send.sign.result.again, LEFT)
    enter(
        meja.window.session,
        "KES-01",
        penerima__terlayani__jumlah=63,
        penerima__terlayani__dis=2,
        mutu__m03__tersedia=None,
    )
    state(qtbot, meja)
    assert lines(meja)[:4] == [
        "Berubah sejak paket terakhir: 1 diubah, 1 baru, 1 ditarik",
        f"{ANTENATAL}, Jumlah",
        f"{ANTENATAL}, Penyandang disabilitas",
        "Ibu hamil · Alat deteksi risiko ibu hamil: tes kehamilan, Tersedia",
    ]
    subs = [line.sub for line in meja.send.summary.list.lines[1:4]]
    assert subs == [
        "Semula 60, sekarang 63",
        "Semula kosong, sekarang 2",
        "Semula 60, sekarang kosong",
    ]


def test_a_statement_of_somebody_whose_certificate_is_gone_cannot_be_signed(
    qtbot, meja, monkeypatch
):
    state(qtbot, meja)
    late = meja.window.session.clock() + timedelta(days=900)
    monkeypatch.setattr(meja.window.session, "clock", lambda: late)
    meja.window.session.settings_changed.emit()
    qtbot.waitUntil(meja.send.summary.messages.isVisible)
    assert OPERATOR in meja.send.summary.messages.text
    assert not meja.send.summary.list.isVisible()
    assert not meja.send.sign.sign_form.button.isEnabled()
    assert meja.send.sign.sign_form.revoke.isEnabled()


# --- Signing -------------------------------------------------------------------------------------


def test_a_package_is_signed_saved_and_waits_for_its_receipt(qtbot, meja, tmp_path):
    state(qtbot, meja)
    sign(qtbot, meja, tmp_path / "flashdisk")
    card = meja.send.sign
    (file,) = (tmp_path / "flashdisk").iterdir()
    told = [one.accessibleName() for one in card.result.facts.findChildren(QLabel)]
    assert f"Berkas: {file.name}" in told
    assert f"Menyatakan selesai: {OPERATOR}" in told
    assert f"Menandatangani: {PIMPINAN}" in told
    words = next(one for one in told if one.startswith("Nomor paket: "))
    assert len(words.split(" · ")) == 6
    assert card.steps.told[1] == f"2  Ditandatangani pimpinan: {PIMPINAN}, 5 Okt 2026, 10.32"
    qtbot.waitUntil(lambda: len(meja.page.book.table.ledger.rows) == 1)
    newest = meja.page.book.table.ledger.rows[0].cells
    assert [newest[4].text, newest[5].text] == ["1", "Menunggu tanda terima"]
    assert not card.sign_form.passphrase.text()
    assert meja.send.summary.isVisible()
    qtbot.waitUntil(lambda: "tidak ada sel yang belum dikirim" in meja.window.desk.status.text)


def test_the_package_that_was_just_sent_is_the_one_under_the_cursor(qtbot, meja, tmp_path):
    book = meja.page.book
    for revisi in (1, 2):
        state(qtbot, meja)
        sign(qtbot, meja, tmp_path / "flashdisk")
        qtbot.waitUntil(lambda revisi=revisi: len(book.states) == revisi)
        assert book.current is not None
        assert book.current.paket.revisi == revisi
        qtbot.mouseClick(meja.send.sign.result.again, LEFT)


def test_the_result_goes_when_another_quarter_comes_into_view(qtbot, meja, tmp_path):
    state(qtbot, meja)
    sign(qtbot, meja, tmp_path / "flashdisk")
    assert meja.send.sign.result.isVisible()
    meja.window.session.set_periode(Periode(2026, 2))
    qtbot.waitUntil(meja.send.sign.state_form.isVisible)


def test_a_wrong_passphrase_of_the_pimpinan_writes_nothing(qtbot, meja, tmp_path):
    state(qtbot, meja)
    form = meja.send.sign.sign_form
    form.folder.setText(str(tmp_path))
    form.passphrase.setFocus()
    typed(qtbot, FRASA, Key.Key_Return)
    qtbot.waitUntil(lambda: "tidak cocok" in form.complaint, timeout=A_WHILE)
    assert not list(tmp_path.glob("*.xlsx"))
    assert waits(meja)


def test_signing_can_be_stopped_and_leaves_nothing(qtbot, meja, tmp_path):
    state(qtbot, meja)
    card = meja.send.sign
    card.sign_form.folder.setText(str(tmp_path))
    card.sign_form.passphrase.setText(FRASA_PIMPINAN)
    qtbot.mouseClick(card.sign_form.button, LEFT)
    assert card.working.isVisible()
    qtbot.mouseClick(card.working.cancel, LEFT)
    qtbot.waitUntil(card.sign_form.isVisible, timeout=A_WHILE)
    assert not list(tmp_path.glob("*.xlsx"))
    assert waits(meja)


def test_a_folder_that_is_gone_is_told_and_no_revision_is_used_up(qtbot, meja, tmp_path):
    state(qtbot, meja)
    card = meja.send.sign
    card.sign_form.folder.setText(str(tmp_path / "tercabut"))
    card.sign_form.passphrase.setText(FRASA_PIMPINAN)
    qtbot.mouseClick(card.sign_form.button, LEFT)
    qtbot.waitUntil(card.messages.isVisible, timeout=A_WHILE)
    assert "tercabut" in card.messages.text
    assert dispatch.next_revision(meja.window.session.office, ENDE, PERIODE) == 1
    assert waits(meja)


def test_the_chosen_folder_stays_chosen(qtbot, meja, answers, tmp_path):
    state(qtbot, meja)
    answers.will("choose_folder", tmp_path)
    form = meja.send.sign.sign_form
    qtbot.mouseClick(form.browse, LEFT)
    meja.window.session.settings_changed.emit()
    qtbot.wait(50)
    assert form.folder.text() == str(tmp_path)


def test_a_passphrase_does_not_stay_when_the_page_is_left(qtbot, meja):
    form = meja.send.sign.state_form
    form.passphrase.setText(FRASA)
    meja.window.desk.show_page("beranda")
    assert not form.passphrase.text()
