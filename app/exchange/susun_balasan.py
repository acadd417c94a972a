"""Making replies: everything one region or OPD is to know, for some of them or for all.

A province replies to its regions, named by their codes, a kabupaten to its OPD, by their names.
Three steps, so that a window can sign beside itself: `prepare` reads the office, `sign` only
computes, `keep` enters receipts and replies in the books.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.opd import same_opd
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import (
    balasan,
    bawa_definisi,
    brankas,
    penanya,
    pencabutan,
    percaya,
    profil_x509,
    sertifikat,
    surat,
    surat_ditahan,
    tanda_terima,
    tindak_lanjut,
)
from app.exchange.balasan import IsiBalasan, Tanya, TenggatDaerah
from app.exchange.dua_tangan import PIMPINAN
from app.exchange.penanya import Tujuan
from app.store import deadlines, dispatch, follow_ups, letters, opd, pertanyaan, replies

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.wilayah import Wilayah
    from app.exchange.percaya import Percaya
    from app.exchange.sertifikat import Penanda
    from app.exchange.surat import Amplop, IsiSurat
    from app.store.dispatch import Paket
    from app.store.office import Office

QUARTERS = (1, 2, 3, 4)


class Rancangan(NamedTuple):
    """A reply that is about to be signed, and the receipts that have to be signed before it."""

    isi: IsiBalasan
    terima: tuple[IsiSurat, ...]


class Tertanda(NamedTuple):
    """A signed reply and the receipts that were signed with it."""

    amplop: Amplop
    terima: tuple[Amplop, ...]


class BalasanJadi(NamedTuple):
    """A reply to hand over: its file name and its text, for a file or, when short, a chat."""

    nama_berkas: str
    teks: str
    isi: IsiBalasan
    amplop: Amplop

    @property
    def kata(self) -> list[str]:
        """The code of the reply, to compare by telephone."""
        return self.amplop.kata

    @property
    def tentang(self) -> tuple[str, int]:
        """Region or OPD, and number."""
        return self.isi.for_opd or self.isi.wilayah, self.isi.nomor

    @property
    def muat_obrolan(self) -> bool:
        """Whether it fits one chat message."""
        return len(self.teks) <= balasan.MAX_CHAT


def recipients(office: Office, tahun: int) -> list[str]:
    """Who sent something in a year, was asked something, or has follow-ups."""
    province = profil_x509.is_province(office.identitas.wilayah)
    came = [
        (one.wilayah or "") if province else opd.sender(one)
        for one in dispatch.packages(office, arah="masuk")
        if _of_year(one.periode, tahun)
    ]
    asked = [one for one in pertanyaan.questions(office) if _of_year(one.periode, tahun)]
    if not province:
        return _opd_names([*came, *(one.opd for one in asked)])
    told = follow_ups.follow_ups(office, asal=office.identitas.wilayah)
    decided = {one.wilayah for one in told} - {office.identitas.wilayah}
    return sorted({*came, *decided, *(one.wilayah for one in asked)} - {""})


def _opd_names(names: Iterable[str]) -> list[str]:
    """Each OPD once, as it was spelt first."""
    found: list[str] = []
    for name in names:
        if name and not any(same_opd(name, one) for one in found):
            found.append(name)
    return sorted(found)


def prepare(
    office: Office,
    kepada: Sequence[str],
    tahun: int,
    usual: Path,
    certs: Sequence[Certificate],
    definisi: bytes = b"",
) -> list[Rancangan]:
    """What the replies to these regions or OPD will say; nothing is written.

    `usual` is the data file with the usual deadlines, `definisi` the file of definitions that goes
    along.

    Raises:
        LontarError: the signer is no officer of this province (at a kabupaten: not its pimpinan),
            a receiver is not of it, or there is nobody to answer.

    """
    own, trust = office.identitas.wilayah, percaya.of_office(office)
    penanda = trust.check_chain(certs[0], office.now(), wilayah=own)
    _check_replier(office, penanda)
    if not kepada:
        raise LontarError("balasan_tanpa_tujuan", tahun=tahun)
    block = bawa_definisi.to_carry(office, definisi) if definisi else msgspec.UNSET
    ordered = [_named(office, one, tahun) for one in sorted(set(kepada))]
    usually = _Bersama(tahun, usual, certs, penanda.kantor, trust, block)
    made: list[Rancangan] = []
    for tujuan in ordered:
        nomor = _next_number(office, tujuan.wilayah, tahun)
        # Those of a kabupaten share one row of numbers, whichever OPD they are for.
        following = nomor + (len(made) if tujuan.opd else 0)
        made.append(_design(office, tujuan, following, usually))
    return made


def _check_replier(office: Office, penanda: Penanda) -> None:
    """A province replies by any of its officers, a kabupaten by its pimpinan."""
    who = {"nama": penanda.nama, "kantor": penanda.kantor}
    if profil_x509.is_province(office.identitas.wilayah):
        return
    if not penanya.asks(office):
        raise LontarError("balasan_penanda", **who)
    if penanda.peran != PIMPINAN:
        raise LontarError("balasan_bukan_pimpinan", **who)


def _named(office: Office, kepada: str, tahun: int) -> Tujuan:
    """A receiver by its code or name.

    Raises:
        LontarError: no region of this province, or no OPD that anything came from.

    """
    own = office.identitas
    if not profil_x509.is_province(own.wilayah):
        known = next((one for one in recipients(office, tahun) if same_opd(one, kepada)), "")
        if not known:
            raise LontarError("balasan_opd_tidak_ada", opd=kepada, tahun=tahun)
        return Tujuan(own.wilayah, known)
    if kepada == own.wilayah or not profil_x509.inside(kepada, own.wilayah):
        raise LontarError("pertanyaan_luar_provinsi", wilayah=kepada, kantor=own.kantor)
    return Tujuan(kepada)


def sign(
    prepared: Sequence[Rancangan], key: RSAPrivateKey, certs: Sequence[Certificate]
) -> list[Tertanda]:
    """Sign receipts and replies; touches no disk and no database."""
    made = []
    for rancangan in prepared:
        fresh = tuple(surat.sign(isi, key, certs) for isi in rancangan.terima)
        letters_ = [*rancangan.isi.tanda_terima, *map(balasan.packed, fresh)]
        whole = msgspec.structs.replace(rancangan.isi, tanda_terima=letters_)
        made.append(Tertanda(balasan.sign(whole, key, certs), fresh))
    return made


def keep(
    office: Office, signed: Sequence[Tertanda], wilayah: Mapping[str, Wilayah]
) -> list[BalasanJadi]:
    """Enter signed receipts and replies in the books: all of them or none.

    Raises:
        LontarError: a number was given to another reply meanwhile, or a reply is too large.

    """
    trust, now = percaya.of_office(office), office.now()
    made = []
    with office.transaction():
        for one in signed:
            for amplop in one.terima:
                terbaca = surat.read(amplop, trust, now)
                told = surat.text(amplop, wilayah).encode()
                letters.record(office, tanda_terima.entry(terbaca, "keluar"), told)
            made.append(_keep(office, balasan.read(one.amplop, trust, now), wilayah))
    return made


def _keep(office: Office, terbaca: balasan.Terbaca, wilayah: Mapping[str, Wilayah]) -> BalasanJadi:
    isi, amplop = terbaca.isi, terbaca.amplop
    if isi.nomor != _next_number(office, isi.wilayah, isi.tahun):
        raise LontarError("balasan_tertinggal", wilayah=isi.wilayah, nomor=isi.nomor)
    text = balasan.text(amplop, wilayah)
    replies.record(office, entry(terbaca, "keluar"), text.encode())
    return BalasanJadi(balasan.file_name(amplop, wilayah), text, isi, amplop)


def entry(terbaca: balasan.Terbaca, arah: replies.Arah) -> replies.Balasan:
    """A reply as the book lists it."""
    isi = terbaca.isi
    facts = (isi.wilayah, isi.tahun, isi.nomor, terbaca.amplop.id, isi.waktu)
    return replies.Balasan(arah, *facts, terbaca.penanda.nama)


# --- What goes in ------------------------------------------------------------------------------


class _Bersama(NamedTuple):
    """What every reply of one run shares."""

    tahun: int
    usual: Path
    certs: Sequence[Certificate]
    kantor: str
    trust: Percaya
    definisi: str | msgspec.UnsetType


def _design(office: Office, tujuan: Tujuan, nomor: int, shared: _Bersama) -> Rancangan:
    wilayah, tahun = tujuan.wilayah, shared.tahun
    known, missing = _receipts(office, tujuan, tahun, shared.trust)
    plain = (
        msgspec.structs.replace(isi, lampiran="")
        for isi in tanda_terima.prepare(office, missing, shared.certs)
    )
    isi = IsiBalasan(
        tindak_lanjut=_follow_ups(office, tujuan) or msgspec.UNSET,
        opd=tujuan.opd or msgspec.UNSET,
        definisi=shared.definisi,
        nomor=nomor,
        tahun=tahun,
        provinsi=wilayah.partition(".")[0],
        wilayah=wilayah,
        kantor=shared.kantor,
        waktu=office.now().isoformat(timespec="seconds"),
        tanda_terima=known,
        pertanyaan=_questions(office, tujuan, tahun),
        tenggat=_deadlines(office, wilayah, tahun, shared.usual),
        lampiran=pencabutan.newest_pem(office).decode("ascii"),
        otoritas=sorted(
            base64.b64encode(sertifikat.to_der(one)).decode() for one in brankas.trusted(office)
        ),
    )
    return Rancangan(msgspec.structs.replace(isi, versi=balasan.version_for(isi)), tuple(plain))


def _follow_ups(office: Office, tujuan: Tujuan) -> list[balasan.Lanjut]:
    """What a kabupaten decides with its OPD is not carried: only what a province decides is."""
    decided = [] if tujuan.opd else tindak_lanjut.for_region(office, tujuan.wilayah)
    return [balasan.Lanjut.told(one) for one in decided]


def _receipts(
    office: Office, tujuan: Tujuan, tahun: int, trust: Percaya
) -> tuple[list[str], list[Paket]]:
    """The receipts that still hold, oldest package first, and the packages that want a new one."""
    known: list[str] = []
    missing: list[Paket] = []
    for one in reversed(dispatch.packages(office, arah="masuk", wilayah=tujuan.wilayah)):
        if one.putusan == dispatch.DITARIK or not _of_year(one.periode, tahun):
            continue
        if not same_opd(opd.sender(one), tujuan.opd):
            continue
        amplop = _receipt(office, one.paket_id or "", trust)
        # A receipt that names other urusan as held than are held by now is given anew.
        held = surat_ditahan.of_package(office, one)
        if amplop is None or surat.content(amplop).held != held:
            missing.append(one)
        else:
            known.append(balasan.packed(amplop))
    return known, missing


def _receipt(office: Office, paket_id: str, trust: Percaya) -> Amplop | None:
    """The receipt of a package; None when there is none, or its signer does not count any more."""
    listed = letters.letters(office, arah="keluar", jenis=surat.TANDA_TERIMA, paket_id=paket_id)
    for one in listed:
        (amplop,) = surat.envelopes(letters.letter_bytes(office, one.id))
        try:
            surat.read(amplop, trust, office.now())
        except LontarError:
            continue
        return amplop
    return None


def _questions(office: Office, tujuan: Tujuan, tahun: int) -> list[Tanya]:
    found = pertanyaan.questions(office, wilayah=tujuan.wilayah)
    made = [
        Tanya(
            one.id,
            one.periode,
            one.formulir,
            one.sel,
            one.jenis,
            1 if one.penghalang else 0,
            list(one.kejadian),
        )
        for one in found
        if _of_year(one.periode, tahun) and same_opd(one.opd, tujuan.opd)
    ]
    return sorted(made, key=lambda one: (one.periode, one.formulir, one.sel, one.id))


def _deadlines(office: Office, wilayah: str, tahun: int, usual: Path) -> list[TenggatDaerah]:
    """Every deadline of the year as it holds for a region."""
    found = []
    for quarter in QUARTERS:
        periode = Periode(tahun, quarter)
        allowed = {one.kode: one for one in deadlines.allowed(office, periode, wilayah)}
        listed = {one.kode: one for one in deadlines.deadlines(office, periode, usual)}
        for kode in listed:
            day, why = deadlines.day_for(kode, listed, allowed)
            found.append(TenggatDaerah(str(periode), kode, day.isoformat(), why))
    return sorted(found)


def _next_number(office: Office, wilayah: str, tahun: int) -> int:
    last = replies.latest(office, "keluar", wilayah, tahun)
    return last.nomor + 1 if last else 1


def _of_year(periode: str | None, tahun: int) -> bool:
    return (periode or "").startswith(f"{tahun}-")
