"""The side that asks: files from outside go to child processes and come back as plain values."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

import msgspec

from app.errors import LontarError
from app.exchange import berkas
from app.exchange.jeda import uncollected
from app.exchange.jenis_berkas import BUKAN_PAKET
from app.exchange.lembar_ketat import SelGalat
from app.exchange.pembaca.batas import Batas
from app.exchange.pembaca.pesan import Baris, Jawaban, LembarTabel, Mentah, Permintaan
from app.exchange.pembaca.proses import Anak, command
from app.exchange.tampilan_ketat import Hiasan
from app.exchange.wadah import MAX_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

WORKERS = 2
_T = TypeVar("_T")


class Terbaca(NamedTuple):
    """A file from outside: its path, its bytes read once, and what the child says about them.

    Exactly one of `mentah` and `galat` is there. `data` is the quarantine copy: everything that
    follows is about these bytes, the file itself is never opened again.
    """

    path: Path
    data: bytes
    mentah: Mentah | None
    galat: LontarError | None


class _Tugas:
    """A request under way, and its outcome once there is one."""

    def __init__(self, verba: str, data: bytes) -> None:
        self.request = msgspec.msgpack.encode(Permintaan(verba, data))
        self.outcome: bytes | LontarError | None = None


def _silent(_: str) -> None:
    """Nobody listens."""


class Pembaca:
    """Reads foreign files in child processes that are started when first needed and then kept.

    To be used from one thread at a time, and closed. A child that ran out of time or memory,
    crashed, or has met a file that was refused is not used again; the next file gets a new one.
    """

    def __init__(
        self,
        log: Callable[[str], None] = _silent,
        *,
        workers: int = WORKERS,
        limits: Batas | None = None,
        line: Sequence[str] | None = None,
    ) -> None:
        """Prepare without starting anything.

        Args:
            log: gets what children say on stderr, from another thread; never meant for a user.
            workers: how many children may run at the same time.
            limits: what one child may take.
            line: the command line of a child; this program's own when left out.

        """
        self.log = log
        self._limits = limits or Batas()
        self._line = list(line) if line is not None else command(self._limits)
        self._workers = workers
        self._idle: list[Anak] = []
        self._busy: deque[tuple[Anak, _Tugas]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start all children now, so that they are ready when the first file arrives.

        Raises:
            LontarError: the system does not let them start.

        """
        while len(self._idle) + len(self._busy) < self._workers:
            self._idle.append(Anak(self._line, self._limits, self.log))

    def close(self) -> None:
        """End all children, whatever they are doing; the next request starts new ones."""
        for anak in (*self._idle, *(anak for anak, _ in self._busy)):
            anak.close()
        self._idle.clear()
        self._busy.clear()

    def periksa(self, data: bytes) -> Mentah:
        """What the workbook in `data` says about itself.

        Raises:
            LontarError: it is no package, is refused, or was too much for a child.

        """
        return self._now("periksa", data, Mentah)

    def lembar(self, data: bytes) -> dict[str, list[Baris]]:
        """The rows of every sheet of that workbook but `Data` and `_meta`; errors as above."""
        return self._now("lembar", data, dict[str, list[Baris]])

    def tabel(self, data: bytes) -> dict[str, list[list[str]]]:
        """The cells of every sheet of anybody's workbook as texts.

        Raises:
            LontarError: it is no workbook, is refused, or was too much for a child.

        """
        return self._now("tabel", data, dict[str, list[list[str]]])

    def tabel_gabungan(self, data: bytes) -> dict[str, LembarTabel]:
        """The same with the merged cells; errors as above."""
        return self._now("tabel_gabungan", data, dict[str, LembarTabel])

    def adu(self, data: bytes) -> list[SelGalat]:
        """Have every part parsed to its end and every cell read by a second reader.

        For every file whose seal does not vouch for its bytes; takes some 50 times as long as
        `periksa`. Returns the cells that hold an error of a calculation instead of a figure.

        Raises:
            LontarError: also when a cell is read differently (`pembaca_tidak_sepakat`).

        """
        return self._now("adu", data, list[SelGalat])

    def tampilan(self, data: bytes) -> list[Hiasan]:
        """What the visible sheets show or hide by other means than the contents of their cells.

        For every file whose seal does not vouch for its bytes; errors as above.
        """
        return self._now("tampilan", data, list[Hiasan])

    def periksa_banyak(self, paths: Iterable[Path]) -> Iterator[Terbaca]:
        """The same as `periksa` for many files, in the order given, read ahead by the children.

        What is wrong with one file is told in its place and does not stop the others. Between two
        files anything else may be asked. A caller that stops early closes the iterator, or simply
        leaves it.
        """
        under_way: deque[tuple[Path, bytes, _Tugas | LontarError]] = deque()
        rest = iter(paths)
        try:
            while True:
                while len(under_way) <= self._workers and (path := next(rest, None)) is not None:
                    under_way.append(self._begun(path))
                if not under_way:
                    return
                path, data, task = under_way.popleft()
                yield self._read(path, data, task)
        finally:
            self._drop(task for _, _, task in under_way)

    def _begun(self, path: Path) -> tuple[Path, bytes, _Tugas | LontarError]:
        try:
            data = berkas.read_file(path, MAX_FILE)
        except LontarError as error:
            return path, b"", error
        task = _Tugas("periksa", data)
        self._give(task)
        return path, data, task

    def _read(self, path: Path, data: bytes, task: _Tugas | LontarError) -> Terbaca:
        if isinstance(task, LontarError):
            return Terbaca(path, data, None, task)
        try:
            return Terbaca(path, data, self._outcome(task, Mentah), None)
        except LontarError as error:
            return Terbaca(path, data, None, error)

    def _now(self, verba: str, data: bytes, kind: type[_T]) -> _T:
        task = _Tugas(verba, data)
        self._give(task)
        return self._outcome(task, kind)

    def _give(self, task: _Tugas) -> None:
        """Hand a request to a child that has nothing to do; wait for one if need be."""
        if not self._idle and len(self._busy) >= self._workers:
            self._settle()
        try:
            anak = self._ready()
        except LontarError as error:
            task.outcome = error
            return
        anak.ask(task.request)
        self._busy.append((anak, task))

    def _ready(self) -> Anak:
        """A child that has nothing to do."""
        while self._idle:
            anak = self._idle.pop()
            if anak.alive:
                return anak
            anak.close()
        return Anak(self._line, self._limits, self.log)

    def _outcome(self, task: _Tugas, kind: type[_T]) -> _T:
        while task.outcome is None:
            self._settle()
        if isinstance(task.outcome, LontarError):
            raise task.outcome
        try:
            with uncollected():
                return msgspec.msgpack.decode(task.outcome, type=kind)
        except msgspec.DecodeError:
            raise LontarError("pembaca_berhenti") from None

    def _settle(self) -> None:
        """Wait for the request that has been under way longest."""
        anak, task = self._busy.popleft()
        try:
            task.outcome = said(anak.answer())
        except LontarError as error:
            task.outcome = error
        if isinstance(task.outcome, LontarError) and task.outcome.kode not in BUKAN_PAKET:
            anak.close()
        else:
            self._idle.append(anak)

    def _drop(self, tasks: Iterable[_Tugas | LontarError]) -> None:
        """End the children that are at work on what nobody wants to know any more."""
        unwanted = set(map(id, tasks))
        for pair in [pair for pair in self._busy if id(pair[1]) in unwanted]:
            self._busy.remove(pair)
            pair[0].close()


def said(answer: bytes) -> bytes | LontarError:
    """The result in an answer, or the reason there is none."""
    try:
        told = msgspec.msgpack.decode(answer, type=Jawaban)
    except msgspec.DecodeError:
        return LontarError("pembaca_berhenti")
    return LontarError(told.kode, **told.data) if told.kode else bytes(told.hasil)
