"""Several versions of one package: which counts, and what the secretary and the sender are told."""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import impor
from app.exchange.berkas import short_id
from app.exchange.putusan import Putusan
from app.store import dispatch, letters, questions
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import KANTOR, later
from tests.exchange.contoh_silsilah import KUPANG, T3, TERLAYANI, TTS, family, judged, look, take

if TYPE_CHECKING:
    from app.exchange.putusan import Laporan
    from app.store.office import Office

PAKET = "Kabupaten Kupang, Triwulan III 2026, revisi"
PADA = "5 Oktober 2026, 09.30"
SEL = (
    "Pelayanan kesehatan ibu hamil: Ibu hamil yang mendapat pelayanan antenatal sesuai standar, "
    "Jumlah"
)


def held(province: Office) -> object:
    return questions.values_of_period(province, KUPANG, T3).get("KES-01", {}).get(TERLAYANI)


def code(laporan: Laporan) -> str:
    return short_id(laporan.paket_id)


def code_of(name: str) -> str:
    return code(judged(family()[name]))


def refused(province: Office, name: str, *, putuskan: bool = False) -> LontarError:
    with pytest.raises(LontarError) as caught:
        take(province, family()[name], putuskan=putuskan)
    assert "{" not in str(caught.value)
    return caught.value


# --- The nine scenarios --------------------------------------------------------------------------


def test_in_order(province):
    for name, figure in (("r1", 6400), ("r2", 6500), ("r3", 6600)):
        laporan = look(province, family()[name])
        assert laporan.putusan is Putusan.SAH_UTUH
        assert laporan.kaitan is not None
        assert laporan.kaitan.catatan == ""
        take(province, family()[name])
        assert held(province) == figure


def test_out_of_order(province):
    take(province, family()["r2"])
    laporan = look(province, family()["r1"])
    assert (laporan.putusan, laporan.putusan.keluar) == (Putusan.REVISI_LAMA, 1)
    assert laporan.kalimat == (
        f"Revisi lama. Paket {PAKET} 1 ({code_of('r1')}) lebih lama daripada revisi 2 "
        f"({code_of('r2')}) yang diterima pada {PADA}. Bila dipakai, 1 sel akan kembali ke angka "
        f"lain: {SEL} dari 6.500 menjadi 6.400. Paket ini tidak dipakai."
    )
    assert laporan.balasan == (
        "Paket Anda (Kabupaten Kupang, Triwulan III 2026) revisi 1 tiba sesudah revisi 2, sehingga "
        "tidak kami pakai. Bila revisi 1 yang benar, perbaiki angkanya di Lontar lalu kirim revisi "
        "berikutnya."
    )
    assert refused(province, "r1", putuskan=True).kode == "impor_revisi_lama"
    assert held(province) == 6500


def test_skipped(province):
    take(province, family()["r1"])
    laporan = look(province, family()["r3"])
    assert laporan.putusan is Putusan.SAH_UTUH
    assert laporan.kalimat.endswith("dengan yang diekspor. Revisi 2 belum pernah diterima di sini.")
    take(province, family()["r3"])
    assert held(province) == 6600


def test_skipped_from_the_beginning(province):
    laporan = look(province, family()["r3"])
    assert laporan.kalimat.endswith("Revisi 1 dan 2 belum pernah diterima di sini.")


def test_forked_under_one_number(province):
    take(province, family()["r1"])
    take(province, family()["r2"])
    laporan = look(province, family()["kembar"])
    assert (laporan.putusan, laporan.perlu_keputusan) == (Putusan.CABANG, False)
    assert laporan.kalimat == (
        f"Cabang. Ada dua paket {PAKET} 2 dengan isi berbeda: berkas ini ({code(laporan)}) dan "
        f"revisi 2 ({code_of('r2')}) yang diterima pada {PADA}. Bila dipakai, 1 sel akan kembali "
        f"ke angka lain: {SEL} dari 6.500 menjadi 6.450. Paket ini tidak dipakai."
    )
    assert "pasang dahulu tanda terima revisi 2 dari kami" in laporan.balasan
    assert refused(province, "kembar", putuskan=True).kode == "impor_revisi_lama"
    assert held(province) == 6500


