"""The entry page of kemiskinan: its own forms, the way to it, and what a package is to carry."""

from __future__ import annotations

from app.domain.nilai import Keadaan
from app.ui.pages import entry_explain, home_ways
from app.ui.pages.entry import EntryPage
from app.ui.pages.package_parts import PartsChoice
from tests.ui.contoh_daerah import desk, enter
from tests.ui.contoh_jendela import ENDE, new_office


def test_each_entry_page_shows_the_forms_of_its_part(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "k", ENDE), "kemiskinan")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    assert all(kode.startswith("F-K") for kode in page.offered)
    assert "F-K01P" not in page.offered
    home_ways.to_cell(page, "KES-01", "penerima.harus.jumlah")
    services = window.desk.current_page
    assert isinstance(services, EntryPage)
    assert "KES-01" in services.offered
    assert not services.offered.keys() & page.offered.keys()
    home_ways.to_cell(services, "F-K02", "makro.a01.maret")
    assert window.desk.current_page is page
    assert page.sheet is not None
    assert page.sheet.form.kode == "F-K02"


def test_a_form_without_an_index_shows_none(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "k", ENDE), "kemiskinan")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    page.open_service("F-K02")
    assert page.head.spoken.startswith("Terisi")
    assert page.sheet is not None
    (line,) = entry_explain.explain(page.sheet)
    assert line.head == "Formulir ini tidak masuk ke dalam indeks"


def test_a_figure_that_was_not_released_is_offered_where_it_can_be(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "k", ENDE), "kemiskinan")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    page.open_service("F-K02", "makro.a10.maret")
    page.grid.edits.declare(Keadaan.TIDAK_DIRILIS)
    assert page.sheet is not None
    assert page.sheet.nilai("makro.a10.maret") is Keadaan.TIDAK_DIRILIS
    assert page.sheet.look("makro.a10.maret").text == "Tidak dirilis, RSE tinggi"


def test_the_choice_of_parts_shows_only_where_there_is_one(qtbot):
    choice = PartsChoice()
    qtbot.addWidget(choice)
    choice.show_parts({"spm"})
    assert choice.isHidden()
    choice.show_parts({"kemiskinan", "spm"})
    assert not choice.isHidden()
    told = [choice.parts]
    choice.selector.setCurrentIndex(2)
    told.append(choice.parts)
    choice.show_parts({"spm"})
    told.append(choice.parts)
    assert told == [None, ["kemiskinan"], None]


def test_a_table_higher_than_the_page_shows_above_that_more_columns_follow(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "k", ENDE), "kemiskinan")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    page.open_service("F-K12")
    first = page.grid.sections()[0]
    qtbot.waitUntil(first.across.isVisible)
    own = first.view.horizontalScrollBar()
    first.across.setValue(first.across.maximum())
    assert own.value() == own.maximum() > 0
    own.setValue(0)
    assert first.across.value() == 0
    page.open_service("F-K10")
    qtbot.waitUntil(lambda: not page.grid.sections()[0].across.isVisible())


def test_the_cursor_begins_where_something_can_be_typed(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "k", ENDE), "kemiskinan")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    page.open_service("F-K13")
    assert page.grid.current is not None
    assert page.grid.current.editable
    assert page.grid.current.baris.kode == "s1_01"
    visible = page.grid.view.visualRect(page.grid.view.currentIndex())
    assert page.grid.view.viewport().rect().contains(visible)


def test_a_form_that_requires_nothing_is_not_called_complete(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "k", ENDE), "kemiskinan")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)

    def line() -> str:
        return next(one.sub for one in page.services.list.lines if one.target == "F-K12")

    page.open_service("F-K12")
    assert line() == "F-K12 · belum diisi"
    sel = next(kode for kode in page.offered["F-K12"].cells if kode.endswith(".output_1"))
    enter(page.session, "F-K12", **{sel.replace(".", "__"): "Pelatihan"})
    assert line() == "F-K12 · 1 sel terisi"
