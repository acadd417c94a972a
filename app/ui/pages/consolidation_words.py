"""The recap in words: the state of a region, the summary, the list of who is awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import format_number
from app.teks import t
from app.ui.colours import Tone

if TYPE_CHECKING:
    from app.ui.pages.consolidation_figures import Arrival, Recap, RegionState

LOOKS: dict[Arrival, tuple[str, Tone]] = {
    "lengkap": ("check-circle", Tone.GOOD),
    "belum_lengkap": ("half", Tone.WARN),
    "belum": ("circle", Tone.MUTED),
    "terlambat": ("clock", Tone.BAD),
}


def state(region: RegionState) -> str:
    """The state of a region in a few words."""
    told = t(f"konsolidasi.keadaan.{region.arrival}", hari=region.days_late)
    if region.held:
        return t("konsolidasi.keadaan.ditahan", keadaan=told, jumlah=len(region.held))
    return told


def spoken(region: RegionState) -> str:
    """A region with its state, and how much is missing."""
    parts = [region.wilayah.nama, state(region)]
    if region.row is not None and region.row.kelengkapan.kosong:
        empty = format_number(len(region.row.kelengkapan.kosong))
        parts.append(t("konsolidasi.sel_kosong", jumlah=empty))
    return ", ".join(parts)


def summary(recap: Recap) -> str:
    """How many arrived and how complete they are; what is zero is left out."""
    parts = [t("konsolidasi.ringkas.diterima", jumlah=recap.received, semua=len(recap.regions))]
    for key, count in (
        ("lengkap", recap.count("lengkap")),
        ("belum_lengkap", recap.count("belum_lengkap")),
        ("belum_ada", len(recap.missing)),
    ):
        if count:
            parts.append(t(f"konsolidasi.ringkas.{key}", jumlah=count))
    return " · ".join(parts)
