"""The second verifier answers every attack on a whole package as the program does."""

from __future__ import annotations

import pytest

from tests.exchange import contoh_serangan_paket as serangan
from tests.exchange.serangan.huruf import HURUF
from tests.exchange.serangan_penuh import harapan
from tests.kedua.contoh import kedua

CARA = {name: serangan.cara_utama(one) for name, one in serangan.SERANGAN.items()}
ULANG, BERUBAH = "sah_disimpan_ulang", "data_berubah"
LOOKS = "ditolak", ULANG
BEYOND = {
    "gabung_ditambah": (BERUBAH, ULANG),
    "gabung_dibuang": (BERUBAH, ULANG),
    "gambar_ganti": (BERUBAH, ULANG),
    "gambar_rusak": (BERUBAH, ULANG),
    "qr_lain": (BERUBAH, ULANG),
    "ttd_tampilan_kosong": ("ditolak", BERUBAH),
    "verifikator_menyatakan": ("ditolak", ULANG),
    "lembar_urutan": (BERUBAH, ULANG),
    **dict.fromkeys(set(HURUF) - {"lembar_dibalik", "judul_cetak", "area_cetak_rumus"}, LOOKS),
    "teks_sebagian_tebal": (ULANG, ULANG),
    "warna_putih": LOOKS,
}
"""What takes the layouts of the sheets, the looks of letters, or an encoder for QR codes: both
verdicts, ours first."""


def made(name: str) -> bytes:
    return serangan.SERANGAN[name].cara[CARA[name]](serangan.kecil())


@pytest.mark.parametrize("name", CARA)
def test_both_answer_an_attack_with_the_same_verdict(name):
    # That the program comes to this is asked in exchange/test_serangan_paket.
    ours = harapan()[name][CARA[name]][0]
    assert (ours, kedua(made(name)).putusan) == BEYOND.get(name, (ours, ours))
