"""Tours of what is in view: started when somebody asks, offered once while somebody practises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from app import paths
from app.ui.tour_offer import TourOffer

if TYPE_CHECKING:
    from app.domain.tur import Tur
    from app.ui.desk import Desk
    from app.ui.main_window import MainWindow
    from app.ui.session import Session
    from app.ui.tour import Tour

_NEVER = "semua"
_OFFERED, _REFUSED = "ditawarkan", "jangan"


class Tours(QObject):
    """Knows which tour belongs to what is in view; one at a time is under way."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._tour: Tour | None = None

    @property
    def running(self) -> Tour | None:
        """The tour that is under way."""
        tour = self._tour
        return tour if tour is not None and shiboken6.isValid(tour) else None

    @property
    def known(self) -> Tur | None:
        """The tour of what is in view."""
        from app.store import tur

        return tur.find(paths.resources(), self._window.in_view)

    def start(self) -> None:
        """Go through what is in view."""
        self.end()
        known = self.known
        if known is None:
            return
        from app.ui.tour import Tour

        self._tour = Tour(self._window, known)
        self._tour.finished.connect(self._forget)
        self._tour.begin()

    def end(self) -> None:
        """Whatever was under way is over."""
        tour = self.running
        if tour is not None:
            tour.end()

    def _forget(self) -> None:
        self._tour = None


class DeskTours(Tours):
    """The tours of the desk's pages, and what was offered before."""

    def __init__(self, session: Session, desk: Desk, window: MainWindow) -> None:
        super().__init__(window, desk)
        self._session, self._desk = session, desk
        self.offer = TourOffer()
        self.offer.wanted.connect(self.start)
        self.offer.refused.connect(self._refuse)
        session.office_closed.connect(self.end)

    def start(self) -> None:
        """Go through the page in view; what lies over it gives it free."""
        self.end()
        self.offer.hide()
        self._desk.practice.step_aside()
        super().start()

    def page_shown(self) -> None:
        """Another page is in view: while practising, offer its tour the first time."""
        self.offer.hide()
        memory = self._session.memory
        if not self._session.is_practice or _NEVER in memory.tours:
            return
        known = self.known
        if known is not None and known.layar not in memory.tours:
            memory.tours[known.layar] = _OFFERED
            memory.save()
            self.offer.show()

    def _refuse(self) -> None:
        self._session.memory.tours[_NEVER] = _REFUSED
        self._session.memory.save()
