"""What version 4 adds: a figure may be declared not released for its high sampling error."""

from __future__ import annotations

from app.domain.nilai import Keadaan
from app.store.schema_v1 import LOCKS

_STATES = " OR ".join(f"keadaan = '{keadaan.value}'" for keadaan in Keadaan)

STATEMENTS = (
    f"""
    CREATE TABLE nilai_v4 (
        lembar INTEGER NOT NULL REFERENCES lembar (id),
        sel TEXT NOT NULL,
        angka INTEGER,
        teks TEXT CHECK (teks <> ''),
        keadaan TEXT CHECK ({_STATES}),
        PRIMARY KEY (lembar, sel),
        CHECK ((angka IS NOT NULL) + (teks IS NOT NULL) + (keadaan IS NOT NULL) = 1)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO nilai_v4 (lembar, sel, angka, teks, keadaan)
    SELECT lembar, sel, angka, teks, keadaan FROM nilai
    """,
    "DROP TABLE nilai",
    "ALTER TABLE nilai_v4 RENAME TO nilai",
    # The triggers went with the table.
    *LOCKS,
)
