"""Metode in a file of definitions that must not get in: unsound, changed, or turning back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app import paths
from app.domain.indeks import DasarMetode, Kategori
from app.errors import LontarError
from app.exchange import periksa_metode
from app.store import definitions, methods, pustaka
from tests.contoh_definisi import file, method, propose, put, told_method

if TYPE_CHECKING:
    from app.store.office import Office

BANDS = [Kategori(batas=60, nama="Muda"), Kategori(batas=0, nama="Belum")]


def refusal(office: Office, data: bytes) -> str:
    before = methods.PUBLISHED.installed(office)
    with pytest.raises(LontarError) as caught:
        propose(office, data)
    assert methods.PUBLISHED.installed(office) == before
    return str(caught.value)


def changed(**changes: Any) -> bytes:
    return file(told_method(method(**changes)))


def because(text: str) -> DasarMetode:
    return DasarMetode(hal="bobot", teks=text, keyakinan="tinggi")


@pytest.mark.parametrize(
    ("changes", "letak", "isi"),
    [
        ({"kode": "IP-LAIN"}, "kode", "IP-LAIN"),
        ({"versi": 0}, "versi", "0"),
        ({"versi": 1000}, "versi", "1000"),
        ({"berlaku": "2026"}, "berlaku", "2026"),
        ({"berlaku": "2026-T4\n"}, "berlaku", "2026-T4\n"),
        ({"judul": ""}, "judul", ""),
        ({"judul": "I\u202endeks"}, "judul", "I\u202endeks"),
        ({"judul": "x" * 61}, "judul", "x" * 61),
        ({"bobot": {"penerima": 100}}, "bobot", "penerima 100"),
        ({"bobot": {"penerima": 80, "mutu": 10}}, "bobot", "penerima 80, mutu 10"),
        ({"bobot": {"penerima": 101, "mutu": -1}}, "bobot", "penerima 101, mutu -1"),
        ({"bobot": {"penerima": 100, "mutu": 0}}, "bobot", "penerima 100, mutu 0"),
        (
            {"bobot": {"penerima": 50, "mutu": 30, "biaya": 20}},
            "bobot",
            "penerima 50, mutu 30, biaya 20",
        ),
        ({"bobot": {}}, "bobot", ""),
        ({"batas": 70}, "batas", "70"),
        ({"batas": -1}, "batas", "-1"),
        ({"nilai_eksternal": ["XYZ"]}, "nilai_eksternal", "XYZ"),
        ({"nilai_eksternal": ["PDK", "PDK"]}, "nilai_eksternal", "PDK, PDK"),
        ({"kategori": []}, "kategori", ""),
        ({"kategori": BANDS[:1]}, "kategori", "60"),
        ({"kategori": BANDS[::-1]}, "kategori", "0, 60"),
        ({"kategori": [BANDS[0], *BANDS]}, "kategori", "60, 60, 0"),
        ({"kategori": [Kategori(batas=101, nama="Lebih"), *BANDS]}, "kategori", "101, 60, 0"),
        ({"kategori": [BANDS[0], Kategori(batas=0, nama="Muda")]}, "kategori", "Muda"),
        ({"kategori": [BANDS[0], Kategori(batas=0, nama=" ")]}, "kategori", " "),
        (
            {"kategori": [Kategori(batas=99 - one, nama=f"K{one}") for one in range(13)]},
            "kategori",
            ", ".join(str(99 - one) for one in range(13)),
        ),
        ({"sumber": [because("dua  spasi")]}, "sumber", "bobot"),
        ({"sumber": [because("x" * 401)]}, "sumber", "bobot"),
        ({"sumber": [because("ada")] * 41}, "sumber", "41"),
    ],
    ids=str,
)
def test_a_metode_must_be_sound(office, changes, letak, isi):
    versi = changes.get("versi", 2)
    assert refusal(office, changed(**changes)) == (
        f"Metode versi {versi} di berkas definisi memuat {letak} yang tidak dapat dipakai: {isi}. "
        f"Perbaiki {letak} metode itu dengan melihat metode bawaan Lontar sebagai contoh, lalu "
        "buat lagi berkasnya."
    )


def test_a_later_version_cannot_hold_earlier(office):
    data = file(told_method(method(2, "2027-T1"), method(3, "2026-T4")))
    assert refusal(office, data) == (
        "Metode versi 3 mulai berlaku lebih dahulu daripada versi 2. Versi yang lebih tinggi harus "
        "berlaku pada triwulan yang sama atau sesudahnya. Ubah triwulan mulainya."
    )


CHANGED = (
    "Metode versi {versi} di sini berbeda dari yang sudah terbit dengan nomor versi yang sama. "
    "Metode yang sudah terbit tidak boleh berubah. Beri perubahan itu nomor versi baru, lalu buat "
    "lagi."
)


def test_what_the_program_published_is_not_changed(office):
    assert refusal(office, changed(versi=1, batas=0)) == CHANGED.format(versi=1)


def test_what_the_program_published_may_travel_along(office):
    program = pustaka.load_metode(paths.forms())
    usulan = propose(office, changed(versi=1, batas=program.batas))
    assert usulan.metode.triwulan == ()


@pytest.mark.parametrize("changes", [{"batas": 0}, {"berlaku": "2027-T1"}], ids=str)
def test_a_later_file_cannot_change_a_metode_that_was_installed(office, changes):
    put(office, file(told_method()))
    again = file(told_method(method(**changes), nomor=2))
    assert refusal(office, again) == CHANGED.format(versi=2)
    assert definitions.installed(office)[0].nomor == 1


def test_a_metode_that_stumbles_is_refused_before_any_index_is_shown(office, monkeypatch):
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("bobot")

    monkeypatch.setattr(periksa_metode, "service_index", stumble)
    assert refusal(office, file(told_method())) == (
        "Metode versi 2 tidak dapat dipakai menghitung indeks oleh Lontar ini (bobot). Jangan "
        "pasang berkas ini. Minta provinsi memperbaiki metodenya dan membuat berkas baru."
    )


def test_a_number_larger_than_any_is_refused_and_does_not_stop_the_program(office):
    assert "memuat batas yang tidak dapat dipakai" in refusal(office, changed(batas=10**30))


def test_the_one_spelling_holds_every_field_and_nothing_else():
    told = msgspec.json.decode(msgspec.json.encode(method()))
    assert set(told) - {"berlaku"} == set(msgspec.to_builtins(pustaka.load_metode(paths.forms())))
