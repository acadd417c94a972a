"""The styles of a workbook from outside: what each of them leaves to be seen of a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from app.errors import LontarError
from app.exchange import format_tampil, xml_ketat
from app.exchange.susunan_buku import NAMESPACE, STYLES
from app.exchange.xml_ketat import SEPARATOR, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAIN = NAMESPACE + SEPARATOR
_XFS, _XF, _FORMATS, _FORMAT = "cellXfs", "xf", "numFmts", "numFmt"
_ALTERNATIVE = "http://schemas.openxmlformats.org/markup-compatibility/2006" + SEPARATOR
_GARBLING = {"horizontal": ("fill", "centerContinuous"), "readingOrder": ("2",)}
_INDENT = 15
_FIRST_OWN = 164  # smaller numbers of formats have a meaning of their own


class Gaya(NamedTuple):
    """One style of cells: the number formats it may mean, and a placing that garbles what it shows.

    `rusak` is the word of a placing that repeats or turns round the letters of a cell, or empty.
    """

    kode: tuple[str, ...]
    rusak: str

    def problem(self, isi: float | str) -> str:
        """The number format that keeps a reader from seeing a content; empty when none does."""
        for kode in self.kode:
            text = isinstance(isi, str)
            seen = format_tampil.shows_text(kode) if text else _shows_number(kode, isi)
            if not seen:
                return kode
        return ""


def wary(styles: Sequence[Gaya]) -> tuple[frozenset[int], frozenset[int]]:
    """The styles in which a figure, and those in which a text, must be looked at one by one."""
    listed = list(enumerate(styles))
    broken = frozenset(at for at, one in listed if one.rusak)
    rounding = (at for at, one in listed if not format_tampil.OURS.issuperset(one.kode))
    return broken.union(rounding), broken.union(at for at, one in listed if one.problem(""))


def _shows_number(kode: str, isi: float | str) -> bool:
    return format_tampil.shows_number(kode, float(isi))


_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_WHITE = "FFFFFFFF"
_NEAR = 24  # steps of 255 in each of red, green and blue
_T = TypeVar("_T")


def read(parts: Mapping[str, bytes]) -> list[Gaya]:
    """All styles of cells by their number.

    Raises:
        LontarError: the list of styles can be understood in more than one way.

    """
    if STYLES not in parts:
        return [Gaya((format_tampil.GENERAL,), "")]
    reader = _Styles()
    parser = xml_ketat.namespace_parser()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = lambda _: reader.path.pop()
    xml_ketat.parse(STYLES, parts[STYLES], parser)
    return [reader.style(*one) for one in reader.found]


def _moved(placing: Mapping[str, str]) -> str:
    """What in the placing of a cell repeats, turns round or carries off what it holds."""
    for word, values in _GARBLING.items():
        if placing.get(word, "") in values:
            return f"{word}={placing[word]}"
    indent = placing.get("indent", "0")
    return "" if indent.isdecimal() and int(indent[:9]) <= _INDENT else f"indent={shown(indent)}"


class _Huruf:
    """The colour and the size of letters, as far as a list of styles tells them."""

    def __init__(self) -> None:
        self.warna: str | None = None
        self.tinggi = ""


def _at(listed: Sequence[_T], number: str) -> _T | None:
    return listed[int(number)] if number.isdecimal() and int(number[:7]) < len(listed) else None


def _alike(ink: str | None, paper: str | None) -> bool:
    """Whether letters of one colour cannot be seen on the other."""
    if ink is None or paper is None:
        return False
    found = [_RGB.fullmatch(one) for one in (ink, paper)]
    if not all(found):
        return False
    pairs = zip(*(bytes.fromhex(one[1]) for one in found if one), strict=True)
    return all(abs(a - b) < _NEAR for a, b in pairs)


class _Styles:
    """What is known while the parser goes through the styles."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.own: dict[str, list[str]] = {}
        self.found: list[tuple[Mapping[str, str], dict[str, str]]] = []
        self.inks: list[_Huruf] = []
        self.papers: list[str | None] = []
        self.lists = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(SEPARATOR)[2]
        self.path.append(local)
        inside = self.path[1:-1]
        ours = tag.startswith(_MAIN)
        if local == _XFS:
            self.lists += 1
        # A reader that goes by the last part of a name finds these wherever they stand.
        doubtful = local in (_XFS, _FORMATS) and (inside or not ours or self.lists > 1)
        if doubtful or tag.startswith(_ALTERNATIVE):
            raise LontarError("isi_susunan_ganda", bagian=STYLES)
        if local == _FORMAT and inside == [_FORMATS]:
            kode = attributes.get("formatCode", "")
            self.own.setdefault(attributes.get("numFmtId", ""), []).append(kode)
        elif local == _XF and inside == [_XFS]:
            self.found.append((dict(attributes), {}))
        elif local == "alignment" and inside == [_XFS, _XF]:
            self.found[-1][1].update(attributes)
        else:
            self._colour(local, inside, attributes)

    def _colour(self, local: str, inside: Sequence[str], attributes: Mapping[str, str]) -> None:
        """Note the colours of letters and of cells; a theme's own cannot be known here."""
        if inside == ["fonts"] and local == "font":
            self.inks.append(_Huruf())
        elif inside == ["fonts", "font"] and local == "color":
            self.inks[-1].warna = attributes.get("rgb")
        elif inside == ["fonts", "font"] and local == "sz":
            self.inks[-1].tinggi = attributes.get("val", "")
        elif inside == ["fills"] and local == "fill":
            self.papers.append(_WHITE)
        elif inside == ["fills", "fill"] and attributes.get("patternType", "none") != "none":
            self.papers[-1] = None
        elif inside == ["fills", "fill", "patternFill"] and local == "fgColor":
            self.papers[-1] = attributes.get("rgb") if self.papers[-1] is None else _WHITE

    def _unseen(self, style: Mapping[str, str]) -> str:
        """The colour or size of letters that nobody can read; empty when they can be."""
        ink = _at(self.inks, style.get("fontId", ""))
        if ink is None:
            return ""
        paper = _at(self.papers, style.get("fillId", ""))
        if _alike(ink.warna, paper):
            return f"color={shown(ink.warna or '')}"
        small = re.fullmatch(r"[0-3](?:\.[0-9]*)?", ink.tinggi) is not None
        return f"sz={ink.tinggi}" if small else ""

    def style(self, told: Mapping[str, str], placing: Mapping[str, str]) -> Gaya:
        """A style whose number format is told by its number."""
        ident = told.get("numFmtId", "0")
        number = int(ident) if ident.isdecimal() else -1
        kode = list(self.own.get(ident, []))
        if number in format_tampil.BUILTIN:
            kode.append(format_tampil.BUILTIN[number])
        elif number < _FIRST_OWN and number not in format_tampil.RESPELLED:
            # Spelled in the file or not: some programs go by the number alone.
            kode.append(f"nomor {shown(ident)}")
        return Gaya(
            tuple(kode) or (f"nomor {shown(ident)}",), _moved(placing) or self._unseen(told)
        )
