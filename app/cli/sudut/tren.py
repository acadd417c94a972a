"""The trend: index and people not yet served over the last eight quarters, spread and outliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli.sudut import angka
from app.domain import tren
from app.domain.angka import format_number
from app.exchange import rekap_kata, rekap_tren
from app.teks import t

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from app.cli.keluaran import Keluaran
    from app.domain.sebaran import Sebaran
    from app.domain.tren import Titik
    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office


def show(office: Office, bahan: Bahan, _args: Namespace, keluaran: Keluaran) -> dict[str, object]:
    """Print both tables and the sentences about the spread, and return the same."""
    read = list(rekap_tren.quarters(office, bahan.periode, paths.forms()))
    found, now = rekap_tren.work_out(read)
    names = {one.kode: one.nama for one in bahan.wilayah}
    lines = {names[kode]: points for kode, points in found.wilayah.items() if kode in names}
    lines[t("konsolidasi.tren.provinsi_gabungan")] = found.gabungan
    heads = [t("konsolidasi.kolom.wilayah"), *map(rekap_kata.quarter_name, found.periode)]
    right = range(1, len(heads))
    keluaran.say(t("konsolidasi.kolom.belum"))
    keluaran.table(heads, [[name, *map(_people, one)] for name, one in lines.items()], right)
    lines[t("konsolidasi.tren.provinsi_rerata")] = found.rerata
    keluaran.say(f"\n{t('konsolidasi.kolom.indeks')}")
    keluaran.table(heads, [[name, *map(_index, one)] for name, one in lines.items()], right)
    for told in (
        t("konsolidasi.kaki.tanda"),
        t("konsolidasi.tren.kumulatif"),
        *rekap_kata.spread_told(now, bahan.periode.tahun),
    ):
        keluaran.say(told)
    return {
        "wilayah": {kode: _line(points) for kode, points in found.wilayah.items()},
        "provinsi": {"rerata": _line(found.rerata), "gabungan": _line(found.gabungan)},
        "sebaran": {
            "indeks": _spread(tren.index_spread(now)),
            "belum_per_1000": _spread(tren.people_spread(now, bahan.periode.tahun)),
        },
    }


def _people(point: Titik) -> str:
    return t("konsolidasi.kosong") if point.belum is None else format_number(point.belum)


def _index(point: Titik) -> str:
    return angka.index(point.indeks, final=point.final)


def _line(points: Sequence[Titik]) -> dict[str, object]:
    return {
        "triwulan": [
            {
                "periode": str(one.periode),
                "indeks": angka.number(one.indeks),
                "sementara": one.indeks is not None and not one.final,
                "belum_orang": one.belum,
                "dari": one.dari,
            }
            for one in points
        ],
        "setahun": {
            "indeks": angka.number(tren.index_change(points)),
            "belum_orang": tren.people_change(points),
        },
    }


def _spread(found: Sebaran | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "dari": found.banyak,
        "nilai_tengah": angka.number(found.tengah),
        "simpangan_tengah": angka.number(found.simpangan),
        "pencilan": {kode: angka.number(one) for kode, one in found.pencilan.items()},
    }
