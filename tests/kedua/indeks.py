"""The index of a region, worked out a second time from the sheet `Data` of its package.

Written from the reference of the index and from sections 2.5 and 3 of resources/format/paket.md,
with nothing of the product. The figures and the metode come from the package; which cells a form
asks for, answered or not, comes from the definitions in forms/.
"""

from __future__ import annotations

import json
import tomllib
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineWorkbook

FORMS = Path(__file__).parents[2] / "forms" / "spm"
LUAR, KURANG = "tidak dihitung", "belum lengkap"
"""Leaves the mean; cannot be told before something is answered."""
OUTSIDE = (("keadaan", "tidak_berlaku"), ("keadaan", "bukan_kewenangan"))

LUAR_ATAU_PENUH: dict[str, Fraction | str] = {"dikecualikan": LUAR, "penuh": Fraction(100)}
"""What something nobody needs counts as."""

Hasil = Fraction | str
"""A percentage, or one of the two words."""


class Paket(NamedTuple):
    """What the index needs of a package; `nilai` is kind and text by form and cell."""

    wilayah: str
    formulir: dict[str, int]
    metode: dict[str, Any]
    nilai: dict[tuple[str, str], tuple[str, str]]


class Layanan(NamedTuple):
    """One service: its parts as pairs of cells (reached, needed), and a cell from outside."""

    kode: str
    urusan: str
    bagian: dict[str, list[tuple[str, str]]]
    eksternal: str = ""
    desimal: int = 0


class Indeks(NamedTuple):
    """The three levels."""

    daerah: Hasil
    urusan: dict[str, Hasil]
    layanan: dict[str, Hasil]


# --- Reading --------------------------------------------------------------------------------------


def read(data: bytes) -> Paket:
    """The figures of a package as they stand in its hidden sheets, whoever signed them."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    meta = {str(row[0]): str(row[1]) for row in book.get_sheet_by_name("_meta").to_python()[1:]}
    pieces = sorted(key for key in meta if key.startswith("manifes."))
    told = json.loads("".join(meta[key] for key in pieces))
    rows = [row for row in book.get_sheet_by_name("Data").to_python() if any(row)][1:]
    return Paket(
        told["wilayah"],
        {kode: one["versi"] for kode, one in told["formulir"].items()},
        told["metode"],
        {(str(form), str(sel)): (str(kind), str(isi)) for _, form, sel, kind, isi in rows},
    )


@cache
def definitions() -> dict[tuple[str, int], Layanan]:
    """Every service by code and version."""
    shape = tomllib.loads((FORMS / "_bentuk.toml").read_text("utf-8"))
    files = [tomllib.loads(one.read_text("utf-8")) for one in sorted(FORMS.glob("*/*.toml"))]
    return {(one["kode"], one["versi"]): _service(shape, one) for one in files}


def _service(shape: dict[str, Any], file: dict[str, Any]) -> Layanan:
    def listed(tabel: str, what: str) -> dict[str, dict[str, Any]]:
        tables = [one for part in (shape, file) for one in part["tabel"] if one["kode"] == tabel]
        return {one["kode"]: one for table in tables for one in table.get(what, ())}

    def pairs(part: dict[str, Any]) -> list[tuple[str, str]]:
        tabel = part["pembilang"].split(".")[0]
        rows = listed(tabel, "baris") if "*" in part["pembilang"] else [""]
        return [
            (part["pembilang"].replace("*", row), part["penyebut"].replace("*", row))
            for row in rows
        ]

    told = shape["indeks"] | file.get("indeks", {})
    outside = told.get("eksternal", "")
    tabel, _, kolom = outside.split(".") if outside else ("", "", "")
    return Layanan(
        file["kode"],
        file["urusan"],
        {part["kode"]: pairs(part) for part in told["bagian"]},
        outside,
        listed(tabel, "kolom").get(kolom, {}).get("desimal", 0),
    )


# --- Reckoning ------------------------------------------------------------------------------------


def index(paket: Paket, **other: object) -> Indeks:
    """The index of a package by its own metode, or by one that differs in what is named."""
    metode = paket.metode | other
    known = definitions()
    services = [known[one] for one in paket.formulir.items() if one in known]
    layanan = {one.kode: service(one, paket, metode) for one in services}
    return region({one.kode: one.urusan for one in services}, layanan, metode)


def region(urusan_of: dict[str, str], layanan: dict[str, Hasil], metode: dict[str, Any]) -> Indeks:
    """Services put together to urusan, and these to the region."""
    urusan = {
        kode: mean([isi for one, isi in layanan.items() if urusan_of[one] == kode])
        for kode in dict.fromkeys(urusan_of.values())
    }
    flat = metode["daerah"] == "rerata_layanan"
    return Indeks(mean([*(layanan if flat else urusan).values()]), urusan, layanan)


def service(form: Layanan, paket: Paket, metode: dict[str, Any]) -> Hasil:
    """80 parts of recipients and 20 of quality, or what the metode says; none without both."""
    values = {sel: isi for (kode, sel), isi in paket.nilai.items() if kode == form.kode}
    if form.eksternal and form.urusan in metode["nilai_eksternal"]:
        outside = number(values.get(form.eksternal))
        return KURANG if outside is None else Fraction(outside, 10**form.desimal)
    nobody = not_needed(form, values)
    parts = {
        kode: mean(
            [
                LUAR_ATAU_PENUH[metode["kebutuhan_nol"]]
                if nobody and top not in values and need not in values
                else ratio(values.get(top), values.get(need), metode)
                for top, need in pairs
            ]
        )
        for kode, pairs in form.bagian.items()
    }
    for word in (LUAR, KURANG):
        if word in parts.values():
            return word
    weights: dict[str, int] = metode["bobot"]
    weighted = [weights[kode] * Fraction(isi) for kode, isi in parts.items()]
    return sum(weighted, Fraction(0)) / sum(weights[kode] for kode in parts)


def not_needed(form: Layanan, values: dict[str, tuple[str, str]]) -> bool:
    """Nobody needs the service: the rows of its quality are then not asked for."""
    return any(number(values.get(need)) == 0 for _, need in form.bagian.get("penerima", ()))


def ratio(
    top: tuple[str, str] | None, need: tuple[str, str] | None, metode: dict[str, Any]
) -> Hasil:
    """What was reached of what is needed, in percent, not above the cap."""
    if need in OUTSIDE:
        return LUAR
    reached, needed = number(top), number(need)
    if needed == 0:
        return LUAR_ATAU_PENUH[metode["kebutuhan_nol"]]
    if reached is None or needed is None:
        return KURANG
    found = Fraction(reached, needed) * 100
    return min(found, Fraction(metode["batas"])) if metode["batas"] else found


def number(isi: tuple[str, str] | None) -> int | None:
    """A figure; `nihil` is a declared zero, and nothing else is a number."""
    if isi == ("keadaan", "nihil"):
        return 0
    return int(isi[1]) if isi and isi[0] == "angka" else None


def mean(parts: list[Hasil]) -> Hasil:
    """The simple mean of what counts; nothing may be waited for."""
    if KURANG in parts:
        return KURANG
    counted = [one for one in parts if isinstance(one, Fraction)]
    return sum(counted, Fraction(0)) / len(counted) if counted else LUAR
