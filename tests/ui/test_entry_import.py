"""A printed table into the open form: preview, one gesture, one undo."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from app.domain import register
from app.errors import LontarError
from app.store import bulk, riwayat
from app.ui import background, dialogue
from app.ui.grid import import_preview
from app.ui.grid.import_preview import ImportPreview
from app.ui.in_turns import InTurns
from tests.domain import contoh_penduduk
from tests.exchange import contoh_rat
from tests.ui.isian import CTRL, Isian, Key

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session, bagian="kemiskinan").open("F-K05")


@pytest.fixture
def choose(isian, qtbot, monkeypatch, tmp_path):
    def call(data: bytes) -> ImportPreview:
        file: Path = tmp_path / "rat.xlsx"
        file.write_bytes(data)
        monkeypatch.setattr(dialogue, "open_file", lambda *_: file)
        isian.page.commands.run("tabel.kunci.impor")
        qtbot.waitUntil(lambda: bool(isian.window.findChildren(ImportPreview)), timeout=60_000)
        found: list[ImportPreview] = isian.window.findChildren(ImportPreview)
        return found[0]

    return call


def rows(isian):
    sheet = isian.page.sheet
    return register.rows_of(sheet.form.tables["rat"], sheet.values)


def test_the_rat_is_shown_then_written_and_taken_back_by_one_undo(isian, choose, answers):
    preview = choose(contoh_rat.workbook())
    assert preview.told.text().startswith("34 baris (34 baru). Dari 304 sel berisi: 262 diambil")
    assert rows(isian) == []
    answers.will("ask", True)
    preview.accept_button.click()
    assert len(rows(isian)) == 34
    assert isian.page.sheet.look("rat.total.pagu").text == "164.734.762.202"
    assert isian.notice.startswith("34 baris diimpor")
    isian.press(Key.Key_Z, CTRL)
    assert rows(isian) == []


@pytest.fixture
def long_table(monkeypatch):
    """Every table counts as one that is worked out beside the window."""
    monkeypatch.setattr(import_preview, "AT_ONCE", 0)


def test_the_names_of_regions_are_asked_for_before_a_long_table_is_worked_out(
    isian, choose, qtbot, long_table, monkeypatch
):
    known = []
    run = background.run

    def running(*words, **more):
        known.append(bool(isian.session._regions._known))
        return run(*words, **more)

    monkeypatch.setattr(background, "run", running)
    isian.session._regions.forget()
    preview = choose(contoh_rat.workbook())
    qtbot.waitUntil(preview.accept_button.isVisible, timeout=60_000)
    preview.reject()
    assert known == [False, True]


def test_a_long_table_is_worked_out_beside_the_window(isian, choose, qtbot, answers, long_table):
    preview = choose(contoh_rat.workbook())
    assert preview.verdict.text.startswith("Tabel diperiksa: ")
    assert not preview.accept_button.isVisible()
    preview.accept()
    assert rows(isian) == []
    qtbot.waitUntil(preview.accept_button.isVisible, timeout=60_000)
    assert preview.told.text().startswith("34 baris (34 baru).")
    answers.will("ask", True)
    preview.accept_button.click()
    qtbot.waitUntil(lambda: dialogue_gone(isian), timeout=60_000)
    assert len(rows(isian)) == 34
    assert isian.notice.startswith("34 baris diimpor")
    isian.press(Key.Key_Z, CTRL)
    assert rows(isian) == []


class Halting(InTurns[Any, Any]):
    """Stands still after a few pieces, until it is told to go on."""

    most = 5

    def _go_on(self) -> None:
        if self.pieces < self.most:
            super()._go_on()

    def go_on(self) -> None:
        self.most = sys.maxsize
        self._go_on()


@pytest.fixture
def agreed(isian, choose, qtbot, answers, long_table, monkeypatch):
    """The preview of a long table, of which the first cells have been written."""
    monkeypatch.setattr(bulk, "PIECE", 10)
    monkeypatch.setattr(import_preview, "InTurns", Halting)
    preview = choose(contoh_rat.workbook())
    qtbot.waitUntil(preview.accept_button.isVisible, timeout=60_000)
    answers.will("ask", True)
    preview.accept_button.click()
    qtbot.waitUntil(lambda: preview._turns.pieces == Halting.most, timeout=60_000)
    assert preview.verdict.text.startswith("Tabel disimpan: ")
    assert preview.cancel.hasFocus()
    return preview


def test_a_long_table_is_written_in_turns_and_given_up_as_a_whole(isian, qtbot, agreed):
    office = isian.page.session.office
    before = riwayat.head(office.conn, office.identitas.office_id).tindakan
    # Keys are heard meanwhile, and nothing else can become a part of it.
    agreed.accept()
    with pytest.raises(LontarError) as refused:
        isian.page.session.write([], jenis="isi", label="contoh")
    assert str(refused.value) == (
        "Perubahan yang panjang sedang disimpan di kantor ini. Tunggu sampai selesai, biasanya "
        "beberapa detik, lalu ulangi."
    )
    qtbot.keyClick(agreed, Key.Key_Escape)
    assert dialogue_gone(isian)
    assert isian.notice == "Impor dihentikan. Tidak ada sel yang berubah."
    now = riwayat.head(office.conn, office.identitas.office_id).tindakan
    assert (now, rows(isian)) == (before - 1, [])
    assert riwayat.verify_chain(office).ok
    isian.page.session.write([], jenis="isi", label="contoh")


def test_a_disk_that_fills_while_a_long_table_is_written_is_told(isian, qtbot, agreed):
    conn = isian.page.session.office.conn
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages}")
    agreed._turns.go_on()
    qtbot.waitUntil(lambda: dialogue_gone(isian), timeout=60_000)
    assert "penuh" in isian.notice
    assert rows(isian) == []
    assert not conn.in_transaction


def test_answers_in_a_long_table_are_worked_out_beside_it_too(isian, choose, qtbot, long_table):
    preview = choose(contoh_rat.workbook(None, {"J21": "Kupang"}))
    qtbot.waitUntil(preview.accept_button.isVisible, timeout=60_000)
    assert preview.list.hasFocus()
    qtbot.keyClick(preview.list, Key.Key_2)
    assert not preview.list.isEnabled()
    qtbot.waitUntil(lambda: preview.rencana.bersih, timeout=60_000)
    assert preview.accept_button.hasFocus()
    preview.reject()


def test_a_long_table_can_be_left_while_it_is_worked_out(isian, choose, qtbot, long_table):
    preview = choose(contoh_rat.workbook())
    task = preview.findChild(background.Task)
    qtbot.keyClick(preview, Key.Key_Escape)
    assert task.cancelled
    assert not preview.isVisible()
    assert background.wait(60)
    assert rows(isian) == []


def test_a_long_table_that_has_nothing_of_the_form_says_so(isian, choose, qtbot, long_table):
    choose(b"nama;jumlah\nEnde;5\n")
    qtbot.waitUntil(lambda: "tidak ditemukan tabel" in isian.notice, timeout=60_000)
    assert dialogue_gone(isian)


def dialogue_gone(isian) -> bool:
    return not any(one.isVisible() for one in isian.window.findChildren(ImportPreview))


def test_a_table_of_another_year_goes_in_only_when_the_person_says_so(isian, choose, answers):
    preview = choose(contoh_rat.workbook())
    assert "Tabel ini untuk tahun 2023, lembarnya Triwulan III 2026." in preview.verdict.text
    answers.will("ask", False)
    preview.accept()
    assert (
        "menyebut tahun 2023, sedangkan lembar yang terbuka Triwulan III 2026" in answers.told[-1]
    )
    assert preview.isVisible()
    assert rows(isian) == []
    preview.reject()


def test_the_cursor_stands_at_the_first_imported_cell_at_the_left(isian, choose, answers):
    folded = isian.page.grid.folded
    answers.will("ask", True)
    choose(contoh_rat.workbook()).accept_button.click()
    assert isian.page.grid.current.kode == f"rat.{rows(isian)[0]}.sektor"
    bar = isian.page.grid.view.horizontalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0
    assert isian.page.grid.folded is folded


def test_figures_are_mended_only_where_the_person_ticks(isian, choose, qtbot):
    isian.open("F-K01")
    preview = choose(contoh_penduduk.workbook(contoh_penduduk.rows()))
    listed = preview.proposals.list
    cells = {row.code: [cell.text for cell in row.cells] for row in listed.ledger.rows}
    assert list(cells) == list(contoh_penduduk.REPAIRED)
    assert cells["C9"] == [
        "tidak", "C9 · Jumlah Penduduk (jiwa) 2025", "Flores Timur", "29.676", "296.760",
        "Nol hilang (kali 10); jumlah menjadi tepat",
    ]  # fmt: skip
    assert not preview.accept_button.isEnabled()
    listed.go_to("C9")
    qtbot.keyClick(listed, Key.Key_Space)
    assert [one.letak for one in preview.hasil.dipakai] == [(8, 2)]
    assert listed.ledger.rows[2].cells[0].text == "dipakai"
    qtbot.keyClick(listed, Key.Key_Space)
    assert preview.hasil.dipakai == ()
    preview.proposals.all.click()
    assert preview.accept_button.isEnabled()
    preview.accept_button.click()
    assert isian.page.sheet.nilai("penduduk.utama.jumlah") == 286_911
    (label,) = isian.session.office.conn.execute(
        "SELECT label FROM tindakan ORDER BY id DESC"
    ).fetchone()
    assert "C9 tercetak 29.676 menjadi 296.760" in label


def test_wrong_sums_forbid_the_import(isian, choose):
    preview = choose(contoh_rat.workbook(contoh_rat.TOTAL - 1))
    assert not preview.accept_button.isEnabled()
    assert "Ditolak: jumlah pada tabel tidak cocok." in preview.verdict.text
    preview.accept()
    assert rows(isian) == []
    preview.reject()


def test_a_doubtful_place_is_answered_with_a_number_key(isian, choose, qtbot, answers):
    preview = choose(contoh_rat.workbook(None, {"J21": "Kupang"}))
    first = preview.list.ledger.rows[0].cells
    assert (first[0].text, first[1].text[:3]) == ("perlu dipilih", "J21")
    preview.list.go_to(preview.list.ledger.rows[0].code)
    qtbot.keyClick(preview.list, Key.Key_2)
    assert preview.rencana.bersih
    answers.will("ask", True)
    preview.accept_button.click()
    row = rows(isian)[15]
    assert isian.page.sheet.look(f"rat.{row}.lokasi").text == "Kota Kupang"


def test_realisation_takes_over_the_rows_of_the_rat_when_the_person_agrees(isian, choose, answers):
    answers.will("ask", True)
    choose(contoh_rat.workbook()).accept_button.click()
    isian.open("F-K06")
    answers.will("ask", True)
    isian.page.commands.run("baris.kunci.tarik")
    sheet = isian.page.sheet
    assert len(register.rows_of(sheet.form.tables["realisasi"], sheet.values)) == 34
    assert isian.notice.startswith("34 baris baru dan 0 baris berubah diambil dari F-K05.")
    isian.page.commands.run("baris.kunci.tarik")
    assert isian.notice == "Baris di sini sudah sama dengan F-K05."
