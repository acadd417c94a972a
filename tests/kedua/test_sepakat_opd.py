"""Both verifiers say the same of packages of OPD, whoever signed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.exchange import contoh_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_opd import DINKES, DINPU, signer, signers
from tests.exchange.contoh_sertifikat import officer, pimpinan
from tests.exchange.contoh_surat import message, receipt, signed
from tests.kedua.contoh import isi_kecil, kedua, pertama
from tests.kedua.test_sepakat_surat import first, second

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.contoh_sertifikat import Pihak


def said_by(jenis: str, nama: str, penyata: Pihak, penanda: Pihak) -> bytes:
    """A package that says it is of that office, signed by any two."""
    isi = isi_kecil()
    kantor = msgspec.structs.replace(isi.kantor, jenis=jenis, nama=nama)
    return contoh.signed_by(msgspec.structs.replace(isi, kantor=kantor), penyata, penanda)


def test_what_an_opd_hands_in_is_genuine_for_both(tmp_path: Path):
    with contoh_opd.office(tmp_path / "o", DINKES, "KES") as office:
        contoh_opd.fill(office)
        data = contoh_opd.hand_in(office, tmp_path)
    assert pertama(data)[0] == kedua(data).putusan == "sah_utuh"


@pytest.mark.parametrize(
    ("jenis", "nama", "people", "expected"),
    [
        ("opd", DINKES, "dinkes", "sah_utuh"),
        ("kabupaten", "Bagian", "kabupaten", "sah_utuh"),
        ("kabupaten", DINKES, "dinkes", "ditolak"),
        ("opd", DINKES, "kabupaten", "ditolak"),
        ("opd", DINKES, "campur", "ditolak"),
        ("opd", DINPU, "dinkes", "ditolak"),
        ("opd", DINKES, "tanpa_tanda", "ditolak"),
        ("opd", DINKES, "satu_tanda", "ditolak"),
    ],
)
def test_both_agree_on_whom_somebody_signs_for(jenis, nama, people, expected):
    unmarked = signer("Agustina Contoh, M.Kes", DINKES, "pimpinan", mark=False)
    pairs = {
        "dinkes": signers(DINKES),
        "kabupaten": (officer(), pimpinan()),
        "campur": (signers(DINPU)[0], signers(DINKES)[1]),
        "tanpa_tanda": (signer("Dominggus Contoh", DINKES, "operator", mark=False), unmarked),
        "satu_tanda": (signers(DINKES)[0], unmarked),
    }
    data = said_by(jenis, nama, *pairs[people])
    assert pertama(data)[0] == kedua(data).putusan == expected


def test_both_believe_a_receipt_by_the_head_of_the_region_but_not_of_an_opd():
    own = pimpinan()
    office = "Bagian Pemerintahan Setda Kabupaten Contoh"
    good = message(signed(receipt(kantor=office), own))
    assert len(first(good)) == 1
    assert first(good) == second(good)
    bad = message(signed(receipt(kantor=DINKES), signers(DINKES)[1]))
    assert first(bad) == second(bad) == []


def test_no_province_has_an_opd():
    from app.errors import LontarError
    from app.exchange import sertifikat, sertifikat_baru

    made = sertifikat_baru.create_request(
        pimpinan().key, nama="A B", kantor="Dinas", wilayah="53", peran="operator", opd=True
    )
    with pytest.raises(LontarError) as caught:
        sertifikat.read_request(made)
    assert caught.value.kode == "permintaan_rusak"
