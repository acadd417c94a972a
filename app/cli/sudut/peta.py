"""The map in words: the islands with their regions from north-west to south-east."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli.sudut import angka
from app.domain import peta
from app.domain.indeks import kategori
from app.domain.rekap import PEOPLE
from app.store import peta as tile_places
from app.teks import t

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.keluaran import Keluaran
    from app.domain.peta import Letak
    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office


def show(_office: Office, bahan: Bahan, _args: Namespace, keluaran: Keluaran) -> dict[str, object]:
    """Print the regions by island and return every tile with its place."""
    known = {one.kode: one for one in bahan.wilayah}
    places = peta.placed(tile_places.load(paths.resources()), known)
    islands = peta.islands(places, known)
    heads = [t("konsolidasi.peta.pulau"), *map(t, _HEADS)]
    rows = [
        [pulau if kode == codes[0] else "", known[kode].nama, *_words(bahan, kode)]
        for pulau, codes in islands.items()
        for kode in codes
    ]
    keluaran.table(heads, rows, right=(2, 3))
    return {"ubin": [_tile(bahan, kode, places[kode]) for kode in peta.reading_order(places)]}


_HEADS = tuple(f"konsolidasi.kolom.{name}" for name in ("wilayah", "belum", "indeks", "kategori"))


def _words(bahan: Bahan, kode: str) -> list[str]:
    row = bahan.rows.get(kode)
    if row is None:
        return ["", "", t("konsolidasi.peta.belum_ada")]
    node = row.indeks
    band = "" if node.nilai is None else kategori(node.nilai, bahan.metode)
    return [angka.count(row.belum_terlayani, PEOPLE), angka.node(node), band]


def _tile(bahan: Bahan, kode: str, letak: Letak) -> dict[str, object]:
    wilayah = next(one for one in bahan.wilayah if one.kode == kode)
    row = bahan.rows.get(kode)
    nilai = row.indeks.nilai if row is not None else None
    return {
        "kode": kode,
        "nama": wilayah.nama,
        "pulau": wilayah.pulau,
        "baris": letak[0],
        "kolom": letak[1],
        "ada_data": row is not None,
        "indeks": angka.number(nilai),
        "sementara": row is not None and row.indeks.final is None,
        "kategori": None if nilai is None else kategori(nilai, bahan.metode),
        "belum_terlayani": dict(row.belum_terlayani) if row is not None else None,
    }
