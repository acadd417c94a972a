"""Every change of the cell under the cursor, and the way back to an earlier value."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.catatan import JenisCatatan
from app.errors import LontarError
from app.teks import known, t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.grid import writing
from app.ui.pages.entry_lines import Line, LineList
from app.ui.widgets.button import Button

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.formulir import Sel
    from app.domain.nilai import Nilai
    from app.store.questions import Peristiwa, Riwayat
    from app.ui.grid.sheet import OpenSheet
    from app.ui.session import Session

_IMPORT, _NOTE = "impor", "catatan"


class HistoryPanel(QWidget):
    """Newest first; Enter on a line brings its value back, as one step that can be undone.

    Signals:
        noticed: Tone and sentence about what was done.

    """

    noticed = Signal(object, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sheet: OpenSheet | None = None
        self._sel: Sel | None = None
        self._values: dict[str, Nilai | None] = {}
        self._notes: dict[str, tuple[JenisCatatan, str]] = {}
        self.list = LineList(t("isian.tab.history"))
        self.restore = Button(t("isian.kembalikan"), icon="undo")
        self.restore.setToolTip(t("isian.kembalikan_arti"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, sizes.S)
        column.addWidget(self.list, 1)
        column.addWidget(self.restore)
        column.setAlignment(self.restore, Qt.AlignmentFlag.AlignHCenter)
        self.list.opened.connect(self._restore)
        self.list.reached.connect(self._reach)
        self.restore.clicked.connect(self._restore_current)
        self.setFocusProxy(self.list)

    def show_cell(self, sheet: OpenSheet, sel: Sel) -> None:
        """Show the history of a cell."""
        self._sheet, self._sel = sheet, sel
        changes, lines = told(self._session, sheet, sel)
        self._values = {str(change.tindakan): change.baru for change in changes}
        self._notes = dict(_kept_notes(self._session, sheet, sel))
        self.list.show_lines(lines)
        back = bool(changes and sel.editable) or bool(self._notes)
        self.restore.setVisible(back and not sheet.readonly)
        if changes and self._target() not in (*self._values, *self._notes):
            self.list.mark(str(changes[0].tindakan))
        self._reach(self._target())

    def _target(self) -> str:
        row = self.list.currentIndex().row()
        return self.list.lines[row].target if 0 <= row < len(self.list.lines) else ""

    def _reach(self, target: str) -> None:
        self.restore.setEnabled(target in self._values or target in self._notes)

    def _restore_current(self) -> None:
        self._restore(self._target())

    def _restore(self, target: str) -> None:
        sheet, sel = self._sheet, self._sel
        known = target in self._values or target in self._notes
        if sheet is None or sel is None or not known:
            return
        if sheet.readonly:
            self.noticed.emit(Tone.WARN, t(sheet.readonly))
            return
        if target in self._notes:
            self._restore_note(sheet, sel, *self._notes[target])
            return
        before, wanted = sheet.nilai(sel.kode), self._values[target]
        said = {"sel": sel.label, "nilai": writing.brief(sel, wanted)}
        if before == wanted:
            self.noticed.emit(Tone.INFO, t("isian.kembali_sama", **said))
            return
        try:
            label = t("isian.tindakan.kembalikan", **said)
            sheet.write({sel.kode: wanted}, "kembalikan", label)
        except LontarError as error:
            self.noticed.emit(Tone.BAD, str(error))
            return
        self.show_cell(sheet, sel)
        self.noticed.emit(
            Tone.GOOD, t("isian.dikembalikan", lama=writing.brief(sel, before), **said)
        )

    def _restore_note(self, sheet: OpenSheet, sel: Sel, jenis: JenisCatatan, teks: str) -> None:
        said = {"jenis": t(f"isian.catatan.{jenis.value}"), "sel": sel.label}
        if sheet.notes(sel.kode).get(jenis, "") == teks:
            self.noticed.emit(Tone.INFO, t("isian.catatan_sama", **said))
            return
        try:
            sheet.write_note(sel.kode, jenis, teks)
        except LontarError as error:
            self.noticed.emit(Tone.BAD, str(error))
            return
        self.show_cell(sheet, sel)
        self.noticed.emit(Tone.GOOD, t("isian.catatan_dikembalikan", **said))


def told(session: Session, sheet: OpenSheet, sel: Sel) -> tuple[list[Riwayat], list[Line]]:
    """The changes of a cell, and the lines that tell them with what happened beside it."""
    from app.store import questions

    home = sheet.form.home_period(sel.kode, sheet.periode)
    place = session.office, sheet.form.kode, sheet.wilayah, home, sel.kode
    changes = questions.history(*place)
    lines = {
        change.tindakan: Line(
            head=t(
                "isian.dari_ke",
                lama=writing.shown(sel, change.lama) or t("isian.kosong"),
                baru=writing.shown(sel, change.baru) or t("isian.kosong"),
            ),
            sub=f"{when(change)} · {origin(change.jenis)}\n{change.label}",
            icon="clock",
            target=str(change.tindakan),
            strong=True,
        )
        for change in changes
    }
    beside = [(event.tindakan, _beside(event)) for event in questions.beside(*place)]
    caption = Line(t("isian.riwayat_sel", sel=sel.label), caption=True)
    if not lines and not beside:
        return [], [caption, Line(t("isian.tanpa_riwayat"), icon="clock")]
    # What a package brought at once stays in its order.
    newest = sorted([*lines.items(), *beside], key=lambda one: one[0], reverse=True)
    return changes, [caption, *(line for _, line in newest)]


def _beside(event: Peristiwa) -> Line:
    """Something beside the value; a note, where a package brought it, says which kind it is."""
    icon = "evidence" if event.aspek == "bukti" else "note"
    words = "\n".join(filter(None, (when(event), _note_became(event))))
    kept = _kept_note(event)
    kind = t(f"isian.catatan.{kept[1][0].value}") if kept else ""
    head = t("catatan.pada", tempat=event.label, jenis=kind) if _came(event) else event.label
    return Line(head=head, sub=words, icon=icon, target=kept[0] if kept else "")


def _came(event: Peristiwa) -> bool:
    return event.aspek == _NOTE and event.jenis == _IMPORT


def _kept_notes(
    session: Session, sheet: OpenSheet, sel: Sel
) -> Iterator[tuple[str, tuple[JenisCatatan, str]]]:
    """What each note of a cell said after it was changed, by the gesture that changed it."""
    from app.store import questions

    home = sheet.form.home_period(sel.kode, sheet.periode)
    place = session.office, sheet.form.kode, sheet.wilayah, home, sel.kode
    for event in questions.beside(*place):
        kept = _kept_note(event)
        if kept is not None:
            yield kept


def _kept_note(event: Peristiwa) -> tuple[str, tuple[JenisCatatan, str]] | None:
    """A name for what a note said after it was changed, and that; None for everything else."""
    kind, _, _ = (event.baru or event.lama or "").partition(":")
    if event.aspek != _NOTE or kind not in {one.value for one in JenisCatatan}:
        return None
    return f"{event.tindakan} {kind}", (JenisCatatan(kind), _note_text(event.baru))


def _note_became(event: Peristiwa) -> str:
    """What a note said before and after; empty for everything else."""
    if event.aspek != _NOTE:
        return ""
    texts = (_note_text(one) or t("isian.kosong") for one in (event.lama, event.baru))
    return t("isian.dari_ke", **dict(zip(("lama", "baru"), texts, strict=True)))


def _note_text(spelt: str | None) -> str:
    """The history tells the kind before the text of a note."""
    return (spelt or "").partition(":")[2]


def entered(session: Session, sheet: OpenSheet, sel: Sel) -> str:
    """Who put the present value there, when and how; empty for a cell nobody has filled."""
    from app.store import questions

    if not sel.editable:
        return ""
    home = sheet.form.home_period(sel.kode, sheet.periode)
    found = questions.history(session.office, sheet.form.kode, sheet.wilayah, home, sel.kode)
    if not found:
        return ""
    last = found[0]
    # What came in a package says which one, and who signed it.
    where = last.label if last.jenis == _IMPORT else origin(last.jenis)
    return f"{when(last)} · {where}"


def when(change: Riwayat | Peristiwa) -> str:
    """Day, time and person of something in the history."""
    return f"{datetime.fromisoformat(change.waktu):%d-%m-%Y %H.%M} · {change.pelaku}"


def origin(jenis: str) -> str:
    """Where a value came from, in a word; a kind nobody has named is told as it is."""
    key = f"isian.asal.{jenis}"
    return t(key) if known(key) else jenis
