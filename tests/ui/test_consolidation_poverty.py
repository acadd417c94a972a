"""Konsolidasi of kemiskinan in the window: one table, and each figure down to cell and signer."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt

from app import paths
from app.domain.konsolidasi_kolom import KelompokKolom
from app.domain.nilai import Keadaan, Nilai
from app.store import consolidation_tables, dispatch, door, pustaka, sheets
from app.store.door import CellWrite, Kunci
from app.store.sheet_row import STATUS_AWAL
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.consolidation_poverty import PovertyPane
from app.ui.widgets.message_bar import MessageBar
from tests.contoh_definisi import COLUMN, table
from tests.exchange import contoh_paket as contoh
from tests.ui.contoh_daerah import PERIODE, desk, open_sheet
from tests.ui.contoh_jendela import NTT, new_office, put_on_screen

Key = Qt.Key
F_K02 = "F-K02"


def write(session, wilayah: str, **cells: Nilai) -> None:
    """Annual cells of F-K02 of a region; `__` stands for a dot."""
    wanted = [
        CellWrite(F_K02, wilayah, str(PERIODE.tahunan), name.replace("__", "."), isi)
        for name, isi in cells.items()
    ]
    session.announce(door.write(session.office, wanted, jenis="isi", label="isi", pelaku="Uji"))


def arrived(session, wilayah: str) -> None:
    """A package of kemiskinan that brought the sheet of the year, without a real file."""
    paket_id = f"{int(wilayah.replace('.', '')):064x}"
    entry = dispatch.Paket(
        arah="masuk",
        putusan="sah_utuh",
        nama_berkas=f"KEMISKINAN_{wilayah}.xlsx",
        paket_id=paket_id,
        wilayah=wilayah,
        periode=str(PERIODE),
        revisi=2,
        penanda_tangan="Pimpinan Contoh",
        ringkasan={"bagian": ["kemiskinan"]},
    )
    dispatch.record_package(session.office, entry, b"")
    kunci = [Kunci(F_K02, wilayah, str(PERIODE.tahunan))]
    sheets.set_status(
        session.office, kunci, STATUS_AWAL, label="terima", pelaku="Uji", asal_paket=paket_id
    )


def fill(session) -> None:
    """Two regions that have sent, one figure not released, and the province's own sum."""
    write(session, "53.01", makro__a01__maret=20_00, makro__a02__maret=80_00)
    write(session, "53.02", makro__a01__maret=25_00, makro__a02__maret=0)
    write(session, "53.02", makro__a10__maret=Keadaan.TIDAK_DIRILIS)
    write(session, "53", makro__a02__maret=90_00)
    for wilayah in ("53.01", "53.02"):
        arrived(session, wilayah)


def test_a_table_that_was_installed_has_its_groups_in_the_list(qtbot, province):
    pustaka.add_forms(province.office, [*contoh.full_acuan().forms.values()])
    program = pustaka.load_konsolidasi(paths.forms())
    groups = (*program.kelompok, KelompokKolom(kode="lain", nama="Tambahan", judul="Tambahan"))
    column = msgspec.structs.replace(COLUMN, kelompok="lain")
    made = table(berlaku=str(PERIODE), kelompok=groups, kolom=(*program.kolom, column))
    consolidation_tables.PUBLISHED.add(province.office, [made])
    pane = PovertyPane(province, MessageBar())
    put_on_screen(qtbot, pane)
    assert pane.groups.findData("Tambahan") < 0
    with qtbot.waitSignal(pane.worked_out):
        pane.refresh()
    assert pane.groups.findData("Tambahan") == len(groups) - 1
    found = pane.konsolidasi
    assert found is not None
    assert [one.kode for one in found.columns_of("lain")] == ["garis"]


@pytest.fixture
def page(qtbot, province) -> ConsolidationPage:
    province.set_periode(PERIODE)
    fill(province)
    made = ConsolidationPage(province)
    made.resize(1266, 700)
    put_on_screen(qtbot, made)
    made.enter()
    made.segments.buttons["metode"].setFocus()
    made.show_view("metode")
    qtbot.keyClick(made.segments.buttons["metode"], Key.Key_Right)
    qtbot.waitUntil(lambda: made.poverty.konsolidasi is not None)
    return made


def place(page: ConsolidationPage, row: str, column: str) -> tuple[str, str]:
    wide = page.poverty.table.wide
    line = next(one for one in wide.lines if one.code == row)
    number = [one.code for one in wide.columns].index(column)
    return line.places[number].text, line.places[number].below


def heads(page: ConsolidationPage) -> list[str]:
    return [one.head for one in page.poverty.lines.lines]


def test_the_model_keeps_qts_promises(page, qtmodeltester):
    qtmodeltester.check(page.poverty.table.wide)


def test_regions_klaster_province_and_comparison_stand_below_each_other(page):
    lines = page.poverty.table.wide.lines
    assert [one.code for one in lines[:2]] == ["53.01", "53.02"]
    named = [one.title for one in lines[22:]]
    assert named == [
        "Klaster Timor", "Klaster Sumba", "Belum berklaster", "Provinsi (gabungan)",
        "Angka provinsi",
    ]  # fmt: skip
    assert "2 dari 22 wilayah sudah mengirim" in page.header.subtitle


