"""Receipts and withdrawals in the offices they are for: what they do, and what they leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import kotak_surat, penarikan, surat, tanda_terima
from app.exchange.kotak_surat import Keadaan
from app.store import dispatch, door, letters, questions, riwayat, send_log, undo
from app.store.door import CellWrite, Kunci
from app.store.sheets import set_status
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_silsilah import KUPANG, T3, TERLAYANI, TTS, family, judged, send, take
from tests.exchange.contoh_surat import (
    head_of_region,
    holder,
    message,
    office_name,
    officer_of_province,
    receipt,
    signed,
    withdrawal,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.kotak_surat import LaporanSurat
    from app.exchange.surat import Rujukan
    from app.store.office import Office

WILAYAH = contoh.acuan().wilayah
PAKET = "Kabupaten Kupang, Triwulan III 2026, revisi"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        yield opened


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Office]:
    with contoh.provinsi(tmp_path / "provinsi") as opened:
        yield opened


def look(office: Office, text: str) -> LaporanSurat:
    (laporan,) = kotak_surat.judge(office, text.encode(), "surat.txt", WILAYAH)
    assert "{" not in laporan.kalimat
    return laporan


def install(office: Office, text: str) -> door.Tindakan:
    return kotak_surat.install(office, look(office, text), WILAYAH, pelaku="Yohana")


def receipts(province: Office) -> list[tanda_terima.SuratJadi]:
    """What the province does with one passphrase: a receipt for all that have none."""
    own = officer_of_province()
    certs = [own.certificate]
    prepared = tanda_terima.prepare(province, tanda_terima.due(province), certs)
    return tanda_terima.keep(province, tanda_terima.sign(prepared, own.key, certs), WILAYAH)


def take_back(office: Office, entry: dispatch.Paket, alasan: str = "Angka keliru") -> str:
    """What the head of the region does: the letter of withdrawal."""
    own = head_of_region(office.identitas.wilayah)
    isi = penarikan.prepare(office, entry, alasan, [own.certificate])
    return penarikan.keep(office, surat.sign(isi, own.key, [own.certificate]), WILAYAH).teks


def book(office: Office) -> list[tuple[int | None, str]]:
    return [(one.revisi, one.putusan) for one in dispatch.packages(office)]


def about(name: str) -> Rujukan:
    laporan = judged(family()[name])
    assert laporan.isi is not None
    return surat.Rujukan(laporan.paket_id, KUPANG, "2026-T3", laporan.isi.revisi)


# --- Receipts ------------------------------------------------------------------------------------


def test_only_a_receipt_turns_a_package_green(office, province, tmp_path):
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    (made,) = receipts(province)
    assert book(office) == [(1, "menunggu_tanda_terima")]
    laporan = look(office, made.teks)
    assert laporan.keadaan is Keadaan.TERIMA_BARU
    assert laporan.kalimat == (
        f"Tanda terima paket {PAKET} 1 dari Biro Pemerintahan Setda, ditandatangani Yohana Contoh, "
        "5 Oktober 2026, 09.30. Putusan provinsi: Sah, utuh. Bila dipasang, paket itu menjadi "
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


# --- Withdrawals ---------------------------------------------------------------------------------


def held(province: Office) -> object:
    return questions.values_of_period(province, KUPANG, T3).get("KES-01", {}).get(TERLAYANI)


def test_the_head_takes_a_package_back_and_the_province_empties_what_it_brought(
    office, province, tmp_path
):
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    (entry,) = dispatch.packages(office)
    letter = take_back(office, entry, "Angka KES-01 keliru")
    assert book(office) == [(1, "ditarik")]
    laporan = look(province, letter)
    assert laporan.keadaan is Keadaan.TARIK_BERLAKU
    cells = len(list(contoh.cells()))
    assert laporan.kalimat.strip() == (
        f"Penarikan paket {PAKET} 1 oleh Bagian Pemerintahan 53.01, ditandatangani Yosef Contoh, "
        "S.Sos, 5 Oktober 2026, 09.30. Alasan: Angka KES-01 keliru. Bila dipasang, "
        f"{cells} sel dari paket itu dikosongkan di kantor ini dan paketnya ditandai ditarik; "
        "wilayah itu harus mengirim revisi yang lebih tinggi."
    )
    assert laporan.as_json()["berubah"] == cells
    assert held(province) == 6480
    tindakan = install(province, letter)
    assert (tindakan.label, len(tindakan.perubahan)) == (
        "Tarik paket Kabupaten Kupang revisi 1",
        cells,
    )
    assert questions.values_of_period(province, KUPANG, T3) == {}
    assert book(province) == [(1, "ditarik")]
    assert riwayat.verify_chain(province).ok
    assert look(province, letter).keadaan is Keadaan.SUDAH


def test_a_withdrawal_can_be_undone_as_one_gesture(province):
    take(province, family()["r1"])
    before = questions.values_of_period(province, KUPANG, T3)
    install(province, message(signed(withdrawal(paket=about("r1")))))
    assert held(province) is None
    undone = undo.undo(province, pelaku="Yohana", wilayah=KUPANG)
    assert undone is not None
    assert questions.values_of_period(province, KUPANG, T3) == before


def test_what_it_would_do_is_shown_cell_by_cell(province):
    take(province, family()["r1"])
    dampak = penarikan.effect(province, about("r1"))
    (one,) = [beda for beda in dampak.sel if (beda.formulir, beda.sel) == ("KES-01", TERLAYANI)]
    assert one.label.endswith("antenatal sesuai standar, Jumlah")
    assert (one.ditandatangani, one.ditemukan, one.periode) == ("6.400", "(kosong)", "2026-T3")
    assert (dampak.diganti, dampak.tetap) == (0, 0)


def test_withdrawing_what_was_replaced_only_marks_it(province):
    take(province, family()["r1"])
    take(province, family()["r2"])
    letter = message(signed(withdrawal(paket=about("r1"))))
    laporan = look(province, letter)
    assert laporan.keadaan is Keadaan.TARIK_DIGANTI
    assert "Paket itu sudah diganti revisi 2, jadi tidak ada angka yang berubah" in laporan.kalimat
    assert install(province, letter).perubahan == ()
    assert book(province) == [(2, "sah_utuh"), (1, "ditarik")]
    assert held(province) == 6500


def test_withdrawing_what_never_came_keeps_it_out(province):
    letter = message(signed(withdrawal(paket=about("r2"))))
    laporan = look(province, letter)
    assert laporan.keadaan is Keadaan.TARIK_BELUM_TIBA
    assert "paket itu tidak akan diterima lagi" in laporan.kalimat
    install(province, letter)
    with pytest.raises(LontarError) as caught:
        take(province, family()["r2"])
    assert caught.value.kode == "impor_ditarik"
    take(province, family()["r3"])
    assert held(province) == 6600


def test_after_a_withdrawal_a_higher_revision_is_needed(province):
    take(province, family()["r2"])
    install(province, message(signed(withdrawal(paket=about("r2")))))
    for name in ("r1", "r2"):
        with pytest.raises(LontarError):
            take(province, family()[name], putuskan=True)
    take(province, family()["r3"])
    assert (held(province), book(province)[0]) == (6600, (3, "sah_utuh"))


def test_what_the_province_changed_since_stays(province):
    take(province, family()["r1"])
    cell = CellWrite("KES-01", KUPANG, "2026-T3", TERLAYANI, 6401)
    door.write(province, [cell], jenis="isi", label="Isi", pelaku="Yohana")
    laporan = look(province, message(signed(withdrawal(paket=about("r1")))))
    assert laporan.kalimat.endswith(
        "1 sel yang diubah di kantor ini sesudah paketnya diterima tetap seperti sekarang."
    )
    kotak_surat.install(province, laporan, WILAYAH, pelaku="Yohana")
    assert questions.values_of_period(province, KUPANG, T3) == {"KES-01": {TERLAYANI: 6401}}


def test_annual_figures_fall_back_to_those_of_the_other_quarter(office, province, tmp_path):
    second = Periode(2026, 2)
    contoh.type_in(office, "KES-01", TERLAYANI, 4000, second)
    take(province, contoh.export(office, tmp_path, second).path.read_bytes())
    before = questions.values_of_period(province, KUPANG, second)
    contoh.type_in(office, "KES-01", "penerima.harus.jumlah", 9999)
    third = contoh.export(office, tmp_path)
    take(province, third.path.read_bytes())
    assert questions.values_of_period(province, KUPANG, second) != before
    told = surat.Rujukan(third.paket_id, KUPANG, "2026-T3", 1)
    install(province, message(signed(withdrawal(paket=told))))
    assert questions.values_of_period(province, KUPANG, second) == before
    quarter = questions.sheets(province, T3, KUPANG)
    assert {one.asal_paket for one in quarter if one.periode == "2026"} == {
        one.paket_id for one in dispatch.packages(province, periode=second)
    }


def test_a_closed_sheet_stops_the_whole_withdrawal(province):
    take(province, family()["r1"])
    sheet = Kunci("KES-01", KUPANG, "2026-T3")
    set_status(province, [sheet], "final", label="Kunci", pelaku="Yohana")
    letter = message(signed(withdrawal(paket=about("r1"))))
    with pytest.raises(LontarError) as caught:
        install(province, letter)
    assert caught.value.kode == "lembar_terkunci"
    assert held(province) == 6400
    assert book(province) == [(1, "sah_utuh")]
    assert letters.letters(province) == []


def test_a_withdrawal_needs_a_reason_the_head_and_a_package_of_ones_own(office, tmp_path):
    contoh.export(office, tmp_path)
    (entry,) = dispatch.packages(office)
    head = [head_of_region().certificate]

    def refused(*arguments: object) -> LontarError:
        with pytest.raises(LontarError) as caught:
            penarikan.prepare(office, *arguments)  # type: ignore[arg-type]
        return caught.value

    error = refused(entry, " \n ", head)
    assert error.pesan == "Penarikan memerlukan alasan."
    assert error.saran.startswith("Tulis dalam satu kalimat mengapa paket itu ditarik")
    error = refused(entry, "x" * 501, head)
    assert error.pesan == "Alasan penarikan lebih dari 500 huruf."
    assert error.saran == "Persingkat alasannya, lalu ulangi."
    operator = [holder(KUPANG, "operator").certificate]
    assert refused(entry, "keliru", operator).kode == "surat_bukan_pimpinan"
    other = [head_of_region(TTS).certificate]
    assert refused(entry, "keliru", other).kode == "sertifikat_bukan_wilayah"
    take_back(office, entry)
    (entry,) = dispatch.packages(office)
    error = refused(entry, "keliru", head)
    assert error.pesan == (
        "Paket revisi 1 tidak dapat ditarik: sudah ditarik, atau tidak dikirim dari kantor ini."
    )
    assert error.saran == "Buka Paket, Buku paket, untuk melihat keadaan setiap paket."


def test_after_a_withdrawal_the_next_package_has_the_next_number_and_a_late_receipt_is_kept(
    office, province, tmp_path
):
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    (made,) = receipts(province)
    (entry,) = dispatch.packages(office)
    take_back(office, entry)
    laporan = look(office, made.teks)
    assert laporan.keadaan is Keadaan.TERIMA_DITARIK
    assert laporan.kalimat.endswith("tanda terimanya disimpan; paketnya tetap ditarik.")
    install(office, made.teks)
    assert book(office) == [(1, "ditarik")]
    assert len(letters.letters(office)) == 2
    assert contoh.export(office, tmp_path).revisi == 2


def test_a_withdrawal_is_nothing_to_a_kabupaten_or_another_province(office, tmp_path):
    letter = message(signed(withdrawal(kantor=office_name(TTS), paket=surat.Rujukan(
        "ab" * 32, TTS, "2026-T3", 1)), head_of_region(TTS)))  # fmt: skip
    assert look(office, letter).keadaan is Keadaan.WILAYAH_LAIN
    contoh.export(office, tmp_path)
    (entry,) = dispatch.packages(office)
    assert look(office, take_back(office, entry)).keadaan is Keadaan.DARI_SINI


def test_a_withdrawn_package_gets_no_receipt(province):
    take(province, family()["r1"])
    install(province, message(signed(withdrawal(paket=about("r1")))))
    assert tanda_terima.due(province) == []


def test_the_figures_come_back_with_the_next_revision(office, province, tmp_path):
    take(province, send(office, tmp_path, 6400, 0))
    (entry,) = dispatch.packages(office)
    install(province, take_back(office, entry))
    taken = take(province, send(office, tmp_path, 6401, 1))
    assert len(taken.tindakan.perubahan) == len(list(contoh.cells()))
    assert held(province) == 6401
