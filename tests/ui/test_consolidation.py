"""Konsolidasi: 22 regions as table and heat map, and each number down to what was entered."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from app.domain.nilai import Keadaan
from app.store import door
from app.store.door import CellWrite
from app.teks import t
from app.ui import colours
from app.ui.charts import bands
from app.ui.charts.ledger import Cell
from app.ui.charts.ledger_paint import LedgerDelegate
from app.ui.colours import Tone
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.consolidation_table import NAME, STATE, UNSERVED
from tests.ui.contoh_daerah import PERIODE, desk, fill, open_sheet, three_regions
from tests.ui.contoh_jendela import NTT, new_office

Key = Qt.Key
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
ALL_KABUPATEN = 22


@pytest.fixture
def page(qtbot, province) -> ConsolidationPage:
    return three_regions(qtbot, province)


def line(page: ConsolidationPage, kode: str) -> list[str]:
    """The texts of a region's line."""
    row = next(row for row in page.table.ledger.rows if row.code == kode)
    return [cell.text for cell in row.cells]


def codes(page: ConsolidationPage) -> list[str]:
    return [row.code for row in page.table.ledger.rows if not row.foot]


def told(page: ConsolidationPage) -> str:
    return page.header.subtitle


def test_the_model_of_the_table_keeps_qts_promises(page, qtmodeltester):
    qtmodeltester.check(page.table.ledger)


def test_every_region_has_its_line_and_the_summary_counts_them(page):
    assert len(codes(page)) == ALL_KABUPATEN
    assert told(page) == "3 dari 22 diterima · 2 lengkap · 1 belum lengkap · 19 belum ada data"
    assert page.footer.text().split("   ·   ") == [
        "Belum terlayani di 3 dari 22 daerah: 1.500 orang",
        "Rata-rata 2 daerah lengkap: 85,00, Tuntas Madya",
        "Gabungan: 80,00*",
    ]


def test_a_state_with_something_held_back_is_read_whole(page):
    whole = t("konsolidasi.keadaan.lengkap")
    told = t("konsolidasi.keadaan.ditahan", keadaan=whole, jumlah=6)
    painter = page.table.itemDelegate()
    assert isinstance(painter, LedgerDelegate)
    shown = painter._broken(Cell(told, icon="check", tone=Tone.GOOD), STATE)
    assert " ".join(shown) == told
    assert not page.table.horizontalScrollBar().isVisible()


def test_clusters_and_the_province_stay_below_and_say_how_they_are_put_together(page):
    page.table.sort_by(UNSERVED, DESCENDING)
    foot = {row.code: [cell.text for cell in row.cells] for row in page.table.ledger.rows[-8:]}
    assert list(foot)[-1] == "provinsi:gabungan"
    assert foot["klaster:Timor:rerata"][:3] == ["Klaster Timor", "rata-rata 2 dari 6", ""]
    assert foot["klaster:Timor:gabungan"][:3] == ["Klaster Timor", "gabungan 3 dari 6", "1.500"]
    assert foot["klaster:Sumba:gabungan"][:4] == ["Klaster Sumba", "gabungan 0 dari 4", "", "–"]
    assert foot["provinsi:rerata"][-4:-1] == ["85,00", "", "Tuntas Madya"]


