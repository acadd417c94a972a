"""Texts in signed data: what can travel in a workbook, and what earlier versions signed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from app.domain import aksara
from app.errors import LontarError

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

MAX_TEKS = 32_767

# A workbook spells odd letters as _x000D_, and the underscore of such a spelling as _x005F_. Texts
# that play with both are read back as something else by one office program or the other, and
# LibreOffice takes fewer digits for such a spelling as well.
_ESCAPES = re.compile(
    "(_x(?:005[Ff]|0020|[0-9A-Fa-f]{1,3}))_|(_x[0-9A-Fa-f]{4}_)(?=x[0-9A-Fa-f]{4}_)"
)
_ONCE_SIGNED = {"paket_aksara_tersembunyi", "paket_aksara_asing"}


def tidy(text: str) -> str:
    """A short text on one line, as canonical data and workbooks can carry it."""
    return _line("".join(one for one in aksara.tidied(text).teks if not aksara.strange(one)))


def line(text: str, tempat: str) -> str:
    """What a person wrote, on one line, as it may be signed and sent.

    Raises:
        LontarError: a sign that every computer draws otherwise; only the writer knows what was
            meant, and left out it would change what is said. `tempat` says where it stands.

    """
    if sign := aksara.strange(aksara.tidied(text).teks):
        raise LontarError("teks_aksara_asing", tempat=tempat, aksara=aksara.named(sign))
    return tidy(text)


def is_tidy(text: str) -> bool:
    """Whether `tidy` made a text, be it that of the first version, which let strange signs stay."""
    return text == _line(text)


def _line(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", aksara.visible(text)).split())
    fit = "".join(letter for letter in plain if not _unfit(letter))
    return _ESCAPES.sub(r"\1\2 ", fit).strip()


def text_problem(text: str) -> str | None:
    """Why a text cannot travel in a workbook; None when it can."""
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


def foreign(text: str) -> bool:
    """Whether no version of this program can have signed a text.

    Blank letters, marks that pile up and signs of private use passed the first one; what was signed
    with them is read for ever, and kept here as `aksara.coded` tells it.
    """
    problem = text_problem(text)
    if problem not in _ONCE_SIGNED:
        return problem is not None
    return aksara.deceives(text) or _ESCAPES.search(text) is not None


def _unfit(letter: str) -> bool:
    # XML 1.0 knows no other control characters, no half pairs and no non-characters.
    kind = unicodedata.category(letter)
    return (kind in {"Cc", "Cs"} and letter not in "\n\t") or letter in "\ufffe\uffff"


def kept(cells: dict[str, Nilai]) -> dict[str, Nilai]:
    """Signed values as an office keeps them: nothing in a text is unseen or drawn otherwise."""
    texts = {sel: aksara.coded(one) for sel, one in cells.items() if isinstance(one, str)}
    odd = {sel: text for sel, text in texts.items() if text != cells[sel]}
    return {**cells, **odd} if odd else cells
