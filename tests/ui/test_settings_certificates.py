"""Certificates in the window: from the request of a kabupaten to a signer the province knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from app.exchange import kunci, pendaftaran, pendirian
from app.store import people
from app.teks import t
from app.ui.memory import Memory
from app.ui.pages.settings_certificates import CertificatesSection, spoken
from app.ui.session import Session
from tests.exchange.contoh_pendirian import ENDE, FRASA, NTT, key, plan, ready_keys, silent
from tests.ui.contoh_jendela import clock, put_on_screen

if TYPE_CHECKING:
    from pathlib import Path

STATE = "pengaturan.sertifikat.keadaan."


@pytest.fixture(scope="module")
def founded(tmp_path_factory) -> tuple[Path, Path]:
    """The folders of a kabupaten and of its province."""
    place = tmp_path_factory.mktemp("kantor")
    for name, wilayah, first in (("ende", ENDE, 2), ("ntt", NTT, 0)):
        pendirian.establish(plan(wilayah), place / name, clock, silent, ready_keys(first))
    return place / "ende", place / "ntt"


def opened(qtbot, folder: Path) -> CertificatesSection:
    session = Session(clock, Memory())
    session.open(folder)
    section = CertificatesSection(session)
    put_on_screen(qtbot, section)
    section.destroyed.connect(session.close)
    section.enter()
    return section


@pytest.fixture
def ende(qtbot, founded):
    section = opened(qtbot, founded[0])
    yield section
    section.session.close()


@pytest.fixture
def ntt(qtbot, founded):
    section = opened(qtbot, founded[1])
    yield section
    section.session.close()


def sentences(qtbot, section) -> list[str]:
    qtbot.wait(1)
    return [one.text() for one in section.findChildren(QLabel) if one.isVisible()]


def test_a_kabupaten_is_enrolled_with_files_and_six_words(qtbot, ende, ntt, answers, tmp_path):
    asked, issued = tmp_path / "permintaan.txt", tmp_path / "sertifikat.txt"
    words = spoken(pendaftaran.key_words(ende.session.office, ende.session.user))
    assert ende.state.text == t(f"{STATE}tanpa_sertifikat")

    answers.will("ask_passphrase", FRASA)
    answers.will("save_file", asked)
    ende.request.click()
    assert words in ende.messages.text

    answers.will("open_file", asked)
    answers.will("ask", True)
    answers.will("ask_passphrase", FRASA)
    answers.will("save_file", issued)
    ntt.authority.issue.click()
    assert words in " ".join(answers.told)
    assert plan().nama in sentences(qtbot, ntt.authority)

    answers.will("open_file", issued)
    answers.will("ask", True)
    answers.will("ask_passphrase", FRASA)
    ende.install.click()
    authority = spoken(pendaftaran.authority(ntt.session.office).kata)
    assert authority in " ".join(answers.told)
    assert ende.state.text == t(f"{STATE}siap")
    assert pendaftaran.signer(ende.session.office, ende.session.user, FRASA)


def test_a_province_is_ready_to_sign_from_the_start(qtbot, ntt):
    assert ntt.state.text == t(f"{STATE}siap")
    own = pendaftaran.authority(ntt.session.office)
    assert spoken(own.kata) in sentences(qtbot, ntt.authority)


def test_a_kabupaten_has_no_authority(ende):
    assert not ende.authority.isVisible()


def test_words_that_differ_stop_the_issue(ntt, answers, tmp_path, ende):
    asked = tmp_path / "permintaan.txt"
    office, user = ende.session.office, ende.session.user
    asked.write_bytes(pendaftaran.request(office, user, FRASA))
    answers.will("open_file", asked)
    answers.will("ask", False)
    ntt.authority.issue.click()
    assert not ntt.messages.isVisible()


def test_a_file_of_another_kind_is_told_in_words(ntt, answers, tmp_path):
    photo = tmp_path / "foto.txt"
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    answers.will("open_file", photo)
    ntt.authority.issue.click()
    assert ntt.messages.isVisible()


def test_a_wrong_passphrase_is_told_in_words(ende, answers):
    answers.will("ask_passphrase", "bukan frasa yang benar")
    ende.request.click()
    assert t("galat.frasa_sandi_salah.pesan") in ende.messages.text


@pytest.mark.parametrize("button", ["request", "install"])
def test_whoever_changes_their_mind_is_left_in_peace(ende, answers, button):
    answers.will("ask_passphrase" if button == "request" else "open_file", None)
    getattr(ende, button).click()
    assert not ende.messages.isVisible()


def test_a_second_person_makes_a_key_of_their_own(qtbot, ende, answers, monkeypatch):
    monkeypatch.setattr(kunci, "generate", lambda: key(2))
    person = people.add_user(ende.session.office, nama="Yohanes Contoh", peran="pimpinan")
    ende.session.set_user(person)
    assert ende.state.text == t(f"{STATE}tanpa_kunci")
    assert not ende.request.isVisible()
    answers.will("ask_passphrase", FRASA)
    answers.will("ask_passphrase", FRASA)
    ende.make_key.click()
    qtbot.waitUntil(ende.request.isVisible)
    assert pendaftaran.has_key(ende.session.office, person)


@pytest.mark.parametrize(
    ("typed", "kode"),
    [(["pendek"], "galat.frasa_sandi_lemah.pesan"), ([FRASA, "lain"], "wisaya.sandi.beda")],
)
def test_a_key_needs_a_good_passphrase_typed_twice(ende, answers, typed, kode):
    person = people.add_user(ende.session.office, nama="Baru", peran="verifikator")
    ende.session.set_user(person)
    for text in typed:
        answers.will("ask_passphrase", text)
    ende.make_key.click()
    assert t(kode, huruf=12, kata=4) in ende.messages.text
    assert not pendaftaran.has_key(ende.session.office, person)


def test_an_expired_certificate_is_marked(qtbot, founded):
    session = Session(lambda: clock().replace(year=2029), Memory())
    session.open(founded[1])
    section = CertificatesSection(session)
    qtbot.addWidget(section)
    section.show_state(has_key=True, until="2028-10-04")
    session.close()
    assert section.state.text == t(f"{STATE}kedaluwarsa")
