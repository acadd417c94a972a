"""What a sheet shows beside the contents of its cells, and which of them it hides.

The digest of a sheet says what its cells hold. A person may all the same see something else: a
figure through a number format that shows half of it, a picture or a note laid over the table, a
row that is hidden together with the heading of what stands below. The writer of packages uses
none of that, so whatever is found was put there by somebody else.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import (
    cetak_ketat,
    gambar_ketat,
    gaya_ketat,
    tabel_ketat,
    xml_ketat,
)
from app.exchange.lembar_ketat import NUMBER, column_letters, column_number, plain_name
from app.exchange.susunan_buku import TEXTS, VISIBLE, WORKBOOK
from app.exchange.xml_ketat import SEPARATOR, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.exchange.cetak_ketat import Cetakan
    from app.exchange.gaya_ketat import Gaya
    from app.exchange.prapemeriksaan import Praperiksa
    from app.exchange.susunan_buku import LembarBuku
    from app.exchange.tabel_ketat import Terbelah

BARIS, KOLOM, NOL, BEKU, TAB = "baris", "kolom", "nol", "beku", "tab"
KAKI, GABUNG, URUTAN = "kaki", "gabung", "urutan"
CETAK, ULANG, NAMA, TAUTAN, BALIK = "cetak", "ulang", "nama", "tautan", "balik"
OF_A_VERSION = (KAKI, GABUNG, URUTAN)
"""What every package has, in a way of the version that laid out its sheets."""
BETWEEN = "/"
"""Between the names of sheets that are told in order; no name of a sheet has it."""
LAIN = "lain"
_THINGS = {
    "conditionalFormatting": "format_bersyarat",
    "conditionalFormattings": "format_bersyarat",
    "dataValidations": "pesan_isian",
    "hyperlink": "pesan_isian",
    "legacyDrawing": "komentar",
    "comments": "komentar",
    "threadedComment": "komentar",
    "vmlDrawing": "komentar",
    "tableParts": "tabel",
    "table": "tabel",
    "pivotTable": "tabel",
    "slicerList": "tabel",
    "slicer": "tabel",
    "timelineRefs": "tabel",
    "picture": "gambar",
    "image": "gambar",
    "legacyDrawingHF": "gambar",
    "drawingHF": "gambar",
    "sparklineGroups": "grafik",
}
"""What elements and relations bring onto a sheet; of anything else only the name is known."""

_PLAIN = frozenset(
    {
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
        "sheetProtection", "protectedRanges", "autoFilter", "sortState", "mergeCells",
        "phoneticPr", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
        "rowBreaks", "colBreaks", "cellWatches", "ignoredErrors", "drawing", "extLst",
    }
)  # fmt: skip
"""Parts of a sheet that show nothing of their own, or are looked at one by one below."""

_EXTENSIONS = frozenset(
    {"conditionalFormattings", "dataValidations", "sparklineGroups", "slicerList", "timelineRefs"}
)
_RELATIONS = frozenset({"drawing", "printerSettings", "hyperlink"})
_FALSE, _TRUE = ("0", "false", "off"), ("1", "true", "on")
_LOWEST, _NARROWEST = 5.0, 1.0  # points, letters: what is smaller nobody can read
_FIRST_CELL = "A1"
_LONGEST, _NOWHERE = 300, -1
_DIGITS = 7
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SHOWN_INSTEAD = frozenset({"vm", "cm"})  # a picture or a record in place of the content
_MOST = 100
_ALL_MERGED = 100_000  # letters; the largest sheet of a package has some thousand


class Hiasan(NamedTuple):
    """Something a sheet shows or hides by other means than the content of a cell.

    `jenis` is what it is, `tempat` where on the sheet, `isi` what it says or is called.
    """

    lembar: str
    jenis: str
    tempat: str = ""
    isi: str = ""


def look(
    praperiksa: Praperiksa,
    sheets: Iterable[LembarBuku],
    apart: Mapping[str, Terbelah] | None = None,
) -> list[Hiasan]:
    """Everything of that kind on these sheets.

    `apart` are the parts they lie in, of a file that is sealed: as our own writer makes it, none
    of its texts has parts.

    Raises:
        LontarError: a cell is shown as something else than it holds.

    """
    parts, sheets = praperiksa.parts, [*sheets]
    styles, prints = gaya_ketat.read(parts), cetak_ketat.read(parts)
    wary = gaya_ketat.wary(styles)
    gaya_ketat.check_runs(parts, TEXTS, parts.get(TEXTS, b""), sealed=apart is not None)
    views = xml_ketat.elements(WORKBOOK, parts[WORKBOOK])
    listed = [view.get("name", "") for tag, view in views if tag == "sheet"]
    number = {nama: at for at, nama in enumerate(listed)}
    found = [Hiasan("", NAMA, isi=one) for one in prints.keluar]
    for sheet in sheets:
        content = apart[sheet.bagian] if apart else tabel_ketat.split(parts[sheet.bagian])
        page = _Lembar(sheet.nama, styles, wary, content)
        found += page.look(sheet.bagian, parts, sealed=apart is not None)
        found += page.printed(prints, number.get(sheet.nama, _NOWHERE))
    if any(tag == "workbookView" and _is_closed(view) for tag, view in views):
        found.append(Hiasan("", TAB))
    found.append(Hiasan("", URUTAN, isi=BETWEEN.join(one.nama for one in sheets)))
    return list(dict.fromkeys(found))[:_MOST]


def _is_closed(view: Mapping[str, str]) -> bool:
    """Whether a window keeps a reader from the sheets beside the first."""
    tabs = view.get("showSheetTabs", "1").casefold() in _FALSE
    return tabs or view.get("visibility", VISIBLE) != VISIBLE


class _Lembar:
    """What is known while the parser goes through one sheet."""

    def __init__(
        self,
        nama: str,
        styles: Sequence[Gaya],
        wary: tuple[frozenset[int], frozenset[int]],
        content: Terbelah,
    ) -> None:
        self.nama = nama
        self.styles, self.wary = styles, wary
        self.content, self.table = content, content.table
        self.found: list[Hiasan] = []
        self.path: list[str] = []
        # How many elements of a name are open: asking the path would take long in a deep file.
        self.inside: Counter[str] = Counter()
        self.text: list[str] = []
        self.cell: tuple[str, str, str] = ("", "", "")
        self.beside: list[tuple[int, int]] = []
        self.low: set[int] = set()
        self.widths: list[tuple[int, int, bool]] = []
        self.all_low = self.all_narrow = False
        self.corner = _FIRST_CELL
        self.known: set[tuple[str, str, str]] = set()
        self.merged: set[str] = set()

    def look(self, bagian: str, parts: Mapping[str, bytes], *, sealed: bool) -> list[Hiasan]:
        parser = xml_ketat.namespace_parser()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        frame = self.content.frame
        gaya_ketat.check_runs(parts, bagian, frame, sealed=sealed)
        if self.table:
            frame, merged = tabel_ketat.unmerged(frame)
            self.merged.update(merged)
        xml_ketat.parse(bagian, frame, parser)
        self._table()
        self._twice()
        self._hidden()
        if self.merged:
            told = " ".join(sorted(self.merged))[:_ALL_MERGED]
            self.found.append(Hiasan(self.nama, GABUNG, isi=told))
        for kind, target in gambar_ketat.relations(parts, bagian):
            if kind not in _RELATIONS:
                self._note(_THINGS.get(kind, LAIN), isi=kind)
            elif kind == "drawing":
                pictures = gambar_ketat.pictures(parts, target, self.filled)
                self.found += [Hiasan(self.nama, *one) for one in pictures]
        return self.found

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = plain_name(tag)
        self.path.append(name)
        self.inside[name] += 1
        self.text.clear()
        if len(self.path) == 2 and name not in _PLAIN:  # noqa: PLR2004 - right below the root
            self._note(_THINGS.get(name, LAIN), isi=name.strip())
        local = name.rpartition(SEPARATOR)[2]
        if self.inside["extLst"] and local in _EXTENSIONS:
            self._note(_THINGS[local], isi=local)
        watch = _WATCHED.get(name)
        if watch is not None:
            watch(self, attributes)

    def end(self, _: str) -> None:
        name = self.path.pop()
        self.inside[name] -= 1
        if name in ("v", "t") and self.inside["c"]:
            self._content("".join(self.text))
        elif self.path[-1:] == ["headerFooter"]:
            self._footer("".join(self.text))

    def _note(self, jenis: str, tempat: str = "", isi: str = "") -> None:
        told = shown(isi) if jenis == LAIN else ""
        self.found.append(Hiasan(self.nama, jenis, shown(tempat), told))

    @cached_property
    def filled(self) -> list[tuple[int, int]]:
        """Row and column of every filled cell, from 1. Most sheets are judged without them."""
        return self.beside + tabel_ketat.places(self.table)

    @property
    def is_tidy(self) -> bool:
        """Whether all cells are those of the table, where none stands twice."""
        return bool(self.table) and not self.beside

    def _table(self) -> None:
        """The rows and cells of a table that is spelt as our own writer spells it."""
        table = self.table
        if self.all_low or tabel_ketat.has_low_rows(table):
            for row, told in tabel_ketat.rows(table):
                self._row({"r": row, **told})
        known = self.content.highest < len(self.styles)
        numbers, texts = self.wary
        looked_at = (numbers & self.content.of_figures, texts) if known else (None, None)
        for self.cell, text in tabel_ketat.samples(table, *looked_at):
            self._shown(text)

    def _twice(self) -> None:
        """Refuse a cell that stands there twice: readers differ in which of them they show."""
        if not self.is_tidy and len(set(self.filled)) < len(self.filled):
            ((row, column), _), *_ = Counter(self.filled).most_common(1)
            where = f"{column_letters(column - 1)}{row}"
            raise LontarError("isi_sel_ganda", lembar=shown(self.nama), sel=where)

    # --- One element each ----------------------------------------------------------------------

    def _view(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("showZeros", "1").casefold() in _FALSE:
            self._note(NOL)
        if attributes.get("rightToLeft", "0").casefold() in _TRUE:
            self._note(BALIK)
        self.corner = attributes.get("topLeftCell", _FIRST_CELL)

    def _pane(self, attributes: Mapping[str, str]) -> None:
        # What lies above a frozen pane that does not begin at the first cell cannot be reached.
        if attributes.get("state", "").startswith("frozen") and self.corner != _FIRST_CELL:
            self._note(BEKU, self.corner)

    def _defaults(self, attributes: Mapping[str, str]) -> None:
        self.all_low = attributes.get("zeroHeight", "0").casefold() in _TRUE
        self.all_low |= _size(attributes, "defaultRowHeight") < _LOWEST
        self.all_narrow = _size(attributes, "defaultColWidth") < _NARROWEST

    def _column(self, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get("hidden", "0").casefold() in _TRUE
        small = hidden or _size(attributes, "width") < _NARROWEST
        self.widths.append((_whole(attributes, "min"), _whole(attributes, "max"), small))

    def _row(self, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get("hidden", "0").casefold() in _TRUE
        low = _size(attributes, "ht") < _LOWEST if "ht" in attributes else self.all_low
        if hidden or low:
            self.low.add(_whole(attributes, "r"))

    def _cell(self, attributes: Mapping[str, str]) -> None:
        for other in _SHOWN_INSTEAD & attributes.keys():
            raise LontarError("isi_lembar_menyamar", lembar=shown(self.nama), bagian=other)
        self.cell = (
            attributes.get("r", ""), attributes.get("s", "0"), attributes.get("t", "n"),
        )  # fmt: skip

    def _merge(self, attributes: Mapping[str, str]) -> None:
        self.merged.add(shown(attributes.get("ref", "")))

    def _link(self, attributes: Mapping[str, str]) -> None:
        kind = _THINGS["hyperlink"] if "tooltip" in attributes else TAUTAN
        self._note(kind, attributes.get("ref", ""))

    def _footer(self, text: str) -> None:
        printed = cetak_ketat.plain_footer(text)
        if printed:
            self.found.append(Hiasan(self.nama, KAKI, isi=printed[:_LONGEST]))

    def _content(self, text: str) -> None:
        address = self.cell[0]
        place = _ADDRESS.fullmatch(address)
        if not text:
            return
        if place is None:
            raise LontarError("isi_sel_ganda", lembar=shown(self.nama), sel=shown(address) or "-")
        self.beside.append((int(place[2]), column_number(place[1])))
        self._shown(text)

    def _shown(self, text: str) -> None:
        """Refuse a cell that shows something else than it holds."""
        address, style, kind = self.cell
        number = text if kind == "n" else ""
        if (style, kind, number) in self.known or kind in ("b", "e"):
            return
        self.known.add((style, kind, number))
        if number and not NUMBER.fullmatch(number):
            told = {"lembar": shown(self.nama), "bagian": shown(f"{address}: {number}")}
            raise LontarError("isi_lembar_menyamar", **told)
        at = int(style[:_DIGITS]) if style.isdecimal() else -1
        where = shown(f"{self.nama}!{address}")
        if not 0 <= at < len(self.styles):
            raise LontarError("isi_letak_menyamar", bagian=where, letak=f"s={shown(style)}")
        gaya = self.styles[at]
        if gaya.rusak:
            raise LontarError("isi_letak_menyamar", bagian=where, letak=gaya.rusak)
        if problem := gaya.problem(float(number) if number else text):
            raise LontarError("isi_format_menyamar", format=shown(problem), bagian=where)

    # --- At the end ----------------------------------------------------------------------------

    def _hidden(self) -> None:
        """The rows and columns that hold something and cannot be seen."""
        if not self.low and not self.all_narrow and not any(small for *_, small in self.widths):
            return
        rows = {row for row, _ in self.filled}
        columns = {column for _, column in self.filled}
        low = [row for row in rows if row in self.low]
        narrow = [one for one in columns if self._is_narrow(one)]
        if low:
            self._note(BARIS, _ranges(sorted(low)))
        if narrow:
            self._note(KOLOM, ", ".join(column_letters(one - 1) for one in sorted(narrow)))

    def printed(self, prints: Cetakan, number: int) -> list[Hiasan]:
        """What a print-out of this sheet, the one of this number, leaves out or puts first."""
        reach = self.content.rows, self.content.columns
        if self.is_tidy and prints.has_all(number, *reach):
            left_out = []
        else:
            left_out = prints.left_out(number, self.filled)
        area = prints.told(number)[:_LONGEST]
        found = [Hiasan(self.nama, CETAK, _ranges(left_out), area)] if left_out else []
        return found + ([Hiasan(self.nama, ULANG)] if number in prints.kepala else [])

    def _is_narrow(self, column: int) -> bool:
        told = [small for first, last, small in self.widths if first <= column <= last]
        return any(told) if told else self.all_narrow


_WATCHED = {
    "sheetView": _Lembar._view,  # noqa: SLF001 - methods by the element they look at
    "pane": _Lembar._pane,  # noqa: SLF001 - of this file
    "sheetFormatPr": _Lembar._defaults,  # noqa: SLF001 - of this file
    "col": _Lembar._column,  # noqa: SLF001 - of this file
    "row": _Lembar._row,  # noqa: SLF001 - of this file
    "c": _Lembar._cell,  # noqa: SLF001 - of this file
    "mergeCell": _Lembar._merge,  # noqa: SLF001 - of this file
    "hyperlink": _Lembar._link,  # noqa: SLF001 - of this file
}


def _size(attributes: Mapping[str, str], name: str) -> float:
    """A measure; one that is not told, or is no figure, is as large as one likes."""
    try:
        return float(attributes.get(name, "inf"))
    except ValueError:
        return inf


def _whole(attributes: Mapping[str, str], name: str) -> int:
    told = attributes.get(name, "")
    return int(told[:_DIGITS]) if told.isdecimal() else 0


def _ranges(numbers: Sequence[int]) -> str:
    """`3, 5-8`: numbers in order, neighbours put together."""
    breaks = [at for at, (a, b) in enumerate(pairwise(numbers), start=1) if b != a + 1]
    pieces = [numbers[a:b] for a, b in pairwise([0, *breaks, len(numbers)])]
    return ", ".join(str(one[0]) if len(one) == 1 else f"{one[0]}-{one[-1]}" for one in pieces)
