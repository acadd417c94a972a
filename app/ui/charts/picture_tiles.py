"""The heat maps and the tile map as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t
from app.ui import colours
from app.ui.charts import picture_legend
from app.ui.charts.heat_paint import HeatPainter
from app.ui.charts.picture import SMALL, font
from app.ui.charts.picture_legend import Entry
from app.ui.charts.tile_paint import TilePainter

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from app.ui.charts.heat_paint import HeatData
    from app.ui.charts.picture import Drawing
    from app.ui.charts.tile_paint import MapData


def heat(data: HeatData) -> Drawing:
    """A heat map; every tile holds its figure."""

    def draw(painter: QPainter, box: QRectF) -> None:
        palette = colours.palette(dark=False)
        letters = font() if len(data.columns) <= len(data.bands) * 2 else font(SMALL)
        painted = HeatPainter(data, letters, palette)
        room = picture_legend.draw(painter, box, [Entry(t("gambar.arti_kosong"))], palette)
        below = painted.legend(room.width())[-1][2].bottom()
        painted.lay_out(room.adjusted(0, 0, 0, -below - 10))
        painted.draw(painter)
        painted.draw_legend(painter, room.adjusted(0, room.height() - below + 4, 0, 0))

    return draw


def tiles(data: MapData) -> Drawing:
    """A tile map; every tile holds its name, its figure, and the people not yet served."""

    def draw(painter: QPainter, box: QRectF) -> None:
        palette = colours.palette(dark=False)
        entries = [
            *picture_legend.of_bands(data.bands, palette),
            Entry(data.missing, lambda p, spot: picture_legend.missing(p, spot, palette)),
            Entry(t("gambar.arti_sementara_angka")),
            Entry(t("gambar.arti_belum")),
        ]
        room = picture_legend.draw(painter, box, entries, palette)
        tiles = TilePainter(data, font(), palette)
        tiles.lay_out(room)
        tiles.draw(painter)

    return draw
