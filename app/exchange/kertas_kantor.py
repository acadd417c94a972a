"""On which paper an office prints: chosen once, for everything but the package.

A package is the same for whoever opens it, so its sheets stay on A4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.kertas import A4, KERTAS, Kertas
from app.store import settings

if TYPE_CHECKING:
    from app.store.office import Office

_KEY = "kertas"


def of_office(office: Office) -> Kertas:
    """The paper this office chose; A4 before that."""
    return KERTAS.get(settings.setting(office, _KEY, A4.nama), A4)


def choose(office: Office, kertas: Kertas) -> None:
    """Print on this paper from now on."""
    settings.set_setting(office, _KEY, kertas.nama)
