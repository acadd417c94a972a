"""The letters of a workbook from outside: their colour, size and kind, as a reader would see them.

A colour may be told as itself, by its place in a palette or in the theme of the workbook, and made
lighter there. Only what it comes to says whether letters can be told from the cell behind them.
"""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import gambar_ketat, xml_ketat
from app.exchange.susunan_buku import WORKBOOK
from app.exchange.xml_ketat import SEPARATOR, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Warna = tuple[float, float, float]
    """Red, green and blue from 0 to 1."""

_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_FALSE = ("0", "false", "off")
_WHITE, _BLACK = "FFFFFF", "000000"
_SYMBOLS = re.compile(
    r"(?:wing|web)dings|symbol$|marlett|mt extra|opensymbol|bookshelf|reference specialty"
    r"|standard symbols|zapf ?dingbats|mdl2 assets|fluent icons|barcode|ms outlook",
    re.IGNORECASE,
)
"""Fonts that draw other signs in place of letters and digits."""
_OF_SYMBOLS = "2"  # the character set of such a font
_UNREADABLE = 1.5  # to 1, as contrast is measured on the web; 4.5 is comfortable
_SMALLEST = 4.0
_LINEAR = 0.04045  # below it sRGB is a straight line
# The eight plain colours stand twice at the beginning of the palette.
_PALETTE = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
    * 2
    + "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF "
    "660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 "
    "FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333 "
    "000000 FFFFFF"  # 64 and 65: letters and paper of whoever looks
).split()
_SYSTEM = {"windowText": _BLACK, "window": _WHITE}
# The theme of Office, in the order of its numbers.
_OFFICE = {
    "lt1": "FFFFFF", "dk1": "000000", "lt2": "E7E6E6", "dk2": "44546A", "accent1": "4472C4",
    "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5",
    "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip


class Huruf:
    """Letters as far as a list of styles, or a part of a text, tells about them."""

    def __init__(self) -> None:
        self.warna: dict[str, str] | None = None
        self.tinggi = ""
        self.simbol = ""
        self.coret = self.geser = False

    def note(self, word: str, told: Mapping[str, str]) -> None:
        """One of the elements below `font`, or below the properties of a part of a text."""
        value = told.get("val", "")
        if word == "color":
            self.warna = dict(told)
        elif word == "sz":
            self.tinggi = value
        elif word in ("name", "rFont") and _SYMBOLS.search(value):
            self.simbol = value
        elif word == "charset" and value == _OF_SYMBOLS:
            self.simbol = self.simbol or f"charset {value}"
        elif word == "strike":
            self.coret = told.get("val", "1").casefold() not in _FALSE
        elif word == "vertAlign":
            self.geser = value != "baseline"

    @property
    def rusak(self) -> str:
        """What makes the letters unreadable, or other signs of them, on paper of any colour."""
        if self.simbol:
            return f"font={shown(self.simbol)}"
        if self.coret:
            return "strike"
        return f"sz={shown(self.tinggi)}" if _is_small(self.tinggi) else ""


def _is_small(tinggi: str) -> bool:
    try:
        return bool(tinggi) and float(tinggi) < _SMALLEST
    except ValueError:
        return True


class Palet(NamedTuple):
    """What the numbers of colours mean in one workbook."""

    tema: Sequence[str]
    nomor: Sequence[str]

    @classmethod
    def told(cls, tema: Sequence[str], own: Sequence[str]) -> Palet:
        """The palette of a workbook that may tell colours of its own."""
        return cls(tema, [*own, *_PALETTE[len(own) :]])

    def colour(self, told: Mapping[str, str] | None, usual: str = _BLACK) -> Warna | None:
        """A colour; None where nobody can say which one it is."""
        if told is None or told.get("auto", "0").casefold() not in _FALSE:
            return _parsed(usual)
        if "rgb" in told:
            return _parsed(told["rgb"])
        listed, number = (
            (self.tema, told["theme"]) if "theme" in told else (self.nomor, told.get("indexed", ""))
        )
        at = int(number[:4]) if number.isdecimal() else -1
        plain = _parsed(listed[at]) if 0 <= at < len(listed) else None
        return _tinted(plain, told.get("tint", "0")) if plain else None

    def hides(
        self, ink: Mapping[str, str] | None, papers: Sequence[Mapping[str, str] | None]
    ) -> bool:
        """Whether letters of one colour cannot be told from one of those behind them."""
        letters = self.colour(ink)
        behind = [self.colour(one, _WHITE) for one in papers]
        return letters is not None and any(
            one is not None and _contrast(letters, one) < _UNREADABLE for one in behind
        )


def _parsed(rgb: str) -> Warna | None:
    found = _RGB.fullmatch(rgb)
    if found is None:
        return None
    red, green, blue = bytes.fromhex(found[1])
    return red / 255, green / 255, blue / 255


def _tinted(colour: Warna, tint: str) -> Warna:
    """The colour made darker (below 0) or lighter."""
    try:
        by = max(-1.0, min(1.0, float(tint)))
    except ValueError:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*colour)
    return colorsys.hls_to_rgb(hue, light * (1 + by) if by < 0 else light + (1 - light) * by, full)


