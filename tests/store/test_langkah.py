"""The list of steps: several are taken back or done again at once, all of them or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.domain.nilai import Keadaan
from app.errors import LontarError
from app.store.riwayat import verify_chain
from app.store.undo import redo_to, steps, undo, undo_label, undo_to
from tests.store.contoh_kantor import ENDE, KUPANG, cell, fill, values

if TYPE_CHECKING:
    from app.store.office import Office


def three(office: Office) -> list[int]:
    return [fill(office, cell(angka), label=f"ketik {angka}").id for angka in (1, 2, 3)]


def shown(office: Office) -> list[tuple[str, bool]]:
    return [(one.label, one.urung) for one in steps(office)]


def test_the_steps_are_listed_newest_first_and_those_taken_back_stay_in_the_list(office: Office):
    three(office)
    undo(office, pelaku="Yosef")
    undo(office, pelaku="Yosef")
    assert shown(office) == [("ketik 3", True), ("ketik 2", True), ("ketik 1", False)]
    told = steps(office)[0]
    assert (told.pelaku, told.jenis, told.sel) == ("Maria", "isi", 1)
    assert re.match(r"2026-09-17T10:32:\d\d", told.waktu)


def test_a_step_is_taken_back_with_all_that_stand_above_it(office: Office) -> None:
    first, second, _ = three(office)
    done = undo_to(office, second, pelaku="Yosef")
    assert [one.label for one in done] == ["ketik 3", "ketik 2"]
    assert list(values(office).values()) == [1]
    assert undo_label(office) == "ketik 1"
    undo_to(office, first, pelaku="Yosef")
    assert values(office) == {}
    assert verify_chain(office).ok


def test_a_step_taken_back_is_done_again_with_all_before_it(office: Office) -> None:
    first, second, third = three(office)
    undo_to(office, first, pelaku="Yosef")
    assert [one.label for one in redo_to(office, second, pelaku="Yosef")] == ["ketik 1", "ketik 2"]
    assert shown(office) == [("ketik 3", True), ("ketik 2", False), ("ketik 1", False)]
    redo_to(office, third, pelaku="Yosef")
    assert list(values(office).values()) == [3]


def test_when_one_of_the_steps_cannot_be_taken_back_none_is(office: Office) -> None:
    first = fill(office, cell(1), label="ketik 1").id
    fill(office, cell(9), jenis="impor", label="impor")
    fill(office, cell(Keadaan.NIHIL, "p.harus.n", periode="2026"), label="nyatakan")
    before = values(office)
    with pytest.raises(LontarError):
        undo_to(office, first, pelaku="Yosef")
    assert values(office) == before


def test_a_step_of_another_region_or_one_that_is_gone_is_named(office: Office) -> None:
    elsewhere = fill(office, cell(1, wilayah=ENDE)).id
    with pytest.raises(LontarError) as refused:
        undo_to(office, elsewhere, pelaku="Yosef", wilayah=KUPANG)
    assert refused.value.pesan == (
        f"Langkah nomor {elsewhere} tidak dapat diurungkan atau diulang lagi."
    )
    assert refused.value.saran == (
        "Lihat daftar langkah yang masih dapat diurungkan dengan Ctrl+Alt+Z atau "
        "`riwayat langkah`, lalu pilih nomor dari daftar itu."
    )
    with pytest.raises(LontarError, match="Langkah nomor 77"):
        redo_to(office, 77, pelaku="Yosef")
