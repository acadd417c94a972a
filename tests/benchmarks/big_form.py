"""A form as large as wanted, put into an office beside the real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.store import pustaka

if TYPE_CHECKING:
    from app.domain.formulir import Tabel
    from app.ui.session import Session

CODE = "UJI-01"
TABLE = "mutu"


def install(session: Session, cells: int) -> str:
    """Let the open office know a service with this many cells (rounded up to a row); its code."""
    base = session.forms["KES-06"]
    have = sum(len(one.baris) * len(one.kolom) for one in base.tabel if one.kode != TABLE)
    tables = [_longer(one, cells - have) if one.kode == TABLE else one for one in base.tabel]
    big = msgspec.structs.replace(base, kode=CODE, urut=99, singkat="Besar", tabel=tables)
    assert len(big.cells) >= cells
    pustaka.add_forms(session.office, [big])
    session._forms.clear()
    return CODE


def _longer(tabel: Tabel, cells: int) -> Tabel:
    rows = -(-cells // len(tabel.kolom))
    pattern = tabel.baris
    made = [
        msgspec.structs.replace(
            pattern[place % len(pattern)], kode=f"m{place:04d}", grup=f"Kelompok {place // 20}"
        )
        for place in range(rows)
    ]
    return msgspec.structs.replace(tabel, baris=made)
