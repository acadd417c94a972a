"""What a pimpinan is about to sign, read out of the very bytes the signature is made over.

The open sheets may have moved on; what is shown here cannot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.catatan import Letak
from app.domain.register import in_order
from app.exchange import capaian, catatan_paket, makna, paket, percaya
from app.exchange.enam_kata import six_words
from app.store import notes, questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from app.domain.catatan import JenisCatatan
    from app.domain.formulir import Formulir, Sel
    from app.domain.indeks import Metode, Simpul
    from app.domain.kelengkapan import Kelengkapan
    from app.domain.nilai import Nilai
    from app.exchange.capaian import Capaian
    from app.exchange.paket import Acuan, Bacaan, IsiPaket
    from app.exchange.tanda_tangan import Tertanda
    from app.store.drafts import Draf
    from app.store.office import Office
    from app.store.questions import SelBerubah

Ubahan = Literal["diubah", "baru", "ditarik"]
UBAHAN: tuple[Ubahan, ...] = ("diubah", "baru", "ditarik")
"""What can become of a cell: another value, a first value, none any more."""


class BarisUrusan(NamedTuple):
    """One urusan, or all of them: index, people not yet served per unit, what was answered."""

    nama: str
    simpul: Simpul
    belum: Mapping[str, int]
    kelengkapan: Kelengkapan


class TemuanTerkirim(NamedTuple):
    """A finding that travels with the package, with the reason the office gave for it."""

    form: Formulir
    sel: Sel
    tingkat: str
    pesan: str
    alasan: str


class JawabanTerkirim(NamedTuple):
    """An answer to the province that travels along; without words figure or evidence answer."""

    form: Formulir
    sel: Sel
    teks: str


class CatatanTerkirim(NamedTuple):
    """A note beside a figure that travels along, or one that no longer does: `teks` is empty then.

    `lama` is what the last package said, empty where it had none, and None where nothing changed.
    """

    form: Formulir
    sel: Sel
    jenis: JenisCatatan
    teks: str
    lama: str | None


class UbahanSel(NamedTuple):
    """A cell that is not as it was sent last."""

    form: Formulir
    sel: Sel
    lama: Nilai | None
    baru: Nilai | None

    @property
    def jenis(self) -> Ubahan:
        """What became of it."""
        if self.lama is None:
            return "baru"
        return "ditarik" if self.baru is None else "diubah"


@dataclass(frozen=True)
class Ikhtisar:
    """Everything a signature vouches for, in the order a pimpinan needs it."""

    bacaan: Bacaan
    capaian: Capaian
    paket_id: str
    penyata: Tertanda
    urusan: tuple[BarisUrusan, ...]
    seluruh: BarisUrusan
    temuan: tuple[TemuanTerkirim, ...]
    ubahan: tuple[UbahanSel, ...]
    jawaban: tuple[JawabanTerkirim, ...]
    catatan: tuple[CatatanTerkirim, ...]

    @property
    def isi(self) -> IsiPaket:
        """The statements themselves."""
        return self.bacaan.isi

    @property
    def metode(self) -> Metode:
        """How the index was put together."""
        return self.isi.metode

    @property
    def kata(self) -> list[str]:
        """The six words of the package id."""
        return six_words(bytes.fromhex(self.paket_id))

    @property
    def pertama(self) -> bool:
        """Whether nothing was sent before, so that there is nothing to compare with."""
        return not self.isi.induk

    @property
    def bukti(self) -> tuple[int, int]:
        """How many pieces of evidence are listed, and how many of them travel along."""
        listed = self.isi.bukti
        return len(listed), sum(one[-1] == paket.DISERTAKAN for one in listed)

    def jumlah_temuan(self, tingkat: str) -> int:
        """How many findings of a level travel along."""
        return sum(one.tingkat == tingkat for one in self.temuan)

    @property
    def jumlah_catatan(self) -> dict[str, int]:
        """How many notes of each kind travel along, and how many changed since the last package."""
        counts = {kind.value: n for kind, n in catatan_paket.numbers(self.isi).items()}
        return {**counts, "berubah": sum(one.lama is not None for one in self.catatan)}

    def jumlah_ubahan(self, jenis: Ubahan) -> int:
        """How many cells were changed, added or withdrawn since the last package."""
        return sum(one.jenis == jenis for one in self.ubahan)


def of_waiting(office: Office, acuan: Acuan, draf: Draf, moment: datetime) -> Ikhtisar:
    """What a statement that waits in an office says.

    Raises:
        LontarError: the statement does not make sense here, or its signature is not good any
            more, for instance because the certificate was revoked.

    """
    trust = percaya.of_office(office)
    penyata = trust.check_signature(draf.isi, draf.pernyataan, moment, wilayah=draf.wilayah)
    periode = makna.quarter_of(paket.read(draf.isi))
    changes = questions.unsent_changes(office, draf.wilayah, periode)
    noted = notes.unsent(office, draf.wilayah, periode)
    return summarise(draf, acuan, penyata, changes, noted)


def summarise(
    draf: Draf,
    acuan: Acuan,
    penyata: Tertanda,
    changes: Iterable[SelBerubah],
    noted: Mapping[Letak, str],
) -> Ikhtisar:
    """What stated bytes say. `changes` tells which cells to compare, and what was sent before.

    `noted` does so for notes.

    Raises:
        LontarError: the bytes do not make sense with the definitions known here.

    """
    bacaan = makna.resolve(paket.read(draf.isi), acuan)
    reached = capaian.achievements(bacaan, acuan.urusan)
    everything = [form.kode for form in bacaan.forms]
    return Ikhtisar(
        bacaan=bacaan,
        capaian=reached,
        paket_id=draf.paket_id,
        penyata=penyata,
        urusan=tuple(_per_urusan(bacaan, reached, acuan.urusan)),
        seluruh=_line(reached, bacaan.isi.opd or bacaan.wilayah.nama, reached.pohon, everything),
        temuan=tuple(_findings(bacaan)),
        ubahan=tuple(_changed(bacaan, changes)),
        jawaban=tuple(_answers(bacaan)),
        catatan=tuple(_notes(bacaan, {} if not bacaan.isi.induk else noted)),
    )


def _per_urusan(
    bacaan: Bacaan, reached: Capaian, names: Mapping[str, str]
) -> Iterator[BarisUrusan]:
    for kode, node in reached.urusan.items():
        forms = [form.kode for form in bacaan.forms if form.urusan == kode]
        yield _line(reached, names[kode], node, forms)


def _line(reached: Capaian, nama: str, node: Simpul, forms: Sequence[str]) -> BarisUrusan:
    return BarisUrusan(nama, node, reached.belum(forms), reached.kelengkapan(forms))


def _findings(bacaan: Bacaan) -> Iterator[TemuanTerkirim]:
    forms = {form.kode: form for form in bacaan.forms}
    for _, kode, sel, tingkat, pesan, alasan in bacaan.isi.temuan:
        yield TemuanTerkirim(forms[kode], forms[kode].cell(sel), tingkat, pesan, alasan)


def _answers(bacaan: Bacaan) -> Iterator[JawabanTerkirim]:
    forms = {form.kode: form for form in bacaan.forms}
    for one in bacaan.isi.answers:
        form = forms[one.formulir]
        yield JawabanTerkirim(form, form.cell(one.sel), one.teks)


def _notes(bacaan: Bacaan, noted: Mapping[Letak, str]) -> Iterator[CatatanTerkirim]:
    """The notes of the package, then those of the last one that it no longer has."""
    there = set()
    for one in catatan_paket.listed(bacaan):
        letak = Letak(one.form.kode, one.sel.kode, one.jenis)
        there.add(letak)
        yield CatatanTerkirim(*one, noted.get(letak))
    forms = {form.kode: form for form in bacaan.forms}
    for letak, lama in noted.items():
        form = forms.get(letak.formulir)
        sel = form.find(letak.sel) if form else None
        if form is not None and sel is not None and lama and letak not in there:
            yield CatatanTerkirim(form, sel, letak.jenis, "", lama)


def _changed(bacaan: Bacaan, changes: Iterable[SelBerubah]) -> Iterator[UbahanSel]:
    """The changes in the order of the forms; what a cell holds now is what the bytes say."""
    before = {(one.formulir, one.sel): one.lama for one in changes}
    for form in bacaan.forms:
        now = bacaan.nilai[form.kode]
        then = {sel: lama or "" for (kode, sel), lama in before.items() if kode == form.kode}
        for sel in in_order(form, now, then):
            kode = sel.kode
            if (form.kode, kode) in before:
                lama, baru = before[form.kode, kode], now.get(kode)
                if lama != baru:
                    yield UbahanSel(form, sel, lama, baru)
