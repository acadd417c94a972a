"""The recap in words: the state of a region, the summary, the list of who is awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import format_number
from app.teks import t
from app.ui.colours import Tone
from app.ui.pages.home_deadline import written_day

if TYPE_CHECKING:
    from datetime import date

    from app.ui.pages.consolidation_figures import Arrival, Recap, RegionState

LOOKS: dict[Arrival, tuple[str, Tone]] = {
    "lengkap": ("check-circle", Tone.GOOD),
    "belum_lengkap": ("half", Tone.WARN),
    "belum": ("circle", Tone.MUTED),
    "terlambat": ("clock", Tone.BAD),
}


def state(region: RegionState) -> str:
    """The state of a region in two or three words."""
    return t(f"konsolidasi.keadaan.{region.arrival}", hari=region.days_late)


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


def reminder(recap: Recap, deadline: date) -> str:
    """What is awaited, as text to paste into a chat group."""
    lines = [
        t(
            "konsolidasi.pengingat.judul",
            periode=recap.periode.judul,
            tanggal=written_day(deadline),
            ringkas=summary(recap),
        )
    ]
    if recap.missing:
        names = ", ".join(region.wilayah.nama for region in recap.missing)
        lines.append(t("konsolidasi.pengingat.belum", daftar=names))
    unfinished = [region for region in recap.regions if region.arrival == "belum_lengkap"]
    if unfinished:
        names = ", ".join(_with_gaps(region) for region in unfinished)
        lines.append(t("konsolidasi.pengingat.belum_lengkap", daftar=names))
    return "\n".join([*lines, t("konsolidasi.pengingat.terima_kasih")])


def _with_gaps(region: RegionState) -> str:
    assert region.row is not None
    empty = format_number(len(region.row.kelengkapan.kosong))
    return f"{region.wilayah.nama} ({t('konsolidasi.sel_kosong', jumlah=empty)})"
