"""Every bit of a sealed package flipped, every byte of its parts flipped, dropped and doubled.

`python -m tests.exchange.segel.fuzz` goes through all of them and prints its counts; the suite
takes a sample. A mutant is refused with a reason, or has the very same parts.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from app.errors import LontarError
from tests.exchange.segel.contoh_segel import Bedah, judge, small, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

T = TypeVar("T")

SEED = 20261005
SAME = "bagian_sama"


def bit_flipped(data: bytes, number: int) -> bytes:
    """The file with one of its bits turned over; `number` counts bits from the front."""
    at, bit = divmod(number, 8)
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def part_mutants(parts: Mapping[str, bytes]) -> Iterator[tuple[str, int, str]]:
    """Each byte of each part, and what is done to it."""
    for name, content in parts.items():
        for at in range(len(content)):
            yield from ((name, at, kind) for kind in ("balik", "buang", "ganda"))


def part_mutated(parts: Mapping[str, bytes], mutant: tuple[str, int, str]) -> bytes:
    """A well-formed ZIP in which one byte of one part is not what it was."""
    name, at, kind = mutant
    content = parts[name]
    byte = content[at : at + 1]
    instead = {"balik": bytes([byte[0] ^ 1]), "buang": b"", "ganda": byte * 2}[kind]
    changed = Bedah(parts)
    changed[name] = content[:at] + instead + content[at + 1 :]
    return changed.packed()


def verdict(mutant: bytes, parts: Mapping[str, bytes]) -> str:
    """The reason it is refused with; an accepted one with other parts ends the run."""
    try:
        terbaca = judge(mutant)
    except LontarError as error:
        return error.kode
    if terbaca is None:
        raise AssertionError("the seal of a mutant was overlooked")
    if unpacked(mutant) != parts:
        raise AssertionError("a mutant with other parts was accepted")
    return SAME


def bits(data: bytes, count: int | None = None) -> Counter[str]:
    """The verdicts on single flipped bits: on all, or on a sample that is always the same."""
    parts = unpacked(data)
    numbers: Sequence[int] = range(len(data) * 8)
    if count is not None:
        numbers = _sample(numbers, count)
    return Counter(verdict(bit_flipped(data, number), parts) for number in numbers)


def parts_of(data: bytes, count: int | None = None) -> Counter[str]:
    """The verdicts on single changed bytes inside the parts, all or a sample."""
    parts = unpacked(data)
    mutants = list(part_mutants(parts))
    if count is not None:
        mutants = _sample(mutants, count)
    return Counter(verdict(part_mutated(parts, one), parts) for one in mutants)


def _sample(everything: Sequence[T], count: int) -> list[T]:
    return random.Random(SEED).sample(everything, count)  # noqa: S311 - the same at every run


def _told(title: str, run: Callable[[bytes], Counter[str]]) -> None:
    start = time.perf_counter()
    counts = run(small())
    seconds = time.perf_counter() - start
    print(f"{title}: {counts.total()} mutants in {seconds:.0f} s")
    for kode, count in counts.most_common():
        print(f"  {count:8} {kode}")
    sys.stdout.flush()


if __name__ == "__main__":
    _told("bits", bits)
    _told("bytes of parts", parts_of)
