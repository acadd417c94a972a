"""The office that hands in, as its package names it."""

from __future__ import annotations

import msgspec

from app.domain.opd import OPD
from app.store.practice import LATIHAN, LATIHAN_OPD


class Kantor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The office that hands in."""

    id: str
    jenis: str
    nama: str

    @property
    def opd(self) -> bool:
        """Whether this is an OPD that hands in to its kabupaten."""
        return self.jenis in (OPD, LATIHAN_OPD)

    @property
    def latihan(self) -> bool:
        """Whether it only practises."""
        return self.jenis in (LATIHAN, LATIHAN_OPD)
