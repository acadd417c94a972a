"""Small counts in what is published: hidden, and hidden so that nothing else gives them away.

A count from 1 to 4 can point at a person. It is printed as "<5"; when the total and the other
parts would give it away, another part is veiled as well, and where that does not help every part
of that breakdown is. What is signed between offices is not published and stays whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

AMBANG = 5
"""Counts below it are hidden (dictionary: "kelompok kecil (<5) disamarkan"); 0 points at no one."""

Tabir = Literal["kecil", "samar"]
"""`kecil` is printed as "<5", `samar` as veiled: it may be any number."""

MARKS: dict[Tabir, str] = {"kecil": f"<{AMBANG}", "samar": "*"}
"""What is printed instead."""

_SMALL = range(1, AMBANG)


class Jumlah(NamedTuple):
    """A sum that readers know of: all parts together are the whole."""

    utuh: str
    bagian: Sequence[str]


def is_small(angka: int) -> bool:
    """Whether a count may not be seen."""
    return angka in _SMALL


def conceal(
    angka: Mapping[str, int], jumlah: Sequence[Jumlah], tetap: Collection[str] = ()
) -> dict[str, Tabir]:
    """Which counts are not to be seen, and how they are printed instead.

    Args:
        angka: the counts by name; a name that is missing is not printed at all.
        jumlah: the sums among them. A rest that is not printed has to be among the parts.
        tetap: counts that are printed whatever they are, such as a total shown elsewhere.

    """
    found: dict[str, Tabir] = {
        nama: "kecil" for nama, nilai in angka.items() if is_small(nilai) and nama not in tetap
    }
    while any(_close(angka, one, found, tetap) for one in jumlah):
        pass
    return found


def _close(
    angka: Mapping[str, int], satu: Jumlah, found: dict[str, Tabir], tetap: Collection[str]
) -> bool:
    """Hide a little more where this sum gives something away; tell whether it did."""
    if satu.utuh not in angka:
        return False
    parts = [one for one in satu.bagian if one in angka]
    if not _tells(angka, satu.utuh, parts, found):
        return False
    seen = [one for one in parts if one not in found and one not in tetap and angka[one] > 0]
    if seen:
        found[min(seen, key=lambda one: (angka[one], one))] = "samar"
        return True
    if satu.utuh not in found and satu.utuh not in tetap:
        found[satu.utuh] = "samar"
        return True
    before = dict(found)
    found.update({one: "samar" for one in parts if one not in tetap})
    return found != before


def _tells(
    angka: Mapping[str, int], whole: str, parts: Sequence[str], found: Mapping[str, Tabir]
) -> bool:
    """Whether what is seen of a sum leaves only one value for something that is hidden."""
    unseen = [one for one in (whole, *parts) if one in found]
    if not unseen:
        return False
    if len(unseen) == 1:
        return True
    if whole in found:
        # The whole may be anything: what is seen says nothing about its parts.
        return False
    left = angka[whole] - sum(angka[one] for one in parts if one not in found)
    smalls = [one for one in unseen if found[one] == "kecil"]
    veiled = len(unseen) - len(smalls)
    return bool(smalls) and len(list(_possible(left, len(smalls) - 1, veiled))) < 2  # noqa: PLR2004 - one value is known


def _possible(left: int, others: int, veiled: int) -> Iterator[int]:
    """The values a small part may have when `others` small and `veiled` parts share what is left.

    A reader knows that what is veiled for the sake of others is not small itself.
    """
    for value in _SMALL:
        rests = (left - value - rest for rest in range(others, others * (AMBANG - 1) + 1))
        if any(rest == 0 or (veiled and rest >= AMBANG) for rest in rests):
            yield value
