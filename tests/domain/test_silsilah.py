"""Lineage: which of several versions of a package counts, whatever order they arrive in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.silsilah import TERBUKA, Hubungan, Silsilah, Simpul, in_force, relate

DAWN = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


def one(name: str, revisi: int, induk: str = "", *, hari: int | None = None, **more) -> Simpul:
    """A package made on a day; by default packages with higher numbers are made later."""
    day = revisi if hari is None else hari
    return Simpul(name, revisi, induk, DAWN + timedelta(days=day), **more)


A1, A2, A3 = one("a1", 1), one("a2", 2, "a1"), one("a3", 3, "a2")


def relation(baru: Simpul, *dikenal: Simpul) -> Hubungan:
    return relate(baru, dikenal).hubungan


def test_the_first_package_of_a_period_is_the_first() -> None:
    assert relation(A1) is Hubungan.PERTAMA


def test_the_next_number_built_on_what_counts_is_next() -> None:
    assert relation(A2, A1) is Hubungan.BARU
    assert relation(A3, A1, A2) is Hubungan.BARU


def test_a_skipped_revision_is_named() -> None:
    found = relate(A3, [A1])
    assert (found.hubungan, found.hilang, found.terhadap) == (Hubungan.MELOMPAT, (2,), A1)
    assert relate(A3, []).hilang == (1, 2)
    assert relate(one("a5", 5, "a4"), [A1, A2]).hilang == (3, 4)


def test_numbers_may_be_skipped_while_nothing_is_missing_in_between() -> None:
    found = relate(one("a4", 4, "a1"), [A1])
    assert (found.hubungan, found.hilang) == (Hubungan.MELOMPAT, (2, 3))


def test_the_same_package_again_is_a_replay_even_when_it_has_been_replaced() -> None:
    assert relation(A2, A1, A2) is Hubungan.SUDAH_DITERIMA
    assert relate(A1, [A1, A2]).terhadap is A1


def test_an_older_revision_that_comes_late_is_older() -> None:
    found = relate(A1, [A2])
    assert (found.hubungan, found.terhadap) == (Hubungan.REVISI_LAMA, A2)


def test_one_number_with_two_contents_is_a_fork() -> None:
    found = relate(one("b2", 2, "a1", hari=0), [A1, A2])
    assert (found.hubungan, found.terhadap) == (Hubungan.CABANG, A2)
    assert not found.perlu_keputusan


def test_the_next_number_built_on_something_else_is_a_fork_that_may_be_decided() -> None:
    found = relate(one("b3", 3, "b2"), [A1, A2])
    assert found.hubungan is Hubungan.CABANG
    assert found.perlu_keputusan
    assert not found.terbuka


def test_after_a_restored_backup_the_same_number_comes_again_later() -> None:
    found = relate(one("b2", 2, "a1", hari=9), [A1, A2])
    assert found.hubungan is Hubungan.MUNDUR
    assert not found.perlu_keputusan
    assert relation(one("b1", 1, hari=9), A1, A2) is Hubungan.MUNDUR


def test_a_higher_number_built_on_an_older_package_goes_back_and_may_be_decided() -> None:
    for parent in ("a1", ""):
        found = relate(one("b3", 3, parent, hari=9), [A1, A2])
        assert found.hubungan is Hubungan.MUNDUR
        assert found.perlu_keputusan


def test_without_dates_a_fork_is_still_a_fork() -> None:
    undated = Simpul("b2", 2, "a1")
    assert relation(undated, A1, A2) is Hubungan.CABANG


def test_a_withdrawn_package_is_not_offered_again() -> None:
    gone = A2._replace(ditarik=True)
    assert relation(A2, A1, gone) is Hubungan.DITARIK
    never_came = Simpul("a2", 2, diterima=False, ditarik=True)
    assert relation(A2, A1, never_came) is Hubungan.DITARIK


@pytest.mark.parametrize("parent", ["", "a1", "a2"])
def test_after_a_withdrawal_the_next_number_counts(parent: str) -> None:
    gone = A2._replace(ditarik=True)
    found = relate(one("a3", 3, parent), [A1, gone])
    assert found.hubungan is Hubungan.BARU
    assert in_force([A1, gone]) is None
    assert in_force([A1, gone, A3]) is A3


def test_a_withdrawal_raises_the_floor_before_its_package_arrives() -> None:
    never_came = Simpul("a2", 2, diterima=False, ditarik=True)
    assert relation(A1, never_came) is Hubungan.REVISI_LAMA
    assert relation(one("a3", 3, "a2"), A1, never_came) is Hubungan.BARU
    assert relation(one("a3", 3, "a1"), A1, never_came) is Hubungan.BARU


def test_the_same_values_under_a_new_number_are_said() -> None:
    held, again = A1._replace(sidik="x"), A2._replace(sidik="x")
    found = relate(again, [held])
    assert (found.hubungan, found.terbuka) == (Hubungan.ISI_SAMA, True)
    assert relate(A3._replace(sidik="x"), [held]).hilang == (2,)
    assert relation(again, held._replace(ditarik=True)) is not Hubungan.ISI_SAMA


def test_the_values_of_another_region_are_not_taken_without_a_decision() -> None:
    found = relate(A1._replace(sidik="x"), [], {"53.02": "y", "53.08": "x"})
    assert (found.hubungan, found.wilayah_lain) == (Hubungan.SALINAN_WILAYAH_LAIN, "53.08")
    assert found.perlu_keputusan
    assert relate(A1, [], {"53.08": ""}).hubungan is Hubungan.PERTAMA


def test_the_same_values_as_before_are_no_copy_of_another_region() -> None:
    found = relate(A2._replace(sidik="x"), [A1._replace(sidik="x")], {"53.08": "x"})
    assert found.hubungan is Hubungan.ISI_SAMA


def chain(length: int) -> list[Simpul]:
    return [one(f"a{n}", n, f"a{n - 1}" if n > 1 else "") for n in range(1, length + 1)]


@given(st.integers(1, 9).flatmap(lambda length: st.permutations(chain(length))))
def test_any_order_of_arrival_of_a_chain_ends_in_its_newest(order: list[Simpul]) -> None:
    taken: list[Simpul] = []
    for package in order:
        if relate(package, taken).terbuka:
            taken.append(package)
    assert in_force(taken) == max(order, key=lambda simpul: simpul.revisi)


@st.composite
def arrivals(draw: st.DrawFn) -> list[Simpul]:
    """Packages of any number, parent, day and content, some of them twice."""
    names = [f"p{n}" for n in range(8)]
    made = [
        Simpul(
            name,
            draw(st.integers(1, 5)),
            draw(st.sampled_from(["", *names])),
            draw(st.none() | st.integers(0, 5).map(lambda day: DAWN + timedelta(days=day))),
            draw(st.sampled_from(["", "x", "y"])),
        )
        for name in names
    ]
    return draw(st.lists(st.sampled_from(made), max_size=20))


def take(found: Silsilah, decide: bool) -> bool:
    return found.terbuka or (decide and found.perlu_keputusan)


@given(arrivals(), st.lists(st.tuples(st.booleans(), st.booleans()), min_size=20, max_size=20))
def test_no_sequence_lets_a_lower_revision_overwrite_a_higher_one(
    order: list[Simpul], choices: list[tuple[bool, bool]]
) -> None:
    known: list[Simpul] = []
    highest = 0
    for package, (decide, withdraw) in zip(order, choices, strict=False):
        found = relate(package, known, {"53.08": "y"})
        if take(found, decide):
            assert package.revisi > highest
            known.append(package)
            highest = package.revisi
        if withdraw and known:
            known[-1] = known[-1]._replace(ditarik=True)
        counts = in_force(known)
        assert counts is None or counts.revisi == highest


@given(arrivals())
def test_every_package_has_exactly_one_way_in(order: list[Simpul]) -> None:
    known: list[Simpul] = []
    for package in order:
        found = relate(package, known)
        assert not (found.terbuka and found.perlu_keputusan)
        assert found.terbuka == (found.hubungan in TERBUKA)
        if found.terbuka:
            known.append(package)
