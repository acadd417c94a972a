"""A look inside evidence that would travel: workbooks and documents that list people by number.

Only XLSX and DOCX can be read here; what a PDF or a photograph shows is up to whoever attaches it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.pribadi import is_nik
from app.errors import LontarError
from app.exchange import wadah
from app.store import evidence

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.evidence import Bukti
    from app.store.office import Office

_PARTS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml|word/[^/]+\.xml")
_TAG = re.compile(rb"<[^>]*>")
# In a document a number may be cut into runs; in a workbook each cell stands alone.
_ENDS = {"xl": re.compile(rb"</(?:t|v)>"), "word": re.compile(rb"</w:(?:p|tc)>")}
_NUMBER = re.compile(rb"(?<![\d.])\d{16}(?!\d)")
_READABLE = (".xlsx", ".docx")


def niks_in(office: Office, bukti: Bukti) -> int:
    """How many different numbers built like a NIK or KK a workbook or document contains.

    A file that cannot be read is reported elsewhere; here it counts as none.
    """
    if not bukti.nama.endswith(_READABLE):
        return 0
    try:
        return _count(evidence.file_of(office, bukti.sha256))
    except OSError:
        return 0


@lru_cache(maxsize=256)
def _count(path: Path) -> int:
    """Content never changes under its fingerprint, so it is looked at once."""
    return count_niks(path.read_bytes())


def count_niks(data: bytes) -> int:
    """How many different NIK the texts and numbers of an Office file contain."""
    try:
        parts = wadah.read_zip(data).parts
    except LontarError:
        return 0
    found: set[bytes] = set()
    for name, part in parts.items():
        if _PARTS.fullmatch(name):
            text = _ENDS[name.split("/")[0]].sub(b"\n", part)
            found.update(_NUMBER.findall(_TAG.sub(b"", text)))
    return sum(is_nik(number.decode()) for number in found)