def test_forked_below_a_higher_number_needs_a_decision(province):
    take(province, family()["r1"])
    take(province, family()["r2"])
    laporan = look(province, family()["cabang"])
    assert (laporan.putusan, laporan.perlu_keputusan) == (Putusan.CABANG, True)
    assert laporan.kalimat.startswith(
        f"Cabang. Paket {PAKET} 3 ({code(laporan)}) disusun di atas paket lain "
        f"({code_of('kembar')}) yang tidak pernah diterima di sini, bukan di atas revisi 2 "
        f"({code_of('r2')}) yang diterima pada {PADA}. Bila dipakai, 1 sel akan kembali"
    )
    assert f"disusun di atas paket {code_of('kembar')}" in laporan.balasan
    error = refused(province, "cabang")
    assert error.pesan == (
        "Paket Kabupaten Kupang revisi 3 tidak diterima begitu saja: disusun di atas paket lain."
    )
    assert error.saran == (
        "Lihat dahulu sel yang akan berubah dan tanyakan kepada pengirim, lalu terima dengan "
        "keputusan."
    )
    taken = take(province, family()["cabang"], putuskan=True)
    assert taken.tindakan.label == (
        "Terima paket Kabupaten Kupang revisi 3 dengan keputusan (disusun di atas paket lain)"
    )
    assert taken.paket.ringkasan["keputusan"] == "cabang"
    assert (taken.paket.putusan, held(province)) == ("sah_utuh", 6460)


def test_replayed(province):
    take(province, family()["r1"])
    laporan = look(province, family()["r1"])
    assert (laporan.putusan, laporan.alasan) == (Putusan.SUDAH_DITERIMA, "sudah_diterima")
    assert laporan.kalimat == (
        f"Sudah diterima. Paket {PAKET} 1 dari {KANTOR} ini sudah diterima pada {PADA}. "
        "Tidak ada yang perlu dilakukan."
    )
    assert laporan.balasan == (
        f"Paket Anda ({PAKET} 1) sudah kami terima pada {PADA}. Tidak perlu dikirim lagi."
    )
    assert take(province, family()["r1"]).sudah
    take(province, family()["r2"])
    assert "lalu diganti revisi 2" in look(province, family()["r1"]).kalimat
    assert take(province, family()["r1"]).sudah
    assert held(province) == 6500


def test_rolled_back_after_a_restored_backup(province):
    take(province, family()["r1"])
    take(province, family()["r2"])
    laporan = look(province, family()["pulih"])
    assert (laporan.putusan, laporan.perlu_keputusan) == (Putusan.MUNDUR, False)
    assert laporan.kalimat.startswith(
        f"Mundur. Paket {PAKET} 2 ({code(laporan)}) dibuat sesudah revisi 2 ({code_of('r2')}) yang "
        f"diterima pada {PADA}, tetapi nomornya tidak lebih tinggi: kantor pengirim tampaknya "
        "memulihkan cadangan lama. Bila dipakai, 1 sel akan kembali"
    )
    assert "periksa angka yang ikut mundur" in laporan.balasan
    assert refused(province, "pulih", putuskan=True).kode == "impor_revisi_lama"


def test_rolled_back_with_a_number_that_was_never_used(province):
    for name in ("r1", "r2", "r3"):
        take(province, family()[name])
    laporan = look(province, family()["pulih_4"])
    assert laporan.isi is not None
    assert (laporan.isi.revisi, laporan.putusan) == (4, Putusan.MUNDUR)
    assert laporan.perlu_keputusan
    assert "disusun dari data yang lebih lama daripada revisi 3" in laporan.kalimat
    assert "bukan dari revisi 3 yang sudah kami terima" in laporan.balasan
    assert refused(province, "pulih_4").data["sebab"] == "disusun dari data lama"
    take(province, family()["pulih_4"], putuskan=True)
    assert held(province) == 6420


