"""Everything about the cell under the cursor: value, state, findings, meaning, sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.angka import number_in_words
from app.domain.formulir import TOTAL
from app.domain.lembar import full_name
from app.domain.nilai import KEADAAN_KHUSUS, Keadaan, as_number
from app.domain.rumus import compile_formula
from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.grid import keys, looks, writing
from app.ui.pages import entry_asked, entry_library
from app.ui.pages.entry_series import Series, is_given
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.button import Button
from app.ui.widgets.button import Kind as ButtonKind
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from app.domain.formulir import Formulir, Sel
    from app.ui.grid.sheet import OpenSheet
    from app.ui.pages.entry_guard import Told

_WORTH_SAYING = 10**6
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_SCROLLED = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class CellPanel(QScrollArea):
    """A column of words that can be read with the keyboard.

    Signals:
        declared: a `Keadaan` was chosen for the selection, or None to take it back.
        not_names: what looks like names of people here is none.

    """

    declared = Signal(object)
    not_names = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("isian.tentang_sel"))
        self._row = Text("", Step.STRONG)
        self._column = Text("", Step.BODY, Tone.MUTED)
        self._value = Text("", Step.TITLE)
        self._words = Text("", Step.CAPTION, Tone.MUTED)
        self._entered = Text("", Step.CAPTION, Tone.MUTED)
        self._series = Series()
        self._states = _States()
        self._states.chosen.connect(self.declared)
        self._not_names = Button(t("pribadi.bukan_nama"), ButtonKind.PLAIN, "check")
        self._not_names.clicked.connect(self.not_names)
        self._guarded = _Column()
        self._told = _Column()
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(sizes.M, sizes.M, sizes.M, sizes.M)
        self._body.setSpacing(sizes.XS)
        for part in (
            self._row, self._column, self._value, self._words, self._entered, self._states,
            self._series, self._guarded, self._not_names, self._told,
        ):  # fmt: skip
            self._body.addWidget(part)
        self._body.addStretch(1)
        self.setWidget(inner)

    def show_cell(self, sheet: OpenSheet, sel: Sel, guarded: Told, entered: str = "") -> None:
        """Tell about another cell, or about its new value; what the guard says comes first.

        `entered` tells who put the value there, and when.
        """
        seen = sheet.look(sel.kode)
        self._row.setText(sel.baris.label)
        unit = looks.unit(sel)
        self._column.setText(" · ".join(part for part in (sel.kolom.label, unit) if part))
        self._value.setText("" if sel.jenis == "teks" else seen.text or "–")
        self._value.setVisible(sel.jenis != "teks")
        words = _in_words(sheet, sel)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._entered.setText(entered)
        self._entered.setVisible(bool(entered))
        self._series.show_cell(sheet, sel)
        self._states.setVisible(sel.editable and not sheet.readonly)
        nilai = sheet.nilai(sel.kode)
        self._states.show_state(nilai if isinstance(nilai, Keadaan) else None, sel.kolom.keadaan)
        self._guarded.show_paragraphs(guarded.paragraphs)
        self._not_names.setVisible(guarded.names)
        self._told.show_paragraphs(list(_told(sheet, sel)))
        self.setAccessibleDescription(self.words)

    @property
    def words(self) -> str:
        """Everything it says, for whoever cannot see it."""
        first = (self._row, self._column, self._value, self._words, self._entered)
        own = [part.text() for part in first]
        shown = [self._series.words, *self._guarded.words, *self._told.words]
        return "\n".join(part for part in own + shown if part)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys scroll; everything else goes on."""
        if event.key() in _SCROLLED:
            super().keyPressEvent(event)
        else:
            event.ignore()


class _Column(QWidget):
    """Paragraphs below each other; made once and used again."""

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs: list[_Paragraph] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(sizes.XS)

    @property
    def words(self) -> list[str]:
        return [part.words for part in self._paragraphs if part.isVisibleTo(self)]

    def show_paragraphs(self, told: Sequence[tuple[str, str, Tone | None]]) -> None:
        while len(self._paragraphs) < len(told):
            made = _Paragraph()
            self._body.addWidget(made)
            self._paragraphs.append(made)
        for place, paragraph in enumerate(self._paragraphs):
            paragraph.setVisible(place < len(told))
            if place < len(told):
                paragraph.say(*told[place])
        self.setVisible(bool(told))


