"""How much of what was counted is broken down, per service and for all services for people."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain import gedsi
from app.domain.gedsi import Cakupan
from app.domain.nilai import Keadaan
from tests.forms import berkas

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

ROW = "penerima.terlayani"


def values(**columns: Nilai) -> dict[str, Nilai]:
    return {f"{ROW}.{kolom}": nilai for kolom, nilai in columns.items()}


def coverage(kode: str, **columns: Nilai) -> dict[gedsi.Hal, Cakupan]:
    return gedsi.coverage(berkas.published()[kode], values(**columns))


def test_every_breakdown_of_a_service_is_measured_against_its_whole() -> None:
    found = coverage("KES-04", jumlah=200, l=90, p=100, dis=8, dis_fisik=3, u_0_11b=50)
    assert found["jenis_kelamin"] == Cakupan(190, 200)
    assert found["umur"] == Cakupan(50, 200)
    assert found["disabilitas"] == Cakupan(200, 200)
    assert found["ragam"] == Cakupan(3, 8)
    assert found["jenis_kelamin"].persen == Fraction(95)


def test_to_say_that_there_is_nobody_with_a_disability_covers_everyone() -> None:
    assert coverage("KES-04", jumlah=200, dis=Keadaan.NIHIL)["disabilitas"] == Cakupan(200, 200)
    assert coverage("KES-04", jumlah=200)["disabilitas"] == Cakupan(0, 200)


def test_a_slip_never_covers_more_than_everyone() -> None:
    assert coverage("KES-04", jumlah=10, l=9, p=9)["jenis_kelamin"].persen == 100


def test_nobody_served_has_no_share_and_nothing_entered_no_coverage() -> None:
    assert coverage("KES-04", jumlah=0)["jenis_kelamin"].persen is None
    assert coverage("KES-04") == {}


def test_a_service_is_measured_only_by_what_it_is_to_break_down() -> None:
    assert set(coverage("PUM-01", jumlah=9)) == {"jenis_kelamin", "disabilitas"}
    assert set(coverage("PUM-P01", jumlah=9)) == set()


def test_in_an_office_people_weigh_alike_and_households_are_left_out() -> None:
    forms = berkas.published()
    services = [
        (forms["KES-04"], values(jumlah=100, l=50, p=50)),
        (forms["KES-03"], values(jumlah=300)),
        (forms["PUM-01"], values(jumlah=9_000)),
    ]
    assert gedsi.together(services)["jenis_kelamin"] == Cakupan(100, 400)
