"""The styles of a workbook from outside: what each of them leaves to be seen of a cell."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from app.errors import LontarError
from app.exchange import format_tampil, huruf_ketat, xml_ketat
from app.exchange.huruf_ketat import Huruf, Palet, Tema
from app.exchange.susunan_buku import NAMESPACE, STYLES
from app.exchange.xml_ketat import SEPARATOR, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAIN = NAMESPACE + SEPARATOR
_XFS, _XF, _FORMATS, _FORMAT = "cellXfs", "xf", "numFmts", "numFmt"
_ALTERNATIVE = "http://schemas.openxmlformats.org/markup-compatibility/2006" + SEPARATOR
_GARBLING = {"horizontal": ("fill", "centerContinuous"), "readingOrder": ("2",)}
_INDENT = 15
_TRUE = ("1", "true", "on")
_PAPERS = frozenset({"fgColor", "bgColor", "color"})
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


_T = TypeVar("_T")


def read(parts: Mapping[str, bytes]) -> Sequence[Gaya]:
    """All styles of cells by their number.

    Raises:
        LontarError: the list of styles can be understood in more than one way.

    """
    if STYLES not in parts:
        return [Gaya((format_tampil.GENERAL,), "")]
    return _read(parts).styles


def _read(parts: Mapping[str, bytes]) -> _Styles:
    return _parsed(parts.get(STYLES, b"<x/>"), huruf_ketat.theme(parts))


@lru_cache(maxsize=4)
def _parsed(content: bytes, tema: Tema) -> _Styles:
    """All packages of one version of the program have the same styles; the last ones are known."""
    reader = _Styles(tema)
    parser = xml_ketat.namespace_parser()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = lambda _: reader.path.pop()
    xml_ketat.parse(STYLES, content, parser)
    return reader


def check_runs(parts: Mapping[str, bytes], name: str, content: bytes, *, sealed: bool) -> None:
    """Refuse texts of a part of the workbook in which one word looks so that nobody reads it.

    `content` is all of that part in which such texts can stand. In a sealed file no text may have
    parts at all.

    Raises:
        LontarError: there is one.

    """
    if sealed:
        huruf_ketat.refuse_rich(name, content)
    elif huruf_ketat.has_runs(content):
        reader = _read(parts)
        papers = [one for several in reader.papers for one in several]
        odd = huruf_ketat.odd_run(name, content, reader.palette, papers or [None])
        if odd:
            raise LontarError("isi_letak_menyamar", bagian=name, letak=odd)


def _moved(placing: Mapping[str, str]) -> str:
    """What in the placing of a cell repeats, turns round or carries off what it holds."""
    for word, values in _GARBLING.items():
        if placing.get(word, "") in values:
            return f"{word}={placing[word]}"
    indent = placing.get("indent", "0")
    return "" if indent.isdecimal() and int(indent[:9]) <= _INDENT else f"indent={shown(indent)}"


def _at(listed: Sequence[_T], number: str) -> _T | None:
    return listed[int(number)] if number.isdecimal() and int(number[:7]) < len(listed) else None


class _Styles:
    """What is known while the parser goes through the styles."""

    def __init__(self, tema: Tema) -> None:
        self.tema = tema
        self.numbered: list[str] = []
        self.path: list[str] = []
        self.own: dict[str, list[str]] = {}
        self.found: list[tuple[Mapping[str, str], dict[str, str]]] = []
        self.inks: list[Huruf] = []
        self.papers: list[list[dict[str, str] | None]] = []
        self.crossed: list[bool] = []
        self.pattern = "none"
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

    def _colour(self, local: str, inside: Sequence[str], attributes: dict[str, str]) -> None:
        """Note how letters look and what is behind them."""
        if inside == ["fonts"] and local == "font":
            self.inks.append(Huruf())
        elif inside == ["fonts", "font"]:
            self._letters(local, attributes)
        elif inside == ["fills"] and local == "fill":
            self.papers.append([None])
        elif inside == ["fills", "fill"]:
            self.pattern = attributes.get("patternType", "none")
            self.papers[-1] = [None] if local == "patternFill" else []
        elif inside[:1] == ["fills"] and local in _PAPERS:
            self._paper(local, attributes)
        elif inside == ["borders"] and local == "border":
            ways = (attributes.get(way, "0") for way in ("diagonalUp", "diagonalDown"))
            self.crossed.append(any(one.casefold() in _TRUE for one in ways))
        elif inside == ["colors", "indexedColors"]:
            self.numbered.append(attributes.get("rgb", ""))

    def _letters(self, local: str, attributes: dict[str, str]) -> None:
        self.inks[-1].note(local, attributes)
        if local == "scheme" and attributes.get("val") != "none" and self.tema.simbol:
            self.inks[-1].simbol = self.tema.simbol

    def _paper(self, local: str, attributes: dict[str, str]) -> None:
        """A gradient has several colours, a pattern of dots two, a plain cell one."""
        if local == "fgColor" and self.pattern != "none":
            self.papers[-1] = [attributes]
        elif local == "color" or (local == "bgColor" and self.pattern not in ("none", "solid")):
            self.papers[-1].append(attributes)

    @cached_property
    def styles(self) -> Sequence[Gaya]:
        """The styles of cells by their number."""
        return tuple(self.style(*one) for one in self.found)

    @property
    def palette(self) -> Palet:
        """What the numbers of colours mean here."""
        return Palet.told(self.tema.warna, self.numbered)

    def _unseen(self, style: Mapping[str, str]) -> str:
        """What keeps letters from being read; empty when they can be."""
        if _at(self.crossed, style.get("borderId", "")):
            return "diagonal"
        ink = _at(self.inks, style.get("fontId", ""))
        if ink is None or ink.rusak:
            return ink.rusak if ink else ""
        papers = _at(self.papers, style.get("fillId", "")) or [None]
        if self.palette.hides(ink.warna, papers):
            return f"color={shown(' '.join((ink.warna or {}).values()))}"
        return ""

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
