"""Windows: a job of the system around a child, which limits its memory and outlives nobody."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from typing import TYPE_CHECKING

    if TYPE_CHECKING:
        from subprocess import Popen

    # Of SetInformationJobObject, as its documentation names them.
    _EXTENDED_LIMIT_INFORMATION = 9
    _PROCESS_MEMORY = 0x0100
    _DIE_ON_UNHANDLED_EXCEPTION = 0x0400
    _KILL_ON_JOB_CLOSE = 0x2000

    class _Basic(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

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

    class _Extended(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = (
            ("basic", _Basic),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    class Kandang:
        """A job; the processes in it end when nobody holds it any more."""

        def __init__(self, memori: int) -> None:
            """Make a job without a process.

            Raises:
                OSError: the system refuses.

            """
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._job = wintypes.HANDLE(self._kernel.CreateJobObjectW(None, None))
            told = _Extended()
            told.basic.limit_flags = (
                _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _KILL_ON_JOB_CLOSE
            )
            told.process_memory = memori
            size = ctypes.sizeof(told)
            self._do(
                "SetInformationJobObject", _EXTENDED_LIMIT_INFORMATION, ctypes.byref(told), size
            )

        def take(self, process: Popen[bytes]) -> None:
            """Put a process that was just started into the job; errors as above."""
            handle = int(process._handle)  # type: ignore[attr-defined]  # noqa: SLF001
            self._do("AssignProcessToJobObject", wintypes.HANDLE(handle))

        def __del__(self) -> None:
            self._kernel.CloseHandle(self._job)

        def _do(self, name: str, *arguments: object) -> None:
            if not getattr(self._kernel, name)(self._job, *arguments):
                raise ctypes.WinError(ctypes.get_last_error())
