"""How far many wilayah break their served people down, and all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import gedsi
from app.domain.gedsi import Cakupan, Hal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.rekap_gabung import Reported

TOLD: tuple[Hal, ...] = ("jenis_kelamin", "umur", "disabilitas")
"""Not the kinds: their share would tell how many have several disabilities."""


def coverage_of_all(
    reported: Reported,
) -> tuple[dict[str, Mapping[Hal, Cakupan]], dict[Hal, Cakupan]]:
    """The coverage of each wilayah with data, and of the province: counts added, then shared."""
    regions: dict[str, Mapping[Hal, Cakupan]] = {}
    whole: dict[Hal, Cakupan] = {}
    for kode, sheets in reported.values.items():
        services = [(form, sheets.get(form.kode, {})) for form in reported.forms if form.berindeks]
        found = {hal: one for hal, one in gedsi.together(services).items() if hal in TOLD}
        regions[kode] = found
        for hal, one in found.items():
            whole[hal] = whole.get(hal, Cakupan()) + one
    return regions, whole
