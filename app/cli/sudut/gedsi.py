"""How far each region breaks its served people down by sex, age and disability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.sudut import angka
from app.domain.rekap_gedsi import TOLD, coverage_of_all
from app.teks import t

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from app.cli.keluaran import Keluaran
    from app.domain.gedsi import Cakupan, Hal
    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office


def show(_office: Office, bahan: Bahan, _args: Namespace, keluaran: Keluaran) -> dict[str, object]:
    """Print the shares of every region and the province, and return them."""
    regions, whole = coverage_of_all(bahan.reported)
    heads = [t("konsolidasi.kolom.wilayah"), *(t(f"konsolidasi.gedsi.{hal}") for hal in TOLD)]
    rows = [[one.nama, *_words(regions.get(one.kode, {}))] for one in bahan.wilayah]
    rows.append([t("konsolidasi.tren.provinsi_gabungan"), *_words(whole)])
    keluaran.table(heads, rows, right=range(1, len(heads)))
    keluaran.say(t("konsolidasi.gedsi.arti"))
    return {
        "wilayah": {kode: _shares(one) for kode, one in regions.items()},
        "provinsi": _shares(whole),
    }


def _words(found: Mapping[Hal, Cakupan]) -> list[str]:
    return [angka.index(found[hal].persen if hal in found else None) for hal in TOLD]


def _shares(found: Mapping[Hal, Cakupan]) -> dict[str, float | None]:
    return {hal: angka.number(found[hal].persen) if hal in found else None for hal in TOLD}
