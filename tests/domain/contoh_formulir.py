"""A small form for the tests of this folder."""

from __future__ import annotations

from typing import Any

from app.domain.bentuk import merge_shape
from app.domain.formulir import Formulir, decode

PENERIMA: dict[str, Any] = {
    "kode": "penerima",
    "kolom": [
        {"kode": "jumlah", "label": "Jumlah", "wajib": True},
        {"kode": "l", "label": "Laki-laki"},
        {"kode": "sisa", "label": "Sisa", "hitung": "jumlah - nol(l)"},
    ],
    "baris": [
        {"kode": "harus", "label": "Harus", "satuan": "orang", "tahunan": True},
        {"kode": "terlayani", "label": "Terlayani", "satuan": "orang"},
        {"kode": "belum", "label": "Belum", "hitung": "harus - terlayani"},
    ],
    "tutup": ["belum.sisa"],
}
MUTU: dict[str, Any] = {
    "kode": "mutu",
    "kolom": [
        {"kode": "dibutuhkan", "label": "Dibutuhkan", "wajib": True, "tahunan": True},
        {"kode": "tersedia", "label": "Tersedia", "wajib": True, "gugur": "dibutuhkan"},
        {
            "kode": "persen",
            "label": "%",
            "jenis": "persen",
            "hitung": "persen(tersedia, dibutuhkan)",
        },
    ],
    "baris": [
        {"kode": "m01", "label": "Buku", "satuan": "buku"},
        {"kode": "m02", "label": "Bidan", "satuan": "orang"},
    ],
}
BAGIAN: list[dict[str, str]] = [
    {
        "kode": "penerima",
        "label": "Penerima",
        "pembilang": "penerima.terlayani.jumlah",
        "penyebut": "penerima.harus.jumlah",
    },
    {
        "kode": "mutu",
        "label": "Mutu",
        "pembilang": "mutu.*.tersedia",
        "penyebut": "mutu.*.dibutuhkan",
    },
]


def small_form(**extra: Any) -> Formulir:
    """A form with recipients and two mutu rows, changed by `extra`."""
    isi: dict[str, Any] = {
        "kode": "UJI-01",
        "versi": 1,
        "judul": "Layanan uji",
        "urusan": "UJI",
        "tingkat": "kabupaten",
        "urut": 1,
        "periode": "triwulan",
        "berlaku": "2024-T1",
        "kebutuhan": "penerima.harus.jumlah",
        "tabel": [PENERIMA, MUTU],
        "indeks": {"bagian": BAGIAN},
    }
    return decode(merge_shape(isi, extra))


def rule(**extra: Any) -> dict[str, Any]:
    """A rule that claims nobody is served beyond the need, changed by `extra`."""
    return {
        "kode": "U-1",
        "syarat": "penerima.terlayani.jumlah <= penerima.harus.jumlah",
        "sel": "penerima.terlayani.jumlah",
        "pesan": "Terlayani {penerima.terlayani.jumlah} dari {penerima.harus.jumlah}.",
        "saran": "Periksa.",
        "tingkat": {"mengisi": "catatan", "selesai": "peringatan", "tanda_tangan": "penghalang"},
        "sumber": "uji",
    } | extra
