"""The spread as a picture: every region as a mark on a line, the middle, and the usual range."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPalette, QPen, QPolygonF

from app.domain import tren
from app.domain.angka import FULL, format_decimal, format_number
from app.exchange import rekap_kata
from app.teks import t
from app.ui import colours
from app.ui.charts import picture_legend
from app.ui.charts.picture import MIDDLE, NUMBER, SIZE, WORDS, font
from app.ui.charts.picture_legend import Entry
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QColor, QPainter

    from app.domain.rekap_gabung import Reported
    from app.domain.sebaran import Sebaran
    from app.domain.wilayah import Wilayah
    from app.ui.charts.picture import Drawing

_HEAD, _TOLD, _NAME, _FIGURE, _BETWEEN, _MARK = 26.0, 44.0, 140.0, 78.0, 40.0, 5.0
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_ROOM = Fraction(11, 10)


class _Side(NamedTuple):
    """One of the two: what it is, its figures by region, how far they lie apart, its two ends."""

    judul: str
    figures: Mapping[str, Fraction]
    sebaran: Sebaran | None
    ujung: tuple[int, int]

    def share(self, nilai: Fraction) -> float:
        """How far along the scale a figure lies, 0 to 1."""
        low, high = self.ujung
        return min(max(float(nilai - low) / (high - low), 0.0), 1.0)


def spread(reported: Reported, tahun: int) -> Drawing:
    """People not yet served per 1,000 inhabitants first, the index beside it."""

    def draw(painter: QPainter, box: QRectF) -> None:
        rates, indices = tren.people_rates(reported, tahun), tren.index_figures(reported)
        people, index = tren.people_spread(reported, tahun), tren.index_spread(reported)
        most = 1 + int(max(rates.values(), default=0) * _ROOM)
        least = min(indices.values(), default=Fraction(0))
        if index is not None:
            least = min(least, max(index.tengah - index.batas, Fraction(0)))
        sides = (
            _Side(t("gambar.sebaran.belum"), rates, people, (0, most)),
            _Side(t("gambar.sebaran.indeks"), indices, index, (_tens(least), FULL)),
        )
        told = rekap_kata.spread_told(reported, tahun)
        _Spread(painter, reported).draw(box, sides, told)

    return draw


def _tens(nilai: Fraction) -> int:
    """The ten below a figure, short of the end of the scale."""
    return min(int(nilai) // 10 * 10, FULL - 10)


class _Spread:
    def __init__(self, painter: QPainter, reported: Reported) -> None:
        self._painter, self._reported = painter, reported
        self._palette = colours.palette(dark=False)

    def draw(self, box: QRectF, sides: Sequence[_Side], told: Sequence[str]) -> None:
        room = picture_legend.draw(self._painter, box, self._legend(), self._palette)
        words = QRectF(room.left(), room.bottom() - _TOLD, room.width(), _TOLD)
        self._painter.setFont(font(SIZE))
        self._painter.setPen(self._text)
        self._painter.drawText(words, _WRAP, "\n".join(told))
        wide = (room.width() - _BETWEEN * (len(sides) - 1)) / len(sides)
        for number, side in enumerate(sides):
            left = room.left() + number * (wide + _BETWEEN)
            self._draw_side(side, QRectF(left, room.top(), wide, room.height() - _TOLD - 8))

    @property
    def _text(self) -> QColor:
        return self._palette.color(QPalette.ColorRole.Text)

    def _legend(self) -> list[Entry]:
        def at_middle(draw: Callable[[QPointF], None]) -> Drawing:
            return lambda _painter, box: draw(QPointF(box.center()))

        return [
            Entry(t("gambar.sebaran.biasa"), at_middle(lambda spot: self._mark(spot, far=False))),
            Entry(t("gambar.sebaran.jauh"), at_middle(lambda spot: self._mark(spot, far=True))),
            Entry(t("gambar.sebaran.tengah"), at_middle(lambda spot: self._middle(
                spot.x(), spot.y() - 8, spot.y() + 8))),
            Entry(t("gambar.sebaran.wajar"), lambda _, box: self._usual(box)),
        ]  # fmt: skip

    def _draw_side(self, side: _Side, box: QRectF) -> None:
        painter, found = self._painter, side.sebaran
        painter.setFont(font(SIZE + 1, bold=True))
        painter.setPen(self._text)
        painter.drawText(QRectF(box.left(), box.top(), box.width(), _HEAD), WORDS, side.judul)
        plot = box.adjusted(_NAME, _HEAD, -_FIGURE, -18)

        def x(nilai: Fraction) -> float:
            return plot.left() + plot.width() * side.share(nilai)

        rows = sorted(
            self._reported.wilayah,
            key=lambda one: (-side.figures.get(one.kode, -1), one.kode),
        )
        high = plot.height() / max(len(rows), 1)
        if found is not None:
            left, right = x(found.tengah - found.batas), x(found.tengah + found.batas)
            known = high * len(side.figures)
            self._usual(QRectF(left, plot.top(), right - left, known))
            self._middle(x(found.tengah), plot.top(), plot.top() + known)
        self._draw_ends(side, plot)
        far = set(found.pencilan) if found is not None else set()
        for number, one in enumerate(rows):
            line = QRectF(box.left(), plot.top() + number * high, box.width(), high)
            self._draw_row(side, one, line, far)
            nilai = side.figures.get(one.kode)
            if nilai is not None:
                self._mark(QPointF(x(nilai), line.center().y()), far=one.kode in far)

    def _draw_ends(self, side: _Side, plot: QRectF) -> None:
        """The two ends of the scale, below it."""
        painter = self._painter
        painter.setPen(QPen(colours.tone(Tone.EDGE, self._palette), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setFont(font(SIZE))
        painter.setPen(self._text)
        for spot, nilai in zip((plot.left(), plot.right()), side.ujung, strict=True):
            told = format_number(nilai)
            painter.drawText(QRectF(spot - 30, plot.bottom() + 1, 60, 17), MIDDLE, told)

    def _draw_row(self, side: _Side, one: Wilayah, line: QRectF, far: set[str]) -> None:
        painter, nilai = self._painter, side.figures.get(one.kode)
        painter.setPen(QPen(colours.tone(Tone.LINE, self._palette), 1))
        painter.drawLine(QPointF(line.left(), line.bottom()), QPointF(line.right(), line.bottom()))
        painter.setPen(self._text)
        painter.setFont(font(SIZE, bold=one.kode in far))
        painter.drawText(QRectF(line.left(), line.top(), _NAME, line.height()), WORDS, one.singkat)
        spot = QRectF(line.right() - _FIGURE, line.top(), _FIGURE, line.height())
        if nilai is not None:
            painter.drawText(spot, NUMBER, format_decimal(nilai))
            return
        there = one.kode in self._reported.rows
        key = "gambar.sebaran.belum_lengkap" if there else "konsolidasi.peta.belum_ada"
        inside = QRectF(line.left() + _NAME + 6, line.top(), line.width(), line.height())
        painter.drawText(inside, WORDS, t(key))

    # --- Marks

    def _mark(self, spot: QPointF, *, far: bool) -> None:
        """A circle, or a large full diamond for who lies far away."""
        painter, colour = self._painter, colours.tone(Tone.ACCENT, self._palette)
        painter.setPen(QPen(colour, 1.6))
        if not far:
            painter.setBrush(self._palette.color(QPalette.ColorRole.Base))
            painter.drawEllipse(spot, _MARK, _MARK)
            return
        painter.setBrush(colours.tone(Tone.BAD, self._palette))
        edge = 1.6 * _MARK
        corners = ((0.0, -edge), (edge, 0.0), (0.0, edge), (-edge, 0.0))
        painter.drawPolygon(QPolygonF([spot + QPointF(x, y) for x, y in corners]))

    def _middle(self, x: float, top: float, bottom: float) -> None:
        self._painter.setPen(QPen(self._text, 1.6, Qt.PenStyle.DashLine))
        self._painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def _usual(self, box: QRectF) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette.color(QPalette.ColorRole.Midlight))
        self._painter.drawRect(box)
