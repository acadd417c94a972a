"""The e-SPM entry sheet: what a person copies into e-SPM, in its order, section by section."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain import tahapan
from app.domain.cetak_tabel import LembarCetak
from app.exchange.laporan.bahan import exact, share
from app.exchange.laporan.lkpj import NIL, problems
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.domain.cetak_rupa import Isi
    from app.exchange.laporan.bahan import BahanLaporan, Layanan, Lembaran

_WIDTHS = (5, 14, 46, 12, 13)
_QUARTER, _LEFT, _PERCENT = 13, 13, 8
_LETTERS = "ABCDE"
_TALES = (5, 46, 60, 60)
_STAGES = (5, 60, *(24 for _ in tahapan.TAHAP))


def sheets(bahan: BahanLaporan) -> list[LembarCetak]:
    """One sheet per section: recipients, mutu, budget, problems, and the four stages."""
    made = [
        _sheet(bahan, _LETTERS[number], bagian, _pairs(bahan, bagian))
        for number, bagian in enumerate(bahan.sel.bagian)
    ]
    made.append(_sheet(bahan, _LETTERS[len(made)], "anggaran", _money(bahan)))
    made.append(_words(bahan, _LETTERS[len(made)], "masalah", _TALES, _problems))
    made.append(_words(bahan, _LETTERS[len(made)], "tahap", _STAGES, _stages))
    return made


_Line = tuple["str | None", "Layanan", str, str]
"""A heading of a service or None, the service, numerator and denominator."""


def _pairs(bahan: BahanLaporan, bagian: str) -> Iterator[_Line]:
    for layanan in bahan.layanan:
        pairs = layanan.form.index_pairs.get(bagian, [])
        for number, (top, below) in enumerate(pairs):
            heading = layanan.form.judul if len(pairs) > 1 and not number else None
            yield heading, layanan, top, below


def _money(bahan: BahanLaporan) -> Iterator[_Line]:
    for layanan in bahan.layanan:
        if layanan.form.find(bahan.sel.realisasi) is not None:
            yield None, layanan, bahan.sel.realisasi, layanan.first(bahan.sel.alokasi)


def _sheet(bahan: BahanLaporan, huruf: str, bagian: str, lines: Iterable[_Line]) -> LembarCetak:
    quarters = bahan.quarters
    ends = [t(f"laporan.espm.{bagian}.sisa"), "%"]
    heads = [*_heads(bagian), *quarters, *ends]
    body, groups = _body(bahan, lines, len(heads))
    top = [(number + 1, 0, number + 1, len(heads) - 1) for number in groups]
    return LembarCetak(
        f"{huruf} {t(f'laporan.espm.{bagian}.nama')}",
        (
            t("laporan.espm.judul", wilayah=bahan.wilayah.nama, periode=bahan.periode.judul),
            f"{huruf}. {t(f'laporan.espm.{bagian}.judul')}",
        ),
        (tuple(heads),),
        tuple(tuple(row) for row in body),
        (*_WIDTHS, *(_QUARTER for _ in quarters), _LEFT, _PERCENT),
        gabungan=tuple(top),
        jumlah=frozenset(groups),
        tengah=frozenset({0}),
        catatan=(t("laporan.espm.catatan"),),
    )


def _words(
    bahan: BahanLaporan,
    huruf: str,
    bagian: str,
    lebar: tuple[int, ...],
    told: Callable[[BahanLaporan, Layanan], Iterable[list[Isi]]],
) -> LembarCetak:
    """What e-SPM asks in words, service by service under its urusan."""
    body: list[list[Isi]] = []
    groups: list[int] = []
    for kode, nama in bahan.urusan.items():
        rows = [row for layanan in bahan.of_urusan(kode) for row in told(bahan, layanan)]
        if rows:
            groups.append(len(body))
            body.append([nama.upper(), *[None] * (len(lebar) - 1)])
            body += [[number, *row] for number, row in enumerate(rows, start=1)]
    return LembarCetak(
        f"{huruf} {t(f'laporan.espm.{bagian}.nama')}",
        (
            t("laporan.espm.judul", wilayah=bahan.wilayah.nama, periode=bahan.periode.judul),
            f"{huruf}. {t(f'laporan.espm.{bagian}.judul')}",
        ),
        (tuple(t(f"laporan.espm.{bagian}.kepala").split("|")),),
        tuple(tuple(row) for row in body) or ((None, *(NIL for _ in lebar[1:])),),
        lebar,
        gabungan=tuple((number + 1, 0, number + 1, len(lebar) - 1) for number in groups),
        jumlah=frozenset(groups),
        tengah=frozenset({0}),
        catatan=(t(f"laporan.espm.{bagian}.catatan"),),
    )


def _problems(bahan: BahanLaporan, layanan: Layanan) -> Iterator[list[Isi]]:
    for problem, answer in problems(bahan, layanan):
        yield [layanan.form.judul, problem, answer]


def _stages(_: BahanLaporan, layanan: Layanan) -> Iterator[list[Isi]]:
    found = tahapan.stages(layanan.form, layanan.kini.values)
    yield [layanan.form.judul, *(_how_far(found[tahap]) for tahap in tahapan.TAHAP)]


def _how_far(isian: tahapan.Keterisian) -> str:
    """A stage in a word, with how much of it is missing."""
    word = t(f"asistensi.keadaan.{isian.keadaan}")
    return t("laporan.espm.tahap.kurang", kata=word, kosong=isian.kosong) if isian.kosong else word


def _heads(bagian: str) -> list[str]:
    own = [t(f"laporan.espm.{bagian}.{name}") for name in ("uraian", "harus")]
    return [t("laporan.nomor"), t("laporan.espm.kode"), own[0], t("laporan.satuan"), own[1]]


def _body(
    bahan: BahanLaporan, lines: Iterable[_Line], wide: int
) -> tuple[list[list[Isi]], list[int]]:
    body: list[list[Isi]] = []
    groups: list[int] = []
    urusan, number = "", 0

    def heading(text: str) -> None:
        groups.append(len(body))
        body.append([text, *[None] * (wide - 1)])

    for service, layanan, top, below in lines:
        if layanan.form.urusan != urusan:
            urusan, number = layanan.form.urusan, 0
            heading(bahan.urusan[urusan].upper())
        if service is not None:
            number = 0
            heading(service)
        number += 1
        body.append(_row(layanan, number, top, below))
    return body, groups


def _row(layanan: Layanan, number: int, top: str, below: str) -> list[Isi]:
    kini, cell = layanan.kini, layanan.form.cell(below)
    alone = len(layanan.form.index_pairs.get(cell.tabel.kode, [])) <= 1
    label = layanan.form.judul if alone else cell.baris.label
    satuan = cell.baris.satuan or cell.tabel.rows_by_code[cell.baris.kode].satuan
    told: list[Isi] = [
        number,
        cell.baris.kode_espm or None,
        label,
        satuan or None,
        kini.shown(below),
    ]
    return [*told, *(sheet.shown(top) for sheet in layanan.triwulan), *_rest(kini, top, below)]


def _rest(kini: Lembaran, top: str, below: str) -> tuple[Isi, Isi]:
    """What is still owed, and the percentage; nothing where one of the numbers is missing."""
    have, need = kini.number(top), kini.number(below)
    if have is None or need is None:
        return None, None
    left = exact(max(Fraction(0), Fraction(need) - have), 0)
    found = share(have, need)
    return left, None if found is None else exact(found, 2)
