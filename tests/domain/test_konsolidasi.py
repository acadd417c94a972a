"""The konsolidasi of kemiskinan, reckoned by hand: what adds up, is weighed, stays apart."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.gabung import combine
from app.domain.konsolidasi_kolom import KolomGabung
from app.domain.nilai import Keadaan, Nilai
from app.domain.periode import Periode
from app.domain.petak import ANGKA, BELUM_ADA, KOSONG, TIDAK_DIGABUNG, Petak, figure
from tests.domain.contoh_konsolidasi import PROVINSI, TIMUR, region, row, table
from tests.exchange import contoh_rat

MAKRO = "F-K02"
Cells = dict[str, dict[str, Nilai]]


def macro(p0: int, poor: int, **more: Nilai) -> Cells:
    """P0 and poor people in March, as they are stored: two decimals."""
    cells: dict[str, Nilai] = {"makro.a01.maret": p0, "makro.a02.maret": poor}
    return {MAKRO: cells | {kode.replace("__", "."): isi for kode, isi in more.items()}}


def plan(**rows: tuple[int | None, int | None]) -> Cells:
    """Rows of F-K06 with pagu and realisasi."""
    cells: dict[str, Nilai] = {}
    for number, (pagu, spent) in enumerate(rows.values(), start=1):
        place = f"realisasi.{row(number)}"
        cells[f"{place}.kegiatan"] = f"Kegiatan {number}"
        if pagu is not None:
            cells[f"{place}.pagu"] = pagu
        if spent is not None:
            cells[f"{place}.realisasi"] = spent
    return {"F-K06": cells}


# --- Adding up and weighing ----------------------------------------------------------------------


def test_poor_people_add_up_and_p0_is_weighed_by_the_population_of_bps():
    # Sumba Tengah and Ngada, March 2023: 31,78 % are 24,24 thousand, 12,06 % are 20,57 thousand.
    found = table(macro(31_78, 24_24), macro(12_06, 20_57), None)
    total = found.provinsi.petak["jumlah_maret"]
    assert (total.angka, len(total.ikut), total.semua) == (Fraction("44.81"), 2, 3)
    people = 100 * Fraction("24.24") / Fraction("31.78") + 100 * Fraction("20.57") / Fraction(
        "12.06"
    )
    share = found.provinsi.petak["p0_maret"]
    assert share.angka == 100 * Fraction("44.81") / people
    assert share.angka != (Fraction("31.78") + Fraction("12.06")) / 2


def test_subtotals_follow_the_klaster_and_those_in_none_come_last():
    found = table(macro(31_78, 24_24), macro(12_06, 20_57), macro(8_61, 40_00))
    assert [one.nama for one in found.klaster] == ["Timur", "Barat", ""]
    sums = [one.petak["jumlah_maret"].angka for one in found.klaster]
    assert sums == [Fraction("24.24"), Fraction("20.57"), Fraction(40)]


def test_the_regions_stand_in_the_order_of_their_codes():
    found = table(None, None, None)
    assert [one.wilayah.kode for one in found.baris] == ["53.01", "53.02", "53.03"]
    assert found.hadir == 0
    assert found.provinsi.petak["jumlah_maret"].rupa == BELUM_ADA


def test_march_and_september_never_meet():
    september = {MAKRO: {"makro.a01.september": 19_02, "makro.a02.september": 1107_93}}
    found = table(macro(31_78, 24_24), None, None, provinsi=september)
    assert found.provinsi.petak["p0_september"].angka == Fraction("19.02")
    assert found.provinsi.petak["p0_maret"].angka == Fraction("31.78")
    assert {one.petak["p0_september"].rupa for one in found.klaster} == {TIDAK_DIGABUNG}


def test_serapan_is_realisasi_over_pagu_and_rows_that_lack_one_are_left_out():
    first = plan(a=(100, 80), b=(300, 60), c=(600, None))
    found = table(first, plan(a=(600, 300)), None)
    own = found.row("53.01").petak["real_serapan"]
    assert own.angka == 100 * Fraction(140, 400)
    assert (own.kurang, own.banyak) == (1, 3)
    whole = found.provinsi.petak["real_serapan"]
    assert whole.angka == 100 * Fraction(440, 1000)
    assert whole.sementara
    assert found.row("53.01").petak["real_kosong"].angka == 1


def test_a_pagu_of_nothing_has_no_serapan():
    found = table(plan(a=(0, 0)), None, None)
    assert found.row("53.01").petak["real_serapan"].rupa == "tanpa_penyebut"
    assert found.provinsi.petak["real_serapan"].angka is None


def test_the_rat_of_2023_counts_as_it_was_counted():
    cells: dict[str, Nilai] = {}
    for number, line in enumerate(contoh_rat.lines()):
        place = f"rat.{row(number // 16)[:-1]}{number % 16:x}"
        for kolom, name in (("program", "program"), ("kegiatan", "kegiatan")):
            if line[name]:
                cells[f"{place}.{kolom}"] = line[name]
        cells[f"{place}.sektor"] = line["sektor_urusan"]
        if line["pagu_rp"]:
            cells[f"{place}.pagu"] = int(line["pagu_rp"])
    found = table({"F-K05": cells}, None, None).row("53.01").petak
    counts = [found[kode].angka for kode in ("rat_baris", "rat_kegiatan", "rat_berpagu")]
    assert counts == [34, 29, 25]
    assert found["rat_pagu"].angka == contoh_rat.TOTAL
    assert found["rat_program"].angka == 14


def test_the_pagu_of_a_row_that_follows_another_is_not_missed():
    cells: dict[str, Nilai] = {
        f"rat.{row(1)}.kegiatan": "KIA",
        f"rat.{row(1)}.pagu": 500,
        f"rat.{row(2)}.kegiatan": "Gizi",
        f"rat.{row(2)}.ikut": row(1),
    }
    found = table({"F-K05": cells}, None, None).row("53.01").petak["rat_pagu"]
    assert (found.angka, found.kurang) == (500, 0)


def test_statuses_of_pjpk_are_counted_in_the_half_of_the_year_in_view():
    cells: Cells = {
        "F-K12": {"s1.s1_01_a01.status_1": "selesai", "s1.s1_01_a02.status_2": "berjalan"}
    }
    first = table(cells, None, None, periode=Periode(2026, 2)).row("53.01").petak
    assert (first["pjpk_selesai"].angka, first["pjpk_berjalan"].angka) == (1, 0)
    later = table(cells, None, None).row("53.01").petak
    assert (later["pjpk_selesai"].angka, later["pjpk_berjalan"].angka) == (0, 1)
    assert later["pjpk_kosong"].angka == 143


def test_an_indicator_without_a_direction_is_neither_reached_nor_missed():
    # TFR falls (target 2026: 2,64), JKN rises (85), density has no better side.
    reached = {"s1_01": 2_60, "s3_07": 80_00, "s4_02": 130_00}
    cells: Cells = {
        "F-K13": {f"evaluasi.{one}.realisasi": isi for one, isi in reached.items()},
    }
    found = table(cells, None, None).row("53.01").petak
    assert [one.sel.split(".")[1] for one in found["pjpk_tercapai"].masukan] == ["s1_01"]
    assert [one.sel.split(".")[1] for one in found["pjpk_meleset"].masukan] == ["s3_07"]


def test_people_and_families_are_never_added_together():
    cells: dict[str, Nilai] = {}
    for number, (unit, count) in enumerate((("orang", 30), ("kk", 7), ("orang", 5)), start=1):
        cells[f"penerima.{row(number)}.satuan"] = unit
        cells[f"penerima.{row(number)}.total"] = count
    found = table({"F-K07": cells}, None, None).provinsi.petak
    assert (found["penerima_orang"].angka, found["penerima_kk"].angka) == (35, 7)


# --- What is not a number ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "rupa"),
    [(None, KOSONG), (0, ANGKA), *((one, one.value) for one in Keadaan)],
    ids=str,
)
def test_every_absence_stays_what_it_is(isi, rupa):
    cells = {"makro.a05.maret": 500_000} | ({} if isi is None else {"makro.a10.maret": isi})
    found = table({MAKRO: cells}, None, None)
    assert found.row("53.01").petak["ekstrem_maret"].rupa == rupa
    assert found.row("53.02").petak["ekstrem_maret"].rupa == BELUM_ADA


def test_nihil_counts_as_nothing_and_what_was_not_released_does_not_count():
    found = table(
        macro(10_00, 5_00, makro__a11__maret=Keadaan.NIHIL),
        macro(10_00, 5_00, makro__a11__maret=Keadaan.TIDAK_DIRILIS),
        macro(10_00, 5_00, makro__a11__maret=2_00),
    )
    total = found.provinsi.petak["jumlah_ekstrem_maret"]
    assert (total.angka, total.ikut) == (2, ("53.01", "53.03"))


def test_a_form_nobody_began_is_empty_not_zero_rows():
    found = table(macro(10_00, 5_00), None, None).row("53.01").petak
    assert found["rat_baris"].rupa == KOSONG


def test_an_annual_figure_of_an_earlier_package_stays_when_this_quarter_has_not_come():
    isi = region(TIMUR, macro(31_78, 24_24), here=False)
    kolom = next(one for one in table(None, None, None).kolom if one.kode == "jumlah_maret")
    assert figure(kolom, isi).angka == Fraction("24.24")


def test_figures_from_different_sources_are_not_added():
    def people(source: str) -> Cells:
        return {"F-K01": {"penduduk.utama.jumlah": 1000, "penduduk.utama.sumber": source}}

    same = table(people("dukcapil_1"), people("dukcapil_1"), None)
    assert same.provinsi.petak["penduduk"].angka == 2000
    mixed = table(people("dukcapil_1"), people("proyeksi_bps"), None)
    total = mixed.provinsi.petak["penduduk"]
    assert total.rupa == TIDAK_DIGABUNG
    assert total.ragam == (("dukcapil_1", 1), ("proyeksi_bps", 1))
    assert mixed.banding["penduduk"].sebab == "tanpa_jumlah"


# --- Beside the figure of the province -----------------------------------------------------------


def three(*poor: int) -> list[Cells]:
    return [macro(20_00, one) for one in poor]


@pytest.mark.parametrize(("own", "fits"), [(100_00, True), (101_00, True), (102_00, False)])
def test_r_14_allows_one_per_cent_of_the_province_and_no_more(own, fits):
    found = table(*three(30_00, 30_00, 39_99), provinsi=macro(20_00, own))
    banding = found.banding["jumlah_maret"]
    assert banding.acuan.aturan == "R-14"
    assert banding.cocok is fits


def test_exactly_one_per_cent_still_fits():
    banding = table(*three(33_00, 33_00, 33_00), provinsi=macro(20_00, 100_00)).banding
    assert banding["jumlah_maret"].selisih == -1
    assert banding["jumlah_maret"].cocok is True


def test_a_region_in_another_unit_is_named_as_what_may_explain_the_difference():
    found = table(*three(30_00, 3_00, 40_00), provinsi=macro(20_00, 100_00))
    banding = found.banding["jumlah_maret"]
    assert banding.sebab == "beda"
    assert banding.selisih == -27
    assert [(one.wilayah, one.kali) for one in banding.duga] == [("53.02", Fraction(10))]


def test_as_long_as_a_region_is_missing_nothing_is_called_wrong():
    found = table(macro(20_00, 30_00), macro(20_00, 30_00), None, provinsi=macro(20_00, 90_00))
    banding = found.banding["jumlah_maret"]
    assert (banding.sebab, banding.cocok) == ("belum_semua", None)
    assert banding.selisih == -30


def test_without_a_figure_of_the_province_there_is_nothing_to_compare():
    banding = table(*three(30_00, 30_00, 40_00)).banding["jumlah_maret"]
    assert (banding.sebab, banding.selisih) == ("tanpa_provinsi", None)


def test_the_printed_total_goes_before_the_published_projection():
    people: Cells = {
        "F-K01": {"penduduk.utama.jumlah": 300_000, "penduduk.utama.sumber": "proyeksi_bps"}
    }
    printed: Cells = {"F-K01P": {"cetak.tercetak.t2026": 900_000}}
    found = table(people, people, people, provinsi=printed).banding["penduduk"]
    assert (found.provinsi.angka, found.cocok) == (900_000, True)
    without = table(people, people, people).banding["penduduk"]
    assert (without.provinsi.angka, without.cocok) == (1_000_000, False)
    assert without.acuan.aturan == "R-31"


# --- What the rules say --------------------------------------------------------------------------


def test_the_anomalies_of_pjpk_are_notes_for_the_province_and_for_nobody_else():
    found = table(macro(20_00, 30_00), None, None)
    named = {(one.aturan.kode, one.sel.split(".")[1]) for one in found.catatan}
    assert {("R-28", "s2_08"), ("K13-1", "s2_14"), ("K13-2", "s5_02"), ("K13-2", "s5_03")} <= named
    assert {one.tingkat("tanda_tangan") for one in found.catatan} == {"catatan"}
    own = found.row("53.01").isi.lembar["F-K13"].hasil.temuan
    assert not [one for one in own if one.aturan.kode in {"R-28", "K13-1", "K13-2"}]
    # Nothing is corrected: the target stands as it was printed.
    evaluation = region(PROVINSI, {}).lembar["F-K13"].book
    assert evaluation.number("evaluasi.s2_08.maks_2028") == Fraction("75.26")


def test_findings_are_counted_by_their_gravity():
    found = table(macro(20_00, 30_00, makro__a10__maret=30_00), None, None).row("53.01").petak
    assert found["penghalang"].angka == 1
    assert found["penghalang"].temuan[0].aturan.kode == "R-11"


def test_what_a_rule_says_about_a_quarter_that_never_came_is_not_counted():
    cells = plan(a=(100, 80))
    kolom = next(one for one in table(None, None, None).kolom if one.kode == "penghalang")
    assert figure(kolom, region(TIMUR, cells)).angka == 0
    earlier = {"F-K06": {f"realisasi.{row(1)}.realisasi": 90}}
    fallen = figure(kolom, region(TIMUR, cells, before=earlier))
    assert [one.aturan.kode for one in fallen.temuan] == ["R-19"]


def test_kelengkapan_counts_answers_of_what_is_required():
    found = table(macro(20_00, 30_00), None, None)
    own = found.row("53.01").petak["lengkap_F-K02"]
    assert (own.angka, own.bobot) == (2, 3)
    assert [one.sel for one in own.masukan] == ["makro.a05.maret"]
    assert found.provinsi.petak["lengkap_F-K02"].bobot == 3


# --- For any figures -----------------------------------------------------------------------------

NUMBERS = st.one_of(st.none(), st.integers(-(10**6), 10**12), st.fractions(0, 10**6))
GROUPS = st.lists(st.lists(NUMBERS, max_size=6), min_size=1, max_size=4)


def as_petak(angka, bobot=None) -> Petak:
    return Petak(KOSONG) if angka is None else Petak(ANGKA, angka, bobot)


@given(GROUPS)
def test_the_province_is_the_sum_of_its_klaster_and_they_of_their_regions(groups):
    kolom = KolomGabung(kode="x", kelompok="k", judul="X", hitung="sel", gabung="jumlah")
    parts = [
        {f"{number}.{place}": as_petak(one) for place, one in enumerate(group)}
        for number, group in enumerate(groups)
    ]
    totals = [combine(kolom, part) for part in parts]
    whole = combine(kolom, {kode: one for part in parts for kode, one in part.items()})
    assert (whole.angka or 0) == sum(one.angka or 0 for one in totals)
    assert (whole.angka or 0) == sum(one or 0 for group in groups for one in group)
    assert len(whole.ikut) == sum(len(one.ikut) for one in totals)
    assert (whole.angka is None) == all(one is None for group in groups for one in group)


@given(st.lists(st.tuples(st.fractions(0, 100), st.fractions(1, 10**6)), min_size=1, max_size=8))
def test_a_weighed_share_lies_between_its_parts_and_is_exact(pairs):
    kolom = KolomGabung(kode="x", kelompok="k", judul="X", hitung="sel", gabung="tertimbang")
    total = combine(kolom, {str(place): as_petak(*one) for place, one in enumerate(pairs)})
    assert total.angka == sum(a * b for a, b in pairs) / sum(b for _, b in pairs)
    assert min(a for a, _ in pairs) <= total.angka <= max(a for a, _ in pairs)
