"""Band and panel of Mode Latihan around the pages of the desk."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from app import paths
from app.ui import last_folder
from app.ui.widgets.practice_band import PracticeBand

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.exchange.latihan.ruang import Ruang
    from app.ui.pages.practice_panel import PracticePanel
    from app.ui.session import Session

# Below this width the panel lies over the page.
_BESIDE_FROM = 1_180


class PracticeSide(QObject):
    """Marks practice offices; an exercise also gets its panel.

    Signals:
        wanted: an exercise by its code, and whether from its start; no code is the list of all.
        moved: how much room the panel takes on the right has changed.
        left: the page is to have the focus again.
    """

    wanted = Signal(str, bool)
    moved = Signal()
    left = Signal()

    def __init__(self, session: Session, desk: QWidget) -> None:
        super().__init__(desk)
        self._session, self._desk = session, desk
        self.panel: PracticePanel | None = None
        self._shown = False
        self._line = 0
        self.place = QVBoxLayout()
        self.place.setContentsMargins(0, 0, 0, 0)
        session.office_closed.connect(lambda: last_folder.pin(None))

    @cached_property
    def band(self) -> PracticeBand:
        """The band, made for the first practice office: real work never sees it."""
        made = PracticeBand()
        made.toggled.connect(self.toggle)
        made.stepped.connect(self._step)
        self.place.addWidget(made)
        return made

    @property
    def room(self) -> Ruang | None:
        """The room of the open exercise."""
        return self.panel.room if self.panel else None

    def follow(self) -> None:
        """Another office is open, or none."""
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
        opened = self._session.is_open
        if "band" in self.__dict__ or (opened and self._session.is_practice):
            self.band.setVisible(opened and self._session.is_practice)
        if opened and paths.is_practice(self._session.office.folder):
            self._make()
        last_folder.pin(self.room.berkas if self.room else None)
        self.fit()

    def fit(self) -> int:
        """Put the panel in its place; returns how much of the desk's width it takes away."""
        panel = self.panel
        if panel is None:
            if "band" in self.__dict__:
                self.band.show_exercise("")
            return 0
        from app.ui.pages.practice_panel import WIDTH

        beside, shown = self._desk.width() >= _BESIDE_FROM, self._shown
        self.band.show_exercise(panel.room.latihan.judul, panel=shown)
        # Over a page it leaves the band free, whose button takes it away again.
        top = 0 if beside else self.band.needed
        wide, high = self._desk.width(), self._desk.height()
        panel.setGeometry(wide - WIDTH, top, WIDTH, high - top)
        panel.setVisible(shown)
        panel.raise_()
        if not shown:
            self._show_line()
        return WIDTH if shown and beside else 0

    def step_aside(self) -> None:
        """A panel over the page gives it free; the button in the band brings it back."""
        if self.panel is not None and self._shown and self._desk.width() < _BESIDE_FROM:
            self._shown = False
            self.moved.emit()

    def _make(self) -> None:
        from app.exchange.latihan import ruang
        from app.ui.pages.practice_panel import PracticePanel

        room = ruang.room_of(self._session.office.folder)
        if room is None:
            return
        self.panel = panel = PracticePanel(self._session, room)
        # Whoever comes in reads the story first, in a narrow window too.
        self._shown, self._line = True, 0
        panel.setParent(self._desk)
        panel.judged.connect(self._follow_results)
        panel.again_wanted.connect(lambda: self.wanted.emit(room.latihan.kode, True))
        panel.next_wanted.connect(lambda: self.wanted.emit(_after(room.latihan.kode), False))
        panel.all_wanted.connect(lambda: self.wanted.emit("", False))

    def toggle(self) -> None:
        """Bring the panel or take it away; its lines then stand in the band."""
        if self.panel is not None:
            self._shown = not self.panel.isVisible()
            self.moved.emit()

    def go_in(self) -> None:
        """The focus goes into the panel, from there back to the page: no key of a sheet does."""
        panel, focused = self.panel, QApplication.focusWidget()
        if panel is None:
            return
        if focused is not None and panel.isVisible() and panel.isAncestorOf(focused):
            self.left.emit()
            return
        if not panel.isVisible():
            self.toggle()
        panel.take_focus()

    # --- Lines in the band

    def _step(self, many: int) -> None:
        self._line += many
        self._show_line()

    def _follow_results(self) -> None:
        """What is fulfilled has changed; with the last of it the band says so."""
        if self.panel is not None and all(self.panel.results):
            self._line = len(self.panel.lines()) - 1
        if not self._shown:
            self._show_line()

    def _show_line(self) -> None:
        if self.panel is None:
            return
        lines = self.panel.lines()
        self._line = max(0, min(self._line, len(lines) - 1))
        first, last = self._line == 0, self._line == len(lines) - 1
        self.band.show_line(lines[self._line], first=first, last=last)


def _after(kode: str) -> str:
    from app.exchange.latihan import pustaka

    codes = list(pustaka.exercises())
    return codes[min(codes.index(kode) + 1, len(codes) - 1)]
