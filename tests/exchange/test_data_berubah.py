"""Every changed figure is found and named: cell, signed value, found value, place."""

from __future__ import annotations

from typing import Any

import pytest

from app.exchange.putusan import Putusan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import (
    can_drive_libreoffice,
    changed_in_libreoffice,
    needs_libreoffice,
    with_libreoffice,
    with_openpyxl,
)
from tests.exchange.contoh_ubahan import (
    HARUS,
    KANTOR,
    NAMA,
    PAKET,
    PERSEN,
    edit_meta,
    moved,
    set_data,
    set_visible,
)


def test_a_figure_changed_in_a_visible_sheet_is_named_with_its_place():
    where = []
    data = with_openpyxl(
        contoh.package(), lambda book: where.append(set_visible(book, HARUS, 9999))
    )
    laporan = contoh.judge(data, "SPM.xlsx")
    (beda,) = laporan.beda
    assert laporan.putusan is Putusan.DATA_BERUBAH
    assert laporan.putusan.keluar == 1
    assert (beda.formulir, beda.sel, beda.periode) == (*HARUS, "2026")
    assert (beda.ditandatangani, beda.ditemukan) == ("7.650", "9.999")
    assert beda.tempat == (where[0],)
    assert laporan.kalimat == (
        f"Data berubah. Pada paket {PAKET} dari {KANTOR} ada 1 perbedaan dengan yang "
        f"ditandatangani {NAMA}: Pelayanan kesehatan ibu hamil: Ibu hamil yang harus dilayani, "
        f"Jumlah di {where[0]}: ditandatangani 7.650, ditemukan 9.999. Paket ini tidak dipakai."
    )
    assert laporan.balasan == (
        f"Paket Anda ({PAKET}) berubah setelah ditandatangani (1 perbedaan): Pelayanan kesehatan "
        f"ibu hamil: Ibu hamil yang harus dilayani, Jumlah di {where[0]}: ditandatangani 7.650, "
        "ditemukan 9.999. Mohon kirim ulang berkas asli yang diekspor Lontar. Bila angka baru yang "
        "benar, perbaiki di Lontar lalu kirim revisi berikutnya."
    )


def test_a_figure_changed_in_the_sheet_data_is_named_with_what_was_signed():
    where = [f"Data!E{contoh.data_row(*HARUS)}"]
    data = with_openpyxl(contoh.package(), lambda book: set_data(book, HARUS, "9999"))
    laporan = contoh.judge(data)
    (beda,) = laporan.beda
    assert laporan.putusan is Putusan.DATA_BERUBAH
    assert (beda.ditandatangani, beda.ditemukan) == ("7.650", "9.999")
    assert beda.tempat == (where[0],)


def test_a_figure_changed_in_both_places_is_one_difference_with_two_places():
    where = []

    def change(book: Any) -> None:
        where.append(set_visible(book, HARUS, 9999))
        where.append(set_data(book, HARUS, "9999"))

    (beda,) = contoh.judge(with_openpyxl(contoh.package(), change)).beda
    assert beda.tempat == tuple(where)


def test_a_figure_changed_to_two_different_ones_is_two_differences():
    def change(book: Any) -> None:
        set_visible(book, HARUS, 9999)
        set_data(book, HARUS, "8888")

    found = contoh.judge(with_openpyxl(contoh.package(), change)).beda
    assert [beda.ditemukan for beda in found] == ["9.999", "8.888"]
    assert {beda.ditandatangani for beda in found} == {"7.650"}


@needs_libreoffice
@pytest.mark.libreoffice
@pytest.mark.skipif(not can_drive_libreoffice(), reason="no script can type into LibreOffice here")
def test_a_figure_typed_in_libreoffice_is_named_with_its_place():
    sheet, place = contoh.place_of(*HARUS)
    laporan = contoh.judge(changed_in_libreoffice(contoh.package(), sheet, place, 9999))
    (beda,) = laporan.beda
    assert laporan.putusan is Putusan.DATA_BERUBAH
    assert (beda.sel, beda.ditandatangani, beda.ditemukan) == (HARUS[1], "7.650", "9.999")
    assert beda.tempat == (f"{sheet}!{place}",)
    assert laporan.program.startswith("LibreOffice ")


@needs_libreoffice
@pytest.mark.libreoffice
def test_a_change_is_still_named_after_another_program_saved_the_file():
    changed = with_openpyxl(contoh.package(), lambda book: set_data(book, HARUS, "9999"))
    (beda,) = contoh.judge(with_libreoffice(changed)).beda
    assert (beda.sel, beda.ditandatangani, beda.ditemukan) == (HARUS[1], "7.650", "9.999")


def test_a_computed_figure_cannot_be_embellished():
    data = with_openpyxl(contoh.package(), lambda book: set_visible(book, PERSEN, 99.99))
    (beda,) = contoh.judge(data).beda
    assert (beda.sel, beda.ditandatangani, beda.ditemukan) == (PERSEN[1], "84,71", "99,99")


