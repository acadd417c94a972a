"""The cells of a sealed workbook, read where all of it is spelt as our own writer spells it.

A reader of workbooks must know everything that such a file might hold, and takes twice as long.
What is spelt in this one way can be read in one way only, by this reader as by any other: every
cell says where it stands and stands there, once; it is empty, a figure that is shown as one, or a
shared text without parts; nothing else on the sheet has cells; no text has a character that is told
by others. Nothing here is ever refused: whatever is spelt otherwise is left to the other reader.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import gaya_ketat, lembar_ketat, tabel_ketat
from app.exchange.buku_kerja import MAX_AREA
from app.exchange.susunan_buku import NAMESPACE, TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.exchange.susunan_buku import LembarBuku
    from app.exchange.tabel_ketat import Kolom, Terbelah

    Baris = list[str | float | bool]

_HEAD = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>\n'
    rb'<sst xmlns="%b" count="[0-9]{1,9}" uniqueCount="([0-9]{1,9})">'
    % re.escape(NAMESPACE.encode())
)
_END = b"</sst>"
# Spaces at either end are kept only where the file says so; a line may end in one way only, and
# the characters that no XML may hold are not there.
_LETTER = rb"[^<>\x00-\x08\x0b-\x1f]"
_TEXTS = re.compile(
    rb'(?:<si><t(?:>(?![ \t\n])%b++(?<![ \t\n])| xml:space="preserve">%b++)</t></si>)++'
    % (_LETTER, _LETTER)
)
_TEXT = re.compile(r'<t(?: xml:space="preserve")?>([^<]+)')
_NO_XML = "\ufffe\uffff"
# Some programs show the character that such a number stands for.
_NUMBERED = re.compile("_x[0-9A-Fa-f]{4}_")
_ENTITY = re.compile("&(?!(?:amp|lt|gt);)")
# Formats of figures; whatever has a letter may be one of dates.
_FORMAT = re.compile(r'General|@|[#,0.]+(?:"\*")?(?:_\))?')


def rows(
    parts: Mapping[str, bytes], sheets: Sequence[LembarBuku], apart: Mapping[str, Terbelah]
) -> dict[str, list[Baris]] | None:
    """The rows of all sheets by their names, as `buku_kerja` gives them; None where it must read.

    `apart` are the parts these sheets lie in.
    """
    if not all(apart[sheet.bagian].table for sheet in sheets):
        return None
    try:
        for sheet in sheets:
            frame, _ = tabel_ketat.unmerged(apart[sheet.bagian].frame)
            lembar_ketat.check_sheet(sheet.nama, sheet.bagian, frame, 0)
        texts = _texts(parts.get(TEXTS, b""))
        styles = gaya_ketat.read(parts)
        found = {sheet.nama: _rows(apart[sheet.bagian], texts, styles) for sheet in sheets}
    except (LontarError, LookupError, ValueError):
        return None
    area = sum((len(one) + 1) * (len(one[0]) + 1 if one else 1) for one in found.values())
    return found if area <= MAX_AREA else None


def _texts(content: bytes) -> dict[bytes | None, str]:
    """The shared texts by their numbers as they are written."""
    head = _HEAD.match(content)
    body = _TEXTS.fullmatch(content, head.end(), len(content) - len(_END)) if head else None
    if head is None or body is None or not content.endswith(_END):
        raise ValueError
    whole = body[0].decode()
    texts = _TEXT.findall(whole)
    odd = _NUMBERED.search(whole) or _ENTITY.search(whole) or any(one in whole for one in _NO_XML)
    if odd or len(texts) != int(head[1]):
        raise ValueError
    return dict(zip(map(b"%d".__mod__, count()), map(_plain, texts), strict=False))


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _rows(
    sheet: Terbelah, texts: Mapping[bytes | None, str], styles: Sequence[gaya_ketat.Gaya]
) -> list[Baris]:
    # An IndexError where there is no such style.
    if not all(_FORMAT.fullmatch(kode) for one in sheet.of_figures for kode in styles[one].kode):
        raise ValueError
    columns = [_values(*sheet.column(number)[1:], texts) for number in range(sheet.columns)]
    while columns and columns[-1].count("") == sheet.rows:
        columns.pop()
    found: list[Baris] = [*map(list, zip(*columns, strict=True))]
    while found and found[-1].count("") == len(columns):
        found.pop()
    return found


def _values(numbers: Kolom, figures: Kolom, texts: Mapping[bytes | None, str]) -> Baris:
    if all(numbers):
        return [*map(texts.__getitem__, numbers)]
    return [
        texts[number] if number else float(figure) if figure else ""
        for number, figure in zip(numbers, figures, strict=True)
    ]
