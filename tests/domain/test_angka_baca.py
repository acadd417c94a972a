"""Numbers read as people in Indonesia write them: exactly, or with a question, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.angka import LARGEST, Bacaan, format_number
from app.domain.angka_aksara import NumberError
from app.domain.angka_baca import AmbiguousNumberError, Satuan, parse_number, read_number
from app.teks import catalogue, t

NBSP, THIN = "\u00a0", "\u2009"


@pytest.mark.parametrize(
    ("teks", "desimal", "expected"),
    [
        ("0", 0, 0),
        ("007", 0, 7),
        ("1.234", 0, 1234),
        ("1,234", 0, 1234),
        ("1234", 0, 1234),
        ("1.131,62", 2, 113162),
        ("1,131.62", 2, 113162),
        ("113,455,810,589", 0, 113455810589),
        ("1,997,465,094", 0, 1997465094),
        ("Rp .3,017,669,258 ,00", 0, 3017669258),
        ("Rp. 1.249.938.911,-", 0, 1249938911),
        ("Rp. Rp. 5.000", 0, 5000),
        ("Rp 5.000,=", 0, 5000),
        ("IDR 5.000", 0, 5000),
        ("5.000 rupiah", 0, 5000),
        (f"Rp{NBSP}5.000", 0, 5000),
        ("Rp (5.000)", 0, -5000),
        ("20,05%", 2, 2005),
        ("29,8%%", 2, 2980),
        ("29,8 persen", 2, 2980),
        (f"1{NBSP}234{NBSP}567", 0, 1234567),
        (f"1{THIN}234", 0, 1234),
        ("\u202f12\u202f500,5", 1, 125005),
        ("１２", 0, 12),
        ("１．２３４，５", 1, 12345),
        ("\u22125", 0, -5),
        ("– 5", 0, -5),
        ("(5)", 0, -5),
        ("+7", 0, 7),
        ("0,5", 1, 5),
        ("1.234,00", 0, 1234),
        ("0,000", 0, 0),
        ("94 ,12", 2, 9412),
        ("12,5", 2, 1250),
        ("1.5", 2, 150),
        ("83.9%", 2, 8390),
        ("39.41%", 2, 3941),
        ("1.234.567,8 %", 2, 123456780),
        ("1.234", 2, 123400),
        ("1'234'567", 0, 1234567),
        ("1\u2019234", 0, 1234),
        ("'1234", 0, 1234),
        ("\u200b15\ufeff", 0, 15),
    ],
)
def test_a_number_is_read_as_it_was_meant(teks: str, desimal: int, expected: int) -> None:
    assert parse_number(teks, desimal) == expected


@pytest.mark.parametrize(
    ("teks", "desimal", "satuan", "alasan"),
    [
        ("12 orang", 0, "jumlah", "satuan"),
        ("Rp5.000/orang", 0, "rupiah", "satuan"),
        ("12 5", 0, "", "spasi"),
        ("1.234 567", 0, "", "spasi"),
        ("1,2,3", 0, "", "kelompok"),
        ("1.23.4", 0, "", "kelompok"),
        ("0.123.456", 0, "", "kelompok"),
        ("6.1249.934.780", 0, "", "kelompok"),
        ("1.534.1444", 0, "", "kelompok"),
        ("103.426.819.26", 0, "rupiah", "kelompok_akhir"),
        ("1.2.3,4.5", 0, "", "kelompok"),
        ("(14.968.336.9", 0, "rupiah", "kurung"),
        ("5)", 0, "", "kurung"),
        ("(5) 3", 0, "", "banyak_angka"),
        (".200", 0, "", "awal"),
        (".5", 0, "", "awal"),
        ("29.66", 0, "", "harus_bulat"),
        ("1.234,5", 0, "", "harus_bulat"),
        ("94, 12", 0, "", "harus_bulat"),
        ("0.123", 0, "", "harus_bulat"),
        ("1,2345", 2, "", "desimal_berlebih"),
        ("NA", 0, "", "bukan_angka"),
        ("UD", 0, "", "bukan_angka"),
        ("lima belas", 0, "", "bukan_angka"),
        ("#DIV/0!", 0, "", "galat_lembar"),
        ("#NILAI!", 0, "", "galat_lembar"),
        ("Err:502", 0, "", "galat_lembar"),
        ("#####", 0, "", "kolom_sempit"),
        ("=A1+B1", 0, "", "rumus"),
        ("1,23E+11", 0, "", "eksponen"),
        ("1.5e9", 0, "", "eksponen"),
        ("5 x 10^3", 0, "", "eksponen"),
        ("½", 2, "", "pecahan"),
        ("5½", 2, "", "pecahan"),
        ("12²", 0, "", "angka_kecil"),
        ("①", 0, "", "angka_kecil"),
        ("\u0661\u0662", 0, "", "angka_asing"),
        ("\u202e321", 0, "", "arah_tulisan"),
        ("31/12/2023", 0, "", "tanggal"),
        ("2023-12-31", 0, "", "tanggal"),
        ("01.02.2023", 0, "", "tanggal"),
        ("12-Mar", 0, "", "tanggal"),
        ("Des-23", 0, "", "tanggal"),
        ("10:30", 0, "", "jam"),
        ("46/50", 0, "", "perbandingan"),
        ("46 dari 50", 0, "", "perbandingan"),
        ("27–280°C", 0, "", "rentang"),
        ("5 s/d 10", 0, "", "rentang"),
        ("± 500", 0, "", "perkiraan"),
        ("kurang lebih 500", 0, "", "perkiraan"),
        (">100", 0, "", "perkiraan"),
        ("1.500 | 745.5", 0, "", "banyak_angka"),
        ("4,332,623,300,- | 1,899,787,172,- (43,85%)", 0, "rupiah", "banyak_angka"),
        ("1.234\n5.678", 0, "", "banyak_angka"),
        ("3.026 Desa 327 Kel", 0, "", "banyak_angka"),
        ("1O5", 0, "", "huruf_mirip"),
        ("l.234", 0, "", "huruf_mirip"),
        ("12*", 0, "", "tanda_lain"),
        ("1;234", 0, "", "banyak_angka"),
        ("$500", 0, "", "tanda_lain"),
        ("--5", 0, "", "tanda_ganda"),
        ("-(5)", 0, "", "tanda_ganda"),
        ("5-", 0, "", "minus_belakang"),
        ("Rp. ,-", 0, "rupiah", "tanpa_angka"),
        ("Rp. Rp.", 0, "rupiah", "tanpa_angka"),
        ("-", 0, "", "tanpa_angka"),
        ("—", 0, "", "tanpa_angka"),
        ("%", 2, "persen", "tanpa_angka"),
        (",%", 2, "persen", "tanpa_angka"),
        ("'.", 0, "", "tanpa_angka"),
        ("", 0, "", "kosong"),
        ("9" * 16, 0, "", "terlalu_besar"),
        ("9" * 14, 2, "", "terlalu_besar"),
        ("5.124.000 Triliun", 0, "", "terlalu_besar"),
        ("9" * 5000, 0, "", "terlalu_panjang"),
        ("39.41%", 0, "jumlah", "persen_jumlah"),
        ("44.76 %", 0, "rupiah", "persen_rupiah"),
        ("Rp 500", 0, "jumlah", "rupiah_jumlah"),
        ("Rp 83,9", 2, "persen", "rupiah_persen"),
        ("5 m", 0, "jumlah", "satuan"),
        ("7 juta", 2, "persen", "satuan"),
        ("1.23", 0, "rupiah", "harus_bulat"),
        ("Rp103.426.819,2", 0, "rupiah", "harus_bulat"),
        ("10|20", 0, "", "banyak_angka"),
        ("5.000 (-)", 0, "", "kurung"),
    ],
)
def test_what_is_not_one_number_is_refused_with_its_reason(
    teks: str, desimal: int, satuan: Satuan, alasan: str
) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(teks, desimal, satuan)
    assert caught.value.alasan == alasan
    assert not isinstance(caught.value, AmbiguousNumberError)


@pytest.mark.parametrize(
    ("teks", "desimal", "satuan", "alasan", "readings"),
    [
        ("1.234", None, "", "rancu", ["1.234", "1,234"]),
        ("29.666", None, "", "rancu", ["29.666", "29,666"]),
        ("1,234", 2, "", "rancu", ["1.234", "1,234"]),
        ("6,102", 2, "persen", "rancu", ["6.102", "6,102"]),
        ("97.120", 2, "persen", "rancu", ["97.120", "97,120"]),
        ("1.234", 3, "", "rancu", ["1.234", "1,234"]),
        ("41,785.180", 0, "", "campur", ["41.785.180", "41.785,180"]),
        ("1.234,000", 0, "", "campur", ["1.234.000", "1.234,000"]),
        ("1,234.567,890", 0, "", "campur", ["1.234.567.890"]),
        ("238.805600", 0, "rupiah", "tanda_kurang", ["238.805.600", "238,805600"]),
        ("283655.830", 0, "rupiah", "tanda_kurang", ["283.655.830", "283.655,830"]),
        ("1.234567.890", 0, "", "tanda_kurang", ["1.234.567.890"]),
        ("205.865.796.00", 0, "rupiah", "tanda_sama", ["205.865.796,00"]),
        ("12.345.67", 2, "", "tanda_sama", ["12.345,67"]),
        ("4.500.", 0, "", "ujung", ["4.500"]),
        ("100.00", 0, "", "nol_di_ujung", ["100,00"]),
        ("1,0000", 0, "", "nol_di_ujung", ["1,0000"]),
        (".5", 1, "", "awal_pasti", ["0,5"]),
        ("120 110", 0, "", "spasi_pasti", ["120.110"]),
        ("1 234 567", 0, "", "spasi_pasti", ["1.234.567"]),
        ("1.2 34.567", 0, "", "spasi_pasti", ["1.234.567"]),
        ("94, 12", 2, "", "spasi_pasti", ["94,12"]),
        ("1,5 Milyar", 0, "rupiah", "kata_besar", ["1.500.000.000"]),
        ("7 juta", 0, "jumlah", "kata_besar", ["7.000.000"]),
        ("Rp 2,75 M", 0, "rupiah", "kata_besar", ["2.750.000.000"]),
        ("5.124 Triliun", 0, "rupiah", "kata_besar", ["5.124.000.000.000"]),
        ("12 rb", 0, "", "kata_besar", ["12.000"]),
        ("Rp. 12.131.291.401 ,00 (90,34%)", 0, "rupiah", "dengan_persen", ["12.131.291.401,00"]),
        ("1.775.500.720,- (38.42%)", 2, "persen", "dengan_persen", ["38,42"]),
        ("481.240.753.063,37", 0, "rupiah", "sen", ["481.240.753.063"]),
        ("481.240.753.063,50", 0, "rupiah", "sen", ["481.240.753.064"]),
    ],
)
def test_what_has_two_readings_or_one_in_doubt_is_asked(
    teks: str, desimal: int | None, satuan: Satuan, alasan: str, readings: list[str]
) -> None:
    with pytest.raises(AmbiguousNumberError) as caught:
        read_number(teks, desimal, satuan)
    assert caught.value.alasan == alasan
    assert [one.teks for one in caught.value.pilihan] == readings


def test_the_question_spells_out_both_readings() -> None:
    with pytest.raises(AmbiguousNumberError) as caught:
        read_number("1.234")
    assert caught.value.spelled == (
        "1.234 (seribu dua ratus tiga puluh empat) / 1,234 (satu koma dua tiga empat)"
    )


@pytest.mark.parametrize(
    ("teks", "reading"),
    [("1,5", Bacaan(15, 1)), ("1234", Bacaan(1234)), ("1.131,62", Bacaan(113162, 2))],
)
def test_a_field_of_unknown_scale_keeps_the_decimals_that_were_written(
    teks: str, reading: Bacaan
) -> None:
    assert read_number(teks) == reading


@given(st.integers(-LARGEST, LARGEST), st.integers(0, 4))
def test_what_is_written_reads_back_the_same(angka: int, desimal: int) -> None:
    assert parse_number(format_number(angka, desimal), desimal) == angka


DRESSES = [
    "{}", " {} ", "\u00a0{}", "Rp{}", "Rp {}", "Rp. {}", "rp.{},-", "IDR {}", "Rp {},00", "{},-",
    "Rp .{} ,00", "Rp. Rp. {}", "{} rupiah", "'{}",
]  # fmt: skip


@given(st.integers(0, LARGEST), st.sampled_from(DRESSES), st.booleans())
def test_an_amount_survives_every_way_of_dressing_it(angka: int, dress: str, english: bool) -> None:
    written = format_number(angka)
    text = dress.format(written.replace(".", ",") if english and ",00" not in dress else written)
    assert parse_number(text, 0, "rupiah") == angka


@given(st.integers(0, LARGEST))
def test_wide_digits_and_accounting_brackets_mean_the_same(angka: int) -> None:
    wide = format_number(angka).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    assert parse_number(wide) == angka
    assert parse_number(f"({format_number(angka)})") == -angka


@given(st.integers(0, 10**12), st.sampled_from([",00", ",0", "%", " %", "%%"]))
def test_a_percentage_is_read_in_its_own_cell_only(angka: int, tail: str) -> None:
    if "%" in tail:
        assert parse_number(f"{angka}{tail}", 2, "persen") == angka * 100
        with pytest.raises(NumberError, match="persen_jumlah"):
            parse_number(f"{angka}{tail}", 0, "jumlah")
    else:
        assert parse_number(f"{angka}{tail}", 0) == angka


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=3))
def test_thousands_may_be_grouped_by_any_mark(first: int, groups: list[int]) -> None:
    parts = [str(first), *(f"{group:03d}" for group in groups)]
    number = int("".join(parts))
    assert {parse_number(mark.join(parts), 0) for mark in (".", ",", "'", NBSP, THIN)} == {number}


MESS = st.text(st.sampled_from("0123456789.,.,' -()%Rp\u00a0eExX/|½²Omjt"), max_size=16)


def outcome(teks: str, desimal: int | None, satuan: Satuan) -> Bacaan | NumberError:
    try:
        return read_number(teks, desimal, satuan)
    except NumberError as error:
        return error


@settings(max_examples=400)
@given(
    MESS | st.text(max_size=24),
    st.sampled_from([0, 1, 2, 3, None]),
    st.sampled_from(["", "jumlah", "rupiah", "persen"]),
)
def test_any_text_gives_a_number_a_question_or_a_reason(
    teks: str, desimal: int | None, satuan: Satuan
) -> None:
    found = outcome(teks, desimal, satuan)
    if isinstance(found, AmbiguousNumberError):
        assert desimal is None or any(o.scaled(desimal) is not None for o in found.pilihan)
        assert t(f"angka.{found.alasan}", teks=teks, bacaan=found.spelled, **found.data)
    elif isinstance(found, NumberError):
        assert t(f"angka.{found.alasan}", teks=teks, **found.data)
    else:
        assert desimal is None or found.scaled(desimal) is not None


@given(MESS, st.sampled_from([0, 2, None]))
def test_no_digit_is_lost_or_invented_in_what_is_read(teks: str, desimal: int | None) -> None:
    found = outcome(teks, desimal, "")
    if isinstance(found, Bacaan):
        digits = str(abs(found.angka)).strip("0")
        assert digits in "".join(char for char in teks if char.isdigit())


def test_every_reason_says_what_to_do() -> None:
    ways = ("ketik", "pilih", "tulis", "isi", "periksa", "lebarkan", "perbaiki", "bulatkan")
    sentences = {key: text["id"] for key, text in catalogue().items() if key.startswith("angka.")}
    silent = [
        key for key, text in sentences.items() if not any(way in text.casefold() for way in ways)
    ]
    assert len(sentences) > 40
    assert not silent
