"""The one window: first empty and at once, then the desk of an office, the wizard, or the start.

Everything beyond the first picture is imported when it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.ui import colours, frugal, icons, shortcuts, sizes, tab_order
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from app.exchange.latihan.ruang import Ruang
    from app.store.vault import Simpanan
    from app.ui.desk import Desk
    from app.ui.guide import GuideWindow
    from app.ui.session import Session
    from app.ui.tours import Tours

_MARK = 72
_SETTLED_MS = 500


class MainWindow(QMainWindow):
    """Shows the pages of the open office, or the way to open one.

    Signals:
        appeared: the window is on the screen, still empty.
    """

    appeared = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._places = QStackedWidget()
        waiting = _Waiting()
        waiting.painted.connect(self.appeared)
        self._places.addWidget(waiting)
        self._desk: Desk | None = None
        self._guide: GuideWindow | None = None
        self._passing: Callable[[], str] = str
        self._passing_tours: Tours | None = None
        self.setCentralWidget(self._places)
        session.language_changed.connect(self._speak)
        session.restore_wanted.connect(self._restore)
        self.setMinimumSize(*sizes.SMALLEST_WINDOW)
        self.setWindowTitle("Lontar")

    @property
    def desk(self) -> Desk:
        """The office's pages; made when the first office opens."""
        from app.ui.desk import Desk

        if self._desk is None:
            self._desk = Desk(self.session, self)
            self._places.addWidget(self._desk)
        return self._desk

    @property
    def place(self) -> QWidget:
        """What fills the window now."""
        place = self._places.currentWidget()
        assert place is not None
        return place

    def begin(self) -> None:
        """Go to where the user left off, or to the way to start."""
        from pathlib import Path

        from app import paths

        known = list(self.session.memory.offices)
        if known and self.open_office(Path(known[0])):
            return
        # Who has only practised so far goes on practising, or founds an office when it is wanted.
        if known or paths.practice().is_dir():
            self.show_start()
        else:
            self.show_wizard()

    def open_office(self, folder: Path) -> bool:
        """Open an office and show its pages; tells the user when that cannot be done."""
        frugal.load_msgspec()
        from app.errors import LontarError
        from app.store import office, soundness
        from app.teks import t
        from app.ui import dialogue

        # Beside the making of the desk, for which nobody needs the file.
        look = soundness.Look(folder / office.DATABASE_NAME)
        desk = self.desk
        try:
            self.session.open(folder, look)
        except LontarError as error:
            if error.kode == "kantor_rusak" and not self.session.is_open:
                self._show_rescue(folder)
                return True
            dialogue.show_error(self, error)
            return False
        kantor = self.session.office.identitas.kantor
        practice = self.session.is_practice
        key = "jendela.judul_latihan" if practice else "jendela.judul"
        self.setWindowTitle(t(key, kantor=kantor))
        self._show(desk)
        desk.begin()
        QTimer.singleShot(_SETTLED_MS, self, self._settled)
        return True

    def _settled(self) -> None:
        """What no first page waits for: a file is written, and what other pages ask for is read."""
        from app import paths
        from app.store import pustaka

        if not self.session.is_open:
            # Closed within the moment: what it remembers is written, by now perhaps by another.
            return
        self.session.memory.save()
        pustaka.load_wilayah(paths.forms())

    def show_start(self) -> None:
        """Let the user choose an office."""
        from app.ui.pages.start import StartPage

        start = StartPage(self.session.memory)
        start.opened.connect(self.open_office)
        start.wizard_wanted.connect(self.show_wizard)
        start.practice_wanted.connect(self.practise)
        start.receiving_wanted.connect(self.show_receiving)
        self._show_passing(start, lambda: "mulai")

    def show_receiving(self) -> None:
        """Let the user install an office that was handed over, or bring one back from a stick."""
        from app.ui.pages.receive import ReceivePage

        page = ReceivePage(self.session)
        page.established.connect(self.open_office)
        page.abandoned.connect(self._leave_wizard)
        self._show_passing(page, lambda: "terima_kantor")

    def show_waiting(self) -> None:
        """Show the leaf alone while the files of an office change."""
        self._show(_add(self._places, _Waiting()))

    def show_wizard(self) -> None:
        """Let the user set up a new office."""
        from app.ui.pages.wizard import Wizard

        wizard = Wizard(self.session)
        wizard.established.connect(self.open_office)
        wizard.abandoned.connect(self._leave_wizard)
        self._show_passing(wizard, lambda: f"wisaya.{wizard.step.key}")

    def practise(self, kode: str = "", again: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        """Show the exercises; with a code go on to that one, from its start when `again`."""
        from app import paths
        from app.ui.pages.practice import PracticePage

        page = PracticePage(self.session.clock, self._participant())
        page.opened.connect(self._enter_room)
        page.left.connect(self.show_start)
        page.board_wanted.connect(self._show_board)
        page.hall_wanted.connect(self._show_hall)
        self._show_passing(page, lambda: "latihan")
        if self.session.is_open and paths.is_practice(self.session.office.folder):
            # Its files may be about to be replaced or removed.
            self.session.close()
        if kode:
            page.start(kode, again=again)

    def _show_board(self) -> None:
        from app.ui.pages.practice_board import PracticeBoard

        board = PracticeBoard()
        board.left.connect(self.practise)
        self._show_passing(board, lambda: "papan_kelas")

    def _show_hall(self) -> None:
        from app.ui.pages.practice_hall import PracticeHall

        page = PracticeHall(self.session.clock)
        page.left.connect(self.practise)
        page.province_wanted.connect(self._enter_hall)
        self._show_passing(page, lambda: "aula")

    def _enter_hall(self, province: Path) -> None:
        """Open the practice province of the hall where its packages are."""
        from app.exchange.latihan import aula

        hall = aula.current()
        if hall is not None and self.open_office(province):
            self.session.set_periode(hall.periode)
            self.desk.show_page("paket")

    def _participant(self) -> str:
        from app.exchange.latihan import ruang

        room = self._desk.practice.room if self._desk else None
        return ruang.name_of(room.peserta) if room else ""

    def _enter_room(self, room: Ruang) -> None:
        """Open the office of an exercise at the page it begins with."""
        from app.exchange.latihan import ruang
        from app.ui.pages.entry import EntryPage

        if not self.open_office(room.kantor):
            return
        self.session.set_periode(ruang.period(room, self.session.clock().date()))
        self.desk.show_page(room.latihan.halaman)
        page = self.desk.current_page
        if isinstance(page, EntryPage) and room.latihan.formulir:
            page.open_service(room.latihan.formulir)
            # Else it opens at the first empty cell, often far from what is to be done.
            if room.latihan.sel:
                page.go_to(room.latihan.sel)

    @property
    def in_view(self) -> str:
        """What is in view, as the Panduan knows it."""
        if self._desk is not None and self.place is self._desk:
            return self._desk.in_view
        return self._passing()

    def show_guide(self) -> None:
        """Show the Panduan beside the window; left open, it stays at the page being read."""
        self._show_panduan(turn=False)

    def show_help(self) -> None:
        """Tell about the field that has the focus, else about what is in view."""
        from app.ui import help_here

        help_here.about(self.show_chapter)

    def show_chapter(self) -> None:
        """Show what the Panduan says about what is in view, also when it is open already."""
        self._show_panduan(turn=True)

    def _show_panduan(self, *, turn: bool) -> None:
        from app.ui import help_here
        from app.ui.guide import GuideWindow

        if self._guide is None:
            self._guide = GuideWindow(self)
            self._guide.tour_wanted.connect(self._tour)
        tours = self.tours
        self._guide.offer_tour(offered=tours is not None and tours.known is not None)
        self._guide.appear(help_here.spot(self, self.in_view), turn=turn)

    @property
    def tours(self) -> Tours | None:
        """The tours of what fills the window; None in the first moment."""
        if self._desk is not None and self.place is self._desk:
            return self._desk.tours
        return self._passing_tours

    def _tour(self) -> None:
        """Show what is in view around, asked for beside its help."""
        if self.tours is not None:
            self.tours.start()

    def tell_trouble(self, sentence: str) -> bool:
        """Say in the desk's bar that something went wrong, with the report; False without desk."""
        if self._desk is None or self.place is not self._desk:
            return False
        self._desk.tell_trouble(sentence)
        return True

    def _speak(self) -> None:
        """Make the desk anew in the language just chosen."""
        old = self.desk
        old.tours.end()
        self._desk = None
        self._close_guide()
        fresh = self.desk
        self._show(fresh)
        fresh.begin()
        old.deleteLater()

    def _close_guide(self) -> None:
        """Its words are those of the language it was opened in."""
        if self._guide is not None:
            self._guide.close()
            self._guide.deleteLater()
            self._guide = None

    def _show_rescue(self, folder: Path) -> None:
        from app.ui.pages.rescue import RescuePage

        page = RescuePage(folder, self.session.clock)
        page.restore_wanted.connect(self._rescue)
        page.left.connect(self.show_start)
        self._show_passing(page, lambda: "penyelamatan")

    def _rescue(self, folder: Path, one: Simpanan) -> None:
        from app.ui import restoring

        restoring.restore(self, folder, one, damaged=True)

    def _restore(self, folder: Path, one: Simpanan) -> None:
        from app.ui import restoring

        restoring.restore(self, folder, one, damaged=False)

    def _leave_wizard(self) -> None:
        if self.session.is_open and self._desk is not None:
            self._show(self._desk)
        else:
            self.show_start()

    def _show_passing(self, place: QWidget, screen: Callable[[], str]) -> None:
        if self._desk is not None:
            self._desk.leave()
        self._places.addWidget(place)
        from app.ui.tours import Tours

        tours = Tours(self, place)
        # No desk, no menu: the keys alone lead to the Panduan and the tour.
        for key, answer in (
            (shortcuts.GUIDE, self.show_guide),
            (shortcuts.HELP_HERE, self.show_help),
            (shortcuts.TOUR, tours.start),
        ):
            QShortcut(QKeySequence(key), place).activated.connect(answer)
        self._passing = screen
        self._show(place)
        self._passing_tours = tours
        place.setFocus()

    def _show(self, place: QWidget) -> None:
        old = self._places.currentWidget()
        if self.tours is not None:
            self.tours.end()
        self._passing_tours = None
        self._places.setCurrentWidget(place)
        if old is not None and old not in (place, self._desk):
            self._places.removeWidget(old)
            old.deleteLater()

    # Qt

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Tab reaches every part of the window."""
        return tab_order.step(self, forward=next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is being typed and close the office; there is nothing to save."""
        if self._desk is not None:
            self._desk.leave()
        self._close_guide()
        self.session.close()
        event.accept()


def _add(places: QStackedWidget, place: QWidget) -> QWidget:
    places.addWidget(place)
    return place


class _Waiting(QWidget):
    """What the first moment shows: the leaf alone."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seen = False

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        spot = QRectF(0, 0, _MARK, _MARK)
        spot.moveCenter(QRectF(self.rect()).center())
        icons.paint(painter, spot, "lontar", colours.tone(Tone.GOLD, self.palette()))
        painter.end()
        if not self._seen:
            self._seen = True
            # Later: the picture reaches the screen before the work begins.
            QTimer.singleShot(0, self, self.painted.emit)
