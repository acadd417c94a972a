"""Memory that was let go goes back to the system.

The C library of Linux keeps a heap for every thread that ever asked for memory, and all that lies
below the last block in use. After a long piece of work that is several MB that nobody will need
before the next one; elsewhere the system sees to it by itself.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def give_back() -> None:
    """Give the system what is free; takes a few milliseconds."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    # Another C library than the usual one may not have it.
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
