"""What a follow-up from another office may say: limits, spellings and order."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.tindak_lanjut import (
    BOBOT,
    LAPORAN,
    MAX_KEJADIAN,
    MAX_NAMA,
    MAX_PUTARAN,
    MAX_TEKS,
    JenisLanjut,
    in_order,
)
from app.exchange.baku import is_day, is_line
from app.exchange.baris_kabar import MAX_LAPORAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.domain.tindak_lanjut import KejadianLanjut, TindakLanjut
    from app.exchange.baris_kabar import BarisLaporan

MAX_LANJUT = 1_000
MAX_SEBUTAN = 300

_ID = re.compile(r"[0-9a-f]{32}")
_TENTANG = re.compile(
    r"([A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,3}( [a-z0-9_]{1,60}(\.[a-z0-9_]{1,60}){2})?)?"
)
_STATES = frozenset(one.value for one in LAPORAN)


def sound(listed: Sequence[TindakLanjut]) -> bool:
    """Whether follow-ups could have been made by this program, sorted by their ids."""
    order = [one.id for one in listed]
    events = [event.id for one in listed for event in one.kejadian]
    return (
        len(listed) <= MAX_LANJUT
        and order == sorted(set(order))
        and len(set(events)) == len(events)
        and all(map(_follow_up, listed))
    )


def sound_reports(rows: Sequence[BarisLaporan]) -> bool:
    """Whether the reports of a package could have been made by this program."""
    listed = list(rows)
    return (
        len(listed) <= MAX_LAPORAN
        and listed == sorted(listed)
        and len({one.id for one in listed}) == len(listed)
        and all(_ID.fullmatch(one.tindak_lanjut) and _event(one.kejadian("")) for one in listed)
    )


def texts(listed: Sequence[TindakLanjut]) -> Iterator[str]:
    """Every text a person wrote."""
    for one in listed:
        yield from (one.keputusan, one.uraian, one.pj, one.opd)
        for event in one.kejadian:
            yield from (event.teks, event.bukti)


def _follow_up(one: TindakLanjut) -> bool:
    events = one.kejadian
    return (
        _ID.fullmatch(one.id) is not None
        and _TENTANG.fullmatch(one.tentang) is not None
        and is_day(one.rapat)
        and one.bobot in BOBOT
        and is_line(one.keputusan, MAX_TEKS)
        and is_line(one.uraian, MAX_TEKS)
        and is_line(one.pj, MAX_NAMA)
        and is_line(one.opd, MAX_NAMA)
        and bool(one.uraian and one.opd)
        and 1 <= len(events) <= 2 * MAX_KEJADIAN
        and events == in_order(events)
        and [event.jenis is JenisLanjut.TETAPKAN for event in events]
        == [True] + [False] * (len(events) - 1)
        and all(map(_event, events))
    )


def _event(one: KejadianLanjut) -> bool:
    dated = one.jenis in (JenisLanjut.TETAPKAN, JenisLanjut.TENGGAT)
    reports = one.jenis is JenisLanjut.LAPOR
    return (
        _ID.fullmatch(one.id) is not None
        and 1 <= one.urut <= MAX_KEJADIAN
        and 1 <= one.putaran <= MAX_PUTARAN
        and _moment(one.waktu)
        and is_line(one.oleh, MAX_SEBUTAN)
        and is_line(one.teks, MAX_TEKS)
        and is_line(one.bukti, MAX_NAMA)
        and (is_day(one.tenggat) if dated else not one.tenggat)
        and (one.keadaan in _STATES if reports else not one.keadaan)
    )


def _moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None and is_day(text[:10])
    except ValueError:
        return False
