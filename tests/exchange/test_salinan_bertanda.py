"""The copy with marks for the sender: at each cell what is wrong with it, and never a package."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from app.errors import LontarError
from app.exchange import berkas, meta_paket, salinan_bertanda
from app.exchange.putusan import Putusan
from app.store import pertanyaan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import ask
from tests.exchange.contoh_buku import with_openpyxl
from tests.exchange.contoh_silsilah import TERLAYANI, take
from tests.exchange.contoh_ubahan import HARUS, set_visible


@pytest.fixture
def altered():
    """A package whose visible figure of HARUS was changed after it was signed."""
    return contoh.judge(
        with_openpyxl(contoh.package(), lambda book: set_visible(book, HARUS, 4321)),
        "=kiriman aneh.xlsx",
    )


def copy_of(laporan, tmp_path, office=None):
    marks = salinan_bertanda.marks(laporan, office)
    target = tmp_path / salinan_bertanda.file_name(laporan)
    count = salinan_bertanda.save(laporan, marks, target)
    return target, marks, count, openpyxl.load_workbook(BytesIO(target.read_bytes()))


def test_a_changed_cell_is_coloured_and_told_with_both_values(altered, tmp_path):
    assert altered.putusan is Putusan.DATA_BERUBAH
    _target, marks, count, book = copy_of(altered, tmp_path)
    sheet, place = contoh.place_of(*HARUS)
    cell = book[sheet][place]
    assert cell.fill.fgColor.rgb == "FFF6C9C2"
    assert cell.border.left.style == "medium"
    assert "Ditandatangani" in cell.comment.text
    # What stands there is what was signed, not what was found.
    (changed,) = (one for one in marks if one.jenis == "berubah")
    assert f"{cell.value:,}".replace(",", ".") in changed.pesan
    listed = [row for row in book["Temuan"].iter_rows(min_row=4, values_only=True) if row[0]]
    assert len(listed) == len(marks)
    assert f"{sheet}!{place}" in [row[1] for row in listed]
    assert count == len({(one.formulir, one.sel) for one in marks})


def test_it_is_no_package_and_says_so_wherever_it_is_opened(altered, tmp_path):
    target, _marks, _count, book = copy_of(altered, tmp_path)
    assert target.name.startswith("SALINAN-BERTANDA_5301_2026-T3_rev01_")
    assert book.sheetnames[0] == "Temuan"
    assert book["Temuan"]["A1"].value == "SALINAN BERTANDA, BUKAN PAKET"
    assert not {meta_paket.SHEET_DATA, meta_paket.SHEET_META} & set(book.sheetnames)
    for sheet in book.worksheets[1:]:
        assert "BUKAN PAKET" in sheet.oddHeader.center.text
    assert contoh.judge(target.read_bytes()).putusan is Putusan.BUKAN_PAKET


def test_nothing_of_it_is_a_formula_or_leads_outside(altered, tmp_path):
    _target, _marks, _count, book = copy_of(altered, tmp_path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]


def test_what_was_asked_here_stands_at_its_cell(tmp_path):
    with contoh.provinsi(tmp_path / "provinsi") as office:
        take(office, contoh.package())
        ask(office, teks="Mengapa turun dari triwulan lalu?")
        laporan = contoh.judge(contoh.package())
        assert "tanya" not in {one.jenis for one in salinan_bertanda.marks(laporan)}
        _target, marks, _count, book = copy_of(laporan, tmp_path, office)
        (asked,) = (one for one in marks if one.jenis == "tanya")
        assert (asked.formulir, asked.sel) == ("KES-01", TERLAYANI)
        sheet, place = contoh.place_of("KES-01", TERLAYANI)
        assert "Mengapa turun dari triwulan lalu?" in book[sheet][place].comment.text
        assert len(pertanyaan.questions(office)) == 1


def test_a_required_cell_without_an_answer_is_marked_and_so_is_a_finding(tmp_path):
    laporan = contoh.judge(contoh.package())
    assert laporan.sah
    assert laporan.isi is not None
    marks = salinan_bertanda.marks(laporan)
    assert {one.formulir for one in marks if one.jenis == "kosong"} == {"PRK-01"}
    travelled = {(kode, sel) for _, kode, sel, *_ in laporan.isi.temuan}
    assert travelled
    assert travelled == {(one.formulir, one.sel) for one in marks if one.jenis == "temuan"}
    assert "Alasan pengirim: " in next(one.pesan for one in marks if one.jenis == "temuan")
    copy_of(laporan, tmp_path)


def test_nobody_is_told_about_the_cells_of_a_file_that_is_not_believed(tmp_path):
    strange = contoh.judge(contoh.package(), provinsi="Provinsi Lain")
    assert salinan_bertanda.marks(strange) == []
    with pytest.raises(LontarError) as refused:
        salinan_bertanda.save(strange, [], tmp_path / "salinan.xlsx")
    assert refused.value.kode == "salinan_tanpa_tanda"
    assert refused.value.pesan.startswith("Tidak ada yang dapat ditandai pada")
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_nothing_behind(altered, tmp_path, monkeypatch):
    def full(*_given: object) -> None:
        raise LontarError("media_penuh", berkas="x", folder="y")

    monkeypatch.setattr(berkas, "_write_new", full)
    with pytest.raises(LontarError):
        copy_of(altered, tmp_path)
    assert not list(tmp_path.iterdir())
