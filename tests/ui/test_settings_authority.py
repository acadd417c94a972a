"""Otoritas in the window: issue after comparing words, revoke with a reason, a lost laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.exchange import (
    brankas,
    cabut,
    cadangan_otoritas,
    ganti_kunci,
    kunci,
    otoritas,
    pencabutan,
    pendaftaran,
    pengantar,
    sertifikat,
    sertifikat_baru,
    terbitan,
)
from app.store import people, revocations
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_authority import AuthoritySection
from tests.exchange import contoh_p12
from tests.exchange.contoh_pendirian import ENDE, FRASA, few_in_common, key
from tests.ui.contoh_jendela import put_on_screen
from tests.ui.contoh_otoritas import fills, goes, panel_of, sentences

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.contoh_otoritas import Kantor

SALAH = "bukan frasa yang benar"
BARU = "frasa sandi yang baru dibuat"


def request_of(ende: Kantor, folder: Path, passphrase: str = FRASA) -> Path:
    """The request file of the kabupaten's first person."""
    file = folder / "permintaan.txt"
    replaced = ganti_kunci.replaces(ende.office, ende.user)
    file.write_bytes(pendaftaran.request(ende.office, ende.user, passphrase, replaced))
    return file


def words_of(ende: Kantor) -> str:
    return " ".join(pendaftaran.key_words(ende.office, ende.user))


def states(section: AuthoritySection) -> list[str]:
    return [one.keadaan for one in section.issued.rows.values()]


# --- Issuing


def test_nothing_is_issued_before_the_words_were_compared(qtbot, ende, ntt, answers, tmp_path):
    section = ntt.shows(AuthoritySection)
    answers.will("open_file", request_of(ende, tmp_path))
    section.issue.click()
    panel = panel_of(section)
    told = sentences(panel)
    assert {"Maria Contoh, S.IP", "Operator", "Kabupaten Ende"} <= set(told)
    assert few_in_common(words_of(ende).split(), " ".join(told))
    fills(qtbot, section, "satu dua tiga empat lima enam", FRASA)
    assert panel.words.error.startswith("Kata nomor 1, 2, 3, 4, 5, 6 tidak cocok")
    panel.words.line.clear()
    panel.go.click()
    assert "Ketik dahulu enam kata" in panel.words.error
    assert len(terbitan.issued(ntt.office)) == 1


def test_tab_goes_from_the_questions_to_the_buttons(qtbot, ende, ntt, answers, tmp_path):
    section = ntt.shows(AuthoritySection)
    answers.will("open_file", request_of(ende, tmp_path))
    section.issue.click()
    panel = panel_of(section)
    stops = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert stops == [panel.secret.line, panel.go, panel.back]


def test_a_request_can_be_pasted_out_of_a_chat(qtbot, ende, ntt, answers, tmp_path):
    data = request_of(ende, tmp_path).read_text(encoding="utf-8")
    QGuiApplication.clipboard().setText(f"[05/10/26 09.30] Maria: ini ya\n{data}\nsiap")
    section = ntt.shows(AuthoritySection)
    section.card.paste.click()
    answers.will("save_file", tmp_path / "jawab.txt")
    fills(qtbot, section, words_of(ende), FRASA)
    assert section.messages.text == (
        "Berkas sertifikat Maria Contoh, S.IP sudah disimpan. Kirimkan kepada yang bersangkutan."
    )


def test_a_text_that_is_no_request_is_told_in_words(ntt):
    QGuiApplication.clipboard().setText("Selamat pagi")
    section = ntt.shows(AuthoritySection)
    section.card.paste.click()
    assert section.panel is None
    assert section.messages.text.startswith("Berkas ini bukan satu permintaan sertifikat.")


def test_a_wrong_passphrase_of_the_authority_names_the_ways_out(
    qtbot, ende, ntt, answers, tmp_path
):
    section = ntt.shows(AuthoritySection)
    answers.will("open_file", request_of(ende, tmp_path))
    section.issue.click()
    fills(qtbot, section, words_of(ende), SALAH)
    told = panel_of(section).messages.text
    assert told.startswith("Frasa sandi tidak membuka kunci otoritas (pemegangnya 1 orang).")
    assert "minta pemegang lain" in told
    assert "cadangan kertas" in told
    assert "otoritas baru" in told


