"""What the offices of the demo say that e-SPM shows: near their own index, one of them far off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain import pembanding
from app.domain.angka import round_half_up
from app.domain.rekap import region_row
from app.exchange.demo_angka import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Acuan

_SILENT, _FAR, _NEAR = 4, 12, 40
_ALL = 100 * 100
_SEEN_ON, _MONTHS = 5, 3
_SEEN_AT = "dasbor"


def fill(
    wilayah: Wilayah,
    periode: Periode,
    forms: Iterable[Formulir],
    values: Mapping[str, Mapping[str, Nilai]],
    acuan: Acuan,
) -> dict[str, Nilai]:
    """The sheet of one office; about one in five reports nothing, and the province sees nothing."""
    turn = draw(0, 19, wilayah.kode, "espm")
    if wilayah.is_provinsi or turn < _SILENT:
        return {}
    row = region_row(wilayah, forms, acuan.urusan, values, acuan.metode)
    if row.indeks.nilai is None:
        return {}
    shift = -310 if turn == _FAR else draw(-_NEAR, _NEAR, wilayah.kode, str(periode), "selisih")
    figure = max(0, min(_ALL, round_half_up(row.indeks.nilai) + shift))
    months = (periode.triwulan or 4) * _MONTHS
    seen = date(periode.tahun + months // 12, months % 12 + 1, _SEEN_ON)
    place = f"{pembanding.TABEL}.{pembanding.SELURUH}"
    return {
        f"{place}.{pembanding.INDEKS}": figure,
        f"{place}.{pembanding.TANGGAL}": seen.isoformat(),
        f"{place}.{pembanding.SUMBER}": _SEEN_AT,
    }
