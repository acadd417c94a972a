"""Letters for the tests: who may sign them, and the letters themselves."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from app.exchange import (
    kotak_surat,
    kunci,
    penarikan,
    sertifikat,
    sertifikat_baru,
    surat,
    tanda_terima,
)
from app.exchange.surat import Amplop, IsiSurat, Rujukan
from app.store import dispatch, door
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, Pihak, authority, clock
from tests.exchange.contoh_silsilah import family, judged

if TYPE_CHECKING:
    from app.exchange.kotak_surat import LaporanSurat
    from app.store.office import Office

KUPANG, PROVINSI = contoh.KUPANG, "53"
BIRO = "Biro Pemerintahan Setda"
NAMA = {"operator": "Yohana Contoh", "pimpinan": "Yosef Contoh, S.Sos"}


@cache
def holder(
    wilayah: str, peran: str, provinsi: str = "Provinsi Contoh", *, latihan: bool = False
) -> Pihak:
    """Somebody of that region and role, certified by that province."""
    key = kunci.generate()
    kantor = office_name(wilayah)
    asked = sertifikat.read_request(
        sertifikat_baru.create_request(
            key, nama=NAMA[peran], kantor=kantor, wilayah=wilayah, peran=peran
        )
    )
    ca = authority(provinsi, latihan=latihan)
    serial = crc32(f"{wilayah} {peran}".encode()) + 1
    certificate = sertifikat_baru.issue(
        ca.key, ca.certificate, asked, wilayah=wilayah, peran=peran, serial=serial, clock=clock
    )
    return Pihak(key, certificate)


def office_name(wilayah: str) -> str:
    return BIRO if wilayah == PROVINSI else f"Bagian Pemerintahan {wilayah}"


def officer_of_province() -> Pihak:
    return holder(PROVINSI, "operator")


def head_of_region(wilayah: str = KUPANG) -> Pihak:
    return holder(wilayah, "pimpinan")


def receipt(**changes: object) -> IsiSurat:
    """A receipt for revision 2 of Kupang, with whatever is wanted otherwise."""
    made = IsiSurat(
        jenis=surat.TANDA_TERIMA,
        paket=Rujukan("ab" * 32, KUPANG, "2026-T3", 2),
        kantor=BIRO,
        waktu=NOW.isoformat(timespec="seconds"),
        sha256="cd" * 32,
        putusan="sah_utuh",
    )
    return msgspec.structs.replace(made, **changes)


def withdrawal(**changes: object) -> IsiSurat:
    """A withdrawal of the same package."""
    plain: dict[str, object] = {
        "jenis": surat.PENARIKAN,
        "kantor": office_name(KUPANG),
        "putusan": "",
        "alasan": "Angka KES-01 keliru",
    }
    return receipt(**{**plain, **changes})


def signed(isi: IsiSurat, pihak: Pihak | None = None) -> Amplop:
    own = pihak or (officer_of_province() if isi.jenis == surat.TANDA_TERIMA else head_of_region())
    return surat.sign(isi, own.key, [own.certificate])


def message(amplop: Amplop) -> str:
    return surat.text(amplop, contoh.acuan().wilayah)


# --- In the offices they are for ---------------------------------------------------------------


def look(office: Office, text: str) -> LaporanSurat:
    (laporan,) = kotak_surat.judge(office, text.encode(), "surat.txt", contoh.acuan().wilayah)
    assert "{" not in laporan.kalimat
    return laporan


def install(office: Office, text: str) -> door.Tindakan:
    return kotak_surat.install(office, look(office, text), contoh.acuan().wilayah, pelaku="Yohana")


def receipts(province: Office) -> list[tanda_terima.SuratJadi]:
    """What the province does with one passphrase: a receipt for all that have none."""
    own = officer_of_province()
    certs = [own.certificate]
    prepared = tanda_terima.prepare(province, tanda_terima.due(province), certs)
    return tanda_terima.keep(
        province, tanda_terima.sign(prepared, own.key, certs), contoh.acuan().wilayah
    )


def take_back(office: Office, entry: dispatch.Paket, alasan: str = "Angka keliru") -> str:
    """What the head of the region does: the letter of withdrawal."""
    own = head_of_region(office.identitas.wilayah)
    isi = penarikan.prepare(office, entry, alasan, [own.certificate])
    return penarikan.keep(
        office, surat.sign(isi, own.key, [own.certificate]), contoh.acuan().wilayah
    ).teks


def book(office: Office) -> list[tuple[int | None, str]]:
    return [(one.revisi, one.putusan) for one in dispatch.packages(office)]


def about(name: str) -> Rujukan:
    laporan = judged(family()[name])
    assert laporan.isi is not None
    return surat.Rujukan(laporan.paket_id, KUPANG, "2026-T3", laporan.isi.revisi)
