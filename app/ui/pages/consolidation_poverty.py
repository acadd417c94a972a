"""Konsolidasi of kemiskinan: one wide table, and beside it where the figure in view comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import paths
from app.errors import LontarError
from app.exchange import konsolidasi_jelas as jelas
from app.store import pustaka
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts.wide import WideTable
from app.ui.colours import Tone
from app.ui.pages import consolidation_poverty_table as table
from app.ui.pages.consolidation_recap import poverty_button
from app.ui.pages.entry_lines import Line, LineList
from app.ui.sizes import Step
from app.ui.widgets.beside import Beside
from app.ui.widgets.card import Card
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.konsolidasi import Konsolidasi
    from app.domain.konsolidasi_kolom import KelompokKolom
    from app.exchange.konsolidasi_jelas import Jelas
    from app.ui.session import Session
    from app.ui.widgets.message_bar import MessageBar

_SHARES = (7, 3)
"""Of table and explanation."""
_UPPER, _LOWER = 5, 3
_DIVIDE = "|"


class PovertyPane(QWidget):
    """The cursor says which figure is explained; Enter leads to its sheet.

    Signals:
        worked_out: the table is there; carries the sentence about who has sent.
        sheet_wanted: codes of region, form and cell to be opened.
    """

    worked_out = Signal(str)
    sheet_wanted = Signal(str, str, str)

    def __init__(self, session: Session, messages: MessageBar) -> None:
        super().__init__()
        self.session = session
        self.konsolidasi: Konsolidasi | None = None
        self._turn = 0
        self.table = WideTable(t("konsolidasi.miskin.tabel"), t("konsolidasi.kolom.wilayah"))
        self.lines = LineList(t("konsolidasi.jelas.judul"))
        self.notes = LineList(t("konsolidasi.miskin.catatan_provinsi"))
        self.notes_title = Text("", Step.HEADING, wrap=False)
        self.groups = Selector(t("konsolidasi.miskin.kelompok"))
        self._offer_groups(pustaka.load_konsolidasi(paths.forms()).kelompok)
        self.file = poverty_button(session, messages)
        self.controls = QWidget()
        self._lay_out()
        self.table.reached.connect(self._explain)
        self.table.opened.connect(self._open_place)
        self.lines.opened.connect(self._open_line)
        self.notes.opened.connect(self._open_line)
        self.groups.activated.connect(self._choose_group)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the store and work the table out beside the window."""
        from app.exchange import konsolidasi_bahan

        session = self.session
        try:
            bahan = konsolidasi_bahan.gather(session.office, session.periode, paths.forms())
        except LontarError as error:
            dialogue.show_failure(self, error)
            return
        self._turn += 1
        turn = self._turn
        background.run(
            self,
            lambda progress: konsolidasi_bahan.put_together(bahan, progress),
            done=lambda found: self._show(found, turn),
            failed=lambda error: dialogue.show_failure(self, error),
        )

    def summary(self) -> str:
        """Who has sent, in a sentence; empty before anything is worked out."""
        found = self.konsolidasi
        if found is None:
            return ""
        return t("konsolidasi.miskin.ringkas", jumlah=found.hadir, semua=len(found.baris))

    def set_width(self, width: int) -> None:
        """In a narrow window the explanation stands below, the notes at its end."""
        narrow = self._both.fit(width)
        for part in self._roomy:
            part.setVisible(not narrow)
        self._explain(*self.table.current)

    def _show(self, found: Konsolidasi, turn: int) -> None:
        if turn != self._turn:
            return
        self.konsolidasi = found
        self._offer_groups(found.kelompok)
        self.table.show_table(table.columns(found), table.lines(found))
        self.notes.show_lines([_as_line(one) for one in jelas.notes(found)])
        banyak = len(self.notes.lines)
        self.notes_title.setText(t("konsolidasi.miskin.catatan_banyak", jumlah=banyak))
        self._explain(*self.table.current)
        self.worked_out.emit(self.summary())

    def _offer_groups(self, groups: Iterable[KelompokKolom]) -> None:
        """A table that was installed may have other groups of columns."""
        names = [one.nama for one in groups]
        if names != [self.groups.itemData(place) for place in range(self.groups.count())]:
            self.groups.clear()
            for name in names:
                self.groups.addItem(name, name)

    # --- Following the cursor

    def _explain(self, row: str, column: str) -> None:
        found = self.konsolidasi
        if found is None or not row:
            return
        kolom = next(one for one in found.kolom if one.kode == column)
        told = [_as_line(one) for one in jelas.explain(found, row, kolom)]
        if self.notes.isHidden():
            told += [Line(self.notes_title.text(), caption=True), *self.notes.lines]
        self.lines.show_lines(told)
        self.lines.scrollToTop()
        group = next(one.nama for one in found.kelompok if one.kode == kolom.kelompok)
        self.groups.setCurrentIndex(self.groups.findData(group))

    def _choose_group(self, place: int) -> None:
        self.table.show_group(self.groups.itemData(place))

    # --- Opening

    def _open_place(self, _row: str, _column: str) -> None:
        """The first cell behind the figure; without one the explanation takes the keyboard."""
        own = (line.target for line in self.lines.lines if line.target)
        region = next((target for target in own if self._is_of(target)), "")
        if region:
            self._open_line(region)
        else:
            self.lines.setFocus()

    def _is_of(self, target: str) -> bool:
        return target.startswith(f"{self.table.current[0]}{_DIVIDE}")

    def _open_line(self, target: str) -> None:
        wilayah, formulir, sel = target.split(_DIVIDE)
        self.sheet_wanted.emit(wilayah, formulir, sel)

    # --- Making it

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        for card in (left, right):
            card.body.setContentsMargins(sizes.S, sizes.S, sizes.S, sizes.S)
            card.body.setSpacing(sizes.XS)
        left.body.addWidget(self.table, 1)
        marks = t("konsolidasi.miskin.tanda")
        caption = Text(marks, Step.CAPTION, Tone.MUTED)
        left.body.addWidget(caption)
        heading = Text(t("konsolidasi.jelas.judul"), Step.HEADING, wrap=False)
        for title in (heading, self.notes_title):
            title.setContentsMargins(sizes.S, sizes.XS, sizes.S, 0)
        right.body.addWidget(heading)
        right.body.addWidget(self.lines, _UPPER)
        right.body.addWidget(self.notes_title)
        right.body.addWidget(self.notes, _LOWER)
        self._roomy = (caption, heading, self.notes_title, self.notes)
        self._both = Beside(left, right, _SHARES, spacing=sizes.M)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._both.scrolled())
        row = QHBoxLayout(self.controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S)
        row.addWidget(self.groups)
        row.addWidget(self.file)


def _as_line(one: Jelas) -> Line:
    leads = one.wilayah and one.formulir
    target = _DIVIDE.join((one.wilayah, one.formulir, one.sel)) if leads else ""
    return Line(
        one.judul,
        one.rincian,
        one.nilai,
        indent=one.tingkat,
        target=target,
        strong=not one.tingkat,
        caption=one.bagian,
    )
