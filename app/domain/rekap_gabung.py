"""Many wilayah as one figure: the mean of their indices, and the index of all their people pooled.

The two answer different questions and are never mixed. The mean asks how a wilayah stands on
average, whatever its size. The pooled index adds up served and needed of every layanan first and
puts them together by the same metode; a large wilayah weighs as many as it has to serve.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec.structs import replace

from app.domain.indeks import Metode, Simpul, Status, average, region_index, service_index
from app.domain.nilai import Keadaan, Nilai, as_number

if TYPE_CHECKING:
    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.rekap import BarisRekap
    from app.domain.wilayah import Wilayah

Jenis = Literal["klaster", "provinsi"]
WHOLE = ""
"""The key of the index itself beside those of the urusan."""
_COUNTED = frozenset({Status.LENGKAP, Status.BELUM_LENGKAP})
_DECLARED = frozenset({Keadaan.TIDAK_BERLAKU, Keadaan.BUKAN_KEWENANGAN})


class Reported(NamedTuple):
    """What all wilayah of a province have reported; `rows` and `values` lack those without data."""

    wilayah: Sequence[Wilayah]
    rows: Mapping[str, BarisRekap]
    values: Mapping[str, Mapping[str, Values]]
    forms: Sequence[Formulir]
    urusan: Mapping[str, str]
    metode: Metode


@dataclass(frozen=True, slots=True)
class Golongan:
    """A klaster (its name, empty for those in none) or the province.

    `rerata` and `rerata_dari` are by urusan, and under `WHOLE` for the index itself: the mean of
    the final figures, and on how many wilayah it rests. `belum_terlayani` is by unit.
    """

    jenis: Jenis
    nama: str
    anggota: tuple[Wilayah, ...]
    hadir: tuple[str, ...]
    rerata: Mapping[str, Fraction]
    rerata_dari: Mapping[str, int]
    gabungan: Simpul
    belum_terlayani: Mapping[str, int]

    @property
    def kode(self) -> str:
        """What tells this group from all wilayah and all other groups."""
        return self.jenis if self.jenis == "provinsi" else f"{self.jenis}:{self.nama}"


def groups(reported: Reported) -> list[Golongan]:
    """The klaster as the wilayah name them first, those in none, and the province at the end.

    Where no wilayah belongs to a klaster there is the province only.
    """
    names = sorted(dict.fromkeys(one.klaster for one in reported.wilayah), key=_in_none)
    found = [
        _together(
            "klaster", name, [one for one in reported.wilayah if one.klaster == name], reported
        )
        for name in names
        if any(names)
    ]
    return [*found, _together("provinsi", "", reported.wilayah, reported)]


def _in_none(klaster: str) -> bool:
    return not klaster


def _together(jenis: Jenis, nama: str, members: Sequence[Wilayah], reported: Reported) -> Golongan:
    rows = [reported.rows[one.kode] for one in members if one.kode in reported.rows]
    final: dict[str, list[Fraction]] = {}
    unserved: dict[str, int] = {}
    for row in rows:
        for key, node in ((WHOLE, row.indeks), *((node.kode, node) for node in row.indeks.anak)):
            if node.final is not None:
                final.setdefault(key, []).append(node.final)
        for unit, number in row.belum_terlayani.items():
            unserved[unit] = unserved.get(unit, 0) + number
    here = tuple(row.wilayah.kode for row in rows)
    return Golongan(
        jenis,
        nama,
        tuple(members),
        here,
        {key: sum(found, Fraction(0)) / len(found) for key, found in final.items()},
        {key: len(found) for key, found in final.items()},
        pooled(rows, reported),
        unserved,
    )


def pooled(rows: Sequence[BarisRekap], reported: Reported) -> Simpul:
    """The index of the people of several wilayah together.

    Numerator and denominator of a ratio come from the same wilayah: a pair counts where both of
    its figures are there. While a layanan of one of them is not complete the index is provisional.
    Where nobody needs a layanan, its wilayah adds nothing to it. Who serves more than needed makes
    up for others here, so the people not yet served are told beside it.
    """
    found: dict[str, list[Simpul]] = {kode: [] for kode in reported.urusan}
    for form in reported.forms:
        if form.berindeks:
            found.setdefault(form.urusan, []).append(_pooled_service(form, rows, reported))
    present = {kode: nodes for kode, nodes in found.items() if nodes}
    return region_index("", "", present, reported.urusan, reported.metode)


def _pooled_service(form: Formulir, rows: Sequence[BarisRekap], reported: Reported) -> Simpul:
    metode = reported.metode
    nodes = {row.wilayah.kode: row.layanan[form.kode] for row in rows}
    counted = {kode: node for kode, node in nodes.items() if node.status in _COUNTED}
    awaited = any(node.status is Status.BELUM_LENGKAP for node in counted.values())
    if not counted:
        return _nobody(form, list(nodes.values()))
    if form.urusan in metode.nilai_eksternal and form.indeks.eksternal:
        # Scores from outside cannot be added up; those that are there are averaged.
        mean = average(form.kode, form.judul, list(counted.values()), metode)
        return replace(mean, anak=())
    sheets = [reported.values[kode].get(form.kode, {}) for kode in counted]
    sums: dict[str, Nilai] = {}
    for pairs in form.index_pairs.values():
        for pair in pairs:
            sums |= _sums(sheets, *pair)
    node = service_index(form, sums, metode)
    return replace(node, status=Status.BELUM_LENGKAP) if awaited else node


def _nobody(form: Formulir, nodes: Sequence[Simpul]) -> Simpul:
    """A layanan that none of the wilayah needs or may provide; awaited while there is none."""
    status = Status.BELUM_LENGKAP if not nodes else Status.TANPA_KEBUTUHAN
    if nodes and all(node.status is Status.DIKECUALIKAN for node in nodes):
        status = Status.DIKECUALIKAN
    return Simpul(form.kode, form.judul, "bobot", status, None)


def _sums(sheets: Sequence[Values], top: str, bottom: str) -> dict[str, Nilai]:
    """Served and needed of one ratio, over those who have both; without need nothing is served."""
    served = needed = 0
    known = declared = False
    for values in sheets:
        need, have = as_number(values.get(bottom)), as_number(values.get(top))
        declared = declared or values.get(bottom) in _DECLARED
        if need is None or (have is None and need):
            continue
        known = True
        needed += need
        served += (have or 0) if need else 0
    if known:
        return {top: served, bottom: needed}
    return {bottom: Keadaan.TIDAK_BERLAKU} if declared else {}
