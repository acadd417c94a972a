"""A sealed workbook as our writer spells it is read like any reader of workbooks would read it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from app.exchange import buku_ketat, prapemeriksaan, susunan_buku, tabel_ketat
from app.exchange.buku_kerja import Pembuka
from app.exchange.pembaca import kerja
from app.exchange.susunan_buku import STYLES, TEXTS
from tests.exchange import contoh_paket as contoh

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.buku_kerja import Baris

FIRST = "xl/worksheets/sheet1.xml"
Sel = str | float | None

letters = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("<>&\"' \n_x"),
    max_size=12,
)
cells = st.one_of(
    st.none(),
    letters,
    st.sampled_from(
        ["_x000D_", "_x0041_", " ", "\t", "a\r\nb", "'1", "=1+1", "#REF!", "1e3", "&lt;"]
    ),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
)
sheets = st.lists(st.lists(cells, max_size=7), max_size=6)


def book(rows: list[list[Sel]], form: str = "#,##0_)") -> bytes:
    """Two sheets written the way a package is: every cell with a style, row by row."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as made:
        look = made.add_format({"num_format": form})
        for name in ("Satu", "Dua"):
            page = made.add_worksheet(name)
            for number, row in enumerate(rows):
                page.set_row(number, 20 + number)
                for column, isi in enumerate(row):
                    _put(page, (number, column), isi, look)
    return out.getvalue()


def _put(page: Any, place: tuple[int, int], isi: Sel, look: Any) -> None:
    if isi is None or isi == "":
        page.write_blank(*place, None, look)
    elif isinstance(isi, str):
        page.write_string(*place, isi, look)
    else:
        page.write_number(*place, isi, look)


def strictly(parts: dict[str, bytes], listed: tuple[susunan_buku.LembarBuku, ...]) -> Any:
    apart = {one.bagian: tabel_ketat.split(parts[one.bagian]) for one in listed}
    return buku_ketat.rows(parts, listed, apart)


def both(
    data: bytes, change: Callable[[dict[str, bytes]], object] = lambda _: None
) -> tuple[dict[str, list[Baris]] | None, dict[str, list[Baris]]]:
    """What this reader and the other one find in a workbook, or in what has been made of it."""
    found = prapemeriksaan.inspect(data, thorough=False)
    change(found.parts)
    listed = susunan_buku.read(found)
    other = Pembuka(found.clean())
    return strictly(found.parts, listed), other.all_rows(other.names)


def exact(rows: dict[str, list[Baris]]) -> str:
    # As text, for 0.0 is not -0.0 and true is not 1.
    return repr(rows)


@example([["a", None, 1.0, None], [], [None, "b"], [None]])
@example([["-0", -0.0, 1e308, 5e-324, 0.1 + 0.2, 2**53 + 1, 123456789012345678]])
@example([[" a", "b ", "\tc", "d\ne", "&<>\"'", "&amp;"]])
@given(sheets)
def test_whatever_is_read_here_is_what_the_other_reader_reads(rows):
    found, other = both(book(rows))
    assert found is None or exact(found) == exact(other)


@pytest.mark.parametrize(
    "angka", ["1e999", "-1E+400", "1e-400", "-0", "007", "9" * 400, f"0.{'1' * 400}", "2.5E-06"]
)
def test_a_figure_is_the_one_the_other_reader_takes_it_for(angka):
    change = replaced(FIRST, b"<v>7</v>", f"<v>{angka}</v>".encode())
    found, other = both(book([["satu", 7]]), change)
    assert found is not None
    assert exact(found) == exact(other)


@pytest.mark.parametrize("kolom", [1, 2, 4, 5, 26, 27, 40])
def test_tables_of_any_usual_width_are_read_here(kolom):
    found, other = both(book([[f"teks {kolom}", *range(kolom - 1)]] * 3))
    assert found is not None
    assert exact(found) == exact(other)


def test_a_whole_package_is_read_here():
    found, other = both(contoh.package())
    assert found is not None
    assert exact(found) == exact(other)
    assert kerja.examine(contoh.package()).data == found["Data"]


def replaced(part: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], object]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)

    return change


