"""The rule language."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fungsi import ENOUGH, ON_NUMBERS, median
from app.domain.nilai import Keadaan, Nilai
from app.domain.rumus import FormulaError, Number, compile_formula

if TYPE_CHECKING:
    from random import Random


class Cells:
    """A scope over plain dictionaries."""

    def __init__(self, **now: Nilai) -> None:
        self.now = {nama.replace("_", "."): nilai for nama, nilai in now.items()}

    def number(self, nama: str) -> Number | None:
        nilai = self.now.get(nama)
        return nilai if isinstance(nilai, int) else None

    def before(self, nama: str) -> Number | None:
        return {"a": 7}.get(nama)

    def year_ago(self, nama: str) -> Number | None:
        return {"a": 3}.get(nama)

    def raw(self, nama: str) -> Nilai | None:
        return self.now.get(nama)

    def numbers(self, pola: str) -> list[Number]:
        return [1, 2, 6] if pola == "m.*.x" else []

    def gain(self, nama: str) -> Number | None:
        return {"a": 2}.get(nama)

    def series(self, nama: str) -> list[Number]:
        return [4, 5, 6, 9] if nama == "a" else []

    def gains(self, nama: str) -> list[Number]:
        return [1, 3] if nama == "a" else []

    def unchanged(self, pola: str) -> int:
        return len(self.numbers(pola))

    def copied(self, nama: str) -> bool | None:
        return {"t": True}.get(nama)

    def other_years(self, nama: str) -> bool | None:
        return {"t": False}.get(nama)

    def twins(self, names: tuple[str, ...]) -> int | None:
        return 3 - len(names) if "kosongkah" not in names else None

    def above(self, nama: str) -> Number | None:
        return {"a": 7}.get(nama)

    def of_regions(self, sel: str) -> Number | None:
        return {"t.b.k": 22}.get(sel)

    def linked(self, kolom: str) -> Number | None:
        return {"u.k": 3}.get(kolom)

    def elsewhere(self, apa: str) -> Number | None:
        return {"KES-01 t.b.k": 9}.get(apa)

    def fact(self, nama: str) -> Number | None:
        return {"penduduk": 50}.get(nama)


SCOPE = Cells(a=10, b=4, n=0, k=Keadaan.NIHIL, t_b_k=5, t="Tidak  DAPAT\nterlaksana")


@pytest.mark.parametrize(
    ("teks", "expected"),
    [
        ("a + b * 2", 18),
        ("a / b", Fraction(5, 2)),
        ("a / n", None),
        ("a + kosongkah", None),
        ("-a", -10),
        ("persen(b, a)", 40),
        ("persen(b, n)", None),
        ("jumlah(a, kosongkah, b)", 14),
        ("jumlah(kosongkah)", None),
        ("rerata('m.*.x')", 3),
        ("rerata('m.*.y')", None),
        ("min(a, b)", 4),
        ("maks(a, b)", 10),
        ("maks(a, kosongkah)", None),
        ("abs(b - a)", 6),
        ("nol(kosongkah)", 0),
        ("pilih(kosongkah, b, a)", 4),
        ("lalu(a)", 7),
        ("lalu(b)", None),
        ("tahun_lalu(a)", 3),
        ("t.b.k", 5),
        ("banyak(a, kosongkah, 'm.*.x')", 4),
        ("banyak(kosongkah)", 0),
        ("kali(a, b)", Fraction(5, 2)),
        ("kali(b, a)", Fraction(5, 2)),
        ("kali(a, n)", None),
        ("kali(a, kosongkah)", None),
        ("kali(a, -b)", None),
        ("sebanyak(6, 'm.*.x', 6, b)", 2),
        ("sebanyak(kosongkah, 'm.*.x')", None),
        ("median('m.*.x')", 2),
        ("median('m.*.x', 3)", Fraction(5, 2)),
        ("median(kosongkah)", None),
        ("simpangan(a, deret(a))", Fraction(9, 4)),
        ("simpangan(a, 'm.*.x')", None),
        ("simpangan(kosongkah, deret(a))", None),
        ("banyak(deret(a))", 4),
        ("jumlah(deret_tambah(a))", 4),
        ("jumlah(deret(b))", None),
        ("tambah(a)", 2),
        ("tambah(b)", None),
        ("tetap('m.*.x')", 3),
        ("latar('penduduk') * 2", 100),
        ("latar('hujan')", None),
        ("atas(a) + lain('KES-01 t.b.k')", 16),
        ("kabupaten('t.b.k') - terkait('u.k')", 19),
        ("ke(2, a, b, n)", 4),
        ("ke(4, a, b, n)", None),
        ("kembar(a, b)", 1),
        ("kembar(a) - kembar(a, b)", 1),
        ("kembar(a, kosongkah)", None),
        ("bila(a > b, a, b)", 10),
        ("bila(a < b, a, b)", 4),
        ("bila(kosongkah > 1, a, b)", 4),
        ("bila(a, a, b)", 4),
        ("bila(a > b, kosongkah, b)", None),
        ("0.1 + 0.2", Fraction(3, 10)),
    ],
)
def test_arithmetic_is_exact_and_empty_propagates(teks: str, expected: Number | None) -> None:
    assert compile_formula(teks).number(SCOPE) == expected


@pytest.mark.parametrize(
    ("teks", "expected"),
    [
        ("a > b", True),
        ("b < a < b", False),
        ("a >= kosongkah", None),
        ("a == 10 and b == 4", True),
        ("a == 1 and kosongkah > 1", False),
        ("a == 10 and kosongkah > 1", None),
        ("a == 10 or kosongkah > 1", True),
        ("not a == 1", True),
        ("kosong(kosongkah)", True),
        ("kosong(a)", False),
        ("nihil(k)", True),
        ("nihil(n)", False),
        ("menyebut(t, 'batal|tidak dapat terlaksana')", True),
        ("menyebut(t, 'batal')", False),
        ("menyebut(a, 'batal')", None),
        ("menyebut(kosongkah, 'batal')", None),
        ("salinan(t)", True),
        ("salinan(a)", None),
        ("tahun_lain(t)", False),
        ("tahun_lain(a)", None),
        ("a", None),
    ],
)
def test_a_claim_about_something_empty_is_not_decided(teks: str, expected: bool | None) -> None:
    assert compile_formula(teks).truth(SCOPE) is expected


@pytest.mark.parametrize(
    ("teks", "alasan"),
    [
        ("a +", "tidak_terbaca"),
        ("__import__('os')", "fungsi_tidak_dikenal"),
        ("a.__class__()", "tidak_diizinkan"),
        ("[a for a in b]", "tidak_diizinkan"),
        ("lambda: 1", "tidak_diizinkan"),
        ("a if b else n", "tidak_diizinkan"),
        ("a ** b", "tidak_diizinkan"),
        ("a[0]", "tidak_diizinkan"),
        ("'teks'", "tidak_diizinkan"),
        ("True", "tidak_diizinkan"),
        ("a is b", "tidak_diizinkan"),
        ("jumlah()", "tidak_diizinkan"),
        ("lalu(a, b)", "tidak_diizinkan"),
        ("deret(a)", "fungsi_tidak_dikenal"),
        ("median(deret(a, b))", "tidak_diizinkan"),
        ("menyebut(a)", "tidak_diizinkan"),
        ("menyebut(a, b)", "tidak_diizinkan"),
        ("menyebut('a', 'b')", "tidak_diizinkan"),
        ("latar(penduduk)", "tidak_diizinkan"),
        ("tetap(a)", "tidak_diizinkan"),
        ("tetap('a.*.b', 'c.*.d')", "tidak_diizinkan"),
        ("jumlah(x=a)", "tidak_diizinkan"),
        ("kembar('a')", "tidak_diizinkan"),
        ("kembar(a + b)", "tidak_diizinkan"),
        ("bila(a > b, a)", "tidak_diizinkan"),
        ("bila(a > b, a, b, n)", "tidak_diizinkan"),
        ("cetak(a)", "fungsi_tidak_dikenal"),
        ("a + " * 200 + "a", "terlalu_panjang"),
        ("(" * 300, "tidak_terbaca"),
    ],
)
def test_everything_outside_the_language_is_refused(teks: str, alasan: str) -> None:
    with pytest.raises(FormulaError) as caught:
        compile_formula(teks)
    assert caught.value.alasan == alasan


def test_a_formula_knows_the_cells_it_names() -> None:
    formula = compile_formula("jumlah('m.*.x') + a - t.b.k + a")
    assert formula.names == ("a", "t.b.k")
    assert formula.patterns == ("m.*.x",)


def test_a_formula_knows_how_it_looks_at_what_and_in_which_unit_it_answers() -> None:
    formula = compile_formula("kali(a, tahun_lalu(a)) <= latar('x') and tetap('m.*.x') > tambah(b)")
    assert formula.reads == (
        ("", "a"),
        ("tahun_lalu", "a"),
        ("latar", "x"),
        ("tetap", "m.*.x"),
        ("tambah", "b"),
    )
    assert (formula.names, formula.patterns, formula.facts) == (("a", "b"), ("m.*.x",), ("x",))
    assert [compile_formula(teks).measure for teks in ("lalu(a)", "pilih(b, a)", "a - b")] == [
        "a",
        "b",
        "a",
    ]
    shares = ("kali(a, b)", "a / b", "banyak(a)", "persen(a, b)", "latar('x')", "tetap('m.*.x')")
    assert {compile_formula(teks).measure for teks in shares} == {""}


FIGURES = st.lists(st.integers(0, 10**9), min_size=ENOUGH, max_size=9)


@given(FIGURES)
def test_the_median_has_as_many_figures_below_it_as_above(figures: list[int]) -> None:
    middle = median(list(figures))
    assert sum(one < middle for one in figures) <= len(figures) // 2
    assert sum(one > middle for one in figures) <= len(figures) // 2


@given(FIGURES, st.integers(0, 10**9), st.randoms())
def test_how_unusual_a_figure_is_does_not_depend_on_the_order_of_the_others(
    figures: list[int], one: int, order: Random
) -> None:
    deviation = ON_NUMBERS["simpangan"]
    mixed = list(figures)
    order.shuffle(mixed)
    assert deviation([one, *figures]) == deviation([one, *mixed]) >= 0  # type: ignore[operator]
    assert deviation([median(list(figures)), *figures]) == 0


@given(FIGURES, st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_figure_farther_out_is_never_less_unusual(
    figures: list[int], near: int, more: int
) -> None:
    deviation, middle = ON_NUMBERS["simpangan"], median(list(figures))
    for sign in (1, -1):
        close, far = middle + sign * near, middle + sign * (near + more)
        assert deviation([close, *figures]) < deviation([far, *figures])  # type: ignore[operator]


@given(st.integers(0, 10**9))
def test_a_tenth_more_than_ever_the_same_is_not_unusual(figure: int) -> None:
    found = ON_NUMBERS["simpangan"]([figure + figure // 10, *[figure] * ENOUGH])
    assert isinstance(found, int | Fraction)
    assert found <= 1


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_how_many_times_is_the_same_both_ways_and_never_below_one(one: int, other: int) -> None:
    times = ON_NUMBERS["kali"]
    assert times([one, other]) == times([other, one]) >= 1  # type: ignore[operator]


@given(st.text(max_size=60))
def test_any_text_is_compiled_or_refused(teks: str) -> None:
    try:
        found: object = compile_formula(teks).run(SCOPE)
    except FormulaError as error:
        found = error.alasan
    assert found is None or isinstance(found, bool | int | Fraction | str)
