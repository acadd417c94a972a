"""What the charts of the RAT show: a row of the indicators over the years, March and September."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from app import paths
from app.domain.angka import format_decimal
from app.domain.periode import Periode
from app.errors import LontarError
from app.store import output_lists, pustaka, questions, region_lists

if TYPE_CHECKING:
    from app.store.office import Office

BULAN = ("maret", "september")
YEARS = 5


class Titik(NamedTuple):
    """A figure of a year and month, and how it is written."""

    tahun: int
    bulan: str
    nilai: Fraction
    teks: str


class IsiGrafik(NamedTuple):
    """A chart: title, unit, the years it covers, and its points; empty ones are left out.

    `bentuk` is whether they are drawn as lines or as bars.
    """

    judul: str
    satuan: str
    tahun: tuple[int, ...]
    titik: tuple[Titik, ...]
    bentuk: Literal["garis", "batang"] = "garis"


def gather(office: Office, kode: str, wilayah: str, periode: Periode) -> IsiGrafik:
    """The points of a chart of a region, the year of `periode` last.

    Raises:
        LontarError: there is no such chart, or nothing to draw.

    """
    known = output_lists.of_period(office, paths.forms(), periode).charts
    chart = known.get(kode.upper())
    if chart is None:
        raise LontarError("cetak_tidak_ada", keluaran=kode, ada=", ".join(known))
    forms = pustaka.forms_of(office, periode)
    form = forms.get(chart.formulir)
    # An older version of the form may not have the row yet.
    if form is None or not all(form.find(f"{chart.baris}.{month}") for month in BULAN):
        raise LontarError("cetak_kosong", keluaran=kode, formulir=chart.formulir, periode=periode)
    years = [Periode(periode.tahun - back) for back in reversed(range(YEARS))]
    values = questions.series(office, form.kode, wilayah, years)
    points = []
    for year in years:
        for month in BULAN:
            sel = form.cell(f"{chart.baris}.{month}")
            nilai = values[str(year)].get(sel.kode)
            if isinstance(nilai, int):
                number = Fraction(nilai, 10**sel.desimal)
                points.append(Titik(year.tahun, month, number, format_decimal(number, sel.desimal)))
    if not points:
        raise LontarError("cetak_kosong", keluaran=kode, formulir=form.kode, periode=periode)
    region = region_lists.region(office, paths.forms(), wilayah, periode).nama
    unit = form.cell(f"{chart.baris}.{BULAN[0]}").baris.satuan
    all_years = tuple(year.tahun for year in years)
    return IsiGrafik(f"{chart.nama}, {region}", unit, all_years, tuple(points), chart.bentuk)
