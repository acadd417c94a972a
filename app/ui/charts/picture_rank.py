"""The ranking as a picture: people not yet served before the bar of the index, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPalette, QPen

from app.domain.angka import FULL, format_index, format_number
from app.domain.indeks import kategori
from app.exchange.gambar_rekap import in_order
from app.teks import t
from app.ui import colours
from app.ui.charts import bands, picture_legend
from app.ui.charts.picture import MIDDLE, NUMBER, SIZE, WORDS, font
from app.ui.charts.picture_legend import Entry
from app.ui.charts.recap_heat import range_name
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from app.domain.indeks import Kategori
    from app.domain.rekap_gabung import Reported
    from app.exchange.gambar_rekap import Urutan
    from app.ui.charts.picture import Drawing

_PLACE, _NAME, _PEOPLE, _FIGURE, _BAND = 64.0, 160.0, 130.0, 76.0, 150.0
_HEAD, _GAP, _MISSING = 34.0, 14.0, 54.0


def ranking(reported: Reported) -> Drawing:
    """All regions, the highest final index first; provisional ones and gaps stand below them."""
    return lambda painter, box: _Ranking(painter, reported).draw(box)


class _Ranking:
    def __init__(self, painter: QPainter, reported: Reported) -> None:
        self._painter, self._reported = painter, reported
        self._palette = colours.palette(dark=False)
        self._kinds: list[Kategori] = bands.ascending(reported.metode.kategori)

    def draw(self, box: QRectF) -> None:
        room = picture_legend.draw(self._painter, box, self._legend(), self._palette)
        rows: Sequence[Urutan] = in_order(self._reported)
        high = (room.height() - _HEAD) / max(len(rows), 1)
        self._bars = QRectF(
            room.left() + _PLACE + _NAME + _PEOPLE + _GAP,
            room.top() + _HEAD,
            room.width() - _PLACE - _NAME - _PEOPLE - _GAP - _FIGURE - _BAND,
            high * len(rows),
        )
        self._draw_heads(room)
        for number, row in enumerate(rows):
            self._draw_row(row, QRectF(room.left(), self._bars.top() + number * high,
                                       room.width(), high))  # fmt: skip

    def _legend(self) -> list[Entry]:
        names = [range_name(place, self._kinds) for place in range(len(self._kinds))]
        palette = self._palette
        return [
            *picture_legend.of_bands(names, palette),
            Entry(
                t("gambar.arti_sementara"),
                lambda p, spot: picture_legend.provisional(p, spot, palette),
            ),
            Entry(
                t("konsolidasi.peta.belum_ada"),
                lambda p, spot: picture_legend.missing(p, spot, palette),
            ),
        ]

    def _draw_heads(self, room: QRectF) -> None:
        painter = self._painter
        painter.setFont(font(SIZE, bold=True))
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        wrapped = int(Qt.TextFlag.TextWordWrap)
        top, high = room.top(), _HEAD - 2
        left = room.left() + _PLACE + _NAME
        for key, place, flags in (
            ("peringkat", QRectF(room.left(), top, _PLACE, high), WORDS),
            ("wilayah", QRectF(room.left() + _PLACE, top, _NAME - 20, high), WORDS),
            ("belum", QRectF(left - 30, top, _PEOPLE + 30, high), NUMBER | wrapped),
            ("kategori", QRectF(room.right() - _BAND + 8, top, _BAND - 8, high), WORDS),
        ):
            painter.drawText(place, flags, t(f"konsolidasi.kolom.{key}"))
        painter.setFont(font())
        for batas in [0, *(kind.batas for kind in self._kinds if 0 < kind.batas < FULL), FULL]:
            x = self._x(batas)
            painter.setPen(QPen(colours.tone(Tone.LINE, self._palette), 1))
            painter.drawLine(QPointF(x, self._bars.top()), QPointF(x, self._bars.bottom()))
            painter.setPen(self._palette.color(QPalette.ColorRole.Text))
            painter.drawText(QRectF(x - 20, top + high - 18, 40, 18), MIDDLE, str(batas))

    def _x(self, nilai: float) -> float:
        return self._bars.left() + self._bars.width() * nilai / FULL

    def _draw_row(self, row: Urutan, box: QRectF) -> None:
        painter, there = self._painter, row.baris
        left, nothing = box.left(), t("konsolidasi.kosong")
        place = nothing
        if row.tempat is not None:
            shared = t("konsolidasi.seri", tempat=row.tempat.tempat)
            place = shared if row.tempat.seri else str(row.tempat.tempat)
        people = there.orang_belum_terlayani if there is not None else None
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        painter.setFont(font(SIZE))
        for wide, flags, words in (
            (_PLACE, WORDS, place),
            (_NAME, WORDS, row.wilayah.singkat),
            (_PEOPLE, NUMBER, nothing if people is None else format_number(people)),
        ):
            painter.drawText(QRectF(left, box.top(), wide, box.height()), flags, words)
            left += wide
        bar = QRectF(self._bars.left(), box.top() + 3, self._bars.width(), box.height() - 6)
        if there is None:
            gap = QRectF(bar.left(), bar.top(), _MISSING, bar.height())
            picture_legend.missing(painter, gap, self._palette)
            self._say(gap.right() + 8, box, t("konsolidasi.peta.belum_ada"))
        else:
            self._draw_bar(row, bar, box)

    def _draw_bar(self, row: Urutan, bar: QRectF, box: QRectF) -> None:
        assert row.baris is not None
        node, painter = row.baris.indeks, self._painter
        if node.nilai is None:
            self._say(bar.left() + 8, box, t(f"konsolidasi.arti.{node.status.value}"))
            return
        bar.setRight(self._x(float(node.nilai)))
        written = format_index(node.nilai)
        if node.final is None:
            picture_legend.provisional(painter, bar, self._palette)
            written = t("konsolidasi.sementara", angka=written)
        else:
            step = bands.step_of(node.nilai, self._kinds)
            back, _ = bands.colour(step, len(self._kinds), self._palette)
            painter.setPen(QPen(colours.tone(Tone.EDGE, self._palette), 1))
            painter.setBrush(back)
            painter.drawRect(bar)
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        painter.setFont(font(SIZE, bold=node.final is not None))
        spot = QRectF(bar.right() + 6, box.top(), _FIGURE, box.height())
        painter.drawText(spot, WORDS, written)
        if node.final is not None:
            band = kategori(node.final, self._reported.metode)
            self._say(box.right() - _BAND + 8, box, band)

    def _say(self, left: float, box: QRectF, words: str) -> None:
        self._painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        self._painter.setFont(font(SIZE))
        self._painter.drawText(QRectF(left, box.top(), 500, box.height()), WORDS, words)