def test_the_index_on_the_summary_cannot_be_embellished():
    def change(book: Any) -> None:
        sheet = book["Ringkasan"]
        for row in sheet.iter_rows():
            if row[0].value == "Kesehatan":
                row[3].value = 99.5

    (beda,) = contoh.judge(with_openpyxl(contoh.package(), change)).beda
    assert (beda.formulir, beda.label, beda.ditemukan) == ("", "Kesehatan", "99,50")
    assert beda.tempat[0].startswith("Ringkasan!D")


def test_an_emptied_cell_and_a_declared_absence_are_spoken():
    def change(book: Any) -> None:
        set_visible(book, HARUS, None)
        set_visible(book, ("SOS-05", "penerima.harus.jumlah"), 12)

    found = contoh.judge(with_openpyxl(contoh.package(), change)).beda
    told = {(beda.formulir, beda.ditandatangani, beda.ditemukan) for beda in found}
    assert told == {("KES-01", "7.650", "(kosong)"), ("SOS-05", "Nihil", "12")}


def test_words_added_beside_a_table_are_seen():
    def change(book: Any) -> None:
        book["02_Kesehatan"]["K5"] = "angka baru: 9.999"

    (beda,) = contoh.judge(with_openpyxl(contoh.package(), change)).beda
    assert beda.tempat == ("02_Kesehatan!K5",)
    assert (beda.ditandatangani, beda.ditemukan) == ("(kosong)", "angka baru: 9.999")


def test_a_heading_that_was_exchanged_is_seen():
    data = with_openpyxl(
        contoh.package(), lambda book: book["Ringkasan"].__setitem__("A2", "Kabupaten Lain")
    )
    (beda,) = contoh.judge(data).beda
    assert (beda.ditandatangani, beda.ditemukan) == ("Kabupaten Kupang (53.01)", "Kabupaten Lain")


def test_rows_taken_out_of_data_or_put_into_it_are_named():
    def change(book: Any) -> None:
        sheet = book["Data"]
        sheet.delete_rows(contoh.data_row(*HARUS))
        sheet.append(["2026", "KES-01", "penerima.harus.l", "angka", "5"])

    found = contoh.judge(with_openpyxl(contoh.package(), change)).beda
    told = {(beda.sel, beda.ditandatangani, beda.ditemukan) for beda in found}
    assert told == {(HARUS[1], "7.650", "(kosong)"), ("penerima.harus.l", "(kosong)", "5")}


def test_a_remark_beside_the_data_and_a_changed_heading_are_seen():
    def change(book: Any) -> None:
        book["Data"]["F7"] = "titipan"
        book["Data"]["E1"] = "nilai"

    found = contoh.judge(with_openpyxl(contoh.package(), change)).beda
    places = {place for beda in found for place in beda.tempat}
    assert places == {"Data!F7", "Data"}


def test_a_row_that_stands_twice_in_data_is_named():
    def change(book: Any) -> None:
        book["Data"].append(["2026", *HARUS, "angka", "1"])

    (beda,) = contoh.judge(with_openpyxl(contoh.package(), change)).beda
    assert (beda.sel, beda.ditemukan) == (HARUS[1], "1")


def test_a_sheet_taken_out_or_added_is_named():
    def change(book: Any) -> None:
        del book["Ringkasan"]
        book.create_sheet("Angka baru")

    laporan = contoh.judge(with_openpyxl(contoh.package(), change))
    assert {beda.label for beda in laporan.beda} == {
        "Lembar Ringkasan tidak ada lagi",
        "Lembar Angka baru tidak berasal dari Lontar",
    }
    assert "Lembar Ringkasan tidak ada lagi; Lembar Angka baru" in laporan.kalimat


def test_a_changed_statement_in_the_manifest_is_named():
    def change(rows: Any) -> Any:
        return [
            (k, v.replace('"revisi":1', '"revisi":2')) if k.startswith("manifes") else (k, v)
            for k, v in rows
        ]

    laporan = contoh.judge(edit_meta(contoh.package(), change))
    (beda,) = laporan.beda
    assert (beda.label, beda.ditandatangani, beda.ditemukan) == ("revisi", "1", "2")
    assert beda.tempat == ("_meta",)
    assert laporan.isi is not None
    assert laporan.isi.revisi == 1


def test_without_the_copy_the_signed_figures_cannot_be_recovered_and_that_is_said():
    forgetful = edit_meta(contoh.package(), lambda rows: moved(rows, "salinan", {}))
    changed = with_openpyxl(forgetful, lambda book: set_data(book, HARUS, "9999"))
    laporan = contoh.judge(changed, "SPM.xlsx")
    assert laporan.putusan is Putusan.DATA_BERUBAH
    assert laporan.alasan == "data_berubah_tanpa_salinan"
    assert laporan.kalimat == (
        "Data berubah. Isi SPM.xlsx tidak cocok lagi dengan tanda tangannya, dan nilai yang "
        "ditandatangani tidak dapat dipulihkan dari berkas ini. Paket ini tidak dipakai."
    )
    assert laporan.balasan == (
        "Berkas SPM.xlsx berubah setelah ditandatangani. Mohon kirim ulang berkas asli yang "
        "diekspor Lontar. Bila ada angka yang keliru, perbaiki di Lontar lalu kirim revisi "
        "berikutnya."
    )
