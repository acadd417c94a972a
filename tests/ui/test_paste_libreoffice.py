"""Two hundred cells copied in LibreOffice, in Indonesian format, arrive right in one gesture."""

from __future__ import annotations

import pytest
from msgspec import structs
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.domain.formulir import Baris
from app.domain.kolom import Kolom
from tests.exchange.contoh_buku import can_drive_libreoffice
from tests.ui.contoh_libreoffice import Salinan, copied
from tests.ui.isian import CTRL, Isian, Key

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(not can_drive_libreoffice(), reason="LibreOffice cannot be driven here"),
]

ROWS = 40
COLUMNS = [
    Kolom(kode="orang", label="Orang"),
    Kolom(kode="pagu", label="Pagu", jenis="rupiah"),
    Kolom(kode="luas", label="Luas", jenis="desimal", desimal=2),
    Kolom(kode="uang", label="Uang", jenis="rupiah"),
    Kolom(kode="ket", label="Keterangan", jenis="teks"),
]
FORMATS = ["#.##0", '"Rp"#.##0', "#.##0,00", "#.##0,00", ""]


def figures() -> list[list[object]]:
    """Small and large, round and not, and texts with line ends, tabs, quotes and lookalikes."""
    texts = ["Jalan rusak", 'kata "siap"', "baris satu\nbaris dua", "1.234", "=bukan rumus"]
    return [
        [n * 137, n * 1_234_567_891, n * 12.25, n * 999_999 + 1, texts[n % len(texts)]]
        for n in range(ROWS)
    ]


def stored(n: int, kolom: str, line_end: str) -> object:
    """What the sheet keeps for a row of `figures`."""
    place = [one.kode for one in COLUMNS].index(kolom)
    value = figures()[n][place]
    if isinstance(value, str):
        return value.replace("\n", line_end)
    return round(value * 100) if kolom == "luas" and isinstance(value, float) else value


@pytest.fixture(scope="module")
def salinan() -> Salinan:
    return copied(figures(), FORMATS)


@pytest.fixture
def isian(qtbot, session):
    """A service whose budget table has been given two hundred cells to fill."""
    form = session.forms["KES-02"]
    rows = [Baris(kode=f"r{n:02d}", label=f"Butir {n}", wajib=False) for n in range(ROWS)]
    tables = [
        structs.replace(table, kolom=COLUMNS, baris=rows, tutup=[])
        if table.kode == "anggaran"
        else table
        for table in form.tabel
    ]
    rules = [rule for rule in form.aturan if "anggaran" not in f"{rule.tiap} {rule.syarat}"]
    session.forms["KES-02"] = structs.replace(form, tabel=tables, aturan=rules)
    return Isian(qtbot, session).open("KES-02")


def expected(line_end: str) -> dict[str, object]:
    return {
        f"anggaran.r{n:02d}.{one.kode}": stored(n, one.kode, line_end)
        for n in range(ROWS)
        for one in COLUMNS
    }


def test_two_hundred_cells_arrive_in_one_gesture_and_leave_in_one(isian, salinan):
    assert "1.234.567.891" in salinan.text
    assert "12,25" in salinan.text
    isian.at("anggaran.r00.orang").paste(salinan.text)
    assert {line[0] for line in isian.preview_lines()} == {"baru"}
    assert len(isian.preview_lines()) == 5 * ROWS
    isian.press(Key.Key_Return)
    # In its plain text LibreOffice itself makes a space of a line end.
    assert isian.sheet.values == expected(" ")
    assert isian.gestures() == ["tempel"]
    isian.press(Key.Key_Z, CTRL)
    assert isian.sheet.values == {}
    isian.press(Key.Key_Y, CTRL)
    assert isian.sheet.values == expected(" ")


def test_the_html_form_of_the_same_block_means_the_same(isian, salinan):
    data = QMimeData()
    data.setHtml(salinan.html)
    QGuiApplication.clipboard().setMimeData(data)
    isian.at("anggaran.r00.orang").press(Key.Key_V, CTRL).press(Key.Key_Return)
    assert isian.sheet.values == expected("\n")


def test_three_bad_cells_of_two_hundred_change_nothing_until_the_user_decides(isian, salinan):
    lines = salinan.text.split("\n")
    for number in (0, 5, 10):
        lines[number] = lines[number].replace("\t", " orang\t", 1)
    isian.at("anggaran.r00.orang").paste("\n".join(lines)).press(Key.Key_Return)
    assert isian.gestures() == []
    assert [line[0] for line in isian.preview_lines()][:4] == ["ditolak"] * 3 + ["baru"]
    isian.press(Key.Key_Return, CTRL)
    assert len(isian.sheet.values) == 5 * ROWS - 3
