"""The recipe of the kemiskinan part of the demo, and the sheet it is about to fill."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from app.domain import register
from app.exchange.demo_angka import draw, population

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah

_YEAR_MS = 31_556_952_000


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the data file; an unknown field is a mistake."""


class Garis(_Strict, frozen=True):
    """The poverty line of the province in a year, and by how many per cent it grows."""

    tahun: int
    rupiah: int
    naik: int


class ResepWilayah(_Strict, frozen=True):
    """A region in the base year, in hundredths of a per cent; `asal` names what is public."""

    p0: int
    satuan: dict[str, int]
    ekstrem: int | None = None
    asal: str = ""


class Kegiatan(_Strict, frozen=True):
    """A row of the RAT."""

    sektor: str
    kebijakan: str
    sasaran: str
    indikator_sasaran: str
    program: str
    indikator_program: str
    kegiatan: str
    indikator_kegiatan: str
    satuan: str
    per_juta: int
    biaya: int
    dana: str
    opd: str
    strategi: str
    penerima: str


class ResepMiskin(_Strict, frozen=True):
    """All of it; the data file says what each means."""

    tahun_dasar: int
    turun: int
    garis: Garis
    tidak_dirilis: list[str]
    belum_lengkap: str
    kosong: list[str]
    belum_dilaporkan: int
    nol_hilang: str
    wilayah: dict[str, ResepWilayah]
    kegiatan: list[Kegiatan]


def load(folder: Path) -> ResepMiskin:
    """The recipe from `folder`."""
    text = (folder / "kemiskinan.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), ResepMiskin)


@dataclass(frozen=True, slots=True)
class Lembar:
    """One form of one region and quarter; with `latihan` this year's stories are in it.

    `semua` are all regions: the province's own figures lie near the sum of theirs.
    """

    form: Formulir
    wilayah: Wilayah
    periode: Periode
    resep: ResepMiskin
    latihan: bool
    semua: Mapping[str, Wilayah]

    @property
    def tahun(self) -> int:
        return self.periode.tahun

    @property
    def people(self) -> int:
        return population(self.wilayah, self.tahun)

    def draw(self, low: int, high: int, *names: object) -> int:
        """A number of this region."""
        return draw(low, high, self.wilayah.kode, "kemiskinan", *names)

    def told(self, kode: str) -> bool:
        """Whether a story of the data file plays here."""
        return self.latihan and self.wilayah.kode == kode

    def row(self, number: int) -> str:
        """The id of a row: the same in the RAT and in its realisation, in the order of the file."""
        moment = (self.tahun - 1970) * _YEAR_MS + number
        seed = f"{self.wilayah.kode}|RAT|{self.tahun}|{number}"
        digest = hashlib.sha256(seed.encode()).digest()
        return register.row_id(moment, digest[: register.RANDOM_BYTES])
