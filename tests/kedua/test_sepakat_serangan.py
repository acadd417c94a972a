"""The second verifier answers every attack on a whole package as the program does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.exchange.pembaca.induk import Pembaca
from app.exchange.percaya import Percaya
from app.exchange.verifikasi import Pemeriksa, thorough
from tests.exchange import contoh_paket as contoh
from tests.exchange import contoh_serangan_paket as serangan
from tests.exchange.contoh_sertifikat import authority, clock
from tests.kedua.contoh import kedua

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CARA = {name: serangan.cara_utama(one) for name, one in serangan.SERANGAN.items()}
ULANG, BERUBAH = "sah_disimpan_ulang", "data_berubah"
BEYOND = {
    "gabung_ditambah": (BERUBAH, ULANG),
    "gabung_dibuang": (BERUBAH, ULANG),
    "gambar_ganti": (BERUBAH, ULANG),
    "gambar_rusak": (BERUBAH, ULANG),
    "qr_lain": (BERUBAH, ULANG),
    "ttd_tampilan_kosong": ("ditolak", BERUBAH),
    "verifikator_menyatakan": ("ditolak", ULANG),
}
"""What takes the layouts of the sheets, or an encoder for QR codes: both verdicts, ours first."""


def made(name: str) -> bytes:
    return serangan.SERANGAN[name].cara[CARA[name]](serangan.kecil())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The program's verdicts, asked for in one go."""
    folder = tmp_path_factory.mktemp("serangan")
    with Pembaca() as pembaca:
        trust = Percaya((authority().certificate,))
        found = Pemeriksa(contoh.acuan(), trust, clock, pembaca).verify_many(files(folder))
        told = (thorough(laporan).putusan.value for laporan in found)
        yield dict(zip(CARA, told, strict=True))


def files(folder: Path) -> Iterator[Path]:
    for name in CARA:
        path = folder / f"{name}.xlsx"
        path.write_bytes(made(name))
        yield path


@pytest.mark.parametrize("name", CARA)
def test_both_answer_an_attack_with_the_same_verdict(first, name):
    verdicts = first[name], kedua(made(name)).putusan
    assert verdicts == BEYOND.get(name, (first[name], first[name]))


def test_nothing_is_excused_that_is_no_attack():
    assert BEYOND.keys() <= CARA.keys() - serangan.SETARA.keys()
