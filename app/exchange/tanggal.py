"""Days and moments the way a letter writes them, in Indonesian."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def written_date(moment: str) -> str:
    """An ISO time the way a letter writes it, "9 Oktober 2026, 10.32"."""
    return written_moment(datetime.fromisoformat(moment))


def written_moment(when: datetime) -> str:
    """A moment the way a letter writes it, "9 Oktober 2026, 10.32"."""
    return f"{written_day(when)}, {when:%H.%M}"


def written_day(day: date) -> str:
    """A day the way a letter writes it, "9 Oktober 2026"."""
    return f"{day.day} {_BULAN[day.month - 1]} {day.year}"
