"""Notes that travel, seen in windows: before signing, at the difference, beside the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.exchange import impor
from app.store import people
from app.store.office import Office
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.entry import EntryPage
from app.ui.pages.entry_inspector import Tab
from app.ui.pages.package import PackagePage
from tests.exchange import contoh_catatan as catat
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_catatan import DARI, HARUS, LAYANI, PENJELASAN, SEBAB, SUMBER
from tests.exchange.contoh_sertifikat import clock
from tests.ui.contoh_daerah import desk
from tests.ui.test_package_page import judged

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.main_window import MainWindow

KUPANG = contoh.KUPANG
A_WHILE = 60_000
SEL = "Ibu hamil yang mendapat pelayanan antenatal sesuai standar, Jumlah"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two packages of a kabupaten: one with two notes, then one of them changed, one gone."""
    with contoh.kabupaten(tmp_path / "kabupaten") as office:
        catat.noted(office)
        first = contoh.export(office, tmp_path).path
        catat.note(office, "Register puskesmas.")
        catat.note(office, "", PENJELASAN)
        catat.note(office, "Proyeksi BPS.", sel=HARUS)
        return [first, contoh.export(office, tmp_path).path]


@pytest.fixture
def province(qtbot, tmp_path, files) -> tuple[MainWindow, PackagePage]:
    """A province that has taken the first one in."""
    with contoh.provinsi(tmp_path / "provinsi") as office:
        people.add_user(office, nama="Yohana", peran="operator")
        impor.accept(office, contoh.judge(files[0].read_bytes()), pelaku="Yohana")
    window = desk(qtbot, tmp_path / "provinsi", "paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    return window, page


def test_the_difference_lists_the_notes_and_taking_in_brings_them(qtbot, province, files):
    window, page = province
    judged(qtbot, page.inbox, files[1:], 1)
    told = [one.text() for one in page.inbox.verdict.facts.findChildren(QLabel)]
    assert told[told.index("Catatan pada angka") + 1] == "2 sumber, 0 penjelasan"
    summary = page.inbox.verdict.difference
    qtbot.waitUntil(summary.button.isVisible, timeout=A_WHILE)
    qtbot.mouseClick(summary.button, Qt.MouseButton.LeftButton)
    view = page.inbox.difference
    assert view.header.subtitle.endswith(
        "Tidak ada sel yang berubah. Catatan: 1 bertambah, 1 berubah, 1 dihapus."
    )
    assert view.changes.notes.isVisible()
    caption, *lines = view.changes.notes.lines
    assert caption.head == "Catatan pada angka: 2 sumber, 0 penjelasan."
    assert [(line.icon, line.sub) for line in lines] == [
        ("plus", "Proyeksi BPS."),
        ("changed", f"{DARI} menjadi Register puskesmas."),
        ("minus", f"{' '.join(SEBAB.split())} menjadi tanpa catatan"),
    ]
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(view.accept, Qt.MouseButton.LeftButton)
    (entry,) = page.inbox.entries.values()
    assert entry.outcome.endswith("0 sel berubah di kantor ini. 3 catatan pada angka berubah.")
    assert catat.read(window.session.office) == {
        LAYANI: {SUMBER: "Register puskesmas."},
        HARUS: {SUMBER: "Proyeksi BPS."},
    }


def test_notes_that_stay_as_they_are_are_listed_too(qtbot, province, files, tmp_path):
    _window, page = province
    with Office.open(tmp_path / "kabupaten", clock) as office:
        contoh.type_in(office, "KES-01", LAYANI, 6500)
        third = contoh.export(office, tmp_path).path
        assert third not in files
    judged(qtbot, page.inbox, [third], 1)
    summary = page.inbox.verdict.difference
    qtbot.waitUntil(summary.button.isVisible, timeout=A_WHILE)
    qtbot.mouseClick(summary.button, Qt.MouseButton.LeftButton)
    changes = page.inbox.difference.changes
    assert changes.table.isVisible()
    changes.kind.setCurrentIndex(changes.kind.findData("catatan"))
    assert [line.icon for line in changes.notes.lines[1:]] == ["plus", "changed", "minus"]
    assert not changes.search.isEnabled()


def test_the_province_reads_them_where_it_asks_where_a_figure_is_from(qtbot, province):
    window, _page = province
    window.desk.show_page("konsolidasi")
    recap = window.desk.current_page
    assert isinstance(recap, ConsolidationPage)
    recap.open_region(KUPANG)
    qtbot.waitUntil(recap.detail.isVisible, timeout=A_WHILE)
    recap.detail.table.go_to("KES-01")
    notes = [line for line in recap.detail.lines.lines if line.icon == "note"]
    assert [(line.head, line.sub, line.target) for line in notes] == [
        (DARI, f"{SEL}, Sumber", LAYANI),
        (SEBAB, f"{SEL}, Penjelasan", LAYANI),
    ]
    above = recap.detail.lines.lines[recap.detail.lines.lines.index(notes[0]) - 1]
    assert above.target == LAYANI


def test_the_province_reads_them_beside_the_cell_and_in_its_history(qtbot, province):
    window, _page = province
    window.session.set_wilayah(KUPANG)
    window.desk.show_page("spm")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    page.open_service("KES-01", LAYANI)
    page.go_to(LAYANI)
    inspector = page.inspector
    qtbot.waitUntil(lambda: f"Sumber: {DARI}" in inspector.cell.words, timeout=A_WHILE)
    assert page.sheet is not None
    inspector.show_tab(Tab.NOTES)
    assert inspector.notes.pages[SUMBER].toPlainText() == DARI
    assert inspector.notes.pages[SUMBER].isReadOnly()
    inspector.history.show_cell(page.sheet, page.sheet.form.cells[LAYANI])
    lines = inspector.history.list.lines
    told = [line.head for line in lines if line.icon == "note"]
    assert [one.rpartition(", ")[2] for one in told] == ["Sumber", "Penjelasan"]
