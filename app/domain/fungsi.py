"""What the rule language can do with numbers; everything is exact, and empty stays empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import isqrt

Number = int | Fraction
Result = Number | bool | None
Numbers = list[Number | None]

ENOUGH = 4
"""So many earlier figures it takes before anything is called unusual."""

_NORMAL = Fraction(14826, 10_000)
"""Turns a median deviation into what a standard deviation would be for normal figures."""

_LARGEST = 1 << 8_192
"""No number of a form is ever this large; formulas that square each other would never end.

Python itself writes no whole number of more than 4,300 digits; this has 2,467.
"""

_TENTH = 10
_LEAST_SPREAD = 2


def bounded(value: Number | None) -> Number | None:
    """A number as long as it can be told in reasonable time; beyond that it is empty."""
    if value is None:
        return None
    if isinstance(value, int):
        return value if -_LARGEST < value < _LARGEST else None
    fits = value.denominator < _LARGEST and -_LARGEST < value.numerator < _LARGEST
    return value if fits else None


def _total(filled: list[Number]) -> Number | None:
    """The sum; empty as soon as its fractions grow beyond what can be told."""
    total: Number = 0
    for value in filled:
        more = bounded(total + value)
        if more is None:
            return None
        total = more
    return total


def _filled(values: Numbers) -> list[Number]:
    return [value for value in values if value is not None]


def _sum(values: Numbers) -> Result:
    """Add what is filled; nothing filled is empty, not zero."""
    filled = _filled(values)
    return _total(filled) if filled else None


def _mean(values: Numbers) -> Result:
    filled = _filled(values)
    total = _total(filled)
    return None if total is None or not filled else Fraction(total) / len(filled)


def _percent(values: Numbers) -> Result:
    part, whole = (*values, None, None)[:2]
    if part is None or not whole:
        return None
    if isinstance(part, int) and isinstance(whole, int):
        return Fraction(100 * part, whole)
    return Fraction(part) * 100 / Fraction(whole)


def _least(values: Numbers) -> Result:
    filled = _filled(values)
    return min(filled) if len(filled) == len(values) and filled else None


def _greatest(values: Numbers) -> Result:
    filled = _filled(values)
    return max(filled) if len(filled) == len(values) and filled else None


def _absolute(values: Numbers) -> Result:
    first = values[0]
    if first is None:
        return None
    return -first if first < 0 else first


def _zero_if_empty(values: Numbers) -> Result:
    first = values[0]
    return 0 if first is None else first


def _first_filled(values: Numbers) -> Result:
    return next(iter(_filled(values)), None)


def _count(values: Numbers) -> Result:
    """How many are filled."""
    return len(_filled(values))


def _times(values: Numbers) -> Result:
    """How many times the smaller of two fits into the larger; empty unless both are above 0."""
    one, other = (*values, None, None)[:2]
    if one is None or other is None or one <= 0 or other <= 0:
        return None
    larger, smaller = (one, other) if one >= other else (other, one)
    return Fraction(larger) / Fraction(smaller)


def _like_first(values: Numbers) -> Result:
    """How many of the others equal the first."""
    first, others = values[0], values[1:]
    return None if first is None else sum(other == first for other in _filled(others))


def median(filled: list[Number]) -> Number:
    """The middle of some numbers, or half the sum of the two in the middle."""
    ordered = sorted(filled)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return Fraction(ordered[half - 1] + ordered[half]) / 2


def _median(values: Numbers) -> Result:
    filled = _filled(values)
    return median(filled) if filled else None


def _deviation(values: Numbers) -> Result:
    """How far the first lies from the median of the others, in robust standard deviations.

    The spread is 1.4826 times the median of the distances from the median, but never less than a
    tenth of the median, its square root (counts scatter that much by chance) and 2: figures
    that hardly moved do not turn a small step into an outlier. Empty with fewer than `ENOUGH`
    others.
    """
    first, others = values[0], _filled(values[1:])
    if first is None or len(others) < ENOUGH:
        return None
    middle = Fraction(median(others))
    usual = _NORMAL * Fraction(median([abs(other - middle) for other in others]))
    chance = isqrt(int(abs(middle)))
    least = max(abs(middle) / _TENTH, Fraction(chance), Fraction(_LEAST_SPREAD))
    return abs(Fraction(first) - middle) / max(usual, least)


def _rising(values: Numbers) -> Result:
    """Whether each filled one is at least the one before it; empty with fewer than two."""
    filled = _filled(values)
    return all(a <= b for a, b in pairwise(filled)) if len(filled) > 1 else None


def _falling(values: Numbers) -> Result:
    filled = _filled(values)
    return all(a >= b for a, b in pairwise(filled)) if len(filled) > 1 else None


def _overlap(values: Numbers) -> Result:
    """Whether two ranges that follow each other, given as lower and upper bounds, share a part."""
    bounds = [
        (low, high)
        for low, high in zip(values[::2], values[1::2], strict=False)
        if low is not None and high is not None
    ]
    pairs = [(a, b) for a, b in pairwise(bounds) if a[0] < a[1] or b[0] < b[1]]
    return any(a[0] <= b[1] and b[0] <= a[1] for a, b in pairs) if pairs else None


def _pick(values: Numbers) -> Result:
    """The n-th of the others, counted from 1."""
    place, others = values[0], values[1:]
    if place is None or not 1 <= place <= len(others) or place.denominator != 1:
        return None
    return others[int(place) - 1]


def day_number(teks: object) -> int | None:
    """The day of a stored date, counted so that a later day has a larger number."""
    try:
        return date.fromisoformat(str(teks)).toordinal()
    except ValueError:
        return None


ON_NUMBERS: dict[str, Callable[[Numbers], Result]] = {
    "jumlah": _sum,
    "rerata": _mean,
    "persen": _percent,
    "min": _least,
    "maks": _greatest,
    "abs": _absolute,
    "nol": _zero_if_empty,
    "pilih": _first_filled,
    "banyak": _count,
    "kali": _times,
    "sebanyak": _like_first,
    "median": _median,
    "simpangan": _deviation,
    "naik": _rising,
    "turun": _falling,
    "tumpang": _overlap,
    "ke": _pick,
}
"""The functions of numbers, by their names in the language."""
