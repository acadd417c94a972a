"""What one cell can hold: a number, a text, or a declared absence.

An empty cell is the absence of a value (`None`, no row in the store); it is neither
zero nor any of the declarations below.
"""

from __future__ import annotations

from enum import Enum


class Keadaan(Enum):
    """A declared absence: someone has said why there is no number here."""

    NIHIL = "nihil"
    BELUM_TERSEDIA = "belum_tersedia"
    TIDAK_BERLAKU = "tidak_berlaku"
    BUKAN_KEWENANGAN = "bukan_kewenangan"
    TIDAK_DIRILIS = "tidak_dirilis"


Nilai = int | str | Keadaan
"""A stored value. Decimal cells hold whole numbers scaled by 10**desimal of the cell."""

_LONGEST_NUMBER = 20

KEADAAN_KHUSUS = frozenset({Keadaan.TIDAK_DIRILIS})
"""Declarations that only some columns offer (`Kolom.keadaan`)."""

KEADAAN_TANPA_KEBUTUHAN = frozenset(
    {Keadaan.NIHIL, Keadaan.TIDAK_BERLAKU, Keadaan.BUKAN_KEWENANGAN}
)
"""Declarations that say there is nothing to serve, as opposed to "not known yet"."""


def encode(nilai: Nilai) -> tuple[str, str]:
    """Return the pair (kind, text) that the store and the package write down.

    Kinds are `angka`, `teks` and `keadaan`; the text of a number is its plain digits.
    """
    if isinstance(nilai, int):
        return "angka", str(nilai)
    if isinstance(nilai, str):
        return "teks", nilai
    return "keadaan", nilai.value


def decode(jenis: str, isi: str) -> Nilai:
    """Read back what `encode` wrote.

    Raises:
        ValueError: the kind is unknown, or the text is not in the one form `encode` writes.

    """
    if jenis == "keadaan":
        return Keadaan(isi)
    if jenis == "teks":
        return isi
    if jenis == "angka":
        angka = int(isi) if len(isi) <= _LONGEST_NUMBER else None
        if angka is None or str(angka) != isi:
            raise ValueError(isi)
        return angka
    raise ValueError(jenis)


def is_number(nilai: Nilai | None) -> bool:
    """Tell whether the value is a number (zero included)."""
    return isinstance(nilai, int)


def as_number(nilai: Nilai | None) -> int | None:
    """Return what the value counts for in a formula.

    Nihil is a declared zero. All other declarations, texts and empty cells have
    no number.
    """
    if isinstance(nilai, int):
        return nilai
    return 0 if nilai is Keadaan.NIHIL else None
