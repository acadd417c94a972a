"""The official series pass every rule; each slip that really happened raises what it should."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.isian import read_cell
from app.domain.latar import Latar
from app.domain.lembar import evaluate
from app.domain.periode import Periode
from tests.forms import berkas

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

SERIES = berkas.read(berkas.EXAMPLES_FOLDER.parent / "seri_ntt.toml")
ROW, OTHER, THIRD = (f"0198c00000007000800000000000000{n}" for n in (1, 2, 3))
ONLY_NOTES = {"K05-4"}


def sheet(one: dict[str, Any]) -> dict[str, Nilai]:
    """A release as the cells of F-K02, read the way they are typed."""
    form = berkas.published()["F-K02"]
    found: dict[str, Nilai] = {}
    for month in ("maret", "september"):
        for row, text in one.get(month, {}).items():
            sel = form.cells[f"makro.{row}.{month}"]
            nilai = read_cell(sel, text)
            assert isinstance(nilai, int), (sel.kode, text)
            found[sel.kode] = nilai
    return found


def raised(
    kode: str,
    now: dict[str, Nilai],
    last_year: dict[str, Nilai] | None = None,
    *,
    penduduk: int = 0,
    kabupaten: bool = True,
) -> set[str]:
    """The rules that speak, without the letter that tells parts of one rule apart."""
    population = berkas.published()["F-K01"], {"penduduk.utama.jumlah": penduduk}
    beside = {"F-K01": population} if penduduk else {}
    latar = Latar(Periode(2026, 3), lain=beside, kabupaten=kabupaten)
    found = evaluate(berkas.published()[kode], now, {}, last_year or {}, latar).temuan
    return {one.aturan.kode.rstrip("ABCDEJKLPS") for one in found} - ONLY_NOTES


@pytest.mark.parametrize("one", SERIES["rilis"], ids=lambda one: str(one["tahun"]))
def test_no_release_of_the_province_raises_anything(one: dict[str, Any]) -> None:
    kept = sheet(one)
    assert raised("F-K02", kept, penduduk=one.get("penduduk", 0), kabupaten=False) == set()


def test_no_step_from_one_release_to_the_next_raises_anything() -> None:
    for before, now in pairwise(SERIES["rilis"]):
        assert now["tahun"] == before["tahun"] + 1
        found = raised("F-K02", sheet(now), sheet(before), kabupaten=False)
        assert found == set(), now["tahun"]


@pytest.mark.parametrize("one", SERIES["daerah"], ids=lambda one: str(one["nama"]))
def test_no_figure_of_a_region_raises_anything(one: dict[str, Any]) -> None:
    assert raised("F-K02", sheet(one), penduduk=one.get("penduduk", 0)) == set()


def cells(tabel: str, row: str, **columns: Nilai) -> dict[str, Nilai]:
    return {f"{tabel}.{row}.{kolom}": nilai for kolom, nilai in columns.items()}


def test_half_the_extreme_poor_of_a_region_are_missed() -> None:
    now = sheet({"maret": {"a10": "4,84", "a11": "6,44"}})
    other = sheet({"maret": {"a10": "2,28", "a11": "5,97"}})
    assert raised("F-K02", now, other, penduduk=264_000) == {"R-05", "R-06"}


@pytest.mark.parametrize(("p0", "jumlah"), [("19,96", "11.140"), ("19,48", "1,13")])
def test_people_thousands_and_millions_are_told_apart(p0: str, jumlah: str) -> None:
    now = sheet({"maret": {"a01": p0, "a02": jumlah}})
    assert raised("F-K02", now, penduduk=5_569_068, kabupaten=False) == {"R-04"}


def test_the_severity_of_the_towns_beside_the_poverty_of_all_is_impossible() -> None:
    now = sheet({"maret": {"a01": "19,96", "a03": "3,326", "a04": "0,270"}})
    assert raised("F-K02", now, kabupaten=False) == {"R-02"}


def test_a_lost_digit_of_a_projection_is_found_twice() -> None:
    others = 6_082_836 - 296_660
    now: dict[str, Nilai] = {
        "proyeksi.k5303.t2028": 292_374,
        "proyeksi.k5303.t2029": 29_666,
        "proyeksi.k5301.t2029": others,
        "cetak.tercetak.t2029": 6_082_836,
    }
    assert raised("F-K01P", now, kabupaten=False) == {"R-30", "R-31"}
    now["proyeksi.k5303.t2029"] = 296_660
    assert raised("F-K01P", now, kabupaten=False) == set()


def test_a_difference_that_was_printed_wrong_is_found() -> None:
    now: dict[str, Nilai] = {"makro.a02k.maret": 120_58, "makro.a02k.beda_m": 12}
    assert raised("F-K02", now, {"makro.a02k.september": 118_76}, kabupaten=False) == {"R-22"}


def test_a_target_with_exchanged_digits_is_found() -> None:
    years = dict(zip(range(2025, 2030), (70_120, 70_930, 71_750, 75_260, 73_380), strict=True))
    now: dict[str, Nilai] = {f"target.ipm.maks_{year}": isi for year, isi in years.items()}
    now |= {"target.ipm.arah": "naik", "target.ipm.periode": "TH"}
    assert raised("F-K03", now) == {"R-28"}


def test_a_ceiling_without_its_last_zeros_is_found() -> None:
    now = cells(
        "rat",
        ROW,
        kegiatan="Bantuan modal KUBE",
        indikator_kegiatan="KUBE yang dibantu",
        lokasi_tingkat="semua_kabkota",
        opd="Dinas Sosial",
        target_nilai=2_800_00,
        target_satuan="KUBE",
        pagu=27_000_000,
        sumber_dana="pad",
    )
    assert raised("F-K05", now) == {"R-23"}


def test_recipients_beyond_their_decrees_are_found() -> None:
    now = {
        **cells("program", ROW, nama="Bansos pangan", satuan="kk", tersalur=8000),
        **cells("sk", OTHER, program=ROW, nomor="1", jumlah=7245),
        **cells("sk", THIRD, program=ROW, nomor="2", jumlah=725),
    }
    assert raised("F-K09", now) == {"R-32"}
    matching = {
        **cells("program", ROW, nama="KUBE", satuan="kelompok", tersalur=1651),
        **cells("sk", OTHER, program=ROW, nomor="1", jumlah=1169),
        **cells("sk", THIRD, program=ROW, nomor="2", jumlah=482),
    }
    assert raised("F-K09", matching) == set()


def test_what_looks_wrong_in_the_regulation_is_a_note_for_the_province_only() -> None:
    form = berkas.published()["F-K13"]
    latar = Latar(Periode(2026, 3), kabupaten=False)
    found = evaluate(form, {}, {}, {}, latar).temuan
    told = {(one.aturan.kode, one.sel.split(".")[1]) for one in found}
    assert ("R-28", "s2_08") in told
    assert ("K13-1", "s2_14") in told
    assert {("K13-2", "s5_02"), ("K13-2", "s5_03")} <= told
    assert ("R-29", "s2_11") in told
    assert {one.tingkat("tanda_tangan") for one in found} == {"catatan"}
    assert evaluate(form, {}, {}, {}, Latar(Periode(2026, 3), kabupaten=True)).temuan == ()


def test_the_targets_of_the_regulation_stay_as_they_were_printed() -> None:
    computed = evaluate(berkas.published()["F-K13"], {}).computed
    assert [float(computed[f"evaluasi.s2_08.maks_{year}"]) for year in range(2025, 2030)] == [
        70.12,
        70.93,
        71.75,
        75.26,
        73.38,
    ]
    assert computed["evaluasi.s2_14.baseline"] == 622_468


def test_the_plan_of_action_has_144_lines_and_the_evaluation_30() -> None:
    plan = berkas.published()["F-K12"].tabel
    assert [len(tabel.baris) for tabel in plan if not tabel.register] != []
    assert sum(len(tabel.baris) for tabel in plan) == 144
    assert len(berkas.published()["F-K13"].tables["evaluasi"].baris) == 30


def test_every_form_another_one_looks_at_has_that_cell() -> None:
    from app.domain.lembar import all_reads

    forms = berkas.published()
    for form in forms.values():
        for how, what in all_reads(form):
            if how == "lain":
                kode, _, sel = what.partition(" ")
                assert sel in forms[kode].cells, (form.kode, what)


def test_nobody_who_complains_is_recorded() -> None:
    columns = {kolom.kode for kolom in berkas.published()["F-K11"].tables["aduan"].kolom}
    assert not columns & {"nama", "pelapor", "nik", "telepon", "alamat"}


def test_every_source_of_kemiskinan_is_explained_and_none_is_left_over() -> None:
    forms = [form for form in berkas.published().values() if form.bagian == "kemiskinan"]
    named = {code for form in forms for one in form.dasar for code in one.sumber}
    named |= {code for form in forms for t in form.tabel for b in t.baris for code in b.sumber}
    listed = berkas.read(berkas.FORMS_FOLDER / "kemiskinan" / "sumber.toml")["sumber"]
    assert sorted(named) == sorted(one["kode"] for one in listed)
    assert all(one["apa"] for one in listed)
    assert all(form.petunjuk and form.kata_kunci and form.opd and form.dasar for form in forms)


@pytest.mark.parametrize(
    ("arah", "target", "kinerja", "capaian"),
    [
        # KM-B07: of cases that have to become fewer, fewer is better.
        ("turun", 10_000, 8_000, 120),
        ("turun", 10_000, 12_000, 80),
        ("naik", 10_000, 8_000, 80),
        ("", 10_000, 8_000, 80),
        ("turun", 0, 0, None),
        ("naik", 0, 0, None),
    ],
)
def test_what_was_reached_follows_the_direction_of_the_target(
    arah: str, target: int, kinerja: int, capaian: int | None
) -> None:
    kept = cells("realisasi", ROW, kegiatan="Uji", target_nilai=target, kinerja=kinerja)
    kept |= cells("realisasi", ROW, target_arah=arah) if arah else {}
    computed = evaluate(berkas.published()["F-K06"], kept).computed
    assert computed.get(f"realisasi.{ROW}.capaian") == capaian


def test_the_states_of_a_planned_activity_are_those_of_the_dictionary() -> None:
    column = berkas.published()["F-K06"].tables["realisasi"].columns_by_code["status"]
    known = ["belum", "berjalan", "selesai", "batal_anggaran", "batal_lain", "geser"]
    assert [one.kode for one in column.pilihan] == known
