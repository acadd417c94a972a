"""The recap workbook: what it says, and that its own formulas come to the same numbers."""

from __future__ import annotations

import re
import shutil
import tomllib
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from python_calamine import CalamineWorkbook

from app import paths
from app.domain import pembanding
from app.domain.angka import format_number, round_half_up
from app.domain.indeks import Metode, Status
from app.domain.nilai import Keadaan, Nilai
from app.domain.periode import Periode
from app.domain.rekap import region_row
from app.domain.wilayah import Wilayah
from app.errors import LontarError
from app.exchange import rekap_hitung, rekap_kata, rekap_ulang, rekap_xlsx
from app.exchange.rekap_bahan import Asal, Bahan
from app.store import pustaka
from tests.exchange.contoh_buku import converted, needs_libreoffice

if TYPE_CHECKING:
    from app.domain.formulir import Formulir

URUSAN = {
    "PDK": "Pendidikan", "KES": "Kesehatan", "PUM": "Pekerjaan umum", "PRK": "Perumahan rakyat",
    "TRB": "Trantibum", "SOS": "Sosial",
}  # fmt: skip
WILAYAH = tuple(
    Wilayah(f"53.0{n}", f"Kabupaten Uji {n}", f"Uji {n}", "kabupaten") for n in (1, 2, 3, 4)
)
PERIODE = Periode(2026, 3)
ESPM = [one for one in pustaka.load_forms(paths.forms()).values() if one.urusan == "ESP"]


@pytest.fixture(scope="module")
def forms() -> tuple[Formulir, ...]:
    found = pustaka.load_forms(paths.forms()).values()
    return tuple(
        sorted(
            (one for one in found if one.tingkat == "kabupaten" and one.berindeks),
            key=lambda form: form.urut,
        )
    )


def metode(**changes: object) -> Metode:
    text = (paths.forms() / "metode.toml").read_text(encoding="utf-8")
    return msgspec.convert({**tomllib.loads(text), **changes}, Metode)


def filled(form: Formulir, seed: int) -> dict[str, Nilai]:
    values: dict[str, Nilai] = {}
    for number, (kode, sel) in enumerate(form.cells.items()):
        if sel.wajib:
            values[kode] = 40 + (number * 7 + seed * 13) % 60
    return values


def bahan_of(
    forms: tuple[Formulir, ...], values: dict[str, dict[str, dict[str, Nilai]]], metode: Metode
) -> Bahan:
    rows = {
        wilayah.kode: region_row(wilayah, forms, URUSAN, values[wilayah.kode], metode)
        for wilayah in WILAYAH
        if wilayah.kode in values
    }
    return Bahan(
        periode=PERIODE,
        kantor="Biro Pemerintahan",
        dibuat=datetime(2026, 10, 12, 9, 30, tzinfo=UTC),
        metode=metode,
        urusan=URUSAN,
        forms=forms,
        wilayah=WILAYAH,
        rows=rows,
        values=values,
        asal=tuple(
            Asal(wilayah=satu.kode, berkas="=HYPERLINK(1)", putusan="Sah") for satu in WILAYAH
        ),
        pembanding=pembanding.compare(WILAYAH, rows, values, ESPM, Fraction(1)),
    )


@pytest.fixture(scope="module")
def bahan(forms: tuple[Formulir, ...]) -> Bahan:
    """Three regions send data, one of them not everything, and one sends nothing."""
    values = {f"53.0{n}": {form.kode: filled(form, n) for form in forms} for n in (1, 2, 3)}
    first, second = values["53.01"], values["53.02"]
    first["PRK-01"] = {"penerima.harus.jumlah": Keadaan.NIHIL}
    first["KES-01"]["mutu.m01.dibutuhkan"] = Keadaan.NIHIL
    first["KES-01"]["mutu.m02.dibutuhkan"] = Keadaan.TIDAK_BERLAKU
    first["KES-02"]["penerima.terlayani.jumlah"] = 10**6
    kinds = {"dis": 17, "dis_fisik": 8, "dis_netra": 5, "dis_rungu": 2}
    first["KES-04"] |= {f"penerima.terlayani.{kode}": nilai for kode, nilai in kinds.items()}
    first["KES-03"]["uraian.permasalahan.teks"] = "=1+1\r\n+62 dan @rujukan"
    second["SOS-01"]["penerima.harus.jumlah"] = Keadaan.BUKAN_KEWENANGAN
    second["SOS-02"]["mutu.m01.tersedia"] = Keadaan.BELUM_TERSEDIA
    del second["PDK-01"]["penerima.terlayani.jumlah"]
    return bahan_of(forms, values, metode())


