"""What lies on the table of the inbox: packages and letters, each as a line with its state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.teks import t
from app.ui.charts.ledger import Cell, Head, Row
from app.ui.colours import Tone
from app.ui.pages.package_verdict import LOOKS, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.domain.wilayah import Wilayah
    from app.exchange.kotak_surat import LaporanSurat
    from app.exchange.putusan import Laporan
    from app.exchange.tinjauan import Tinjauan

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
    do, once that has been worked out; `ditahan` why which urusan were held back then.
    """

    path: Path
    asli: Laporan
    laporan: Laporan
    taken: bool = False
    outcome: str = ""
    tinjauan: Tinjauan | None = None
    ditahan: Mapping[str, str] = field(default_factory=dict)

    @property
    def reply(self) -> str:
        """What to tell the sender, with what is not used yet and why."""
        told, bacaan = self.laporan.balasan, self.laporan.bacaan
        if not self.ditahan or bacaan is None:
            return told
        listed = "; ".join(
            t("tinjau_layar.balasan_urusan", urusan=bacaan.acuan.urusan[kode], alasan=why)
            for kode, why in self.ditahan.items()
        )
        return f"{told} {t('tinjau_layar.balasan', daftar=listed)}"

    @property
    def order(self) -> tuple[str, str, int]:
        """Older revisions of a region go in before newer ones."""
        isi = self.laporan.isi
        return (isi.wilayah, isi.periode, isi.revisi) if isi else ("", "", 0)


@dataclass
class LetterEntry:
    """A letter on the table, and what installing it came to."""

    laporan: LaporanSurat
    taken: bool = False
    outcome: str = ""


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
    icon, tone = LOOKS[laporan.putusan]
    words = name_of(laporan.putusan)
    if entry.taken:
        icon, tone, words = "import", Tone.GOOD, t("paket_layar.terima.diterima")
    elif entry.outcome:
        icon, tone, words = "stop", Tone.BAD, t("paket_layar.terima.gagal")
    isi = laporan.isi
    unknown = t("paket_layar.tak_terbaca")
    region = laporan.wilayah.singkat if laporan.wilayah else isi.wilayah if isi else unknown
    return Row(
        key,
        [
            Cell(words, icon=icon, tone=tone, note=entry.outcome or laporan.kalimat),
            Cell(region, muted=isi is None),
            Cell(str(isi.revisi) if isi else "", muted=isi is None),
            Cell(laporan.nama_berkas, note=laporan.nama_berkas),
        ],
    )


def letter_row(key: str, entry: LetterEntry, regions: Mapping[str, Wilayah]) -> Row:
    """A letter as a line."""
    laporan = entry.laporan
    icon, tone, words = letter_look(laporan)
    if entry.taken:
        icon, tone, words = "check-circle", Tone.GOOD, t("paket_layar.surat.terpasang")
    elif entry.outcome:
        icon, tone, words = "stop", Tone.BAD, t("paket_layar.surat.gagal")
    told = laporan.terbaca.isi.paket if laporan.terbaca else None
    region = regions.get(told.wilayah) if told else None
    unknown = t("paket_layar.tak_terbaca")
    return Row(
        key,
        [
            Cell(words, icon=icon, tone=tone, note=entry.outcome or laporan.kalimat),
            Cell(region.singkat if region else unknown, muted=told is None),
            Cell(str(told.revisi) if told else "", muted=told is None),
            Cell(laporan.nama, note=laporan.nama),
        ],
    )


def letter_look(laporan: LaporanSurat) -> tuple[str, Tone, str]:
    """The glyph of a letter, its tone, and a few words for what it is here."""
    from app.exchange.kotak_surat import Keadaan

    keadaan = laporan.keadaan
    if keadaan is Keadaan.GAGAL or laporan.terbaca is None:
        return *_BAD, t("paket_layar.surat.tidak_dipercaya")
    if keadaan.berlaku:
        return *_GOOD, t(f"paket_layar.surat.jenis.{laporan.terbaca.isi.jenis}")
    known = keadaan in (Keadaan.SUDAH, Keadaan.DARI_SINI)
    return *(_NOTHING if known else _OTHER), t(f"paket_layar.surat.keadaan.{keadaan.value}")
