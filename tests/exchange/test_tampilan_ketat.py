"""What a sheet shows beside its cells: small things; the attacks are in test_serangan_paket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import cetak_ketat, gaya_ketat, tampilan_ketat
from app.exchange.pembaca import kerja
from app.exchange.susunan_buku import STYLES
from app.exchange.tampilan_ketat import Hiasan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl

if TYPE_CHECKING:
    from collections.abc import Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def kinds(data: bytes) -> set[str]:
    return {one.jenis for one in kerja.appearance(data)}


def test_a_package_shows_its_footers_its_merged_cells_and_its_code_only():
    found = kerja.appearance(contoh.package())
    assert {one.jenis for one in found} == {"kaki", "gabung", "qr", "urutan"}
    assert [one.lembar for one in found if one.jenis == "qr"] == ["Ringkasan"]
    assert all("Halaman&Pdari&N" in one.isi for one in found if one.jenis == "kaki")


def test_a_workbook_saved_again_shows_nothing_else():
    # Without a library for pictures openpyxl leaves the code out.
    assert kinds(with_openpyxl(contoh.package())) <= {"kaki", "gabung", "qr", "urutan"}


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_adds_nothing_of_its_own():
    told = kerja.appearance(contoh.package())
    assert set(kerja.appearance(with_libreoffice(contoh.package()))) == set(told)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('&L&"Arial,Regular"&7Paket 1&R&7Halaman &P', "Paket1Halaman&P"),
        ("&L&7 Paket\xa01", "Paket1"),
        ("&C&KFF0000&BTebal", "Tebal"),
        ("&D &T &F &A", "&D&T&F&A"),
        ("", ""),
    ],
)
def test_what_a_footer_prints_is_told_without_its_looks(text, printed):
    assert cetak_ketat.plain_footer(text) == printed


def test_neighbours_are_told_as_a_range():
    assert tampilan_ketat._ranges([3, 5, 6, 7, 9, 10]) == "3, 5-7, 9-10"


def styles(xfs: str, formats: str = "") -> Sequence[gaya_ketat.Gaya]:
    told = f"<numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs>"
    text = f'<styleSheet xmlns="{MAIN}">{told}</styleSheet>'
    return gaya_ketat.read({STYLES: text.encode()})


def test_a_workbook_without_styles_shows_everything_plainly():
    assert gaya_ketat.read({}) == [gaya_ketat.Gaya(("General",), "")]


@pytest.mark.parametrize(
    ("ident", "formats", "kode"),
    [
        ("4", "", ("#,##0.00",)),
        ("170", '<numFmt numFmtId="170" formatCode="0.00"/>', ("0.00",)),
        ("170", "", ("nomor 170",)),
        ("9", '<numFmt numFmtId="9" formatCode="0"/>', ("0", "nomor 9")),
        ("4", '<numFmt numFmtId="4" formatCode="0"/>', ("0", "#,##0.00")),
        ("43", '<numFmt numFmtId="43" formatCode="_-* #,##0.00_-"/>', ("_-* #,##0.00_-",)),
        ("x", "", ("nomor x",)),
    ],
)
def test_a_format_is_what_every_program_takes_it_for(ident, formats, kode):
    (gaya,) = styles(f'<xf numFmtId="{ident}"/>', formats)
    assert gaya.kode == kode


def test_two_lists_of_styles_are_one_too_many():
    with pytest.raises(LontarError) as refused:
        styles("</cellXfs><cellXfs>")
    assert refused.value.kode == "isi_susunan_ganda"


def test_a_garbled_placing_is_told_in_words():
    error = LontarError("isi_letak_menyamar", bagian="02_Kesehatan!D21", letak="horizontal=fill")
    assert error.pesan == (
        "Sel 02_Kesehatan!D21 ditata dengan cara (horizontal=fill) yang mengulang, membalik, "
        "menggeser, atau menyembunyikan isinya di layar."
    )
    assert error.saran == (
        "Jangan percayai angka yang tampak di berkas ini. Minta ekspor baru dari Lontar dan beri "
        "tahu pengelola di provinsi."
    )


def test_what_is_found_is_told_once():
    found = kerja.appearance(contoh.package())
    assert len(found) == len(set(found))
    assert Hiasan("Temuan", "komentar") not in found
