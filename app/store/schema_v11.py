"""What version 11 adds: what whoever took a package in says of its evidence."""

from __future__ import annotations

from app.domain.telaah import HasilTelaah

_RESULTS = ", ".join(f"'{one.value}'" for one in HasilTelaah)

STATEMENTS = (
    # Named by place and content, never by row: the next package may take the row away and bring
    # the same file again. The facts that were judged stand beside it; other facts are another look.
    f"""
    CREATE TABLE bukti_telaah (
        id INTEGER PRIMARY KEY,
        formulir TEXT NOT NULL,
        wilayah TEXT NOT NULL,
        periode TEXT NOT NULL,
        sel TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        nama TEXT NOT NULL CHECK (nama <> ''),
        tanggal TEXT NOT NULL,
        halaman TEXT NOT NULL,
        nilai TEXT NOT NULL,
        paket TEXT NOT NULL CHECK (length(paket) = 64),
        hasil TEXT NOT NULL CHECK (hasil IN ({_RESULTS})),
        alasan TEXT NOT NULL CHECK ((alasan <> '') = (hasil = 'tidak_sesuai')),
        pertanyaan TEXT NOT NULL
            CHECK (length(pertanyaan) IN (0, 32) AND (pertanyaan = '' OR hasil = 'tidak_sesuai')),
        waktu TEXT NOT NULL,
        pelaku TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX bukti_telaah_tempat ON bukti_telaah (wilayah, periode, formulir, sel, sha256)",
    *(
        f"""
        CREATE TRIGGER bukti_telaah_tetap_{event.lower()} BEFORE {event} ON bukti_telaah
        BEGIN SELECT RAISE(ABORT, 'hanya_ditambah'); END
        """
        for event in ("UPDATE", "DELETE")
    ),
)
