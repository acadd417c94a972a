"""Small files of every kind that can or cannot be evidence; all invented."""

from __future__ import annotations

import io
import zipfile
from functools import cache

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + b"\0" * 40 + b"\xff\xd9"
EXE = b"MZ\x90\0" + b"\0" * 60


def pdf(words: str = "surat pernyataan") -> bytes:
    """A page of nothing but a comment."""
    return f"%PDF-1.4\n% {words}\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n".encode()


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def office_file(main: str, words: str, **more: bytes) -> bytes:
    """A document or workbook reduced to the parts that matter; `more` adds parts by path."""
    types = f'<Types><Override PartName="/{main}" ContentType="x.main+xml"/></Types>'.encode()
    return _zip({"[Content_Types].xml": types, main: words.encode(), **more})


def docx(words: str = "<w:t>surat</w:t>") -> bytes:
    return office_file("word/document.xml", words)


def field(*pieces: str) -> bytes:
    """A document with a field whose words are spread over pieces."""
    char = '<w:fldChar w:fldCharType="{}"/>'
    told = "".join(f"<w:instrText>{one}</w:instrText>" for one in pieces)
    return docx(f'<w:d xmlns:w="w">{char.format("begin")}{told}{char.format("end")}</w:d>')


def with_link(inside: bytes, name: str = "xl/externalLinks/externalLink1.xml") -> bytes:
    """A workbook with something in a part of its own."""
    return office_file("xl/workbook.xml", "<workbook/>", **{name: inside})


def with_template(place: str, kind: str = "attachedTemplate") -> bytes:
    """A document that leads to another file."""
    listed = f'<Relationships><Relationship Type="x/{kind}" Target="{place}"/></Relationships>'
    more = {"word/_rels/settings.xml.rels": listed.encode()}
    return office_file("word/document.xml", "<w:t>surat</w:t>", **more)


@cache
def xlsx(*texts: str) -> bytes:
    """A real workbook with these texts in its first column."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(texts or ("rekap",)):
            sheet.write_string(row, 0, text)
    return out.getvalue()


def with_macro() -> bytes:
    """A workbook that brings a program along."""
    return office_file("xl/workbook.xml", "<workbook/>", **{"xl/vbaProject.bin": b"\xd0\xcf"})
