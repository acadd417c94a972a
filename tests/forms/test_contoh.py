"""Every form has a filled example, worked out beforehand without this program."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.domain.angka import format_index
from app.domain.indeks import Simpul, Status, kategori, service_index
from app.domain.lembar import evaluate
from app.domain.nilai import Keadaan, as_number
from app.domain.periode import Periode
from app.domain.register import grown
from tests.forms import berkas

every_example = pytest.mark.parametrize("kode", berkas.EXAMPLES)
EXTERNAL = [kode for kode in berkas.EXAMPLES if "eksternal" in berkas.example(kode)["indeks"]]


def part(node: Simpul, kode: str) -> Fraction | None:
    return next(child.nilai for child in node.anak if child.kode == kode)


def test_every_form_has_an_example() -> None:
    assert set(berkas.EXAMPLES) == set(berkas.services())


@every_example
def test_an_example_fills_only_cells_that_a_person_can_fill(kode: str) -> None:
    form, contoh = berkas.published()[kode], berkas.example(kode)
    filled = berkas.values(contoh)
    assert contoh["formulir"] == kode
    assert Periode.parse(form.berlaku) < Periode.parse(contoh["periode"])
    cells = {sel: form.find(sel) for sel in filled}
    assert [sel for sel, cell in cells.items() if cell is None or not cell.editable] == []


@every_example
def test_computed_cells_are_as_worked_out_by_hand(kode: str) -> None:
    contoh = berkas.example(kode)
    filled = berkas.values(contoh)
    form = grown(berkas.published()[kode], filled)
    found = evaluate(form, filled).computed
    assert berkas.printed(form, found, contoh["harapan"]) == berkas.cells(contoh["harapan"])


@every_example
def test_what_is_needed_in_stage_two_is_what_was_stated_in_a_and_b(kode: str) -> None:
    form, filled = berkas.published()[kode], berkas.values(berkas.example(kode))
    found = evaluate(form, filled).computed
    rows = {baris.kode for baris in form.tables["mutu"].baris}
    assert {baris.kode for baris in form.tables["kebutuhan"].baris} == rows | {"penerima"}
    for row in rows:
        need = as_number(filled.get(f"mutu.{row}.dibutuhkan"))
        assert found.get(f"kebutuhan.{row}.dibutuhkan") == need
    need = as_number(filled.get("penerima.harus.jumlah"))
    assert found.get("kebutuhan.penerima.dibutuhkan") == need


@every_example
def test_an_example_is_complete_and_has_the_findings_it_names(kode: str) -> None:
    form, contoh = berkas.published()[kode], berkas.example(kode)
    hasil = evaluate(form, berkas.values(contoh))
    assert hasil.kelengkapan.kosong == ()
    assert [f"{temuan.aturan.kode} {temuan.sel}" for temuan in hasil.temuan] == contoh["temuan"]


@every_example
def test_the_index_is_as_worked_out_by_hand(kode: str) -> None:
    form, contoh, metode = berkas.published()[kode], berkas.example(kode), berkas.metode()
    expected = contoh["indeks"]
    node = service_index(form, berkas.values(contoh), metode)
    if "keadaan" in expected:
        assert (node.status, node.final) == (Status(expected["keadaan"]), None)
        return
    assert node.final is not None
    assert format_index(node.final) == expected["nilai"]
    assert kategori(node.final, metode) == expected["kategori"]
    for bagian in ("penerima", "mutu"):
        assert format_index(part(node, bagian) or Fraction(0)) == expected[bagian]


@pytest.mark.parametrize("kode", EXTERNAL)
def test_the_value_of_rapor_pendidikan_replaces_the_index_when_the_metode_says_so(
    kode: str,
) -> None:
    form, contoh = berkas.published()[kode], berkas.example(kode)
    metode = berkas.metode(nilai_eksternal=["PDK"])
    node = service_index(form, berkas.values(contoh), metode)
    assert node.final is not None
    assert format_index(node.final) == contoh["indeks"]["eksternal"]


def test_only_the_three_education_services_of_a_kabupaten_take_an_outside_value() -> None:
    assert EXTERNAL == ["PDK-01", "PDK-02", "PDK-03"]
    outside = [kode for kode, form in berkas.services().items() if form.indeks.eksternal]
    assert sorted(outside) == EXTERNAL


@pytest.mark.parametrize(
    ("kode", "sel", "nilai", "aturan"),
    [
        ("KES-01", "mutu.m02.dibutuhkan", 7650 * 90 - 1, "KES-01-R1"),
        ("PDK-02", "penerima.harus_sd.jumlah", 48200, "PDK-02-R1"),
        ("PDK-02", "penerima.terlayani_smp.l", 46310, "PDK-02-R2"),
        ("PDK-01", "eksternal.indeks.nilai", 10001, "PDK-01-R1"),
        ("PUM-01", "penerima.terlayani_bjp.jumlah", 17161, "PUM-01-R1"),
        ("PUM-02", "penerima.harus_s_aman.jumlah", 61300, "PUM-02-R1"),
        ("PUM-02", "penerima.terlayani_t_aman.jumlah", 47900, "PUM-02-R2"),
        ("SOS-01", "mutu.m01.dibutuhkan", 179, "SOS-01-R1"),
        ("SOS-P03", "mutu.m05.dibutuhkan", 139, "SOS-P03-R1"),
    ],
)
def test_a_rule_of_one_service_sees_the_slip_it_was_written_for(
    kode: str, sel: str, nilai: int, aturan: str
) -> None:
    form, filled = berkas.published()[kode], berkas.values(berkas.example(kode))
    before = {temuan.aturan.kode for temuan in evaluate(form, filled).temuan}
    after = {temuan.aturan.kode for temuan in evaluate(form, filled | {sel: nilai}).temuan}
    assert aturan not in before
    assert aturan in after


def test_an_item_nobody_needs_leaves_the_mean_of_the_mutu_rows() -> None:
    form, filled = berkas.published()["SOS-P02"], berkas.values(berkas.example("SOS-P02"))
    weak_rows = {f"mutu.{row}.dibutuhkan": Keadaan.NIHIL for row in ("m07", "m08")}
    node = service_index(form, filled | weak_rows, berkas.metode())
    assert node.final == 100
