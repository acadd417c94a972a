"""How much a child may take of the machine, and who ends it when nobody else does.

POSIX: the child limits itself before it meets the first foreign byte. Windows: the parent puts it
into a job, which also ends the child together with the parent.
"""

from __future__ import annotations

import sys
from typing import NamedTuple


class Batas(NamedTuple):
    """Limits of one child: seconds for one answer, seconds to be ready, bytes of memory."""

    detik: float = 10.0
    detik_mulai: float = 30.0
    memori: int = 500_000_000


if sys.platform == "win32":

    def limit_self(_: int) -> None:
        """Show no window of the system when something goes wrong; the job limits the rest."""
        import msvcrt

        msvcrt.SetErrorMode(
            msvcrt.SEM_FAILCRITICALERRORS
            | msvcrt.SEM_NOGPFAULTERRORBOX
            | msvcrt.SEM_NOOPENFILEERRORBOX
        )

    def allow_cpu(_: float) -> None:
        """Windows counts time in the parent only; a child without parent dies with its job."""

else:
    import os
    import resource

    _GENTLER = 5

    def limit_self(memori: int) -> None:
        """Give way to the window, take no more memory than this, leave no picture on the disk."""
        os.nice(_GENTLER)
        for kind, most in ((resource.RLIMIT_AS, memori), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)  # noqa: PLW2901 - the lower of both
            resource.setrlimit(kind, (most, most))

    def allow_cpu(seconds: float) -> None:
        """Be ended by the system after so much more work, even when the parent is gone."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime + seconds) + 1
        soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
