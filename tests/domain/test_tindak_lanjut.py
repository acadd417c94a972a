"""Follow-ups: what their events come to, whatever the order they arrive in, and how they count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tindak_lanjut import (
    Hitungan,
    JenisLanjut,
    KeadaanLanjut,
    KejadianLanjut,
    TindakLanjut,
    by_opd,
    counted,
    fold,
    in_order,
    total,
)

J, K = JenisLanjut, KeadaanLanjut
TENGGAT = "2026-10-20"
MULAI = (J.TETAPKAN, {"tenggat": TENGGAT})


def lapor(keadaan: str, putaran: int = 1, hari: str = "2026-10-18"):
    waktu = f"{hari}T09:00:00+08:00"
    return J.LAPOR, {"keadaan": keadaan, "putaran": putaran, "waktu": waktu}


def events(*kinds) -> tuple[KejadianLanjut, ...]:
    made = []
    for urut, kind in enumerate((MULAI, *kinds), start=1):
        jenis, more = kind if isinstance(kind, tuple) else (kind, {})
        one = KejadianLanjut(f"{urut:032x}", urut, jenis, "2026-10-25T09:00:00+08:00", "Biro", "x")
        made.append(one._replace(**more))
    return tuple(made)


def follow_up(*kinds, bobot: int = 2, opd: str = "Dinas Kesehatan") -> TindakLanjut:
    facts = ("0" * 32, "53", "53.01", "2026-10-01", "Rakor", "Data ulang", "Kepala Bidang", opd)
    return TindakLanjut(*facts, bobot, "", events(*kinds))


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), (K.BELUM, 1, TENGGAT, "")),
        ((lapor("berjalan"),), (K.BERJALAN, 1, TENGGAT, "")),
        ((lapor("selesai"),), (K.SELESAI, 1, TENGGAT, "2026-10-18")),
        ((lapor("selesai"), lapor("berjalan")), (K.BERJALAN, 1, TENGGAT, "")),
        ((lapor("selesai"), J.TUTUP), (K.DITUTUP, 1, TENGGAT, "2026-10-18")),
        ((J.TUTUP,), (K.DITUTUP, 1, TENGGAT, "2026-10-25")),
        ((J.TUTUP, lapor("berjalan")), (K.DITUTUP, 1, TENGGAT, "2026-10-25")),
        ((lapor("selesai"), J.BUKA), (K.DIBUKA_LAGI, 2, TENGGAT, "")),
        ((lapor("selesai"), J.BUKA, lapor("selesai")), (K.DIBUKA_LAGI, 2, TENGGAT, "")),
        ((J.TUTUP, J.BUKA, lapor("berjalan", 2)), (K.BERJALAN, 2, TENGGAT, "")),
        ((J.BUKA,), (K.BELUM, 1, TENGGAT, "")),
        (((J.TENGGAT, {"tenggat": "2026-11-03"}),), (K.BELUM, 1, "2026-11-03", "")),
    ],
)
def test_events_come_to_a_state_a_round_and_a_deadline(kinds, state):
    assert fold(events(*kinds)) == state


KINDS = st.one_of(
    st.sampled_from([J.TUTUP, J.BUKA]),
    st.builds(lapor, st.sampled_from(["belum", "berjalan", "selesai"]), st.integers(1, 3)),
    st.dates(date(2026, 1, 1), date(2027, 1, 1)).map(
        lambda day: (J.TENGGAT, {"tenggat": day.isoformat()})
    ),
)


@given(st.lists(KINDS, max_size=10), st.data())
def test_two_copies_put_together_in_any_order_are_one_follow_up(kinds, data):
    whole = events(*kinds)
    # Two offices may have given out the same place at once.
    clash = data.draw(st.lists(st.integers(2, 4), min_size=len(whole), max_size=len(whole)))
    whole = tuple(one._replace(urut=clash[at] if at else 1) for at, one in enumerate(whole))
    mine = data.draw(st.lists(st.sampled_from(whole)))
    theirs = data.draw(st.permutations(whole))
    assert in_order([*mine, *theirs]) == in_order(whole)
    assert fold([*theirs, *mine]) == fold([*mine, *theirs]) == fold(whole)


@given(st.lists(KINDS, max_size=10))
def test_a_follow_up_always_has_a_deadline_and_is_done_exactly_when_its_state_says_so(kinds):
    stands = fold(events(*kinds))
    assert date.fromisoformat(stands.tenggat).isoformat() == stands.tenggat
    assert bool(stands.selesai) is not stands.keadaan.dikerjakan
    assert 1 <= stands.putaran <= len(kinds) + 1


@pytest.mark.parametrize(
    ("kinds", "hari", "sisa", "hitungan"),
    [
        ((), "2026-10-15", 5, Hitungan(1, berjalan=2)),
        ((), "2026-10-20", 0, Hitungan(1, berjalan=2)),
        ((), "2026-10-21", -1, Hitungan(1, lewat=2)),
        ((lapor("selesai"),), "2026-12-01", 2, Hitungan(1, berjalan=2)),
        ((lapor("selesai", hari="2026-10-22"),), "2026-12-01", -2, Hitungan(1, lewat=2)),
        ((lapor("selesai"), J.TUTUP), "2026-12-01", 2, Hitungan(1, tepat=2)),
        ((J.TUTUP,), "2026-12-01", -5, Hitungan(1, telat=2)),
    ],
)
def test_what_is_done_is_measured_on_the_day_it_was_done(kinds, hari, sisa, hitungan):
    one, today = follow_up(*kinds), date.fromisoformat(hari)
    assert one.sisa_hari(today) == sisa
    assert one.terlambat(today) is (sisa < 0)
    assert counted(one, today) == hitungan


def test_weights_add_up_and_the_share_in_time_looks_at_what_is_due():
    today = date(2026, 10, 25)
    listed = [follow_up(lapor("selesai"), J.TUTUP, bobot=4), follow_up(bobot=2), follow_up(J.TUTUP)]
    made = total(listed, today)
    assert made == Hitungan(3, tepat=4, telat=2, lewat=2)
    assert (made.persen, made.tertulis) == (50, "50\u00a0%")
    none = total([], today)
    assert (none.persen, none.tertulis) == (None, "–")


def test_offices_stand_by_name_and_what_presses_most_comes_first():
    later = (J.TENGGAT, {"tenggat": "2026-12-01"})
    listed = [
        follow_up(later, opd="dinas sosial"),
        follow_up(opd="dinas sosial", bobot=1),
        follow_up(opd="dinas sosial", bobot=5),
        follow_up(J.TUTUP, opd="Bappeda"),
    ]
    found = by_opd(listed)
    assert list(found) == ["Bappeda", "dinas sosial"]
    assert [one.bobot for one in found["dinas sosial"]] == [5, 1, 2]
