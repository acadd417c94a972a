"""Sertifikat in the window: from a first key to a renewed one, with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from app.exchange import (
    brankas,
    ganti_kunci,
    kunci,
    pendaftaran,
    sertifikat,
    terbitan,
)
from app.store import people
from app.teks import t
from app.ui.colours import Tone
from app.ui.pages import settings_certificates
from app.ui.pages.settings_authority import AuthoritySection
from app.ui.pages.settings_certificates import CertificatesSection, next_step
from app.ui.pages.settings_panel import spoken
from tests.exchange.contoh_pendirian import FRASA, few_in_common, key, plan
from tests.ui.contoh_otoritas import fills, loud, panel_of, sentences

BARU = "frasa sandi yang baru dibuat"
SALAH = "bukan frasa yang benar"


@pytest.fixture
def keys(monkeypatch):
    """New keys are ready at once."""
    ready = key(4)
    monkeypatch.setattr(kunci, "generate", lambda: ready)


# --- Enrolment


def test_a_kabupaten_is_enrolled_with_files_and_words_heard_on_the_telephone(
    qtbot, ende, ntt, answers, tmp_path
):
    asked, issued = tmp_path / "permintaan.txt", tmp_path / "sertifikat.txt"
    section = ende.shows(CertificatesSection)
    words = pendaftaran.key_words(ende.office, ende.user)
    assert section.state.text == "Belum ada sertifikat"
    assert loud(section) == [t("pengaturan.sertifikat.minta")]

    answers.will("save_file", asked)
    section.request.click()
    fills(qtbot, section, FRASA)
    assert spoken(words) in section.messages.text
    assert pendaftaran.request_name(ende.office, ende.user) in answers.told[-1]

    desk = ntt.shows(AuthoritySection)
    answers.will("open_file", asked)
    answers.will("save_file", issued)
    desk.issue.click()
    fills(qtbot, desk, " ".join(words).upper(), FRASA)
    assert desk.messages.isVisible()
    made = next(one for one in desk.issued.rows.values() if one.penanda.nama == plan().nama)
    assert terbitan.answer_name(made.penanda) in answers.told[-1]

    section = ende.shows(CertificatesSection)
    answers.will("open_file", issued)
    section.install.click()
    authority = pendaftaran.authority(ntt.office).kata
    fills(qtbot, section, " ".join(authority), FRASA)
    assert section.state.text == "Siap menandatangani"
    assert loud(section) == []
    assert pendaftaran.signer(ende.office, ende.user, FRASA)


def test_words_that_differ_stop_the_installation(qtbot, ende, ntt, answers, tmp_path):
    asked = sertifikat.read_request(pendaftaran.request(ende.office, ende.user, FRASA))
    file = tmp_path / "jawab.txt"
    file.write_bytes(pendaftaran.issue(ntt.office, asked, FRASA))
    section = ende.shows(CertificatesSection)
    answers.will("open_file", file)
    section.install.click()
    words = pendaftaran.authority(ntt.office).kata
    fills(qtbot, section, " ".join(["keliru", *words[1:]]), FRASA)
    panel = panel_of(section)
    assert panel.words.error == (
        "Kata nomor 1 tidak cocok dengan berkas ini. Minta CA Lontar Provinsi Nusa Tenggara Timur "
        "membacakan sekali lagi; bila tetap berbeda, berkas ini bukan darinya dan jangan dipakai."
    )
    assert few_in_common(words, " ".join(sentences(panel)))
    panel.words.line.clear()
    panel.go.click()
    assert panel.words.error.startswith("Ketik dahulu enam kata yang dibacakan CA Lontar")
    assert not pendaftaran.trusted(ende.office)


def test_a_certificate_can_be_pasted_out_of_a_chat(qtbot, ende, ntt):
    ende.enrolled_at(ntt)
    asked = sertifikat.read_request(pendaftaran.request(ende.office, ende.user, FRASA))
    data = pendaftaran.issue(ntt.office, asked, FRASA)
    QGuiApplication.clipboard().setText(f"Ini ya Bu:\n{data.decode()}\nTerima kasih")
    section = ende.shows(CertificatesSection)
    section.do_paste()
    assert panel_of(section).key == "pasang"  # the authority is known: no words are asked
    fills(qtbot, section, FRASA)
    assert section.messages.text == "Sertifikat sudah dipasang. Anda sekarang dapat menandatangani."


def test_the_first_key_is_made_in_the_section(qtbot, ende, keys):
    person = people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    section = ende.shows(CertificatesSection)
    ende.session.set_user(person)
    assert section.state.text == "Belum ada kunci"
    assert loud(section) == [t("pengaturan.sertifikat.buat_kunci")]
    section.make_key.click()
    fills(qtbot, section, FRASA, FRASA)
    qtbot.waitUntil(lambda: section.panel is None)
    assert section.state.text == "Belum ada sertifikat"
    assert "Sekarang mintalah sertifikatnya" in section.messages.text


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("pendek", "", "terlalu mudah ditebak"), (FRASA, "lain", "tidak sama")],
)
def test_a_key_needs_a_good_passphrase_typed_twice(qtbot, ende, first, second, said):
    person = people.add_user(ende.office, nama="Baru", peran="verifikator")
    ende.session.set_user(person)
    section = ende.shows(CertificatesSection)
    section.make_key.click()
    fills(qtbot, section, first, second)
    assert said in " ".join(sentences(panel_of(section)))
    assert not pendaftaran.has_key(ende.office, person)


def test_a_wrong_passphrase_is_told_in_the_panel_and_can_be_typed_again(
    qtbot, ende, answers, tmp_path
):
    section = ende.shows(CertificatesSection)
    section.request.click()
    fills(qtbot, section, SALAH)
    panel = panel_of(section)
    assert panel.messages.text.startswith("Frasa sandi tidak cocok dengan kunci ini.")
    assert "buatlah kunci baru" in panel.messages.text
    panel.secret.line.clear()
    answers.will("save_file", tmp_path / "minta.txt")
    fills(qtbot, section, FRASA)
    assert (tmp_path / "minta.txt").is_file()


def test_escape_leaves_a_panel_and_the_focus_returns_to_its_button(qtbot, ende):
    section = ende.shows(CertificatesSection)
    section.request.setFocus()
    section.request.click()
    panel = panel_of(section)
    qtbot.keyClick(panel.secret.line, "\x1b")
    assert section.panel is None
    assert section.request.hasFocus()


def test_whoever_saves_no_file_stays_where_they_are(qtbot, ende, answers):
    section = ende.shows(CertificatesSection)
    section.request.click()
    answers.will("save_file", None)
    fills(qtbot, section, FRASA)
    assert section.panel is not None
    section.close_panel()
    answers.will("open_file", None)
    section.install.click()
    assert section.panel is None
    assert not section.messages.isVisible()


def test_a_file_of_another_kind_is_told_in_words(ende, answers, tmp_path):
    photo = tmp_path / "foto.txt"
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    section = ende.shows(CertificatesSection)
    answers.will("open_file", photo)
    section.install.click()
    assert "tidak memuat sertifikat" in section.messages.text


# --- The province certifies its own people


def test_a_colleague_at_the_province_is_certified_on_the_spot(qtbot, ntt):
    other = people.add_user(ntt.office, nama="Yohanes Contoh", peran="pimpinan")
    brankas.keep_key(ntt.office, other, key(4), BARU)
    ntt.session.set_user(other)
    section = ntt.shows(CertificatesSection)
    assert loud(section) == [t("pengaturan.sertifikat.terbitkan_sendiri")]
    section.enrol.click()
    fills(qtbot, section, BARU, SALAH)
    assert "tidak membuka kunci otoritas" in panel_of(section).messages.text
    panel_of(section).authority.line.clear()
    panel_of(section).authority.line.setFocus()
    fills(qtbot, section, FRASA)
    assert section.state.text == "Siap menandatangani"


# --- Two people


def test_it_is_plain_who_is_ready_and_who_is_missing(ende, ntt):
    ende.enrolled_at(ntt)
    boss = people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    section = ende.shows(CertificatesSection)
    assert section.ready.rule.text == (
        "Untuk menyerahkan paket diperlukan dua orang: operator atau verifikator yang menyatakan "
        "selesai, dan pimpinan yang menandatangani. Belum ada pimpinan yang siap menandatangani."
    )
    assert {"Maria Contoh, S.IP", "Yohanes Contoh"} <= set(sentences(section.ready))
    brankas.keep_key(ende.office, boss, key(4), FRASA)
    ende.session.set_user(boss)
    ende.enrolled_at(ntt)
    section.enter()
    assert section.ready.rule.text == (
        "Untuk menyerahkan paket diperlukan dua orang: Maria Contoh, S.IP menyatakan selesai, "
        "Yohanes Contoh menandatangani. Keduanya siap."
    )


# --- The rest


def test_every_stage_has_a_next_step_a_look_and_a_sentence():
    from typing import get_args

    from app.exchange.kesiapan import Orang, Tahap
    from app.store.people import Pengguna
    from app.ui.pages.settings_ready import LOOKS

    user = Pengguna(nama="M", peran="operator", id=1)
    for tahap in get_args(Tahap):
        assert isinstance(LOOKS[tahap][0], Tone)
        for here in (False, True):
            step = next_step(Orang(user, tahap), here=here)
            assert t(f"pengaturan.lanjut.{step}", sampai="")
            assert step in settings_certificates._BUTTONS


@pytest.mark.parametrize("width", [589, 1000])
def test_nothing_is_cut_with_real_keys(qtbot, ende, ntt, width):
    from tests.ui.test_settings import whole

    ende.enrolled_at(ntt)
    ganti_kunci.forget(ende.office, ende.user)
    section = ende.shows(CertificatesSection)
    column = ende._shown[-1]
    column.resize(width, 400)
    for opening in (lambda: None, section.do_forget, section.do_trust, section.do_make_key):
        opening()
        qtbot.waitUntil(lambda: whole(column, section))


@pytest.mark.parametrize("width", [460, 589])
def test_nothing_is_cut_before_there_is_a_certificate(qtbot, ende, width):
    from tests.ui.test_settings import whole

    section = ende.shows(CertificatesSection)
    column = ende._shown[-1]
    column.resize(width, 400)
    qtbot.waitUntil(lambda: whole(column, section))


def test_the_next_step_has_the_focus_once_a_key_was_made(qtbot, ende, keys):
    ganti_kunci.forget(ende.office, ende.user)
    section = ende.shows(CertificatesSection)
    section.make_key.click()
    fills(qtbot, section, BARU, BARU)
    qtbot.waitUntil(lambda: section.panel is None)
    assert section.window().focusWidget() is section.request


def test_a_certificate_of_a_colleague_is_installed_as_that_colleague(qtbot, ende, ntt):
    boss = people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    brankas.keep_key(ende.office, boss, key(4), FRASA)
    section = ende.shows(CertificatesSection)
    asked = sertifikat.read_request(pendaftaran.request(ende.office, boss, FRASA))
    issued = pendaftaran.issue(ntt.office, asked, FRASA)
    QGuiApplication.clipboard().setText(issued.decode())
    section.do_paste()
    assert section.panel is None
    assert "milik Yohanes Contoh" in section.messages.text
    section.messages._act()
    assert section.mine.name.text() == "Yohanes Contoh"
    authority = sertifikat.check_ca(sertifikat.read_certificates(issued)[1], ende.office.now())
    fills(qtbot, section, " ".join(authority.kata), FRASA)
    assert section.state.text == "Siap menandatangani"


def test_the_six_words_of_one_person_are_not_left_for_the_next(qtbot, ende, answers, tmp_path):
    boss = people.add_user(ende.office, nama="Yohanes Contoh", peran="pimpinan")
    section = ende.shows(CertificatesSection)
    answers.will("save_file", tmp_path / "permintaan.txt")
    section.request.click()
    fills(qtbot, section, FRASA)
    assert section.messages.isVisible()
    ende.session.set_user(boss)
    assert not section.messages.isVisible()
