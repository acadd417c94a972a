"""The words that mark everything a practice office prints, so that nobody takes it for real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import practice
from app.teks import t

if TYPE_CHECKING:
    from app.store.office import Office


def of_office(office: Office) -> str:
    """What stands on each page of this office; empty for a real one."""
    return t("latihan.tanda_air") if practice.is_practice(office) else ""
