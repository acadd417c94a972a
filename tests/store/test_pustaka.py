"""The library: strict reading of definition files, and the office's copies of forms."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.store.pustaka import (
    add_forms,
    definition_hashes,
    forms_of,
    install,
    load_forms,
    load_metode,
    load_urusan,
    load_versions,
    load_wilayah,
)
from tests.store.contoh_kantor import KUPANG, T3, cell, fill, form

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.office import Office

SHAPE = """
bentuk = "uji"
periode = "triwulan"
[[tabel]]
kode = "p"
kolom = [{ kode = "n", label = "Jumlah" }, { kode = "s", label = "Sisa", hitung = "n" }]
baris = [{ kode = "harus", label = "Harus", tahunan = true }]
"""
FACTS = """
kode = "UJI-09"
versi = 1
bentuk = "uji"
judul = "Layanan uji"
urusan = "UJI"
tingkat = "kabupaten"
urut = 9
berlaku = "2026-T1"
[[tabel]]
kode = "p"
[[tabel.baris]]
kode = "harus"
satuan = "orang"
"""
NAME = "kesehatan/uji.v1.toml"
Q3 = Periode(2026, 3)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    (folder / "kesehatan").mkdir(parents=True)
    (folder / "_bentuk.toml").write_text(SHAPE)
    (folder / NAME).write_text(FACTS)
    (folder / "TERBIT").write_text("satu\n")
    return folder


def mistake(folder: Path, old: str = "", new: str = "") -> LontarError:
    file = folder / NAME
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new) if old else new)
    with pytest.raises(LontarError) as caught:
        load_versions(folder)
    return caught.value


def test_a_form_adds_its_facts_to_its_shape(library: Path) -> None:
    loaded = load_forms(library)["UJI-09"]
    (baris,) = loaded.tables["p"].baris
    assert (baris.label, baris.satuan, baris.tahunan) == ("Harus", "orang", True)
    assert list(loaded.cells) == ["p.harus.n", "p.harus.s"]


def test_regions_urusan_and_metode_are_read_from_their_files() -> None:
    regions = load_wilayah(paths.forms())
    assert [one.jenis for one in regions.values()].count("provinsi") == 1
    assert len(regions) == 23
    assert regions[KUPANG].penduduk[2025] == 383387
    services = ["PDK", "KES", "PUM", "PRK", "TRB", "SOS"]
    assert list(load_urusan(paths.forms(), "spm")) == services
    assert list(load_urusan(paths.forms()))[: len(services)] == services
    assert next(iter(load_urusan(paths.forms(), "kemiskinan"))) == "KMS-A"
    assert load_metode(paths.forms()).bobot == {"penerima": 80, "mutu": 20}


def test_a_file_that_is_not_toml_is_named_with_its_line(library: Path) -> None:
    error = mistake(library, "versi = 1", "versi 1")
    assert error.pesan.startswith(
        "Berkas definisi kesehatan/uji.v1.toml tidak terbaca sebagai TOML di baris 3 ("
    )
    assert error.saran == "Perbaiki penulisan di baris itu."


def test_a_file_that_breaks_off_is_named_with_its_last_line(library: Path) -> None:
    assert "di baris 2 (" in mistake(library, new='kode = "UJI-09"\njudul = "').pesan


def test_a_file_in_another_encoding_is_no_toml(library: Path) -> None:
    (library / NAME).write_bytes(b'kode = "\xe9"')
    with pytest.raises(LontarError) as caught:
        load_versions(library)
    assert caught.value.kode == "formulir_bukan_toml"


@pytest.mark.parametrize(
    "name",
    [
        "a." * 5_000 + "a = 1",
        "[" + "a.\"b c\" . 'd'." * 2_000 + "a]",
        "b = [{" + "x-y." * 40 + "x = 1}]",
    ],
)
def test_a_name_of_a_thousand_levels_is_refused_before_it_fills_the_memory(library, name):
    begin = time.process_time()
    error = mistake(library, "versi = 1", f"versi = 1\n{name}")
    assert time.process_time() - begin < 0.5
    assert error.kode == "formulir_terlalu_dalam"
    assert error.pesan.startswith("Nama pada baris 4 berkas kesehatan/uji.v1.toml")
    assert "beberapa titik" in error.saran


def test_a_file_far_larger_than_any_definition_is_refused(library):
    error = mistake(library, new="#" * 1_000_001)
    assert error.kode == "formulir_terlalu_besar"
    assert "lebih dari 1000 KB" in error.pesan
    assert "bagi isinya" in error.saran


def test_an_unknown_field_is_named_with_its_path(library: Path) -> None:
    error = mistake(library, 'satuan = "orang"', 'satuhan = "orang"')
    assert error.pesan == (
        "Berkas definisi kesehatan/uji.v1.toml memuat bidang yang tidak dikenal: "
        "tabel.p.baris.harus.satuhan."
    )
    assert error.saran == "Hapus bidang itu, atau perbaiki ejaan namanya."


def test_a_missing_field_is_named(library: Path) -> None:
    error = mistake(library, 'judul = "Layanan uji"\n', "")
    assert error.pesan == "Berkas definisi kesehatan/uji.v1.toml belum memuat bidang wajib judul."
    assert error.saran == "Tambahkan bidang itu."


def test_a_value_of_the_wrong_kind_is_named_with_its_path(library: Path) -> None:
    error = mistake(library, 'satuan = "orang"', "satuan = 3")
    assert error.pesan == (
        "Isi tabel.p.baris.harus.satuan di berkas definisi kesehatan/uji.v1.toml tidak sesuai "
        "(Expected `str`, got `int`)."
    )
    assert error.saran == "Ganti isinya dengan jenis atau pilihan yang diperbolehkan."


def test_a_shape_that_does_not_exist_is_named(library: Path) -> None:
    error = mistake(library, 'bentuk = "uji"', 'bentuk = "lain"')
    assert error.pesan == (
        'Berkas definisi kesehatan/uji.v1.toml memakai bentuk "lain" yang tidak ada.'
    )
    assert error.saran.startswith("Perbaiki nama bentuknya")


def test_a_version_that_contradicts_the_file_name_is_named(library: Path) -> None:
    error = mistake(library, "versi = 1", "versi = 2")
    assert error.pesan == (
        "Nama berkas definisi kesehatan/uji.v1.toml tidak sesuai dengan versi 2 "
        "yang tertulis di dalamnya."
    )
    assert error.saran.startswith("Samakan angka versi di nama berkas")


def test_two_files_of_one_form_are_named(library: Path) -> None:
    shutil.copy(library / NAME, library / "kesehatan/salinan.v1.toml")
    with pytest.raises(LontarError) as caught:
        load_versions(library)
    assert caught.value.pesan == (
        "Berkas definisi kesehatan/uji.v1.toml dan kesehatan/salinan.v1.toml "
        "sama-sama memuat formulir UJI-09 dengan versi yang sama."
    )
    assert caught.value.saran.startswith("Hapus salah satu")


@pytest.mark.parametrize(
    ("new", "said", "advice"),
    [
        (
            'kode = "a b"\nlabel = "x"',
            'Kode "a b" di tabel.p, berkas definisi {}, memuat tanda yang tidak diperbolehkan.',
            "Pakai huruf, angka, dan garis bawah",
        ),
        (
            'kode = "polos"',
            'Baris "polos" di tabel.p.baris, berkas definisi {}, belum mempunyai label.',
            "Tambahkan label",
        ),
        (
            'kode = "x"\nlabel = "x"\nhitung = "tiada + 1"',
            'p.x.n di berkas definisi {} menyebut sel "tiada" yang tidak ada.',
            "Perbaiki kode sel itu",
        ),
        (
            'kode = "x"\nlabel = "x"\nhitung = "x + 1"',
            "Rumus sel p.x.n di berkas definisi {} memerlukan hasilnya sendiri: x + 1",
            "Ubah rumus itu",
        ),
        (
            'kode = "x"\nlabel = "x"\nhitung = "harus +"',
            "Rumus di p.x.n, berkas definisi {}, tidak terbaca: harus +",
            "Periksa tanda kurung",
        ),
        (
            'kode = "x"\nlabel = "x"\nhitung = "hapus(harus)"',
            "Rumus di p.x.n, berkas definisi {}, memakai fungsi yang tidak dikenal: hapus(harus)",
            "Periksa ejaan nama fungsinya.",
        ),
        (
            'kode = "x"\nlabel = "x"\nhitung = "harus ** 2"',
            "Rumus di p.x.n, berkas definisi {}, memakai sesuatu di luar bahasa aturan: harus ** 2",
            "Pakai hanya tanda hitung",
        ),
    ],
)
def test_a_form_that_contradicts_itself_is_refused_in_words(
    library: Path, new: str, said: str, advice: str
) -> None:
    error = mistake(library, 'kode = "harus"\n', f'{new}\n[[tabel.baris]]\nkode = "harus"\n')
    assert error.pesan == said.format(NAME)
    assert error.saran.startswith(advice)


def test_a_code_used_twice_is_named(library: Path) -> None:
    twin = 'kolom = [{ kode = "n", label = "Jumlah" }, { kode = "n", label = "Jumlah" }]'
    shape = library / "_bentuk.toml"
    shape.write_text(SHAPE.replace(SHAPE.splitlines()[5], twin))
    with pytest.raises(LontarError) as caught:
        load_versions(library)
    assert caught.value.pesan == (
        'Kode "n" dipakai dua kali di tabel.p.kolom, berkas definisi kesehatan/uji.v1.toml.'
    )
    assert caught.value.saran == "Beri kode yang berbeda."


RULE = """
[[aturan]]
kode = "U-01"
tiap = "TIAP"
syarat = "SYARAT"
sel = "p.harus.n"
pesan = "x"
saran = "x"
tingkat = { mengisi = "catatan", selesai = "catatan", tanda_tangan = "catatan" }
sumber = "x"
"""


def test_a_rule_repeated_over_no_table_is_named(library: Path) -> None:
    rule = RULE.replace("TIAP", "kolom:tiada").replace("SYARAT", "n >= 0")
    error = mistake(library, FACTS, FACTS + rule)
    assert error.pesan == (
        'aturan.U-01 di berkas definisi kesehatan/uji.v1.toml diulang atas "kolom:tiada", '
        "yang bukan tabel formulir ini."
    )
    assert error.saran.startswith("Tulis seperti kolom:penerima")


def test_a_rule_that_asks_for_an_unknown_fact_is_named(library: Path) -> None:
    rule = RULE.replace("TIAP", "").replace("SYARAT", "latar('cuaca') > 0")
    error = mistake(library, FACTS, FACTS + rule)
    assert error.pesan == (
        'aturan.U-01 di berkas definisi kesehatan/uji.v1.toml menanyakan "cuaca" kepada latar, '
        "yang tidak dikenal."
    )
    assert error.saran == (
        "Pakai penduduk, triwulan, kejadian, per_juta_sedikit, atau per_juta_banyak."
    )


def test_a_plausible_range_the_wrong_way_round_is_named(library: Path) -> None:
    share = """
