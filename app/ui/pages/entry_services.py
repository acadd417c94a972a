"""The list of services on the left: grouped by urusan, each with where it stands; with a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.angka import format_number
from app.domain.bagian import SPM
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages.entry_lines import Line, LineList
from app.ui.sizes import Step
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Formulir
    from app.ui.pages.entry_states import ServiceStates, State


class ServiceList(QWidget):
    """Every service of the office's level.

    Signals:
        wanted: the code of the service to show.
        entered: the user is done here and goes to the grid.

    """

    wanted = Signal(str)
    entered = Signal()

    def __init__(self, states: ServiceStates, bagian: str = SPM) -> None:
        super().__init__()
        self._states = states
        self._bagian = bagian
        self._forms: list[Formulir] = []
        self._urusan: Mapping[str, str] = {}
        self._current = ""
        self.filter = _Filter(t(f"isian.daftar.{self._bagian}.cari"))
        self.list = LineList(t(f"isian.daftar.{self._bagian}.judul"))
        self._summary = Text("", Step.CAPTION, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.M, sizes.M, 0, 0)
        column.setSpacing(sizes.S)
        column.addWidget(self.filter)
        column.addWidget(self._summary)
        column.addWidget(self.list, 1)
        self.filter.textChanged.connect(self._show)
        self.filter.left_down.connect(self._go_to_list)
        self.filter.returnPressed.connect(self._take_first)
        self.list.opened.connect(self._open)
        self.list.reached.connect(self._want)
        states.changed.connect(self._show)
        self.setFocusProxy(self.list)

    def show_services(self, forms: list[Formulir], urusan: Mapping[str, str]) -> None:
        """Offer these services, in their order."""
        self._forms, self._urusan = forms, urusan
        self._show()

    def mark(self, kode: str) -> None:
        """Show which service is open; no signal follows."""
        self._current = kode
        self.list.mark(kode)

    @property
    def order(self) -> list[str]:
        """The codes as they stand in the list now."""
        return [line.target for line in self.list.lines if not line.caption]

    @property
    def summary(self) -> str:
        """How many services are complete, in words."""
        return self._summary.text()

    def _show(self) -> None:
        wanted = self.filter.text().casefold().split()
        shown = [form for form in self._forms if _found(form, self._urusan, wanted)]
        lines: list[Line] = []
        last = ""
        for form in shown:
            if form.urusan != last:
                name = self._urusan.get(form.urusan, form.urusan)
                lines.append(Line(name, caption=True))
                last = form.urusan
            lines.append(_line(form, self._states[form.kode]))
        self.list.show_lines(lines)
        self.list.mark(self._current)
        self._summarise()

    def _summarise(self) -> None:
        # Beside services, what is only compared with the index is no service to be completed.
        counted = [form for form in self._forms if form.berindeks] or self._forms
        states = [self._states[form.kode] for form in counted]
        done = sum(state.kelengkapan.lengkap for state in states)
        self._summary.setText(
            t(f"isian.daftar.{self._bagian}.lengkap", lengkap=done, semua=len(states))
        )

    def _want(self, kode: str) -> None:
        if kode and kode != self._current:
            self._current = kode
            self.wanted.emit(kode)

    def _open(self, kode: str) -> None:
        self._want(kode)
        self.entered.emit()

    def _go_to_list(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self._take_first()

    def _take_first(self) -> None:
        order = self.order
        if order:
            self.list.mark(order[0])
            self._open(order[0])


class _Filter(QLineEdit):
    left_down = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)

    # Qt

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            # Escape empties the filter before it leads back to the grid.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _found(form: Formulir, urusan: Mapping[str, str], wanted: list[str]) -> bool:
    texts = (form.kode, form.judul, form.nama, urusan.get(form.urusan, ""), *form.kata_kunci)
    hay = " ".join(texts).casefold()
    return all(word in hay for word in wanted)


def _line(form: Formulir, state: State) -> Line:
    whole = state.kelengkapan
    filled = whole.terisi + whole.dinyatakan
    share = None
    if whole.lengkap:
        icon, tone = "check-circle", Tone.GOOD
        # Nobody can say of a form that requires nothing whether all is there.
        word = "isian.keadaan_lengkap" if whole.wajib else "isian.keadaan_isi"
    elif whole.started:
        icon, tone, word = "half", Tone.ACCENT, "isian.keadaan_sebagian"
        share = filled / whole.wajib
    else:
        icon, tone, word = "circle", Tone.MUTED, "isian.keadaan_kosong"
    isi = format_number(whole.isi)
    said = t(word, terisi=filled, wajib=whole.wajib, isi=isi)
    if state.temuan:
        icon, tone = "alert", Tone.WARN
        said = f"{said} · {t('isian.keadaan_temuan', temuan=state.temuan)}"
    return Line(
        head=form.nama,
        sub=f"{form.kode} · {said}",
        icon=icon,
        tone=tone,
        target=form.kode,
        share=share,
        spoken=f"{form.judul}, {said}",
    )