def test_a_certificate_that_was_issued_but_not_saved_is_not_lost(
    qtbot, ende, ntt, answers, tmp_path
):
    section = ntt.shows(AuthoritySection)
    answers.will("open_file", request_of(ende, tmp_path))
    section.issue.click()
    answers.will("save_file", None)
    fills(qtbot, section, words_of(ende), FRASA)
    assert "sudah terbit, tetapi berkasnya belum disimpan" in section.messages.text
    answers.will("save_file", tmp_path / "jawab.txt")
    section.issued.again.click()
    answer = pendaftaran.read_answer(ende.office, (tmp_path / "jawab.txt").read_bytes())
    assert pendaftaran.install(ende.office, ende.user, answer, FRASA).wilayah == ENDE.kode


def test_what_a_request_replaces_is_shown_and_revoked_at_once(
    qtbot, ende, ntt, answers, tmp_path, monkeypatch
):
    ende.enrolled_at(ntt)
    old = terbitan.issued(ntt.office)[-1].penanda
    ganti_kunci.forget(ende.office, ende.user)
    ready = key(4)
    monkeypatch.setattr(kunci, "generate", lambda: ready)
    folder, user = ende.office.folder, ende.user
    brankas.note_key(ende.office, user, brankas.make_key(folder, user, BARU))
    section = ntt.shows(AuthoritySection)
    answers.will("open_file", request_of(ende, tmp_path, BARU))
    section.issue.click()
    seri = pengantar.serial_text(old.seri)
    said = f"sertifikat Maria Contoh, S.IP nomor seri {seri}: frasa sandi lupa"
    assert said in sentences(panel_of(section))
    assert panel_of(section).revoke_old.isChecked()
    answers.will("save_file", tmp_path / "jawab.txt")
    fills(qtbot, section, words_of(ende), FRASA)
    assert states(section) == ["berlaku", "dicabut", "berlaku"]
    answer = pendaftaran.read_answer(ende.office, (tmp_path / "jawab.txt").read_bytes())
    pendaftaran.install(ende.office, user, answer, BARU)
    assert ganti_kunci.to_revoke(ende.office) == []


def test_a_renewal_leaves_the_older_certificate_valid(qtbot, ende, ntt, answers, tmp_path):
    ende.enrolled_at(ntt)
    section = ntt.shows(AuthoritySection)
    answers.will("open_file", request_of(ende, tmp_path))
    section.issue.click()
    panel = panel_of(section)
    assert any("yang lama boleh tetap berlaku" in one for one in sentences(panel))
    assert not panel.revoke_old.isVisible()
    answers.will("save_file", tmp_path / "jawab.txt")
    fills(qtbot, section, words_of(ende), FRASA)
    assert states(section) == ["berlaku"] * 3


def test_a_p12_key_of_an_issuer_nobody_allowed_is_refused(qtbot, ende, ntt, answers, tmp_path):
    from app.exchange import p12

    person = people.add_user(ende.office, nama="Agnes Contoh", peran="pimpinan")
    isi = p12.read(contoh_p12.officer(), contoh_p12.FRASA_P12, "saya.p12")
    p12.adopt(ende.office, person, isi, FRASA)
    ende.session.set_user(person)
    section = ntt.shows(AuthoritySection)
    answers.will("open_file", request_of(ende, tmp_path))
    section.issue.click()
    assert "Maria di BSrE, diterbitkan oleh Penerbit Contoh G1" in sentences(panel_of(section))
    fills(qtbot, section, words_of(ende), FRASA)
    assert "yang tidak diizinkan di provinsi ini" in panel_of(section).messages.text


def test_a_newer_list_in_a_request_is_learned_on_the_way(ende, ntt, answers, tmp_path):
    ende.enrolled_at(ntt)
    own = otoritas.authority(ntt.office)
    lost = pencabutan.Pencabutan(
        sidik_ca=own.sidik, seri=9, alasan="kunci_hilang", waktu=ntt.office.now(), nomor=0
    )
    opened = otoritas.unlock(ntt.office, FRASA)
    der = pencabutan.make_list(opened, own.sertifikat, [lost], 8, ntt.office.now)
    pencabutan.learn(ende.office, der)
    section = ntt.shows(AuthoritySection)
    answers.will("open_file", request_of(ende, tmp_path))
    section.issue.click()
    assert revocations.highest_number(ntt.office, own.sidik) == 8


