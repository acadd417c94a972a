"""Beranda: the first page of an office, for a kabupaten or kota and for the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.ui.colours import Tone
from app.ui.page import Page
from app.ui.pages.home_notice import CertificateNotice, DefinitionsNotice
from app.ui.sizes import Step
from app.ui.widgets.column import Column
from app.ui.widgets.header import PageHeader
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.pages.home_province import ProvinceHome
    from app.ui.pages.home_region import RegionHome
    from app.ui.session import Session

_LINE_FROM = 760


class HomePage(Page):
    """Shows the region in view; a province in view shows all of its regions."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._line = Text("", Step.BODY, Tone.MUTED, wrap=False)
        self.header = PageHeader("", "", self._line)
        self.place: RegionHome | ProvinceHome | None = None
        self._column = Column()
        self.notice = CertificateNotice(session)
        self.waiting = DefinitionsNotice(session)
        self._column.body.addWidget(self.header)
        self._column.body.addWidget(self.notice)
        self._column.body.addWidget(self.waiting)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        for signal in (session.changed, session.periode_changed, session.wilayah_changed):
            signal.connect(self._stale)
        for change in (session.settings_changed, session.user_changed):
            change.connect(self._stale)

    def enter(self) -> None:
        """Work the figures out after the page has been painted once."""
        self._settle()
        self._later.start(0)
        self.setFocus()

    def _stale(self) -> None:
        if self.isVisible() and self.session.is_open:
            self._settle()
            self._later.start(0)

    def _settle(self) -> None:
        """Have the body that fits the region in view."""
        wanted = _body(province=self.session.region.is_provinsi)
        if isinstance(self.place, wanted):
            return
        if self.place is not None:
            self._column.body.removeWidget(self.place)
            self.place.deleteLater()
        self.place = wanted(self.session)
        self.place.set_width(self.width())
        self.place.told.connect(self._tell)
        self._column.body.addWidget(self.place)
        self.setFocusProxy(self.place)

    def _refresh(self) -> None:
        if not self.session.is_open or self.place is None:
            return
        self.place.refresh()
        self.notice.refresh()
        self.waiting.refresh()

    def _tell(self, line: str) -> None:
        self.header.say(self.session.periode.judul)
        self._line.setText(line)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows everything in one column."""
        super().resizeEvent(event)
        self._line.setVisible(event.size().width() >= _LINE_FROM)
        if self.place is not None:
            self.place.set_width(event.size().width())


def _body(*, province: bool) -> type[RegionHome | ProvinceHome]:
    """Only the one that is shown is imported: this page is on the way of every start."""
    if province:
        from app.ui.pages.home_province import ProvinceHome

        return ProvinceHome
    from app.ui.pages.home_region import RegionHome

    return RegionHome
