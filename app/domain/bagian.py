"""The smaller parts of a form: where it is said, how it feeds the index, what makes it exist."""

from __future__ import annotations

from typing import Literal

import msgspec

SPM = "spm"
BAGIAN = (SPM, "kemiskinan")
"""The parts of the work, in the order they are named; an office may hand in one alone."""

Keyakinan = Literal["tinggi", "sedang", "rendah"]


class Strict(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    dict=True,
):
    """A part of a form file; an unknown field is an error with its path."""


class Rujukan(Strict, frozen=True, kw_only=True):
    """A legal article or other source, with how sure we are of it."""

    teks: str
    keyakinan: Keyakinan
    sumber: list[str] = []


class BagianIndeks(Strict, frozen=True, kw_only=True):
    """One part of the index: ratios of `pembilang` to `penyebut`, averaged when there are many.

    Both are cell ids; a `*` in the row place pairs the cells row by row.
    """

    kode: str
    label: str
    pembilang: str
    penyebut: str


class Indeks(Strict, frozen=True, kw_only=True):
    """How a form feeds the index; `eksternal` is a cell that may replace the computation."""

    bagian: list[BagianIndeks] = []
    eksternal: str = ""


class Kejadian(Strict, frozen=True, kw_only=True):
    """A service that exists only after an event, and what proves the event."""

    teks: str
    keyakinan: Keyakinan
    sumber: list[str] = []


class Kewajaran(Strict, frozen=True, kw_only=True):
    """How many of a million inhabitants a service has to serve, at least and at most.

    Wide on purpose: it is to catch slips of a digit, never to judge a target.
    """

    per_juta_sedikit: int
    per_juta_banyak: int
    teks: str
    keyakinan: Keyakinan
    sumber: list[str] = []
