"""Names of files out of words people chose."""

from __future__ import annotations

import pytest

from app import paths
from app.domain.nama_berkas import in_file_name, joined, regions_named
from app.store import pustaka


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dinas Kesehatan", "dinas-kesehatan"),
        ("Maria Bele, S.IP", "maria-bele-s-ip"),
        ("  ../BPKAD\\Ende:  ", "bpkad-ende"),
        ("José Nuñez", "jose-nunez"),
        ("東ティモール", ""),
    ],
)
def test_words_become_plain_letters(words, name):
    assert in_file_name(words) == name


def test_a_long_name_is_cut_and_never_ends_in_a_hyphen():
    long = in_file_name("Dinas Pemberdayaan Perempuan Perlindungan Anak dan Keluarga Berencana")
    assert long == "dinas-pemberdayaan-perempuan-perlindunga"
    assert in_file_name("a" * 39 + " b") == "a" * 39


def test_what_has_no_letter_leaves_no_gap():
    assert joined("sertifikat", "53.08", "", "operator", "") == "sertifikat-53.08-operator"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("SPM-KEMISKINAN_5320_SabuRaijua_2026-T4_rev01_RQ75.xlsx", {"53.20"}),
        ("SPM Sumba Barat Daya TW4 (1).xlsx", {"53.18"}),
        ("spm sumba barat final.xlsx", {"53.12"}),
        ("Kota Kupang.xlsx", {"53.71"}),
        ("Kab. Kupang & TTS.xlsx", {"53.01", "53.02"}),
        ("SPM_TTU_NTT.xlsx", {"53.03"}),
        ("laporan 5308.xlsx", {"53.08"}),
        ("kalender independen.xlsx", set()),
        ("SPM NTT 2026.xlsx", set()),
    ],
)
def test_a_file_name_speaks_of_regions(name, codes):
    known = pustaka.load_wilayah(paths.forms()).values()
    assert {one.kode for one in regions_named(name, known)} == codes
