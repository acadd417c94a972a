"""An urusan or form of a package that is a copy: of another region, or of the quarter before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain import serupa
from app.domain.silsilah import Hubungan
from app.exchange import berkas
from app.exchange.putusan import Putusan
from app.store import dispatch, questions
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.domain.serupa import Cocok, Figures
    from app.exchange.paket import Bacaan
    from app.exchange.putusan import Laporan
    from app.store.office import Office

    Regions = Mapping[str, Mapping[str, Values]]

_JARANG = frozenset({"tahun", "semester", "kejadian"})
"""Forms that need not have new figures every quarter."""


class Asal(NamedTuple):
    """The package that a region's figures came with."""

    revisi: int
    paket_id: str


class Serupa(NamedTuple):
    """What is a copy: an urusan, or one form of it where `formulir` is not empty.

    `wilayah` is whose figures they are too, the package's own region for those of the quarter
    before; `asal` is None where they came with no package. `sama` of `semua` figures are equal.
    """

    jenis: Literal["wilayah", "dahulu"]
    urusan: str
    formulir: str
    wilayah: str
    asal: Asal | None
    sama: int
    semua: int


@dataclass(frozen=True)
class Pembanding:
    """What an office holds of a quarter and the one before, as far as copies are seen by it.

    Figures by region and form; the packages by region and part.
    """

    periode: Periode
    kini: dict[str, dict[str, Figures]]
    dahulu: Mapping[str, Mapping[str, Figures]]
    paket: dict[str, dict[str, Asal]] = field(default_factory=dict)
    paket_dahulu: Mapping[str, Mapping[str, Asal]] = field(default_factory=dict)

    def find(self, bacaan: Bacaan, forms: Sequence[Formulir]) -> tuple[Serupa, ...]:
        """What of these forms of a package is a copy."""
        own = {form.kode: serupa.figures(bacaan.disimpan[form.kode]) for form in forms}
        by_urusan: dict[str, list[Formulir]] = {}
        for form in forms:
            by_urusan.setdefault(form.urusan, []).append(form)
        return tuple(
            one
            for part in by_urusan.values()
            for one in (
                *self._of_others(bacaan.wilayah.kode, own, part),
                *self._of_before(bacaan.wilayah.kode, own, part),
            )
        )

    def learn(self, bacaan: Bacaan, asal: Asal) -> None:
        """Know the figures of a package from now on, those of the other files judged with it."""
        region, packages = bacaan.wilayah.kode, self.paket.setdefault(bacaan.wilayah.kode, {})
        for form in bacaan.forms:
            known = self.kini.setdefault(region, {})
            known[form.kode] = serupa.figures(bacaan.disimpan[form.kode])
            packages[form.bagian] = asal

    def _of_others(
        self, region: str, own: Mapping[str, Figures], forms: Sequence[Formulir]
    ) -> Iterator[Serupa]:
        for kode, held in self.kini.items():
            if kode == region:
                continue
            each = {one.kode: serupa.alike(own[one.kode], held.get(one.kode, {})) for one in forms}
            asal = self.paket.get(kode, {}).get(forms[0].bagian)
            whole = serupa.together(each.values())
            if whole.salinan:
                yield _found("wilayah", forms[0], "", kode, asal, whole)
                continue
            for form in forms:
                if each[form.kode].salinan:
                    yield _found("wilayah", form, form.kode, kode, asal, each[form.kode])

    def _of_before(
        self, region: str, own: Mapping[str, Figures], forms: Sequence[Formulir]
    ) -> Iterator[Serupa]:
        """Only what is asked anew every quarter, and only where none of it has moved."""
        held = self.dahulu.get(region, {})
        whole = serupa.together(
            serupa.alike(
                _quarterly(form, own[form.kode]), _quarterly(form, held.get(form.kode, {}))
            )
            for form in forms
            if form.periode not in _JARANG
        )
        if whole.utuh:
            asal = self.paket_dahulu.get(region, {}).get(forms[0].bagian)
            yield _found("dahulu", forms[0], "", region, asal, whole)


