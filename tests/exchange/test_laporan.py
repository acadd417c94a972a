"""Reports of a region: what they say is what the office holds, and what is missing is said."""

from __future__ import annotations

import re
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from app import paths
from app.domain import tahapan
from app.domain.nilai import Keadaan
from app.errors import LontarError
from app.exchange import bahan_lkpj, cetak_berkas, demo, rekap_bahan
from app.exchange.laporan import bahan, daftar, dokumen, espm, laporan_spm, lkpj
from app.exchange.laporan.dasar_hukum import regulations
from app.exchange.laporan.naskah import Judul, Naskah
from app.store.door import CellWrite, write
from app.store.office import Office
from app.teks import t
from tests import contoh_demo
from tests.contoh_demo import BELUM_MENGIRIM, LENGKAP, PERIODE, now

if TYPE_CHECKING:
    from app.domain.cetak_rupa import Isi

NIHIL_FORM = "KES-02"
RULES = r"(UU|PP|Perpres|Inpres|Permen\w*|Kepmen\w*|Pergub|Perda) "
BLOCK = ["Input", "Output", "Outcome"]


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A province and one kabupaten in which a few cells are known by heart."""
    small = contoh_demo.small_demo(tmp_path_factory)
    place = tmp_path_factory.mktemp("laporan")
    province = contoh_demo.copy_of(small / demo.PROVINSI, place / "provinsi")
    region = contoh_demo.copy_of(small / demo.KANTOR / LENGKAP, place / "kabupaten")
    with Office.open(region, now) as office:
        year, quarter = str(PERIODE.tahunan), str(PERIODE)
        cells = [
            CellWrite("KES-01", LENGKAP, year, "penerima.harus.jumlah", 2000),
            CellWrite("KES-01", LENGKAP, quarter, "penerima.terlayani.jumlah", 1234),
            CellWrite("KES-01", LENGKAP, quarter, "uraian.permasalahan.teks", "=1+1 jalan rusak"),
            CellWrite(NIHIL_FORM, LENGKAP, year, "penerima.harus.jumlah", Keadaan.NIHIL),
        ]
        write(office, cells, jenis="ketik", label="uji", pelaku="uji")
    return province, region


@pytest.fixture(scope="module")
def own(places):
    with Office.open(places[1], now) as office:
        bacaan = bahan.read(office, PERIODE, [LENGKAP], paths.forms())
    return bacaan.of_region(bacaan.wilayah[0])


@pytest.fixture(scope="module")
def tables(places, own):
    """The tables of LKPJ of an office that has written nothing down for it."""
    with Office.open(places[1], now) as office:
        return lkpj.sheets(own, bahan_lkpj.gather(office, PERIODE, LENGKAP))


def row_of(sheet, title):
    return next(row for row in sheet.baris if row[2] == title)


def title_of(own, kode):
    return next(one.form.judul for one in own.layanan if one.form.kode == kode)


def test_the_entry_sheet_has_the_three_sections_and_every_service(own):
    sheets = espm.sheets(own)
    assert [sheet.nama[0] for sheet in sheets] == ["A", "B", "C", "D", "E"]
    services = [row for row in sheets[0].baris if isinstance(row[0], int)]
    assert len(services) == len(own.layanan)


def test_the_entry_sheet_counts_who_is_not_served_and_never_guesses(own):
    penerima = espm.sheets(own)[0]
    row = row_of(penerima, title_of(own, "KES-01"))
    assert row[4] == 2000
    assert row[-3:] == (1234, 766, Fraction(6170, 100))
    nihil = row_of(penerima, title_of(own, NIHIL_FORM))
    assert nihil[4] == "Nihil"
    assert nihil[-1] is None


def test_quarters_so_far_stand_side_by_side(own):
    heads = espm.sheets(own)[0].kepala[0]
    assert [head for head in heads if head.startswith("s.d.")] == [
        "s.d. TW 1", "s.d. TW 2", "s.d. TW 3",
    ]  # fmt: skip


def test_the_entry_sheet_has_the_problems_and_the_four_stages_espm_asks_for(own):
    problems, stages = espm.sheets(own)[3:]
    row = row_of_service(problems, title_of(own, "KES-01"))
    assert row[2] == "=1+1 jalan rusak"
    services = [row for row in stages.baris if isinstance(row[0], int)]
    assert [row[1] for row in services] == [one.form.judul for one in own.layanan]
    nihil = row_of_service(stages, title_of(own, NIHIL_FORM))
    assert nihil[2:] == ("lengkap",) * 4
    for row, layanan in zip(services, own.layanan, strict=True):
        found = tahapan.stages(layanan.form, layanan.kini.values)
        for said, isian in zip(row[2:], found.values(), strict=True):
            assert (f", {isian.kosong} sel kosong" in str(said)) == bool(isian.kosong)


def row_of_service(sheet, title):
    return next(row for row in sheet.baris if row[1] == title)


def test_known_codes_of_espm_stand_beside_their_rows(own):
    codes = [row[1] for row in espm.sheets(own)[1].baris if row[1]]
    assert codes
    assert all(str(code).startswith("KID") for code in codes)


def test_lkpj_prints_two_numbers_before_a_percentage(own, tables):
    first = tables[0]
    row = next(row for row in first.baris if row[2] == title_of(own, "KES-01"))
    assert row[5] == "1.234 dari 2.000 orang (61,70\u00a0%)"
    nihil = next(row for row in first.baris if row[2] == title_of(own, NIHIL_FORM))
    assert nihil[5] == "Nihil"


def test_lkpj_has_its_five_tables_with_printed_heads(tables):
    assert [sheet.nama for sheet in tables] == ["L1", "L2", "L3", "L4", "L5"]
    assert tables[0].kepala[0][4:6] == ("Target 2026", "Realisasi 2026")
    assert tables[4].kepala[0][1] == "Rekomendasi DPRD Tahun 2025"


def test_the_policies_of_an_urusan_are_the_regulations_of_all_its_planned_services(own, tables):
    sheet = tables[1]
    told = [str(row[1]) for row in sheet.baris if row[1] is not None]
    planned = [
        [one for one in own.of_urusan(kode) if any(lkpj.plans(own, one))] for kode in own.urusan
    ]
    several = [some for some in planned if len(some) > 1]
    assert several, "the example has no urusan with plans for two services"
    for cell, some in zip(told, filter(None, planned), strict=True):
        cited = {one.teks for layanan in some for one in layanan.form.dasar}
        assert set(cell.splitlines()) == {one for one in cited if re.match(RULES, one)}


def test_a_sub_activity_is_followed_by_the_coverage_of_its_service(own, tables):
    sheet = tables[1]
    for target in (row[3] for row in sheet.baris):
        assert [line.partition(":")[0] for line in str(target).splitlines()] == BLOCK
        assert str(target).endswith(": 100 % dari yang harus dilayani")
    plan = next(one for layanan in own.layanan for one in lkpj.plans(own, layanan))
    first = str(sheet.baris[0][4]).splitlines()
    assert first[-1] == f"Outcome: 1. {lkpj.served(plan.layanan, plan.layanan.kini)}"


def test_spending_is_never_printed_as_coverage(tables):
    third = tables[2]
    told = [str(row[3]) for row in third.baris]
    assert all("Capaian layanan" in one and "serapan anggaran" in one for one in told)


def words_of(data):
    import docx

    book = docx.Document(BytesIO(data))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in book.paragraphs], cells


def test_the_document_has_its_chapters_and_the_numbers_of_the_office(own):
    said, cells = words_of(dokumen.write(laporan_spm.compose(own), own.dibuat))
    chapters = [line for line in said if line.startswith("BAB ") and "\t" not in line]
    assert len(chapters) == 4
    assert {"2.000", "1.234", "766"} <= set(cells)
    assert "=1+1 jalan rusak" in cells
    assert sum(line.startswith("[") for line in said) == 6


def test_the_contents_are_a_field_that_leads_to_every_chapter_and_urusan(own):
    import docx
    from docx.oxml.ns import qn

    book = docx.Document(BytesIO(dokumen.write(laporan_spm.compose(own), own.dibuat)))
    styles = [(str(one.style and one.style.name), one) for one in book.paragraphs]
    heads = [one for name, one in styles if name in ("Heading 1", "Heading 2")]
    lines = [one for name, one in styles if name.startswith("toc ")]
    assert [one.text.partition("\t")[0] for one in lines] == [one.text for one in heads]
    marks = {
        mark.get(qn("w:name")): mark.getparent()
        for mark in book.element.body.iter(qn("w:bookmarkStart"))
    }
    links = [link.get(qn("w:anchor")) for link in book.element.body.iter(qn("w:hyperlink"))]
    assert [marks[one] for one in links] == [one._p for one in heads]
    orders = [one.text for one in book.element.body.iter(qn("w:instrText"))]
    assert orders[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert orders[1:] == [f"PAGEREF {one} \\h" for one in links]
    kinds = [one.get(qn("w:fldCharType")) for one in book.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") == len(orders)


def test_nothing_stands_between_a_table_and_the_page_that_begins_below_it(own):
    import docx

    def below(following: Judul) -> list[str]:
        sheet = laporan_spm._table("target", [["Layanan", 1, "KK", "Semua"]], (30, 10, 10, 20))
        naskah = Naskah(("Laporan",), "Kantor", (sheet, following))
        body = docx.Document(BytesIO(dokumen.write(naskah, own.dibuat))).element.body
        kinds = [one.tag.rpartition("}")[2] for one in body]
        return kinds[kinds.index("tbl") + 1 :]

    # A page that is full has no room for an empty line: it would be a page with nothing on it.
    assert below(Judul("B", 2, halaman_baru=True)) == ["p", "sectPr"]
    assert below(Judul("B", 3)) == ["p", "p", "sectPr"]


def test_a_word_in_the_place_of_a_figure_stands_where_figures_stand(own, tmp_path):
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    heads = t("laporan.spm.kepala.target").split("|")
    rows: list[list[Isi]] = [["Layanan", "Nihil", "KK", "Semua"], ["Lain", "Nihil", "KK", "Semua"]]
    sheet = laporan_spm._table("target", rows, (30, 10, 10, 20))
    naskah = Naskah(("Laporan",), "Kantor", (sheet,))
    (table,) = docx.Document(BytesIO(dokumen.write(naskah, own.dibuat))).tables
    assert [cell.text for cell in table.rows[0].cells] == heads
    places = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows[1:]]
    assert places == [[None, WD_ALIGN_PARAGRAPH.RIGHT, None, None]] * 2
    blank = cetak_berkas.Tanda("", "", "")
    sampul = cetak_berkas.Sampul("Laporan", "Kantor", own.dibuat, "", blank)
    assert cetak_berkas.page([sheet.isi], sampul).count("align='right' valign='top'><p") == 2
    cetak_berkas.save_workbook([sheet.isi], sampul, tmp_path / "x.xlsx")
    (made,) = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets
    found = {cell.value: cell.alignment.horizontal for row in made.iter_rows() for cell in row}
    assert (found["Nihil"], found["KK"]) == ("right", None)


def test_the_legal_basis_names_each_regulation_once_in_full_and_by_rank(own):
    cited = [
        "Permensos 9/2018, standar teknis", "PP 2/2018 Pasal 10", "PP 2/2018 Pasal 9 ayat (2)",
        "Permen PUPR 29/PRT/M/2018 Lampiran I", "Kepgub NTT tentang SPM",
    ]  # fmt: skip
    assert regulations(cited, own.sel.nama_peraturan) == [
        "Peraturan Pemerintah Nomor 2 Tahun 2018",
        "Peraturan Menteri Pekerjaan Umum dan Perumahan Rakyat Nomor 29/PRT/M/2018",
        "Peraturan Menteri Sosial Nomor 9 Tahun 2018",
        "Kepgub NTT tentang SPM",
    ]
    said, _ = words_of(dokumen.write(laporan_spm.compose(own), own.dibuat))
    assert said.count("Peraturan Pemerintah Nomor 2 Tahun 2018") == 1
    assert not any("keyakinan" in line for line in said)


def test_the_numbers_of_the_table_of_activities_have_no_gap(tables):
    numbers = [row[0] for row in tables[1].baris if isinstance(row[0], int)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_sentence_names_the_people_before_the_index(own):
    said, _ = words_of(dokumen.write(laporan_spm.compose(own), own.dibuat))
    health = next(line for line in said if "pada urusan Kesehatan" in line)
    assert health.index("belum terlayani") < health.lower().index("indeks")


def test_a_province_names_the_region_that_sent_nothing(places):
    with Office.open(places[0], now) as office:
        bacaan = bahan.read(office, PERIODE, ["53"], paths.forms())
        daerah = rekap_bahan.gather(office, PERIODE, paths.forms())
    naskah = laporan_spm.compose(bacaan.of_region(bacaan.wilayah[0]), daerah)
    said, cells = words_of(dokumen.write(naskah, bacaan.dibuat))
    name = next(one.nama for one in daerah.wilayah if one.kode == BELUM_MENGIRIM)
    assert cells[cells.index(name) + 3] == "Belum ada data"
    assert any("2 dari 22 kabupaten/kota" in line for line in said)


def test_every_report_of_a_province_can_be_written(places, tmp_path):
    with Office.open(places[0], now) as office:
        known = daftar.offered(office)
        written = {one.kode: one.prepare(office, PERIODE, "53") for one in known}
    for one in known:
        target = tmp_path / one.file_name(PERIODE, "53")
        made = written[one.kode](target)
        assert made
        assert all(path.stat().st_size > 0 for path in made)
    books = sorted((tmp_path / "espm-semua_53_2026-T3").glob("*.xlsx"))
    assert len(books) == 2
    assert len(CalamineWorkbook.from_path(str(books[0])).sheet_names) == 5


def test_a_kabupaten_is_not_offered_what_only_a_province_can_make(places):
    with Office.open(places[1], now) as office:
        assert "rekap" not in {one.kode for one in daftar.offered(office)}
        with pytest.raises(LontarError) as refused:
            daftar.find(office, "satu-data")
    assert refused.value.kode == "laporan_tidak_ada"
    assert "laporan-spm" in refused.value.saran


def test_a_folder_with_something_in_it_is_left_alone(places, tmp_path):
    (tmp_path / "catatan.txt").write_text("milik orang")
    with Office.open(places[0], now) as office:
        write_it = daftar.find(office, "satu-data").prepare(office, PERIODE, "53")
    with pytest.raises(LontarError) as refused:
        write_it(tmp_path)
    assert refused.value.kode == "laporan_folder_terisi"
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]
