"""The tile map: everybody has a place of their own, and every tile is reached by the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app import paths
from app.domain import peta
from app.store import peta as tile_places
from app.store import pustaka

if TYPE_CHECKING:
    from app.domain.peta import Arah

PLACES = tile_places.load(paths.resources())
WILAYAH = pustaka.load_wilayah(paths.forms())
KNOWN = {kode: one for kode, one in WILAYAH.items() if not one.is_provinsi}
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


def test_a_region_without_a_place_stands_beside_those_of_its_island():
    new = msgspec.structs.replace(WILAYAH["53.01"], kode="53.22")
    found = peta.placed(PLACES, {**KNOWN, "53.22": new})
    assert {kode: found[kode] for kode in PLACES} == PLACES
    row, column = found["53.22"]
    assert found["53.22"] not in PLACES.values()
    assert any(
        abs(row - one[0]) + abs(column - one[1]) == 1
        for kode, one in PLACES.items()
        if WILAYAH[kode].pulau == "Timor"
    )


def test_a_region_of_an_island_nobody_shows_stands_below_and_one_that_left_is_not_shown():
    new = msgspec.structs.replace(WILAYAH["53.01"], kode="53.22", pulau="Baru")
    kept = {kode: one for kode, one in KNOWN.items() if kode != "53.20"}
    found = peta.placed(PLACES, {**kept, "53.22": new})
    assert found["53.22"] == (max(row for row, _ in PLACES.values()) + 1, 0)
    assert "53.20" not in found
