"""The trainer asks everybody in the hall about the same cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.pages.question_ask import AskForm
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.column import Column
from app.ui.widgets.field import Field
from app.ui.widgets.header import PageHeader
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.formulir import Formulir
    from app.domain.pertanyaan import JenisTanya

_WIDTH_CHARS = 84


class HallAsk(QWidget):
    """Which cell, what is wanted, in which words.

    Signals:
        wanted: the `Soal` for everybody.
        left: back to the wall, nobody was asked.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, Formulir] = {}
        self.form, self.cell = Selector(), Selector()
        self.question = AskForm(t("latihan.tanya.kalimat"))
        self.leave = Button(t("latihan.tanya.batal"), Kind.QUIET)
        self.form.currentIndexChanged.connect(self._list_cells)
        self.question.wanted.connect(self._ask)
        self.leave.clicked.connect(self.left)
        column = Column(_WIDTH_CHARS)
        cell = Field(t("latihan.tanya.sel"), self.cell)
        # A cell is called by its row and its column: longer than anything that is typed.
        self.cell.setMaximumWidth(sizes.chars(self.cell, _WIDTH_CHARS))
        for part in (
            PageHeader(t("latihan.tanya.judul"), t("latihan.tanya.penjelasan")),
            Field(t("latihan.tanya.formulir"), self.form),
            cell,
            self.question,
            self.leave,
        ):
            column.body.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, sizes.M)
        whole.addWidget(column, 1)
        self.setFocusProxy(self.question)

    def offer(self, forms: Sequence[Formulir], form: str, sel: str) -> None:
        """Let a cell of these forms be chosen; the one given stands there first."""
        self.question.clear()
        self._forms = {one.kode: one for one in forms}
        self.form.clear()
        for one in forms:
            self.form.addItem(f"{one.kode} {one.judul}", one.kode)
        self.form.setCurrentIndex(max(0, self.form.findData(form)))
        self.cell.setCurrentIndex(max(0, self.cell.findData(sel)))

    def _list_cells(self) -> None:
        self.cell.clear()
        form = self._forms.get(self.form.currentData())
        for one in form.cells.values() if form is not None else ():
            if one.editable:
                self.cell.addItem(one.label, one.kode)

    def _ask(self, jenis: JenisTanya, words: str, stops: bool) -> None:  # noqa: FBT001 - a slot
        from app.exchange.latihan.aula_balasan import Soal

        place = self.form.currentData(), self.cell.currentData()
        self.wanted.emit(Soal(*place, jenis, words, stops))
