"""The rule language."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.nilai import Keadaan, Nilai
from app.domain.rumus import FormulaError, Number, compile_formula


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


SCOPE = Cells(a=10, b=4, n=0, k=Keadaan.NIHIL, t_b_k=5)


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
        ("jumlah(x=a)", "tidak_diizinkan"),
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


@given(st.text(max_size=60))
def test_any_text_is_compiled_or_refused(teks: str) -> None:
    try:
        found: object = compile_formula(teks).run(SCOPE)
    except FormulaError as error:
        found = error.alasan
    assert found is None or isinstance(found, bool | int | Fraction | str)
