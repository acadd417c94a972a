"""A kabupaten and its province with real keys, each section of their settings on a screen."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.exchange import pendaftaran, pendirian
from app.ui import background
from app.ui.memory import Memory
from app.ui.pages.settings_section import Section
from app.ui.session import Session
from app.ui.widgets.button import Kind
from app.ui.widgets.column import Column
from tests.exchange.contoh_pendirian import ENDE, FRASA, NTT, light_seals, plan, ready_keys, silent
from tests.ui.contoh_jendela import clock, put_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    import pytest
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.ui.pages.settings_certificates import CertificatesSection
    from app.ui.pages.settings_panel import StagedSection

Key = Qt.Key
S = TypeVar("S", bound=Section)


def found_two(place: Path, patch: pytest.MonkeyPatch) -> Path:
    """The folders `ende` and `ntt` below `place`."""
    light_seals(patch)
    for name, wilayah, first in (("ende", ENDE, 2), ("ntt", NTT, 0)):
        pendirian.establish(plan(wilayah), place / name, clock, silent, ready_keys(first))
    return place


class Kantor:
    """One office with its session; sections are put on the screen one at a time."""

    def __init__(self, qtbot: QtBot, folder: Path, now: Callable[[], datetime] = clock) -> None:
        self.qtbot = qtbot
        self.session = Session(now, Memory())
        self.session.open(folder)
        self._shown: list[QWidget] = []

    @property
    def office(self):
        return self.session.office

    @property
    def user(self):
        return self.session.user

    def shows(self, kind: type[S]) -> S:
        """A section as the page shows it: scrolling, and up to date."""
        section, column = kind(self.session), Column(92)
        column.body.addWidget(section)
        column.resize(1000, 680)
        self._shown.append(column)
        put_on_screen(self.qtbot, column)
        section.enter()
        return section

    def enrolled_at(self, province: Kantor) -> None:
        """Let the first person have a certificate, without the window."""
        request = pendaftaran.request(self.office, self.user, FRASA)
        from app.exchange import sertifikat

        data = pendaftaran.issue(province.office, sertifikat.read_request(request), FRASA)
        answer = pendaftaran.read_answer(self.office, data)
        pendaftaran.install(self.office, self.user, answer, FRASA)


@contextmanager
def kantor(qtbot: QtBot, source: Path, target: Path) -> Iterator[Kantor]:
    """An office of one's own, copied from one that was founded before."""
    made = Kantor(qtbot, shutil.copytree(source, target))
    try:
        yield made
    finally:
        made.session.close()


def panel_of(section: StagedSection) -> Any:
    """The panel in view, as whatever it is."""
    assert section.panel is not None
    return section.panel


def fills(qtbot: QtBot, section: StagedSection, *texts: str) -> None:
    """Type into the editors of the panel, one after the other with Tab, and press Enter."""
    panel = panel_of(section)
    for place, text in enumerate(texts):
        focus = panel.window().focusWidget()
        assert focus is not None
        if place:
            qtbot.keyClick(focus, Key.Key_Tab)
            focus = panel.window().focusWidget()
            assert focus is not None
        qtbot.keyClicks(focus, text)
    focus = panel.window().focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Key.Key_Return)
    worked(qtbot)


def goes(qtbot: QtBot, section: StagedSection) -> None:
    """Press the button of the panel that goes on, and wait for what it begins."""
    panel_of(section).go.click()
    worked(qtbot)


def worked(qtbot: QtBot) -> None:
    """Wait until nothing is under way beside the window, and what came of it was heard."""
    qtbot.waitUntil(lambda: background.wait(0))
    QApplication.processEvents()


def sentences(widget: QWidget) -> list[str]:
    """Every text in view; what was only just added is shown first."""
    QApplication.processEvents()
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def loud(section: CertificatesSection) -> list[str]:
    """The texts of the loud buttons in view: there is at most one."""
    mine = section.mine
    buttons = (mine.make_key, mine.replace, mine.request, mine.enrol, mine.install)
    return [one.text() for one in buttons if one.isVisible() and one.kind is Kind.PRIMARY]
