"""The verdict on files that come back: as sent, saved again, from strangers, or no package."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import msgspec
import openpyxl
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from app import teks
from app.domain.nilai import Keadaan
from app.exchange import meta_paket, paket, sertifikat
from app.exchange.putusan import Putusan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import (
    needs_libreoffice,
    packed,
    parts,
    with_libreoffice,
    with_openpyxl,
)
from tests.exchange.contoh_sertifikat import later, officer, pimpinan
from tests.exchange.contoh_ubahan import (
    HARUS,
    KANTOR,
    NAMA,
    PAKET,
    edit_meta,
    meta_of,
    moved,
    set_visible,
    without_properties,
)


def isi() -> paket.IsiPaket:
    return contoh.reading()[0].isi


# --- Genuine -------------------------------------------------------------------------------------


def test_a_package_as_exported_is_genuine_and_untouched():
    laporan = contoh.judge(contoh.package())
    assert laporan.putusan is Putusan.SAH_UTUH
    assert laporan.alasan == "sah_utuh"
    assert laporan.putusan.keluar == 0
    assert laporan.beda == ()
    assert laporan.kalimat == (
        f"Sah dan utuh. Paket {PAKET} dari {KANTOR}, ditandatangani {NAMA}, sama persis dengan "
        "yang diekspor."
    )
    assert laporan.balasan == (
        f"Paket Anda ({PAKET}) sudah kami periksa: sah dan utuh. Terima kasih."
    )


def test_the_name_of_the_file_does_not_matter():
    laporan = contoh.judge(contoh.package(), "dokumen (1)")
    assert laporan.putusan is Putusan.SAH_UTUH


def test_a_package_inside_a_zip_is_still_untouched():
    laporan = contoh.judge(packed({"SPM.xlsx": contoh.package()}), "SPM.zip")
    assert laporan.putusan is Putusan.SAH_UTUH
    assert laporan.berkas == contoh.package()


def test_a_package_packed_again_has_the_same_data():
    laporan = contoh.judge(packed(parts(contoh.package())))
    assert laporan.putusan is Putusan.SAH_DISIMPAN_ULANG
    assert laporan.program == ""
    assert laporan.kalimat == (
        f"Sah, data sama. Paket {PAKET} dari {KANTOR}, ditandatangani {NAMA}, pernah disimpan atau "
        "dikemas ulang, tetapi tidak ada angka yang berubah."
    )


@needs_libreoffice
@pytest.mark.libreoffice
def test_a_package_saved_again_by_libreoffice_has_the_same_data():
    laporan = contoh.judge(with_libreoffice(contoh.package()))
    assert laporan.putusan is Putusan.SAH_DISIMPAN_ULANG
    assert laporan.program.startswith("LibreOffice ")
    assert laporan.kalimat == (
        f"Sah, data sama. Paket {PAKET} dari {KANTOR}, ditandatangani {NAMA}, pernah disimpan "
        f"ulang dengan {laporan.program}, tetapi tidak ada angka yang berubah."
    )
    assert laporan.balasan == (
        f"Paket Anda ({PAKET}) sudah kami periksa: sah, datanya sama. Berkasnya pernah disimpan "
        f"ulang dengan {laporan.program}; lain kali cukup kirim berkas yang diekspor Lontar."
    )


def test_a_package_saved_again_by_openpyxl_has_the_same_data():
    laporan = contoh.judge(with_openpyxl(contoh.package()))
    assert laporan.putusan is Putusan.SAH_DISIMPAN_ULANG
    assert "penpyxl" in laporan.program


def test_a_program_that_drops_the_properties_does_not_harm():
    laporan = contoh.judge(without_properties(contoh.package()))
    assert laporan.putusan is Putusan.SAH_DISIMPAN_ULANG


def test_the_properties_alone_can_hold_the_signature():
    data = edit_meta(contoh.package(), lambda rows: moved(rows, "tanda_tangan", {}))
    assert contoh.judge(data).putusan is Putusan.SAH_DISIMPAN_ULANG


# --- Signatures and signers ----------------------------------------------------------------------


def test_a_removed_signature_is_refused():
    data = without_properties(
        edit_meta(contoh.package(), lambda rows: moved(rows, "tanda_tangan", {}))
    )
    laporan = contoh.judge(data, "SPM.xlsx")
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "tanda_tangan_tidak_ada")
    assert laporan.putusan.keluar == 2
    assert laporan.kalimat == (
        "Ditolak: SPM.xlsx. Tanda tangan elektronik di dalam paket ini sudah hilang. Tidak ada "
        "isinya yang dipakai."
    )
    assert laporan.balasan == (
        "Berkas SPM.xlsx yang kami terima tidak dapat dipakai. Tanda tangan elektronik di dalam "
        "paket ini sudah hilang. Mohon ekspor lagi dari Lontar dan kirim sebagai dokumen."
    )


def test_the_signature_of_another_package_does_not_fit():
    other = meta_of(contoh.package(contoh.TTS))
    data = without_properties(
        edit_meta(contoh.package(), lambda rows: moved(rows, "tanda_tangan", other))
    )
    laporan = contoh.judge(data)
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "tanda_tangan_tidak_cocok")


def test_copies_that_do_not_agree_are_refused():
    other = meta_of(contoh.package(contoh.TTS))
    for prefix in ("id", "salinan"):
        data = edit_meta(contoh.package(), lambda rows, prefix=prefix: moved(rows, prefix, other))
        laporan = contoh.judge(data)
        assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "paket_salinan_beda"), prefix


def test_a_signer_of_an_unknown_authority_is_named():
    laporan = contoh.judge(contoh.package(), "SPM.xlsx", provinsi="Provinsi Lain")
    assert laporan.putusan is Putusan.PENANDA_TIDAK_DIKENAL
    assert laporan.putusan.keluar == 1
    assert laporan.bacaan is None
    assert laporan.kalimat == (
        f"Penanda tangan tidak dikenal. SPM.xlsx mengaku sebagai paket {PAKET}, tetapi sertifikat "
        f"{NAMA} tidak diterbitkan oleh provinsi ini. Paket ini tidak dipakai."
    )
    assert laporan.balasan == (
        "Berkas SPM.xlsx ditandatangani dengan sertifikat yang tidak kami kenal. Mohon minta "
        "sertifikat kepada provinsi melalui Lontar (Pengaturan, Sertifikat), lalu ekspor dan kirim "
        "paketnya lagi."
    )


def test_an_officer_cannot_sign_for_another_region():
    laporan = contoh.judge(contoh.signed_by(isi(), officer(), pimpinan(contoh.TTS)))
    assert laporan.putusan is Putusan.PENANDA_BUKAN_WILAYAH
    assert laporan.kalimat.startswith(
        f"Penanda tangan bukan untuk wilayah ini. Paket {PAKET} ditandatangani {NAMA}, yang "
        "sertifikatnya untuk wilayah lain."
    )
    assert laporan.balasan.startswith(
        f"Paket {PAKET} ditandatangani dengan sertifikat wilayah lain."
    )


@pytest.mark.parametrize("days", [800, -30])
def test_a_certificate_outside_its_dates_does_not_count(days):
    laporan = contoh.examiner(clock=lambda: later(days)).verify_bytes(contoh.package(), "SPM.xlsx")
    assert laporan.putusan is Putusan.PENANDA_KEDALUWARSA
    assert laporan.kalimat.startswith(
        f"Sertifikat penanda tangan di luar masa berlakunya. Paket {PAKET} ditandatangani {NAMA}."
    )
    assert "perbarui sertifikat" in laporan.balasan


def test_somebody_with_a_key_of_their_own_is_a_stranger():
    palsu = "Provinsi Palsu"
    data = contoh.signed_by(
        isi(), officer(provinsi=palsu), pimpinan(provinsi=palsu), provinsi=palsu
    )
    assert contoh.judge(data).putusan is Putusan.PENANDA_TIDAK_DIKENAL


# --- Definitions ---------------------------------------------------------------------------------


def test_a_package_made_with_definitions_not_known_here_is_refused_in_words():
    acuan = contoh.acuan()
    fewer = paket.Acuan(
        [form for form in acuan.forms.values() if form.kode != "KES-01"],
        acuan.urusan,
        acuan.wilayah,
        acuan.metode,
    )
    examiner = replace(contoh.examiner(), acuan=fewer)
    laporan = examiner.verify_bytes(contoh.package(), "SPM.xlsx")
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "paket_definisi_baru")
    assert "formulir KES-01 versi 1" in laporan.kalimat
    assert laporan.penanda is not None


# --- No package ----------------------------------------------------------------------------------


def photo() -> bytes:
    out = BytesIO()
    segno.make("bukan paket").save(out, kind="png")
    return out.getvalue()


def random_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("Laporan lama")["A1"] = "Tahun lalu"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (photo(), "foto"),
        (random_workbook(), "Berkas Excel ini bukan paket yang diekspor Lontar."),
        (b"%PDF-1.7 laporan", "PDF"),
        (b"", "kosong"),
    ],
)
def test_anything_else_is_no_package_and_is_said_to_be(data, word):
    laporan = contoh.judge(data, "SPM_5301.xlsx")
    assert laporan.putusan is Putusan.BUKAN_PAKET
    assert laporan.putusan.keluar == 2
    assert laporan.kalimat.startswith("Bukan paket Lontar: SPM_5301.xlsx. ")
    assert laporan.balasan.startswith("Berkas SPM_5301.xlsx yang kami terima bukan paket Lontar. ")
    assert word in laporan.kalimat
    assert not laporan.sah


def test_a_truncated_file_is_refused():
    laporan = contoh.judge(contoh.package()[:50_000], "SPM.xlsx")
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "zip_terpotong")
    assert laporan.kalimat.startswith("Ditolak: SPM.xlsx. ")


def test_a_package_without_its_data_is_refused():
    def change(book: Any) -> None:
        del book["Data"]

    laporan = contoh.judge(with_openpyxl(contoh.package(), change))
    assert laporan.alasan == "paket_tanpa_data"


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    laporan = contoh.examiner().verify_file(tmp_path / "tidak_ada.xlsx")
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "berkas_tidak_ada")


@given(st.integers(0, 2**31), st.integers(1, 255))
def test_no_byte_can_be_turned_without_a_verdict(place, flip):
    data = bytearray(contoh.package())
    data[place % len(data)] ^= flip
    laporan = contoh.judge(bytes(data))
    assert laporan.putusan is not Putusan.SAH_UTUH
    assert laporan.kalimat
    assert laporan.balasan


def test_hidden_statements_that_make_no_sense_never_crash():
    for prefix in ("manifes", "salinan", "tanda_tangan", "id"):
        for text in ("", "x", "[]", "null", "a..b", "eyJhbGciOiJub25lIn0..x", "{}"):
            key = {"id": "id", "tanda_tangan": "tanda_tangan.1.0001"}.get(prefix, f"{prefix}.0001")
            data = edit_meta(
                contoh.package(), lambda rows, p=prefix, k=key, t=text: moved(rows, p, {k: t})
            )
            laporan = contoh.judge(data)
            # The properties hold id and signature once more, so losing one copy is forgiven.
            forgiven = not text and prefix in ("id", "tanda_tangan")
            assert laporan.putusan.sah == forgiven, (prefix, text)
            assert laporan.kalimat


# --- For machines --------------------------------------------------------------------------------


def test_the_report_for_machines_says_the_same():
    data = with_openpyxl(contoh.package(), lambda book: set_visible(book, HARUS, 9999))
    told: dict[str, Any] = contoh.judge(data, "SPM.xlsx").as_json()
    assert told["putusan"] == "data_berubah"
    assert (told["wilayah"], told["periode"], told["revisi"]) == ("53.01", "2026-T3", 1)
    assert told["penanda"] == {
        "nama": NAMA,
        "kantor": KANTOR,
        "peran": "pimpinan",
        "jabatan": "Kepala Bagian Pemerintahan",
        "waktu": "2026-10-05T09:30:00+00:00",
    }
    assert told["menyatakan"]["nama"] == "Maria Contoh, S.IP"
    (beda,) = told["beda"]
    assert beda["ditandatangani"] == "7.650"
    assert told["paket"] == contoh.reading()[1]


def test_verdicts_can_be_read_in_english_without_changing_the_verdict():
    teks.set_language("en")
    laporan = contoh.judge(contoh.package())
    assert laporan.putusan is Putusan.SAH_UTUH
    assert laporan.kalimat.startswith("Genuine and untouched.")


def test_every_verdict_has_its_two_sentences():
    keys = teks.catalogue()
    for putusan in Putusan:
        assert f"putusan.{putusan.value}.kalimat" in keys
        assert f"putusan.{putusan.value}.balasan" in keys


def test_a_declared_absence_is_a_value_like_any_other():
    bacaan = contoh.reading()[0]
    assert bacaan.nilai["SOS-05"] == {"penerima.harus.jumlah": Keadaan.NIHIL}


def test_the_signature_names_the_person_of_the_certificate():
    laporan = contoh.judge(contoh.package())
    assert laporan.penanda is not None
    assert laporan.penanda.sidik == sertifikat.key_digest(pimpinan().key)
    assert zipfile.ZipFile(BytesIO(laporan.berkas)).testzip() is None
    assert meta_paket.SHEET_META in openpyxl.load_workbook(BytesIO(laporan.berkas)).sheetnames


def test_the_name_of_a_file_cannot_look_like_another_verdict():
    told = contoh.judge(b"", "SPM.xlsx\nSPM_5301.xlsx: Sah\x1b[2J\u202e")
    assert told.nama_berkas == "SPM.xlsx?SPM_5301.xlsx: Sah?[2J"


def test_a_time_that_cannot_be_is_said_and_changes_no_verdict():
    wrong = msgspec.structs.replace(isi(), dibuat="2031-01-01T00:00:00+08:00")
    laporan = contoh.judge(contoh.signed_by(wrong, officer(), pimpinan()))
    assert laporan.sah
    assert laporan.ragu == "depan"
    for word, said in (
        ("depan", "yang belum tiba menurut jam komputer ini"),
        ("lampau", "sebelum Lontar ada"),
        ("triwulan", "sebelum masa laporannya dimulai"),
        ("sertifikat", "sebelum sertifikat penanda tangannya berlaku"),
        ("tanda_tangan", "sesudah ditandatangani"),
    ):
        told = replace(laporan, ragu=word).kalimat
        assert f"mengaku dibuat 1 Januari 2031, 00.00, {said}" in told
