"""What was being typed when the program stopped: kept while somebody types, offered afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.catatan import JenisCatatan
from app.domain.periode import Periode
from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.grid import writing
from app.ui.widgets import paint, text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from collections.abc import Container

    from PySide6.QtGui import QPaintEvent

    from app.domain.formulir import Sel
    from app.store.ketikan import Ketikan
    from app.ui.grid.sheet import OpenSheet
    from app.ui.grid.stack import SheetGrid
    from app.ui.pages.entry_notes import NotesPanel
    from app.ui.session import Session

# Whoever types a number and presses Enter within this time never waits for the disk.
_KEPT_AFTER_MS = 400
_LONGEST = 120


class DraftKeeper(QObject):
    """Writes the text of an open editor or note down now and then; takes it away when it closes."""

    def __init__(self, session: Session, grid: SheetGrid, notes: NotesPanel) -> None:
        super().__init__(grid)
        self._session, self._grid, self._notes = session, grid, notes
        self._written = False
        self._undecided: Ketikan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEPT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        for place in (grid, notes):
            place.typed.connect(self._typed)
            place.settled.connect(self.settle)

    def keep(self) -> None:
        """Write down what stands in the editor, or in a note, now."""
        from app.store import ketikan

        if self._grid.sheet is None or not self._session.is_open:
            return
        typed = self._in_cell() or self._in_note()
        if typed is not None:
            if not self._written:
                left = ketikan.found(self._session.office)
                self._undecided = None if left is None or left.place == typed.place else left
            ketikan.keep(self._session.office, typed)
            self._written = True

    def _in_cell(self) -> Ketikan | None:
        sheet, sel, editor = self._grid.sheet, self._grid.current, self._grid.view.cells.editor
        if sheet is None or sel is None or editor is None:
            return None
        kept = writing.editable(sel, sheet.nilai(sel.kode))
        return self._made(sheet, sel.kode, kept, editor.content())

    def _in_note(self) -> Ketikan | None:
        sheet, typing = self._grid.sheet, self._notes.typing()
        if sheet is None or typing is None:
            return None
        sel, jenis, kept, text = typing
        return self._made(sheet, sel, kept, text)._replace(catatan=jenis.value)

    def _made(self, sheet: OpenSheet, sel: str, kept: str, text: str) -> Ketikan:
        from app.store.ketikan import Ketikan

        return Ketikan(
            formulir=sheet.form.kode,
            wilayah=sheet.wilayah,
            periode=str(sheet.periode),
            sel=sel,
            lama=kept,
            teks=text,
            waktu=self._session.clock().isoformat(timespec="seconds"),
            pelaku=self._session.pelaku,
        )

    def settle(self) -> None:
        """The editor is closed: what was in it is stored or given up."""
        from app.store import ketikan

        self._timer.stop()
        if not self._written or not self._session.is_open:
            return
        self._written = False
        if self._undecided is None:
            ketikan.drop(self._session.office)
        else:
            # What was found after a crash waits on for an answer.
            ketikan.keep(self._session.office, self._undecided)

    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()


class Recovery(QWidget):
    """A bar that shows what was found, beside what the cell holds now; nothing is written by it.

    Signals:
        wanted: the `Ketikan` to go on typing.

    """

    wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: Ketikan | None = None
        self._words = text.body()
        self.go_on = Button(t("isian.pulih.lanjut"), Kind.PRIMARY)
        self.discard = Button(t("isian.pulih.buang"), Kind.PLAIN)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        buttons.addWidget(self.go_on)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(sizes.S)
        words.addWidget(self._words)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.L, sizes.S, sizes.L, sizes.S)
        row.setSpacing(sizes.M)
        glyph = Glyph("alert", Tone.WARN, sizes.ICON_LARGE)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.go_on.clicked.connect(self._go_on)
        self.discard.clicked.connect(self._discard)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty when there is nothing to recover."""
        return self._words.text() if self._found is not None else ""

    def look(self, forms: Container[str] | None = None) -> None:
        """See whether the program stopped while somebody was typing, in one of some forms."""
        from app.store import ketikan

        found = ketikan.found(self._session.office)
        if found is not None and forms is not None and found.formulir not in forms:
            found = None
        sel = self._cell(found) if found is not None else None
        self._found = found if sel is not None else None
        if found is not None and sel is not None:
            self._words.setText(self._told(found, sel))
            self.setAccessibleName(self._words.text())
        self.setVisible(self._found is not None)

    def _cell(self, found: Ketikan) -> Sel | None:
        form = self._session.forms.get(found.formulir)
        mine = found.wilayah == self._session.office.identitas.wilayah
        known = {"", *(jenis.value for jenis in JenisCatatan)}
        if form is None or not mine or found.catatan not in known:
            return None
        return form.cells.get(found.sel)

    def _told(self, found: Ketikan, sel: Sel) -> str:
        from app.store import questions

        form = self._session.forms[found.formulir]
        periode = Periode.parse(found.periode)
        place = self._session.office, form.kode, found.wilayah, periode
        if found.catatan:
            known = questions.notes(*place).get(sel.kode, {})
            now = known.get(JenisCatatan(found.catatan), "")
            label = t("isian.tindakan.catatan", jenis=_kind(found.catatan), sel=sel.label)
        else:
            now = writing.editable(sel, questions.sheet_values(*place).now.get(sel.kode))
            label = sel.label
        where = t("isian.pulih.tempat", sel=label, formulir=form.nama, periode=periode.judul)
        clock, typed = found.waktu[11:16].replace(":", "."), _short(found.teks)
        said = {"tempat": where, "jam": clock, "teks": typed, "kini": _short(now)}
        if now == found.lama:
            return t("isian.pulih.ditemukan", **said)
        return t("isian.pulih.sudah_lain", lama=_short(found.lama), **said)

    def _go_on(self) -> None:
        found, self._found = self._found, None
        self.hide()
        if found is not None:
            self.wanted.emit(found)

    def _discard(self) -> None:
        from app.store import ketikan

        self._found = None
        self.hide()
        ketikan.drop(self._session.office)

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pale surface in the tone of a warning."""
        painter = paint.painter_for(self)
        fill = colours.soft(Tone.WARN, self.palette())
        paint.surface(painter, QRectF(self.rect()), fill, 0)
        painter.end()


def _kind(catatan: str) -> str:
    return t(f"isian.catatan.{catatan}")


def _short(words: str) -> str:
    line = " ".join(words.split())
    if not line:
        return t("isian.kosong")
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[:_LONGEST]}…”"
