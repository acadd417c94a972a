"""Regions, known by their Kemendagri code; a name is never a key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from app.domain.bagian import Keyakinan, Strict


class Wilayah(msgspec.Struct, frozen=True):
    """A province, kabupaten or kota; `penduduk` is the projected population by year, in people.

    `satuan` counts its kecamatan, kelurahan and desa by the decree that the file names, `alias` are
    further spellings of the name, for reading what others have written.
    """

    kode: str
    nama: str
    singkat: str
    jenis: str
    klaster: str = ""
    pulau: str = ""
    penduduk: Mapping[int, int] = {}
    alias: tuple[str, ...] = ()
    satuan: Mapping[str, int] = {}

    @property
    def is_provinsi(self) -> bool:
        """Tell whether this is the province itself."""
        return self.jenis == "provinsi"


class BarisWilayah(Strict, frozen=True, kw_only=True):
    """A region as a list writes it, with what only readers of old files and maps need."""

    kode: str
    nama: str
    singkat: str
    jenis: Literal["provinsi", "kabupaten", "kota"]
    penduduk: dict[str, int]
    satuan: dict[str, int]
    kode_bps: str
    ibu_kota: str
    pulau: str = ""
    klaster: str = ""
    keyakinan_klaster: Keyakinan | None = None
    alias: tuple[str, ...] = ()

    @property
    def wilayah(self) -> Wilayah:
        """The region itself."""
        return Wilayah(
            self.kode,
            self.nama,
            self.singkat,
            self.jenis,
            self.klaster,
            self.pulau,
            {int(tahun): jiwa for tahun, jiwa in self.penduduk.items()},
            self.alias,
            self.satuan,
        )
