"""A small package, and both verifiers asked about the same file, for the tests of agreement."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast

import msgspec

from app.exchange import makna
from app.exchange.pembaca import kerja
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, authority, officer, pimpinan
from tests.exchange.segel.contoh_segel import SIG, TYPES, Bedah, unpacked
from tests.exchange.segel.serangan_segel import made_silent
from tests.exchange.segel.test_serangan import DEFAULT
from tests.kedua import tanda, verifikator

if TYPE_CHECKING:
    from datetime import datetime

    from app.exchange.paket import BarisBukti, IsiPaket
    from app.exchange.pembaca.induk import Pembaca

KECIL = ("PDK-01", "KES-01", "SOS-05")


class Langsung:
    """The product's reader without its child process: the same answers, sooner."""

    periksa = staticmethod(kerja.VERBS["periksa"])
    lembar = staticmethod(kerja.VERBS["lembar"])
    adu = staticmethod(kerja.VERBS["adu"])
    tampilan = staticmethod(kerja.VERBS.get("tampilan", kerja.VERBS["adu"]))


@cache
def isi_kecil(bukti: tuple[BarisBukti, ...] = ()) -> IsiPaket:
    """Three services of the full quarter."""
    isi = contoh.reading()[0].isi
    forms = [contoh.acuan().forms[kode, isi.formulir[kode].versi] for kode in KECIL]
    nilai = [row for row in isi.nilai if row[1] in KECIL]
    return msgspec.structs.replace(
        isi,
        formulir={kode: isi.formulir[kode] for kode in KECIL},
        nilai=nilai,
        temuan=[row for row in isi.temuan if row[1] in KECIL],
        kelengkapan=makna.completeness_of(forms, nilai, makna.quarter_of(isi)),
        bukti=list(bukti),
    )


def kecil(*, tampak: bool = True) -> bytes:
    """The small package as exported."""
    return kecil_dengan((), tampak=tampak)


@cache
def kecil_dengan(bukti: tuple[BarisBukti, ...], *, tampak: bool = True) -> bytes:
    """The same with evidence in its list."""
    return contoh.signed_by(isi_kecil(bukti), officer(), pimpinan(), tampak=tampak)


@cache
def polos() -> Bedah:
    """The parts of the small package without any trace of a seal, as after another program."""
    plain = Bedah(unpacked(kecil()))
    made_silent(plain)
    plain.drop(SIG)
    plain.swap(TYPES, (DEFAULT, ""))
    return plain


def kedua(
    data: bytes, moment: datetime = NOW, provinsi: str = "Provinsi Contoh"
) -> verifikator.Hasil:
    """The verdict of the second verifier."""
    trusted = tanda.Percaya([authority(provinsi).certificate], [], moment)
    return verifikator.periksa(data, trusted)


def pertama(data: bytes, *, anak: bool = False) -> tuple[str, str]:
    """Verdict and reason of the program; with `anak` the file is read by its child process."""
    examiner = contoh.examiner()
    if not anak:
        examiner = replace(examiner, pembaca=cast("Pembaca", Langsung()))
    laporan = examiner.verify_bytes(data, "paket.xlsx")
    return laporan.putusan.value, laporan.alasan
