"""What accepting a package would do, before anything is written: cells, index, rank, people.

Reading the office and working it out are apart, so that a window reads on its own thread and
works beside it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from app.domain import beda, opd
from app.domain.akibat import Akibat, Dasar, effect
from app.domain.bagian import SPM
from app.domain.beda import BedaFormulir, BedaSel, JenisBeda
from app.domain.catatan import IKUT, BedaCatatan
from app.domain.catatan import Letak as LetakCatatan
from app.domain.catatan import changes as changed_notes
from app.domain.register import in_order
from app.domain.rekap import begun
from app.exchange import catatan_paket, serupa, tumpang
from app.exchange.blok import shown
from app.exchange.jeda import uncollected
from app.exchange.sel_kata import spoken
from app.store import dispatch, holds, notes, pilihan_metode, pustaka, questions, region_lists
from app.store import opd as owners
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction
    from pathlib import Path

    from app.domain.beda import Sheets
    from app.domain.catatan import JenisCatatan
    from app.domain.formulir import Formulir, Sel
    from app.domain.indeks import Metode
    from app.domain.lembar import Values
    from app.domain.opd import Letak, Sumber, Tumpang
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Bacaan
    from app.exchange.serupa import Pembanding
    from app.store.holds import Tahanan
    from app.store.notes import Held
    from app.store.office import Office


@dataclass(frozen=True)
class Pegangan:
    """What the office holds for a quarter; read once, good for every package of the quarter.

    `forms` are those a region fills for the index, in printing order. `came` are the regions, at
    a kabupaten the OPD, that a package came from. `pemilik` and `sumber` are only there at a
    kabupaten: which OPD owns which urusan, and who put every figure where it is. `catatan` are the
    notes beside the figures, by region; `serupa` tells copies.
    """

    forms: Sequence[Formulir]
    wilayah: Mapping[str, Wilayah]
    urusan: Mapping[str, str]
    metode: Metode
    values: Mapping[str, Mapping[str, Values]]
    came: frozenset[str]
    ditahan: tuple[Tahanan, ...]
    pemilik: Mapping[str, str] = field(default_factory=dict)
    sumber: Mapping[Letak, Sumber] = field(default_factory=dict)
    catatan: Mapping[str, Held] = field(default_factory=dict)
    serupa: Pembanding | None = None

    @cached_property
    def finals(self) -> dict[str, Fraction]:
        """The index of every region that is complete."""
        found: dict[str, Fraction] = {}
        for kode, wilayah in self.wilayah.items():
            values = self.values.get(kode, {})
            if not wilayah.is_provinsi and begun(values, self.forms):
                final = self.measure(wilayah, {}).row(values).indeks.final
                if final is not None:
                    found[kode] = final
        return found

    def measure(self, wilayah: Wilayah, lain: Mapping[str, Fraction]) -> Dasar:
        """By what a region is measured beside others."""
        return Dasar(wilayah, self.forms, self.urusan, self.metode, lain)


class Seksi(NamedTuple):
    """An urusan of a package: how many of its cells would change, in which way, and its notes."""

    urusan: str
    nama: str
    bagian: str
    jumlah: Mapping[JenisBeda, int]
    catatan: int

    @property
    def semua(self) -> int:
        """All cells that would change."""
        return sum(self.jumlah.values())


class Kata(NamedTuple):
    """A changed cell in words; `singkat` is a short name of the layanan.

    `siapa` tells who put the old figure there, where that was another one than the sender.
    """

    layanan: str
    singkat: str
    sel: str
    lama: str
    baru: str
    siapa: str = ""


@dataclass(frozen=True)
class Tinjauan:
    """A package against what is held; `pertama` tells that nothing came for the quarter before.

    `wanted` are the forms in question, `tumpang` the urusan of an OPD's package that need a
    decision, `catatan` the notes that would read otherwise, form by form as its cells read,
    `serupa` a sentence for each region or quarter whose figures it repeats.
    """

    bacaan: Bacaan
    wanted: tuple[Formulir, ...]
    pertama: bool
    held: Sheets
    berbeda: tuple[BedaFormulir, ...]
    dasar: Dasar
    ditahan: tuple[Tahanan, ...]
    tumpang: tuple[Tumpang, ...] = ()
    catatan: tuple[BedaCatatan, ...] = ()
    serupa: tuple[str, ...] = ()

    @cached_property
    def beda(self) -> tuple[BedaSel, ...]:
        """Every cell that would change, form by form as its cells read."""
        return tuple(beda.cells(self.berbeda))

    @cached_property
    def forms(self) -> dict[str, Formulir]:
        """The forms of the package by code."""
        return {form.kode: form for form in self.bacaan.forms}

    @cached_property
    def seksi(self) -> list[Seksi]:
        """The urusan in question in their order, those without a change too."""
        names = self.bacaan.acuan.urusan
        parts = {form.urusan: form.bagian for form in self.wanted}
        counts = {kode: dict.fromkeys(JenisBeda, 0) for kode in parts}
        for kode, numbers in beda.counted(self.berbeda).items():
            section = counts[self.forms[kode].urusan]
            for kind, number in numbers.items():
                section[kind] += number
        noted = Counter(self.forms[one.letak.formulir].urusan for one in self.catatan)
        return [
            Seksi(kode, names[kode], part, counts[kode], noted[kode])
            for kode, part in parts.items()
        ]

    @property
    def jumlah(self) -> dict[JenisBeda, int]:
        """How many cells would change in the whole package, and in which way."""
        return {kind: sum(one.jumlah[kind] for one in self.seksi) for kind in JenisBeda}

    @cached_property
    def ikut(self) -> dict[JenisCatatan, int]:
        """How many notes of each kind the package has."""
        return catatan_paket.numbers(self.bacaan.isi)

    @cached_property
    def catatan_tetap(self) -> list[BedaCatatan]:
        """The notes of the package that read so here already, as its forms read."""
        changed = {one.letak for one in self.catatan}
        wanted = {form.kode for form in self.wanted}
        listed = (
            BedaCatatan(LetakCatatan(one.form.kode, one.sel.kode, one.jenis), one.teks, one.teks)
            for one in catatan_paket.listed(self.bacaan)
            if one.form.kode in wanted
        )
        return [one for one in listed if one.letak not in changed]

    def akibat(self, tahan: Collection[str] = ()) -> Akibat:
        """The effect when these urusan are held back; worked out once for each choice of them."""
        held = frozenset(tahan)
        if held not in self._effects:
            self._effects[held] = self._effect(held)
        return self._effects[held]

    @cached_property
    def _effects(self) -> dict[frozenset[str], Akibat]:
        return {}

    def _effect(self, tahan: Collection[str]) -> Akibat:
        taken = (one for one in self.berbeda if one.formulir.urusan not in tahan)
        there = begun(self.held, self.dasar.forms)
        then = beda.applied(self.held, taken)
        brought, answered = self.bacaan.disimpan, self.bacaan.kelengkapan
        # A sheet that will hold just what the package brings was counted when that was judged.
        known = {kode: answered[kode] for kode in then if then[kode] is brought.get(kode)}
        return effect(self.dasar, self.held if there else None, then, known)

    def kata(self, one: BedaSel) -> Kata:
        """A changed cell in words."""
        form = self.forms[one.formulir]
        cell = self._cells[one.formulir][one.sel]
        lama, baru = (spoken(shown(cell, nilai)) for nilai in (one.lama, one.baru))
        siapa = self._foreign.get((one.formulir, one.sel), "")
        return Kata(form.judul, form.nama, cell.label, lama, baru, siapa)

    def kata_catatan(self, one: BedaCatatan) -> Kata:
        """A note that would read otherwise in words; its kind stands behind the cell."""
        form = self.forms[one.letak.formulir]
        cell = form.find(one.letak.sel)
        kind = t(f"isian.catatan.{one.letak.jenis.value}")
        label = f"{cell.label if cell else one.letak.sel}: {kind}"
        return Kata(form.judul, form.nama, label, one.lama, one.baru)

    def by_weight(self, changes: Iterable[BedaSel]) -> list[BedaSel]:
        """The biggest first, but before all of them what would replace another one's figure."""
        ordered = beda.biggest_first(changes)
        return sorted(ordered, key=lambda one: (one.formulir, one.sel) not in self._foreign)

    @cached_property
    def _foreign(self) -> dict[Letak, str]:
        """Who put the figures there that did not come from the sender."""
        return {
            (cell.beda.formulir, cell.beda.sel): tumpang.source(cell.sumber)
            for one in self.tumpang
            for cell in one.sel
        }

    @cached_property
    def _cells(self) -> dict[str, dict[str, Sel]]:
        """The changed forms, grown to the rows they had and would have."""
        return {
            form.kode: {cell.kode: cell for cell in in_order(form, lama, baru)}
            for form, lama, baru, _ in self.berbeda
        }


