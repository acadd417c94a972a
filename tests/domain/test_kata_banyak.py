"""Cells that hold several codes, or point to another row, keep one spelling for one meaning."""

from __future__ import annotations

import pytest

from app.domain import kata
from app.domain.kolom import Kolom, Pilihan
from app.domain.register import grown
from tests.forms import berkas

DANA = Kolom(
    kode="dana",
    label="Sumber dana",
    jenis="pilihan_banyak",
    pilihan=[Pilihan(kode="pad", label="PAD"), Pilihan(kode="dau", label="DAU bebas")],
)
LOKASI = Kolom(kode="lokasi", label="Lokasi", jenis="wilayah_banyak")
NAMES = {"53.01": "Kabupaten Kupang", "53.07": "Kabupaten Sikka", "53.71": "Kota Kupang"}
ONE, TWO = "0198c000000070008000000000000001", "0198c000000070008000000000000002"


@pytest.mark.parametrize("typed", ["PAD; DAU bebas", "dau, pad", "pad;dau;pad"])
def test_several_choices_are_kept_in_the_order_of_the_list(typed: str) -> None:
    assert kata.read(DANA, typed) == "pad;dau"
    assert kata.fits(DANA, "pad;dau")
    assert kata.shown(DANA, "pad;dau") == "PAD; DAU bebas"


def test_another_spelling_of_several_choices_does_not_fit() -> None:
    assert [kata.fits(DANA, one) for one in ("dau;pad", "pad;pad", "pad;", "csr")] == [False] * 4


def test_a_foreign_choice_among_several_is_refused() -> None:
    with pytest.raises(kata.WordError) as caught:
        kata.read(DANA, "pad; pajak")
    assert (caught.value.alasan, caught.value.teks) == ("pilihan_asing", "pajak")


def test_the_last_word_of_several_is_completed_beside_the_others() -> None:
    assert kata.meant(DANA, "pad; da") == {"pad;dau": "pad; DAU bebas"}


def test_several_regions_are_read_by_name_or_code() -> None:
    assert kata.read(LOKASI, "Kota Kupang dan Sikka", NAMES) == "53.07;53.71"
    assert kata.read(LOKASI, "53.71, 53.07", NAMES) == "53.07;53.71"
    assert kata.shown(LOKASI, "53.07;53.71", NAMES) == "Kabupaten Sikka; Kota Kupang"
    assert not kata.fits(LOKASI, "53.71;53.07")


def test_a_row_that_follows_another_is_chosen_by_its_name() -> None:
    values = {f"rat.{ONE}.kegiatan": "Pengelolaan KIA", f"rat.{TWO}.kegiatan": "Gizi"}
    form = grown(berkas.published()["F-K05"], values)
    kolom = form.cell(f"rat.{TWO}.ikut").kolom
    assert kata.read(kolom, "1. Pengelolaan") == ONE
    assert kata.shown(kolom, ONE) == "1. Pengelolaan KIA"
    assert kata.fits(kolom, ONE)
    assert not kata.fits(kolom, "1. Pengelolaan KIA")