def test_a_cluster_has_no_sheets_to_open(qtbot, page):
    qtbot.keyClick(page.table, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert page.table.current_code == "provinsi:gabungan"
    qtbot.keyClick(page.table, Key.Key_Return)
    assert page.table.isVisible()
    assert not page.detail.isVisible()


def test_a_region_without_data_is_never_zero(page):
    texts = line(page, "53.20")
    assert texts[1] == "Belum ada data"
    assert set(texts[2:]) <= {"–", "", "tanpa paket"}


def test_people_come_before_the_index_and_the_band_follows(page):
    texts = line(page, "53.01")
    assert texts[:3] == ["Kupang", "Lengkap", "250"]
    assert texts[3:-4] == ["90,00"] * 6
    assert texts[-4:-1] == ["90,00", "1", "Tuntas Utama"]
    assert [line(page, kode)[-3] for kode in ("53.02", "53.03")] == ["2", "–"]
    assert texts[-1].startswith("Rev. 1")


def test_what_is_provisional_is_marked_and_says_why(page):
    row = next(row for row in page.table.ledger.rows if row.code == "53.03")
    kesehatan, whole = row.cells[4], row.cells[-4]
    assert row.cells[1].text == "Belum lengkap"
    assert kesehatan.text.endswith("*")
    assert whole.text.endswith("*")
    assert "kosong" in whole.note


def test_a_head_sorts_and_what_has_no_number_stays_last_both_ways(page):
    page.table.sort_by(UNSERVED, DESCENDING)
    assert codes(page)[:3] == ["53.03", "53.02", "53.01"]
    page.table.sort_by(UNSERVED, ASCENDING)
    assert codes(page)[:3] == ["53.01", "53.02", "53.03"]
    assert line(page, codes(page)[-1])[UNSERVED] == "–"


def test_the_order_is_chosen_with_the_keyboard_alone(qtbot, page):
    page.order.setFocus()
    page.order.setCurrentIndex(2 * UNSERVED)
    qtbot.keyClick(page.order, Key.Key_Down)
    page.order.activated.emit(page.order.currentIndex())
    assert codes(page)[0] == "53.03"


def test_the_cursor_stays_on_its_region_when_the_order_changes(page):
    page.table.go_to("53.02")
    page.table.sort_by(UNSERVED, DESCENDING)
    assert page.table.current_code == "53.02"
    page.table.sort_by(NAME, ASCENDING)
    assert page.table.current_code == "53.02"


def test_enter_opens_a_region_and_escape_returns_to_its_line(qtbot, page):
    page.table.setFocus()
    qtbot.keyClick(page.table, Key.Key_Down)
    qtbot.keyClick(page.table, Key.Key_Return)
    assert page.detail.isVisible()
    assert page.detail.figures.wilayah.kode == "53.02"
    qtbot.keyClick(page.detail.table, Key.Key_Escape)
    assert page.table.isVisible()
    assert page.table.current_code == "53.02"


def test_every_number_answers_where_it_comes_from(page):
    page.open_region("53.01", "KES-01")
    lines = page.detail.lines.lines
    heads = [one.head for one in lines]
    assert heads[0] == "Indeks Kabupaten Kupang"
    assert "Urusan Kesehatan" in heads
    assert lines[0].value == "90,00"
    assert "÷ 6" in lines[0].sub
    penerima = next(one for one in lines if one.head.startswith("Penerima"))
    assert penerima.sub == "90 ÷ 100 orang × 100"
    assert penerima.value == "90,00"
    origin = [one.head for one in page.detail.origin.lines]
    assert "SPM_53.01.xlsx" in origin
    assert "Sah, utuh" in origin


def test_figures_entered_in_this_office_name_no_package(page):
    page.open_region("53.02")
    assert "Diisi langsung" in page.detail.origin.lines[-1].head


def test_the_explanation_follows_the_cursor(qtbot, page):
    page.open_region("53.01", "KES-01")
    before = [one.head for one in page.detail.lines.lines]
    page.detail.table.setFocus()
    qtbot.keyClick(page.detail.table, Key.Key_Down)
    after = [one.head for one in page.detail.lines.lines]
    assert page.detail.table.current_code == "KES-02"
    assert before != after


def test_the_cursor_passes_over_the_lines_that_only_divide(qtbot, page):
    page.open_region("53.01", "PDK-03")
    page.detail.table.setFocus()
    qtbot.keyClick(page.detail.table, Key.Key_Down)
    assert page.detail.table.current_code == "KES-01"


def test_from_a_region_its_sheet_can_be_read(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "ntt", NTT), "konsolidasi")
    fill(window.session, "53.08", 80)
    page = window.desk.current_page
    assert isinstance(page, ConsolidationPage)
    page.open_region("53.08", "KES-04")
    qtbot.waitUntil(page.detail.isVisible)
    qtbot.keyClick(page.detail.table, Key.Key_Return)
    sheet, _ = open_sheet(window)
    assert (sheet.wilayah, sheet.form.kode) == ("53.08", "KES-04")


