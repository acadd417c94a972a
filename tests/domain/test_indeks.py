"""The index, against the fixtures of the reference and the real NTT inputs."""

from __future__ import annotations

import json
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.domain.angka import format_decimal, format_index
from app.domain.bentuk import merge_shape
from app.domain.formulir import decode
from app.domain.indeks import (
    Metode,
    Simpul,
    Status,
    average,
    kategori,
    region_index,
    service_index,
)
from app.domain.nilai import Keadaan, Nilai
from app.domain.rekap import mean_of_regions, region_row
from app.domain.wilayah import Wilayah
from tests.domain.contoh_formulir import small_form

HERE = Path(__file__).parent
FIXTURES: dict[str, Any] = json.loads((HERE / "ip_spm_fixtures.json").read_text("utf-8"))
METODE_FILE = HERE.parents[1] / "forms" / "metode.toml"
METODE = msgspec.convert(tomllib.loads(METODE_FILE.read_text("utf-8")), Metode)


def method(**changes: Any) -> Metode:
    return msgspec.structs.replace(METODE, **changes)


def method_of(options: dict[str, Any]) -> Metode:
    zero = "penuh" if options.get("zero") == "full" else "dikecualikan"
    return method(kebutuhan_nol=zero, batas=100 if options.get("cap", True) else 0)


def index_of(fixture: dict[str, Any], metode: Metode) -> Simpul:
    rows = [f"m{i:02d}" for i in range(1, len(fixture["mutu"]) + 1)]
    base = small_form()
    tabel = {"kode": "mutu", "baris": [{"kode": kode, "label": kode} for kode in rows]}
    form = decode(merge_shape(msgspec.to_builtins(base), {"tabel": [tabel]}))
    values: dict[str, Nilai] = {
        "penerima.harus.jumlah": fixture["penerima"]["harus"],
        "penerima.terlayani.jumlah": fixture["penerima"]["terlayani"],
    }
    for kode in {"m01", "m02"} - set(rows):
        values[f"mutu.{kode}.dibutuhkan"] = Keadaan.TIDAK_BERLAKU
    for kode, row in zip(rows, fixture["mutu"], strict=True):
        values[f"mutu.{kode}.tersedia"] = row["tersedia"]
        values[f"mutu.{kode}.dibutuhkan"] = row["dibutuhkan"]
    return service_index(form, values, metode)


def close(nilai: Fraction | None, expected: float | None) -> bool:
    if nilai is None or expected is None:
        return nilai is None and expected is None
    return format_decimal(nilai) == format_decimal(Fraction(str(expected)))


@pytest.mark.parametrize("fixture", FIXTURES["services"], ids=lambda f: f["id"])
def test_every_worked_example_comes_out_exactly(fixture: dict[str, Any]) -> None:
    metode = method_of(fixture["options"])
    tree = index_of(fixture, metode)
    penerima, mutu = tree.anak
    expect = fixture["expect"]
    assert close(penerima.nilai, expect["penerima_pct"])
    assert close(mutu.nilai, expect["mutu_pct"])
    assert close(tree.nilai, expect["ip"])
    assert (kategori(tree.nilai, metode) if tree.nilai is not None else None) == expect["kategori"]


def test_the_three_social_services_average_as_computed() -> None:
    nodes = [index_of(f, METODE) for f in FIXTURES["services"] if f["id"] in {"N1", "N2", "N3"}]
    mean = average("SOS", "Sosial", nodes, METODE)
    assert close(mean.nilai, FIXTURES["ntt_social_mean"]["expect"])
    assert mean.status is Status.LENGKAP


def given_index(number: float | None) -> Simpul:
    if number is None:
        return Simpul("x", "x", "bobot", Status.TANPA_KEBUTUHAN, None)
    return Simpul("x", "x", "bobot", Status.LENGKAP, Fraction(str(number)))


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "region_exclude"),
        ({"kebutuhan_nol": "penuh"}, "region_full"),
        ({"daerah": "rerata_layanan"}, "region_flat_services"),
    ],
)
def test_the_region_under_three_policies(changes: dict[str, Any], key: str) -> None:
    layanan = {
        u: [given_index(n) for n in ns] for u, ns in FIXTURES["aggregation"]["urusan"].items()
    }
    tree = region_index("53.03", "TTU", layanan, {}, method(**changes))
    assert close(tree.nilai, FIXTURES["aggregation"]["expect"][key])


