"""The evidence of the cell under the cursor: what there is, what is told about it, what travels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.bukti import MAX_HALAMAN, MAX_PENANDA, Keterangan, megabytes
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.grid import keys
from app.ui.pages.entry_lines import Line as Row
from app.ui.pages.entry_lines import LineList
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line import Line, Tick
from app.ui.widgets.text import Text, buddy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.formulir import Sel
    from app.errors import LontarError
    from app.store.evidence import Bukti, Jumlah
    from app.store.evidence_review import Ditelaah
    from app.ui.grid.sheet import OpenSheet

_FEWEST_CHARS = 12


class EvidencePanel(QScrollArea):
    """A list with the facts of the chosen file below it; all of it by keyboard.

    Signals:
        wanted: somebody wants to attach files.
        opened: the number of a file to show.
        saved: the number of a file to copy somewhere else.
        dropped: the number of a file to take away.
        told: number and `Keterangan` of a file whose facts were changed.

    """

    wanted = Signal()
    opened = Signal(int)
    saved = Signal(int)
    dropped = Signal(int)
    told = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._listed: Sequence[Bukti] = ()
        self._row = Text("", Step.STRONG)
        self._column = Text("", Step.BODY, Tone.MUTED)
        self._empty = text.muted(t("bukti.kosong"))
        self.list = _FileList(t("isian.tab.evidence"))
        self.facts = Facts()
        self.attach = Button(t("bukti.lampirkan"), Kind.PLAIN, "plus")
        self.attach.setToolTip(t("bukti.lampirkan_arti", tombol=keys.ATTACH))
        self.letter = Button(t("bukti.nyatakan_surat"), Kind.PLAIN, "check")
        self.letter.setToolTip(f"{t('bukti.nyatakan_surat_arti')} ({keys.LETTER})")
        self._total = text.caption()
        self._lay_out()
        self.attach.clicked.connect(self.wanted)
        self.list.opened.connect(self._open)
        self.list.reached.connect(self._show_facts)
        self.list.dropped.connect(self._drop)
        self.list.switched.connect(self.facts.switch)
        self.facts.open.clicked.connect(self._open)
        self.facts.save.clicked.connect(self._save)
        self.facts.drop.clicked.connect(self._drop)
        self.facts.changed.connect(self._tell)
        self.facts.left.connect(self.list.setFocus)
        self.setFocusProxy(self.attach)

    @property
    def chosen(self) -> Bukti | None:
        """The file under the cursor of the list."""
        row = self.list.currentIndex().row()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def show_evidence(
        self,
        sheet: OpenSheet,
        sel: Sel,
        listed: Sequence[tuple[Ditelaah, LontarError | None]],
        whole: Jumlah,
    ) -> None:
        """Show the files of a cell, each with its fault if any, and how much travels in all."""
        before = self.chosen
        self._listed = [one.bukti for one, _ in listed]
        self._row.setText(sel.baris.label)
        self._column.setText(sel.kolom.label)
        self.list.show_lines([_line(one, fault) for one, fault in listed])
        wanted, declared = sheet.wants_letter(sel.kode), sheet.letter_declared(sel.kode)
        said = "bukti.surat_ada" if declared else "bukti.nihil" if wanted else "bukti.kosong"
        self._empty.setText(t(said))
        self._empty.setVisible(not listed)
        self.list.setVisible(bool(listed))
        self._total.setText(t("bukti.jumlah", jumlah=whole.berkas, mb=megabytes(whole.bytes)))
        free = sel.editable and not sheet.readonly
        self.attach.setVisible(free)
        self.letter.setVisible(free and (wanted or declared))
        self.letter.setText(t("bukti.batal_surat" if declared else "bukti.nyatakan_surat"))
        self.facts.set_free(free=free)
        self.setFocusProxy(self.list if listed else self.attach)
        self.choose(before.id if before in self._listed else 0)

    def choose(self, number: int) -> None:
        """Put the cursor on a file, on the first one when there is none of that number."""
        if self._listed:
            numbers = [one.id for one in self._listed]
            self.list.mark(str(number if number in numbers else numbers[0]))
        self.list.fit()
        self._show_facts()

    def _show_facts(self, _target: str = "") -> None:
        chosen = self.chosen
        self.facts.setVisible(chosen is not None)
        if chosen is not None:
            self.facts.show_facts(chosen)

    def _open(self, _target: object = None) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen.id)

    def _save(self, _checked: object = None) -> None:
        if self.chosen is not None:
            self.saved.emit(self.chosen.id)

    def _drop(self, _checked: object = None) -> None:
        if self.chosen is not None and self.facts.free:
            self.dropped.emit(self.chosen.id)

    def _tell(self, number: int, keterangan: Keterangan) -> None:
        self.told.emit(number, keterangan)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(sizes.M, sizes.M, sizes.M, sizes.M)
        column.setSpacing(sizes.S)
        heading = QVBoxLayout()
        heading.setSpacing(sizes.XS)
        heading.addWidget(self._row)
        heading.addWidget(self._column)
        column.addLayout(heading)
        for part in (self._empty, self.list, self.facts, self.attach, self.letter, self._total):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inner)


class _FileList(LineList):
    """Enter shows a file, Del takes it away, the space bar switches whether it travels.

    Signals:
        dropped: the file under the cursor is to be taken away.
        switched: whether it travels is to change.

    """

    dropped = Signal()
    switched = Signal()

    def fit(self) -> None:
        """Be as high as the lines."""
        self.setFixedHeight(max(self.contents_height(), 1))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a file; everything else moves the cursor."""
        if event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.switched.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew, and the height follows."""
        super().resizeEvent(event)
        self.fit()


class Facts(QWidget):
    """What is told about one file; each field is kept when it is left.

    Signals:
        changed: number and `Keterangan` that the fields hold now.
        left: Enter in the last field, or Escape.

    """

    changed = Signal(int, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Bukti | None = None
        self.free = True
        self.open = Button(t("bukti.buka"), Kind.PLAIN)
        self.save = Button(t("bukti.simpan"), Kind.PLAIN)
        self.drop = Button(t("bukti.hapus"), Kind.PLAIN)
        self.travels = Tick(t("bukti.disertakan"))
        self.day, self.signer, self.page = _Fact(), _Fact(), _Fact()
        self.day.setPlaceholderText(t("bukti.contoh_tanggal"))
        self.signer.setMaxLength(MAX_PENANDA)
        self.signer.setObjectName("penanda_bukti")
        self.page.setMaxLength(MAX_HALAMAN)
        self._error = Text("", Step.CAPTION, Tone.BAD)
        self._lay_out()
        self.travels.clicked.connect(self.keep)
        for field in self.fields:
            field.editingFinished.connect(self.keep)
            field.reverted.connect(self._revert)
        for field, following in zip(self.fields, (self.signer, self.page, None), strict=True):
            field.returnPressed.connect(following.setFocus if following else self.left)

    @property
    def fields(self) -> tuple[_Fact, _Fact, _Fact]:
        """The lines to type in, from top to bottom."""
        return self.day, self.signer, self.page

    @property
    def error(self) -> str:
        """What is wrong with what was typed, empty when nothing is."""
        return self._error.text()

    def set_free(self, *, free: bool) -> None:
        """Whether anything can be changed here."""
        self.free = free
        for part in (*self.fields, self.travels):
            part.setEnabled(free)
        self.drop.setVisible(free)

    def show_facts(self, bukti: Bukti) -> None:
        """Show another file, or what became of this one; what is being typed stays."""
        if self._shown is None or self._shown.id != bukti.id:
            self.settle()
        self._shown = bukti
        self.travels.setChecked(bukti.disertakan)
        for field, words in zip(self.fields, _told(bukti), strict=True):
            if not field.isModified():
                field.setText(words)

    def settle(self) -> None:
        """What was typed has been kept, or belongs to another file."""
        for field in self.fields:
            field.setModified(False)
        self.say("")

    def say(self, sentence: str) -> None:
        """Say below the fields what is wrong with them."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def switch(self) -> None:
        """Change whether the file travels."""
        if self.free and self._shown is not None:
            self.travels.toggle()
            self.keep()

    def keep(self) -> None:
        """Keep what the fields hold, if it is something new."""
        bukti = self._shown
        if bukti is None or not self.free:
            return
        day, signer, page = (field.text() for field in self.fields)
        now = Keterangan(day, signer, page, self.travels.isChecked())
        if now != Keterangan(*_told(bukti), bukti.disertakan):
            self.changed.emit(bukti.id, now)

    def _revert(self) -> None:
        if self._shown is not None:
            self.settle()
            self.show_facts(self._shown)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.open, self.save, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.S)
        grid.setVerticalSpacing(sizes.XS)
        names = ("tanggal", "penanda", "halaman")
        for row, (name, field) in enumerate(zip(names, self.fields, strict=True)):
            field.setMinimumWidth(sizes.chars(field, _FEWEST_CHARS))
            label = buddy(t(f"bukti.{name}"), field)
            label.setFont(sizes.font(Step.BODY))
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addWidget(self.travels)
        column.addLayout(grid)
        column.addWidget(self._error)
        column.addLayout(buttons)
        self._error.hide()


