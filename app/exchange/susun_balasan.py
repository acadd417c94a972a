"""Making replies at the province: everything one region is to know, for some regions or for all.

Three steps, so that a window can sign beside itself: `prepare` reads the office, `sign` only
computes, `keep` enters receipts and replies in the books.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import (
    balasan,
    bawa_definisi,
    brankas,
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
from app.store import deadlines, dispatch, follow_ups, letters, pertanyaan, replies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.wilayah import Wilayah
    from app.exchange.percaya import Percaya
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
        """Region and number."""
        return self.isi.wilayah, self.isi.nomor

    @property
    def muat_obrolan(self) -> bool:
        """Whether it fits one chat message."""
        return len(self.teks) <= balasan.MAX_CHAT


def regions(office: Office, tahun: int) -> list[str]:
    """The regions that sent something in a year, were asked something, or have follow-ups."""
    came = {
        one.wilayah
        for one in dispatch.packages(office, arah="masuk")
        if one.wilayah and _of_year(one.periode, tahun)
    }
    asked = (one for one in pertanyaan.questions(office) if _of_year(one.periode, tahun))
    told = follow_ups.follow_ups(office, asal=office.identitas.wilayah)
    decided = {one.wilayah for one in told} - {office.identitas.wilayah}
    return sorted({*came, *decided, *(one.wilayah for one in asked)})


def prepare(
    office: Office,
    wilayah: Sequence[str],
    tahun: int,
    usual: Path,
    certs: Sequence[Certificate],
    definisi: bytes = b"",
) -> list[Rancangan]:
    """What the replies to these regions will say; nothing is written.

    `usual` is the data file with the usual deadlines, `definisi` the file of definitions that goes
    along.

    Raises:
        LontarError: the signer is no officer of this province, a region is not of it, or there is
            nobody to answer.

    """
    province, trust = office.identitas.wilayah, percaya.of_office(office)
    penanda = trust.check_chain(certs[0], office.now(), wilayah=province)
    if not profil_x509.is_province(province):
        raise LontarError("balasan_penanda", nama=penanda.nama, kantor=penanda.kantor)
    if not wilayah:
        raise LontarError("balasan_tanpa_tujuan", tahun=tahun)
    for kode in wilayah:
        if kode == province or not profil_x509.inside(kode, province):
            raise LontarError("pertanyaan_luar_provinsi", wilayah=kode, kantor=penanda.kantor)
    block = bawa_definisi.to_carry(office, definisi) if definisi else msgspec.UNSET
    made = [
        _design(office, kode, tahun, usual, certs, penanda.kantor, trust)
        for kode in sorted(set(wilayah))
    ]
    return [one._replace(isi=_with_definitions(one.isi, block)) for one in made]


def _with_definitions(isi: IsiBalasan, block: str | msgspec.UnsetType) -> IsiBalasan:
    whole = msgspec.structs.replace(isi, definisi=block)
    return msgspec.structs.replace(whole, versi=balasan.version_for(whole))


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


def _design(
    office: Office,
    wilayah: str,
    tahun: int,
    usual: Path,
    certs: Sequence[Certificate],
    kantor: str,
    trust: Percaya,
) -> Rancangan:
    known, missing = _receipts(office, wilayah, tahun, trust)
    plain = (
        msgspec.structs.replace(isi, lampiran="")
        for isi in tanda_terima.prepare(office, missing, certs)
    )
    decided = [balasan.Lanjut.told(one) for one in tindak_lanjut.for_region(office, wilayah)]
    isi = IsiBalasan(
        tindak_lanjut=decided or msgspec.UNSET,
        nomor=_next_number(office, wilayah, tahun),
        tahun=tahun,
        provinsi=office.identitas.wilayah,
        wilayah=wilayah,
        kantor=kantor,
        waktu=office.now().isoformat(timespec="seconds"),
        tanda_terima=known,
        pertanyaan=_questions(office, wilayah, tahun),
        tenggat=_deadlines(office, wilayah, tahun, usual),
        lampiran=pencabutan.newest_pem(office).decode("ascii"),
        otoritas=sorted(
            base64.b64encode(sertifikat.to_der(one)).decode() for one in brankas.trusted(office)
        ),
    )
    return Rancangan(isi, tuple(plain))


def _receipts(
    office: Office, wilayah: str, tahun: int, trust: Percaya
) -> tuple[list[str], list[Paket]]:
    """The receipts that still hold, oldest package first, and the packages that want a new one."""
    known: list[str] = []
    missing: list[Paket] = []
    for one in reversed(dispatch.packages(office, arah="masuk", wilayah=wilayah)):
        if one.putusan == dispatch.DITARIK or not _of_year(one.periode, tahun):
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


def _questions(office: Office, wilayah: str, tahun: int) -> list[Tanya]:
    found = pertanyaan.questions(office, wilayah=wilayah)
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
        if _of_year(one.periode, tahun)
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
