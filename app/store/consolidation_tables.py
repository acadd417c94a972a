"""The tables of the konsolidasi an office has installed, and which quarter uses which.

A quarter that had begun when a newer table came keeps the one it had until somebody moves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain import susunan_terbit
from app.domain.susunan_terbit import SusunanTerbit
from app.store import pustaka
from app.store.published import Shelf
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from app.domain.konsolidasi_kolom import Susunan
    from app.domain.periode import Periode
    from app.store.office import Office

PUBLISHED = Shelf("konsolidasi.terbit", SusunanTerbit)
_HELD = "konsolidasi.dipegang"


def held(office: Office) -> dict[str, int]:
    """The quarters that keep the table they were begun with, each with its version."""
    return msgspec.convert(setting(office, _HELD, {}), dict[str, int])


def hold(office: Office, quarters: Mapping[str, int], released: Collection[str] = ()) -> None:
    """Let quarters keep a table, and others no longer."""
    kept = {one: versi for one, versi in held(office).items() if one not in released}
    set_setting(office, _HELD, {**kept, **quarters})


def version_of(office: Office, triwulan: str) -> int:
    """The version a quarter uses; that of the program is 1."""
    kept = held(office).get(triwulan)
    return susunan_terbit.in_force(PUBLISHED.installed(office), triwulan) if kept is None else kept


def of_quarter(office: Office, folder: Path, periode: Periode) -> Susunan:
    """The table of a quarter; `folder` holds that of the program."""
    versi = version_of(office, str(periode))
    found = (one.susunan for one in PUBLISHED.installed(office) if one.versi == versi)
    return next(found, None) or pustaka.load_konsolidasi(folder)
