"""The tables of LKPJ: L1 to L3 from the sheets of SPM, L4 and L5 from what the office wrote down.

Columns as printed (reference: layout of the provincial report, L1 to L5). What nobody has entered
is printed as a dash, with the reason below the table.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from app.domain import cetak_isi
from app.domain.angka import format_decimal, format_number
from app.domain.cetak_tabel import LembarCetak
from app.exchange.laporan import lkpj_dicatat
from app.exchange.laporan.bahan import share
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.domain.cetak_rupa import Isi
    from app.domain.formulir import Baris
    from app.exchange.bahan_lkpj import Dicatat
    from app.exchange.laporan.bahan import BahanLaporan, Layanan, Lembaran

NIL = "-"
_WIDTHS = {
    "l1": (4, 24, 34, 20, 14, 20, 20, 20, 20),
    "l2": (4, 22, 26, 34, 34, 24, 24),
    "l3": (4, 40, 34, 50),
    "l4": (4, 40, 40, 50),
    "l5": (4, 50, 50, 40),
}


def sheets(bahan: BahanLaporan, dicatat: Dicatat) -> list[LembarCetak]:
    """The five tables, one sheet each; `dicatat` are the notes about the same region and year."""
    policies = list(lkpj_dicatat.policies(dicatat))
    advice = list(lkpj_dicatat.recommendations(dicatat))
    return [
        _sheet(bahan, "l1", list(_programmes(bahan, dicatat)), merged=(0, 1, 6, 7, 8)),
        _sheet(bahan, "l2", list(_outputs(bahan)), merged=(0, 1)),
        _sheet(bahan, "l3", list(_fit(bahan))),
        _sheet(bahan, "l4", policies, remark=lkpj_dicatat.policy_remark(dicatat)),
        _sheet(bahan, "l5", advice, remark=lkpj_dicatat.recommendation_remark(dicatat)),
    ]


def _sheet(
    bahan: BahanLaporan,
    kode: str,
    rows: Sequence[list[Isi]],
    *,
    merged: Iterable[int] = (),
    remark: str = "",
) -> LembarCetak:
    tahun = bahan.periode.tahun
    heads = t(f"laporan.lkpj.{kode}.kepala", tahun=tahun, lalu=tahun - 1).split("|")
    place = t("laporan.lkpj.tempat", wilayah=bahan.wilayah.nama, periode=bahan.periode.judul)
    return LembarCetak(
        kode.upper(),
        (t(f"laporan.lkpj.{kode}.judul"), place),
        (tuple(heads),),
        tuple(tuple(row) for row in rows) or ((None, *(NIL for _ in heads[1:])),),
        _WIDTHS[kode],
        gabungan=tuple(span for column in merged for span in _spans(rows, column)),
        tengah=frozenset({0}),
        catatan=(remark or t(f"laporan.lkpj.{kode}.catatan"),),
    )


def _spans(rows: Sequence[list[Isi]], column: int) -> Iterator[tuple[int, int, int, int]]:
    """Cells of a column that belong together: those below the first one are empty."""
    start = 0
    for number in range(1, len(rows) + 1):
        if number == len(rows) or rows[number][column] is not None:
            if number - start > 1:
                yield start + 1, column, number, column
            start = number


def _first(number: int, isi: Isi) -> Isi:
    return None if number else isi


# --- L1: what was promised and what came of it ---------------------------------------------------


def _programmes(bahan: BahanLaporan, dicatat: Dicatat) -> Iterator[list[Isi]]:
    for nomor, (kode, nama) in enumerate(bahan.urusan.items(), start=1):
        results = dicatat.hasil.get(kode, (NIL, NIL, NIL))
        for number, layanan in enumerate(bahan.of_urusan(kode)):
            yield [
                _first(number, nomor),
                _first(number, t("laporan.lkpj.sasaran", urusan=nama)),
                layanan.form.judul,
                served(layanan, layanan.dulu),
                t("laporan.lkpj.seluruhnya"),
                served(layanan, layanan.kini),
                *(_first(number, one or NIL) for one in results),
            ]


def served(layanan: Layanan, lembar: Lembaran) -> str:
    """The people served, those to be served, and the share: two numbers before a percentage."""
    pair = layanan.ends
    if pair is None:
        return NIL
    top, below = pair
    have, need = lembar.shown(top), lembar.shown(below)
    if have is None and need is None:
        return NIL
    if isinstance(need, str):
        return need
    satuan = layanan.form.cell(below).baris.satuan
    told = t("laporan.lkpj.dari", ada=written(have), harus=written(need), satuan=satuan)
    share = percent(lembar.number(top), lembar.number(below))
    return f"{told} ({share})" if share else told


def percent(have: Fraction | int | None, need: Fraction | int | None) -> str:
    """A share as printed, "61,70 %"; empty where it cannot be."""
    found = share(have, need)
    return "" if found is None else f"{format_decimal(found)}\u00a0%"


def written(isi: Isi) -> str:
    """A number or a word of a table within a sentence."""
    if isinstance(isi, Fraction) and isi.denominator != 1:
        return format_decimal(isi)
    if isinstance(isi, Fraction):
        return format_number(int(isi))
    return cetak_isi.written(isi) or NIL


# --- L2 and L3: the sub kegiatan planned for the services ----------------------------------------


class Kegiatan(NamedTuple):
    """One row of the plans of a service."""

    layanan: Layanan
    baris: Baris
    uraian: list[str]
    pagu: Isi
    realisasi: Isi
    serapan: str

    @property
    def nama(self) -> str:
        """The sub kegiatan itself."""
        return self.uraian[-1] if self.uraian else NIL


def plans(bahan: BahanLaporan, layanan: Layanan) -> Iterator[Kegiatan]:
    """The plans of a service with what was spent on them."""
    sel, kini = bahan.sel.rencana, layanan.kini
    tabel = layanan.form.tables.get(sel.tabel)
    for baris in tabel.baris if tabel else ():
        words = [kini.shown(f"{sel.tabel}.{baris.kode}.{kolom}") for kolom in sel.urutan]
        pagu, spent = _beside(sel.pagu, baris), _beside(sel.realisasi, baris)
        share = percent(kini.number(spent), kini.number(pagu))
        named = [str(word) for word in words if word is not None]
        yield Kegiatan(layanan, baris, named, kini.shown(pagu), kini.shown(spent), share)


def _beside(place: str, baris: Baris) -> str:
    tabel, _, kolom = place.partition(".")
    return f"{tabel}.{baris.kode}.{kolom}"


def _outputs(bahan: BahanLaporan) -> Iterator[list[Isi]]:
    nomor = 0
    for kode in bahan.urusan:
        first = 0
        planned = [(one, list(plans(bahan, one))) for one in bahan.of_urusan(kode)]
        policy = _policy(bahan, [one for one, rows in planned if rows])
        for layanan, rows in planned:
            problems, answers = _problems(bahan, layanan)
            for number, plan in enumerate(rows):
                nomor += not first
                yield [
                    _first(first, nomor),
                    _first(first, policy),
                    "\n".join(plan.uraian),
                    _target(bahan, plan),
                    _outcome(bahan, plan),
                    _first(number, problems) or NIL,
                    _first(number, answers) or NIL,
                ]
                first += 1


def _policy(bahan: BahanLaporan, some: Sequence[Layanan]) -> str:
    """The regulations of all services of an urusan with plans: they share one printed cell."""
    begin = tuple(bahan.sel.peraturan)
    cited = (one.teks for layanan in some for one in layanan.form.dasar)
    return "\n".join(dict.fromkeys(text for text in cited if text.startswith(begin))) or NIL


def _target(bahan: BahanLaporan, plan: Kegiatan) -> str:
    sel, kini = bahan.sel.rencana, plan.layanan.kini
    cell = f"{sel.tabel}.{plan.baris.kode}"
    told = [kini.shown(f"{cell}.{one}") for one in (sel.indikator, sel.target, sel.satuan)]
    output = " ".join(written(one) for one in told if one is not None) or NIL
    aim = t("laporan.lkpj.hasil", layanan=plan.layanan.form.judul)
    return t("laporan.lkpj.blok", rupiah=written(plan.pagu), keluaran=output, hasil=aim)


def _outcome(bahan: BahanLaporan, plan: Kegiatan) -> str:
    sel, kini = bahan.sel.rencana, plan.layanan.kini
    done = kini.shown(_beside(sel.keluaran, plan.baris))
    satuan = kini.shown(f"{sel.tabel}.{plan.baris.kode}.{sel.satuan}")
    output = NIL if done is None else f"{written(done)} {satuan or ''}".strip()
    money = written(plan.realisasi) + (f" ({plan.serapan})" if plan.serapan else "")
    reached = served(plan.layanan, kini)
    return t("laporan.lkpj.blok", rupiah=money, keluaran=output, hasil=reached)


def problems(bahan: BahanLaporan, layanan: Layanan) -> list[tuple[str, str]]:
    """Problems and their solutions: the recorded ones, else the summary of the service."""
    sel, kini = bahan.sel.masalah, layanan.kini
    tabel = layanan.form.tables.get(sel.tabel)
    rows = [f"{sel.tabel}.{baris.kode}." for baris in (tabel.baris if tabel else ())]
    listed = [(kini.shown(row + sel.uraian), kini.shown(row + sel.solusi)) for row in rows]
    told = listed or [(kini.shown(bahan.sel.permasalahan), kini.shown(bahan.sel.solusi))]
    return [(written(one), written(other)) for one, other in told if one or other]


def _problems(bahan: BahanLaporan, layanan: Layanan) -> tuple[str, str]:
    found = problems(bahan, layanan)
    return _numbered([one for one, _ in found]), _numbered([one for _, one in found])


def _numbered(lines: list[str]) -> str:
    if len(lines) <= 1:
        return "".join(lines)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _fit(bahan: BahanLaporan) -> Iterator[list[Isi]]:
    nomor = 0
    for layanan in bahan.layanan:
        for plan in plans(bahan, layanan):
            nomor += 1
            told = t(
                "laporan.lkpj.kesesuaian",
                capaian=served(layanan, layanan.kini),
                serapan=plan.serapan or NIL,
            )
            yield [nomor, plan.nama, layanan.form.judul, told]
