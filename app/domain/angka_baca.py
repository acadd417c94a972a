"""Indonesian numbers read: one reader for typing, pasting, files and spreadsheets.

What a person would read in one way is read; what can be read in two ways is asked with the
readings; everything else is refused with its reason. Nothing is guessed: with a known scale `1.234`
in a count is 1234, without one it is a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.angka import LARGEST, Bacaan, round_half_up
from app.domain.angka_aksara import NUMERALS, NumberError, fold
from app.domain.angka_bentuk import refuse_shape, refuse_signs
from app.domain.angka_susunan import Susunan, structure

if TYPE_CHECKING:
    from collections.abc import Iterable

Satuan = Literal["", "jumlah", "rupiah", "persen"]
"""What a cell counts: things, rupiah, or hundredths; empty when it is not known."""

_PREFIX = re.compile(r"([-+]?) ?((?:(?:rp|idr)(?![a-z])[ .,:]*)*) ?([-+]?) ?", re.IGNORECASE)
_MONEY_TAIL = re.compile(r" ?[.,] ?[-=]+$")
_PERCENT_TAIL = re.compile(r"(?: ?(?:%|persen|prosen|percent))+$", re.IGNORECASE)
_RUPIAH_TAIL = re.compile(r" ?(?:idr|rupiah)\.?$", re.IGNORECASE)
_WITH_SHARE = re.compile(r"(?P<angka>[^()]*\d[^()]*)\((?P<bagian>[^()]*\d ?%+ ?)\)")
_LARGE = re.compile(
    r"(?P<angka>.*\d) ?(?P<kata>ribu|rb|juta|jt|miliar|milyar|milliar|mlyr|mlr|triliun|trilyun"
    r"|tril|[mtk])\.?",
    re.IGNORECASE,
)
_SIZES = {"r": 3, "k": 3, "j": 6, "m": 9, "t": 12}
_LONGEST = 100
_SEN, _AMOUNT = 2, 1000
"""Two decimals of an amount are sen; "1.23" in a cell of rupiah is something else."""
_SHORT = frozenset("mtk")


class AmbiguousNumberError(NumberError):
    """The text can be read in several ways, or should be confirmed; `pilihan` are the readings.

    At least one of them fits the cell, when its scale is known.
    """

    def __init__(self, alasan: str, teks: str, pilihan: tuple[Bacaan, ...], **data: str) -> None:
        super().__init__(alasan, teks, **data)
        self.pilihan = pilihan

    @property
    def spelled(self) -> str:
        """All readings, each as digits and in words."""
        return " / ".join(f"{one.teks} ({one.terbilang})" for one in self.pilihan)


@dataclass(frozen=True, slots=True)
class _Bare(Susunan):
    """A text without currency, percent sign, brackets and sign, and what was taken off."""

    negative: bool = False
    rupiah: bool = False
    percent: bool = False


class _Field(NamedTuple):
    desimal: int | None
    satuan: Satuan


def parse_number(teks: str, desimal: int = 0, satuan: Satuan = "") -> int:
    """Read a number as people and spreadsheets in Indonesia write it.

    Args:
        teks: what was typed or pasted.
        desimal: decimals of the cell, 0 for counts and rupiah.
        satuan: what the cell counts; a percentage is no count, and an amount no percentage.

    Returns:
        The number scaled by 10**desimal; never beyond `LARGEST`.

    Raises:
        AmbiguousNumberError: it must be asked which reading is meant.
        NumberError: anything else that is not one number.

    """
    found = read_number(teks, desimal, satuan).scaled(desimal)
    assert found is not None
    return found


def read_number(teks: str, desimal: int | None = None, satuan: Satuan = "") -> Bacaan:
    """Read a number for a cell, or without knowing its scale (None), as `parse_number` does.

    Raises:
        AmbiguousNumberError: it must be asked which reading is meant.
        NumberError: anything else that is not one number.

    """
    field = _Field(desimal, satuan)
    text = fold(teks)
    if not text:
        raise NumberError("kosong", teks)
    if len(text) > _LONGEST:
        raise NumberError("terlalu_panjang", teks)
    text = _one_line(text, teks).removeprefix("'")
    shared = _WITH_SHARE.fullmatch(text)
    if shared is not None:
        raise _amount_with_share(shared, teks, field)
    refuse_shape(text, teks)
    bare = _undress(text, teks, field)
    return _read_bare(bare, field)


def _one_line(text: str, teks: str) -> str:
    """Lines below each other are several figures."""
    lines = [line for line in text.split("\n") if any(char in NUMERALS for char in line)]
    if len(lines) > 1:
        raise NumberError("banyak_angka", teks, jumlah=str(len(lines)), pertama=lines[0].strip())
    return " ".join(text.split("\n"))


def _read_bare(bare: _Bare, field: _Field) -> Bacaan:
    large = _LARGE.fullmatch(bare.body)
    if large is not None and _means_size(large["kata"], field):
        readings = _with_size(replace(bare, body=large["angka"].strip()), large["kata"], field)
        raise _asked("kata_besar", bare, field, readings, kata=large["kata"])
    refuse_signs(bare.body, bare.teks)
    found = structure(bare, field.desimal, percent=bare.percent or field.satuan == "persen")
    if found.alasan:
        raise _asked(found.alasan, bare, field, found.bacaan, **found.data)
    return _fitting(_signed(found.bacaan[0], bare), bare, field)


def _undress(text: str, teks: str, field: _Field) -> _Bare:
    """Take off brackets, signs, Rp, percent and the closing `,-`."""
    text, bracketed = _unbracketed(text, teks)
    text, percent = _without(_PERCENT_TAIL, text)
    text, named = _without(_RUPIAH_TAIL, text)
    text, _ = _without(_MONEY_TAIL, text)
    prefix = _PREFIX.match(text)
    assert prefix is not None
    text, inner = _unbracketed(text[prefix.end() :].strip(), teks)
    rupiah = bool(prefix[2]) or named
    signs = [sign for sign in (prefix[1], prefix[3], "-" * bracketed, "-" * inner) if sign]
    if not text.strip(".,' "):
        raise NumberError("tanpa_angka", teks)
    if len(signs) > 1 or text[0] in "-+":
        raise NumberError("tanda_ganda", teks)
    if text[-1] in "-+":
        raise NumberError("minus_belakang", teks)
    if percent and field.satuan in {"jumlah", "rupiah"}:
        raise NumberError(f"persen_{field.satuan}", teks)
    if rupiah and field.satuan in {"jumlah", "persen"}:
        raise NumberError(f"rupiah_{field.satuan}", teks)
    return _Bare(text, teks, "-" in signs, rupiah, percent)


def _without(tail: re.Pattern[str], text: str) -> tuple[str, bool]:
    shorter = tail.sub("", text)
    return shorter.strip(), shorter != text


def _unbracketed(text: str, teks: str) -> tuple[str, bool]:
    """The inside of brackets around the whole text, and whether there were any."""
    opened, closed = text.count("("), text.count(")")
    if opened != closed:
        raise NumberError("kurung", teks)
    if opened == 1 and text[0] == "(" and text[-1] == ")":
        return text[1:-1].strip(), True
    return text, False


def _means_size(word: str, field: _Field) -> bool:
    """A single letter is a size only beside money: "5 m" may be metres."""
    if field.satuan == "persen":
        return False
    return word.casefold() not in _SHORT or field.satuan in {"rupiah", ""}


def _with_size(bare: _Bare, word: str, field: _Field) -> list[Bacaan]:
    """All readings of "1,5 juta"."""
    refuse_signs(bare.body, bare.teks)
    found = structure(bare, None, percent=False)
    size = _SIZES[word[0].casefold()]
    readings = [Bacaan(one.angka * 10 ** max(0, size - one.desimal),
                       max(0, one.desimal - size)) for one in found.bacaan]  # fmt: skip
    if len(readings) > 1 and field.desimal is not None:
        # Larger than any cell can hold is no reading at all.
        readings = [one for one in readings if one.scaled(field.desimal) is not None] or readings
    return readings


def _amount_with_share(shared: re.Match[str], teks: str, field: _Field) -> NumberError:
    """An amount and its percentage in one cell: which of them belongs here is asked."""
    wanted = [shared["bagian"]] if field.satuan == "persen" else [shared["angka"]]
    if not field.satuan:
        wanted.append(shared["bagian"])
    try:
        readings = tuple(read_number(part, field.desimal, field.satuan) for part in wanted)
    except NumberError:
        return NumberError("banyak_angka", teks, jumlah="2", pertama=shared["angka"].strip())
    return AmbiguousNumberError("dengan_persen", teks, readings)


def _signed(reading: Bacaan, bare: _Bare) -> Bacaan:
    return reading._replace(angka=-reading.angka) if bare.negative else reading


def _asked(
    alasan: str, bare: _Bare, field: _Field, readings: Iterable[Bacaan], **data: str
) -> NumberError:
    """The question, or a refusal when none of the readings fits the cell."""
    found = tuple(dict.fromkeys(_signed(one, bare) for one in readings))
    if field.desimal is not None and not any(
        one.scaled(field.desimal) is not None for one in found
    ):
        try:
            _fitting(found[0], bare, field)
        except NumberError as error:
            return error
    return AmbiguousNumberError(alasan, bare.teks, found, **data)


def _fitting(reading: Bacaan, bare: _Bare, field: _Field) -> Bacaan:
    """The reading, when the cell can keep it."""
    if abs(reading.angka) > LARGEST * 10**reading.desimal:
        raise NumberError("terlalu_besar", bare.teks)
    if field.desimal is None or reading.scaled(field.desimal) is not None:
        return reading
    amount = Fraction(reading.angka, 10**reading.desimal)
    money = bare.rupiah or field.satuan == "rupiah"
    if field.desimal == 0 and money and reading.desimal == _SEN and abs(amount) >= _AMOUNT:
        rounded = round_half_up(amount, 0)
        raise AmbiguousNumberError("sen", bare.teks, (Bacaan(rounded),))
    if field.desimal == 0:
        raise NumberError("harus_bulat", bare.teks)
    if abs(reading.angka) * 10**field.desimal > LARGEST * 10**reading.desimal:
        raise NumberError("terlalu_besar", bare.teks)
    raise NumberError("desimal_berlebih", bare.teks, desimal=str(field.desimal))
