"""The population projection of NTT as Pergub 88/2025 prints it (Tabel 1.2), in our own sheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from app import paths
from app.domain.angka import format_number
from app.domain.kisi import Kisi, kisi_of
from app.store import pustaka

YEARS = range(2025, 2030)
BROKEN = {
    ("53.03", 2029): "29.666",
    ("53.05", 2026): "23.197",
    ("53.06", 2025): "29.676",
    ("53.06", 2027): "30.524",
    ("53.18", 2025): "3.355",
}
"""The five cells that lost a zero on their way into print."""

REPAIRED = {
    "G6": ("29.666", "296.660"),
    "D8": ("23.197", "231.970"),
    "C9": ("29.676", "296.760"),
    "E9": ("30.524", "305.240"),
    "C21": ("3.355", "335.500"),
}
MERGED = [(1, 2, 1, 6), (1, 0, 2, 0), (1, 1, 2, 1)]


def rows(broken: dict[tuple[str, int], str] | None = None) -> list[list[str]]:
    """The table; both "Kupang" are called so, as in print."""
    broken = BROKEN if broken is None else broken
    regions = pustaka.load_wilayah(paths.forms())
    found = [
        ["Tabel 1.2 Proyeksi Penduduk Tahun 2025-2029", *[""] * 6],
        ["No", "Kabupaten/Kota", "Jumlah Penduduk (jiwa)", *[""] * 4],
        ["", "", *map(str, YEARS)],
    ]
    for number, (code, one) in enumerate(list(regions.items())[1:], start=1):
        name = one.nama.removeprefix("Kabupaten ").removeprefix("Kota ")
        figures = [broken.get((code, y), format_number(one.penduduk[y])) for y in YEARS]
        found.append([str(number), name, *figures])
    whole = [format_number(regions["53"].penduduk[y]) for y in YEARS]
    found.append(["", "Nusa Tenggara Timur", *whole])
    found.append(["Sumber: BPS, Proyeksi Penduduk Hasil SP2020", *[""] * 6])
    return found


def sheet(broken: dict[tuple[str, int], str] | None = None) -> Kisi:
    return kisi_of(rows(broken), MERGED)


def workbook(lines: list[list[str]]) -> bytes:
    """Such a table as a file."""
    import openpyxl

    book = openpyxl.Workbook()
    page: Any = book.active
    for row in lines:
        page.append([text or None for text in row])
    for top, left, bottom, right in MERGED:
        page.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    out = BytesIO()
    book.save(out)
    return out.getvalue()
