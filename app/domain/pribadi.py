"""What gives a person away in a text: NIK or KK numbers, telephone numbers, e-mail addresses.

A finding says what it is and where, and shows it masked, so that the warning itself leaks nothing.
How lists of names are told from other lists stands in `nama_orang`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.jejak import SAMAR, Span, plain
from app.domain.nama_orang import find_names

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["Span", "find_emails", "find_names", "find_nik", "find_phones", "find_private"]


# No number here has fewer than seven digits, and no address is without its sign: most texts of a
# form are done after one look.
_SUSPICIOUS = re.compile(r"(?:\d\D*){7}|@")


def find_private(text: str) -> list[Span]:
    """Everything in a text that must never leave: numbers of people and ways to reach them."""
    if not _SUSPICIOUS.search(plain(text).text):
        return []
    found = find_nik(text)
    for span in (*find_phones(text), *find_emails(text)):
        if not any(span.awal < other.akhir and other.awal < span.akhir for other in found):
            found.append(span)
    return sorted(found, key=lambda span: span.awal)


# --- NIK and KK --------------------------------------------------------------------------------

_PROVINCES = frozenset(
    (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82)
) | frozenset(range(91, 97))
_LENGTH = 16
_MOST_DISTRICTS, _FIRST_CITY, _MOST_CITIES = 39, 71, 79
_WOMEN = 40
_LAST_DAY, _LAST_MONTH = 31, 12
_LONGEST_CODE = 64

_RUN = re.compile(r"\d+(?:[ ._\-]{1,3}\d+)*")
_DIGITS = re.compile(r"\d+")
_WORD_BEFORE = re.compile(r"[^\W_]*\Z")
_WORD_AFTER = re.compile(r"[^\W_]*")
_MONEY_BEFORE = re.compile(r"(?:\bRp|\bIDR|\$)[ .:]*\Z", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r"(?:,00(?!\d)|,-|[ ]*(?:rupiah|ribu|juta|miliar|milyar|triliun)\b)", re.IGNORECASE
)
_TWO_DATES = re.compile(r"(?:[0-3]\d[01]\d(?:19|20)\d\d){2}|(?:(?:19|20)\d\d[01]\d[0-3]\d){2}")
_NIP = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d(?:19|20)\d\d[01]\d[12]\d{3}")


def find_nik(text: str) -> list[Span]:
    """Sixteen digits built like a NIK or a KK number, however they are grouped.

    Not meant are amounts of money (behind "Rp", or in groups of three), dates, budget codes and
    longer numbers such as a NIP.
    """
    bare = plain(text)
    return [
        bare.span("nik", start, end, _masked(_digits(bare.text[start:end])))
        for run in _RUN.finditer(bare.text)
        for start, end in _windows(bare.text, run)
    ]


def is_nik(digits: str) -> bool:
    """Whether 16 digits can be a NIK or KK: region, day (women: plus 40), month, serial number."""
    province, district, kecamatan, day, month = (int(digits[n : n + 2]) for n in range(0, 10, 2))
    day -= _WOMEN if day > _WOMEN else 0
    known = 1 <= district <= _MOST_DISTRICTS or _FIRST_CITY <= district <= _MOST_CITIES
    dated = 1 <= day <= _LAST_DAY and 1 <= month <= _LAST_MONTH
    return province in _PROVINCES and known and kecamatan > 0 and dated and digits[-4:] != "0000"


def _windows(text: str, run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Start and end of every NIK in a run of digits, at the borders of its groups."""
    start, end = run.span()
    if _MONEY_BEFORE.search(text, max(0, start - 8), start) or _MONEY_AFTER.match(text, end):
        return
    if _NIP.fullmatch(_digits(run[0])):
        return
    groups = [(start + one.start(), start + one.end()) for one in _DIGITS.finditer(run[0])]
    first = 0
    while first < len(groups):
        last = _last_group(groups, first)
        if last is not None and _can_be(text, groups[first : last + 1]):
            yield groups[first][0], groups[last][1]
            first = last
        first += 1


def _last_group(groups: list[tuple[int, int]], first: int) -> int | None:
    """Where the groups from `first` on make up sixteen digits exactly."""
    count = 0
    for place in range(first, len(groups)):
        count += groups[place][1] - groups[place][0]
        if count >= _LENGTH:
            return place if count == _LENGTH else None
    return None


