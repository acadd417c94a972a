"""A kabupaten with a filled quarter, its province, and packages between them, for the tests."""

from __future__ import annotations

import sys
import tomllib
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.kisi import address
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.exchange import ekspor, hambatan, paket, pernyataan, sertifikat, tanda_tangan
from app.exchange.paket import Acuan
from app.exchange.pembaca.induk import Pembaca
from app.exchange.percaya import Percaya
from app.exchange.tanda_tangan import Pernyataan, Tertanda
from app.exchange.tata_letak import TataLetak
from app.exchange.verifikasi import Pemeriksa
from app.store import certificates, people, pustaka
from app.store.door import CellWrite, write
from app.store.drafts import Draf
from app.store.office import Identitas, Office
from tests.exchange.contoh_sertifikat import (
    KANTOR,
    NAMA,
    NOW,
    PIMPINAN,
    Pihak,
    authority,
    clock,
    officer,
    pimpinan,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.domain.nilai import Nilai
    from app.exchange.dua_tangan import DuaTangan

    Clock = Callable[[], datetime]
    from app.exchange.paket import Bacaan, IsiPaket
    from app.exchange.putusan import Laporan

KUPANG, TTS, ENDE = "53.01", "53.02", "53.08"
T3 = Periode(2026, 3)
PELAKU = "Maria Contoh"
ALASAN = "Sudah dicocokkan dengan laporan puskesmas."
LONG_TEXT = (
    "Tenaga kesehatan di puskesmas terpencil belum lengkap; distribusi obat terlambat karena cuaca "
    "dan jalan rusak pada musim hujan sehingga pelayanan bergeser ke bulan berikutnya. "
)
NASTY = '=HYPERLINK("http://x","klik") @jumlah <b>tebal</b> & "kutip" \u00e9\n+baris kedua'


SEDIKIT = (
    "KES-01", "KES-02", "PDK-01", "PUM-01", "PRK-01", "SOS-04", "SOS-05", "TRB-01",
    "KES-P01", "SOS-P05",
)  # fmt: skip
"""At least one service of every urusan: the offices of these tests know no more, to be quick."""


@cache
def full_acuan() -> Acuan:
    """All that is published."""
    return Acuan.load(paths.forms())


@cache
def acuan() -> Acuan:
    """What the offices of these tests know."""
    full = full_acuan()
    forms = [form for form in full.forms.values() if form.kode in SEDIKIT]
    return Acuan(forms, full.urusan, full.wilayah, full.metode)


@cache
def tata() -> TataLetak:
    return TataLetak(acuan())


@contextmanager
def all_services() -> Iterator[None]:
    """Within this, the offices that are made know every service."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[__name__], "acuan", full_acuan)
        patch.setattr(sys.modules[__name__], "tata", cache(lambda: TataLetak(full_acuan())))
        # What is made meanwhile is another package than the one all tests share.
        for shared in (package, reading):
            patch.setattr(sys.modules[__name__], shared.__name__, cache(shared.__wrapped__))
        yield


def example_values(kode: str) -> dict[str, Nilai]:
    """The filled example of a form, as a person would have entered it."""
    file = Path(__file__).parents[1] / "forms" / "contoh" / f"{kode}.toml"
    tables = tomllib.loads(file.read_text("utf-8"))["isi"]
    return {
        f"{tabel}.{baris}.{kolom}": Keadaan(isi["keadaan"]) if isinstance(isi, dict) else isi
        for tabel, rows in tables.items()
        for baris, columns in rows.items()
        for kolom, isi in columns.items()
    }


def cells(wilayah: str = KUPANG, periode: Periode = T3) -> Iterator[CellWrite]:
    """All services filled, one text that tries to be everything, one declaration, one gap."""
    special: dict[tuple[str, str], Nilai] = {
        ("KES-01", "uraian.permasalahan.teks"): NASTY,
        ("KES-02", "uraian.permasalahan.teks"): LONG_TEXT * 6,
    }
    instead: dict[str, dict[str, Nilai]] = {
        "SOS-05": {"penerima.harus.jumlah": Keadaan.NIHIL},
        "PRK-01": {},
    }
    region = acuan().wilayah[wilayah]
    for form in acuan().in_force(region, periode, {}):
        if not form.berindeks:
            continue
        values = instead.get(form.kode, example_values(form.kode))
        values |= {sel: isi for (kode, sel), isi in special.items() if kode == form.kode}
        for sel, isi in values.items():
            if form.find(sel):
                yield CellWrite(form.kode, wilayah, str(form.home_period(sel, periode)), sel, isi)


def trust(office: Office, **people: Pihak) -> None:
    """Put certificates into an office, by the role of whom they belong to."""
    for peran, pihak in people.items():
        certificates.add_certificate(
            office,
            certificates.Sertifikat(
                peran=peran,
                wilayah=office.identitas.wilayah,
                nama=NAMA,
                berlaku_dari=pihak.certificate.not_valid_before_utc.date().isoformat(),
                berlaku_sampai=pihak.certificate.not_valid_after_utc.date().isoformat(),
                der=sertifikat.to_der(pihak.certificate),
            ),
        )


def know_forms(office: Office) -> None:
    """Give an office the published forms, read from their files once for the whole run."""
    pustaka.add_forms(office, [*acuan().forms.values()])


def kabupaten(folder: Path, wilayah: str = KUPANG, *, filled: bool = True) -> Office:
    """An open office of a kabupaten that may sign."""
    office = Office.create(folder, Identitas("kabupaten", wilayah, KANTOR, f"kab-{wilayah}"), clock)
    know_forms(office)
    people.add_user(office, nama=NAMA, peran="operator", jabatan="Kepala Subbagian Contoh")
    people.add_user(office, nama=PIMPINAN, peran="pimpinan", jabatan="Kepala Bagian Pemerintahan")
    trust(office, otoritas=authority(), operator=officer(wilayah), pimpinan=pimpinan(wilayah))
    if filled:
        write(office, cells(wilayah), jenis="ketik", label="Isi contoh", pelaku=PELAKU)
    return office


def type_in(
    office: Office, formulir: str, sel: str, nilai: Nilai | None, periode: Periode = T3
) -> None:
    """One cell, as a person types it."""
    form = acuan().forms[formulir, 1]
    home = str(form.home_period(sel, periode))
    cell = CellWrite(formulir, office.identitas.wilayah, home, sel, nilai)
    write(office, [cell], jenis="ketik", label="Isi", pelaku=PELAKU)


def provinsi(folder: Path, jenis: str = "provinsi") -> Office:
    """An open provincial office that trusts its own authority."""
    identitas = Identitas(jenis, "53", "Biro Pemerintahan Setda", "prov-53")  # type: ignore[arg-type]
    office = Office.create(folder, identitas, clock)
    know_forms(office)
    trust(office, otoritas=authority())
    return office


def explain(office: Office, periode: Periode = T3) -> None:
    """A reason for every warning that wants one."""
    wilayah = office.identitas.wilayah
    for one in hambatan.blockers(office, acuan(), periode, wilayah):
        if one.sidik:
            hambatan.answer(office, one, ALASAN, label="Alasan", pelaku=PELAKU)


def state(
    office: Office,
    periode: Periode = T3,
    when: Clock = clock,
    bagian: list[str] | None = None,
) -> Draf:
    """The operator states that the quarter is complete."""
    explain(office, periode)
    own = officer(office.identitas.wilayah)
    told = pernyataan.design(office, acuan(), periode, [own.certificate], when, bagian)
    draf = pernyataan.state(told, own.key, [own.certificate], when)
    pernyataan.keep(office, draf)
    return draf


def sign(
    office: Office, target: Path, periode: Periode = T3, when: Clock = clock
) -> ekspor.Terkirim:
    """The pimpinan signs what was stated."""
    own = pimpinan(office.identitas.wilayah)
    return ekspor.export_package(office, acuan(), periode, target, own.key, [own.certificate], when)


def export(
    office: Office, target: Path, periode: Periode = T3, when: Clock = clock
) -> ekspor.Terkirim:
    """Both, one after the other."""
    state(office, periode, when)
    return sign(office, target, periode, when)


def signed_by(
    isi: IsiPaket,
    penyata: Pihak,
    penanda: Pihak,
    provinsi: str = "Provinsi Contoh",
    *,
    tampak: bool = True,
) -> bytes:
    """The statements signed by any two people, without asking whether they may."""
    cas = [authority(provinsi).certificate]
    data, waktu = paket.canonical(isi), NOW.isoformat()
    told = Pernyataan(tanda_tangan.MENYATAKAN, waktu)
    jws = tanda_tangan.sign(data, penyata.key, [penyata.certificate], told)
    paket_id = paket.package_id(data)
    naskah = ekspor.Naskah(
        isi=isi,
        wilayah=acuan().wilayah[isi.wilayah],
        draf=Draf(isi.wilayah, isi.periode, isi.revisi, paket_id, waktu, data, jws),
        penyata=Tertanda(sertifikat.identify(penyata.certificate, cas), told),
        penanda=sertifikat.identify(penanda.certificate, cas),
        jabatan="",
        waktu=waktu,
        tampak=tampak,
    )
    return ekspor.compose(naskah, acuan(), penanda.key, [penanda.certificate]).berkas


@cache
def package(wilayah: str = KUPANG) -> bytes:
    """The bytes of one package, made once for the whole run."""
    with TemporaryDirectory() as folder, kabupaten(Path(folder) / "kantor", wilayah) as office:
        return export(office, Path(folder)).path.read_bytes()


@cache
def reading(wilayah: str = KUPANG) -> tuple[Bacaan, str, DuaTangan]:
    """What the package says, its id, and who signed it."""
    laporan = judge(package(wilayah))
    assert laporan.bacaan is not None
    assert laporan.signers is not None
    return laporan.bacaan, laporan.paket_id, laporan.signers


@cache
def place_of(formulir: str, sel: str) -> tuple[str, str]:
    """Sheet and address where the package shows a cell."""
    for sheet in tata().sheets(*reading()):
        letak = sheet.letak(formulir, sel)
        if letak is not None:
            return sheet.nama, address(letak)
    raise KeyError(sel)


@cache
def data_row(formulir: str, sel: str) -> int:
    """The row of the sheet `Data` that holds a cell."""
    rows = reading()[0].isi.nilai
    return next(n for n, row in enumerate(rows, start=2) if row[1:3] == (formulir, sel))


@cache
def reader() -> Pembaca:
    """One reading process for the whole run."""
    return Pembaca()


def examiner(provinsi: str = "Provinsi Contoh", clock: Callable[[], datetime] = clock) -> Pemeriksa:
    """A province that judges."""
    return Pemeriksa(acuan(), Percaya((authority(provinsi).certificate,)), clock, reader())


def judge(data: bytes, nama: str = "paket.xlsx", provinsi: str = "Provinsi Contoh") -> Laporan:
    """The verdict of a province on some bytes."""
    return examiner(provinsi).verify_bytes(data, nama)
