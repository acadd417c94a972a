"""What is written down of an unexpected error: where in the program it happened, never about whom.

An exception's own words may hold a figure or a name ("invalid literal: 'Maria'"), so only its kind
is kept, with the lines of the program it came through. The file is turned over before it grows.
"""

from __future__ import annotations

import sqlite3
import traceback
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.errors import LontarError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LARGEST = 200_000
KEPT = 2
_TAIL = 40_000
_DEEPEST = 8


class Elsewhere(Exception):
    """An unexpected error of a child of the program, in the words of `told` over there."""


def write_down(error: BaseException, now: datetime) -> Path:
    """Add an error to the log and return its file.

    Raises:
        OSError: the disk refuses.

    """
    file = paths.log_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    _turn_over(file)
    with file.open("a", encoding="utf-8") as log:
        log.write(f"\n--- {now.isoformat(timespec='seconds')}\n{told(error)}\n")
    return file


def told(error: BaseException) -> str:
    """An error and what led to it, without a word that came from outside the program."""
    return "\n".join(_lines(error, 0))


def tail() -> str:
    """The end of the log, from the start of an entry; empty when nothing was ever written."""
    parts = []
    for file in (*reversed(older(paths.log_file())), paths.log_file()):
        with suppress(OSError):
            parts.append(file.read_text(encoding="utf-8", errors="replace"))
    whole = "".join(parts)[-_TAIL:]
    return whole[max(whole.find("\n--- "), 0) :].strip()


def older(file: Path) -> list[Path]:
    """The names of the turned-over files, newest first."""
    return [file.with_name(f"{file.stem}.{number}{file.suffix}") for number in range(1, KEPT + 1)]


def _turn_over(file: Path) -> None:
    # Another window may be doing the same: then it is done already.
    with suppress(OSError):
        if file.stat().st_size < LARGEST:
            return
        chain = [file, *older(file)]
        for newer, old in reversed(list(pairwise(chain))):
            if newer.exists():
                newer.replace(old)


def _lines(error: BaseException, depth: int) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and depth < _DEEPEST:
        yield from _lines(cause, depth + 1)
        yield "then"
    if isinstance(error, Elsewhere):
        yield str(error)
        yield "in a child of"
    for frame in traceback.extract_tb(error.__traceback__):
        place = _place(frame.filename)
        line = f": {frame.line}" if place.startswith("app/") and frame.line else ""
        yield f"  {place}:{frame.lineno} {frame.name}{line}"
    yield _kind(error)


def _place(filename: str) -> str:
    """A file of ours from `app` on, another one by its last two names: no folder of the user."""
    parts = Path(filename.replace("\\", "/")).parts
    ours = Path(__file__).parent.parent
    with suppress(ValueError):
        return Path("app", Path(filename).relative_to(ours)).as_posix()
    return "/".join(parts[-2:])


def _kind(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, LontarError):
        return f"{kind} {error.kode}"
    if isinstance(error, sqlite3.Error):
        return f"{kind} {getattr(error, 'sqlite_errorname', '')}".rstrip()
    if isinstance(error, OSError):
        return f"{kind} {error.errno or ''}".rstrip()
    return kind
