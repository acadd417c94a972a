"""What is printed of a sheet, and names that lead elsewhere: section 5.2 of paket.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tests.kedua.buku import BOOK, parse

if TYPE_CHECKING:
    from tests.kedua.lembar import Buku

AREA, TITLES = "_xlnm.print_area", "_xlnm.print_titles"
RUNNING = ("function", "vbProcedure", "xlm")
CELLS = re.compile(r"\$?([A-Z]+)\$?([0-9]+):\$?([A-Z]+)\$?([0-9]+)")


class Nama(NamedTuple):
    """One defined name."""

    told: dict[str, str]
    isi: str

    def is_odd(self) -> bool:
        name = self.told["name"].casefold()
        runs = any(self.told.get(one, "0").casefold() not in ("0", "false") for one in RUNNING)
        isi = self.isi.rpartition("!")[2] if name in (AREA, TITLES) else self.isi
        away = any(mark in isi for mark in ("[", "|", "://", r"\\"))
        homeless = name in (AREA, TITLES) and "localSheetId" not in self.told
        return runs or away or homeless or name.removeprefix("_xlnm.").startswith("auto_")


def names(book: Buku) -> list[Nama]:
    found: list[Nama] = []
    text: list[str] = []
    last: dict[str, str] = {}

    def start(_: str, told: dict[str, str]) -> None:
        text.clear()
        last.clear()
        last.update(told)

    def end(tag: str) -> None:
        if tag.endswith("definedName"):
            found.append(Nama(dict(last), "".join(text)))

    parse(book.parts[BOOK], start=start, end=end, text=text.append)
    return found


def printed(book: Buku) -> list[str]:
    """What is wrong with the names of a workbook and with what is printed."""
    told = names(book)
    found = [f"nama {one.told['name']}" for one in told if one.is_odd()]
    for number, (sheet, place) in enumerate(book.places.items()):
        own = [one for one in told if one.told.get("localSheetId") == str(number)]
        heads = [one.isi for one in own if one.told["name"].casefold() == TITLES]
        areas = [one.isi for one in own if one.told["name"].casefold() == AREA]
        if not place.terlihat:
            continue
        tops = re.compile(r"\$?(?:1:\$?[0-9]+|A:\$?[A-Z]+)")
        pieces = [piece.rpartition("!")[2] for one in heads for piece in one.split(",")]
        found += [f"{sheet}: kepala cetak" for one in pieces if not tops.fullmatch(one)]
        if areas and not covered(areas, set(book.sheet(sheet).cells)):
            found.append(f"{sheet}: area cetak")
    return found


def covered(areas: list[str], cells: set[tuple[int, int]]) -> bool:
    boxes = []
    for area in ",".join(areas).split(","):
        box = CELLS.fullmatch(area.rpartition("!")[2])
        if box:
            boxes.append((column(box[1]), int(box[2]), column(box[3]), int(box[4])))
    return all(
        any(left <= at <= right and top <= row <= bottom for left, top, right, bottom in boxes)
        for row, at in cells
    )


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
