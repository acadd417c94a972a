"""The head of the grid: the service, its unserved people, its achievement, its index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.angka import format_number
from app.teks import t
from app.ui import shortcuts, sizes
from app.ui.colours import Tone
from app.ui.grid import keys, writing
from app.ui.pages import entry_print
from app.ui.pages.entry_explain import recipients, verdict
from app.ui.sizes import Step
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.grid.sheet import OpenSheet
    from app.ui.session import Session

_EMPTY = "–"


class Head(QWidget):
    """Title, figures, and the buttons that open the panels beside the grid.

    Signals:
        services_wanted, inspector_wanted, fold_wanted, filter_wanted, formula_wanted: a button was
            pressed.
        command_wanted: the command of the entry screen a button stands for.

    """

    services_wanted = Signal()
    inspector_wanted = Signal()
    fold_wanted = Signal()
    filter_wanted = Signal()
    formula_wanted = Signal()
    command_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: OpenSheet | None = None
        self._title = Text("", Step.HEADING)
        self._under = Text("", Step.CAPTION, Tone.MUTED)
        self.services = _button("daftar", keys.FIND_SERVICE, "search")
        self.fold = _button("lipat", keys.FOLD, "people")
        self.filter = _button("saring", keys.FILTER, "sliders")
        self.inspector = _button("keterangan", shortcuts.HELP_HERE, "info")
        self.imports = _button("impor", keys.IMPORT_TABLE, "import")
        self.prints = _button("cetak", keys.PRINT_TABLE, "export")
        self.imports.clicked.connect(lambda: self.command_wanted.emit("tabel.kunci.impor"))
        self.prints.clicked.connect(lambda: self.command_wanted.emit("cetak.kunci"))
        self.services.clicked.connect(self.services_wanted)
        self.fold.clicked.connect(self.fold_wanted)
        self.filter.clicked.connect(self.filter_wanted)
        self.inspector.clicked.connect(self.inspector_wanted)
        self._unserved = _Figure(t("isian.belum_terlayani"))
        self._share = _Figure(t("isian.capaian"), aside=True)
        self._chip = Chip("", Tone.MUTED, "circle")
        self._explain = Button(t("isian.tombol_rumus"), Kind.QUIET)
        self._explain.setToolTip(f"{t('isian.tombol_rumus_arti')} ({keys.FORMULA})")
        self._index = _Figure(t("isian.indeks_layanan"), self._chip, self._explain)
        self._filled = _Figure(t("isian.kelengkapan"))
        self._explain.clicked.connect(self.formula_wanted)
        self._all = (self._unserved, self._share, self._index, self._filled)
        self._shown: tuple[_Figure, ...] = self._all
        self._place = ""
        self._roomy = True
        self._figures = QWidget()
        self._lay_out()

    def show_sheet(self, sheet: OpenSheet) -> None:
        """Show the figures as they are now."""
        form = sheet.form
        self._title.setText(form.judul)
        if sheet is not self._known:
            self._known = sheet
            self.prints.setVisible(entry_print.prints(self._session, form.bagian))
        self._place = f"{form.kode} · {sheet.periode.judul}"
        counted = recipients(sheet)
        self._shown = self._all if counted is not None else (self._index, self._filled)
        if not form.berindeks:
            self._shown = (self._filled,)
        if counted is not None:
            left = counted.unserved
            unit = counted.unit if left is not None else ""
            self._unserved.say(_EMPTY if left is None else format_number(left), unit)
            share = writing.percent(counted.share) if counted.share is not None else ""
            self._share.say(f"{share} %" if share else _EMPTY, _of(counted.served, counted.need))
        said = verdict(sheet.indeks, sheet.metode)
        self._chip.show_state(said.words, said.tone, said.icon)
        self._index.say(said.figure, "", said.words)
        whole = sheet.hasil.kelengkapan
        filled = whole.terisi + whole.dinyatakan
        if whole.wajib:
            self._filled.say(format_number(filled), t("isian.dari_wajib", wajib=whole.wajib))
        else:
            self._filled.say(_EMPTY, t("isian.tanpa_wajib"))
        self._choose_form()

    @property
    def under(self) -> str:
        """The quiet line under the title."""
        return self._under.text()

    @property
    def spoken(self) -> str:
        """The figures as one line."""
        return " · ".join(figure.spoken for figure in self._shown)

    def give_room(self, *, roomy: bool) -> None:
        """A low window gets the figures as one line of words."""
        self._roomy = roomy
        self._choose_form()

    def _choose_form(self) -> None:
        """As figures where they fit, otherwise as one line; the least of them gives way first."""
        fitting = self._shown if self._fits(self._shown) else self._shown[:-1]
        for figure in self._all:
            figure.setVisible(figure in fitting)
        self._figures.setVisible(self._roomy and self._fits(fitting))
        self._write_under()

    def _fits(self, figures: tuple[_Figure, ...]) -> bool:
        wide = sum(figure.sizeHint().width() for figure in figures)
        return wide + (len(figures) - 1) * sizes.XL + 2 * sizes.L <= self.width()

    def _write_under(self) -> None:
        if self._figures.isHidden():
            self._under.setText(self.spoken)
        elif self._filled.isHidden():
            self._under.setText(f"{self._place} · {self._filled.spoken}")
        else:
            self._under.setText(self._place)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._under)
        top = QHBoxLayout()
        top.setSpacing(sizes.XS)
        top.addLayout(words, 1)
        given = (self.imports, self.prints)
        for button in (*given, self.services, self.fold, self.filter, self.inspector):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        figures = QHBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(sizes.XL)
        for figure in self._all:
            figures.addWidget(figure)
        figures.insertStretch(len(self._all) - 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.S)
        column.setSpacing(sizes.S)
        column.addLayout(top)
        column.addWidget(self._figures)

    # Qt

    def minimumSizeHint(self) -> QSize:
        """The figures never widen the page: they give way to a line of words."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the figures."""
        super().resizeEvent(event)
        self._choose_form()