# --- Revoking


def test_a_certificate_is_revoked_with_a_reason_by_keyboard(qtbot, ende, ntt):
    ende.enrolled_at(ntt)
    section = ntt.shows(AuthoritySection)
    assert section.issued.chosen is not None
    assert section.issued.chosen.penanda.wilayah == ENDE.kode
    section.issued.revoke.setFocus()
    qtbot.keyClick(section.issued.revoke, Qt.Key.Key_Return)
    panel = panel_of(section)
    assert "Pencabutan tidak dapat dibatalkan." in panel.explanation.text()
    qtbot.keyClick(panel.reason, Qt.Key.Key_Down)
    panel.secret.line.setFocus()
    fills(qtbot, section, FRASA)
    assert section.messages.text.startswith("Daftar pencabutan nomor 1 terbit")
    assert states(section) == ["dicabut", "berlaku"]
    assert [one.alasan for one in pencabutan.revoked(ntt.office).values()] == ["ganti_petugas"]
    assert not section.issued.revoke.isEnabled()
    assert "Dicabut" in section.issued.table.model().index(0, 4).data()


def test_a_lost_laptop_revokes_its_region_at_once(qtbot, ende, ntt):
    ende.enrolled_at(ntt)
    ende.enrolled_at(ntt)
    section = ntt.shows(AuthoritySection)
    section.issued.lost.click()
    panel = panel_of(section)
    assert "Laptop Kabupaten Ende hilang atau dicuri" in sentences(panel)
    fills(qtbot, section, FRASA)
    assert states(section) == ["dicabut", "dicabut", "berlaku"]


def test_a_lost_laptop_of_an_opd_leaves_its_region_and_the_other_opd_alone(qtbot, ende, ntt):
    ende.enrolled_at(ntt)
    for number, kantor in ((5, "Dinas Kesehatan"), (6, "Dinas Sosial")):
        facts = {"nama": "Rosa", "kantor": kantor, "wilayah": ENDE.kode, "peran": "operator"}
        asked = sertifikat_baru.create_request(key(number), **facts, opd=True)
        terbitan.issue(ntt.office, sertifikat.read_request(asked), FRASA)
    section = ntt.shows(AuthoritySection)
    model = section.issued.table.model()
    shown = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert shown[:3] == ["Dinas Sosial", "Dinas Kesehatan", "Ende"]
    section.issued.table.go_to(list(section.issued.rows)[1])
    section.issued.lost.click()
    assert "Laptop Dinas Kesehatan, Kabupaten Ende hilang atau dicuri" in sentences(
        panel_of(section)
    )
    fills(qtbot, section, FRASA)
    assert states(section) == ["berlaku", "dicabut", "berlaku", "berlaku"]
    section.issued.table.go_to(list(section.issued.rows)[2])
    section.issued.lost.click()
    fills(qtbot, section, FRASA)
    assert states(section) == ["berlaku", "dicabut", "dicabut", "berlaku"]
    daftar = cabut.revoke_region(ntt.office, ENDE.kode, FRASA)
    assert len(daftar.isi) == 3


def test_a_certificate_not_in_the_table_is_revoked_by_its_number(qtbot, ntt):
    section = ntt.shows(AuthoritySection)
    section.lists.lines["cabut_lain"].click()
    panel = panel_of(section)
    panel.line.setText("ABC123")
    panel.secret.line.setText(FRASA)
    panel.go.click()
    assert panel.number.error.startswith("Tidak ada sertifikat yang cocok dengan “ABC123”.")
    panel.line.setText("7" + "a5:" * 19)
    goes(qtbot, section)
    assert section.messages.text.startswith("Daftar pencabutan nomor 1 terbit")


