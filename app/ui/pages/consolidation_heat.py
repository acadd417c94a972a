"""The recap as a heat map, for the screen and as a page to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.domain.angka import format_index
from app.domain.indeks import Status
from app.teks import t
from app.ui import colours, paper_mark
from app.ui.charts import bands
from app.ui.charts.heat_paint import Column, HeatData, HeatPainter, Row, Tile
from app.ui.pages.consolidation_table import short_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.domain.indeks import Kategori, Simpul
    from app.ui.pages.consolidation_figures import Recap, RegionState

WHOLE = "daerah"
_POINTS_PER_INCH = 72
_RESOLUTION = 300
_MARGIN_MM = 12
_LINE = 1.5


def by_urusan(recap: Recap, order: Sequence[str]) -> HeatData:
    """Regions by urusan, with the index of the region at the end."""
    columns = [
        Column(kode, short_name(nama), "", nama) for kode, nama in recap.known.urusan.items()
    ]
    columns.append(Column(WHOLE, t("konsolidasi.kolom.indeks"), "", t("konsolidasi.indeks_daerah")))
    return _data(recap, order, columns, _urusan_node, decimals=True)


def by_layanan(recap: Recap, order: Sequence[str]) -> HeatData:
    """Regions by layanan, grouped by urusan."""
    names = recap.known.urusan
    columns = [
        Column(form.kode, form.nama, short_name(names[form.urusan]), form.judul)
        for form in recap.forms
    ]
    return _data(recap, order, columns, _layanan_node, decimals=False)


def _urusan_node(state: RegionState, kode: str) -> Simpul | None:
    if state.row is None:
        return None
    if kode == WHOLE:
        return state.row.indeks
    return next((node for node in state.row.indeks.anak if node.kode == kode), None)


def _layanan_node(state: RegionState, kode: str) -> Simpul | None:
    return state.row.layanan.get(kode) if state.row is not None else None


def _data(
    recap: Recap,
    order: Sequence[str],
    columns: list[Column],
    node_of: Callable[[RegionState, str], Simpul | None],
    *,
    decimals: bool,
) -> HeatData:
    kinds = bands.ascending(recap.known.metode.kategori)
    states = [recap.region(kode) for kode in order]
    tiles = [
        [_tile(state, column, node_of(state, column.code), kinds, decimals) for column in columns]
        for state in states
    ]
    return HeatData(
        [_row(state) for state in states],
        columns,
        tiles,
        [range_name(place, kinds) for place in range(len(kinds))],
        t("konsolidasi.panas.sementara"),
        t("konsolidasi.panas.tanpa"),
    )


def _row(state: RegionState) -> Row:
    note = t("konsolidasi.keadaan.belum") if state.row is None else ""
    return Row(state.wilayah.kode, state.wilayah.singkat, note)


def _tile(
    state: RegionState,
    column: Column,
    node: Simpul | None,
    kinds: list[Kategori],
    decimals: bool,  # noqa: FBT001
) -> Tile:
    who = f"{state.wilayah.nama}, {column.title}"
    if node is None:
        return Tile("", None, marked=False, spoken=t("konsolidasi.panas.belum_ada", siapa=who))
    if node.nilai is None:
        why = t(f"konsolidasi.arti.{node.status.value}")
        short = t(f"konsolidasi.tanpa_angka.{node.status.value}")
        return Tile(short, None, marked=False, spoken=f"{who}: {why}")
    written = format_index(node.nilai)
    # Cut off, not rounded: 99,9 must not read as 100.
    text = written if decimals else str(int(node.nilai))
    unfinished = node.status is Status.BELUM_LENGKAP
    step = bands.step_of(node.nilai, kinds)
    key = "konsolidasi.panas.angka_sementara" if unfinished else "konsolidasi.panas.angka"
    spoken = t(key, siapa=who, angka=written, kategori=kinds[step].nama)
    return Tile(text, step, marked=unfinished, spoken=spoken)


def range_name(place: int, kinds: list[Kategori]) -> str:
    """A band with its lower bound, "Tuntas Madya ≥ 80"; the lowest says below what it lies."""
    band = kinds[place]
    if place == 0 and len(kinds) > 1:
        return t("konsolidasi.panas.di_bawah", nama=band.nama, batas=kinds[1].batas)
    return t("konsolidasi.panas.mulai", nama=band.nama, batas=band.batas)


# --- On paper ----------------------------------------------------------------------------------


def print_pdf(data: HeatData, path: Path, title: str, footer: str, tanda_air: str = "") -> None:
    """Write the heat map on one landscape page, in the light palette whatever the screen shows.

    `tanda_air` is written over a page of an exercise.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.
    """
    from app.exchange import berkas

    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(drawn)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    margin = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margin, QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    painter = QPainter(writer)
    scale = _RESOLUTION / _POINTS_PER_INCH
    painter.scale(scale, scale)
    page = QRectF(0, 0, writer.width() / scale, writer.height() / scale)
    _draw_page(painter, page, data, title, footer)
    if tanda_air:
        paper_mark.mark(painter, page, tanda_air)
    painter.end()
    berkas.write_atomic(path, bytes(drawn.data().data()))


def _draw_page(painter: QPainter, page: QRectF, data: HeatData, title: str, footer: str) -> None:
    font = QFont()
    font.setPixelSize(8)
    heading = QFont(font)
    heading.setPixelSize(14)
    heading.setBold(True)
    line = QFontMetricsF(font).height() * _LINE
    palette = colours.palette(dark=False)
    painter.setFont(heading)
    painter.setPen(palette.text().color())
    painter.drawText(QRectF(0, 0, page.width(), 2 * line), int(Qt.AlignmentFlag.AlignTop), title)
    heat = HeatPainter(data, font, palette)
    heat.lay_out(QRectF(0, 2 * line, page.width(), page.height() - 5 * line))
    heat.draw(painter)
    heat.draw_legend(painter, QRectF(0, page.height() - 2.5 * line, page.width(), line))
    painter.setPen(palette.placeholderText().color())
    below = QRectF(0, page.height() - line, page.width(), line)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignBottom), footer)
