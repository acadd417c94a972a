"""What a written report consists of, before any program's file format: headings, text, tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.cetak_tabel import LembarCetak


@dataclass(frozen=True, slots=True)
class Judul:
    """A heading; 1 is a chapter. With `halaman_baru` it begins a page, as every chapter does."""

    teks: str
    tingkat: int
    halaman_baru: bool = False

    @property
    def baru(self) -> bool:
        """Whether it begins a page."""
        return self.halaman_baru or self.tingkat == 1


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph. One that a person still has to write stands in brackets (`tulis`)."""

    teks: str
    tulis: bool = False


@dataclass(frozen=True, slots=True)
class Daftar:
    """A list of points."""

    butir: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table with its caption above it."""

    judul: str
    isi: LembarCetak


Bagian = Judul | Alinea | Daftar | Tabel


@dataclass(frozen=True, slots=True)
class Naskah:
    """A whole report."""

    judul: tuple[str, ...]
    kantor: str
    bagian: tuple[Bagian, ...]
