"""The kemiskinan part of the demo: plausible sheets of a region, the same every time.

What is public in them (population, a few released figures) and what is invented stands in
`resources/demo/kemiskinan.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from app.domain.nilai import Keadaan, Nilai
from app.exchange.demo_angka import population

if TYPE_CHECKING:
    from app.exchange.demo_miskin_resep import Kegiatan, Lembar, ResepMiskin

_FULL = 10_000
_PROGRESS = (1_500, 3_900, 6_600, 9_300)
_HALF = 2
_BELOW = 998
"""The province's own sum, in thousandths of that of its regions."""

Cells = Iterator[tuple[str, Nilai]]


def fill(sheet: Lembar) -> dict[str, Nilai]:
    """The values of a form by cell id; forms without a recipe stay empty."""
    make = _FORMS.get(sheet.form.kode)
    if make is None:
        return {}
    left_out = tuple(sheet.resep.kosong) if sheet.told(sheet.resep.belum_lengkap) else ()
    return {
        sel: nilai
        for sel, nilai in make(sheet)
        if not (left_out and f"{sheet.form.kode}.{sel}".startswith(left_out))
    }


# --- Profile and macro figures -------------------------------------------------------------------


def _profile(sheet: Lembar) -> Cells:
    women = sheet.people * (_FULL // 2 + sheet.draw(10, 90, "perempuan")) // _FULL
    yield "dasar.versi.dasar", "kepmendagri_6117_2022"
    for kode, number in _units(sheet).items():
        yield f"satuan.{kode}.jumlah", number
    yield "penduduk.utama.jumlah", sheet.people
    yield "penduduk.utama.l", sheet.people - women
    yield "penduduk.utama.p", women
    yield "penduduk.utama.sumber", "proyeksi_bps"
    yield "keluarga.kk.jumlah", sheet.people * 10 // sheet.draw(38, 44, "kk")


def _units(sheet: Lembar) -> dict[str, int]:
    own = sheet.resep.wilayah.get(sheet.wilayah.kode)
    if own is not None:
        return own.satuan
    every = [one.satuan for one in sheet.resep.wilayah.values()]
    return {kode: sum(one[kode] for one in every) for kode in every[0]}


def share(resep: ResepMiskin, kode: str, tahun: int) -> int:
    """P0 of a region in hundredths of a per cent."""
    return max(100, resep.wilayah[kode].p0 - resep.turun * (tahun - resep.tahun_dasar))


def _poor(p0: int, people: int) -> int:
    """Poor people in hundredths of a thousand, as they are released."""
    return (p0 * people // _FULL + 5) // 10


def _line(sheet: Lembar) -> int:
    garis = sheet.resep.garis
    return garis.rupiah * (100 + garis.naik * (sheet.tahun - garis.tahun)) // 100


def _macro(sheet: Lembar) -> Cells:
    if sheet.wilayah.is_provinsi:
        yield from _macro_of_province(sheet)
        return
    p0 = share(sheet.resep, sheet.wilayah.kode, sheet.tahun)
    yield from _release(sheet, "maret", "07-15")
    yield from _column("maret", p0, _poor(p0, sheet.people))
    yield "makro.a05.maret", _line(sheet) * sheet.draw(86, 114, "garis") // 100
    if sheet.wilayah.kode in sheet.resep.tidak_dirilis:
        yield "makro.a10.maret", Keadaan.TIDAK_DIRILIS
        yield "makro.a11.maret", Keadaan.TIDAK_DIRILIS
        return
    released = sheet.resep.wilayah[sheet.wilayah.kode].ekstrem
    extreme = min(p0, released or p0 * sheet.draw(12, 30, "ekstrem") // 100)
    yield "makro.a10.maret", extreme
    yield "makro.a11.maret", _poor(extreme, sheet.people)


def _macro_of_province(sheet: Lembar) -> Cells:
    """The province beside its regions: near their sum, as in real releases, never just equal."""
    poor = sum(
        _poor(share(sheet.resep, kode, sheet.tahun), population(sheet.semua[kode], sheet.tahun))
        for kode in sheet.resep.wilayah
    )
    p0 = poor * _BELOW * 100 // sheet.people
    yield from _release(sheet, "maret", "07-15")
    yield from _column("maret", p0, _poor(p0, sheet.people))
    yield "makro.a05.maret", _line(sheet)
    if sheet.periode.triwulan == len(_PROGRESS):
        later = p0 - sheet.resep.turun // 2
        yield from _column("september", later, _poor(later, sheet.people))
        yield "makro.a05.september", _line(sheet) * 1015 // 1000


def _release(sheet: Lembar, bulan: str, hari: str) -> Cells:
    yield f"rilis.{bulan}.status", "rilis"
    yield f"rilis.{bulan}.judul", f"Berita Resmi Statistik, {bulan.capitalize()} {sheet.tahun}"
    yield f"rilis.{bulan}.tanggal", f"{sheet.tahun}-{hari}"


def _column(bulan: str, p0: int, poor: int) -> Cells:
    """The ratios between P0, P1 and P2 are those of the series of NTT."""
    yield f"makro.a01.{bulan}", p0
    yield f"makro.a02.{bulan}", poor
    yield f"makro.a03.{bulan}", p0 * 10 * 19 // 100
    yield f"makro.a04.{bulan}", p0 * 10 * 19 * 28 // _FULL


def _target(sheet: Lembar) -> Cells:
    if sheet.wilayah.is_provinsi:
        return
    yield "target.p0.arah", "turun"
    yield "target.p0.periode", "M"
    for tahun in range(2025, 2030):
        wanted = share(sheet.resep, sheet.wilayah.kode, tahun) * 10 - 150
        yield f"target.p0.min_{tahun}", wanted
        yield f"target.p0.maks_{tahun}", wanted


def _body(sheet: Lembar) -> Cells:
    yield "sk.nomor.isi", f"{sheet.draw(11, 98, 'sk')}/KEP/HK/{sheet.tahun}"
    yield "sk.tanggal.isi", f"{sheet.tahun}-01-20"
    yield "sk.pakai.isi", f"{sheet.tahun}-02-01"
    yield "sk_tahun.berlaku.isi", sheet.tahun
    yield "sk_tahun.judul.isi", sheet.tahun
    for kode in ("rpkd", "rat", "lp2kd"):
        yield f"dokumen.{kode}.ada", "tidak" if sheet.draw(0, 6, kode) == 0 else "ya"


# --- RAT, its realisation, and who received ------------------------------------------------------


def _goal(sheet: Lembar, one: Kegiatan) -> int:
    usual = sheet.people * one.per_juta // 1_000_000
    return max(1, usual * sheet.draw(80, 120, one.kegiatan) // 100)


def _pagu(sheet: Lembar, one: Kegiatan) -> int:
    pagu = _goal(sheet, one) * one.biaya
    lost = sheet.told(sheet.resep.nol_hilang) and "KUBE" in one.satuan
    return pagu // 1000 if lost else pagu


_WORDS = (
    "sektor", "kebijakan", "sasaran", "indikator_sasaran", "program", "indikator_program",
    "kegiatan", "indikator_kegiatan", "opd", "strategi",
)  # fmt: skip


def _plan(sheet: Lembar) -> Cells:
    if sheet.wilayah.is_provinsi:
        return
    for number, one in enumerate(sheet.resep.kegiatan):
        row = f"rat.{sheet.row(number)}"
        for kolom in _WORDS:
            yield f"{row}.{kolom}", getattr(one, kolom)
        yield f"{row}.lokasi_tingkat", "kabkota"
        yield f"{row}.lokasi", sheet.wilayah.kode
        yield f"{row}.target_jenis", "angka"
        yield f"{row}.target_nilai", _goal(sheet, one) * 100
        yield f"{row}.target_satuan", one.satuan
        yield f"{row}.pagu", _pagu(sheet, one)
        yield f"{row}.sumber_dana", one.dana
        yield f"{row}.dana_{one.dana}", _pagu(sheet, one)


def _done(sheet: Lembar, one: Kegiatan, whole: int) -> int:
    """What was reached or spent of the whole so far."""
    until = _PROGRESS[(sheet.periode.triwulan or len(_PROGRESS)) - 1]
    return whole * until * sheet.draw(82, 104, one.kegiatan, "capaian") // (100 * _FULL)


def _realisation(sheet: Lembar) -> Cells:
    if sheet.wilayah.is_provinsi:
        return
    waiting = sheet.resep.belum_dilaporkan if sheet.told(sheet.resep.belum_lengkap) else 0
    for number, one in enumerate(sheet.resep.kegiatan):
        row = f"realisasi.{sheet.row(number)}"
        for kolom in ("sektor", "program", "kegiatan", "indikator_kegiatan", "opd"):
            yield f"{row}.{kolom}", getattr(one, kolom)
        yield f"{row}.target_nilai", _goal(sheet, one) * 100
        yield f"{row}.target_satuan", one.satuan
        yield f"{row}.pagu", _pagu(sheet, one)
        if number >= waiting:
            idle = number > 1 and sheet.draw(0, 13, one.opd) == 0
            yield from _reported(sheet, one, row, idle=idle)


def _reported(sheet: Lembar, one: Kegiatan, row: str, *, idle: bool) -> Cells:
    if idle:
        yield f"{row}.realisasi", 0
        yield f"{row}.kinerja", 0
        yield f"{row}.status", "belum"
        yield f"{row}.sebab", "lelang"
        yield f"{row}.masalah", "Lelang belum selesai sampai akhir triwulan."
        return
    over = sheet.told(sheet.resep.nol_hilang) and one is sheet.resep.kegiatan[0]
    spent = _pagu(sheet, one) * 103 // 100 if over else _done(sheet, one, _pagu(sheet, one))
    yield f"{row}.realisasi", spent
    yield f"{row}.kinerja", _done(sheet, one, _goal(sheet, one)) * 100
    yield f"{row}.status", "berjalan"


def _recipients(sheet: Lembar) -> Cells:
    if sheet.wilayah.is_provinsi:
        return
    for number, one in enumerate(sheet.resep.kegiatan):
        if not one.penerima:
            continue
        row, total = f"penerima.{sheet.row(number)}", _done(sheet, one, _goal(sheet, one))
        yield f"{row}.kegiatan", one.kegiatan
        yield f"{row}.wilayah", sheet.wilayah.kode
        yield f"{row}.satuan", one.penerima
        yield f"{row}.total", total
        if one.penerima == "orang":
            women = total * sheet.draw(4_700, 5_600, one.kegiatan, "p") // _FULL
            yield f"{row}.l", total - women
            yield f"{row}.p", women
            yield f"{row}.dis", total * sheet.draw(8, 26, one.kegiatan, "dis") // 1_000
        yield f"{row}.nilai", total * one.biaya
        yield f"{row}.sumber", "dtsen"


# --- Access, data and PJPK -----------------------------------------------------------------------


def _access(sheet: Lembar) -> Cells:
    if sheet.wilayah.is_provinsi:
        return
    poor = _poor(share(sheet.resep, sheet.wilayah.kode, sheet.tahun), sheet.people) * 10
    for kode, each, low, high in (("d04", 1, 82, 99), ("d06", 5, 58, 90), ("d09", 5, 44, 82)):
        there = poor // each
        yield f"akses.{kode}.penyebut", there
        yield f"akses.{kode}.pembilang", there * sheet.draw(low, high, kode) // 100
        yield f"akses.{kode}.basis", "dtsen"
        yield f"akses.{kode}.metode", "Pemadanan daftar sasaran"


def _data_quality(sheet: Lembar) -> Cells:
    if sheet.wilayah.is_provinsi:
        return
    listed = sheet.people * sheet.draw(38, 52, "dtsen") // 100
    yield "mutu.dtsen.kk", listed // 4
    yield "mutu.dtsen.individu", listed
    yield "mutu.dtsen.padan", listed * sheet.draw(84, 98, "padan") // 100


def _actions(sheet: Lembar) -> Cells:
    """One action in five, in each half of the year that has begun."""
    if sheet.wilayah.is_provinsi:
        return
    halves = _STATES[: 1 + ((sheet.periode.triwulan or 0) > _HALF)]
    for tabel in sheet.form.tabel:
        for baris in tabel.baris:
            turn = sheet.draw(0, 29, tabel.kode, baris.kode)
            for half, states in enumerate(halves, start=1):
                if turn < len(states):
                    yield f"{tabel.kode}.{baris.kode}.status_{half}", states[turn]


def _evaluation(sheet: Lembar) -> Cells:
    if sheet.wilayah.is_provinsi:
        return
    yield "evaluasi.s2_07.realisasi", share(sheet.resep, sheet.wilayah.kode, sheet.tahun)
    yield "evaluasi.s2_07.asal", "Rilis BPS"
    yield "evaluasi.s2_07.bulan", "M"
    yield "evaluasi.s3_07.realisasi", sheet.draw(7_600, 9_700, "jkn")
    yield "evaluasi.s3_07.asal", "BPJS Kesehatan"


_STATES = (
    ("berjalan", "berjalan", "berjalan", "belum", "belum", "geser"),
    ("selesai", "selesai", "berjalan", "berjalan", "belum", "batal_anggaran"),
)
_FORMS: dict[str, Callable[[Lembar], Cells]] = {
    "F-K01": _profile,
    "F-K02": _macro,
    "F-K03": _target,
    "F-K04": _body,
    "F-K05": _plan,
    "F-K06": _realisation,
    "F-K07": _recipients,
    "F-K08": _access,
    "F-K12": _actions,
    "F-K13": _evaluation,
    "F-K14": _data_quality,
}
