"""One printed cell: targets and places read, asked, and written again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import paths
from app.domain import lokasi, ukuran
from app.domain.ejaan import spellings
from app.domain.isian import Ditolak
from app.domain.lokasi import Peta, read_places
from app.domain.ukuran import read_measure
from app.store import pustaka


@pytest.fixture(scope="module")
def peta():
    regions = pustaka.load_wilayah(paths.forms())
    return Peta(spellings(regions.values()), {k: one.nama for k, one in regions.items()}, "53")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("100%", ("persen", 10_000, "%", None, "")),
        ("14,2%", ("persen", 1420, "%", None, "")),
        ("2.800 KUBE", ("angka", 280_000, "KUBE", None, "")),
        ("22 kab/kota", ("angka", 2200, "kab/kota", None, "")),
        ("20,33% (21 kW)", ("persen", 2033, "%", 2100, "kW")),
        ("59,58% (419 unit)", ("persen", 5958, "%", 41_900, "unit")),
        ("Korban Bencana Alam 200 orang", ("angka", 20_000, "orang", None, "")),
        ("Terselenggaranya penyaluran rumah", ("teks", None, "", None, "")),
    ],
)
def test_a_target_says_how_much_of_what(text, said):
    found = read_measure(text)
    told = (found.jenis, found.nilai, found.satuan, found.kedua, found.satuan_kedua)
    assert told == said


@pytest.mark.parametrize("text", ["100%", "14,2%", "2.800 KUBE", "20,33% (21 kW)", "1 paket"])
def test_a_target_is_written_as_it_was_read(text):
    found = read_measure(text)
    assert isinstance(found.nilai, int)
    kedua = found.kedua if isinstance(found.kedua, int) else None
    assert ukuran.written(found.nilai, found.satuan, kedua, found.satuan_kedua) == text


def test_several_targets_in_a_sentence_are_listed_not_guessed():
    found = read_measure("5 pelatihan dan 2 sosialisasi")
    assert isinstance(found.nilai, Ditolak)
    assert found.nilai.alasan == "target_banyak"


@pytest.mark.parametrize(
    ("text", "tingkat", "kode"),
    [
        ("Prov. NTT", "provinsi", "53"),
        ("22 kab/kota", "semua_kabkota", None),
        ("Prov, 22 kab/kota", "semua_kabkota", "53"),
        ("21 Kabupaten dan Kota Kupang", "semua_kabkota", None),
        ("Semua Kab/Kota, Semua Kecamatan, semua kelurahan", "semua_kabkota", None),
        ("Kab terpilih", "belum_ditentukan", None),
        ("Desa Besipae Kab. TTS", "desa", "53.02"),
        ("Kab. Kupang, Lembata dan Sumba Barat", "kabkota", "53.01;53.12;53.13"),
        ("Kab. Sumba Barat dan Manggarai", "kabkota", "53.10;53.12"),
    ],
)
def test_places_become_codes(peta, text, tingkat, kode):
    found = read_places(text, peta)
    assert (found.tingkat, found.kode) == (tingkat, kode)


def test_a_name_of_two_regions_is_asked_with_whole_lists(peta):
    found = read_places("Kupang, Belu", peta).kode
    assert isinstance(found, Ditolak)
    assert found.pilihan == ("53.01;53.04", "53.04;53.71")


def test_an_unknown_place_is_refused_by_its_name(peta):
    found = read_places("Kab. Antah dan Belu", peta).kode
    assert isinstance(found, Ditolak)
    assert (found.alasan, found.data["bagian"]) == ("lokasi_asing", "Kab. Antah")


@pytest.mark.parametrize(("milik", "offered"), [("53.08", ("53.08",)), ("", ())])
def test_a_kecamatan_alone_is_asked_with_the_kabupaten_whose_list_it_is(peta, milik, offered):
    found = read_places("Kec. Ndona", replace(peta, milik=milik, dibaca={}))
    assert isinstance(found.kode, Ditolak)
    assert (found.tingkat, found.kode.kunci) == ("kecamatan", "tabel.alasan.lokasi_kecil")
    assert found.kode.pilihan == offered


def test_places_are_written_with_their_names(peta):
    assert lokasi.written("kabkota", "53.04;53.71", peta) == "Kabupaten Belu, Kota Kupang"
    assert lokasi.written("semua_kabkota", None, peta) == "22 kab/kota"
    assert lokasi.written("belum_ditentukan", None, peta) == "Belum ditentukan"
