"""The RAT of NTT for 2023 laid out as printed: facts of its Tabel 3.1, in a workbook of our own."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path
from typing import Any

COLUMNS = (
    "no", "sektor_urusan", "kebijakan", "sasaran", "indikator_sasaran", "program",
    "indikator_program", "kegiatan", "indikator_kegiatan", "lokasi", "target_kinerja", "pagu_rp",
    "sumber_pendanaan",
)  # fmt: skip
HEADS = (
    "No", "Sektor/ Urusan", "Kebijakan", "Sasaran", "Indikator Sasaran", "Program",
    "Indikator Program", "Kegiatan", "Indikator Kegiatan", "Lokasi", "Target Tahun 2023", "",
    "Sumber Pendanaan",
)  # fmt: skip
PAGU, KINERJA, SUMBER = COLUMNS.index("pagu_rp"), COLUMNS.index("target_kinerja"), 12
FIRST = 6
"""The first row of the matrix in the workbook, from 1."""

SHARED = {"RAT23-02": 3, "RAT23-05": 3}
_SHARED_FROM = {2: 3, 5: 3}
"""Sums that are merged over several rows: the first of them by its place, and how many."""

TOTAL = 164_734_762_202


def lines() -> list[dict[str, str]]:
    """The 34 rows; cells filled down from above are filled."""
    with (Path(__file__).parent / "rat_2023.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed_pagu(amount: str, place: int) -> str:
    """An amount the way it is printed here or there in the table."""
    if not amount:
        return ""
    if place % 3 == 1:
        return f"Rp .{int(amount):,} ,00"
    return f"{int(amount):,}"


def workbook(total: int | None = TOTAL, changed: dict[str, str] | None = None) -> bytes:
    """The table; `changed` puts other texts into cells by their address."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "RAT"
    sheet["A1"] = "Tabel 3.1"
    sheet["A2"] = "Matriks Rencana Aksi Tahunan Penanggulangan Kemiskinan NTT Tahun 2023"
    for place, head in enumerate(HEADS, start=1):
        sheet.cell(3, place, head or None)
        if place not in {PAGU + 1, KINERJA + 1}:
            sheet.merge_cells(start_row=3, end_row=4, start_column=place, end_column=place)
        sheet.cell(5, place, str(place))
    sheet.merge_cells("K3:L3")
    sheet["K4"], sheet["L4"] = "Kinerja", "Pagu"
    last = _fill(sheet)
    if total is not None:
        sheet.cell(last + 1, 2, "Jumlah")
        sheet.cell(last + 1, PAGU + 1, f"Rp. {total:,}")
        sheet.cell(last + 3, SUMBER, "Kupang, 2 Januari 2023")
        sheet.cell(last + 4, SUMBER, "Kepala Bapperida")
    for address, text in (changed or {}).items():
        sheet[address] = text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any) -> int:
    rows = lines()
    for number, row in enumerate(rows):
        filled_down = row["sel_diisi_turun"].split("|")
        for place, name in enumerate(COLUMNS):
            text = printed_pagu(row[name], number) if place == PAGU else row[name]
            if name not in filled_down and text:
                sheet.cell(FIRST + number, place + 1, text)
    for name in COLUMNS:
        _merge(sheet, rows, name)
    for first, count in _SHARED_FROM.items():
        for column in (PAGU + 1, SUMBER + 1):
            top = FIRST + first - 1
            sheet.merge_cells(
                start_row=top, end_row=top + count - 1, start_column=column, end_column=column
            )
    return FIRST + len(rows) - 1


def _merge(sheet: Any, rows: list[dict[str, str]], name: str) -> None:
    """Merge every cell with those below it that are filled down from it."""
    column = COLUMNS.index(name) + 1
    start = 0
    for number in range(1, len(rows) + 1):
        down = number < len(rows) and name in rows[number]["sel_diisi_turun"].split("|")
        if not down:
            if number - start > 1:
                sheet.merge_cells(
                    start_row=FIRST + start,
                    end_row=FIRST + number - 1,
                    start_column=column,
                    end_column=column,
                )
            start = number
