"""The region of a new office: what is found, and what is said when nothing is."""

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
