"""Whether a document or workbook runs or fetches something by other means than macros.

A field of Word, a link of Excel or a formula can start a program (DDE) or fetch from the network as
soon as the file is opened. What an office does every day stays: links to a workbook on the disk of
whoever wrote it, hyperlinks somebody clicks on, pictures from a web page.
"""

from __future__ import annotations

import html
import re
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_UNPACKED = 150_000_000
"""Bytes of all parts that are read; a workbook that fills 10 MB has some 100 million."""

ELSEWHERE = re.compile(
    r"\s*(?:(?:https?|ftp):|(?:file:///)?(?:\\\\|//)[^/\\]|file://(?:[^/]|//))", re.IGNORECASE
)
"""The network: an address, or a folder of another machine."""

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PIECE, _OVERLAP = 262_144, 4_096
_READ_BY_WORD = re.compile(r"word/[^/]+\.xml", re.IGNORECASE)
_LINKS = re.compile(r"xl/externalLinks/[^/]+\.xml|xl/connections\.xml", re.IGNORECASE)
_SHEET = re.compile(r"xl/(?:work|chart|dialog)sheets/[^/]+\.xml|xl/workbook\.xml", re.IGNORECASE)
_STARTS = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_FETCHES = re.compile(r"\s*(?:INCLUDETEXT|INCLUDE|IMPORT|LINK|RD|DATABASE)\b", re.IGNORECASE)
_PICTURE = re.compile(r"\s*INCLUDEPICTURE\b", re.IGNORECASE)
# Word doubles every backslash.
_SERVER = re.compile(r"""(?:^|[\s"])(?:\\{2,4}|//)\w|file:/{2,}(?!/?[A-Za-z]:)\w""", re.IGNORECASE)
_ADDRESS = re.compile(rf"(?:https?|ftp)://|{_SERVER.pattern}", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)")
_CALLS = re.compile(r"\b(?:WEBSERVICE|RTD|CALL|REGISTER\.ID|_xlfn\.IMAGE)\s*\(", re.IGNORECASE)
_STARTING_ELEMENTS = frozenset({"ddeLink", "oleLink"})
_ASKING_ELEMENTS = frozenset({"webPr"})
_TRUE = ("1", "true", "on")


class TooLargeError(Exception):
    """There is more in the file than anybody looks through."""


class RunsError(Exception):
    """Opening the file can start a program."""


class FetchesError(Exception):
    """Opening the file can fetch from the network."""


def check(archive: zipfile.ZipFile) -> None:
    """Look through the parts of a document or workbook.

    Raises:
        RunsError: it can start a program.
        FetchesError: it can fetch something.
        TooLargeError: it is too large to be looked through.
        zipfile.BadZipFile: a part is spoilt.

    """
    left = MAX_UNPACKED
    for info in archive.infolist():
        name = info.filename
        pieces = _pieces(archive, info, left)
        if _READ_BY_WORD.fullmatch(name):
            left -= _parsed(pieces, _Word())
        elif _LINKS.fullmatch(name):
            left -= _parsed(pieces, _Links())
        elif _SHEET.fullmatch(name):
            left -= _formulas(pieces)
        elif next(pieces, b"").startswith(_OLE2):
            raise RunsError


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    with archive.open(info) as part:
        while piece := part.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise TooLargeError
            yield piece


class _Word:
    """The fields of a part of a document; one may stand inside another, in many pieces."""

    def __init__(self) -> None:
        self.inside = ""
        self.codes: list[list[str]] = [[]]

    def start(self, tag: str, told: dict[str, str]) -> None:
        self.inside = tag.rpartition(":")[2]
        plain = {name.rpartition(":")[2]: value for name, value in told.items()}
        if self.inside == "fldSimple":
            _judge(plain.get("instr", ""))
        elif self.inside == "fldChar":
            kind = plain.get("fldCharType", "")
            if kind == "begin":
                self.codes.append([])
            elif kind == "end" and len(self.codes) > 1:
                _judge("".join(self.codes.pop()))
        elif self.inside == "altChunk":
            raise FetchesError

    def text(self, letters: str) -> None:
        if self.inside == "instrText":
            self.codes[-1].append(letters)

    def finish(self) -> None:
        """Judge what was never closed."""
        for code in self.codes:
            _judge("".join(code))


def _judge(code: str) -> None:
    """Refuse a field that starts a program, or that fetches from elsewhere."""
    if _STARTS.match(code):
        raise RunsError
    from_server = _PICTURE.match(code) and _SERVER.search(code)
    if from_server or (_FETCHES.match(code) and _ADDRESS.search(code)):
        raise FetchesError


class _Links:
    """The links and connections of a workbook."""

    def start(self, tag: str, told: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in _STARTING_ELEMENTS:
            raise RunsError
        if name in _ASKING_ELEMENTS or told.get("refreshOnLoad", "0").casefold() in _TRUE:
            raise FetchesError

    def text(self, letters: str) -> None:
        """Nothing is said between the elements."""

    def finish(self) -> None:
        """Nothing is left open."""


def _parsed(pieces: Iterator[bytes], reader: _Word | _Links) -> int:
    """Go through a part; how many bytes it had."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = _left_by(reader)
    parser.CharacterDataHandler = reader.text
    size = 0
    try:
        for piece in pieces:
            size += len(piece)
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise zipfile.BadZipFile from None
    reader.finish()
    return size


def _left_by(reader: _Word | _Links) -> Callable[[str], None]:
    def end(_: str) -> None:
        if isinstance(reader, _Word):
            reader.inside = ""

    return end


def _formulas(pieces: Iterator[bytes]) -> int:
    """Look at the formulas of a sheet, which may be far too large to be parsed."""
    size, last = 0, b""
    for piece in pieces:
        size += len(piece)
        told = last + piece
        last = told[-_OVERLAP:]
        if b"<f" not in told and b":f" not in told:
            continue
        for found in _FORMULA.finditer(told):
            if _CALLS.search(html.unescape(found[1].decode("utf-8", "replace"))):
                raise FetchesError
    return size
