"""Names of files made out of words people chose, which every system and chat keeps."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 40


def in_file_name(words: str) -> str:
    """Words as a part of a file's name: small plain letters, digits and hyphens, not too long."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")


def joined(*parts: str) -> str:
    """A name of several parts; one without a letter that can be kept is left out."""
    return "-".join(part for part in parts if part)
