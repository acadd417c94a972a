"""Receipts: the receiver signs that a package arrived; only this turns a package green at home.

The province gives them to its regions, the pimpinan of a kabupaten to its OPD.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from app.domain.opd import OPD, same_opd
from app.errors import LontarError
from app.exchange import (
    berkas,
    pencabutan,
    percaya,
    profil_x509,
    surat,
    surat_ditahan,
    tahanan,
)
from app.exchange.dua_tangan import PIMPINAN
from app.exchange.surat import TANDA_TERIMA, Amplop, IsiSurat, Rujukan, Terbaca
from app.store import dispatch, letters, opd, send_log

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.sertifikat import Penanda
    from app.exchange.surat_ditahan import Ditahan
    from app.store.dispatch import Paket
    from app.store.office import Office


class Tulisan(Protocol):
    """Something signed that is ready to be a file."""

    @property
    def nama_berkas(self) -> str:
        """The name of the file."""
        ...

    @property
    def teks(self) -> str:
        """What it holds."""
        ...


class SuratJadi(NamedTuple):
    """A letter to hand over: its file name, its text for a file or a chat, and its code."""

    nama_berkas: str
    teks: str
    amplop: Amplop

    @property
    def kata(self) -> list[str]:
        """The code of the letter, to compare by telephone."""
        return self.amplop.kata

    @property
    def tentang(self) -> tuple[str, int]:
        """Region and revision of the package it is about."""
        told = surat.content(self.amplop).paket
        return told.wilayah, told.revisi


# --- At the receiver ---------------------------------------------------------------------------


def due(office: Office) -> list[Paket]:
    """Accepted packages without a receipt, newest first."""
    sent = {one.paket_id for one in letters.letters(office, arah="keluar", jenis=TANDA_TERIMA)}
    entries = dispatch.packages(office, arah="masuk")
    return [one for one in entries if one.putusan != dispatch.DITARIK and one.paket_id not in sent]


def prepare(
    office: Office, entries: Sequence[Paket], certs: Sequence[Certificate]
) -> list[IsiSurat]:
    """What the receipts will say, the newest revocation lists included; nothing is written.

    Raises:
        LontarError: the signer is no officer of this province (at a kabupaten: not its pimpinan),
            or their certificate has ended.

    """
    own, now = office.identitas.wilayah, office.now()
    penanda = percaya.of_office(office).check_chain(certs[0], now, wilayah=own)
    if not profil_x509.is_province(own):
        _check_head(office, entries, penanda)
    lampiran = pencabutan.newest_pem(office).decode("ascii")
    held = {one.nomor: surat_ditahan.of_package(office, one) for one in entries}
    return [
        IsiSurat(
            versi=surat.VERSI_DITAHAN if held[one.nomor] else surat.VERSI,
            ditahan=held[one.nomor] or msgspec.UNSET,
            jenis=TANDA_TERIMA,
            paket=reference(one),
            kantor=penanda.kantor,
            waktu=now.isoformat(timespec="seconds"),
            sha256=berkas.sha256_hex(dispatch.package_bytes(office, one.nomor)),
            putusan=one.putusan,
            lampiran=lampiran,
        )
        for one in entries
    ]


def renewable(
    office: Office,
    *,
    wilayah: str | None = None,
    periode: Periode | None = None,
    opd_: str = "",
    revisi: int | None = None,
) -> list[Paket]:
    """Accepted packages whose receipt can be made again, newest first.

    Of each sender and quarter only the newest revision, unless another one is named.
    """
    seen: set[tuple[str | None, str, str | None]] = set()
    found = []
    for one in dispatch.packages(office, arah="masuk", wilayah=wilayah, periode=periode):
        sender = opd.sender(one)
        key = one.wilayah, sender, one.periode
        counts = one.revisi == revisi if revisi else key not in seen
        seen.add(key)
        asked = counts and (not opd_ or same_opd(sender, opd_))
        if asked and one.putusan != dispatch.DITARIK and given(office, one) is not None:
            found.append(one)
    return found


def given(office: Office, one: Paket) -> letters.Surat | None:
    """The newest receipt this office gave for a package; None where it gave none."""
    paket_id = one.paket_id or ""
    made = letters.letters(office, arah="keluar", jenis=TANDA_TERIMA, paket_id=paket_id)
    return made[0] if made else None


def held_since(office: Office, one: Paket) -> bool:
    """Whether other urusan are held back by now than the newest receipt of a package says."""
    earlier = given(office, one)
    if earlier is None:
        return False
    (amplop,) = surat.envelopes(letters.letter_bytes(office, earlier.id))
    return surat.content(amplop).held != surat_ditahan.of_package(office, one)


def prepare_again(
    office: Office, entries: Sequence[Paket], certs: Sequence[Certificate], alasan: str
) -> list[IsiSurat]:
    """What receipts will say that take the place of earlier ones; nothing is written.

    Raises:
        LontarError: no reason, or one that will not do; a package has no receipt yet; else as
            for a first receipt.

    """
    why = tahanan.reason(alasan)
    made = []
    for isi, one in zip(prepare(office, entries, certs), entries, strict=True):
        earlier = given(office, one)
        if earlier is None or one.putusan == dispatch.DITARIK:
            raise LontarError("tanda_terima_lagi_tidak_ada")
        made.append(
            msgspec.structs.replace(isi, versi=surat.VERSI_GANTI, ganti=earlier.id, alasan=why)
        )
    return made


def _check_head(office: Office, entries: Sequence[Paket], penanda: Penanda) -> None:
    """At a kabupaten only its pimpinan gives receipts, and only to its OPD."""
    who = {"nama": penanda.nama, "kantor": penanda.kantor}
    if office.identitas.jenis != "kabupaten" or not all(opd.sender(one) for one in entries):
        raise LontarError("surat_bukan_provinsi", **who)
    if penanda.peran != PIMPINAN:
        raise LontarError("tanda_terima_bukan_pimpinan", **who)


def sign(
    prepared: Sequence[IsiSurat], key: RSAPrivateKey, certs: Sequence[Certificate]
) -> list[Amplop]:
    """Sign them all; touches no disk and no database."""
    return [surat.sign(isi, key, certs) for isi in prepared]


def keep(
    office: Office, amplops: Sequence[Amplop], wilayah: Mapping[str, Wilayah]
) -> list[SuratJadi]:
    """Enter signed receipts in the letter book and return them ready to hand over."""
    trust, now = percaya.of_office(office), office.now()
    made = [(surat.read(one, trust, now), finished(one, wilayah)) for one in amplops]
    with office.transaction():
        for terbaca, jadi in made:
            letters.record(office, entry(terbaca, "keluar"), jadi.teks.encode())
    return [jadi for _, jadi in made]


def write(made: Sequence[Tulisan], folder: Path) -> list[Path]:
    """Write letters or replies as files into a folder: all of them, or no new one.

    Raises:
        LontarError: the folder is gone, or the disk refuses.

    """
    paths = [folder / one.nama_berkas for one in made]
    new = [path for path in paths if not path.exists()]
    try:
        for path, one in zip(paths, made, strict=True):
            berkas.write_atomic(path, one.teks.encode())
    except LontarError:
        for path in new:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return paths


def held_by_receiver(office: Office, paket_id: str) -> list[Ditahan]:
    """The urusan of a package sent from here that its newest receipt says are held back."""
    for one in letters.letters(office, arah="masuk", jenis=TANDA_TERIMA, paket_id=paket_id)[:1]:
        (amplop,) = surat.envelopes(letters.letter_bytes(office, one.id))
        return surat.content(amplop).held
    return []


def why_again(office: Office, one: letters.Surat) -> str:
    """Why a receipt took the place of an earlier one; empty where it is the first."""
    (amplop,) = surat.envelopes(letters.letter_bytes(office, one.id))
    isi = surat.content(amplop)
    return isi.alasan if isi.replaces else ""


def receipt_of(office: Office, paket_id: str) -> letters.Surat | None:
    """The receipt of a package, made here or installed here."""
    found = letters.letters(office, jenis=TANDA_TERIMA, paket_id=paket_id)
    return found[0] if found else None


# --- At the sender --------------------------------------------------------------------------


def check_giver(office: Office, terbaca: Terbaca) -> None:
    """Refuse a receipt that the kabupaten gave to anybody but its OPD, itself included.

    Raises:
        LontarError: only the province may give this office a receipt.

    """
    penanda = terbaca.penanda
    province = profil_x509.is_province(penanda.wilayah)
    if not province and office.identitas.jenis != OPD:
        raise LontarError("surat_bukan_provinsi", nama=penanda.nama, kantor=penanda.kantor)


def install(office: Office, terbaca: Terbaca, wilayah: Mapping[str, Wilayah]) -> bool:
    """Believe a receipt: its package turns from waiting to received; False when it was known.

    A receipt for a package this database never knew raises the floor of the revision numbers.
    """
    told = terbaca.isi.paket
    sent = dispatch.entry_of(office, told.id, "keluar")
    with office.transaction():
        data = surat.text(terbaca.amplop, wilayah).encode()
        if not letters.record(office, entry(terbaca, "masuk"), data):
            return False
        if sent is not None and sent.putusan == dispatch.MENUNGGU:
            dispatch.set_state(office, sent.nomor, dispatch.DITERIMA)
    return True


def is_lost(office: Office, told: Rujukan) -> bool:
    """Whether a package left here, or must have, though the database does not know it.

    So it is when the send log names it, or when its number is higher than any the book knows. Of
    an OPD only the log knows: a receipt does not tell its packages from those of other OPD.
    """
    if any(one.paket_id == told.id for one in send_log.sendings(office.folder)):
        return True
    if office.identitas.jenis == OPD:
        return False
    sent = dispatch.packages(office, arah="keluar", wilayah=told.wilayah, periode=told.periode)
    return told.revisi > max((one.revisi or 0 for one in sent), default=0)


# --- Both --------------------------------------------------------------------------------------


def finished(amplop: Amplop, wilayah: Mapping[str, Wilayah]) -> SuratJadi:
    """A signed letter as a file."""
    isi = surat.content(amplop)
    return SuratJadi(surat.file_name(isi, wilayah), surat.text(amplop, wilayah), amplop)


def reference(paket: Paket) -> Rujukan:
    """The package of an entry as a letter names it."""
    return Rujukan(
        paket.paket_id or "", paket.wilayah or "", paket.periode or "", paket.revisi or 0
    )


def entry(terbaca: Terbaca, arah: letters.Arah) -> letters.Surat:
    """A letter as the letter book lists it."""
    isi = terbaca.isi
    return letters.Surat(
        id=terbaca.amplop.id,
        arah=arah,
        jenis=isi.jenis,
        paket_id=isi.paket.id,
        wilayah=isi.paket.wilayah,
        periode=isi.paket.periode,
        revisi=isi.paket.revisi,
        waktu=isi.waktu,
        penanda_tangan=terbaca.penanda.nama,
    )
