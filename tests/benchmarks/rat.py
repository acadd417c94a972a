"""A RAT of a thousand rows: opened, sorted, sifted, and printed, each beside its floor."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths
from app.domain import register
from app.domain.periode import Periode
from app.exchange import keluaran_cetak
from app.store import door, people, pustaka
from app.store.door import CellWrite
from app.store.office import Identitas, Office
from tests.benchmarks.timing import Figure, child, clocked, interleaved
from tests.exchange import contoh_rat

if TYPE_CHECKING:
    from app.domain.cetak_tabel import LembarCetak

ROWS = 1_000
FORM, TABLE, REGION, YEAR = "F-K05", "rat", "53.08", Periode(2026)
MOST_MS = 500.0
_TIMES = 5


def now() -> datetime:
    return datetime.now().astimezone()


def office_with_rows(folder: Path) -> Path:
    """An office whose RAT has so many rows, like those of the RAT of 2023."""
    with Office.create(folder, Identitas("kabupaten", REGION, "Bapperida", "uji"), now) as office:
        people.add_user(office, nama="Maria Contoh", peran="operator", jabatan="Analis")
        pustaka.install(office, paths.forms())
        cells = [cell for number in range(ROWS) for cell in _row(number)]
        door.write(office, cells, jenis="isi", label="contoh", pelaku="Maria Contoh")
    return folder


def _row(number: int) -> list[CellWrite]:
    lines = contoh_rat.lines()
    line = lines[number % len(lines)]
    row = register.row_id(1_700_000_000_000 + number, os.urandom(register.RANDOM_BYTES))
    names = {
        "sektor": line["sektor_urusan"], "kebijakan": line["kebijakan"], "sasaran": line["sasaran"],
        "indikator_sasaran": line["indikator_sasaran"], "program": line["program"],
        "indikator_program": line["indikator_program"],
        "kegiatan": f"{line['kegiatan'] or 'Kegiatan'} {number}",
        "indikator_kegiatan": line["indikator_kegiatan"], "lokasi_tingkat": "kabkota",
        "lokasi": REGION, "lokasi_teks": "Kab. Ende", "target_jenis": "angka",
        "target_satuan": "orang", "sumber_dana": "pad", "opd": "Dinas Sosial",
        "strategi": "beban", "kode_program": "1.06.02",
    }  # fmt: skip
    values: dict[str, str | int] = {kolom: text for kolom, text in names.items() if text}
    values |= {"target_nilai": 100 * (number % 90 + 1), "pagu": 1_000_000 * (number + 1)}
    return [
        CellWrite(FORM, REGION, str(YEAR), f"{TABLE}.{row}.{kolom}", nilai)
        for kolom, nilai in values.items()
    ]


def export(folder: Path) -> list[Figure]:
    """L1 as the user saves it, beside openpyxl writing its values, and its merged cells too."""
    with Office.open(folder, now) as office:
        made = keluaran_cetak.make(office, "L1", YEAR, REGION)
        target = folder.parent / "L1.xlsx"

        def save() -> None:
            keluaran_cetak.save(keluaran_cetak.make(office, "L1", YEAR, REGION), target)

        return [
            _beside(
                "nilai yang sama, tanpa gabungan", lambda: _plain(made.lembar[0], folder), save
            ),
            _beside("sel gabungan yang sama", lambda: _merged(made.lembar[0], folder), save),
        ]


def _beside(what: str, plain: Callable[[], None], save: Callable[[], None]) -> Figure:
    save()
    plain()
    floor, lontar = interleaved(lambda: clocked(plain), lambda: clocked(save), _TIMES)
    name = "L1 dari RAT 1.000 baris, dibaca ulang"
    return Figure(name, "ms", f"openpyxl menulis {what}", floor, lontar, 2.0)


def _plain(sheet: LembarCetak, folder: Path) -> None:
    _book(sheet).save(folder.parent / "plain.xlsx")


def _merged(sheet: LembarCetak, folder: Path) -> None:
    book = _book(sheet)
    for row, column, last_row, last_column in sheet.gabungan:
        place = {"start_row": row + 1, "start_column": column + 1}
        book.active.merge_cells(**place, end_row=last_row + 1, end_column=last_column + 1)
    book.save(folder.parent / "merged.xlsx")


def _book(sheet: LembarCetak) -> Any:
    import openpyxl

    book = openpyxl.Workbook()
    for line in (*sheet.kepala, *sheet.baris):
        book.active.append(list(line))  # type: ignore[union-attr]
    return book


def look(folder: Path) -> list[Figure]:
    """Opening, sorting and sifting in one child process."""
    empty, full, sort, sift = _quarters(child("rat_windows", str(folder)))
    beyond = min(full) - min(empty)
    verdict = "tercapai" if beyond <= MOST_MS else "BELUM"
    remark = f"{beyond:.0f} ms lebih lama daripada formulir kosong (paling lama 500: {verdict})"
    # The goal is a difference; as a ratio it is what half a second more would be.
    goal = (min(empty) + MOST_MS) / min(empty)
    return [
        Figure("membuka RAT 1.000 baris", "ms", "formulir kosong", empty, full, goal, remark),
        Figure("mengurutkan 1.000 baris", "ms", "formulir kosong dibuka", empty, sort, goal),
        Figure("menyaring 1.000 baris", "ms", "formulir kosong dibuka", empty, sift, goal),
    ]


def _quarters(taken: list[float]) -> list[list[float]]:
    part = len(taken) // 4
    return [taken[place * part : (place + 1) * part] for place in range(4)]


def measure(folder: Path) -> list[Figure]:
    """All figures of the RAT."""
    office = office_with_rows(folder / "rat")
    return [*look(office), *export(office)]
