"""What is read from an office in pieces, so that a window can answer between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

T = TypeVar("T")


def whole(reading: Generator[None, None, T]) -> T:
    """All pieces at once, where nobody waits in between."""
    while True:
        try:
            next(reading)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # what the generator returns