class _Paragraph(QWidget):
    """A quiet heading over some sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Text("", Step.CAPTION, Tone.MUTED)
        self._text = Text("", Step.BODY)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.S, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._heading)
        column.addWidget(self._text)

    @property
    def words(self) -> str:
        return f"{self._heading.text()}: {self._text.text()}"

    def say(self, heading: str, text: str, tone: Tone | None) -> None:
        self._heading.setText(heading)
        self._heading.set_tone(tone or Tone.MUTED)
        self._text.setText(text)


class _States(QWidget):
    """The declared absences as four buttons; pressing the one that holds takes it back."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, sizes.S, 0, 0)
        grid.setSpacing(sizes.XS)
        grid.addWidget(
            Text(
                t(
                    "isian.keadaan_sel",
                    dari=keys.STATES[0],
                    sampai=keys.STATES[-1 - len(KEADAAN_KHUSUS)],
                ),
                Step.CAPTION,
                Tone.MUTED,
            ),
            0,
            0,
            1,
            2,
        )
        self._buttons = {
            keadaan: _StateButton(keadaan, key)
            for keadaan, key in zip(Keadaan, keys.STATES, strict=True)
        }
        for place, button in enumerate(self._buttons.values()):
            button.clicked.connect(self._choose)
            wide = 2 if button.keadaan in KEADAAN_KHUSUS else 1
            grid.addWidget(button, 1 + place // 2, place % 2, 1, wide)

    def show_state(self, keadaan: Keadaan | None, offered: Sequence[str]) -> None:
        for one, button in self._buttons.items():
            button.setChecked(one is keadaan)
            special = one in KEADAAN_KHUSUS and one.value not in offered
            button.setVisible(not special or one is keadaan)

    def _choose(self, checked: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        sender = self.sender()
        assert isinstance(sender, _StateButton)
        self.chosen.emit(sender.keadaan if checked else None)


class _StateButton(QAbstractButton):
    """A flat button that stays down, with a tick, while its state holds."""

    def __init__(self, keadaan: Keadaan, key: str) -> None:
        super().__init__()
        self.keadaan = keadaan
        meaning = t(f"isian.arti.{keadaan.value}")
        self.setText(t(f"isian.keadaan.{keadaan.value}"))
        self.setToolTip(f"{meaning} ({key})")
        self.setAccessibleDescription(meaning)
        self.setCheckable(True)
        self.setFont(sizes.font(Step.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    # Qt

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(f"✓ {self.text()}") + 2 * sizes.XS
        return QSize(width, metrics.height() + sizes.M)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        palette, box = self.palette(), QRectF(self.rect())
        down = self.isChecked() or self.isDown()
        fill = colours.soft(Tone.ACCENT, palette) if down else palette.color(palette.ColorRole.Base)
        paint.surface(painter, box, fill)
        edge = colours.tone(Tone.ACCENT if self.isChecked() else Tone.LINE, palette)
        paint.outline(painter, box, edge)
        painter.setPen(palette.color(palette.ColorRole.Text))
        words = f"✓ {self.text()}" if self.isChecked() else self.text()
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        if self.hasFocus():
            paint.focus_ring(painter, self, box)
        painter.end()


def _in_words(sheet: OpenSheet, sel: Sel) -> str:
    nilai = as_number(sheet.nilai(sel.kode)) if sel.editable else None
    if nilai is None or nilai < _WORTH_SAYING * 10**sel.desimal:
        return ""
    return number_in_words(nilai, sel.desimal)


def _told(sheet: OpenSheet, sel: Sel) -> Iterator[tuple[str, str, Tone | None]]:
    """Heading, text and tone of everything worth telling about a cell."""
    for satu in sheet.findings(sel.kode):
        level = satu.tingkat(sheet.fase)
        heading = f"{t(f'isian.tingkat.{level}')} {satu.aturan.kode}"
        yield heading, f"{satu.pesan} {satu.saran}", looks.MARKS[level].tone
    for jenis, teks in looks.noted(sheet, sel.kode):
        yield t(f"isian.catatan.{jenis.value}"), teks, Tone.ACCENT
    if is_given(sel):
        yield t("isian.ditetapkan"), t("isian.ditetapkan_arti"), None
    elif sel.hitung:
        yield t("isian.dihitung_dari"), _own_numbers(sheet, sel), None
    yield from _meaning(sheet.form, sel)
    for heading, text in entry_asked.told(sheet.form, sel):
        yield heading, text, None
    if sel.tahunan and sel.editable:
        told = t("isian.arti_setahun", tahun=sheet.periode.tahun)
        yield t("isian.berlaku_untuk"), told, None
    if sheet.form.petunjuk:
        yield t("isian.petunjuk"), sheet.form.petunjuk.strip(), None
    yield from _authority(sheet.form, sel)


def _authority(form: Formulir, sel: Sel) -> Iterator[tuple[str, str, Tone | None]]:
    """Where the row comes from, and how sure that is."""
    if sel.baris.keyakinan:
        sumber = [entry_library.source(kode) for kode in sel.baris.sumber]
        meaning = entry_library.confidence(sel.baris.keyakinan)
        told = t("isian.keyakinan", tingkat=sel.baris.keyakinan, arti=meaning)
        yield t("isian.sumber"), "\n".join([*sumber, told]), None
    if sel.baris.catatan:
        yield t("isian.catatan"), sel.baris.catatan, None
    dasar = [
        t("isian.dengan_keyakinan", teks=satu.teks, keyakinan=satu.keyakinan) for satu in form.dasar
    ]
    if dasar:
        yield t("isian.dasar_hukum"), "\n".join(dasar), None


def _meaning(form: Formulir, sel: Sel) -> Iterator[tuple[str, str, Tone | None]]:
    """Numerator and denominator where the row is one of them, else its own definition."""
    pair = next(
        (
            (form.cells[part.pembilang].baris, form.cells[part.penyebut].baris)
            for part in form.indeks.bagian
            if "*" not in part.pembilang and part.pembilang.startswith(f"{sel.tabel.kode}.")
        ),
        None,
    )
    if pair is not None:
        told = list(zip(("isian.pembilang", "isian.penyebut"), pair, strict=True))
        # What stands in this row comes first.
        for heading, baris in sorted(told, key=lambda one: one[1] is not sel.baris):
            yield t(heading), baris.definisi or baris.label, None
    elif sel.baris.definisi:
        yield t("isian.definisi"), sel.baris.definisi, None
    if sel.baris.cara:
        yield t("isian.cara_hitung"), entry_library.way_of_counting(sel.baris.cara), None
    if sel.kolom.keterangan:
        yield sel.kolom.label, sel.kolom.keterangan, None


def _own_numbers(sheet: OpenSheet, sel: Sel) -> str:
    """The formula of a computed cell with the labels of its cells, then with their numbers."""
    result = writing.computed(sel, sheet.hasil.computed.get(sel.kode)) or "–"
    if sel.baris.kode == TOTAL:
        return f"{t('baris.jumlah_kolom', kolom=sel.kolom.label)}\n= {result}"
    names = set(compile_formula(sel.hitung).names)

    def spelt(with_numbers: bool) -> str:  # noqa: FBT001 - used twice, right below
        def one(match: re.Match[str]) -> str:
            if match[0] not in names:
                return match[0]
            other = sheet.form.cell(full_name(sel, match[0]))
            label = other.baris.label if sel.baris.hitung else other.kolom.label
            return (sheet.look(other.kode).text or "–") if with_numbers else label

        return _NAME.sub(one, sel.hitung).replace("*", "×").replace(" / ", " ÷ ")

    return f"{spelt(with_numbers=False)}\n= {spelt(with_numbers=True)}\n= {result}"
