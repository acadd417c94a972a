"""Taking packages in: judge a file without writing anything, then accept it in one transaction.

A genuine package is also held against the book: which of several versions counts is a matter of
lineage (`app.domain.silsilah`), and what was accepted before stays accepted.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from app.domain.silsilah import Hubungan, Silsilah
from app.errors import LontarError
from app.exchange import ekspor, jaga_pribadi, kaitan, profil_x509, tanya, verifikasi
from app.exchange.putusan import Putusan
from app.store import dispatch, door, pustaka, questions, sheets
from app.store.door import CellWrite, Kunci, Tindakan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Bacaan
    from app.exchange.putusan import Laporan
    from app.exchange.verifikasi import Pemeriksa
    from app.store.dispatch import Paket
    from app.store.office import Office

JENIS = "impor"


# A signer who has lost the right to sign since does not undo what was accepted from them.
_LAPSED = frozenset({"penanda_kedaluwarsa", "penanda_dicabut"})
_CLOSED = {
    Hubungan.SUDAH_DITERIMA: Putusan.SUDAH_DITERIMA,
    Hubungan.REVISI_LAMA: Putusan.REVISI_LAMA,
    Hubungan.CABANG: Putusan.CABANG,
    Hubungan.MUNDUR: Putusan.MUNDUR,
    Hubungan.DITARIK: Putusan.DITARIK,
    Hubungan.SALINAN_WILAYAH_LAIN: Putusan.SALINAN_WILAYAH_LAIN,
}


class Penerimaan(NamedTuple):
    """What accepting came to; `sudah` tells that this very package was there before.

    `jawaban` counts the answers to questions asked here that it brought.
    """

    tindakan: Tindakan
    paket: Paket
    sudah: bool
    jawaban: int = 0


def examine(paths: Iterable[Path], office: Office, pemeriksa: Pemeriksa) -> Iterator[Laporan]:
    """The verdicts on files, also by the book of this office; writes nothing."""
    for laporan in pemeriksa.verify_many(paths):
        yield refine(office, laporan, pemeriksa.acuan.wilayah)


def refine(office: Office, laporan: Laporan, wilayah: Mapping[str, Wilayah]) -> Laporan:
    """Hold a verdict against the book of an office that may take the package in.

    Only a genuine package is looked up, and one whose signer was still trusted when it came.
    """
    isi = laporan.isi
    lapsed = laporan.putusan.value in _LAPSED and known(office, laporan.paket_id) is not None
    if isi is None or not (laporan.sah or lapsed) or not _is_place(office, isi.wilayah):
        return laporan
    found = kaitan.judge(office, isi, laporan.paket_id)
    other = wilayah.get(found.wilayah_lain)
    told = kaitan.explain(
        office,
        found,
        laporan.bacaan,
        awal=laporan.putusan.value,
        nama_lain=other.nama if other else found.wilayah_lain,
    )
    putusan = _CLOSED.get(found.hubungan, laporan.putusan)
    alasan = found.hubungan.value if found.hubungan in _CLOSED else laporan.alasan
    return dataclasses.replace(laporan, putusan=putusan, alasan=alasan, kaitan=told)


def known(office: Office, paket_id: str) -> Paket | None:
    """The entry of a package accepted here before, withdrawn ones included; else None."""
    return dispatch.entry_of(office, paket_id, "masuk") if paket_id else None


def accept(office: Office, laporan: Laporan, *, pelaku: str, putuskan: bool = False) -> Penerimaan:
    """Replace the region's values of the period with those of the package, all or nothing.

    `putuskan` tells that a person has seen what a fork, a step back or a copy of another region
    would do, and has decided to take it in all the same.

    Raises:
        LontarError: not genuine, not for this province, made with other definitions, with
            personal data in it, not newer than what was accepted before, or in need of a decision.

    """
    bacaan = laporan.bacaan
    genuine = Putusan(laporan.kaitan.awal) if laporan.kaitan else laporan.putusan
    if bacaan is None or not genuine.sah:
        raise LontarError("impor_tidak_sah", berkas=laporan.nama_berkas)
    _check_place(office, bacaan)
    verifikasi.check_shown(laporan)
    jaga_pribadi.check_package(bacaan)
    with office.transaction():
        found = kaitan.judge(office, bacaan.isi, laporan.paket_id)
        label = _label(bacaan, found)
        same = known(office, laporan.paket_id)
        if same is not None and found.hubungan is Hubungan.SUDAH_DITERIMA:
            return Penerimaan(Tindakan(0, "", JENIS, label), same, sudah=True)
        _check_lineage(bacaan, found, putuskan=putuskan)
        _check_definitions(office, bacaan)
        tindakan = door.write(
            office, _cells(office, bacaan), jenis=JENIS, label=label, pelaku=pelaku
        )
        _note_origin(office, bacaan, laporan.paket_id, label, pelaku)
        entry = dispatch.record_package(office, _entry(laporan, bacaan, found), laporan.berkas)
        answered = tanya.take_answers(office, bacaan, laporan.paket_id, entry.penanda_tangan)
    return Penerimaan(tindakan, entry, sudah=False, jawaban=answered)


def _label(bacaan: Bacaan, found: Silsilah) -> str:
    facts = {"wilayah": bacaan.wilayah.nama, "revisi": bacaan.isi.revisi}
    if not found.perlu_keputusan:
        return t("impor.label", **facts)
    return t("impor.label_keputusan", hubungan=t(f"impor.hubungan.{found.hubungan.value}"), **facts)


def _check_place(office: Office, bacaan: Bacaan) -> None:
    mine = office.identitas
    if mine.jenis not in ("provinsi", "latihan") or not profil_x509.is_province(mine.wilayah):
        raise LontarError("impor_bukan_provinsi", kantor=mine.kantor)
    if not profil_x509.inside(bacaan.wilayah.kode, mine.wilayah):
        raise LontarError("impor_luar_provinsi", wilayah=bacaan.wilayah.nama, kantor=mine.kantor)


def _is_place(office: Office, wilayah: str) -> bool:
    mine = office.identitas
    return profil_x509.is_province(mine.wilayah) and profil_x509.inside(wilayah, mine.wilayah)


def _check_lineage(bacaan: Bacaan, found: Silsilah, *, putuskan: bool) -> None:
    if found.terbuka or (putuskan and found.perlu_keputusan):
        return
    facts = {"wilayah": bacaan.wilayah.nama, "revisi": bacaan.isi.revisi}
    if found.hubungan is Hubungan.DITARIK:
        raise LontarError("impor_ditarik", **facts)
    if found.perlu_keputusan:
        sebab = t(f"impor.hubungan.{found.hubungan.value}")
        raise LontarError("impor_perlu_keputusan", sebab=sebab, **facts)
    latest = found.terhadap.revisi if found.terhadap else 0
    raise LontarError("impor_revisi_lama", diterima=latest, **facts)


def _check_definitions(office: Office, bacaan: Bacaan) -> None:
    """The sheets here are made with the definitions in force here; others cannot be mixed in."""
    here = pustaka.definition_hashes(office, bacaan.periode)
    for kode, ref in bacaan.isi.formulir.items():
        if here.get(kode) != ref.sha256:
            raise LontarError("impor_formulir_lain", formulir=kode, versi=ref.versi)


def _cells(office: Office, bacaan: Bacaan) -> Iterator[CellWrite]:
    """Every cell of the package, and an empty one for each cell held here that it lacks."""
    held = questions.values_of_period(office, bacaan.wilayah.kode, bacaan.periode)
    for form in bacaan.forms:
        now = bacaan.nilai[form.kode]
        gone = (sel for sel in held.get(form.kode, {}) if sel not in now and form.find(sel))
        for sel in (*now, *gone):
            periode = str(form.home_period(sel, bacaan.periode))
            yield CellWrite(form.kode, bacaan.wilayah.kode, periode, sel, now.get(sel))


def _note_origin(office: Office, bacaan: Bacaan, paket_id: str, label: str, pelaku: str) -> None:
    kunci = sorted(
        {Kunci(kode, bacaan.wilayah.kode, periode) for periode, kode, *_ in bacaan.isi.nilai}
    )
    sheets.set_status(
        office, kunci, door.STATUS_AWAL, label=label, pelaku=pelaku, asal_paket=paket_id
    )


def _entry(laporan: Laporan, bacaan: Bacaan, found: Silsilah) -> Paket:
    isi = bacaan.isi
    genuine = laporan.kaitan.awal if laporan.kaitan else laporan.putusan.value
    decided = {} if found.terbuka else {"keputusan": found.hubungan.value}
    return dispatch.Paket(
        arah="masuk",
        putusan=genuine,
        nama_berkas=laporan.nama_berkas,
        paket_id=laporan.paket_id,
        wilayah=isi.wilayah,
        periode=isi.periode,
        revisi=isi.revisi,
        induk=isi.induk or None,
        penanda_tangan=laporan.penanda.nama if laporan.penanda else "",
        ringkasan={**ekspor.summary(isi), **kaitan.note(isi), **decided},
    )
