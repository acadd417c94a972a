"""Sertifikat in the window, later on: expired, revoked, forgotten, changed, out of a .p12 file."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from app.exchange import (
    cabut,
    ganti_kunci,
    kunci,
    otoritas,
    p12,
    pencabutan,
    pendaftaran,
    percaya_windows,
    sertifikat,
    terbitan,
)
from app.store import people
from app.teks import t
from app.ui.pages.settings_certificates import CertificatesSection
from app.ui.pages.settings_panel import spoken
from tests.exchange import contoh_p12
from tests.exchange.contoh_pendirian import FRASA, key
from tests.ui.contoh_jendela import clock
from tests.ui.contoh_otoritas import Kantor, fills, goes, loud, panel_of, sentences

BARU = "frasa sandi yang baru dibuat"
SALAH = "bukan frasa yang benar"


@pytest.fixture
def keys(monkeypatch):
    """New keys are ready at once."""
    ready = key(4)
    monkeypatch.setattr(kunci, "generate", lambda: ready)


# --- Expired, revoked, forgotten


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        (680, "Sertifikat segera habis", "sertifikat lama tetap dapat dipakai"),
        (800, "Sertifikat sudah kedaluwarsa", "Mintalah perpanjangan ke provinsi"),
    ],
)
def test_an_ending_certificate_says_so_and_offers_the_way_out(
    qtbot, ende, ntt, tmp_path, days, state, said
):
    ende.enrolled_at(ntt)
    folder = ende.office.folder
    ende.session.close()
    later = Kantor(qtbot, folder, lambda: clock() + timedelta(days=days))
    section = later.shows(CertificatesSection)
    assert section.state.text == state
    assert said in section.mine.next.text()
    assert loud(section) == [t("pengaturan.sertifikat.minta")]
    later.session.close()


def test_a_revoked_certificate_says_so_and_leads_to_a_new_key(qtbot, ende, ntt, answers, tmp_path):
    ende.enrolled_at(ntt)
    seri = terbitan.issued(ntt.office)[-1].penanda.seri
    cabut.revoke(ntt.office, [seri], "kunci_hilang", FRASA)
    file = tmp_path / "daftar.txt"
    file.write_bytes(pencabutan.newest_pem(ntt.office))
    section = ende.shows(CertificatesSection)
    answers.will("open_file", file)
    section.do_install()
    assert section.messages.text == (
        "Daftar pencabutan nomor 1 dari CA Lontar Provinsi Nusa Tenggara Timur sudah dikenal; "
        "1 pencabutan baru. Nomor tertinggi 1."
    )
    assert section.state.text == "Sertifikat sudah dicabut"
    assert "kunci atau laptop hilang atau dicuri" in sentences(section.mine)
    assert loud(section) == [t("pengaturan.sertifikat.ganti_kunci")]


def test_an_older_list_is_told_apart(ende, ntt, answers, tmp_path):
    ende.enrolled_at(ntt)
    for number in (1, 2):
        cabut.revoke(ntt.office, [number], "salah_terbit", FRASA)
        (tmp_path / f"{number}.txt").write_bytes(pencabutan.newest_pem(ntt.office))
    section = ende.shows(CertificatesSection)
    for number in (2, 1):
        answers.will("open_file", tmp_path / f"{number}.txt")
        section.do_install()
    assert "lebih lama daripada nomor 2" in section.messages.text
    assert "Tidak ada yang dibatalkan" in section.messages.text


def test_a_forgotten_passphrase_leads_to_a_new_key_and_a_message(qtbot, ende, ntt, keys):
    ende.enrolled_at(ntt)
    section = ende.shows(CertificatesSection)
    section.changes.lines["lupa"].click()
    panel = panel_of(section)
    assert "Tidak seorang pun dapat membuka kunci ini" in panel.explanation.text()
    panel.go.click()
    assert panel_of(section).key == "kunci"
    assert "Kunci lama sudah diarsipkan" in section.messages.text
    fills(qtbot, section, BARU, BARU)
    qtbot.waitUntil(lambda: section.panel is None)
    assert section.state.text == "Belum ada sertifikat"
    bar = section.old.bars[0]
    assert bar.text.startswith("Provinsi perlu mencabut sertifikat lama Maria Contoh, S.IP")
    bar._act()
    assert QGuiApplication.clipboard().text() == ganti_kunci.to_revoke(ende.office)[0].pesan
    assert bar.isVisible()
    assert "sudah disalin" in bar.text


def test_a_change_of_key_waits_beside_the_old_one(qtbot, ende, ntt, keys, answers):
    ende.enrolled_at(ntt)
    section = ende.shows(CertificatesSection)
    section.changes.lines["ganti_kunci"].click()
    fills(qtbot, section, BARU, BARU)
    qtbot.waitUntil(lambda: section.panel is None)
    assert section.state.text == "Siap menandatangani"
    assert section.mine.next.text().startswith("Kunci baru menunggu sertifikatnya.")
    assert loud(section) == [t("pengaturan.sertifikat.minta")]
    assert not section.changes.lines["ganti_kunci"].isVisible()
    assert pendaftaran.signer(ende.office, ende.user, FRASA)
    section.request.click()
    assert "Frasa sandi kunci baru Anda" in sentences(panel_of(section))
    section.close_panel()
    answers.will("ask", True)
    section.changes.lines["batal_kunci"].click()
    assert section.messages.text == "Kunci baru dibatalkan; kunci lama tetap dipakai."
    assert section.changes.lines["ganti_kunci"].isVisible()


def test_a_passphrase_is_changed(qtbot, ende):
    section = ende.shows(CertificatesSection)
    section.changes.lines["frasa"].click()
    fills(qtbot, section, FRASA, BARU, BARU)
    assert section.messages.text.startswith("Frasa sandi sudah diganti.")
    assert pendaftaran.request(ende.office, ende.user, BARU)


# --- A .p12 key


def test_a_p12_key_is_taken_over(qtbot, ende, answers, tmp_path, monkeypatch):
    threads = []
    real = p12.read

    def read(*told):
        threads.append(threading.current_thread())
        return real(*told)

    monkeypatch.setattr(p12, "read", read)
    person = people.add_user(ende.office, nama="Agnes Contoh", peran="pimpinan")
    ende.session.set_user(person)
    section = ende.shows(CertificatesSection)
    file = tmp_path / "saya.p12"
    file.write_bytes(contoh_p12.officer())
    answers.will("open_file", file)
    section.changes.lines["p12"].click()
    fills(qtbot, section, SALAH, FRASA, FRASA)
    assert panel_of(section).messages.text.startswith("Frasa sandi tidak membuka berkas saya.p12.")
    panel = panel_of(section)
    panel.theirs.line.setText(contoh_p12.FRASA_P12)
    goes(qtbot, section)
    assert section.messages.text == (
        "Kunci Maria di BSrE dari Penerbit Contoh G1 sudah disegel di sini. "
        "Sekarang mintalah sertifikatnya."
    )
    assert section.state.text == "Belum ada sertifikat"
    # Two million rounds of a hash are not for the thread of the window.
    assert len(threads) == 2
    assert threading.main_thread() not in threads


def test_a_huge_p12_is_refused_before_anything_is_asked(ende, answers, tmp_path):
    person = people.add_user(ende.office, nama="Agnes Contoh", peran="pimpinan")
    ende.session.set_user(person)
    section = ende.shows(CertificatesSection)
    file = tmp_path / "besar.p12"
    file.write_bytes(bytes(100_000))
    answers.will("open_file", file)
    section.do_p12()
    assert section.panel is None
    assert "besar.p12" in section.messages.text


# --- Windows


def test_windows_is_told_to_trust_the_authority_after_an_explanation(ende, ntt, monkeypatch):
    ende.enrolled_at(ntt)
    ran: list[list[str]] = []

    def certutil(command: list[str]) -> int:
        ran.append(command)
        return len(ran) % 2  # refused once, then done

    monkeypatch.setattr(percaya_windows, "is_windows", lambda: True)
    monkeypatch.setattr(percaya_windows, "run_certutil", certutil)
    section = ende.shows(CertificatesSection)
    section.changes.lines["percaya"].click()
    panel = panel_of(section)
    assert spoken(pendaftaran.authority(ntt.office).kata) in sentences(panel)
    panel.go.click()
    assert "atau Anda memilih Tidak" in panel.messages.text
    panel.go.click()
    assert section.messages.text.startswith("Windows sekarang mempercayai CA Lontar")
    assert ran[0][1:4] == ["-user", "-addstore", "Root"]


def test_elsewhere_the_certificate_is_saved_for_a_windows_computer(
    ende, ntt, answers, tmp_path, monkeypatch
):
    monkeypatch.setattr(percaya_windows, "is_windows", lambda: False)
    section = ende.shows(CertificatesSection)
    section.do_trust()
    assert not panel_of(section).go.isEnabled()
    assert "belum mengenal otoritas" in panel_of(section).explanation.text()
    ende.enrolled_at(ntt)
    section.do_trust()
    answers.will("save_file", tmp_path / "ca.cer")
    panel_of(section).go.click()
    saved = sertifikat.read_der((tmp_path / "ca.cer").read_bytes())
    assert saved == otoritas.authority(ntt.office).sertifikat
    assert section.messages.text == "ca.cer sudah disimpan."


def test_what_is_wrong_with_a_chosen_file_is_told_in_view_in_a_low_window(
    qtbot, ende, answers, tmp_path
):
    section = ende.shows(CertificatesSection)
    column = section.window()
    column.resize(600, 300)
    bar = column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    file = tmp_path / "lain.txt"
    file.write_text("bukan sertifikat")
    bar.setValue(bar.maximum())
    answers.will("open_file", file)
    section.install.click()
    assert "Berkas ini tidak memuat sertifikat." in section.messages.text
    qtbot.waitUntil(lambda: not section.messages.visibleRegion().isEmpty())


def test_an_empty_passphrase_is_asked_for_before_any_key_is_tried(ende):
    section = ende.shows(CertificatesSection)
    section.request.click()
    panel_of(section).go.click()
    assert panel_of(section).messages.text.startswith("Frasa sandi belum diisi.")
    assert panel_of(section).go.isEnabled()
