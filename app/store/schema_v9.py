"""What version 9 adds: evidence that came with the package of an OPD."""

from __future__ import annotations

STATEMENTS = (
    # `tiba` tells that the file itself was delivered; until then it is only declared.
    """
    CREATE TABLE bukti_opd (
        bukti INTEGER PRIMARY KEY REFERENCES bukti (id) ON DELETE CASCADE,
        opd TEXT NOT NULL CHECK (opd <> ''),
        paket TEXT NOT NULL CHECK (length(paket) = 64),
        tiba INTEGER NOT NULL CHECK (tiba IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX bukti_opd_paket ON bukti_opd (paket)",
)
