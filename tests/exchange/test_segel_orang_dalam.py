"""Somebody with a genuine key, but another program, covers what was signed and seals that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.exchange import segel
from app.exchange.pembaca.induk import Pembaca
from app.exchange.percaya import Percaya
from app.exchange.putusan import Putusan
from app.exchange.verifikasi import Pemeriksa
from tests.exchange import contoh_paket as contoh
from tests.exchange import contoh_serangan_paket as serangan
from tests.exchange.contoh_sertifikat import NOW, authority, clock, pimpinan
from tests.exchange.serangan import meja, pelaku
from tests.exchange.serangan.angka import ANGKA
from tests.exchange.serangan.huruf import HURUF
from tests.exchange.serangan.tampilan import TAMPILAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.exchange.segel.contoh_segel import Bedah

ATTACKS = {
    "format_kata": "isi_format_menyamar",
    "format_titik_pindah": "isi_format_menyamar",
    "susunan_kanan_ke_kiri": "isi_letak_menyamar",
    "gaya_tidak_ada": "isi_letak_menyamar",
    "warna_putih": "isi_letak_menyamar",
    "warna_tema_diubah": "isi_letak_menyamar",
    "huruf_simbol_tema": "isi_letak_menyamar",
    "teks_sebagian_tebal": "isi_lembar_menyamar",
    "isi_kaya": "isi_lembar_menyamar",
    "sel_ganda": "isi_sel_ganda",
    "angka_heksa": "isi_lembar_menyamar",
    "angka_arab": "isi_lembar_menyamar",
    "angka_spasi": "isi_lembar_menyamar",
    "baris_tersembunyi": "tampilan_menutupi",
    "kolom_setipis_garis": "tampilan_menutupi",
    "gabung_ditambah": "tampilan_menutupi",
    "gabung_dibuang": "tampilan_menutupi",
    "format_bersyarat": "tampilan_menutupi",
    "kotak_tulisan": "tampilan_menutupi",
    "gambar_ganti": "tampilan_menutupi",
    "qr_lain": "tampilan_menutupi",
    "kaki_halaman": "tampilan_menutupi",
    "kepala_halaman": "tampilan_menutupi",
    "tab_disembunyikan": "tampilan_menutupi",
    "lembar_urutan": "tampilan_menutupi",
    "area_cetak": "tampilan_menutupi",
    "judul_cetak": "tampilan_menutupi",
    "lembar_dibalik": "tampilan_menutupi",
    "nama_sel": "tampilan_menutupi",
}


@pytest.fixture(scope="module")
def pemeriksa() -> Iterator[Pemeriksa]:
    with Pembaca(workers=1) as pembaca:
        yield Pemeriksa(contoh.acuan(), Percaya((authority().certificate,)), clock, pembaca)


def sealed_anew(parts: Bedah) -> bytes:
    """A whole seal, by the very key that signed the data."""
    own = pimpinan()
    return segel.seal(
        parts.packed(), own.key, own.certificate,
        waktu=NOW, komentar="Lontar", peran=pelaku.JABATAN,
    )  # fmt: skip


@pytest.mark.parametrize(("name", "kode"), ATTACKS.items())
def test_a_genuine_seal_over_a_covered_sheet_is_refused(pemeriksa, name, kode):
    parts = meja.without_seal(serangan.kecil())
    (TAMPILAN | HURUF | ANGKA)[name](parts)
    laporan = pemeriksa.verify_bytes(sealed_anew(parts), "SPM.xlsx")
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, kode)
    assert laporan.bacaan is None


def test_a_seal_made_anew_over_the_sheets_as_they_were_is_whole(pemeriksa):
    parts = meja.without_seal(serangan.kecil())
    assert pemeriksa.verify_bytes(sealed_anew(parts), "SPM.xlsx").putusan is Putusan.SAH_UTUH


def test_what_covers_a_sheet_is_named_with_what_to_do(pemeriksa):
    parts = meja.without_seal(serangan.kecil())
    TAMPILAN["kotak_tulisan"](parts)
    laporan = pemeriksa.verify_bytes(sealed_anew(parts), "SPM.xlsx")
    assert laporan.galat is not None
    assert "menutupi, menyembunyikan, atau menyamarkan" in laporan.galat.pesan
    assert "Hubungi pengirim" in laporan.galat.saran
