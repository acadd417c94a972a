"""Values from a table of lines: what is read, what is refused, and that nothing is half done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain.aksara import Rapi
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import isi_csv
from app.store import door, pustaka, questions, sheets
from app.store.door import Kunci
from app.store.office import Identitas, Office
from tests.contoh_demo import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = "53.03"
PERIODE = Periode(2026, 3)
HEADER = "wilayah;periode;formulir;sel;nilai"
SERVED, NEED = "penerima.terlayani.jumlah", "penerima.harus.jumlah"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    identitas = Identitas("kabupaten", OWN, "Bagian Pemerintahan", "uji")
    with Office.create(tmp_path / "kantor", identitas, now) as made:
        pustaka.install(made, paths.forms())
        yield made


def table(folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    file = folder / "nilai.csv"
    file.write_bytes("\n".join([header, *lines]).encode(encoding))
    return file


def line(nilai: str, sel: str = SERVED, formulir: str = "KES-01", periode: str = "2026-T3") -> str:
    return f"{OWN};{periode};{formulir};{sel};{nilai}"


def fill(office: Office, file: Path, *, sebagian: bool = False) -> isi_csv.HasilIsi:
    return isi_csv.fill(office, file, label="uji", pelaku="Petugas", sebagian=sebagian)


def values(office: Office, formulir: str = "KES-01") -> dict[str, object]:
    return dict(questions.sheet_values(office, formulir, OWN, PERIODE).now)


def test_accepted_lines_are_one_gesture_through_the_door(office, tmp_path):
    found = fill(office, table(tmp_path, line("1.234"), line("2000", NEED)))

    assert found.berubah == 2
    assert found.tindakan is not None
    assert values(office) == {SERVED: 1234, NEED: 2000}
    assert office.conn.execute("SELECT count(*) FROM tindakan").fetchone() == (1,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_every_usual_separator_and_the_mark_of_excel_are_understood(
    office, tmp_path, mark, encoding
):
    header = mark.join(["Sel ", "NILAI", "periode", "formulir", "keterangan", "wilayah"])
    row = mark.join([SERVED, "75", "2026-t3", "kes-01", "abaikan", OWN])

    assert not fill(office, table(tmp_path, row, "", header=header, encoding=encoding)).ditolak
    assert values(office) == {SERVED: 75}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nihil", Keadaan.NIHIL),
        ("belum tersedia", Keadaan.BELUM_TERSEDIA),
        ("TIDAK_BERLAKU", Keadaan.TIDAK_BERLAKU),
        (" bukan  kewenangan ", Keadaan.BUKAN_KEWENANGAN),
        ("0", 0),
    ],
)
def test_declared_absences_are_words_and_zero_is_a_number(office, tmp_path, text, expected):
    fill(office, table(tmp_path, line(text)))

    assert values(office) == {SERVED: expected}


def test_only_the_word_kosong_empties_a_cell(office, tmp_path):
    fill(office, table(tmp_path, line("12")))
    refused = fill(office, table(tmp_path, line("")))
    assert values(office) == {SERVED: 12}
    fill(office, table(tmp_path, line("kosong")))

    assert refused.ditolak[0].galat.kode == "csv_nilai_kosong"
    assert values(office) == {}


def test_a_text_that_looks_like_a_formula_stays_a_text(office, tmp_path):
    cell = "uraian.permasalahan.teks"
    fill(office, table(tmp_path, line('"=1+1; ""kutip"""', cell)))

    assert values(office) == {cell: '=1+1; "kutip"'}


def test_decimals_are_scaled_by_their_cell(office, tmp_path):
    fill(office, table(tmp_path, line('"85,5"', "eksternal.indeks.nilai", "PDK-01")))

    assert values(office, "PDK-01") == {"eksternal.indeks.nilai": 8550}


@pytest.mark.parametrize(
    ("row", "kode"),
    [
        (f"53.04;2026-T3;KES-01;{SERVED};1", "csv_wilayah"),
        (line("1", periode="T3 2026"), "csv_periode"),
        (line("1", periode="2026"), "csv_perlu_triwulan"),
        (line("1", formulir="KES-99"), "csv_formulir"),
        (line("1", formulir="KES-P01"), "csv_tingkat"),
        (line("1", sel="penerima.terlayani"), "csv_sel"),
        (line("1", sel="penerima.persen.jumlah"), "csv_dihitung"),
        (line("1", sel="penerima.harus.l"), "csv_ditutup"),
        (line("12 orang"), "csv_angka"),
        (line("1,5"), "csv_angka"),
        (line("-3"), "csv_angka"),
        (line("1.23", "eksternal.indeks.nilai", "PDK-01"), ""),
        (line("1,234", "eksternal.indeks.nilai", "PDK-01"), "csv_angka"),
        (line("a\x07b", "uraian.solusi.teks"), ""),
        (line("\uf0b3 5", "uraian.solusi.teks"), "paket_aksara_asing"),
    ],
)
def test_a_refused_line_is_named_with_its_reason(office, tmp_path, row, kode):
    found = fill(office, table(tmp_path, row))

    assert [one.galat.kode for one in found.ditolak] == ([kode] if kode else [])
    assert all(one.baris.nomor == 2 for one in found.ditolak)
    assert all("tanpa_teks" not in str(one.galat) and str(one.galat) for one in found.ditolak)


