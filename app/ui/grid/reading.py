"""Read what was typed or pasted for a cell: a value, an empty cell, or a refusal with its reason.

A refusal may offer readings to choose from: a number that can be read in two ways, or the
first letters of a declared absence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.domain.aksara import hidden
from app.domain.angka import AmbiguousNumberError, NumberError, number_in_words, parse_number
from app.domain.nilai import Keadaan
from app.teks import catalogue, t
from app.ui.grid.writing import shown

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.domain.nilai import Nilai

_LONGEST_QUOTE = 40
_WORTH_SAYING = 10**6


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading the user may mean."""

    label: str
    nilai: Nilai


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the text cannot stand in the cell, and what it may have meant."""

    alasan: str
    pilihan: tuple[Choice, ...] = ()


def read(sel: Sel, teks: str) -> Nilai | Refused | None:
    """The value a text stands for in a cell; None when the text is empty."""
    if not teks:
        return None
    keadaan = _state_words().get(" ".join(teks.split()).casefold())
    if keadaan is not None:
        return keadaan
    if sel.berkata:
        from app.ui.grid import words  # it answers with this module's Refused

        return words.read(sel, teks)
    return _states_beginning_with(teks) or _number(sel, teks)


def hint(sel: Sel, teks: str) -> Refused | str:
    """What to say while it is being typed: choices, a large number in words, what will be cut."""
    if sel.berkata:
        from app.ui.grid import words

        if offered := words.offer(sel, teks):
            return offered
        count = hidden(teks)
        return t("isian.aksara_dibuang", jumlah=count) if count else ""
    if not teks:
        return ""
    offered = _states_beginning_with(teks)
    if offered is not None:
        return offered
    nilai = read(sel, teks)
    if isinstance(nilai, int) and nilai >= _WORTH_SAYING * 10**sel.desimal:
        whole = nilai // 10**sel.desimal
        return t("isian.terbaca", angka=shown(sel, nilai), kata=number_in_words(whole))
    return ""


def _number(sel: Sel, teks: str) -> int | Refused:
    quoted = _quote(teks)
    try:
        nilai = parse_number(teks, sel.desimal)
    except AmbiguousNumberError as error:
        first, second = error.pilihan
        alasan = t("angka.rancu", teks=quoted, pertama=first, kedua=second)
        return Refused(alasan, _readings(sel, error.pilihan))
    except NumberError as error:
        return Refused(t(f"angka.{error.alasan}", teks=quoted))
    return Refused(t("angka.negatif", teks=quoted)) if nilai < 0 else nilai


def _readings(sel: Sel, texts: tuple[str, ...]) -> tuple[Choice, ...]:
    found = []
    for teks in texts:
        try:
            nilai = parse_number(teks, sel.desimal)
        except NumberError:
            continue
        found.append(Choice(shown(sel, nilai), nilai))
    return tuple(found)


def _states_beginning_with(teks: str) -> Refused | None:
    begun = " ".join(teks.split()).casefold()
    if not begun:
        return None
    words = {state: shown(None, state) for state in Keadaan}
    meant = [state for state, word in words.items() if word.casefold().startswith(begun)]
    pilihan = tuple(Choice(words[state], state) for state in meant)
    return Refused(t("isian.maksud_keadaan"), pilihan) if pilihan else None


@cache
def _state_words() -> dict[str, Keadaan]:
    """The declared absences by their words in every language of the catalogue."""
    return {
        word.casefold(): keadaan
        for keadaan in Keadaan
        for word in catalogue()[f"isian.keadaan.{keadaan.value}"].values()
    }


def _quote(teks: str) -> str:
    short = " ".join(teks.split())
    return short if len(short) <= _LONGEST_QUOTE else f"{short[:_LONGEST_QUOTE]}…"
