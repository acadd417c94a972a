"""No list of outputs shows a count of people that the list of the program veils.

Both are held together, and a column that would print such a count in a way nothing is veiled in (a
formula, a sum, an earlier year) is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.cetak_isi import NEWEST
from app.domain.keluaran import DaftarKeluaran, Samar
from app.domain.rumus import compile_formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.keluaran import BagianKeluaran, Grafik, KolomKeluaran

_VEILED_WAYS = frozenset({"isi", "rentang", "rangkai"})
"""How a column may show a cell: only here a small count becomes a mark."""


class Tampak(NamedTuple):
    """A count that a list no longer veils."""

    tabel: str
    kolom: str


def veiled_alike(program: DaftarKeluaran, daftar: DaftarKeluaran) -> DaftarKeluaran:
    """The outputs and charts of a list, with whatever either of the two veils."""
    names = dict.fromkeys((*program.veils, *daftar.veils))
    samar = [_stricter(program.veils.get(name), daftar.veils.get(name)) for name in names]
    return DaftarKeluaran(keluaran=daftar.keluaran, grafik=daftar.grafik, samar=samar)


def _stricter(one: Samar | None, other: Samar | None) -> Samar:
    if one is None or other is None:
        found = one or other
        assert found is not None
        return found
    jumlah = {(sums.utuh, *sums.bagian): sums for sums in (*one.jumlah, *other.jumlah)}
    return msgspec.structs.replace(
        one,
        kolom=[*dict.fromkeys((*one.kolom, *other.kolom))],
        jumlah=[*jumlah.values()],
        kunci=one.kunci or other.kunci,
        dicetak=[*dict.fromkeys((*one.dicetak, *other.dicetak))],
        tetap=[kolom for kolom in one.tetap if kolom in other.tetap],
    )


def shown(program: DaftarKeluaran, daftar: DaftarKeluaran) -> Tampak | None:
    """The first count the program veils and a list does not; None when there is none."""
    for tabel, held in program.veils.items():
        own = daftar.veils.get(tabel, Samar(tabel=tabel, kolom=[]))
        for kolom in _not_held(own, _stricter(held, own)):
            return Tampak(tabel, kolom)
    return None


def _not_held(own: Samar, wanted: Samar) -> Iterator[str]:
    yield from (kolom for kolom in wanted.kolom if kolom not in own.kolom)
    yield from (kolom for kolom in wanted.dicetak if kolom not in own.dicetak)
    yield from (sums.utuh for sums in wanted.jumlah if sums not in own.jumlah)
    yield from (kolom for kolom in own.tetap if kolom not in wanted.tetap)
    if wanted.kunci != own.kunci:
        yield wanted.kunci


class Tabir(NamedTuple):
    """What is veiled in the tables a part looks at, by the code of the table.

    `sendiri` is the table it prints.
    """

    sendiri: str
    samar: Mapping[str, Samar]

    def hides(self, nama: str) -> bool:
        """Whether small counts of a column, or of `tabel.kolom`, are veiled."""
        tabel, dot, kolom = nama.partition(".")
        found = self.samar.get(tabel if dot else self.sendiri)
        return found is not None and (kolom if dot else nama) in found.kolom


def veils_of(bagian: BagianKeluaran, tabel: str, samar: Mapping[str, Samar]) -> Tabir:
    """What is veiled in a table of a part, "F-K05.rat", and in those it looks at."""
    names = (tabel, *bagian.kait)
    known = {name.partition(".")[2]: samar[name] for name in names if name in samar}
    return Tabir(tabel.partition(".")[2], known)


def part_reveals(bagian: BagianKeluaran, tabir: Tabir) -> str:
    """The member of a part by which veiled counts could be told; "" for none."""
    if bagian.kelompok and tabir.hides(bagian.kelompok):
        return "kelompok"
    ordered = compile_formula(bagian.dahulu).names if bagian.dahulu else ()
    return "dahulu" if any(map(tabir.hides, ordered)) else ""


def column_reveals(one: KolomKeluaran, tabir: Tabir, *, rekap: bool) -> bool:
    """Whether a column that can be printed shows veiled counts where nothing veils them."""
    if one.cara == "cocok":
        tabel, _, kolom = one.isi.partition(".")
        samar = tabir.samar.get(tabel)
        # The sums of the rows that say the same are veiled where the table foresees them.
        foreseen = samar is not None and samar.kunci == one.lewat and kolom in samar.dicetak
        return tabir.hides(one.isi) and not foreseen
    if not any(map(tabir.hides, _looked_at(one))):
        return False
    return rekap or one.jumlah or bool(one.mundur) or one.cara not in _VEILED_WAYS


def _looked_at(one: KolomKeluaran) -> Iterator[str]:
    """The columns a column prints or works with."""
    if one.cara == "rumus":
        yield from compile_formula(one.isi).names
    elif one.cara in NEWEST or one.cara in {"rentang", "rangkai"}:
        yield from one.dari
    elif one.cara in {"isi", "lokasi"}:
        # Places are no counts; the words that stand in for them may be any column.
        yield one.isi


def chart_reveals(one: Grafik, samar: Mapping[str, Samar]) -> bool:
    """Whether a chart draws a table with veiled counts."""
    return f"{one.formulir}.{one.baris.partition('.')[0]}" in samar
