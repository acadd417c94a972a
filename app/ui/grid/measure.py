"""How wide and how high the parts of a table are, worked out from the form and the font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from app.ui import sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics

    from app.domain.kolom import JenisSel, Kolom

PAD = sizes.S
MARK = 14
_WIDEST: dict[JenisSel, str] = {
    "bulat": "999.999",
    "desimal": "9.999,99",
    "rupiah": "999.999.999.999",
    "persen": "999,99",
    "teks": "",
    "pilihan": "9999999999",
    "ya_tidak": "Tidak",
    "tanggal": "88-88-8888",
    "wilayah": "Kabupaten",
    "pilihan_banyak": "9999999999999999",
    "wilayah_banyak": "Kabupaten; Kota",
    "baris": "9999999999999999",
}
_TEXT_CHARS = 36
_FAR = 100_000


def column_width(metrics: QFontMetrics, label: QFontMetrics, kolom: Kolom) -> int:
    """Room for a large figure with its mark, and for the longest word of the label."""
    if kolom.jenis == "teks":
        return metrics.averageCharWidth() * (kolom.lebar or _TEXT_CHARS)
    figure = metrics.horizontalAdvance(_WIDEST[kolom.jenis]) + MARK + sizes.XS
    if kolom.lebar:
        figure = metrics.averageCharWidth() * kolom.lebar
    word = max(map(label.horizontalAdvance, kolom.label.split()), default=0)
    return max(figure, word) + 2 * PAD


def mark_room(*, marked: bool) -> int:
    """How far a text begins behind its mark."""
    return MARK if marked else 0


def text_height(metrics: QFontMetrics, text: str, width: int) -> int:
    """How high a text is when it wraps at a width."""
    if "\n" not in text and metrics.horizontalAdvance(text) < width:
        return metrics.height()
    box = QRect(0, 0, max(width, 1), _FAR)
    return metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text).height()


def row_height(metrics: QFontMetrics) -> int:
    """The height of a row with one line."""
    return metrics.height() + sizes.M
