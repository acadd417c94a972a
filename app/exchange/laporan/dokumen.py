"""A written report as a Word document, which people go on editing in WPS, Word or LibreOffice."""

from __future__ import annotations

from datetime import UTC
from fractions import Fraction
from io import BytesIO
from itertools import count, zip_longest
from typing import TYPE_CHECKING, Any

from app.domain.cetak_isi import written
from app.domain.cetak_rupa import Desimal
from app.domain.kertas import A4, POINTS_PER_MM
from app.exchange.laporan import daftar_isi
from app.exchange.laporan.daftar_isi import Entri
from app.exchange.laporan.halaman import (
    BARIS,
    BARIS_JUDUL,
    BARIS_TABEL,
    SESUDAH,
    Halaman,
)
from app.exchange.laporan.naskah import Alinea, Daftar, Judul, Naskah, Tabel
from app.exchange.rekap_kertas import printable
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from app.domain.cetak_rupa import Isi
    from app.domain.cetak_tabel import LembarCetak
    from app.domain.kertas import Kertas
    from app.exchange.laporan.naskah import Bagian

_FONT = "Arial"
_MARGIN_MM = 20
_SHADE, _INK = "EFEAE1", "261F18"
_COVER_AIR = (140, 330)
_CONTENTS_PAGE = 2


def write(naskah: Naskah, dibuat: datetime, tanda_air: str = "", kertas: Kertas = A4) -> bytes:
    """The bytes of the document. Nothing in it names a person or a machine.

    `tanda_air` heads every page of its paper.
    """
    import docx
    from docx.shared import Mm, Pt, RGBColor

    book = docx.Document()
    told = book.core_properties
    told.title, told.author, told.comments = " ".join(naskah.judul), naskah.kantor, ""
    told.created = told.modified = dibuat.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    plain = book.styles["Normal"]
    plain.font.name, plain.font.size = _FONT, Pt(10)
    page = book.sections[0]
    page.page_width, page.page_height = Mm(kertas.lebar), Mm(kertas.tinggi)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN_MM)
    if tanda_air:
        _centred(page.header.paragraphs[0], tanda_air)
    _cover(book, naskah)
    _page_number(page.footer.paragraphs[0])
    caption = book.styles["Caption"].font
    caption.name, caption.size, caption.color.rgb = _FONT, Pt(9), RGBColor.from_string(_INK)
    _line_heights(book)
    wide = kertas.lebar - 2 * _MARGIN_MM
    daftar_isi.write(book, t("laporan.spm.daftar_isi"), _entries(naskah, kertas), wide)
    number, headings = 0, count()
    for bagian, following in zip_longest(naskah.bagian, naskah.bagian[1:]):
        number += isinstance(bagian, Tabel)
        _add(book, bagian, number, wide)
        if isinstance(bagian, Judul):
            daftar_isi.mark(book.paragraphs[-1], next(headings))
        if isinstance(bagian, Alinea) and isinstance(following, Tabel):
            book.paragraphs[-1].paragraph_format.keep_with_next = True
        # An empty line below a table that ends with its page would be a page by itself.
        if isinstance(bagian, Tabel) and not (isinstance(following, Judul) and following.baru):
            book.add_paragraph().paragraph_format.space_after = Pt(0)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _entries(naskah: Naskah, kertas: Kertas) -> list[Entri]:
    """The headings that stand in the contents, with the pages they come on."""
    headings = [one for one in naskah.bagian if isinstance(one, Judul)]
    height = (kertas.tinggi - 2 * _MARGIN_MM) * POINTS_PER_MM
    wide = kertas.lebar - 2 * _MARGIN_MM
    pages = Halaman(height, wide, _CONTENTS_PAGE).of_headings(naskah.bagian)
    return [
        Entri(one.teks, one.tingkat, page, daftar_isi.bookmark(number))
        for number, (one, page) in enumerate(zip(headings, pages, strict=True))
        if one.tingkat <= daftar_isi.DEEPEST
    ]