def test_one_refused_line_holds_all_back_unless_told_otherwise(office, tmp_path):
    file = table(tmp_path, line("10"), line("sepuluh", NEED))

    assert fill(office, file).tindakan is None
    assert values(office) == {}
    assert fill(office, file, sebagian=True).berubah == 1
    assert values(office) == {SERVED: 10}


def test_a_quarter_named_for_an_annual_cell_is_kept_in_the_year_and_reported(office, tmp_path):
    found = fill(office, table(tmp_path, line("500", NEED), line("400")))

    assert [one.dipindah for one in found.diterima] == [True, False]
    assert found.diterima[0].tulis.periode == "2026"


def test_a_cell_named_twice_is_refused_the_second_time(office, tmp_path):
    found = fill(office, table(tmp_path, line("5", NEED), line("6", NEED, periode="2026")))

    assert [one.galat.kode for one in found.ditolak] == ["csv_ganda"]
    assert found.ditolak[0].galat.data["pertama"] == 2


def test_a_final_sheet_is_left_alone(office, tmp_path):
    fill(office, table(tmp_path, line("5")))
    kunci = Kunci("KES-01", OWN, "2026-T3")
    sheets.set_status(office, [kunci], door.STATUS_TERKUNCI, label="", pelaku="")
    found = fill(office, table(tmp_path, line("6"), line("9", NEED)), sebagian=True)

    assert [one.galat.kode for one in found.ditolak] == ["lembar_terkunci"]
    assert values(office) == {SERVED: 5, NEED: 9}


def test_a_table_far_longer_than_any_is_refused_before_all_of_it_is_read(
    office, tmp_path, monkeypatch
):
    monkeypatch.setattr(isi_csv, "MAX_LINES", 2)
    most = fill(office, table(tmp_path, line("1"), line("2", NEED)))
    assert len(most.diterima) == 2

    with pytest.raises(LontarError) as refused:
        fill(office, table(tmp_path, line("8"), line("9", NEED), line("salah"), '"rusak'))
    assert refused.value.kode == "csv_terlalu_panjang"
    assert "nilai.csv lebih dari 2 baris" in refused.value.pesan
    assert "satu berkas per periode" in refused.value.saran
    assert values(office)[NEED] == 2


@pytest.mark.parametrize(
    ("data", "kode"),
    [
        (f"{HEADER}\nProvínsi".encode("cp1252"), "csv_bukan_utf8"),
        (HEADER.encode("utf-16")[:-1], "csv_bukan_utf8"),
        (b"", "csv_kolom"),
        (b"wilayah;periode;formulir;sel\n", "csv_kolom"),
        (b"wilayah;periode;formulir;sel;nilai;nilai\n", "csv_kolom"),
        (f'{HEADER}\n{OWN};"2026-T3;KES-01'.encode(), "csv_rusak"),
    ],
)
def test_what_is_no_such_table_is_refused_in_a_sentence(data, kode):
    with pytest.raises(LontarError) as caught:
        list(isi_csv.read_lines(data))

    assert caught.value.kode == kode
    assert "penjelasan (kode" not in str(caught.value)


def outcome(kode: str, text: str) -> object:
    try:
        return isi_csv.read_value(FORMS["PDK-01"].cells[kode], text)
    except LontarError as error:
        return error


@given(st.text())
@pytest.mark.parametrize("kode", [SERVED, "eksternal.indeks.nilai", "uraian.solusi.teks"])
def test_any_text_in_any_cell_is_either_a_value_or_a_sentence(kode, text):
    found = outcome(kode, text)

    assert found is None or isinstance(found, int | str | Keadaan | LontarError)
    assert "penjelasan (kode" not in str(found)


FORMS = pustaka.load_forms(paths.forms())


def test_signs_of_a_word_processor_become_ordinary_ones_and_are_counted(office, tmp_path):
    rows = (
        line("\uf0b7\u00a0satu \uf0a7 dua", "uraian.solusi.teks"),
        line("\u200bsehat", "uraian.permasalahan.teks"),
    )
    found = fill(office, table(tmp_path, *rows))
    assert [one.tulis.nilai for one in found.diterima] == ["\u2022 satu \u2022 dua", "sehat"]
    assert found.rapi == Rapi("", "\u2022\u2022", 1, 1)