class Peninjau:
    """Looks for copies in one package after the other; each is known to those that follow."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[Periode, Pembanding] = {}

    def look(self, laporan: Laporan) -> tuple[Serupa, ...]:
        """What of a genuine package is a copy; nothing of others.

        A whole package of another region is not told urusan by urusan: its verdict says so.
        """
        bacaan = laporan.bacaan
        genuine = laporan.sah or laporan.perlu_keputusan
        if bacaan is None or not (genuine or laporan.putusan is Putusan.SUDAH_DITERIMA):
            return ()
        periode = bacaan.periode
        if periode not in self._known:
            self._known[periode] = known(self._office, periode)
        found = self._known[periode].find(bacaan, bacaan.forms)
        self._known[periode].learn(bacaan, Asal(bacaan.isi.revisi, laporan.paket_id))
        lineage = laporan.kaitan.silsilah.hubungan if laporan.kaitan else None
        whole = lineage is Hubungan.SALINAN_WILAYAH_LAIN
        return tuple(one for one in found if not (whole and one.jenis == "wilayah"))


def known(office: Office, periode: Periode, now: Regions | None = None) -> Pembanding:
    """What the office holds of a quarter and of the one before; `now` for who has read it."""
    before = periode.mundur()
    read = questions.values_all_regions
    return Pembanding(
        periode,
        _figures(read(office, periode) if now is None else now),
        _figures(read(office, before)),
        _packages(office, periode),
        _packages(office, before),
    )


def sentences(found: Sequence[Serupa], bacaan: Bacaan) -> list[str]:
    """A sentence for each region or quarter that figures are equal to."""
    by_source: dict[tuple[str, str, Asal | None], list[Serupa]] = {}
    for one in found:
        by_source.setdefault((one.jenis, one.wilayah, one.asal), []).append(one)
    regions, before = bacaan.acuan.wilayah, bacaan.periode.mundur().judul
    return [
        t(
            f"serupa.{jenis}",
            wilayah=regions[kode].nama if kode in regions else kode,
            paket=_spoken(asal),
            periode=before,
            daftar="; ".join(_part(one, bacaan) for one in parts),
        )
        for (jenis, kode, asal), parts in by_source.items()
    ]


def _part(one: Serupa, bacaan: Bacaan) -> str:
    titles = {form.kode: form.judul for form in bacaan.forms}
    apa = titles.get(one.formulir) or bacaan.acuan.urusan[one.urusan]
    return t("serupa.butir", apa=apa, sama=one.sama, semua=one.semua)


def as_json(found: Sequence[Serupa]) -> list[dict[str, object]]:
    """The same for machines (`--json`)."""
    return [{**one._asdict(), "asal": one.asal._asdict() if one.asal else None} for one in found]


def _spoken(asal: Asal | None) -> str:
    if asal is None:
        return t("serupa.tanpa_paket")
    return t("serupa.paket", revisi=asal.revisi, kode=berkas.short_id(asal.paket_id))


def _found(
    jenis: Literal["wilayah", "dahulu"],
    form: Formulir,
    kode: str,
    wilayah: str,
    asal: Asal | None,
    cocok: Cocok,
) -> Serupa:
    return Serupa(jenis, form.urusan, kode, wilayah, asal, cocok.sama, cocok.semua)


def _quarterly(form: Formulir, figures: Mapping[str, int]) -> Figures:
    """Without the cells that hold for the whole year."""
    cells = ((sel, form.find(sel), angka) for sel, angka in figures.items())
    return {sel: angka for sel, cell, angka in cells if cell is None or not cell.tahunan}


def _figures(regions: Regions) -> dict[str, dict[str, Figures]]:
    return {
        region: {kode: serupa.figures(values) for kode, values in sheets.items()}
        for region, sheets in regions.items()
    }


def _packages(office: Office, periode: Periode) -> dict[str, dict[str, Asal]]:
    return {
        region: {part: Asal(one.revisi or 0, one.paket_id or "") for part, one in parts.items()}
        for region, parts in dispatch.counting_parts(office, periode).items()
    }
