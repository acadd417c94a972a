"""Small counts cannot be seen, nor worked out from what can be seen."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.domain.sel_kecil import AMBANG, Jumlah, conceal, is_small

SEX = Jumlah("jumlah", ("l", "p", "tt"))
KINDS = Jumlah("dis", ("fisik", "netra", "dis_tt"))
AGES = Jumlah("jumlah", ("muda", "tua"))


def test_counts_from_one_to_four_are_small_and_zero_is_not() -> None:
    assert [n for n in range(8) if is_small(n)] == [1, 2, 3, 4]


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert conceal({"jumlah": 30, "l": 10, "p": 20, "tt": 0}, [SEX]) == {}


def test_a_small_part_takes_the_smallest_other_part_along() -> None:
    angka = {"jumlah": 100, "l": 3, "p": 90, "tt": 7}
    assert conceal(angka, [SEX]) == {"l": "kecil", "tt": "samar"}


def test_two_small_parts_need_no_third_unless_they_add_up_to_one_answer() -> None:
    assert conceal({"jumlah": 55, "l": 3, "p": 2, "tt": 50}, [SEX]) == {"l": "kecil", "p": "kecil"}
    assert conceal({"jumlah": 52, "l": 1, "p": 1, "tt": 50}, [SEX])["tt"] == "samar"
    assert conceal({"jumlah": 58, "l": 4, "p": 4, "tt": 50}, [SEX])["tt"] == "samar"


def test_where_only_the_total_is_left_it_is_veiled_too() -> None:
    assert conceal({"jumlah": 3, "l": 3, "p": 0, "tt": 0}, [SEX])["jumlah"] == "kecil"


def test_a_total_that_is_printed_anyway_veils_every_part() -> None:
    found = conceal({"jumlah": 3, "l": 3, "p": 0, "tt": 0}, [SEX], tetap=("jumlah",))
    assert found == {"l": "samar", "p": "samar", "tt": "samar"}


def test_a_veiled_total_is_not_given_away_by_another_breakdown() -> None:
    angka = {"jumlah": 4, "l": 4, "p": 0, "tt": 0, "muda": 4, "tua": 0}
    found = conceal(angka, [SEX, AGES])
    assert {"jumlah", "l", "muda"} <= set(found)


counts = st.integers(0, 7)


@given(counts, counts, counts, st.booleans())
def test_no_reader_can_work_a_small_count_out(l: int, p: int, tt: int, kept: bool) -> None:  # noqa: E741
    """A reader tries every number that what is printed allows."""
    angka = {"jumlah": l + p + tt, "l": l, "p": p, "tt": tt}
    tetap = ("jumlah",) if kept else ()
    found = conceal(angka, [SEX], tetap)
    names = ("l", "p", "tt")
    sealed = all(found.get(one) == "samar" for one in names)

    def allowed(nama: str, value: int) -> bool:
        tabir = found.get(nama)
        if tabir is None:
            return value == angka[nama]
        if tabir == "kecil":
            return is_small(value)
        return sealed or not is_small(value)

    possible: dict[str, set[int]] = {one: set() for one in names}
    for guess in product(range(22), repeat=3):
        named = dict(zip(names, guess, strict=True))
        fits = all(allowed(one, value) for one, value in named.items())
        if fits and allowed("jumlah", sum(guess)):
            for one, value in named.items():
                possible[one].add(value)
    small = [one for one in names if is_small(angka[one])]
    assert all(one in found for one in small)
    assert all(len(possible[one]) > 1 for one in small), (angka, found)


@given(st.lists(counts, min_size=5, max_size=5))
def test_what_is_hidden_covers_every_small_count_of_every_breakdown(drawn: list[int]) -> None:
    fisik, netra, dis_tt, l, p = drawn  # noqa: E741
    dis = fisik + netra + dis_tt
    angka = {"jumlah": l + p, "l": l, "p": p, "tt": 0}
    angka |= {"dis": dis, "fisik": fisik, "netra": netra, "dis_tt": dis_tt}
    found = conceal(angka, [SEX, KINDS])
    assert {nama for nama, nilai in angka.items() if 0 < nilai < AMBANG} <= set(found)
    for whole, parts in (SEX, KINDS):
        assert sum(one in found for one in (whole, *parts)) != 1
