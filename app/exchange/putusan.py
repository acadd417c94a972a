"""The verdict on a file: what it is, whether it counts, and a sentence for each of two readers.

One sentence is for the secretary who received the file, one for whoever sent it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.domain.periode import Periode
from app.exchange import catatan_paket
from app.exchange.bandingkan import MAX_BEDA
from app.exchange.berkas import OUT_OF_REACH
from app.exchange.jenis_berkas import UNTUK_PENGATURAN
from app.exchange.paket import TATA_LETAK
from app.exchange.tanggal import written_date
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.wilayah import Wilayah
    from app.errors import LontarError
    from app.exchange.bandingkan import Beda
    from app.exchange.dua_tangan import DuaTangan
    from app.exchange.kaitan import Kaitan
    from app.exchange.paket import Bacaan, IsiPaket
    from app.exchange.sertifikat import Penanda
    from app.exchange.tampilan_ketat import Hiasan
    from app.exchange.tanda_tangan import Tertanda

MAX_DISEBUT = 5
_OWN_SENTENCE = {
    "penanda_latihan": "penanda_latihan",
    "penanda_bukan_latihan": "penanda_bukan_latihan",
    **dict.fromkeys(UNTUK_PENGATURAN, "untuk_pengaturan"),
}
"""Reasons that say more than the verdict they lead to."""
_UNREAD = "tak_terbaca_di_sini"
# Letters of a foreign text inside a sentence: a name, a file, the content of a cell.
_NAME, _FILE, _CELL, _PERIOD = 64, 100, 80, 20


class Putusan(Enum):
    """What can be said of a file somebody handed in."""

    SAH_UTUH = "sah_utuh"
    SAH_DISIMPAN_ULANG = "sah_disimpan_ulang"
    DATA_BERUBAH = "data_berubah"
    PENANDA_TIDAK_DIKENAL = "penanda_tidak_dikenal"
    PENANDA_KEDALUWARSA = "penanda_kedaluwarsa"
    PENANDA_DICABUT = "penanda_dicabut"
    PENANDA_BUKAN_WILAYAH = "penanda_bukan_wilayah"
    SUDAH_DITERIMA = "sudah_diterima"
    REVISI_LAMA = "revisi_lama"
    CABANG = "cabang"
    MUNDUR = "mundur"
    DITARIK = "ditarik"
    SALINAN_WILAYAH_LAIN = "salinan_wilayah_lain"
    SALAH_ALAMAT = "salah_alamat"
    BUKAN_PAKET = "bukan_paket"
    DITOLAK = "ditolak"

    @property
    def sah(self) -> bool:
        """Whether the figures may be used."""
        return self in (Putusan.SAH_UTUH, Putusan.SAH_DISIMPAN_ULANG)

    @property
    def keluar(self) -> int:
        """The exit code of the command line: 0 genuine, 1 altered, not trusted or not wanted.

        2 means that nothing in the file can be used.
        """
        if self.sah:
            return 0
        return 2 if self in (Putusan.BUKAN_PAKET, Putusan.DITOLAK) else 1


@dataclass(frozen=True, kw_only=True)
class Laporan:
    """Everything found out about one file.

    `alasan` is a stable code for machines. `isi` is what the file claims once a signature fits
    it; `bacaan` only when the claims also make sense. `berkas` are the bytes that were judged.
    `kaitan` is how a genuine package stands to the book of the office that asked. `dilukis` are the
    digests of the sheets as they follow from the signed data, where somebody has made them already.
    `hiasan` is what a sealed file shows or hides beside that, None for any other file, whose
    verdict says it; `menutupi` is what of it the program never makes, known with `dilukis`.
    `ragu` says why it can hardly have been made when it says, a word of `waktu_paket`.
    `nama_lain` is a region the file's name speaks of although another one's package is in it.
    """

    nama_berkas: str
    sha256: str
    putusan: Putusan
    alasan: str
    berkas: bytes
    paket_id: str = ""
    isi: IsiPaket | None = None
    bacaan: Bacaan | None = None
    wilayah: Wilayah | None = None
    signers: DuaTangan | None = None
    program: str = ""
    beda: tuple[Beda, ...] = ()
    galat: LontarError | None = None
    kaitan: Kaitan | None = None
    dilukis: Mapping[str, str] | None = None
    hiasan: Sequence[Hiasan] | None = None
    menutupi: tuple[Beda, ...] = ()
    ragu: str = ""
    nama_lain: str = ""

    @property
    def penanda(self) -> Penanda | None:
        """The pimpinan who handed the package in, once both signatures are found good."""
        return self.signers.penanda.penanda if self.signers else None

    @property
    def sah(self) -> bool:
        """Whether the package may be taken in."""
        return self.putusan.sah and self.bacaan is not None

    @property
    def perlu_keputusan(self) -> bool:
        """Whether the package may be taken in once a person has decided so."""
        found = self.kaitan
        return found is not None and found.silsilah.perlu_keputusan and self.bacaan is not None

    @property
    def terjangkau(self) -> bool:
        """Whether the file could be read here at all; if not, nothing is said about it."""
        return bool(self.berkas) or self.alasan not in OUT_OF_REACH

    @property
    def label(self) -> str:
        """The verdict in a few words."""
        if self.alasan in UNTUK_PENGATURAN:
            return t("rekap.putusan.untuk_pengaturan")
        key = self.putusan.value if self.terjangkau else _UNREAD
        return t(f"rekap.putusan.{key}")

    @property
    def kalimat(self) -> str:
        """The verdict for the secretary."""
        told = [t(f"putusan.{self._key}.kalimat", **self._facts())]
        if self.sah and self.isi is not None and self.isi.tata_letak != TATA_LETAK:
            told.append(t("putusan.catatan.tata_letak"))
        if self.sah and self.bacaan is not None and self.bacaan.ganjil:
            told.append(t("putusan.catatan.aksara", jumlah=self.bacaan.ganjil))
        if self.ragu and self.isi is not None:
            made = written_date(self.isi.dibuat)
            told.append(t(f"putusan.catatan.waktu_{self.ragu}", waktu=made))
        if self.kaitan:
            told.append(self.kaitan.catatan)
        if self.nama_lain:
            told.append(t("putusan.catatan.nama_lain", **self._facts()))
        return " ".join(filter(None, told))

    @property
    def balasan(self) -> str:
        """What to tell the sender."""
        told = t(f"putusan.{self._key}.balasan", **self._facts())
        if not self.nama_lain:
            return told
        return f"{told} {t('putusan.catatan.nama_lain_balasan', **self._facts())}"

    @property
    def _key(self) -> str:
        if self.kaitan is not None and not self.putusan.sah:
            return self.kaitan.kunci
        if not self.terjangkau:
            return _UNREAD
        if self.alasan in _OWN_SENTENCE:
            return _OWN_SENTENCE[self.alasan]
        if self.putusan is Putusan.SAH_DISIMPAN_ULANG and not self.program:
            return "sah_disimpan_ulang_tanpa_nama"
        if self.putusan is Putusan.DATA_BERUBAH and not self.beda:
            return "data_berubah_tanpa_salinan"
        return self.putusan.value

    def _facts(self) -> dict[str, object]:
        return {
            "berkas": _in_a_sentence(self.nama_berkas, _FILE),
            "program": self.program,
            "nama_lain": self.nama_lain,
            "jumlah": self._count(),
            "beda": "; ".join(told(beda) for beda in self.beda[:MAX_DISEBUT]),
            "pesan": self.galat.pesan if self.galat else "",
            "saran": self.galat.saran if self.galat else "",
            **self._claims(),
            **(self.kaitan.facts() if self.kaitan else {}),
        }

    def _count(self) -> str:
        """How many differences; beyond a bound they are not counted."""
        count = len(self.beda)
        return t("putusan.sedikitnya", jumlah=count) if count >= MAX_BEDA else str(count)

    def _claims(self) -> dict[str, object]:
        isi = self.isi
        if isi is None:
            unknown = t("putusan.tak_terbaca")
            return dict.fromkeys(("wilayah", "periode", "revisi", "kantor", "nama"), unknown)
        named = self.galat.data.get("nama", "") if self.galat else ""
        nama = self.penanda.nama if self.penanda else named or t("putusan.tak_terbaca")
        return {
            "wilayah": self._place(isi),
            "periode": period_title(isi.periode),
            "revisi": isi.revisi,
            "kantor": self.penanda.kantor
            if self.penanda
            else _in_a_sentence(isi.kantor.nama, _NAME),
            "nama": nama,
        }

    def _place(self, isi: IsiPaket) -> str:
        """Whose package it is: the region, and its OPD when that handed it in."""
        name = self.wilayah.nama if self.wilayah else _in_a_sentence(isi.wilayah, _NAME)
        if not isi.opd:
            return name
        return t("putusan.wilayah_opd", opd=_in_a_sentence(isi.opd, _NAME), wilayah=name)

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        isi, signers = self.isi, self.signers
        return {
            "berkas": self.nama_berkas,
            "sha256": self.sha256,
            "putusan": self.putusan.value,
            "alasan": self.alasan,
            "kalimat": self.kalimat,
            "balasan": self.balasan,
            "paket": self.paket_id or None,
            "wilayah": isi.wilayah if isi else None,
            "opd": isi.opd or None if isi else None,
            "periode": isi.periode if isi else None,
            "revisi": isi.revisi if isi else None,
            "menyatakan": _signer_json(signers.penyata) if signers else None,
            "penanda": _signer_json(signers.penanda) if signers else None,
            "program": self.program or None,
            "catatan": self._notes(),
            "beda": [{name: getattr(beda, name) for name in beda.__slots__} for beda in self.beda],
            "silsilah": self.kaitan.as_json() if self.kaitan else None,
        }

    def _notes(self) -> dict[str, int] | None:
        """How many notes of each kind it brings; None where nobody may believe it."""
        if self.bacaan is None:
            return None
        return {kind.value: n for kind, n in catatan_paket.numbers(self.bacaan.isi).items()}


def _signer_json(signer: Tertanda) -> dict[str, str]:
    penanda, told = signer
    return {
        "nama": penanda.nama,
        "kantor": penanda.kantor,
        "peran": penanda.peran,
        "jabatan": told.jabatan,
        "waktu": told.waktu,
    }


def told(beda: Beda) -> str:
    """One difference in words: what, where, signed and found."""
    facts = {
        "label": beda.label,
        "tempat": " + ".join(beda.tempat),
        "ditandatangani": _in_a_sentence(beda.ditandatangani, _CELL),
        "ditemukan": _in_a_sentence(beda.ditemukan, _CELL),
    }
    kind = "beda.sel" if beda.ditandatangani or beda.ditemukan else "beda.lembar"
    return t(kind, **facts)


def period_title(periode: str) -> str:
    """The official name of a period; a text that is none stays as it is."""
    try:
        return Periode.parse(periode).judul
    except ValueError:
        return _in_a_sentence(periode, _PERIOD)


def _in_a_sentence(text: str, most: int) -> str:
    """A foreign text that can neither break out of a sentence nor drown it."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
