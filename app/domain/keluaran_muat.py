"""Whether the forms have what an output prints: asked before one is published, and when printing.

A quarter may still have an older version of a form than an output was written for. What that one
does not have is left out in print, and named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.cetak_isi import FACTS, NEWEST
from app.domain.cetak_lingkup import DAY
from app.domain.rumus import FormulaError, compile_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.domain.formulir import Tabel
    from app.domain.keluaran import BagianKeluaran, KolomKeluaran
    from app.domain.kolom import Kolom

SEMESTER = "{semester}"
MAX_DARI = 10
_RANGE = 2
_FACT = "baris."
_PLAIN = frozenset({"", "hari", "kosong", "nihil", "sama", "menyebut", "latar"})
"""How a formula in print may look at the cells of its row; it sees no other rows and sheets."""

_OF_ROWS = frozenset({"urut", "nomor", "kelompok", "banyak", "isi", "rumus"})
"""What can stand in a column when several rows are printed as one."""

_SUMMED = frozenset({"isi", "rumus", "banyak"})
_FROM = NEWEST | {"rentang", "rangkai", "lokasi"}


class Meja(NamedTuple):
    """The tables a part looks at, by code, each as one or more versions of its form have it.

    `sendiri` is the one it prints.
    """

    sendiri: str
    tabel: Mapping[str, Sequence[Tabel]]

    def columns(self, nama: str) -> list[Kolom]:
        """A column of this table, or `tabel.kolom`, in the versions that have it."""
        tabel, dot, kolom = nama.partition(".")
        if not dot:
            tabel, kolom = self.sendiri, nama
        versions = self.tabel.get(tabel, ())
        return [one.columns_by_code[kolom] for one in versions if kolom in one.columns_by_code]

    def has(self, nama: str) -> bool:
        """Whether there is such a column, in both halves of the year, and a row to find it in."""
        tabel = nama.partition(".")[0] if "." in nama else self.sendiri
        spelt = {nama.replace(SEMESTER, number) for number in "12"}
        return all(map(self.columns, spelt)) and any(
            _same_rows(own, other)
            for own in self.tabel[self.sendiri]
            for other in self.tabel.get(tabel, ())
        )

    def own(self, nama: str) -> bool:
        """The same for a column of the table itself."""
        return "." not in nama and self.has(nama)


def _same_rows(own: Tabel, other: Tabel) -> bool:
    """Whether every row of a table may be looked for in another one."""
    if own.register or other.register:
        return own.register and other.register
    return own.rows_by_code.keys() <= other.rows_by_code.keys()


def part_fault(bagian: BagianKeluaran, meja: Meja) -> str:
    """The member of a part, its columns apart, that names what is not there; "" when all is."""
    return next(_part(bagian, meja), "")


def column_fault(kolom: KolomKeluaran, meja: Meja, *, rekap: bool) -> str:
    """The same for a column; `rekap` when rows are printed as one."""
    return next(_column(kolom, meja, rekap=rekap), "")


def _part(bagian: BagianKeluaran, meja: Meja) -> Iterator[str]:
    own = meja.tabel.get(meja.sendiri, ())
    if not own or (not bagian.kolom and not any(one.register and one.cetak for one in own)):
        yield "tabel"
        return
    if not all(meja.tabel.get(name.partition(".")[2]) for name in bagian.kait):
        yield "kait"
    if bagian.rekap and not bagian.kelompok:
        yield "kelompok"
    if bagian.kelompok and not _groups(bagian, meja):
        yield "kelompok"
    if bagian.sampai and not meja.own(bagian.sampai):
        yield "sampai"
    if bagian.dahulu and not _formula(bagian.dahulu, meja):
        yield "dahulu"
    if bagian.baris and not any(set(bagian.baris) <= one.rows_by_code.keys() for one in own):
        yield "baris"


def _groups(bagian: BagianKeluaran, meja: Meja) -> bool:
    if bagian.kelompok.startswith(_FACT):
        return not bagian.rekap and bagian.kelompok.removeprefix(_FACT) in FACTS
    return SEMESTER not in bagian.kelompok and meja.has(bagian.kelompok)


def _column(one: KolomKeluaran, meja: Meja, *, rekap: bool) -> Iterator[str]:
    if (one.cara not in _OF_ROWS) if rekap else (one.cara in {"kelompok", "banyak"}):
        yield "cara"
        return
    # Sums are worked out by the rule language, which looks at one table.
    summed = rekap or one.jumlah
    if one.jumlah and one.cara not in _SUMMED:
        yield "jumlah"
    if not _shown(one, meja) or (summed and one.cara == "isi" and not meja.own(one.isi)):
        yield "dari" if one.cara in _FROM else "isi"
    if one.mundur and one.cara != "isi":
        yield "mundur"
    if one.lewat and one.cara != "cocok":
        yield "lewat"
    if one.ikut and not _shared(one, meja):
        yield "ikut"


def _shown(one: KolomKeluaran, meja: Meja) -> bool:
    """Whether what stands in a column can be found."""
    if one.cara in NEWEST:
        return 0 < len(one.dari) <= MAX_DARI and all(map(meja.own, one.dari))
    ways: dict[str, Callable[[], bool]] = {
        "isi": lambda: meja.has(one.isi),
        "rumus": lambda: _formula(one.isi, meja),
        "rentang": lambda: len(one.dari) == _RANGE and all(map(meja.has, one.dari)),
        "rangkai": lambda: 0 < len(one.dari) <= MAX_DARI and all(map(meja.has, one.dari)),
        "lokasi": lambda: _places(one, meja),
        "baris": lambda: one.isi in FACTS,
        "cocok": lambda: _matches(one, meja),
        "banyak": lambda: not one.isi or meja.own(one.isi),
    }
    return ways[one.cara]() if one.cara in ways else True


def _places(one: KolomKeluaran, meja: Meja) -> bool:
    """Whether level, codes and words of places are there, and what stands in for them."""
    kinds = [{kolom.jenis for kolom in meja.columns(name)} for name in one.dari]
    return (
        kinds == [{"pilihan"}, {"wilayah_banyak"}, {"teks"}]
        and all(map(meja.has, one.dari))
        and meja.own(one.isi)
    )


def _matches(one: KolomKeluaran, meja: Meja) -> bool:
    """Whether another register can be asked for the rows that say the same."""
    tabel, dot, _ = one.isi.partition(".")
    shared = bool(one.lewat) and meja.own(one.lewat) and meja.columns(f"{tabel}.{one.lewat}")
    return bool(dot and shared and meja.columns(one.isi))


def _shared(one: KolomKeluaran, meja: Meja) -> bool:
    """Whether a column that names the row an amount is shared with really points to rows."""
    pointing = one.cara == "isi" and meja.has(one.ikut)
    return pointing and all(kolom.ke for kolom in meja.columns(one.ikut))


def _formula(teks: str, meja: Meja) -> bool:
    """Whether a formula looks at nothing but cells of its row and the day."""
    try:
        formula = compile_formula(teks)
    except FormulaError:
        return False
    plain = all(how in _PLAIN for how, _ in formula.reads) and set(formula.facts) <= {DAY}
    return plain and all(map(meja.own, formula.names))


def fitted(bagian: BagianKeluaran, meja: Meja) -> tuple[BagianKeluaran | None, list[str]]:
    """What of a part the forms at hand can print, and the titles of what they cannot.

    None when nothing of it can be printed. A row that is not there yet is missed by nobody.
    """
    titles = [one.judul for one in bagian.kolom]
    if part_fault(bagian, meja) not in {"", "baris"}:
        return None, bagian.judul[-1:] or titles or [meja.sendiri]
    kept = [one for one in bagian.kolom if not column_fault(one, meja, rekap=bagian.rekap)]
    if len(kept) == len(bagian.kolom):
        return bagian, []
    lost = [one.judul for one in bagian.kolom if one not in kept]
    return (msgspec.structs.replace(bagian, kolom=kept) if kept else None), lost