def test_every_urusan_mean_of_the_region_example() -> None:
    layanan = {
        u: [given_index(n) for n in ns] for u, ns in FIXTURES["aggregation"]["urusan"].items()
    }
    tree = region_index("53.03", "TTU", layanan, {}, METODE)
    expected = FIXTURES["aggregation"]["expect"]["per_urusan"]
    assert all(close(node.nilai, expected[node.kode]) for node in tree.anak)
    assert [node.kode for node in tree.anak if node.status is Status.TANPA_KEBUTUHAN] == ["PRK"]


@pytest.mark.parametrize("case", FIXTURES["categories"], ids=lambda c: str(c["v"]))
def test_bands_are_decided_at_their_bounds(case: dict[str, Any]) -> None:
    assert kategori(Fraction(str(case["v"])), METODE) == case["kategori"]


def test_just_below_hundred_is_not_paripurna_and_not_printed_as_such() -> None:
    almost = Fraction("99.996")
    assert kategori(almost, METODE) == "Tuntas Utama"
    assert format_index(almost) == "99,99"


@pytest.mark.parametrize("case", FIXTURES["published_ratios"], ids=lambda c: c["name"])
def test_published_ratios_are_recomputed_from_their_parts(case: dict[str, Any]) -> None:
    assert close(Fraction(100 * case["x"], case["y"]), case["computed"])


def test_what_is_not_filled_is_neither_zero_nor_left_out() -> None:
    form = small_form()
    values: dict[str, Nilai] = {
        "penerima.harus.jumlah": 50,
        "penerima.terlayani.jumlah": 46,
        "mutu.m01.dibutuhkan": 10,
        "mutu.m01.tersedia": 5,
    }
    tree = service_index(form, values, METODE)
    assert tree.status is Status.BELUM_LENGKAP
    assert tree.final is None
    assert tree.nilai == Fraction(92 * 80 + 50 * 20, 100)
    whole = service_index(
        form,
        values | {"mutu.m02.dibutuhkan": Keadaan.BELUM_TERSEDIA, "mutu.m02.tersedia": 1},
        METODE,
    )
    assert whole.status is Status.BELUM_LENGKAP


def test_mutu_alone_makes_no_provisional_index_but_penerima_alone_does() -> None:
    mutu: dict[str, Nilai] = {"mutu.m01.dibutuhkan": 10, "mutu.m01.tersedia": 5}
    tree = service_index(small_form(), mutu, METODE)
    assert (tree.status, tree.nilai) == (Status.BELUM_LENGKAP, None)
    penerima: dict[str, Nilai] = {"penerima.harus.jumlah": 50, "penerima.terlayani.jumlah": 46}
    tree = service_index(small_form(), penerima, METODE)
    assert (tree.status, tree.nilai) == (Status.BELUM_LENGKAP, Fraction(92))


def test_nothing_filled_has_no_number_at_all() -> None:
    tree = service_index(small_form(), {}, METODE)
    assert (tree.status, tree.nilai) == (Status.BELUM_LENGKAP, None)


def test_a_need_declared_nihil_takes_the_layanan_out_of_the_mean() -> None:
    values: dict[str, Nilai] = {
        "penerima.harus.jumlah": Keadaan.NIHIL,
        "mutu.m01.dibutuhkan": 3,
        "mutu.m01.tersedia": 3,
        "mutu.m02.dibutuhkan": 3,
        "mutu.m02.tersedia": 3,
    }
    assert service_index(small_form(), values, METODE).status is Status.TANPA_KEBUTUHAN
    full = service_index(small_form(), values, method(kebutuhan_nol="penuh"))
    assert (full.status, full.nilai) == (Status.LENGKAP, Fraction(100))


