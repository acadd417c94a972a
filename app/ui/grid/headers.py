"""Headers of a table: column labels that wrap under their group, row labels with their unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.domain.kolom import JENIS_KATA
from app.teks import t
from app.ui import sizes
from app.ui.grid import measure
from app.ui.grid.inks import inks
from app.ui.grid.model import TableModel
from app.ui.sizes import Step

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.domain.formulir import Baris, Tabel
    from app.domain.kolom import Kolom

_WRAP = int(Qt.TextFlag.TextWordWrap)
_LABEL = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | _WRAP
_HEAD = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom) | _WRAP
_TEXT_HEAD = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom) | _WRAP
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter) | _WRAP
_UNIT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | _WRAP
_PAD = measure.PAD
_GAP = sizes.XS


class ColumnHeader(QHeaderView):
    """Labels at the foot, the group's name across the columns it covers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._label_font = sizes.font(Step.STRONG)
        self._small_font = sizes.font(Step.CAPTION)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def needed_height(self) -> int:
        """Room for the highest label as the widths are now."""
        labels = [self._label_height(place) for place in range(self.count())]
        return max(labels, default=0) + self._band_height() + sizes.S

    def needed_width(self, kolom: Kolom) -> int:
        """Room for the figures and the label of a column."""
        return measure.column_width(self.fontMetrics(), QFontMetrics(self._label_font), kolom)

    def _columns(self) -> list[Kolom]:
        model = self.model()
        return model.tabel.kolom if isinstance(model, TableModel) else []

    def _band_height(self) -> int:
        """Room for the highest name of a group; a long one wraps over the columns it covers."""
        widths: dict[str, int] = {}
        for place, kolom in enumerate(self._columns()):
            if kolom.grup and not self.isSectionHidden(place):
                widths[kolom.grup] = widths.get(kolom.grup, 0) + self.sectionSize(place)
        small = QFontMetrics(self._small_font)
        high = [measure.text_height(small, name, wide - _GAP) for name, wide in widths.items()]
        return max(high) + _GAP if high else 0

    def _label_height(self, place: int) -> int:
        if self.isSectionHidden(place):
            return 0
        kolom = self._columns()[place]
        width = self.sectionSize(place) - 2 * _PAD
        high = measure.text_height(QFontMetrics(self._label_font), kolom.label, width)
        return high + (QFontMetrics(self._small_font).height() if kolom.tahunan else 0)

    def _group_box(self, logical: int) -> QRect:
        """The box over all neighbours that share the group of a column."""
        columns = self._columns()
        group = columns[logical].grup
        members = [place for place, kolom in enumerate(columns) if kolom.grup == group]
        shown = [place for place in members if not self.isSectionHidden(place)]
        left = self.sectionViewportPosition(shown[0])
        right = self.sectionViewportPosition(shown[-1]) + self.sectionSize(shown[-1])
        return QRect(left, 0, right - left, self._band_height())

    # Qt

    def sizeHint(self) -> QSize:
        """As high as the labels need."""
        return QSize(super().sizeHint().width(), self.needed_height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Group, label, and the word for annual columns."""
        kolom = self._columns()[logicalIndex]
        colour = inks(self.palette())
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, colour.header)
        painter.setPen(colour.line)
        top = rect.top()
        if kolom.grup:
            band = self._group_box(logicalIndex)
            painter.drawLine(band.left(), band.bottom(), band.right(), band.bottom())
            painter.drawLine(band.right(), 0, band.right(), rect.bottom())
            painter.setFont(self._small_font)
            painter.setPen(colour.muted)
            # The middle of a group that is wider than the view would be out of sight.
            wide = band.width() > self.viewport().width()
            spot = band.adjusted(_PAD, 0, -_PAD, 0) if wide else band
            painter.drawText(spot, _LABEL if wide else _MIDDLE, kolom.grup)
            top = band.bottom() + 1
        painter.setPen(colour.line)
        painter.drawLine(rect.right(), top, rect.right(), rect.bottom())
        painter.setPen(colour.strong_line)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        self._paint_label(painter, rect, kolom)
        painter.restore()

    def _paint_label(self, painter: QPainter, rect: QRect, kolom: Kolom) -> None:
        colour = inks(self.palette())
        box = rect.adjusted(_PAD, 0, -_PAD, -_GAP)
        flags = _TEXT_HEAD if kolom.jenis in JENIS_KATA else _HEAD
        if kolom.tahunan:
            painter.setFont(self._small_font)
            painter.setPen(colour.muted)
            painter.drawText(box, flags, t("isian.setahun"))
            box.setBottom(box.bottom() - QFontMetrics(self._small_font).height())
        painter.setFont(self._label_font)
        painter.setPen(colour.text)
        painter.drawText(box, flags, kolom.label)


class RowHeader(QHeaderView):
    """What each row counts, and in which unit; captions of groups stand between."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._caption_font = sizes.font(Step.STRONG)
        self._small_font = sizes.font(Step.CAPTION)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def needed_height(self, row: int, width: int) -> int:
        """Room for a row's label when the header is `width` wide."""
        content = self._row(row)
        base = measure.row_height(self.fontMetrics())
        if isinstance(content, str):
            caption = QFontMetrics(self._caption_font)
            return measure.text_height(caption, content, width - _PAD) + sizes.S
        label_width, unit_width = self._split(content, width)
        label = measure.text_height(self.fontMetrics(), content.label, label_width)
        small = QFontMetrics(self._small_font)
        unit = measure.text_height(small, _unit(content), unit_width) if unit_width else 0
        return max(base, max(label, unit) + sizes.S)

    def _row(self, row: int) -> Baris | str:
        model = self.model()
        return model.rows[row] if isinstance(model, TableModel) else ""

    def _split(self, baris: Baris, width: int) -> tuple[int, int]:
        """Widths of label and unit."""
        inner = width - 2 * _PAD
        unit = _unit(baris)
        if not unit:
            return inner, 0
        small = QFontMetrics(self._small_font)
        # A word as wide as its room to the pixel is broken when it is drawn.
        words = max(small.horizontalAdvance(word) for word in unit.split()) + 1
        room = min(
            max(words, small.averageCharWidth() * 8), max(inner // 3, min(words, inner // 2))
        )
        return inner - room - _PAD, room

    # Qt

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Label on the left, unit on the right, or a caption."""
        content = self._row(logicalIndex)
        colour = inks(self.palette())
        painter.save()
        if isinstance(content, str):
            painter.fillRect(rect, colour.band)
            painter.setFont(self._caption_font)
            painter.setPen(colour.text)
            painter.drawText(rect.adjusted(_PAD, 0, 0, 0), _LABEL, content)
        else:
            painter.fillRect(rect, colour.header)
            self._paint_row(painter, rect, content)
            painter.setPen(colour.strong_line)
            painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        painter.setPen(colour.line)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, baris: Baris) -> None:
        colour = inks(self.palette())
        label, unit = self._split(baris, rect.width())
        box = rect.adjusted(_PAD, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(colour.text)
        painter.drawText(QRect(box.left(), box.top(), label, box.height()), _LABEL, baris.label)
        if unit:
            painter.setFont(self._small_font)
            painter.setPen(colour.muted)
            spot = QRect(rect.right() - _PAD - unit, rect.top(), unit, rect.height())
            painter.drawText(spot, _UNIT, _unit(baris))


def _unit(baris: Baris) -> str:
    parts = [baris.satuan, t("isian.setahun") if baris.tahunan else ""]
    return "\n".join(part for part in parts if part)


class Corner(QWidget):
    """Names the two parts of the row header; covers rows that scroll under the column header."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label_font = sizes.font(Step.STRONG)
        self._words = ("", "")

    def describe(self, tabel: Tabel) -> None:
        """Name what the table has: texts have no unit, and a word is not said twice."""
        label = t("isian.uraian")
        repeated = any(kolom.label == label for kolom in tabel.kolom)
        units = any(baris.satuan for baris in tabel.baris)
        self._words = ("" if repeated else label, t("isian.satuan") if units else "")
        self.update()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What stands in the rows: what is counted, in which unit."""
        painter = QPainter(self)
        colour = inks(self.palette())
        box = self.rect()
        painter.fillRect(box, colour.header)
        painter.setFont(self._label_font)
        painter.setPen(colour.text)
        inner = box.adjusted(_PAD, 0, -_PAD, -_GAP)
        label, unit = self._words
        painter.drawText(inner, _TEXT_HEAD, label)
        painter.drawText(inner, _HEAD, unit)
        painter.setPen(colour.strong_line)
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
        painter.drawLine(box.right(), box.top(), box.right(), box.bottom())
        painter.end()
