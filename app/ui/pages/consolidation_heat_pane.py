"""The heat map on the page: the map, what the tile under the cursor says, the legend, printing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.charts.heat_map import HeatMap
from app.ui.charts.heat_paint import HeatPainter
from app.ui.colours import Tone
from app.ui.pages import consolidation_heat
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.folding import FoldingText
from app.ui.widgets.tile_area import TileArea

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.charts.heat_paint import HeatData
    from app.ui.session import Session
    from app.ui.widgets.message_bar import MessageBar


class HeatPane(Card):
    """A heat map with everything around it."""

    def __init__(self, session: Session, messages: MessageBar) -> None:
        super().__init__()
        self._session, self._messages = session, messages
        self._title = ""
        self.map = HeatMap(t("konsolidasi.panas.judul"))
        self.said = FoldingText("", Step.STRONG)
        self.legend = Legend()
        self.print = Button("", Kind.QUIET, "export")
        self.print.setAccessibleName(t("konsolidasi.panas.cetak"))
        self.print.setToolTip(t("konsolidasi.panas.cetak"))
        self.print.clicked.connect(self._print)
        self.map.reached.connect(self._reach)
        self._area = TileArea(self.map)
        self._area.room.connect(self.map.set_room)
        below = QHBoxLayout()
        below.addWidget(self.said, 1)
        below.addWidget(self.print)
        self.body.setContentsMargins(sizes.L, sizes.S, sizes.L, sizes.XS)
        self.body.setSpacing(sizes.XS)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.legend)
        self.body.addLayout(below)
        self.setFocusProxy(self.map)

    def set_flat(self, *, flat: bool) -> None:
        """In a flat window the tiles come first; each says itself what its colour means."""
        self.legend.setVisible(not flat)
        self.said.fold(folded=flat)

    def show_data(self, data: HeatData, periode: str) -> None:
        """Show other tiles."""
        self._title = t("konsolidasi.panas.judul_cetak", periode=periode)
        self.map.show_data(data)
        self.legend.show_data(data)

    def _reach(self, spoken: str) -> None:
        """Say what the tile under the cursor says, and keep it in view."""
        self.said.setText(spoken)
        self._area.reach(self.map.cursor_box())

    def _print(self) -> None:
        if self.map.data is None:
            return
        from app.exchange import kertas_kantor, tanda_air

        proposal = Path(t("konsolidasi.panas.nama_berkas", periode=self._session.periode))
        target = dialogue.save_file(
            self, t("konsolidasi.panas.simpan"), proposal, t("konsolidasi.panas.jenis")
        )
        if target is None:
            return
        office, made = self._session.office, f"{self._session.clock():%d-%m-%Y %H.%M}"
        footer = t("konsolidasi.panas.kaki", kantor=office.identitas.kantor, waktu=made)
        try:
            mark, kertas = tanda_air.of_office(office), kertas_kantor.of_office(office)
            consolidation_heat.print_pdf(self.map.data, target, self._title, footer, mark, kertas)
        except LontarError as error:
            self._messages.tell_error(error)
        else:
            self._messages.tell(Tone.GOOD, t("konsolidasi.panas.tersimpan", berkas=str(target)))


class Legend(QWidget):
    """What the colours and marks mean."""

    def __init__(self) -> None:
        super().__init__()
        self._data: HeatData | None = None
        self.setFont(sizes.font(Step.CAPTION))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_data(self, data: HeatData) -> None:
        """Explain other tiles."""
        self._data = data
        self.updateGeometry()
        words = ", ".join([*data.bands, data.marked, data.nothing])
        self.setAccessibleName(t("konsolidasi.panas.legenda"))
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(1, self.heightForWidth(max(self.width(), 1)))

    def hasHeightForWidth(self) -> bool:
        """A narrow legend has more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the entries need."""
        if self._data is None:
            return 0
        heat = HeatPainter(self._data, self.font(), self.palette())
        return int(heat.legend(width)[-1][2].bottom()) + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Swatches with their names."""
        if self._data is None:
            return
        painter = paint.painter_for(self)
        heat = HeatPainter(self._data, self.font(), self.palette())
        heat.draw_legend(painter, QRectF(self.rect()))
        painter.end()
