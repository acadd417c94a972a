"""The region of an office that is set up: a new one, which no list has yet, is typed."""

from __future__ import annotations

import pytest

from app import paths
from app.store import pustaka
from app.ui.pages.wizard_region import RegionStep
from app.ui.pages.wizard_steps import Draft


@pytest.fixture
def step(qtbot) -> RegionStep:
    made = RegionStep(Draft(), pustaka.load_wilayah(paths.forms()).values())
    qtbot.addWidget(made)
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
