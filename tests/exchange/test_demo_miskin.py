"""The kemiskinan of the demo: plausible sheets that can be signed, with the slips to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain import latar
from app.domain.lembar import Hasil, evaluate, others_of
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.exchange import demo_miskin, demo_miskin_resep
from app.exchange.demo_miskin_resep import Lembar
from app.store import pustaka

if TYPE_CHECKING:
    from app.domain.nilai import Nilai
    from app.domain.wilayah import Wilayah

RESEP = demo_miskin_resep.load(paths.resources() / "demo")
WILAYAH = pustaka.load_wilayah(paths.forms())
FORMS = {
    kode: form
    for kode, form in pustaka.load_forms(paths.forms()).items()
    if form.bagian == "kemiskinan"
}
T4 = Periode(2026, 4)


def values(wilayah: Wilayah, periode: Periode | None, *, latihan: bool = True):
    """Every form of a region."""
    found: dict[str, dict[str, Nilai]] = {}
    for kode, form in FORMS.items():
        if periode is not None and form.filled_by(wilayah.kode):
            sheet = Lembar(form, wilayah, periode, RESEP, latihan, WILAYAH)
            found[kode] = demo_miskin.fill(sheet)
    return found


def results(wilayah: Wilayah, periode: Periode) -> dict[str, Hasil]:
    now, before = values(wilayah, periode), values(wilayah, periode.sebelum())
    last_year = values(wilayah, periode.setahun_lalu(), latihan=False)
    found = {}
    for kode, cells in now.items():
        form = FORMS[kode]
        beside = {one: (FORMS[one], now[one]) for one in others_of(form) if one in now}
        around = latar.of(wilayah, periode, {}, None, beside)
        last = last_year.get(kode, {})
        found[kode] = evaluate(form, cells, before.get(kode, {}), last, around)
    return found


@pytest.mark.parametrize("periode", [Periode(2026, 1), T4, Periode(2027, 3)], ids=str)
def test_nothing_stands_in_the_way_of_signing_and_only_one_region_is_incomplete(periode):
    gaps = set()
    for kode, wilayah in WILAYAH.items():
        for formulir, cells in values(wilayah, periode).items():
            known = (FORMS[formulir].find(sel) for sel in cells)
            assert all(sel is not None and sel.editable for sel in known), formulir
        for formulir, found in results(wilayah, periode).items():
            blocked = [one.pesan for one in found.temuan if one.blocks("tanda_tangan")]
            assert not blocked, f"{kode} {formulir} {blocked}"
            if found.kelengkapan.kosong and not wilayah.is_provinsi:
                gaps.add(kode)
    assert gaps == {RESEP.belum_lengkap}


def test_the_slips_and_the_figure_that_was_not_released_are_there():
    slips = results(WILAYAH[RESEP.nol_hilang], T4)
    assert "R-23" in {one.aturan.kode for one in slips["F-K05"].temuan}
    assert "R-20" in {one.aturan.kode for one in slips["F-K06"].temuan}
    (kode,) = RESEP.tidak_dirilis
    assert values(WILAYAH[kode], T4)["F-K02"]["makro.a10.maret"] is Keadaan.TIDAK_DIRILIS


def test_the_province_lies_near_the_sum_of_its_regions_and_not_on_it():
    regions = [one for one in WILAYAH.values() if not one.is_provinsi]
    cell = "makro.a02.maret"
    total = sum(int(str(values(one, T4)["F-K02"][cell])) for one in regions)
    own = int(str(values(WILAYAH["53"], T4)["F-K02"][cell]))
    assert 0 < abs(total - own) * 100 < own
