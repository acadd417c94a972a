"""Lists of regions that must not get in: a region forgotten, a code with another meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app import paths
from app.domain.wilayah_terbit import DaftarWilayah
from app.errors import LontarError
from app.exchange import definisi_wilayah
from app.store import region_lists
from tests.contoh_definisi import BARU, file, lines, propose, regions, service, told_regions
from tests.exchange.contoh_paket import TTS

if TYPE_CHECKING:
    from app.exchange.definisi import IsiDefinisi
    from app.store.office import Office

NAMA = {"k01": {"nama": "Kabupaten Kupang Raya", "singkat": "Kupang Raya"}}


def refusal(office: Office, isi: IsiDefinisi) -> str:
    with pytest.raises(LontarError) as caught:
        propose(office, file(isi))
    assert region_lists.PUBLISHED.installed(office) == []
    return str(caught.value)


@pytest.mark.parametrize(
    ("changes", "letak"),
    [
        ({"nama": ""}, "nama"),
        ({"nama": "dua\nbaris"}, "nama"),
        ({"nama": "x" * 81}, "nama"),
        ({"singkat": "\u202eX"}, "singkat"),
        ({"nama": "=1+1"}, "nama"),
        ({"singkat": "A&R"}, "singkat"),
        ({"ibu_kota": ""}, "ibu_kota"),
        ({"jenis": "kota"}, "jenis"),
        ({"jenis": "provinsi"}, "jenis"),
        ({"kode": "53.7"}, "kode"),
        ({"kode": "54.22"}, "kode"),
        ({"kode": "53.٢٢"}, "kode"),
        ({"kode_bps": "532"}, "kode_bps"),
        ({"pulau": "x" * 41}, "pulau"),
        ({"klaster": " Timor"}, "klaster"),
        ({"alias": ("x",) * 21}, "alias"),
        ({"alias": ("",)}, "alias"),
        ({"penduduk": {"2026": 0}}, "penduduk"),
        ({"penduduk": {"26": 1}}, "penduduk"),
        ({"penduduk": {"2026": 10**9}}, "penduduk"),
        ({"penduduk": {f"20{n:02}": 1 for n in range(41)}}, "penduduk"),
        ({"satuan": {"rt": 1}}, "satuan"),
        ({"satuan": {"desa": -1}}, "satuan"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_a_region_is_spelt_plainly(province, changes: dict[str, Any], letak):
    line = msgspec.structs.replace(BARU, **changes)
    said = refusal(province, told_regions(regions(2, "2026-T4", line)))
    assert said.startswith("Daftar wilayah versi 2 di berkas definisi memuat wilayah.")
    assert f".{letak} yang tidak dapat dipakai: " in said
    assert "dengan melihat daftar bawaan Lontar, forms/wilayah.toml, sebagai contoh" in said


@pytest.mark.parametrize(
    ("isi", "letak"),
    [
        (told_regions(regions(1, "2026-T4", BARU)), "versi"),
        (told_regions(regions(2, "2026", BARU)), "berlaku"),
        (told_regions(DaftarWilayah(versi=2, berlaku="2026-T4", wilayah=())), "wilayah"),
        (told_regions(regions(2, "2026-T4", BARU, BARU)), "wilayah"),
        (
            told_regions(regions(2, "2026-T4", msgspec.structs.replace(BARU, alias=("kupang",)))),
            "wilayah",
        ),
        (told_regions(msgspec.structs.replace(regions(2, "2026-T4"), lepas=(TTS,))), "lepas"),
    ],
    ids=range(6),
)
def test_a_list_must_be_sound(province, isi, letak):
    assert f"memuat {letak} yang tidak dapat dipakai: " in refusal(province, isi)


def without(*codes: str, versi: int = 2, berlaku: str = "2026-T4", lepas: tuple[str, ...] = ()):
    kept = tuple(one for kode, one in lines().items() if kode not in codes)
    return DaftarWilayah(versi=versi, berlaku=berlaku, wilayah=kept, lepas=lepas)


def test_no_region_is_forgotten(province):
    isi = told_regions(regions(2, "2026-T4", BARU), regions(3, "2027-T1"))
    assert refusal(province, isi) == (
        "Daftar wilayah versi 3 tidak lagi memuat Kabupaten Contoh Baru (53.22). Masukkan kembali "
        "wilayah itu. Kalau memang tidak lagi termasuk provinsi ini, tulis lepas = "
        '["53.22"] di bagian atas berkasnya. Lalu buat lagi.'
    )


@pytest.mark.parametrize(
    ("daftar", "kode"),
    [
        (lambda: without(TTS), "definisi_wilayah_hilang"),
        (
            lambda: msgspec.structs.replace(regions(2, "2026-T4"), lepas=("53.44",)),
            "definisi_wilayah",
        ),
    ],
    ids=["hilang", "lepas"],
)
def test_what_is_made_knows_all_of_this_program_and_what_comes_may_be_older(province, daftar, kode):
    def weigh(*, baru: bool) -> None:
        definisi_wilayah.check(province, [daftar()], [], paths.forms(), baru=baru)

    with pytest.raises(LontarError) as caught:
        weigh(baru=True)
    assert caught.value.kode == kode
    weigh(baru=False)


def test_a_region_that_left_does_not_come_back_under_its_code(province):
    isi = told_regions(without(TTS, lepas=(TTS,)), regions(3, "2027-T1"))
    assert refusal(province, isi) == (
        "Daftar wilayah versi 3 memuat Kabupaten Timor Tengah Selatan (53.02), yang sudah dilepas "
        "oleh daftar sebelumnya. Keluarkan wilayah itu dari daftar, lalu buat lagi berkasnya."
    )


@pytest.mark.parametrize(
    "others",
    [
        {"k01": {"kode_bps": "5399"}},
        {"k01": {"nama": "Kabupaten Ende", "alias": ()}, "k08": {"nama": "Kabupaten Lain"}},
    ],
    ids=["bps", "nama"],
)
def test_a_code_never_becomes_another_region(province, others):
    said = refusal(province, told_regions(regions(2, "2026-T4", **others)))
    assert said.startswith("Dalam daftar wilayah versi 2, kode 53.01 (")
    assert (
        "menjadi wilayah lain: nama atau kode BPS-nya milik kode lain. Kode wilayah tidak" in said
    )


def test_the_name_of_a_region_is_not_given_to_a_new_code(province):
    line = msgspec.structs.replace(BARU, nama="Kabupaten Kupang")
    isi = told_regions(regions(2, "2026-T4", line, **NAMA))
    assert "kode 53.22 (Kabupaten Kupang) menjadi wilayah lain" in refusal(province, isi)


def test_a_later_version_cannot_hold_earlier(province):
    isi = told_regions(regions(2, "2027-T1", BARU), regions(3, "2026-T4", BARU))
    assert refusal(province, isi) == (
        "Daftar wilayah versi 3 mulai berlaku lebih dahulu daripada versi 2. Versi yang lebih "
        "tinggi harus berlaku pada triwulan yang sama atau sesudahnya. Ubah triwulan mulainya."
    )


@pytest.mark.parametrize(
    "isi",
    [
        told_regions(regions(2, "2026-T4", BARU), versi=2),
        told_regions(regions(2, "2026-T4", BARU), formulir=[service()], versi=1),
        told_regions(versi=3, formulir=[service()]),
    ],
    ids=["2", "1", "kosong"],
)
def test_a_file_says_in_one_way_only_what_it_holds(province, isi):
    assert refusal(province, isi).startswith("Berkas definisi ini rusak")
