"""What stands around the figures of a recap: native charts, questions and answers, follow-ups."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from app import paths
from app.domain.pertanyaan import JenisTanya
from app.exchange import demo, rekap_bahan, rekap_sekitar, rekap_xlsx, tanya, tindak_lanjut
from app.exchange.tindak_lanjut import Rancangan
from app.store.door import Kunci
from app.store.office import Office
from tests.contoh_demo import BELUM_LENGKAP, LENGKAP, PERIODE, copy_of, now, small_demo

if TYPE_CHECKING:
    from pathlib import Path

ASKED = "Mengapa turun dari triwulan lalu?"
DECIDED = "Data posyandu dilengkapi"


def written(office: Office, target: Path) -> Path:
    bahan = rekap_bahan.gather(office, PERIODE, paths.forms())
    sekitar = rekap_sekitar.gather(office, bahan, paths.forms())
    rekap_xlsx.save(bahan, target, sekitar)
    return target


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> tuple[Path, Path]:
    """The recap of the small demo, before and after a question and a follow-up."""
    place = tmp_path_factory.mktemp("rekap")
    folder = copy_of(small_demo(tmp_path_factory) / demo.PROVINSI, place / "provinsi")
    with Office.open(folder, now) as office:
        before = written(office, place / "kosong.xlsx")
        kunci, sel = Kunci("KES-01", LENGKAP, str(PERIODE)), "penerima.terlayani.jumlah"
        tanya.ask(office, kunci, sel, JenisTanya.TANYA, ASKED, penghalang=True, oleh="Y")
        decided = Rancangan(
            date(2026, 10, 5), "Rapat koordinasi", DECIDED, "Kepala Bidang Kesmas",
            "Dinas Kesehatan", date(2026, 10, 30), 3,
        )  # fmt: skip
        tindak_lanjut.decide(office, decided, [LENGKAP, BELUM_LENGKAP], pelaku="Y")
        return before, written(office, place / "rekap.xlsx")


@pytest.fixture(scope="module")
def book(files):
    return openpyxl.load_workbook(files[1])


def rows(sheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_charts_are_the_programs_own_and_point_at_the_figures_beside_them(files):
    with zipfile.ZipFile(files[1]) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        drawn = [archive.read(name).decode("utf-8") for name in sorted(charts)]
    kinds = [next(k for k in ("barChart", "lineChart") if k in one) for one in drawn]
    assert kinds == ["barChart", "barChart", "lineChart", "barChart"]
    assert all(one.count("Grafik!$") >= 3 for one in drawn)
    assert sum("pattFill" in one for one in drawn) == 2


def test_the_ranking_names_the_provisional_and_those_without_data_apart(book):
    told = rows(book["Grafik"])
    start = next(n for n, row in enumerate(told) if row[0] == "Kabupaten/kota") + 1
    first, second, *others = told[start : start + 22]
    assert first[:2] == ["Kabupaten Timor Tengah Utara", 1]
    assert first[3] is not None
    assert first[4] is None
    assert second[0] == "Kabupaten Sumba Tengah"
    assert (second[1], second[3]) == (None, None)
    assert second[4] is not None
    assert len(others) == 20
    assert all(str(row[0]).endswith("(belum ada data)") for row in others)


def test_the_sheet_of_charts_says_on_how_many_regions_it_rests(book):
    told = rows(book["Grafik"])
    assert str(told[2][0]).startswith("Data dari 2 dari 22 kabupaten/kota, 1 lengkap.")
    trend = next(n for n, row in enumerate(told) if row[0] == "Triwulan")
    quarters = told[trend + 1 : trend + 9]
    assert [row[0] for row in quarters][-1] == "T3 2026"
    assert [row[2] for row in quarters] == ["–"] * 7 + [1]
    assert quarters[0][1] is None


def test_a_question_stands_in_the_recap_with_its_cell_and_state(book):
    head, row = rows(book["Pertanyaan"])[3:5]
    told = dict(zip(head, row, strict=True))
    assert told["Kabupaten/kota"] == "Kabupaten Timor Tengah Utara"
    assert told["Pertanyaan"] == ASKED
    assert told["Menahan tanda tangan"] == "ya"
    assert told["Jawaban"] is None


def test_follow_ups_stand_in_the_recap_with_office_deadline_and_weight(book):
    head, *found = rows(book["Tindak lanjut"])[3:6]
    told = [dict(zip(head, row, strict=True)) for row in found]
    assert [one["Kabupaten/kota"] for one in told] == [
        "Kabupaten Timor Tengah Utara", "Kabupaten Sumba Tengah",
    ]  # fmt: skip
    assert told[0]["Yang dikerjakan"] == DECIDED
    assert (told[0]["OPD"], told[0]["Bobot"]) == ("Dinas Kesehatan", 3)
    assert told[0]["Tenggat"] == "30-10-2026"


def test_a_recap_without_questions_or_follow_ups_says_so(files):
    empty = openpyxl.load_workbook(files[0])
    assert empty["Pertanyaan"]["A4"].value == "Tidak ada pertanyaan untuk triwulan ini."
    assert str(empty["Tindak lanjut"]["A4"].value).startswith("Tidak ada tindak lanjut")
    assert str(empty["Bukti"]["A4"].value).startswith("Tidak ada bukti")
