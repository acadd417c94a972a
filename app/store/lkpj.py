"""What an office writes down for its LKPJ; lines are only ever added, the latest one counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.domain.lkpj import BahanLkpj, JenisBahan, Rekomendasi

if TYPE_CHECKING:
    from app.store.office import Office

_LATEST = """
    SELECT b.jenis, b.kode, b.tahun, b.isi
    FROM (SELECT MIN(nomor) AS mulai, MAX(nomor) AS kini FROM bahan_lkpj
          WHERE :tahun IS NULL OR tahun = :tahun GROUP BY tahun, jenis, kode) AS batas
    JOIN bahan_lkpj AS b ON b.nomor = batas.kini
    WHERE b.isi <> '[]' ORDER BY batas.mulai
"""
_ADD = """
    INSERT INTO bahan_lkpj (jenis, kode, tahun, isi, waktu, pelaku) VALUES (?, ?, ?, ?, ?, ?)
"""
_RECOMMENDED = "SELECT tindak_lanjut, tahun, tujuan FROM rekomendasi_dprd ORDER BY nomor"
_RECOMMEND = "INSERT INTO rekomendasi_dprd (tindak_lanjut, tahun, tujuan) VALUES (?, ?, ?)"


def notes(office: Office, tahun: int | None = None) -> list[BahanLkpj]:
    """What is written down for a year, or for all of them, in the order it was begun."""
    return [
        BahanLkpj(JenisBahan(jenis), kode, year, tuple(json.loads(isi)))
        for jenis, kode, year, isi in office.conn.execute(_LATEST, {"tahun": tahun})
    ]


def write(office: Office, bahan: BahanLkpj, *, pelaku: str) -> None:
    """Keep a note; without any text it is taken away. What it said before stays in the file."""
    isi = json.dumps(bahan.isi if any(bahan.isi) else [], ensure_ascii=False)
    when = office.now().isoformat(timespec="seconds")
    with office.transaction() as conn:
        conn.execute(_ADD, (bahan.jenis.value, bahan.kode, bahan.tahun, isi, when, pelaku))


def recommendations(office: Office) -> dict[str, Rekomendasi]:
    """The follow-ups that are recommendations of the DPRD, by their ids, as they were entered."""
    rows = office.conn.execute(_RECOMMENDED)
    return {kode: Rekomendasi(tahun, tujuan) for kode, tahun, tujuan in rows}


def recommend(office: Office, kode: str, rekomendasi: Rekomendasi) -> None:
    """Say that a follow-up which is new here is a recommendation of the DPRD."""
    with office.transaction() as conn:
        conn.execute(_RECOMMEND, (kode, *rekomendasi))
