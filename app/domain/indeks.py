"""The index of SPM achievement (IP SPM), exact, with every number explained by its inputs.

Per layanan: percentages of penerima and of each mutu row, capped, the mutu rows averaged, the
parts weighted. Urusan is the mean of its layanan, the region the mean of its urusan. What the
sources leave open (zero need, cap, averaging) is declared in the metode, not in code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Literal

import msgspec

from app.domain.bagian import BagianIndeks, Keyakinan
from app.domain.nilai import Keadaan, Nilai, as_number

if TYPE_CHECKING:
    from app.domain.formulir import Formulir

Values = Mapping[str, Nilai]


class Kategori(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A band of the index: its lower bound and its name."""

    batas: int
    nama: str


class DasarMetode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a choice of the metode was made, and how sure we are."""

    hal: str
    teks: str
    keyakinan: Keyakinan


class Metode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How parts combine into the index. `batas` 0 means percentages are not capped."""

    kode: str
    versi: int
    judul: str
    bobot: dict[str, int]
    kebutuhan_nol: Literal["dikecualikan", "penuh"]
    batas: int
    daerah: Literal["rerata_urusan", "rerata_layanan"]
    nilai_eksternal: list[str] = []
    kategori: list[Kategori]
    sumber: list[DasarMetode] = []


class Status(Enum):
    """What kind of number a node of the explanation carries."""

    LENGKAP = "lengkap"
    BELUM_LENGKAP = "belum_lengkap"
    TANPA_KEBUTUHAN = "tanpa_kebutuhan"
    DIKECUALIKAN = "dikecualikan"


Cara = Literal["rasio", "rerata", "bobot", "eksternal"]


class Simpul(msgspec.Struct, frozen=True):
    """One number of the explanation tree.

    `nilai` is in percent, exact. While the status is BELUM_LENGKAP it is provisional (worked
    out from what is there, possibly None) and must be shown as such. `masukan` are the cells a
    ratio was made from, numerator first.
    """

    kode: str
    label: str
    cara: Cara
    status: Status
    nilai: Fraction | None
    anak: tuple[Simpul, ...] = ()
    masukan: tuple[tuple[str, int | None], ...] = ()
    bobot: int = 0
    dibatasi: bool = False

    @property
    def final(self) -> Fraction | None:
        """The number when it may be reported, otherwise None."""
        return self.nilai if self.status is Status.LENGKAP else None


def kategori(nilai: Fraction, metode: Metode) -> str:
    """Name the band of an index, decided on the unrounded value."""
    bands = sorted(metode.kategori, key=lambda band: -band.batas)
    return next((band.nama for band in bands if nilai >= band.batas), bands[-1].nama)


def service_index(form: Formulir, values: Values, metode: Metode) -> Simpul:
    """Work out the index of one layanan from the values of its sheet.

    When nobody needs the layanan, its mutu rows are not asked for: one left empty is without need
    as well, and its inputs are those of the penerima.
    """
    if form.urusan in metode.nilai_eksternal and form.indeks.eksternal:
        return _external(form, values)
    nobody = _pair_nobody_needs(form, values)
    parts = tuple(_part(form, bagian, values, metode, nobody) for bagian in form.indeks.bagian)
    return _weighted(form, parts)


def _external(form: Formulir, values: Values) -> Simpul:
    kode = form.indeks.eksternal
    number = as_number(values.get(kode))
    nilai = None if number is None else Fraction(number, 10 ** form.cells[kode].desimal)
    status = Status.BELUM_LENGKAP if nilai is None else Status.LENGKAP
    masukan = ((kode, number),)
    return Simpul(form.kode, form.judul, "eksternal", status, nilai, masukan=masukan)


def _weighted(form: Formulir, parts: tuple[Simpul, ...]) -> Simpul:
    """Combine the parts of a layanan; a part without need takes the layanan out of the mean.

    While parts are missing, the number is provisional, and there is none at all until the parts
    that are known carry most of the weight: mutu alone says nothing about the people served.
    """
    kosong = {Status.TANPA_KEBUTUHAN, Status.DIKECUALIKAN}
    missing = [part for part in parts if part.status in kosong]
    if missing:
        status = missing[0].status
        return Simpul(form.kode, form.judul, "bobot", status, None, parts)
    known = [part for part in parts if part.nilai is not None]
    weight = sum(part.bobot for part in known)
    nilai = None
    if 2 * weight > sum(part.bobot for part in parts):
        nilai = sum((part.nilai or 0) * part.bobot for part in known) / Fraction(weight)
    complete = all(part.status is Status.LENGKAP for part in parts)
    status = Status.LENGKAP if complete else Status.BELUM_LENGKAP
    return Simpul(form.kode, form.judul, "bobot", status, nilai, parts)


