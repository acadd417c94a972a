"""The workbench of an attacker: a real package taken apart, changed, and sewn up again.

Everything is done on the parts of the file, never through a library that writes workbooks, so
that an attack costs milliseconds and does nothing but what it says.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

from app.domain.kisi import address
from app.exchange import buku_kerja, makna, meta_paket, paket
from tests.exchange import contoh_paket as contoh
from tests.exchange.segel.contoh_segel import ORIGIN, ORIGIN_LIST, ROOT, SIG, TYPES, Bedah, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from app.exchange.paket import Bacaan
    from app.exchange.tata_letak import Lembaran

BOOK, BOOK_LIST = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
PROPERTIES, STYLES, STRINGS = "docProps/custom.xml", "xl/styles.xml", "xl/sharedStrings.xml"
META, DATA = "_meta", "Data"
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_SIGS = re.compile(r'<Default Extension="sigs"[^>]*/>')

Isi = str | int | float | bool | None


def opened(data: bytes) -> Bedah:
    """The parts of a package as they are."""
    return Bedah(unpacked(data))


def without_seal(data: bytes) -> Bedah:
    """The parts of a package without any trace of its seal, as after saving it again."""
    parts = opened(data)
    if SIG not in parts:
        return parts
    parts.edit(ROOT, lambda text: re.sub(r'<Relationship Id="rIdTtd"[^>]*/>', "", text))
    for name in (ORIGIN, ORIGIN_LIST):
        del parts[name]
    parts.drop(SIG)
    parts.edit(TYPES, lambda text: _SIGS.sub("", text))
    return parts


@cache
def _places(book: bytes, relations: bytes) -> Mapping[str, str]:
    """The part each sheet lies in, by the name of the sheet."""
    pattern = r'<Relationship Id="([^"]+)"[^>]*?Target="([^"]+)"'
    targets = dict(re.findall(pattern, relations.decode()))
    sheets = re.findall(r'<sheet name="([^"]+)"[^>]*?r:id="([^"]+)"', book.decode())
    return {unescape(name): f"xl/{targets[ident]}" for name, ident in sheets}


def place(parts: Bedah, sheet: str) -> str:
    """The part a sheet lies in."""
    return _places(parts[BOOK], parts[BOOK_LIST])[sheet]


def list_of(parts: Bedah, sheet: str) -> str:
    """The list of relationships of a sheet, whether it is there or not."""
    folder, _, last = place(parts, sheet).rpartition("/")
    return f"{folder}/_rels/{last}.rels"


def names(parts: Bedah) -> list[str]:
    """The sheets in order."""
    return list(_places(parts[BOOK], parts[BOOK_LIST]))


@lru_cache(maxsize=8)
def _bacaan(data: bytes) -> tuple[Bacaan, list[Lembaran]]:
    bacaan = makna.resolve(paket.read(data), contoh.acuan())
    return bacaan, contoh.tata().sheets(bacaan, paket.package_id(data), contoh.reading()[2])


def reading(parts: Bedah) -> tuple[Bacaan, list[Lembaran]]:
    """What the package says, by its copy of the signed bytes, and how it is laid out."""
    return _bacaan(meta_paket.read_meta(rows_of(parts, META)).salinan)


def where(parts: Bedah, cell: tuple[str, str]) -> tuple[str, str]:
    """Sheet and address at which the package shows a cell of a form."""
    for sheet in reading(parts)[1]:
        letak = sheet.letak(*cell)
        if letak is not None:
            return sheet.nama, address(letak)
    raise KeyError(cell)


def data_row(parts: Bedah, cell: tuple[str, str]) -> int:
    """The row of `Data` that holds a cell of a form."""
    rows = reading(parts)[0].isi.nilai
    return next(number for number, row in enumerate(rows, start=2) if row[1:3] == cell)


def label_row(parts: Bedah, sheet: str, label: str) -> int:
    """The row of a sheet that begins with a label."""
    rows = rows_of(parts, sheet)
    return next(number for number, row in enumerate(rows, start=1) if row[0] == label)


def rows_of(parts: Bedah, sheet: str) -> list[list[object]]:
    """The cells of a sheet."""
    return buku_kerja.read_workbook(parts.packed()).sheets[sheet]


# --- Cells ---------------------------------------------------------------------------------------


def cell(address: str, isi: Isi, style: str = "") -> str:
    """A cell as an attacker writes it."""
    mark = f' s="{style}"' if style else ""
    if isi is None:
        return f'<c r="{address}"{mark}/>'
    if isinstance(isi, bool):
        return f'<c r="{address}"{mark} t="b"><v>{int(isi)}</v></c>'
    if isinstance(isi, str):
        told = f'<is><t xml:space="preserve">{escape(isi, quote=False)}</t></is>'
        return f'<c r="{address}"{mark} t="inlineStr">{told}</c>'
    return f'<c r="{address}"{mark}><v>{isi!r}</v></c>'


def found(parts: Bedah, sheet: str, address: str) -> str:
    """How a cell is written now."""
    text = parts[place(parts, sheet)].decode()
    match = re.search(rf'<c r="{address}"[^>]*?(/>|>.*?</c>)', text)
    assert match is not None, address
    return match[0]


def style_of(written: str) -> str:
    """The number of the style of a written cell."""
    match = re.search(r' s="([0-9]+)"', written)
    return match[1] if match else ""


def put(parts: Bedah, sheet: str, address: str, isi: Isi) -> None:
    """Another content in a cell that is there, in the looks it has."""
    written = found(parts, sheet, address)
    rewrite(parts, sheet, written, cell(address, isi, style_of(written)))


def insert(parts: Bedah, sheet: str, address: str, isi: Isi) -> None:
    """A cell behind the last one of its row."""
    row = _ADDRESS.fullmatch(address)
    assert row is not None
    pattern = rf'(<row r="{row[2]}"[^>]*>.*?)(</row>)'
    made = cell(address, isi)

    def change(text: str) -> str:
        return re.sub(pattern, lambda match: match[1] + made + match[2], text, count=1)

    parts.edit(place(parts, sheet), change)


def restyle(parts: Bedah, sheet: str, address: str, style: str) -> None:
    """The same content in other looks."""
    written = found(parts, sheet, address)
    new = re.sub(r' s="[0-9]+"', f' s="{style}"', written)
    rewrite(parts, sheet, written, new)


def rewrite(parts: Bedah, sheet: str, old: str, new: str) -> None:
    """One piece of a sheet in another spelling."""
    parts.swap(place(parts, sheet), (old, new))


def before(parts: Bedah, sheet: str, mark: str, piece: str) -> None:
    """A piece put in front of the first mark."""
    rewrite(parts, sheet, mark, piece + mark)


def new_style(parts: Bedah, code: str, base: str = "0") -> str:
    """One more style like `base`, with a number format of its own; its number."""
    text = parts[STYLES].decode()
    head, body = re.findall(r"(<cellXfs[^>]*>)(.*?)</cellXfs>", text)[0]
    xfs = re.findall(r"<xf [^>]*?/>|<xf .*?</xf>", body)
    ident = "900"
    made = re.sub(r'numFmtId="[0-9]+"', f'numFmtId="{ident}"', xfs[int(base)], count=1)
    told = f'<numFmt numFmtId="{ident}" formatCode="{escape(code)}"/></numFmts>'
    parts.swap(STYLES, (body, body + made), ("</numFmts>", told))
    parts.swap(STYLES, (head, re.sub(r"[0-9]+", str(len(xfs) + 1), head)))
    return str(len(xfs))


def with_format(parts: Bedah, sheet: str, address: str, code: str) -> None:
    """A cell shown through another number format."""
    style = style_of(found(parts, sheet, address)) or "0"
    restyle(parts, sheet, address, new_style(parts, code, style))


# --- What is hidden ------------------------------------------------------------------------------


def meta_of(parts: Bedah) -> dict[str, str]:
    """The statements of `_meta` by key."""
    return {str(row[0]): str(row[1]) for row in rows_of(parts, META)[1:]}


def write_rows(parts: Bedah, sheet: str, rows: Iterable[Sequence[Isi]]) -> None:
    """All rows of a sheet anew."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(cell(f"{chr(65 + at)}{number}", isi) for at, isi in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    told = f"<sheetData>{''.join(lines)}</sheetData>"
    pattern = re.compile(r"<sheetData>.*</sheetData>", re.DOTALL)
    name = place(parts, sheet)
    parts[name] = pattern.sub(lambda _: told, parts[name].decode()).encode()


