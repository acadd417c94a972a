"""When a period has to be handed in: the usual days, and what the province set instead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.store import toml_files

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.periode import Periode
    from app.store.office import Office


class Tenggat(NamedTuple):
    """A deadline; `bawaan` tells that nobody has set it, it is only the usual day."""

    kode: str
    label: str
    tanggal: date
    bawaan: bool


class Pengecualian(NamedTuple):
    """A day the province allowed one region instead, and why."""

    wilayah: str
    periode: str
    kode: str
    tanggal: date
    alasan: str


class _Usual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the data file: the day of the month after the period ends."""

    kode: str
    label: str
    hari: int
    sumber: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file: one `[[tenggat]]` per deadline."""

    tenggat: list[_Usual]


_SET = """
    INSERT INTO tenggat (periode, kode, tanggal) VALUES (?, ?, ?)
    ON CONFLICT (periode, kode) DO UPDATE SET tanggal = excluded.tanggal
"""


_ALLOW = """
    INSERT INTO tenggat_wilayah (wilayah, periode, kode, tanggal, alasan) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (wilayah, periode, kode) DO UPDATE
    SET tanggal = excluded.tanggal, alasan = excluded.alasan
"""
_ALLOWED = """
    SELECT wilayah, periode, kode, tanggal, alasan FROM tenggat_wilayah
    WHERE periode = ? AND (? IS NULL OR wilayah = ?) ORDER BY wilayah, kode
"""


def deadlines(office: Office, periode: Periode, usual: Path) -> list[Tenggat]:
    """All deadlines of a period, earliest first; `usual` is the data file with the usual days."""
    found = office.conn.execute(
        "SELECT kode, tanggal FROM tenggat WHERE periode = ?", (str(periode),)
    )
    chosen = {kode: date.fromisoformat(tanggal) for kode, tanggal in found}
    isi = toml_files.read(usual, usual.parent)
    lines = toml_files.decode(isi, _File, usual, usual.parent).tenggat
    listed = (
        Tenggat(
            line.kode,
            line.label,
            chosen.get(line.kode) or _usual_day(periode, line.hari),
            line.kode not in chosen,
        )
        for line in lines
    )
    return sorted(listed, key=lambda tenggat: tenggat.tanggal)


def set_deadline(office: Office, periode: Periode, kode: str, tanggal: date) -> None:
    """Keep the day the province chose."""
    with office.transaction() as conn:
        conn.execute(_SET, (str(periode), kode, tanggal.isoformat()))


def allow(office: Office, one: Pengecualian) -> None:
    """Keep the day one region was allowed; the reason is not empty."""
    row = (one.wilayah, one.periode, one.kode, one.tanggal.isoformat(), one.alasan)
    with office.transaction() as conn:
        conn.execute(_ALLOW, row)


def allowed(office: Office, periode: Periode, wilayah: str | None = None) -> list[Pengecualian]:
    """The exceptions of a period, of one region or of all."""
    rows = office.conn.execute(_ALLOWED, (str(periode), wilayah, wilayah))
    return [
        Pengecualian(kode, of, which, date.fromisoformat(day), why)
        for kode, of, which, day, why in rows
    ]


def _usual_day(periode: Periode, hari: int) -> date:
    if periode.triwulan in (None, 4):
        return date(periode.tahun + 1, 1, hari)
    return date(periode.tahun, (periode.triwulan or 0) * 3 + 1, hari)