@pytest.fixture(scope="module")
def workbook(bahan: Bahan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rekap") / "rekap.xlsx"
    rekap_xlsx.save(bahan, path)
    return path


def sheet(path: Path, name: str) -> list[list[object]]:
    return [
        list(row)
        for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()
    ]


def test_a_recap_counts_what_was_sent_what_is_complete_and_what_is_missing(bahan, tmp_path):
    found = rekap_xlsx.save(bahan, tmp_path / "rekap.xlsx")

    assert (found.wilayah, found.diterima, found.lengkap) == (4, 3, 2)
    assert (found.belum_lengkap, found.belum_ada) == (1, 1)
    finals = [bahan.rows[kode].indeks.nilai or 0 for kode in ("53.01", "53.03")]
    assert found.rerata == sum(finals, Fraction(0)) / 2


def test_a_long_table_prints_its_beginning_and_stays_whole_in_the_file(bahan, workbook):
    book = openpyxl.load_workbook(workbook)
    data, again = book["Data"], book["Hitung ulang"]
    assert data.print_area == "'Data'!$A$1:$I$27"
    assert data.oddHeader is not None
    assert f"sampai baris 27 dari {format_number(data.max_row)}." in str(data.oddHeader.left.text)
    last = int(again.print_area.split("$")[-1])
    assert again.cell(last + 1, 1).value == "wilayah"
    assert [again.cell(row, 1).value for row in range(1, last + 1)].count("wilayah") == 1
    assert again.max_row > last
    assert not any(book[name].print_area for name in ("Ringkasan", "Indeks", "Sumber"))


def test_the_services_print_on_two_pages_that_keep_each_urusan_whole(bahan, workbook):
    sheet = openpyxl.load_workbook(workbook)["Layanan"]
    heads = [str(cell.value) for cell in sheet[4]]
    (turn,) = (one.id for one in sheet.col_breaks.brk)
    assert (heads[turn - 1][:3], heads[turn][:3]) == ("KES", "PUM")
    assert sheet.page_setup.scale == 84
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup is None or not setup.fitToPage
    assert sheet.print_title_cols == "$A:$B"


def test_the_summary_prints_every_region_and_says_which_sent_nothing(bahan, workbook):
    rows = sheet(workbook, "Ringkasan")
    status = {row[1]: row[2] for row in rows if row[1] in {satu.nama for satu in WILAYAH}}

    assert list(status.values()) == ["lengkap", "belum lengkap", "lengkap", "belum ada data"]
    assert any("3 dari 4" in str(row[1]) for row in rows)
    assert any(
        "dikecualikan" in str(row[0]) or "keluar dari rata-rata" in str(row[0]) for row in rows
    )


def test_people_not_served_stand_before_the_index(workbook):
    header = next(row for row in sheet(workbook, "Ringkasan") if row[0] == "No.")

    assert header.index("Belum terlayani (orang)") < header.index("Indeks")


def test_an_incomplete_region_has_no_index_anywhere_in_the_workbook(bahan, workbook):
    ringkasan = next(row for row in sheet(workbook, "Ringkasan") if row[1] == "Kabupaten Uji 2")
    ulang = next(row for row in sheet(workbook, "Hitung ulang") if row[:2] == ["wilayah", "53.02"])

    assert bahan.rows["53.02"].indeks.status is Status.BELUM_LENGKAP
    assert not isinstance(ringkasan[4], float)
    assert ulang[7] == ""


def test_the_long_table_keeps_numbers_as_numbers_and_says_what_is_empty(workbook):
    rows = sheet(workbook, "Data")
    by_cell = {tuple(row[i] for i in (0, 3, 4)): row for row in rows}

    assert rows[0] == [
        "wilayah",
        "nama",
        "periode",
        "formulir",
        "sel",
        "uraian",
        "satuan",
        "jenis",
        "isi",
    ]
    assert by_cell["53.01", "KES-02", "penerima.terlayani.jumlah"][7:] == ["angka", 10**6]
    assert by_cell["53.01", "PRK-01", "penerima.harus.jumlah"][7:] == ["keadaan", "nihil"]
    assert by_cell["53.02", "PDK-01", "penerima.terlayani.jumlah"][7:] == ["kosong", ""]
    assert by_cell["53.01", "KES-01", "penerima.harus.jumlah"][2] == "2026"
    assert by_cell["53.01", "KES-01", "penerima.terlayani.jumlah"][2] == "2026-T3"


def test_small_counts_of_a_breakdown_are_veiled_and_totals_stay_for_the_index(workbook):
    by_cell = {tuple(row[i] for i in (0, 3, 4)): row for row in sheet(workbook, "Data")}
    served = "penerima.terlayani"
    assert by_cell["53.01", "KES-04", f"{served}.dis_rungu"][7:] == ["disamarkan", "<5"]
    assert by_cell["53.01", "KES-04", f"{served}.dis_fisik"][7:] == ["angka", 8]
    assert by_cell["53.01", "KES-04", f"{served}.jumlah"][7] == "angka"


def test_what_users_wrote_never_becomes_a_formula(workbook, tmp_path):
    shutil.unpack_archive(workbook, tmp_path, "zip")
    parts = {
        file.name: file.read_text(encoding="utf-8")
        for file in (tmp_path / "xl/worksheets").glob("*.xml")
    }
    formulas = {name for name, text in parts.items() if "<f>" in text}

    assert len(formulas) == 1
    assert not list(tmp_path.rglob("externalLink*"))
    assert not any("<hyperlink" in text for text in parts.values())


@pytest.mark.parametrize(
    "changes",
    [
        {"kebutuhan_nol": "penuh"},
        {"batas": 0},
        {"daerah": "rerata_layanan"},
        {"bobot": {"penerima": 50, "mutu": 50}},
        {"nilai_eksternal": ["PDK"]},
    ],
    ids=str,
)
def test_every_choice_of_the_metode_is_recomputed_to_the_same_numbers(bahan, forms, changes):
    values = {kode: dict(regions) for kode, regions in bahan.values.items()}
    values["53.01"]["PDK-01"] = {**values["53.01"]["PDK-01"], "eksternal.indeks.nilai": 7125}
    other = bahan_of(forms, values, metode(**changes))
    plan, results, _ = rekap_xlsx.recompute(other)

    assert [line.program for line in plan.lines] == results


def test_a_figure_that_does_not_recompute_stops_the_recap(bahan, tmp_path):
    row = bahan.rows["53.01"]
    index = structs.replace(row.indeks, nilai=(row.indeks.nilai or 0) + Fraction(1, 1000))
    wrong = structs.replace(row, indeks=index)
    path = tmp_path / "rekap.xlsx"

    with pytest.raises(LontarError) as caught:
        rekap_xlsx.save(replace(bahan, rows={**bahan.rows, "53.01": wrong}), path)

    assert caught.value.kode == "rekap_tidak_cocok"
    assert not path.exists()


def test_a_value_of_the_long_table_that_is_not_what_was_used_stops_the_recap(bahan, tmp_path):
    values = {
        **bahan.values,
        "53.01": {**bahan.values["53.01"], "KES-05": {"penerima.terlayani.jumlah": 1}},
    }

    with pytest.raises(LontarError, match="Hitung"):
        rekap_xlsx.save(replace(bahan, values=values), tmp_path / "rekap.xlsx")


@given(atas=st.integers(-5, 300), bawah=st.integers(0, 300), batas=st.sampled_from([0, 100]))
def test_one_ratio_is_capped_and_leaves_the_mean_without_need(atas, bawah, batas):
    plan = rekap_hitung.Plan((), metode(batas=batas), "tidak dihitung")
    found = rekap_hitung._ratio(atas, bawah, plan)

    if bawah == 0:
        assert found == "tidak dihitung"
    else:
        exact = Fraction(100 * atas, bawah)
        assert found == (min(exact, 100) if batas else exact)


def test_neighbouring_cells_are_one_area_in_a_formula():
    assert rekap_hitung._areas(["H5", "H6", "H7", "H9", "H11", "H12"]) == ["H5:H7", "H9", "H11:H12"]


@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("changes", [{}, {"kebutuhan_nol": "penuh", "batas": 0}], ids=str)
def test_libreoffice_recalculates_every_index_to_the_same_two_decimals(
    bahan, forms, tmp_path, changes
):
    asked = bahan_of(forms, bahan.values, metode(**changes))
    path = tmp_path / "rekap.xlsx"
    rekap_xlsx.save(asked, path)
    damaged = without_cached_results(path, tmp_path)
    rows = sheet(recalculated(damaged, tmp_path), rekap_ulang.NAME)
    lines = [
        row
        for row in rows
        if row[0] in {"provinsi", "wilayah", "urusan", "layanan", "bagian", "baris"}
    ]
    plan, _, _ = rekap_xlsx.recompute(asked)

    assert len(lines) == len(plan.lines)
    for row, line in zip(lines, plan.lines, strict=True):
        if isinstance(line.program, str):
            assert row[7] == line.program, row
        else:
            assert round_half_up(Fraction(str(row[7]))) == round_half_up(line.program), row
        assert row[9] == 0, row


def without_cached_results(path: Path, folder: Path) -> Path:
    """The same workbook with a wrong result stored for every formula."""
    target = folder / "tanpa-hasil.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>-1</v>", data)
            new.writestr(name, data)
    return target


