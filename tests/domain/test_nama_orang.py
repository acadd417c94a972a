"""Lists of people, told from lists of places, offices, goods and months; every name is invented."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain import kata_nama
from app.domain.pribadi import find_names, find_private
from tests.sumber import ROOT

TEMPAT = ("Kabupaten Kupang", "Kupang", "Flores Timur", "Timor Tengah Selatan", "Ende")

ORANG = [
    "1. Maria Tefa\n2. Yohanes Bria\n3. Siti Aminah",
    "1) Maria Goreti Tefa - Desa Oesao - 3 th\n2) Yosef Nahak - Desa Babau - 4 th",
    "Maria Tefa, Yosef Nahak dan Petrus Klau",
    "Maria Tefa; Yosef Nahak",
    "• Maria Tefa\n• Yosef Nahak",
    "- Maria Tefa (45 tahun)\n- Yosef Nahak (50 tahun)",
    "Maria Tefa\t3\nYosef Nahak\t4",
    "MARIA TEFA\nYOSEF NAHAK\nPETRUS KLAU",
    "penerima: maria tefa, yosef nahak, siti aminah",
    "Penerima: Maria Tefa; Gervas Lopo; Thadeus Nahak",
    "Korban meninggal: Gervas Lopo, Maria Tefa, Thadeus Nahak",
    "Korban: Maria Tefa (P/34), Yosef Nahak (L/12)",
    "Penerima bantuan antara lain Maria Tefa, Yosef Bria dan Siti Aminah",
    "Nama penerima: Gervas Lopo, Thadeus Nahak, Wilfrida Bria",
    "Nama anak yang belum terlayani: Gervas Lopo dan Thadeus Nahak",
    "Daftar nama:\nGervas Lopo\nThadeus Nahak",
    "by name: Gervas Lopo, Thadeus Nahak",
    "Anak telantar yang belum terlayani: 1. Maria T. 2. Yosef B. 3. Petrus K.",
    "Bpk. Gervas Lopo, Ibu Wilfrida Bria",
    "dr. Gervas Lopo, drg. Thadeus Nahak",
    "Sdr. Gervas Lopo\nSdri. Wilfrida Bria",
    "Ny. Marta dan Tn. Yakob belum menerima",
    "Sasaran belum ditemukan yaitu Sdr. Gervas dan Sdri. Wilfrida karena pindah.",
    "Bidan Maria Tefa, Bidan Yohana Bria",
    "Gervas Lopo, S.IP, Thadeus Nahak, M.Si",
    "GERVAS LOPO S.Kep; THADEUS NAHAK, A.Md.Keb",
    "Maria Tefa, S.Kep., Ners; Gervas Lopo, A.Md.Keb",
    "Maria Tefa/ibu hamil, Yohana Bria/ibu nifas",
    "Maria, Yosef, Petrus",
    "Belum terlayani:\n\nNama: Gervas Lopo; Thadeus Nahak",
]
SATU_ORANG = [
    "a.n. Maria Tefa",
    "a/n Maria Tefa",
    "rekening atas nama Gervas Lopo",
    "SK a.n. Sdr. Gervas",
    "Maria Tefa, Kupang, 12-03-1990",
    "Maria Tefa (12/03/1990)",
    "Gervas Lopo, lahir di Kupang 12 Maret 1990",
    "Gervas Lopo tgl lahir 12-03-1990",
]
BUKAN_ORANG = [
    "Puskesmas Oesapa, Puskesmas Sikumana, Puskesmas Bakunase",
    "Oesapa Barat, Kelapa Lima, Nunbaun Sabu, Batu Plat",
    "Kelurahan Kelapa Lima, Oesapa, Lasiana, Maulafa, Naikoten I",
    "Kecamatan Amarasi Barat, Amarasi Selatan, Takari, Fatuleu Tengah",
    "Kecamatan: Amarasi, Amfoang Barat Daya, Takari, Sulamu",
    "Kota Lama, Kota Raja, Oebobo, Alak",
    "Loli, Waikabubak, Wanokaka, Lamboya",
    "Flores Timur, Kupang, Timor Tengah Selatan",
    "Nama desa: Oesao, Babau, Tanah Merah",
    "Target: Desa Maria, Desa Yosef",
    "Dinas Kesehatan, Dinas Sosial dan Dinas PUPR",
    "Kepala Puskesmas sudah disurati, Dinas Sosial menunggu",
    "Bupati dan Wakil Bupati, Kepala Dinas",
    "Bapak Bupati dan Ibu Ketua PKK hadir",
    "Bapak/Ibu guru belum bersertifikat",
    "a.n. Bupati Kupang",
    "a.n. Kepala Dinas Kesehatan",
    "sertifikat atas nama Pemerintah Kabupaten",
    "rekening a.n. Bendahara Pengeluaran",
    "Ibu Hamil, Ibu Bersalin, Ibu Nifas",
    "Bidan Desa, Bidan Koordinator, Perawat Terampil",
    "Kader Posyandu, Kader PKK",
    "Tenaga: Dokter Umum, Dokter Gigi, Bidan, Perawat",
    "Januari, Februari, Maret",
    "Tahap I: Januari - Maret, Tahap II: April - Juni",
    "Kupang, 12 Januari 2026",
    "Kelapa Lima, 12 Januari 2026",
    "Rapat Koordinasi, 12 Januari 2026",
    "Amoxicillin Sirup, Paracetamol Tablet, Asam Folat",
    "Obat: Amlodipin, Kaptopril, Metformin",
    "Amlodipin Besilat, Metformin Hidroklorida, Simvastatin Tablet",
    "Nama obat: Salep Luka, Obat Batuk, Betadin Merah",
    "Vaksin Rabies, Vaksin Polio, Strip Gula Darah",
    "Jl. Ahmad Yani, Jl. Frans Seda",
    "Jalan Ahmad Yani, Ahmad Dahlan dan Frans Seda",
    "Bandara El Tari, Bandara Frans Seda, Bandara H. Hasan Aroeboesman",
    "RSUD Prof. Dr. W. Z. Johannes, RSUD dr. Ben Mboi, RSUD dr. T.C. Hillers",
    "RSUD T.C. Hillers Maumere; RS St. Gabriel Kewapante; RSUD Umbu Rara Meha",
    "Panti Asuhan Santa Maria, Panti Asuhan Nurul Jannah",
    "Paroki: Santo Yosef Naikoten, Santa Maria Assumpta, Santo Petrus",
    "Posyandu: Maria, Yosef, Petrus",
    "Posyandu Melati, Mawar, Kenanga",
    "SDK Santa Maria, SMPK Santo Yosef, SMAK Giovanni",
    "TK Kartini, TK Pertiwi, SD Inpres Oesapa",
    "Gereja Petra, Gereja Paulus",
    "Kelompok Tani Maju Bersama, Kelompok Tani Sinar Pagi",
    "Program Indonesia Pintar, Program Keluarga Harapan",
    "Dana Alokasi Umum, Dana Desa",
    "DTKS, DTSEN, P3KE",
    "PDK, KES, PUM, PRK, TRB, SOS",
    "DPA SKPD, RKA SKPD",
    "Kerja sama dengan Plan International, Wahana Visi, Save the Children",
    "Kurangnya tenaga bidan, obat, dan alat",
    "Musim Hujan, Jarak Jauh, Jalan Rusak",
    "Tidak Ada, Belum Ada, Sudah Ada",
    "Stok Kosong, Rantai Dingin Rusak, Bidan Kurang",
    "ada 3 orang: 2 laki-laki dan 1 perempuan",
    "Kepmendagri 050-5889 Tahun 2021, Permendagri 59 Tahun 2021",
    "Unit Damkar, Pos Pemadam, Tangki Suplai",
    "Maria Tefa belum menerima bantuan",
    "",
]


@pytest.mark.parametrize("text", ORANG)
def test_a_list_of_people_is_recognised(text):
    found = find_names(text, TEMPAT)
    assert len(found) >= 2
    assert {span.jenis for span in found} == {"nama"}


@pytest.mark.parametrize("text", SATU_ORANG)
def test_one_person_is_enough_behind_an_n_or_beside_a_birth_date(text):
    (found,) = find_names(text, TEMPAT)
    assert found.samar[0] in "MG"


@pytest.mark.parametrize("text", BUKAN_ORANG)
def test_places_offices_goods_and_sentences_are_no_people(text):
    assert find_names(text, TEMPAT) == []


def test_a_finding_lies_on_the_name_and_shows_initials_only():
    text = "Penerima: Maria Tefa; Yosef Nahak, S.IP"
    found = find_names(text)
    assert [text[one.awal : one.akhir] for one in found] == ["Maria Tefa", "Yosef Nahak"]
    assert [one.samar for one in found] == ["M… T…", "Y… N…"]


def test_a_region_is_a_place_whatever_it_is_called():
    text = "Maria Tefa, Yosef Nahak"
    assert find_names(text)
    assert not find_names(text, ["Maria  tefa", "Yosef Nahak"])


def test_no_given_name_is_at_the_same_time_a_word_no_name_contains():
    assert not kata_nama.NAMA_DEPAN & kata_nama.BUKAN_NAMA


def strings(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for part in parts for text in strings(part)]


def test_nothing_the_program_itself_says_is_taken_for_a_person():
    regions = tomllib.loads((paths.forms() / "wilayah.toml").read_text("utf-8"))["wilayah"]
    names = [name for one in regions for name in (one["nama"], one["singkat"], *one["alias"])]
    files = [*(ROOT / "forms").rglob("*.toml"), *(ROOT / "resources" / "demo").glob("*.toml")]
    said = [text for file in files for text in strings(tomllib.loads(file.read_text("utf-8")))]
    for file in (ROOT / "resources" / "teks").glob("*.json"):
        said += strings(json.loads(file.read_bytes()))
    assert len(said) > 3000
    assert [text for text in said if find_private(text) or find_names(text, names)] == []


given_names = st.sampled_from(sorted(kata_nama.NAMA_DEPAN)).map(str.title)
people = st.tuples(given_names, st.sampled_from(["Lopo", "Nahak", "Tefa", "Bria"])).map(" ".join)
signs = st.sampled_from(["\n", ", ", "; ", "\n- ", " | "])


@given(st.lists(people, min_size=2, max_size=6), signs)
def test_people_in_any_kind_of_list_are_all_found(names, sign):
    text = sign.join(names)
    assert [text[one.awal : one.akhir] for one in find_names(text)] == names


@given(st.text(max_size=300))
def test_any_text_can_be_searched_for_names(text):
    for span in find_names(text):
        assert 0 <= span.awal < span.akhir <= len(text)


@pytest.mark.parametrize(
    "text", ["A" * 32_767, "Maria Tefa, " * 2000, "1. " * 9000, "a.n. " * 6000]
)
def test_the_longest_text_a_cell_can_hold_is_searched_for_names(text):
    assert isinstance(find_names(text), list)
