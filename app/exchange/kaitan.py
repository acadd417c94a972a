"""Lineage as a verdict tells it: what the office's book knows, and which cells would fall back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from app.domain import silsilah
from app.domain.register import in_order
from app.domain.silsilah import Hubungan, Silsilah, Simpul
from app.exchange import berkas
from app.exchange.bandingkan import MAX_BEDA, Beda
from app.exchange.blok import shown
from app.exchange.sel_kata import spoken
from app.exchange.tanggal import written_date
from app.store import dispatch, letters, opd, questions
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.formulir import Sel
    from app.domain.nilai import Nilai
    from app.exchange.paket import Bacaan, BarisNilai, IsiPaket
    from app.store.dispatch import Paket
    from app.store.office import Office

PENARIKAN = "penarikan"
_DISEBUT = 5
# Fewer figures than this can be the same in two regions by chance.
_MIN_ANGKA = 10
_KEMBALI = frozenset({Hubungan.CABANG, Hubungan.MUNDUR, Hubungan.REVISI_LAMA})
_DECIDED = {Hubungan.CABANG: "cabang_induk", Hubungan.MUNDUR: "mundur_induk"}


@dataclass(frozen=True, kw_only=True)
class Kaitan:
    """How a package stands to the book; `awal` is the verdict before the book was asked.

    `waktu` is when the known package was accepted or withdrawn (ISO, empty when unknown).
    `kembali` are the cells that would change, `ditandatangani` being what is held now.
    `digantikan` is the revision that has replaced a package accepted before, 0 for none;
    `hampa` tells that it was withdrawn, so that nothing counts any more.
    """

    silsilah: Silsilah
    awal: str
    waktu: str = ""
    digantikan: int = 0
    hampa: bool = False
    nama_lain: str = ""
    kembali: tuple[Beda, ...] = ()

    @property
    def kunci(self) -> str:
        """Which of the sentences of `putusan.*` fits."""
        hubungan = self.silsilah.hubungan
        if hubungan in _DECIDED and self.silsilah.perlu_keputusan:
            return _DECIDED[hubungan]
        if hubungan is Hubungan.SUDAH_DITERIMA and self.digantikan:
            return "sudah_diterima_hampa" if self.hampa else "sudah_diterima_diganti"
        return hubungan.value

    @property
    def catatan(self) -> str:
        """What is worth saying beside the verdict on a package that may be taken in."""
        found = self.silsilah
        told = []
        if found.terbuka and found.hilang:
            told.append(t("putusan.catatan.hilang", revisi=_numbers(found.hilang)))
        if found.hubungan is Hubungan.ISI_SAMA and found.terhadap is not None:
            told.append(t("putusan.catatan.isi_sama", revisi=found.terhadap.revisi))
        return " ".join(told)

    def facts(self) -> dict[str, object]:
        """What the sentences fill in."""
        found = self.silsilah
        return {
            "kode": berkas.short_id(found.baru.paket_id),
            "pada": written_date(self.waktu) if self.waktu else t("putusan.tak_terbaca"),
            "lain": self._other(),
            "revisi_lain": found.terhadap.revisi if found.terhadap else 0,
            "induk": berkas.short_id(found.baru.induk) if found.baru.induk else "",
            "digantikan": self.digantikan,
            "wilayah_lain": self.nama_lain,
            "akibat": self._effect(),
            "perbaiki": self._remedy(),
        }

    def _other(self) -> str:
        known = self.silsilah.terhadap
        if known is None:
            return ""
        kode = berkas.short_id(known.paket_id)
        if known.ditarik:
            return t("putusan.lain.ditarik", revisi=known.revisi, kode=kode)
        return t(
            "putusan.lain.diterima",
            revisi=known.revisi,
            kode=kode,
            pada=written_date(self.waktu) if self.waktu else t("putusan.tak_terbaca"),
        )

    def _remedy(self) -> str:
        """How the sender comes to a number that is free; what was withdrawn gets no receipt."""
        known = self.silsilah.terhadap
        if known is None:
            return ""
        key = "ditarik" if known.ditarik else "diterima"
        return t(f"putusan.perbaiki.{key}", revisi=known.revisi)

    def _effect(self) -> str:
        if not self.kembali:
            return t("putusan.akibat.tidak_ada")
        told = (
            t(
                "putusan.akibat.sel",
                label=beda.label,
                sekarang=beda.ditandatangani,
                menjadi=beda.ditemukan,
            )
            for beda in self.kembali[:_DISEBUT]
        )
        return t("putusan.akibat.ada", jumlah=len(self.kembali), sel="; ".join(told))

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        found = self.silsilah
        return {
            "hubungan": found.hubungan.value,
            "terhadap": found.terhadap.paket_id if found.terhadap else None,
            "revisi_terhadap": found.terhadap.revisi if found.terhadap else None,
            "hilang": list(found.hilang),
            "wilayah_lain": found.wilayah_lain or None,
            "perlu_keputusan": found.perlu_keputusan,
            "kembali": [
                {
                    "formulir": beda.formulir,
                    "sel": beda.sel,
                    "periode": beda.periode,
                    "label": beda.label,
                    "sekarang": beda.ditandatangani,
                    "menjadi": beda.ditemukan,
                }
                for beda in self.kembali
            ],
        }


# --- Asking the book ---------------------------------------------------------------------------


def judge(office: Office, isi: IsiPaket, paket_id: str, sidik: str = "") -> Silsilah:
    """The relation of a package to everything this office knows of its region and period.

    `sidik` is its `values_digest` where that is known already.
    """
    sidik = sidik or values_digest(isi.nilai)
    baru = Simpul(paket_id, isi.revisi, isi.induk, _moment(isi.dibuat), sidik=sidik)
    return silsilah.relate(baru, _known(office, isi), _elsewhere(office, isi))


def explain(
    office: Office, found: Silsilah, bacaan: Bacaan | None, *, awal: str, nama_lain: str = ""
) -> Kaitan:
    """The relation with everything a person needs to decide."""
    known = found.terhadap
    entry = dispatch.entry_of(office, known.paket_id, "masuk") if known else None
    falls = found.hubungan in _KEMBALI and bacaan is not None
    newest = _replaced_by(office, found, entry)
    return Kaitan(
        silsilah=found,
        awal=awal,
        waktu=_since(office, found, entry),
        digantikan=newest.revisi or 0 if newest else 0,
        hampa=newest is not None and newest.putusan == dispatch.DITARIK,
        nama_lain=nama_lain,
        kembali=tuple(_fallen(office, bacaan)) if falls and bacaan else (),
    )


def note(isi: IsiPaket, found: Silsilah) -> dict[str, object]:
    """What the book keeps of an accepted package for later questions about lineage."""
    return {"dibuat": isi.dibuat, "sidik_nilai": found.baru.sidik}


def values_digest(rows: list[BarisNilai]) -> str:
    """SHA-256 of the values alone: equal for two packages that say the same."""
    return hashlib.sha256(msgspec.json.encode(rows)).hexdigest()


def node(entry: Paket) -> Simpul:
    """An accepted package as its lineage sees it."""
    return Simpul(
        entry.paket_id or "",
        entry.revisi or 0,
        entry.induk or "",
        _moment(str(entry.ringkasan.get("dibuat", ""))),
        sidik=str(entry.ringkasan.get("sidik_nilai", "")),
        ditarik=entry.putusan == dispatch.DITARIK,
    )


def _known(office: Office, isi: IsiPaket) -> list[Simpul]:
    """What was accepted, and what was withdrawn without ever having been accepted."""
    place = {"wilayah": isi.wilayah, "periode": isi.periode}
    listed = dispatch.packages(office, arah="masuk", **place)
    # Every OPD of a region counts its own revisions.
    accepted = [node(one) for one in listed if opd.sender(one) == isi.opd]
    there = {one.paket_id for one in accepted}
    gone = letters.letters(office, arah="masuk", jenis=PENARIKAN, **place)
    return accepted + [
        Simpul(one.paket_id, one.revisi, diterima=False, ditarik=True)
        for one in gone
        if one.paket_id not in there
    ]


def _elsewhere(office: Office, isi: IsiPaket) -> dict[str, str]:
    """The digests of the values in force in other regions; none when there is little to compare."""
    figures = (1 for *_, jenis, angka in isi.nilai if jenis == "angka" and angka != "0")
    if sum(islice(figures, _MIN_ANGKA)) < _MIN_ANGKA:
        return {}
    by_region: dict[str, list[Simpul]] = {}
    for entry in dispatch.packages(office, arah="masuk", periode=isi.periode):
        by_region.setdefault(entry.wilayah or "", []).append(node(entry))
    by_region.pop(isi.wilayah, None)
    held = ((kode, silsilah.in_force(nodes)) for kode, nodes in by_region.items())
    return {kode: one.sidik for kode, one in held if one is not None and one.sidik}


def _since(office: Office, found: Silsilah, entry: Paket | None) -> str:
    if found.hubungan is Hubungan.DITARIK:
        paket_id = found.baru.paket_id
        gone = letters.letters(office, arah="masuk", jenis=PENARIKAN, paket_id=paket_id)
        return gone[0].waktu if gone else ""
    return entry.waktu if entry else ""


def _replaced_by(office: Office, found: Silsilah, entry: Paket | None) -> Paket | None:
    """The newest package that took the place of one accepted before, withdrawn or not."""
    if found.hubungan is not Hubungan.SUDAH_DITERIMA or entry is None:
        return None
    place = {"wilayah": entry.wilayah, "periode": entry.periode}
    known = dispatch.packages(office, arah="masuk", **place)
    accepted = [one for one in known if opd.sender(one) == opd.sender(entry)]
    newest = max(accepted, key=lambda one: one.revisi or 0)
    return newest if (newest.revisi or 0) > found.baru.revisi else None


def _fallen(office: Office, bacaan: Bacaan) -> Iterator[Beda]:
    """Every cell that would change if this package were taken in, in the order of the forms."""
    held = questions.values_of_period(office, bacaan.wilayah.kode, bacaan.periode)
    count = 0
    for form in bacaan.forms:
        now, then = held.get(form.kode, {}), bacaan.disimpan[form.kode]
        for cell in in_order(form, now, then):
            sel = cell.kode
            if now.get(sel) == then.get(sel):
                continue
            yield Beda(
                form.kode,
                sel,
                str(form.home_period(sel, bacaan.periode)),
                f"{form.judul}: {cell.label}",
                _spoken(cell, now.get(sel)),
                _spoken(cell, then.get(sel)),
                (),
            )
            count += 1
            if count == MAX_BEDA:
                return


def _spoken(cell: Sel, nilai: Nilai | None) -> str:
    return spoken(shown(cell, nilai))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Times without a zone cannot be compared with those that have one.
    return moment if moment.tzinfo else None


def _numbers(numbers: tuple[int, ...]) -> str:
    """Revision numbers in words; they always follow one upon the other."""
    if len(numbers) == 1:
        return str(numbers[0])
    key = "putusan.catatan.dua" if numbers[0] + 1 == numbers[-1] else "putusan.catatan.sampai"
    return t(key, dari=numbers[0], sampai=numbers[-1])
