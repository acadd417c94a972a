"""The tables of the konsolidasi an office has installed, and which quarter uses which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.susunan_terbit import SusunanTerbit
from app.store import pustaka
from app.store.published import QuarterShelf

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.konsolidasi_kolom import Susunan
    from app.domain.periode import Periode
    from app.store.office import Office

PUBLISHED = QuarterShelf("konsolidasi.terbit", SusunanTerbit, "konsolidasi.dipegang")


def of_quarter(office: Office, folder: Path, periode: Periode) -> Susunan:
    """The table of a quarter; `folder` holds that of the program."""
    found = PUBLISHED.of_quarter(office, str(periode))
    return found.susunan if found is not None else pustaka.load_konsolidasi(folder)
