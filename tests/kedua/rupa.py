"""What a sheet shows or hides beside its cells: section 5.2 of resources/format/paket.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.kedua.buku import BOOK, MAIN, demand, parse, relations
from tests.kedua.lembar import STYLES, TOKEN, address

if TYPE_CHECKING:
    from tests.kedua.lembar import Buku, Isi, Letak

PLAIN = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    "protectedRanges autoFilter sortState mergeCells phoneticPr hyperlinks printOptions "
    "pageMargins pageSetup headerFooter rowBreaks colBreaks cellWatches ignoredErrors drawing "
    "extLst"
)
EXTENSIONS = {
    "conditionalFormattings",
    "dataValidations",
    "sparklineGroups",
    "slicerList",
    "timelineRefs",
}
RELATIONS = {"drawing", "printerSettings", "hyperlink"}
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing "
ALTERNATIVE = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships "
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    49: "@",
}  # fmt: skip
RESPELLED = {5, 6, 7, 8, 41, 42, 43, 44}
COLOURS = r"black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]{1,2}|\$-[0-9a-f]{1,8}"
FIGURE = re.compile(r"L*[#0?]+(?:,[#0?]+)*(?:\.([#0?]*))?L*")
CODES = r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|[LCRBIUESXYOH])'
YES, NO = ("1", "true", "on"), ("0", "false", "off")
Told = dict[str, str]


def look(book: Buku, name: str, footer: str) -> list[str]:
    """Everything of that kind on one visible sheet; `footer` is a pattern of what it may print."""
    page = Halaman(book, name)
    place = book.places[name].bagian
    parse(book.parts[place], names=True, start=page.start, end=page.end, text=page.text.append)
    found = page.found + page.unseen()
    found += [f"kaki {line}" for line in page.footers if not re.fullmatch(footer, line)]
    for kind, target in led_to(book.parts, place).values():
        if kind not in RELATIONS:
            found.append(kind)
        elif kind == "drawing":
            found += drawn(book.parts, target, set(book.sheet(name).cells))
    return [f"{name}: {one}" for one in dict.fromkeys(found)]


def windows(book: Buku) -> list[str]:
    """Windows that keep a reader from the sheets beside the first."""
    found: list[str] = []

    def start(tag: str, told: Told) -> None:
        closed = told.get("showSheetTabs", "1").casefold() in NO
        if tag.endswith("workbookView") and (
            closed or told.get("visibility", "visible") != "visible"
        ):
            found.append("jendela")

    parse(book.parts[BOOK], start=start)
    return found


class Halaman:
    """Follows one sheet for everything but the contents of its cells."""

    def __init__(self, book: Buku, name: str) -> None:
        self.cells = {**book.sheet(name).cells, **book.sheet(name).tanggal}
        self.styles = read_styles(book.parts.get(STYLES, b""))
        self.found: list[str] = []
        self.footers: list[str] = []
        self.path: list[str] = []
        self.text: list[str] = []
        self.corner = "A1"
        self.low: set[int] = set()
        self.columns: list[tuple[int, int, bool]] = []
        self.all_low = self.all_narrow = False

    def start(self, tag: str, told: Told) -> None:
        word = tag.rpartition(" ")[2]
        name = word if tag.startswith(MAIN) else f" {word}"
        self.path.append(name)
        self.text.clear()
        if len(self.path) == 2 and name not in PLAIN.split():
            self.found.append(word)
        if "extLst" in self.path and word in EXTENSIONS:
            self.found.append(word)
        if name == "hyperlink":
            self.found.append("tautan")
        if name == "c":
            self.shown_whole(told)
        if name in ("sheetView", "pane", "sheetFormatPr", "col", "row"):
            self.measured(name, told)

    def measured(self, name: str, told: Told) -> None:
        hidden = told.get("hidden", "0").casefold() in YES
        if name == "sheetView":
            self.corner = told.get("topLeftCell", "A1")
            if told.get("rightToLeft", "0").casefold() in YES:
                self.found.append("dibalik")
            if told.get("showZeros", "1").casefold() in NO:
                self.found.append("nol")
        elif name == "pane":
            if told.get("state", "").startswith("frozen") and self.corner != "A1":
                self.found.append("beku")
        elif name == "sheetFormatPr":
            low = told.get("zeroHeight", "0").casefold() in YES
            self.all_low = low or size(told, "defaultRowHeight") < 5
            self.all_narrow = size(told, "defaultColWidth") < 1
        elif name == "col":
            first, last = (int(size(told, word)) for word in ("min", "max"))
            self.columns.append((first, last, hidden or size(told, "width") < 1))
        elif hidden or (size(told, "ht") < 5 if "ht" in told else self.all_low):
            self.low.add(int(told["r"]))

    def end(self, _: str) -> None:
        self.path.pop()
        if self.path[-1:] == ["headerFooter"]:
            line = "".join(re.sub(CODES, "", "".join(self.text)).split())
            self.footers += [line] if line else []

    def shown_whole(self, told: Told) -> None:
        """Demand that a filled cell is shown as what it holds."""
        place = address(told["r"])
        if place not in self.cells or told.get("t", "n") in ("b", "e"):
            return
        at = int(told.get("s", "0"))
        demand(at < len(self.styles), "format_menyamar")
        codes, garbled = self.styles[at]
        # A figure that its format makes a date of is a text by now.
        dated = told.get("t", "n") == "n" and isinstance(self.cells[place], str)
        whole = not dated and all(shows(code, self.cells[place]) for code in codes)
        demand(whole and not garbled, "format_menyamar")

    def unseen(self) -> list[str]:
        """Rows and columns that hold something and cannot be seen."""
        rows = {row for row, _ in self.cells} & self.low
        columns = {column for _, column in self.cells if self.is_narrow(column)}
        return [f"baris {one}" for one in sorted(rows)] + [
            f"kolom {one}" for one in sorted(columns)
        ]

    def is_narrow(self, column: int) -> bool:
        told = [small for first, last, small in self.columns if first <= column <= last]
        return any(told) if told else self.all_narrow


def size(told: Told, name: str) -> float:
    """A measure; one that is not told is as large as one likes."""
    try:
        return float(told.get(name, "1e9"))
    except ValueError:
        return 1e9


# --- Number formats -------------------------------------------------------------------------------


def read_styles(content: bytes) -> list[tuple[list[str], bool]]:
    """Of every style: the number formats it may mean, and whether its placing garbles a text."""
    own: dict[str, list[str]] = {}
    found: list[tuple[str, Told]] = []
    path: list[str] = []
    lists: list[str] = []

    def start(tag: str, told: Told) -> None:
        word = tag.rpartition(" ")[2]
        path.append(word)
        demand(not tag.startswith(ALTERNATIVE), "gaya")
        if word in ("cellXfs", "numFmts"):
            lists.append(word)
            demand(tag.startswith(MAIN) and len(path) == 2 and lists.count("cellXfs") < 2, "gaya")
        if path[1:] == ["numFmts", "numFmt"]:
            own.setdefault(told.get("numFmtId", ""), []).append(told.get("formatCode", ""))
        elif path[1:] == ["cellXfs", "xf"]:
            found.append((told.get("numFmtId", "0"), {}))
        elif path[1:] == ["cellXfs", "xf", "alignment"]:
            found[-1][1].update(told)

    parse(content or b"<x/>", names=True, start=start, end=lambda _: path.pop())
    if not content:
        return [(["General"], False)]
    styles = []
    for ident, placing in found:
        number = int(ident) if ident.isdecimal() else -1
        builtin = BUILTIN.get(number)
        by_number = builtin is None and number < 164 and number not in RESPELLED
        codes = own.get(ident, []) + ([builtin] if builtin else []) + ["%"] * by_number
        styles.append((codes or ["%"], garbles(placing)))
    return styles


def garbles(placing: Told) -> bool:
    """Whether a placing repeats, turns round or carries off what a cell holds."""
    indent = placing.get("indent", "0")
    return (
        placing.get("horizontal") in ("fill", "centerContinuous")
        or placing.get("readingOrder") == "2"
        or not (indent.isdecimal() and int(indent[:9]) <= 15)
    )


def shows(code: str, isi: Isi) -> bool:
    """Whether a format leaves all of a text or a figure to be seen."""
    sections = split(code)
    if isinstance(isi, str):
        one = sections[3] if len(sections) == 4 else sections[0]
        plain = one.sound and one.shape.strip("L") == "@" and not one.letters.strip()
        return plain or (len(sections) != 4 and "@" not in one.shape)
    first = sections[0]
    if len(sections) == 1 and first.sound and (first.general or first.shape == "@"):
        return isi == int(isi) and abs(isi) <= 99_999
    at = 1 if isi < 0 and len(sections) > 1 else 2 if isi == 0 and len(sections) > 2 else 0
    return sections[at].shows(isi, negative=at == 1)


@dataclass
class Bagian:
    """One section of a format: its placeholders (L for a letter), its letters, whether sound."""

    shape: str = ""
    letters: str = ""
    sound: bool = True

    @property
    def general(self) -> bool:
        return self.letters.casefold().strip() == "general"

    def shows(self, isi: float, *, negative: bool) -> bool:
        letters = set(self.letters)
        signed = letters & set("-\u2212") or set("()") <= letters
        if not self.sound or (negative and not signed) or (isi == 0 and "0" not in self.shape):
            return False
        if self.general:
            return True
        found = FIGURE.fullmatch(self.shape)
        if found is None or not letters <= set(" *\u00a0" + ("-\u2212()" if negative else "")):
            return False
        digits, _, exponent = repr(float(isi)).partition("e")
        decimals = max(0, len(digits.partition(".")[2].rstrip("0")) - int(exponent or 0))
        return len(found[1] or "") >= min(2, decimals)


def split(code: str) -> list[Bagian]:
    """The sections of a format."""
    sections = [Bagian()]
    for token in TOKEN.finditer(code.replace("\n", " ") or "General"):
        bracket, plain, last = token["bracket"], token["plain"], sections[-1]
        text = (token["one"] or "") + (token["quoted"] or "")
        if bracket is not None:
            last.sound &= re.fullmatch(COLOURS, bracket, re.IGNORECASE) is not None
        elif token["fill"] is not None:
            last.sound &= token["fill"] == " "
        elif plain == ";":
            sections.append(Bagian())
        elif plain and plain in "#0?,.@":
            last.shape += plain
        elif text or plain:
            last.shape += "L"
            last.letters += text or plain or ""
    return sections


# --- Drawings -------------------------------------------------------------------------------------


def led_to(parts: dict[str, bytes], name: str) -> dict[str, tuple[str, str]]:
    """Where the relationships of a part lead: kind and part by Id."""
    folder, _, last = name.rpartition("/")
    found = {}
    for one in relations(parts, f"{folder}/_rels/{last}.rels"):
        steps = [] if one["Target"].startswith("/") else folder.split("/")
        for step in one["Target"].removeprefix("/").split("/"):
            steps = steps[:-1] if step == ".." else [*steps, step]
        found[one["Id"]] = one["Type"].rpartition("/")[2], "/".join(steps)
    return found


def drawn(parts: dict[str, bytes], name: str, filled: set[Letak]) -> list[str]:
    """What a drawing puts on a sheet besides one picture beside the cells."""
    if name not in parts:
        return ["gambar"]
    path: list[str] = []
    anchors: list[list[str]] = []
    corners: list[Told] = []
    letters: list[str] = []

    def start(tag: str, told: Told) -> None:
        path.append(tag)
        letters.clear()
        if len(path) == 2:
            anchors.append([] if tag == f"{DRAWING}twoCellAnchor" else ["bentuk"])
            corners.append({})
        if len(path) == 3 and tag not in {f"{DRAWING}{w}" for w in ("from", "to", "clientData")}:
            anchors[-1].append("pic" if tag == f"{DRAWING}pic" else "bentuk")
        turned = tag.endswith(" xfrm") and told.get("rot", "0") != "0"
        if turned or (tag.endswith(" ln") and len(told.get("w", "")) > 5):
            anchors[-1].append("diputar")
        if anchors:
            anchors[-1] += [text for key, text in told.items() if key.startswith(OFFICE)]

    def end(tag: str) -> None:
        path.pop()
        if len(path) == 3 and path[-1] in (f"{DRAWING}from", f"{DRAWING}to"):
            key = path[-1].rpartition(" ")[2] + tag.rpartition(" ")[2]
            corners[-1][key] = "".join(letters).strip()

    parse(parts[name], names=True, start=start, end=end, text=letters.append)
    plain = [one for one in anchors if one[:1] == ["pic"] and len(one) == 2]
    odd = ["bentuk"] * (len(anchors) - len(plain))
    return odd + ["gambar di atas sel" for one in corners if covers(one, filled)]


def covers(told: Told, filled: set[Letak]) -> bool:
    keys = ("fromrow", "torow", "fromcol", "tocol")
    if not all(told.get(key, "").isdecimal() for key in keys):
        return True
    top, bottom, left, right = (int(told[key][:7]) + 1 for key in keys)
    return any(top <= row <= bottom and left <= column <= right for row, column in filled)
