"""NIK, KK, telephone and e-mail in texts: found in every spelling, never in an amount or a code."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import pribadi
from app.domain.jejak import SAMAR

NIK = "5301010101900002"

# --- NIK and KK ----------------------------------------------------------------------------------

NIK_IN = [
    NIK,
    f"NIK {NIK}",
    f"NIK:{NIK}, Oesao",
    f"NIK{NIK}an Maria",
    "5301 0101 0190 0002",
    "530101 010190 0002",
    "530101-010190-0002",
    "5301-0101-0190-0002",
    "5301 – 0101 – 0190 – 0002",
    "53.01.01.010190.0002",
    "53.01.01.01.01.90.0002",
    "53010101.01900002",
    "5 3 0 1 0 1 0 1 0 1 9 0 0 0 0 2",
    "5.3.0.1.0.1.0.1.0.1.9.0.0.0.0.2",
    "5301_0101_0190_0002",
    "５３０１０１０１０１９００００２",
    "٥٣٠١٠١٠١٠١٩٠٠٠٠٢",
    "5301\u00a00101\u00a00190\u00a00002",
    "5301\u20090101\u20090190\u20090002",
    "5301\u200b0101\u200b0190\u200b0002",
    "53010101\u202e01900002",
    "No. KK 5301010112150007",
    "perempuan 5301014101900002",
    "kota 5371014101900002",
    f"12 {NIK} Maria",
    f"(2){NIK}",
    f"KTP_{NIK}_Maria.pdf",
    f"1,{NIK},45",
    "9603021203150001",
]
NO_NIK = [
    f"Rp{NIK}",
    f"Rp. {NIK}",
    f"IDR {NIK}",
    "Rp 5.301.010.101.900.002",
    "5.301.010.101.900.002",
    "5 301 010 101 900 002",
    f"{NIK} rupiah",
    f"{NIK},00",
    "531.201.010 1.901.234",
    "198704122010012003",
    "NIP 19870412 201001 2 003",
    "NIP. 19710412 201010 2 003",
    "15-01-2026 05-06-2026",
    "15012026 05062026",
    "2021 2022 2023 2024",
    "2026100510320712",
    "5.1.02.02.01.0026.001",
    "1.02.02.2.02.0033.5.1.02.01.001.00052",
    "5301010101900",
    "53010101019000021",
    "0001010101900002",
    "5301010001900002",
    "5301010113900002",
    "5301013201900002",
    "5301010101900000",
    "5301000101900002",
    "a9f5301010101900002c3",
    "550e8400-e29b-41d4-a716-446655440000",
    "sebanyak 1.131 orang dari 53.010 sasaran pada 2026",
    "",
]


@pytest.mark.parametrize("text", NIK_IN)
def test_a_nik_or_kk_is_found_however_it_is_written(text):
    (found,) = pribadi.find_nik(text)
    assert found.jenis == "nik"
    digits = "".join(str(int(one)) for one in text[found.awal : found.akhir] if one.isdigit())
    assert len(digits) == 16
    assert found.samar == f"{digits[:4]}{SAMAR}{digits[-4:]}"


@pytest.mark.parametrize("text", NO_NIK)
def test_amounts_dates_codes_and_other_numbers_are_no_nik(text):
    assert pribadi.find_nik(text) == []


def test_every_nik_of_a_list_is_found():
    text = f"1. {NIK}\n2. 5301014101900003, 5301010112150007\n3) 5301 0101 0190 0004"
    found = pribadi.find_nik(text)
    assert [span.samar[-4:] for span in found] == ["0002", "0003", "0007", "0004"]
    assert text[found[0].awal : found[0].akhir] == NIK


def test_a_number_on_every_line_is_a_number_on_every_line():
    text = "\n".join(f"53010101019000{serial:02}" for serial in range(1, 8))
    assert len(pribadi.find_nik(text)) == 7


def test_what_is_shown_does_not_repeat_birth_date_or_district():
    (found,) = pribadi.find_nik(f"Anak dengan NIK {NIK} belum terlayani")
    assert found.samar == "5301……0002"


# --- Telephone and e-mail ------------------------------------------------------------------------

PHONES = [
    ("081234567890", "0812……90"),
    ("0812-3456-7890", "0812……90"),
    ("0812 3456 7890", "0812……90"),
    ("0812.345.678", "0812……78"),
    ("+62 812-3456-7890", "6281……90"),
    ("+6281234567890", "6281……90"),
    ("+62 (0)812 3456 7890", "6208……90"),
    ("6281234567890", "6281……90"),
    ("hubungi ０８１２３４５６７８９０", "0812……90"),
    ("\u202a+62 812 3456 7890\u202c", "6281……90"),
    ("HP 0813 3944 1234", "0813……34"),
    ("(0380) 821234", "0380……34"),
    ("0380-821234", "0380……34"),
    ("Telp. 0380 821 234", "0380……34"),
    ("WA: 0895 3210 1234", "0895……34"),
    ("021-5551234", "0215……34"),
]
NO_PHONE = [
    "Rp 081234567890",
    "62.812.345.678",
    "Rp62812345678",
    "08-12-2026 10.30",
    "050-5889 Tahun 2021",
    "900.1.15.5-1317",
    "WA 05-10-2026 10.30",
    "0801012026",
    "kode 08.01.01.02.003",
    "NPWP 08.178.554.2-123.321",
    "0,8123456789",
    "2026-10-05",
    "12 HP untuk kader",
    NIK,
]


@pytest.mark.parametrize(("text", "samar"), PHONES)
def test_a_telephone_number_is_found_and_masked(text, samar):
    (found,) = pribadi.find_phones(text)
    assert (found.jenis, found.samar) == ("telepon", samar)


@pytest.mark.parametrize("text", NO_PHONE)
def test_amounts_dates_and_codes_are_no_telephone_number(text):
    assert pribadi.find_phones(text) == []


@pytest.mark.parametrize(
    "text",
    ["maria.tefa@contoh.id", "Kirim ke maria_tefa+spm@dinkes.contoh.go.id.", "maria＠contoh.id"],
)
def test_an_e_mail_address_is_found_and_masked(text):
    (found,) = pribadi.find_emails(text)
    assert found.jenis == "surel"
    assert found.samar.startswith("m……@")
    assert "tefa" not in found.samar
    assert "contoh" not in found.samar


@pytest.mark.parametrize("text", ["bidan@desa", "@dinkes", "5 kg @ Rp 10.000", "a @ b.id"])
def test_a_sign_alone_is_no_address(text):
    assert pribadi.find_emails(text) == []


def test_everything_private_of_a_text_comes_in_reading_order():
    text = f"maria@contoh.id, 0812-3456-7890, {NIK}"
    assert [span.jenis for span in pribadi.find_private(text)] == ["surel", "telepon", "nik"]


# --- For all texts -------------------------------------------------------------------------------

provinces = st.sampled_from([11, 19, 21, 32, 53, 64, 76, 82, 94])
niks = st.builds(
    "{:02}{:02}{:02}{:02}{:02}{:02}{:04}".format,
    provinces,
    st.integers(1, 29),
    st.integers(1, 60),
    st.one_of(st.integers(1, 31), st.integers(41, 71)),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(1, 9999),
)
groupings = st.sampled_from([(16,), (4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4), (12, 4), (1,) * 16])
between = st.sampled_from([" ", "-", "\u00a0", " - ", "\u200b", "_"])
scripts = st.sampled_from(["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩"])
words = st.text(alphabet="abcdefghij \n,;:", max_size=20)


def grouped(nik: str, sizes: tuple[int, ...], sign: str) -> str:
    rest, parts = nik, []
    for size in sizes:
        parts.append(rest[:size])
        rest = rest[size:]
    return sign.join(parts)


@given(niks, groupings, between, scripts, words, words)
def test_no_spelling_of_a_nik_gets_through(nik, sizes, sign, digits, before, after):
    written = grouped(nik, sizes, sign).translate(str.maketrans("0123456789", digits))
    text = f"{before} {written} {after}"
    found = pribadi.find_nik(text)
    assert [text[span.awal : span.akhir] for span in found] == [written]
    assert nik[4:12] not in found[0].samar


@given(st.integers(0, 10**18), st.sampled_from([".", ",", " "]), st.sampled_from(["Rp ", "Rp", ""]))
def test_no_amount_in_groups_of_three_is_taken_for_a_number_of_a_person(amount, sign, before):
    text = f"{before}{amount:,}".replace(",", sign)
    if amount >= 1000:
        assert pribadi.find_private(text) == []


@given(st.text(max_size=300))
def test_any_text_can_be_searched_and_every_finding_lies_inside_it(text):
    for span in pribadi.find_private(text):
        assert 0 <= span.awal < span.akhir <= len(text)
        assert re.sub(r"\W", "", text[span.awal : span.akhir])


@pytest.mark.parametrize(
    "text",
    ["1" * 32_767, "0812" * 8000, "a" * 32_767, "1.2-" * 8000, "a@" * 16_000, "Telp" + "." * 9],
)
def test_the_longest_text_a_cell_can_hold_is_searched_to_the_end(text):
    assert isinstance(pribadi.find_private(text + f" x {NIK}"), list)
    assert pribadi.find_nik(text + f" x {NIK}")[-1].samar == "5301……0002"


@given(st.text(st.sampled_from("0123456789085 .-_()+@aRp\u0665\uff10\u200b\u2013"), max_size=40))
def test_the_first_look_passes_over_nothing_that_the_whole_search_would_find(text):
    whole = [
        *pribadi.find_nik(text), *pribadi.find_phones(text), *pribadi.find_emails(text)
    ]  # fmt: skip
    assert bool(pribadi.find_private(text)) == bool(whole)


@pytest.mark.parametrize("text", ["hp 021 1234", "WA 0812345", "a@b.id", "(0380)12345"])
def test_the_shortest_numbers_and_addresses_there_are_are_looked_at(text):
    assert pribadi.find_private(text)
