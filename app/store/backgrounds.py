"""What the rules look at beside the sheet in view: earlier figures, population, other regions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app import paths
from app.domain import latar
from app.domain.lembar import others_of, sums_regions
from app.store import medians, questions, region_lists
from app.store.columns import from_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir
    from app.domain.latar import Latar
    from app.domain.median import MedianLayanan
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.store.office import Office

    Sheet = tuple[Formulir, Mapping[str, Nilai]]
    Regions = Mapping[str, Mapping[str, Mapping[str, Nilai]]]

# Words do not take part in what is usual; they would only make the answer longer.
_EARLIER = """
    SELECT l.formulir, l.periode, n.sel, n.angka, n.keadaan
    FROM lembar l JOIN nilai n ON n.lembar = l.id
    WHERE l.wilayah = ? AND l.formulir IN ({forms}) AND l.periode IN ({periods})
        AND n.teks IS NULL
    UNION ALL SELECT NULL, NULL, NULL, isi, NULL FROM pengaturan WHERE kunci = ?
"""


def backgrounds(
    office: Office,
    wilayah: Wilayah,
    periode: Periode,
    forms: Iterable[Formulir],
    known: Mapping[str, Formulir] | None = None,
    values: Regions | None = None,
) -> dict[str, Latar]:
    """The background of some forms of a region by code.

    `known` are the forms they may look at beside themselves; without it, each other. `values` are
    those of the period in all regions, for somebody who has read them.
    """
    asked = {form.kode: form for form in forms}
    own = None if values is None else values.get(wilayah.kode, {})
    beside = _beside(office, wilayah, periode, asked, asked if known is None else known, own)
    earlier = {str(one): one for one in latar.periods_before(periode)}
    kept: dict[str, dict[Periode, dict[str, Nilai]]] = {kode: {} for kode in asked}
    sql = _EARLIER.format(forms=_places(len(kept)), periods=_places(len(earlier)))
    median: dict[str, MedianLayanan] = {}
    for formulir, key, sel, angka, keadaan in office.conn.execute(
        sql, (wilayah.kode, *kept, *earlier, medians.key(periode))
    ):
        if formulir is None:
            median = medians.read(angka)
        else:
            kept[formulir].setdefault(earlier[key], {})[sel] = from_columns(angka, keadaan)
    found = {
        kode: latar.of(wilayah, periode, lembar, median.get(kode), beside.get(kode))
        for kode, lembar in kept.items()
    }
    return {**found, **_above(office, wilayah, periode, asked, found, values)}


def background(
    office: Office,
    wilayah: Wilayah,
    periode: Periode,
    form: Formulir,
    known: Mapping[str, Formulir],
) -> Latar:
    """The background of one form; `known` are the forms it may look at."""
    return backgrounds(office, wilayah, periode, [form], known)[form.kode]


def _beside(
    office: Office,
    wilayah: Wilayah,
    periode: Periode,
    forms: Mapping[str, Formulir],
    known: Mapping[str, Formulir],
    values: Mapping[str, Mapping[str, Nilai]] | None,
) -> dict[str, dict[str, Sheet]]:
    """The sheets that some forms look at; asked only where a form looks at any."""
    wanted = {kode: others_of(form) & known.keys() for kode, form in forms.items()}
    if not any(wanted.values()):
        return {}
    if values is None:
        values = questions.values_of_period(office, wilayah.kode, periode)
    return {
        kode: {one: (known[one], values.get(one, {})) for one in others}
        for kode, others in wanted.items()
    }


def _above(
    office: Office,
    wilayah: Wilayah,
    periode: Periode,
    forms: Mapping[str, Formulir],
    found: Mapping[str, Latar],
    values: Regions | None,
) -> dict[str, Latar]:
    """For a province, the backgrounds of forms that are compared with the sum of its regions.

    Its regions are those of the period: what one has that was not there yet, or is no longer,
    would make another sum.
    """
    wanted = [kode for kode, form in forms.items() if sums_regions(form)]
    if not (wilayah.is_provinsi and wanted):
        return {}
    listed = region_lists.of_quarter(office, paths.forms(), periode)
    inside = [kode for kode in listed if kode.startswith(f"{wilayah.kode}.")]
    regions = questions.values_all_regions(office, periode) if values is None else values
    whole = [regions[kode] for kode in inside if kode in regions]
    return {
        kode: replace(
            found[kode],
            kabupaten_lain=[one[kode] for one in whole if kode in one],
            semua_kabupaten=len(inside),
        )
        for kode in wanted
    }


def _places(count: int) -> str:
    return ", ".join("?" * count)
