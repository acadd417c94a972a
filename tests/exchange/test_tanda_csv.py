"""What stands between the cells of a CSV, whatever its title, decimals and first line say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.exchange import tempel_berkas
from tests.exchange import contoh_asing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Kec,KK\nLio,5\n", [("Kec", "KK"), ("Lio", "5")]),
        ("Rekap A, B, C\nKec;KK\nLio;5\n", [("Rekap A, B, C", ""), ("Kec", "KK"), ("Lio", "5")]),
        ("Kec;Nilai\nLio;1,5\nMaro;2,5\n", [("Kec", "Nilai"), ("Lio", "1,5"), ("Maro", "2,5")]),
        ("sep=;\r\nKec;Nilai\r\nLio;1,5\r\n", [("Kec", "Nilai"), ("Lio", "1,5")]),
        ("sep=,\nKec,Nilai;x\n", [("Kec", "Nilai;x")]),
        ("Kecamatan\nLio\n", [("Kecamatan",), ("Lio",)]),
        ("", [("",)]),
    ],
)
def test_the_mark_is_found(tmp_path: Path, text: str, rows: list[tuple[str, ...]]) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(text.encode())
    assert list(tempel_berkas.read_block(file).baris) == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_gives_the_same_block(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(contoh_asing.paid_out().encode(encoding))
    rows = tempel_berkas.read_block(file).baris
    assert rows[1] == ("Nama kecamatan", "Tersalur", "Nilai (juta rupiah)")
    assert rows[2] == ("Kec. Amabi Oefeto", "900", "12,5")
