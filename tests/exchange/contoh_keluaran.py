"""A small office of a kabupaten with something in every form that the outputs print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain import register
from app.domain.nilai import Keadaan
from app.store import people, pustaka
from app.store.door import CellWrite, write
from app.store.office import Identitas, Office
from tests.contoh_demo import now

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.nilai import Nilai

ENDE, QUARTER, YEAR = "53.08", "2026-T2", "2026"
A, B, C, D = (register.row_id(ms, bytes(10)) for ms in (1_000, 2_000, 3_000, 4_000))
VILLAGE = "Detusoko Barat"

RAT: dict[str, dict[str, Nilai]] = {
    A: {"sektor": "Sosial", "program": "Perlindungan", "kegiatan": "Sembako", "opd": "Dinas Sosial",
        "pagu": 1_000, "strategi": "beban", "sumber_dana": "pad",
        "lokasi_tingkat": "kabkota", "lokasi": ENDE},
    B: {"sektor": "Sosial", "program": "Perlindungan", "kegiatan": "Verval", "opd": "Dinas Sosial",
        "pagu": 1_000, "ikut": A, "strategi": "beban", "sumber_dana": "pad"},
    C: {"sektor": "Desa", "program": "Desa", "kegiatan": "Air bersih", "opd": "Dinas PMD",
        "pagu": 500, "sumber_dana": "pad;dau"},
}  # fmt: skip
REALISASI: dict[str, dict[str, Nilai]] = {
    A: {"sektor": "Sosial", "program": "Perlindungan", "kegiatan": "Sembako", "opd": "Dinas Sosial",
        "pagu": 1_000, "realisasi": 250, "target_nilai": 20_000, "target_satuan": "KK",
        "kinerja": 5_000, "masalah": "Lelang terlambat", "upaya": "Dipercepat"},
    B: {"sektor": "Sosial", "program": "Perlindungan", "kegiatan": "Verval", "pagu": 1_000},
    C: {"sektor": "Desa", "program": "Desa", "kegiatan": "Air bersih", "pagu": 500,
        "target_nilai": 300, "target_satuan": "unit", "lokasi_teks": "Desa Detusoko Barat"},
}  # fmt: skip
PENERIMA: dict[str, dict[str, Nilai]] = {
    A: {"kegiatan": "Sembako", "wilayah": ENDE, "desa": VILLAGE, "satuan": "orang",
        "total": 30, "l": 28, "p": 2, "dis": 1},
    B: {"kegiatan": "sembako", "wilayah": ENDE, "desa": "Wolotopo", "satuan": "orang",
        "total": 40, "l": 15, "p": 25, "dis": 9},
}  # fmt: skip
RAPAT: dict[str, dict[str, Nilai]] = {
    A: {"judul": "Rakor", "tanggal": "2026-05-12", "jenis": "rakor"},
    B: {"judul": "Rapat sesudahnya", "tanggal": "2026-09-12", "jenis": "rakor"},
}
BUTIR: dict[str, dict[str, Nilai]] = {
    A: {"uraian": "Selesai tepat", "tenggat": "2026-05-30", "selesai": "2026-05-30"},
    B: {"uraian": "Lewat tenggat", "tenggat": "2026-06-20", "status": "proses"},
    C: {"uraian": "Belum jatuh tempo", "tenggat": "2026-08-20", "status": "belum"},
}
ADUAN: dict[str, dict[str, Nilai]] = {
    A: {"ringkasan": "Belum dapat", "tanggal": "2026-04-11", "jenis": "tidak_dapat",
        "desa": VILLAGE, "selesai": "2026-04-20"},
    B: {"ringkasan": "Sudah mampu", "tanggal": "2026-05-11", "jenis": "salah_sasaran"},
}  # fmt: skip
MAKRO: dict[str, dict[str, Nilai]] = {
    "2022": {"makro.a01.maret": 2340},
    "2024": {"makro.a01.maret": 2275, "makro.a02.maret": 6355},
    "2025": {"makro.a01.maret": 2230, "makro.a01.september": 2210, "makro.a04.maret": 892},
    YEAR: {"makro.a02.maret": 6212, "makro.a10.maret": Keadaan.TIDAK_DIRILIS},
}
LAIN: dict[str, dict[str, Nilai]] = {
    "F-K12": {"s1.s1_01_a01.status_1": "berjalan", "s1.s1_01_a01.anggaran_1": 150_000_000,
              "s5.s5_01_a01.status_1": "selesai"},
    "F-K13": {"evaluasi.s1_01.realisasi": 260, "evaluasi.s2_11.realisasi": 305},
    "F-K04": {"sk.nomor.isi": "34/KEP/2026"},
}  # fmt: skip


def office(folder: Path) -> Office:
    """The office, open; its clock stands after the quarter."""
    made = Office.create(folder, Identitas("kabupaten", ENDE, "Bapperida Ende", "uji"), now)
    people.add_user(made, nama="Maria Contoh", peran="pimpinan", jabatan="Kepala Bapperida")
    pustaka.install(made, paths.forms())
    put_rows(made, "F-K05", YEAR, "rat", RAT)
    put_rows(made, "F-K10", YEAR, "rapat", RAPAT)
    put_rows(made, "F-K10", YEAR, "butir", BUTIR)
    put_rows(made, "F-K11", YEAR, "aduan", ADUAN)
    annual = pustaka.load_forms(paths.forms())["F-K06"]
    for kolom in annual.tables["realisasi"].kolom:
        period = YEAR if kolom.tahunan else QUARTER
        rows = {row: {k: v for k, v in cells.items() if k == kolom.kode}
                for row, cells in REALISASI.items()}  # fmt: skip
        put_rows(made, "F-K06", period, "realisasi", rows)
    put_rows(made, "F-K07", QUARTER, "penerima", PENERIMA)
    for year, cells in MAKRO.items():
        put(made, "F-K02", year, cells)
    for form, cells in LAIN.items():
        put(made, form, YEAR, cells)
    put(made, "F-K14", QUARTER, {"mutu.dtsen.individu": 200, "mutu.dtsen.padan": 190})
    return made


def put_rows(
    made: Office, form: str, period: str, tabel: str, rows: dict[str, dict[str, Nilai]]
) -> None:
    """Write rows of a register."""
    put(made, form, period, {
        f"{tabel}.{row}.{kolom}": nilai for row, cells in rows.items()
        for kolom, nilai in cells.items()
    })  # fmt: skip


def put(made: Office, form: str, period: str, cells: dict[str, Nilai]) -> None:
    """Write cells of a form."""
    own = made.identitas.wilayah
    found = [CellWrite(form, own, period, sel, nilai) for sel, nilai in cells.items()]
    if found:
        write(made, found, jenis="isi", label="", pelaku="Maria Contoh")
