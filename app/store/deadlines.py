"""When a period has to be handed in: the usual days, and what the province set instead."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.periode import Periode
from app.store import toml_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from app.store.office import Office


class Tenggat(NamedTuple):
    """A deadline; `bawaan` tells that nobody has set it, it is only the usual day.

    `bagian` is the part of the work it is about, and `ikut` the deadline it follows while nobody
    has set it. `sendiri` is its name where what follows it has a day of its own. What is `kalender`
    is another document that falls due, no package: it counts no days down and makes nobody late.
    """

    kode: str
    label: str
    tanggal: date
    bawaan: bool
    bagian: str = ""
    ikut: str = ""
    sendiri: str = ""
    kalender: bool = False


class Pengecualian(NamedTuple):
    """A day the province allowed one region instead, and why."""

    wilayah: str
    periode: str
    kode: str
    tanggal: date
    alasan: str


class Usual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the data file: the day of a month after the period ends, the first unless said.

    `triwulan` are the quarters that have it; without any, all have it.
    """

    kode: str
    label: str
    hari: int
    sumber: str = ""
    bagian: str = ""
    ikut: str = ""
    sendiri: str = ""
    triwulan: list[int] = []
    bulan: int = 1
    kalender: bool = False

    def named(self, label: str, periode: Periode) -> str:
        """A name with the year and semester it is about."""
        semester = "I" if (periode.triwulan or _QUARTERS) <= _QUARTERS // 2 else "II"
        filled = label.replace("{tahun}", str(periode.tahun)).replace("{semester}", semester)
        return filled.replace("{berikut}", str(periode.tahun + 1))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file: one `[[tenggat]]` per deadline."""

    tenggat: list[Usual]


_QUARTERS, _MONTHS = 4, 12
_MONTHS_A_QUARTER = 3

_SET = """
    INSERT INTO tenggat (periode, kode, tanggal) VALUES (?, ?, ?)
    ON CONFLICT (periode, kode) DO UPDATE SET tanggal = excluded.tanggal
"""


_ALLOW = """
    INSERT INTO tenggat_wilayah (wilayah, periode, kode, tanggal, alasan) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (wilayah, periode, kode) DO UPDATE
    SET tanggal = excluded.tanggal, alasan = excluded.alasan
"""
_REFUSE = "DELETE FROM tenggat_wilayah WHERE wilayah = ? AND periode = ? AND kode = ?"
_ALLOWED = """
    SELECT wilayah, periode, kode, tanggal, alasan FROM tenggat_wilayah
    WHERE periode = ? AND (? IS NULL OR wilayah = ?) ORDER BY wilayah, kode
"""


def usual(file: Path) -> list[Usual]:
    """The days that hold where the province sets no other.

    Raises:
        LontarError: the file is wrong.

    """
    return toml_files.decode(toml_files.read(file, file.parent), _File, file, file.parent).tenggat


def deadlines(office: Office, periode: Periode, file: Path) -> list[Tenggat]:
    """All deadlines of a period, earliest first; `file` is the one with the usual days."""
    return _of_period(periode, _chosen(office, periode), usual(file))


def calendar(office: Office, since: date, until: date, file: Path) -> list[Tenggat]:
    """The other documents that fall due between two days, of whichever period, earliest first."""
    lines = [line for line in usual(file) if line.kalender]
    years = range(since.year - 1, until.year + 1)
    periods = [Periode(year, quarter) for year in years for quarter in range(1, _QUARTERS + 1)]
    found = [one for each in periods for one in _of_period(each, _chosen(office, each), lines)]
    return sorted(
        (one for one in found if since <= one.tanggal <= until), key=lambda one: one.tanggal
    )


def _chosen(office: Office, periode: Periode) -> dict[str, date]:
    found = office.conn.execute(
        "SELECT kode, tanggal FROM tenggat WHERE periode = ?", (str(periode),)
    )
    return {kode: date.fromisoformat(tanggal) for kode, tanggal in found}


def _of_period(
    periode: Periode, chosen: Mapping[str, date], lines: Sequence[Usual]
) -> list[Tenggat]:
    quarter = periode.triwulan or _QUARTERS
    lines = [line for line in lines if not line.triwulan or quarter in line.triwulan]
    days = {line.kode: chosen.get(line.kode, _usual_day(periode, line)) for line in lines}
    listed = (
        Tenggat(
            line.kode,
            line.named(line.label, periode),
            days[line.ikut if line.ikut and line.kode not in chosen else line.kode],
            line.kode not in chosen,
            line.bagian,
            line.ikut,
            line.named(line.sendiri or line.label, periode),
            line.kalender,
        )
        for line in lines
    )
    return sorted(listed, key=lambda tenggat: tenggat.tanggal)


def day_for(
    kode: str, listed: Mapping[str, Tenggat], allowed_: Mapping[str, Pengecualian]
) -> tuple[date, str]:
    """The day as it holds for one region, and why it is another than for the others.

    A deadline that follows another one also follows what a region was allowed there.
    """
    one = listed[kode]
    if kode in allowed_:
        return allowed_[kode].tanggal, allowed_[kode].alasan
    if one.bawaan and one.ikut:
        return day_for(one.ikut, listed, allowed_)
    return one.tanggal, ""


def set_deadline(office: Office, periode: Periode, kode: str, tanggal: date) -> None:
    """Keep the day the province chose."""
    with office.transaction() as conn:
        conn.execute(_SET, (str(periode), kode, tanggal.isoformat()))


def allow(office: Office, one: Pengecualian) -> None:
    """Keep the day one region was allowed; the reason is not empty."""
    row = (one.wilayah, one.periode, one.kode, one.tanggal.isoformat(), one.alasan)
    with office.transaction() as conn:
        conn.execute(_ALLOW, row)


def learn(office: Office, wilayah: str, periode: Periode, kode: str, day: date, why: str) -> None:
    """Keep a day the province told this office; `why` is empty where it is the day of all.

    An exception the province no longer names is one no more.
    """
    with office.transaction() as conn:
        set_deadline(office, periode, kode, day)
        if why:
            allow(office, Pengecualian(wilayah, str(periode), kode, day, why))
        else:
            conn.execute(_REFUSE, (wilayah, str(periode), kode))


def allowed(office: Office, periode: Periode, wilayah: str | None = None) -> list[Pengecualian]:
    """The exceptions of a period, of one region or of all."""
    rows = office.conn.execute(_ALLOWED, (str(periode), wilayah, wilayah))
    return [
        Pengecualian(kode, of, which, date.fromisoformat(day), why)
        for kode, of, which, day, why in rows
    ]


def for_region(
    office: Office, periode: Periode, usual: Path, wilayah: str
) -> tuple[list[Tenggat], list[Pengecualian]]:
    """All deadlines as they hold for one region, earliest first, and what it was allowed."""
    own = allowed(office, periode, wilayah)
    known = {one.kode: one for one in deadlines(office, periode, usual)}
    theirs = {one.kode: one for one in own}
    days = (
        one._replace(tanggal=day_for(one.kode, known, theirs)[0]) for one in known.values()
    )  # fmt: skip
    return sorted(days, key=lambda one: one.tanggal), own


def _usual_day(periode: Periode, line: Usual) -> date:
    """The day of the month so many months after the period; a short month ends sooner."""
    months = (periode.triwulan or _QUARTERS) * _MONTHS_A_QUARTER + line.bulan - 1
    year, month = periode.tahun + months // _MONTHS, months % _MONTHS + 1
    return date(year, month, min(line.hari, monthrange(year, month)[1]))
