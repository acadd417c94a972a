"""A package says when it was made: what cannot be is said, a clock that is a day out is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.periode import Periode
from app.domain.waktu_paket import Waktu, doubt

MADE = datetime(2026, 10, 5, 9, 30, tzinfo=timezone(timedelta(hours=8)))
T3 = Periode(2026, 3)
DAY = timedelta(days=1)


def found(periode: Periode = T3, made: datetime = MADE, **changes: datetime) -> str:
    plain = {"ditandatangani": MADE, "berlaku_dari": MADE - 90 * DAY, "sekarang": MADE + DAY}
    return doubt(Waktu(dibuat=made, **{**plain, **changes}), periode)


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (MADE, ""),
        (MADE + DAY, ""),
        (MADE - 3 * DAY, ""),
        (datetime(1999, 1, 1, tzinfo=UTC), "lampau"),
        (datetime.min.replace(tzinfo=UTC), "lampau"),
        (datetime.max.replace(tzinfo=UTC), "depan"),
        (MADE + 4 * DAY, "depan"),
        (datetime(2026, 6, 29, 12, tzinfo=UTC), "sertifikat"),
        (datetime(2026, 6, 20, tzinfo=UTC), "triwulan"),
    ],
)
def test_a_moment_that_cannot_be_is_told_by_what_it_contradicts(made, word):
    assert found(made=made) == word


def test_it_is_not_made_before_its_certificate_or_after_its_signature():
    assert found(berlaku_dari=MADE + DAY) == ""
    assert found(berlaku_dari=MADE + 3 * DAY) == "sertifikat"
    assert found(ditandatangani=MADE - DAY) == ""
    assert found(ditandatangani=MADE - 3 * DAY) == "tanda_tangan"


def test_a_quarter_and_a_year_begin_with_their_first_month():
    assert found(Periode(2026, 4)) == ""
    assert found(Periode(2027, 1)) == "triwulan"
    assert found(Periode(2027)) == "triwulan"
    assert found(Periode(2026)) == ""
