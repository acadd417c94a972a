"""A trainer's own exercises: loaded when they can be done, refused by a sentence otherwise."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.latihan import Isi
from app.errors import LontarError
from app.exchange.latihan import (
    fakta,
    hasil,
    lembar_pelatih,
    milik,
    naskah_pelatih,
    piagam,
    pustaka,
    ruang,
    siapan,
)
from app.exchange.latihan import langkah as cara
from app.store.office import Office
from tests import contoh_latihan
from tests.contoh_latihan import now, prepared, silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAMPLE = paths.resources() / "latihan" / "contoh" / milik.CONTOH
TEXT = SAMPLE.read_text("utf-8")
KODE = "pelatih-contoh-ibu-bersalin"
EMPTIED = 'kerja = "kosongkan"\nformulir = "'
HARUS = "jalan ke-1, penerima.harus.jumlah"
MORE = '\n[[periksa]]\nkalimat = "k."\njenis = '
SEL = '"penerima.harus.jumlah" = 6410, "penerima.terlayani.jumlah" = 4790'


@pytest.fixture(scope="module", autouse=True)
def province() -> None:
    prepared()


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    shutil.rmtree(pustaka.own_folder(), ignore_errors=True)
    assert not list(paths.practice().glob(".coba-*"))


def written(folder: Path, text: str, name: str = "milik.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def changed(old: str, new: str, times: int = 1) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, times)


def refused(*places: Path) -> LontarError:
    with pytest.raises(LontarError) as error:
        milik.load(places, now, silent)
    assert not pustaka.own()
    assert not re.search(r"\{\w+\}", str(error.value))
    return error.value


# --- A good one


def test_the_sample_is_loaded_played_certified_and_taken_off(tmp_path):
    assert milik.write_sample(tmp_path).read_text("utf-8") == TEXT
    (one,) = milik.load([tmp_path], now, silent)
    assert [*pustaka.known()] == [*pustaka.exercises(), KODE]
    assert one.judul in lembar_pelatih.page()
    with contoh_latihan.participant("Yuliana") as folder:
        room = contoh_latihan.begin(folder, KODE)
        assert paths.is_practice(room.kantor)
        assert ruang.room_of(room.kantor) == room
        assert not any(hasil.examine_closed(room, now))
        cara.perform(one.jalan, room.kantor, room.berkas, prepared(), now)
        assert all(hasil.examine_closed(room, now))
        page = piagam.page("Yuliana", folder, now())
        assert "yang telah menyelesaikan 1 latihan buatan pelatih." in page
        ruang.note_completed(contoh_latihan.begin(folder, "04"), "2026-11-30")
        both = piagam.page("Yuliana", folder, now())
        assert f"1 dari {len(pustaka.exercises())} latihan. Ditambah 1 latihan" in both
        milik.remove(KODE)
        assert KODE not in pustaka.known()
        assert ruang.room_of(room.kantor) is None
        assert room.kantor.is_dir()
    with pytest.raises(LontarError) as error:
        milik.remove(KODE)
    assert error.value.kode == "latihan_milik_kosong"


def test_a_file_of_the_same_code_replaces_the_one_before(tmp_path):
    milik.load([SAMPLE], now, silent)
    milik.load([written(tmp_path, changed("ibu bersalin", "bersalin"))], now, silent)
    assert pustaka.own()[KODE].judul == "Contoh: bersalin"


@pytest.mark.parametrize("kode", [*pustaka.exercises()])
def test_what_the_program_brings_would_pass_as_a_trainers_own(kode, tmp_path):
    (file,) = (paths.resources() / "latihan").glob(f"{kode}.toml")
    text = file.read_text("utf-8").replace(f'kode = "{kode}"', f'kode = "pelatih-{kode}"', 1)
    own = written(tmp_path, text)
    assert naskah_pelatih.read(naskah_pelatih.content(own), own).langkah


def test_the_sample_names_everything_that_can_be_done_and_checked():
    for name in ("kerja", "jenis"):
        for tag in naskah_pelatih.tags(name):
            assert tag == "tanda_terima" or re.search(rf"^# {tag} ", TEXT, re.MULTILINE), tag


def test_one_that_passes_no_more_is_named_and_can_be_taken_off(tmp_path):
    pustaka.own_folder().mkdir(parents=True)
    shutil.copy(SAMPLE, pustaka.own_folder() / f"{KODE}.toml")
    outside = changed('kerja = "kosongkan"\n', 'kerja = "rekap"\nberkas = "../../x.xlsx"\n')
    outside = outside.replace('formulir = "KES-02"\n\n# SOAL', "\n# SOAL")
    written(pustaka.own_folder(), outside.replace(KODE, "pelatih-x"), "pelatih-x.toml")
    written(pustaka.own_folder(), TEXT, "pelatih-lain.toml")
    assert [*pustaka.own()] == [KODE]
    assert {name: one.kode for name, one in pustaka.unfit().items()} == {
        "pelatih-lain": "latihan_milik_kode",
        "pelatih-x": "latihan_milik_tempat",
    }
    milik.remove("pelatih-x")
    assert [*pustaka.unfit()] == ["pelatih-lain"]


# --- Hostile and mistaken ones


@pytest.mark.parametrize(
    ("text", "kode", "letak"),
    [
        ("kode = ", "toml", None),
        ("a." * 40 + "b = 1", "toml", None),
        ("x = [" * 9_000, "toml", None),
        ("#" * 65_000, "besar", None),
        (changed("menit", "jam"), "bidang_asing", "jam"),
        (changed("menit = 10\n", ""), "bidang_kurang", "menit"),
        (changed("menit = 10", 'menit = "10"'), "jenis_isi", "menit"),
        (changed("menit = 10", "menit = 10000"), "jumlah", "menit"),
        (changed('kerja = "kosongkan"', 'kerja = "hapus"'), "langkah_asing", "awal ke-1, kerja"),
        (changed('jenis = "nilai"', 'jenis = "x"'), "langkah_asing", "periksa ke-1, jenis"),
        (changed('"kabupaten"\n', '"pusat"\n'), "pilihan_asing", "kantor"),
        (changed(f'kode = "{KODE}"', 'kode = "../../kantor"'), "kode", "kode"),
        (changed(f'kode = "{KODE}"', 'kode = "aula"'), "kode", "kode"),
        (changed(f'kode = "{KODE}"', 'kode = "07-angka-kumulatif"'), "kode", "kode"),
        (changed("Contoh: ibu bersalin", "a" * 81), "teks", "judul"),
        (changed("Contoh: ibu bersalin", "a\\u202Eb"), "teks", "judul"),
        (changed("Contoh: ibu bersalin", "a\\u0007b"), "teks", "judul"),
        (changed('petunjuk = ["T', 'petunjuk = ["", "T'), "teks", "petunjuk ke-1"),
        (changed('halaman = "spm"', 'halaman = "rahasia"'), "tidak_ada", "halaman"),
        (changed('halaman = "spm"', 'halaman = "kemiskinan"'), "tidak_ada", "formulir"),
        (changed('halaman = "spm"', 'halaman = "beranda"'), "tidak_ada", "halaman"),
        (changed(f"{EMPTIED}KES-02", f"{EMPTIED}X"), "tidak_ada", "awal ke-1, formulir"),
        (changed(SEL, '"penerima.harus.x" = 1'), "sel", "jalan ke-1"),
        (changed(SEL, '"penerima.harus.jumlah" = -1'), "nilai", HARUS),
        (changed(SEL, '"penerima.harus.jumlah" = 1' + "0" * 30), "nilai", HARUS),
        (changed(SEL, '"penerima.harus.jumlah" = "x"'), "nilai", HARUS),
        (changed(SEL, '"penerima.harus.jumlah" = { keadaan = "x" }'), "nilai", HARUS),
        (changed(SEL, ""), "jumlah", "jalan ke-1, nilai"),
        (changed('isi = "a"', 'isi = "c"'), "tidak_ada", "jalan ke-2, isi"),
        (changed('benar = "a"', 'benar = "c"'), "tidak_ada", "periksa ke-3, benar"),
        (changed('soal = "belum"', 'soal = "x"'), "tidak_ada", "periksa ke-3, soal"),
        (changed('kode = "b"', 'kode = "a"'), "kode_soal", "soal ke-1"),
        (changed('  { kode = "b", teks = "4.790 orang" },\n', ""), "jumlah",
         "soal ke-1, pilihan"),
        (TEXT + MORE + '"temuan_hilang"\nformulir = "KES-02"\naturan = "X"',
         "tidak_ada", "periksa ke-4, aturan"),
        (TEXT + MORE + '"kumulatif"\nformulir = "KES-02"\n'
         'sel = "penerima.terlayani.jumlah"', "tidak_ada", "periksa ke-4, sel"),
        (TEXT + MORE + '"berkas"\nnama = "../**/*.xlsx"',
         "berkas", "periksa ke-4, nama"),
        (TEXT + MORE + '"tanda_terima"', "tempat", "periksa ke-4"),
        (TEXT + '\n[[jalan]]\nkerja = "cabut"\nwilayah = "53.01"', "tempat", "jalan ke-3"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_and_place(text, kode, letak, tmp_path):
    error = refused(written(tmp_path, text))
    assert (error.kode, error.data.get("letak")) == (f"latihan_milik_{kode}", letak)
    assert error.data["berkas"] == "milik.toml"


PROVINCE = """
kode = "pelatih-p"
judul = "Provinsi"
kantor = "provinsi"
menit = 5
halaman = "paket"
tujuan = "Menerima satu paket."
cerita = "Satu paket datang."
langkah = ["Terima paketnya."]
petunjuk = []
awal = [{ kerja = "siapkan", berkas = "a.xlsx", wilayah = "53.01" }]
periksa = [{ jenis = "diterima", kalimat = "Paketnya diterima.", wilayah = "53.01" }]
jalan = [{ kerja = "terima", berkas = "a.xlsx" }]
"""


@pytest.mark.parametrize(
    "berkas",
    [
        *("../a.xlsx", "/etc/a.xlsx", "C:a.xlsx", "a\\\\b.xlsx", ".a.xlsx"),
        *("con.xlsx", "a.db", "a/../b.xlsx"),
    ],
)
@pytest.mark.parametrize("which", ["awal", "rekap"])
def test_no_file_is_written_outside_the_room(which, berkas, tmp_path):
    text = PROVINCE.replace('"a.xlsx", w', f'"{berkas}", w')
    if which == "rekap":
        text = PROVINCE.replace('"terima", berkas = "a.xlsx"', f'"rekap", berkas = "{berkas}"')
    error = refused(written(tmp_path, text))
    assert error.kode == "latihan_milik_berkas"


@pytest.mark.parametrize(
    ("old", "new", "letak"),
    [
        ('wilayah = "53.01" }]\nperiksa', 'wilayah = "53.99" }]\nperiksa', "awal ke-1, wilayah"),
        ('wilayah = "53.01" }]\nperiksa', 'opd = "dinkes" }]\nperiksa', "awal ke-1, wilayah"),
        ('wilayah = "53.01" }]\njalan', 'wilayah = "99" }]\njalan', "periksa ke-1, wilayah"),
        ('terima", berkas = "a', 'terima", berkas = "b', "jalan ke-1, berkas"),
        ('terima", berkas = "a.xlsx"', 'terima", berkas = "a.xlsx", tahan = { X = "sebab" }',
         "jalan ke-1, tahan"),
    ],
)  # fmt: skip
def test_a_province_takes_in_what_lies_there_from_regions_that_exist(old, new, letak, tmp_path):
    assert old in PROVINCE
    error = refused(written(tmp_path, PROVINCE.replace(old, new)))
    assert (error.kode, error.data["letak"]) == ("latihan_milik_tidak_ada", letak)
    beyond = PROVINCE.replace('"53.01" }]\nperiksa', '"53.01", revisi = 3 }]\nperiksa')
    assert refused(written(tmp_path, beyond)).kode == "latihan_milik_jumlah"


def test_an_opd_knows_the_forms_of_its_own_urusan_only(tmp_path):
    text = changed('"kabupaten"\n', '"opd"\n').replace('formulir = "KES-02"', 'formulir = "PDK-01"')
    error = refused(written(tmp_path, text))
    assert error.data["letak"] == "formulir"
    assert "KES-01" in error.saran


# --- What only trying out shows


def test_what_cannot_be_done_is_named_with_its_reason(tmp_path):
    step = '[[awal]]\nkerja = "kumulatif"\nformulir = "KES-02"\nsel = "penerima.terlayani.jumlah"\n'
    text = changed("# SOAL", f"{step}benar = false\n\n# SOAL")
    error = refused(written(tmp_path, text))
    assert (error.kode, error.data["letak"]) == ("latihan_milik_coba", "awal ke-2")
    assert "triwulan lalu belum berisi angka" in str(error)
    place = {"formulir": "KES-02", "sel": "penerima.terlayani.jumlah"}
    assert error.data["kalimat"] == LontarError("latihan_tanpa_angka", **place).pesan


def test_an_exercise_that_is_done_already_or_never_is_refused(tmp_path):
    (awal,) = re.findall(r'\[\[awal\]\]\nkerja = "kosongkan"\nformulir = "KES-02"\n', TEXT)
    filled = changed(awal, TEXT[TEXT.index("[[jalan]]") :].replace("[[jalan]]", "[[awal]]"))
    assert refused(written(tmp_path, filled)).kode == "latihan_milik_sudah"
    never = changed("isi = 4790", "isi = 4791")
    error = refused(written(tmp_path, never))
    assert (error.kode, error.data["kalimat"]) == (
        "latihan_milik_jalan",
        "Yang terlayani 4.790 orang.",
    )


def test_a_folder_is_loaded_whole_or_not_at_all(tmp_path):
    assert refused(tmp_path).kode == "latihan_milik_berapa"
    written(tmp_path, TEXT, "a.toml")
    written(tmp_path, TEXT, "b.toml")
    error = refused(tmp_path)
    assert (error.kode, error.data["lain"]) == ("latihan_milik_kembar", "a.toml")
    written(tmp_path, TEXT.replace(KODE, "pelatih-b").replace("isi = 4790", "isi = 4791"), "b.toml")
    assert refused(tmp_path).kode == "latihan_milik_jalan"
    for number in range(41):
        written(tmp_path, TEXT, f"{number}.toml")
    assert refused(tmp_path).kode == "latihan_milik_berapa"


def test_the_right_sum_of_a_quarter_is_what_the_region_really_had(tmp_path):
    """Any larger figure silences the rule; only the sum is what was asked for."""
    with contoh_latihan.participant("Ande") as folder:
        room = contoh_latihan.begin(folder, "15")
        with Office.open(room.kantor, now) as office:
            facts = fakta.Keadaan(office, room)
            place = "KES-02", "penerima.terlayani.jumlah"
            alone, right = facts.value(*place), facts.planted(*place)
            assert isinstance(alone, int)
            assert isinstance(right, int)
            assert alone < right
        larger = Isi("KES-02", {"penerima.terlayani.jumlah": right + 1})
        cara.perform([larger], room.kantor, room.berkas, prepared(), now)
        found = hasil.examine_closed(room, now)
        assert found[:2] == [False, True]
        wrong = hasil.amiss_closed(room, found, now)
        assert wrong[0].startswith("Di sel itu sekarang: ")
        exact = Isi("KES-02", {"penerima.terlayani.jumlah": right})
        cara.perform([exact], room.kantor, room.berkas, prepared(), now)
        assert hasil.examine_closed(room, now)[:2] == [True, True]


def test_the_people_of_an_opd_are_not_called_like_those_of_the_kabupaten():
    from app.exchange import terbitan

    with Office.open(siapan.prepare(now, silent).provinsi, now) as office:
        names = [one.penanda.nama for one in terbitan.issued(office)]
    assert len(names) == len({*names})
