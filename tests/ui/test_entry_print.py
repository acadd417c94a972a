"""Everything a page can print stands in one list, and is saved where the person says."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import berkas
from app.exchange.pembaca import langkah
from app.exchange.tawaran_cetak import Tawaran
from app.store.door import CellWrite, write
from app.ui import dialogue, printing
from app.ui.pages.entry_print_list import PrintList
from tests.ui.isian import CTRL, Isian, Key

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.printing_child import Step

A_WHILE = 60_000
YEARS = ("2025", "2026")


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session, bagian="kemiskinan").open("F-K02")


@pytest.fixture
def filled(isian, session):
    """Figures of two years, so that a table and two charts have content."""
    own = session.office.identitas.wilayah
    cells = [
        CellWrite("F-K02", own, year, f"makro.{row}.maret", 2_000 + number)
        for number, year in enumerate(YEARS)
        for row in ("a01", "a02")
    ]
    write(session.office, cells, jenis="isi", label="", pelaku=session.pelaku)
    return isian


def opened(isian) -> PrintList:
    def there() -> list[PrintList]:
        return [one for one in isian.window.findChildren(PrintList) if one.isVisible()]

    isian.press(Key.Key_P, CTRL)
    isian.qtbot.waitUntil(lambda: bool(there()))
    return there()[-1]


def test_tables_and_charts_with_content_are_offered_from_any_form(filled):
    for form in ("F-K02", "F-K15"):
        filled.open(form)
        shown = opened(filled)
        rows = [[cell.text for cell in row.cells] for row in shown.list.ledger.rows]
        assert [row[0] for row in rows] == ["L2", "L3", "G3.1", "G3.2"]
        assert rows[2] == ["G3.1", "Grafik 3.1 Persentase penduduk miskin (P0)", "2 angka",
                           "PNG, SVG"]  # fmt: skip
        shown.reject()


@pytest.mark.parametrize(
    ("kode", "name", "start", "told"),
    [
        ("L3", "l3.xlsx", b"PK", "baris."),
        ("L3", "l3.pdf", b"%PDF", "baris."),
        ("G3.2", "g.png", b"\x89PNG", "2 angka."),
        ("G3.2", "g.svg", b"<?xml", "2 angka."),
    ],
)
def test_what_is_chosen_is_saved_as_its_name_says(
    filled, monkeypatch, tmp_path, kode, name, start, told
):
    target: Path = tmp_path / name
    asked: list[tuple[str, str]] = []

    def save_file(_parent, title, proposal, _kinds):
        asked.append((title, proposal.name))
        return target

    monkeypatch.setattr(dialogue, "save_file", save_file)
    shown = opened(filled)
    shown.list.go_to(kode)
    filled.qtbot.keyClick(shown.list, Key.Key_Return)
    filled.qtbot.waitUntil(lambda: " disimpan: " in filled.notice, timeout=A_WHILE)
    assert target.read_bytes().startswith(start)
    assert filled.notice.startswith(f"{target} disimpan: ")
    assert filled.notice.endswith(told)
    ending = ".png" if kode.startswith("G") else ".xlsx"
    assert asked[0][1].startswith(f"{kode}-53.08-")
    assert asked[0][1].endswith(ending)


def test_the_readiness_sheet_is_drawn_beside_the_window_and_shown(filled, answers, tmp_path):
    target = tmp_path / "kesiapan.pdf"
    answers.will("save_file", target)
    answers.will("show_document", answer=True)
    filled.page.ways.handlers()["asistensi.kunci"]()
    assert filled.notice == "kesiapan.pdf sedang ditulis …"
    filled.qtbot.waitUntil(lambda: filled.notice.endswith(f"{target}."), timeout=A_WHILE)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_readiness_sheet_that_cannot_be_written_says_why(filled, answers, tmp_path):
    answers.will("save_file", tmp_path / "tiada" / "kesiapan.pdf")
    filled.page.ways.handlers()["asistensi.kunci"]()
    filled.qtbot.waitUntil(lambda: "sedang ditulis" not in filled.notice, timeout=A_WHILE)
    assert "kesiapan.pdf" in filled.notice


def test_printing_says_how_far_it_is_and_can_be_stopped(filled, answers, monkeypatch, tmp_path):
    target = tmp_path / "l3.pdf"
    target.write_bytes(b"yang lama")
    drawn, real = Event(), printing._asked

    def asked(child, verba, *given) -> Step:
        # The person has until the second page to change their mind.
        assert verba == langkah.MULAI or drawn.wait(60)
        return real(child, verba, *given)

    monkeypatch.setattr(printing, "_asked", asked)
    answers.will("save_file", target)
    shown = opened(filled)
    shown.list.go_to("L3")
    shown.take.click()
    filled.qtbot.waitUntil(lambda: "halaman 1 dari" in filled.notice, timeout=A_WHILE)
    filled.page.messages._act()
    drawn.set()
    filled.qtbot.waitUntil(lambda: "tidak jadi ditulis" in filled.notice, timeout=A_WHILE)
    assert target.read_bytes() == b"yang lama"


def test_a_full_disk_is_told_where_one_prints(filled, answers, monkeypatch, tmp_path):
    target = tmp_path / "l3.pdf"

    def full(*_given: object) -> None:
        raise LontarError("media_penuh", berkas=target.name, folder=str(tmp_path))

    monkeypatch.setattr(berkas, "write_atomic", full)
    answers.will("save_file", target)
    shown = opened(filled)
    shown.list.go_to("L3")
    shown.take.click()
    filled.qtbot.waitUntil(lambda: "Tempat penyimpanan penuh" in filled.notice, timeout=A_WHILE)


def test_nothing_is_written_when_the_person_changes_their_mind(filled, answers):
    answers.will("save_file", None)
    shown = opened(filled)
    shown.take.click()
    assert filled.notice == ""


def test_a_page_without_content_and_one_without_outputs_say_so(isian, qtbot, session):
    isian.press(Key.Key_P, CTRL)
    nothing = "Belum ada isi yang dapat dicetak untuk Triwulan"
    qtbot.waitUntil(lambda: isian.notice.startswith(nothing))
    services = Isian(qtbot, session).open("KES-01")
    services.press(Key.Key_P, CTRL)
    assert services.notice == "Halaman ini tidak mempunyai keluaran cetak."


def test_the_output_of_the_open_form_is_the_one_in_hand(qtbot):
    from PySide6.QtWidgets import QWidget

    from app.domain.periode import Periode

    parent = QWidget()
    qtbot.addWidget(parent)
    offers = [Tawaran("L1", "RAT", "tabel", 3), Tawaran("L4", "PJPK", "tabel", 5)]
    assert PrintList(parent, Periode(2026), offers, "L4").list.current_code == "L4"
