"""What version 2 adds: signed letters, revocations, reasons, evidence, and the draft that waits."""

from __future__ import annotations

from app.store import schema_v1

TABLES = (
    # The newest list of each authority counts; older ones stay as evidence of what was known when.
    """
    CREATE TABLE pencabutan (
        sidik_ca TEXT NOT NULL CHECK (length(sidik_ca) = 64),
        nomor INTEGER NOT NULL CHECK (nomor > 0),
        diterima TEXT NOT NULL,
        der BLOB NOT NULL,
        PRIMARY KEY (sidik_ca, nomor)
    ) STRICT, WITHOUT ROWID
    """,
    # Receipts and withdrawals; `id` is the SHA-256 of what was signed.
    """
    CREATE TABLE surat (
        id TEXT PRIMARY KEY CHECK (length(id) = 64),
        arah TEXT NOT NULL CHECK (arah IN ('masuk', 'keluar')),
        jenis TEXT NOT NULL,
        paket_id TEXT NOT NULL,
        wilayah TEXT NOT NULL,
        periode TEXT NOT NULL,
        revisi INTEGER NOT NULL,
        waktu TEXT NOT NULL,
        penanda_tangan TEXT NOT NULL,
        berkas BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX surat_paket ON surat (paket_id, jenis)",
    # What was declared complete and waits for the second signature.
    """
    CREATE TABLE naskah (
        wilayah TEXT NOT NULL,
        periode TEXT NOT NULL,
        revisi INTEGER NOT NULL,
        paket_id TEXT NOT NULL CHECK (length(paket_id) = 64),
        waktu TEXT NOT NULL,
        isi BLOB NOT NULL,
        pernyataan TEXT NOT NULL,
        PRIMARY KEY (wilayah, periode)
    ) STRICT, WITHOUT ROWID
    """,
    # `sidik` is the SHA-256 of what the finding said: with other figures the reason is void.
    """
    CREATE TABLE temuan_alasan (
        lembar INTEGER NOT NULL REFERENCES lembar (id),
        aturan TEXT NOT NULL,
        sel TEXT NOT NULL,
        sidik TEXT NOT NULL CHECK (length(sidik) = 64),
        alasan TEXT NOT NULL CHECK (alasan <> ''),
        PRIMARY KEY (lembar, aturan, sel)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE bukti (
        id INTEGER PRIMARY KEY,
        lembar INTEGER NOT NULL REFERENCES lembar (id),
        sel TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        nama TEXT NOT NULL CHECK (nama <> ''),
        ukuran INTEGER NOT NULL CHECK (ukuran > 0),
        tanggal TEXT NOT NULL,
        penanda TEXT NOT NULL,
        halaman TEXT NOT NULL,
        disertakan INTEGER NOT NULL CHECK (disertakan IN (0, 1)),
        ditambah TEXT NOT NULL,
        UNIQUE (lembar, sel, sha256)
    ) STRICT
    """,
)

# SQLite changes no CHECK in place: the history moves, row by row as it is, into a table that also
# knows reasons and evidence.
_ASPEK = "aspek = 'nilai' OR aspek = 'catatan' OR aspek = 'status'"
_HISTORY = next(text for text in schema_v1.TABLES if "CREATE TABLE riwayat (" in text)
_WIDER = _HISTORY.replace(_ASPEK, f"{_ASPEK} OR aspek = 'alasan' OR aspek = 'bukti'")
HISTORY = (
    _WIDER.replace("CREATE TABLE riwayat (", "CREATE TABLE riwayat_v2 ("),
    "INSERT INTO riwayat_v2 SELECT * FROM riwayat ORDER BY id",
    "DROP TABLE riwayat",
    "ALTER TABLE riwayat_v2 RENAME TO riwayat",
    "CREATE INDEX riwayat_sel ON riwayat (lembar, sel)",
    *(text for text in schema_v1.TRIGGERS if " ON riwayat" in text),
)

STATEMENTS = TABLES + HISTORY
