"""The deadlines of each quarter and of the year: dates the province sets and the others read."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app import paths
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages.settings_exceptions import Exceptions
from app.ui.pages.settings_section import Section
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.line import DateLine
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.periode import Periode
    from app.store.deadlines import Tenggat
    from app.ui.session import Session

_FILE = "tenggat.toml"
_QUARTERS = (1, 2, 3, 4)


def _grid(column: QVBoxLayout) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(sizes.M)
    grid.setVerticalSpacing(sizes.S)
    column.addLayout(grid)
    return grid


class DeadlinesSection(Section):
    """Four quarters of the year in view, one line each."""

    key = "tenggat"
    icon = "calendar"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.editors: dict[tuple[str, str], DateLine] = {}
        self._table = QWidget()
        self.column.addWidget(self._table)
        self._who = text.muted()
        self.column.addWidget(self._who)
        self.exceptions: Exceptions | None = None
        if session.is_province:
            self.exceptions = Exceptions(session)
            self.exceptions.allowed.connect(session.settings_changed)
            self.exceptions.dated.connect(self._question)
            self.column.addWidget(self.exceptions)
        session.periode_changed.connect(self._refresh_if_seen)

    def enter(self) -> None:
        """Read the deadlines of the year in view."""
        from app.domain.periode import Periode

        year = self.session.periode.tahun
        fresh = QWidget()
        self.editors.clear()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        quarters, others = _grid(column), []
        for row, quarter in enumerate(_QUARTERS, start=1):
            periode = Periode(year, quarter)
            others += [(periode, one) for one in self._fill(quarters, row, periode)]
        quarters.setColumnStretch(quarters.columnCount(), 1)
        self._fill_calendar(column, others)
        self.column.replaceWidget(self._table, fresh)
        self._table.hide()
        self._table.deleteLater()
        self._table = fresh
        # A layout would show it only at the next turn of the event loop.
        fresh.show()
        who = "provinsi" if self.session.is_province else "bukan_provinsi"
        if self.exceptions is not None:
            self.exceptions.refresh(year)
            # The editors of this year are younger than the parts below them.
            for before, after in pairwise([*self.editors.values(), *self.exceptions.stops]):
                QWidget.setTabOrder(before, after)
        self._who.setText(t(f"pengaturan.tenggat.{who}"))

    def _fill(self, grid: QGridLayout, row: int, periode: Periode) -> list[Tenggat]:
        """The line of a quarter; other documents that fall due after it are left to the caller."""
        from app.store import deadlines

        listed = deadlines.deadlines(self.session.office, periode, paths.forms() / _FILE)
        found = [one for one in listed if not one.kalender]
        grid.addWidget(Text(periode.judul, Step.STRONG, wrap=False), row, 0)
        # Each has its own column, whichever day comes first: SPM, what follows it, the others.
        found.sort(key=lambda one: (not one.bagian, bool(one.ikut)))
        for column, tenggat in enumerate(found, start=1):
            if row == 1:
                grid.addWidget(text.caption(tenggat.sendiri), 0, column)
            grid.addWidget(self._cell(periode, tenggat), row, column)
        return [one for one in listed if one.kalender]

    def _fill_calendar(
        self, column: QVBoxLayout, others: Sequence[tuple[Periode, Tenggat]]
    ) -> None:
        """Documents of the year that are no packages, by name, as they fall due."""
        column.addWidget(text.caption(t("pengaturan.tenggat.lain")))
        grid = _grid(column)
        for row, (periode, one) in enumerate(sorted(others, key=lambda one: one[1].tanggal)):
            grid.addWidget(Text(one.label, Step.BODY, wrap=False), row, 0)
            grid.addWidget(self._cell(periode, one), row, 1)
        grid.setColumnStretch(grid.columnCount(), 1)

    def _cell(self, periode: Periode, tenggat: Tenggat) -> QWidget:
        day = QDate(tenggat.tanggal.year, tenggat.tanggal.month, tenggat.tanggal.day)
        name = f"{periode.judul}, {tenggat.sendiri}"
        if not self.session.is_province:
            shown = QLabel(day.toString("dd-MM-yyyy"))
            shown.setAccessibleName(f"{name}: {shown.text()}")
            return shown
        editor = DateLine(day)
        editor.setAccessibleName(name)
        editor.setObjectName("tenggat_triwulan")
        editor.setProperty("kept", day)
        editor.editingFinished.connect(lambda: self._set(periode, tenggat.kode, editor))
        self.editors[str(periode), tenggat.kode] = editor
        return editor

    def _set(self, periode: Periode, kode: str, editor: DateLine) -> None:
        from datetime import date

        from app.store import deadlines

        day = editor.date()
        if day == editor.property("kept"):
            # Passing through with Tab also counts as editing for Qt.
            return
        with self.telling_errors():
            chosen = date(day.year(), day.month(), day.day())
            deadlines.set_deadline(self.session.office, periode, kode, chosen)
            editor.setProperty("kept", day)
            self._follow(periode)
            self.session.settings_changed.emit()
            self._question(periode, chosen)

    def _question(self, periode: Periode, day: date) -> None:
        """A day that looks mistyped is kept, and said at once: it goes to every office."""
        from app.exchange import tenggat

        doubt = tenggat.doubt(periode, day)
        if doubt:
            self.messages.tell(Tone.WARN, doubt)
        else:
            self.messages.hide()

    def _follow(self, periode: Periode) -> None:
        """Show the day of what follows the deadline that was set."""
        from app.store import deadlines

        for one in deadlines.deadlines(self.session.office, periode, paths.forms() / _FILE):
            editor = self.editors[str(periode), one.kode]
            day = QDate(one.tanggal.year, one.tanggal.month, one.tanggal.day)
            editor.setProperty("kept", day)
            editor.setDate(day)

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.enter()
