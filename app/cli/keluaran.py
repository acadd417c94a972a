"""What a verb prints: sentences and tables for people, or one JSON document for programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NamedTuple

from app.domain.aksara import on_one_line, on_screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.errors import LontarError

REFUSED = 2


class Hasil(NamedTuple):
    """What a verb came to: the exit code, and the same facts for programs."""

    keluar: int
    dokumen: Mapping[str, object]


class Keluaran:
    """Where a verb speaks. Nothing but the document goes to stdout with `as_json`."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._unfinished = 0

    def say(self, line: str = "") -> None:
        """A line for people."""
        if not self.as_json:
            self._clear()
            print(on_screen(line))

    def progress(self, line: str, *, done: bool) -> None:
        """How far a long verb is; a terminal shows every step, a file only what is done."""
        if self.as_json or not (done or sys.stderr.isatty()):
            return
        self._clear()
        line = on_one_line(line)
        sys.stderr.write(line if sys.stderr.isatty() else f"{line}\n")
        sys.stderr.flush()
        self._unfinished = len(line) if sys.stderr.isatty() else 0
        if done and self._unfinished:
            sys.stderr.write("\n")
            self._unfinished = 0

    def table(
        self, titles: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()
    ) -> None:
        """A table with aligned columns; those in `right` align on the right."""
        lines = [[on_one_line(cell) for cell in row] for row in (titles, *rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for number, line in enumerate(lines):
            cells = (
                cell.rjust(width) if place in set(right) else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
            self.say("  ".join(cells).rstrip())
            if not number:
                self.say("  ".join("-" * width for width in widths))

    def document(self, dokumen: Mapping[str, object]) -> None:
        """The facts for programs; printed only with `--json`."""
        if self.as_json:
            # ASCII survives every console and pipe, whatever its encoding.
            print(json.dumps(dokumen, indent=2))

    def refuse(self, error: LontarError) -> int:
        """Say why nothing was done, and return the exit code for it."""
        if self.as_json:
            self.document({"galat": error.as_json()})
        else:
            self._clear()
            sys.stderr.write(f"{on_screen(str(error))}\n")
        return REFUSED

    def _clear(self) -> None:
        if self._unfinished:
            sys.stderr.write(f"\r{' ' * self._unfinished}\r")
            self._unfinished = 0
