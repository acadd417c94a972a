"""Only figures that something hangs on are asked for again, and once for each value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.indeks import Simpul, Status
from app.domain.ketik_ulang import Pembanding, Sebab, asked, waiting
from app.domain.nilai import Keadaan
from tests.domain.contoh_formulir import small_form

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

HARUS, TERLAYANI = "penerima.harus.jumlah", "penerima.terlayani.jumlah"
PAGU = "anggaran.semua.pagu"
MONEY: dict[str, Any] = {
    "kode": "anggaran",
    "kolom": [{"kode": "pagu", "label": "Pagu", "jenis": "rupiah"}],
    "baris": [{"kode": "semua", "label": "Semua"}],
}
NONE = Pembanding({}, {})


def index_of(*cells: str) -> Simpul:
    pair = tuple((one, 1) for one in cells)
    leaf = Simpul("p", "p", "rasio", Status.LENGKAP, None, masukan=pair)
    return Simpul("UJI-01", "Uji", "bobot", Status.LENGKAP, None, (leaf,))


def why(
    values: dict[str, Nilai], pembanding: Pembanding = NONE, indeks: Simpul | None = None
) -> dict[str, tuple[Sebab, ...]]:
    form = small_form(tabel=[MONEY])
    return {one.sel.kode: one.sebab for one in asked(form, values, pembanding, indeks)}


def test_money_and_what_feeds_the_index_is_asked_for_in_the_order_of_the_form() -> None:
    values: dict[str, Nilai] = {PAGU: 5_000_000, TERLAYANI: 80, HARUS: 100, "penerima.harus.l": 40}
    assert why(values) == {PAGU: (Sebab.UANG,)}
    found = why(values, indeks=index_of(TERLAYANI, HARUS))
    assert list(found.items()) == [
        (HARUS, (Sebab.INDEKS,)),
        (TERLAYANI, (Sebab.INDEKS,)),
        (PAGU, (Sebab.UANG,)),
    ]


def test_a_figure_that_changed_by_more_than_a_quarter_is_asked_for() -> None:
    sel = "penerima.harus.l"
    for before, now, there in ((100, 125, False), (100, 126, True), (100, 74, True), (0, 1, True)):
        found = why({sel: now}, Pembanding({sel: before}, {}))
        assert (sel in found) is there, (before, now)
    # Last year says more than the last quarter: figures grow within a year.
    assert why({sel: 100}, Pembanding({sel: 100}, {sel: 50})) == {}
    assert why({sel: 100}, Pembanding({}, {sel: 50})) == {sel: (Sebab.BERUBAH,)}


def test_what_is_computed_declared_or_empty_is_not_asked_for() -> None:
    cells = ("penerima.belum.jumlah", HARUS, TERLAYANI)
    values: dict[str, Nilai] = {HARUS: Keadaan.NIHIL, "penerima.belum.jumlah": 5}
    assert why(values, indeks=index_of(*cells)) == {}


def test_what_was_typed_again_waits_once_more_when_it_changes() -> None:
    form = small_form(tabel=[MONEY])
    found = asked(form, {PAGU: 7}, NONE, None)
    assert waiting(found, {}) == found
    assert waiting(found, {PAGU: 7}) == []
    assert waiting(found, {PAGU: 6}) == found