class _Figure(QWidget):
    """A quiet name over a figure with its unit; `aside`: spoken, the unit stands in brackets."""

    def __init__(self, name: str, *extra: QWidget, aside: bool = False) -> None:
        super().__init__()
        self._meaning, self._aside = "", aside
        self._name = Text(name, Step.CAPTION, Tone.MUTED, wrap=False)
        self._figure = Text("", Step.HEADING, wrap=False)
        self._unit = Text("", Step.CAPTION, Tone.MUTED, wrap=False)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.XS)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._name, 0, 0, 1, 2 + len(extra))
        grid.addWidget(self._figure, 1, 0)
        grid.addWidget(self._unit, 1, 1, Qt.AlignmentFlag.AlignBottom)
        for place, widget in enumerate(extra, start=2):
            # No higher than the figure, or the figures would not stand on one line.
            widget.setFixedHeight(min(widget.sizeHint().height(), self._figure.sizeHint().height()))
            grid.addWidget(widget, 1, place, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1 + len(extra), 1)

    @property
    def spoken(self) -> str:
        unit = self._unit.text()
        if unit and self._aside:
            unit = f"({unit})"
        meaning = f"({self._meaning})" if self._meaning else ""
        parts = (self._name.text(), self._figure.text(), unit, meaning)
        return " ".join(part for part in parts if part)

    def say(self, figure: str, unit: str, meaning: str = "") -> None:
        self._figure.setText(figure)
        self._unit.setText(unit)
        self._meaning = meaning
        self._figure.setAccessibleName(self.spoken)


def _button(name: str, shortcut: str, icon: str) -> Button:
    button = Button("", Kind.QUIET, icon)
    button.setAccessibleName(t(f"isian.tombol_{name}"))
    button.setToolTip(f"{t(f'isian.tombol_{name}_arti')} ({shortcut})")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _of(part: int | None, whole: int | None) -> str:
    if part is None or whole is None:
        return ""
    return t("isian.dari", bagian=format_number(part), semua=format_number(whole))
