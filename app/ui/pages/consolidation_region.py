"""One region of the recap: its layanan, and beside them where each number comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.angka import format_index, format_number
from app.domain.indeks import kategori
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages import consolidation_explain, evidence_open, home_figures, note_lines
from app.ui.pages import consolidation_words as words
from app.ui.pages.consolidation_table import index_cell
from app.ui.pages.entry_lines import Line, LineList
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.beside import Beside
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.header import PageHeader
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from app.domain.catatan import Letak
    from app.domain.formulir import Formulir
    from app.store.evidence_review import Ditelaah
    from app.ui.pages.consolidation_figures import Recap, RegionState
    from app.ui.pages.evidence_open import Said
    from app.ui.pages.home_figures import Figures, Layanan


class RegionDetail(QWidget):
    """Walk through the layanan on the left; the right follows.

    Signals:
        left: the user goes back to all regions.
        sheet_wanted: codes of the region and the layanan whose sheet is to be opened.
        ask_wanted: region, layanan and the cell of a figure the province wants to ask about.

    `proofs` gives the evidence that packages declare for a region and layanan, `shows` opens one of
    them by its number; `noted` gives the notes that packages brought for it.
    """

    left = Signal()
    sheet_wanted = Signal(str, str)
    ask_wanted = Signal(str, str, str)

    def __init__(
        self,
        proofs: Callable[[str, str], Sequence[Ditelaah]],
        shows: Callable[[int], Said],
        noted: Callable[[str, str], Mapping[Letak, str]],
    ) -> None:
        super().__init__()
        self._proofs, self._shows, self._noted = proofs, shows, noted
        self.figures: Figures | None = None
        self._state: RegionState | None = None
        self._forms: Sequence[Formulir] = ()
        self.back = Button(t("konsolidasi.kembali"), Kind.PLAIN, "arrow-left")
        self.open = Button(t("konsolidasi.buka_isian"), Kind.PLAIN, "table")
        self.chip = Chip("", Tone.MUTED, "circle")
        self.header = PageHeader("", "", self.chip, self.open, self.back)
        self.table = Ledger(t("konsolidasi.layanan.daftar"), _heads())
        self.lines = LineList(t("konsolidasi.jelas.judul"), click_shows=True)
        self.lines.setToolTip(t("tanya.dari_angka"))
        self.lines.setAccessibleDescription(t("tanya.dari_angka"))
        self.ask = Button(t("tanya.tanyakan"), Kind.PLAIN, "help")
        self.ask.setToolTip(t("tanya.dari_angka"))
        self.origin = _Origin(t("konsolidasi.asal.judul"))
        self.said = text.body()
        self.said.hide()
        self.back.clicked.connect(self.left)
        self.open.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.lines.opened.connect(self._ask)
        self.ask.clicked.connect(self._ask_current)
        self.table.selectionModel().currentRowChanged.connect(self._explain)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)
        self._lay_out()
        self.setFocusProxy(self.table)

    @property
    def kode(self) -> str:
        """The code of the region shown, empty before the first."""
        return self._state.wilayah.kode if self._state is not None else ""

    def show_region(self, recap: Recap, kode: str, layanan: str = "") -> None:
        """Show a region, with the cursor on a layanan when one is named."""
        state = recap.region(kode)
        self._state = state
        sheets = home_figures.Sheets(recap.values.get(kode, {}), {}, {})
        figures = home_figures.work_out(state.wilayah, recap.forms, sheets, recap.known)
        self._forms = recap.forms
        self.figures = figures
        icon, tone = words.LOOKS[state.arrival]
        self.chip.show_state(words.state(state), tone, icon)
        self.header.say(state.wilayah.nama, _subtitle(state, figures))
        self.table.ledger.show_rows(list(_rows(figures)))
        self.table.go_to(layanan)
        self._explain()

    def _explain(self) -> None:
        assert self.figures is not None
        assert self._state is not None
        self.origin.show_lines(list(self._origin()))
        self.origin.fit()
        # In a low or narrow window the package follows the numbers in one list.
        below = [] if self.origin.isVisibleTo(self) else self.origin.lines
        numbers = list(self._numbers())
        self.lines.show_lines([*numbers, *self._notes(numbers), *self._evidence(), *below])
        self.lines.scrollToTop()

    def _origin(self) -> Iterator[Line]:
        """The package of the layanan under the cursor; a held urusan still has an older one."""
        state, code = self._state, self.table.current_code
        assert state is not None
        yield from consolidation_explain.origin(state.origins.get(code, state.paket))
        for held in state.held:
            if held.urusan == self._urusan_of(code):
                yield consolidation_explain.held_back(held)

    def _notes(self, numbers: list[Line]) -> Iterator[Line]:
        """What the sender says about figures of the layanan that stand in none of these lines."""
        code = self.table.current_code
        form = next((one for one in self._forms if one.kode == code), None)
        if form is not None:
            told = {line.target for line in numbers if line.icon == note_lines.ICON}
            yield from note_lines.others(form, self._noted(self.kode, code), told)

    def _evidence(self) -> Iterator[Line]:
        """What proves the figures of the layanan under the cursor; each file can be opened."""
        code = self.table.current_code
        if not code:
            return
        yield Line(t("bukti.layanan"), caption=True)
        found = self._proofs(self.kode, code)
        known = {form.kode: form for form in self._forms}
        yield from (evidence_open.line(one, known) for one in found)
        if not found:
            yield Line(t("bukti.layanan_tanpa"), icon="evidence")

    def _urusan_of(self, code: str) -> str:
        assert self.figures is not None
        found = (
            one.form.urusan
            for urusan in self.figures.urusan
            for one in urusan.layanan
            if one.form.kode == code
        )
        return next(found, "")

    def _numbers(self) -> Iterator[Line]:
        assert self.figures is not None
        code = self.table.current_code
        for urusan in self.figures.urusan:
            for one in urusan.layanan:
                if one.form.kode == code:
                    yield from consolidation_explain.explain(
                        self.figures.indeks,
                        urusan.indeks,
                        one.indeks,
                        one.form,
                        self.figures.metode,
                        self._noted(self.kode, code),
                    )

    def _open(self) -> None:
        code = self.table.current_code
        if code and self._state is not None:
            self.sheet_wanted.emit(self._state.wilayah.kode, code)

    def _ask(self, sel: str) -> None:
        code, number = self.table.current_code, evidence_open.number_of(sel)
        if number is not None:
            said = self._shows(number)
            self.said.setText(said[1] if said else "")
            self.said.setVisible(said is not None)
        elif code and self._state is not None:
            self.ask_wanted.emit(self._state.wilayah.kode, code, sel)

    def _ask_current(self) -> None:
        """Ask about the figure under the cursor, or about the first one people entered."""
        place = self.lines.currentIndex()
        here = self.lines.lines[place.row()].target if place.isValid() else ""
        asked = [line.target for line in self.lines.lines if line.target]
        figures = [one for one in asked if evidence_open.number_of(one) is None]
        self._ask(here if here in figures else next(iter(figures), ""))

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        for card, inside in ((left, self.table), (right, self.lines)):
            card.body.setContentsMargins(sizes.S, sizes.S, sizes.S, sizes.S)
            card.body.addWidget(inside, 1)
        heading = Text(t("konsolidasi.jelas.judul"), Step.HEADING, wrap=False)
        above = QHBoxLayout()
        above.setContentsMargins(sizes.S, 0, sizes.S, 0)
        above.addWidget(heading, 1)
        above.addWidget(self.ask)
        right.body.insertLayout(0, above)
        right.body.addWidget(self.said)
        right.body.addWidget(self.origin)
        self._both = Beside(left, right, (7, 5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(self.header)
        column.addWidget(self._both.scrolled(), 1)

    def set_width(self, width: int, *, flat: bool = False) -> None:
        """In a narrow window the explanation stands below; in a flat one it is scrolled to."""
        stacked = self._both.fit(width)
        self.header.set_flat(flat=flat)
        self.origin.setVisible(not stacked)
        if self.figures is not None:
            self._explain()


class _Origin(LineList):
    """As high as its lines, whatever its width; only to read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Take the height the lines need now."""
        self.setFixedHeight(self.contents_height() + 2)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may wrap the lines differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


def _heads() -> list[Head]:
    empty = t("konsolidasi.sel_kosong", jumlah="888")
    return [
        Head(t("konsolidasi.layanan.nama"), "   Gelandangan dan pengemis", lines=3),
        Head(t("konsolidasi.layanan.belum"), "88.888 unit rumah", right=True),
        Head(t("konsolidasi.layanan.penerima"), "100,00*", right=True),
        Head(t("konsolidasi.layanan.mutu"), "100,00*", right=True),
        Head(t("konsolidasi.kolom.indeks"), "100,00*", right=True),
        Head(t("konsolidasi.layanan.isian"), f"888{empty}"),
    ]


def _rows(figures: Figures) -> Iterator[Row]:
    for urusan in figures.urusan:
        blank = Cell("")
        whole = index_cell(urusan.indeks)._replace(strong=True)
        name = Cell(urusan.nama, strong=True, note=urusan.nama)
        yield Row("", [name, blank, blank, blank, whole, blank])
        for one in urusan.layanan:
            yield Row(one.form.kode, _cells(one))


def _cells(one: Layanan) -> list[Cell]:
    parts = {part.kode: part for part in one.indeks.anak}
    shares = [index_cell(parts.get(kode)) for kode in ("penerima", "mutu")]
    waiting = ", ".join(f"{format_number(number)} {unit}" for unit, number in one.belum.items())
    empty = len(one.kelengkapan.kosong)
    filled = (
        Cell(t("konsolidasi.sel_kosong", jumlah=format_number(empty)), icon="half", tone=Tone.WARN)
        if empty
        else Cell(t("konsolidasi.layanan.lengkap"), icon="check-circle", tone=Tone.GOOD)
    )
    nothing = Cell(t("konsolidasi.kosong"), muted=True)
    return [
        Cell(f"   {one.form.nama}", note=one.form.judul),
        Cell(waiting) if waiting else nothing,
        *shares,
        index_cell(one.indeks)._replace(strong=True),
        filled,
    ]


def _subtitle(state: RegionState, figures: Figures) -> str:
    if state.row is None:
        return t("konsolidasi.belum_ada_data")
    parts = []
    people = state.row.orang_belum_terlayani
    if people is not None:
        parts.append(t("konsolidasi.belum_orang", jumlah=format_number(people)))
    node = figures.indeks
    if node.nilai is not None:
        band = kategori(node.nilai, figures.metode)
        key = (
            "konsolidasi.indeks_pasti" if node.final is not None else "konsolidasi.indeks_sementara"
        )
        parts.append(t(key, angka=format_index(node.nilai), kategori=band))
    return " · ".join(parts)
