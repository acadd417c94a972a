"""Somebody's own workbook as texts: what a person sees in it, and what is too much."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from app.errors import LontarError
from app.exchange.pembaca import tabel
from app.exchange.pembaca.induk import Pembaca


def workbook(cells: dict[str, object], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Mutu"
    for place, value in cells.items():
        sheet[place] = value
    for place, style in (formats or {}).items():
        sheet[place].number_format = style
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (1250, "General", "1250"),
        (1250.0, "#,##0.00", "1250"),
        (0.1 + 0.2, "General", "0,3"),
        (0.2005, "0.00%", "20,05%"),
        (1.131, "0%", "113,1%"),
        (123456789012345, "0", "123456789012345"),
        (1.5e18, "General", "1.5e+18"),
        (True, "General", "BENAR"),
        ("1.234", "@", "1.234"),
        (date(2026, 3, 17), "dd/mm/yyyy", "2026-03-17 00:00:00"),
        ("=1/0", "General", "=1/0"),
    ],
)
def test_a_cell_is_spelled_as_a_person_reads_it(value, style, text):
    assert tabel.tables(workbook({"A1": value}, {"A1": style})) == {"Mutu": [[text]]}


def test_cells_stand_where_they_stood():
    assert tabel.tables(workbook({"B2": 5, "C3": 6})) == {
        "Mutu": [["", "", ""], ["", "5", ""], ["", "", "6"]]
    }


def test_a_child_process_reads_it():
    with Pembaca(workers=1) as pembaca:
        assert pembaca.tabel(workbook({"A1": "Uraian", "B1": 7})) == {"Mutu": [["Uraian", "7"]]}


def test_a_far_cell_is_too_much():
    with pytest.raises(LontarError) as caught:
        tabel.tables(workbook({"A1": 1, "XFD1048576": 1}))
    assert str(caught.value) == (
        "Lembar Mutu lebih dari 200000 sel, jauh lebih luas daripada formulir mana pun. "
        "Salin hanya bagian yang akan diisikan ke berkas baru, lalu ulangi."
    )


def test_what_openpyxl_cannot_read_is_refused_in_a_sentence(monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ValueError

    data = workbook({"A1": 1})
    monkeypatch.setattr(openpyxl, "load_workbook", broken)
    with pytest.raises(LontarError) as caught:
        tabel.tables(data)
    assert str(caught.value) == (
        "Berkas Excel ini tidak dapat dibaca. "
        "Buka di Excel, WPS, atau LibreOffice, simpan sebagai .xlsx baru, lalu ulangi."
    )


def test_macros_are_refused_here_as_everywhere():
    with pytest.raises(LontarError):
        tabel.tables(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def test_merged_cells_are_told_as_far_as_something_stands_beside_them():
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "RAT"
    sheet["A1"], sheet["B3"] = "Sosial", "Panti"
    sheet.merge_cells("A1:A3")
    sheet.merge_cells("B3:B9")
    sheet.merge_cells("D1:F2")
    out = BytesIO()
    book.save(out)
    with Pembaca(workers=1) as pembaca:
        found = pembaca.tabel_gabungan(out.getvalue())["RAT"]
    assert found.baris == [["Sosial", ""], ["", ""], ["", "Panti"]]
    assert found.gabungan == [(0, 0, 2, 0)]
