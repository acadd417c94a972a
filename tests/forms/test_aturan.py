"""Every rule fires where it should and keeps silent beside it, and says exactly what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.latar import Latar
from app.domain.lembar import evaluate
from app.domain.median import MedianLayanan
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from tests.forms import berkas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.lembar import Hasil
    from app.domain.nilai import Nilai

CASES: list[dict[str, Any]] = [
    case
    for file in sorted(berkas.EXAMPLES_FOLDER.parent.glob("aturan*.toml"))
    for case in berkas.read(file)["kasus"]
]
QUIET = [(case, change) for case in CASES for change in case["diam"]]
SHEETS = ("kini", "lalu", "tahun_lalu")
PERIODE = "2026-T3"
DECLARED = {"nihil": Keadaan.NIHIL, "tidak_dirilis": Keadaan.TIDAK_DIRILIS}


def values(cells: Mapping[str, Any]) -> dict[str, Nilai]:
    """Cells as a case writes them: numbers, texts, "nihil" and others for the declarations."""
    return {sel: DECLARED.get(isi, isi) for sel, isi in cells.items() if isi != "kosong"}


def judge(case: Mapping[str, Any], change: Mapping[str, Any] | None = None) -> Hasil:
    """What the rules say about a case, some of its cells changed."""
    change = change or {}
    now, before, last_year = (
        values({**case.get(sheet, {}), **change.get(sheet, {})}) for sheet in SHEETS
    )
    both = {**case, **change}
    earlier = {Periode.parse(key): values(sel) for key, sel in both.get("riwayat", {}).items()}
    median = MedianLayanan(**both["median"]) if both.get("median") else None
    periode, penduduk = Periode.parse(both.get("periode", PERIODE)), both.get("penduduk", 0) or None
    lain = {
        kode: (berkas.published()[kode], values(isi)) for kode, isi in both.get("lain", {}).items()
    }
    daerah = [{"makro.a02.maret": jumlah} for jumlah in both.get("daerah", [])]
    kabupaten = not both.get("provinsi", False)
    satuan = both.get("satuan", {})
    latar = Latar(
        periode, penduduk, earlier, median, lain, kabupaten, daerah, satuan,
        both.get("semua_daerah", 22),
    )  # fmt: skip
    form = berkas.published()[case["formulir"]]
    return evaluate(form, now, before, last_year, latar)


def told(hasil: Hasil, aturan: str) -> list[tuple[str, str, str]]:
    return [(t.sel, t.pesan, t.saran) for t in hasil.temuan if t.aturan.kode == aturan]


def test_every_rule_of_every_form_has_its_case() -> None:
    # A rule without one asks for a [[kasus]] in aturan.toml, or in the file of its part beside it.
    rules = {rule.kode for form in berkas.published().values() for rule in form.aturan}
    cases = {case["aturan"] for case in CASES}
    assert (rules - cases, cases - rules) == (set(), set())
    alone = [form for form in berkas.published().values() if form.bentuk != "spm"]
    pairs = {(form.kode, rule.kode) for form in alone for rule in form.aturan}
    assert pairs - {(case["formulir"], case["aturan"]) for case in CASES} == set()
    assert all(case["diam"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["aturan"])
def test_a_rule_fires_at_its_cell_in_its_words(case: dict[str, Any]) -> None:
    first = told(judge(case), case["aturan"])[:1]
    assert first == [(case["sel"], case["pesan"], case["saran"])]


@pytest.mark.parametrize(("case", "change"), QUIET, ids=lambda one: one.get("aturan", "diam"))
def test_a_rule_keeps_silent_beside_what_it_is_for(
    case: dict[str, Any], change: dict[str, Any]
) -> None:
    assert told(judge(case, change), case["aturan"]) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["aturan"])
def test_a_reason_is_void_as_soon_as_a_figure_the_rule_looked_at_changes(
    case: dict[str, Any],
) -> None:
    (bound, *_) = [t.terikat for t in judge(case).temuan if t.aturan.kode == case["aturan"]]
    for sheet in SHEETS:
        for sel, isi in case.get(sheet, {}).items():
            if isinstance(isi, int) and sel not in case.get("tak_dilihat", []):
                changed = judge(case, {sheet: {sel: isi + 1}})
                assert bound not in [t.terikat for t in changed.temuan], (sheet, sel)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["aturan"])
def test_no_rule_is_milder_later_in_the_work(case: dict[str, Any]) -> None:
    grave = ("catatan", "peringatan", "penghalang")
    form = berkas.published()[case["formulir"]]
    level = next(rule.tingkat for rule in form.aturan if rule.kode == case["aturan"])
    steps = [grave.index(one) for one in (level.mengisi, level.selesai, level.tanda_tangan)]
    assert steps == sorted(steps)
    assert level.mengisi != "penghalang"


def test_the_plausible_range_of_a_form_says_where_it_comes_from() -> None:
    ranges = {kode: form.kewajaran for kode, form in berkas.services().items() if form.kewajaran}
    assert {kode for kode in ranges if kode.startswith("KES-") and "P" not in kode} == {
        f"KES-{number:02}" for number in range(1, 13)
    }
    for kode, one in ranges.items():
        assert one.teks.endswith("hanya salah ketik yang terjaring."), kode
        assert (one.keyakinan, one.sumber) == ("rendah", ["PENYUSUN"]), kode
