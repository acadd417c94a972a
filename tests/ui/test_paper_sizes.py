"""Everything an office prints comes on the paper it chose, and fills it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import docx
import pytest

from app.domain.kertas import A4, F4, KERTAS
from app.domain.periode import Periode
from app.exchange import cetak_berkas, keluaran_cetak, kertas_kantor
from app.exchange.laporan import dokumen
from app.exchange.laporan.naskah import Alinea, Judul, Naskah
from app.exchange.rekap_kertas import Book
from app.store import settings
from app.ui import paper
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_office import PaperSection
from tests.exchange import contoh_keluaran
from tests.exchange.contoh_buku import parts
from tests.ui.contoh_jendela import ENDE, clock, new_office, open_session, put_on_screen

if TYPE_CHECKING:
    from pathlib import Path


_BOX = re.compile(rb"/MediaBox \[0 0 ([\d.]+)\s+([\d.]+)\]")
_POINTS_PER_MM = 72 / 25.4


class Side(NamedTuple):
    wide: int
    high: int


def size(file: Path) -> Side:
    """The size of the pages of a PDF of ours, in millimetres."""
    found = {tuple(map(float, one)) for one in _BOX.findall(file.read_bytes())}
    ((wide, high),) = found
    return Side(round(wide / _POINTS_PER_MM), round(high / _POINTS_PER_MM))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with contoh_keluaran.office(tmp_path_factory.mktemp("kertas") / "kantor") as made:
        yield made


@pytest.mark.parametrize("kertas", [A4, F4], ids=lambda one: one.nama)
def test_an_output_comes_on_the_paper_of_the_office(office, tmp_path, qapp, kertas):
    kertas_kantor.choose(office, kertas)
    made = keluaran_cetak.make(office, "L1", Periode(2026), contoh_keluaran.ENDE)
    paper.print_output(made, tmp_path / "l1.pdf")
    assert size(tmp_path / "l1.pdf") == Side(int(kertas.tinggi), int(kertas.lebar))
    keluaran_cetak.save(made, tmp_path / "l1.xlsx")
    sheet = parts((tmp_path / "l1.xlsx").read_bytes())["xl/worksheets/sheet1.xml"]
    assert f'paperSize="{kertas.kode}"'.encode() in sheet
    assert b'orientation="landscape"' in sheet


def test_a_wider_paper_has_room_for_larger_letters(office):
    made = keluaran_cetak.make(office, "L4", Periode(2026), contoh_keluaran.ENDE)
    pages = {
        one: cetak_berkas.page(made.lembar[:1], made.sampul._replace(kertas=one))
        for one in KERTAS.values()
    }
    assert "'isi h70'" in pages[A4]
    assert "'isi h80'" in pages[F4]


@pytest.mark.parametrize("kertas", [A4, F4], ids=lambda one: one.nama)
def test_a_page_standing_or_lying_and_a_sheet_that_fits_one_page(tmp_path, qapp, kertas):
    paper.print_html("<p>Isi</p>", tmp_path / "a.pdf", "Uji", kertas=kertas)
    assert size(tmp_path / "a.pdf") == Side(int(kertas.lebar), int(kertas.tinggi))
    paper.print_one_page(lambda _: "<p>Isi</p>", tmp_path / "b.pdf", "Uji", "Kaki", "", kertas)
    assert size(tmp_path / "b.pdf") == Side(int(kertas.tinggi), int(kertas.lebar))


@pytest.mark.parametrize("kertas", [A4, F4], ids=lambda one: one.nama)
def test_a_written_report_is_as_wide_as_its_paper(kertas):
    naskah = Naskah(("Laporan",), "Kantor", (Judul("Bab", 1), Alinea("Isi")))
    section = docx.Document(BytesIO(dokumen.write(naskah, clock(), "", kertas))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert round(section.page_width.mm) == kertas.lebar
    assert round(section.page_height.mm) == kertas.tinggi


def test_a_workbook_prints_on_the_paper_it_was_begun_for():
    book = Book({}, "", F4)
    book.sheet("Uji").put(0, 0, "Isi")
    assert b'paperSize="14"' in parts(book.finish())["xl/worksheets/sheet1.xml"]


def test_the_choice_is_kept_and_shown_again(qtbot, tmp_path):
    folder = new_office(tmp_path / "ende", ENDE)
    with open_session(folder, clock()) as session:
        page = SettingsPage(session)
        put_on_screen(qtbot, page)
        page.list.choose(PaperSection.key)
        section = page.sections[PaperSection.key]
        assert isinstance(section, PaperSection)
        assert section.papers["A4"].isChecked()
        section.papers["F4"].click()
        assert kertas_kantor.of_office(session.office) == F4
    with open_session(folder, clock()) as session:
        section = PaperSection(session)
        put_on_screen(qtbot, section)
        section.enter()
        assert section.papers["F4"].isChecked()
        assert not section.papers["A4"].isChecked()


def test_a_paper_nobody_knows_any_more_is_a4(office):
    settings.set_setting(office, "kertas", "B5")
    assert kertas_kantor.of_office(office) == A4
