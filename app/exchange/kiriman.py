"""What is meant by files that were named: folders and ZIP files stand for what they hold.

People hand in as their telephone lets them: a folder for each kabupaten, everything in one ZIP, a
workbook as `.xlsx.zip` or without any ending. What is not understood here is left as it is, so that
whoever judges it says why.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import balasan, berkas, bukti_opd, bukti_paket, prapemeriksaan, surat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORKBOOK, LETTER, ARCHIVE = ".xlsx", ".txt", ".zip"
DEEPEST = 3
"""Folders below the one that was named: a stick sorted by kabupaten, not the whole disk."""
_ZIP = b"PK"
# What spreadsheet programs leave beside an open file.
_LOCKS = ("~$", ".~lock")
_EVIDENCE = re.compile(r"[0-9a-f]{64}\.[a-z]{2,5}")
# Windows takes them for a printer or a port, whatever their ending.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class Kiriman(NamedTuple):
    """Files to be judged, and archives that bring evidence."""

    berkas: tuple[Path, ...]
    bukti: tuple[Path, ...]


def is_wrapped(path: Path) -> bool:
    """Whether a file has to be opened up before it is known what it is."""
    return path.is_dir() or (path.suffix.lower() != WORKBOOK and _begins(path, 2) == _ZIP)


def open_up(named: Iterable[Path], into: Path) -> Kiriman:
    """The files that are meant, each once; what was in a ZIP is put into the folder `into`."""
    found, evidence = [], []
    for path in dict.fromkeys(named):
        inside = path.is_dir()
        for file in _in_folder(path) if inside else [path]:
            if inside and file.suffix.lower() == ARCHIVE and _is_foreign(file):
                continue
            files, proofs = _opened(file, into)
            found += files
            evidence += proofs
    # Evidence beside its package comes in with it.
    beside = {one.with_name(bukti_paket.archive_name(one.name)) for one in found}
    return Kiriman(
        tuple(dict.fromkeys(found)),
        tuple(one for one in dict.fromkeys(evidence) if one not in beside),
    )


def is_letter(file: Path) -> bool:
    """Whether a file is a letter or a reply, which other doors take in."""
    return holds_letter(file) or holds_reply(file)


def holds_letter(file: Path) -> bool:
    """Whether a file is text with a letter in it, whatever its name."""
    data = _begins(file, surat.MAX_TEXT + 1)
    return not data.startswith(_ZIP) and surat.holds_letter(data)


def holds_reply(file: Path) -> bool:
    """Whether a file is text with a reply of the province in it, whatever its name."""
    data = _begins(file, balasan.MAX_FILE + 1)
    return not data.startswith(_ZIP) and balasan.holds_reply(data)


def _in_folder(folder: Path) -> list[Path]:
    """What is ours in a folder and those below it."""
    found: list[Path] = []
    for place, below, names in os.walk(folder):
        here = Path(place)
        if len(here.relative_to(folder).parts) >= DEEPEST:
            below.clear()
        below.sort()
        found += sorted(here / name for name in names if _is_ours(here / name))
    return found


def _is_ours(file: Path) -> bool:
    if file.name.startswith(_LOCKS) or not file.is_file():
        return False
    kind = file.suffix.lower()
    if kind in (WORKBOOK, ARCHIVE):
        return True
    if kind == LETTER:
        return is_letter(file)
    return not kind and _begins(file, 2) == _ZIP


def _begins(file: Path, most: int) -> bytes:
    """The first bytes of a file; nothing of one that cannot be read."""
    try:
        return berkas.read_beginning(file, most)
    except LontarError:
        return b""


def _members(file: Path) -> dict[str, bytes]:
    """What a ZIP carries; nothing where it is a workbook, or not sound."""
    if not is_wrapped(file):
        return {}
    try:
        data = berkas.read_file(file, bukti_opd.MAX_ARCHIVE)
    except LontarError:
        return {}
    return prapemeriksaan.carried(data, bukti_opd.MAX_ARCHIVE)


def _is_foreign(file: Path) -> bool:
    """Whether a ZIP that merely lies in a folder has nothing of ours in it."""
    names = [name.lower() for name in _members(file)]
    ours = (WORKBOOK, LETTER, ARCHIVE)
    return bool(names) and not any(one.endswith(ours) or _EVIDENCE.fullmatch(one) for one in names)


def _opened(file: Path, into: Path) -> tuple[list[Path], list[Path]]:
    """What one file stands for: files to be judged, and archives of evidence."""
    members = _members(file)
    others = {name: data for name, data in members.items() if not _EVIDENCE.fullmatch(name)}
    proofs = [file] if len(others) < len(members) else []
    if not proofs and len(others) == 1 and next(iter(others)).lower().endswith(WORKBOOK):
        # A workbook that a telephone wrapped: whoever judges it looks inside.
        return [file], proofs
    if not others:
        return ([] if proofs else [file]), proofs
    files: list[Path] = []
    for one in _put(others, into / str(len(list(into.iterdir())))):
        if one.suffix.lower() == ARCHIVE and _is_evidence(one):
            proofs.append(one)
        else:
            files.append(one)
    return files, proofs


def _is_evidence(file: Path) -> bool:
    members = _members(file)
    return bool(members) and all(map(_EVIDENCE.fullmatch, members))


def _put(members: dict[str, bytes], folder: Path) -> Iterator[Path]:
    """Write them out, side by side while their names differ; none leads out of the folder."""
    for name, data in members.items():
        own = PurePosixPath(name).name.rstrip(". ") or "_"
        own = f"_{own}" if _DEVICE.match(own) else own
        place = folder
        while (place / own).exists():
            place /= "_"
        place.mkdir(parents=True, exist_ok=True)
        (place / own).write_bytes(data)
        yield place / own
