"""The trend over the last quarters: read quarter by quarter, worked out away from the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import tren
from app.domain.bagian import SPM
from app.domain.rekap import region_row
from app.domain.rekap_gabung import Reported
from app.exchange import rekap_bahan
from app.store import pilihan_metode, pustaka

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.store.office import Office

    Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Quarter:
    """What one quarter is worked out from; `values` lacks the regions without data."""

    periode: Periode
    wilayah: tuple[Wilayah, ...]
    forms: tuple[Formulir, ...]
    urusan: Mapping[str, str]
    metode: Metode
    values: Mapping[str, Mapping[str, Values]]


def quarters(office: Office, periode: Periode, folder: Path) -> Iterator[Quarter]:
    """Read the last quarters one by one, oldest first; some 30 ms each for 22 regions.

    All of them are put together by the metode chosen now, so that they can be compared.
    """
    urusan = pustaka.load_urusan(folder, SPM)
    metode = pilihan_metode.chosen(office, folder, periode)
    known: dict[str, str] = {}
    forms: tuple[Formulir, ...] = ()
    for one in tren.last_quarters(periode):
        # Most quarters share their forms with the one before.
        hashes = pustaka.definition_hashes(office, one)
        if hashes != known or not forms:
            known, forms = hashes, rekap_bahan.kabupaten_forms(office, one, urusan)
        wilayah = rekap_bahan.regions(office, folder, one)
        values = rekap_bahan.present_values(office, one, wilayah, forms)
        yield Quarter(one, wilayah, forms, urusan, metode, values)


def reported(quarter: Quarter) -> Reported:
    """The report of one quarter."""
    rows = {
        one.kode: region_row(
            one, quarter.forms, quarter.urusan, quarter.values[one.kode], quarter.metode
        )
        for one in quarter.wilayah
        if one.kode in quarter.values
    }
    return Reported(
        quarter.wilayah, rows, quarter.values, quarter.forms, quarter.urusan, quarter.metode
    )


def work_out(
    read: Sequence[Quarter], progress: Progress = lambda *_: None
) -> tuple[tren.Tren, Reported]:
    """The trend, and the report of the last quarter; touches neither store nor window."""
    reports = []
    for done, quarter in enumerate(read):
        progress("triwulan", done, len(read))
        reports.append((quarter.periode, reported(quarter)))
    return tren.trend(reports), reports[-1][1]
