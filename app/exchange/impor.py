"""Taking packages in: judge a file without writing anything, then accept it in one transaction.

A genuine package is also held against the book: which of several versions counts is a matter of
lineage (`app.domain.silsilah`), and what was accepted before stays accepted.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from app.domain.nama_berkas import regions_named
from app.domain.silsilah import Hubungan, Silsilah
from app.errors import LontarError
from app.exchange import (
    ekspor,
    isi_masuk,
    jaga_pribadi,
    kaitan,
    penerima,
    tahanan,
    tanya,
    teks_paket,
    tindak_lanjut,
    tumpang,
    verifikasi,
)
from app.exchange.jeda import uncollected
from app.exchange.putusan import Putusan
from app.store import dispatch, holds
from app.store.door import Tindakan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Bacaan
    from app.exchange.putusan import Laporan
    from app.exchange.verifikasi import Pemeriksa
    from app.store.dispatch import Paket
    from app.store.office import Office

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

    `jawaban` counts the answers to questions asked here that it brought, `laporan` the reports on
    follow-ups decided here.
    """

    tindakan: Tindakan
    paket: Paket
    sudah: bool
    jawaban: int = 0
    laporan: int = 0

    @property
    def catatan(self) -> int:
        """How many notes beside cells read otherwise now."""
        return len(self.tindakan.samping)


def examine(paths: Iterable[Path], office: Office, pemeriksa: Pemeriksa) -> Iterator[Laporan]:
    """The verdicts on files, also by the book of this office; writes nothing."""
    for laporan in pemeriksa.verify_many(paths):
        yield refine(office, laporan, pemeriksa.acuan.wilayah)


def refine(office: Office, laporan: Laporan, wilayah: Mapping[str, Wilayah]) -> Laporan:
    """Hold a verdict against the book of an office that may take the package in.

    Only a genuine package is looked up, and one whose signer was still trusted when it came. A
    file whose name speaks of another region than its content is said to do so.
    """
    found = _by_the_book(office, laporan, wilayah)
    named = regions_named(laporan.nama_berkas, wilayah.values()) if found.wilayah else []
    if not named or found.wilayah in named:
        return found
    return dataclasses.replace(found, nama_lain=named[0].nama)


def _by_the_book(office: Office, laporan: Laporan, wilayah: Mapping[str, Wilayah]) -> Laporan:
    isi = laporan.isi
    lapsed = laporan.putusan.value in _LAPSED and known(office, laporan.paket_id) is not None
    if isi is None or not (laporan.sah or lapsed):
        return laporan
    lost = penerima.misdirected(office, isi, wilayah)
    if lost is not None:
        return dataclasses.replace(
            laporan, putusan=Putusan.SALAH_ALAMAT, alasan=lost.kode, galat=lost
        )
    if not penerima.takes(office, isi):
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


def accept(
    office: Office,
    laporan: Laporan,
    *,
    pelaku: str,
    putuskan: bool = False,
    tahan: Mapping[str, str] | None = None,
    ambil_alih: Mapping[str, str] | None = None,
) -> Penerimaan:
    """Replace the region's values of the period with those of the package, all or nothing.

    `putuskan` tells that a person has seen what a fork, a step back or a copy of another region
    would do, and has decided to take it in all the same. `tahan` are urusan that are held back
    for a reason: their sheets stay as they are, and the book records it. `ambil_alih` are urusan
    of an OPD that replace another owner or other figures for a reason.

    Raises:
        LontarError: not genuine or not for this office, made with other definitions, with personal
            data in it, not newer than what was accepted before, or not decided like this.

    """
    bacaan = _usable(office, laporan)
    held, over = tahanan.check(bacaan, tahan or {}), ambil_alih or {}
    with uncollected(), office.transaction():
        judged = laporan.kaitan.silsilah.baru.sidik if laporan.kaitan else ""
        found = kaitan.judge(office, bacaan.isi, laporan.paket_id, judged)
        label = _label(laporan, bacaan, found, over)
        same = known(office, laporan.paket_id)
        if same is not None and found.hubungan is Hubungan.SUDAH_DITERIMA:
            return Penerimaan(Tindakan(0, "", isi_masuk.JENIS, label), same, sudah=True)
        _check_lineage(bacaan, found, putuskan=putuskan)
        isi_masuk.check_definitions(office, bacaan, bacaan.isi.formulir)
        over = tumpang.check(bacaan, tumpang.find(office, bacaan), held, over)
        tindakan = _write(office, bacaan, laporan.paket_id, held, label, pelaku)
        entry = dispatch.record_package(office, _entry(laporan, bacaan, found), laporan.berkas)
        holds.hold(office, entry.nomor, tahanan.sections(bacaan), held, pelaku)
        tumpang.settle(office, entry, bacaan, _taken(bacaan, held), over, pelaku)
        answered = tanya.take_answers(office, bacaan, laporan.paket_id, entry.penanda_tangan)
        reported = tindak_lanjut.take_reports(office, bacaan.isi)
    return Penerimaan(tindakan, entry, sudah=False, jawaban=answered, laporan=reported)


def _taken(bacaan: Bacaan, held: Collection[str]) -> list[Formulir]:
    return [form for form in bacaan.forms if form.urusan not in held]


def _write(
    office: Office, bacaan: Bacaan, source: str, held: Collection[str], label: str, pelaku: str
) -> Tindakan:
    forms = _taken(bacaan, held)
    return isi_masuk.write(office, bacaan, forms, source, label=label, pelaku=pelaku)


def _usable(office: Office, laporan: Laporan) -> Bacaan:
    """What a package says, once it is genuine, for this office, and fit to be kept."""
    bacaan = laporan.bacaan
    if laporan.putusan is Putusan.SALAH_ALAMAT and laporan.galat is not None:
        raise laporan.galat
    genuine = Putusan(laporan.kaitan.awal) if laporan.kaitan else laporan.putusan
    if bacaan is None or not genuine.sah:
        raise LontarError("impor_tidak_sah", berkas=laporan.nama_berkas)
    penerima.check(office, bacaan)
    verifikasi.check_shown(laporan)
    jaga_pribadi.check_package(bacaan)
    return bacaan


def _label(laporan: Laporan, bacaan: Bacaan, found: Silsilah, ambil_alih: Mapping[str, str]) -> str:
    """The gesture in words; at a kabupaten they answer where a figure is from."""
    sender, signer = bacaan.isi.opd, laporan.penanda.nama if laporan.penanda else ""
    facts = {"wilayah": sender or bacaan.wilayah.nama, "revisi": bacaan.isi.revisi}
    if ambil_alih:
        why = "; ".join(f"{kode}: {told}" for kode, told in ambil_alih.items())
        return t("opd.label_ambil_alih", **facts, nama=signer, alasan=teks_paket.tidy(why))
    if not found.perlu_keputusan and sender:
        return t("opd.label", **facts, nama=signer)
    if not found.perlu_keputusan:
        return t("impor.label", **facts)
    return t("impor.label_keputusan", hubungan=t(f"impor.hubungan.{found.hubungan.value}"), **facts)


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


def _entry(laporan: Laporan, bacaan: Bacaan, found: Silsilah) -> Paket:
    isi = bacaan.isi
    genuine = laporan.kaitan.awal if laporan.kaitan else laporan.putusan.value
    decided = {} if found.terbuka else {"keputusan": found.hubungan.value}
    lineage = kaitan.note(isi, found)
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
        ringkasan={**ekspor.summary(isi), **lineage, **decided, **penerima.note(bacaan)},
    )
