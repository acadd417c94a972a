"""Texts of people, as canonical data and the workbooks of every office program can carry them."""

from __future__ import annotations

import re
import unicodedata

from app.domain import aksara

MAX_TEKS = 32_767
"""Letters that a cell of a workbook holds, counted as Excel does."""

# A workbook spells odd letters as _x000D_, and the underscore of such a spelling as _x005F_. Texts
# that play with both are read back as something else by one office program or the other, and
# LibreOffice takes fewer digits for such a spelling as well.
_ESCAPES = re.compile(
    "(_x(?:005[Ff]|0020|[0-9A-Fa-f]{1,3}))_|(_x[0-9A-Fa-f]{4}_)(?=x[0-9A-Fa-f]{4}_)"
)


def tidy(text: str) -> str:
    """A short text on one line, as canonical data and workbooks can carry it."""
    plain = " ".join(unicodedata.normalize("NFC", aksara.visible(text)).split())
    fit = "".join(letter for letter in plain if not _unfit(letter) and not aksara.strange(letter))
    return _ESCAPES.sub(r"\1\2 ", fit).strip()


def problem(text: str) -> str | None:
    """The error that says why a text cannot travel in a workbook; None when it can."""
    if len(text) <= MAX_TEKS and text.isascii() and text.isprintable():
        return "paket_deret_kode" if "_x" in text and _ESCAPES.search(text) else None
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEKS:
        return "paket_teks_panjang"
    if not text.isprintable() and any(map(_unfit, text)):
        return "paket_aksara_kendali"
    if aksara.hidden(text):
        return "paket_aksara_tersembunyi"
    if aksara.strange(text):
        return "paket_aksara_asing"
    return "paket_deret_kode" if _ESCAPES.search(text) else None


def _unfit(letter: str) -> bool:
    # XML 1.0 knows no other control characters, no half pairs and no non-characters.
    kind = unicodedata.category(letter)
    return (kind in {"Cc", "Cs"} and letter not in "\n\t") or letter in "\ufffe\uffff"
