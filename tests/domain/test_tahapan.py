"""The four stages of a service: what is filled, zero and empty, and what is late."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain import tahapan
from app.domain.nilai import Keadaan
from app.domain.tahapan import Keterisian
from tests.forms import berkas

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

FORM = berkas.published()["KES-02"]
ROWS = [baris.kode for baris in FORM.tables["mutu"].baris]
ROW = "0198a000000070008000000000000001"


def stage_one() -> dict[str, Nilai]:
    filled: dict[str, Nilai] = {f"mutu.{row}.dibutuhkan": 10 for row in ROWS}
    filled["penerima.harus.jumlah"] = 500
    return filled | {
        "pendataan.sumber.isi": "e-Kohort",
        "pendataan.tanggal.isi": "2026-01-10",
        "pendataan.by_name.isi": "ya",
    }


def test_an_empty_service_is_empty_in_every_stage() -> None:
    found = tahapan.stages(FORM, {})
    assert [found[n].keadaan for n in tahapan.TAHAP] == ["kosong"] * 4
    assert found[1].kosong == len(ROWS) + 1 + 3
    assert found[3] == Keterisian(kosong=1)


def test_the_first_stage_is_complete_with_targets_needs_and_their_source() -> None:
    found = tahapan.stages(FORM, stage_one())
    assert found[1].keadaan == "lengkap"
    assert found[2].keadaan == "kosong"


def test_zero_and_not_yet_known_are_told_apart_from_an_answer() -> None:
    filled = stage_one() | {"penerima.harus.jumlah": 0}
    assert tahapan.stages(FORM, filled)[1].keadaan == "nol"
    filled["penerima.harus.jumlah"] = Keadaan.BELUM_TERSEDIA
    assert tahapan.stages(FORM, filled)[1].keadaan == "sebagian"


def test_a_row_nobody_needs_expects_nothing_more() -> None:
    first = ROWS[0]
    before = tahapan.stages(FORM, stage_one())[2].kosong
    filled = stage_one() | {f"mutu.{first}.dibutuhkan": Keadaan.NIHIL}
    assert tahapan.stages(FORM, filled)[2].kosong == before - 2


def test_a_plan_expects_what_each_of_its_rows_requires() -> None:
    filled: dict[str, Nilai] = {f"rencana.{ROW}.sub_kegiatan": "Kelas ibu"}
    found = tahapan.stages(FORM, filled)
    assert found[3] == Keterisian(terisi=1, kosong=2)
    filled |= {f"rencana.{ROW}.pagu": 0, f"rencana.{ROW}.dana": "dau"}
    assert tahapan.stages(FORM, filled)[3].keadaan == "nol"


def test_a_service_nobody_needs_is_complete() -> None:
    found = tahapan.stages(FORM, {"penerima.harus.jumlah": Keadaan.NIHIL})
    assert {one.keadaan for one in found.values()} == {"lengkap"}


def test_a_problem_is_late_the_day_after_its_day_unless_it_is_solved() -> None:
    place = f"masalah.{ROW}"
    told = "Tenaga kesehatan pada beberapa puskesmas belum memenuhi jumlah menurut beban kerja"
    filled: dict[str, Nilai] = {f"{place}.uraian": told, f"{place}.tenggat": "2026-03-31"}
    assert tahapan.overdue(FORM, filled, date(2026, 3, 31)) == []
    late = tahapan.overdue(FORM, filled, date(2026, 4, 1))
    assert [(one.sel, one.uraian) for one in late] == [(f"{place}.tenggat", told)]
    filled[f"{place}.status"] = "selesai"
    assert tahapan.overdue(FORM, filled, date(2026, 4, 1)) == []
