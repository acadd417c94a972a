"""An office with one small form, for the tests of the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.formulir import Formulir, decode
from app.store.door import CellWrite, Tindakan, write
from app.store.office import DATABASE_NAME, Identitas, Office
from app.store.pustaka import add_forms

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.nilai import Nilai

KUPANG = "53.01"
ENDE = "53.08"
T2, T3, TAHUN = "2026-T2", "2026-T3", "2026"


class Clock:
    """A clock that moves one second each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 17, 10, 32, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def form(kode: str = "UJI-01", versi: int = 1, berlaku: str = "2025-T1") -> Formulir:
    """A form with one annual row and one quarterly row."""
    return decode(
        {
            "kode": kode,
            "versi": versi,
            "judul": "Layanan uji",
            "urusan": "UJI",
            "tingkat": "kabupaten",
            "urut": 1,
            "periode": "triwulan",
            "berlaku": berlaku,
            "tabel": [
                {
                    "kode": "p",
                    "kolom": [{"kode": "n", "label": "Jumlah"}],
                    "baris": [
                        {"kode": "harus", "label": "Harus", "tahunan": True},
                        {"kode": "capai", "label": "Terlayani"},
                    ],
                }
            ],
        }
    )


def new_office(folder: Path, clock: Clock, jenis: str = "kabupaten") -> Office:
    """A new office that knows two forms."""
    identitas = Identitas(jenis, KUPANG, "Setda", "0190-kantor-uji")  # type: ignore[arg-type]
    office = Office.create(folder, identitas, clock)
    add_forms(office, [form("UJI-01"), form("UJI-02")])
    return office


def cell(
    nilai: Nilai | None,
    sel: str = "p.capai.n",
    *,
    formulir: str = "UJI-01",
    wilayah: str = KUPANG,
    periode: str = T3,
) -> CellWrite:
    """A wish for a cell of the small form."""
    return CellWrite(formulir, wilayah, periode, sel, nilai)


def fill(office: Office, *cells: CellWrite, jenis: str = "isi", label: str = "isi") -> Tindakan:
    """Write cells as the same person every time."""
    return write(office, cells, jenis=jenis, label=label, pelaku="Maria")


def values(office: Office) -> dict[tuple[str, str, str, str], object]:
    """Everything in the table of values, as stored."""
    rows = office.conn.execute(
        "SELECT formulir, wilayah, periode, sel, ifnull(ifnull(angka, teks), keadaan)"
        " FROM nilai JOIN lembar ON lembar.id = lembar"
    )
    return {(form, region, period, sel): isi for form, region, period, sel, isi in rows}


def damage(folder: Path) -> None:
    """What a failing disk does to a closed office: the page with the values is no page any more."""
    database = folder / DATABASE_NAME
    with closing(sqlite3.connect(database)) as conn:
        page = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'nilai'").fetchone()[0]
        size = conn.execute("PRAGMA page_size").fetchone()[0]
    with database.open("r+b") as opened:
        opened.seek(size * (page - 1))
        opened.write(b"\xff" * size)
