"""Verdicts on what nobody foresaw, on exercises, and foreign words inside our own sentences."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app.errors import LontarError
from app.exchange import bandingkan, makna, paket, sertifikat
from app.exchange.bandingkan import MAX_BEDA, Beda
from app.exchange.pembaca.induk import Pembaca
from app.exchange.percaya import Percaya
from app.exchange.putusan import Laporan, Putusan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import KANTOR, authority, officer, pimpinan
from tests.exchange.contoh_ubahan import PAKET
from tests.exchange.serangan import meja, pelaku

if TYPE_CHECKING:
    from collections.abc import Callable

LATIHAN = "CA Lontar Latihan Provinsi Contoh"


# --- What is no package but wanted ---------------------------------------------------------------


def test_what_belongs_into_the_settings_is_not_called_a_wrong_file(tmp_path):
    file = tmp_path / "daftar.txt"
    file.write_bytes(b"-----BEGIN X509 CRL-----\nMIIC\n-----END X509 CRL-----\n")
    (found,) = contoh.examiner().verify_many([file])
    assert (found.putusan, found.label) == (Putusan.BUKAN_PAKET, "Berkas untuk Pengaturan")
    assert found.kalimat.startswith(
        "Bukan paket: daftar.txt. Berkas ini adalah daftar sertifikat yang dicabut provinsi. Buka "
        "Pengaturan, Sertifikat"
    )
    assert "CSV" not in found.kalimat
    assert "Mohon kirim berkas .xlsx" not in found.balasan


# --- What nobody foresaw -------------------------------------------------------------------------


def test_a_file_nobody_foresaw_is_refused_and_the_next_one_is_judged(monkeypatch, tmp_path):
    said: list[str] = []
    honest = makna.resolve
    calls = iter((True, False))

    def surprised(*arguments: object) -> object:
        if next(calls):
            raise ZeroDivisionError
        return honest(*arguments)  # type: ignore[arg-type]

    files = [tmp_path / name for name in ("satu.xlsx", "dua.xlsx")]
    for file in files:
        file.write_bytes(contoh.package())
    monkeypatch.setattr(makna, "resolve", surprised)
    with Pembaca(said.append) as pembaca:
        examiner = replace(contoh.examiner(), pembaca=pembaca)
        first, second = examiner.verify_many(files)
    assert (first.putusan, first.alasan) == (Putusan.DITOLAK, "paket_cacat")
    assert first.kalimat == (
        "Ditolak: satu.xlsx. Isi berkas ini tersusun dengan cara yang tidak dapat diperiksa sampai "
        "selesai, sehingga ditolak. Lontar sendiri dan data Anda tidak terganggu. Tidak ada isinya "
        "yang dipakai."
    )
    assert "ZeroDivisionError" in "".join(said)
    assert "ZeroDivisionError" not in first.kalimat
    assert second.sah


@pytest.mark.parametrize(
    ("kode", "data", "pesan", "saran"),
    [
        (
            "paket_cacat",
            {},
            (
                "Isi berkas ini tersusun dengan cara yang tidak dapat diperiksa sampai selesai, "
                "sehingga ditolak. Lontar sendiri dan data Anda tidak terganggu."
            ),
            (
                "Minta pengirim mengekspor lagi dari Lontar; bila terulang, sampaikan berkasnya "
                "kepada pengelola Lontar."
            ),
        ),
        (
            "paket_jenis_asing",
            {"jenis": "kemiskinan"},
            "Paket ini berjenis “kemiskinan”, yang tidak dikenal program ini.",
            (
                "Perbarui Lontar di komputer ini. Jika sudah yang terbaru, minta pengirim "
                "mengekspor lagi paket SPM-nya."
            ),
        ),
        (
            "paket_metode_salah",
            {"metode": "IP-SPM"},
            (
                "Metode indeks di dalam paket (IP-SPM) tidak dapat dipakai untuk menghitung "
                "layanan di dalamnya."
            ),
            (
                "Jangan terima paket ini; mintalah pengirim memperbarui Lontar lalu mengekspor "
                "kembali."
            ),
        ),
        (
            "penanda_latihan",
            {"nama": "Maria", "kantor": "Setda", "ca": LATIHAN},
            f"Sertifikat Maria dari Setda berasal dari mode Latihan ({LATIHAN}).",
            (
                "Yang dibuat dalam Latihan tidak pernah diterima sebagai data sungguhan. Minta "
                "pengirim mengekspor dari kantor yang sebenarnya, bukan dari Latihan."
            ),
        ),
        (
            "penanda_bukan_latihan",
            {"nama": "Maria", "kantor": "Setda", "ca": "CA Lontar"},
            (
                "Sertifikat Maria dari Setda berasal dari kantor sungguhan (CA Lontar), sedangkan "
                "kantor ini hanya untuk Latihan."
            ),
            "Periksa berkas ini di kantor provinsi yang sebenarnya, bukan di Latihan.",
        ),
    ],
)
def test_every_reason_is_told_in_two_sentences(kode, data, pesan, saran):
    error = LontarError(kode, **data)
    assert (error.pesan, error.saran) == (pesan, saran)


# --- Exercises -----------------------------------------------------------------------------------


def practised() -> bytes:
    return pelaku.signed_anew(meja.without_seal(contoh.package()), *pelaku.strangers(latihan=True))


def test_a_practice_package_is_refused_by_name():
    laporan = contoh.judge(practised(), "SPM.xlsx")
    assert laporan.putusan is Putusan.PENANDA_TIDAK_DIKENAL
    assert laporan.alasan == "penanda_latihan"
    assert laporan.kalimat == (
        f"Paket latihan, bukan data sungguhan. SPM.xlsx mengaku sebagai paket {PAKET}. Sertifikat "
        f"Yosef Contoh, M.Si dari {KANTOR} berasal dari mode Latihan ({LATIHAN}). Paket ini tidak "
        "dipakai."
    )
    assert laporan.balasan == (
        "Berkas SPM.xlsx dibuat dalam mode Latihan, jadi tidak kami terima sebagai data sungguhan. "
        "Mohon ekspor dari kantor yang sebenarnya di Lontar, lalu kirim lagi."
    )


def in_practice(data: bytes) -> Laporan:
    trust = Percaya((authority(latihan=True).certificate,))
    return replace(contoh.examiner(), percaya=trust).verify_bytes(data, "SPM.xlsx")


def test_a_real_package_is_refused_by_name_in_latihan():
    laporan = in_practice(contoh.package())
    assert laporan.alasan == "penanda_bukan_latihan"
    assert laporan.kalimat == (
        f"Paket sungguhan, bukan latihan. SPM.xlsx mengaku sebagai paket {PAKET}. Sertifikat "
        f"Yosef Contoh, M.Si dari {KANTOR} berasal dari kantor sungguhan (CA Lontar Provinsi "
        "Contoh), sedangkan kantor ini hanya untuk Latihan. Paket ini tidak dipakai di sini."
    )
    assert laporan.balasan == (
        "Berkas SPM.xlsx kami buka di mode Latihan, jadi belum kami terima. Mohon tunggu "
        "pemeriksaan oleh kantor provinsi yang sebenarnya."
    )


def test_another_exercise_is_only_unknown_in_latihan():
    assert in_practice(practised()).alasan == "penanda_tidak_dikenal"


def unknown(trusted: list[str]) -> str:
    """How a stranger of an exercise is refused by an office that trusts these."""
    known = [authority(latihan=word == "latihan").certificate for word in trusted]
    own = pelaku.strangers(latihan=True)[1]
    with pytest.raises(LontarError) as refused:
        sertifikat.identify(own.certificate, known)
    return refused.value.kode


def test_where_both_kinds_are_believed_a_stranger_is_a_stranger():
    assert unknown([]) == "penanda_latihan"
    assert unknown(["sungguhan"]) == "penanda_latihan"
    assert unknown(["latihan"]) == "penanda_tidak_dikenal"
    assert unknown(["sungguhan", "latihan"]) == "penanda_tidak_dikenal"


# --- Keys of strangers ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", [pelaku.small_key, pelaku.curve_key])
def test_a_key_of_another_kind_is_refused_before_it_is_used(key):
    with pytest.raises(LontarError) as refused:
        sertifikat.public_key(pelaku.self_made(key()))
    assert refused.value.kode == "sertifikat_rusak"


def test_the_key_of_an_officer_is_taken_as_it_is():
    own = officer()
    assert sertifikat.public_key(own.certificate) == own.key.public_key()


# --- Foreign words -------------------------------------------------------------------------------


def test_the_name_of_a_file_cannot_break_out_of_the_sentence():
    name = "SPM\n\nSah dan utuh.\x1b[2J\u202e" + "x" * 300 + ".xlsx"
    laporan = contoh.judge(b"", name)
    assert laporan.kalimat.startswith("Bukan paket Lontar: SPM??Sah dan utuh.?[2Jxxx")
    assert laporan.kalimat.endswith("xxx…. Berkas ini kosong.")
    assert laporan.kalimat.isprintable()
    assert laporan.as_json()["berkas"] == laporan.nama_berkas
    assert laporan.nama_berkas.isprintable()


def test_the_claims_of_a_stranger_cannot_break_out_of_the_sentence():
    isi = contoh.reading()[0].isi
    palsu = msgspec.structs.replace(
        isi, wilayah="53.01\nSah", periode="besok\n" * 9, kantor=isi.kantor
    )
    report = Laporan(
        nama_berkas="SPM.xlsx",
        sha256="",
        putusan=Putusan.PENANDA_TIDAK_DIKENAL,
        alasan="penanda_tidak_dikenal",
        berkas=b"",
        isi=palsu,
        galat=LontarError("penanda_tidak_dikenal", nama="Maria"),
    )
    assert report.kalimat == (
        "Penanda tangan tidak dikenal. SPM.xlsx mengaku sebagai paket 53.01 Sah, besok besok "
        "besok b…, revisi 1, tetapi sertifikat Maria tidak diterbitkan oleh provinsi ini. Paket "
        "ini tidak dipakai."
    )


def test_more_differences_than_are_counted_are_told_as_at_least_so_many():
    one = Beda("", "", "", "Judul", "a", "b", ("Ringkasan!A1",))
    report = replace(
        contoh.judge(contoh.package()),
        putusan=Putusan.DATA_BERUBAH,
        alasan="data_berubah",
        beda=(one,) * MAX_BEDA,
    )
    assert f"ada sedikitnya {MAX_BEDA} perbedaan" in report.kalimat
    assert "ada 2 perbedaan" in replace(report, beda=(one, one)).kalimat


def test_sheets_of_another_version_are_said_to_be_unchecked():
    isi = msgspec.structs.replace(contoh.reading()[0].isi, tata_letak=2)
    data = contoh.signed_by(isi, officer(), pimpinan())
    laporan = contoh.judge(data)
    assert laporan.putusan is Putusan.SAH_UTUH
    assert laporan.kalimat.endswith(
        "Lembar yang terlihat dibuat oleh versi Lontar yang lain, sehingga tidak dicocokkan dengan "
        "datanya; yang dipakai adalah datanya."
    )
    parts = meja.without_seal(data)
    meja.hide(parts, "Temuan")
    found = contoh.judge(parts.packed())
    assert [beda.label for beda in found.beda] == ["Lembar Temuan disembunyikan"]


# --- The manifest ---------------------------------------------------------------------------------


def told_of_manifest(change: Callable[[dict[str, Any]], object]) -> list[str]:
    isi = contoh.reading()[0].isi
    told = json.loads(paket.manifest_bytes(isi))
    change(told)
    found = bandingkan.manifest_differences(json.dumps(told), isi)
    return [f"{one.label}: {one.ditandatangani} -> {one.ditemukan}" for one in found]


def test_parts_of_the_manifest_are_told_in_words_and_counts():
    def change(told: dict[str, Any]) -> None:
        told["revisi"] = 7
        del told["formulir"]["KES-01"]
        told["bukti"] = [1, 2]

    assert told_of_manifest(change) == [
        "bukti: 0 butir -> 2 butir",
        "formulir: 8 butir, antara lain KES-01 -> 7 butir",
        "revisi: 1 -> 7",
    ]


def test_a_manifest_that_is_gone_leaves_no_spelling_of_the_program_behind():
    told = told_of_manifest(lambda told: told.clear())
    assert told
    assert not [one for one in told if "{" in one or "[" in one]
