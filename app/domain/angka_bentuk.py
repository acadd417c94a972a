"""Texts with digits that are no number: dates, formulas, errors of a spreadsheet, ranges, units.

Each has its own reason, because each asks something else of the person who typed or pasted it.
"""

from __future__ import annotations

import re

from app.domain.angka_aksara import NumberError

_MONTHS = (
    "jan|feb|mar|apr|mei|may|jun|jul|ags|agu|agt|aug|sep|okt|oct|nov|nop|des|dec"
    "|januari|februari|maret|april|juni|juli|agustus|september|oktober|november|nopember|desember"
)
_FIGURE = r"\d[\d.,']*"
_SHAPES = tuple(
    (alasan, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for alasan, pattern in (
        ("tanpa_angka", r"[-+.,_/()= ]+"),
        ("kolom_sempit", r"#{2,}"),
        ("galat_lembar", r"#.+|err:\d+"),
        ("rumus", r"=.*"),
        ("eksponen", rf"[-+(]*{_FIGURE} ?(?:e ?[-+]? ?\d+|[x×*] ?10 ?\^ ?-?\d+)\)?"),
        ("tanggal", r"\d{1,2} ?[/-] ?\d{1,2} ?[/-] ?\d{2,4}(?: .*)?"),
        ("tanggal", r"\d{4} ?[/-] ?\d{1,2} ?[/-] ?\d{1,2}(?:[ t].*)?"),
        ("tanggal", r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d"),
        ("tanggal", rf"\d{{1,2}}[- ]?(?:{_MONTHS})\.?(?:[- ]?\d{{2,4}})?"),
        ("tanggal", rf"(?:{_MONTHS})\.?[- ]?\d{{1,4}}"),
        ("jam", r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?"),
        ("perbandingan", rf"\D*{_FIGURE}\D*?(?: (?:dari|of) |[/:]) ?{_FIGURE}.*"),
        ("rentang", rf"\D*{_FIGURE}%? ?(?:-|~|s/d|s\.d\.?|sd|sampai|hingga) ?{_FIGURE}.*"),
        (
            "perkiraan",
            r"(?:[~≈±<>≤≥]|\+/-|sekitar|kurang|lebih|kira-kira|hampir|minimal|maksimal)\D*\d.*",
        ),
    )
)
_NUMBER = re.compile(r"\d[\d.,']*\d|\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOKALIKE = re.compile(r"(?=.*\d)[\d.,OoQlIiSsBZ]+")


def refuse_shape(text: str, teks: str) -> None:
    """Refuse what is known to be something else than a number.

    Raises:
        NumberError: with the reason.

    """
    for alasan, pattern in _SHAPES:
        if pattern.fullmatch(text):
            raise NumberError(alasan, teks)


def refuse_signs(body: str, teks: str) -> None:
    """Refuse a text that holds other signs than those of one number, naming them.

    Raises:
        NumberError: with the reason.

    """
    if re.fullmatch(r"[0-9.,' \u00a0]*", body):
        return
    raise strange(body, teks)


def strange(body: str, teks: str) -> NumberError:
    """What is wrong with a text that holds letters or other signs beside digits."""
    numbers = _NUMBER.findall(body)
    letters = _LETTERS.findall(body)
    if not numbers:
        return NumberError("bukan_angka", teks)
    if len(numbers) > 1 and not _LOOKALIKE.fullmatch(body):
        return NumberError("banyak_angka", teks, jumlah=str(len(numbers)), pertama=numbers[0])
    if _LOOKALIKE.fullmatch(body):
        return NumberError("huruf_mirip", teks, huruf=", ".join(sorted(set(letters))))
    if letters:
        unit = " ".join(body.replace(numbers[0], " ", 1).split())
        return NumberError("satuan", teks, angka=numbers[0], satuan=unit)
    if {"(", ")"} & set(body):
        return NumberError("kurung", teks)
    signs = "".join(sorted(set(re.sub(r"[\w.,' \u00a0]", "", body))))
    return NumberError("tanda_lain", teks, tanda=signs)
