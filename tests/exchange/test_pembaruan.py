"""A newer Lontar: the file that was vouched for, another one, an older one, a forged letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from app.errors import LontarError
from app.exchange import kanonik, pembaruan, percaya, surat, tanda_tangan
from app.exchange.surat import Amplop
from tests.exchange.contoh_paket import KUPANG
from tests.exchange.contoh_sertifikat import NOW
from tests.exchange.contoh_surat import BIRO, holder, officer_of_province

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.pembaruan import IsiPembaruan, Pembaruan
    from app.store.office import Office
    from tests.exchange.contoh_sertifikat import Pihak

NAME = "Lontar-0.2.0-windows.zip"


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    file = tmp_path / NAME
    file.write_bytes(b"PK program " * 1000)
    return file


def isi(packed: Path, program: str = "0.2.0", **changes: object) -> IsiPembaruan:
    told = pembaruan.prepare(packed, program, "53", NOW, "Perbaikan cetak.")
    return msgspec.structs.replace(told, **changes)


def letter(told: IsiPembaruan, pihak: Pihak | None = None) -> bytes:
    own = pihak or officer_of_province()
    return pembaruan.text(pembaruan.sign(told, own.key, [own.certificate])).encode()


def judge(office: Office, data: bytes, packed: Path) -> Pembaruan:
    return pembaruan.judge(
        data, packed, percaya.of_office(office), NOW,
        wilayah=office.identitas.wilayah, running="0.1.0",
    )  # fmt: skip


def refusal(office: Office, data: bytes, packed: Path) -> str:
    with pytest.raises(LontarError) as caught:
        judge(office, data, packed)
    return str(caught.value)


def test_the_program_that_was_vouched_for_is_told_with_the_next_step(office, packed, tmp_path):
    found = judge(office, letter(isi(packed)), tmp_path)
    assert found.keadaan == "siap"
    home = tmp_path / "Lontar"
    new = tmp_path / "Lontar-0.2.0"
    assert pembaruan.sentence(found, home) == (
        f"Lontar versi 0.2.0, dijamin 5 Oktober 2026, 09.30 oleh Yohana Contoh dari {BIRO}. "
        f"Perbaikan cetak. Berkas {NAME} asli. Bongkar ke folder baru {new}, jangan menimpa "
        f"{home}; jalankan Lontar dari folder baru itu. Lontar yang lama tetap ada sampai Anda "
        "menghapusnya."
    )


def test_an_installer_is_to_be_run_instead_of_unpacked(office, tmp_path):
    (tmp_path / "lontar-pasang.EXE").write_bytes(b"MZ" * 1000)
    found = judge(office, letter(isi(tmp_path / "lontar-pasang.EXE")), tmp_path)
    told = pembaruan.sentence(found, tmp_path / "Lontar")
    assert "Berkas lontar-pasang.EXE asli. Tutup Lontar, lalu jalankan berkas itu" in told
    assert "Bongkar" not in told
    (tmp_path / "lontar-pasang.EXE").unlink()
    gone = pembaruan.sentence(judge(office, letter(found.isi), tmp_path), tmp_path)
    assert "Jangan jalankan sebelum diperiksa" in gone


def test_without_the_program_nothing_is_called_genuine(office, packed, tmp_path):
    data = letter(isi(packed))
    packed.unlink()
    found = judge(office, data, tmp_path)
    assert found.keadaan == "tanpa_berkas"
    assert "Jangan jalankan sebelum diperiksa." in pembaruan.sentence(found, tmp_path)


def test_one_changed_byte_of_the_program_is_seen(office, packed):
    data = letter(isi(packed))
    with packed.open("r+b") as stream:
        stream.seek(5_000)
        stream.write(b"x")
    assert refusal(office, data, packed) == (
        f"Berkas {NAME} bukan Lontar versi 0.2.0 yang dijamin provinsi: isinya berbeda. Jangan "
        "dibuka. Hapus berkas itu dan minta provinsi mengirimnya sekali lagi."
    )


@pytest.mark.parametrize("program", ["0.0.9", "0.0.10"])
def test_an_older_version_is_refused(office, packed, program):
    assert refusal(office, letter(isi(packed, program)), packed) == (
        f"Surat pembaruan ini untuk Lontar versi {program}, lebih lama dari versi 0.1.0 yang "
        "berjalan di sini. Tetap pakai versi yang sekarang; kantor yang sudah dibuka dengan versi "
        "baru tidak dapat dibuka dengan versi lama."
    )


def test_numbers_are_compared_as_numbers(office, packed):
    assert judge(office, letter(isi(packed, "0.10.0")), packed).keadaan == "siap"


def test_the_version_that_runs_needs_nothing(office, packed):
    found = judge(office, letter(isi(packed, "0.1.0")), packed)
    assert found.keadaan == "sama"
    assert "tidak ada yang perlu dilakukan" in pembaruan.sentence(found, packed.parent)


def test_letters_of_others_are_worth_nothing(office, packed):
    told = isi(packed)
    assert refusal(office, letter(told, holder(KUPANG, "operator")), packed) == (
        "Yohana Contoh dari Bagian Pemerintahan 53.01 bukan pejabat provinsi yang dapat menjamin "
        "pembaruan Lontar di sini. Jangan pakai program yang disertakan. Surat pembaruan hanya "
        "dibuat di kantor provinsi; minta kepada provinsi."
    )
    assert refusal(office, letter(isi(packed, provinsi="52")), packed) == (
        "Surat pembaruan ini dari provinsi berkode 52, sedangkan kantor ini untuk wilayah 53.01. "
        "Minta surat pembaruan dari provinsi sendiri."
    )
    with pytest.raises(LontarError) as caught:
        judge(office, letter(told, holder("53", "operator", "Provinsi Lain")), packed)
    assert caught.value.kode == "penanda_tidak_dikenal"


def signed(told: object, maksud: str = pembaruan.MAKSUD) -> bytes:
    own, data = officer_of_province(), kanonik.canonical_bytes(told)
    said = tanda_tangan.Pernyataan(maksud, NOW.isoformat(timespec="seconds"))
    jws = tanda_tangan.sign(data, own.key, [own.certificate], said)
    lines = surat.wrapped(Amplop(data, jws))
    return "\n".join([pembaruan.BEGIN, *lines, pembaruan.END]).encode()


def test_a_signature_for_something_else_does_not_pass(office, packed):
    data = signed(msgspec.to_builtins(isi(packed)), surat.TANDA_TERIMA)
    assert refusal(office, data, packed) == (
        f"Tanda tangan Yohana Contoh dari {BIRO} dibuat untuk keperluan lain, bukan untuk surat "
        "pembaruan ini. Jangan pakai program yang disertakan. Hubungi provinsi lewat telepon."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"berkas": "../lontar.zip"},
        {"berkas": "C:\\lontar.zip"},
        {"berkas": ""},
        {"program": "0.2"},
        {"program": "0.2.0\n"},
        {"sha256": "ab"},
        {"ukuran": 0},
        {"dibuat": "kemarin"},
        {"provinsi": "53.01"},
        {"versi": 2},
        {"lampiran": "x"},
    ],
    ids=str,
)
def test_any_other_shape_is_damaged(office, packed, changes):
    data = signed({**msgspec.to_builtins(isi(packed)), **changes})
    assert refusal(office, data, packed) == (
        "Surat pembaruan ini rusak: bagian di antara BEGIN dan END tidak lagi seperti yang ditulis "
        "Lontar. Minta provinsi mengirimnya sekali lagi, sebaiknya sebagai berkas."
    )


def test_what_is_no_letter_is_named(office, packed):
    assert refusal(office, b"halo", packed) == (
        "Di dalam berkas ini harus ada tepat satu surat pembaruan yang utuh; yang ditemukan 0 "
        "tanda awal dan 0 tanda akhir. Pilih surat pembaruan dari provinsi."
    )
    assert refusal(office, b"x" * (pembaruan.MAX_FILE + 1), packed) == (
        "Berkas ini lebih besar dari 50 kB; surat pembaruan tidak pernah sebesar itu. Pilih surat "
        "pembaruannya, bukan berkas programnya."
    )


def test_a_version_that_is_none_cannot_be_vouched_for(packed):
    with pytest.raises(LontarError) as caught:
        isi(packed, "dua")
    assert str(caught.value) == (
        f"Versi dua atau nama berkas {NAME} tidak dapat ditulis di surat pembaruan. Tulis versi "
        "seperti 0.2.0, dan beri nama berkas hanya huruf, angka, titik dan garis."
    )
