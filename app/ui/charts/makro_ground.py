"""What all charts of the RAT stand on: size, colours of the months, and where a year is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from app.ui.charts import canvas

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from app.exchange.grafik_makro import IsiGrafik

WIDE, HIGH = 1200, 640
LEFT, RIGHT, TOP, BOTTOM = 60, 40, 110, 70
BASE = HIGH - BOTTOM
INK, RULE = QColor("#261F18"), QColor("#C9BFB0")
COLOURS = {"maret": QColor("#84511D"), "september": QColor("#2F5D73")}


def x_of(isi: IsiGrafik, tahun: int, bulan: str = "") -> float:
    """Where a year stands; the two months beside each other."""
    step = (WIDE - LEFT - RIGHT) / len(isi.tahun)
    aside = {"maret": -step / 6, "september": step / 6}.get(bulan, 0.0)
    return LEFT + step * (isi.tahun.index(tahun) + 0.5) + aside


def font(size: int, *, bold: bool = False) -> QFont:
    """The letters of a chart."""
    return canvas.font(round(size * 1.4), bold=bold)
