"""Numbered definitions the province published that are kept whole, as the settings of an office.

A quarter that had begun when a newer version came keeps the one it had until somebody moves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from app.domain import terbit
from app.domain.terbit import Terbit
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.store.office import Office

Terbitan = TypeVar("Terbitan", bound=Terbit)
"""What has a version, and a quarter from which it holds."""


class Shelf(msgspec.Struct, Generic[Terbitan], frozen=True):
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
            # Every kind is a struct, which no protocol can say.
            msgspec.structs.replace(one, berlaku=max(one.berlaku, mulai))  # type: ignore[type-var]  # as said above
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


class QuarterShelf(Shelf[Terbitan], frozen=True):
    """Definitions of which each quarter uses one; `held_key` is where its choice is kept."""

    held_key: str

    def held(self, office: Office) -> dict[str, int]:
        """The quarters that keep the version they were begun with, each with that version."""
        return msgspec.convert(setting(office, self.held_key, {}), dict[str, int])

    def hold(
        self, office: Office, quarters: Mapping[str, int], released: Collection[str] = ()
    ) -> None:
        """Let quarters keep a version, and others no longer."""
        kept = {one: versi for one, versi in self.held(office).items() if one not in released}
        set_setting(office, self.held_key, {**kept, **quarters})

    def version_of(self, office: Office, triwulan: str) -> int:
        """The version a quarter uses; that of the program is 1."""
        kept = self.held(office).get(triwulan)
        return terbit.in_force(self.installed(office), triwulan) if kept is None else kept

    def of_quarter(self, office: Office, triwulan: str) -> Terbitan | None:
        """What a quarter uses; None for that of the program."""
        versi = self.version_of(office, triwulan)
        return next((one for one in self.installed(office) if one.versi == versi), None)
