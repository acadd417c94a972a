"""Static checks of forms."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from app.domain.bentuk import merge_shape
from app.domain.formulir import canonical, decode, decode_canonical
from app.domain.periksa_formulir import check_form
from app.domain.sel_form import matches
from tests.domain.contoh_formulir import rule, small_form


def test_a_sound_form_has_no_problem() -> None:
    assert check_form(small_form(aturan=[rule()])) == []


def table(**extra: Any) -> dict[str, Any]:
    return {
        "kode": "t",
        "kolom": [{"kode": "x", "label": "X"}],
        "baris": [{"kode": "r", "label": "R"}],
    } | extra


@pytest.mark.parametrize(
    ("extra", "kode", "jalur"),
    [
        ({"kebutuhan": "a.b.c"}, "sel_tidak_ada", "kebutuhan"),
        ({"berlaku": "2026-T9"}, "berlaku_tidak_sah", "berlaku"),
        ({"indeks": {"eksternal": "a.b.c"}}, "sel_tidak_ada", "indeks.eksternal"),
        ({"tabel": [table(tutup=["zz.x"])]}, "sel_tidak_ada", "tabel.t.tutup"),
        ({"tabel": [table(baris=[{"kode": "r"}])]}, "label_kosong", "tabel.t.baris"),
        ({"tabel": [table(baris=[{"kode": "r-1", "label": "R"}])]}, "kode_tidak_sah", "tabel.t"),
        (
            {"tabel": [table(kolom=[{"kode": "x", "label": "X", "hitung": "y +"}])]},
            "rumus_tidak_terbaca",
            "t.r.x",
        ),
        (
            {"tabel": [table(kolom=[{"kode": "x", "label": "X", "hitung": "y"}])]},
            "sel_tidak_ada",
            "t.r.x",
        ),
        (
            {"tabel": [table(kolom=[{"kode": "x", "label": "X", "hitung": "jumlah('q.*.x')"}])]},
            "sel_tidak_ada",
            "t.r.x",
        ),
        (
            {
                "tabel": [
                    table(
                        kolom=[
                            {"kode": "x", "label": "X", "hitung": "y + 1"},
                            {"kode": "y", "label": "Y", "hitung": "x + 1"},
                        ]
                    )
                ]
            },
            "rumus_melingkar",
            "t.r.x",
        ),
        ({"aturan": [rule(tiap="kolom:tidakada")]}, "tiap_tidak_sah", "aturan.U-1"),
        ({"aturan": [rule(syarat="cetak(1)")]}, "rumus_fungsi_tidak_dikenal", "aturan.U-1"),
        ({"aturan": [rule(pesan="{a.b.c}")]}, "sel_tidak_ada", "aturan.U-1"),
        ({"aturan": [rule(sel="a.b.c")]}, "sel_tidak_ada", "aturan.U-1"),
        ({"aturan": [rule(saran="{a.b.c}")]}, "sel_tidak_ada", "aturan.U-1"),
        ({"aturan": [rule(syarat="tetap('q.*.x') < 3")]}, "sel_tidak_ada", "aturan.U-1"),
        ({"aturan": [rule(syarat="latar('cuaca') < 3")]}, "latar_tidak_ada", "aturan.U-1"),
        (
            {
                "kewajaran": {
                    "per_juta_sedikit": 5,
                    "per_juta_banyak": 5,
                    "teks": "Uji.",
                    "keyakinan": "rendah",
                }
            },
            "kewajaran_terbalik",
            "kewajaran",
        ),
    ],
)
def test_each_mistake_is_found_with_its_path(extra: dict[str, Any], kode: str, jalur: str) -> None:
    found = [(problem.kode, problem.jalur) for problem in check_form(small_form(**extra))]
    assert found[:1] == [(kode, jalur)]


def test_twins_are_named() -> None:
    isi = msgspec.to_builtins(small_form())
    isi["tabel"].append(table(baris=[{"kode": "r", "label": "R"}] * 2))
    isi["aturan"] = [rule(), rule()]
    problems = check_form(decode(isi))
    assert [(p.kode, p.isi) for p in problems] == [("kode_ganda", "U-1"), ("kode_ganda", "r")]


def test_an_unknown_field_is_refused_with_its_path() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"warna.*\$\.tabel\[2\]\.kolom\[0\]"):
        small_form(tabel=[table(kolom=[{"kode": "x", "label": "X", "warna": "merah"}])])


def test_the_canonical_spelling_reads_back_the_same() -> None:
    form = small_form(aturan=[rule()])
    assert decode_canonical(canonical(form)) == form
    assert canonical(decode_canonical(canonical(form))) == canonical(form)
    assert b"kata_kunci" not in canonical(form)


def test_a_service_adds_its_facts_to_the_shape() -> None:
    bentuk = {"a": 1, "t": [{"kode": "x", "n": 1, "baris": [{"kode": "r", "s": 1}]}], "l": ["p"]}
    isi = {
        "a": 2,
        "t": [{"kode": "x", "baris": [{"kode": "r", "u": 2}, {"kode": "q"}]}, {"kode": "y"}],
        "l": ["q"],
    }
    assert merge_shape(bentuk, isi) == {
        "a": 2,
        "t": [
            {"kode": "x", "n": 1, "baris": [{"kode": "r", "s": 1, "u": 2}, {"kode": "q"}]},
            {"kode": "y"},
        ],
        "l": ["p", "q"],
    }


@pytest.mark.parametrize("pola", ["*.*.*", "t.*.x", "t.r.*", "*.jumlah.x", "t.r.x", "*.r.tiada"])
@pytest.mark.parametrize("total", [False, True])
def test_a_pattern_names_a_cell_exactly_when_one_of_all_cells_fits(
    pola: str, *, total: bool
) -> None:
    column = {"kode": "x", "label": "X", "total": total}
    form = small_form(tabel=[table(kolom=[column]), table(kode="kosong", baris=[])])
    fits = any(matches(pola, kode) for kode in form.cells)
    assert form.cells.any_like(pola) == fits
    assert not form.cells.any_like(pola.rpartition(".")[0])
    assert not form.cells.any_like(f"kosong{pola.removeprefix('t').removeprefix('*')}")