def test_the_heat_map_says_each_tile_in_a_sentence(qtbot, page):
    page.segments.buttons["tabel"].setFocus()
    qtbot.keyClick(page.segments.buttons["tabel"], Key.Key_Right)
    assert page.map.map.isVisible()
    qtbot.keyClick(page.segments.buttons["peta"], Key.Key_Right)
    heat = page.heat.map
    assert heat.isVisible()
    heat.setFocus()
    assert "Kabupaten Kupang, Pendidikan: 90,00, Tuntas Utama" in page.heat.said.text()
    qtbot.keyClick(heat, Key.Key_Down)
    qtbot.keyClick(heat, Key.Key_Right)
    assert page.heat.said.text() == "Kabupaten Timor Tengah Selatan, Kesehatan: 80,00, Tuntas Madya"
    heat.go_to(2, 1)
    assert "sementara" in page.heat.said.text()
    heat.go_to(19, 0)
    assert page.heat.said.text().endswith("belum ada data")


def test_the_heat_map_of_layanan_opens_the_layanan_under_the_cursor(qtbot, page):
    page.show_view("layanan")
    heat = page.heat.map
    assert len(heat.data.columns) == 29
    heat.setFocus()
    heat.go_to(1, 3)
    wanted = heat.data.columns[3].code
    qtbot.keyClick(heat, Key.Key_Return)
    assert page.detail.figures.wilayah.kode == "53.02"
    assert page.detail.table.current_code == wanted


@pytest.mark.parametrize(("height", "codes"), [(130, True), (600, False)])
def test_in_a_low_window_codes_stand_over_the_layanan_so_that_regions_are_seen(page, height, codes):
    page.show_view("layanan")
    heat = page.heat.map
    heat.set_room(height)
    assert heat._painter._head_of(heat.data.columns[0]) == ("PDK-01" if codes else "PAUD")
    seen = (height - heat._painter.heads) / heat._row_height()
    assert seen > (3 if codes else 20)
    assert "Pendidikan anak usia dini" in page.heat.said.text()
    # Heads that do not stand upright stay names in any room.
    page.show_view("urusan")
    heat.set_room(height)
    assert heat._painter._head_of(heat.data.columns[0]) == "Pendidikan"


def test_the_names_of_urusan_are_read_whole_in_a_region(page):
    page.open_region("53.01")
    table = page.detail.table
    painter = table.itemDelegate()
    assert isinstance(painter, LedgerDelegate)
    names = [row.cells[0] for row in table.ledger.rows if not row.code]
    assert len(names) == 6
    table.setColumnWidth(0, 200)
    for name in names:
        assert " ".join(painter._broken(name, 0)) == name.text


def test_a_number_on_a_tile_is_never_rounded_up_into_100(qtbot, page, province):
    fill(province, "53.04", 100)
    form = province.forms["PDK-01"]
    wanted = {"penerima.harus.jumlah": 100_000, "penerima.terlayani.jumlah": 99_999}
    cells = [
        CellWrite("PDK-01", "53.04", str(form.home_period(sel, PERIODE)), sel, nilai)
        for sel, nilai in wanted.items()
    ]
    province.announce(door.write(province.office, cells, jenis="isi", label="isi", pelaku="Uji"))
    page.show_view("layanan")
    tiles = page.heat.map
    qtbot.waitUntil(lambda: tiles.data.tiles[3][1].text == "100")
    assert tiles.data.tiles[3][0].text == "99"
    assert "99,99" in tiles.data.tiles[3][0].spoken


