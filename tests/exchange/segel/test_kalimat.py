"""Every reason a seal is refused with speaks to a secretary: what was found, and what to do now."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app import paths, teks
from app.errors import LontarError
from app.exchange import segel

DATA = {
    "bagian": "xl/a.xml",
    "tujuan": "b.xml",
    "tipe": "jenis/lain",
    "jumlah": 201,
    "batas": 200,
    "batas_mb": 20,
    "kb": 300000,
    "waktu": "kemarin",
}
MINTA = (
    "Jangan terima berkas ini. Mintalah pengirim mengirim lagi berkas asli buatan Lontar "
    '"sebagai dokumen".'
)
SALIN = (
    "Salin atau unduh berkas itu sekali lagi. Jika tetap begitu, mintalah pengirim mengirim lagi "
    'berkas aslinya "sebagai dokumen".'
)
BUKA = (
    'Mintalah pengirim mengirim lagi berkas asli buatan Lontar "sebagai dokumen", tanpa kata sandi.'
)
TELEPON = (
    "Jangan terima berkas ini. Telepon kantor pengirim: tanyakan siapa yang menyegel, lalu "
    'mintalah berkas aslinya "sebagai dokumen".'
)
SARAN = {
    "zip_ekor": SALIN,
    "zip_direktori": SALIN,
    "zip_rusak": SALIN,
    "zip_cfb": BUKA,
    "cert_lain": TELEPON,
}
PESAN = {
    "zip_cfb": (
        "Berkas ini terkunci kata sandi atau berformat Excel lama, sehingga segelnya tidak dapat "
        "diperiksa."
    ),
    "zip_besar": (
        "Berkas bersegel ini lebih besar dari 20 MB. Paket Lontar tidak pernah sebesar itu."
    ),
    "zip_ekor": (
        "Berkas bersegel ini terpotong, atau ada sesuatu yang ditempelkan di depan atau di "
        "belakangnya."
    ),
    "zip_banyak": (
        "Berkas bersegel ini berisi 201 bagian, padahal paling banyak 200. Isinya ditambah sesudah"
        " disegel."
    ),
    "zip_direktori": (
        "Daftar isi berkas bersegel ini tidak dapat dibaca. Berkas rusak, atau diubah sesudah "
        "disegel."
    ),
    "zip_nama": (
        "Berkas bersegel ini berisi bagian dengan nama yang tidak wajar: xl/a.xml. Bagian itu "
        "dimasukkan tanpa program tabel sesudah berkas disegel."
    ),
    "zip_ganda": (
        "Bagian xl/a.xml ada dua kali di dalam berkas bersegel ini. Salah satunya diselipkan tanpa"
        " program tabel sesudah berkas disegel."
    ),
    "zip_entri": (
        "Bagian xl/a.xml dikemas dengan cara yang tidak dipakai Lontar. Berkas dikemas ulang tanpa"
        " program tabel sesudah disegel."
    ),
    "zip_bom": (
        "Bagian xl/a.xml mengaku berisi 300000 kB, jauh lebih besar dari bagian mana pun di paket "
        "Lontar. Berkas diubah tanpa program tabel sesudah disegel."
    ),
    "zip_kepala": (
        "Keterangan tentang bagian xl/a.xml di dalam berkas bersegel ini saling bertentangan. "
        "Berkas diubah tanpa program tabel sesudah disegel."
    ),
    "zip_celah": (
        "Di sekitar bagian xl/a.xml ada data yang disembunyikan di dalam berkas bersegel ini. "
        "Berkas diubah tanpa program tabel sesudah disegel."
    ),
    "zip_rusak": "Bagian xl/a.xml di dalam berkas bersegel ini rusak dan tidak dapat dibuka.",
    "zip_ukuran": (
        "Panjang bagian xl/a.xml tidak sama dengan yang tertulis di dalam berkas bersegel ini. "
        "Berkas diubah tanpa program tabel sesudah disegel."
    ),
    "xml_utf8": (
        "Bagian xl/a.xml ditulis dengan pengodean huruf yang tidak dipakai Lontar. Berkas diubah "
        "tanpa program tabel sesudah disegel."
    ),
    "xml_dtd": (
        "Bagian xl/a.xml memuat perintah tersembunyi (DTD) yang tidak pernah ditulis Lontar. "
        "Berkas diubah tanpa program tabel sesudah disegel."
    ),
    "xml_bentuk": (
        "Bagian xl/a.xml tidak berbentuk seperti yang ditulis Lontar. Berkas diubah tanpa program "
        "tabel sesudah disegel."
    ),
    "ct_ganda": (
        "Jenis bagian xl/a.xml dinyatakan dua kali di dalam berkas bersegel ini. Berkas diubah "
        "tanpa program tabel sesudah disegel."
    ),
    "ct_yatim": (
        "Berkas bersegel ini menyebut xl/a.xml, tetapi tidak ada bagian seperti itu di dalamnya. "
        "Berkas diubah tanpa program tabel sesudah disegel."
    ),
    "ct_sig": (
        "Keterangan tentang segel berkas ini dihapus atau diganti tanpa program tabel sesudah "
        "berkas disegel."
    ),
    "ct_terlarang": (
        "Bagian xl/a.xml berjenis jenis/lain, yang tidak pernah ada di paket Lontar. Berkas diubah"
        " tanpa program tabel sesudah disegel."
    ),
    "ct_baku": (
        "Daftar jenis bagian di dalam berkas bersegel ini ditulis ulang tanpa program tabel "
        "sesudah berkas disegel."
    ),
    "rel_luar": (
        "Bagian xl/a.xml menunjuk ke luar berkas. Sambungan itu ditambahkan tanpa program tabel "
        "sesudah berkas disegel."
    ),
    "rel_id": (
        "Bagian xl/a.xml memakai satu nomor sambungan dua kali atau nomor yang tidak wajar. Berkas"
        " diubah tanpa program tabel sesudah disegel."
    ),
    "rel_tujuan": (
        "Bagian xl/a.xml menunjuk ke b.xml, yang tidak ada di dalam berkas. Berkas diubah tanpa "
        "program tabel sesudah disegel."
    ),
    "rel_sumber": (
        "Bagian xl/a.xml milik bagian lain yang tidak ada di dalam berkas. Berkas diubah tanpa "
        "program tabel sesudah disegel."
    ),
    "rel_tipe": (
        "Bagian xl/a.xml memuat sambungan jenis jenis/lain, yang tidak pernah ada di paket Lontar."
        " Berkas diubah tanpa program tabel sesudah disegel."
    ),
    "rel_baku": "Bagian xl/a.xml ditulis ulang tanpa program tabel sesudah berkas disegel.",
    "opc_utama": (
        "Berkas bersegel ini memuat lebih dari satu buku kerja, atau tidak memuat satu pun. Buku "
        "kerja palsu bisa diselipkan begini."
    ),
    "opc_yatim": (
        "Bagian xl/a.xml ada di dalam berkas bersegel ini, tetapi tidak dipakai oleh bagian mana "
        "pun. Bagian itu diselipkan tanpa program tabel sesudah berkas disegel."
    ),
    "isi_berubah": (
        "Isi berkas diubah sesudah disegel, tanpa program tabel. Bagian yang tidak sama lagi: "
        "xl/a.xml."
    ),
    "isi_ditambah": (
        "Ada bagian yang ditambahkan sesudah berkas disegel, tanpa program tabel: xl/a.xml."
    ),
    "isi_hilang": "Ada bagian yang dibuang sesudah berkas disegel, tanpa program tabel: xl/a.xml.",
    "isi_tipe": "Jenis bagian diganti sesudah berkas disegel, tanpa program tabel: xl/a.xml.",
    "rel_berubah": (
        "Sambungan antarbagian diubah sesudah berkas disegel, tanpa program tabel: xl/a.xml."
    ),
    "sig_jumlah": (
        "Berkas ini tidak memuat tepat satu segel yang utuh. Segelnya ditambah, diganti, atau "
        "dibuang sebagian tanpa program tabel."
    ),
    "sig_origin": (
        "Petunjuk menuju segel di dalam berkas ini dibuang atau dialihkan tanpa program tabel "
        "sesudah berkas disegel."
    ),
    "sig_dtd": (
        "Segel berkas ini memuat perintah tersembunyi (DTD). Segel diubah tanpa program tabel "
        "sesudah dibuat."
    ),
    "sig_id": (
        "Segel berkas ini memuat satu bagian dua kali atau kehilangan satu bagian, seperti pada "
        "segel tiruan."
    ),
    "sig_algoritma": "Segel berkas ini memakai cara tanda tangan yang tidak diterima Lontar.",
    "sig_bentuk": (
        "Segel berkas ini tidak berbentuk seperti yang ditulis Lontar. Segel diubah tanpa program "
        "tabel sesudah dibuat."
    ),
    "sig_digest": (
        "Keterangan di dalam segel berkas ini diubah tanpa program tabel sesudah segel dibuat."
    ),
    "sig_nilai": "Segel berkas ini tidak dibuat dengan kunci penanda tangannya.",
    "cert_lain": (
        "Segel berkas ini dibuat dengan sertifikat lain, bukan sertifikat pimpinan yang "
        "menandatangani datanya."
    ),
    "waktu": "Waktu yang tertulis di segel berkas ini bukan waktu yang wajar: kemarin.",
}
SOURCE = "".join(file.read_text("utf-8") for file in Path(str(segel.__file__)).parent.glob("*.py"))


@pytest.mark.parametrize("kode", PESAN)
def test_a_refused_seal_says_what_was_found_and_what_to_do(kode):
    error = LontarError(f"segel_{kode}", **DATA)
    assert error.pesan == PESAN[kode]
    assert error.saran == SARAN.get(kode, MINTA)


@pytest.mark.parametrize("kode", PESAN)
def test_it_says_the_same_in_english(kode):
    teks.set_language("en")
    error = LontarError(f"segel_{kode}", **DATA)
    named = [str(DATA[name]) for name in DATA if f"{{{name}}}" in catalogue(kode)]
    assert all(text in error.pesan for text in named)
    assert "as a document" in error.saran
    assert error.pesan[0].isupper()
    assert error.pesan.endswith(".")


def catalogue(kode: str) -> str:
    return teks.catalogue()[f"galat.segel_{kode}.pesan"]["id"]


def test_every_reason_in_the_code_is_in_the_catalogue_and_here():
    raised = set(re.findall(r'"segel_(\w+)"', SOURCE))
    written = json.loads((paths.resources() / "teks" / "galat_segel.json").read_bytes())
    assert raised == set(PESAN)
    assert {key.split(".")[1].removeprefix("segel_") for key in written} == raised
