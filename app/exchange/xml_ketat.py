"""XML from outside: one encoding, no DTD, and a sentence that names the part for everything else.

`check_head` looks only at what comes before the root element and costs next to nothing; it is
exact, because a DTD cannot stand anywhere else. `check_well_formed` reads all of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from app.errors import LontarError

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

SEPARATOR = " "
"""Between namespace and name, where a parser was asked to keep namespaces."""

MAX_DEPTH = 200
"""Elements inside each other; what office programs write stays far below."""

_SHOWN = 60
_HEAD = 1024
_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(rb"<\?xml[ \t\r\n?]")
# XML 1.0 §2.8; in 1.1 other letters are allowed, and other line ends.
_DECLARATION = re.compile(
    rb"""<\?xml\s+version\s*=\s*(["'])1\.0\1"""
    rb"""(?:\s+encoding\s*=\s*(["'])([A-Za-z0-9._-]*)\2)?"""
    rb"""(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>""".replace(rb"\s", rb"[ \t\r\n]")
)
_ROOT = re.compile(rb"<[A-Za-z_:\x80-\xff]")
# How nearly every part begins: nothing between the declaration and the root element.
_USUAL = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>\s{0,2}<[A-Za-z_]'
)
_SPACE = b" \t\r\n"
_NO_MEMORY = 1


def shown(text: str) -> str:
    """A name from a hostile file, short and printable."""
    if text.isprintable():
        return text[:_SHOWN]
    return "".join(letter for letter in text if letter.isprintable())[:_SHOWN]


def check_head(name: str, content: bytes) -> None:
    """Refuse any encoding but UTF-8, a DTD, and what does not begin like XML."""
    if _USUAL.match(content):
        return
    check_encoding(name, content)
    at = len(_BOM) if content.startswith(_BOM) else 0
    while True:
        at = _past_space(content, at)
        if content.startswith(b"<?", at):
            at = _past(name, content, b"?>", at + 2)
        elif content.startswith(b"<!--", at):
            at = _past(name, content, b"-->", at + 4)
        else:
            break
    if content.startswith(b"<!", at):
        raise LontarError("xml_dtd", bagian=shown(name))
    if not _ROOT.match(content, at):
        _broken(name, content.count(b"\n", 0, at) + 1)


def check_encoding(name: str, content: bytes) -> None:
    """Refuse any encoding but UTF-8, and a declaration that not every reader takes alike.

    In another one two readers may see two texts, and a DTD could be spelled unseen.
    """
    head = content.removeprefix(_BOM)[:_HEAD]
    declared = _DECLARATION.match(head)
    if declared is None and _DECLARED.match(head):
        _broken(name, 1)
    encoding = (declared[3] or b"utf-8").decode().casefold() if declared else "utf-8"
    if encoding not in ("utf-8", "us-ascii", "ascii") or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise LontarError("xml_bukan_utf8", bagian=shown(name))


def check_well_formed(name: str, content: bytes) -> None:
    """Refuse what an XML parser does not read to the end, or what is nested without end."""
    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        check_depth(name, depth)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = plain_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse(name, content, parser)


def check_depth(name: str, depth: int) -> None:
    """Refuse elements nested deeper than any office program nests them."""
    if depth > MAX_DEPTH:
        raise LontarError("xml_terlalu_dalam", bagian=shown(name), batas=MAX_DEPTH)


def plain_parser() -> XMLParserType:
    """A parser that leaves prefixes as they are written."""
    return expat.ParserCreate("UTF-8")


def namespace_parser() -> XMLParserType:
    """A parser that puts namespaces in the place of prefixes, and refuses prefixes without one."""
    parser = expat.ParserCreate("UTF-8", SEPARATOR)
    parser.buffer_text = True
    return parser


def parse(name: str, content: bytes, parser: XMLParserType) -> None:
    """Run a parser over a whole part; its handlers may raise to stop it."""

    def refuse(*_: object) -> None:
        raise LontarError("xml_dtd", bagian=shown(name))

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        if error.code == _NO_MEMORY:
            raise MemoryError from None
        _broken(name, error.lineno)


def elements(name: str, content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Names without prefix, and attributes, of all elements in order."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = plain_parser()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parse(name, content, parser)
    return [(tag.rpartition(":")[2], attributes) for tag, attributes in found]


def _past_space(content: bytes, at: int) -> int:
    while at < len(content) and content[at] in _SPACE:
        at += 1
    return at


def _past(name: str, content: bytes, mark: bytes, at: int) -> int:
    end = content.find(mark, at)
    if end < 0:
        _broken(name, content.count(b"\n", 0, at) + 1)
    return end + len(mark)


def _broken(name: str, line: int) -> NoReturn:
    raise LontarError("xml_rusak", bagian=shown(name), baris=line)
