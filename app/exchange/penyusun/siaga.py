"""A child that makes packages, started before there is an order: while a passphrase is typed."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange.pembaca.batas import Batas
from app.exchange.pembaca.proses import PENYUSUN, Anak, command

if TYPE_CHECKING:
    from collections.abc import Sequence

BATAS = Batas(detik=120.0, detik_mulai=60.0, memori=1_000_000_000)
"""Of one step; an old laptop whose antivirus looks at everything is slow, not broken."""


class Siaga:
    """At most one child that loads its libraries and then waits; it knows nothing yet.

    `line` is the command line of the child, this program's own when left out. `take` may be called
    from another thread than the rest.
    """

    def __init__(self, line: Sequence[str] | None = None) -> None:
        self._line = line or command(BATAS, PENYUSUN)
        self._child: Anak | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Have a child at hand; what stands in the way is told when one is needed."""
        with self._lock, suppress(LontarError):
            self._child = self._living() or self._new()

    def take(self) -> Anak:
        """The child that was started, or a new one; whoever takes it closes it.

        Raises:
            LontarError: the system does not let it start.

        """
        with self._lock:
            child, self._child = self._living(), None
            return child or self._new()

    def close(self) -> None:
        """End the child that nobody took."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _living(self) -> Anak | None:
        child = self._child
        if child is None or child.alive:
            return child
        # The system ended it while it had nothing to do.
        child.close()
        return None

    def _new(self) -> Anak:
        return Anak(self._line, BATAS, lambda _said: None)