def write_meta(parts: Bedah, told: Mapping[str, str]) -> None:
    """All of `_meta` anew."""
    write_rows(parts, META, [meta_paket.META_HEADER, *told.items()])


def change_meta(parts: Bedah, change: Callable[[dict[str, str]], Mapping[str, str]]) -> None:
    """Some statements of `_meta` in another way."""
    write_meta(parts, change(meta_of(parts)))


def properties_of(parts: Bedah) -> dict[str, str]:
    """The document properties of Lontar by name."""
    pattern = r'name="lontar\.([^"]+)"><vt:lpwstr>([^<]*)<'
    return {name: unescape(text) for name, text in re.findall(pattern, parts[PROPERTIES].decode())}


def write_properties(parts: Bedah, told: Mapping[str, str]) -> None:
    """All document properties anew."""
    text = parts[PROPERTIES].decode()
    head = text[: text.index("<property ")] if "<property " in text else text[: text.rindex("</")]
    rows = (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" '
        f'name="lontar.{name}"><vt:lpwstr>{escape(isi)}</vt:lpwstr></property>'
        for pid, (name, isi) in enumerate(told.items(), start=2)
    )
    parts[PROPERTIES] = f"{head}{''.join(rows)}</Properties>".encode()


def hide(parts: Bedah, sheet: str, state: str = "hidden") -> None:
    """A sheet that nobody sees any more."""
    parts.swap(BOOK, (f'<sheet name="{sheet}" ', f'<sheet name="{sheet}" state="{state}" '))