def test_the_same_content_twice(province):
    take(province, family()["r1"])
    laporan = look(province, family()["sama"])
    assert laporan.putusan is Putusan.SAH_UTUH
    assert laporan.kalimat.endswith("Semua angkanya sama dengan revisi 1 yang sudah diterima.")
    assert take(province, family()["sama"]).tindakan.perubahan == ()
    assert [one.revisi for one in dispatch.packages(province)] == [2, 1]


def test_the_content_of_another_region(province):
    take(province, contoh.package())
    laporan = look(province, contoh.package(TTS))
    assert laporan.putusan is Putusan.SALINAN_WILAYAH_LAIN
    assert laporan.kalimat == (
        "Salinan wilayah lain. Semua angka paket Kabupaten Timor Tengah Selatan, Triwulan III "
        "2026, revisi 1 sama persis dengan paket Kabupaten Kupang. Terima hanya bila pengirim "
        "memastikan bahwa angkanya memang milik Kabupaten Timor Tengah Selatan."
    )
    assert "periksa apakah data wilayah lain tersalin" in laporan.balasan
    with pytest.raises(LontarError) as caught:
        take(province, contoh.package(TTS))
    assert caught.value.data["sebab"] == "angkanya sama dengan wilayah lain"
    take(province, contoh.package(TTS), putuskan=True)
    assert len(questions.values_of_period(province, TTS, T3)) == len(contoh.reading()[0].forms) - 1


def withdraw(province: Office, name: str) -> None:
    """The letter of withdrawal is in the book; what it does to the values is tested elsewhere."""
    laporan = judged(family()[name])
    assert laporan.isi is not None
    letters.record(
        province,
        letters.Surat(
            id=laporan.paket_id, arah="masuk", jenis="penarikan", paket_id=laporan.paket_id,
            wilayah=KUPANG, periode=str(T3), revisi=laporan.isi.revisi,
            waktu="2026-10-06T10:00:00+08:00", penanda_tangan="Bupati",
        ),
        b"",
    )  # fmt: skip


def test_withdrawn(province):
    entry = take(province, family()["r2"]).paket
    withdraw(province, "r2")
    dispatch.set_state(province, entry.nomor, dispatch.DITARIK)
    laporan = look(province, family()["r2"])
    assert (laporan.putusan, laporan.perlu_keputusan) == (Putusan.DITARIK, False)
    assert laporan.kalimat == (
        f"Sudah ditarik. Paket {PAKET} 2 ({code(laporan)}) ditarik pengirimnya pada 6 Oktober "
        "2026, 10.00, sehingga tidak dipakai lagi."
    )
    assert "Mohon kirim revisi berikutnya." in laporan.balasan
    error = refused(province, "r2", putuskan=True)
    assert error.pesan == "Paket Kabupaten Kupang revisi 2 sudah ditarik pengirimnya."
    assert error.saran == "Data tidak diubah. Minta pengirim mengekspor revisi berikutnya."
    assert "revisi 2 (" in look(province, family()["r1"]).kalimat
    assert "yang sudah ditarik pengirimnya" in look(province, family()["r1"]).kalimat
    # No receipt is made for what was withdrawn, so nobody is told to install one.
    for name in ("kembar", "pulih"):
        told = look(province, family()[name]).balasan
        assert "tanda terima" not in told
        assert "ekspor lagi sampai nomor revisinya di atas 2" in told
    take(province, family()["r3"])
    assert held(province) == 6600


def test_what_a_withdrawn_package_had_replaced_does_not_count_again(province):
    take(province, family()["r1"])
    entry = take(province, family()["r2"]).paket
    dispatch.set_state(province, entry.nomor, dispatch.DITARIK)
    laporan = look(province, family()["r1"])
    assert laporan.putusan is Putusan.SUDAH_DITERIMA
    assert "diganti revisi 2, yang kemudian ditarik" in laporan.kalimat
    assert laporan.balasan.endswith("mohon kirim revisi berikutnya.")
    assert "Tidak perlu dikirim lagi" not in laporan.balasan


