"""A reply where it arrives: what it brings, shown first, and installing it.

One of the province is for a kabupaten, one of a kabupaten for its OPD.

Replies are told apart by their number, never by a clock: one that was installed changes nothing
again, and an older one than was installed changes nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.opd import OPD, same_opd
from app.domain.periode import Periode
from app.domain.tindak_lanjut import KeadaanLanjut, in_order
from app.errors import LontarError
from app.exchange import (
    balasan,
    bawa_definisi,
    brankas,
    kotak_surat,
    pencabutan,
    percaya,
    profil_x509,
    sertifikat,
    susun_balasan,
    tanda_terima,
)
from app.exchange.balasan_baru import LanjutBaru, TanyaBaru, TenggatBaru
from app.store import deadlines, follow_ups, pertanyaan, practice, pustaka, replies
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from app.domain.wilayah import Wilayah
    from app.exchange.balasan import IsiBalasan, Terbaca
    from app.exchange.bawa_definisi import Bawaan
    from app.exchange.kotak_surat import LaporanSurat
    from app.exchange.sertifikat import Otoritas
    from app.exchange.surat import Amplop
    from app.store.office import Office


class Keadaan(Enum):
    """What a reply is to this office."""

    BARU = "baru"
    SUDAH = "sudah"
    LEBIH_LAMA = "lebih_lama"
    KEMBAR = "kembar"
    WILAYAH_LAIN = "wilayah_lain"
    DARI_SINI = "dari_sini"
    GAGAL = "gagal"

    @property
    def berlaku(self) -> bool:
        """Whether installing it changes something."""
        return self is Keadaan.BARU

    @property
    def keluar(self) -> int:
        """The exit code: 0 for one that does or did something, 1 not for us, 2 unusable."""
        if self is Keadaan.GAGAL:
            return 2
        return 0 if self in (Keadaan.BARU, Keadaan.SUDAH) else 1


@dataclass(frozen=True, kw_only=True)
class LaporanBalasan:
    """Everything found out about a reply; nothing has been written.

    `galat` tells why it is not believed; then there is no `terbaca`. `otoritas` are authorities
    nobody here has compared yet; they are told and never believed by a reply alone.
    """

    nama: str
    keadaan: Keadaan
    fakta: Mapping[str, object]
    amplop: Amplop | None = None
    terbaca: Terbaca | None = None
    terima: tuple[LaporanSurat, ...] = ()
    tanya: tuple[TanyaBaru, ...] = ()
    lanjut: tuple[LanjutBaru, ...] = ()
    tenggat: tuple[TenggatBaru, ...] = ()
    otoritas: tuple[Otoritas, ...] = ()
    dicabut: int = 0
    definisi: Bawaan | None = None
    galat: LontarError | None = None

    @property
    def kalimat(self) -> str:
        """What this reply is, and what installing it does."""
        if self.galat is not None:
            return f"{self.galat.pesan} {self.galat.saran}"
        return t(f"balasan.{self.keadaan.value}", **self.fakta)

    @property
    def kata(self) -> list[str]:
        """The code of the reply, empty when there is no whole one."""
        return self.amplop.kata if self.amplop else []

    def isi(self) -> Iterator[str]:
        """What it brings, line by line."""
        fresh = [one for one in self.terima if one.keadaan.berlaku]
        if fresh:
            yield t("balasan.isi.tanda_terima", jumlah=len(fresh))
        for jenis in ("baru", "dibuka_lagi", "dijawab", "selesai", "terbuka"):
            count = sum(one.jenis == jenis for one in self.tanya)
            if count:
                yield t(f"balasan.isi.tanya.{jenis}", jumlah=count)
        strange = sum(not one.dikenal for one in self.tanya)
        if strange:
            yield t("balasan.isi.tak_dikenal", jumlah=strange)
        for jenis in ("baru", "tenggat", *(state.value for state in KeadaanLanjut)):
            count = sum(one.jenis == jenis for one in self.lanjut)
            if count:
                yield t(f"balasan.isi.lanjut.{jenis}", jumlah=count)
        yield from (one.kalimat for one in self.tenggat)
        if self.dicabut:
            yield t("balasan.isi.dicabut", jumlah=self.dicabut)
        for authority in self.otoritas:
            yield t("balasan.isi.otoritas", nama=authority.nama, kode=" ".join(authority.kata))
        if self.definisi:
            yield self.definisi.kalimat

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        isi = self.terbaca.isi if self.terbaca else None
        return {
            "berkas": self.nama,
            "keadaan": self.keadaan.value,
            "kalimat": self.kalimat,
            "kode": " ".join(self.kata) or None,
            "nomor": isi.nomor if isi else None,
            "tahun": isi.tahun if isi else None,
            "wilayah": isi.wilayah if isi else None,
            "opd": (isi.for_opd or None) if isi else None,
            "penanda": self.terbaca.penanda.nama if self.terbaca else None,
            "tanda_terima": [one.as_json() for one in self.terima],
            "pertanyaan": [one.as_json() for one in self.tanya],
            "tindak_lanjut": [one.as_json() for one in self.lanjut],
            "tenggat": [one.as_json() for one in self.tenggat],
            "definisi": self.definisi.as_json() if self.definisi else None,
            "isi": list(self.isi()),
            "galat": self.galat.as_json() if self.galat else None,
        }


class Terpasang(NamedTuple):
    """What installing came to; all zero when nothing changed."""

    tanda_terima: int = 0
    pertanyaan: int = 0
    kejadian: int = 0
    tindak_lanjut: int = 0


def judge(
    office: Office, data: bytes, nama: str, wilayah: Mapping[str, Wilayah], usual: Path
) -> LaporanBalasan:
    """What a reply would do in this office; `usual` is the data file with the usual deadlines."""
    amplop = None
    try:
        amplop = balasan.envelope(data)
        terbaca = balasan.read(amplop, percaya.of_office(office), office.now())
    except LontarError as error:
        gagal = Keadaan.GAGAL
        return LaporanBalasan(nama=nama, keadaan=gagal, fakta={}, amplop=amplop, galat=error)
    keadaan = _state(office, terbaca)
    facts = {**balasan.facts_of(terbaca.isi, wilayah), "nama": terbaca.penanda.nama}
    last = _latest(office, terbaca.isi)
    facts["terpasang"] = last.nomor if last else 0
    brings = bawa_definisi.carried(office, terbaca.isi)
    told = LaporanBalasan(
        nama=nama, keadaan=keadaan, fakta=facts, amplop=amplop, terbaca=terbaca, definisi=brings
    )
    return _with_effect(office, told, terbaca, wilayah, usual) if keadaan.berlaku else told


def install(office: Office, laporan: LaporanBalasan, wilayah: Mapping[str, Wilayah]) -> Terpasang:
    """Do what the reply says, all or nothing; one that does nothing changes nothing.

    Revocations that travel in it are learned either way.

    Raises:
        LontarError: the reply is not believed.

    """
    if laporan.galat is not None:
        raise laporan.galat
    terbaca = laporan.terbaca
    if terbaca is None:
        return Terpasang()
    isi = terbaca.isi
    with office.transaction():
        pencabutan.learn_from_text(office, isi.lampiran.encode())
        # Another reply may have been installed since this one was judged.
        if not _state(office, terbaca).berlaku:
            return Terpasang()
        receipts = sum(_install_receipt(office, one, wilayah) for one in balasan.letters_in(isi))
        fresh, events = pertanyaan.add(office, isi.questions)
        decided = follow_ups.add(office, isi.follow_ups)
        for day in isi.tenggat:
            periode, chosen = Periode.parse(day.periode), date.fromisoformat(day.tanggal)
            deadlines.learn(office, isi.wilayah, periode, day.kode, chosen, day.alasan)
        text = balasan.text(terbaca.amplop, wilayah).encode()
        replies.record(office, susun_balasan.entry(terbaca, "masuk"), text)
    return Terpasang(receipts, fresh, events, decided.tindak_lanjut)


def _install_receipt(office: Office, amplop: Amplop, wilayah: Mapping[str, Wilayah]) -> bool:
    laporan = kotak_surat.judge_one(office, amplop, "", wilayah)
    if laporan.terbaca is None or not laporan.keadaan.berlaku:
        return False
    return tanda_terima.install(office, laporan.terbaca, wilayah)


def _state(office: Office, terbaca: Terbaca) -> Keadaan:
    isi, mine = terbaca.isi, office.identitas.wilayah
    own_name = office.identitas.kantor if office.identitas.jenis == OPD else ""
    made = replies.replies(office, "keluar", isi.wilayah)
    if any(one.id == terbaca.amplop.id for one in made):
        return Keadaan.DARI_SINI
    here = isi.wilayah == mine and same_opd(isi.for_opd, own_name)
    if not here or profil_x509.is_province(mine):
        return Keadaan.WILAYAH_LAIN
    known = replies.replies(office, "masuk", mine)
    if any(one.id == terbaca.amplop.id for one in known):
        return Keadaan.SUDAH
    last = _latest(office, isi)
    if last is None or isi.nomor > last.nomor:
        return Keadaan.BARU
    return Keadaan.KEMBAR if isi.nomor == last.nomor else Keadaan.LEBIH_LAMA


def _latest(office: Office, isi: IsiBalasan) -> replies.Balasan | None:
    return replies.latest(office, "masuk", isi.wilayah, isi.tahun)


# --- What it would do --------------------------------------------------------------------------


def _with_effect(
    office: Office,
    told: LaporanBalasan,
    terbaca: Terbaca,
    wilayah: Mapping[str, Wilayah],
    usual: Path,
) -> LaporanBalasan:
    isi = terbaca.isi
    letters = balasan.letters_in(isi)
    return replace(
        told,
        terima=tuple(kotak_surat.judge_one(office, one, told.nama, wilayah) for one in letters),
        tanya=tuple(_questions(office, isi)),
        lanjut=tuple(_follow_ups(office, isi)),
        tenggat=tuple(_deadlines(office, isi, usual)),
        otoritas=tuple(_strangers(office, isi)),
        dicabut=_newly_revoked(office, isi),
    )


def _questions(office: Office, isi: IsiBalasan) -> Iterator[TanyaBaru]:
    known = {one.id: one for one in pertanyaan.questions(office, wilayah=isi.wilayah)}
    for now in isi.questions:
        before = known.get(now.id)
        events = {event.id for event in before.kejadian} if before else set()
        if before is None or any(event.id not in events for event in now.kejadian):
            form = pustaka.forms_of(office, Periode.parse(now.periode)).get(now.formulir)
            there = form is not None and form.find(now.sel) is not None
            yield TanyaBaru(now, before, there)


def _follow_ups(office: Office, isi: IsiBalasan) -> Iterator[LanjutBaru]:
    known = {one.id: one for one in follow_ups.follow_ups(office, wilayah=isi.wilayah)}
    for one in isi.follow_ups:
        before = known.get(one.id)
        if before is None:
            yield LanjutBaru(one, None)
            continue
        both = in_order((*before.kejadian, *one.kejadian))
        if before.fakta == one.fakta and len(both) > len(before.kejadian):
            yield LanjutBaru(one._replace(kejadian=both), before)


def _deadlines(office: Office, isi: IsiBalasan, usual: Path) -> Iterator[TenggatBaru]:
    here: dict[str, dict[str, deadlines.Tenggat]] = {}
    for one in isi.tenggat:
        if one.periode not in here:
            found = deadlines.deadlines(office, Periode.parse(one.periode), usual)
            here[one.periode] = {known.kode: known for known in found}
        now, day = here[one.periode].get(one.kode), date.fromisoformat(one.tanggal)
        if now is not None and now.tanggal != day:
            yield TenggatBaru(one.periode, now.sendiri, now.tanggal, day, one.alasan)


def _strangers(office: Office, isi: IsiBalasan) -> Iterator[Otoritas]:
    here = {sertifikat.to_der(one) for one in brankas.trusted(office)}
    for der in balasan.authorities_in(isi).values():
        if der in here:
            continue
        try:
            yield sertifikat.read_authority(sertifikat.read_der(der))
        except (LontarError, ValueError):
            continue


def _newly_revoked(office: Office, isi: IsiBalasan) -> int:
    trust, before = brankas.trusted(office), pencabutan.revoked(office)
    practises = practice.is_practice(office)
    found = set()
    for der in pencabutan.blocks(isi.lampiran.encode()):
        try:
            listed = pencabutan.read_list(der, trust, latihan=practises)
        except LontarError:
            continue
        found |= {(one.sidik_ca, one.seri) for one in listed.isi}
    return len(found - before.keys())
