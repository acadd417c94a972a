"""The tables of the konsolidasi an office has installed, and which quarter uses which.

A quarter that had begun when a newer table came keeps the one it had until somebody moves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain import susunan_terbit
from app.domain.susunan_terbit import SusunanTerbit
from app.store import pustaka
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from app.domain.konsolidasi_kolom import Susunan
    from app.domain.periode import Periode
    from app.store.office import Office

_PUBLISHED, _HELD = "konsolidasi.terbit", "konsolidasi.dipegang"


def installed(office: Office) -> list[SusunanTerbit]:
    """What the province published and this office installed, by version."""
    kept: list[object] = setting(office, _PUBLISHED, [])
    return sorted(msgspec.convert(kept, list[SusunanTerbit]), key=lambda one: one.versi)


def add(office: Office, tables: Iterable[SusunanTerbit], mulai: str = "") -> None:
    """Keep tables in the office; `mulai` is a quarter before which none of them is used here."""
    known = installed(office)
    there = {one.versi for one in known}
    fresh = [delayed(one, mulai) for one in tables if one.versi not in there]
    if fresh:
        set_setting(office, _PUBLISHED, msgspec.to_builtins([*known, *fresh]))


def delayed(susunan: SusunanTerbit, mulai: str) -> SusunanTerbit:
    """The same table, used from a later quarter where that was asked for."""
    return msgspec.structs.replace(susunan, berlaku=max(susunan.berlaku, mulai))


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
    return susunan_terbit.in_force(installed(office), triwulan) if kept is None else kept


def of_quarter(office: Office, folder: Path, periode: Periode) -> Susunan:
    """The table of a quarter; `folder` holds that of the program."""
    versi = version_of(office, str(periode))
    found = (one.susunan for one in installed(office) if one.versi == versi)
    return next(found, None) or pustaka.load_konsolidasi(folder)
