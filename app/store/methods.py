"""The metode of an office by quarter: what the province published, and what quarters began with.

Installed metode lie in the database beside the signed files they came in. A quarter that has begun
is held to the metode it was computed with until somebody moves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain import metode_terbit
from app.domain.indeks import Metode
from app.domain.metode_terbit import MetodeTerbit
from app.store.published import Shelf
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.store.office import Office

PUBLISHED = Shelf("metode.terbit", MetodeTerbit)
_HELD = "metode.dipegang"
_BEGUN = """
    SELECT periode FROM lembar WHERE periode LIKE '%-T%'
    UNION SELECT periode FROM paket WHERE arah = 'masuk' AND periode LIKE '%-T%' ORDER BY 1
"""
_CLOSED = """
    SELECT DISTINCT periode FROM lembar
    WHERE status = 'final' AND wilayah = ? AND periode LIKE '%-T%'
"""


def held(office: Office) -> dict[str, Metode]:
    """The quarters that keep the metode they were begun with, each with that metode."""
    kept: dict[str, object] = setting(office, _HELD, {})
    return msgspec.convert(kept, dict[str, Metode])


def hold(office: Office, quarters: Mapping[str, Metode], released: Collection[str] = ()) -> None:
    """Let quarters keep a metode, and others no longer."""
    kept = {one: metode for one, metode in held(office).items() if one not in released}
    set_setting(office, _HELD, msgspec.to_builtins({**kept, **quarters}))


def of_quarter(office: Office, program: Metode, triwulan: str) -> Metode:
    """The metode of a quarter before any choice of the province; `program` is the published one."""
    kept = held(office).get(triwulan)
    if kept is not None:
        return kept
    return metode_terbit.in_force(program, PUBLISHED.installed(office), triwulan)


def begun(office: Office) -> list[str]:
    """The quarters in which anything was filled in or taken in, in order."""
    return [str(row[0]) for row in office.conn.execute(_BEGUN)]


def closed(office: Office) -> frozenset[str]:
    """The quarters whose own sheets were signed and closed."""
    rows = office.conn.execute(_CLOSED, (office.identitas.wilayah,))
    return frozenset(str(row[0]) for row in rows)
