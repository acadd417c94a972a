"""What version 3 adds: a note says what it is for, so a cell may have one of each kind."""

from __future__ import annotations

from app.domain.catatan import JenisCatatan

_KINDS = " OR ".join(f"jenis = '{jenis.value}'" for jenis in JenisCatatan)

STATEMENTS = (
    f"""
    CREATE TABLE catatan_v3 (
        lembar INTEGER NOT NULL REFERENCES lembar (id),
        sel TEXT NOT NULL,
        jenis TEXT NOT NULL CHECK ({_KINDS}),
        teks TEXT NOT NULL CHECK (teks <> ''),
        PRIMARY KEY (lembar, sel, jenis)
    ) STRICT, WITHOUT ROWID
    """,
    # Until now every note explained something.
    f"""
    INSERT INTO catatan_v3 (lembar, sel, jenis, teks)
    SELECT lembar, sel, '{JenisCatatan.PENJELASAN.value}', teks FROM catatan
    """,  # noqa: S608 - put together from our own words only
    "DROP TABLE catatan",
    "ALTER TABLE catatan_v3 RENAME TO catatan",
)
