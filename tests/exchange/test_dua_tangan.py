"""Two people sign every package: each in their own role, the second confirming the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.exchange import paket, tanda_tangan
from app.exchange.putusan import Putusan
from app.exchange.tanda_tangan import Pernyataan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import later, namesake, officer, pimpinan
from tests.exchange.contoh_ubahan import NAMA, edit_meta, moved, signatures_of, without_properties

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.putusan import Laporan


def isi() -> paket.IsiPaket:
    return contoh.reading()[0].isi


def rearranged(change: Callable[[dict[str, str]], dict[str, str]]) -> Laporan:
    """The verdict when the signatures in `_meta` are others than those that were written."""
    told = change(signatures_of(contoh.package()))
    data = edit_meta(contoh.package(), lambda rows: moved(rows, "tanda_tangan", told))
    return contoh.judge(without_properties(data), "SPM.xlsx")


TERTUKAR = (
    "Tanda tangan di dalam paket tertukar tempat atau bukan pasangan pernyataan operator dan tanda "
    "tangan pimpinan."
)
FIRST, SECOND = "tanda_tangan.1.0001", "tanda_tangan.2.0001"


def test_the_second_signature_has_to_hold_as_well():
    other = signatures_of(contoh.package(contoh.TTS))[SECOND]
    assert rearranged(lambda own: own).putusan is Putusan.SAH_DISIMPAN_ULANG
    assert rearranged(lambda own: own | {SECOND: other}).alasan == "tanda_tangan_tidak_cocok"


@pytest.mark.parametrize(
    ("change", "alasan", "pesan"),
    [
        (
            lambda own: {FIRST: own[FIRST]},
            "tanda_tangan_tanpa_pimpinan",
            "Paket ini baru dinyatakan selesai oleh operator; tanda tangan pimpinan tidak ada.",
        ),
        (
            lambda own: {FIRST: own[SECOND]},
            "tanda_tangan_tanpa_penyata",
            "Paket ini ditandatangani pimpinan, tetapi pernyataan selesai dari operator tidak ada.",
        ),
        (
            lambda own: {FIRST: own[SECOND], SECOND: own[FIRST]},
            "tanda_tangan_tertukar",
            TERTUKAR,
        ),
        (
            lambda own: {FIRST: own[FIRST], SECOND: own[FIRST]},
            "tanda_tangan_tertukar",
            TERTUKAR,
        ),
    ],
)
def test_it_takes_both_signatures_each_in_its_place(change, alasan, pesan):
    laporan = rearranged(change)
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, alasan)
    assert laporan.kalimat == f"Ditolak: SPM.xlsx. {pesan} Tidak ada isinya yang dipakai."


def test_a_signature_that_confirms_another_statement_is_loose():
    # The same operator states the same data once more, a minute later.
    own, told = officer(), Pernyataan(tanda_tangan.MENYATAKAN, later(1 / 1440).isoformat())
    again = tanda_tangan.sign(paket.canonical(isi()), own.key, [own.certificate], told)
    laporan = rearranged(lambda both: both | {FIRST: again})
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "tanda_tangan_lepas")
    assert laporan.balasan == (
        f"Berkas SPM.xlsx yang kami terima tidak dapat dipakai. Tanda tangan {NAMA} mengesahkan "
        "pernyataan lain, bukan pernyataan operator yang ada di dalam paket ini. Mohon ekspor lagi "
        "dari Lontar dan kirim sebagai dokumen."
    )


@pytest.mark.parametrize(
    ("penyata", "penanda", "alasan"),
    [
        (pimpinan, pimpinan, "penyata_bukan_operator"),
        (officer, officer, "penanda_bukan_pimpinan"),
        (pimpinan, officer, "penyata_bukan_operator"),
        (officer, namesake, "penanda_orang_sama"),
    ],
)
def test_it_takes_two_people_in_their_own_roles(penyata, penanda, alasan):
    laporan = contoh.judge(contoh.signed_by(isi(), penyata(), penanda()))
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, alasan)


def test_one_person_with_two_certificates_is_told_so():
    laporan = contoh.judge(contoh.signed_by(isi(), officer(), namesake()), "SPM.xlsx")
    assert laporan.kalimat == (
        "Ditolak: SPM.xlsx. Pernyataan selesai dan tanda tangan pimpinan sama-sama dibuat oleh "
        "Maria Contoh, S.IP; harus dua orang dengan dua kunci. Tidak ada isinya yang dipakai."
    )
