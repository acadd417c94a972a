"""The tile map of the province with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.teks import t
from app.ui import colours, sizes
from app.ui.charts import bands
from app.ui.charts.recap_heat import WHOLE
from app.ui.charts.recap_map import map_data
from app.ui.charts.tile_map import TileMap
from app.ui.charts.tile_paint import draw_hatch, draw_steps
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.card import Card
from app.ui.widgets.folding import FoldingText
from app.ui.widgets.selector import Selector
from app.ui.widgets.tile_area import TileArea

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

    from app.ui.charts.tile_paint import MapData
    from app.ui.pages.consolidation_figures import Recap


class MapPane(Card):
    """The map, what is shown on it, what its tiles mean, and what the one under the cursor says."""

    def __init__(self, urusan: Mapping[str, str]) -> None:
        super().__init__()
        self._recap: Recap | None = None
        self.map = TileMap(t("konsolidasi.peta.judul"))
        self.said = FoldingText("", Step.STRONG)
        self.legend = _Legend()
        self.figure = Selector(t("konsolidasi.peta.angka"))
        self.figure.addItem(t("konsolidasi.indeks_daerah"), WHOLE)
        for kode, nama in urusan.items():
            self.figure.addItem(nama.partition(",")[0], kode)
        self.figure.activated.connect(self._show)
        self.map.reached.connect(self._reach)
        self._area = TileArea(self.map)
        self.body.setContentsMargins(sizes.L, sizes.S, sizes.L, sizes.S)
        self.body.setSpacing(sizes.XS)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.said)
        self.setFocusProxy(self.map)

    def set_flat(self, *, flat: bool) -> None:
        """In a flat window the tiles come first; each says itself what its colour means."""
        self.legend.setVisible(not flat)
        self.said.fold(folded=flat)

    def show_recap(self, recap: Recap) -> None:
        """Show other figures."""
        self._recap = recap
        self._show()

    def _show(self) -> None:
        if self._recap is not None:
            data = map_data(self._recap.reported, self.figure.currentData())
            self.map.show_data(data)
            self.legend.show_data(data)

    def _reach(self, spoken: str) -> None:
        self.said.setText(spoken)
        self._area.reach(self.map.cursor_box())


class _Legend(QWidget):
    """The bands with their dots, and the hatching."""

    def __init__(self) -> None:
        super().__init__()
        self._data: MapData | None = None
        self.setFont(sizes.font(Step.CAPTION))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(t("konsolidasi.panas.legenda"))

    def show_data(self, data: MapData) -> None:
        """Explain other tiles."""
        self._data = data
        words = ", ".join([*data.bands, data.missing])
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def _entries(self, width: float) -> list[tuple[int | None, str, QRectF]]:
        assert self._data is not None
        names = [*enumerate(self._data.bands), (None, self._data.missing)]
        line, swatch = self.fontMetrics().height() + 4, self._swatch()
        placed: list[tuple[int | None, str, QRectF]] = []
        left, top = 0.0, 0.0
        for step, name in names:
            wide = swatch + 6 + self.fontMetrics().horizontalAdvance(name)
            if left and left + wide > width:
                left, top = 0.0, top + line
            placed.append((step, name, QRectF(left, top, wide, line)))
            left += wide + 14
        return placed

    def _swatch(self) -> float:
        return 9.0 * (len(self._data.bands) if self._data is not None else 0)

    # Qt

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(1, self.heightForWidth(max(self.width(), 1)))

    def hasHeightForWidth(self) -> bool:
        """A narrow legend has more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the entries need."""
        return 0 if self._data is None else int(self._entries(width)[-1][2].bottom()) + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Swatches with their dots and names."""
        if self._data is None:
            return
        painter = paint.painter_for(self)
        count = len(self._data.bands)
        for step, name, box in self._entries(self.width()):
            swatch = QRectF(box.left(), box.top() + 2, self._swatch(), box.height() - 4)
            if step is None:
                paint.outline(painter, swatch, colours.tone(Tone.EDGE, self.palette()), 3)
                draw_hatch(painter, swatch, colours.tone(Tone.LINE, self.palette()))
            else:
                back, ink = bands.colour(step, count, self.palette())
                paint.surface(painter, swatch, back, 3)
                draw_steps(painter, QPointF(swatch.center()), step, count, ink)
            painter.setPen(self.palette().windowText().color())
            words = box.adjusted(swatch.width() + 6, 0, 4, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.end()
