"""Places as they are written in one cell, "Kab. Kupang, Lembata dan Sumba Barat"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from app.domain.isian import Ditolak
from app.domain.kisi import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.ejaan import Ejaan

PROVINSI, SEMUA, KABKOTA = "provinsi", "semua_kabkota", "kabkota"
KECAMATAN, DESA, BELUM = "kecamatan", "desa", "belum_ditentukan"
JOINT = ";"

_BETWEEN = re.compile(r"[;,\n]|\bdan\b|&", re.IGNORECASE)
_ALL = re.compile(
    r"(?:\b(?P<jumlah>\d+)|\b(?:semua|seluruh))\s+(?:kab\b|kabupaten\b)", re.IGNORECASE
)
_LATER = re.compile(r"\b(?:terpilih|menyusul|belum ditentukan|tentatif)\b", re.IGNORECASE)
_SMALLER = re.compile(r"\b(?P<apa>desa|kelurahan|kel\.?|kecamatan|kec\.?)\s", re.IGNORECASE)
_PROV = re.compile(r"prov(?:insi)?\.?", re.IGNORECASE)
_MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class Tempat:
    """How far places reach and their codes, several of them joined; or a question about them."""

    tingkat: str
    kode: str | Ditolak | None = None


@dataclass(frozen=True, slots=True)
class Peta:
    """What reading and writing places needs: spellings, names by code, and the province."""

    ejaan: Ejaan
    nama: Mapping[str, str] = field(default_factory=dict)
    provinsi: str = ""
    milik: str = ""
    """The kabupaten whose own list it is: a kecamatan without another name lies there."""
    dibaca: dict[str, Tempat] = field(default_factory=dict, compare=False, repr=False)
    """What was read before: a table says the same places again and again."""

    @property
    def jumlah(self) -> int:
        """How many kabupaten and kota there are."""
        return sum(kode != self.provinsi for kode in self.nama)


def read_places(text: str, peta: Peta) -> Tempat:
    """What a list of places says; a name that may be two regions is asked, none is guessed."""
    found = peta.dibaca.get(text)
    if found is None:
        found = peta.dibaca[text] = _places(one_line(text), peta)
    return found


def _places(plain: str, peta: Peta) -> Tempat:
    if _LATER.search(plain):
        return Tempat(BELUM)
    every = _ALL.search(plain)
    if every is not None and _is_all(every["jumlah"], plain, peta):
        whole = any(_PROV.fullmatch(part.strip()) for part in _BETWEEN.split(plain))
        return Tempat(SEMUA, peta.provinsi if whole else None)
    smaller = _SMALLER.search(f"{plain} ")
    if smaller is not None:
        level = KECAMATAN if smaller["apa"].casefold().startswith("kec") else DESA
        return Tempat(level, _kabupaten_inside(plain, peta))
    return _listed(plain, peta)


def _is_all(count: str | None, text: str, peta: Peta) -> bool:
    """Whether a number of kabupaten is all there are; "21 kabupaten dan Kota Kupang" is too."""
    if count is None:
        return True
    beside = len(re.findall(r"\b[Kk]ota\s+[A-Z]", text))
    return int(count) + beside == peta.jumlah or int(count) == peta.jumlah


def _listed(text: str, peta: Peta) -> Tempat:
    parts = [part.strip(" .") for part in _BETWEEN.split(text)]
    meant = [_meant(part, peta) for part in parts if part]
    unknown = [part for part, codes in zip(filter(None, parts), meant, strict=True) if not codes]
    if unknown:
        told = {"teks": text, "bagian": unknown[0]}
        return Tempat(KABKOTA, Ditolak.of("tabel.alasan.lokasi_asing", told))
    ways = [JOINT.join(sorted(set(way))) for way in product(*meant)]
    level = PROVINSI if ways == [peta.provinsi] else KABKOTA
    if len(ways) == 1:
        return Tempat(level, ways[0])
    doubtful = next(
        p for p, codes in zip(filter(None, parts), meant, strict=True) if len(codes) > 1
    )
    told = {"teks": text, "bagian": doubtful}
    choices = tuple(dict.fromkeys(ways))[:_MOST_CHOICES]
    return Tempat(level, Ditolak.of("tabel.alasan.lokasi_banyak", told, choices))


def _meant(part: str, peta: Peta) -> tuple[str, ...]:
    found = peta.ejaan.meant(part)
    if not found and _PROV.fullmatch(part):
        return (peta.provinsi,)
    return found


def _kabupaten_inside(text: str, peta: Peta) -> str | Ditolak | None:
    """The kabupaten that is named behind a village, `Desa Besipae Kab. TTS`."""
    said = re.search(r"\b((?:kab(?:upaten)?|kota)\b.*)", text, re.IGNORECASE)
    if said is None:
        own = (peta.milik,) if peta.milik else ()
        return Ditolak.of("tabel.alasan.lokasi_kecil", {"teks": text}, own)
    place = _listed(said[1], peta)
    return place.kode


def written(tingkat: str, kode: str | None, peta: Peta) -> str:
    """Places as they are printed."""
    names = [peta.nama.get(one, one) for one in (kode or "").split(JOINT) if one]
    if tingkat == SEMUA:
        return ", ".join([*names, f"{peta.jumlah} kab/kota"])
    if tingkat == BELUM and not names:
        return "Belum ditentukan"
    return ", ".join(names)
