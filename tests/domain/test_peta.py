"""The tile map: everybody has a place of their own, and every tile is reached by the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain import peta
from app.store import peta as tile_places
from app.store import pustaka

if TYPE_CHECKING:
    from app.domain.peta import Arah

PLACES = tile_places.load(paths.resources())
WILAYAH = pustaka.load_wilayah(paths.forms())
WAYS: tuple[Arah, ...] = ("kiri", "kanan", "atas", "bawah")


def test_every_kabupaten_and_kota_has_a_place_of_its_own():
    assert set(PLACES) == {kode for kode, one in WILAYAH.items() if not one.is_provinsi}
    assert len(set(PLACES.values())) == len(PLACES)


def test_every_tile_is_reached_by_the_arrows_from_every_other():
    for start in PLACES:
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            found = {peta.neighbour(PLACES, here, way) for way in WAYS} - seen
            seen |= found
            waiting += found
        assert seen == set(PLACES)


def test_an_arrow_goes_straight_ahead_and_stays_at_the_edge():
    assert peta.neighbour(PLACES, "53.11", "kanan") == "53.71"
    assert peta.neighbour(PLACES, "53.71", "bawah") == "53.14"
    assert peta.neighbour(PLACES, "53.15", "atas") == "53.15"
    assert peta.neighbour(PLACES, "53.21", "kanan") == "53.21"


def test_the_islands_follow_the_file_of_the_regions():
    found = peta.islands(PLACES, WILAYAH)
    assert list(found) == ["Flores", "Lembata", "Alor", "Timor", "Sumba", "Sabu", "Rote"]
    assert found["Timor"] == ["53.03", "53.04", "53.71", "53.01", "53.02", "53.21"]
    assert found["Sumba"] == ["53.18", "53.12", "53.17", "53.11"]
