"""The profiles by which an office reads tables of other systems, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain.profil import Profil
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.office import Office

KEY = "impor.profil"


def profiles(office: Office) -> list[Profil]:
    """All profiles, by name."""
    kept: list[object] = setting(office, KEY, [])
    return msgspec.convert(kept, list[Profil])


def keep(office: Office, profil: Profil) -> None:
    """Keep a profile in the place of one of the same name."""
    others = [one for one in profiles(office) if not _same(one, profil.nama)]
    _write(office, [*others, profil])


def remove(office: Office, nama: str) -> None:
    """Forget the profile of a name."""
    _write(office, [one for one in profiles(office) if not _same(one, nama)])


def _same(profil: Profil, nama: str) -> bool:
    return profil.nama.casefold() == nama.casefold()


def _write(office: Office, found: Iterable[Profil]) -> None:
    listed = sorted(found, key=lambda one: one.nama.casefold())
    set_setting(office, KEY, msgspec.to_builtins(listed))
