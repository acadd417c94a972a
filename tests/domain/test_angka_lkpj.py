"""Numbers as they really stand in the printed report of a province for 2023, fault by fault.

Source: collected faults of format (kode FORMAT_ANGKA) in the LKPJ of Nusa Tenggara Timur for 2023.
Each is read exactly, asked with its reading, or refused with the reason: never taken otherwise.
"""

from __future__ import annotations

import pytest

from app.domain.angka_aksara import NumberError
from app.domain.angka_baca import AmbiguousNumberError, Satuan, parse_number

RP: tuple[int, Satuan] = (0, "rupiah")
JUMLAH: tuple[int, Satuan] = (0, "jumlah")
PERSEN: tuple[int, Satuan] = (2, "persen")
UKURAN: tuple[int, Satuan] = (2, "")

READ = [
    ("K136", "1,997,465,094 ,00", RP, 1_997_465_094),
    ("K138", "1.953.432.908,00", RP, 1_953_432_908),
    ("K138", "1,044,773,186", RP, 1_044_773_186),
    ("K140", "Rp.205,865,796,00", RP, 205_865_796),
    ("K152", "6,102", JUMLAH, 6102),
    ("K154", "1153396300", RP, 1_153_396_300),
    ("K154", "239598850", RP, 239_598_850),
    ("K162", "-262.920.829.242", RP, -262_920_829_242),
    ("K162", "(262.920.829.242)", RP, -262_920_829_242),
    ("K166", "732,851,800", RP, 732_851_800),
    ("K168", "2,721,098,658", RP, 2_721_098_658),
    ("K182", "1,500", JUMLAH, 1500),
    ("K182", "745.5", UKURAN, 74550),
    ("K184", "815,82", UKURAN, 81582),
    ("K186", "4,332,623,300,-", RP, 4_332_623_300),
    ("K188", "Rp. 12.131.291.401 ,00", RP, 12_131_291_401),
    ("K192", "29,8%%", PERSEN, 2980),
    ("K194", "1.265", JUMLAH, 1265),
    ("K194", "1027", JUMLAH, 1027),
    ("K196", "1198", JUMLAH, 1198),
    ("K196", "1.483", JUMLAH, 1483),
    ("K198", "74,45%", PERSEN, 7445),
    ("K198", "97.12%", PERSEN, 9712),
    ("K270", "902,84%", PERSEN, 90284),
    ("K388", "1.775.500.720,-", RP, 1_775_500_720),
    ("K420", "94 ,12", PERSEN, 9412),
]
ASKED = [
    ("K034", "283655.830", RP, "tanda_kurang", 283_655_830),
    ("K152", "6,102", PERSEN, "rancu", 610_200),
    ("K164", "41,785.180", RP, "campur", 41_785_180),
    ("K170", "238.805600", RP, "tanda_kurang", 238_805_600),
    ("K180", "4.500.", JUMLAH, "ujung", 4500),
    ("K188", "Rp. 12.131.291.401 ,00 (90,34%)", RP, "dengan_persen", 12_131_291_401),
    ("K188", "Rp. 12.131.291.401 ,00 (90,34%)", PERSEN, "dengan_persen", 9034),
    ("K190", "481.240.753.063,37", RP, "sen", 481_240_753_063),
    ("K388", "1.775.500.720,- (38.42%)", RP, "dengan_persen", 1_775_500_720),
]
REFUSED = [
    ("K034", "283655.830 | 28.657.300", RP, "banyak_angka"),
    ("K080", ".200", JUMLAH, "awal"),
    ("K142", "6.1249.934.780", RP, "kelompok"),
    ("K146", "(14.968.336.9", RP, "kurung"),
    ("K148", "103.426.819.26", RP, "kelompok_akhir"),
    ("K172", "Rp. Rp.", RP, "tanpa_angka"),
    ("K178", "1.534.1444", JUMLAH, "kelompok"),
    ("K184", "0.123", UKURAN, "desimal_berlebih"),
    ("K186", "4,332,623,300,- | 1,899,787,172,- (43,85%)", RP, "banyak_angka"),
    ("K202", "27–280°C", UKURAN, "rentang"),
    # What stands in the same tables where a figure is missing or spoilt.
    ("§1.6", "Rp. ,-", RP, "tanpa_angka"),
    ("§1.6", "-", JUMLAH, "tanpa_angka"),
    ("§1.6", "NA", JUMLAH, "bukan_angka"),
    ("§1.6", "UD", JUMLAH, "bukan_angka"),
    ("§1.6", "#DIV/0!", PERSEN, "galat_lembar"),
    ("§1.5", "100% (22 Kab/Kota)", JUMLAH, "banyak_angka"),
    ("§1.5", "183.89 Ha", UKURAN, "satuan"),
]


@pytest.mark.parametrize(("kasus", "teks", "field", "expected"), READ)
def test_what_can_be_meant_in_one_way_is_read(kasus, teks, field, expected) -> None:
    assert parse_number(teks, *field) == expected


@pytest.mark.parametrize(("kasus", "teks", "field", "alasan", "expected"), ASKED)
def test_what_is_doubtful_is_asked_and_the_reading_offered(
    kasus, teks, field, alasan, expected
) -> None:
    with pytest.raises(AmbiguousNumberError) as caught:
        parse_number(teks, *field)
    assert caught.value.alasan == alasan
    assert expected in [one.scaled(field[0]) for one in caught.value.pilihan]


@pytest.mark.parametrize(("kasus", "teks", "field", "alasan"), REFUSED)
def test_what_has_lost_something_is_refused_with_the_reason(kasus, teks, field, alasan) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(teks, *field)
    assert not isinstance(caught.value, AmbiguousNumberError)
    assert caught.value.alasan == alasan
