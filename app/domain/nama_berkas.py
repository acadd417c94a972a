"""Names of files made out of words people chose, which every system and chat keeps."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.wilayah import Wilayah

_LONGEST = 40
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def in_file_name(words: str) -> str:
    """Words as a part of a file's name: small plain letters, digits and hyphens, not too long."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")


def joined(*parts: str) -> str:
    """A name of several parts; one without a letter that can be kept is left out."""
    return "-".join(part for part in parts if part)


def regions_named(name: str, known: Iterable[Wilayah]) -> list[Wilayah]:
    """The kabupaten and kota a file's name speaks of, by a name, an alias or their digits.

    "Sumba Barat Daya" does not name Sumba Barat; a word inside another one names nobody.
    """
    left = f" {_apart(name)} "
    words = {
        f" {_apart(told).removeprefix('kabupaten ')} ": one
        for one in known
        if not one.is_provinsi
        for told in (one.singkat, one.nama, *one.alias, one.kode.replace(".", ""))
    }
    found: dict[str, Wilayah] = {}
    for told in sorted(words, key=len, reverse=True):
        if told in left:
            found[words[told].kode] = words[told]
            left = left.replace(told, "  ")
    return list(found.values())


def _apart(text: str) -> str:
    """Small words and numbers, a space between: "SabuRaijua_5320" as "sabu raijua 5320"."""
    return " ".join(_WORDS.findall(text)).casefold()
