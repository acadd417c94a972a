"""What the child does with the bytes of a file: one function per request, no state between them.

Each is given whole files and gives back plain values. `examine` gathers what a file says about
itself; a further witness is one more field of `Mentah`, filled in there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from app.errors import LontarError
from app.exchange import (
    buku_ketat,
    format_angka,
    lembar_data,
    lembar_ketat,
    prapemeriksaan,
    segel,
    susunan_buku,
    tabel_ketat,
    tampilan_ketat,
    xml_ketat,
)
from app.exchange.buku_kerja import MAX_AREA, Pembuka
from app.exchange.pembaca import tabel
from app.exchange.pembaca.pesan import Baris, Mentah, packed
from app.exchange.sidik_lembar import sheet_digest
from app.exchange.susunan_buku import STYLES, TEXTS, VISIBLE, WORKBOOK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from app.exchange.lembar_ketat import SelGalat
    from app.exchange.prapemeriksaan import Praperiksa
    from app.exchange.susunan_buku import LembarBuku
    from app.exchange.tabel_ketat import Terbelah
    from app.exchange.tampilan_ketat import Hiasan

# The same names as in meta_paket, which knows what they mean and would load half the program.
SHEET_DATA, SHEET_META = "Data", "_meta"
PROPERTIES_PART, PROPERTY_PREFIX = "docProps/custom.xml", "lontar."
HIDDEN = (SHEET_DATA, SHEET_META)
_FORMULA = re.compile(rb"<f[\s/>]")


def examine(data: bytes) -> Mentah:
    """Everything about a package that needs its bytes.

    Raises:
        LontarError: not a package, or not one that can be read in one way only.

    """
    praperiksa = prapemeriksaan.inspect(data, thorough=False)
    sheets = _sheets(praperiksa)
    apart = _apart(praperiksa, sheets) if segel.has_trace(praperiksa.data) else None
    rows = buku_ketat.rows(praperiksa.parts, sheets, apart) if apart else None
    book = _opened(praperiksa, sheets, whole=rows is None)
    format_angka.check(STYLES, praperiksa.parts.get(STYLES, b""))
    _refuse_formulas(praperiksa, sheets, apart or {})
    visible = [sheet for sheet in sheets if sheet.keadaan == VISIBLE]
    if rows is None:
        rows = {name: _rows(book, name) for name in HIDDEN}
        rows |= {one.nama: _sheet_rows(book, one) for one in visible if one.nama not in HIDDEN}
    sidik = {sheet.nama: sheet_digest(rows[sheet.nama]) for sheet in visible}
    sealed = segel.look(praperiksa.data, praperiksa.parts)
    hiasan, samaran = _shown_under_a_seal(praperiksa, sheets, apart) if apart else ([], None)
    return Mentah(
        kind=praperiksa.kind,
        sha256=praperiksa.sha256,
        data_dalam=b"" if praperiksa.kind == prapemeriksaan.XLSX else praperiksa.data,
        application=praperiksa.application,
        entries=praperiksa.entries,
        nilai=lembar_data.spelled(rows[SHEET_DATA]),
        lembar_data=packed(rows[SHEET_DATA]),
        meta=rows[SHEET_META],
        properti=_properties(praperiksa.parts.get(PROPERTIES_PART, b"")),
        terlihat=tuple(sidik),
        tersembunyi=tuple(sheet.nama for sheet in sheets if sheet.nama not in sidik),
        sidik=sidik,
        segel=sealed,
        hiasan=hiasan,
        samaran=samaran,
    )


def sheet_rows(data: bytes) -> dict[str, list[Baris]]:
    """The rows of every sheet but `Data` and `_meta`, for showing what differs."""
    praperiksa = prapemeriksaan.inspect(data, thorough=False)
    sheets = _sheets(praperiksa)
    book = _opened(praperiksa, sheets)
    return {sheet.nama: _sheet_rows(book, sheet) for sheet in sheets if sheet.nama not in HIDDEN}


def second_look(data: bytes) -> list[SelGalat]:
    """Everything that takes long: every part parsed to its end, and a second reader heard.

    Returns the cells that hold an error of a calculation.

    Raises:
        LontarError: a sheet is not in the one form allowed, or the readers disagree.

    """
    import gc

    from app.exchange.pembaca import pembanding

    try:
        return pembanding.compare(data)
    finally:
        # A workbook of that reader refers to itself everywhere.
        gc.collect()


def appearance(data: bytes) -> list[Hiasan]:
    """What the visible sheets show or hide by other means than the contents of their cells.

    Raises:
        LontarError: a cell is shown as something else than it holds.

    """
    praperiksa = prapemeriksaan.inspect(data, thorough=False)
    return _appearance(praperiksa, susunan_buku.read(praperiksa))


VERBS: dict[str, Callable[[bytes], object]] = {
    "periksa": examine,
    "lembar": sheet_rows,
    "adu": second_look,
    "tampilan": appearance,
    "tabel": tabel.tables,
    "tabel_gabungan": tabel.sheets,
}


def _appearance(
    praperiksa: Praperiksa,
    sheets: Iterable[LembarBuku],
    apart: Mapping[str, Terbelah] | None = None,
) -> list[Hiasan]:
    shown = [one for one in sheets if (one.keadaan, one.jenis) == (VISIBLE, "worksheet")]
    return tampilan_ketat.look(praperiksa, shown, apart)


def _shown_under_a_seal(
    praperiksa: Praperiksa, sheets: Iterable[LembarBuku], apart: Mapping[str, Terbelah]
) -> tuple[list[Hiasan], tuple[str, dict[str, object]] | None]:
    """What is asked later of any other file: whoever has a key may seal what they like.

    Told and not raised, for who sealed it is not known yet.
    """
    try:
        return _appearance(praperiksa, sheets, apart), None
    except LontarError as error:
        return [], (error.kode, error.data)


def _sheets(praperiksa: Praperiksa) -> tuple[LembarBuku, ...]:
    # Somebody else's workbook is "not a package" first, whatever else may be odd about it.
    if SHEET_META.encode() not in praperiksa.parts.get(WORKBOOK, b""):
        raise LontarError("paket_bukan_lontar")
    sheets = susunan_buku.read(praperiksa)
    names = tuple(sheet.nama for sheet in sheets)
    if SHEET_META not in names:
        raise LontarError("paket_bukan_lontar")
    if SHEET_DATA not in names:
        raise LontarError("paket_tanpa_data")
    return sheets


def _apart(praperiksa: Praperiksa, sheets: Iterable[LembarBuku]) -> dict[str, Terbelah]:
    found: dict[str, Terbelah] = {}
    left = MAX_AREA
    for sheet in sheets:
        found[sheet.bagian] = one = tabel_ketat.split(praperiksa.parts[sheet.bagian], left)
        left -= one.rows * one.columns
    return found


def _opened(praperiksa: Praperiksa, sheets: Sequence[LembarBuku], *, whole: bool = True) -> Pembuka:
    """The workbook, once a second reader finds the same sheets in it.

    Unless the `whole` of it is wanted, it has neither sheets nor texts.
    """
    book = Pembuka(praperiksa.clean(() if whole else {TEXTS, *(one.bagian for one in sheets)}))
    names = tuple(sheet.nama for sheet in sheets)
    visible = tuple(sheet.nama for sheet in sheets if sheet.keadaan == VISIBLE)
    if (book.names, book.visible) != (names, visible):
        raise LontarError("isi_susunan_ganda", bagian=WORKBOOK)
    return book


def _refuse_formulas(
    praperiksa: Praperiksa, sheets: Sequence[LembarBuku], apart: Mapping[str, Terbelah]
) -> None:
    for sheet in sheets:
        content = praperiksa.parts[sheet.bagian]
        # In a table that is apart there is none.
        if _FORMULA.search(apart[sheet.bagian].frame if apart else content):
            # A quick look may be wrong about an extension; this one names the cell.
            lembar_ketat.check_sheet(sheet.nama, sheet.bagian, content, lembar_ketat.MAX_CELLS)


def _rows(book: Pembuka, name: str) -> list[Baris]:
    # A date, which no package has, becomes a text on the way to the parent.
    return cast("list[Baris]", book.rows(name))


def _sheet_rows(book: Pembuka, sheet: LembarBuku) -> list[Baris]:
    return _rows(book, sheet.nama) if sheet.jenis == "worksheet" else []


def _properties(content: bytes) -> dict[str, str]:
    """Names and texts of Lontar's own document properties."""
    found: dict[str, str] = {}
    name, texts = "", list[str]()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        if tag.rpartition(":")[2] == "property":
            name = attributes.get("name", "")
            texts.clear()

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "property" and name.startswith(PROPERTY_PREFIX):
            if name in found:
                raise LontarError("isi_susunan_ganda", bagian=PROPERTIES_PART)
            found[name] = "".join(texts).strip()

    parser = xml_ketat.plain_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    xml_ketat.parse(PROPERTIES_PART, content or b"<x/>", parser)
    return found
