"""The ways between the cells and what stands around them, and what each key of the screen does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.domain.nilai import Keadaan
from app.ui.pages import desk_sheet, entry_print
from app.ui.pages.entry_inspector import Tab
from app.ui.pages.entry_retype import Retyping
from app.ui.pages.entry_walk import has_focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.pages.entry import EntryPage


class Ways:
    """From pane to pane of one entry screen, and the table of its keys."""

    def __init__(self, page: EntryPage) -> None:
        self._page = page

    def to_grid(self) -> None:
        """Back to the cells."""
        self._page.panes.answered()
        self._page.grid.take_focus()

    def on_cells(self, act: Callable[[], object]) -> None:
        """Keys that change or copy cells count only where the cells are in the user's mind."""
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if typing and has_focus(self._page.inspector):
            return
        if has_focus(self._page.grid) or has_focus(self._page.inspector):
            act()
        else:
            self.to_grid()

    def toggle_services(self) -> None:
        """Show the list of services, or put it away."""
        if self._page.panes.toggle(self._page.services):
            self._page.services.filter.setFocus()

    def find_service(self) -> None:
        """Into the line that looks for a service."""
        self._page.panes.call(self._page.services)
        self._page.services.filter.setFocus()
        self._page.services.filter.selectAll()

    def toggle_inspector(self) -> None:
        """Show the inspector, or put it away."""
        if self._page.panes.toggle(self._page.inspector):
            self._page.inspector.refresh()

    def show_tab(self, tab: Tab) -> None:
        """Show a part of the inspector."""
        if not self._page.grid.finish_editing():
            return
        self._page.panes.call(self._page.inspector)
        self._page.inspector.show_tab(tab)

    def attach(self) -> None:
        """Attach evidence to the cell; whoever chose none goes on where they were."""
        from_grid = has_focus(self._page.grid)
        if self._page.grid.finish_editing() and not self._page.proof.attach() and from_grid:
            self.to_grid()

    def fold(self) -> None:
        """Fold the columns that fold, or unfold them."""
        self._page.grid.set_folded(folded=not self._page.grid.folded)

    def back_to_grid(self) -> None:
        """What Escape does: whatever stands over the cells goes away."""
        self._page.copies.close_panel()
        if not has_focus(self._page.grid):
            self.to_grid()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command of the table in `entry_commands` does here."""
        page, edits = self._page, self._page.grid.edits
        states: dict[str, Callable[[], object]] = {
            f"isian.keadaan.{keadaan.value}": partial(
                self.on_cells, partial(edits.declare, keadaan)
            )
            for keadaan in Keadaan
        }
        return states | {
            "isian.kunci.potong": partial(self.on_cells, edits.cut),
            "isian.kunci.salin": edits.copy,
            "isian.kunci.salin_judul": partial(edits.copy, headers=True),
            "isian.kunci.tempel": edits.paste,
            "isian.kunci.isi_bawah": edits.fill_down,
            "isian.kunci.kosongkan": edits.clear,
            "isian.kunci.definisi": partial(self.show_tab, Tab.CELL),
            "isian.kunci.rumus": partial(self.show_tab, Tab.FORMULA),
            "isian.kunci.catatan": partial(self.show_tab, Tab.NOTES),
            "isian.kunci.surat": page.proof.declare_letter,
            "isian.kunci.riwayat": partial(self.show_tab, Tab.HISTORY),
            "isian.kunci.bukti": partial(self.show_tab, Tab.EVIDENCE),
            "isian.kunci.pertanyaan": partial(self.show_tab, Tab.QUESTIONS),
            "isian.kunci.lampirkan": self.attach,
            "isian.kunci.buka_bukti": page.proof.show_first,
            "isian.kunci.lipat": self.fold,
            **page.grid.lines.commands(),
            "isian.kunci.saring": page.rows.step,
            "salin.kunci": partial(page.copies.offer, page.grid),
            "ketik_ulang.kunci": Retyping(page).offer,
            "asistensi.kunci": partial(desk_sheet.save, page, page.session, page.tell),
            "tabel.kunci.impor": page.imports.offer,
            "baris.kunci.tarik": page.imports.take_over,
            "cetak.kunci": partial(entry_print.offer, page),
            "isian.kunci.temuan_lalu": partial(page.walk.finding, -1),
            "isian.kunci.panel_lanjut": partial(page.walk.pane, 1),
            "isian.kunci.panel_lalu": partial(page.walk.pane, -1),
            "isian.kunci.cari": self.find_service,
            "isian.kunci.kembali": self.back_to_grid,
        }
