"""Whom an office believes: the authorities it trusts, and the certificates they have revoked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.exchange import brankas, pencabutan, sertifikat, tanda_tangan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from cryptography.x509 import Certificate

    from app.exchange.pencabutan import Pencabutan
    from app.exchange.sertifikat import Penanda
    from app.exchange.tanda_tangan import Tertanda
    from app.store.office import Office


@dataclass(frozen=True)
class Percaya:
    """Trust as it stands; `dicabut` is keyed by the authority's fingerprint and a serial number."""

    otoritas: tuple[Certificate, ...]
    dicabut: Mapping[tuple[str, int], Pencabutan] = field(default_factory=dict)

    def check_chain(
        self, certificate: Certificate, moment: datetime, *, wilayah: str | None = None
    ) -> Penanda:
        """The signer behind a certificate that may be used at `moment`.

        Raises:
            LontarError: unknown, revoked, out of its dates, or of another region.

        """
        penanda = sertifikat.check_chain(certificate, self.otoritas, moment, wilayah=wilayah)
        pencabutan.check_revoked(penanda, self.dicabut)
        return penanda

    def check_signature(
        self, data: bytes, jws: str, moment: datetime, *, wilayah: str | None = None
    ) -> Tertanda:
        """Who signed exactly these bytes, and what they said.

        Raises:
            LontarError: as `check_chain`, or the signature does not hold.

        """
        found = tanda_tangan.verify(data, jws, self.otoritas, moment, wilayah=wilayah)
        pencabutan.check_revoked(found.penanda, self.dicabut)
        return found


def of_office(office: Office) -> Percaya:
    """Whom an open office believes."""
    return Percaya(tuple(brankas.trusted(office)), pencabutan.revoked(office))


def of_folders(folders: Iterable[Path]) -> Percaya:
    """Whom offices believe together, read without opening them; they may be open elsewhere."""
    otoritas: list[Certificate] = []
    dicabut: dict[tuple[str, int], Pencabutan] = {}
    for folder in folders:
        otoritas += brankas.trusted_in(folder)
        dicabut |= pencabutan.revocations_in(folder)
    return Percaya(tuple(otoritas), dicabut)
