"""Letters for the tests: who may sign them, and the letters themselves."""

from __future__ import annotations

from functools import cache

import msgspec

from app.exchange import kunci, sertifikat, surat
from app.exchange.surat import Amplop, IsiSurat, Rujukan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, Pihak, authority, clock

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
        sertifikat.create_request(
            key, nama=NAMA[peran], kantor=kantor, wilayah=wilayah, peran=peran
        )
    )
    ca = authority(provinsi, latihan=latihan)
    certificate = sertifikat.issue(
        ca.key, ca.certificate, asked, wilayah=wilayah, peran=peran, serial=99, clock=clock
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
