"""What version 7 adds: follow-ups of meetings, and what happened to them."""

from __future__ import annotations

from app.domain.tindak_lanjut import BOBOT, LAPORAN, JenisLanjut

_EVENTS = ", ".join(f"'{jenis.value}'" for jenis in JenisLanjut)
_STATES = ", ".join(f"'{keadaan.value}'" for keadaan in LAPORAN)

TABLES = (
    f"""
    CREATE TABLE tindak_lanjut (
        id TEXT PRIMARY KEY CHECK (length(id) = 32),
        asal TEXT NOT NULL,
        wilayah TEXT NOT NULL,
        rapat TEXT NOT NULL CHECK (length(rapat) = 10),
        keputusan TEXT NOT NULL,
        uraian TEXT NOT NULL CHECK (uraian <> ''),
        pj TEXT NOT NULL,
        opd TEXT NOT NULL CHECK (opd <> ''),
        bobot INTEGER NOT NULL CHECK (bobot BETWEEN {BOBOT[0]} AND {BOBOT[-1]}),
        tentang TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX tindak_lanjut_tempat ON tindak_lanjut (wilayah)",
    # `oleh` is the office and travels; `pelaku` is who did it at this desk, and stays here.
    f"""
    CREATE TABLE tindak_lanjut_kejadian (
        id TEXT PRIMARY KEY CHECK (length(id) = 32),
        tindak_lanjut TEXT NOT NULL REFERENCES tindak_lanjut (id),
        urut INTEGER NOT NULL CHECK (urut > 0),
        jenis TEXT NOT NULL CHECK (jenis IN ({_EVENTS})),
        waktu TEXT NOT NULL,
        oleh TEXT NOT NULL,
        teks TEXT NOT NULL,
        tenggat TEXT NOT NULL
            CHECK ((length(tenggat) = 10) = (jenis IN ('tetapkan', 'tenggat'))
                   AND length(tenggat) IN (0, 10)),
        keadaan TEXT NOT NULL
            CHECK ((keadaan IN ({_STATES})) = (jenis = 'lapor')
                   AND (keadaan = '' OR jenis = 'lapor')),
        bukti TEXT NOT NULL,
        putaran INTEGER NOT NULL CHECK (putaran > 0),
        pelaku TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX tindak_lanjut_riwayat ON tindak_lanjut_kejadian (tindak_lanjut, urut)",
)

_KEPT = tuple(
    f"""
    CREATE TRIGGER {table}_tetap_{event.lower()} BEFORE {event} ON {table}
    BEGIN SELECT RAISE(ABORT, 'hanya_ditambah'); END
    """
    for table in ("tindak_lanjut", "tindak_lanjut_kejadian")
    for event in ("UPDATE", "DELETE")
)

STATEMENTS = TABLES + _KEPT
