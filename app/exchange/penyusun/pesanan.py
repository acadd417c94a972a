"""An order for one package: what was prepared, and what the signer signs it with.

It goes through a pipe from the program to its own child and lies nowhere: there is a passphrase
in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain.formulir import canonical
from app.domain.formulir_bersama import decode_shared
from app.domain.wilayah import Wilayah
from app.exchange import kunci, sertifikat
from app.exchange.sertifikat import Penanda
from app.exchange.tanda_tangan import Pernyataan
from app.store.drafts import Draf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cryptography.x509 import Certificate

    from app.exchange.ekspor import Naskah
    from app.exchange.paket import Acuan


class Tahap(msgspec.Struct):
    """What the child answers: the step that comes next, or the finished workbook.

    `galat` is what the log is to know of an error nobody expected.
    """

    langkah: str = ""
    berkas: bytes = b""
    galat: str = ""


class Pesanan(msgspec.Struct):
    """The parts of a `Naskah`, the forms it names as canonical JSON, and how to sign it.

    `kunci` is the sealed key as it lies in the file `nama_kunci`.
    """

    draf: Draf
    wilayah: Wilayah
    penyata: Penanda
    dinyatakan: Pernyataan
    penanda: Penanda
    jabatan: str
    waktu: str
    tampak: bool
    urusan: dict[str, str]
    formulir: list[bytes]
    kunci: bytes
    nama_kunci: str
    frasa_sandi: str
    rantai: list[bytes]


def order(
    naskah: Naskah, acuan: Acuan, sealed: Path, passphrase: str, chain: Sequence[Certificate]
) -> bytes:
    """An order as it is sent: JSON, for a serial number is longer than MessagePack allows.

    Raises:
        LontarError: the sealed key is not there, or cannot be read.

    """
    forms = [acuan.forms[kode, ref.versi] for kode, ref in naskah.isi.formulir.items()]
    return msgspec.json.encode(
        Pesanan(
            draf=naskah.draf,
            wilayah=naskah.wilayah,
            penyata=naskah.penyata.penanda,
            dinyatakan=naskah.penyata.pernyataan,
            penanda=naskah.penanda,
            jabatan=naskah.jabatan,
            waktu=naskah.waktu,
            tampak=naskah.tampak,
            urusan=acuan.urusan,
            formulir=[canonical(one) for one in forms],
            kunci=kunci.sealed_file(sealed),
            nama_kunci=sealed.name,
            frasa_sandi=passphrase,
            rantai=[sertifikat.to_der(one) for one in chain],
        )
    )


def received(data: bytes) -> Pesanan:
    """An order as it arrived."""
    return msgspec.json.decode(data, type=Pesanan)


def restored(pesanan: Pesanan) -> tuple[Naskah, Acuan]:
    """What was prepared, and as much of the definitions as the package itself names."""
    from app.domain.wilayah_terbit import BukuWilayah
    from app.exchange import ekspor, paket, tanda_tangan
    from app.exchange.paket import Acuan

    isi, here = paket.read(pesanan.draf.isi), {pesanan.wilayah.kode: pesanan.wilayah}
    forms = [decode_shared(one.decode()) for one in pesanan.formulir]
    acuan = Acuan(forms, pesanan.urusan, here, isi.metode, None, BukuWilayah(here))
    naskah = ekspor.Naskah(
        isi=isi,
        wilayah=pesanan.wilayah,
        draf=pesanan.draf,
        penyata=tanda_tangan.Tertanda(pesanan.penyata, pesanan.dinyatakan),
        penanda=pesanan.penanda,
        jabatan=pesanan.jabatan,
        waktu=pesanan.waktu,
        tampak=pesanan.tampak,
    )
    return naskah, acuan
