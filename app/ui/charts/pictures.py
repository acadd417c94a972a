"""Every picture of the konsolidasi by its code: one drawing for the window and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange import gambar_rekap
from app.exchange.gambar_rekap import (
    PANAS_LAYANAN,
    PANAS_URUSAN,
    PERINGKAT,
    PETA,
    SEBARAN,
)
from app.ui.charts import (
    picture,
    picture_rank,
    picture_spread,
    picture_tiles,
    picture_trend,
    recap_heat,
    recap_map,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.rekap_gabung import Reported
    from app.domain.tren import Tren
    from app.exchange.gambar_rekap import Asal
    from app.ui.charts.picture import Drawing


def save(
    kode: str,
    reported: Reported,
    asal: Asal,
    target: Path,
    *,
    found: Tren | None = None,
    urusan: str = recap_heat.WHOLE,
    order: Sequence[str] = (),
) -> None:
    """Draw a picture into a PNG or SVG.

    `found` is needed for the trend only; `urusan` is what the map shows, `order` that of the heat
    maps where they are not in the order of the codes.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    name = reported.urusan.get(urusan, "") if kode == PETA else ""
    head = gambar_rekap.head(kode, reported, asal, name)
    picture.save(head, _drawing(kode, reported, asal, found, urusan, order), target)


def _drawing(
    kode: str,
    reported: Reported,
    asal: Asal,
    found: Tren | None,
    urusan: str,
    order: Sequence[str],
) -> Drawing:
    regions = order or [one.kode for one in reported.wilayah]
    if kode == PETA:
        return picture_tiles.tiles(recap_map.map_data(reported, urusan))
    if kode == PANAS_URUSAN:
        return picture_tiles.heat(recap_heat.by_urusan(reported, regions))
    if kode == PANAS_LAYANAN:
        return picture_tiles.heat(recap_heat.by_layanan(reported, regions))
    if kode == PERINGKAT:
        return picture_rank.ranking(reported)
    if kode == SEBARAN:
        return picture_spread.spread(reported, asal.periode.tahun)
    assert found is not None
    return picture_trend.trend(kode, found, reported)