def _can_be(text: str, groups: list[tuple[int, int]]) -> bool:
    digits = "".join(text[start:end] for start, end in groups)
    start, end = groups[0][0], groups[-1][1]
    return (
        is_nik(digits) and _is_grouped_so(text, groups) and not _is_part_of_code(text, start, end)
    )


def _is_grouped_so(text: str, groups: list[tuple[int, int]]) -> bool:
    """People group a NIK by twos, fours or sixes; threes are money, and two dates are two dates."""
    if len(groups) == 1:
        return True
    sizes = {end - start for start, end in groups}
    if 3 in sizes or _TWO_DATES.fullmatch(_digits(text[groups[0][0] : groups[-1][1]])):  # noqa: PLR2004 - thousands
        return False
    between = {text[one[1] : other[0]].strip() for one, other in pairwise(groups)}
    # A lone digit between dots belongs to a budget code; digit by digit it is a NIK again.
    return 1 not in sizes or sizes == {1} or between != {"."}


def _is_part_of_code(text: str, start: int, end: int) -> bool:
    """Letters and digits in one word: a fingerprint, a serial number."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_CODE), start)
    after = _WORD_AFTER.match(text, end)
    around = (before[0] if before else "") + (after[0] if after else "")
    return any(letter.isdigit() for letter in around)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _masked(digits: str, last: int = 4) -> str:
    return f"{digits[:4]}{SAMAR}{digits[-last:]}"


# --- Telephone and e-mail ----------------------------------------------------------------------

_MOBILE = r"8(?:1[1-9]|2[1-8]|3[1-8]|5[1-9]|7[6-9]|8[1-9]|9[5-9])"
_GAP = r"[ .\-]{0,2}"
_CALLED = (
    r"\b(?:telp|tel|telepon|hp|wa|whatsapp|handphone|ponsel)\b[ .:]{0,3}(?:no|nomor)?[ .:]{0,3}"
)
_PHONES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 0812 3456 7890 and +62 812-3456-7890: nothing else begins like this.
        rf"(?<![\d+.,])(?:\(?0|\+62{_GAP}(?:\(0\) ?)?){_MOBILE}\)?(?:{_GAP}\d){{5,9}}(?!\d)",
        # Without the plus sign an amount in groups of thousands could begin with 62 as well.
        rf"(?<![\d+.,])62-?{_MOBILE}-?\d{{3,5}}-?\d{{3,5}}(?![\d.,])",
        # Landlines: the area code in brackets or before a dash.
        r"(?<!\d)\(0\d{2,3}\)[ .\-]{0,2}\d{3,4}[ .\-]?\d{2,4}(?!\d)",
        r"(?<![\d./\-])(?:0(?:21|22|24|31|61)|0[2-79]\d\d)-\d{5,8}(?![\d./\-])",
        # Whatever a telephone word announces, unless it is a date.
        rf"{_CALLED}((?:\+?62|\(?0)(?!\d?-\d\d-\d{{4}})(?:[ .()\-]{{0,2}}\d){{6,12}})(?!\d)",
    )
)
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")


def find_phones(text: str) -> list[Span]:
    """Telephone numbers of Indonesia: mobile ones, and landlines with their area code."""
    bare, found = plain(text), dict[int, tuple[int, int]]()
    for pattern in _PHONES:
        for match in pattern.finditer(bare.text):
            start, end = match.span(match.lastindex or 0)
            before = _MONEY_BEFORE.search(bare.text, max(0, start - 8), start)
            if not before and not any(start < b and a < end for a, b in found.values()):
                found[start] = (start, end)
    return [
        bare.span("telepon", start, end, _masked(_digits(bare.text[start:end]), last=2))
        for start, end in sorted(found.values())
    ]


def find_emails(text: str) -> list[Span]:
    """E-mail addresses."""
    bare = plain(text)
    return [
        bare.span("surel", *match.span(), _masked_address(match[0]))
        for match in _EMAIL.finditer(bare.text)
    ]


def _masked_address(address: str) -> str:
    name, _, home = address.partition("@")
    return f"{name[0]}{SAMAR}@{home[0]}{SAMAR}"
