"""The tables of version 1, as first published; later versions only add steps beside this file."""

from __future__ import annotations

# Choices of rows written at every keystroke are spelt with OR: SQLite builds a small table anew
# for each IN, which costs as much as the rest of the insert.
TABLES = (
    """
    CREATE TABLE identitas (
        satu INTEGER PRIMARY KEY CHECK (satu = 1),
        office_id TEXT NOT NULL,
        jenis TEXT NOT NULL CHECK (jenis IN ('kabupaten', 'provinsi', 'latihan', 'opd')),
        wilayah TEXT NOT NULL,
        kantor TEXT NOT NULL,
        dibuat TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE pengguna (
        id INTEGER PRIMARY KEY,
        nama TEXT NOT NULL CHECK (nama <> ''),
        nip TEXT NOT NULL,
        jabatan TEXT NOT NULL,
        opd TEXT NOT NULL,
        peran TEXT NOT NULL CHECK (peran IN ('operator', 'verifikator', 'pimpinan')),
        aktif INTEGER NOT NULL DEFAULT 1 CHECK (aktif IN (0, 1)),
        dibuat TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE pengaturan (
        kunci TEXT PRIMARY KEY,
        isi TEXT NOT NULL CHECK (json_valid(isi))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE tenggat (
        periode TEXT NOT NULL,
        kode TEXT NOT NULL,
        tanggal TEXT NOT NULL,
        PRIMARY KEY (periode, kode)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE formulir (
        kode TEXT NOT NULL,
        versi INTEGER NOT NULL,
        berlaku TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        isi TEXT NOT NULL,
        PRIMARY KEY (kode, versi)
    ) STRICT
    """,
    """
    CREATE TABLE lembar (
        id INTEGER PRIMARY KEY,
        formulir TEXT NOT NULL,
        versi INTEGER NOT NULL,
        wilayah TEXT NOT NULL,
        periode TEXT NOT NULL CHECK (
            periode GLOB '20[0-9][0-9]' OR periode GLOB '20[0-9][0-9]-T[1-4]'),
        status TEXT NOT NULL,
        asal_paket TEXT,
        UNIQUE (wilayah, periode, formulir),
        FOREIGN KEY (formulir, versi) REFERENCES formulir (kode, versi)
    ) STRICT
    """,
    """
    CREATE TABLE nilai (
        lembar INTEGER NOT NULL REFERENCES lembar (id),
        sel TEXT NOT NULL,
        angka INTEGER,
        teks TEXT CHECK (teks <> ''),
        keadaan TEXT CHECK (keadaan = 'nihil' OR keadaan = 'belum_tersedia'
                            OR keadaan = 'tidak_berlaku' OR keadaan = 'bukan_kewenangan'),
        PRIMARY KEY (lembar, sel),
        CHECK ((angka IS NOT NULL) + (teks IS NOT NULL) + (keadaan IS NOT NULL) = 1)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE catatan (
        lembar INTEGER NOT NULL REFERENCES lembar (id),
        sel TEXT NOT NULL,
        teks TEXT NOT NULL CHECK (teks <> ''),
        PRIMARY KEY (lembar, sel)
    ) STRICT, WITHOUT ROWID
    """,
    # `dari`..`sampai` are the rows of riwayat this gesture wrote: a range instead of an index
    # keeps one page out of every commit.
    """
    CREATE TABLE tindakan (
        id INTEGER PRIMARY KEY,
        waktu TEXT NOT NULL,
        pelaku TEXT NOT NULL,
        jenis TEXT NOT NULL,
        label TEXT NOT NULL,
        wilayah TEXT,
        membalik INTEGER REFERENCES tindakan (id),
        dari INTEGER NOT NULL,
        sampai INTEGER NOT NULL CHECK (sampai >= dari),
        CHECK ((jenis = 'urung' OR jenis = 'ulang') = (membalik IS NOT NULL))
    ) STRICT
    """,
    """
    CREATE TABLE riwayat (
        id INTEGER PRIMARY KEY,
        tindakan INTEGER NOT NULL REFERENCES tindakan (id),
        lembar INTEGER NOT NULL REFERENCES lembar (id),
        aspek TEXT NOT NULL CHECK (aspek = 'nilai' OR aspek = 'catatan' OR aspek = 'status'),
        sel TEXT NOT NULL,
        lama TEXT,
        baru TEXT CHECK (baru IS NOT lama),
        sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
    ) STRICT
    """,
    "CREATE INDEX riwayat_sel ON riwayat (lembar, sel)",
    """
    CREATE TABLE paket (
        nomor INTEGER PRIMARY KEY,
        arah TEXT NOT NULL CHECK (arah IN ('masuk', 'keluar')),
        paket_id TEXT,
        wilayah TEXT,
        periode TEXT,
        revisi INTEGER,
        induk TEXT,
        waktu TEXT NOT NULL,
        putusan TEXT NOT NULL,
        penanda_tangan TEXT NOT NULL,
        nama_berkas TEXT NOT NULL,
        rantai INTEGER NOT NULL,
        rantai_kepala BLOB NOT NULL CHECK (length(rantai_kepala) = 32),
        ringkasan TEXT NOT NULL CHECK (json_valid(ringkasan)),
        berkas BLOB NOT NULL,
        CHECK (arah = 'masuk' OR (paket_id IS NOT NULL AND wilayah IS NOT NULL
                                  AND periode IS NOT NULL AND revisi IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX paket_isi ON paket (arah, wilayah, periode, revisi)",
    "CREATE UNIQUE INDEX paket_keluar ON paket (wilayah, periode, revisi) WHERE arah = 'keluar'",
    """
    CREATE TABLE sertifikat (
        sidik TEXT PRIMARY KEY CHECK (length(sidik) = 64),
        peran TEXT NOT NULL,
        wilayah TEXT NOT NULL,
        nama TEXT NOT NULL,
        berlaku_dari TEXT NOT NULL,
        berlaku_sampai TEXT NOT NULL,
        dipasang TEXT NOT NULL,
        der BLOB NOT NULL
    ) STRICT
    """,
)

_LOCKED = "(SELECT status FROM lembar WHERE id = {row}.lembar) = 'final'"


def _lock_trigger(event: str, row: str) -> str:
    return f"""
    CREATE TRIGGER nilai_kunci_{event.lower()} BEFORE {event} ON nilai
    WHEN {_LOCKED.format(row=row)}
    BEGIN SELECT RAISE(ABORT, 'lembar_terkunci'); END
    """


def _keep_trigger(table: str, event: str) -> str:
    return f"""
    CREATE TRIGGER {table}_tetap_{event.split(maxsplit=1)[0].lower()} BEFORE {event} ON {table}
    BEGIN SELECT RAISE(ABORT, 'hanya_ditambah'); END
    """


LOCKS = (
    _lock_trigger("INSERT", "NEW"),
    _lock_trigger("UPDATE", "OLD"),
    _lock_trigger("DELETE", "OLD"),
)

TRIGGERS = (
    *LOCKS,
    *(
        _keep_trigger(table, event)
        for table in ("tindakan", "riwayat")
        for event in ("UPDATE", "DELETE")
    ),
    _keep_trigger("paket", "DELETE"),
    _keep_trigger(
        "paket", "UPDATE OF arah, paket_id, wilayah, periode, revisi, induk, waktu, berkas"
    ),
)

STATEMENTS = TABLES + TRIGGERS