def hold_of(office: Office, periode: Periode, folder: Path) -> Pegangan:
    """What the office holds for a quarter; `folder` has the definitions."""
    urusan = pustaka.load_urusan(folder, SPM)
    place = {kode: number for number, kode in enumerate(urusan)}
    mine = office.identitas
    consolidates = mine.jenis == "kabupaten"
    known = pustaka.forms_of(office, periode).values()
    forms = [form for form in known if form.tingkat != "provinsi" and form.urusan in place]
    values = questions.values_all_regions(office, periode)
    return Pegangan(
        sorted(forms, key=lambda form: (place[form.urusan], form.urut, form.kode)),
        region_lists.of_quarter(office, folder, periode),
        urusan,
        pilihan_metode.chosen(office, folder, periode),
        values,
        owners.senders(office, periode) if consolidates else _regions(office, periode),
        tuple(holds.open_holds(office, periode)),
        {kode: one.opd for kode, one in owners.owners(office).items()},
        owners.sources(office, mine.wilayah, periode) if consolidates else {},
        notes.held_everywhere(office, periode),
        serupa.known(office, periode, values),
    )


def _regions(office: Office, periode: Periode) -> frozenset[str]:
    return frozenset(dispatch.counting(office, "masuk", periode))


def review(pegangan: Pegangan, bacaan: Bacaan, only: Collection[str] = ()) -> Tinjauan:
    """Hold a package against what is held; touches neither store nor window.

    `only` are the urusan in question, where the others have been decided; none for all.
    """
    kode = bacaan.wilayah.kode
    held = pegangan.values.get(kode, {})
    others = {one: final for one, final in pegangan.finals.items() if one != kode}
    wanted = [form for form in bacaan.forms if not only or form.urusan in only]
    with uncollected():
        changes = beda.difference(wanted, held, bacaan.disimpan)
    copied = pegangan.serupa.find(bacaan, wanted) if pegangan.serupa else ()
    sender, urusan = bacaan.isi.opd, {form.urusan for form in wanted}
    found: list[Tumpang] = []
    if sender:
        cells = beda.cells(changes)
        found = opd.overlaps(sender, wanted, cells, pegangan.pemilik, pegangan.sumber)
    return Tinjauan(
        bacaan=bacaan,
        wanted=tuple(wanted),
        pertama=not only
        and (sender or kode) not in pegangan.came
        and not begun(held, bacaan.forms),
        held=held,
        berbeda=tuple(changes),
        dasar=pegangan.measure(bacaan.wilayah, others),
        ditahan=tuple(
            one for one in pegangan.ditahan if one.wilayah == kode and one.urusan in urusan
        ),
        tumpang=tuple(found),
        catatan=tuple(_notes(pegangan, bacaan, wanted)),
        serupa=tuple(serupa.sentences(copied, bacaan)),
    )


def _notes(pegangan: Pegangan, bacaan: Bacaan, wanted: Sequence[Formulir]) -> Iterator[BedaCatatan]:
    """The notes that would read otherwise, as the forms read."""
    held = pegangan.catatan.get(bacaan.wilayah.kode, {})
    known = {form.kode: form for form in wanted}
    changes = changed_notes(held, catatan_paket.brought(bacaan.isi), known)
    for form in wanted:
        mine = [one for one in changes if one.letak.formulir == form.kode]
        if mine:
            place = {sel: number for number, sel in enumerate(form.cells)}
            yield from sorted(mine, key=lambda one: _reads(one, place))


def _reads(one: BedaCatatan, place: Mapping[str, int]) -> tuple[int, str, int]:
    sel = one.letak.sel
    return place.get(sel, len(place)), sel, IKUT.index(one.letak.jenis)
