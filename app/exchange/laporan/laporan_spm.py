"""Laporan Penerapan SPM: the chapters of the yearly report, tables filled, numbers by reference.

The order of chapters follows a published report (reference: four stages, section 3). What only
people can write is asked for in brackets, never invented.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.angka import format_index, format_number
from app.domain.cetak_tabel import LembarCetak
from app.domain.indeks import Status, kategori
from app.domain.rekap import not_served
from app.exchange.laporan import lkpj
from app.exchange.laporan.bahan import exact, share
from app.exchange.laporan.dasar_hukum import regulations
from app.exchange.laporan.naskah import Alinea, Bagian, Daftar, Judul, Naskah, Tabel
from app.exchange.rekap_lembar import shown
from app.exchange.tanggal import written_moment
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.domain.cetak_rupa import Isi
    from app.domain.indeks import Simpul
    from app.exchange.laporan.bahan import BahanLaporan, Layanan
    from app.exchange.rekap_bahan import Bahan

_NAME, _FIGURE, _SMALL, _WORDS = 32, 13, 11, 36
_FIGURES = {
    "ringkasan": (2,), "target": (1,), "realisasi": (1, 2, 3, 4, 5, 6), "anggaran": (1, 2, 3),
    "personil": (2, 3), "kabupaten": (1, 2), "program": (2, 3, 4),
}  # fmt: skip
"""The columns of figures of each table, also where a region declares Nihil in all its rows."""


def compose(bahan: BahanLaporan, daerah: Bahan | None = None) -> Naskah:
    """The report of a region; a province adds its kabupaten and kota from `daerah`."""
    place = {"wilayah": bahan.wilayah.nama, "periode": bahan.periode.judul}
    parts: list[Bagian] = [Judul(t("laporan.spm.kata_pengantar"), 1), _write("kata_pengantar")]
    parts += _introduction(bahan)
    parts.append(Judul(t("laporan.spm.bab2"), 1))
    parts += _summary(bahan)
    for number, (kode, nama) in enumerate(bahan.urusan.items()):
        head = f"{chr(ord('A') + number)}. {t('laporan.spm.urusan', urusan=nama)}"
        # Each begins a page: it can be handed to its OPD alone, and pages before it do not move it.
        parts.append(Judul(head, 2, halaman_baru=True))
        parts += _urusan(bahan, kode)
    if daerah is not None:
        parts += _regions(daerah)
    parts += [Judul(t("laporan.spm.bab3"), 1), *_programmes(bahan)]
    parts += [Judul(t("laporan.spm.bab4"), 1), *_closing(bahan)]
    title = (t("laporan.spm.judul"), bahan.wilayah.nama.upper(), bahan.periode.judul.upper())
    parts.append(Alinea(t("laporan.spm.asal", waktu=written_moment(bahan.dibuat), **place)))
    return Naskah(title, bahan.kantor, tuple(parts))


def _write(part: str) -> Alinea:
    return Alinea(t(f"laporan.spm.tulis.{part}"), tulis=True)


def _introduction(bahan: BahanLaporan) -> Iterator[Bagian]:
    yield Judul(t("laporan.spm.bab1"), 1)
    yield Judul(t("laporan.spm.latar"), 2)
    yield _write("latar")
    yield Judul(t("laporan.spm.dasar"), 2)
    named = [one.teks for layanan in bahan.layanan for one in layanan.form.dasar]
    begin = tuple(bahan.sel.peraturan)
    told = [text for text in named if text.startswith(begin)]
    yield Daftar(tuple(regulations(told, bahan.sel.nama_peraturan)))
    yield _write("dasar")
    yield Judul(t("laporan.spm.kebijakan"), 2)
    yield _write("kebijakan")
    yield Judul(t("laporan.spm.arah"), 2)
    yield _write("arah")


# --- Chapter II ----------------------------------------------------------------------------------


def _summary(bahan: BahanLaporan) -> Iterator[Bagian]:
    rows = [
        [nama, _owed(bahan.of_urusan(kode)), *_index_cells(bahan, _node(bahan, kode))]
        for kode, nama in bahan.urusan.items()
    ]
    rows.append([t("laporan.spm.daerah"), _owed(bahan.layanan), *_index_cells(bahan, bahan.pohon)])
    yield Alinea(_sentence(bahan, bahan.wilayah.nama, bahan.layanan, bahan.pohon))
    yield _table("ringkasan", rows, (_NAME, _WORDS, _SMALL, 18), sums={len(rows) - 1})


def _node(bahan: BahanLaporan, urusan: str) -> Simpul:
    return next(node for node in bahan.pohon.anak if node.kode == urusan)


def _sentence(bahan: BahanLaporan, nama: str, layanan: Sequence[Layanan], node: Simpul) -> str:
    """Who is not served yet, then the index: the people come first."""
    owed = _owed(layanan) or t("laporan.spm.tidak_diketahui")
    key = (
        "laporan.spm.kalimat.belum" if nama == bahan.wilayah.nama else "laporan.spm.kalimat.urusan"
    )
    told = t(key, nama=nama, belum=owed, periode=bahan.periode.judul)
    if node.nilai is None:
        return f"{told} {t('laporan.spm.kalimat.tanpa_indeks')}"
    index = format_index(node.nilai)
    if node.status is not Status.LENGKAP:
        return f"{told} {t('laporan.spm.kalimat.sementara', indeks=index)}"
    band = kategori(node.nilai, bahan.metode)
    return f"{told} {t('laporan.spm.kalimat.indeks', indeks=index, kategori=band)}"


def _owed(layanan: Iterable[Layanan]) -> str:
    """What is not served yet, per unit; units are never added together."""
    total: dict[str, int] = {}
    for one in layanan:
        found = not_served(one.form, one.kini.values)
        if found is not None:
            total[found[0]] = total.get(found[0], 0) + found[1]
    return "; ".join(f"{format_number(number)} {satuan}" for satuan, number in total.items())


def _index_cells(bahan: BahanLaporan, node: Simpul) -> list[Isi]:
    if node.nilai is None:
        return [None, t(f"laporan.status.{node.status.value}")]
    if node.status is not Status.LENGKAP:
        return [shown(node.nilai), t("laporan.status.belum_lengkap")]
    return [shown(node.nilai), kategori(node.nilai, bahan.metode)]


def _urusan(bahan: BahanLaporan, kode: str) -> Iterator[Bagian]:
    services = bahan.of_urusan(kode)
    yield Judul(t("laporan.spm.jenis"), 3)
    yield Daftar(tuple(one.form.judul for one in services))
    yield Judul(t("laporan.spm.target"), 3)
    yield _table("target", [_target(one) for one in services], (_NAME, _FIGURE, _SMALL, 24))
    yield Judul(t("laporan.spm.realisasi"), 3)
    yield Alinea(_sentence(bahan, bahan.urusan[kode], services, _node(bahan, kode)))
    wide = (_NAME, _FIGURE, _FIGURE, _FIGURE, _FIGURE, _SMALL, _SMALL, 20)
    yield _table("realisasi", [_result(bahan, one) for one in services], wide)
    yield Judul(t("laporan.spm.anggaran"), 3)
    yield Alinea(t("laporan.spm.serapan_bukan"))
    yield _table("anggaran", [_money(bahan, one) for one in services], (_NAME, 18, 18, _SMALL))
    yield Judul(t("laporan.spm.personil"), 3)
    staff = [row for one in services for row in _staff(one, bahan.sel.personil)]
    yield _table("personil", staff, (_NAME, 30, _FIGURE, _FIGURE)) if staff else _none("personil")
    yield Judul(t("laporan.spm.masalah"), 3)
    known: list[list[Isi]] = [
        [one.form.nama, *pair] for one in services for pair in lkpj.problems(bahan, one)
    ]
    yield _table("masalah", known, (24, _WORDS, _WORDS)) if known else _none("masalah")


def _none(part: str) -> Alinea:
    return Alinea(t(f"laporan.spm.belum.{part}"))


def _target(layanan: Layanan) -> list[Isi]:
    pair = layanan.ends
    need = layanan.kini.shown(pair[1]) if pair else None
    satuan = layanan.form.cell(pair[1]).baris.satuan if pair else ""
    return [layanan.form.judul, need, satuan, t("laporan.lkpj.seluruhnya")]


def _result(bahan: BahanLaporan, layanan: Layanan) -> list[Isi]:
    pair, node, kini = layanan.ends, layanan.simpul, layanan.kini
    have, need = (kini.shown(one) for one in pair) if pair else (None, None)
    owed = not_served(layanan.form, kini.values)
    parts = {child.kode: child.nilai for child in node.anak}
    shares = [_rounded(parts.get(one)) for one in bahan.sel.bagian]
    index, band = _index_cells(bahan, node)
    return [layanan.form.judul, need, have, owed[1] if owed else None, *shares, index, band]


def _rounded(nilai: Fraction | None) -> Isi:
    return None if nilai is None else exact(nilai, 2)


def _money(bahan: BahanLaporan, layanan: Layanan) -> list[Isi]:
    sel, kini = bahan.sel, layanan.kini
    pagu = layanan.first(sel.alokasi)
    have, need = kini.number(sel.realisasi), kini.number(pagu)
    spent = _rounded(share(have, need))
    return [layanan.form.judul, kini.shown(pagu), kini.shown(sel.realisasi), spent]


def _staff(layanan: Layanan, grup: Sequence[str]) -> Iterator[list[Isi]]:
    for pairs in layanan.form.index_pairs.values():
        for top, below in pairs:
            baris = layanan.form.cell(below).baris
            if baris.grup in grup:
                need, have = layanan.kini.shown(below), layanan.kini.shown(top)
                yield [layanan.form.nama, baris.label, need, have]


def _regions(daerah: Bahan) -> Iterator[Bagian]:
    """The kabupaten and kota of a province; one that sent nothing is named as such."""
    yield Judul(t("laporan.spm.kabupaten"), 2, halaman_baru=True)
    yield Alinea(t("laporan.spm.kalimat.kiriman", ada=len(daerah.rows), semua=len(daerah.wilayah)))
    rows: list[list[Isi]] = []
    for wilayah in daerah.wilayah:
        row = daerah.rows.get(wilayah.kode)
        if row is None:
            rows.append([wilayah.nama, None, None, t("laporan.status.belum_ada_data")])
            continue
        node, people = row.indeks, row.orang_belum_terlayani
        complete = row.kelengkapan.lengkap and node.final is not None
        band = kategori(node.final or Fraction(0), daerah.metode) if complete else ""
        index = None if node.nilai is None else shown(node.nilai)
        rows.append([wilayah.nama, people, index, band or t("laporan.status.belum_lengkap")])
    yield _table("kabupaten", rows, (_NAME, 18, _SMALL, 20))


# --- Chapters III and IV -------------------------------------------------------------------------


def _programmes(bahan: BahanLaporan) -> Iterator[Bagian]:
    rows = [
        [plan.layanan.form.nama, "\n".join(plan.uraian), plan.pagu, plan.realisasi, plan.serapan]
        for layanan in bahan.layanan
        for plan in lkpj.plans(bahan, layanan)
    ]
    yield _table("program", rows, (22, _WORDS, 18, 18, _SMALL)) if rows else _none("program")


def _closing(bahan: BahanLaporan) -> Iterator[Bagian]:
    yield Alinea(_sentence(bahan, bahan.wilayah.nama, bahan.layanan, bahan.pohon))
    yield _write("penutup")
    metode = bahan.metode
    yield Alinea(t("laporan.spm.metode", judul=metode.judul, kode=metode.kode, versi=metode.versi))


def _table(
    kode: str, rows: Sequence[list[Isi]], lebar: tuple[int, ...], sums: Iterable[int] = ()
) -> Tabel:
    heads = tuple(t(f"laporan.spm.kepala.{kode}").split("|"))
    body = tuple(tuple(row) for row in rows)
    sums, figures = frozenset(sums), frozenset(_FIGURES.get(kode, ()))
    sheet = LembarCetak(kode, (), (heads,), body, lebar, jumlah=sums, angka=figures)
    return Tabel(t(f"laporan.spm.tabel.{kode}"), sheet)
