"""Notes beside the figures of an office, for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.catatan import JenisCatatan
from app.store import questions, sheets
from app.store.door import Kunci
from tests.exchange import contoh_paket as contoh

if TYPE_CHECKING:
    from app.domain.periode import Periode
    from app.store.office import Office

SUMBER, PENJELASAN, PERTANYAAN, JAWABAN = JenisCatatan
LAYANI, HARUS = "penerima.terlayani.jumlah", "penerima.harus.jumlah"
DARI = "Laporan bulanan puskesmas, September 2026."
SEBAB = "Dua desa baru ikut dihitung.\nSejak Juli sudah terdata."


def note(
    office: Office,
    teks: str,
    jenis: JenisCatatan = SUMBER,
    sel: str = LAYANI,
    formulir: str = "KES-01",
    periode: Periode = contoh.T3,
) -> None:
    """Write a note beside a cell, as a person does."""
    form = contoh.acuan().forms[formulir, 1]
    kunci = Kunci(formulir, office.identitas.wilayah, str(form.home_period(sel, periode)))
    sheets.write_note(office, kunci, sel, teks, label="Catat", pelaku=contoh.PELAKU, catatan=jenis)


def noted(office: Office) -> None:
    """One note of each kind beside one figure."""
    words = {SUMBER: DARI, PENJELASAN: SEBAB, PERTANYAAN: "Sudah final?", JAWABAN: "Ya."}
    for jenis, teks in words.items():
        note(office, teks, jenis)


def read(
    office: Office, wilayah: str = contoh.KUPANG, formulir: str = "KES-01"
) -> dict[str, dict[JenisCatatan, str]]:
    """The notes an office holds of a region."""
    return questions.notes(office, formulir, wilayah, contoh.T3)
