"""One quarter from the first start of two laptops to the recap, as two people live it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication

from app.domain.angka import format_index
from tests.exchange.contoh_buku import SOFFICE, with_libreoffice
from tests.journeys import triwulan
from tests.journeys.pemakai import CTRL, Key
from tests.journeys.triwulan import (
    LAYANAN,
    MASALAH,
    MUTU,
    PENERIMA,
    SERVED,
    Jejak,
    Triwulan,
    consolidation,
    judge,
    local,
    open_service,
    said,
)
from tests.ui.contoh_jendela import ENDE

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.pages.entry import EntryPage


@pytest.fixture(scope="module")
def jejak(tmp_path_factory: pytest.TempPathFactory) -> Jejak:
    return Jejak(tmp_path_factory.mktemp("triwulan"))


@pytest.fixture
def walk(jejak, qtbot, answers, monkeypatch) -> Triwulan:
    return Triwulan(jejak, qtbot, answers, monkeypatch)


def shown(page: EntryPage, sel: str) -> str:
    """What a cell shows."""
    for section in page.grid.sections():
        place = section.view.table.place(sel)
        if place is not None:
            return str(section.view.table.index(*place).data())
    raise AssertionError(sel)


def test_two_offices_are_set_up_and_the_kabupaten_gets_its_two_certificates(walk):
    jejak = walk.reach(triwulan.the_pimpinan_is_certified)
    assert len(jejak.kata.split(" · ")) == 6
    with walk.at("kabupaten") as person:
        assert "Kabupaten Ende" in person.window.windowTitle()


def test_a_service_typed_with_the_keyboard_is_there_after_a_restart(walk):
    walk.reach(triwulan.a_service_is_typed)
    with walk.at("kabupaten") as person:
        page = open_service(person, "ibu hamil")
        assert page.sheet.form.kode == LAYANAN
        typed = PENERIMA | MUTU | {"anggaran.pagu.pad": 250_000_000}
        assert {sel: shown(page, sel) for sel in typed} == {
            sel: local(nilai) for sel, nilai in typed.items()
        }
        assert shown(page, "uraian.permasalahan.teks") == MASALAH


def test_undo_reaches_back_across_the_restart(walk):
    walk.reach(triwulan.a_service_is_typed)
    with walk.at("kabupaten") as person:
        page = open_service(person, "ibu hamil")
        person.press(Key.Key_Z, CTRL, times=2)
        assert page.grid.current.kode == "anggaran.pagu.pad"
        undone = ("uraian.permasalahan.teks", "anggaran.pagu.pad")
        assert [shown(page, sel) for sel in undone] == ["", ""]
    with walk.at("kabupaten") as person:
        page = open_service(person, "ibu hamil")
        person.press(Key.Key_Y, CTRL, times=2)
        assert shown(page, "anggaran.pagu.pad") == "250.000.000"
        assert shown(page, "uraian.permasalahan.teks") == MASALAH


# Before the package itself is taken in: after that, its copy has "already been received".
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_copy_saved_by_libreoffice_holds_the_same_data(walk, tmp_path):
    jejak = walk.reach(triwulan.the_package_is_sent)
    again = tmp_path / "disimpan-ulang.xlsx"
    again.write_bytes(with_libreoffice(jejak.paket.read_bytes()))
    short, sentence = verdict(walk, again)
    assert short == "Sah, disimpan ulang, data sama"
    assert sentence.endswith(".")


def test_the_province_sees_the_index_the_kabupaten_saw(walk):
    jejak = walk.reach(triwulan.the_package_is_accepted)
    with walk.at("provinsi") as person:
        page = consolidation(person)
        rows = [row for row in page.table.ledger.rows if not row.foot]
        lines = {row.code: [cell.text for cell in row.cells] for row in rows}
        ende = lines.pop(ENDE)
        assert ende[1] == "Lengkap"
        assert f"{ende[2]} orang" == jejak.belum
        assert f"{ende[-4]} {ende[-2]}" == jejak.indeks
        assert [line[1] for line in lines.values()] == ["Belum ada data"] * 21


def test_each_number_of_the_region_leads_back_to_the_package(walk):
    jejak = walk.reach(triwulan.the_package_is_accepted)
    with walk.at("provinsi") as person:
        page = consolidation(person)
        places = [row.code for row in page.table.ledger.rows]
        person.tab_to(page.table)
        person.press(Key.Key_Down, times=places.index(ENDE)).press(Key.Key_Return)
        assert page.detail.isVisible()
        assert page.detail.lines.lines[0].value == jejak.indeks.split()[0]
        assert jejak.paket.name in [one.head for one in page.detail.origin.lines]


def test_the_recap_holds_the_same_index(walk, tmp_path, answers):
    jejak = walk.reach(triwulan.the_package_is_accepted)
    target = tmp_path / "rekap.xlsx"
    with walk.at("provinsi") as person:
        page = consolidation(person)
        answers.will("save_file", target)
        person.tab_to(page.rekap).press(Key.Key_Return)
        person.wait(page.rekap.isEnabled)
        assert "1 dari 22 daerah, 1 lengkap" in page.messages.text
    index = page.recap.region(ENDE).row.indeks.nilai
    assert format_index(index) == jejak.indeks.split()[0]
    book = openpyxl.load_workbook(target, data_only=True)
    values = {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}
    wanted = pytest.approx(float(index), abs=1e-9)
    assert any(value == wanted for value in values if isinstance(value, float))


def test_the_receipt_goes_back_through_a_chat_and_turns_the_package_green(walk):
    jejak = walk.reach(triwulan.the_receipt_is_copied)
    with walk.at("kabupaten") as person:
        page = person.go("paket")
        person.wait(lambda: len(page.book.table.ledger.rows) == 1)
        person.tab_to(page.book.table)
        assert page.book.table.ledger.rows[0].cells[5].text == "Menunggu tanda terima"
        QGuiApplication.clipboard().setText(f"[09.31] Biro: {jejak.surat}\nTerima kasih")
        person.press(Key.Key_V, CTRL)
        assert said(page.inbox) == "Tanda terima"
        person.tab_to(page.inbox.letter.install).press(Key.Key_Return)
        assert said(page.inbox) == "Terpasang"
    with walk.at("kabupaten") as person:
        page = person.go("paket")
        person.wait(lambda: bool(page.book.table.ledger.rows))
        assert page.book.table.ledger.rows[0].cells[5].text == "Diterima provinsi"
        assert jejak.kode in page.book.detail.text()


# --- Files that come back otherwise --------------------------------------------------------------


def verdict(walk: Triwulan, file: Path) -> tuple[str, str]:
    """What the province is told about a file, and that there is nothing to accept."""
    with walk.at("provinsi") as person:
        inbox = judge(walk, person, file)
        return said(inbox), inbox.verdict.sentence.text()


def change_one_figure(source: Path, target: Path) -> str:
    """Type another number over the one in the visible sheets; tells where it stood."""
    book = openpyxl.load_workbook(source)
    found = [
        (sheet, cell)
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == SERVED
    ]
    # The first is the line of the summary at the top of the sheet.
    sheet, cell = found[-1]
    cell.value = SERVED + 100
    book.save(target)
    return f"{sheet.title}!{cell.coordinate}"


def test_a_changed_figure_is_named_with_both_values_and_its_place(walk, tmp_path):
    jejak = walk.reach(triwulan.the_package_is_sent)
    changed = tmp_path / "diubah.xlsx"
    place = change_one_figure(jejak.paket, changed)
    with walk.at("provinsi") as person:
        inbox = judge(walk, person, changed)
        assert said(inbox) == "Data berubah"
        rows = [[cell.text for cell in row.cells] for row in inbox.verdict.changes.ledger.rows]
        assert not inbox.verdict.accept.isVisible()
    assert len(rows) == 1
    label, signed, found, where = rows[0]
    assert "antenatal" in label or "Ibu hamil" in label
    assert (signed, found) == (local(SERVED), local(SERVED + 100))
    assert place in where


def test_a_photograph_with_the_name_of_a_workbook_is_no_package(walk, tmp_path):
    walk.reach(triwulan.offices_are_set_up)
    photo = tmp_path / "SPM_5308_Ende.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40 + b"\xff\xd9")
    short, sentence = verdict(walk, photo)
    assert short == "Bukan paket Lontar"
    assert sentence.count(" ") > 5
    assert sentence.endswith(".")
