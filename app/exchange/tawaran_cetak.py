"""What an office could print now: every output and chart of a part of the work that has content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app import paths
from app.errors import LontarError
from app.exchange import potongan
from app.store import output_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

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
    return potongan.whole(offering(office, periode, wilayah, bagian, lambda _number, _all: None))


def offering(
    office: Office,
    periode: Periode,
    wilayah: str,
    bagian: str | None,
    tick: Callable[[int, int], object],
) -> Generator[None, None, list[Tawaran]]:
    """The same in pieces, for whoever has to answer in between; `tick` hears of each one looked at.

    Tables are put together to know whether there is anything in them, which takes a while where
    many forms are filled in.
    """
    listed = (*_tables(office, periode, bagian), *_charts(office, periode, bagian))
    found = []
    for number, one in enumerate(listed, start=1):
        tick(number, len(listed))
        found.append((yield from _counted(office, one, periode, wilayah)))
        yield
    return [one for one in found if one.isi]


def known(office: Office, periode: Periode, bagian: str) -> bool:
    """Whether anything of a part of the work can be printed in a period at all."""
    return bool(_tables(office, periode, bagian))


def _tables(office: Office, periode: Periode, bagian: str | None) -> list[Tawaran]:
    listed = output_lists.of_period(office, paths.forms(), periode).keluaran
    return [Tawaran(o.kode, o.nama, "tabel", 0) for o in listed if bagian in {None, o.milik}]


def _charts(office: Office, periode: Periode, bagian: str | None) -> list[Tawaran]:
    listed = output_lists.of_period(office, paths.forms(), periode.tahunan).grafik
    return [Tawaran(o.kode, o.nama, "grafik", 0) for o in listed if bagian in {None, o.milik}]


def _counted(
    office: Office, one: Tawaran, periode: Periode, wilayah: str
) -> Generator[None, None, Tawaran]:
    # Whether something can be printed at all is asked whenever a form is opened.
    from app.exchange import grafik_makro, keluaran_cetak

    try:
        if one.jenis == "grafik":
            chart = grafik_makro.gather(office, one.kode, wilayah, periode.tahunan)
            return one._replace(isi=len(chart.titik))
        made = yield from keluaran_cetak.making(office, one.kode, periode, wilayah)
        return one._replace(isi=made.baris)
    except LontarError as error:
        if error.kode != "cetak_kosong":
            raise
        return one