def _contrast(one: Warna, other: Warna) -> float:
    dark, light = sorted((_brightness(one), _brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def _brightness(colour: Warna) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Tema(NamedTuple):
    """The colours of a theme in the order of their numbers, and a font of symbols among its own."""

    warna: tuple[str, ...]
    simbol: str


def theme(parts: Mapping[str, bytes]) -> Tema:
    """The theme of a workbook; one without a theme has that of Office."""
    colours = dict(_OFFICE)
    symbols: list[str] = []
    path: list[str] = []

    def start(tag: str, told: dict[str, str]) -> None:
        path.append(tag.rpartition(SEPARATOR)[2])
        above = path[-2] if len(path) > 1 else ""
        if above in colours and "clrScheme" in path:
            value = told.get("val", "")
            colours[above] = _SYSTEM.get(value, _WHITE) if path[-1] == "sysClr" else value
        elif path[-1] == "latin" and above in ("majorFont", "minorFont"):
            face = told.get("typeface", "")
            symbols.extend([face] if _SYMBOLS.search(face) else [])

    for kind, target in gambar_ketat.relations(parts, WORKBOOK):
        if kind == "theme" and target:
            parser = xml_ketat.namespace_parser()
            parser.StartElementHandler = start
            parser.EndElementHandler = lambda _: path.pop()
            xml_ketat.parse(target, parts[target], parser)
    return Tema(tuple(colours.values()), symbols[0] if symbols else "")


# Looking for either alone takes a third of the time of looking for both at once.
_RUNS = re.compile(rb"<r[\s/>]"), re.compile(rb"<[A-Za-z0-9]{1,20}:r[\s/>]")
_RICH = (
    re.compile(rb"<(r|rPh|is)[\s/>]"),
    re.compile(rb"<[A-Za-z0-9]{1,20}:(r|rPh|is)[\s/>]"),
)


def has_runs(content: bytes) -> bool:
    """Whether a text in these shared texts, or on this sheet, has parts that may look different."""
    return any(one.search(content) is not None for one in _RUNS)


def refuse_rich(name: str, content: bytes) -> None:
    """Refuse texts that have parts, or lie within their cells: a part may be white.

    Other programs may colour a part of a text; ours does not.

    Raises:
        LontarError: there is one.

    """
    for one in _RICH:
        if found := one.search(content):
            raise LontarError("isi_lembar_menyamar", lembar=name, bagian=found[1].decode())


def odd_run(
    name: str, content: bytes, palet: Palet, papers: Sequence[Mapping[str, str] | None]
) -> str:
    """What makes a part of a text unreadable, in shared texts or a sheet; empty when nothing does.

    A word in white, crossed out or set above the line turns a sentence round. Which cell shows a
    text is not asked: a part must be readable on each of the `papers`.
    """
    found: list[str] = []
    path: list[str] = []
    runs: list[Huruf] = []

    def start(tag: str, told: dict[str, str]) -> None:
        path.append(tag.rpartition(SEPARATOR)[2])
        if path[-1] == "rPr":
            runs.append(Huruf())
        elif runs:
            runs[-1].note(path[-1], told)

    def end(_: str) -> None:
        if path.pop() == "rPr":
            one = runs.pop()
            hidden = one.warna is not None and palet.hides(one.warna, papers)
            told = "vertAlign" if one.geser else "color" if hidden else ""
            found.extend([one.rusak or told] if one.rusak or told else [])

    parser = xml_ketat.namespace_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    xml_ketat.parse(name, content, parser)
    return found[0] if found else ""
