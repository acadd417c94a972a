"""Where a table of another system stands, what its columns are called, and who is listed in it."""

from __future__ import annotations

import pytest

from app.domain import daftar_orang, tabel_judul
from app.domain.kisi import kisi_of
from app.domain.profil import KolomProfil, Profil, recognise
from app.domain.tabel_judul import heading_key
from tests.exchange import contoh_asing


def titles(rows, merged=()):
    found = tabel_judul.find_headings(
        kisi_of([[str(c or "") for c in row] for row in rows], merged)
    )
    return None if found is None else (found.awal, list(found.kolom.values()))


def test_two_merged_heading_rows_and_desils_that_look_like_figures():
    merged = [(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 4), (2, 5, 2, 14)]
    awal, names = titles(contoh_asing.by_desil(), merged)
    assert awal == 4
    assert names[:6] == ["No", "Kecamatan", "Jumlah Total", "Jumlah L", "Jumlah P", "Desil 1"]
    assert names[-1] == "Desil 10"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Kecamatan", "KK"], ["Ndona", "5"]], (1, ["Kecamatan", "KK"])),
        ([["Rekap 2026"], ["Kec", "KK"], ["(1)", "(2)"], ["Lio", "5"]], (3, ["Kec", "KK"])),
        ([["Kec", "2025", "2026"], ["Lio", "5", "6"]], (1, ["Kec", "2025", "2026"])),
        ([["Kec", "KK", "KK"], ["Lio", "5", "6"]], (1, ["Kec", "KK", "KK (2)"])),
        ([["Kec", "KK"], ["Lio", "Nihil"]], (1, ["Kec", "KK"])),
        ([["Belum ada data"]], None),
        ([["5", "6"], ["7", "8"]], None),
        ([], None),
    ],
)
def test_headings_are_the_rows_above_the_first_figures(rows, expected):
    assert titles(rows) == expected


def test_a_person_may_say_where_the_figures_begin():
    rows = [["Kec", "KK"], ["sumber", "P3KE"], ["Lio", "5"]]
    kisi = kisi_of(rows)
    found = tabel_judul.find_headings(kisi, 1)
    assert found is not None
    assert list(found.kolom.values()) == ["Kec", "KK"]
    assert tabel_judul.find_headings(kisi, 0) is None
    assert tabel_judul.find_headings(kisi, 9) is None


def test_a_heading_is_the_same_in_every_quarter():
    names = ("Realisasi s.d. TW III 2026", "REALISASI s/d Triwulan I 2027", "Realisasi  2025")
    assert {heading_key(one) for one in names} == {"realisasi"}
    assert heading_key("Desil 1") != heading_key("Desil 10")
    assert heading_key("2026") == "2026"


def test_a_profile_needs_three_fifths_of_its_headings():
    kolom = [KolomProfil(kepala=f"Kolom {one}", ke=one) for one in "abcde"]
    profil = Profil(nama="x", formulir="F", tabel="t", kolom=kolom)

    def fits(names):
        return recognise(kisi_of([[f"Kolom {one}" for one in names], ["1"] * len(names)]), profil)

    assert fits("ab") is None
    part = fits("cab")
    assert part is not None
    assert [one.ke for one in part.kolom.values()] == ["c", "a", "b"]
    assert part.hilang == ("Kolom d", "Kolom e")
    whole = fits("edcba")
    assert whole is not None
    assert whole.utuh


# --- Lists of people


@pytest.mark.parametrize(
    ("rows", "jenis"),
    [
        ([["Kec", "NIK"], ["Lio", "5301014506850001"]], "nik"),
        ([["Kec", "Kontak"], ["Lio", "0812-3456-7890"], ["Maro", "0813-3456-7890"]], "telepon"),
        ([["Kec", "Surel"], ["Lio", "a@contoh.id"], ["Maro", "b@contoh.id"]], "surel"),
        ([["Desa", "Nama"], ["Lio", "Yohanes"], ["Lio", "Maria"]], "kepala"),
        ([["Desa", "Tgl. Lahir"], ["Lio", "01-02-1990"], ["Lio", "03-04-1991"]], "kepala"),
        ([["Desa", "N I K"], ["Lio", "53010145****0001"], ["Lio", "53010145****0002"]], "kepala"),
        ([["Desa", "No. KK"], ["Lio", "530101450685"], ["Lio", "530101450686"]], "kepala"),
    ],
)
def test_a_list_of_people_is_told(rows, jenis):
    found = daftar_orang.people_listed(kisi_of(rows))
    assert found is not None
    assert found.jenis == jenis
    assert "4506850001" not in found.samar


@pytest.mark.parametrize(
    "rows",
    [
        [["Kec", "NIK", "Rekening"], ["Lio", "12", "3"], ["Maro", "1.200", "4"]],
        [["Nama Kecamatan", "KK"], ["Lio", "12"], ["Maro", "13"]],
        [["Kec", "KK"], ["Lio", "12"], ["Hubungi 0812-3456-7890", ""]],
        [["Kec", "Nilai"], ["Lio", "12.345.678.901"], ["Maro", "1,234,567,890"]],
        contoh_asing.quality(),
    ],
)
def test_a_recap_is_none(rows):
    assert daftar_orang.people_listed(kisi_of([[str(c) for c in row] for row in rows])) is None
