"""Both verifiers say the same of packages that were changed, by people, programs and attackers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app.exchange import paket, tanda_tangan
from app.exchange.tanda_tangan import MENANDATANGANI, MENYATAKAN, Pernyataan
from tests.exchange import contoh_paket as contoh
from tests.exchange import test_prapemeriksaan
from tests.exchange.contoh_buku import packed, with_openpyxl
from tests.exchange.contoh_sertifikat import NOW, namesake, officer, pimpinan
from tests.exchange.contoh_ubahan import (
    edit_meta,
    meta_of,
    moved,
    signatures_of,
    without_properties,
)
from tests.exchange.contoh_zip import raw_zip
from tests.exchange.segel.contoh_segel import BOOK, STRINGS, STYLES, Bedah
from tests.kedua.buku import MAIN
from tests.kedua.contoh import isi_kecil, kecil, kedua, pertama, polos
from tests.kedua.isi import is_old_text

if TYPE_CHECKING:
    from collections.abc import Callable

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ULANG, BERUBAH, TOLAK = "sah_disimpan_ulang", "data_berubah", "ditolak"
TABEL = "02_Kesehatan"
SHEET = "xl/worksheets/sheet4.xml"
DATA = "xl/worksheets/sheet7.xml"


def agreed(data: bytes) -> str:
    """The verdict, once both have given the same."""
    first, second = pertama(data), kedua(data)
    assert second.putusan == first[0], (first, second)
    return second.putusan


# --- Changes that a program of tables makes -------------------------------------------------------


def number(book: Any) -> Any:
    """A cell with a figure in a visible table."""
    cells = (cell for row in book[TABEL].iter_rows() for cell in row)
    return next(cell for cell in cells if isinstance(cell.value, int) and cell.value > 1000)


def last_row(book: Any, column: str) -> str:
    return f"{column}{book['Data'].max_row}"


def put(sheet: str, place: str, isi: object) -> Callable[[Any], None]:
    return lambda book: book[sheet].__setitem__(place, isi)


def set_value(isi: object) -> Callable[[Any], None]:
    return lambda book: setattr(number(book), "value", isi)


def both(book: Any) -> None:
    number(book).value = 9999
    book["Data"][last_row(book, "E")] = "9999"


def hidden(name: str, state: str = "hidden") -> Callable[[Any], None]:
    return lambda book: setattr(book[name], "sheet_state", state)


EDITED: dict[str, tuple[Callable[[Any], object], str]] = {
    "tidak ada": (lambda _: None, ULANG),
    "angka": (set_value(9999), BERUBAH),
    "angka jadi teks": (lambda book: set_value(str(number(book).value))(book), BERUBAH),
    "angka jadi tanggal": (lambda book: setattr(number(book), "number_format", "d/m/yy"), TOLAK),
    "angka dikosongkan": (set_value(None), BERUBAH),
    "angka jadi benar": (set_value(True), BERUBAH),
    "angka jadi galat": (set_value("#REF!"), BERUBAH),
    "angka jadi rumus": (set_value("=1+1"), TOLAK),
    "kata di luar tabel": (put(TABEL, "Z99", "titipan"), BERUBAH),
    "nol di luar tabel": (put(TABEL, "Z99", 0), BERUBAH),
    "judul": (put("Ringkasan", "A2", "Kabupaten Lain"), BERUBAH),
    "data": (lambda book: put("Data", last_row(book, "E"), "9")(book), BERUBAH),
    "data jadi angka": (lambda book: put("Data", last_row(book, "E"), 9)(book), BERUBAH),
    "data dan tabel": (both, BERUBAH),
    "kepala data": (put("Data", "E1", "nilai"), BERUBAH),
    "di samping data": (put("Data", "F7", "x"), BERUBAH),
    "nol di samping data": (put("Data", "F7", 0), BERUBAH),
    "salah di samping data": (put("Data", "F7", False), BERUBAH),
    "baris data ditambah": (lambda book: book["Data"].append(["2026", *"abcd"]), BERUBAH),
    "baris data dihapus": (lambda book: book["Data"].delete_rows(5), BERUBAH),
    "baris data dikosongkan": (lambda book: book["Data"].insert_rows(5), ULANG),
    "baris data dipindah": (lambda book: book["Data"].move_range("A3:E3", rows=900), BERUBAH),
    "kepala data dipindah": (lambda book: book["Data"].move_range("A1:E1", rows=900), BERUBAH),
    "lembar data hilang": (lambda book: book.remove(book["Data"]), TOLAK),
    "lembar meta hilang": (lambda book: book.remove(book["_meta"]), "bukan_paket"),
    "lembar hilang": (lambda book: book.remove(book["Ringkasan"]), BERUBAH),
    "lembar ditambah": (lambda book: book.create_sheet("Baru"), BERUBAH),
    "lembar diganti nama": (lambda book: setattr(book[TABEL], "title", "Lain"), BERUBAH),
    "lembar disembunyikan": (hidden("Ringkasan"), BERUBAH),
    "lembar disembunyikan benar": (hidden("Ringkasan", "veryHidden"), BERUBAH),
    "data ditampakkan": (hidden("Data", "visible"), ULANG),
    "meta ditampakkan": (hidden("_meta", "visible"), ULANG),
    "di samping meta": (put("_meta", "C3", "x"), TOLAK),
    "nol di samping meta": (put("_meta", "C3", 0), TOLAK),
    "kepala meta": (put("_meta", "B1", "nilai"), "bukan_paket"),
    "kepala meta ditambah": (put("_meta", "C1", "x"), "bukan_paket"),
    "kunci meta asing": (put("_meta", "A4", "nomor"), TOLAK),
    "versi meta": (put("_meta", "B3", "9"), TOLAK),
    "versi meta dengan jawaban": (put("_meta", "B3", "3"), TOLAK),
    "versi meta angka": (put("_meta", "B3", 2), TOLAK),
    "format meta": (put("_meta", "B2", "lontar-rekap"), "bukan_paket"),
    "kunci meta dua kali": (put("_meta", "A4", "versi"), TOLAK),
}


@pytest.mark.parametrize("kasus", EDITED)
def test_both_say_the_same_of_what_somebody_edited(kasus):
    change, expected = EDITED[kasus]
    assert agreed(with_openpyxl(kecil(), change)) == expected


# --- The hidden statements ------------------------------------------------------------------------

KEYS = {
    "id": "id",
    "manifes": "manifes.0001",
    "satu": "tanda_tangan.1.0001",
    "dua": "tanda_tangan.2.0001",
    "salinan": "salinan.0001",
}
TEXTS = ("", "x", "[]", "a..b", "eyJhbGciOiJub25lIn0..x", "é", "A" * 30_000)


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_both_say_the_same_of_statements_that_make_no_sense(key):
    for text in TEXTS:
        data = edit_meta(kecil(), lambda rows, text=text: moved(rows, key, {key: text}))
        assert agreed(data) in (ULANG, BERUBAH, TOLAK)
        if text in ("", "x"):
            assert agreed(without_properties(data)) in (ULANG, BERUBAH, TOLAK)


@pytest.mark.parametrize("prefix", ["id", "manifes", "tanda_tangan", "salinan"])
def test_both_say_the_same_of_statements_from_another_package(prefix):
    other = meta_of(contoh.package(contoh.TTS))
    data = edit_meta(kecil(), lambda rows: moved(rows, prefix, other))
    agreed(data)
    agreed(without_properties(data))


def changed_manifest(change: Callable[[str], str]) -> bytes:
    def rewritten(rows: Any) -> Any:
        return [(key, change(text)) if key == "manifes.0001" else (key, text) for key, text in rows]

    return edit_meta(kecil(), rewritten)


MANIFESTS: dict[str, tuple[Callable[[str], str], str]] = {
    "revisi": (lambda text: text.replace('"revisi":1', '"revisi":2'), BERUBAH),
    "dua kali": (lambda text: '{"revisi":9,' + text[1:], TOLAK),
    "spasi": (lambda text: "{ " + text[1:], TOLAK),
    "pecahan": (lambda text: text.replace('"revisi":1', '"revisi":1.0'), BERUBAH),
    "ditambah": (lambda text: '{"a":"b",' + text[1:], BERUBAH),
    "nilai": (lambda text: '{"nilai":[],' + text[1:], TOLAK),
    "sarang": (lambda _: "[" * 100_000, BERUBAH),
    "bukan utf-16": (lambda text: text.replace("lontar-paket", "\\ud800"), BERUBAH),
}


@pytest.mark.parametrize("kasus", MANIFESTS)
def test_both_say_the_same_of_a_changed_manifest(kasus):
    change, expected = MANIFESTS[kasus]
    assert agreed(changed_manifest(change)) == expected


# --- Who signed -----------------------------------------------------------------------------------


def with_signatures(first: str, second: str) -> bytes:
    told = {"tanda_tangan.1.0001": first, "tanda_tangan.2.0001": second}
    return without_properties(edit_meta(kecil(), lambda rows: moved(rows, "tanda_tangan", told)))


def own_signatures() -> tuple[str, str]:
    told = signatures_of(kecil())
    return told["tanda_tangan.1.0001"], told["tanda_tangan.2.0001"]


def signed(own: Any, maksud: str, waktu: object = NOW, **told: Any) -> str:
    says = Pernyataan(maksud, waktu if isinstance(waktu, str) else f"{waktu:%Y-%m-%dT%H:%M:%S%z}")
    for name, text in told.items():
        says = type(says)(**{**{f: getattr(says, f) for f in says.__struct_fields__}, name: text})
    data = paket.canonical(isi_kecil())
    return tanda_tangan.sign(data, own.key, [own.certificate], says)


def pair(second: dict[str, Any], **first: Any) -> bytes:
    told = tanda_tangan.read(own_signatures()[1])[1].tampilan
    one = signed(officer(), MENYATAKAN, **first)
    facts = {"atas": tanda_tangan.digest(one), "tampilan": told, **second}
    return with_signatures(one, signed(pimpinan(), MENANDATANGANI, **facts))


PAIRS: dict[str, tuple[Callable[[], bytes], str]] = {
    "benar": (lambda: pair({}), ULANG),
    "tertukar": (lambda: with_signatures(*own_signatures()[::-1]), TOLAK),
    "hanya pertama": (lambda: with_signatures(own_signatures()[0], ""), TOLAK),
    "hanya kedua": (lambda: with_signatures("", own_signatures()[1]), TOLAK),
    "dua kali pertama": (lambda: with_signatures(*own_signatures()[:1] * 2), TOLAK),
    "lepas": (lambda: pair({"atas": "0" * 64}), TOLAK),
    "tampilan lain": (lambda: pair({"tampilan": {"Ringkasan": "0" * 64}}), TOLAK),
    "operator menjamin lembar": (lambda: pair({}, tampilan={"Ringkasan": "0" * 64}), TOLAK),
    "operator mengesahkan": (lambda: pair({}, atas="0" * 64), TOLAK),
    "waktu di depan": (lambda: pair({"waktu": NOW + timedelta(days=2)}), TOLAK),
    "waktu esok": (lambda: pair({"waktu": NOW + timedelta(hours=23)}), ULANG),
    "waktu sebelum berlaku": (lambda: pair({"waktu": NOW - timedelta(days=30)}), TOLAK),
    "waktu tanpa zona": (lambda: pair({"waktu": "2026-10-05T09:30:00"}), TOLAK),
    "waktu bukan waktu": (lambda: pair({"waktu": "kemarin"}), TOLAK),
    "orang sama": (lambda: contoh.signed_by(isi_kecil(), officer(), namesake()), TOLAK),
    "dua operator": (lambda: contoh.signed_by(isi_kecil(), officer(), officer()), TOLAK),
    "dua pimpinan": (lambda: contoh.signed_by(isi_kecil(), pimpinan(), pimpinan()), TOLAK),
    "wilayah lain": (
        lambda: contoh.signed_by(isi_kecil(), officer(), pimpinan(contoh.TTS)),
        "penanda_bukan_wilayah",
    ),
    "provinsi lain": (
        lambda: contoh.signed_by(
            isi_kecil(), officer(provinsi="P"), pimpinan(provinsi="P"), provinsi="P"
        ),
        "penanda_tidak_dikenal",
    ),
}


NEVER_SHOWN = {"tampilan lain": BERUBAH, "waktu esok": ULANG}


@pytest.mark.parametrize("kasus", PAIRS)
def test_both_say_the_same_of_the_pair_of_signatures(kasus):
    make, expected = PAIRS[kasus]
    first, second = pertama(make()), kedua(make())
    if kasus in NEVER_SHOWN:
        # Only who has the definitions can tell that the sheets never showed this.
        assert first[1] == "tampilan_bukan_data"
        assert second.putusan == NEVER_SHOWN[kasus]
    else:
        assert (first[0], second.putusan) == (expected, expected)


def test_both_take_the_signs_of_the_first_version_and_no_others():
    teks, told = "\uf0b7 butir\u2800 Z\u0310\u0311\u0312 \ufffc", isi_kecil()
    solusi = ("KES-01", "uraian.solusi.teks")
    rows = [(*row[:4], teks) if row[1:3] == solusi else row for row in told.nilai]
    data = contoh.signed_by(msgspec.structs.replace(told, nilai=rows), officer(), pimpinan())
    assert (pertama(data)[0], kedua(data).putusan) == ("sah_utuh", "sah_utuh")
    assert is_old_text(teks)
    assert not any(map(is_old_text, ("a\u202eb", "a\u200bb", "a\uffffb", "_x0041_x0042_")))


# --- Other files, and ZIPs ------------------------------------------------------------------------

FILES = {**test_prapemeriksaan.OTHER_FILES, **test_prapemeriksaan.HOSTILE}


@pytest.mark.parametrize("kasus", FILES)
def test_both_say_the_same_of_any_other_file(kasus):
    assert agreed(FILES[kasus][0]) in ("bukan_paket", TOLAK)


def test_both_look_into_a_zip_around_a_package_and_not_further():
    once = packed({"SPM (1)": kecil(), "__MACOSX/._SPM": b"x"})
    assert agreed(once) == "sah_utuh"
    assert agreed(packed({"SPM.zip": once})) == "bukan_paket"
    assert agreed(packed({"a.xlsx": kecil(), "b.xlsx": kecil()})) == TOLAK
    assert agreed(raw_zip([])) == "bukan_paket"


# --- The cells ------------------------------------------------------------------------------------


def swapped(name: str, *pairs: tuple[str, str]) -> bytes:
    parts = Bedah(polos())
    parts.swap(name, *pairs)
    return parts.packed()


def cell_of(name: str = SHEET) -> str:
    """A cell with a figure as it is written."""
    found = re.search(
        r'<c r="[A-Z]+[0-9]+" s="[0-9]+"><v>[0-9]{4,}</v></c>', polos()[name].decode()
    )
    assert found is not None
    return found[0]


def instead(*pairs: tuple[str, str]) -> Callable[[], bytes]:
    """The figure's cell written in another way."""

    def attack() -> bytes:
        new = cell_of()
        for old, text in pairs:
            assert old in new, old
            new = new.replace(old, text, 1)
        return swapped(SHEET, (cell_of(), new))

    return attack