[kewajaran]
per_juta_sedikit = 9
per_juta_banyak = 3
teks = "x"
keyakinan = "rendah"
"""
    error = mistake(library, FACTS, FACTS + share)
    assert error.pesan == (
        "Rentang kewajaran di berkas definisi kesehatan/uji.v1.toml (kewajaran) tidak sah: 9, 3"
    )
    assert error.saran == (
        "Tulis angka yang lebih kecil dahulu, keduanya untuk setiap satu juta penduduk."
    )


def test_a_rule_that_is_too_long_is_named(library: Path) -> None:
    rule = RULE.replace("TIAP", "").replace("SYARAT", "p.harus.n + " * 500 + "1 > 0")
    error = mistake(library, FACTS, FACTS + rule)
    assert error.pesan == (
        "Rumus di aturan.U-01, berkas definisi kesehatan/uji.v1.toml, terlalu panjang."
    )
    assert error.saran == "Pecah rumus itu menjadi beberapa sel hitung."


def test_a_period_that_cannot_be_read_is_named(library: Path) -> None:
    error = mistake(library, '"2026-T1"', '"2026-Q1"')
    assert error.pesan == (
        'Periode berlaku "2026-Q1" di berkas definisi kesehatan/uji.v1.toml (berlaku) '
        "tidak terbaca."
    )
    assert error.saran == "Tulis seperti 2026 atau 2026-T1."


def test_a_folder_without_forms_is_an_incomplete_installation(
    tmp_path: Path, office: Office
) -> None:
    for ask in (load_versions, load_wilayah, load_metode, lambda folder: install(office, folder)):
        with pytest.raises(LontarError) as caught:
            ask(tmp_path)
        assert caught.value.pesan == (
            f"Definisi formulir tidak ditemukan atau tidak lengkap di folder {tmp_path}."
        )
        assert caught.value.saran.startswith("Pasang ulang Lontar")


def test_forms_are_installed_once_and_not_parsed_again(office: Office, library: Path) -> None:
    assert install(office, library)
    (library / NAME).write_text("rusak [")
    assert not install(office, library)
    assert forms_of(office, Q3)["UJI-09"].judul == "Layanan uji"


def test_a_newly_published_form_is_installed(office: Office, library: Path) -> None:
    install(office, library)
    text = FACTS.replace("versi = 1", "versi = 2").replace("2026-T1", "2026-T4")
    (library / "kesehatan/uji.v2.toml").write_text(text)
    (library / "TERBIT").write_text("dua\n")
    assert install(office, library)
    assert forms_of(office, Q3)["UJI-09"].versi == 1
    assert forms_of(office, Periode(2026, 4))["UJI-09"].versi == 2
    assert forms_of(office, Periode(2026))["UJI-09"].versi == 2
    assert "UJI-09" not in forms_of(office, Periode(2025, 4))
    assert load_forms(library)["UJI-09"].versi == 2


def test_a_wrong_form_leaves_the_installed_ones_alone(office: Office, library: Path) -> None:
    install(office, library)
    (library / "TERBIT").write_text("dua\n")
    (library / NAME).write_text("rusak [")
    with pytest.raises(LontarError):
        install(office, library)
    assert forms_of(office, Q3)["UJI-09"].versi == 1


def test_a_version_in_use_never_changes(office: Office) -> None:
    fill(office, cell(1))
    changed = form("UJI-01", 1, "2025-T2")
    with pytest.raises(LontarError) as caught:
        add_forms(office, [form("UJI-03"), changed])
    assert caught.value.pesan == (
        "Formulir UJI-01 versi 1 berbeda dari yang sudah dipakai di kantor ini, "
        "padahal versi yang terbit tidak boleh berubah."
    )
    assert caught.value.saran.startswith("Pasang ulang Lontar")
    assert set(forms_of(office, Q3)) == {"UJI-01", "UJI-02"}


def test_a_version_nobody_used_yet_may_be_replaced(office: Office) -> None:
    before = definition_hashes(office, Q3)
    add_forms(office, [form("UJI-01", 1, "2025-T2"), form("UJI-02")])
    after = definition_hashes(office, Q3)
    assert forms_of(office, Q3)["UJI-01"].berlaku == "2025-T2"
    assert before["UJI-01"] != after["UJI-01"]
    assert before["UJI-02"] == after["UJI-02"]


def test_a_form_spelt_with_fewer_defaults_by_an_older_program_is_the_same(office: Office) -> None:
    fill(office, cell(1))
    office.conn.execute("UPDATE formulir SET isi = replace(isi, '\"opd\":\"\",', '')")
    add_forms(office, [form("UJI-01")])
    assert forms_of(office, Periode.parse(T3))["UJI-01"] == form("UJI-01")
