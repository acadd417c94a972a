"""What stands in a package more than once, beside the tables, or out of sight: all of it counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.exchange import meta_paket, paket, segel, tanda_tangan
from app.exchange.meta_paket import Sampul
from app.exchange.putusan import Laporan, Putusan
from app.exchange.tanda_tangan import MENANDATANGANI, MENYATAKAN, Pernyataan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl
from tests.exchange.contoh_sertifikat import NOW, officer, pimpinan
from tests.exchange.contoh_ubahan import NAMA, edit_meta, meta_of, moved, without_properties
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
    assert [beda.tempat for beda in laporan.beda] == [("Data!F7",)]


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
        f"Ditolak: a.xlsx. Segel berkas ini dibuat pada waktu lain daripada tanda tangan {NAMA}. "
        "Tidak ada isinya yang dipakai."
    )


# --- What programs take for spelled letters -------------------------------------------------------

SPELLED = "eyJh_x4_Yg_x0041_..Q_x5F__x__xx_x000D_"


def written() -> list[tuple[str, str]]:
    return Sampul("00" * 32, f'{{"nama":"{SPELLED}"}}', [SPELLED, "a..b"], b"{}").rows


def test_no_piece_of_a_signature_or_manifest_can_be_taken_for_a_spelled_letter():
    told = Sampul("00" * 32, "{}", [SPELLED], b"{}")
    pieces = [text for _, text in (*written(), *meta_paket.properties(told))]
    assert not [text for text in pieces if "_x" in text]
    read = meta_paket.read_meta([list(meta_paket.META_HEADER), *map(list, written())])
    assert read.tanda_tangan == (SPELLED, "a..b")
    assert SPELLED in read.manifes


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_leaves_such_a_signature_as_it_was():
    data = with_openpyxl(contoh.package(), spell)
    again = meta_of(with_libreoffice(data))
    assert {key: again[key] for key in dict(written())} == dict(written())


def spell(book: Any) -> None:
    sheet = book["_meta"]
    sheet.delete_rows(2, sheet.max_row)
    for row in written():
        sheet.append(row)
