"""The trend as a picture: the province as lines, and below every region quarter by quarter."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPalette, QPen, QPolygonF

from app.domain.angka import FULL, format_index, format_number
from app.exchange import rekap_kata
from app.exchange.gambar_rekap import TREN_BELUM
from app.teks import t
from app.ui import colours
from app.ui.charts import picture_legend
from app.ui.charts.picture import NUMBER, SIZE, SMALL, WORDS, font
from app.ui.charts.picture_legend import Entry
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPainter

    from app.domain.rekap_gabung import Reported
    from app.domain.tren import Titik, Tren
    from app.ui.charts.picture import Drawing

_NAME, _SPARK, _LINES, _HEAD, _ROW = 200.0, 120.0, 150.0, 22.0, 21.0
_MARK, _LEAST_BAR = 5.0, 1.0


class _Line(NamedTuple):
    """A line of the province: its name, its points, and whether it is the round, full one."""

    name: str
    points: Sequence[Titik]
    full: bool


def trend(kode: str, found: Tren, reported: Reported) -> Drawing:
    """The index, or the people not yet served (`TREN_BELUM`), over the last quarters."""
    return lambda painter, box: _Trend(painter, found, reported, kode == TREN_BELUM).draw(box)


class _Trend:
    def __init__(
        self,
        painter: QPainter,
        found: Tren,
        reported: Reported,
        people: bool,  # noqa: FBT001 - what the numbers are
    ) -> None:
        self._painter, self._found, self._reported = painter, found, reported
        self._people, self._palette = people, colours.palette(dark=False)
        pooled = _Line(t("gambar.gabungan"), found.gabungan, full=False)
        self._lines = [_Line(t("gambar.rerata"), found.rerata, full=True), pooled]
        if people:
            self._lines = [_Line(t("gambar.belum_provinsi"), found.gabungan, full=True)]

    def draw(self, box: QRectF) -> None:
        room = picture_legend.draw(self._painter, box, self._legend(), self._palette)
        self._left = room.left() + _NAME + _SPARK
        self._step = (room.width() - _NAME - _SPARK) / len(self._found.periode)
        plot = QRectF(self._left, room.top(), room.right() - self._left, _LINES)
        self._draw_plot(plot)
        top = self._draw_quarters(plot.bottom())
        for line in self._lines:
            top = self._draw_row(top, room, line.name, line.points, strong=True)
        top = self._draw_rests_on(top, room)
        rows = self._reported.wilayah
        self._high = min(_ROW, (room.bottom() - top) / max(len(rows), 1))
        for one in rows:
            points = self._found.wilayah[one.kode]
            top = self._draw_row(top, room, one.singkat, points, strong=False)

    def _legend(self) -> list[Entry]:
        entries = [Entry(line.name, self._sample(line)) for line in self._lines]
        told = [t("gambar.arti_sementara_teks"), t("konsolidasi.tren.kumulatif")]
        if not self._people:
            told.insert(0, t("gambar.arti_rerata"))
        return [*entries, *map(Entry, told)]

    def _sample(self, line: _Line) -> Drawing:
        def draw(painter: QPainter, box: QRectF) -> None:
            middle = box.center().y()
            ends = [QPointF(box.left(), middle), QPointF(box.right(), middle)]
            painter.setPen(self._pen(line))
            painter.drawLine(*ends)
            self._mark(QPointF(box.center()), line)

        return draw

    # --- The province

    def _draw_plot(self, box: QRectF) -> None:
        painter = self._painter
        low, high = self._range()
        plot = box.adjusted(0, 12, 0, -8)
        for share, nilai in ((0.0, low), (1.0, high)):
            y = plot.bottom() - share * plot.height()
            painter.setPen(QPen(self._tone(Tone.LINE), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(self._palette.color(QPalette.ColorRole.Text))
            painter.setFont(font(SMALL))
            spot = QRectF(box.left() - 110, y - 9, 104, 18)
            painter.drawText(spot, NUMBER, format_number(int(nilai)))
        for line in self._lines:
            spots = [self._spot(plot, number, one) for number, one in enumerate(line.points)]
            painter.setPen(self._pen(line))
            for one, other in pairwise(spots):
                if one is not None and other is not None:
                    painter.drawLine(one, other)
            for place in filter(None, spots):
                self._mark(place, line)

    def _range(self) -> tuple[Fraction, Fraction]:
        """From zero for people; the index has no more room than it needs, in steps of ten."""
        numbers = [one for line in self._lines for one in map(self._number, line.points)]
        known = [one for one in numbers if one is not None]
        if self._people:
            return Fraction(0), max(known, default=Fraction(0)) or Fraction(1)
        low = min(known, default=Fraction(0)) // 10 * 10
        return Fraction(min(low, FULL - 10)), Fraction(FULL)

    def _number(self, one: Titik) -> Fraction | None:
        found = one.belum if self._people else one.indeks
        return None if found is None else Fraction(found)

    def _spot(self, plot: QRectF, number: int, one: Titik) -> QPointF | None:
        nilai, (low, high) = self._number(one), self._range()
        if nilai is None:
            return None
        share = float((nilai - low) / (high - low))
        return QPointF(self._left + (number + 0.5) * self._step,
                       plot.bottom() - share * plot.height())  # fmt: skip

    def _pen(self, line: _Line) -> QPen:
        if line.full:
            return QPen(self._tone(Tone.ACCENT), 2.4)
        return QPen(self._tone(Tone.INFO), 1.8, Qt.PenStyle.DashLine)

    def _mark(self, spot: QPointF, line: _Line) -> None:
        """A full circle, or a triangle that is empty."""
        painter = self._painter
        painter.setPen(QPen(self._pen(line).color(), 1.6))
        if line.full:
            painter.setBrush(self._tone(Tone.ACCENT))
            painter.drawEllipse(spot, _MARK, _MARK)
            return
        painter.setBrush(self._palette.color(QPalette.ColorRole.Base))
        corners = ((0.0, -_MARK), (-_MARK, _MARK), (_MARK, _MARK))
        painter.drawPolygon(QPolygonF([spot + QPointF(x, y) for x, y in corners]))

    # --- The figures

    def _draw_quarters(self, top: float) -> float:
        self._painter.setFont(font(SIZE, bold=True))
        self._painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        for number, periode in enumerate(self._found.periode):
            self._painter.drawText(self._cell(number, top, _HEAD), NUMBER,
                                   rekap_kata.quarter_name(periode))  # fmt: skip
        self._high = _ROW
        return top + _HEAD

    def _cell(self, number: int, top: float, high: float) -> QRectF:
        return QRectF(self._left + number * self._step, top, self._step * 0.72, high)

    def _draw_row(
        self, top: float, room: QRectF, name: str, points: Sequence[Titik], *, strong: bool
    ) -> float:
        painter, text = self._painter, self._palette.color(QPalette.ColorRole.Text)
        painter.setPen(QPen(self._tone(Tone.LINE), 1))
        painter.drawLine(QPointF(room.left(), top), QPointF(room.right(), top))
        painter.setPen(text)
        painter.setFont(font(SIZE, bold=strong))
        wide = _NAME + (_SPARK if strong else 0)
        painter.drawText(QRectF(room.left(), top, wide, self._high), WORDS, name)
        if not strong:
            self._draw_bars(QRectF(room.left() + _NAME, top + 2, _SPARK - 24, self._high - 3),
                            points)  # fmt: skip
        painter.setPen(text)
        for number, one in enumerate(points):
            painter.drawText(self._cell(number, top, self._high), NUMBER, self._written(one))
        return top + self._high

    def _draw_rests_on(self, top: float, room: QRectF) -> float:
        """On how many regions the figures of the province rest."""
        painter = self._painter
        painter.setFont(font(SMALL))
        painter.setPen(self._tone(Tone.MUTED))
        spot = QRectF(room.left(), top, _NAME + _SPARK, self._high)
        painter.drawText(spot, WORDS, t("gambar.dari"))
        semua = len(self._reported.wilayah)
        for number, one in enumerate(self._lines[0].points):
            told = t("gambar.dari_semua", ada=one.dari, semua=semua)
            painter.drawText(self._cell(number, top, self._high), NUMBER, told)
        return top + self._high + 6

    def _written(self, one: Titik) -> str:
        nilai = self._number(one)
        if nilai is None:
            return t("konsolidasi.kosong")
        shown = format_number(int(nilai)) if self._people else format_index(nilai)
        return shown if one.final else t("konsolidasi.sementara", angka=shown)

    def _draw_bars(self, box: QRectF, points: Sequence[Titik]) -> None:
        """A region's own quarters side by side, the largest filling the room."""
        numbers = [self._number(one) for one in points]
        most = Fraction(FULL)
        if self._people:
            most = max((one for one in numbers if one is not None), default=Fraction(1)) or most
        step = box.width() / len(numbers)
        for number, (point, nilai) in enumerate(zip(points, numbers, strict=True)):
            if nilai is None:
                continue
            high = max(_LEAST_BAR, float(nilai / most) * box.height())
            bar = QRectF(box.left() + number * step, box.bottom() - high, step - 2, high)
            colour: QColor = self._tone(Tone.ACCENT)
            self._painter.setPen(QPen(colour, 1))
            full = colour if point.final else self._palette.color(QPalette.ColorRole.Base)
            self._painter.setBrush(full)
            self._painter.drawRect(bar)

    def _tone(self, which: Tone) -> QColor:
        return colours.tone(which, self._palette)
