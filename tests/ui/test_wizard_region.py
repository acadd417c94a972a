"""The region of a new office: found, typed where no list has it yet, or told as not found."""

from __future__ import annotations

import pytest

from app import paths
from app.store import pustaka
from app.teks import t
from app.ui.pages.wizard_region import RegionStep
from app.ui.pages.wizard_steps import Draft
from tests.ui.contoh_jendela import put_on_screen
from tests.ui.contoh_otoritas import sentences


@pytest.fixture
def step(qtbot, tmp_path) -> RegionStep:
    made = RegionStep(Draft(folder=tmp_path), pustaka.load_wilayah(paths.forms()).values())
    put_on_screen(qtbot, made)
    made.enter()
    return made


def test_a_region_that_no_list_has_yet_is_taken_by_its_code_and_name(qtbot, step):
    qtbot.keyClicks(step.filter, "53.22 Kabupaten Contoh Baru")
    assert step.list.currentItem().text() == "Kabupaten Contoh Baru (53.22), wilayah baru"
    assert step.check()
    found = step.draft.wilayah
    assert (found.kode, found.singkat, found.jenis) == ("53.22", "Contoh Baru", "kabupaten")
    assert step.draft.provinsi == "Provinsi Nusa Tenggara Timur"
    step.filter.clear()
    assert step.list.count() == 22


def test_a_region_is_found_by_its_code_too(step):
    step.filter.setText("53.08")
    assert step.list.currentItem().text() == "Kabupaten Ende"


@pytest.mark.parametrize(
    "words",
    ["53.22", "53.22 Contoh Baru", "53.01 Kabupaten Lain", "99.01 Kabupaten Lain",
     "53.22 Kabupaten Ende", "53.22 Kota Contoh", "53.72 Kabupaten Contoh"],
)  # fmt: skip
def test_a_new_region_needs_a_free_code_of_the_province_and_a_new_name(step, words):
    step.filter.setText(words)
    assert step.list.count() == 22


def test_a_name_that_is_no_region_is_told_below_what_was_typed(step):
    step.filter.setText("sika")
    told = t("wisaya.wilayah.tidak_ada", kata="sika")
    assert told in sentences(step)
    assert not step.check()
    assert told in sentences(step)
    step.filter.setText("sikka")
    assert told not in sentences(step)
    assert step.check()


def test_a_code_that_is_being_typed_is_no_mistake_yet(step):
    step.filter.setText("53.22")
    assert t("wisaya.wilayah.tidak_ada", kata="53.22") not in sentences(step)
    assert not step.check()
    assert t("wisaya.wilayah.belum") in sentences(step)
