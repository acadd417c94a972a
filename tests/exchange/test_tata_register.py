"""Registers in packages: their rows are printed, signed, read back and refused like other cells."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from app.domain.formulir import TOTAL, URUT
from app.domain.register import grown, row_id
from app.errors import LontarError
from app.exchange import makna, paket, tata_layanan, tata_register
from app.exchange.blok import Blok
from app.exchange.tata_letak import TataLetak
from tests.exchange import contoh_paket as contoh

ROW = "0198a000000070008000000000000001"
SHEET = "02_Kesehatan"
FORM = "KES-01"


@pytest.fixture(scope="module")
def bacaan():
    return contoh.reading()[0]


@pytest.fixture(scope="module")
def sheet():
    made = TataLetak(contoh.acuan()).sheets(*contoh.reading())
    return next(one for one in made if one.nama == SHEET)


def shown(sheet, sel):
    letak = sheet.letak(FORM, sel)
    assert letak is not None, sel
    return sheet.baris[letak[0]][letak[1]]


def changed(bacaan, old, new):
    """The package with one line of its values spelt otherwise."""
    rows = sorted(new if row == old else row for row in bacaan.isi.nilai)
    return msgspec.structs.replace(bacaan.isi, nilai=rows)


def line(bacaan, sel):
    return next(row for row in bacaan.isi.nilai if row[1:3] == (FORM, sel))


def test_every_cell_of_every_row_has_exactly_one_place(bacaan):
    form = next(one for one in bacaan.forms if one.kode == FORM)
    blok = tata_layanan.block(form, 5).whole()
    wanted = [kode for kode, sel in form.cells.items() if not sel.closed]
    assert sorted(Counter(blok.sel.values()).elements()) == sorted(wanted)


def test_a_row_drawn_for_another_stands_as_if_it_had_been_drawn_itself():
    rows = [row_id(number, bytes(10)) for number in (1, 2)]
    forms = list(contoh.full_acuan().forms.values())
    drawn = 0
    for form in forms:
        registers = [tabel.kode for tabel in form.tabel if tabel.register]
        big = grown(form, {}, *((kode, row) for kode in registers for row in rows))
        for tabel in (big.tables[kode] for kode in registers):
            stamped = Blok(9)
            tata_register.table(stamped, big, tabel)
            assert _looks(stamped.whole()) == _looks(_each_row(big, tabel)), (form.kode, tabel.kode)
            drawn += 1
    assert drawn > len(forms)


def _each_row(form, tabel):
    """The register drawn row by row."""
    blok, lines = Blok(9), tata_register._lines(tabel, 9 - tata_register.SATUAN)
    tata_register._head(blok, tabel, lines)
    for number, baris in enumerate(tabel.lines, start=1):
        row = len(blok.baris)
        tata_register._row(blok, form, tabel, baris, lines)
        if baris.kode != TOTAL:
            blok.baris[row][0] = str(number)
            if (row, 1) not in blok.sel:
                blok.baris[row][1] = baris.label
    return blok


def _looks(blok):
    return blok.baris, blok.gaya, blok.sel, blok.gabung, blok.tinggi, blok.bagian


def test_a_printed_row_shows_words_for_codes_and_the_sum_of_its_column(sheet):
    assert shown(sheet, f"rencana.{ROW}.dana") == "DAU yang ditentukan penggunaannya"
    assert shown(sheet, f"rencana.{ROW}.spm") == "Ya"
    assert shown(sheet, f"rencana.{ROW}.target") == 7650
    assert shown(sheet, f"rencana.{ROW}.sub_kegiatan").startswith("Pengelolaan")
    assert shown(sheet, "rencana.total.pagu") == 4830478424
    assert shown(sheet, f"pelaksanaan.{ROW}.serapan") == 79
    assert shown(sheet, "pendataan.tanggal.isi") == "15-01-2025"


def test_a_stage_nobody_has_filled_is_one_line(sheet):
    other = [row for row in sheet.baris if "belum diisi" in row]
    assert [row[0] for row in other][:2] == [
        "Tahap 1. Pengumpulan data",
        "Tahap 2. Penghitungan kebutuhan",
    ]


def test_what_is_signed_of_a_choice_is_its_code(bacaan):
    assert line(bacaan, f"rencana.{ROW}.dana")[3:] == ("teks", "dau_sg")
    assert line(bacaan, f"rencana.{ROW}.dana")[0] == "2026"
    assert line(bacaan, f"pelaksanaan.{ROW}.realisasi")[0] == "2026-T3"


@pytest.mark.parametrize(
    ("kolom", "jenis", "isi"),
    [
        ("dana", "teks", "DAU yang ditentukan penggunaannya"),
        ("dana", "angka", "1"),
        ("kode", "teks", "kode lama"),
        ("spm", "teks", "Ya"),
        ("pagu", "teks", "seribu"),
    ],
)
def test_any_other_spelling_of_a_value_is_refused(bacaan, kolom, jenis, isi):
    old = line(bacaan, f"rencana.{ROW}.{kolom}")
    with pytest.raises(LontarError) as told:
        makna.resolve(changed(bacaan, old, (*old[:3], jenis, isi)), contoh.acuan())
    assert told.value.kode == "paket_nilai_salah"


@pytest.mark.parametrize(
    "sel",
    [
        "rencana.baris1.pagu",
        f"rencana.{ROW.upper()}.pagu",
        f"rencana.{ROW}.tidak_ada",
        f"pelaksanaan.{ROW}.serapan",
        f"pelaksanaan.{ROW}.{URUT}",
        "rencana.total.pagu",
        f"mutu.{ROW}.tersedia",
    ],
)
def test_a_cell_that_no_row_can_have_is_refused(bacaan, sel):
    old = line(bacaan, f"rencana.{ROW}.pagu")
    with pytest.raises(LontarError) as told:
        makna.resolve(changed(bacaan, old, (old[0], FORM, sel, "angka", "1")), contoh.acuan())
    assert told.value.kode == "paket_baris_asing"


def test_the_place_of_a_row_travels_and_orders_it_at_the_other_end(bacaan):
    second = ROW[:-1] + "2"
    row = ("2026", FORM, f"rencana.{second}.{URUT}", "angka", "1")
    isi = msgspec.structs.replace(bacaan.isi, nilai=sorted([*bacaan.isi.nilai, row]))
    form = next(f for f in makna.resolve(isi, contoh.acuan()).forms if f.kode == FORM)
    assert [baris.kode for baris in form.tables["rencana"].baris] == [second, ROW]


def test_rows_change_neither_the_definition_nor_its_fingerprint(bacaan):
    form = next(one for one in bacaan.forms if one.kode == FORM)
    assert form.tables["rencana"].baris
    known = contoh.acuan()
    fresh = paket.Acuan(known.forms.values(), known.urusan, known.wilayah, known.metode)
    assert fresh.sha256(form) == bacaan.isi.formulir[FORM].sha256
