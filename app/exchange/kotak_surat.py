"""Letters from outside: recognise them, say what each would do here, and install one when asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.domain.opd import OPD
from app.errors import LontarError
from app.exchange import (
    penarikan,
    pencabutan,
    percaya,
    profil_x509,
    surat,
    surat_ditahan,
    tanda_terima,
)
from app.exchange.surat import TANDA_TERIMA
from app.store import dispatch, letters, opd
from app.store.door import Tindakan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.wilayah import Wilayah
    from app.exchange.penarikan import Dampak
    from app.exchange.surat import Amplop, Terbaca
    from app.store.office import Office


class Keadaan(Enum):
    """What a letter is to this office."""

    TERIMA_BARU = "terima_baru"
    TERIMA_BERUBAH = "terima_berubah"
    TERIMA_HILANG = "terima_hilang"
    TERIMA_DITARIK = "terima_ditarik"
    TERIMA_PAKET_LAIN = "terima_paket_lain"
    TERIMA_TIDAK_DIKIRIM = "terima_tidak_dikirim"
    TARIK_BERLAKU = "tarik_berlaku"
    TARIK_DIGANTI = "tarik_diganti"
    TARIK_BELUM_TIBA = "tarik_belum_tiba"
    WILAYAH_LAIN = "wilayah_lain"
    DARI_SINI = "dari_sini"
    SUDAH = "sudah"
    GAGAL = "gagal"

    @property
    def berlaku(self) -> bool:
        """Whether installing the letter changes something."""
        return self in _DOES_SOMETHING

    @property
    def keluar(self) -> int:
        """The exit code: 0 for a letter that does or did something, 1 not for us, 2 unusable."""
        if self is Keadaan.GAGAL:
            return 2
        return 0 if self.berlaku or self is Keadaan.SUDAH else 1


_DOES_SOMETHING = frozenset(
    {
        Keadaan.TERIMA_BARU,
        Keadaan.TERIMA_BERUBAH,
        Keadaan.TERIMA_HILANG,
        Keadaan.TERIMA_DITARIK,
        Keadaan.TARIK_BERLAKU,
        Keadaan.TARIK_DIGANTI,
        Keadaan.TARIK_BELUM_TIBA,
    }
)
_BY_STATE = {
    dispatch.DITERIMA: Keadaan.SUDAH,
    dispatch.DITARIK: Keadaan.TERIMA_DITARIK,
}


@dataclass(frozen=True, kw_only=True)
class LaporanSurat:
    """Everything found out about one letter; nothing has been written.

    `galat` tells why it is not believed; then there is no `terbaca`. `dampak` is only there for a
    withdrawal at a province.
    """

    nama: str
    keadaan: Keadaan
    fakta: Mapping[str, object]
    amplop: Amplop | None = None
    terbaca: Terbaca | None = None
    dampak: Dampak | None = None
    galat: LontarError | None = None

    @property
    def kalimat(self) -> str:
        """What this letter is, and what installing it does."""
        if self.galat is not None:
            return f"{self.galat.pesan} {self.galat.saran}"
        told = t(f"surat.{self.keadaan.value}", **self.fakta)
        return " ".join(filter(None, (told, self.ganti, self.ditahan)))

    @property
    def ganti(self) -> str:
        """Why a receipt takes the place of an earlier one, in a sentence; empty for a first one."""
        isi = self.terbaca.isi if self.terbaca else None
        return t("surat.ganti", alasan=isi.alasan) if isi and isi.replaces else ""

    @property
    def ditahan(self) -> str:
        """Which urusan of a receipt are held back, in a sentence; empty for none."""
        held = self.terbaca.isi.held if self.terbaca else []
        return t("surat.ditahan", daftar=surat_ditahan.told(held)) if held else ""

    @property
    def kata(self) -> list[str]:
        """The code of the letter, empty when there is no whole letter."""
        return self.amplop.kata if self.amplop else []

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        isi = self.terbaca.isi if self.terbaca else None
        return {
            "berkas": self.nama,
            "jenis": isi.jenis if isi else None,
            "keadaan": self.keadaan.value,
            "kalimat": self.kalimat,
            "kode": " ".join(self.kata) or None,
            "paket": isi.paket.id if isi else None,
            "wilayah": isi.paket.wilayah if isi else None,
            "periode": isi.paket.periode if isi else None,
            "revisi": isi.paket.revisi if isi else None,
            "penanda": self.terbaca.penanda.nama if self.terbaca else None,
            "ditahan": dict(isi.held) if isi else {},
            "ganti": (isi.replaces or None) if isi else None,
            "alasan": (isi.alasan or None) if isi else None,
            "berubah": len(self.dampak.sel) if self.dampak else 0,
            "catatan": self.dampak.catatan if self.dampak else 0,
            "galat": self.galat.as_json() if self.galat else None,
        }


def judge(
    office: Office, data: bytes, nama: str, wilayah: Mapping[str, Wilayah]
) -> list[LaporanSurat]:
    """What every letter in a file or a pasted text would do in this office."""
    try:
        amplops = surat.envelopes(data)
    except LontarError as error:
        return [LaporanSurat(nama=nama, keadaan=Keadaan.GAGAL, fakta={}, galat=error)]
    return [judge_one(office, amplop, nama, wilayah) for amplop in amplops]


def install(
    office: Office, laporan: LaporanSurat, wilayah: Mapping[str, Wilayah], *, pelaku: str
) -> Tindakan:
    """Do what the letter says; one that is known, or not for this office, changes no package.

    The revocation lists that travel in it are learned either way.

    Raises:
        LontarError: the letter is not believed, or a sheet it would empty is closed.

    """
    if laporan.galat is not None:
        raise laporan.galat
    terbaca = laporan.terbaca
    nothing = Tindakan(0, "", "", "")
    if terbaca is None:
        return nothing
    with office.transaction():
        pencabutan.learn_from_text(office, terbaca.isi.lampiran.encode())
        # Another letter may have been installed since this one was judged.
        if not _state(office, terbaca).berlaku:
            return nothing
        if terbaca.isi.jenis == TANDA_TERIMA:
            tanda_terima.install(office, terbaca, wilayah)
            return nothing
        return penarikan.install(office, terbaca, wilayah, pelaku=pelaku)


def judge_one(
    office: Office, amplop: Amplop, nama: str, wilayah: Mapping[str, Wilayah]
) -> LaporanSurat:
    """What one letter would do in this office."""
    try:
        terbaca = surat.read(amplop, percaya.of_office(office), office.now())
        keadaan = _state(office, terbaca)
        if keadaan is not Keadaan.DARI_SINI and terbaca.isi.jenis == TANDA_TERIMA:
            tanda_terima.check_giver(office, terbaca)
    except LontarError as error:
        return LaporanSurat(nama=nama, keadaan=Keadaan.GAGAL, fakta={}, amplop=amplop, galat=error)
    withdrawal = keadaan in (Keadaan.TARIK_BERLAKU, Keadaan.TARIK_DIGANTI)
    dampak = penarikan.effect(office, terbaca.isi.paket) if withdrawal else None
    facts = {
        **surat.facts_of(terbaca.isi, wilayah),
        "nama": terbaca.penanda.nama,
        "jenis": t(f"surat.jenis.{terbaca.isi.jenis}"),
        "jumlah": len(dampak.sel) if dampak else 0,
        "tetap": _beside(dampak) if dampak else "",
        "diganti": dampak.diganti if dampak else 0,
        "berikut": terbaca.isi.paket.revisi + 1,
    }
    return LaporanSurat(
        nama=nama, keadaan=keadaan, fakta=facts, amplop=amplop, terbaca=terbaca, dampak=dampak
    )


def _beside(dampak: Dampak) -> str:
    """What a withdrawal does beside emptying cells, in sentences."""
    told = {"surat.catatan": dampak.catatan, "surat.tetap": dampak.tetap}
    return " ".join(t(key, jumlah=number) for key, number in told.items() if number)


def _state(office: Office, terbaca: Terbaca) -> Keadaan:
    known = {one.id: one for one in letters.letters(office, paket_id=terbaca.isi.paket.id)}
    same = known.get(terbaca.amplop.id)
    if same is not None:
        return Keadaan.DARI_SINI if same.arah == "keluar" else Keadaan.SUDAH
    if terbaca.isi.jenis == TANDA_TERIMA:
        return _receipt_state(office, terbaca)
    return _withdrawal_state(office, terbaca)


def _receipt_state(office: Office, terbaca: Terbaca) -> Keadaan:
    told, mine = terbaca.isi.paket, office.identitas
    # What the province gives is for the kabupaten, also where one of its OPD reads it.
    province = profil_x509.is_province(terbaca.penanda.wilayah)
    if told.wilayah != mine.wilayah or (province and mine.jenis == OPD):
        return Keadaan.WILAYAH_LAIN
    if _is_older(office, terbaca):
        return Keadaan.SUDAH
    sent = dispatch.entry_of(office, told.id, "keluar")
    if sent is not None:
        if sent.putusan == dispatch.DITERIMA and _tells_more(office, terbaca):
            return Keadaan.TERIMA_BERUBAH
        return _BY_STATE.get(sent.putusan, Keadaan.TERIMA_BARU)
    if tanda_terima.is_lost(office, told):
        return Keadaan.TERIMA_HILANG
    others = dispatch.packages(office, arah="keluar", wilayah=told.wilayah, periode=told.periode)
    same_number = any(one.revisi == told.revisi for one in others)
    return Keadaan.TERIMA_PAKET_LAIN if same_number else Keadaan.TERIMA_TIDAK_DIKIRIM


def _is_older(office: Office, terbaca: Terbaca) -> bool:
    """Whether a receipt for the same package was installed here that was not signed before it."""
    told = terbaca.isi
    last = tanda_terima.receipt_of(office, told.paket.id)
    return last is not None and last.arah == "masuk" and told.waktu <= last.waktu


def _tells_more(office: Office, terbaca: Terbaca) -> bool:
    """A later receipt takes the place of one, or names other urusan as held back."""
    told = terbaca.isi
    held = tanda_terima.held_by_receiver(office, told.paket.id)
    return bool(told.replaces) or held != told.held


def _withdraws_here(office: Office, terbaca: Terbaca) -> bool:
    """A region withdraws at the province, an OPD at its kabupaten, each its own packages only."""
    told, mine, penanda = terbaca.isi.paket, office.identitas, terbaca.penanda
    if profil_x509.is_province(mine.wilayah):
        return profil_x509.inside(told.wilayah, mine.wilayah) and not penanda.opd
    if mine.jenis != "kabupaten" or told.wilayah != mine.wilayah or not penanda.opd:
        return False
    entry = dispatch.entry_of(office, told.id, "masuk")
    return entry is None or opd.sender(entry) == penanda.kantor


def _withdrawal_state(office: Office, terbaca: Terbaca) -> Keadaan:
    told = terbaca.isi.paket
    if not _withdraws_here(office, terbaca):
        return Keadaan.WILAYAH_LAIN
    dampak = penarikan.effect(office, told)
    if dampak.paket is None:
        return Keadaan.TARIK_BELUM_TIBA
    return Keadaan.TARIK_DIGANTI if dampak.diganti else Keadaan.TARIK_BERLAKU
