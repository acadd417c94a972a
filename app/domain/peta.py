"""The tile map: one tile for each wilayah on a grid, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.domain.wilayah import Wilayah

Letak = tuple[int, int]
"""Row from the north and column from the west, both from 0."""
Arah = Literal["kiri", "kanan", "atas", "bawah"]

_STEPS: dict[Arah, Letak] = {"kiri": (0, -1), "kanan": (0, 1), "atas": (-1, 0), "bawah": (1, 0)}
_ASIDE = 3


def neighbour(places: Mapping[str, Letak], kode: str, arah: Arah) -> str:
    """The next tile in a direction; the same one where the map ends.

    What lies straight ahead comes before what lies aside: a step aside weighs as three ahead.
    """
    row, column = places[kode]
    down, right = _STEPS[arah]
    found = []
    for other, (its_row, its_column) in places.items():
        ahead = (its_row - row) * down + (its_column - column) * right
        aside = abs((its_row - row) * right) + abs((its_column - column) * down)
        if ahead > 0:
            found.append((ahead + _ASIDE * aside, other))
    return min(found)[1] if found else kode


def placed(places: Mapping[str, Letak], wilayah: Mapping[str, Wilayah]) -> dict[str, Letak]:
    """A place for each wilayah; one that has none yet takes the nearest free one of its island.

    Without an island in view it stands below everything.
    """
    found = {kode: letak for kode, letak in places.items() if kode in wilayah}
    for kode in sorted(wilayah.keys() - places.keys()):
        home = [letak for one, letak in found.items() if wilayah[one].pulau == wilayah[kode].pulau]
        found[kode] = _beside(home, set(found.values()))
    return found


def _beside(home: Sequence[Letak], taken: Collection[Letak]) -> Letak:
    bottom = max((row for row, _ in taken), default=-1)
    widest = max((column for _, column in taken), default=0)
    free = [
        (row, column)
        for row in range(bottom + 2)
        for column in range(widest + 1)
        if (row, column) not in taken
    ]
    if not home:
        return bottom + 1, 0
    return min(
        free,
        key=lambda one: (
            min(abs(one[0] - row) + abs(one[1] - column) for row, column in home),
            one,
        ),
    )


def reading_order(places: Mapping[str, Letak]) -> list[str]:
    """The tiles from the north-west, row by row."""
    return sorted(places, key=lambda kode: places[kode])


def islands(places: Mapping[str, Letak], wilayah: Mapping[str, Wilayah]) -> dict[str, list[str]]:
    """The tiles of each island, in reading order."""
    found: dict[str, list[str]] = {}
    for kode in reading_order(places):
        found.setdefault(wilayah[kode].pulau, []).append(kode)
    return found
