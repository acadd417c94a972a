"""A picture of every screen at its home size, taken from real windows over copies of offices."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from app import teks
from app.store.scratch import Scratch
from app.ui import (
    application,
    background,
    colours,
    screenshots_package,
    screenshots_practice,
    screenshots_samples,
    sizes,
)
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages import home_ways
from app.ui.session import Session
from app.ui.translation import QtTexts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.periode import Periode
    from app.ui.page import Page
    from app.ui.pages.package import PackagePage
    from app.ui.pages.wizard_steps import WizardStep
    from app.ui.screenshots_samples import Situation
    from app.ui.widgets.field import Field

_WAIT = 0.01
_SAMPLE, _FEWEST_COLOURS = 8, 10
_SOON_MS = 5_000
_TURNS = 5
_OFFICE_FOLDER = ("Lontar", "kantor")
_PERSON = ("Maria Tefa", "198704122010012003", "Analis Kebijakan")
_ASKED = "stunting"
_REGION_SECTIONS = {
    "metode": "pengaturan",
    "sertifikat": "sertifikat",
    "cadangan": "cadangan",
    "opd": "urusan_opd",
    "definisi": "definisi",
    "paraf": "paraf",
}
"""Sections of the settings, and how their pictures are called."""
_TYPED = "empat kata mudah diingat"


def capture(outdir: Path, offices: Sequence[Path]) -> list[Path]:
    """Photograph the screens of a province, which comes first, and of one of its regions.

    The offices are not touched: everything happens in copies.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    with Scratch() as place, _stage():
        province = _copy(offices[0], place / "provinsi")
        situation = screenshots_samples.situation(province)
        wanted = next((one for one in offices[1:] if one.name == situation.wilayah), offices[-1])
        region = _copy(wanted, place / "kabupaten")
        camera = _Camera(outdir, situation)
        camera.set_up()
        camera.start({str(wanted): region, str(offices[0]): province})
        camera.work_in_region(region)
        camera.work_in_opd(place / "opd", region)
        camera.work_in_province(province, place / "berkas")
        camera.practise()
        return camera.taken


def first_page(office: Path, periode: Periode, target: Path) -> bool:
    """Photograph what an office opens with; False when the picture shows next to nothing."""
    with Scratch() as place, _stage():
        folder = _copy(office, place / "kantor")
        window = MainWindow(Session(lambda: datetime.now().astimezone(), _Forgetful()))
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(*sizes.HOME_WINDOW)
        window.show()
        try:
            opened = window.open_office(folder)
            if opened:
                window.session.set_periode(periode)
            settle(window)
            image = window.grab().toImage()
        finally:
            window.close()
            window.deleteLater()
            settle()
    seen = {
        image.pixel(x, y)
        for x in range(0, image.width(), _SAMPLE)
        for y in range(0, image.height(), _SAMPLE)
    }
    return opened and image.save(str(target)) and len(seen) > _FEWEST_COLOURS


