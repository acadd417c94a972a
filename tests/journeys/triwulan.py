"""One quarter between a kabupaten and its province, in stages that leave only files behind."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QLabel

from app import paths
from app.exchange import isi_csv, pendirian
from app.store import pustaka
from app.store.office import Office
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.entry import EntryPage
from app.ui.pages.home import HomePage
from app.ui.pages.home_region import RegionHome
from app.ui.pages.package import PackagePage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_authority import AuthoritySection
from app.ui.pages.settings_certificates import CertificatesSection
from app.ui.pages.settings_section import Section
from tests.exchange.contoh_pendirian import FRASA, ready_keys
from tests.journeys.pemakai import A_WHILE, CTRL, Key, at_the_laptop
from tests.ui.contoh_daerah import PERIODE, sheet
from tests.ui.contoh_jendela import ENDE, OPERATOR, clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from app.exchange.terbitan import Terbitan
    from app.ui.pages.package_inbox import Inbox
    from tests.journeys.pemakai import Pemakai
    from tests.ui.contoh_jendela import Answers

S = TypeVar("S", bound=Section)
PENERBIT = "Yohanes Contoh, M.Si"
FRASA_PROVINSI = "cendana tumbuh di bukit karang"
LAYANAN = "KES-01"
SERVED = 1_137
"""How many are served: a figure no other cell has, so that it can be found in the package."""
PENERIMA = {
    "penerima.harus.jumlah": 1_250,
    "penerima.harus.p": 1_250,
    "penerima.harus.dis": 14,
    "penerima.terlayani.jumlah": SERVED,
    "penerima.terlayani.p": 1_120,
    "penerima.terlayani.dis": 11,
}
MUTU = {
    f"mutu.m{row:02}.{kolom}": 100 + 10 * row - gap
    for row in range(1, 20)
    for kolom, gap in (("dibutuhkan", 0), ("tersedia", row))
}
MASALAH = "Tiga puskesmas tanpa bidan tetap"


@dataclass
class Jejak:
    """What lies on the two laptops and the flashdisk, and what was read off the screens."""

    folder: Path
    stages: list[str] = field(default_factory=list)
    kata: str = ""
    indeks: str = ""
    belum: str = ""

    def laptop(self, name: str) -> Path:
        return self.folder / name

    @property
    def flashdisk(self) -> Path:
        return self.folder / "flashdisk"

    @property
    def paket(self) -> Path:
        return next(self.flashdisk.glob("SPM_*.xlsx"))

    @property
    def kabupaten(self) -> Path:
        return self.laptop("kabupaten") / "kantor" / "kabupaten-ende"


class Triwulan:
    """Walks the stages; one that has been walked is not walked again."""

    def __init__(
        self, jejak: Jejak, qtbot: QtBot, answers: Answers, patch: pytest.MonkeyPatch
    ) -> None:
        self.jejak, self.qtbot, self.answers, self.patch = jejak, qtbot, answers, patch

    def reach(self, stage: Callable[[Triwulan], None]) -> Jejak:
        """Walk up to and including a stage."""
        order = list(STAGES)
        for one in order[: order.index(stage) + 1]:
            if one.__name__ not in self.jejak.stages:
                one(self)
                self.jejak.stages.append(one.__name__)
        return self.jejak

    def at(self, laptop: str):  # a context manager
        self.patch.setattr(paths, "data", lambda: self.jejak.laptop(laptop))
        return at_the_laptop(self.qtbot)


# --- The stages ----------------------------------------------------------------------------------


def offices_are_set_up(walk: Triwulan) -> None:
    """Two laptops, each led through the wizard on its first start."""
    walk.patch.setattr(pendirian.establish, "__defaults__", (ready_keys(0),))
    with walk.at("provinsi") as person:
        person.press(Key.Key_Down).press(Key.Key_Return)
        person.press(Key.Key_Return)
        _finish_wizard(person, PENERBIT, FRASA_PROVINSI)
        assert person.window.session.is_province
    walk.patch.setattr(pendirian.establish, "__defaults__", (ready_keys(2),))
    with walk.at("kabupaten") as person:
        person.press(Key.Key_Return)
        person.enter("ende")
        _finish_wizard(person, OPERATOR, FRASA)
        assert person.window.session.wilayah == ENDE
    assert walk.jejak.kabupaten.is_dir()


def _finish_wizard(person: Pemakai, name: str, passphrase: str) -> None:
    """Everything after the region: office, person, passphrase, summary, creation."""
    person.press(Key.Key_Return)
    person.enter(name)
    person.type(passphrase).press(Key.Key_Tab).enter(passphrase)
    wizard = person.window.place
    person.press(Key.Key_Return)
    person.wait(lambda: person.window.place is not wizard)
    assert person.window.place is person.window.desk
    assert isinstance(person.window.desk.current_page, HomePage)


def the_kabupaten_is_certified(walk: Triwulan) -> None:
    """A request goes to the province, its answer comes back; both compare six words."""
    jejak, answers = walk.jejak, walk.answers
    jejak.flashdisk.mkdir(exist_ok=True)
    asked, issued = jejak.flashdisk / "permintaan.txt", jejak.flashdisk / "sertifikat.txt"
    with walk.at("kabupaten") as person:
        section = _section(person, CertificatesSection)
        answers.will("save_file", asked)
        person.tab_to(section.request).press(Key.Key_Return)
        person.enter(FRASA)
        jejak.kata = _words(section.facts.findChildren(QLabel))
        assert jejak.kata in section.messages.text
    with walk.at("provinsi") as person:
        desk = _section(person, AuthoritySection)
        answers.will("open_file", asked)
        answers.will("save_file", issued)
        person.tab_to(desk.issue).press(Key.Key_Return)
        person.type(jejak.kata.replace(" ·", "")).press(Key.Key_Tab).enter(FRASA_PROVINSI)
        person.wait(lambda: [one.penanda.nama for one in shown(desk)][:1] == [OPERATOR])
        authority = _words(desk.facts.findChildren(QLabel))
    with walk.at("kabupaten") as person:
        section = _section(person, CertificatesSection)
        answers.will("open_file", issued)
        person.tab_to(section.install).press(Key.Key_Return)
        person.type(authority.replace(" ·", "")).press(Key.Key_Tab).enter(FRASA)
        assert section.state.text == "Siap menandatangani"


def shown(section: AuthoritySection) -> list[Terbitan]:
    """The certificates in the table, from the top."""
    return list(section.issued.rows.values())


def _section(person: Pemakai, kind: type[S]) -> S:
    page = person.go("pengaturan")
    assert isinstance(page, SettingsPage)
    keys = [section.key for section in page.kinds]
    person.press(Key.Key_Down, times=keys.index(kind.key))
    section = page.sections[kind.key]
    assert isinstance(section, kind)
    assert section.isVisible()
    return section


def _words(labels: list[QLabel]) -> str:
    """The six words among the facts."""
    return next(one.text() for one in labels if one.text().count(" · ") == 5)


def a_service_is_typed(walk: Triwulan) -> None:
    """Every cell of one service, with the keyboard alone."""
    with walk.at("kabupaten") as person:
        page = open_service(person, "ibu hamil")
        person.press(Key.Key_Home, CTRL)
        for row in ("harus", "terlayani"):
            for kolom in ("jumlah", "p"):
                person.type(local(PENERIMA[f"penerima.{row}.{kolom}"])).press(Key.Key_Tab)
            person.enter(local(PENERIMA[f"penerima.{row}.dis"]))
        for nomor in range(1, 20):
            person.type(local(MUTU[f"mutu.m{nomor:02}.dibutuhkan"])).press(Key.Key_Tab)
            person.enter(local(MUTU[f"mutu.m{nomor:02}.tersedia"]))
        assert page.sheet is not None
        assert page.sheet.hasil.kelengkapan.lengkap
        person.enter("250.000.000")
        page.grid.go_to("uraian.permasalahan.teks")
        person.enter(MASALAH)
        assert not page.messages.isVisible(), page.messages.text


def open_service(person: Pemakai, words: str) -> EntryPage:
    """Find a service by its name, and stand in its sheet."""
    page = person.go("spm")
    assert isinstance(page, EntryPage)
    person.press(Key.Key_F, CTRL).enter(words)
    assert page.sheet is not None
    assert person.focus is page.grid.view
    return page


def local(number: int) -> str:
    """A number as Indonesians write it."""
    return f"{number:,}".replace(",", ".")


def the_rest_is_filled(walk: Triwulan) -> None:
    """All other services from a table, through the same door."""
    file = walk.jejak.flashdisk / "nilai.csv"
    with Office.open(walk.jejak.kabupaten, clock) as office:
        forms = pustaka.forms_of(office, PERIODE)
        rows = [
            (ENDE, str(PERIODE), form.kode, sel, nilai)
            for place, form in enumerate(forms.values())
            if form.tingkat == "kabupaten" and form.kode != LAYANAN
            for sel, nilai in sheet(form, 60 + place).items()
        ]
        with file.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([isi_csv.COLUMNS, *rows])
        done = isi_csv.fill(office, file, label="isi berkas", pelaku=OPERATOR)
    assert len(done.diterima) == len(rows)
    assert not done.ditolak


def the_package_is_sent(walk: Triwulan) -> None:
    """Read Beranda, then sign on the page Paket and save to the flashdisk."""
    with walk.at("kabupaten") as person:
        home = person.go("beranda")
        assert isinstance(home, HomePage)
        assert isinstance(home.place, RegionHome)
        place = home.place
        person.wait(lambda: place.figures is not None and place.index.figure != "–")
        walk.jejak.indeks, walk.jejak.belum = place.index.figure, place.unserved.figure
        page = person.go("paket")
        assert isinstance(page, PackagePage)
        assert page.send is not None
        sign = page.send.sign
        person.wait(lambda: bool(sign.form.folder.text()))
        assert sign.form.export.isEnabled()
        assert person.focus is sign.form.passphrase
        person.type(FRASA)
        walk.answers.will("choose_folder", walk.jejak.flashdisk)
        person.tab_to(sign.form.browse).press(Key.Key_Return)
        with person.qtbot.waitSignal(sign.sent, timeout=A_WHILE):
            person.tab_to(sign.form.export).press(Key.Key_Return)
        assert walk.jejak.paket.name in " ".join(person.sentences(sign.result))
        assert "tidak ada sel yang belum dikirim" in person.window.desk.status.text


def the_package_is_accepted(walk: Triwulan) -> None:
    """The province takes it in."""
    with walk.at("provinsi") as person:
        inbox = judge(walk, person, walk.jejak.paket)
        assert said(inbox) == "Sah, utuh"
        person.tab_to(inbox.verdict.accept)
        with person.qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
            person.press(Key.Key_Return)
        assert said(inbox) == "Diterima"


def judge(walk: Triwulan, person: Pemakai, file: Path) -> Inbox:
    """Choose one file on the page Paket and wait for its verdict."""
    page = person.go("paket")
    assert isinstance(page, PackagePage)
    inbox = page.inbox
    walk.answers.will("open_files", [file])
    person.tab_to(inbox.zone.button).press(Key.Key_Return)
    person.wait(lambda: bool(inbox.entries) and inbox.bar.choose.isEnabled())
    return inbox


def said(inbox: Inbox) -> str:
    """The verdict in the list."""
    return str(inbox.table.ledger.rows[0].cells[0].text)


def consolidation(person: Pemakai) -> ConsolidationPage:
    page = person.go("konsolidasi")
    assert isinstance(page, ConsolidationPage)
    person.wait(lambda: page.recap is not None)
    return page


STAGES = (
    offices_are_set_up,
    the_kabupaten_is_certified,
    a_service_is_typed,
    the_rest_is_filled,
    the_package_is_sent,
    the_package_is_accepted,
)