def _pair_nobody_needs(form: Formulir, values: Values) -> tuple[str, str] | None:
    """The cells that say so: those of a part that is one ratio, its need zero or declared nihil."""
    single = (part.kode for part in form.indeks.bagian if "*" not in part.pembilang)
    pairs = (pair for kode in single for pair in form.index_pairs[kode])
    return next((pair for pair in pairs if as_number(values.get(pair[1])) == 0), None)


def _part(
    form: Formulir,
    bagian: BagianIndeks,
    values: Values,
    metode: Metode,
    nobody: tuple[str, str] | None,
) -> Simpul:
    pairs = form.index_pairs[bagian.kode]
    ratios = tuple(_ratio(form, pair, values, metode, nobody) for pair in pairs)
    whole = average(bagian.kode, bagian.label, ratios, metode)
    if len(ratios) == 1 and "*" not in bagian.pembilang:
        whole = msgspec.structs.replace(ratios[0], kode=bagian.kode, label=bagian.label)
    return msgspec.structs.replace(whole, bobot=metode.bobot[bagian.kode])


def _ratio(
    form: Formulir,
    pair: tuple[str, str],
    values: Values,
    metode: Metode,
    nobody: tuple[str, str] | None,
) -> Simpul:
    own = form.cells[pair[0]].baris
    empty = nobody and values.get(pair[0]) is None is values.get(pair[1])
    top_kode, bottom_kode = nobody if nobody and empty else pair
    top, bottom = as_number(values.get(top_kode)), as_number(values.get(bottom_kode))
    masukan = ((top_kode, top), (bottom_kode, bottom))
    status, nilai, capped = _ratio_value(values.get(bottom_kode), top, bottom, metode)
    return Simpul(own.kode, own.label, "rasio", status, nilai, masukan=masukan, dibatasi=capped)


def _ratio_value(
    need: Nilai | None, top: int | None, bottom: int | None, metode: Metode
) -> tuple[Status, Fraction | None, bool]:
    """Decide one percentage: excluded, without need, not complete, or a number."""
    if need is Keadaan.TIDAK_BERLAKU or need is Keadaan.BUKAN_KEWENANGAN:
        return Status.DIKECUALIKAN, None, False
    if bottom == 0:
        full = metode.kebutuhan_nol == "penuh"
        return (
            (Status.LENGKAP, Fraction(100), False)
            if full
            else (Status.TANPA_KEBUTUHAN, None, False)
        )
    if top is None or bottom is None:
        return Status.BELUM_LENGKAP, None, False
    nilai = Fraction(100 * top, bottom)
    capped = bool(metode.batas) and nilai.numerator > metode.batas * nilai.denominator
    return Status.LENGKAP, Fraction(metode.batas) if capped else nilai, capped


def average(kode: str, label: str, anak: Sequence[Simpul], metode: Metode) -> Simpul:
    """Average the children that count.

    Children without need leave the mean, or count as 100 under the policy `penuh`; excluded
    ones always leave it. An incomplete child makes the mean provisional.
    """
    counted: list[Fraction] = []
    complete = True
    for child in anak:
        if child.status is Status.TANPA_KEBUTUHAN and metode.kebutuhan_nol == "penuh":
            counted.append(Fraction(100))
        elif child.status is Status.LENGKAP or child.status is Status.BELUM_LENGKAP:
            complete = complete and child.status is Status.LENGKAP
            counted += [child.nilai] if child.nilai is not None else []
    nilai = _mean(counted) if counted else None
    if not complete:
        status = Status.BELUM_LENGKAP
    elif nilai is not None:
        status = Status.LENGKAP
    else:
        excluded = all(child.status is Status.DIKECUALIKAN for child in anak)
        status = Status.DIKECUALIKAN if excluded else Status.TANPA_KEBUTUHAN
    return Simpul(kode, label, "rerata", status, nilai, tuple(anak))


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    """The exact mean of at least one number: brought to one denominator, reduced once."""
    common = lcm(*(one.denominator for one in numbers))
    total = sum(one.numerator * (common // one.denominator) for one in numbers)
    return Fraction(total, common * len(numbers))


def region_index(
    kode: str,
    label: str,
    layanan: Mapping[str, Sequence[Simpul]],
    nama_urusan: Mapping[str, str],
    metode: Metode,
) -> Simpul:
    """Work out the index of a region from its layanan, grouped by urusan in the given order."""
    urusan = [
        average(satu, nama_urusan.get(satu, satu), nodes, metode) for satu, nodes in layanan.items()
    ]
    tree = average(kode, label, urusan, metode)
    if metode.daerah == "rerata_urusan":
        return tree
    flat = average(kode, label, [node for nodes in layanan.values() for node in nodes], metode)
    return msgspec.structs.replace(flat, anak=tree.anak)
