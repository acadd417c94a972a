"""The questions at the cell under the cursor, in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.pertanyaan import JenisTanya
from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages.question_ask import AskForm, asks_opd, title_of
from app.ui.pages.question_block import QuestionBlock
from app.ui.sizes import Step
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.ui.grid.sheet import OpenSheet
    from app.ui.session import Session


class QuestionPanel(QScrollArea):
    """One block for each question; a province asks its regions here, a kabupaten its OPD.

    Signals:
        left: the user is done here.

    """

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("isian.tab.questions"))
        self._session = session
        self._sheet: OpenSheet | None = None
        self._sel: Sel | None = None
        self.blocks: list[QuestionBlock] = []
        self._row = Text("", Step.STRONG)
        self._column = Text("", Step.BODY, Tone.MUTED)
        self._nothing = Text("", Step.BODY, Tone.MUTED)
        self.form = AskForm(t("tanya.ajukan.judul"))
        self.form.wanted.connect(self._ask)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(sizes.M, sizes.M, sizes.M, sizes.M)
        column.setSpacing(sizes.XS)
        column.addWidget(self._row)
        column.addWidget(self._column)
        self._column_of_blocks = QVBoxLayout()
        self._column_of_blocks.setSpacing(sizes.L)
        column.addLayout(self._column_of_blocks)
        column.addWidget(self._nothing)
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidget(inner)

    def show_questions(self, sheet: OpenSheet, sel: Sel) -> None:
        """Show what was asked at a cell; what is being typed at this cell stays."""
        from app.exchange import butir_tanya

        if self._sel is None or sel.kode != self._sel.kode:
            self.form.clear()
        self._sheet, self._sel = sheet, sel
        self._row.setText(sel.baris.label)
        self._column.setText(sel.kolom.label)
        self.form.name(title_of(self._session))
        office = self._session.office
        found = butir_tanya.of_forms(office, sheet.wilayah, sheet.periode, [sheet.form])
        here = [one for one in found if one.sel.kode == sel.kode]
        while len(self.blocks) < len(here):
            self._add_block()
        while len(self.blocks) > len(here):
            gone = self.blocks.pop()
            gone.hide()
            gone.deleteLater()
        for block, butir in zip(self.blocks, here, strict=True):
            block.show_question(butir)
        may_ask = self._may_ask(sheet) and not sel.closed
        self.form.setVisible(may_ask)
        self._nothing.setText(t("tanya.tidak_ada", penanya=butir_tanya.asker(opd=sheet.in_opd)))
        self._nothing.setVisible(not here and not may_ask)
        self.setFocusProxy(self.blocks[0] if here else self.form)

    @property
    def wants_words(self) -> bool:
        """Whether the first question here waits for an explanation of this office."""
        butir = self.blocks[0].butir if self.blocks else None
        if butir is None or not (butir.di_sini and butir.ditunggu):
            return False
        return butir.tanya.jenis is JenisTanya.TANYA

    def _may_ask(self, sheet: OpenSheet) -> bool:
        """Whether somebody else can be asked about this sheet: its region, or its OPD."""
        from app.domain.opd import same_opd
        from app.store import opd

        session = self._session
        if not asks_opd(session):
            return sheet.wilayah != session.office.identitas.wilayah
        owner = opd.owners(session.office).get(sheet.form.urusan)
        if owner is None:
            return False
        self.form.say_whom(owner.opd)
        came = opd.senders(session.office, sheet.periode)
        return any(same_opd(one, owner.opd) for one in came)

    def keep(self) -> None:
        """Keep what is being typed: the panel goes away, or the cell becomes another one."""
        for block in self.blocks:
            block.keep()

    def _add_block(self) -> None:
        block = QuestionBlock(self._session)
        block.left.connect(self.left)
        self.blocks.append(block)
        self._column_of_blocks.addWidget(block)

    def _ask(self, jenis: JenisTanya, words: str, stops: bool) -> None:  # noqa: FBT001 - a signal
        from app.store.door import Kunci

        sheet, sel = self._sheet, self._sel
        if sheet is None or sel is None:
            return
        kunci = Kunci(sheet.form.kode, sheet.wilayah, str(sheet.periode))
        try:
            self._session.ask(kunci, sel.kode, jenis, words, stops=stops)
        except LontarError as error:
            self.form.messages.tell_error(error)
        else:
            self.form.clear()
