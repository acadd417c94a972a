"""Both verifiers say the same of notes: which are taken, which refused, and which were changed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import makna, paket
from app.exchange.baris_kabar import BarisCatatan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import with_libreoffice, with_openpyxl
from tests.exchange.contoh_sertifikat import officer, pimpinan
from tests.kedua import isi as kedua_isi
from tests.kedua.buku import Putus
from tests.kedua.contoh import isi_kecil, kedua, pertama

if TYPE_CHECKING:
    from app.exchange.paket import IsiPaket

LAYANI = "penerima.terlayani.jumlah"
DARI = BarisCatatan("KES-01", LAYANI, "sumber", "Register puskesmas, September 2026.")
SEBAB = BarisCatatan("KES-01", LAYANI, "penjelasan", "Dua desa baru.\nSejak Juli terdata.")
UTUH, ULANG, BERUBAH = "sah_utuh", "sah_disimpan_ulang", "data_berubah"


def noted(*rows: Any, versi: int = paket.VERSI_CATATAN) -> IsiPaket:
    return msgspec.structs.replace(isi_kecil(), versi=versi, catatan=list(rows))


@cache
def berkas() -> bytes:
    return contoh.signed_by(noted(SEBAB, DARI), officer(), pimpinan())


def first_takes(told: IsiPaket) -> bool:
    try:
        makna.resolve(paket.read(paket.canonical(told)), contoh.acuan())
    except LontarError:
        return False
    return True


def second_takes(told: IsiPaket) -> bool:
    plain = kedua_isi.plain_json(paket.canonical(told))
    if not kedua_isi.has_form(plain, kedua_isi.form_of(plain)):
        return False
    try:
        kedua_isi.check_meaning(plain)
    except Putus:
        return False
    return True


def agreed(told: IsiPaket) -> bool:
    found = first_takes(told), second_takes(told)
    assert found[0] == found[1], told.catatan
    return found[0]


def test_both_take_a_package_with_notes():
    assert (pertama(berkas())[0], kedua(berkas()).putusan) == (UTUH, UTUH)


def test_both_take_notes_beside_answers_and_reports_and_no_others():
    assert agreed(noted(SEBAB, DARI))
    for versi in (2, 3, 4, 6):
        assert not agreed(noted(DARI, versi=versi))
    assert not agreed(noted())


@pytest.mark.parametrize(
    "rows",
    [
        (DARI, SEBAB),
        (DARI, DARI),
        (DARI._replace(jenis="pertanyaan"),),
        (DARI._replace(jenis="Sumber"),),
        (DARI._replace(formulir="KES-99"),),
        (DARI._replace(sel="penerima"),),
        (DARI._replace(teks="x" * 2_001),),
        (SEBAB, DARI, DARI._replace(jenis="x")),
        (("KES-01", LAYANI, "sumber"),),
        (("KES-01", LAYANI, "sumber", 5),),
        (("KES-01", LAYANI, "sumber", "a", "b"),),
    ],
)
def test_both_refuse_what_no_office_writes(rows):
    assert not agreed(noted(*rows))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
@example("dua\n\nbaris")
@example(" a")
@example("a\n")
@example("a\r\nb")
@example("a\u2028b")
@example("a\u200bb")
@example("\uf0b7 a")
@example("e\u0301")
@example("a\n\u0301")
@example("_x4_")
@example("_x0041_\nx0042_")
def test_both_take_the_same_words(teks: str):
    agreed(noted(DARI._replace(teks=teks)))


def test_a_note_changed_on_its_sheet_or_in_the_manifest_is_seen_by_both():
    def on_the_sheet(book: Any) -> None:
        book["Catatan"]["F4"] = "Lain."

    def hidden(book: Any) -> None:
        book.remove(book["Catatan"])

    for change in (on_the_sheet, hidden):
        data = with_openpyxl(berkas(), change)
        assert (pertama(data)[0], kedua(data).putusan) == (BERUBAH, BERUBAH)
    (changed,) = contoh.judge(with_openpyxl(berkas(), on_the_sheet)).beda
    assert (changed.formulir, changed.sel, changed.tempat) == ("KES-01", LAYANI, ("Catatan!F4",))
    assert (changed.ditandatangani, changed.ditemukan) == (DARI.teks, "Lain.")


def test_saved_again_by_another_program_it_stays_what_it_was():
    for save in (with_openpyxl, with_libreoffice):
        data = save(berkas())
        assert (pertama(data)[0], kedua(data).putusan) == (ULANG, ULANG)
