"""LP2KD in Word: what people wrote stands in its chapter, and no table is lost."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest

from app.domain.periode import Periode
from app.exchange import keluaran_cetak
from app.exchange.laporan import daftar, dokumen, lp2kd
from app.exchange.laporan.naskah import Alinea, Judul, Tabel
from tests.exchange.contoh_keluaran import ENDE, QUARTER, YEAR, A, B, C, D, office, put_rows

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

T2 = Periode.parse(QUARTER)
NARASI: dict[str, dict[str, Nilai]] = {
    A: {"laporan": "lp2kd", "subbab": "III.1 Perkembangan", "teks":
        "Penduduk miskin {F-K02 makro.a02.maret} ribu orang; Gini {F-K02 makro.a12.maret}."},
    B: {"laporan": "lp2kd", "subbab": "Bab VI Saran", "teks": "Padankan data sasaran."},
    C: {"laporan": "lp2kd", "subbab": "Catatan penyusun", "teks": "Tanpa bab."},
    D: {"laporan": "triwulan", "subbab": "I", "teks": "Bukan untuk LP2KD."},
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The report of a small office, and the sheets of its annex."""
    with office(tmp_path_factory.mktemp("lp2kd") / "kantor") as place:
        put_rows(place, "F-K15", YEAR, "narasi", NARASI)
        bahan = lp2kd.gather(place, T2, ENDE)
        annex = keluaran_cetak.make(place, "L3", T2, ENDE).lembar
        offered = [one.kode for one in daftar.offered(place)]
    return bahan, annex, offered


@pytest.fixture(scope="module")
def parts(made):
    return lp2kd.compose(made[0]).bagian


def chapter(parts: Any, start: str) -> list[Any]:
    """What stands between a chapter and the next."""
    names = [n for n, one in enumerate(parts) if isinstance(one, Judul) and one.tingkat == 1]
    first = next(n for n in names if parts[n].teks.startswith(start))
    return list(parts[first + 1 : next((n for n in names if n > first), len(parts))])


def test_there_are_six_chapters_in_order_and_one_for_what_names_none(parts):
    heads = [one.teks for one in parts if isinstance(one, Judul) and one.tingkat == 1]
    assert [head.split()[1] for head in heads[:6]] == list(lp2kd.BAB)
    assert heads[6:] == ["NARASI TANPA NOMOR BAB"]
    assert "Tanpa bab." in [one.teks for one in chapter(parts, "NARASI") if isinstance(one, Alinea)]


def test_a_narrative_stands_in_its_chapter_with_the_figures_of_its_cells(parts):
    told = [one for one in chapter(parts, "BAB III") if isinstance(one, Alinea)]
    assert told[0].teks == "Penduduk miskin 62,12 ribu orang; Gini {F-K02 makro.a12.maret}."
    assert (told[1].tulis, "{F-K02 makro.a12.maret}" in told[1].teks) == (True, True)
    assert [one.teks for one in chapter(parts, "BAB VI")][:2] == [
        "Bab VI Saran", "Padankan data sasaran.",
    ]  # fmt: skip
    assert not any("Bukan untuk LP2KD" in getattr(one, "teks", "") for one in parts)


def test_a_chapter_nobody_wrote_for_asks_for_it(parts):
    first = chapter(parts, "BAB I ")[0]
    assert first.tulis
    assert first.teks.startswith("[Tulis latar belakang")


def test_every_table_of_the_annex_is_printed_or_named_with_its_sheet(made, parts):
    _, annex, _ = made
    printed = {one.isi.nama for one in parts if isinstance(one, Tabel)}
    said = " ".join(one.teks for one in parts if isinstance(one, Alinea))
    assert printed
    for sheet in annex:
        assert (sheet.nama in printed) != (f"lembar {sheet.nama}." in said), sheet.nama
        assert (len(sheet.lebar) <= 8) == (sheet.nama in printed)


def test_merged_cells_of_a_table_are_merged_in_the_document(made):
    bahan, _, _ = made
    naskah = lp2kd.compose(bahan)
    book = docx.Document(BytesIO(dokumen.write(naskah, bahan.dibuat)))
    tables = [one.isi for one in naskah.bagian if isinstance(one, Tabel)]
    spanned = 0
    for sheet, table in zip(tables, book.tables, strict=True):
        for (row, column), (last, right) in sheet.spans.items():
            spanned += 1
            first = table.cell(row, column)
            assert table.cell(last, right)._tc is first._tc
            assert len(first.paragraphs) == 1
    assert spanned


def test_no_heading_of_a_column_is_broken_within_a_word(parts):
    for one in parts:
        if isinstance(one, Tabel):
            whole = sum(one.isi.lebar)
            for n, wide in enumerate(one.isi.lebar):
                longest = max(len(word) for row in one.isi.kepala for word in [*row[n].split(), ""])
                assert 170 * wide / whole >= longest * 1.2


def test_every_office_of_a_region_is_offered_it(made):
    assert "lp2kd" in made[2]