def _line_heights(book: Any) -> None:
    """Lines as high as they are reckoned to be, whatever font takes the place of ours."""
    from docx.shared import Pt

    names = ("Normal", "List Bullet", "Caption", *(f"Heading {level}" for level in range(1, 4)))
    for name in names:
        look = book.styles[name].paragraph_format
        look.line_spacing, look.space_after = Pt(BARIS), Pt(SESUDAH)
        if name.startswith("Heading"):
            look.space_before, look.line_spacing = Pt(0), Pt(BARIS_JUDUL)


def _cover(book: Any, naskah: Naskah) -> None:
    """The first page: the title in its upper part, the office at the foot."""
    from docx.shared import Pt

    for number, line in enumerate((*naskah.judul, naskah.kantor)):
        paragraph = book.add_paragraph()
        _centred(paragraph, line)
        if number in (0, len(naskah.judul)):
            paragraph.paragraph_format.space_before = Pt(_COVER_AIR[number > 0])


def _centred(paragraph: Any, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(20)
    run = paragraph.add_run(printable(text))
    run.bold, run.font.size = True, Pt(14)


def _page_number(paragraph: Any) -> None:
    """A field that the reading program fills with the number of the page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - the library offers no field of its own


def _add(book: Any, bagian: Bagian, number: int, wide: float) -> None:
    match bagian:
        case Judul():
            _heading(book, bagian)
        case Alinea():
            run = book.add_paragraph().add_run(printable(bagian.teks))
            run.italic = bagian.tulis
        case Daftar():
            for line in bagian.butir:
                book.add_paragraph(printable(line), style="List Bullet")
        case Tabel():
            caption = book.add_paragraph(style="Caption")
            caption.add_run(printable(f"Tabel {number}. {bagian.judul}"))
            caption.paragraph_format.keep_with_next = True
            _table(book, bagian.isi, wide)


def _heading(book: Any, judul: Judul) -> None:
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    heading = book.add_heading(printable(judul.teks), level=judul.tingkat)
    heading.paragraph_format.page_break_before = judul.baru
    for run in heading.runs:
        run.font.name, run.font.color.rgb = _FONT, RGBColor.from_string(_INK)
        run._element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)  # noqa: SLF001 - python-docx has no public way


def _table(book: Any, sheet: LembarCetak, wide: float) -> None:
    widths = _widths(sheet, wide)
    table = book.add_table(rows=0, cols=len(sheet.lebar))
    table.style = "Table Grid"
    table.autofit = False
    for column, share in zip(table.columns, widths, strict=True):
        column.width = share
    covered = sheet.covered
    for number, cells in enumerate((*sheet.kepala, *sheet.baris)):
        row = _row(table, cells, widths, {column for row, column in covered if row == number})
        head, line = number < len(sheet.kepala), number - len(sheet.kepala)
        _look(row, sheet, cells, head=head, bold=head or line in sheet.jumlah)
    for first, last in sheet.spans.items():
        table.cell(*first).merge(table.cell(*last))


def _widths(sheet: LembarCetak, wide: float) -> list[Any]:
    """Each column's share of the width of a page in millimetres."""
    from docx.shared import Mm

    whole = sum(sheet.lebar)
    return [Mm(wide * one / whole) for one in sheet.lebar]


def _row(table: Any, cells: Sequence[Isi], widths: Sequence[Any], empty: AbstractSet[int]) -> Any:
    """One row; the places in `empty` become part of the cell before or above them."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    row = table.add_row()
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no word for it is in the library
    properties.append(OxmlElement("w:cantSplit"))
    for place, (cell, isi, wide) in enumerate(zip(row.cells, cells, widths, strict=True)):
        cell.width = wide
        look = cell.paragraphs[0].paragraph_format
        look.space_after, look.line_spacing = Pt(0), Pt(BARIS_TABEL)
        if place not in empty:
            cell.paragraphs[0].add_run(_written(isi))
    return row


def _look(row: Any, sheet: LembarCetak, cells: Sequence[Isi], *, head: bool, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    if head:
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - as above
        properties.append(OxmlElement("w:tblHeader"))
    figures = sheet.figures
    for place, (cell, isi) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        for run in paragraph.runs:
            run.font.size, run.bold = Pt(8), bold
        if head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif isinstance(isi, int | Fraction | Desimal) or place in figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if bold:
            _shade(cell)


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no public way


def _written(isi: Isi) -> str:
    return printable(written(isi) or "–")
