"""Numbered definitions the province published that are kept whole, as the settings of an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from app.domain.metode_terbit import MetodeTerbit
from app.domain.susunan_terbit import SusunanTerbit
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.office import Office

Terbitan = TypeVar("Terbitan", MetodeTerbit, SusunanTerbit)
"""What has a version, and a quarter from which it holds."""


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Terbitan]):
    """The published definitions of one kind; `key` is where the office keeps them."""

    key: str
    kind: type[Terbitan]

    def installed(self, office: Office) -> list[Terbitan]:
        """What the province published and this office installed, by version."""
        kept: list[object] = setting(office, self.key, [])
        found = [msgspec.convert(one, self.kind) for one in kept]
        return sorted(found, key=lambda one: one.versi)

    def beside(
        self, office: Office, brought: Iterable[Terbitan], mulai: str = ""
    ) -> tuple[list[Terbitan], list[Terbitan]]:
        """What of it is new here, and that together with what is installed, by version.

        `mulai` is a quarter before which none of the new is used.
        """
        known: list[Terbitan] = self.installed(office)
        there = {one.versi for one in known}
        fresh: list[Terbitan] = [
            msgspec.structs.replace(one, berlaku=max(one.berlaku, mulai))
            for one in brought
            if one.versi not in there
        ]
        together: list[Terbitan] = known + fresh
        return fresh, sorted(together, key=lambda one: one.versi)

    def add(self, office: Office, brought: Iterable[Terbitan], mulai: str = "") -> None:
        """Keep what is new here; `mulai` is a quarter before which none of it is used."""
        fresh, together = self.beside(office, brought, mulai)
        if fresh:
            set_setting(office, self.key, msgspec.to_builtins(together))
