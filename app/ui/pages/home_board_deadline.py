"""Another deadline for the regions that are ticked on the board: what for, the day, one reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import paths
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes, tab_order
from app.ui.pages import allowance
from app.ui.pages.home_deadline import written_day
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.store.deadlines import Tenggat
    from app.ui.session import Session


class OtherDeadline(QWidget):
    """All of the regions get the day, or none of them.

    Signals:
        allowed: the sentence that says what was allowed.
        closed: the user changed their mind.
    """

    allowed = Signal(str)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._regions: list[str] = []
        self._head = text.muted()
        self.kind, self.day, self.reason, self.allow = allowance.fields()
        self.cancel = Button(t("jendela.batal"), Kind.QUIET)
        self.kind.activated.connect(self._propose)
        self.reason.returnPressed.connect(self._allow)
        self.allow.clicked.connect(self._allow)
        self.cancel.clicked.connect(self._close)
        self._lay_out()

    def begin(self, regions: Sequence[str]) -> None:
        """Ask for the day and the reason."""
        from app.exchange.papan_kata import part_name

        self.kind.clear()
        # SPM first, whatever day it has.
        for one in sorted(self._known().values(), key=lambda one: bool(one.ikut)):
            self.kind.addItem(part_name(one.bagian), one.kode)
        self._propose()
        self.reason.clear()
        self.show_regions(regions)
        self.show()
        self.kind.setFocus()
        # It has its place only at the next turn of the event loop.
        tab_order.scroll_to_shown(self)

    def show_regions(self, regions: Sequence[str]) -> None:
        """Name whom it is about."""
        self._regions = list(regions)
        named = ", ".join(self._session.regions[one].singkat for one in regions)
        periode = self._session.periode.judul
        self._head.setText(t("beranda.papan.tenggat_untuk", periode=periode, daftar=named))

    def _known(self) -> dict[str, Tenggat]:
        """The deadlines of the quarter in view that are about a part of the work."""
        from app.exchange import tenggat

        session = self._session
        found = tenggat.known(session.office, session.periode, paths.forms())
        return {one.kode: one for one in found if one.bagian}

    def _propose(self) -> None:
        """Begin with the day that holds for all."""
        day = self._known()[self.kind.currentData()].tanggal
        self.day.setDate(QDate(day.year, day.month, day.day))

    def _allow(self) -> None:
        from app.exchange import tenggat

        session, chosen = self._session, self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        kode, why = self.kind.currentData(), self.reason.text()
        try:
            tenggat.allow_all(
                session.office, session.periode, self._regions, day, why, paths.forms(), kode
            )
        except LontarError as error:
            dialogue.show_error(self, error)
            self.reason.setFocus()
            return
        told = t(
            "beranda.papan.tenggat_diizinkan",
            bagian=self.kind.currentText(),
            tanggal=written_day(day),
            jumlah=len(self._regions),
        )
        # A day that looks mistyped is kept and said at once, as in the settings.
        self.allowed.emit(f"{told} {tenggat.doubt(session.periode, day)}".rstrip())
        session.settings_changed.emit()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        row.addWidget(self.kind)
        row.addWidget(self.day)
        row.addWidget(self.reason, 1)
        row.addWidget(self.allow)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addWidget(self._head)
        column.addLayout(row)
