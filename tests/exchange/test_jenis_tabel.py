"""A file that is no table is refused where a table is wanted, with the way to make it one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import impor_tabel, isi_csv, tempel_berkas
from tests.exchange.test_prapemeriksaan import OTHER_FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOORS: dict[str, Callable[[Path], object]] = {
    "isi": lambda path: isi_csv._lines_of(path.read_bytes()),
    "impor": impor_tabel.read_sheets,
    "tempel": tempel_berkas.read_block,
}
SAVE_AGAIN = "bentuk Excel 2007-365 (.xlsx)"
TOLD = {
    "xls": ("bentuk Excel lama", SAVE_AGAIN),
    "xlsb": ("bentuk Excel lama", SAVE_AGAIN),
    "xltx": ("bentuk Excel lama", SAVE_AGAIN),
    "ods": ("bentuk LibreOffice (.ods)", SAVE_AGAIN),
    "html": ("halaman web", SAVE_AGAIN),
    "pdf": ("dokumen atau gambar", "Mintalah tabelnya sebagai Excel"),
    "docx": ("dokumen atau gambar", "Mintalah tabelnya sebagai Excel"),
    "png": ("dokumen atau gambar", "Mintalah tabelnya sebagai Excel"),
}
EVERYWHERE = ("xls", "ods", "pdf")
CASES = [(door, kind) for door in DOORS for kind in EVERYWHERE]
CASES += [("tempel", kind) for kind in TOLD if kind not in EVERYWHERE]


@pytest.mark.parametrize(("door", "kind"), CASES)
def test_another_kind_of_file_is_named_and_nobody_hears_of_packages(tmp_path, door, kind):
    file = tmp_path / "tabel.xlsx"
    file.write_bytes(OTHER_FILES[kind][0])
    with pytest.raises(LontarError) as refused:
        DOORS[door](file)
    happened, next_ = TOLD[kind]
    assert happened in refused.value.pesan
    assert next_ in refused.value.saran
    assert "paket" not in str(refused.value)


@pytest.mark.parametrize("begin", ["BMKG", "MM", "II*", "GIF8"])
def test_a_text_that_begins_like_a_picture_is_read(tmp_path, begin):
    file = tmp_path / "tabel.csv"
    file.write_text(f"{begin};nilai\nEnde;12\n", encoding="utf-8")
    blok = tempel_berkas.read_block(file)
    assert [list(row) for row in blok.baris] == [[begin, "nilai"], ["Ende", "12"]]