def test_the_rows_of_the_heat_map_follow_the_order_of_the_table(page):
    page.table.sort_by(UNSERVED, DESCENDING)
    page.show_view("urusan")
    assert [row.code for row in page.heat.map.data.rows][:3] == ["53.03", "53.02", "53.01"]


def test_the_heat_map_can_be_printed(qtbot, page, answers, tmp_path):
    page.show_view("layanan")
    target = tmp_path / "peta.pdf"
    answers.will("save_file", target)
    qtbot.mouseClick(page.heat.print, Qt.MouseButton.LeftButton)
    assert target.read_bytes().startswith(b"%PDF")
    assert str(target) in page.messages.text


def test_a_map_that_cannot_be_kept_is_told_in_words(qtbot, page, answers, tmp_path):
    page.show_view("urusan")
    answers.will("save_file", tmp_path / "tidak-ada" / "peta.pdf")
    qtbot.mouseClick(page.heat.print, Qt.MouseButton.LeftButton)
    assert "tidak-ada" in page.messages.text


def test_the_recap_is_written_beside_the_window_and_its_place_is_told(
    qtbot, page, answers, tmp_path
):
    target = tmp_path / "rekap.xlsx"
    answers.will("save_file", target)
    qtbot.mouseClick(page.rekap, Qt.MouseButton.LeftButton)
    assert not page.rekap.isEnabled()
    qtbot.waitUntil(page.rekap.isEnabled, timeout=60_000)
    assert target.read_bytes().startswith(b"PK")
    assert "3 dari 22 daerah, 2 lengkap" in page.messages.text


def test_nothing_is_written_when_the_user_changes_their_mind(qtbot, page, answers):
    answers.will("save_file", None)
    qtbot.mouseClick(page.rekap, Qt.MouseButton.LeftButton)
    assert page.rekap.isEnabled()
    assert not page.messages.isVisible()


def test_a_package_taken_in_shows_up_at_once(qtbot, page, province):
    fill(province, "53.04", 60)
    qtbot.waitUntil(lambda: line(page, "53.04")[1] == "Lengkap")
    assert line(page, "53.04")[2] == "1.000"


def test_a_layanan_nobody_needs_has_no_number_and_says_so(qtbot, page, province):
    form = province.forms["PRK-01"]
    home = str(form.home_period(form.kebutuhan, PERIODE))
    wish = CellWrite("PRK-01", "53.01", home, form.kebutuhan, Keadaan.NIHIL)
    province.write([wish], jenis="isi", label="isi")
    qtbot.waitUntil(lambda: page.recap.region("53.01").row.layanan["PRK-01"].nilai is None)
    page.show_view("layanan")
    place = [column.code for column in page.heat.map.data.columns].index("PRK-01")
    tile = page.heat.map.data.tiles[0][place]
    assert tile.text == "t.k."
    assert "Tanpa kebutuhan" in tile.spoken


@pytest.mark.parametrize("dark", [False, True])
def test_the_steps_of_the_heat_map_differ_in_lightness_and_their_numbers_can_be_read(dark):
    palette = colours.palette(dark=dark)
    steps = [bands.colour(step, 6, palette) for step in range(6)]
    lightness = [back.lightnessF() for back, _ in steps]
    assert lightness == sorted(lightness, reverse=not dark)
    assert all(abs(a - b) > 0.04 for a, b in pairwise(lightness))
    assert all(colours.contrast(ink, back) >= 4.5 for back, ink in steps)


def test_a_band_begins_exactly_at_its_bound(province):
    kinds = bands.ascending(province.metode.kategori)
    names = [
        kinds[bands.step_of(Fraction(x), kinds)].nama for x in ("0", "60", "89.999", "90", "100")
    ]
    assert names == [
        "Belum Tuntas",
        "Tuntas Muda",
        "Tuntas Madya",
        "Tuntas Utama",
        "Tuntas Paripurna",
    ]
