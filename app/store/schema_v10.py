"""What version 10 adds: a row of the history that tells all changes of a sheet at once."""

from __future__ import annotations

from app.store import schema_v1, schema_v5

# As in versions 2 and 5: the history moves, row by row as it is, into a table that knows one more.
_ASPEK = "OR aspek = 'jawaban'"
_HISTORY = next(text for text in schema_v5.HISTORY if "CREATE TABLE riwayat_v5 (" in text)

STATEMENTS = (
    _HISTORY.replace(_ASPEK, f"{_ASPEK} OR aspek = 'lembar'").replace("riwayat_v5", "riwayat_v10"),
    "INSERT INTO riwayat_v10 SELECT * FROM riwayat ORDER BY id",
    "DROP TABLE riwayat",
    "ALTER TABLE riwayat_v10 RENAME TO riwayat",
    "CREATE INDEX riwayat_sel ON riwayat (lembar, sel)",
    *(text for text in schema_v1.TRIGGERS if " ON riwayat" in text),
)
