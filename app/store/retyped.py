"""Which figures of a sheet were typed a second time, and what they were then.

A help for whoever types, no fact about the figures: it neither travels nor stands in the history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.store.door import Kunci
    from app.store.office import Office


def confirmed(office: Office, kunci: Kunci) -> dict[str, int]:
    """The figures of a sheet as they were typed again, by cell."""
    held: dict[str, object] = settings.setting(office, _key(kunci), {})
    return {sel: nilai for sel, nilai in held.items() if isinstance(nilai, int)}


def confirm(office: Office, kunci: Kunci, figures: Mapping[str, int]) -> None:
    """Note that these figures were typed again.

    Raises:
        LontarError: nothing may be written to the office just now, or the disk refuses.

    """
    if figures:
        settings.set_setting(office, _key(kunci), {**confirmed(office, kunci), **figures})


def _key(kunci: Kunci) -> str:
    return f"ketik_ulang.{kunci.formulir}.{kunci.wilayah}.{kunci.periode}"
