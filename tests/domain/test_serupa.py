"""When two sheets say so much the same that one is a copy of the other."""

from __future__ import annotations

from app.domain import serupa
from app.domain.nilai import Keadaan, Nilai


def sheet(jumlah: int, mulai: int = 100) -> dict[str, int]:
    return {f"a.{number}.b": mulai + number for number in range(jumlah)}


def test_only_figures_that_say_something_are_held_against_each_other():
    values: dict[str, Nilai] = {"a": 0, "b": 9, "c": 10, "d": Keadaan.NIHIL, "e": "2026", "f": -250}
    assert serupa.figures(values) == {"c": 10, "f": -250}


def test_a_copy_may_have_been_touched_up_but_not_more_than_one_in_five():
    own = sheet(100)
    for changed, copy in ((20, True), (21, False)):
        other = own | dict.fromkeys(list(own)[:changed], 1000000)
        found = serupa.alike(own, other)
        assert (found.sama, found.semua, found.salinan) == (100 - changed, 100, copy)
        assert not found.utuh


def test_what_only_one_side_has_is_a_difference():
    found = serupa.alike(sheet(40), sheet(80))
    assert (found.sama, found.semua, found.salinan) == (40, 80, False)
    assert serupa.alike(sheet(80), sheet(40)).semua == 80


def test_a_short_form_gives_no_alarm():
    assert not serupa.alike(sheet(19), sheet(19)).salinan
    assert serupa.alike(sheet(20), sheet(20)).salinan
    assert serupa.alike(sheet(20), sheet(20)).utuh


def test_one_figure_over_and_over_gives_no_alarm():
    full = dict.fromkeys(sheet(200), 10_000)
    assert not serupa.alike(full, full).salinan
    several = {sel: 100 + number % 9 for number, sel in enumerate(sheet(200))}
    assert not serupa.alike(several, several).utuh


def test_short_forms_count_together_as_one_urusan():
    parts = [serupa.alike(sheet(12, start), sheet(12, start)) for start in (100, 200)]
    assert not any(one.salinan for one in parts)
    whole = serupa.together(parts)
    assert (whole.sama, whole.semua, whole.utuh) == (24, 24, True)
    assert not serupa.together([]).utuh
