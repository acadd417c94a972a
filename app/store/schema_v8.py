"""What version 8 adds: which OPD a question is put to, and what it passes on."""

from __future__ import annotations

TABLES = (
    # A question without a line here is one of a province to a region.
    """
    CREATE TABLE pertanyaan_opd (
        pertanyaan TEXT PRIMARY KEY REFERENCES pertanyaan (id),
        opd TEXT NOT NULL CHECK (opd <> ''),
        terusan TEXT NOT NULL CHECK (length(terusan) IN (0, 32))
    ) STRICT, WITHOUT ROWID
    """,
)

_KEPT = tuple(
    f"""
    CREATE TRIGGER pertanyaan_opd_tetap_{event.lower()} BEFORE {event} ON pertanyaan_opd
    BEGIN SELECT RAISE(ABORT, 'hanya_ditambah'); END
    """
    for event in ("UPDATE", "DELETE")
)

STATEMENTS = TABLES + _KEPT
