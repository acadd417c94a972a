"""What a text means in a cell: a value, an empty cell, a question, or a refusal with its reason.

Typing, pasting and files all come through `read_cell`, so a text means the same wherever it comes
from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain import kata
from app.domain.aksara import tidied
from app.domain.angka_aksara import NumberError
from app.domain.angka_baca import AmbiguousNumberError, Satuan, parse_number
from app.domain.nilai import Keadaan, Nilai

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Sel


@dataclass(frozen=True, slots=True)
class Ditolak:
    """Why a text cannot stand in a cell: a catalogue key below `bidang`, and its data.

    With `pilihan` it may stand there once somebody has said which of these values is meant.
    """

    alasan: str
    data: Mapping[str, str] = field(default_factory=dict)
    pilihan: tuple[Nilai, ...] = ()
    bidang: str = "angka"

    @classmethod
    def of(cls, kunci: str, data: Mapping[str, str], pilihan: tuple[Nilai, ...] = ()) -> Ditolak:
        """The same by the whole key of its sentence."""
        bidang, _, alasan = kunci.rpartition(".")
        return cls(alasan, data, pilihan, bidang)

    @property
    def kunci(self) -> str:
        """The key of the sentence."""
        return f"{self.bidang}.{self.alasan}"


_STATES = {
    "nihil": Keadaan.NIHIL,
    "nil": Keadaan.NIHIL,
    "belum tersedia": Keadaan.BELUM_TERSEDIA,
    "not yet available": Keadaan.BELUM_TERSEDIA,
    "tidak berlaku": Keadaan.TIDAK_BERLAKU,
    "not applicable": Keadaan.TIDAK_BERLAKU,
    "bukan kewenangan": Keadaan.BUKAN_KEWENANGAN,
    "outside authority": Keadaan.BUKAN_KEWENANGAN,
    "tidak dirilis, rse tinggi": Keadaan.TIDAK_DIRILIS,
    "tidak dirilis": Keadaan.TIDAK_DIRILIS,
    "tidak dirilis rse tinggi": Keadaan.TIDAK_DIRILIS,
    "not released, high rse": Keadaan.TIDAK_DIRILIS,
}
_NONE = (Keadaan.NIHIL, Keadaan.BELUM_TERSEDIA)
_LATER = (Keadaan.BELUM_TERSEDIA, Keadaan.NIHIL)
_NOT_HERE = (Keadaan.BELUM_TERSEDIA, Keadaan.TIDAK_BERLAKU)
_SAID_OTHERWISE: dict[str, tuple[Nilai, ...]] = {
    **dict.fromkeys(("tidak ada", "tdk ada", "none", "tidak ada kasus"), _NONE),
    **dict.fromkeys(
        ("belum ada", "belum ada data", "belum", "belum terdata", "belum diisi", "data belum ada",
         "data belum tersedia", "data tidak tersedia", "tidak ada data", "tidak tersedia",
         "no data", "menunggu data", "dalam proses"),
        _LATER,
    ),
    **dict.fromkeys(("na", "n/a", "n.a", "n.a.", "tad", "t.a.d."), _NOT_HERE),
    **dict.fromkeys(
        ("tidak ada kegiatan", "tidak dilaksanakan", "tidak terlaksana", "tidak relevan"),
        (Keadaan.NIHIL, Keadaan.TIDAK_BERLAKU, Keadaan.BUKAN_KEWENANGAN),
    ),
}  # fmt: skip
"""What people write where a number is missing: nearly a declaration, so it is asked."""


def declared(teks: str) -> Keadaan | None:
    """The absence a text declares, in any cell; None when it declares none."""
    return _STATES.get(" ".join(teks.split()).casefold().replace("_", " "))


def read_cell(sel: Sel, teks: str) -> Nilai | Ditolak | None:
    """The value a text stands for in a cell; None when there is no text."""
    state = declared(teks)
    if state is not None:
        return state if sel.kolom.offers(state) else Ditolak("keadaan_lain", {}, _offered(sel))
    if sel.berkata:
        plain = tidied(teks).teks.strip()
        return read_words(sel, plain) if plain else None
    said = " ".join(teks.split()).casefold()
    if not said:
        return None
    if said in _SAID_OTHERWISE:
        return Ditolak("kata_kosong", {}, _SAID_OTHERWISE[said])
    return _number(sel, teks)


def read_words(sel: Sel, teks: str) -> str | Ditolak:
    """What tidied words stand for in a cell that keeps words."""
    try:
        return kata.read(sel.kolom, teks)
    except kata.WordError as error:
        data = {"kolom": sel.kolom.label, "contoh": sel.kolom.contoh, "aksara": error.aksara}
        return Ditolak(error.alasan, data, tuple(error.pilihan), "kata")


def _number(sel: Sel, teks: str) -> int | Ditolak:
    try:
        nilai = parse_number(teks, sel.desimal, unit_of(sel))
    except AmbiguousNumberError as error:
        fitting = (one.scaled(sel.desimal) for one in error.pilihan)
        choices = tuple(nilai for nilai in fitting if nilai is not None and nilai >= 0)
        if choices:
            return Ditolak(error.alasan, {**error.data, "bacaan": error.spelled}, choices)
        return Ditolak("negatif")
    except NumberError as error:
        offered: tuple[Nilai, ...] = ()
        if error.alasan == "tanpa_angka":
            offered = (0, *_offered(sel))
        return Ditolak(error.alasan, error.data, offered)
    return Ditolak("negatif") if nilai < 0 else nilai


def _offered(sel: Sel) -> tuple[Keadaan, ...]:
    return tuple(state for state in Keadaan if sel.kolom.offers(state))


def names_absence(teks: str) -> bool:
    """Whether a text says that a number is missing, in whatever words."""
    said = " ".join(teks.split()).casefold()
    return said in _STATES or said in _SAID_OTHERWISE or (bool(said) and not said.strip("-\u2013."))


def unit_of(sel: Sel) -> Satuan:
    """What a cell counts."""
    if sel.jenis == "rupiah":
        return "rupiah"
    if sel.jenis == "persen" or sel.baris.satuan in {"%", "persen"}:
        return "persen"
    return "jumlah" if sel.jenis == "bulat" else ""
