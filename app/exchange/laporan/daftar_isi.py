"""The table of contents of a Word document, a field that Word, WPS and LibreOffice update.

It is filled when it is written, because none of them fills it by itself. On which page a heading
comes is reckoned from the widths of the letters; the field puts right what a program lays out
otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.exchange.rekap_kertas import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

DEEPEST = 2
_INDENT_MM = 6


class Entri(NamedTuple):
    """A heading in the contents: its words, how deep it is, its page, and its bookmark."""

    teks: str
    tingkat: int
    halaman: int
    penanda: str


def bookmark(number: int) -> str:
    """The name of the bookmark of a heading; programs take these for those of contents."""
    return f"_Toc{100_000_000 + number}"


def mark(heading: Any, number: int) -> None:
    """Put a bookmark around the words of a heading."""
    begin = _element("bookmarkStart", id=str(number), name=bookmark(number))
    heading._p.insert(1, begin)  # noqa: SLF001 - the library offers no bookmarks
    heading._p.append(_element("bookmarkEnd", id=str(number)))  # noqa: SLF001 - as above


def write(book: Any, title: str, entries: Sequence[Entri], wide: float) -> None:
    """Add the contents on a page of their own; `wide` is the width of the text in mm."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm, Pt

    heading = book.add_paragraph()
    heading.paragraph_format.page_break_before = True
    run = heading.add_run(title)
    run.bold, run.font.size = True, Pt(14)
    for level in range(1, DEEPEST + 1):
        style = book.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = book.styles["Normal"]
        look = style.paragraph_format
        look.left_indent, look.space_after = Mm(_INDENT_MM * (level - 1)), Pt(3)
        look.space_before = Pt(6 if level == 1 else 0)
        look.tab_stops.add_tab_stop(Mm(wide), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for number, entry in enumerate(entries):
        line = book.add_paragraph(style=f"toc {entry.tingkat}")
        if not number:
            _begin(line, f'TOC \\o "1-{DEEPEST}" \\h \\z \\u')
        _entry(line, entry)
        if number == len(entries) - 1:
            line._p.append(_run(_element("fldChar", fldCharType="end")))  # noqa: SLF001 - as above


def _entry(line: Any, entry: Entri) -> None:
    """The words and the page, which lead to the heading."""
    link = _element("hyperlink", anchor=entry.penanda, history="1")
    line._p.append(link)  # noqa: SLF001 - as above
    link.append(_run(_words(printable(entry.teks)), _element("tab")))
    field = f"PAGEREF {entry.penanda} \\h"
    link.append(_run(_element("fldChar", fldCharType="begin")))
    link.append(_run(_words(field, "instrText")))
    link.append(_run(_element("fldChar", fldCharType="separate")))
    link.append(_run(_words(str(entry.halaman))))
    link.append(_run(_element("fldChar", fldCharType="end")))


def _begin(line: Any, field: str) -> None:
    line._p.append(_run(_element("fldChar", fldCharType="begin")))  # noqa: SLF001 - as above
    line._p.append(_run(_words(field, "instrText")))  # noqa: SLF001 - as above
    line._p.append(_run(_element("fldChar", fldCharType="separate")))  # noqa: SLF001 - as above


def _run(*parts: Any) -> Any:
    run = _element("r")
    for part in parts:
        run.append(part)
    return run


def _words(text: str, tag: str = "t") -> Any:
    from docx.oxml.ns import qn

    made = _element(tag)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
