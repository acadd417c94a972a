"""One quarter between a kabupaten and its province, in stages that leave only files behind."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app import paths
from app.exchange import isi_csv, pendirian
from app.store import pustaka
from app.store.office import Office
from app.ui import background
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.entry import EntryPage
from app.ui.pages.home import HomePage
from app.ui.pages.home_region import RegionHome
from app.ui.pages.package import PackagePage
from tests.exchange.contoh_pendirian import FRASA, ready_keys
from tests.exchange.contoh_sertifikat import PIMPINAN
from tests.journeys.pemakai import A_WHILE, CTRL, Key, at_the_laptop
from tests.journeys.pendaftaran import (
    FRASA_PROVINSI,
    the_kabupaten_is_certified,
    the_pimpinan_is_certified,
)
from tests.ui.contoh_daerah import PERIODE, sheet
from tests.ui.contoh_dua import FRASA_PIMPINAN
from tests.ui.contoh_jendela import ENDE, OPERATOR, clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from app.ui.pages.package import SendView
    from app.ui.pages.package_inbox import Inbox
    from tests.journeys.pemakai import Pemakai
    from tests.ui.contoh_jendela import Answers

PENERBIT = "Yohanes Contoh, M.Si"
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
ALASAN = "Sudah dicocokkan dengan laporan puskesmas"
MASALAH = "Tiga puskesmas tanpa bidan tetap"


@dataclass
class Jejak:
    """What lies on the two laptops and the flashdisk, and what was read off the screens."""

    folder: Path
    stages: list[str] = field(default_factory=list)
    kata: str = ""
    indeks: str = ""
    surat: str = ""
    kode: str = ""
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
        person.press(Key.Key_Down, times=2).press(Key.Key_Return)
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


def the_figures_are_stated(walk: Triwulan) -> None:
    """Read Beranda; on the page Paket a reason for every warning, then the operator states."""
    with walk.at("kabupaten") as person:
        home = person.go("beranda")
        assert isinstance(home, HomePage)
        assert isinstance(home.place, RegionHome)
        place = home.place
        person.wait(lambda: place.figures is not None and place.index.figure != "–")
        walk.jejak.indeks, walk.jejak.belum = place.index.figure, place.unserved.figure
        send = _paket(person)
        here, form = send.state.obstacles, send.sign.state_form
        person.wait(lambda: bool(here.entries))
        waiting = len(here.entries)
        assert all(one.peringatan for one in here.entries)
        for left in range(waiting - 1, -1, -1):
            person.enter(ALASAN)
            person.wait(lambda left=left: sum(one.open for one in here.entries) == left)
        # The last reason was the last thing in the way.
        assert person.focus is form.passphrase
        with person.qtbot.waitSignal(send.sign.turned, timeout=A_WHILE):
            person.enter(FRASA)
        person.wait(send.sign.sign_form.isVisible)
        assert person.window.session.user.nama == OPERATOR


def the_package_is_sent(walk: Triwulan) -> None:
    """The pimpinan sits down at the same laptop, reads, signs and saves to the flashdisk."""
    with walk.at("kabupaten") as person:
        send = _paket(person)
        sign = send.sign
        person.wait(lambda: person.focus is sign.sign_form.passphrase)
        reasons = [
            one.alasan for one in send.summary.ikhtisar.temuan if one.tingkat == "peringatan"
        ]
        assert set(reasons) == {ALASAN}
        assert send.summary.ikhtisar.penyata.penanda.nama == OPERATOR
        person.type(FRASA_PIMPINAN)
        walk.answers.will("choose_folder", walk.jejak.flashdisk)
        person.tab_to(sign.sign_form.browse).press(Key.Key_Return)
        with person.qtbot.waitSignal(sign.sent, timeout=A_WHILE):
            person.tab_to(sign.sign_form.button).press(Key.Key_Return)
        told = " ".join(person.sentences(sign.result))
        assert all(one in told for one in (walk.jejak.paket.name, OPERATOR, PIMPINAN))
        assert "tidak ada sel yang belum dikirim" in person.window.desk.status.text


def _paket(person: Pemakai) -> SendView:
    page = person.go("paket")
    assert isinstance(page, PackagePage)
    assert page.send is not None
    return page.send


def the_package_is_accepted(walk: Triwulan) -> None:
    """The province takes it in."""
    with walk.at("provinsi") as person:
        inbox = judge(walk, person, walk.jejak.paket)
        assert said(inbox) == "Sah, utuh"
        person.tab_to(inbox.verdict.accept)
        with person.qtbot.waitSignal(inbox.accepted, timeout=A_WHILE):
            person.press(Key.Key_Return)
        assert said(inbox) == "Diterima"


def the_receipt_is_copied(walk: Triwulan) -> None:
    """The province signs that it has the package, and copies the receipt for a chat."""
    with walk.at("provinsi") as person:
        page = person.go("paket")
        assert isinstance(page, PackagePage)
        person.wait(lambda: bool(page.book.table.ledger.rows))
        person.tab_to(page.book.actions_.receipt).press(Key.Key_Return)
        form, made = page.book.form, page.book.made
        person.type(FRASA_PROVINSI).press(Key.Key_Tab).retype(str(walk.jejak.flashdisk))
        with person.qtbot.waitSignal(form.made, timeout=A_WHILE):
            person.tab_to(form.make).press(Key.Key_Return)
        person.tab_to(made.copy).press(Key.Key_Return)
        walk.jejak.surat = QGuiApplication.clipboard().text()
        walk.jejak.kode = made.table.ledger.rows[0].cells[2].text


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
    # Whoever reads a table waits until it no longer changes under the hand.
    person.wait(lambda: page.recap is not None and background.wait(0))
    return page


STAGES = (
    offices_are_set_up,
    the_kabupaten_is_certified,
    the_pimpinan_is_certified,
    a_service_is_typed,
    the_rest_is_filled,
    the_figures_are_stated,
    the_package_is_sent,
    the_package_is_accepted,
    the_receipt_is_copied,
)
