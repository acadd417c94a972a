"""The notes beside the cell under the cursor: one of each kind, kept when it is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.catatan import JenisCatatan
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets.text import Text, buddy
from app.ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.ui.grid.sheet import OpenSheet


class NotesPanel(QScrollArea):
    """Four small pages; Enter keeps and leads back to the sheet, Alt and Enter begin a line.

    The first two travel with the package, the others stay in the office; each pair says so.

    Signals:
        told: `JenisCatatan` and text of a note that was changed.
        tidied: what was done to a note so that it can be kept, in a sentence.
        left: the user is done here.
        typed: a note that is being typed is another one now.
        settled: what was being typed is kept or given up.

    """

    told = Signal(object, str)
    tidied = Signal(str)
    left = Signal()
    typed = Signal()
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("isian.tab.notes"))
        self._sel = ""
        self._row = Text("", Step.STRONG)
        self._column = Text("", Step.BODY, Tone.MUTED)
        self._how = Text(t("isian.catatan_cara"), Step.CAPTION, Tone.MUTED)
        self._along = Text(t("isian.catatan_ikut"), Step.CAPTION, Tone.MUTED)
        self._stays = Text(t("isian.catatan_tinggal"), Step.CAPTION, Tone.MUTED)
        self.pages = {jenis: Words() for jenis in JenisCatatan}
        self._lay_out()
        for jenis, page in self.pages.items():
            page.kept.connect(partial(self._tell, jenis))
            page.textChanged.connect(self.typed)
            page.settled.connect(self.settled)
            page.left.connect(self.left)
            page.tidied.connect(self.tidied)
        self.setFocusProxy(self.pages[JenisCatatan.PENJELASAN])

    def show_notes(self, sheet: OpenSheet, sel: Sel) -> None:
        """Show the notes of a cell; what is being typed at this cell stays."""
        fresh = sel.kode != self._sel
        self._sel = sel.kode
        self._row.setText(sel.baris.label)
        self._column.setText(sel.kolom.label)
        known = sheet.notes(sel.kode)
        for jenis, page in self.pages.items():
            page.setReadOnly(bool(sheet.readonly))
            page.show_text(known.get(jenis, ""), fresh=fresh)

    def typing(self) -> tuple[str, JenisCatatan, str, str] | None:
        """Cell, kind, kept text and text of the note that is being typed; None when none is."""
        for jenis, page in self.pages.items():
            if page.is_typed:
                return self._sel, jenis, page.shown, page.toPlainText()
        return None

    def resume(self, jenis: JenisCatatan, text: str) -> None:
        """Put a text into a note, as if it had just been typed."""
        self.pages[jenis].setFocus()
        self.pages[jenis].setPlainText(text)
        self.pages[jenis].moveCursor(QTextCursor.MoveOperation.End)

    def keep(self) -> None:
        """Keep what is being typed: the page goes away."""
        for page in self.pages.values():
            page.keep()

    def _tell(self, jenis: JenisCatatan, text: str) -> None:
        self.told.emit(jenis, text)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(sizes.M, sizes.M, sizes.M, sizes.M)
        column.setSpacing(sizes.XS)
        column.addWidget(self._row)
        column.addWidget(self._column)
        for jenis, page in self.pages.items():
            heading = {JenisCatatan.SUMBER: self._along, JenisCatatan.PERTANYAAN: self._stays}
            if jenis in heading:
                heading[jenis].setContentsMargins(0, sizes.S, 0, 0)
                column.addWidget(heading[jenis])
            label = buddy(t(f"isian.catatan.{jenis.value}"), page)
            label.setFont(sizes.font(Step.BODY))
            label.setContentsMargins(0, sizes.S, 0, 0)
            label.setToolTip(t(f"isian.catatan_arti.{jenis.value}"))
            page.setAccessibleDescription(t(f"isian.catatan_arti.{jenis.value}"))
            page.setPlaceholderText(t(f"isian.catatan_arti.{jenis.value}"))
            column.addWidget(label)
            column.addWidget(page)
        column.addWidget(self._how)
        column.addStretch(1)
        self.setWidget(inner)
