"""Who initials and signs: kept in order, printed on a sheet of its own, for the own region only."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from app.errors import LontarError
from app.exchange import demo, paraf_kantor
from app.exchange.laporan import daftar
from app.exchange.paraf_kantor import MAX_HURUF, MAX_PEJABAT, Pejabat
from app.store.office import Office
from tests import contoh_demo
from tests.contoh_demo import LENGKAP, PERIODE, now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTED = (
    Pejabat("Kepala Bagian Pemerintahan", "Contoh Satu", "19800101 200501 1 001"),
    Pejabat("Sekretaris Daerah"),
    Pejabat("Bupati", "Contoh Tiga"),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


@pytest.fixture
def office(small: Path, tmp_path: Path) -> Iterator[Office]:
    with Office.open(
        contoh_demo.copy_of(small / demo.KANTOR / LENGKAP, tmp_path / "k"), now
    ) as one:
        yield one


def workbook(office: Office, tmp_path: Path, wilayah: str = LENGKAP) -> CalamineWorkbook:
    target = tmp_path / "lkpj.xlsx"
    daftar.find(office, "lkpj").prepare(office, PERIODE, wilayah)(target)
    return CalamineWorkbook.from_path(str(target))


def test_the_list_is_kept_in_order_without_empty_lines(office: Office):
    assert paraf_kantor.of_office(office) == ()
    told = [LISTED[0], Pejabat(" "), LISTED[1]._replace(jabatan=" Sekretaris  Daerah ")]
    assert paraf_kantor.choose(office, told) == LISTED[:2]
    assert paraf_kantor.of_office(office) == LISTED[:2]
    paraf_kantor.choose(office, ())
    assert paraf_kantor.of_office(office) == ()


@pytest.mark.parametrize(
    ("listed", "kode"),
    [
        ([Pejabat("Kepala")] * (MAX_PEJABAT + 1), "paraf_banyak"),
        ([Pejabat("", "Contoh")], "paraf_tanpa_jabatan"),
        ([Pejabat("", "", "1980")], "paraf_tanpa_jabatan"),
        ([Pejabat("x" * (MAX_HURUF + 1))], "paraf_panjang"),
    ],
)
def test_a_list_that_cannot_be_kept_is_refused_with_words(office: Office, listed, kode):
    with pytest.raises(LontarError) as caught:
        paraf_kantor.choose(office, listed)
    assert (caught.value.kode, bool(str(caught.value))) == (kode, True)
    assert paraf_kantor.of_office(office) == ()


def test_the_usual_order_ends_with_the_head_of_the_region(small: Path, office: Office, tmp_path):
    assert paraf_kantor.usual(office)[-1].jabatan == "Bupati"
    with Office.open(contoh_demo.copy_of(small / demo.PROVINSI, tmp_path / "p"), now) as province:
        named = [one.jabatan for one in paraf_kantor.usual(province)]
    assert (named[0], named[2:]) == ("Kepala Biro Pemerintahan", ["Sekretaris Daerah", "Gubernur"])


def test_a_workbook_ends_with_the_sheet_and_is_signed_by_the_last(office: Office, tmp_path: Path):
    before = workbook(office, tmp_path)
    assert before.sheet_names[-1] == "L5"
    paraf_kantor.choose(office, LISTED)
    book = workbook(office, tmp_path)
    assert book.sheet_names == [*before.sheet_names, "Paraf"]
    rows = book.get_sheet_by_name("Paraf").to_python()
    numbered = [row for row in rows if isinstance(row[0], float)]
    assert [(row[1], row[3]) for row in numbered] == [
        ("Kepala Bagian Pemerintahan", "Paraf"),
        ("Sekretaris Daerah", "Paraf"),
        ("Bupati", "Tanda tangan"),
    ]
    assert "Contoh Satu\nNIP 19800101 200501 1 001" in str(numbered[0][2])
    assert "(…" in str(numbered[1][2])
    below = [cell for row in rows[rows.index(numbered[-1]) + 1 :] for cell in row if cell]
    assert below[-2:] == ["Bupati", "Contoh Tiga"]


def test_a_document_ends_with_the_sheet(office: Office, tmp_path: Path):
    import docx

    paraf_kantor.choose(office, LISTED)
    target = tmp_path / "spm.docx"
    daftar.find(office, "laporan-spm").prepare(office, PERIODE, LENGKAP)(target)
    book = docx.Document(BytesIO(target.read_bytes()))
    cells = [[cell.text for cell in row.cells] for row in book.tables[-1].rows]
    assert [row[1] for row in cells[1:]] == [one.jabatan for one in LISTED]
    assert not any(cell.strip("\u00a0") for row in cells[1:] for cell in row[4:])
    assert "Lembar paraf dan tanda tangan" in [one.text for one in book.paragraphs]


def test_a_report_about_another_region_is_not_initialled_here(small: Path, tmp_path: Path):
    with Office.open(contoh_demo.copy_of(small / demo.PROVINSI, tmp_path / "p"), now) as province:
        paraf_kantor.choose(province, paraf_kantor.usual(province))
        assert workbook(province, tmp_path, LENGKAP).sheet_names[-1] == "L5"
        assert workbook(province, tmp_path, "53").sheet_names[-1] == "Paraf"
