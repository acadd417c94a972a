"""Names of files out of words people chose."""

from __future__ import annotations

import pytest

from app.domain.nama_berkas import in_file_name, joined


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
