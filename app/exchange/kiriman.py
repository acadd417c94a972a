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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

WORKBOOK, LETTER, ARCHIVE = ".xlsx", ".txt", ".zip"
SURAT, BALASAN = "surat", "balasan"
DEEPEST = 3
"""Folders below the one that was named: a stick sorted by kabupaten, not the whole disk."""
MOST_FILES = 300
"""Judged together; every package of a quarter, its revisions and its letters are fewer."""
MOST_ENTRIES = 20_000
"""Looked through in a folder; a folder of downloads of many years has some thousands."""
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
    """The files that are meant, each once; what was in a ZIP is put into the folder `into`.

    Raises:
        LontarError: they are too many, or a folder is far too full.

    """
    named = list(named)
    check_few(named)
    found, evidence = [], []
    for path in dict.fromkeys(named):
        inside = path.is_dir()
        for file in _in_folder(path) if inside else [path]:
            members = _members(file)
            if inside and file.suffix.lower() == ARCHIVE and _is_foreign(members):
                continue
            files, proofs = _opened(file, members, into)
            found += files
            evidence += proofs
            check_few(found)
    # Evidence beside its package comes in with it.
    beside = {one.with_name(bukti_paket.archive_name(one.name)) for one in found}
    return Kiriman(
        tuple(dict.fromkeys(found)),
        tuple(one for one in dict.fromkeys(evidence) if one not in beside),
    )


def check_few(files: Sequence[Path]) -> None:
    """Refuse more files than are judged together; none of them has been opened.

    Raises:
        LontarError: they are too many.

    """
    if len(files) > MOST_FILES:
        raise LontarError("berkas_terlalu_banyak", batas=MOST_FILES)


def is_letter(file: Path) -> bool:
    """Whether a file is a letter or a reply, which other doors take in."""
    return letter_kind(file) is not None


def letter_kind(file: Path) -> str | None:
    """Whether a file is text with a letter (`SURAT`) or a reply of the province (`BALASAN`) in it.

    Its name does not count. It is opened once; hundreds may have been dropped together.
    """
    text = _text(file, max(surat.MAX_TEXT, balasan.MAX_FILE) + 1)
    if surat.holds_letter(text[: surat.MAX_TEXT + 1]):
        return SURAT
    return BALASAN if balasan.holds_reply(text[: balasan.MAX_FILE + 1]) else None


def _in_folder(folder: Path) -> list[Path]:
    """What is ours in a folder and those below it."""
    found: list[Path] = []
    entries = 0
    for place, below, names in os.walk(folder):
        here = Path(place)
        entries += len(below) + len(names)
        if entries > MOST_ENTRIES:
            raise LontarError("folder_terlalu_penuh", folder=folder, batas=MOST_ENTRIES)
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


def _text(file: Path, most: int) -> bytes:
    """The beginning of a text; nothing of a workbook, which is not read for that."""
    try:
        return berkas.read_beginning(file, most, unless=_ZIP)
    except LontarError:
        return b""


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


def _is_foreign(members: Iterable[str]) -> bool:
    """Whether a ZIP that merely lies in a folder has nothing of ours in it."""
    names = [name.lower() for name in members]
    ours = (WORKBOOK, LETTER, ARCHIVE)
    return bool(names) and not any(one.endswith(ours) or _EVIDENCE.fullmatch(one) for one in names)


def _opened(file: Path, members: Mapping[str, bytes], into: Path) -> tuple[list[Path], list[Path]]:
    """What one file stands for: files to be judged, and archives of evidence."""
    others = {name: data for name, data in members.items() if not _EVIDENCE.fullmatch(name)}
    proofs = [file] if len(others) < len(members) else []
    if not proofs and len(others) == 1 and next(iter(others)).lower().endswith(WORKBOOK):
        # A workbook that a telephone wrapped: whoever judges it looks inside.
        return [file], proofs
    if not others:
        return ([] if proofs else [file]), proofs
    files: list[Path] = []
    for one, data in _put(others, into / str(len(list(into.iterdir())))):
        if one.suffix.lower() == ARCHIVE and _is_evidence(data):
            proofs.append(one)
        else:
            files.append(one)
    return files, proofs


def _is_evidence(data: bytes) -> bool:
    members = prapemeriksaan.carried(data, bukti_opd.MAX_ARCHIVE)
    return bool(members) and all(map(_EVIDENCE.fullmatch, members))


def _put(members: Mapping[str, bytes], folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Write them out, side by side while their names differ; none leads out of the folder."""
    for name, data in members.items():
        own = PurePosixPath(name).name.rstrip(". ") or "_"
        own = f"_{own}" if _DEVICE.match(own) else own
        place = folder
        while (place / own).exists():
            place /= "_"
        place.mkdir(parents=True, exist_ok=True)
        (place / own).write_bytes(data)
        yield place / own, data
