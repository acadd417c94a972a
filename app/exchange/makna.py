"""What a package means: every statement fitted to the definitions both ends know, or refused."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain import kata
from app.domain.angka import LARGEST
from app.domain.formulir import is_row_id
from app.domain.kelengkapan import Kelengkapan, completeness, counted
from app.domain.nilai import decode
from app.domain.periode import Periode
from app.domain.pertanyaan import MAX_PUTARAN
from app.domain.pertanyaan import MAX_TEKS as MAX_TEKS_JAWABAN
from app.domain.register import grown
from app.errors import LontarError
from app.exchange import bukti_paket, catatan_paket, isi_lanjut
from app.exchange.paket import (
    KEADAAN_RANTAI,
    MAX_JAWABAN,
    MAX_NILAI,
    TINGKAT,
    Bacaan,
    Hitungan,
    jenis_of,
)
from app.exchange.teks_paket import foreign, is_tidy, text_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir, Sel
    from app.domain.indeks import Metode
    from app.domain.nilai import Nilai
    from app.exchange.baris_kabar import BarisJawaban
    from app.exchange.paket import (
        Acuan,
        BarisBukti,
        BarisNilai,
        IsiPaket,
        RujukanFormulir,
    )

MAX_SEBUTAN = 300
"""Letters of a name or title in the statements of a package."""

MAX_TATA_LETAK = 999
_SHA256 = re.compile(r"[0-9a-f]{64}")
_QUESTION = re.compile(r"[0-9a-f]{32}")
_HUNDRED, _MAX_BATAS = 100, 1_000
_OPEN, _ADDED = "terbuka", "tambahan"


def resolve(isi: IsiPaket, acuan: Acuan) -> Bacaan:
    """Give meaning to a package: every statement must fit the definitions both ends know.

    Raises:
        LontarError: an unknown definition or region, or a cell that cannot be.

    """
    periode = quarter_of(isi)
    _check_words(isi)
    if not acuan.lists.spellings(isi.wilayah):
        raise LontarError("paket_wilayah_asing", wilayah=isi.wilayah[:20])
    wilayah = acuan.lists.region(isi.wilayah, isi.periode)
    forms = {kode: _form(acuan, kode, ref) for kode, ref in isi.formulir.items()}
    if isi.jenis != jenis_of(forms.values()):
        raise LontarError("paket_isi_salah", rincian="jenis")
    _check_method(isi.metode, forms)
    nilai = _values(isi.nilai, forms, periode)
    whole = {kode: grown(form, nilai[kode]) for kode, form in forms.items()}
    counts = {kode: counted(form, whole[kode].tabel, nilai[kode]) for kode, form in forms.items()}
    if isi.kelengkapan != _total(counts.values()):
        raise LontarError("paket_kelengkapan_beda")
    for aturan, kode, sel, tingkat, pesan, alasan in isi.temuan:
        known = kode in forms and tingkat in TINGKAT
        known = known and catatan_paket.is_there(forms[kode], sel, nilai[kode])
        if not known or foreign(aturan + pesan + alasan):
            raise LontarError("paket_temuan_salah", aturan=aturan[:40])
    _check_evidence(isi.bukti, whole)
    _check_answers(isi.answers, whole)
    if not isi_lanjut.sound_reports(isi.reports):
        raise LontarError("paket_isi_salah", rincian="laporan")
    if not catatan_paket.sound(isi.notes, whole, nilai):
        raise LontarError("paket_isi_salah", rincian="catatan")
    return Bacaan(isi, periode, wilayah, acuan.ordered(whole.values()), nilai, counts, acuan)


def _check_words(isi: IsiPaket) -> None:
    """Refuse statements in words or moments that no office makes; people read them."""
    words = {
        "kantor": f"{isi.kantor.id} {isi.kantor.jenis} {isi.kantor.nama}",
        "tujuan": isi.tujuan,
        "aplikasi": isi.aplikasi,
        "metode": f"{isi.metode.kode} {isi.metode.judul}",
    }
    wrong = [name for name, text in words.items() if len(text) > MAX_SEBUTAN or text_problem(text)]
    if isi.induk and not _SHA256.fullmatch(isi.induk):
        wrong.append("induk")
    if not 1 <= isi.tata_letak <= MAX_TATA_LETAK:
        wrong.append("tata_letak")
    if not 0 <= isi.rantai.panjang <= LARGEST:
        wrong.append("rantai")
    try:
        known = datetime.fromisoformat(isi.dibuat).tzinfo is not None
    except ValueError:
        known = False
    if wrong or not known:
        raise LontarError("paket_isi_salah", rincian=", ".join(wrong) or "dibuat")


def _check_method(metode: Metode, forms: Mapping[str, Formulir]) -> None:
    """Refuse a metode by which the index of these forms cannot be worked out."""
    weights = metode.bobot.values()
    parts = {bagian.kode for form in forms.values() for bagian in form.indeks.bagian}
    sound = (
        parts <= metode.bobot.keys()
        and all(0 < weight <= _HUNDRED for weight in weights)
        and 0 <= metode.batas <= _MAX_BATAS
        and 0 < len(metode.kategori) <= _HUNDRED
    )
    if not sound:
        raise LontarError("paket_metode_salah", metode=metode.kode[:20])


def _check_evidence(listed: list[BarisBukti], forms: Mapping[str, Formulir]) -> None:
    bukti_paket.check_listing(listed)
    for one in listed:
        if one.formulir not in forms or forms[one.formulir].find(one.sel) is None:
            raise LontarError("paket_bukti_salah", baris=f"{one.formulir} {one.sel}"[:120])


def _check_answers(answers: list[BarisJawaban], forms: Mapping[str, Formulir]) -> None:
    """Refuse answers to what cannot be a question, twice, out of order, or in unfit words."""
    asked = [one[:2] for one in answers]
    sound = asked == sorted(set(asked)) and len(asked) <= MAX_JAWABAN
    for one in answers:
        known = one.formulir in forms and forms[one.formulir].find(one.sel) is not None
        words = len(one.teks) <= MAX_TEKS_JAWABAN and is_tidy(one.teks)
        sound &= known and words and 1 <= one.putaran <= MAX_PUTARAN
        sound &= _QUESTION.fullmatch(one.pertanyaan) is not None
    if not sound:
        raise LontarError("paket_isi_salah", rincian="jawaban")


def completeness_of(
    forms: Iterable[Formulir], rows: list[BarisNilai], periode: Periode
) -> Hitungan:
    """The completeness to state for rows that are about to be signed."""
    known = {form.kode: form for form in forms}
    nilai = _values(rows, known, periode)
    return _total(completeness(form, nilai[kode]) for kode, form in known.items())


def _total(parts: Iterable[Kelengkapan]) -> Hitungan:
    total = sum(parts, Kelengkapan())
    return Hitungan(total.wajib, total.terisi, total.dinyatakan)


def quarter_of(isi: IsiPaket) -> Periode:
    """The quarter a package is about."""
    try:
        periode = Periode.parse(isi.periode)
    except ValueError:
        periode = Periode(0)
    known = isi.rantai.keadaan in KEADAAN_RANTAI
    if periode.triwulan is None or isi.revisi < 1 or not known:
        told = f"periode {isi.periode[:20]}, revisi {isi.revisi}, rantai {isi.rantai.keadaan[:20]}"
        raise LontarError("paket_isi_salah", rincian=told)
    return periode


def _form(acuan: Acuan, kode: str, ref: RujukanFormulir) -> Formulir:
    form = acuan.forms.get((kode, ref.versi))
    if form is None:
        raise LontarError("paket_definisi_baru", formulir=kode[:20], versi=ref.versi)
    if form.urusan not in acuan.urusan or acuan.sha256(form) != ref.sha256:
        raise LontarError("paket_definisi_asing", formulir=kode[:20], versi=ref.versi)
    return form


def _values(
    rows: list[BarisNilai], forms: Mapping[str, Formulir], periode: Periode
) -> dict[str, dict[str, Nilai]]:
    if len(rows) > MAX_NILAI:
        raise LontarError("paket_terlalu_banyak", batas=MAX_NILAI)
    homes = {True: str(periode.tahunan), False: str(periode)}
    # A third of what judging a package takes is spent here; hence what is kept and looked up.
    fixed = {kode: _open_cells(form) for kode, form in forms.items()}
    found: dict[str, dict[str, Nilai]] = {kode: {} for kode in forms}
    before: tuple[str, str, str] = ("", "", "")
    for when, kode, sel, jenis, isi in rows:
        place = when, kode, sel
        cell = (fixed[kode].get(sel) or _grown_cell(forms[kode], sel)) if kode in fixed else None
        if cell is None or homes[cell.tahunan] != when or place <= before:
            raise LontarError("paket_baris_asing", baris=" ".join(place)[:120])
        before = place
        found[kode][sel] = _value(cell, jenis, isi, place)
    return found


def _open_cells(form: Formulir) -> dict[str, Sel]:
    """The cells of the fixed tables that a person fills."""
    if _OPEN not in form.memo:
        form.memo[_OPEN] = {sel: cell for sel, cell in form.cells.items() if cell.editable}
    known: dict[str, Sel] = form.memo[_OPEN]
    return known


def _grown_cell(form: Formulir, sel: str) -> Sel | None:
    """A cell of a row that somebody added to a register; such rows differ in nothing but the id."""
    alike: dict[tuple[str, str], Sel] = form.memo.setdefault(_ADDED, {})
    tabel, _, place = sel.partition(".")
    baris, _, kolom = place.partition(".")
    added = is_row_id(baris)
    if added and (tabel, kolom) in alike:
        return alike[tabel, kolom]
    cell = form.find(sel)
    if cell is None or not cell.editable:
        return None
    if added:
        alike[tabel, kolom] = cell
    return cell


def _value(cell: Sel, jenis: str, isi: str, place: tuple[str, str, str]) -> Nilai:
    try:
        nilai = decode(jenis, isi)
    except ValueError:
        nilai = ""
    if isinstance(nilai, int):
        fits = not cell.berkata and -LARGEST <= nilai <= LARGEST
    elif isinstance(nilai, str):
        fits = bool(nilai) and cell.berkata and not foreign(nilai)
        fits = fits and kata.fits(cell.kolom, nilai)
    else:
        fits = True
    if not fits:
        raise LontarError("paket_nilai_salah", baris=" ".join(place)[:120], isi=isi[:40])
    return nilai
