"""Columns of a form: what their cells may hold and how they are offered."""

from __future__ import annotations

from typing import Literal

from app.domain.bagian import Strict
from app.domain.nilai import KEADAAN_KHUSUS, Keadaan

JenisSel = Literal[
    "bulat",
    "desimal",
    "rupiah",
    "persen",
    "teks",
    "pilihan",
    "pilihan_banyak",
    "ya_tidak",
    "tanggal",
    "wilayah",
    "wilayah_banyak",
    "baris",
]
Pilah = Literal["", "jenis_kelamin", "disabilitas", "ragam", "umur"]


JENIS_WILAYAH: frozenset[JenisSel] = frozenset({"wilayah", "wilayah_banyak"})
"""Kinds that name regions by their codes."""

JENIS_DAFTAR: frozenset[JenisSel] = frozenset({"pilihan", "pilihan_banyak", "ya_tidak", "baris"})
"""Kinds that offer a list to choose from."""

JENIS_KATA: frozenset[JenisSel] = JENIS_WILAYAH | JENIS_DAFTAR | {"teks", "tanggal"}
"""Kinds whose value is kept as a text; all others hold numbers."""


class Pilihan(Strict, frozen=True, kw_only=True):
    """One entry of a choice list: `kode` is stored, `label` is shown."""

    kode: str
    label: str


class Kolom(Strict, frozen=True, kw_only=True):
    """A column. `tahunan`: one value for the whole year. `lipat`: folds away on screen.

    `gugur` names the column that, when it declares there is no need, makes this one optional.
    `total` sums it under the table, `sisa` is the rest that a breakdown leaves, `pilah` says what
    it breaks the total down by, `ringkas` prints its group only when something stands in it,
    `pola` is what a text has to match (`contoh` shows one), `salin` lets the copy from last year
    take it along, and `ke` is the register whose rows a column of kind "baris" points to.
    `keadaan` lists declarations that not every column offers, `kata` the words that stand for
    single numbers of a computed column.
    """

    kode: str
    label: str
    jenis: JenisSel = "bulat"
    desimal: int = 0
    hitung: str = ""
    tahunan: bool = False
    wajib: bool = False
    lipat: bool = False
    lebar: int = 0
    grup: str = ""
    gugur: str = ""
    keterangan: str = ""
    total: bool = False
    sisa: bool = False
    pilah: Pilah = ""
    ringkas: bool = False
    pilihan: list[Pilihan] = []
    pola: str = ""
    contoh: str = ""
    salin: bool = True
    ke: str = ""
    keadaan: list[str] = []
    kata: dict[str, str] = {}

    def offers(self, keadaan: Keadaan) -> bool:
        """Whether an absence can be declared here; some only where the column says so."""
        return keadaan not in KEADAAN_KHUSUS or keadaan.value in self.keadaan

    @property
    def is_year(self) -> bool:
        """Whether its whole numbers are years: nobody writes 2026 with a dot."""
        return self.jenis == "bulat" and f"{self.label} ".startswith("Tahun ")