class _Camera:
    """Takes the pictures in order."""

    def __init__(self, outdir: Path, situation: Situation) -> None:
        self.taken: list[Path] = []
        self._outdir, self._situation = outdir, situation

    # --- The screens

    def set_up(self) -> None:
        """Every question of the wizard, answered."""
        from app.ui.pages.wizard import Wizard

        with self._window() as window:
            window.show_wizard()
            wizard = window.findChild(Wizard)
            assert wizard is not None
            name = window.session.regions[self._situation.wilayah].nama
            for step in wizard.steps:
                if not step.applies():
                    continue
                _answer(step, name)
                self._take(window, f"wisaya_{step.key}")
                if step is not wizard.steps[-1]:
                    wizard.next()

    def start(self, offices: dict[str, Path]) -> None:
        """The choice of an office; the names of the folders are those of the originals."""
        from app.store.office import Office

        with self._window() as window:
            for shown, folder in reversed(offices.items()):
                with Office.open(folder, self._now) as office:
                    window.session.memory.opened(Path(shown), office.identitas.kantor)
            window.show_start()
            self._take(window, "mulai")

    def work_in_region(self, folder: Path) -> None:
        """What a kabupaten or kota sees."""
        from app.ui.pages.entry import EntryPage

        with self._window(folder) as window:
            self._show(window, "beranda")
            self._take(window, "beranda")
            entry = self._show(window, "spm")
            assert isinstance(entry, EntryPage)
            for kode, sel in screenshots_samples.two_services(window.session):
                entry.open_service(kode, sel)
                self._take(window, f"isian_{kode.lower()}")
            screenshots_samples.declare(window.session, entry)
            self._take(window, "keadaan")
            window.session.undo()
            self._show(window, "kemiskinan")
            self._take(window, "kemiskinan")
            window.desk.lists.find()
            window.desk.lists.finder.field.setText(_ASKED)
            self._take(window, "cari")
            window.desk.lists.finder.close_list()
            self._show(window, "paket")
            stick = folder.with_name("flashdisk")
            for name in screenshots_package.walk(window, stick, settle):
                self._take(window, name)
            self._asked(window, "kabupaten_pertanyaan")
            reports = self._show(window, "laporan")
            self._take(window, "laporan")
            screenshots_samples.write_down(window.session, reports)
            self._take(window, "bahan_lkpj")
            self._sections(window, _REGION_SECTIONS)

    def work_in_opd(self, folder: Path, region: Path) -> None:
        """What an OPD of that region sees, which fills its own urusan."""
        screenshots_samples.opd_office(self._situation.wilayah, folder)
        with self._window(folder) as window:
            screenshots_samples.fill_like(window.session, region)
            for key in ("beranda", "paket"):
                self._show(window, key)
                self._take(window, f"opd_{key}")
            self._asked(window, "opd_pertanyaan")

    def _asked(self, window: MainWindow, name: str) -> None:
        """What an office that was asked something sees on the page Paket."""
        screenshots_samples.asked_here(window.session)
        home_ways.to_questions(self._show(window, "paket"))
        self._take(window, name)

    def work_in_province(self, folder: Path, place: Path) -> None:
        """What the secretariat sees."""
        from app.ui.pages.consolidation import ConsolidationPage
        from app.ui.pages.package import PackagePage

        with self._window(folder) as window:
            self._show(window, "beranda")
            self._take(window, "provinsi_beranda")
            page = self._show(window, "paket")
            assert isinstance(page, PackagePage)
            self._take(window, "provinsi_paket")
            page.inbox.judge(screenshots_samples.files(window.session.office, place))
            settle()
            page.inbox.table.go_to(page.inbox.most_telling)
            self._take(window, "provinsi_terima")
            page.inbox.look_at(screenshots_samples.difference(window.session, page.inbox))
            self._take(window, "provinsi_perbedaan")
            page.inbox.leave_difference()
            self._proofs(window, page)
            recap = self._show(window, "konsolidasi")
            assert isinstance(recap, ConsolidationPage)
            for view in recap.segments.buttons:
                recap.show_view(view)
                self._take(window, f"konsolidasi_{view}")
            recap.show_view("tabel")
            recap.open_region(self._situation.complete)
            self._take(window, "konsolidasi_daerah")
            screenshots_samples.ask(window, self._situation.complete)
            self._take(window, "provinsi_tanya")
            home_ways.to_questions(window.desk.current_page)
            self._take(window, "provinsi_pertanyaan")
            self._follow_up(window)
            self._authority(window)

    def _proofs(self, window: MainWindow, page: PackagePage) -> None:
        """The evidence of one package, as far as it was judged."""
        number = screenshots_samples.proofs(window.session, self._situation.complete)
        page.inbox.clear()
        page.book.refresh()
        page.book.table.go_to(str(number))
        page.book.actions_.files.click()
        settle()
        page.book.files.list.setCurrentIndex(page.book.files.list.model().index(1, 0))
        self._take(window, "provinsi_bukti")
        page.book.files.closed.emit()

    def _follow_up(self, window: MainWindow) -> None:
        """What meetings decided, and the list that is shared every week."""
        from app.ui.pages.follow_ups import FollowUpsPage

        screenshots_samples.follow_ups(window.session, self._situation.complete)
        page = self._show(window, "tindak_lanjut")
        assert isinstance(page, FollowUpsPage)
        self._take(window, "tindak_lanjut")
        page.decide.click()
        self._take(window, "tindak_lanjut_tetapkan")
        page.form.leave.click()
        page.weekly.click()
        self._take(window, "tindak_lanjut_mingguan")

    def _authority(self, window: MainWindow) -> None:
        """The province's desk for certificates, the key behind it, and what it hands out."""
        own = ("otoritas", "kunci_otoritas", "definisi")
        self._sections(window, {one: f"provinsi_{one}" for one in own})

    def _sections(self, window: MainWindow, names: Mapping[str, str]) -> None:
        """Sections of the settings, each under a name."""
        from app.ui.pages.settings import SettingsPage

        settings = self._show(window, "pengaturan")
        assert isinstance(settings, SettingsPage)
        for section, name in names.items():
            settings.list.choose(section)
            self._take(window, name)

    def practise(self) -> None:
        """The list of exercises, and one of them beside its page."""
        with self._window() as window, screenshots_practice.participant(window, settle):
            self._take(window, "latihan")
            screenshots_practice.own(window, settle)
            self._take(window, "latihan_pelatih")
            screenshots_practice.hall(window, settle)
            self._take(window, "latihan_aula")
            screenshots_practice.ask(window, settle)
            self._take(window, "latihan_tanya")
            screenshots_practice.back(window, settle)
            screenshots_practice.begin(window, settle)
            self._take(window, "latihan_isian")

    # --- The camera itself

    @contextmanager
    def _window(self, folder: Path | None = None) -> Iterator[MainWindow]:
        window = MainWindow(Session(self._now, _Forgetful()))
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(*sizes.HOME_WINDOW)
        window.show()
        try:
            if folder is not None:
                window.open_office(folder)
                window.desk.upkeep.rest()
                window.session.set_periode(self._periode)
                settle()
            yield window
        finally:
            window.close()
            window.deleteLater()
            settle()

    def _show(self, window: MainWindow, key: str) -> Page:
        window.desk.show_page(key)
        settle()
        return window.desk.current_page

    def _take(self, window: MainWindow, name: str) -> None:
        settle(window)
        path = self._outdir / f"{len(self.taken) + 1:02d}_{name}.png"
        window.grab().save(str(path))
        self.taken.append(path)

    def _now(self) -> datetime:
        return self._situation.moment

    @property
    def _periode(self) -> Periode:
        return self._situation.periode


