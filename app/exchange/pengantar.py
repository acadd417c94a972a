"""The words around a request and around a certificate, for people who meet the file in a chat.

Only the request or certificate itself is signed. What a request says about the older certificate
it replaces the province sees as text, and decides upon.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.exchange.profil_x509 import ALASAN
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.sertifikat import Penanda

PERPANJANGAN = "perpanjangan"
_LINE = re.compile(rb"nomor\s+seri\s+([0-9A-F][0-9A-F\s-]{0,60})\[([a-z-]{4,20})\]")
_GROUP = 5


class Penggantian(NamedTuple):
    """The serial number of an older certificate, and why another is wanted.

    `alasan` is a reason for revoking the older one, or "perpanjangan" when it may stay.
    """

    seri: int
    alasan: str


def for_request(
    *,
    nama: str,
    peran: str,
    kantor: str,
    wilayah: str,
    menggantikan: Penggantian | None,
    opd: bool = False,
) -> bytes:
    """What stands above a request. The six words do not: they go another way."""
    lines = [t("sertifikat_berkas.permintaan", nama=nama, peran=peran)]
    lines.append(t("sertifikat_berkas.dari", kantor=kantor, wilayah=wilayah))
    if opd:
        lines.append(t("opd.untuk.opd"))
    if menggantikan is not None:
        kode = menggantikan.alasan.replace("_", "-")
        seri = serial_text(menggantikan.seri)
        lines.append(t("sertifikat_berkas.menggantikan", seri=seri, kode=kode))
    lines.append(t("sertifikat_berkas.permintaan_cara"))
    return _text(lines)


def for_certificate(penanda: Penanda) -> bytes:
    """What stands above a certificate and its authority."""
    facts = {"nama": penanda.nama, "peran": penanda.peran}
    place = {"kantor": penanda.kantor, "wilayah": penanda.wilayah}
    seri, sampai = serial_text(penanda.seri), f"{penanda.berlaku_sampai:%d-%m-%Y}"
    return _text(
        [
            t("sertifikat_berkas.sertifikat", **facts),
            t("sertifikat_berkas.dari", **place),
            t("sertifikat_berkas.masa", seri=seri, sampai=sampai),
            t("sertifikat_berkas.sertifikat_cara"),
        ]
    )


def replaced(data: bytes) -> Penggantian | None:
    """What a request file says about the certificate it replaces."""
    found = _LINE.search(data)
    kode = found[2].decode().replace("-", "_") if found else ""
    if found is None or kode not in (PERPANJANGAN, *ALASAN):
        return None
    return Penggantian(int(re.sub(rb"[\s-]", b"", found[1]), 16), kode)


def serial_text(seri: int) -> str:
    """A serial number as people read it out: hexadecimal, in groups of five."""
    digits = f"{seri:X}"
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def serial_number(text: str) -> int | None:
    """The reverse of `serial_text`, however it was typed; None when it is not one."""
    digits = re.sub(r"[\s:-]", "", text)
    return int(digits, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,40}", digits) else None


def _text(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n\n").encode()