def covered() -> bytes:
    """A figure in a cell that a merged area hides."""
    ref = re.search(r'<mergeCell ref="([A-Z]+)([0-9]+):([A-Z]+)\2"', polos()[SHEET].decode())
    assert ref is not None
    blank = re.search(rf'<c r="{ref[3]}{ref[2]}" s="([0-9]+)"/>', polos()[SHEET].decode())
    assert blank is not None
    filled = f'<c r="{ref[3]}{ref[2]}" s="{blank[1]}"><v>9</v></c>'
    return swapped(SHEET, (blank[0], filled))


CELLS: dict[str, tuple[Callable[[], bytes], str]] = {
    "tanpa segel": (lambda: polos().packed(), ULANG),
    "dua kali": (lambda: swapped(SHEET, (cell_of(), cell_of() * 2)), TOLAK),
    "tanpa alamat": (instead(('<c r="', '<c q="')), TOLAK),
    "ejaan lain angka sama": (instead(("</v>", ".0</v>")), ULANG),
    "eksponen": (instead(("</v>", "E0</v>")), ULANG),
    "spasi": (instead(("<v>", "<v> ")), TOLAK),
    "jenis tanggal": (instead(("><v>", ' t="d"><v>')), TOLAK),
    "teks rumus": (instead(("><v>", ' t="str"><v>')), BERUBAH),
    "galat asing": (instead(("><v>", ' t="e"><v>#')), TOLAK),
    "rumus": (instead(("<v>", "<f>1+1</f><v>")), TOLAK),
    "rumus berawalan": (
        lambda: swapped(
            SHEET,
            ("<worksheet ", f'<worksheet xmlns:m="{MAIN.strip()}" '),
            (cell_of(), cell_of().replace("<v>", "<m:f>1+1</m:f><v>")),
        ),
        TOLAK,
    ),
    "pilihan lain": (
        lambda: swapped(SHEET, ("<sheetData>", f'<x:a xmlns:x="{COMPATIBILITY}"/><sheetData>')),
        TOLAK,
    ),
    "unsur asing": (instead(("<v>", '<z:v xmlns:z="urn:z">9</z:v><v>')), TOLAK),
    "di bawah gabungan": (covered, TOLAK),
    "dtd": (lambda: swapped(SHEET, ("<worksheet ", "<!DOCTYPE worksheet><worksheet ")), TOLAK),
    "teks bunyi": (lambda: swapped(STRINGS, ("<si>", "<si><rPh><t>9</t></rPh>")), TOLAK),
    "huruf kode": (lambda: swapped(STRINGS, ("<t>Ringkasan", "<t>_x0052_ingkasan")), TOLAK),
    "format menyamar": (lambda: swapped(STYLES, ('formatCode="', 'formatCode="\\9')), TOLAK),
    "tanggal 1904": (lambda: swapped(BOOK, ("<workbookPr ", '<workbookPr date1904="1" ')), TOLAK),
    "dua lembar satu bagian": (lambda: swapped(BOOK, ('r:id="rId2"', 'r:id="rId1"')), TOLAK),
    "data rusak": (lambda: swapped(DATA, ("<sheetData>", "<sheetData><row/>")), TOLAK),
}  # fmt: skip


@pytest.mark.parametrize("kasus", CELLS)
def test_both_say_the_same_of_cells_written_in_another_way(kasus):
    make, expected = CELLS[kasus]
    assert agreed(make()) == expected
