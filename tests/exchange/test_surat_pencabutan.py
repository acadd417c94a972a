"""Letters and revocations: lists travel in every letter, and a revoked signer writes none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import kotak_surat, pencabutan, percaya, surat, tanda_terima
from app.exchange.kotak_surat import Keadaan
from app.exchange.pencabutan import Pencabutan
from app.store import dispatch, letters
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, Pihak, authority, clock
from tests.exchange.contoh_silsilah import TTS, take
from tests.exchange.contoh_surat import (
    head_of_region,
    install,
    look,
    message,
    officer_of_province,
    receipt,
    receipts,
    signed,
    take_back,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        yield opened


def revoking(pihak: Pihak, nomor: int = 1) -> bytes:
    """The province's list that revokes somebody."""
    ca = authority()
    sidik = surat.read(signed(receipt()), percaya.Percaya((ca.certificate,)), NOW).penanda.sidik_ca
    entry = Pencabutan(
        sidik_ca=sidik,
        seri=pihak.certificate.serial_number,
        alasan="kunci_hilang",
        waktu=NOW,
        nomor=nomor,
    )
    return pencabutan.make_list(ca.key, ca.certificate, [entry], nomor, clock)


def test_a_receipt_brings_the_newest_revocations(office, province, tmp_path):
    pencabutan.learn(province, revoking(head_of_region(TTS)))
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    (made,) = receipts(province)
    assert "BEGIN X509 CRL" in surat.content(made.amplop).lampiran
    assert pencabutan.revoked(office) == {}
    look(office, made.teks)
    assert pencabutan.revoked(office) == {}
    install(office, made.teks)
    assert set(pencabutan.revoked(office)) == set(pencabutan.revoked(province)) != set()


def test_even_a_receipt_for_somebody_else_brings_them(office, province, tmp_path):
    pencabutan.learn(province, revoking(head_of_region(TTS)))
    take(province, contoh.package(TTS))
    (made,) = receipts(province)
    assert look(office, made.teks).keadaan is Keadaan.WILAYAH_LAIN
    install(office, made.teks)
    assert len(pencabutan.revoked(office)) == 1
    assert letters.letters(office) == []


def test_a_withdrawal_brings_what_the_kabupaten_knows(office, province, tmp_path):
    pencabutan.learn(office, revoking(head_of_region(TTS)))
    sent = contoh.export(office, tmp_path)
    take(province, sent.path.read_bytes())
    (entry,) = dispatch.packages(office)
    install(province, take_back(office, entry))
    assert len(pencabutan.revoked(province)) == 1


def test_a_receipt_signed_by_a_revoked_officer_is_not_believed(office, tmp_path):
    sent = contoh.export(office, tmp_path)
    pencabutan.learn(office, revoking(officer_of_province()))
    told = surat.Rujukan(sent.paket_id, contoh.KUPANG, "2026-T3", 1)
    laporan = look(office, message(signed(receipt(paket=told))))
    assert laporan.keadaan is Keadaan.GAGAL
    assert laporan.galat is not None
    assert laporan.galat.kode == "sertifikat_dicabut"
    with pytest.raises(LontarError):
        kotak_surat.install(office, laporan, {}, pelaku="Maria")
    assert dispatch.packages(office)[0].putusan == "menunggu_tanda_terima"


def test_a_revoked_officer_signs_no_receipts(province):
    take(province, contoh.package())
    own = officer_of_province()
    pencabutan.learn(province, revoking(own))
    with pytest.raises(LontarError) as caught:
        tanda_terima.prepare(province, tanda_terima.due(province), [own.certificate])
    assert caught.value.kode == "sertifikat_dicabut"


def test_without_revocations_nothing_is_carried(province):
    take(province, contoh.package())
    (made,) = receipts(province)
    assert surat.content(made.amplop).lampiran == ""