def test_the_newest_list_can_be_saved_and_learned(ende, ntt, answers, tmp_path):
    section = ntt.shows(AuthoritySection)
    section.lists.lines["ekspor_daftar"].click()
    assert section.messages.text.startswith("Belum ada sertifikat yang pernah dicabut")
    cabut.revoke(ntt.office, [9], "salah_terbit", FRASA)
    answers.will("save_file", tmp_path / "daftar.txt")
    section.lists.lines["ekspor_daftar"].click()
    answers.will("open_file", tmp_path / "daftar.txt")
    section.lists.lines["pasang_daftar"].click()
    assert "sudah dikenal; 0 pencabutan baru" in section.messages.text
    (tmp_path / "kosong.txt").write_text("tidak ada daftar")
    answers.will("open_file", tmp_path / "kosong.txt")
    section.lists.lines["pasang_daftar"].click()
    assert section.messages.text.startswith("Daftar pencabutan ini rusak")


# --- What must not wait


def test_a_missing_backup_is_the_first_thing_said(ntt):
    section = ntt.shows(AuthoritySection)
    assert section.warning.text.startswith("Otoritas ini belum mempunyai cadangan.")
    cadangan_otoritas.note_made(ntt.office, cadangan_otoritas.make(ntt.office, FRASA))
    section.enter()
    assert not section.warning.isVisible()


def test_revocations_left_out_of_the_newest_list_are_published_from_the_warning(qtbot, ntt):
    office = ntt.office
    cadangan_otoritas.note_made(office, cadangan_otoritas.make(office, FRASA))
    own, opened = otoritas.authority(office), otoritas.unlock(office, FRASA)
    lost = pencabutan.Pencabutan(
        sidik_ca=own.sidik, seri=5, alasan="kunci_hilang", waktu=office.now(), nomor=0
    )
    forgotten = pencabutan.make_list(opened, own.sertifikat, [lost], 2, office.now)
    cabut.raise_floor(office, own.sidik, 9)
    cabut.revoke(office, [6], "salah_terbit", FRASA)
    pencabutan.learn(office, forgotten)
    section = ntt.shows(AuthoritySection)
    assert section.warning.text.startswith("1 pencabutan yang dikenal belum ada di daftar terbaru.")
    section.warning._act()
    fills(qtbot, section, FRASA)
    assert section.messages.text.startswith("Daftar pencabutan nomor 11 terbit, berisi 2")
    assert not section.warning.isVisible()


def test_a_list_only_the_backup_knew_is_asked_for(ntt):
    office = ntt.office
    made = cadangan_otoritas.make(office, FRASA)._replace(nomor=4, teks=b"")
    cadangan_otoritas.restore(office, made, FRASA, FRASA)
    section = ntt.shows(AuthoritySection)
    assert "daftar pencabutan nomor 4" in section.warning.text


# --- Who has the section


def test_a_kabupaten_has_no_section_for_an_authority(qtbot, ende):
    page = SettingsPage(ende.session)
    put_on_screen(qtbot, page)
    assert [kind.key for kind in page.kinds] == [
        "kantor", "cadangan", "pengguna", "sertifikat", "opd", "metode", "median", "definisi",
        "tenggat",
        "kertas",
        "paraf",
        "tampilan",
    ]  # fmt: skip


def test_a_province_without_an_authority_is_shown_the_way_to_one(province, qtbot):
    section = AuthoritySection(province)
    put_on_screen(qtbot, section)
    section.enter()
    assert "Kantor ini belum mempunyai otoritas" in sentences(section)
    assert not section.issue.isVisible()
    assert not section.issued.isVisible()


@pytest.mark.parametrize("width", [589, 1000])
def test_nothing_is_cut(qtbot, ende, ntt, answers, tmp_path, width):
    from tests.ui.test_settings import whole

    ende.enrolled_at(ntt)
    section = ntt.shows(AuthoritySection)
    column = ntt._shown[-1]
    column.resize(width, 400)
    answers.will("open_file", request_of(ende, tmp_path))
    for opening in (
        lambda: None,
        section.do_revoke,
        section.do_lost,
        section.do_revoke_unknown,
        section.do_issue,
    ):
        opening()
        qtbot.waitUntil(lambda: whole(column, section))
