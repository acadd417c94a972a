"""Progress per urusan: a tile for each layanan, who is not served, the index; a line to press."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.angka import format_index, format_number
from app.domain.indeks import Status, kategori
from app.teks import t
from app.ui import colours, sizes
from app.ui.charts import tiles
from app.ui.colours import Tone
from app.ui.enter_key import pressed
from app.ui.pages.home_parts import draw_hover
from app.ui.sizes import Step
from app.ui.widgets import paint, replaced

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

    from app.domain.indeks import Metode, Simpul
    from app.ui.pages.home_figures import Figures, Urusan
    from app.ui.session import Session

_WRAP = int(Qt.TextFlag.TextWordWrap)
_RIGHT = Qt.AlignmentFlag.AlignRight
_TILES_ROOM = tiles.width(12) + sizes.L
_SLIM_TILES = tiles.width(5)
_SLIM_CHARS = 7
_SLIM_WIDTH = 300
_NARROW_LINE = 640
_FIGURES_CHARS = (15, 16)
_AIR = 6


class UrusanList(QWidget):
    """One line per urusan; `slim` lines show the tiles and the index only.

    Signals:
        chosen: the Urusan whose line was pressed.
    """

    chosen = Signal(object)

    def __init__(self, *, slim: bool = False) -> None:
        super().__init__()
        self._slim = slim
        self.lines: list[UrusanLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if not slim:
            self._column.addWidget(_Heads())

    def show_figures(self, figures: Figures) -> None:
        """Replace all lines; the focus stays on the line where it was."""
        lines = (
            UrusanLine(urusan, figures.metode, slim=self._slim)
            for urusan in (*figures.urusan, *figures.lain)
        )
        self.lines = replaced.replace(self._column, self.lines, lines)
        for line in self.lines:
            line.clicked.connect(self._pressed)

    def _pressed(self) -> None:
        line = self.sender()
        assert isinstance(line, UrusanLine)
        self.chosen.emit(line.urusan)


class UrusanLine(QAbstractButton):
    """One urusan: name, tiles with counts below them, who is not served, index with its band."""

    def __init__(self, urusan: Urusan, metode: Metode, *, slim: bool) -> None:
        super().__init__()
        self.urusan = urusan
        self._slim = slim
        self._counts = counts(urusan)
        self._people = _people(urusan) if urusan.berindeks else ("", "")
        indeks = urusan.indeks
        told = index_text(indeks), band_text(indeks, metode)
        self._index = told if urusan.berindeks else ("", "")
        self.setText(urusan.nama)
        self.setFont(sizes.font(Step.BODY if slim else Step.STRONG))
        self.setAccessibleName(urusan.nama)
        self.setAccessibleDescription(
            t(
                "beranda.urusan.dibacakan",
                jumlah=self._counts,
                belum=" ".join(self._people),
                indeks=" ".join(self._index),
            )
        )
        self.setToolTip(f"{self._counts}\n{_names(urusan)}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _places(self, width: int) -> Places:
        return slim_places(self, width) if self._slim else places(self, width)

    def _name_height(self, width: int) -> int:
        room = QRect(0, 0, max(int(self._places(width).name.width()), 1), 10_000)
        return self.fontMetrics().boundingRect(room, _WRAP, self.text()).height()

    def _draw(self, painter: QPainter) -> None:
        where = self._places(self.width())
        name_height = self._name_height(self.width())
        name, down = QRectF(where.name), 0.0
        name.setHeight(name_height if where.under_name else self.height() - 2 * _AIR)
        if where.under_name:
            down = name_height + sizes.XS
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(name, _WRAP | int(Qt.AlignmentFlag.AlignVCenter), self.text())
        states = [one.progress for one in self.urusan.layanan]
        strip = where.strip.translated(0, down)
        tiles.draw(painter, strip.left(), strip.top() + 1, states, self.palette())
        if not self._slim:
            self._write_small(painter, strip, Qt.AlignmentFlag.AlignLeft, self._counts)
            self._write_pair(painter, where.people.translated(0, down), self._people)
            self._write_pair(painter, where.value.translated(0, down), self._index)
        else:
            self._write_pair(painter, where.value, (self._index[0], ""))

    def _write_pair(self, painter: QPainter, box: QRectF, pair: tuple[str, str]) -> None:
        painter.setFont(sizes.font(Step.STRONG))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(box, int(_RIGHT | Qt.AlignmentFlag.AlignTop), pair[0])
        self._write_small(painter, box, _RIGHT, pair[1])

    def _write_small(
        self, painter: QPainter, box: QRectF, side: Qt.AlignmentFlag, words: str
    ) -> None:
        painter.setFont(sizes.font(Step.CAPTION))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        below = box.translated(0, tiles.EDGE + sizes.XS)
        painter.drawText(below, int(side | Qt.AlignmentFlag.AlignTop), words)

    # Qt

    def hasHeightForWidth(self) -> bool:
        """A long name wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The name, or tiles and counts: whichever is higher, or one below the other."""
        name = self._name_height(width)
        caption = QFontMetrics(sizes.font(Step.CAPTION)).height()
        figures = tiles.EDGE + (0 if self._slim else sizes.XS + caption)
        if self._places(width).under_name:
            return name + sizes.XS + figures + 2 * _AIR
        return max(name, figures) + 2 * _AIR

    def sizeHint(self) -> QSize:
        """As wide as its columns need."""
        width = _NARROW_LINE if not self._slim else _SLIM_WIDTH
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The tiles are never cut."""
        return QSize(_SLIM_WIDTH, tiles.EDGE + 2 * _AIR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, arrows walk."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif not pressed(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline above, then the columns."""
        painter = paint.painter_for(self)
        painter.setPen(colours.tone(Tone.LINE, self.palette()))
        painter.drawLine(0, 0, self.width(), 0)
        draw_hover(painter, self, QRectF(self.rect()).adjusted(0, 1, 0, 0))
        self._draw(painter)
        painter.end()


class _Heads(QWidget):
    """What the columns are called."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(sizes.font(Step.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(1, self.fontMetrics().height() + sizes.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        where = places(self, self.width())
        left = Qt.AlignmentFlag.AlignLeft
        heads = [("belum", where.people, _RIGHT), ("indeks", where.value, _RIGHT)]
        heads.append(("layanan", where.strip, left))
        if not where.under_name:
            heads.append(("nama", where.name, left))
        for head, box, side in heads:
            place = QRectF(box.left(), 0, box.width(), self.height())
            painter.drawText(place, int(side), t(f"beranda.urusan.{head}"))
        painter.end()


class Places(NamedTuple):
    """Where the parts of a line stand; `under_name` puts the figures below the name."""

    name: QRectF
    strip: QRectF
    people: QRectF
    value: QRectF
    under_name: bool


def places(widget: QWidget, width: int) -> Places:
    """The columns of a line; the same for heads and lines."""
    strong = QFontMetrics(sizes.font(Step.STRONG)).averageCharWidth()
    people, index = (chars * strong for chars in _FIGURES_CHARS)
    right, height = width - sizes.S, 2 * widget.fontMetrics().height()
    index_box = QRectF(right - index, _AIR, index, height)
    people_box = QRectF(index_box.left() - people, _AIR, people, height)
    under_name = width < _NARROW_LINE
    left = sizes.S if under_name else people_box.left() - _TILES_ROOM
    strip = QRectF(left, _AIR, _TILES_ROOM, height)
    end = right if under_name else strip.left() - sizes.M
    return Places(
        QRectF(sizes.S, _AIR, end - sizes.S, height), strip, people_box, index_box, under_name
    )


def slim_places(widget: QWidget, width: int) -> Places:
    """Name, tiles and index in one line."""
    height = widget.fontMetrics().height()
    index = _SLIM_CHARS * QFontMetrics(sizes.font(Step.STRONG)).averageCharWidth()
    index_box = QRectF(width - sizes.S - index, _AIR, index, height)
    strip = QRectF(index_box.left() - _SLIM_TILES, _AIR, _SLIM_TILES, height)
    name = QRectF(sizes.S, _AIR, strip.left() - sizes.S - sizes.M, height)
    return Places(name, strip, QRectF(), index_box, under_name=False)


def counts(group: Urusan | Figures) -> str:
    """How far the layanan are, in words; what is zero is left out."""
    whole = group.count("lengkap")
    parts = [t("beranda.urusan.lengkap", jumlah=whole, semua=len(group.layanan))]
    if begun := group.count("sebagian"):
        parts.append(t("beranda.urusan.sebagian", jumlah=begun))
    if empty := group.count("kosong"):
        parts.append(t("beranda.urusan.kosong", jumlah=empty))
    return " · ".join(parts)


def index_title(session: Session) -> str:
    """What the index in view is called: what an OPD has is not the index of its kabupaten."""
    return t("opd.indeks_judul" if session.is_opd else "beranda.indeks.judul")


def index_text(node: Simpul) -> str:
    """An index as it is written; a dash when there is none."""
    return t("beranda.tanpa_angka") if node.nilai is None else format_index(node.nilai)


def band_text(node: Simpul, metode: Metode) -> str:
    """What an index amounts to: its band, provisional, or why there is none."""
    if node.nilai is None:
        return t(f"beranda.indeks.{node.status.value}")
    if node.status is Status.BELUM_LENGKAP:
        return t("beranda.indeks.sementara")
    return kategori(node.nilai, metode)


def _people(urusan: Urusan) -> tuple[str, str]:
    """Who is not served: people first, another unit where nobody counts people."""
    belum = urusan.belum
    if not belum:
        return t("beranda.tanpa_angka"), ""
    from app.domain.rekap import PEOPLE

    unit = PEOPLE if PEOPLE in belum else next(iter(belum))
    others = ((name, number) for name, number in belum.items() if name != unit and number)
    rest = [f"{format_number(number)} {name}" for name, number in others]
    return format_number(belum[unit]), " + ".join([unit, *rest])


def _names(urusan: Urusan) -> str:
    return "\n".join(
        t(f"beranda.urusan.satu.{one.progress}", nama=one.form.judul) for one in urusan.layanan
    )
