"""What version 5 adds: the way back, questions of the province, answers, and what brought them."""

from __future__ import annotations

from app.domain.pertanyaan import JenisKejadian, JenisTanya
from app.store import schema_v1, schema_v2

_KINDS = ", ".join(f"'{jenis.value}'" for jenis in JenisTanya)
_EVENTS = ", ".join(f"'{jenis.value}'" for jenis in JenisKejadian)

TABLES = (
    f"""
    CREATE TABLE pertanyaan (
        id TEXT PRIMARY KEY CHECK (length(id) = 32),
        wilayah TEXT NOT NULL,
        periode TEXT NOT NULL,
        formulir TEXT NOT NULL,
        sel TEXT NOT NULL,
        jenis TEXT NOT NULL CHECK (jenis IN ({_KINDS})),
        penghalang INTEGER NOT NULL CHECK (penghalang IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX pertanyaan_tempat ON pertanyaan (wilayah, periode)",
    # Events are only ever added: the history of a question is what it is.
    f"""
    CREATE TABLE pertanyaan_kejadian (
        id TEXT PRIMARY KEY CHECK (length(id) = 32),
        pertanyaan TEXT NOT NULL REFERENCES pertanyaan (id),
        urut INTEGER NOT NULL CHECK (urut > 0),
        jenis TEXT NOT NULL CHECK (jenis IN ({_EVENTS})),
        waktu TEXT NOT NULL,
        oleh TEXT NOT NULL,
        teks TEXT NOT NULL,
        paket TEXT NOT NULL,
        revisi INTEGER NOT NULL,
        lama TEXT NOT NULL,
        baru TEXT NOT NULL,
        bukti INTEGER NOT NULL CHECK (bukti >= 0),
        putaran INTEGER NOT NULL CHECK (putaran > 0)
    ) STRICT
    """,
    "CREATE INDEX pertanyaan_riwayat ON pertanyaan_kejadian (pertanyaan, urut)",
    # What the kabupaten answers in words; changed figures and evidence lie in their own places.
    """
    CREATE TABLE jawaban (
        pertanyaan TEXT NOT NULL REFERENCES pertanyaan (id),
        putaran INTEGER NOT NULL CHECK (putaran > 0),
        teks TEXT NOT NULL CHECK (teks <> ''),
        PRIMARY KEY (pertanyaan, putaran)
    ) STRICT, WITHOUT ROWID
    """,
    # Numbered by region and year; `id` is the SHA-256 of what was signed.
    """
    CREATE TABLE balasan (
        arah TEXT NOT NULL CHECK (arah IN ('masuk', 'keluar')),
        wilayah TEXT NOT NULL,
        tahun INTEGER NOT NULL,
        nomor INTEGER NOT NULL CHECK (nomor > 0),
        id TEXT NOT NULL CHECK (length(id) = 64),
        waktu TEXT NOT NULL,
        penanda_tangan TEXT NOT NULL,
        berkas BLOB NOT NULL,
        PRIMARY KEY (arah, wilayah, tahun, nomor)
    ) STRICT
    """,
    # What the province allowed one region, and why.
    """
    CREATE TABLE tenggat_wilayah (
        wilayah TEXT NOT NULL,
        periode TEXT NOT NULL,
        kode TEXT NOT NULL,
        tanggal TEXT NOT NULL,
        alasan TEXT NOT NULL CHECK (alasan <> ''),
        PRIMARY KEY (wilayah, periode, kode)
    ) STRICT, WITHOUT ROWID
    """,
)

_KEPT = tuple(
    f"""
    CREATE TRIGGER {table}_tetap_{event.lower()} BEFORE {event} ON {table}
    BEGIN SELECT RAISE(ABORT, 'hanya_ditambah'); END
    """
    for table in ("pertanyaan", "pertanyaan_kejadian", "balasan")
    for event in ("UPDATE", "DELETE")
)

# As in version 2: the history moves, row by row as it is, into a table that also knows answers.
_ASPEK = "OR aspek = 'bukti'"
_HISTORY = next(text for text in schema_v2.HISTORY if "CREATE TABLE riwayat_v2 (" in text)
HISTORY = (
    _HISTORY.replace(_ASPEK, f"{_ASPEK} OR aspek = 'jawaban'").replace("riwayat_v2", "riwayat_v5"),
    "INSERT INTO riwayat_v5 SELECT * FROM riwayat ORDER BY id",
    "DROP TABLE riwayat",
    "ALTER TABLE riwayat_v5 RENAME TO riwayat",
    "CREATE INDEX riwayat_sel ON riwayat (lembar, sel)",
    *(text for text in schema_v1.TRIGGERS if " ON riwayat" in text),
)

STATEMENTS = TABLES + _KEPT + HISTORY
