"""Regions, known by their Kemendagri code; a name is never a key."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


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
