"""The tables as Qt, a screen reader and a painter see them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible

from app.store.door import CellWrite
from app.ui.colours import Mark
from app.ui.grid import looks
from app.ui.grid.model import TableModel
from app.ui.grid.sheet import OpenSheet
from tests.ui.contoh_jendela import ENDE
from tests.ui.isian import HARUS, TERLAYANI, Isian

Role = Qt.ItemDataRole


@pytest.fixture
def sheet(session):
    opened = OpenSheet(session, session.forms["KES-01"], session.metode)
    yield opened
    opened.close()


def cell(model: TableModel, kode: str):
    place = model.place(kode)
    assert place is not None
    return model.index(*place)


def test_every_table_passes_the_tester_of_qt(qtmodeltester, sheet):
    for tabel in sheet.form.tabel:
        qtmodeltester.check(TableModel(sheet, tabel), force_py=True)


def test_the_tester_also_watches_while_values_change(qtmodeltester, sheet):
    model = TableModel(sheet, sheet.form.tables["penerima"])
    qtmodeltester.check(model)
    sheet.write({HARUS: 80}, "isi", "isi")
    sheet.write({HARUS: None}, "isi", "isi")


def test_captions_stand_where_a_group_of_rows_begins(sheet):
    model = TableModel(sheet, sheet.form.tables["mutu"])
    captions = [row for row in model.rows if isinstance(row, str)]
    assert captions == ["Barang", "SDM", "Jasa"]
    first = model.rows.index("Barang")
    assert model.flags(model.index(first, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.sel(first, 0) is None
    assert model.headerData(first, Qt.Orientation.Vertical) == "Barang"


def test_only_cells_a_person_fills_can_be_edited(sheet):
    model = TableModel(sheet, sheet.form.tables["penerima"])
    editable = Qt.ItemFlag.ItemIsEditable
    assert model.flags(cell(model, TERLAYANI)) & editable
    assert not model.flags(cell(model, "penerima.belum.jumlah")) & editable
    assert not model.flags(cell(model, "penerima.harus.l")) & editable
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


def test_a_change_repaints_the_cell_and_what_follows_from_it_and_nothing_else(sheet):
    model = TableModel(sheet, sheet.form.tables["penerima"])
    sheet.write({HARUS: 80}, "isi", "isi")
    painted = []
    model.dataChanged.connect(lambda first, last: painted.append((first, last)))
    sheet.write({TERLAYANI: 72}, "isi", "isi")
    cells = [model.sel(first.row(), first.column()) for first, _ in painted]
    kinds = {sel.kode for sel in cells if sel is not None}
    assert all(first == last for first, last in painted)
    assert kinds == {
        TERLAYANI,
        "penerima.belum.jumlah",
        "penerima.persen.jumlah",
        "penerima.terlayani.tt",
        "penerima.terlayani.umur_tt",
    }


def test_a_finding_appears_and_disappears_at_its_cell(sheet):
    sheet.write({HARUS: 80, TERLAYANI: 81}, "isi", "isi")
    assert [satu.aturan.kode for satu in sheet.findings(TERLAYANI)] == ["SPM-01"]
    assert sheet.look(TERLAYANI).marks == (Mark.WARNING,)
    sheet.write({TERLAYANI: 79}, "isi", "isi")
    assert sheet.findings(TERLAYANI) == []
    assert sheet.look(TERLAYANI).marks == ()


def test_the_rules_see_the_quarter_before(session):
    session.write([CellWrite("KES-01", ENDE, "2026-T2", TERLAYANI, 90)], jenis="isi", label="isi")
    sheet = OpenSheet(session, session.forms["KES-01"], session.metode)
    sheet.write({HARUS: 100, TERLAYANI: 60}, "isi", "isi")
    assert [satu.aturan.kode for satu in sheet.findings(TERLAYANI)] == ["SPM-02"]
    told: list[frozenset[str]] = []
    sheet.changed.connect(told.append)
    session.write([CellWrite("KES-01", ENDE, "2026-T2", TERLAYANI, 50)], jenis="isi", label="isi")
    assert sheet.findings(TERLAYANI) == []
    assert [TERLAYANI in cells for cells in told] == [True]
    sheet.close()


def test_the_rules_see_the_history_and_the_population_of_the_region(session):
    quarters = [f"{year}-T{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)]
    earlier = [
        CellWrite("KES-01", ENDE, periode, TERLAYANI, 500 * int(periode[-1]))
        for periode in quarters[:10]
    ]
    session.write(earlier, jenis="isi", label="isi")
    sheet = OpenSheet(session, session.forms["KES-01"], session.metode)
    sheet.write({HARUS: 7_000, TERLAYANI: 1_480}, "isi", "isi")
    assert sheet.findings(TERLAYANI) == []
    sheet.write({TERLAYANI: 4_000}, "isi", "isi")
    assert [satu.aturan.kode for satu in sheet.findings(TERLAYANI)] == ["SPM-25"]
    assert "nilai tengah 5 tambahan terakhir 500." in sheet.findings(TERLAYANI)[0].pesan
    sheet.write({HARUS: 70_000}, "isi", "isi")
    assert [satu.aturan.kode for satu in sheet.findings(HARUS)] == ["SPM-23"]
    two = ("2024-T4", "2025-T3")
    gone = [CellWrite("KES-01", ENDE, periode, TERLAYANI, None) for periode in two]
    session.write(gone, jenis="isi", label="isi")
    assert sheet.findings(TERLAYANI) == []
    sheet.close()


def test_a_sheet_ignores_other_forms_and_regions(session, sheet, qtbot):
    with qtbot.assertNotEmitted(sheet.changed):
        session.write(
            [CellWrite("KES-02", ENDE, "2026-T3", TERLAYANI, 5)], jenis="isi", label="isi"
        )
        session.write(
            [CellWrite("KES-01", "53.01", "2026-T3", TERLAYANI, 5)], jenis="isi", label="isi"
        )


@pytest.mark.parametrize(
    ("kode", "nilai", "spoken"),
    [
        (
            TERLAYANI,
            150,
            "Ibu hamil yang mendapat pelayanan antenatal sesuai standar, Jumlah, 150 orang",
        ),
        (
            "penerima.terlayani.p",
            90,
            "Ibu hamil yang mendapat pelayanan antenatal sesuai standar, Perempuan, 90 orang",
        ),
        (HARUS, None, "Ibu hamil yang harus dilayani, Jumlah, kosong, wajib diisi"),
        ("anggaran.pagu.pad", 1_250_000, "Pagu murni, PAD, 1.250.000 rupiah"),
    ],
)
def test_a_screen_reader_hears_row_column_and_value(sheet, kode, nilai, spoken):
    if nilai is not None:
        sheet.write({kode: nilai}, "isi", "isi")
    model = TableModel(sheet, sheet.form.cells[kode].tabel)
    assert cell(model, kode).data(Role.AccessibleTextRole) == spoken


def test_a_screen_reader_hears_what_is_special_about_a_cell(sheet):
    sheet.write({HARUS: 80, TERLAYANI: 81}, "isi", "isi")
    model = TableModel(sheet, sheet.form.tables["penerima"])
    said = {
        kode: cell(model, kode).data(Role.AccessibleDescriptionRole) for kode in (HARUS, TERLAYANI)
    }
    assert said[HARUS] == "Satu angka untuk setahun."
    assert said[TERLAYANI] == "Peringatan: Yang terlayani (81) melebihi yang harus dilayani (80)."
    computed = cell(model, "penerima.belum.jumlah").data(Role.AccessibleDescriptionRole)
    assert computed == "Dihitung otomatis."
    closed = cell(model, "penerima.harus.l").data(Role.AccessibleTextRole)
    assert closed.endswith("sel tertutup")


def test_the_accessible_table_names_its_cells(qtbot, session):
    isian = Isian(qtbot, session).open("KES-01", HARUS)
    isian.enter("7.650")
    view = isian.page.grid.view
    assert view.accessibleName() == "A. Penerima layanan dasar (80 %)"
    table = QAccessible.queryAccessibleInterface(view)
    heard = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert "Ibu hamil yang harus dilayani, Jumlah, 7.650 orang" in heard
    assert "Ibu hamil yang harus dilayani, orang" in heard
    assert "Data terpilah, Perempuan" in heard


def test_painting_a_table_asks_the_model_for_nothing(qtbot, session, monkeypatch):
    isian = Isian(qtbot, session).open("KES-01")
    asked = []
    original = TableModel.data

    def counted(self, index, role=Role.DisplayRole):
        asked.append(role)
        return original(self, index, role)

    monkeypatch.setattr(TableModel, "data", counted)
    for section in isian.page.grid.sections():
        section.view.grab()
    assert asked == []
    isian.shown(HARUS)
    assert asked == [Role.DisplayRole]


def test_looks_are_worked_out_once_per_change(sheet, monkeypatch):
    worked: list[str] = []
    original = looks.look

    def counted(opened: OpenSheet, kode: str) -> looks.Look:
        worked.append(kode)
        return original(opened, kode)

    monkeypatch.setattr(looks, "look", counted)
    for _ in range(3):
        for kode in sheet.form.cells:
            sheet.look(kode)
    assert len(worked) == len(sheet.form.cells)
    sheet.write({TERLAYANI: 5}, "isi", "isi")
    worked.clear()
    for kode in sheet.form.cells:
        sheet.look(kode)
    rests = {"penerima.terlayani.tt", "penerima.terlayani.umur_tt"}
    assert set(worked) == {TERLAYANI, *rests}
