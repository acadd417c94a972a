"""Read what was typed or pasted for a cell: a value, an empty cell, or a refusal with its reason.

A refusal may offer readings to choose from: a number that can be read in two ways, or the
first letters of a declared absence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.aksara import tidied
from app.domain.angka import number_in_words
from app.domain.isian import Ditolak, declared, read_cell
from app.domain.nilai import Keadaan
from app.exchange import aksara_kata
from app.teks import t
from app.ui.grid.writing import shown

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.domain.nilai import Nilai

_LONGEST_QUOTE = 40
WORTH_SAYING = 10**6
"""From here on a number is also said in words."""


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
    if sel.berkata:
        from app.ui.grid import words as typed  # it answers with this module's Refused

        return declared(teks) or typed.read(sel, teks)
    outcome = read_cell(sel, teks) if teks.strip() else Ditolak("kosong")
    if not isinstance(outcome, Ditolak):
        return outcome
    return _states_beginning_with(sel, teks) or refusal(sel, teks, outcome)


def refusal(sel: Sel, teks: str, outcome: Ditolak) -> Refused:
    """A refusal in words, with what may be chosen instead."""
    sentence = t(outcome.kunci, teks=quote(teks), **outcome.data)
    return Refused(sentence, tuple(Choice(shown(sel, one), one) for one in outcome.pilihan))


def hint(sel: Sel, teks: str) -> Refused | str:
    """What to say while it is being typed: choices, a large number in words, what will be cut."""
    if sel.berkata:
        from app.ui.grid import words

        if offered := words.offer(sel, teks):
            return offered
        return aksara_kata.said(tidied(teks))
    if not teks:
        return ""
    offered = _states_beginning_with(sel, teks)
    if offered is not None:
        return offered
    nilai = read(sel, teks)
    if isinstance(nilai, int) and nilai >= WORTH_SAYING * 10**sel.desimal:
        spelt = number_in_words(nilai, sel.desimal)
        return t("isian.terbaca", angka=shown(sel, nilai), kata=spelt)
    return ""


def _states_beginning_with(sel: Sel, teks: str) -> Refused | None:
    begun = " ".join(teks.split()).casefold()
    if not begun:
        return None
    words = {state: shown(None, state) for state in Keadaan if sel.kolom.offers(state)}
    meant = [state for state, word in words.items() if word.casefold().startswith(begun)]
    pilihan = tuple(Choice(words[state], state) for state in meant)
    return Refused(t("isian.maksud_keadaan"), pilihan) if pilihan else None


def quote(teks: str) -> str:
    """A text in one short line."""
    short = " ".join(teks.split())
    return short if len(short) <= _LONGEST_QUOTE else f"{short[:_LONGEST_QUOTE]}…"