def test_withdrawn_before_it_ever_came(province):
    withdraw(province, "r2")
    assert look(province, family()["r2"]).putusan is Putusan.DITARIK
    assert look(province, family()["r1"]).putusan is Putusan.REVISI_LAMA
    assert look(province, family()["r3"]).putusan is Putusan.SAH_UTUH


# --- What holds for all --------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations(("r1", "r2", "r3"))), ids="-".join)
def test_whatever_order_a_chain_arrives_in_the_newest_counts(province, order):
    for name in order:
        laporan = look(province, family()[name])
        if laporan.sah:
            take(province, family()[name])
    assert held(province) == 6600


def test_the_relation_is_there_for_machines(province):
    take(province, family()["r1"])
    take(province, family()["r2"])
    told = json.loads(json.dumps(look(province, family()["cabang"]).as_json()))
    assert told["putusan"] == "cabang"
    known = told["silsilah"]
    assert (known["hubungan"], known["revisi_terhadap"], known["hilang"]) == ("cabang", 2, [])
    assert known["terhadap"] == judged(family()["r2"]).paket_id
    assert known["perlu_keputusan"] is True
    (cell,) = known["kembali"]
    assert (cell["formulir"], cell["sel"], cell["periode"]) == ("KES-01", TERLAYANI, "2026-T3")
    assert (cell["sekarang"], cell["menjadi"]) == ("6.500", "6.460")
    assert judged(family()["r2"]).as_json()["silsilah"] is None


def test_what_was_accepted_stays_accepted_when_its_signer_has_expired(province):
    take(province, family()["r1"])
    expired = contoh.examiner(clock=lambda: later(900)).verify_bytes(family()["r1"], "SPM.xlsx")
    assert expired.putusan is Putusan.PENANDA_KEDALUWARSA
    laporan = impor.refine(province, expired, contoh.acuan().wilayah)
    assert laporan.putusan is Putusan.SUDAH_DITERIMA
    assert f"sudah diterima pada {PADA}" in laporan.kalimat
    assert impor.known(province, laporan.paket_id) is not None
    other = contoh.examiner(clock=lambda: later(900)).verify_bytes(family()["r2"], "SPM.xlsx")
    refined = impor.refine(province, other, contoh.acuan().wilayah)
    assert refined.putusan is Putusan.PENANDA_KEDALUWARSA
    assert impor.known(province, "") is None


def test_a_file_whose_name_speaks_of_another_region_says_so_to_both(province):
    wilayah = contoh.acuan().wilayah
    wrong = impor.refine(province, contoh.judge(family()["r1"], "SPM TTS TW3.xlsx"), wilayah)
    assert wrong.sah
    assert wrong.kalimat.endswith(
        "Nama berkasnya menyebut Kabupaten Timor Tengah Selatan, padahal isinya paket Kabupaten "
        "Kupang: pastikan dahulu siapa yang mengirimnya."
    )
    assert "paket Anda sendiri belum kami terima" in wrong.balasan
    for name in ("SPM Kupang dan TTS.xlsx", "SPM.xlsx"):
        right = impor.refine(province, contoh.judge(family()["r1"], name), wilayah)
        assert "Nama berkasnya" not in right.kalimat + right.balasan


def test_a_file_that_is_not_genuine_is_not_looked_up(province):
    strange = contoh.judge(family()["r1"], provinsi="Provinsi Lain")
    assert impor.refine(province, strange, {}) is strange


def test_a_kabupaten_has_no_book_to_hold_packages_against(tmp_path):
    with contoh.kabupaten(tmp_path / "k", filled=False) as office:
        laporan = judged(family()["r1"])
        assert impor.refine(office, laporan, {}) is laporan
