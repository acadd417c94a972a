"""Values kept as texts: choices, yes or no, dates, region codes; read and shown in one way.

Each kind has one stored spelling (a code, `ya`/`tidak`, `2026-03-31`, `53.03`), so that typing,
pasting, tables from files and packages can only ever bring the same text for the same thing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from app.domain import aksara
from app.domain.formulir import is_row_id
from app.domain.kolom import JENIS_WILAYAH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.kolom import Kolom

YA, TIDAK = "ya", "tidak"
BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_YES_NO = {YA: "Ya", TIDAK: "Tidak"}
_WORDS_FOR_IT = {"y": YA, "yes": YA, "t": TIDAK, "no": TIDAK, "n": TIDAK}
_MARKS = {"\u2713": YA, "\u2714": YA, "x": YA, "v": YA}
_REGION = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")
_BETWEEN = re.compile(r"[;,\n]")
_AND = re.compile(r"[;,\n]| dan ")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DATE = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2}|[a-z]+)[-/. ]+([0-9]{4}|[0-9]{2})")
_CENTURY, _SHORT_YEAR, _LETTERS = 2000, 2, 3


class WordError(ValueError):
    """The text is nothing the column can hold; `alasan` is a catalogue key below `kata.`.

    `pilihan` holds the codes and labels it may have meant, in the order of the list; `aksara` is
    the character that cannot stay.
    """

    def __init__(
        self,
        alasan: str,
        teks: str,
        pilihan: Mapping[str, str] | None = None,
        *,
        aksara: str = "",
    ) -> None:
        super().__init__(f"{alasan}: {teks!r}")
        self.alasan = alasan
        self.teks = teks
        self.aksara = aksara
        self.pilihan = dict(pilihan or {})


JOINT = ";"
"""Stands between the codes where a cell holds several."""


def choices(kolom: Kolom) -> dict[str, str]:
    """What a column with a list offers, label by code; empty for columns without one."""
    if kolom.jenis == "ya_tidak":
        return _YES_NO
    return {one.kode: one.label for one in kolom.pilihan}


def fits(kolom: Kolom, teks: str) -> bool:
    """Whether a text is spelt as the column stores it."""
    if kolom.jenis in _SEVERAL:
        codes = teks.split(JOINT)
        whole = JOINT.join(_ordered(kolom, codes)) == teks
        return whole and all(fits(_one(kolom), kode) for kode in codes)
    if kolom.jenis == "baris":
        return is_row_id(teks)
    if kolom.jenis in {"pilihan", "ya_tidak"}:
        return teks in choices(kolom)
    if kolom.jenis == "tanggal":
        found = _ISO.fullmatch(teks)
        return found is not None and _date(*map(int, found.groups())) is not None
    if kolom.jenis == "wilayah":
        return _REGION.fullmatch(teks) is not None
    return not kolom.pola or re.fullmatch(kolom.pola, teks) is not None


def shown(kolom: Kolom, teks: str, wilayah: Mapping[str, str] | None = None) -> str:
    """A stored text as people read it; regions by the names given for them."""
    if kolom.jenis == "teks" and not kolom.pilihan:
        return teks
    if kolom.jenis in JENIS_WILAYAH:
        return "; ".join((wilayah or {}).get(kode, kode) for kode in teks.split(JOINT))
    if kolom.jenis == "pilihan_banyak":
        return "; ".join(choices(kolom).get(kode, kode) for kode in teks.split(JOINT))
    if kolom.jenis == "tanggal":
        found = _ISO.fullmatch(teks)
        return f"{found[3]}-{found[2]}-{found[1]}" if found else teks
    return choices(kolom).get(teks, teks)


def read(kolom: Kolom, teks: str, wilayah: Mapping[str, str] | None = None) -> str:
    """The stored spelling of what was typed or pasted.

    Args:
        kolom: the column it is for.
        teks: what was written; must not be empty.
        wilayah: names of regions by code, for columns of regions.

    Raises:
        WordError: it is nothing the column can hold, or could be several things.

    """
    plain = " ".join(teks.split())
    if kolom.jenis in _SEVERAL:
        between = _AND if kolom.jenis == "wilayah_banyak" else _BETWEEN
        named = [part.strip() for part in between.split(teks) if part.strip()]
        return JOINT.join(_ordered(kolom, [read(_one(kolom), one, wilayah) for one in named]))
    if kolom.jenis in {"pilihan", "ya_tidak", "baris"}:
        return _choice(kolom, plain)
    if kolom.jenis == "tanggal":
        return _written_date(plain)
    if kolom.jenis == "wilayah":
        return _region(plain, wilayah or {})
    if kolom.pola and not fits(kolom, plain):
        raise WordError("pola", plain)
    if odd := aksara.strange(teks):
        raise WordError("aksara_asing", teks, aksara=aksara.named(odd))
    if odd := aksara.disguised(teks):
        raise WordError("aksara_menyamar", teks, aksara=aksara.named(odd))
    return plain if kolom.pola else teks


def meant(kolom: Kolom, teks: str, wilayah: Mapping[str, str] | None = None) -> dict[str, str]:
    """The entries a beginning can still become; for an empty text the whole list."""
    if kolom.jenis in _SEVERAL:
        return _one_more(kolom, teks, wilayah)
    listed = dict(wilayah or {}) if kolom.jenis == "wilayah" else choices(kolom)
    begun = _fold(teks)
    first = {k: v for k, v in listed.items() if _fold(v).startswith(begun) or k == teks}
    within = {k: v for k, v in listed.items() if begun in _fold(v)}
    return first | within


_SEVERAL: dict[str, Literal["pilihan", "wilayah"]] = {
    "pilihan_banyak": "pilihan",
    "wilayah_banyak": "wilayah",
}
"""Kinds whose cells hold several codes, and the kind of one of them."""


def _one(kolom: Kolom) -> Kolom:
    return msgspec.structs.replace(kolom, jenis=_SEVERAL[kolom.jenis])


def _ordered(kolom: Kolom, codes: Iterable[str]) -> list[str]:
    """Each code once: choices as they are listed, regions by their codes."""
    place = {kode: number for number, kode in enumerate(choices(kolom))}
    return sorted(set(codes), key=lambda kode: (place.get(kode, 0), kode))


def _one_more(kolom: Kolom, teks: str, wilayah: Mapping[str, str] | None) -> dict[str, str]:
    """What the last word can still become, together with those written before it."""
    *whole, last = teks.split(JOINT)
    before = JOINT.join(part.strip() for part in whole)
    found = meant(_one(kolom), last, wilayah)
    if not before.strip():
        return found
    return {f"{before}{JOINT}{kode}": f"{before}; {label}" for kode, label in found.items()}


def _fold(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def _choice(kolom: Kolom, teks: str) -> str:
    listed, folded = choices(kolom), _fold(teks)
    if kolom.jenis == "baris" and is_row_id(teks):
        return teks
    for kode, label in listed.items():
        if folded in {kode.casefold(), label.casefold()}:
            return kode
    if kolom.jenis == "ya_tidak" and (folded in _WORDS_FOR_IT or folded in _MARKS):
        return _WORDS_FOR_IT.get(folded) or _MARKS[folded]
    found = meant(kolom, teks)
    if len(found) == 1:
        return next(iter(found))
    raise WordError("pilihan_banyak" if found else "pilihan_asing", teks, found or listed)


def _region(teks: str, wilayah: Mapping[str, str]) -> str:
    if teks in wilayah or (_REGION.fullmatch(teks) and len(teks) > len("53.01")):
        return teks
    exact = [kode for kode, nama in wilayah.items() if nama.casefold() == teks.casefold()]
    if len(exact) == 1:
        return exact[0]
    found = {kode: nama for kode, nama in wilayah.items() if _fold(teks) in _fold(nama)}
    if len(found) == 1:
        return next(iter(found))
    raise WordError("wilayah_banyak" if found else "wilayah_asing", teks, found)


def _written_date(teks: str) -> str:
    iso = _ISO.fullmatch(teks)
    if iso:
        day = _date(*map(int, iso.groups()))
    else:
        found = _DATE.fullmatch(teks.casefold())
        day = _date(_year(found[3]), _month(found[2]), int(found[1])) if found else None
    if day is None:
        raise WordError("tanggal", teks)
    return day.isoformat()


def _year(teks: str) -> int:
    return int(teks) + (_CENTURY if len(teks) == _SHORT_YEAR else 0)


def _month(teks: str) -> int:
    if teks.isdigit():
        return int(teks)
    names = [name.casefold() for name in BULAN]
    fitting = [n for n, name in enumerate(names, start=1) if name.startswith(teks[:_LETTERS])]
    long_enough = len(teks) >= _LETTERS and fitting and names[fitting[0] - 1].startswith(teks)
    return fitting[0] if long_enough else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
