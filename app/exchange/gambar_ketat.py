"""What lies over the cells of a sheet: the QR code of a package, and whatever is not that.

A picture can show a table of other figures, a text box can cover a cell. The one picture a
package has is recognised by its modules, so that a program may pack it anew.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from app.exchange import png_ketat, xml_ketat
from app.exchange.lembar_ketat import column_letters
from app.exchange.xml_ketat import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    Hal = tuple[str, str, str]
    """Kind, place and name of a thing."""

QR, GAMBAR, BENTUK, GRAFIK, LAIN = "qr", "gambar", "bentuk", "grafik", "lain"
_SHEETS = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" + SEPARATOR
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships" + SEPARATOR
_ANCHOR = f"{_SHEETS}twoCellAnchor"
_PICTURE = f"{_SHEETS}pic"
_THINGS = {f"{_SHEETS}graphicFrame": GRAFIK}
_CORNERS = {f"{_SHEETS}from": 0, f"{_SHEETS}to": 1}
_PLAIN = frozenset({*_CORNERS, f"{_SHEETS}clientData"})
_FINDER = 7  # modules of the square in the corner of a QR code
_COUNTED = {"col", "row"}
_TURNED, _LINE = f"{SEPARATOR}xfrm", f"{SEPARATOR}ln"
_THIN = 5  # digits of a width in EMU; a thicker frame would lie over the cells around
_AT_ANCHOR = 2  # steps from the root of a drawing
_DIGITS = 7


class _Gambar(NamedTuple):
    """A thing on a sheet: what kind, from which to which cell (counted from 0), which pictures."""

    jenis: str
    sudut: list[dict[str, int]]
    rujukan: list[str]


def relations(parts: Mapping[str, bytes], name: str) -> list[tuple[str, str]]:
    """Kind and part of everything a part leads to; an empty name for what is not in the file."""
    folder, _, last = name.rpartition("/")
    listed = f"{folder}/_rels/{last}.rels"
    if listed not in parts:
        return []
    found = []
    for tag, told in xml_ketat.elements(listed, parts[listed]):
        if tag == "Relationship":
            kind = told.get("Type", "").rpartition("/")[2]
            found.append((kind, _resolved(folder, told.get("Target", ""), parts)))
    return found


def pictures(
    parts: Mapping[str, bytes], name: str, filled: Collection[tuple[int, int]]
) -> Iterator[Hal]:
    """Everything a drawing puts on a sheet; a QR code comes with the digest of its modules.

    `filled` are the cells of the sheet that hold something: row and column, counted from 1.
    """
    if name not in parts:
        yield LAIN, "", "drawing"
        return
    targets = _targets(parts, name)
    for one in _things(name, parts[name]):
        place = _address(one.sudut)
        if one.jenis != GAMBAR or len(one.rujukan) != 1:
            yield one.jenis or LAIN, place, ""
        elif _covers(one.sudut, filled):
            yield GAMBAR, place, ""
        else:
            told = modules(parts.get(targets.get(one.rujukan[0], ""), b""))
            yield (QR, place, digest(told)) if told else (GAMBAR, place, "")


def modules(image: bytes) -> list[list[bool]]:
    """The modules of a QR code, row by row, true for dark; empty when the picture is none.

    The picture must hold the code and nothing else, in whole dots to a module: what is only
    sampled here and there could show a person something between the samples.
    """
    rows = png_ketat.dark(image)
    inked = [at for at, row in enumerate(rows) if True in row]
    if not inked:
        return []
    left = min(rows[at].index(True) for at in inked)
    right = max(len(rows[at]) - rows[at][::-1].index(True) for at in inked)
    code = [row[left:right] for row in rows[inked[0] : inked[-1] + 1]]
    head = code[0].index(False) if False in code[0] else 0
    step, rest = divmod(head, _FINDER)
    if not step or rest or len(code) != right - left or len(code) % step:
        return []
    found = [row[::step] for row in code[::step]]
    spread = [[one for one in row for _ in range(step)] for row in found for _ in range(step)]
    return found if spread == code else []


def digest(rows: Iterable[Iterable[object]]) -> str:
    """SHA-256 of the modules of a QR code: a line of 0 and 1 for each row."""
    text = "\n".join("".join("1" if one else "0" for one in row) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


# --- The drawing part --------------------------------------------------------------------------


class _Drawing:
    """What is known while the parser goes through a drawing."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.found: list[_Gambar] = []
        self.number = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.path.append(tag)
        depth = len(self.path)
        if depth == _AT_ANCHOR:
            self.found.append(_Gambar(LAIN if tag != _ANCHOR else "", [{}, {}], []))
        elif depth > _AT_ANCHOR:
            self._inside(tag, attributes, depth)

    def _inside(self, tag: str, attributes: Mapping[str, str], depth: int) -> None:
        one = self.found[-1]
        if depth == _AT_ANCHOR + 1 and tag not in _PLAIN:
            kind = GAMBAR if tag == _PICTURE else _THINGS.get(tag, BENTUK)
            # Two things in one anchor are one too many.
            self.found[-1] = one._replace(jenis=BENTUK if one.jenis else kind)
        turned = tag.endswith(_TURNED) and attributes.get("rot", "0") != "0"
        if turned or (tag.endswith(_LINE) and len(attributes.get("w", "")) > _THIN):
            self.found[-1] = self.found[-1]._replace(jenis=BENTUK)
        # Whatever refers to another part by a name of its own may be a second picture.
        one.rujukan.extend(told for name, told in attributes.items() if name.startswith(_OFFICE))
        self.number = ""

    def text(self, letters: str) -> None:
        self.number += letters

    def end(self, tag: str) -> None:
        self.path.pop()
        corner = _CORNERS.get(self.path[-1]) if self.path else None
        if corner is not None and self.number.strip().isdecimal():
            name = tag.rpartition(SEPARATOR)[2]
            self.found[-1].sudut[corner][name] = int(self.number.strip()[:_DIGITS])


def _things(name: str, content: bytes) -> list[_Gambar]:
    drawing = _Drawing()
    parser = xml_ketat.namespace_parser()
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    xml_ketat.parse(name, content, parser)
    return drawing.found


def _targets(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The part behind each relation of a drawing."""
    folder, _, last = name.rpartition("/")
    listed = f"{folder}/_rels/{last}.rels"
    told = xml_ketat.elements(listed, parts[listed]) if listed in parts else []
    return {
        one.get("Id", ""): _resolved(folder, one.get("Target", ""), parts)
        for tag, one in told
        if tag == "Relationship"
    }


def _resolved(folder: str, target: str, parts: Mapping[str, bytes]) -> str:
    """The part a relation leads to; empty when it is not there."""
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.removeprefix("/").split("/"):
        if step == "..":
            del steps[-1:]
        else:
            steps.append(step)
    name = "/".join(steps)
    return name if name in parts else ""


def _covers(corners: Sequence[Mapping[str, int]], filled: Collection[tuple[int, int]]) -> bool:
    first, last = corners
    if not (first.keys() >= _COUNTED and last.keys() >= _COUNTED):
        return True
    return any(
        first["row"] < row <= last["row"] + 1 and first["col"] < column <= last["col"] + 1
        for row, column in filled
    )


def _address(corners: Sequence[Mapping[str, int]]) -> str:
    """The cell a thing begins at, as far as it tells."""
    first = corners[0]
    if not first.keys() >= _COUNTED:
        return ""
    return f"{column_letters(first['col'])}{first['row'] + 1}"