class _Forgetful(Memory):
    """Leaves what the user's own window remembers alone."""

    def save(self) -> None:
        """Nothing is kept."""


@contextmanager
def _stage() -> Iterator[None]:
    """Indonesian, light, without a blinking cursor; afterwards everything is as before."""
    running = QApplication.instance()
    stage = running if isinstance(running, QApplication) else QApplication([])
    before = stage.palette(), stage.font(), stage.cursorFlashTime(), teks.language()
    application.dress(stage)
    stage.setPalette(colours.palette(dark=False))
    stage.setCursorFlashTime(0)
    teks.set_language("id")
    texts = QtTexts(stage)
    stage.installTranslator(texts)
    try:
        yield
    finally:
        stage.removeTranslator(texts)
        stage.setPalette(before[0])
        stage.setFont(before[1])
        stage.setCursorFlashTime(before[2])
        teks.set_language(before[3])


def settle(window: QWidget | None = None) -> None:
    """Wait until nothing is left to do: work beside the window, and what the window puts off."""
    for _ in range(_TURNS):
        while not background.wait(_WAIT) or _puts_off(window):
            QApplication.processEvents()
        QApplication.processEvents()


def _puts_off(window: QWidget | None) -> bool:
    timers = window.findChildren(QTimer) if window is not None else []
    waiting = (timer for timer in timers if timer.isActive() and timer.isSingleShot())
    # What runs for longer only watches whether anybody is still there.
    return any(timer.interval() <= _SOON_MS for timer in waiting)


def _copy(office: Path, target: Path) -> Path:
    return Path(shutil.copytree(office, target))


def _answer(step: WizardStep, region: str) -> None:
    """Fill in a question the way an officer would."""
    from app.ui.pages import wizard_steps as steps
    from app.ui.pages.wizard_region import RegionStep

    if isinstance(step, RegionStep):
        step.filter.setText(region)
    elif isinstance(step, steps.OfficeStep):
        _type(step.folder, str(Path(Path.home().anchor, *_OFFICE_FOLDER)))
    elif isinstance(step, steps.PersonStep):
        for field, text in zip((step.name, step.nip, step.position), _PERSON, strict=True):
            _type(field, text)
    elif isinstance(step, steps.PassphraseStep):
        _type(step.first, _TYPED)
        _type(step.second, _TYPED)


def _type(field: Field, text: str) -> None:
    assert isinstance(field.editor, QLineEdit)
    field.editor.setText(text)
