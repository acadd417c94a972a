"""What an evidence file is called and what is told about it, as it can stand in a list anywhere."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal, NamedTuple

from app.domain.aksara import visible

Jenis = Literal["pdf", "jpg", "png", "xlsx", "docx"]
JENIS: tuple[Jenis, ...] = ("pdf", "jpg", "png", "xlsx", "docx")
MAX_BYTES = 10_000_000
MAX_NAMA, MAX_PENANDA, MAX_HALAMAN = 80, 120, 40

_ENDINGS = re.compile(
    r"(?:\.(?:pdf|jpe?g|png|xlsx?|docx?|xlsm|docm|exe|com|bat|cmd|scr|js|vbs|ps1|msi|jar|lnk|hta))+$",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_UNNAMED = "bukti"


class Keterangan(NamedTuple):
    """What is told about a file: the day of the document (ISO or empty), who signed it, the page.

    `disertakan` says whether the file itself travels, or only that it exists.
    """

    tanggal: str = ""
    penanda: str = ""
    halaman: str = ""
    disertakan: bool = True


def clean_name(nama: str, jenis: Jenis) -> str:
    """A file name every system can keep: without a path, ending in what the content is."""
    last = re.split(r"[/\\]", nama)[-1]
    words = unicodedata.normalize("NFC", visible(last)).split()
    plain = "".join(_safe(letter) for letter in " ".join(words))
    stem = _ENDINGS.sub("", plain).strip(" .")
    stem = stem[: MAX_NAMA - len(jenis) - 1].strip(" .") or _UNNAMED
    return f"{f'_{stem}' if _RESERVED.fullmatch(stem) else stem}.{jenis}"


def _safe(letter: str) -> str:
    if unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"}:
        return ""
    return "_" if letter in '<>:"|?*' else letter


def megabytes(size: int) -> str:
    """A size in megabytes as people write it, "0,3"; anything is at least a tenth."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10},{tenths % 10}"


def clean_line(text: str, most: int) -> str:
    """A short text on one line, without characters nobody sees, cut at `most` characters."""
    words = unicodedata.normalize("NFC", visible(text)).split()
    plain = "".join(letter for letter in " ".join(words) if letter.isprintable())
    return plain[:most].strip()


def iso_day(text: str) -> str:
    """A day typed as 12-03-2026, 12/3/2026 or 2026-03-12, as ISO; empty stays empty.

    Raises:
        ValueError: there is no such day.

    """
    typed = text.strip()
    match = _DAY_FIRST.fullmatch(typed)
    if match:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    return date.fromisoformat(typed).isoformat() if typed else ""
