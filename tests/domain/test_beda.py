"""The difference before accepting: applied to the old it gives the new; its effect."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.akibat import Dasar, Peringkat, effect
from app.domain.beda import (
    BedaSel,
    JenisBeda,
    applied,
    biggest_first,
    cells,
    counted,
    difference,
)
from app.domain.nilai import Keadaan, Nilai
from tests.exchange import contoh_paket as contoh

REGION = contoh.full_acuan().wilayah[contoh.KUPANG]
FORMS = [contoh.full_acuan().forms[kode, 1] for kode in ("KES-01", "KES-02", "SOS-04")]
PLACES = [(f.kode, sel) for f in FORMS for sel, cell in f.cells.items() if cell.editable][:60]
HARUS, TERLAYANI = "penerima.harus.jumlah", "penerima.terlayani.jumlah"

values = st.one_of(st.integers(0, 3), st.sampled_from(Keadaan), st.sampled_from(["a", "b"]))
sheets = st.dictionaries(st.sampled_from(PLACES), values, max_size=12).map(
    lambda flat: {
        kode: cells
        for form in FORMS
        for kode in (form.kode,)
        if (cells := {sel: isi for (one, sel), isi in flat.items() if one == kode})
    }
)


@given(sheets, sheets)
def test_the_difference_applied_to_the_old_gives_the_new(old, new):
    changes = difference(FORMS, old, new)
    each = cells(changes)
    assert applied(old, changes) == new
    assert all(one.lama != one.baru for one in each)
    assert (changes == []) == (each == []) == (old == new)
    numbers = Counter((one.formulir, one.jenis) for one in each)
    told = counted(changes)
    assert {(kode, kind): n for kode in told for kind, n in told[kode].items() if n} == numbers
    back = difference(FORMS, new, old)
    assert applied(new, back) == old
    assert [(one.formulir, one.sel, one.baru, one.lama) for one in cells(back)] == each


@given(sheets, sheets)
def test_ordering_by_size_keeps_every_change(old, new):
    changes = cells(difference(FORMS, old, new))
    ordered = biggest_first(changes)
    assert sorted(map(repr, ordered)) == sorted(map(repr, changes))
    shares = [abs(one.persen) for one in ordered if one.persen is not None]
    assert shares == sorted(shares, reverse=True)


def test_what_is_not_in_question_stays_as_it_is():
    old = {"KES-01": {HARUS: 5}, "SOS-04": {HARUS: 7}}
    changes = difference(FORMS[:1], old, {})
    assert cells(changes) == [BedaSel("KES-01", HARUS, 5, None)]
    assert applied(old, changes) == {"SOS-04": {HARUS: 7}}


def test_a_cell_held_that_its_form_does_not_know_stays_as_it_is():
    old: dict[str, dict[str, Nilai]] = {"KES-01": {HARUS: 5, "dahulu.ada.jumlah": 9}}
    changes = difference(FORMS[:1], old, {"KES-01": {TERLAYANI: 4}})
    assert [(one.sel, one.jenis) for one in cells(changes)] == [
        (HARUS, JenisBeda.DIKOSONGKAN),
        (TERLAYANI, JenisBeda.BERTAMBAH),
    ]
    assert applied(old, changes) == {"KES-01": {"dahulu.ada.jumlah": 9, TERLAYANI: 4}}


def test_zero_empty_and_every_declaration_are_different():
    states = [None, 0, *Keadaan]
    for lama in states:
        for baru in states:
            old, new = ({"KES-01": {HARUS: one}} if one is not None else {} for one in (lama, baru))
            assert len(difference(FORMS, old, new)) == (lama is not baru)


def test_percentages_are_told_only_between_numbers():
    def of(lama, baru):
        return BedaSel("KES-01", HARUS, lama, baru)

    assert of(8, 6).persen == Fraction(-25)
    assert of(3, 4).persen == Fraction(100, 3)
    assert [of(0, 4).persen, of(Keadaan.NIHIL, 4).persen, of(None, 4).persen] == [None] * 3
    assert [of(None, 1).jenis, of(1, None).jenis, of(1, Keadaan.NIHIL).jenis] == [
        JenisBeda.BERTAMBAH,
        JenisBeda.DIKOSONGKAN,
        JenisBeda.BERUBAH,
    ]
    few, many, gone, words = of(100, 101), of(100, 900), of(100, None), of("a", "b")
    assert biggest_first([few, words, many, gone]) == [gone, many, few, words]


def filled(served: int) -> dict[str, dict[str, Nilai]]:
    return {form.kode: {HARUS: 100, TERLAYANI: served} for form in FORMS}


def test_the_effect_names_index_rank_and_people_before_and_after():
    full = contoh.full_acuan()
    urusan = {kode: full.urusan[kode] for kode in ("KES", "SOS")}
    others = {"53.02": Fraction(90), "53.03": Fraction(60), "53.04": Fraction(50)}
    measured = [form for form in FORMS if form.indeks.bagian]
    alone = {
        form.kode: {
            cell: 100
            for part in form.indeks.bagian
            for pair in form.index_pairs[part.kode]
            for cell in pair
        }
        for form in measured
    }
    before = {kode: dict(cells, **{TERLAYANI: 50}) for kode, cells in alone.items()}
    dasar = Dasar(REGION, measured, urusan, full.metode, others)
    found = effect(dasar, before, alone)
    assert found.sebelum is not None
    finals = found.sebelum.indeks.final, found.sesudah.indeks.final
    assert finals == (Fraction(60), Fraction(100))
    assert (found.peringkat_sebelum, found.peringkat_sesudah) == (Peringkat(2, 4), Peringkat(1, 4))
    moved = [
        (one.kode, one.sebelum and one.sebelum.final, one.sesudah.final) for one in found.urusan
    ]
    assert moved == [("KES", Fraction(60), Fraction(100)), ("SOS", Fraction(60), Fraction(100))]
    assert found.belum == {"orang": (150, 0)}


def test_a_first_package_has_nothing_before_and_an_incomplete_region_has_no_rank():
    full = contoh.full_acuan()
    dasar = Dasar(REGION, FORMS, {"KES": "Kesehatan", "SOS": "Sosial"}, full.metode, {})
    found = effect(dasar, None, filled(80))
    assert (found.sebelum, found.peringkat_sebelum, found.peringkat_sesudah) == (None, None, None)
    assert found.belum == {"orang": (None, 60)}
    assert [one.sebelum for one in found.urusan] == [None, None]
