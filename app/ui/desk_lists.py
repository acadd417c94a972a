"""The two lists that open over the desk: find anything, and the steps that can be taken back."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.errors import LontarError
from app.teks import t
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.cari import Butir, Padanan
    from app.store.door import Tindakan
    from app.store.undo import Langkah
    from app.ui.desk import Desk
    from app.ui.finder import Finder
    from app.ui.pages.entry_lines import Line
    from app.ui.session import Session


class Lists(QObject):
    """Opens them when they are asked for; nothing of it is built before."""

    def __init__(self, session: Session, desk: Desk) -> None:
        super().__init__(desk)
        self._session, self._desk = session, desk
        self._known: list[Butir] = []

    def _finder(self, nama: str, contoh: str, cara: str, chosen: Callable[[str], None]) -> Finder:
        from app.ui.finder import Finder

        made = Finder(self._desk, t(nama), t(contoh), t(cara))
        made.chosen.connect(chosen)
        return made

    # --- Find anything

    @cached_property
    def finder(self) -> Finder:
        """The list of everything."""
        return self._finder("cari.nama", "cari.contoh", "cari.cara", self._go)

    @cached_property
    def _padanan(self) -> Padanan:
        from app import paths
        from app.store import padanan

        return padanan.load(paths.resources())

    def find(self) -> None:
        """Let the user find a service, an indicator, a screen or an action."""
        from app.ui import find_entries

        self._known = find_entries.everything(self._session, self._desk.rail.keys())
        self.finder.open(self._answers)

    def _answers(self, question: str) -> list[Line]:
        from app.ui import find_entries

        return find_entries.lines(self._known, question, self._padanan)

    def _go(self, target: str) -> None:
        from app.ui import find_entries
        from app.ui.pages.settings import SettingsPage

        jenis, goal = find_entries.parts(target)
        if jenis == find_entries.PAGE:
            self._desk.show_page(goal)
        elif jenis == find_entries.SECTION:
            self._desk.show_page("pengaturan")
            page = self._desk.current_page
            if isinstance(page, SettingsPage):
                page.list.choose(goal)
                page.list.item(goal).setFocus()
        elif jenis == find_entries.ACTION:
            self._desk.actions_[goal].trigger()
        else:
            self._on_the_sheet(jenis, goal)

    def _on_the_sheet(self, jenis: str, goal: str) -> None:
        from app.ui import find_entries
        from app.ui.pages import home_ways
        from app.ui.pages.entry import EntryPage

        kode = goal.partition(" ")[0]
        on_a_sheet = isinstance(self._desk.current_page, EntryPage)
        if jenis != find_entries.COMMAND or not on_a_sheet:
            self._desk.show_page(home_ways.part_of(self._desk, kode))
        page = self._desk.current_page
        if isinstance(page, EntryPage) and jenis == find_entries.COMMAND:
            page.commands.run(goal)
        elif isinstance(page, EntryPage):
            kode, _, sel = goal.partition(" ")
            page.open_service(kode, sel)
            page.grid.take_focus()

    # --- The keys

    @cached_property
    def keys(self) -> Finder:
        """The list of keys."""
        return self._finder("cari.tombol", "cari.tombol_contoh", "cari.tombol_cara", self._go)

    def show_keys(self) -> None:
        """Show every key with what it does; Enter does it."""
        from app.ui import find_entries

        self._known = find_entries.every_key()
        self.keys.open(self._answers)

    # --- The steps

    @cached_property
    def steps(self) -> Finder:
        """The list of steps."""
        return self._finder("langkah.nama", "langkah.contoh", "langkah.cara", self._reverse)

    def show_steps(self) -> None:
        """Show what can be taken back and done again, each with who did it and when."""
        self._desk.leave()
        self.steps.open(self._step_lines)

    def _step_lines(self, question: str) -> list[Line]:
        from app.store import undo
        from app.ui.pages.entry_lines import Line

        words = question.casefold().split()
        listed = undo.steps(self._session.office, self._session.wilayah)
        shown = [one for one in listed if all(word in one.label.casefold() for word in words)]
        return [_step(one) for one in shown] or [Line(t("langkah.kosong"), icon="undo")]

    def _reverse(self, target: str) -> None:
        way, _, number = target.partition(" ")
        step = self._session.redo_to if way == "ulang" else self._session.undo_to
        try:
            done = step(int(number))
        except LontarError as error:
            self._desk.messages.tell_error(error)
            return
        self._tell(way, done)

    def _tell(self, way: str, done: list[Tindakan]) -> None:
        key = "langkah.diulang" if way == "ulang" else "langkah.diurungkan"
        self._desk.messages.tell(Tone.GOOD, t(key, jumlah=len(done), label=done[-1].label))
        self._desk.current_page.show_change(done[-1])


def _step(one: Langkah) -> Line:
    from app.domain.angka import format_number
    from app.ui.pages.entry_lines import Line

    moment = datetime.fromisoformat(one.waktu)
    told = t(
        "langkah.keterangan",
        waktu=f"{moment:%d-%m-%Y %H.%M.%S}",
        pelaku=one.pelaku,
        jumlah=format_number(one.sel),
    )
    way = "ulang" if one.urung else "urung"
    return Line(
        head=one.label,
        sub=told,
        value=t("langkah.sudah_urung") if one.urung else "",
        icon="redo" if one.urung else "undo",
        target=f"{way} {one.tindakan}",
    )