def test_each_kind_of_absence_has_its_own_word(page):
    assert place(page, "53.01", "jumlah_maret")[0] == "80,00"
    assert place(page, "53.02", "jumlah_maret")[0] == "0,00"
    assert place(page, "53.02", "ekstrem_maret")[0] == "Tidak dirilis"
    assert place(page, "53.01", "ekstrem_maret")[0] == "kosong"
    assert place(page, "53.20", "jumlah_maret")[0] == "belum ada data"
    assert place(page, "klaster:Timor", "gk_maret")[0] == "tidak digabung"


def test_a_total_says_on_how_many_regions_it_rests(page):
    assert place(page, "provinsi", "jumlah_maret") == ("80,00", "2 dari 22")
    assert place(page, "klaster:Timor", "jumlah_maret") == ("80,00", "2 dari 6")
    assert place(page, "banding", "jumlah_maret") == ("90,00", "belum semua")


def test_the_cursor_tells_where_a_figure_comes_from(qtbot, page):
    table = page.poverty.table
    table.setFocus()
    table.go_to("53.01", "p0_maret")
    qtbot.keyClick(table, Key.Key_Right)
    assert table.current == ("53.01", "jumlah_maret")
    lines = page.poverty.lines.lines
    assert lines[0].value == "80,00"
    assert (lines[1].head, lines[1].value) == ("Jumlah penduduk miskin, Maret", "80,00")
    assert "makro.a02.maret" in lines[1].sub
    package = lines[-1]
    assert package.head == "KEMISKINAN_53.01.xlsx"
    assert "Revisi 2, ditandatangani Pimpinan Contoh" in package.sub
    qtbot.keyClick(table, Key.Key_Down)
    assert page.poverty.lines.lines[0].value == "0,00"


def test_a_total_is_explained_by_its_regions_and_a_comparison_by_its_rule(page):
    table = page.poverty.table
    table.go_to("provinsi", "jumlah_maret")
    assert {"Kabupaten Kupang", "Kabupaten Timor Tengah Selatan", "Kota Kupang"} <= set(heads(page))
    table.go_to("banding", "jumlah_maret")
    told = page.poverty.lines.lines[0].sub
    assert "baru 2 dari 22 wilayah" in told
    assert "R-14" in told
    assert "Kabupaten Sabu Raijua (belum ada data)" in told


def test_a_group_of_columns_is_brought_into_view_and_the_choice_follows_the_cursor(qtbot, page):
    pane = page.poverty
    pane.groups.setFocus()
    pane.groups.setCurrentIndex(pane.groups.findData("PJPK"))
    pane.groups.activated.emit(pane.groups.currentIndex())
    assert pane.table.current[1] == "pjpk_selesai"
    pane.table.go_to("53.01", "p0_maret")
    assert pane.groups.currentData() == "Makro BPS"


def test_the_anomalies_of_pjpk_stand_beside_the_table_as_notes(page):
    notes = page.poverty.notes.lines
    assert page.poverty.notes.isVisible()
    wanted = next(one for one in notes if one.head == "Tingkat Partisipasi Angkatan Kerja Wanita")
    assert "75,26" in wanted.sub
    assert "tidak diubah di sini" in wanted.sub


def test_in_a_narrow_window_the_notes_follow_the_explanation(qtbot, page):
    # As somebody drags the edge: the first step lets the parts stand closer.
    page.resize(950, 460)
    qtbot.waitUntil(lambda: page.minimumSize().width() <= 850)
    page.resize(850, 460)
    assert not page.poverty.notes.isVisible()
    assert any(head.startswith("Catatan provinsi (") for head in heads(page))


def test_a_figure_that_comes_in_shows_up_at_once(qtbot, page, province):
    write(province, "53.02", makro__a02__maret=10_00)
    qtbot.waitUntil(lambda: place(page, "provinsi", "jumlah_maret")[0] == "90,00")


def test_the_workbook_is_written_beside_the_window(qtbot, page, answers, tmp_path):
    target = tmp_path / "konsolidasi.xlsx"
    answers.will("save_file", target)
    qtbot.mouseClick(page.poverty.file, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.poverty.file.isEnabled, timeout=60_000)
    assert target.read_bytes().startswith(b"PK")
    assert "2 dari 22 wilayah" in page.messages.text


def test_enter_opens_the_cell_behind_the_figure(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "ntt", NTT), "konsolidasi")
    fill(window.session)
    page = window.desk.current_page
    assert isinstance(page, ConsolidationPage)
    page.show_view("kemiskinan")
    qtbot.waitUntil(lambda: page.poverty.konsolidasi is not None)
    page.poverty.table.go_to("53.02", "ekstrem_maret")
    qtbot.keyClick(page.poverty.table, Key.Key_Return)
    sheet, sel = open_sheet(window)
    assert (sheet.wilayah, sheet.form.kode, sel) == ("53.02", F_K02, "makro.a10.maret")
