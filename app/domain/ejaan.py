"""Names of regions as they are really spelled, and which region each may mean.

A name never decides between two regions: "Kupang" is the kabupaten or the kota, and whoever reads a
table has to ask. "Manggarai" on the other hand is one region, although two longer names begin so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.wilayah import Wilayah

_NUMBER = re.compile(r"^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+", re.IGNORECASE)
_KAB = re.compile(r"^(?:kabupaten|kab)\b\W*", re.IGNORECASE)
_PROV = re.compile(r"^(?:provinsi|propinsi|prov)\b\W*", re.IGNORECASE)
_KOTA = re.compile(r"^kota\b\W*", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z]+")
_CLOSE = 0.84
"""From here on a spelling may be a slip for a name; it is asked, never taken."""


@dataclass(frozen=True, slots=True)
class Ejaan:
    """Regions by the spellings of their names, with "kab" or "kota" before them and without."""

    nama: Mapping[str, frozenset[str]]

    def meant(self, text: str) -> tuple[str, ...]:
        """The codes a text may mean as a whole; exactly one where there is no doubt."""
        return tuple(sorted(self.nama.get(_key(text), ())))

    def alike(self, text: str) -> tuple[str, ...]:
        """The codes whose names a text resembles, for a question."""
        key = _key(text)
        if len(key) <= len("kab"):
            return ()
        found = {code for name, codes in self.nama.items() if _close(key, name) for code in codes}
        return tuple(sorted(found))


def _close(key: str, name: str) -> bool:
    match = SequenceMatcher(None, key, name, autojunk=False)
    # The cheap upper bounds first: a long table asks for tens of thousands.
    return all(
        ratio() >= _CLOSE for ratio in (match.real_quick_ratio, match.quick_ratio, match.ratio)
    )


def spellings(regions: Iterable[Wilayah]) -> Ejaan:
    """All spellings of these regions."""
    found: dict[str, set[str]] = {}
    for region in regions:
        for name in (region.nama, region.singkat, *region.alias):
            for key in _keys(name, region.jenis):
                found.setdefault(key, set()).add(region.kode)
    return Ejaan({key: frozenset(codes) for key, codes in found.items()})


def _keys(name: str, jenis: str) -> set[str]:
    """A name with and without what it is; the name of the province has no shorter one."""
    if jenis == "provinsi":
        return {_key(name)}
    bare = _KOTA.sub("", _KAB.sub("", name.strip()))
    kind = "kota" if jenis == "kota" else "kab"
    return {_letters(bare), kind + _letters(bare)}


def _key(text: str) -> str:
    plain = _NUMBER.sub("", text.strip())
    return _letters(_PROV.sub("prov ", _KAB.sub("kab ", plain)))


def _letters(text: str) -> str:
    """Only the letters: spaces and dots are set by chance, "Sabu Rai Jua", "ROTE-ND AO"."""
    return _LETTERS.sub("", text.casefold())
