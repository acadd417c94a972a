"""What Beranda tells about one region, worked out from its sheets in one go."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from app.domain.bagian import SPM
from app.domain.indeks import Simpul, Status, region_index
from app.domain.kelengkapan import Kelengkapan
from app.domain.lembar import evaluate
from app.domain.rekap import PEOPLE, region_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode
    from app.domain.latar import Latar
    from app.domain.lembar import Values
    from app.domain.temuan import Temuan
    from app.domain.wilayah import Wilayah
    from app.ui.session import Session

Progress = Literal["lengkap", "sebagian", "kosong"]
SIGNING: Final = "tanda_tangan"
_NO_INDEX = Simpul("", "", "rerata", Status.DIKECUALIKAN, None)


class Definitions(NamedTuple):
    """How indices are put together, and what the urusan are called."""

    metode: Metode
    urusan: Mapping[str, str]


class Sheets(NamedTuple):
    """The values of all forms of a region, by form code: now, one period before, a year ago.

    `latar` is what the rules look at beside them.
    """

    now: Mapping[str, Values]
    before: Mapping[str, Values]
    last_year: Mapping[str, Values]
    latar: Mapping[str, Latar] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layanan:
    """One layanan: how far it is filled, what the rules found, its index, who is not served."""

    form: Formulir
    kelengkapan: Kelengkapan
    temuan: tuple[Temuan, ...]
    indeks: Simpul
    belum: Mapping[str, int]

    @property
    def progress(self) -> Progress:
        """Complete, begun, or empty."""
        if self.kelengkapan.lengkap:
            return "lengkap"
        return "sebagian" if self.kelengkapan.started else "kosong"

    @property
    def first_empty(self) -> str:
        """The cell to go on with; none in a complete layanan."""
        return next(iter(self.kelengkapan.kosong), "")


@dataclass(frozen=True, slots=True)
class Urusan:
    """The layanan of one urusan together."""

    kode: str
    nama: str
    indeks: Simpul
    layanan: tuple[Layanan, ...]

    @property
    def berindeks(self) -> bool:
        """Whether an index is worked out for it."""
        return self.indeks is not _NO_INDEX

    @property
    def people(self) -> int | None:
        """People not served, None when no layanan for people knows."""
        return self.belum.get(PEOPLE)

    @property
    def belum(self) -> Mapping[str, int]:
        """Not served, per unit."""
        return _sum(one.belum for one in self.layanan)

    @property
    def unfinished(self) -> Layanan | None:
        """The layanan to go on with."""
        return _unfinished(self.layanan)

    def count(self, progress: Progress) -> int:
        """How many layanan are so far."""
        return sum(one.progress == progress for one in self.layanan)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything Beranda shows of one region and period."""

    wilayah: Wilayah
    metode: Metode
    indeks: Simpul
    urusan: tuple[Urusan, ...]
    layanan: tuple[Layanan, ...] = field(repr=False)
    lain: tuple[Urusan, ...] = ()
    """The groups of forms that feed no index."""

    @property
    def all_forms(self) -> list[Layanan]:
        """Every form, those without an index at the end."""
        return [*self.layanan, *(one for group in self.lain for one in group.layanan)]

    @property
    def belum(self) -> Mapping[str, int]:
        """Not served, per unit; different units are never added together."""
        return _sum(one.belum for one in self.layanan)

    @property
    def kelengkapan(self) -> Kelengkapan:
        """How much of what is required has been answered."""
        return sum((one.kelengkapan for one in self.layanan), Kelengkapan())

    @property
    def unfinished(self) -> Layanan | None:
        """The layanan to go on with: one that was begun before one that is empty."""
        begun = [one for one in self.all_forms if one.progress != "kosong"]
        others = [one for one in begun if not one.form.berindeks]
        return _unfinished(self.layanan) or _unfinished(others)

    @property
    def blocking(self) -> list[Temuan]:
        """The findings that stop a signature."""
        return [found for found in self.temuan if found.blocks(SIGNING)]

    @property
    def warnings(self) -> list[Temuan]:
        """The findings that do not stop a signature but must be read."""
        return [found for found in self.temuan if found.tingkat(SIGNING) == "peringatan"]

    @property
    def temuan(self) -> list[Temuan]:
        """All findings in the order of the forms."""
        return [found for one in self.all_forms for found in one.temuan]

    def count(self, progress: Progress) -> int:
        """How many layanan are so far."""
        return sum(one.progress == progress for one in self.layanan)

    def form(self, kode: str) -> Formulir:
        """One of the forms by code."""
        return next(one.form for one in self.all_forms if one.form.kode == kode)