class _Fact(Line):
    """A line whose Escape gives back what it held before.

    Signals:
        reverted: Escape was pressed while something had been typed.

    """

    reverted = Signal()

    # Qt

    def event(self, event: QEvent) -> bool:
        """Escape belongs to a line that was typed in before it belongs to the page."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.isModified()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape reverts; everything else is typed."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.reverted.emit()
        else:
            super().keyPressEvent(event)


def written_day(iso: str) -> str:
    """A day as it is typed, "12-03-2026"."""
    return "-".join(reversed(iso.split("-")))


def _told(bukti: Bukti) -> tuple[str, str, str]:
    return written_day(bukti.tanggal), bukti.penanda, bukti.halaman


def _line(looked: Ditelaah, fault: LontarError | None) -> Row:
    """A file as a line: name, size, whether it travels and fits, or what is wrong with it."""
    from app.exchange import telaah_kata

    bukti = looked.bukti
    state = t("bukti.ikut" if bukti.disertakan else "bukti.tidak_ikut")
    icon, tone = ("evidence", Tone.ACCENT) if bukti.disertakan else ("home", Tone.MUTED)
    if not bukti.tiba and bukti.disertakan:
        state, icon, tone = t("bukti.belum_tiba"), "clock", Tone.WARN
    elif not bukti.tiba:
        state = t("bukti.di_opd")
    elif fault is not None:
        state = t("bukti.hilang" if fault.kode == "bukti_hilang" else "bukti.rusak")
        icon, tone = "stop", Tone.BAD
    told = [t("bukti.ukuran", mb=megabytes(bukti.ukuran)), state]
    if bukti.opd:
        told.insert(0, t("bukti.dari_opd", opd=bukti.opd))
        told += filter(None, [telaah_kata.spoken(looked)])
    return Row(
        head=bukti.nama,
        sub=" · ".join(told),
        icon=icon,
        tone=tone,
        target=str(bukti.id),
        strong=True,
    )
