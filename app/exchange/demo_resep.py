"""The recipes of the demo: invented proportions and little stories, from data files."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

Jenis = Literal["melebihi", "serapan", "mutu_melebihi"]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a data file; an unknown field is a mistake."""


T = TypeVar("T", bound=_Strict)


class ResepLayanan(_Strict, frozen=True):
    """Proportions of one layanan; the data file says what each means."""

    per_juta: int
    capaian: tuple[int, int]
    biaya: int
    dana: dict[str, int]
    pola: Literal["kumulatif", "tetap"] = "kumulatif"
    perempuan: int = 50
    disabilitas: int = 8
    kejadian: int = 100
    bagian: dict[str, int] = {}


class ResepMutu(_Strict, frozen=True):
    """What a mutu row needs, by the way it is counted."""

    dasar: Literal["harus", "penduduk", "satu"]
    per: int
    kali: tuple[int, int]


class Resep(_Strict, frozen=True):
    """All proportions."""

    layanan: dict[str, ResepLayanan]
    mutu: dict[str, ResepMutu]
    satuan: dict[str, int]
    umur: dict[str, int]


class TemuanRekaan(_Strict, frozen=True):
    """A mistake that is put where someone can find it."""

    wilayah: str
    formulir: str
    jenis: Jenis


class Uraian(_Strict, frozen=True):
    """A problem and its solution, for the layanan of some urusan."""

    urusan: list[str]
    permasalahan: str
    solusi: str


class OpdRekaan(_Strict, frozen=True):
    """An OPD that hands in its urusan to its kabupaten."""

    wilayah: str
    nama: str
    urusan: list[str]


class Cerita(_Strict, frozen=True):
    """Who is late, what is wrong, and what people write about it."""

    belum_mengirim: str
    belum_lengkap: str
    kosong: list[str]
    temuan: list[TemuanRekaan]
    uraian: list[Uraian]
    opd: list[OpdRekaan]

    def owners(self, wilayah: str) -> list[OpdRekaan]:
        """The OPD of a kabupaten; none where it fills everything itself."""
        return [satu for satu in self.opd if satu.wilayah == wilayah]

    def planted(self, wilayah: str, formulir: str) -> set[Jenis]:
        """The mistakes in one sheet."""
        return {
            satu.jenis
            for satu in self.temuan
            if (satu.wilayah, satu.formulir) == (wilayah, formulir)
        }


def load_resep(folder: Path) -> Resep:
    """The proportions from `folder`."""
    return _load(Resep, folder / "layanan.toml")


def load_cerita(folder: Path) -> Cerita:
    """The stories from `folder`."""
    return _load(Cerita, folder / "cerita.toml")


def _load(kind: type[T], file: Path) -> T:
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), kind)
