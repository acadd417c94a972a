"""What lies on the table of the inbox: packages and letters, each as a line with its state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.exchange.putusan import Putusan
from app.teks import t
from app.ui.charts.ledger import Cell, Head, Row
from app.ui.colours import Tone
from app.ui.pages.package_verdict import look_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.domain.opd import Tumpang
    from app.domain.wilayah import Wilayah
    from app.exchange.kotak_surat import LaporanSurat
    from app.exchange.pasang_balasan import LaporanBalasan
    from app.exchange.putusan import Laporan
    from app.exchange.saingan import Bawah, Tempat
    from app.exchange.tinjauan import Tinjauan
    from app.store.office import Office

_GOOD, _NOTHING, _OTHER, _BAD = (
    ("certificate", Tone.ACCENT),
    ("check-circle", Tone.MUTED),
    ("alert", Tone.WARN),
    ("stop", Tone.BAD),
)


@dataclass
class Entry:
    """A file on the table: its verdict, and what taking it in came to.

    `asli` is the verdict before this office's book was asked; `tinjauan` what taking it in would
    do, once that has been worked out; `ditahan` why which urusan were held back then; `tumpang`
    the urusan that cannot be taken in without a decision; `saingan` the names of other files on
    the table that claim to be the same revision with other figures; `bawah` an older revision
    there of which nobody has decided yet which file counts; `sama` the name of another file there
    that holds this very package, and stands for it.
    """

    path: Path
    asli: Laporan
    laporan: Laporan
    taken: bool = False
    outcome: str = ""
    tinjauan: Tinjauan | None = None
    ditahan: Mapping[str, str] = field(default_factory=dict)
    tumpang: tuple[Tumpang, ...] = ()
    saingan: tuple[str, ...] = ()
    bawah: Bawah | None = None
    sama: str = ""

    @property
    def reply(self) -> str:
        """What to tell the sender, with what is not used yet and why."""
        told, bacaan = self.laporan.balasan, self.laporan.bacaan
        if self.taken and bacaan is not None:
            facts = {"wilayah": bacaan.isi.opd or bacaan.wilayah.nama, "revisi": bacaan.isi.revisi}
            periode = bacaan.periode.judul
            told = t("paket_layar.terima.balasan_diterima", periode=periode, **facts)
        elif self.saingan:
            told = t("paket_layar.terima.saingan_balasan", revisi=self.order.revisi)
        elif self.bawah:
            facts = {"revisi": self.order.revisi, "lama": self.bawah.revisi}
            told = t("paket_layar.terima.bawah_balasan", **facts)
        if not self.ditahan or bacaan is None:
            return told
        listed = "; ".join(
            t("tinjau_layar.balasan_urusan", urusan=bacaan.acuan.urusan[kode], alasan=why)
            for kode, why in self.ditahan.items()
        )
        return f"{told} {t('tinjau_layar.balasan', daftar=listed)}"

    @property
    def waits(self) -> str:
        """What of the table has to be decided first, in words; nothing where nothing has."""
        told = []
        if self.saingan:
            facts = {"revisi": self.order.revisi, "berkas": "; ".join(self.saingan)}
            told.append(t("paket_layar.terima.saingan", **facts))
        if self.bawah:
            told.append(self._below(self.bawah))
        return "\n\n".join(told)

    def _below(self, older: Bawah) -> str:
        key = "bawah_dasar" if older.dasar else "bawah"
        facts = {"revisi": self.order.revisi, "lama": older.revisi, "dasar": older.dasar}
        return t(f"paket_layar.terima.{key}", **facts, berkas="; ".join(older.berkas))

    @property
    def told(self) -> str:
        """What became of it, or that another file on the table stands for it."""
        if self.outcome or not self.sama:
            return self.outcome
        return t("paket_layar.terima.sama", berkas=self.sama)

    @property
    def question(self) -> str:
        """All that has to be decided before it is taken in, in words."""
        if not self.waits:
            return self.laporan.kalimat
        forked = self.laporan.kalimat if self.laporan.perlu_keputusan else ""
        return f"{self.waits}\n\n{forked}".rstrip()

    @property
    def order(self) -> Tempat:
        """Older revisions of a region or OPD go in before newer ones."""
        from app.exchange import saingan

        return saingan.place_of(self.laporan)


@dataclass
class LetterEntry:
    """A letter or a reply on the table, and what installing it came to."""

    laporan: LaporanSurat | LaporanBalasan
    taken: bool = False
    outcome: str = ""


def summary(packages: Mapping[str, Entry], letters: Mapping[str, LetterEntry]) -> str:
    """How many lie on the table, in a line."""
    told = []
    if packages:
        found = Counter(one.laporan.putusan for one in packages.values())
        sah = sum(number for putusan, number in found.items() if putusan.sah)
        told.append(t("paket_layar.terima.hasil", semua=len(packages), sah=sah))
        if before := found[Putusan.SUDAH_DITERIMA]:
            told.append(t("paket_layar.terima.jumlah_sudah", jumlah=before))
        if again := sum(bool(one.sama) for one in packages.values()):
            told.append(t("paket_layar.terima.jumlah_rangkap", jumlah=again))
    if letters:
        told.append(t("paket_layar.surat.jumlah", jumlah=len(letters)))
    return " · ".join(told)


def not_judged(left: int) -> tuple[str, str]:
    """That so many files were not judged because the user has cancelled, and how to go on."""
    words = t("paket_layar.terima.dihentikan", sisa=left)
    return words, t("paket_layar.terima.periksa_sisa")


def heads() -> list[Head]:
    """The columns of the table."""
    return [
        Head(t("paket_layar.terima.putusan"), "888" + t("rekap.putusan.sah_disimpan_ulang")),
        Head(t("paket_layar.buku.wilayah"), "Manggarai Timur"),
        Head(t("paket_layar.buku.revisi"), "Rev.", right=True),
        Head(t("paket_layar.buku.berkas"), "SPM_5303_TTU_2026-T3_rev01"),
    ]


def package_row(key: str, entry: Entry) -> Row:
    """A package as a line."""
    laporan = entry.laporan
    icon, tone = look_of(laporan)
    words = laporan.label
    if entry.taken:
        icon, tone, words = "import", Tone.GOOD, t("paket_layar.terima.diterima")
    elif entry.outcome:
        icon, tone, words = "stop", Tone.BAD, t("paket_layar.terima.gagal")
    elif entry.tumpang:
        icon, tone, words = "alert", Tone.WARN, t("paket_layar.terima.tumpang")
    elif entry.sama:
        icon, tone, words = "copy", Tone.MUTED, t("paket_layar.terima.rangkap")
    elif entry.saingan:
        icon, tone, words = "alert", Tone.WARN, t("paket_layar.terima.kembar")
    elif entry.bawah:
        icon, tone, words = "alert", Tone.WARN, t("paket_layar.terima.menunggu")
    isi = laporan.isi
    unknown = t("paket_layar.tak_terbaca")
    region = laporan.wilayah.singkat if laporan.wilayah else isi.wilayah if isi else unknown
    region = isi.opd if isi and isi.opd else region
    return Row(
        key,
        [
            Cell(words, icon=icon, tone=tone, note=entry.told or entry.waits or laporan.kalimat),
            Cell(region, muted=isi is None, note=region),
            Cell(str(isi.revisi) if isi else "", muted=isi is None),
            Cell(laporan.nama_berkas, note=laporan.nama_berkas),
        ],
    )


def reply_to(office: Office, entry: Entry) -> str:
    """What to tell the sender, and which archive of evidence is asked for."""
    if not entry.taken:
        return entry.reply
    from app.exchange import bukti_opd, bukti_paket

    count = len(bukti_opd.waited_for(office, entry.laporan.paket_id))
    if not count:
        return entry.reply
    archive = bukti_paket.archive_name(entry.laporan.nama_berkas)
    wanted = t("paket_layar.terima.balasan_bukti", jumlah=count, arsip=archive)
    return f"{entry.reply} {wanted}"


def answers(office: Office, laporan: Laporan) -> list[str]:
    """What a package answers to questions asked here: old and new figure, and the words."""
    if laporan.bacaan is None or not laporan.bacaan.isi.answers:
        return []
    from app.exchange import tanya
    from app.exchange.butir_tanya import read_aloud

    return [
        t(
            f"tanya.jawaban_{'tetap' if one.lama == one.baru else 'baris'}",
            sel=f"{one.form.nama}, {one.sel.label}",
            pertanyaan=one.tanya.teks,
            lama=read_aloud(one.sel, one.lama),
            baru=read_aloud(one.sel, one.baru),
            teks=one.teks or t("tanya.tanpa_kata"),
        )
        for one in tanya.answers_in(office, laporan.bacaan)
    ]


def letter_row(key: str, entry: LetterEntry, regions: Mapping[str, Wilayah]) -> Row:
    """A letter as a line."""
    laporan = entry.laporan
    icon, tone, words = letter_look(laporan)
    if entry.taken:
        icon, tone, words = "check-circle", Tone.GOOD, t("paket_layar.surat.terpasang")
    elif entry.outcome:
        icon, tone, words = "stop", Tone.BAD, t("paket_layar.surat.gagal")
    wilayah, number = _about(laporan)
    region = regions.get(wilayah)
    unknown = t("paket_layar.tak_terbaca")
    return Row(
        key,
        [
            Cell(words, icon=icon, tone=tone, note=entry.outcome or laporan.kalimat),
            Cell(region.singkat if region else unknown, muted=not wilayah),
            Cell(number, muted=not wilayah),
            Cell(laporan.nama, note=laporan.nama),
        ],
    )


def _about(laporan: LaporanSurat | LaporanBalasan) -> tuple[str, str]:
    """The region a letter or reply is about, and its number; both empty when it is not believed."""
    from app.exchange.pasang_balasan import LaporanBalasan

    if isinstance(laporan, LaporanBalasan):
        isi = laporan.terbaca.isi if laporan.terbaca else None
        return (isi.wilayah, str(isi.nomor)) if isi else ("", "")
    if laporan.terbaca is None:
        return "", ""
    told = laporan.terbaca.isi.paket
    return told.wilayah, str(told.revisi)


def letter_look(laporan: LaporanSurat | LaporanBalasan) -> tuple[str, Tone, str]:
    """The glyph of a letter or reply, its tone, and a few words for what it is here."""
    from app.exchange.kotak_surat import Keadaan
    from app.exchange.pasang_balasan import LaporanBalasan

    if isinstance(laporan, LaporanBalasan):
        return _reply_look(laporan)
    keadaan = laporan.keadaan
    if keadaan is Keadaan.GAGAL or laporan.terbaca is None:
        return *_BAD, t("paket_layar.surat.tidak_dipercaya")
    if keadaan.berlaku:
        return *_GOOD, t(f"paket_layar.surat.jenis.{laporan.terbaca.isi.jenis}")
    known = keadaan in (Keadaan.SUDAH, Keadaan.DARI_SINI)
    return *(_NOTHING if known else _OTHER), t(f"paket_layar.surat.keadaan.{keadaan.value}")


def _reply_look(laporan: LaporanBalasan) -> tuple[str, Tone, str]:
    from app.exchange.pasang_balasan import Keadaan

    keadaan = laporan.keadaan
    looks = {Keadaan.BARU: _GOOD, Keadaan.GAGAL: _BAD}
    known = keadaan in (Keadaan.SUDAH, Keadaan.DARI_SINI, Keadaan.LEBIH_LAMA)
    look = looks.get(keadaan, _NOTHING if known else _OTHER)
    return *look, t(f"paket_layar.surat.balasan.{keadaan.value}")
