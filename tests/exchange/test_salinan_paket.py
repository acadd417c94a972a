"""What stands in a package more than once, beside the tables, or out of sight: all of it counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.exchange import paket, segel, tanda_tangan
from app.exchange.putusan import Laporan, Putusan
from app.exchange.tanda_tangan import MENANDATANGANI, MENYATAKAN, Pernyataan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import with_openpyxl
from tests.exchange.contoh_sertifikat import NOW, officer, pimpinan
from tests.exchange.contoh_ubahan import NAMA, edit_meta, moved, without_properties
from tests.exchange.segel.contoh_segel import SIG, TYPES, opened
from tests.exchange.segel.serangan_segel import made_silent
from tests.exchange.segel.test_serangan import DEFAULT


def told(change: Any) -> Laporan:
    return contoh.judge(with_openpyxl(contoh.package(), change), "SPM.xlsx")


def test_a_sheet_that_was_hidden_is_named():
    def hide(book: Any) -> None:
        book["Ringkasan"].sheet_state = "hidden"

    laporan = told(hide)
    assert laporan.putusan is Putusan.DATA_BERUBAH
    assert [beda.label for beda in laporan.beda] == ["Lembar Ringkasan disembunyikan"]


def test_the_hidden_sheets_may_be_looked_at():
    def show(book: Any) -> None:
        book["Data"].sheet_state = book["_meta"].sheet_state = "visible"

    assert told(show).putusan is Putusan.SAH_DISIMPAN_ULANG


@pytest.mark.parametrize("isi", [0, False, "titipan"])
def test_whatever_stands_beside_the_data_is_seen(isi):
    laporan = told(lambda book: book["Data"].__setitem__("F7", isi))
    assert laporan.putusan is Putusan.DATA_BERUBAH
    assert [beda.tempat for beda in laporan.beda] == [("Data!E7",)]


@pytest.mark.parametrize(
    ("place", "isi", "alasan"),
    [
        ("C3", 0, "paket_meta_rusak"),
        ("C3", "titipan", "paket_meta_rusak"),
        ("C1", "titipan", "paket_bukan_lontar"),
    ],
)
def test_nothing_may_stand_beside_the_hidden_statements(place, isi, alasan):
    assert told(lambda book: book["_meta"].__setitem__(place, isi)).alasan == alasan


def test_a_manifest_that_says_two_things_is_refused():
    def twice(rows: Any) -> Any:
        return [
            (key, '{"revisi":99,' + text[1:]) if key == "manifes.0001" else (key, text)
            for key, text in rows
        ]

    laporan = contoh.judge(edit_meta(contoh.package(), twice))
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "paket_salinan_beda")


def test_the_statement_of_the_operator_vouches_for_no_sheet():
    data, waktu = paket.canonical(contoh.reading()[0].isi), NOW.isoformat()
    first, second = officer(), pimpinan()
    says = Pernyataan(MENYATAKAN, waktu, tampilan={"Ringkasan": "0" * 64})
    one = tanda_tangan.sign(data, first.key, [first.certificate], says)
    says = Pernyataan(MENANDATANGANI, waktu, atas=tanda_tangan.digest(one))
    two = tanda_tangan.sign(data, second.key, [second.certificate], says)
    told = {"tanda_tangan.1.0001": one, "tanda_tangan.2.0001": two}
    package = edit_meta(contoh.package(), lambda rows: moved(rows, "tanda_tangan", told))
    laporan = contoh.judge(without_properties(package))
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "tanda_tangan_tertukar")


def test_a_seal_made_at_another_time_than_the_signature_is_refused_in_words():
    parts, own = opened(contoh.package()), pimpinan()
    made_silent(parts)
    parts.drop(SIG)
    parts.swap(TYPES, (DEFAULT, ""))
    sealed = segel.seal(
        parts.packed(),
        own.key,
        own.certificate,
        waktu=NOW + timedelta(minutes=1),
        komentar="",
        peran="",
    )
    laporan = contoh.judge(sealed, "a.xlsx")
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "waktu_segel_lain")
    assert laporan.kalimat == (
        f"Ditolak: a.xlsx. Segel berkas dibuat pada waktu lain daripada tanda tangan {NAMA}. "
        "Tidak ada isinya yang dipakai."
    )
