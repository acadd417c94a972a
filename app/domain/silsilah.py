"""Lineage: how a package stands to those known before it for the same region and period.

Revision numbers decide, never the order of arrival: nothing here lets a lower number take the
place of a higher one. The parent a package names tells whether it was built on what counts now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import NamedTuple


class Hubungan(Enum):
    """The relation of a new package to the known ones."""

    PERTAMA = "pertama"
    BARU = "baru"
    MELOMPAT = "melompat"
    ISI_SAMA = "isi_sama"
    SALINAN_WILAYAH_LAIN = "salinan_wilayah_lain"
    CABANG = "cabang"
    MUNDUR = "mundur"
    SUDAH_DITERIMA = "sudah_diterima"
    REVISI_LAMA = "revisi_lama"
    DITARIK = "ditarik"


TERBUKA = frozenset({Hubungan.PERTAMA, Hubungan.BARU, Hubungan.MELOMPAT, Hubungan.ISI_SAMA})
"""Relations that let a package in without further ado."""

_BERCABANG = frozenset({Hubungan.CABANG, Hubungan.MUNDUR})


class Simpul(NamedTuple):
    """A package as its lineage sees it.

    `induk` is the id of the package it was built on, empty for none. `sidik` is the digest of its
    values, empty when unknown. A package that was only withdrawn is known but not `diterima`.
    """

    paket_id: str
    revisi: int
    induk: str = ""
    dibuat: datetime | None = None
    sidik: str = ""
    diterima: bool = True
    ditarik: bool = False


class Silsilah(NamedTuple):
    """What was found: the relation, the known package it is a relation to, and what is missing.

    `hilang` are the revision numbers that were skipped; `wilayah_lain` is the code of the region
    whose values these are.
    """

    hubungan: Hubungan
    baru: Simpul
    terhadap: Simpul | None = None
    hilang: tuple[int, ...] = ()
    wilayah_lain: str = ""

    @property
    def terbuka(self) -> bool:
        """Whether it may be taken in as it is."""
        return self.hubungan in TERBUKA

    @property
    def perlu_keputusan(self) -> bool:
        """Whether it may be taken in once a person has seen what that does and decided so."""
        if self.hubungan is Hubungan.SALINAN_WILAYAH_LAIN:
            return True
        higher = self.terhadap is None or self.baru.revisi > self.terhadap.revisi
        return self.hubungan in _BERCABANG and higher


def relate(
    baru: Simpul, dikenal: Iterable[Simpul], wilayah_lain: Mapping[str, str] | None = None
) -> Silsilah:
    """The relation of `baru` to what is known for its region and period.

    `wilayah_lain` are the digests of the values in force in other regions, by region code.
    """
    known = list(dikenal)
    same = next((one for one in known if one.paket_id == baru.paket_id), None)
    if same is not None:
        again = Hubungan.DITARIK if same.ditarik else Hubungan.SUDAH_DITERIMA
        return Silsilah(again, baru, same)
    found = _by_number(baru, known)
    return _by_content(found, in_force(known), wilayah_lain or {}) if found.terbuka else found


def in_force(dikenal: Iterable[Simpul]) -> Simpul | None:
    """The package whose values count: the newest accepted one, unless it was withdrawn."""
    newest = max((one for one in dikenal if one.diterima), key=_number, default=None)
    return None if newest is None or newest.ditarik else newest


def _number(simpul: Simpul) -> int:
    return simpul.revisi


def _by_number(baru: Simpul, known: list[Simpul]) -> Silsilah:
    tip = max(known, key=_number, default=None)
    if tip is None:
        missing = tuple(range(1, baru.revisi))
        first = Hubungan.MELOMPAT if missing else Hubungan.PERTAMA
        return Silsilah(first, baru, None, missing)
    if baru.revisi < tip.revisi:
        older = Hubungan.MUNDUR if _later(baru, tip) else Hubungan.REVISI_LAMA
        return Silsilah(older, baru, tip)
    if baru.revisi == tip.revisi:
        return Silsilah(_apart(baru, tip), baru, tip)
    return _by_parent(baru, tip, known)


def _by_parent(baru: Simpul, tip: Simpul, known: list[Simpul]) -> Silsilah:
    """The relation of a package with a higher number than any before it."""
    missing = tuple(range(tip.revisi + 1, baru.revisi))
    forward = Hubungan.MELOMPAT if missing else Hubungan.BARU
    held = in_force(known)
    ours = not baru.induk or any(one.paket_id == baru.induk for one in known)
    # Where nothing counts any more, nothing can fall back.
    if baru.induk == tip.paket_id or (ours if held is None else baru.induk == held.paket_id):
        return Silsilah(forward, baru, tip, missing)
    if ours:
        return Silsilah(_apart(baru, tip), baru, tip, missing)
    # An unknown parent is one of those that never arrived, or stands beside what counts.
    return Silsilah(forward if missing else Hubungan.CABANG, baru, tip, missing)


def _apart(baru: Simpul, tip: Simpul) -> Hubungan:
    """Beside what counts: made later from something older, or made beside it."""
    return Hubungan.MUNDUR if _later(baru, tip) else Hubungan.CABANG


def _later(baru: Simpul, tip: Simpul) -> bool:
    if baru.dibuat is None or tip.dibuat is None:
        return False
    return baru.dibuat > tip.dibuat


def _by_content(found: Silsilah, held: Simpul | None, wilayah_lain: Mapping[str, str]) -> Silsilah:
    sidik = found.baru.sidik
    if not sidik:
        return found
    if held is not None and held.sidik == sidik:
        return found._replace(hubungan=Hubungan.ISI_SAMA, terhadap=held)
    other = next((kode for kode, theirs in wilayah_lain.items() if theirs == sidik), "")
    if other:
        return found._replace(hubungan=Hubungan.SALINAN_WILAYAH_LAIN, wilayah_lain=other)
    return found
