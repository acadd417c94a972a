"""The method of an office: what is published, with the province's choice."""

from __future__ import annotations

from app import paths
from app.domain.periode import Periode
from app.store import pilihan_metode, pustaka
from app.store.settings import set_setting

T3 = Periode(2026, 3)


def test_without_a_choice_the_published_method_holds(office):
    assert pilihan_metode.chosen(office, paths.forms(), T3) == pustaka.load_metode(paths.forms())


def test_a_choice_changes_that_point_only(office):
    pilihan_metode.choose(office, "penuh")
    published, chosen = (
        pustaka.load_metode(paths.forms()),
        pilihan_metode.chosen(office, paths.forms(), T3),
    )
    assert (published.kebutuhan_nol, chosen.kebutuhan_nol) == ("dikecualikan", "penuh")
    assert (chosen.bobot, chosen.kategori) == (published.bobot, published.kategori)


def test_a_choice_nobody_knows_counts_as_none(office):
    set_setting(office, "metode.kebutuhan_nol", "entah")
    assert pilihan_metode.chosen(office, paths.forms(), T3).kebutuhan_nol == "dikecualikan"


def test_all_three_decisions_are_kept_and_come_back(office):
    wanted = pilihan_metode.Pilihan("penuh", 0, "rerata_layanan")
    pilihan_metode.choose_all(office, wanted)
    assert pilihan_metode.of_method(pilihan_metode.chosen(office, paths.forms(), T3)) == wanted


def test_a_cap_or_mean_nobody_knows_counts_as_none(office):
    set_setting(office, "metode.batas", 70)
    set_setting(office, "metode.daerah", "terserah")
    assert pilihan_metode.chosen(office, paths.forms(), T3) == pustaka.load_metode(paths.forms())
