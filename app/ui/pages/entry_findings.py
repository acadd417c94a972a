"""What the rules found, listed below the grid as a compiler lists it; Enter goes to the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.domain.temuan import by_severity
from app.errors import LontarError
from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.grid import looks
from app.ui.pages.entry_lines import Line
from app.ui.pages.entry_sift import PHASE, Sift
from app.ui.pages.reason_line import AnswerableList, ReasonLine, reason_words
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.domain.temuan import Temuan
    from app.ui.grid.sheet import OpenSheet

_LINES_HIGH = 6
_LINES_LOW = 4


class FindingsPanel(QWidget):
    """Counts that are filters, on a line that opens and closes the list.

    Signals:
        opened: the id of the cell a finding is about.
        noticed: a Tone and a sentence to show.

    """

    opened = Signal(str)
    noticed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Temuan] = []
        self._shown: list[Temuan] = []
        self._sheet: OpenSheet | None = None
        self._counts = Text("", Step.BODY, Tone.MUTED, wrap=False)
        self.sift = Sift()
        self.sift.changed.connect(self._sift_anew)
        self._toggle = QToolButton()
        self._toggle.setAutoRaise(True)
        self._open = True
        self._chosen = False
        self._roomy = True
        self._lent = ""
        self._toggle.clicked.connect(self.toggle)
        self.list = AnswerableList(t("isian.daftar_temuan"))
        self.list.opened.connect(self._open_line)
        self.reason = ReasonLine()
        self.reason.setContentsMargins(sizes.L, 0, sizes.S, sizes.XS)
        self._connect()
        head = QHBoxLayout()
        head.setContentsMargins(sizes.L, 0, sizes.S, 0)
        head.addWidget(Text(t("isian.temuan"), Step.STRONG, wrap=False))
        head.addSpacing(sizes.S)
        head.addWidget(self.sift)
        head.addSpacing(sizes.S)
        head.addWidget(self._counts, 1)
        head.addWidget(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self.reason)
        self._show_open()
        self.setFocusProxy(self.list)

    @property
    def counts(self) -> str:
        """The counts in words."""
        return self.sift.words or self._counts.text()

    def show_findings(self, sheet: OpenSheet) -> None:
        """Show what the rules found in a sheet."""
        if self._sheet is None or self._sheet.form.kode != sheet.form.kode:
            self.sift.forget()
        self._sheet = sheet
        self._found = by_severity(sheet.temuan(), PHASE)
        self._list(sheet)

    def _list(self, sheet: OpenSheet) -> None:
        self._shown = self.sift.offer(self._found)
        self.list.show_lines([_line(sheet, satu) for satu in self._shown])
        said = "" if self._found else t("isian.tanpa_temuan")
        if self.sift.chosen:
            said = t("temuan.tersaring", tampak=len(self._shown), semua=len(self._found))
        self._counts.setText(said)
        self.sift.setVisible(bool(self._found))
        self._show_open()
        self._fit()

    def _sift_anew(self) -> None:
        if self._sheet is not None:
            self._list(self._sheet)

    # --- Why a warning may stand

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._ask)
        self.list.typed.connect(self._type)
        self.reason.given.connect(self._give)
        self.reason.stepped.connect(self._step)
        self.reason.left.connect(self.list.setFocus)

    def _current(self) -> Temuan | None:
        row = self.list.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _ask(self) -> None:
        """Below a warning of one's own sheet stands the line for its reason."""
        sheet, satu = self._sheet, self._current()
        known = sheet.reason(satu) if sheet is not None and satu is not None else None
        asks = known is not None and not (sheet is not None and sheet.readonly)
        if known is not None and asks:
            self.reason.ask(known[0], berlaku=known[1])
        self.reason.setVisible(asks and self.list.isVisibleTo(self))

    def _type(self, letters: str) -> None:
        if self.reason.isVisible():
            self.reason.begin(letters)

    def _give(self, alasan: str) -> None:
        sheet, satu = self._sheet, self._current()
        if sheet is None or satu is None:
            return
        try:
            sheet.explain(satu, alasan)
        except LontarError as error:
            self.noticed.emit(Tone.BAD, str(error))
        self.list.setFocus()

    def _step(self, step: int) -> None:
        place = self.list.currentIndex().row() + step
        if 0 <= place < len(self._shown):
            self.list.setCurrentIndex(self.list.model().index(place, 0))
            self.list.setFocus()

    def next(self, after: str, step: int) -> str:
        """The cell of the next finding in the list, round and round; empty without findings."""
        cells = list(dict.fromkeys(satu.sel for satu in self._shown))
        if not cells:
            return ""
        if after not in cells:
            return cells[0 if step > 0 else -1]
        return cells[(cells.index(after) + step) % len(cells)]

    def reveal(self, sel: str) -> None:
        """Show what was found at a cell; a low window only as long as the cursor stays there."""
        if not self._open:
            self._lent, self._open = sel, True
            self._show_open()
        elif self._lent:
            self._lent = sel
        self.list.mark(sel)

    def follow(self, sel: str) -> None:
        """The cursor is at another cell: what was lent to the one before goes away."""
        if self._lent and sel != self._lent:
            self._lent, self._open = "", False
            self._show_open()

    def _open_line(self, sel: str) -> None:
        if self._lent:
            self._lent = sel
        self.opened.emit(sel)

    def toggle(self) -> None:
        """Open the list, or show the counts only."""
        self._chosen, self._lent = True, ""
        self._open = not self._open
        self._show_open()

    def give_room(self, *, roomy: bool) -> None:
        """A low window shows the counts only, until the user says otherwise."""
        self._roomy = roomy
        if not (self._chosen or self._lent):
            self._open = roomy
            self._show_open()
        self._fit()

    def _fit(self) -> None:
        most = (_LINES_HIGH if self._roomy else _LINES_LOW) * self.fontMetrics().lineSpacing()
        self.list.setFixedHeight(self.list.contents_height(most))

    def _show_open(self) -> None:
        self._toggle.setVisible(bool(self._shown))
        self.list.setVisible(self._open and bool(self._shown))
        self._ask()
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if self._open else Qt.ArrowType.UpArrow)
        name = t("isian.tutup_temuan" if self._open else "isian.buka_temuan")
        self._toggle.setAccessibleName(name)
        self._toggle.setToolTip(name)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline above."""
        painter = paint.painter_for(self)
        painter.setPen(colours.tone(Tone.LINE, self.palette()))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()


def _line(sheet: OpenSheet, satu: Temuan) -> Line:
    level = satu.tingkat(PHASE)
    mark, name = looks.MARKS[level], t(f"isian.tingkat.{level}")
    sel, known = sheet.form.cells[satu.sel], sheet.reason(satu)
    said = reason_words(known[0], berlaku=known[1]) if known is not None and known[0] else ""
    return Line(
        head=satu.pesan,
        sub="\n".join(part for part in (f"{sel.label} · {satu.saran}", said) if part),
        value=satu.aturan.kode,
        icon=mark.icon,
        tone=mark.tone,
        target=satu.sel,
        spoken=f"{name}: {satu.pesan} {satu.saran} {said}".strip(),
    )
