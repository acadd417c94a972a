"""Withdrawals: what the head takes back, and what the province empties and what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import kotak_surat, penarikan, surat, tanda_terima
from app.exchange.kotak_surat import Keadaan
from app.store import dispatch, door, letters, questions, riwayat, undo
from app.store.door import CellWrite, Kunci
from app.store.sheets import set_status
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_silsilah import KUPANG, T3, TERLAYANI, TTS, family, send, take
from tests.exchange.contoh_surat import (
    about,
    book,
    head_of_region,
    holder,
    install,
    look,
    message,
    office_name,
    receipts,
    signed,
    take_back,
    withdrawal,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.office import Office

WILAYAH = contoh.acuan().wilayah
PAKET = "Kabupaten Kupang, Triwulan III 2026, revisi"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        yield opened


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
    error = refused(entry, "Angka milik 5301012503900001 salah", head)
    assert error.kode == "pribadi_nik"
    assert error.pesan.startswith("Alasan penarikan memuat angka yang tampak seperti NIK")
    assert "2503900001" not in error.pesan
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
