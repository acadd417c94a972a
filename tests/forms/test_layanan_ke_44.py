"""A new service is one file beside its example; the program stays as it is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from app.domain.angka import format_index
from app.domain.indeks import service_index
from app.domain.lembar import evaluate
from app.store.pustaka import load_forms
from tests.forms import berkas

if TYPE_CHECKING:
    from pathlib import Path

SERVICE = """
kode = "SOS-06"
versi = 1
bentuk = "spm"
judul = "Layanan uji ke-44"
urusan = "SOS"
tingkat = "kabupaten"
urut = 30
berlaku = "2025-T1"

[[tabel]]
kode = "penerima"
baris = [
  { kode = "harus", label = "Warga yang harus dilayani", satuan = "orang" },
  { kode = "terlayani", label = "Warga yang terlayani", satuan = "orang" },
]

[[tabel]]
kode = "mutu"
baris = [
  { kode = "m01", label = "Paket bantuan", satuan = "paket", cara = "per_sasaran" },
  { kode = "m02", label = "Pendamping", satuan = "orang", cara = "sdm" },
]
"""
EXAMPLE = """
[isi.penerima]
harus = { jumlah = 80, l = 40, p = 38 }
terlayani = { jumlah = 72, l = 37, p = 35 }

[isi.mutu]
m01 = { dibutuhkan = 80, tersedia = 60 }
m02 = { dibutuhkan = 4, tersedia = 5 }

[harapan.penerima]
harus = { tt = 2 }
terlayani = { tt = 0 }
belum = { jumlah = 8, l = 3, p = 3 }
persen = { jumlah = "90,00", l = "92,50", p = "92,11" }

[harapan.mutu]
m01 = { kurang = 20, persen = "75,00" }
m02 = { kurang = 0, persen = "125,00" }
"""


def test_a_44th_service_needs_one_file_and_no_python(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    shutil.copytree(berkas.FORMS_FOLDER, folder)
    (folder / "spm" / "sosial" / "layanan_uji.v1.toml").write_text(SERVICE, "utf-8")
    (tmp_path / "SOS-06.toml").write_text(EXAMPLE, "utf-8")

    forms = load_forms(folder)
    assert set(forms) - set(berkas.published()) == {"SOS-06"}

    form, contoh = forms["SOS-06"], berkas.read(tmp_path / "SOS-06.toml")
    hasil = evaluate(form, berkas.values(contoh))
    assert berkas.printed(form, hasil.computed, contoh["harapan"]) == berkas.cells(
        contoh["harapan"]
    )
    assert hasil.kelengkapan.lengkap
    assert [temuan.aturan.kode for temuan in hasil.temuan] == ["SPM-05"]

    node = service_index(form, berkas.values(contoh), berkas.metode())
    assert node.final is not None
    assert format_index(node.final) == "89,50"
