"""The desk of the open office: rail, top bar, pages built on first visit, and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.bagian import BAGIAN
from app.teks import t
from app.ui import dialogue, page_table, shortcuts
from app.ui.actions import Actions
from app.ui.colours import Tone
from app.ui.desk_lists import Lists
from app.ui.notices import Notices
from app.ui.practice_side import PracticeSide
from app.ui.tours import DeskTours
from app.ui.upkeep import Upkeep
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.rail import Rail
from app.ui.widgets.status_line import StatusLine
from app.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.errors import LontarError
    from app.store.door import Tindakan
    from app.store.undo import Way
    from app.ui.main_window import MainWindow
    from app.ui.page import Page
    from app.ui.page_table import PageEntry
    from app.ui.reversing import Reversing
    from app.ui.session import Session


class Desk(QWidget):
    """Rail, top bar, pages and status line of the open office."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__()
        self._session = session
        self._window = window
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._reversing: Reversing | None = None
        self.actions_ = Actions(self)
        self._menu = self.actions_.menu(self)
        self._menu.aboutToShow.connect(self._dress_menu)
        self.rail = Rail()
        self.top_bar = TopBar(session, self._menu)
        self.top_bar.people_wanted.connect(self._show_people)
        self.practice = PracticeSide(session, self)
        self.notices = Notices(session)
        self.messages = MessageBar(radius=0)
        self.stack = QStackedWidget()
        self.status = StatusLine(session)
        self.tours = DeskTours(session, self, window)
        self.lists = Lists(session, self)
        self.upkeep = Upkeep(session, self)
        self.upkeep.refused.connect(self._say_no_backup)
        self._lay_out()
        self._keys = [self._page_key(place) for place in range(1, 10)]
        self.rail.wanted.connect(self.show_page)
        self.practice.wanted.connect(window.practise)
        self.practice.moved.connect(self._make_room)
        self.practice.left.connect(self._back_to_page)
        session.office_opened.connect(self._rebuild)
        session.office_closed.connect(self._drop_pages)
        if session.is_open:
            self._rebuild()

    def begin(self) -> None:
        """Show the page the user was on, or the first."""
        from app.store import ketikan
        from app.ui.pages import home_ways

        remembered = self._session.memory.page
        typed = ketikan.found(self._session.office)
        if typed is not None:
            # The program stopped while somebody typed: the way back stands on the entry screen.
            remembered = home_ways.part_of(self, typed.formulir)
        self.show_page(remembered if remembered in self._entries else next(iter(self._entries)))

    @property
    def current_page(self) -> Page:
        """The page in view."""
        return self._pages[self._current]

    @property
    def in_view(self) -> str:
        """The page in view as the Panduan knows it, with the part of it that is in view."""
        if not self._current:
            return ""
        view = self.current_page.view
        return f"{self._current}.{view}" if view else self._current

    def show_page(self, key: str) -> None:
        """Bring a page into view, building it when it is seen for the first time."""
        self.leave()
        if key not in self._pages:
            self._pages[key] = self._entries[key].make(self._session)
            self.stack.addWidget(self._pages[key])
        self._current = key
        self._session.memory.page = key
        self.rail.mark(key)
        self.stack.setCurrentWidget(self.current_page)
        side = self.practice
        keys = {"exercise": side.toggle, "into_exercise": side.go_in}
        practising = keys if side.panel else {}
        self.actions_.answer(self._handlers(), practising, self._answers(self.current_page))
        self.current_page.enter()
        focused = QApplication.focusWidget()
        if focused is None or not self.current_page.isAncestorOf(focused):
            self.current_page.setFocus()
        self.tours.page_shown()

    def _back_to_page(self) -> None:
        self.current_page.setFocus()

    def _show_people(self) -> None:
        from app.ui.pages import home_ways

        home_ways.to_settings(self, "pengguna")

    def leave(self) -> None:
        """Let the page in view finish what is being typed."""
        self.tours.end()
        if self._current in self._pages:
            self.current_page.leave()

    def tell_trouble(self, sentence: str) -> None:
        """Say that something unexpected went wrong, and offer the report about it."""
        from app.ui import crash

        folder = self._session.office.folder if self._session.is_open else None

        def report() -> None:
            saved = crash.save(self, folder)
            if saved is not None:
                self.messages.tell(Tone.GOOD, crash.written(saved))

        self.messages.tell(Tone.BAD, sentence, t("jendela.laporan.simpan"), report)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self.practice.place)
        for part in (self.top_bar, self.notices, self.tours.offer, self.messages):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)

    def _rebuild(self) -> None:
        self._drop_pages()
        province = self._session.is_province
        offered = [entry for entry in page_table.PAGES if province or not entry.only_province]
        if self._session.is_opd:
            parts = {form.bagian for form in self._session.forms.values()}
            offered = [one for one in offered if one.key not in BAGIAN or one.key in parts]
        self._entries = {entry.key: entry for entry in offered}
        self.rail.show_pages(
            (entry.key, t(f"jendela.halaman.{entry.key}"), entry.icon) for entry in offered
        )
        self.practice.follow()
        self._make_room()

    def _make_room(self) -> None:
        row = self.layout()
        assert row is not None
        row.setContentsMargins(0, 0, self.practice.fit(), 0)

    def _drop_pages(self) -> None:
        # The page in view goes last: else its neighbour would come into view, without an office.
        seen = self.stack.currentWidget()
        for page in sorted(self._pages.values(), key=lambda page: page is seen):
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._current = ""

    def _page_key(self, place: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(shortcuts.PAGE.format(place)), self)
        shortcut.setProperty("place", place)
        shortcut.activated.connect(self._jump)
        return shortcut

    def _jump(self) -> None:
        sender = self.sender()
        assert sender is not None
        place = sender.property("place")
        if place <= len(self._entries):
            self.show_page(list(self._entries)[place - 1])

    def _answers(self, page: Page) -> dict[str, Callable[[], object]]:
        """What the page answers for; its own help waits until no field has one."""
        found = dict(page.handlers())
        if own := found.get("help_here"):
            found["help_here"] = lambda: self._help(own)
        return found

    def _help(self, own: Callable[[], object]) -> None:
        from app.ui import help_here

        help_here.about(self._window.show_chapter, own)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "saved": self._say_saved,
            "other_office": self._window.show_start,
            "new_office": self._window.show_wizard,
            "practice": self._window.practise,
            "quit": self._window.close,
            "undo": self._undo,
            "redo": self._redo,
            "steps": self.lists.show_steps,
            "find": self.lists.find,
            "period_next": lambda: self.top_bar.step_period(1),
            "period_back": lambda: self.top_bar.step_period(-1),
            "help_here": self._window.show_help,
            "tour": self.tours.start,
            "guide": self._window.show_guide,
            "keys": self.lists.show_keys,
            "about": self._show_about,
        }

    def _undo(self) -> None:
        self._reverse("urung", "jendela.tidak_ada_urungan")

    def _redo(self) -> None:
        self._reverse("ulang", "jendela.tidak_ada_ulangan")

    def _reverse(self, way: Way, nothing: str) -> None:
        def done(found: Tindakan | None) -> None:
            self.messages.hide()
            if found is None:
                self.messages.tell(Tone.INFO, t(nothing))

        # Only now, so that a start does without it.
        from app.ui.reversing import Reversing

        self.leave()
        if self._reversing is None:
            self._reversing = Reversing(self, self._session, self.messages.tell)
        self._reversing.start(way, done, self.messages.tell_error)

    def _dress_menu(self) -> None:
        """Only now: most days nobody opens it, and light may have turned to dark meanwhile."""
        from app.store import undo

        self.actions_.tint(self)
        office, wilayah = self._session.office, self._session.wilayah
        names = {"undo": undo.undo_label(office, wilayah), "redo": undo.redo_label(office, wilayah)}
        for key, label in names.items():
            text = t(f"jendela.tindakan.{key}")
            self.actions_[key].setText(f"{text}: {label}" if label else text)

    def _say_no_backup(self, error: LontarError) -> None:
        self.messages.tell(Tone.WARN, t("jendela.tanpa_cadangan", galat=error))

    def _say_saved(self) -> None:
        self.leave()
        self.messages.tell(Tone.GOOD, t("jendela.sudah_tersimpan", keadaan=self.status.text))

    def _show_about(self) -> None:
        dialogue.tell(self, t("jendela.tentang", folder=self._session.office.folder))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel of an exercise keeps to the right edge."""
        super().resizeEvent(event)
        self._make_room()
