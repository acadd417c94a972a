"""The quick card, followed from the first start to a signed package in an exercise office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QApplication

from app import paths
from app.exchange import kunci, pendirian
from app.store import panduan as stored
from app.teks import t
from app.ui.pages.package import PackagePage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_certificates import CertificatesSection
from app.ui.pages.settings_people import PeopleSection
from tests.exchange.contoh_pendirian import FRASA, key, ready_keys
from tests.exchange.contoh_sertifikat import PIMPINAN
from tests.journeys import pendaftaran, triwulan
from tests.journeys.pemakai import A_WHILE, Key
from tests.journeys.triwulan import Jejak, Triwulan
from tests.ui.contoh_dua import FRASA_PIMPINAN
from tests.ui.contoh_jendela import ENDE, OPERATOR

if TYPE_CHECKING:
    from tests.journeys.pemakai import Pemakai


def test_the_card_leads_to_a_signed_package(tmp_path, qtbot, answers, monkeypatch):
    walk = Triwulan(Jejak(tmp_path), qtbot, answers, monkeypatch)
    walk.jejak.flashdisk.mkdir()
    found_an_exercise(walk)
    certify_the_second_person(walk)
    triwulan.a_service_is_typed(walk)
    state_and_sign(walk)
    assert len(list(walk.jejak.flashdisk.glob("LATIHAN_SPM_*.xlsx"))) == 1


def told(step: int) -> set[str]:
    """The words of the screen in a step of the card, as they are written on it."""
    card = stored.card(paths.resources()).teks
    found = re.search(rf"^### {step}\. .*?(?=^#)", card, re.DOTALL | re.MULTILINE)
    assert found is not None, step
    return {" ".join(one.split()) for one in re.findall(r"\*\*(.+?)\*\*", found[0], re.DOTALL)}


def press_told(person: Pemakai, step: int, button: QAbstractButton) -> None:
    """Press a button that this step of the card names."""
    assert said(button.text()) in told(step), button.text()
    person.tab_to(button).press(Key.Key_Return)


def said(text: str) -> str:
    """What is written on a button, as the card quotes it."""
    return text.replace("&", "").partition(" (")[0].rstrip(" …")


def test_the_steps_of_the_card_are_those_that_were_walked():
    """A step that is added or named anew needs its part in the walk above."""
    card = stored.card(paths.resources()).teks
    assert re.findall(r"^### (\d)\. (.+)$", card, re.MULTILINE) == [
        ("1", "Pasang dan buka"),
        ("2", "Dirikan kantor"),
        ("3", "Dua orang, dua sertifikat"),
        ("4", "Isi"),
        ("5", "Selesaikan temuan"),
        ("6", "Operator menyatakan, pimpinan menandatangani"),
        ("7", "Kirim dan tunggu tanda terima"),
        ("8", "Jaga datanya"),
    ]


def found_an_exercise(walk: Triwulan) -> None:
    """Steps 1 and 2 of the card."""
    walk.patch.setattr(pendirian.establish, "__defaults__", (ready_keys(0),))
    with walk.at("kabupaten") as person:
        person.press(Key.Key_Down, times=3)
        chosen = QApplication.focusWidget()
        assert isinstance(chosen, QAbstractButton)
        assert said(chosen.text()) in told(2)
        person.press(Key.Key_Return)
        person.enter("ende")
        triwulan._finish_wizard(person, OPERATOR, FRASA)
        assert person.window.session.wilayah == ENDE
        assert person.window.desk.practice.band.isVisible()


def certify_the_second_person(walk: Triwulan) -> None:
    """Step 3: a key for the pimpinan, and a certificate by the office's own authority."""
    ready = key(4)
    walk.patch.setattr(kunci, "generate", lambda: ready)
    with walk.at("kabupaten") as person:
        page = person.go("pengaturan")
        assert isinstance(page, SettingsPage)
        page.list.choose("pengguna")
        people = page.sections["pengguna"]
        assert isinstance(people, PeopleSection)
        assert {said(people.form.add.text()), "Pengaturan", "Pengguna"} <= told(3)
        pendaftaran._add_pimpinan(person)
        assert all(said(one.work.text()) in told(3) for one in people.lines)
        section = certificates(person)
        press_told(person, 3, section.make_key)
        person.type(FRASA_PIMPINAN).press(Key.Key_Tab).enter(FRASA_PIMPINAN)
        person.wait(lambda: section.panel is None)
        press_told(person, 3, section.enrol)
        assert section.panel is not None
        assert said(section.panel.go.text()) in told(3)
        # The card says whose passphrase the second one is, and so does the screen.
        assert t("panel.sandi.otoritas_latihan") in person.sentences(section.panel)
        person.type(FRASA_PIMPINAN).press(Key.Key_Tab).enter(FRASA)
        person.wait(lambda: section.panel is None)
        assert section.state.text == "Siap menandatangani"
    with walk.at("kabupaten") as person:
        people = pendaftaran._section(person, PeopleSection)
        pendaftaran._let_work(person, people, OPERATOR)


def certificates(person: Pemakai) -> CertificatesSection:
    return pendaftaran._section(person, CertificatesSection)


def state_and_sign(walk: Triwulan) -> None:
    """Steps 5 and 6: the operator states, the pimpinan signs what was stated."""
    with walk.at("kabupaten") as person:
        page = person.go("paket")
        assert isinstance(page, PackagePage)
        assert page.send is not None
        sign = page.send.sign
        here = page.send.state.obstacles
        assert said(page.segments.buttons["kirim"].text()) in told(5)
        person.wait(lambda: bool(here.entries))
        for left in range(sum(one.open for one in here.entries) - 1, -1, -1):
            person.enter(triwulan.ALASAN)
            person.wait(lambda left=left: sum(one.open for one in here.entries) == left)
        assert said(here.reason.save.text()) in told(5)
        assert said(sign.state_form.button.text()) in told(6)
        person.tab_to(sign.state_form.passphrase)
        with person.qtbot.waitSignal(sign.turned, timeout=A_WHILE):
            person.enter(FRASA)
        person.wait(sign.sign_form.isVisible)
        person.type(FRASA_PIMPINAN)
        walk.answers.will("choose_folder", walk.jejak.flashdisk)
        person.tab_to(sign.sign_form.browse).press(Key.Key_Return)
        with person.qtbot.waitSignal(sign.sent, timeout=A_WHILE):
            press_told(person, 6, sign.sign_form.button)
        result = " ".join(person.sentences(sign.result))
        assert OPERATOR in result
        assert PIMPINAN in result
        # It certified itself: nobody is named to hand the file to, least of all itself.
        assert t("paket_layar.terkirim.tanpa_penerima") in person.sentences(sign.result)
