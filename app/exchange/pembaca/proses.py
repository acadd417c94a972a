"""One child process: started, asked, waited for, ended."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, cast

from app.errors import LontarError
from app.exchange.pembaca.pesan import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from io import BufferedReader, BufferedWriter

    from app.exchange.pembaca.batas import Batas

PEMBACA, PENYUSUN, PENCETAK = "pembaca", "penyusun", "pencetak"
"""The children there are: what reads foreign files, makes a package, lays out pages."""

CHILD_ARGUMENTS = {PEMBACA: "--pembaca", PENYUSUN: "--penyusun", PENCETAK: "--pencetak"}
"""What makes the frozen program one of them; app/__main__.py knows the same words."""

_MODULES = {
    PEMBACA: "app.exchange.pembaca.anak",
    PENYUSUN: "app.exchange.penyusun.anak",
    PENCETAK: "app.ui.printing_child",
}
_BOOT = (
    "import sys; sys.path[:] = sys.argv[3:]; from {} import main; "
    "sys.exit(main(int(sys.argv[1]), float(sys.argv[2])))"
)
_PIPE = 1 << 20  # a whole package at once, where the system allows it
# The C library of Linux otherwise gives the memory of one file back to the system and asks for
# it again at the next; elsewhere these words mean nothing.
_MEMORY = {"MALLOC_TRIM_THRESHOLD_": "33554432", "MALLOC_MMAP_THRESHOLD_": "33554432"}
_LONGEST_LINE = 2000
_GRACE = 1.0
_BEAT = 0.05
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError")
_OUT_OF_TIME = "SIGXCPU"


def command(limits: Batas, kind: str = PEMBACA) -> list[str]:
    """The command line of a child of this very program."""
    told = [str(limits.memori), str(limits.detik)]
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_ARGUMENTS[kind], *told]
    # The launcher of a virtual environment on Windows is a process of its own; a limit must not
    # stop at it. -I and -S: nothing of the user's settings, and nothing that is not needed.
    python = getattr(sys, "_base_executable", sys.executable) or sys.executable
    boot = _BOOT.format(_MODULES[kind])
    return [python, "-I", "-S", "-c", boot, *told, *map(os.path.abspath, sys.path)]


class Anak:
    """A running child that is asked one thing at a time.

    `log` gets what the child says on stderr, line by line, from another thread.
    """

    def __init__(self, line: Sequence[str], limits: Batas, log: Callable[[str], None]) -> None:
        """Start the child without waiting for it.

        Raises:
            LontarError: the system does not let it start.

        """
        self._limits = limits
        self._log = log
        self._starved = False
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._due = time.monotonic() + limits.detik_mulai
        self._ready = False
        try:
            self._process = _started(line)
        except OSError as error:
            raise LontarError("pembaca_tidak_mulai") from error
        try:
            self._cage = _caged(self._process, limits.memori)
        except OSError as error:
            _end(self._process)
            raise LontarError("pembaca_tidak_mulai") from error
        self._threads = [
            threading.Thread(target=work, name=f"pembaca-{self._process.pid}", daemon=True)
            for work in (self._talk, self._listen)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The number the system knows the child by."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs; the system may have ended it while it had nothing to do."""
        return self._process.poll() is None

    def ask(self, request: bytes) -> None:
        """Send a request; the seconds of the child begin now, or when it is ready."""
        if self._ready:
            self._due = time.monotonic() + self._limits.detik
        self._requests.put(request)

    def answer(self, beat: Callable[[], object] | None = None) -> bytes:
        """The answer to the request sent last; waits as long as the child may take.

        `beat` is called again and again meanwhile, and may raise to wait no longer.

        Raises:
            LontarError: it takes too long or died over the request. The child is gone then.

        """
        if not self._ready:
            self._next("pembaca_tidak_mulai", beat)
            self._ready = True
            self._due = time.monotonic() + self._limits.detik
        return self._next("pembaca_lama", beat)

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._requests.put(None)
        self._process.kill()
        for thread in self._threads:
            thread.join()
        _end(self._process)

    def _next(self, late: str, beat: Callable[[], object] | None) -> bytes:
        while beat is not None and self._answers.empty() and time.monotonic() < self._due:
            beat()
            time.sleep(_BEAT)
        try:
            frame = self._answers.get(timeout=max(0.0, self._due - time.monotonic()))
        except queue.Empty:
            self.close()
            raise LontarError(late, detik=round(self._limits.detik)) from None
        if frame is None:
            raise self._death()
        return frame

    def _death(self) -> LontarError:
        # Its pipe is closed; how it ended is known a moment later, unless it only fell silent.
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        self.close()
        code = self._process.returncode
        if _signal(code) == _OUT_OF_TIME:
            return LontarError("pembaca_lama", detik=round(self._limits.detik))
        if self._starved:
            return LontarError("pembaca_memori")
        if not self._ready:
            return LontarError("pembaca_tidak_mulai")
        return LontarError("pembaca_berhenti")

    def _talk(self) -> None:
        """Pass requests and answers on, so that nobody else ever waits for a pipe."""
        asking = cast("BufferedWriter", self._process.stdin)
        telling = cast("BufferedReader", self._process.stdout)
        with suppress(OSError, EOFError, ValueError):
            self._answers.put(read_frame(telling))
            while (request := self._requests.get()) is not None:
                write_frame(asking, request)
                self._answers.put(read_frame(telling))
        self._answers.put(None)

    def _listen(self) -> None:
        stream = cast("IO[bytes]", self._process.stderr)
        with suppress(OSError, ValueError):
            while line := stream.readline(_LONGEST_LINE):
                text = line.decode("utf-8", "replace").rstrip()
                self._starved |= any(words in text for words in _OUT_OF_MEMORY)
                self._log(text)


def _caged(process: subprocess.Popen[bytes], memori: int) -> object:
    """What holds a child within its limits; elsewhere than on Windows it sees to that itself."""
    if sys.platform == "win32":
        from app.exchange.pembaca.kandang import Kandang

        cage = Kandang(memori)
        cage.take(process)
        return cage
    else:  # noqa: RET505 - a type checker for Windows never gets here
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a child if it still lives, and let go of everything that belonged to it."""
    process.kill()
    # What it was not told any more can no longer be told.
    with suppress(OSError), process:
        pass


def _started(line: Sequence[str]) -> subprocess.Popen[bytes]:
    flags = 0
    if sys.platform == "win32":
        # Elsewhere the child sees to its place behind the window itself.
        flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return subprocess.Popen(
        line,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # The folder of the program, so that no flash disk stays in use on its account.
        cwd=os.path.dirname(line[0]) or None,  # noqa: PTH120 - a plain text, given on as one
        env={**os.environ, **_MEMORY},
        pipesize=_PIPE,
        creationflags=flags,
        # Ctrl+C in a terminal is for the parent, which then closes the pipes.
        start_new_session=True,
    )


def _signal(code: int) -> str:
    import signal

    try:
        return signal.Signals(-code).name
    except ValueError:
        return ""
