"""The entry screen: services on the left, the sheet in the middle, the inspector on the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import paths
from app.domain.bagian import SPM
from app.domain.catatan import JenisCatatan
from app.domain.periode import Periode
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.grid.sheet import OpenSheet
from app.ui.grid.stack import SheetGrid
from app.ui.page import Page
from app.ui.pages.entry_commands import Commands
from app.ui.pages.entry_copy import CopyPanel
from app.ui.pages.entry_filter import RowFilter
from app.ui.pages.entry_findings import FindingsPanel
from app.ui.pages.entry_head import Head
from app.ui.pages.entry_import import TableImport
from app.ui.pages.entry_inspector import Inspector, Tab
from app.ui.pages.entry_panes import Panes
from app.ui.pages.entry_proof import Proof
from app.ui.pages.entry_recovery import DraftKeeper, Recovery
from app.ui.pages.entry_services import ServiceList
from app.ui.pages.entry_states import ServiceStates
from app.ui.pages.entry_steps import Steps
from app.ui.pages.entry_walk import Walk
from app.ui.pages.entry_ways import Ways
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent

    from app.domain.formulir import Formulir
    from app.domain.nilai import Keadaan
    from app.store.door import Tindakan
    from app.store.ketikan import Ketikan
    from app.ui.session import Session


class EntryPage(Page):
    """One service at a time; every committed cell is on disk before the cursor has moved."""

    def __init__(self, session: Session, bagian: str = SPM) -> None:
        super().__init__(session)
        self._bagian = bagian
        self.sheet: OpenSheet | None = None
        self._forms: dict[str, Formulir] = {}
        self._stale = True
        self._passing = False
        self.states = ServiceStates(session)
        self.services = ServiceList(self.states, bagian)
        self.head = Head(self.session)
        self.messages = MessageBar()
        self.recovery = Recovery(session)
        self.copies = CopyPanel()
        self.grid = SheetGrid()
        self.rows = RowFilter(self.grid)
        self.findings = FindingsPanel()
        self.inspector = Inspector(session)
        self.drafts = DraftKeeper(session, self.grid, self.inspector.notes)
        self.proof = Proof(session, self.inspector, self)
        self.panes = Panes(self.services, self._centre(), self.inspector)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self.empty = EmptyState(
            "lembar", t("isian.tanpa_formulir"), t("isian.tanpa_formulir_saran")
        )
        row.addWidget(self.empty)
        self.steps = Steps(self)
        self.walk = Walk(self)
        self.imports = TableImport(self)
        self.ways = Ways(self)
        self.commands = Commands(self, self.ways.handlers())
        self._connect()

    def _centre(self) -> QWidget:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.recovery)
        column.addWidget(self.messages)
        column.addWidget(self.rows)
        column.addWidget(self.copies)
        column.addWidget(self.grid, 1)
        column.addWidget(self.findings)
        return centre

    def _connect(self) -> None:
        session = self.session
        for signal in (session.periode_changed, session.wilayah_changed, session.settings_changed):
            signal.connect(self._moved)
        self.panes.left.connect(self.ways.to_grid)
        self.services.wanted.connect(self._show_service)
        self.services.entered.connect(self.ways.to_grid)
        self.grid.cursor_moved.connect(self._follow_cursor)
        self.grid.menu_wanted.connect(self._show_menu)
        self.findings.opened.connect(self.go_to)
        for part in (self.grid, self.findings, self.copies):
            part.noticed.connect(self.tell)
        self.copies.done.connect(self.ways.to_grid)
        self.inspector.opened.connect(self.go_to)
        self.inspector.noticed.connect(self.tell_beside)
        self.inspector.left.connect(self.ways.to_grid)
        self.recovery.wanted.connect(self._go_on_typing)
        self.inspector.declared.connect(self._declare)
        self.inspector.evidence.wanted.connect(self.ways.attach)
        self.proof.noticed.connect(self.tell_beside)
        self.proof.attaching.connect(partial(self.panes.call, self.inspector))
        self.head.services_wanted.connect(self.ways.toggle_services)
        self.head.inspector_wanted.connect(self.ways.toggle_inspector)
        self.head.fold_wanted.connect(self.ways.fold)
        self.head.filter_wanted.connect(partial(self.rows.offer, self.head.filter))
        self.head.command_wanted.connect(self.commands.run)
        self.head.formula_wanted.connect(partial(self.ways.show_tab, Tab.FORMULA))

    # --- What the window asks

    def enter(self) -> None:
        """Show the period and region the user has come to."""
        if self._stale:
            self._load()
        if self.recovery.isHidden():
            self.grid.take_focus()
        else:
            self.recovery.go_on.setFocus()

    def leave(self) -> None:
        """Store what is being typed, or say that it could not be."""
        if self.sheet is not None:
            self.grid.abandon_editing()
            self.inspector.keep()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The window's actions this page answers for."""
        return {
            "copy": partial(self.ways.on_cells, self.grid.edits.copy),
            "paste": partial(self.ways.on_cells, self.grid.edits.paste),
            "fill_down": partial(self.ways.on_cells, self.grid.edits.fill_down),
            "next_finding": partial(self.walk.finding, 1),
            "next_empty": self.walk.empty,
            "next_form": partial(self._step_service, 1),
            "previous_form": partial(self._step_service, -1),
            "help_here": partial(self.ways.show_tab, Tab.CELL),
            "undo": self.steps.undo,
            "redo": self.steps.redo,
        }

    def open_service(self, kode: str, sel: str = "") -> None:
        """Show a service, with the cursor on a cell when one is named."""
        if self._stale:
            self._load()
        if kode in self._forms:
            self._show_service(kode)
            if sel:
                self.go_to(sel)

    def go_to(self, sel: str) -> None:
        """Put the cursor on a cell of the open service."""
        self.panes.answered()
        self.grid.go_to(sel)

    @property
    def offered(self) -> Mapping[str, Formulir]:
        """The services of the region and period in view, by code."""
        return self._forms

    def _go_on_typing(self, found: Ketikan) -> None:
        """Open the cell somebody was typing in, with what they had typed."""
        self.session.set_wilayah(found.wilayah)
        self.session.set_periode(Periode.parse(found.periode))
        self.open_service(found.formulir)
        if found.catatan:
            self.go_to(found.sel)
            self.ways.show_tab(Tab.NOTES)
            self.inspector.notes.resume(JenisCatatan(found.catatan), found.teks)
        else:
            self.grid.type_into(found.sel, found.teks)
        self.drafts.keep()

    # --- Services

    def _moved(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        from app.store import pustaka

        self._stale = False
        self.grid.finish_editing()
        region = self.session.wilayah
        offered = self.session.forms.values()
        listed = [one for one in offered if one.filled_by(region) and one.bagian == self._bagian]
        urusan = pustaka.load_urusan(paths.forms())
        place = {kode: number for number, kode in enumerate(urusan)}
        listed.sort(key=lambda form: (place.get(form.urusan, len(place)), form.urut))
        self._forms = {form.kode: form for form in listed}
        self._metode = self.session.metode
        self.states.begin(listed)
        self.services.show_services(listed, urusan)
        self.panes.setVisible(bool(listed))
        self.empty.setVisible(not listed)
        if listed:
            kept = self.sheet.form.kode if self.sheet else ""
            self._open(kept if kept in self._forms else self._first())
            self.recovery.look(self._forms)

    def _first(self) -> str:
        """The first service that is not complete."""
        unfinished = (k for k in self._forms if not self.states[k].kelengkapan.lengkap)
        return next(unfinished, next(iter(self._forms)))

    def _show_service(self, kode: str) -> None:
        if self.sheet is not None and kode == self.sheet.form.kode:
            return
        if not self.grid.finish_editing():
            assert self.sheet is not None
            self.services.mark(self.sheet.form.kode)
            return
        self._open(kode)

    def _open(self, kode: str) -> None:
        if self.sheet is not None:
            self.sheet.close()
        self.messages.hide()
        self.copies.close_panel()
        self.sheet = OpenSheet(self.session, self._forms[kode], self._metode, self)
        self.sheet.changed.connect(self._refresh)
        self.grid.show_sheet(self.sheet)
        self.rows.follow()
        self.services.mark(kode)
        self._refresh()

    def _step_service(self, step: int) -> None:
        order = self.services.order
        if self.sheet is None or self.sheet.form.kode not in order:
            return
        place = order.index(self.sheet.form.kode) + step
        if 0 <= place < len(order):
            self._show_service(order[place])
            self.ways.to_grid()

    def _refresh(self) -> None:
        """The values are others now."""
        sheet = self.sheet
        if sheet is None:
            return
        self.head.show_sheet(sheet)
        self.findings.show_findings(sheet)
        self.states.tell(sheet.form.kode, sheet.hasil.kelengkapan, sheet.hasil.temuan)
        self.inspector.follow(sheet, self.grid.current)

    # --- The cursor

    def _follow_cursor(self, sel: str) -> None:
        self.findings.follow(sel)
        if self.sheet is not None:
            self.inspector.follow(self.sheet, self.grid.current)
        if self._passing:
            self.messages.hide()

    def tell(self, tone: Tone, sentence: str, *button: Any) -> None:
        """Say something above the grid; what needs no answer goes away when the work goes on."""
        self._passing = tone in {Tone.GOOD, Tone.INFO}
        self.messages.tell(tone, sentence, *button)

    def tell_beside(self, tone: Tone, sentence: str) -> None:
        """Say something about evidence where it can be seen: the inspector may hide the grid."""
        if self.panes.centre in self.panes.in_view():
            self.tell(tone, sentence)
        else:
            self.inspector.messages.tell(tone, sentence)

    def _declare(self, keadaan: Keadaan | None) -> None:
        if keadaan is None:
            self.grid.edits.clear()
        else:
            self.grid.edits.declare(keadaan)
        self.grid.take_focus()

    def show_change(self, tindakan: Tindakan) -> None:
        """Put the cursor where a step of the list changed something."""
        self.steps.show(tindakan)

    def _show_menu(self, spot: QPoint) -> None:
        menu = self.commands.menu(self)
        menu.popup(spot)
        menu.aboutToHide.connect(menu.deleteLater)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps its height for the sheet."""
        super().resizeEvent(event)
        roomy = event.size().height() >= sizes.LOW_WINDOW
        self.head.give_room(roomy=roomy)
        self.findings.give_room(roomy=roomy)
