"""The recap as a tile map: a tile for each region, by its index or that of an urusan."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app import paths
from app.domain import peta
from app.domain.angka import format_index, format_number
from app.domain.rekap import PEOPLE, not_served
from app.store import peta as tile_places
from app.teks import t
from app.ui.charts import bands
from app.ui.charts.recap_heat import WHOLE, range_name, urusan_node
from app.ui.charts.tile_paint import MapData, MapTile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.indeks import Kategori
    from app.domain.peta import Letak
    from app.domain.rekap import BarisRekap
    from app.domain.rekap_gabung import Reported
    from app.domain.wilayah import Wilayah


@cache
def _places() -> Mapping[str, Letak]:
    return tile_places.load(paths.resources())


def map_data(reported: Reported, urusan: str) -> MapData:
    """The tiles of all regions; `urusan` is a code, or WHOLE for the index of the region."""
    kinds = bands.ascending(reported.metode.kategori)
    known = {one.kode: one for one in reported.wilayah}
    places = peta.placed(_places(), known)
    return MapData(
        {kode: _tile(reported, known[kode], urusan, kinds) for kode in places},
        places,
        peta.islands(places, known),
        [range_name(place, kinds) for place in range(len(kinds))],
        t("konsolidasi.peta.belum_ada"),
    )


def _people(reported: Reported, row: BarisRekap, urusan: str) -> int | None:
    """People not yet served, in all layanan or in those of an urusan; None while unknown."""
    if urusan == WHOLE:
        return row.orang_belum_terlayani
    values = reported.values.get(row.wilayah.kode, {})
    wanted = [form for form in reported.forms if form.urusan == urusan]
    owed = [not_served(form, values.get(form.kode, {})) for form in wanted]
    people = [one[1] for one in owed if one is not None and one[0] == PEOPLE]
    return sum(people) if people else None


def _tile(reported: Reported, wilayah: Wilayah, urusan: str, kinds: list[Kategori]) -> MapTile:
    kode, name, who = wilayah.kode, wilayah.singkat, wilayah.nama
    row = reported.rows.get(kode)
    if row is None:
        spoken = t("konsolidasi.panas.belum_ada", siapa=who)
        none = t("konsolidasi.peta.belum_ada")
        return MapTile(kode, name, none, "", None, missing=True, spoken=spoken)
    node, people = urusan_node(row, urusan), _people(reported, row, urusan)
    unserved = below = ""
    if people is not None:
        unserved = t("konsolidasi.belum_orang", jumlah=format_number(people))
        below = t("konsolidasi.peta.belum", jumlah=format_number(people))
    if node is None or node.nilai is None:
        key = node.status.value if node is not None else "belum_lengkap"
        why = t(f"konsolidasi.arti.{key}")
        shown = t(f"konsolidasi.tanpa_angka.{key}")
        spoken = " · ".join(filter(None, (f"{who}: {why}", unserved)))
        return MapTile(kode, name, shown, below, None, missing=False, spoken=spoken)
    step = bands.step_of(node.nilai, kinds)
    written = format_index(node.nilai)
    final = node.final is not None
    key = "konsolidasi.panas.angka" if final else "konsolidasi.panas.angka_sementara"
    said = t(key, siapa=who, angka=written, kategori=kinds[step].nama)
    spoken = " · ".join(filter(None, (said, unserved)))
    figure = written if final else t("konsolidasi.sementara", angka=written)
    return MapTile(kode, name, figure, below, step, missing=False, spoken=spoken)
