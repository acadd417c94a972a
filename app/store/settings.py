"""Small facts an office keeps about itself, by key, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from app.store.office import Office

T = TypeVar("T")

_PUT = """
    INSERT INTO pengaturan (kunci, isi) VALUES (?, ?)
    ON CONFLICT (kunci) DO UPDATE SET isi = excluded.isi
"""


def setting(office: Office, kunci: str, bawaan: T) -> T:
    """The value kept under `kunci`; `bawaan` when there is none or it is of another kind."""
    row = office.conn.execute("SELECT isi FROM pengaturan WHERE kunci = ?", (kunci,)).fetchone()
    isi = json.loads(row[0]) if row else bawaan
    return isi if isinstance(isi, type(bawaan)) else bawaan


def set_setting(office: Office, kunci: str, isi: object) -> None:
    """Keep a value that JSON can spell."""
    with office.transaction() as conn:
        conn.execute(_PUT, (kunci, json.dumps(isi, ensure_ascii=False)))
