"""Rules as data: what has to hold in a form, and what is said where it does not."""

from __future__ import annotations

from typing import Literal

from app.domain.bagian import Strict

Tingkat = Literal["catatan", "peringatan", "penghalang"]
Fase = Literal["mengisi", "selesai", "tanda_tangan"]
Kelompok = Literal[
    "jumlah", "kumulatif", "batas", "lonjakan", "kembar", "wajar", "anggaran", "satuan", "lain"
]


class TingkatFase(Strict, frozen=True, kw_only=True):
    """How serious a finding is in each phase of the work."""

    mengisi: Tingkat
    selesai: Tingkat
    tanda_tangan: Tingkat


class Aturan(Strict, frozen=True, kw_only=True):
    """A rule: when `syarat` is false, `pesan` is shown at cell `sel`.

    `tiap` repeats the rule over "kolom:tabel" or "baris:tabel"; names without dots are then
    looked up in that column or row, and those named in `kecuali` are left out. `bila` is a
    condition to be tested first. With `sekali` only the first place it finds is told. `kelompok`
    is the family people filter by.
    """

    kode: str
    syarat: str
    pesan: str
    saran: str
    sel: str
    tingkat: TingkatFase
    sumber: str
    tiap: str = ""
    kecuali: list[str] = []
    bila: str = ""
    sekali: bool = False
    kelompok: Kelompok = "lain"
