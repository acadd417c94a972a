"""One cell to disk: a raw upsert with the same pragmas, and the one door with its history."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from app import paths
from app.store import pustaka
from app.store.door import CellWrite, write
from app.store.office import Identitas, Office
from tests.benchmarks.timing import Figure, clocked, interleaved

_TIMES = 400
_TABLE = """
    CREATE TABLE nilai (lembar INTEGER, sel TEXT, angka INTEGER, PRIMARY KEY (lembar, sel)) STRICT
"""
_RAW = """
    INSERT INTO nilai VALUES (1, 'penerima.terlayani.jumlah', ?)
    ON CONFLICT (lembar, sel) DO UPDATE SET angka = excluded.angka
"""


def raw_database(folder: Path) -> sqlite3.Connection:
    """A table of values and nothing else, as safe against power cuts as ours."""
    conn = sqlite3.connect(folder / "raw.db", isolation_level=None)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute(_TABLE)
    return conn


def measure(folder: Path) -> Figure:
    """Time `_TIMES` commits of each, by turns."""
    conn = raw_database(folder)
    identitas = Identitas("kabupaten", "53.03", "Bagian Pemerintahan", "kantor-uji")
    with Office.create(folder / "kantor", identitas, lambda: datetime.now(UTC)) as office:
        pustaka.install(office, paths.forms())
        numbers = iter(range(2 * _TIMES))
        floor, lontar = interleaved(
            lambda: clocked(lambda: conn.execute(_RAW, (next(numbers),))),
            lambda: clocked(lambda: _through_the_door(office, next(numbers))),
            _TIMES,
        )
    conn.close()
    return Figure(
        "satu sel tersimpan (nilai + riwayat)",
        "ms",
        "upsert mentah, WAL + FULL",
        floor,
        lontar,
        1.25,
    )


def _through_the_door(office: Office, angka: int) -> None:
    cell = CellWrite("KES-01", "53.03", "2026-T3", "penerima.terlayani.jumlah", angka)
    write(office, [cell], jenis="ketik", label="ketik", pelaku="uji")
