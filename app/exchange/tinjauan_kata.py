"""What accepting a package would do, in words and for machines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from app.domain import metode_terbit
from app.domain.aksara import coded
from app.domain.angka import format_decimal, format_index, format_number, round_half_up
from app.domain.beda import JenisBeda
from app.domain.indeks import kategori
from app.exchange import tahanan, tumpang
from app.exchange.sel_kata import one_line
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from app.domain.akibat import Akibat, Peringkat
    from app.domain.beda import BedaSel
    from app.domain.catatan import BedaCatatan
    from app.domain.indeks import Metode, Simpul
    from app.domain.rekap import BarisRekap
    from app.exchange.tinjauan import Seksi, Tinjauan


class Ukuran(NamedTuple):
    """One measure before and after, ready to show; `sama` when accepting does not move it."""

    apa: str
    sebelum: str
    sesudah: str

    @property
    def sama(self) -> bool:
        """Whether nothing moves."""
        return self.sebelum == self.sesudah

    @property
    def kalimat(self) -> str:
        """The measure as one line."""
        key = "tinjau.tetap" if self.sama else "tinjau.dari_ke"
        return t(key, apa=self.apa, sebelum=self.sebelum, sesudah=self.sesudah)


def headline(found: Tinjauan) -> str:
    """How many cells would change, or that nothing would, or that this is the first package."""
    return f"{_changed(found)} {notes(found)}".rstrip()


def _changed(found: Tinjauan) -> str:
    counts = found.jumlah
    if not found.beda:
        return t("tinjau.tanpa_beda")
    told = ", ".join(
        t(f"tinjau.jumlah.{kind.value}", jumlah=format_number(counts[kind]))
        for kind in JenisBeda
        if counts[kind]
    )
    return t("tinjau.pertama" if found.pertama else "tinjau.ada_beda", daftar=told)


def note_sides(one: BedaCatatan) -> tuple[str, str]:
    """What a note says now and would say, each on one line; where there is none, that."""
    none = t("tinjau.catatan.kosong")
    return one_line(one.lama) or none, one_line(one.baru) or none


def notes(found: Tinjauan) -> str:
    """How many notes beside figures would read otherwise; empty when none would."""
    counts = Counter(one.jenis for one in found.catatan)
    told = ", ".join(
        t(f"tinjau.catatan.{kind}", jumlah=format_number(counts[kind]))
        for kind in ("bertambah", "berubah", "dihapus")
        if counts[kind]
    )
    return t("tinjau.catatan.ada", daftar=told) if told else ""


def other_method(found: Tinjauan) -> str:
    """That the package was worked out by another metode than this office uses; "" when not."""
    theirs, ours = found.bacaan.isi.metode, found.dasar.metode
    points = metode_terbit.differences(theirs, ours)
    if not points:
        return ""
    key = "tinjau.metode_lain" if theirs.versi == ours.versi else "tinjau.metode_versi"
    return t(key, lain=theirs.versi, sini=ours.versi)


def measures(akibat: Akibat, metode: Metode, *, ranked: bool = True) -> list[Ukuran]:
    """The region before and after: people first, then index, category and rank.

    A kabupaten that takes in the package of an OPD knows no others to be `ranked` among.
    """
    before, after = akibat.sebelum, akibat.sesudah
    told = [
        Ukuran(t("tinjau.belum_terlayani", satuan=unit), _count(lama), _count(baru))
        for unit, (lama, baru) in akibat.belum.items()
    ]
    told.append(Ukuran(t("tinjau.indeks"), _region(before, metode), _region(after, metode)))
    if ranked:
        ranks = _rank(akibat.peringkat_sebelum), _rank(akibat.peringkat_sesudah)
        told.append(Ukuran(t("tinjau.peringkat"), *ranks))
    empties = _empty(before), _empty(after)
    return [*told, Ukuran(t("tinjau.kosong"), *empties)]


def measures_of(found: Tinjauan, tahan: Collection[str] = ()) -> list[Ukuran]:
    """The same for a package, when these urusan are held back."""
    akibat = found.akibat(tahan)
    return measures(akibat, found.dasar.metode, ranked=not found.bacaan.isi.opd)


def urusan(akibat: Akibat) -> Iterator[Ukuran]:
    """The index of every urusan before and after."""
    for one in akibat.urusan:
        yield Ukuran(one.nama, index(one.sebelum), index(one.sesudah))


def index(node: Simpul | None) -> str:
    """An index; one that is not complete is marked as provisional."""
    if node is None or node.nilai is None:
        return t("tinjau.tanpa_angka")
    shown = format_index(node.nilai)
    return shown if node.final is not None else t("tinjau.sementara", angka=shown)


def banded(node: Simpul | None, metode: Metode) -> str:
    """An index with its band."""
    if node is None or node.nilai is None:
        return t("tinjau.tanpa_angka")
    band = kategori(node.nilai, metode)
    return t("tinjau.dengan_kategori", angka=index(node), kategori=band)


def percent(one: BedaSel) -> str:
    """The change in percent with its sign, empty where no percentage tells anything."""
    persen = one.persen
    if persen is None:
        return ""
    digits = format_decimal(abs(persen), 1)
    if not round_half_up(persen, 1):
        # A figure that hardly moved: with a sign before 0,0 it would read as a mistake.
        return t("tinjau.hampir_sama", angka=digits)
    return t("tinjau.naik" if persen > 0 else "tinjau.turun", angka=digits)


def findings(found: Tinjauan) -> Iterator[tuple[str, str, str, str]]:
    """What the package carries: severity, layanan, message, and the reason it was let stand for."""
    for _, formulir, _, tingkat, pesan, alasan in found.bacaan.isi.temuan:
        form = found.forms.get(formulir)
        yield tingkat, form.judul if form else formulir, coded(pesan), coded(alasan)


def as_json(found: Tinjauan, tahan: Collection[str] = ()) -> dict[str, object]:
    """Everything for machines (`--json`)."""
    akibat = found.akibat(tahan)
    return {
        "wilayah": found.bacaan.wilayah.kode,
        "periode": str(found.bacaan.periode),
        "revisi": found.bacaan.isi.revisi,
        "pertama": found.pertama,
        "ringkas": headline(found),
        "metode_lain": other_method(found),
        "jumlah": {kind.value: number for kind, number in found.jumlah.items()},
        "urusan": [_section(one, tahan) for one in found.seksi],
        "akibat": {
            "indeks": [_number(akibat.sebelum), _number(akibat.sesudah)],
            "peringkat": [akibat.peringkat_sebelum, akibat.peringkat_sesudah],
            "belum_terlayani": {unit: list(pair) for unit, pair in akibat.belum.items()},
            "urusan": {
                one.kode: [_exact(one.sebelum), _exact(one.sesudah)] for one in akibat.urusan
            },
        },
        "sel": [_cell(found, one) for one in found.beda],
        "catatan": {kind.value: number for kind, number in found.ikut.items()},
        "catatan_beda": [_note(found, one) for one in found.catatan],
        "temuan": [
            {"tingkat": tingkat, "layanan": layanan, "pesan": pesan, "alasan": alasan}
            for tingkat, layanan, pesan, alasan in findings(found)
        ],
        "serupa": list(found.serupa),
        "tumpang_tindih": [tumpang.as_json(found.bacaan, one) for one in found.tumpang],
        "sedang_ditahan": [
            {**one._asdict(), "kalimat": tahanan.told(one, found.bacaan.acuan.urusan)}
            for one in found.ditahan
        ],
    }


def _section(one: Seksi, tahan: Collection[str]) -> dict[str, object]:
    return {
        "urusan": one.urusan,
        "nama": one.nama,
        "bagian": one.bagian,
        "ditahan": one.urusan in tahan,
        **{kind.value: number for kind, number in one.jumlah.items()},
        "catatan": one.catatan,
    }


def _cell(found: Tinjauan, one: BedaSel) -> dict[str, object]:
    told = found.kata(one)
    persen = one.persen
    return {
        "formulir": one.formulir,
        "sel": one.sel,
        "jenis": one.jenis.value,
        "layanan": told.layanan,
        "label": told.sel,
        "sekarang": told.lama,
        "menjadi": told.baru,
        "siapa": told.siapa or None,
        "persen": None if persen is None else round(float(persen), 4),
    }


def _note(found: Tinjauan, one: BedaCatatan) -> dict[str, object]:
    told = found.kata_catatan(one)
    return {
        "formulir": one.letak.formulir,
        "sel": one.letak.sel,
        "jenis_catatan": one.letak.jenis.value,
        "jenis": one.jenis,
        "layanan": told.layanan,
        "label": told.sel,
        "sekarang": one.lama or None,
        "menjadi": one.baru or None,
    }


def _count(number: int | None) -> str:
    return t("tinjau.tanpa_angka") if number is None else format_number(number)


def _region(row: BarisRekap | None, metode: Metode) -> str:
    return banded(row.indeks if row else None, metode)


def _rank(rank: Peringkat | None) -> str:
    if rank is None:
        return t("tinjau.tanpa_peringkat")
    return t("tinjau.tempat", tempat=rank.tempat, dari=rank.dari)


def _empty(row: BarisRekap | None) -> str:
    return _count(len(row.kelengkapan.kosong) if row else None)


def _number(row: BarisRekap | None) -> float | None:
    return None if row is None else _exact(row.indeks)


def _exact(node: Simpul | None) -> float | None:
    nilai: Fraction | None = node.nilai if node is not None else None
    return None if nilai is None else round(float(nilai), 6)
