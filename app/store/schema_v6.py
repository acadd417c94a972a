"""What version 6 adds: sections of a package that the province holds back, and takes in later."""

from __future__ import annotations

TABLES = (
    # Two events of a section: held when the package was accepted, taken in by a later decision.
    # `rantai` is the row of the history the decision ended with.
    """
    CREATE TABLE tahanan (
        id INTEGER PRIMARY KEY,
        paket INTEGER NOT NULL REFERENCES paket (nomor),
        urusan TEXT NOT NULL CHECK (urusan <> ''),
        bagian TEXT NOT NULL CHECK (bagian <> ''),
        jenis TEXT NOT NULL CHECK (jenis = 'tahan' OR jenis = 'ambil'),
        alasan TEXT NOT NULL CHECK (alasan <> '' OR jenis = 'ambil'),
        pelaku TEXT NOT NULL,
        waktu TEXT NOT NULL,
        rantai INTEGER NOT NULL,
        UNIQUE (paket, urusan, jenis)
    ) STRICT
    """,
)

_KEPT = tuple(
    f"""
    CREATE TRIGGER tahanan_tetap_{event.lower()} BEFORE {event} ON tahanan
    BEGIN SELECT RAISE(ABORT, 'hanya_ditambah'); END
    """
    for event in ("UPDATE", "DELETE")
)

STATEMENTS = TABLES + _KEPT
