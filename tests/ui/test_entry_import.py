"""A printed table into the open form: preview, one gesture, one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain import register
from app.ui import dialogue
from app.ui.grid.import_preview import ImportPreview
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
        qtbot.waitUntil(lambda: bool(isian.window.findChildren(ImportPreview)), timeout=20_000)
        found: list[ImportPreview] = isian.window.findChildren(ImportPreview)
        return found[0]

    return call


def rows(isian):
    sheet = isian.page.sheet
    return register.rows_of(sheet.form.tables["rat"], sheet.values)


def test_the_rat_is_shown_then_written_and_taken_back_by_one_undo(isian, choose):
    preview = choose(contoh_rat.workbook())
    assert preview.told.text().startswith("34 baris (34 baru). Dari 304 sel berisi: 262 diambil")
    assert rows(isian) == []
    preview.accept_button.click()
    assert len(rows(isian)) == 34
    assert isian.page.sheet.look("rat.total.pagu").text == "164.734.762.202"
    assert isian.notice.startswith("34 baris diimpor")
    isian.press(Key.Key_Z, CTRL)
    assert rows(isian) == []


def test_wrong_sums_forbid_the_import(isian, choose):
    preview = choose(contoh_rat.workbook(contoh_rat.TOTAL - 1))
    assert not preview.accept_button.isEnabled()
    assert "Ditolak: jumlah pada tabel tidak cocok." in preview.verdict.text
    preview.accept()
    assert rows(isian) == []
    preview.reject()


def test_a_doubtful_place_is_answered_with_a_number_key(isian, choose, qtbot):
    preview = choose(contoh_rat.workbook(None, {"J21": "Kupang"}))
    first = preview.list.ledger.rows[0].cells
    assert (first[0].text, first[1].text[:3]) == ("perlu dipilih", "J21")
    preview.list.go_to(preview.list.ledger.rows[0].code)
    qtbot.keyClick(preview.list, Key.Key_2)
    assert preview.rencana.bersih
    preview.accept_button.click()
    row = rows(isian)[15]
    assert isian.page.sheet.look(f"rat.{row}.lokasi").text == "Kota Kupang"


def test_a_form_without_printed_table_says_so(isian):
    isian.open("F-K15")
    isian.page.commands.run("tabel.kunci.impor")
    assert isian.notice == "Formulir ini tidak mempunyai tabel cetak yang dapat diimpor."


def test_realisation_takes_over_the_rows_of_the_rat_when_the_person_agrees(isian, choose, answers):
    choose(contoh_rat.workbook()).accept_button.click()
    isian.open("F-K06")
    answers.will("ask", True)
    isian.page.commands.run("baris.kunci.tarik")
    sheet = isian.page.sheet
    assert len(register.rows_of(sheet.form.tables["realisasi"], sheet.values)) == 34
    assert isian.notice.startswith("34 baris baru dan 0 baris berubah diambil dari F-K05.")
    isian.page.commands.run("baris.kunci.tarik")
    assert isian.notice == "Baris di sini sudah sama dengan F-K05."
