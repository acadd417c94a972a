"""The pictures of all screens: complete, of one size, the same each time, and without a trace."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from app import paths, teks
from app.exchange.demo import offices
from app.ui import sizes
from app.ui.screenshots import capture
from tests import contoh_demo, contoh_latihan

if TYPE_CHECKING:
    from pathlib import Path

SCREENS = (
    "wisaya_jenis", "wisaya_wilayah", "wisaya_kantor", "wisaya_pengguna", "wisaya_sandi",
    "wisaya_ringkasan", "mulai", "beranda", "isian", "isian",
    "keadaan", "kemiskinan", "cari", "paket",
    "paket_hambatan",
    "paket_beralasan", "paket_tanda_tangan", "paket_terkirim", "paket_periksa",
    "paket_tarik", "paket_kurang", "kabupaten_pertanyaan", "laporan",
    "bahan_lkpj",
    "pengaturan", "sertifikat", "cadangan", "urusan_opd", "definisi", "paraf",
    "opd_beranda", "opd_paket", "opd_pertanyaan", "provinsi_beranda", "provinsi_paket",
    "provinsi_terima", "provinsi_perbedaan", "provinsi_bukti",
    "konsolidasi_tabel", "konsolidasi_peta", "konsolidasi_urusan", "konsolidasi_layanan",
    "konsolidasi_tren", "konsolidasi_anggaran", "konsolidasi_gedsi", "konsolidasi_espm",
    "konsolidasi_metode",
    "konsolidasi_kemiskinan", "konsolidasi_daerah",
    "provinsi_tanya", "provinsi_pertanyaan",
    "tindak_lanjut", "tindak_lanjut_tetapkan", "tindak_lanjut_mingguan",
    "provinsi_otoritas", "provinsi_kunci_otoritas", "provinsi_definisi",
    "latihan", "latihan_pelatih", "latihan_aula", "latihan_tanya", "latihan_isian",
)  # fmt: skip
FEWEST_COLOURS = 30


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


@pytest.fixture(scope="module")
def taken(qapp, demo, tmp_path_factory) -> list[Path]:
    contoh_latihan.prepared()
    return capture(tmp_path_factory.mktemp("gambar"), offices(demo))


def colours_in(image: QImage) -> int:
    """Different colours on a coarse grid: an empty window has a handful."""
    grid = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
    return len({image.pixel(x, y) for x, y in grid})


def test_every_screen_is_there_in_order(taken):
    found = [file.stem.split("_", 1) for file in taken]
    assert [number for number, _ in found] == [f"{n:02d}" for n in range(1, len(SCREENS) + 1)]
    wrong = [
        name
        for (_, name), screen in zip(found, SCREENS, strict=True)
        if name != screen and not (screen == "isian" and name.startswith("isian_"))
    ]
    assert not wrong


def test_each_picture_shows_something_at_the_home_size(taken):
    for file in taken:
        image = QImage(str(file))
        assert (image.width(), image.height()) == sizes.HOME_WINDOW, file.name
        assert colours_in(image) > FEWEST_COLOURS, file.name


def test_no_two_pictures_show_the_same(taken):
    seen = {file.read_bytes() for file in taken}
    assert len(seen) == len(taken)


def test_a_second_time_gives_the_same_pictures_and_nobody_notices(taken, demo, tmp_path):
    def fingerprint() -> dict[str, str]:
        return {
            str(file.relative_to(demo)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in demo.rglob("*")
            if file.is_file()
        }

    before, memory = fingerprint(), paths.data() / "ingatan.json"
    kept = memory.read_bytes() if memory.exists() else None
    teks.set_language("en")
    again = capture(tmp_path, offices(demo))
    assert teks.language() == "en"
    assert fingerprint() == before
    assert (memory.read_bytes() if memory.exists() else None) == kept
    assert [file.name for file in again] == [file.name for file in taken]
    different = [
        file.name
        for file, twin in zip(taken, again, strict=True)
        if file.read_bytes() != twin.read_bytes()
    ]
    assert not different
