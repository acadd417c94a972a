"""What has to be settled before a period can be stated complete, and answered right here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.colours import Mark, Tone
from app.ui.pages.entry_lines import Line
from app.ui.pages.reason_line import AnswerableList, ReasonLine, reason_words
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.exchange.hambatan import Hambatan, Peringatan

_LINES_SEEN = 5


class Entry(NamedTuple):
    """A line of the list; `peringatan` is None for what no reason can settle."""

    hambatan: Hambatan
    peringatan: Peringatan | None

    @property
    def open(self) -> bool:
        """Whether it still stands in the way."""
        return self.peringatan is None or not self.peringatan.berlaku

    @property
    def target(self) -> str:
        """What tells it from every other line."""
        return f"{self.hambatan.kode}|{self.hambatan.formulir}|{self.hambatan.sel}"


class ObstacleList(QWidget):
    """Obstacles first, then the warnings in the order of the forms; a warning keeps its place.

    `settled` tells whether the last reason that was given was the last thing in the way.

    Signals:
        answered: a Hambatan and the reason to keep for it.
        wanted: the Hambatan whose cell is to be shown.

    """

    answered = Signal(object, str)
    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._forms: Mapping[str, Formulir] = {}
        self._shown = ""
        self._advance = False
        self.settled = False
        self.counts = Text("", Step.STRONG)
        self.next = Button(t("paket_layar.halangan.berikut"), Kind.QUIET, "arrow-right")
        self.list = _Lines(t("paket_layar.halangan.judul"))
        self.reason = ReasonLine()
        self._advice = text.muted()
        self._advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.show_cell = Button(t("paket_layar.halangan.buka_sel"), Kind.PLAIN, "table")
        self._answers = QStackedWidget()
        for part in (self._advice, self.reason):
            self._answers.addWidget(part)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def show_entries(
        self,
        obstacles: Sequence[Hambatan],
        warnings: Sequence[Peringatan],
        forms: Mapping[str, Formulir],
    ) -> None:
        """Replace the lines; the cursor stays, or goes on when its line was just answered."""
        here, self._forms = self._shown, forms
        typing = self.reason.editor.hasFocus()
        stop = [Entry(one, None) for one in obstacles if not one.sidik]
        self.entries = stop + [Entry(one.hambatan, one) for one in warnings]
        self._say_counts(len(stop))
        self.list.show_lines([self._line(one) for one in self.entries])
        most = _LINES_SEEN * self.fontMetrics().lineSpacing()
        self.list.setMinimumHeight(self.list.contents_height(most))
        self._lower.setVisible(bool(self.entries))
        self.list.setVisible(bool(self.entries))
        self.settled = self._advance and not any(one.open for one in self.entries)
        if not self.entries:
            self._shown = ""
        elif self._advance:
            self._go_on(here)
        else:
            self._go_to(here)
        if typing and self._advance:
            self._take_focus()
        self._advance = False

    def go_on(self) -> None:
        """Go to the next line that still stands in the way, from the top after the last."""
        self._go_on(self._shown)
        self._take_focus()

    def stay(self) -> None:
        """The reason was not kept: the cursor has nothing to go on for."""
        self._advance = False

    @property
    def current(self) -> Entry | None:
        """The line under the cursor."""
        return next((one for one in self.entries if one.target == self._shown), None)

    # --- What the lines say

    def _say_counts(self, obstacles: int) -> None:
        warnings = [one for one in self.entries if one.peringatan is not None]
        waiting = sum(one.open for one in warnings)
        parts = []
        if obstacles:
            parts.append(t("paket_layar.halangan.penghalang", jumlah=obstacles))
        elif not waiting:
            parts.append(t("paket_layar.halangan.tidak_ada"))
        if waiting:
            parts.append(
                t("paket_layar.halangan.tanpa_alasan", jumlah=waiting, semua=len(warnings))
            )
        elif warnings:
            parts.append(t("paket_layar.halangan.beralasan", jumlah=len(warnings)))
        self.counts.setText(" · ".join(parts))
        self.counts.set_tone(Tone.BAD if obstacles else Tone.WARN if waiting else Tone.GOOD)
        self.next.setVisible(obstacles + waiting > 1)

    def _line(self, one: Entry) -> Line:
        mark, warning = Mark.ERROR, one.peringatan
        icon, tone, said = mark.icon, mark.tone, ""
        if warning is not None:
            mark = Mark.WARNING
            icon, tone = ("check-circle", Tone.GOOD) if warning.berlaku else (mark.icon, mark.tone)
            said = reason_words(warning.alasan, berlaku=warning.berlaku)
        where = self._where(one.hambatan)
        told = said if warning is not None and warning.alasan else ""
        return Line(
            head=one.hambatan.pesan,
            sub="\n".join(part for part in (where, told) if part),
            icon=icon,
            tone=tone,
            target=one.target,
            spoken=". ".join(part for part in (one.hambatan.pesan, where, said) if part),
        )

    def _where(self, hambatan: Hambatan) -> str:
        form = self._forms.get(hambatan.formulir)
        if form is None:
            return ""
        sel = form.find(hambatan.sel)
        return " · ".join(filter(None, (form.nama, sel.label if sel else "")))

    # --- The line under the cursor

    def _reach(self, target: str) -> None:
        self._shown = target
        one = self.current
        if one is None:
            return
        if one.peringatan is None:
            self._advice.setText(one.hambatan.saran)
            self._answers.setCurrentWidget(self._advice)
        else:
            self.reason.ask(one.peringatan.alasan, berlaku=one.peringatan.berlaku)
            self._answers.setCurrentWidget(self.reason)

    def _go_to(self, target: str) -> None:
        wanted = target if any(one.target == target for one in self.entries) else ""
        found = wanted or next((o.target for o in self.entries if o.open), self.entries[0].target)
        self.list.mark(found)
        self._reach(found)

    def _go_on(self, after: str) -> None:
        places = [one.target for one in self.entries]
        start = places.index(after) + 1 if after in places else 0
        ring = self.entries[start:] + self.entries[:start]
        self._go_to(next((one.target for one in ring if one.open), after))

    def _step(self, step: int) -> None:
        places = [one.target for one in self.entries]
        place = places.index(self._shown) + step
        if 0 <= place < len(places):
            self._go_to(places[place])
            self._take_focus()

    def _take_focus(self) -> None:
        if self._answers.currentWidget() is self.reason:
            self.reason.take_focus()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, letters: str) -> None:
        if self._answers.currentWidget() is self.reason:
            self.reason.begin(letters)

    def _give(self, alasan: str) -> None:
        one = self.current
        if one is not None:
            # Only what was settled lets the cursor go on; a reason taken back does not.
            self._advance = bool(alasan)
            self.answered.emit(one.hambatan, alasan)

    def _open(self) -> None:
        if self.current is not None:
            self.wanted.emit(self.current.hambatan)

    def _connect(self) -> None:
        self.list.reached.connect(self._reach)
        self.list.opened.connect(self._open)
        self.list.typed.connect(self._type)
        self.reason.given.connect(self._give)
        self.reason.stepped.connect(self._step)
        self.reason.left.connect(self.list.setFocus)
        self.show_cell.clicked.connect(self._open)
        self.next.clicked.connect(self.go_on)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(sizes.S, 0, 0, 0)
        head.addWidget(self.counts, 1)
        head.addWidget(self.next)
        self._lower = QWidget()
        lower = QHBoxLayout(self._lower)
        lower.setContentsMargins(sizes.S, sizes.XS, sizes.S, 0)
        lower.setSpacing(sizes.S)
        lower.addWidget(self._answers, 1)
        lower.addWidget(self.show_cell, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._lower)


class _Lines(AnswerableList):
    """Lines that a click only chooses: leaving the page takes two."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.clicked.disconnect()
        self.doubleClicked.connect(self._open_clicked)

    def _open_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.lines[index.row()].target)
