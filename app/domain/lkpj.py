"""What an office writes down once a year for its LKPJ, beside the figures of its sheets.

Strategic policies (table 3.2), what the recommendations of the DPRD are for (3.3), and what a
year's results are good for, urusan by urusan (3.1.1). None of it is part of a sheet, so none of it
counts as complete or missing, enters an index or travels in a package.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

TAHUN = range(2000, 2100)
MAX_BAHAN = 2_000
"""Letters of one text."""


class JenisBahan(Enum):
    """What a note is for; its three texts stand in the last three columns of a printed table."""

    KEBIJAKAN = "kebijakan"
    HASIL = "hasil"

    @property
    def kolom(self) -> tuple[str, str, str]:
        """What its three texts are."""
        if self is JenisBahan.KEBIJAKAN:
            return "kebijakan", "dasar", "tujuan"
        return "outcome", "benefit", "impact"


class BahanLkpj(NamedTuple):
    """A note of a year. `kode` is an id of 32 digits, or for results the code of an urusan."""

    jenis: JenisBahan
    kode: str
    tahun: int
    isi: tuple[str, str, str]

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        named = dict(zip(self.jenis.kolom, self.isi, strict=True))
        return {"nomor": self.kode, "tahun": self.tahun, **named}


class Rekomendasi(NamedTuple):
    """What makes a follow-up one of the DPRD: the year of the LKPJ it is about, and its aim."""

    tahun: int
    tujuan: str
