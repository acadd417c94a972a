"""Two people of a kabupaten get their keys and certificates, with the windows and a flashdisk."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QLabel

from app.exchange import kunci
from app.ui.pages.package import PackagePage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_authority import AuthoritySection
from app.ui.pages.settings_certificates import CertificatesSection
from app.ui.pages.settings_people import PeopleSection
from app.ui.pages.settings_section import Section
from tests.exchange.contoh_pendirian import FRASA, key
from tests.exchange.contoh_sertifikat import PIMPINAN
from tests.journeys.pemakai import Key
from tests.ui.contoh_dua import FRASA_PIMPINAN
from tests.ui.contoh_jendela import OPERATOR

if TYPE_CHECKING:
    from app.exchange.terbitan import Terbitan
    from tests.journeys.pemakai import Pemakai
    from tests.journeys.triwulan import Triwulan

S = TypeVar("S", bound=Section)
FRASA_PROVINSI = "cendana tumbuh di bukit karang"


def the_kabupaten_is_certified(walk: Triwulan) -> None:
    """A request goes to the province, its answer comes back; both compare six words."""
    authority = _certify(walk, OPERATOR, FRASA)
    with walk.at("kabupaten") as person:
        section = _section(person, CertificatesSection)
        walk.answers.will("open_file", walk.jejak.flashdisk / "sertifikat.txt")
        person.tab_to(section.install).press(Key.Key_Return)
        person.type(authority.replace(" ·", "")).press(Key.Key_Tab).enter(FRASA)
        person.wait(lambda: section.panel is None)
        assert section.state.text == "Siap menandatangani"


def the_pimpinan_is_certified(walk: Triwulan) -> None:
    """Paket says who is missing and leads there: a second person, with a key of their own."""
    ready = key(4)
    walk.patch.setattr(kunci, "generate", lambda: ready)
    with walk.at("kabupaten") as person:
        page = person.go("paket")
        assert isinstance(page, PackagePage)
        missing = page.send.sign.missing
        person.wait(missing.isVisible)
        assert missing.told[0].startswith("Belum ada pimpinan di daftar pengguna.")
        person.tab_to(missing.people).press(Key.Key_Return)
        _add_pimpinan(person)
        section = _section(person, CertificatesSection)
        person.tab_to(section.make_key).press(Key.Key_Return)
        person.type(FRASA_PIMPINAN).press(Key.Key_Tab).enter(FRASA_PIMPINAN)
        person.wait(lambda: section.panel is None)
    _certify(walk, PIMPINAN, FRASA_PIMPINAN)
    with walk.at("kabupaten") as person:
        section = _section(person, CertificatesSection)
        walk.answers.will("open_file", walk.jejak.flashdisk / "sertifikat.txt")
        person.tab_to(section.install).press(Key.Key_Return)
        # The authority is known by now: no words are asked for.
        person.enter(FRASA_PIMPINAN)
        person.wait(lambda: section.panel is None)
        assert section.state.text == "Siap menandatangani"
    with walk.at("kabupaten") as person:
        _let_work(person, _section(person, PeopleSection), OPERATOR)


def _add_pimpinan(person: Pemakai) -> None:
    """Enter the second person, and let them work for as long as it takes to get a key."""
    page = person.window.desk.current_page
    assert isinstance(page, SettingsPage)
    section = page.sections["pengguna"]
    assert isinstance(section, PeopleSection)
    assert section.isVisible()
    person.tab_to(section.form.name).type(PIMPINAN)
    person.tab_to(section.form.role).press(Key.Key_End)
    person.tab_to(section.form.add).press(Key.Key_Return)
    _let_work(person, section, PIMPINAN)


def _let_work(person: Pemakai, section: PeopleSection, name: str) -> None:
    line = next(one for one in section.lines if one.user.nama == name)
    person.wait(line.work.isVisible)
    person.tab_to(line.work).press(Key.Key_Return)
    assert person.window.session.user.nama == name


def _certify(walk: Triwulan, name: str, passphrase: str) -> str:
    """A request to the province and its answer, on the flashdisk; the authority's six words."""
    jejak, answers = walk.jejak, walk.answers
    jejak.flashdisk.mkdir(exist_ok=True)
    asked, issued = jejak.flashdisk / "permintaan.txt", jejak.flashdisk / "sertifikat.txt"
    with walk.at("kabupaten") as person:
        section = _section(person, CertificatesSection)
        answers.will("save_file", asked)
        person.tab_to(section.request).press(Key.Key_Return)
        person.enter(passphrase)
        person.wait(lambda: section.panel is None)
        jejak.kata = _words(section.facts.findChildren(QLabel))
        assert jejak.kata in section.messages.text
    with walk.at("provinsi") as person:
        desk = _section(person, AuthoritySection)
        answers.will("open_file", asked)
        answers.will("save_file", issued)
        person.tab_to(desk.issue).press(Key.Key_Return)
        person.type(jejak.kata.replace(" ·", "")).press(Key.Key_Tab).enter(FRASA_PROVINSI)
        person.wait(lambda: [one.penanda.nama for one in shown(desk)][:1] == [name])
        return _words(desk.facts.findChildren(QLabel))


def shown(section: AuthoritySection) -> list[Terbitan]:
    """The certificates in the table, from the top."""
    return list(section.issued.rows.values())


def _section(person: Pemakai, kind: type[S]) -> S:
    page = person.go("pengaturan")
    assert isinstance(page, SettingsPage)
    keys = [section.key for section in page.kinds]
    # The focus is where it was left, perhaps among what was typed last.
    person.tab_to(page.list.item(page.view))
    further = keys.index(kind.key) - keys.index(page.view)
    person.press(Key.Key_Down if further > 0 else Key.Key_Up, times=abs(further))
    section = page.sections[kind.key]
    assert isinstance(section, kind)
    assert section.isVisible()
    return section


def _words(labels: list[QLabel]) -> str:
    """The six words among the facts."""
    return next(one.text() for one in labels if one.text().count(" · ") == 5)