def in_a_remark(parts: dict[str, bytes]) -> None:
    """The table is there for nobody but who looks for its letters."""
    parts[FIRST] = parts[FIRST].replace(b"<sheetData>", b"<?lain <sheetData>")
    parts[FIRST] = parts[FIRST].replace(b"</sheetData>", b"</sheetData>?>")


CELL, TEXT = b'<c r="A1" s="1" t="s"><v>0</v></c>', b"<t>satu</t>"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(replaced(FIRST, CELL, b'<c r="A1" s="1" t="s"><v>00</v></c>'), id="nol"),
        pytest.param(replaced(FIRST, CELL, b'<c r="A1" s="1" t="s"><v>99</v></c>'), id="nomor"),
        pytest.param(replaced(FIRST, CELL, b'<c r="A1" s="1" t="str"><v>0</v></c>'), id="jenis"),
        pytest.param(replaced(FIRST, CELL, b'<c r="A1" s="1" t="b"><v>1</v></c>'), id="benar"),
        pytest.param(replaced(FIRST, b'r="A1"', b'r="A2"'), id="baris lain"),
        pytest.param(replaced(FIRST, b'r="B1"', b'r="A1"'), id="dua kali"),
        pytest.param(replaced(FIRST, b'<row r="2"', b'<row r="3"'), id="baris hilang"),
        pytest.param(replaced(FIRST, b"A1:B2", b"A1:A2"), id="luas"),
        pytest.param(replaced(FIRST, b"A1:B2", b"A1:B1"), id="panjang"),
        pytest.param(replaced(FIRST, b"<v>7</v>", b"<v>7</v><f>1</f>"), id="rumus"),
        pytest.param(
            replaced(FIRST, b"<pageMargins", b'<sheetData><row r="9"/></sheetData><pageMargins'),
            id="dua tabel",
        ),
        pytest.param(replaced(FIRST, b"<pageMargins", b'<c r="Z9"/><pageMargins'), id="sel lepas"),
        pytest.param(in_a_remark, id="tabel dalam petunjuk"),
        pytest.param(replaced(TEXTS, TEXT, b"<r><t>satu</t></r>"), id="bagian teks"),
        pytest.param(replaced(TEXTS, TEXT, TEXT + b"<rPh sb='0' eb='1'/>"), id="bunyi"),
        pytest.param(replaced(TEXTS, TEXT, b"<t> satu</t>"), id="spasi"),
        pytest.param(replaced(TEXTS, TEXT, b"<t>satu\n</t>"), id="baris baru"),
        pytest.param(replaced(TEXTS, TEXT, b"<t>sa\rtu</t>"), id="akhir baris"),
        pytest.param(replaced(TEXTS, TEXT, b"<t>s&#97;tu</t>"), id="entitas"),
        pytest.param(replaced(TEXTS, TEXT, b"<t>s_x0061_tu</t>"), id="bernomor"),
        pytest.param(replaced(TEXTS, TEXT, b"<t><![CDATA[satu]]></t>"), id="apa adanya"),
        pytest.param(replaced(TEXTS, TEXT, b"<t>sa\x01tu</t>"), id="kendali"),
        pytest.param(replaced(TEXTS, TEXT, b"<t>sa\xfftu</t>"), id="bukan utf-8"),
        pytest.param(replaced(TEXTS, TEXT, "<t>sa\uffffu</t>".encode()), id="bukan xml"),
        pytest.param(replaced(TEXTS, TEXT, b"<t></t>"), id="kosong"),
        pytest.param(replaced(TEXTS, b'uniqueCount="', b'uniqueCount="1'), id="hitungan"),
        pytest.param(replaced(TEXTS, b"</sst>", b"</sst><!-- -->"), id="sesudahnya"),
        pytest.param(replaced(STYLES, b"#,##0_)", b"dd/mm/yyyy"), id="tanggal"),
    ],
)
def test_what_is_spelt_otherwise_is_left_to_the_other_reader(change):
    data = book([["satu", 7], ["dua", 8]])
    listed = susunan_buku.read(found := prapemeriksaan.inspect(data, thorough=False))
    assert strictly(found.parts, listed) is not None
    change(found.parts)
    assert strictly(found.parts, listed) is None
