"""A published metode: since when it holds, and in what it differs."""

from __future__ import annotations

import msgspec
import pytest

from app import paths
from app.domain import metode_terbit
from app.domain.indeks import Metode
from app.domain.periode import Periode
from app.store import pustaka

PROGRAM = pustaka.load_metode(paths.forms())


def version(versi: int, berlaku: str) -> metode_terbit.MetodeTerbit:
    return metode_terbit.since(msgspec.structs.replace(PROGRAM, versi=versi), berlaku)


def test_the_metode_alone_is_what_packages_carry():
    made = metode_terbit.since(PROGRAM, "2026-T4")
    assert made.metode == PROGRAM
    assert type(made.metode) is Metode


@pytest.mark.parametrize(
    ("quarter", "versi"),
    [("2026-T3", 1), ("2026-T4", 2), ("2027-T1", 2), ("2027-T2", 4), ("2030-T1", 4)],
)
def test_the_newest_that_holds_is_used(quarter, versi):
    known = [version(2, "2026-T4"), version(3, "2027-T2"), version(4, "2027-T2")]
    assert metode_terbit.in_force(PROGRAM, known, quarter).versi == versi


def test_a_newer_program_counts_more_than_an_older_file():
    newer = msgspec.structs.replace(PROGRAM, versi=3)
    assert metode_terbit.in_force(newer, [version(2, "2026-T1")], "2026-T3") == newer


def test_a_reason_is_no_decision():
    assert metode_terbit.differences(PROGRAM, msgspec.structs.replace(PROGRAM, sumber=[])) == []


def test_another_spelling_of_the_weights_is_no_difference():
    turned = msgspec.structs.replace(PROGRAM, bobot=dict(reversed(PROGRAM.bobot.items())))
    assert metode_terbit.differences(PROGRAM, turned) == []
    assert metode_terbit.canonical(turned) == metode_terbit.canonical(PROGRAM)


def test_the_metode_of_the_program_is_sound():
    urusan = pustaka.load_urusan(paths.forms())
    made = metode_terbit.since(PROGRAM, "2026-T4")
    assert metode_terbit.unsound(made, PROGRAM.kode, PROGRAM.bobot.keys(), urusan) is None


def test_quarters_follow_each_other_across_years():
    assert [str(Periode.parse(one).maju()) for one in ("2026-T3", "2026-T4", "2026")] == [
        "2026-T4",
        "2027-T1",
        "2027",
    ]
