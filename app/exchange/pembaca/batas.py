"""How much a child may take of the machine, and who ends it when nobody else does.

POSIX: the child limits itself before it meets the first foreign byte. Windows: the parent puts it
into a job, which also ends the child together with the parent.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from subprocess import Popen


class Batas(NamedTuple):
    """Limits of one child: seconds for one answer, seconds to be ready, bytes of memory."""

    detik: float = 10.0
    detik_mulai: float = 30.0
    memori: int = 500_000_000


if sys.platform == "win32":
    # Of JOBOBJECT_EXTENDED_LIMIT_INFORMATION and its flags, as the documentation names them.
    _EXTENDED_LIMIT_INFORMATION = 9
    _PROCESS_MEMORY = 0x0100
    _DIE_ON_UNHANDLED_EXCEPTION, _KILL_ON_JOB_CLOSE = 0x0400, 0x2000

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

    def cage(process: Popen[bytes], memori: int) -> object:
        """Put a child into a job of its own; the child ends when the result is let go of."""
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("per_process_user_time", ctypes.c_int64),
                ("per_job_user_time", ctypes.c_int64),
                ("limit_flags", wintypes.DWORD),
                ("minimum_working_set", ctypes.c_size_t),
                ("maximum_working_set", ctypes.c_size_t),
                ("active_process_limit", wintypes.DWORD),
                ("affinity", ctypes.c_size_t),
                ("priority_class", wintypes.DWORD),
                ("scheduling_class", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("basic", Basic),
                ("io_counters", ctypes.c_uint64 * 6),
                ("process_memory", ctypes.c_size_t),
                ("job_memory", ctypes.c_size_t),
                ("peak_process_memory", ctypes.c_size_t),
                ("peak_job_memory", ctypes.c_size_t),
            )

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = _Job(kernel, kernel.CreateJobObjectW(None, None))
        told = Extended()
        told.basic.limit_flags = _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _KILL_ON_JOB_CLOSE
        told.process_memory = memori
        size = ctypes.sizeof(told)
        handle = wintypes.HANDLE(int(process._handle))  # type: ignore[attr-defined]  # noqa: SLF001
        done = kernel.SetInformationJobObject(
            job.handle, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(told), size
        ) and kernel.AssignProcessToJobObject(job.handle, handle)
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())
        return job

    class _Job:
        """A handle that is closed when nobody holds it any more."""

        def __init__(self, kernel: object, handle: int) -> None:
            from ctypes import wintypes

            self._kernel = kernel
            self.handle = wintypes.HANDLE(handle)

        def __del__(self) -> None:
            self._kernel.CloseHandle(self.handle)  # type: ignore[attr-defined]

else:
    import resource

    def limit_self(memori: int) -> None:
        """Take no more memory than this from now on, and leave no picture of it on the disk."""
        for kind, most in ((resource.RLIMIT_AS, memori), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)  # noqa: PLW2901
            resource.setrlimit(kind, (most, most))

    def allow_cpu(seconds: float) -> None:
        """Be ended by the system after so much more work, even when the parent is gone."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime + seconds) + 1
        soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))

    def cage(_: Popen[bytes], __: int) -> object:
        """Nothing to do: the child has limited itself."""
        return None