@cache
def all_names() -> Mapping[str, str]:
    """The names of all groups of forms by code, those without an index at the end."""
    from app import paths
    from app.store import pustaka

    return pustaka.load_urusan(paths.forms())


@cache
def urusan_names() -> Mapping[str, str]:
    """The names of the urusan by code, in order; read once."""
    from app import paths
    from app.store import pustaka

    return pustaka.load_urusan(paths.forms(), SPM)


def definitions(session: Session) -> Definitions:
    """The definitions this office computes with."""
    return Definitions(session.metode, urusan_names())


def read(session: Session) -> Figures:
    """Ask the store about the region in view and work everything out."""
    from app.store import backgrounds, questions

    office, wilayah, periode = session.office, session.region, session.periode
    forms = forms_for(session.forms, wilayah)
    now, before, last_year = (
        questions.values_of_period(office, wilayah.kode, one) if one else {}
        for one in (periode, periode.sebelum(), periode.setahun_lalu())
    )
    latar = backgrounds.backgrounds(office, wilayah, periode, forms)
    sheets = Sheets(now, before, last_year, latar)
    return work_out(wilayah, forms, sheets, definitions(session))


def forms_for(forms: Mapping[str, Formulir], wilayah: Wilayah) -> list[Formulir]:
    """The forms a region fills in, in the order of the regulation."""
    mine = [form for form in forms.values() if form.filled_by(wilayah.kode)]
    return sorted(mine, key=lambda form: form.urut)


def work_out(
    wilayah: Wilayah, forms: Iterable[Formulir], sheets: Sheets, known: Definitions
) -> Figures:
    """Evaluate every form and put the layanan together to urusan and region."""
    everything = [_layanan(wilayah, form, sheets, known) for form in forms]
    layanan = tuple(one for one in everything if one.form.berindeks)
    groups = {
        kode: [one.indeks for one in layanan if one.form.urusan == kode] for kode in known.urusan
    }
    groups = {kode: nodes for kode, nodes in groups.items() if nodes}
    tree = region_index(wilayah.kode, wilayah.nama, groups, known.urusan, known.metode)
    urusan = (
        Urusan(
            node.kode,
            node.label,
            node,
            tuple(one for one in layanan if one.form.urusan == node.kode),
        )
        for node in tree.anak
    )
    lain = tuple(_without_index([one for one in everything if not one.form.berindeks]))
    return Figures(wilayah, known.metode, tree, tuple(urusan), layanan, lain)


def _without_index(forms: list[Layanan]) -> Iterator[Urusan]:
    """Groups of forms, as they are named in the files; nothing is worked out for them."""
    for kode, nama in all_names().items():
        here = tuple(one for one in forms if one.form.urusan == kode)
        if here:
            yield Urusan(kode, nama, _NO_INDEX, here)


def _layanan(wilayah: Wilayah, form: Formulir, sheets: Sheets, known: Definitions) -> Layanan:
    now, before, last_year = (sheet.get(form.kode, {}) for sheet in sheets[:3])
    found = evaluate(form, now, before, last_year, sheets.latar.get(form.kode))
    row = region_row(wilayah, [form], known.urusan, {form.kode: now}, known.metode)
    node = row.layanan.get(form.kode, _NO_INDEX)
    return Layanan(form, found.kelengkapan, found.temuan, node, row.belum_terlayani)


def _unfinished(layanan: Iterable[Layanan]) -> Layanan | None:
    order = ("sebagian", "kosong")
    open_ones = [one for one in layanan if one.progress in order]
    return min(open_ones, key=lambda one: order.index(one.progress), default=None)


def _sum(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for part in parts:
        for satuan, number in part.items():
            total[satuan] = total.get(satuan, 0) + number
    return total
