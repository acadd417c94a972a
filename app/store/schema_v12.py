"""What version 12 adds: what an office writes down for its LKPJ."""

from __future__ import annotations

from app.domain.lkpj import TAHUN, JenisBahan

_KINDS = ", ".join(f"'{jenis.value}'" for jenis in JenisBahan)
_YEAR = f"tahun INTEGER NOT NULL CHECK (tahun BETWEEN {TAHUN[0]} AND {TAHUN[-1]})"

TABLES = (
    # The latest line of a kind, code and year counts; one without texts takes the note away.
    f"""
    CREATE TABLE bahan_lkpj (
        nomor INTEGER PRIMARY KEY,
        jenis TEXT NOT NULL CHECK (jenis IN ({_KINDS})),
        kode TEXT NOT NULL CHECK (kode <> ''),
        {_YEAR},
        isi TEXT NOT NULL CHECK (isi <> ''),
        waktu TEXT NOT NULL,
        pelaku TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX bahan_lkpj_tahun ON bahan_lkpj (tahun, jenis, kode)",
    # A follow-up without a line here is one of a meeting.
    f"""
    CREATE TABLE rekomendasi_dprd (
        nomor INTEGER PRIMARY KEY,
        tindak_lanjut TEXT NOT NULL UNIQUE REFERENCES tindak_lanjut (id),
        {_YEAR},
        tujuan TEXT NOT NULL
    ) STRICT
    """,
)

_KEPT = tuple(
    f"""
    CREATE TRIGGER {table}_tetap_{event.lower()} BEFORE {event} ON {table}
    BEGIN SELECT RAISE(ABORT, 'hanya_ditambah'); END
    """
    for table in ("bahan_lkpj", "rekomendasi_dprd")
    for event in ("UPDATE", "DELETE")
)

STATEMENTS = TABLES + _KEPT
