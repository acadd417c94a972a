"""Taking packages in: judge a file without writing anything, then accept it in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import ekspor, pendaftaran, profil_x509, verifikasi
from app.store import dispatch, door, pustaka, questions, sheets
from app.store.door import CellWrite, Kunci, Tindakan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from app.exchange.paket import Bacaan
    from app.exchange.putusan import Laporan
    from app.exchange.tata_letak import TataLetak
    from app.store.dispatch import Paket
    from app.store.office import Office

JENIS = "impor"


class Penerimaan(NamedTuple):
    """What accepting came to; `sudah` tells that this very package was there before."""

    tindakan: Tindakan
    paket: Paket
    sudah: bool


def examine(path: Path, office: Office, tata: TataLetak, clock: Callable[[], datetime]) -> Laporan:
    """The verdict on a file, with the authorities this office trusts; writes nothing."""
    return verifikasi.verify_file(path, tata, pendaftaran.trusted(office), clock)


def accept(office: Office, laporan: Laporan, *, pelaku: str) -> Penerimaan:
    """Replace the region's values of the period with those of the package, all or nothing.

    Raises:
        LontarError: not genuine, not for this province, made with other definitions, or not
            newer than what was accepted before.

    """
    bacaan = laporan.bacaan
    if bacaan is None or not laporan.sah:
        raise LontarError("impor_tidak_sah", berkas=laporan.nama_berkas)
    _check_place(office, bacaan)
    with office.transaction():
        earlier = _accepted(office, bacaan)
        same = next((one for one in earlier if one.paket_id == laporan.paket_id), None)
        label = t("impor.label", wilayah=bacaan.wilayah.nama, revisi=bacaan.isi.revisi)
        if same is not None:
            return Penerimaan(Tindakan(0, "", JENIS, label), same, sudah=True)
        _check_newer(bacaan, earlier)
        _check_definitions(office, bacaan)
        tindakan = door.write(
            office, _cells(office, bacaan), jenis=JENIS, label=label, pelaku=pelaku
        )
        _note_origin(office, bacaan, laporan.paket_id, label, pelaku)
        entry = dispatch.record_package(office, _entry(laporan, bacaan), laporan.berkas)
    return Penerimaan(tindakan, entry, sudah=False)


def _check_place(office: Office, bacaan: Bacaan) -> None:
    mine = office.identitas
    if mine.jenis not in ("provinsi", "latihan") or not profil_x509.is_province(mine.wilayah):
        raise LontarError("impor_bukan_provinsi", kantor=mine.kantor)
    if not profil_x509.inside(bacaan.wilayah.kode, mine.wilayah):
        raise LontarError("impor_luar_provinsi", wilayah=bacaan.wilayah.nama, kantor=mine.kantor)


def _accepted(office: Office, bacaan: Bacaan) -> list[Paket]:
    """What was accepted for this region and period, newest first."""
    return dispatch.packages(
        office, arah="masuk", wilayah=bacaan.wilayah.kode, periode=bacaan.periode
    )


def _check_newer(bacaan: Bacaan, earlier: list[Paket]) -> None:
    latest = max((one.revisi or 0 for one in earlier), default=0)
    if bacaan.isi.revisi <= latest:
        raise LontarError(
            "impor_revisi_lama",
            wilayah=bacaan.wilayah.nama,
            revisi=bacaan.isi.revisi,
            diterima=latest,
        )


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
        gone = (sel for sel in held.get(form.kode, {}) if sel not in now and sel in form.cells)
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


def _entry(laporan: Laporan, bacaan: Bacaan) -> Paket:
    isi = bacaan.isi
    return dispatch.Paket(
        arah="masuk",
        putusan=laporan.putusan.value,
        nama_berkas=laporan.nama_berkas,
        paket_id=laporan.paket_id,
        wilayah=isi.wilayah,
        periode=isi.periode,
        revisi=isi.revisi,
        induk=isi.induk or None,
        penanda_tangan=laporan.penanda.nama if laporan.penanda else "",
        ringkasan=ekspor.summary(isi),
    )
