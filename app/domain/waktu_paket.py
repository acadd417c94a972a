"""What the time a package says it was made at tells about the clock it was made by.

Nothing depends on that time: revisions go by their numbers, and the signatures carry a time of
their own. Whoever reads it may all the same take it for true, so a moment that cannot be is said.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.domain.periode import Periode

SLACK = timedelta(days=2)
"""A clock that is wrong by a day, in whatever zone, says nothing."""
_FIRST_YEAR = 2020
"""Before the program was written; a computer whose battery is empty begins even earlier."""


class Waktu(NamedTuple):
    """The moments that are known of a package: all but the first are claimed by no clock alone."""

    dibuat: datetime
    ditandatangani: datetime
    berlaku_dari: datetime
    sekarang: datetime


def doubt(waktu: Waktu, periode: Periode) -> str:
    """Why a package can hardly have been made when it says, as a word; empty when it can."""
    made = waktu.dibuat
    if made.year < _FIRST_YEAR:
        return "lampau"
    if made > waktu.sekarang + SLACK:
        return "depan"
    first_month = 3 * (periode.triwulan or 1) - 2
    if made + SLACK < datetime(periode.tahun, first_month, 1, tzinfo=made.tzinfo):
        return "triwulan"
    if made + SLACK < waktu.berlaku_dari:
        return "sertifikat"
    return "tanda_tangan" if made > waktu.ditandatangani + SLACK else ""