def recalculated(path: Path, folder: Path) -> Path:
    profile = folder / "profil"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
        '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>',
        encoding="utf-8",
    )
    return converted(path, "xlsx", folder / "hasil", profile)


def test_nilai_espm_has_a_sheet_of_its_own_and_touches_no_index(bahan, forms, workbook, tmp_path):
    assert "e-SPM" not in CalamineWorkbook.from_path(str(workbook)).sheet_names
    told = {"nilai.daerah.indeks": 5000, "nilai.daerah.tanggal": "2026-10-05"}
    values = {kode: dict(sheets) for kode, sheets in bahan.values.items()}
    values["53.01"]["ESP-01"] = told
    path = tmp_path / "rekap.xlsx"
    rekap_xlsx.save(bahan_of(forms, values, metode()), path)
    rows = sheet(path, "e-SPM")
    line = next(row for row in rows if row[0] == "53.01")
    index = bahan.rows["53.01"].indeks.final
    assert (line[3], line[5], line[7]) == (50, "di luar batas", "5 Oktober 2026")
    assert round_half_up(Fraction(str(line[4]))) == round_half_up(50 - index)
    silent = next(row for row in rows if row[0] == "53.04")
    assert silent[2:6] == ["–", "–", "–", "belum dilaporkan"]
    for name in ("Ringkasan", "Indeks", "Data", rekap_ulang.NAME):
        assert sheet(path, name) == sheet(workbook, name)


@pytest.mark.parametrize(
    ("points", "told"),
    [("0.004", "0,00"), ("-0.004", "0,00"), ("0.005", "+0,01"), ("-0.005", "-0,01")],
)
def test_points_that_round_to_nothing_carry_no_sign(points, told):
    assert rekap_kata.signed(Fraction(points)) == told
