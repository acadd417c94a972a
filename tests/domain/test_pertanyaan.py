"""Questions: what their events come to, whatever the order they arrive in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pertanyaan import (
    Jawaban,
    JenisKejadian,
    JenisTanya,
    KeadaanTanya,
    Kejadian,
    Pertanyaan,
    fold,
    in_order,
)

TANYA, JAWAB = JenisKejadian.TANYA, JenisKejadian.JAWAB
TUTUP, BUKA = JenisKejadian.TUTUP, JenisKejadian.BUKA
K = KeadaanTanya


def events(*kinds: JenisKejadian | tuple[JenisKejadian, int]) -> list[Kejadian]:
    made = []
    for urut, kind in enumerate(kinds, start=1):
        jenis, putaran = kind if isinstance(kind, tuple) else (kind, 1)
        made.append(Kejadian(f"{urut:032x}", urut, jenis, "", "", jenis.value, putaran=putaran))
    return made


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((TANYA,), (K.TERBUKA, 1)),
        ((TANYA, JAWAB), (K.DIJAWAB, 1)),
        ((TANYA, JAWAB, TUTUP), (K.SELESAI, 1)),
        ((TANYA, TUTUP), (K.SELESAI, 1)),
        ((TANYA, TUTUP, JAWAB), (K.SELESAI, 1)),
        ((TANYA, JAWAB, BUKA), (K.DIBUKA_LAGI, 2)),
        ((TANYA, JAWAB, TUTUP, BUKA), (K.DIBUKA_LAGI, 2)),
        ((TANYA, JAWAB, BUKA, (JAWAB, 1)), (K.DIBUKA_LAGI, 2)),
        ((TANYA, JAWAB, BUKA, (JAWAB, 2)), (K.DIJAWAB, 2)),
        ((TANYA, BUKA), (K.TERBUKA, 1)),
    ],
)
def test_events_come_to_a_state_and_a_round(kinds, state):
    assert fold(events(*kinds)) == state


@given(
    st.lists(st.tuples(st.sampled_from([JAWAB, TUTUP, BUKA]), st.integers(1, 3)), max_size=8),
    st.data(),
)
def test_two_copies_put_together_in_any_order_are_one_question(kinds, data):
    whole = events(TANYA, *kinds)
    mixed = data.draw(st.permutations([*whole, *data.draw(st.lists(st.sampled_from(whole)))]))
    assert in_order(mixed) == in_order(whole)
    assert fold(mixed) == fold(whole)


def test_a_question_tells_what_was_asked_and_how_this_round_was_answered():
    told = events(TANYA, JAWAB, BUKA, (JAWAB, 2), TUTUP)
    one = Pertanyaan("0" * 32, "53.01", "2026-T3", "KES-01", "a.b.c", JenisTanya.TANYA, True,
                     tuple(told))  # fmt: skip
    assert one.teks == "tanya"
    assert one.dibuka == told[2]
    assert one.dijawab == told[3]
    assert one.urut_berikut == 6
    assert one._replace(kejadian=tuple(told[:3])).dijawab is None


@pytest.mark.parametrize(
    ("jawaban", "answers"),
    [
        (Jawaban(), set()),
        (Jawaban("Sudah benar."), {"tanya", "perbaiki", "bukti"}),
        (Jawaban(angka_berubah=True), {"tanya", "perbaiki"}),
        (Jawaban(bukti_baru=True), {"bukti"}),
    ],
)
def test_what_answers_depends_on_what_was_wanted(jawaban, answers):
    assert {jenis.value for jenis in JenisTanya if jawaban.menjawab(jenis)} == answers
