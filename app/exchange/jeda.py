"""A moment in which Python does not look for cycles: for work that builds large plain tables."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """A moment without looking for cycles: tables of plain values have none, and are large.

    The more a program holds, the longer each look takes; a table asks for hundreds of them.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
