"""The recap as a heat map: regions by urusan or by layanan, each tile with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import format_index
from app.domain.indeks import Status
from app.exchange.rekap_kata import short_name
from app.teks import t
from app.ui.charts import bands
from app.ui.charts.heat_paint import Column, HeatData, Row, Tile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.indeks import Kategori, Simpul
    from app.domain.rekap import BarisRekap
    from app.domain.rekap_gabung import Reported
    from app.domain.wilayah import Wilayah

WHOLE = "daerah"


def by_urusan(reported: Reported, order: Sequence[str]) -> HeatData:
    """Regions by urusan, with the index of the region at the end."""
    columns = [Column(kode, short_name(nama), "", nama) for kode, nama in reported.urusan.items()]
    columns.append(Column(WHOLE, t("konsolidasi.kolom.indeks"), "", t("konsolidasi.indeks_daerah")))
    return _data(reported, order, columns, urusan_node, decimals=True)


def by_layanan(reported: Reported, order: Sequence[str]) -> HeatData:
    """Regions by layanan, grouped by urusan."""
    names = reported.urusan
    columns = [
        Column(form.kode, form.nama, short_name(names[form.urusan]), form.judul)
        for form in reported.forms
    ]
    return _data(reported, order, columns, _layanan_node, decimals=False)


def urusan_node(row: BarisRekap | None, kode: str) -> Simpul | None:
    """The index of an urusan, or of the region (`WHOLE`); None where nothing has come."""
    if row is None or kode == WHOLE:
        return row.indeks if row is not None else None
    return next((node for node in row.indeks.anak if node.kode == kode), None)


def _layanan_node(row: BarisRekap | None, kode: str) -> Simpul | None:
    return row.layanan.get(kode) if row is not None else None


def _data(
    reported: Reported,
    order: Sequence[str],
    columns: list[Column],
    node_of: Callable[[BarisRekap | None, str], Simpul | None],
    *,
    decimals: bool,
) -> HeatData:
    kinds = bands.ascending(reported.metode.kategori)
    known = {one.kode: one for one in reported.wilayah}
    found = [(known[kode], reported.rows.get(kode)) for kode in order]
    tiles = [
        [_tile(one, column, node_of(row, column.code), kinds, decimals) for column in columns]
        for one, row in found
    ]
    return HeatData(
        [_row(one, row) for one, row in found],
        columns,
        tiles,
        [range_name(place, kinds) for place in range(len(kinds))],
        t("konsolidasi.panas.sementara"),
        t("konsolidasi.panas.tanpa"),
    )


def _row(wilayah: Wilayah, row: BarisRekap | None) -> Row:
    note = t("konsolidasi.keadaan.belum") if row is None else ""
    return Row(wilayah.kode, wilayah.singkat, note)


def _tile(
    wilayah: Wilayah,
    column: Column,
    node: Simpul | None,
    kinds: list[Kategori],
    decimals: bool,  # noqa: FBT001 - how the numbers look
) -> Tile:
    who = f"{wilayah.nama}, {column.title}"
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
