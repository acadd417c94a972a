"""What an office could print now: every output and chart of a part of the work that has content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app import paths
from app.errors import LontarError
from app.store import pustaka

if TYPE_CHECKING:
    from app.domain.periode import Periode
    from app.store.office import Office


class Tawaran(NamedTuple):
    """An output or a chart by its name; `isi` counts its rows or its figures."""

    kode: str
    nama: str
    jenis: Literal["tabel", "grafik"]
    isi: int


def offers(
    office: Office, periode: Periode, wilayah: str, bagian: str | None = None
) -> list[Tawaran]:
    """What can be printed for a region and a period, in the order of the file.

    With `bagian` only what belongs to one part of the work; what has no content is left out.
    """
    return [
        found
        for one in (*_tables(bagian), *_charts(bagian))
        for found in (_counted(office, one, periode, wilayah),)
        if found.isi
    ]


def known(bagian: str) -> bool:
    """Whether anything of a part of the work can be printed at all."""
    return bool(_tables(bagian))


def _tables(bagian: str | None) -> list[Tawaran]:
    listed = pustaka.load_keluaran(paths.forms()).values()
    return [Tawaran(o.kode, o.nama, "tabel", 0) for o in listed if bagian in {None, o.milik}]


def _charts(bagian: str | None) -> list[Tawaran]:
    listed = pustaka.load_grafik(paths.forms()).values()
    return [Tawaran(o.kode, o.nama, "grafik", 0) for o in listed if bagian in {None, o.milik}]


def _counted(office: Office, one: Tawaran, periode: Periode, wilayah: str) -> Tawaran:
    # Whether something can be printed at all is asked whenever a form is opened.
    from app.exchange import grafik_makro, keluaran_cetak

    try:
        if one.jenis == "grafik":
            chart = grafik_makro.gather(office, one.kode, wilayah, periode.tahunan)
            return one._replace(isi=len(chart.titik))
        return one._replace(isi=keluaran_cetak.make(office, one.kode, periode, wilayah).baris)
    except LontarError as error:
        if error.kode != "cetak_kosong":
            raise
        return one
