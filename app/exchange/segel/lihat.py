"""Looking at a seal without judging it: structure only, no key, no certificate.

Made for the child process that may meet anything. An honest package costs it one inflation and
one SHA-256 of every part.
"""

from __future__ import annotations

import hashlib
import html
import re
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange.segel import aturan, opc, peti
from app.exchange.segel.model import FOLDER, SIGNATURE, TYPES, SegelMentah

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.exchange.segel.peti import Entri

_FOLDER_NAME = re.compile(re.escape(FOLDER.encode()), re.IGNORECASE)
_WORD = "digital-signature"
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{0,40})[\"']")
_HEAD = 1024


class _Isi(dict[str, bytes]):
    """The contents of a file's entries, inflated when first asked for."""

    def __init__(self, data: bytes, found: Mapping[str, Entri], parts: Mapping[str, bytes]) -> None:
        super().__init__(parts)
        self._data, self._found = data, found

    def __missing__(self, name: str) -> bytes:
        content = self[name] = peti.inflate(self._data, self._found[name])
        return content


def look(data: bytes, parts: Mapping[str, bytes] | None = None) -> SegelMentah | None:
    """The seal of a workbook as it stands, or None when there is no trace of one.

    `parts` are those that were read from it already: what is compared with the seal is then the
    very content that is used, and nothing is inflated twice.

    Raises:
        LontarError: there is a seal, or the rest of one, and the file around it breaks a rule.

    """
    if not has_trace(data):
        return None
    entries = peti.entries(data)
    found = {entri.name: entri for entri in entries}
    if TYPES not in found:
        raise LontarError("segel_xml_bentuk", bagian=TYPES)
    content = _Isi(data, found, parts or {})
    small = {
        name: content[name]
        for name in found
        if name in (TYPES, *opc.VISIBLE_PARTS, SIGNATURE) or aturan.is_list(name)
    }
    jenis = opc.read_types(small[TYPES])
    lists = {
        name: opc.read_relations(name, text)
        for name, text in small.items()
        if aturan.is_list(name) and not name.casefold().startswith(FOLDER)
    }
    rangka = aturan.frame(found.keys(), jenis, lists)
    _check_plumbing(small, rangka)
    digests = {}
    for name, kind in rangka.parts.items():
        if kind != aturan.PNG_TYPE:
            check_text(name, content[name])
        digests[name] = hashlib.sha256(content[name]).digest()
    asli = peti.is_original(data, entries)
    return SegelMentah(small[SIGNATURE], aturan.references(rangka, digests), rangka.visible, asli)


def has_trace(data: bytes) -> bool:
    """Whether anything in the file claims, or once claimed, to be a seal."""
    seen = peti.glance(data)
    if seen is None:
        # Cut off, damaged or locked: what can still be seen are the names beside each file.
        return data.startswith(peti.OLE2) or _FOLDER_NAME.search(data) is not None
    names, lists = seen
    if any(name.replace("\\", "/").casefold().startswith(FOLDER) for name in names):
        return True
    texts = (content.replace(b"\0", b"").decode("utf-8", "replace") for content in lists)
    return any(_WORD in html.unescape(text).casefold() for text in texts)


def check_text(name: str, content: bytes) -> None:
    """Every part but the picture is UTF-8 without a document type of its own."""
    declared = _ENCODING.match(content[:_HEAD])
    if not content.isascii():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            raise LontarError("segel_xml_utf8", bagian=name) from None
    if declared is not None and declared[1].lower() != b"utf-8":
        raise LontarError("segel_xml_utf8", bagian=name)
    # A single letter is found ten times as fast as a word.
    if b"!" in content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise LontarError("segel_xml_dtd", bagian=name)


def _check_plumbing(small: dict[str, bytes], rangka: aturan.Rangka) -> None:
    """The lists stand in the file exactly as they are written here."""
    if small[TYPES] != opc.write_types(rangka.parts):
        raise LontarError("segel_ct_baku")
    for name, relations in rangka.lists.items():
        if small[name] != opc.write_relations(relations):
            raise LontarError("segel_rel_baku", bagian=name)
    if rangka.visible and any(small[name] != text for name, text in opc.VISIBLE_PARTS.items()):
        raise LontarError("segel_sig_jumlah")
