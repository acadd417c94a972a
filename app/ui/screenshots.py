"""A picture of every screen at its home size, taken from real windows over copies of real offices."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from app import teks
from app.ui import application, colours, sizes
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.session import Session
from app.ui.translation import QtTexts

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from app.domain.periode import Periode
    from app.ui.page import Page
    from app.ui.pages.wizard import Wizard

_OFFICE, _SAMPLES, _STICK = "kantor", "berkas", "SPM"
_WAIT_MS = 10
_TURNS = 5
_PERSON = ("Maria Tefa", "198704122010012003", "Analis Kebijakan")
_PASSPHRASE = "empat kata mudah diingat"


def capture(outdir: Path, offices: Sequence[Path]) -> list[Path]:
    """Photograph the screens of a province, which comes first, and of one of its regions.

    The offices themselves are not touched: everything happens in copies.
    """
    with tempfile.TemporaryDirectory() as place, _stage() as stage:
        workplace = Path(place)
        province = _copy(offices[0], workplace / "provinsi")
        camera = _Camera(outdir, workplace, stage, *_situation(province))
        region = _copy(_most_telling(offices[1:], camera.region), workplace / _OFFICE)
        camera.setting_up()
        camera.starting([region, province])
        camera.region_at_work(region)
        camera.province_at_work(province)
        return camera.taken


class _Camera:
    """Takes the pictures in order."""

    def __init__(
        self,
        outdir: Path,
        workplace: Path,
        stage: QApplication,
        periode: Periode,
        moment: datetime,
        region: str,
    ) -> None:
        self.taken: list[Path] = []
        self.region = region
        self._outdir, self._workplace, self._stage = outdir, workplace, stage
        self._periode, self._moment = periode, moment
        outdir.mkdir(parents=True, exist_ok=True)

    # --- The screens

    def setting_up(self) -> None:
        """Every question of the wizard."""
        from app.ui.pages.wizard import Wizard

        with self._window() as window:
            window.show_wizard()
            wizard = window.findChild(Wizard)
            assert wizard is not None
            for step in wizard.steps:
                _answer(wizard, window.session.regions[self.region].nama)
                self._take(window, f"wisaya_{step.key}")
                wizard.next()

    def starting(self, offices: list[Path]) -> None:
        """The choice of an office."""
        from app.store.office import Office

        with self._window() as window:
            for folder in reversed(offices):
                with Office.open(folder, self._now) as office:
                    window.session.memory.opened(folder, office.identitas.kantor)
            window.show_start()
            self._take(window, "mulai")

    def region_at_work(self, folder: Path) -> None:
        """Beranda, two sheets, a package, the settings of a kabupaten or kota."""
        with self._window(folder) as window:
            self._show(window, "beranda")
            self._take(window, "beranda")
            self._take_sheets(window)
            self._take_package(window)
            page = self._show(window, "pengaturan")
            page.show_section("metode")  # type: ignore[attr-defined]
            self._take(window, "pengaturan")

    def province_at_work(self, folder: Path) -> None:
        """Beranda, verdicts, the recap in all its forms at the province."""
        with self._window(folder) as window:
            self._show(window, "beranda")
            self._take(window, "provinsi_beranda")
            self._take_verdicts(window)
            self._take_recap(window)
