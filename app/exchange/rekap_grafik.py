"""The sheet `Grafik` of a recap: charts of the program that opens it, their figures beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.rekap_gabung import groups
from app.exchange import rekap_kata, rekap_tren
from app.exchange.gambar_rekap import coverage, in_order
from app.exchange.rekap_kertas import ACCENT, FONT, INK, MUTED, PAPER, RULE, Book, Sheet
from app.exchange.rekap_lembar import DASH, shown, subtitle, title
from app.exchange.ukur_teks import height
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.rekap_bahan import Bahan
    from app.exchange.rekap_hitung import Isi
    from app.exchange.rekap_sekitar import Sekitar

GRAFIK = "Grafik"
_BOX = {"border": 1, "border_color": RULE}
_FIGURE = {**_BOX, "num_format": "0.00", "align": "center"}
_WHOLE = {**_BOX, "num_format": "#,##0"}
_OTHER = "#2F5D73"
_FIRST_ROW, _CHART_COLUMN, _ROW_PIXELS = 4, 6, 20
_WIDE, _LEAST_HIGH, _BETWEEN = 780, 300, 3
_WIDTHS = (43, 10, 13, 11, 12, 3)
_LAST_COLUMN, _ACROSS = 16, 180
_BAR_PIXELS = 26
_FULL = 100


class _Series(NamedTuple):
    """One series of a chart: the column of its figures, and how it is drawn."""

    column: int
    look: dict[str, object]


def charts(book: Book, bahan: Bahan, sekitar: Sekitar) -> None:
    """Ranking, urusan and trend: each a table with its chart to the right of it."""
    sheet = book.sheet(GRAFIK, t("rekap.kaki", periode=bahan.periode.judul))
    title(sheet, t("rekap.grafik.judul", periode=bahan.periode.judul), subtitle(bahan))
    told = coverage(bahan.reported)
    sheet.merge((2, 0, 2, _LAST_COLUMN), told, bold=True, text_wrap=True, valign="top")
    sheet.raw.set_row(2, height(told, _ACROSS, 10))
    sheet.widths(*_WIDTHS)
    breaks = []
    row = _ranking(sheet, bahan, _FIRST_ROW)
    breaks.append(row)
    row = _urusan(sheet, bahan, row)
    breaks.append(row)
    _trend(sheet, sekitar, row)
    sheet.raw.set_h_pagebreaks(breaks)
    sheet.raw.repeat_rows(0, 2)


# --- The three of them ---------------------------------------------------------------------------


def _ranking(sheet: Sheet, bahan: Bahan, top: int) -> int:
    """Who is complete by the index, then provisional figures, then who sent nothing."""
    names = ("wilayah", "tempat", "belum", "final", "sementara")
    rows: list[list[Isi | None]] = []
    for one in in_order(bahan.reported):
        name = one.wilayah.nama
        if one.baris is None:
            rows.append([t("rekap.grafik.tanpa_data", nama=name), None, None, None, None])
            continue
        node = one.baris.indeks
        figure = None if node.nilai is None else shown(node.nilai)
        final = node.final is not None
        place = one.tempat.tempat if one.tempat else None
        people = one.baris.orang_belum_terlayani
        rows.append([name, place, people, figure if final else None, None if final else figure])
    styles = [_BOX, {**_BOX, "align": "center"}, _WHOLE, _FIGURE, _FIGURE]
    at = _table(sheet, top, t("gambar.peringkat.judul", periode=bahan.periode.judul), names, rows,
                styles)  # fmt: skip
    chart = _chart(sheet, "bar", t("rekap.grafik.indeks"))
    half = {"pattern": "wide_upward_diagonal", "fg_color": ACCENT, "bg_color": PAPER}
    _add(chart, at, _Series(3, {"fill": {"color": ACCENT}, "overlap": 100, "gap": 40}))
    _add(chart, at, _Series(4, {"pattern": half, "border": {"color": ACCENT}}))
    chart.set_y_axis(
        {"reverse": True, "interval_unit": 1, **_axis(), "major_gridlines": {"visible": False}}
    )
    chart.set_x_axis({"min": 0, "max": _FULL, **_axis()})
    # Every name needs its own line, or the program leaves some out.
    return _place(sheet, chart, at, t("gambar.nama.peringkat"), _BAR_PIXELS)


def _urusan(sheet: Sheet, bahan: Bahan, top: int) -> int:
    """The province by urusan: the mean of who is complete, and all people together."""
    whole = groups(bahan.reported)[-1]
    pooled = {one.kode: one for one in whole.gabungan.anak}
    rows: list[list[Isi | None]] = []
    for kode, nama in bahan.urusan.items():
        mean, node = whole.rerata.get(kode), pooled.get(kode)
        together = node.nilai if node is not None else None
        rows.append(
            [
                rekap_kata.short_name(nama),
                None if mean is None else shown(mean),
                whole.rerata_dari.get(kode, 0),
                None if together is None else shown(together),
            ]
        )
    names = ("urusan", "rerata", "dari", "gabungan")
    styles = [_BOX, _FIGURE, {**_BOX, "align": "center"}, _FIGURE]
    at = _table(sheet, top, t("rekap.grafik.urusan_judul"), names, rows, styles)
    chart = _chart(sheet, "column", t("rekap.grafik.indeks"))
    second = {"pattern": "wide_upward_diagonal", "fg_color": _OTHER, "bg_color": PAPER}
    _add(chart, at, _Series(1, {"fill": {"color": ACCENT}, "gap": 60}))
    _add(chart, at, _Series(3, {"pattern": second, "border": {"color": _OTHER}}))
    chart.set_x_axis(_axis())
    chart.set_y_axis({"min": 0, "max": _FULL, **_axis()})
    _below(sheet, at[1] + 2, t("rekap.grafik.rerata_arti"))
    return _place(sheet, chart, at, t("rekap.grafik.urusan"))


def _trend(sheet: Sheet, sekitar: Sekitar, top: int) -> None:
    """The province over the last quarters; a quarter without figures interrupts its line."""
    if not sekitar.triwulan:
        return
    found, _ = rekap_tren.work_out(sekitar.triwulan)
    rows: list[list[Isi | None]] = [
        [
            rekap_kata.quarter_name(mean.periode),
            None if mean.indeks is None else shown(mean.indeks),
            mean.dari or DASH,
            None if pooled.indeks is None else shown(pooled.indeks),
            pooled.belum,
        ]
        for mean, pooled in zip(found.rerata, found.gabungan, strict=True)
    ]
    names = ("triwulan", "rerata", "dari", "gabungan", "belum")
    styles = [_BOX, _FIGURE, {**_BOX, "align": "center"}, _FIGURE, _WHOLE]
    at = _table(sheet, top, t("rekap.grafik.tren_judul"), names, rows, styles)
    below = _index_lines(sheet, at)
    _people_bars(sheet, at, below - 1)
    _below(sheet, at[1] + 2, t("konsolidasi.tren.kumulatif"))


def _index_lines(sheet: Sheet, at: tuple[int, int]) -> int:
    """Mean and pooled as two lines that differ in mark and stroke; the row below them."""
    chart = _chart(sheet, "line", t("rekap.grafik.indeks"))
    full: dict[str, object] = {"type": "circle", "size": 7, "fill": {"color": ACCENT}}
    empty = {**full, "type": "triangle", "fill": {"color": PAPER}, "border": {"color": _OTHER}}
    dashed = {"color": _OTHER, "dash_type": "dash", "width": 2}
    _add(chart, at, _Series(1, {"line": {"color": ACCENT, "width": 2.5}, "marker": full}), "above")
    _add(chart, at, _Series(3, {"line": dashed, "marker": empty}), "below")
    chart.set_x_axis(_axis())
    chart.set_y_axis({"min": 0, "max": _FULL, **_axis()})
    chart.show_blanks_as("gap")
    return _place(sheet, chart, at, t("gambar.nama.tren_indeks"))


def _people_bars(sheet: Sheet, at: tuple[int, int], row: int) -> None:
    """The people not yet served, from zero."""
    chart = _chart(sheet, "column", t("rekap.kolom.belum"))
    _add(chart, at, _Series(4, {"fill": {"color": ACCENT}, "gap": 60}))
    chart.set_x_axis(_axis())
    chart.set_y_axis({"min": 0, "num_format": "#,##0", **_axis()})
    chart.set_legend({"none": True})
    chart.set_size({"width": _WIDE, "height": _LEAST_HIGH})
    told = {"description": t("gambar.nama.tren_belum"), "object_position": 1}
    sheet.raw.insert_chart(row, _CHART_COLUMN, chart, told)


# --- Tables and charts ---------------------------------------------------------------------------


def _table(
    sheet: Sheet,
    top: int,
    judul: str,
    names: Sequence[str],
    rows: Sequence[Sequence[Isi | None]],
    styles: Sequence[dict[str, object]],
) -> tuple[int, int]:
    """Heading, head and rows; the first and the last row of the figures."""
    sheet.put(top, 0, judul, bold=True, font_size=12)
    sheet.header(top + 1, [t(f"rekap.grafik.kolom.{name}") for name in names])
    sheet.raw.set_row(top + 1, 32)
    for number, row in enumerate(rows, start=top + 2):
        for column, (isi, style) in enumerate(zip(row, styles, strict=True)):
            sheet.put(number, column, isi, **style)
    return top + 2, top + 1 + len(rows)


def _below(sheet: Sheet, row: int, note: str) -> None:
    """A remark below a table, over its whole width."""
    sheet.raw.set_row(row, 40)
    place = (row, 0, row, len(_WIDTHS) - 2)
    sheet.merge(place, note, font_color=MUTED, font_size=9, text_wrap=True, valign="top")


def _chart(sheet: Sheet, kind: str, judul: str) -> Any:
    chart = sheet.book.chart(kind)
    chart.set_title({"name": judul, "name_font": {"name": FONT, "size": 11, "color": INK}})
    chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9}})
    chart.set_chartarea({"border": {"color": RULE}})
    return chart


def _axis() -> dict[str, object]:
    return {
        "num_font": {"name": FONT, "size": 9, "color": INK},
        "line": {"color": MUTED},
        "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}},
    }


def _add(chart: Any, at: tuple[int, int], series: _Series, label: str = "outside_end") -> None:
    """A series with its figures written at its bars or points."""
    first, last = at
    chart.add_series(
        {
            "name": [GRAFIK, first - 1, series.column],
            "categories": [GRAFIK, first, 0, last, 0],
            "values": [GRAFIK, first, series.column, last, series.column],
            "data_labels": {"value": True, "position": label, "font": {"name": FONT, "size": 8}},
            **series.look,
        }
    )


def _place(
    sheet: Sheet, chart: Any, at: tuple[int, int], told: str, pixels: int = _ROW_PIXELS
) -> int:
    """Put a chart beside its table, and return the row where the next one begins."""
    first, last = at
    high = max(_LEAST_HIGH, (last - first + 1) * pixels + 60)
    chart.set_size({"width": _WIDE, "height": high})
    place = {"description": told, "object_position": 1}
    sheet.raw.insert_chart(first - 1, _CHART_COLUMN, chart, place)
    return first - 1 + max(last - first + 2, high // _ROW_PIXELS) + _BETWEEN
