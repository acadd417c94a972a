"""TOML files of the program, decoded strictly; mistakes are named with file, place and remedy."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, TypeVar

import msgspec

from app.errors import LontarError

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
MAX_BYTES = 1_000_000
"""Of one file, as for the definitions in a file from outside; the largest here has a tenth."""

# How the decoder words what is wrong: its English is for programmers, the catalogue's for authors.
_UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(?P<isi>[^`]*)`")
_MISSING_FIELD = re.compile(r"Object missing required field `(?P<isi>[^`]*)`")
_PLACE = re.compile(r" - at `(?P<path>[^`]*)`$")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_LINE = re.compile(r"at line (\d+)")
# A key of a hundred steps is read in steps that grow: fifty thousand letters would fill the memory.
_DEEP_KEY = re.compile(
    rb"(?:(?<![\w-])[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+(?:\.[ \t]*+"
    rb"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+){16}"
)
_ENTRIES = re.compile(r"^(?=\[\[)", re.MULTILINE)


def read(file: Path, folder: Path, entry: str = "") -> dict[str, object]:
    """The content of a file, named in errors relative to `folder`.

    With `entry`, a line of a file of `[[…]]`, only what belongs to the one that has this line: most
    of the time goes into parsing. Where that is not clear, everything.

    Raises:
        LontarError: it is missing, not TOML, or far larger or deeper than any file of definitions.

    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as exc:
        raise LontarError("pustaka_tidak_ada", folder=folder) from exc
    if len(raw) > MAX_BYTES:
        raise wrong("terlalu_besar", file, folder, batas_kb=MAX_BYTES // 1000)
    return parsed(raw, file, folder, entry)


def parsed(raw: bytes, file: Path, folder: Path, entry: str = "") -> dict[str, object]:
    """The same for the bytes of a file that were read already.

    Raises:
        LontarError: they are not TOML, or far deeper than any file of definitions.

    """
    if deep := _DEEP_KEY.search(raw):
        raise wrong("terlalu_dalam", file, folder, baris=raw.count(b"\n", 0, deep.start()) + 1)
    try:
        return tomllib.loads(_only(raw.decode(), entry))
    except (ValueError, RecursionError) as exc:
        if entry:
            return parsed(raw, file, folder)
        line = _LINE.search(str(exc))
        # Without a line the reader ran into the end of the file.
        baris = int(line[1]) if line else raw.count(b"\n") + 1
        raise wrong("bukan_toml", file, folder, baris=baris, rincian=exc) from exc


def _only(text: str, entry: str) -> str:
    if not entry:
        return text
    found = [part for part in _ENTRIES.split(text) if f"\n{entry}\n" in part]
    return found[0] if len(found) == 1 else text


def decode(isi: dict[str, object], kind: type[T], file: Path, folder: Path) -> T:
    """Turn the content of a file into `kind`.

    Raises:
        LontarError: something is missing, unknown or of another kind.

    """
    try:
        return msgspec.convert(isi, kind)
    except msgspec.ValidationError as exc:
        raise _misfit(str(exc), isi, file, folder) from exc


def wrong(kode: str, file: Path, folder: Path, **data: object) -> LontarError:
    """A sentence about a file."""
    return LontarError(f"formulir_{kode}", berkas=file.relative_to(folder).as_posix(), **data)


def _misfit(message: str, isi: object, file: Path, folder: Path) -> LontarError:
    place = _PLACE.search(message)
    letak = _readable(place["path"], isi) if place else ""
    for kode, pattern in (("bidang_asing", _UNKNOWN_FIELD), ("bidang_kurang", _MISSING_FIELD)):
        if found := pattern.match(message):
            named = ".".join(filter(None, (letak, found["isi"])))
            return wrong(kode, file, folder, letak=named)
    return wrong("isi_salah", file, folder, letak=letak, rincian=_PLACE.sub("", message))


def _readable(path: str, isi: object) -> str:
    """Turn `$.tabel[0].baris[2]` into `tabel.penerima.baris.harus`; merging moves places."""
    here, words = isi, []
    for name, index in _STEP.findall(path.removeprefix("$")):
        if isinstance(here, dict):
            here = here.get(name)
            words.append(name)
        elif isinstance(here, list) and index:
            here = here[int(index)]
            words.append(str(here["kode"]) if isinstance(here, dict) and "kode" in here else index)
    return ".".join(words)