@pytest.mark.parametrize("need", [0, Keadaan.NIHIL])
def test_mutu_of_what_nobody_needs_is_not_awaited(need: Nilai) -> None:
    values: dict[str, Nilai] = {"penerima.harus.jumlah": need}
    left_out = service_index(small_form(), values, METODE)
    assert [part.status for part in left_out.anak] == [Status.TANPA_KEBUTUHAN] * 2
    full = service_index(small_form(), values, method(kebutuhan_nol="penuh"))
    assert (full.status, full.nilai) == (Status.LENGKAP, Fraction(100))
    asked = (("penerima.terlayani.jumlah", None), ("penerima.harus.jumlah", 0))
    assert [row.masukan for row in full.anak[1].anak] == [asked] * 2
    assert [row.label for row in full.anak[1].anak] == ["Buku", "Bidan"]


@pytest.mark.parametrize("answered", [3, Keadaan.BELUM_TERSEDIA])
def test_mutu_that_was_begun_counts_even_when_nobody_needs_the_layanan(answered: Nilai) -> None:
    values: dict[str, Nilai] = {
        "penerima.harus.jumlah": Keadaan.NIHIL,
        "mutu.m01.dibutuhkan": answered,
    }
    full = service_index(small_form(), values, method(kebutuhan_nol="penuh"))
    assert full.status is Status.BELUM_LENGKAP


def test_what_is_not_our_authority_never_counts_under_any_policy() -> None:
    values: dict[str, Nilai] = {"penerima.harus.jumlah": Keadaan.BUKAN_KEWENANGAN}
    for policy in ("dikecualikan", "penuh"):
        node = service_index(small_form(), values, method(kebutuhan_nol=policy))
        assert node.status is Status.DIKECUALIKAN
        assert average("U", "U", [node], method(kebutuhan_nol=policy)).status is Status.DIKECUALIKAN


def test_every_number_of_the_tree_can_be_asked_where_from() -> None:
    fixture = next(f for f in FIXTURES["services"] if f["id"] == "N1")
    tree = index_of(fixture, METODE)
    penerima, mutu = tree.anak
    assert penerima.masukan == (("penerima.terlayani.jumlah", 46), ("penerima.harus.jumlah", 50))
    assert (penerima.bobot, mutu.bobot) == (80, 20)
    assert [row.masukan[0][1] for row in mutu.anak] == [46] * 6 + [9, 10]
    assert mutu.anak[-1].dibatasi
    assert tree.nilai == sum((p.nilai or 0) * p.bobot for p in tree.anak) / 100


def test_an_external_value_replaces_the_computation_only_where_the_metode_says_so() -> None:
    eksternal = {
        "kode": "luar",
        "kolom": [{"kode": "nilai", "label": "Nilai", "jenis": "desimal", "desimal": 2}],
        "baris": [{"kode": "indeks", "label": "Indeks", "wajib": False}],
    }
    form = small_form(tabel=[eksternal], indeks={"eksternal": "luar.indeks.nilai"})
    values: dict[str, Nilai] = {"luar.indeks.nilai": 8148}
    outside = method(nilai_eksternal=["UJI"])
    assert service_index(form, values, outside).nilai == Fraction("81.48")
    assert service_index(form, {}, outside).status is Status.BELUM_LENGKAP
    assert service_index(form, values, METODE).cara == "bobot"


def test_the_recap_counts_people_apart_from_other_units_and_never_adds_what_is_unknown() -> None:
    people, houses = (
        small_form(),
        small_form(
            kode="UJI-02",
            tabel=[{"kode": "penerima", "baris": [{"kode": "harus", "satuan": "unit rumah"}]}],
        ),
    )
    unknown = small_form(kode="UJI-03")
    both: dict[str, Nilai] = {"penerima.harus.jumlah": 50, "penerima.terlayani.jumlah": 46}
    only: dict[str, Nilai] = {"penerima.harus.jumlah": 99}
    row = region_row(
        Wilayah("53.03", "Timor Tengah Utara", "TTU", "kabupaten"),
        [people, houses, unknown],
        {"UJI": "Urusan uji"},
        {"UJI-01": both, "UJI-02": both, "UJI-03": only},
        METODE,
    )
    assert row.belum_terlayani == {"orang": 4, "unit rumah": 4}
    assert row.orang_belum_terlayani == 4
    assert row.indeks.status is Status.BELUM_LENGKAP
    assert mean_of_regions([row]) == (None, 0)
