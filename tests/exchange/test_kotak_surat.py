"""Receipts in the offices they are for: what they do, and what they leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import impor, kotak_surat, surat, tanda_terima
from app.exchange.kotak_surat import Keadaan
from app.store import dispatch, letters, send_log
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_silsilah import KUPANG, T3, TTS, family, judged, take
from tests.exchange.contoh_surat import (
    about,
    book,
    head_of_region,
    holder,
    install,
    look,
    message,
    receipt,
    receipts,
    signed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.office import Office

WILAYAH = contoh.acuan().wilayah
EARLIER, LATER = "2026-10-05T08:00:00+08:00", "2026-10-05T09:45:00+08:00"
PAKET = "Kabupaten Kupang, Triwulan III 2026, revisi"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        yield opened


WHY = "Ditanyakan dahulu."


def take_without(province: Office, data: bytes, urusan: str = "KES") -> None:
    laporan = impor.refine(province, contoh.judge(data), WILAYAH)
    impor.accept(province, laporan, pelaku="Yohana", tahan={urusan: WHY})


def test_a_receipt_names_what_is_held_back_in_words_and_signed(office, province, tmp_path):
    sent = contoh.export(office, tmp_path)
    take_without(province, sent.path.read_bytes())
    (made,) = receipts(province)
    isi = surat.content(made.amplop)
    assert (isi.versi, isi.held) == (2, [("KES", WHY)])
    assert f"Belum dipakai, masih ditahan: Kesehatan ({WHY})" in made.teks
    laporan = look(office, made.teks)
    assert laporan.kalimat.endswith(
        f"Urusan yang masih ditahan penerima dan belum dipakai: Kesehatan ({WHY})."
    )
    assert laporan.as_json()["ditahan"] == {"KES": WHY}
    install(office, made.teks)
    assert book(office) == [(1, "diterima")]
    assert tanda_terima.held_by_receiver(office, sent.paket_id) == [("KES", WHY)]


def test_a_receipt_for_a_whole_package_is_the_same_as_it_always_was(office, province, tmp_path):
    take(province, contoh.export(office, tmp_path).path.read_bytes())
    (made,) = receipts(province)
    assert surat.content(made.amplop).versi == 1
    assert b"ditahan" not in made.amplop.data
    assert "ditahan" not in made.teks


def test_what_was_taken_in_later_is_told_by_a_new_receipt_and_an_old_one_changes_nothing(
    office, province, tmp_path
):
    sent = contoh.export(office, tmp_path)
    take_without(province, sent.path.read_bytes())
    (first,) = receipts(province)
    install(office, first.teks)
    whole = signed(receipt(paket=surat.content(first.amplop).paket, waktu=LATER))
    laporan = look(office, message(whole))
    assert laporan.keadaan is Keadaan.TERIMA_BERUBAH
    install(office, message(whole))
    assert book(office) == [(1, "diterima")]
    assert tanda_terima.held_by_receiver(office, sent.paket_id) == []
    assert look(office, first.teks).keadaan is Keadaan.SUDAH
    older = {"versi": 2, "ditahan": [("PDK", WHY)], "waktu": EARLIER}
    stale = signed(receipt(paket=surat.content(first.amplop).paket, **older))
    assert look(office, message(stale)).keadaan is Keadaan.SUDAH


def test_only_a_receipt_turns_a_package_green(office, province, tmp_path):
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    (made,) = receipts(province)
    assert book(office) == [(1, "menunggu_tanda_terima")]
    laporan = look(office, made.teks)
    assert laporan.keadaan is Keadaan.TERIMA_BARU
    assert laporan.kalimat == (
        f"Tanda terima paket {PAKET} 1 dari Biro Pemerintahan Setda, ditandatangani Yohana Contoh, "
        "5 Oktober 2026, 09.30. Putusan penerima: Sah, utuh. Bila dipasang, paket itu menjadi "
        "diterima."
    )
    assert laporan.kata == made.kata
    install(office, made.teks)
    assert book(office) == [(1, "diterima")]
    (kept,) = letters.letters(office)
    assert (kept.arah, kept.paket_id, kept.penanda_tangan) == (
        "masuk", sent.paket_id, "Yohana Contoh",
    )  # fmt: skip
    assert letters.letter_bytes(office, kept.id).decode() == made.teks
    assert tanda_terima.receipt_of(office, sent.paket_id) == kept


def test_the_receipt_names_the_bytes_that_came(province):
    take(province, family()["r1"])
    (made,) = receipts(province)
    isi = surat.content(made.amplop)
    assert isi.sha256 == judged(family()["r1"]).sha256
    assert isi.paket == about("r1")
    assert made.nama_berkas.startswith("tanda-terima_5301_Kupang_2026-T3_rev01_")


def test_a_receipt_twice_changes_nothing(office, province, tmp_path):
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    (made,) = receipts(province)
    install(office, made.teks)
    again = look(office, made.teks)
    assert (again.keadaan, again.keadaan.berlaku) == (Keadaan.SUDAH, False)
    assert again.kalimat == (
        f"Surat tanda terima untuk {PAKET} 1 sudah dipasang sebelumnya. Tidak ada yang berubah."
    )
    install(office, made.teks)
    assert len(letters.letters(office)) == 1
    another = message(signed(receipt(paket=surat.content(made.amplop).paket, sha256="ef" * 32)))
    assert look(office, another).keadaan is Keadaan.SUDAH


def test_each_accepted_package_gets_one_receipt(province):
    take(province, family()["r1"])
    take(province, contoh.package(TTS), putuskan=True)
    made = receipts(province)
    assert len(made) == 2
    assert tanda_terima.due(province) == []
    assert receipts(province) == []
    take(province, family()["r2"])
    assert [one.revisi for one in tanda_terima.due(province)] == [2]


def test_receipts_are_written_as_files_and_all_install_from_one_chat(office, province, tmp_path):
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    take(province, contoh.package(TTS), putuskan=True)
    made = receipts(province)
    paths = tanda_terima.write(made, tmp_path)
    assert [path.read_text(encoding="utf-8") for path in paths] == [one.teks for one in made]
    chat = "\n".join(one.teks for one in made)
    found = kotak_surat.judge(office, chat.encode(), "obrolan", WILAYAH)
    assert {one.keadaan for one in found} == {Keadaan.TERIMA_BARU, Keadaan.WILAYAH_LAIN}
    other = next(one for one in found if one.keadaan is Keadaan.WILAYAH_LAIN)
    assert other.kalimat == (
        "Surat tanda terima ini untuk Kabupaten Timor Tengah Selatan, Triwulan III 2026, revisi 1, "
        "bukan untuk kantor ini. Tidak ada yang berubah. Teruskan kepada yang berhak."
    )
    with pytest.raises(LontarError) as caught:
        tanda_terima.write(made, tmp_path / "tercabut")
    assert caught.value.kode == "folder_tidak_ada"


def test_a_receipt_for_another_package_of_the_same_number_is_told(office, tmp_path):
    contoh.export(office, tmp_path)
    text = message(signed(receipt(paket=surat.Rujukan("ab" * 32, KUPANG, "2026-T3", 1))))
    laporan = look(office, text)
    assert laporan.keadaan is Keadaan.TERIMA_PAKET_LAIN
    assert laporan.kalimat.startswith(
        f"Tanda terima ini untuk paket lain: provinsi menerima {PAKET} 1 dengan isi yang berbeda "
        "dari yang dikirim kantor ini"
    )
    install(office, text)
    assert book(office) == [(1, "menunggu_tanda_terima")]
    assert letters.letters(office) == []


def test_a_receipt_for_a_package_never_sent_is_told(office, tmp_path):
    contoh.export(office, tmp_path)
    send_log._append(office.folder, "kirim", [
        send_log.Kiriman(KUPANG, "2026-T3", 2, "cd" * 32, "waktu"),
    ])  # fmt: skip
    contoh.export(office, tmp_path)
    text = message(signed(receipt()))
    laporan = look(office, text)
    assert laporan.keadaan is Keadaan.TERIMA_TIDAK_DIKIRIM
    assert laporan.kalimat == (
        f"Tanda terima ini untuk {PAKET} 2, yang tidak pernah dikirim dari kantor ini. Tidak ada "
        "yang berubah. Tanyakan kepada Biro Pemerintahan Setda paket mana yang diterima."
    )
    install(office, text)
    assert letters.letters(office) == []


def test_a_receipt_for_what_a_restored_database_forgot_raises_the_floor(office, tmp_path):
    contoh.export(office, tmp_path)
    text = message(signed(receipt(paket=surat.Rujukan("ab" * 32, KUPANG, "2026-T3", 5))))
    laporan = look(office, text)
    assert laporan.keadaan is Keadaan.TERIMA_HILANG
    assert "yang tidak ada di kantor ini" in laporan.kalimat
    assert "nomor revisi berikutnya menjadi 6" in laporan.kalimat
    assert dispatch.next_revision(office, KUPANG, T3) == 2
    install(office, text)
    assert dispatch.next_revision(office, KUPANG, T3) == 6
    assert book(office) == [(1, "menunggu_tanda_terima")]


def test_a_receipt_from_a_stranger_changes_nothing(office, tmp_path):
    sent = contoh.export(office, tmp_path)
    told = surat.Rujukan(sent.paket_id, KUPANG, "2026-T3", 1)
    stranger = holder("53", "operator", "Provinsi Lain")
    laporan = look(office, message(signed(receipt(paket=told), stranger)))
    assert laporan.keadaan is Keadaan.GAGAL
    assert laporan.galat is not None
    assert laporan.galat.kode == "penanda_tidak_dikenal"
    with pytest.raises(LontarError):
        kotak_surat.install(office, laporan, WILAYAH, pelaku="Maria")
    assert book(office) == [(1, "menunggu_tanda_terima")]


def test_a_letter_made_here_is_recognised(province):
    take(province, family()["r1"])
    (made,) = receipts(province)
    laporan = look(province, made.teks)
    assert laporan.keadaan is Keadaan.DARI_SINI
    assert laporan.kalimat == (
        f"Surat tanda terima untuk {PAKET} 1 ini dibuat di kantor ini sendiri. Tidak ada yang "
        "perlu dipasang."
    )


def test_a_kabupaten_signs_no_receipts(office, tmp_path):
    contoh.export(office, tmp_path)
    own = head_of_region()
    with pytest.raises(LontarError) as caught:
        tanda_terima.prepare(office, dispatch.packages(office), [own.certificate])
    assert caught.value.kode == "surat_bukan_provinsi"


def test_somebody_else_signs_no_receipts_for_the_province(province):
    take(province, family()["r1"])
    with pytest.raises(LontarError) as caught:
        tanda_terima.prepare(province, tanda_terima.due(province), [head_of_region().certificate])
    assert caught.value.kode == "sertifikat_bukan_wilayah"


def test_a_text_that_is_no_letter_is_one_report_that_says_so(office):
    laporan = look(office, "halo")
    assert (laporan.keadaan, laporan.keadaan.keluar) == (Keadaan.GAGAL, 2)
    assert laporan.kalimat.startswith("Tidak ada surat Lontar di dalam teks ini.")
    told = laporan.as_json()
    assert (told["keadaan"], told["kode"], told["paket"]) == ("gagal", None, None)
