"""Receipts of a kabupaten for its OPD, and withdrawals of an OPD: what counts where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import pasang_balasan, penarikan, surat, tanda_terima
from app.exchange.kotak_surat import Keadaan
from app.store import dispatch, opd, questions
from tests.exchange import contoh_balasan, contoh_opd, contoh_surat
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_opd import DINKES, DINPU, KUPANG, T3, hand_in, take
from tests.exchange.contoh_sertifikat import officer, pimpinan
from tests.exchange.contoh_surat import book, install, look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.tanda_terima import SuratJadi
    from app.store.office import Office
    from tests.exchange.contoh_sertifikat import Pihak

WILAYAH = contoh.acuan().wilayah


@pytest.fixture
def kabupaten(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten", filled=False) as opened:
        yield opened


@pytest.fixture
def dinkes(tmp_path: Path) -> Iterator[Office]:
    with contoh_opd.office(tmp_path / "dinkes", DINKES, "KES") as opened:
        contoh_opd.fill(opened)
        yield opened


def receipts(office: Office, own: Pihak) -> list[SuratJadi]:
    told = tanda_terima.prepare(office, tanda_terima.due(office), [own.certificate])
    return tanda_terima.keep(office, tanda_terima.sign(told, own.key, [own.certificate]), WILAYAH)


def withdraw(office: Office, own: Pihak) -> str:
    (sent,) = dispatch.packages(office, arah="keluar")
    isi = penarikan.prepare(office, sent, "Angka KES-01 keliru", [own.certificate])
    return penarikan.keep(office, surat.sign(isi, own.key, [own.certificate]), WILAYAH).teks


def test_the_pimpinan_of_the_kabupaten_turns_its_package_green(kabupaten, dinkes, tmp_path):
    take(kabupaten, hand_in(dinkes, tmp_path))
    (made,) = receipts(kabupaten, pimpinan())
    assert tanda_terima.due(kabupaten) == []
    assert look(kabupaten, made.teks).keadaan is Keadaan.DARI_SINI
    laporan = look(dinkes, made.teks)
    assert laporan.keadaan is Keadaan.TERIMA_BARU
    assert "Putusan penerima: Sah, utuh" in laporan.kalimat
    assert book(dinkes) == [(1, "menunggu_tanda_terima")]
    install(dinkes, made.teks)
    assert book(dinkes) == [(1, "diterima")]


def test_the_pimpinan_makes_a_lost_receipt_again_for_its_opd(kabupaten, dinkes, tmp_path):
    take(kabupaten, hand_in(dinkes, tmp_path))
    own = pimpinan()
    assert tanda_terima.renewable(kabupaten) == []
    (lost,) = receipts(kabupaten, own)
    assert tanda_terima.renewable(kabupaten, opd_=DINPU) == []
    (entry,) = tanda_terima.renewable(kabupaten, opd_=DINKES.upper())
    with pytest.raises(LontarError) as caught:
        tanda_terima.prepare_again(kabupaten, [entry], [officer().certificate], "Hilang")
    assert caught.value.kode == "tanda_terima_bukan_pimpinan"
    told = tanda_terima.prepare_again(kabupaten, [entry], [own.certificate], "Berkasnya hilang")
    signed = tanda_terima.sign(told, own.key, [own.certificate])
    (again,) = tanda_terima.keep(kabupaten, signed, WILAYAH)
    assert surat.content(again.amplop).replaces == lost.amplop.id
    laporan = look(dinkes, again.teks)
    assert laporan.keadaan is Keadaan.TERIMA_BARU
    assert "menggantikan yang lebih dulu; alasannya: Berkasnya hilang." in laporan.kalimat
    install(dinkes, again.teks)
    assert book(dinkes) == [(1, "diterima")]
    assert look(dinkes, lost.teks).keadaan is Keadaan.SUDAH


def test_a_receipt_for_another_opd_or_the_kabupaten_changes_nothing(kabupaten, dinkes, tmp_path):
    take(kabupaten, hand_in(dinkes, tmp_path))
    (made,) = receipts(kabupaten, pimpinan())
    with contoh_opd.office(tmp_path / "dinpu", DINPU, "PUM") as other:
        assert look(other, made.teks).keadaan is Keadaan.TERIMA_TIDAK_DIKIRIM
        assert dispatch.next_revision(other, KUPANG, T3) == 1
    sent = contoh.export(kabupaten, tmp_path).path.read_bytes()
    with contoh.provinsi(tmp_path / "provinsi") as province:
        take(province, sent)
        (told,) = contoh_surat.receipts(province)
    assert look(kabupaten, told.teks).keadaan is Keadaan.TERIMA_BARU
    assert look(dinkes, told.teks).keadaan is Keadaan.WILAYAH_LAIN


def test_a_reply_of_the_province_is_for_the_kabupaten(dinkes, tmp_path):
    with contoh.provinsi(tmp_path / "provinsi") as province:
        take(province, contoh.package())
        reply = contoh_balasan.reply(province)
    laporan = contoh_balasan.look(dinkes, reply.teks)
    assert laporan.keadaan is pasang_balasan.Keadaan.WILAYAH_LAIN


def test_an_operator_gives_no_receipts(kabupaten, dinkes, tmp_path):
    take(kabupaten, hand_in(dinkes, tmp_path))
    with pytest.raises(LontarError) as caught:
        receipts(kabupaten, officer())
    assert caught.value.kode == "tanda_terima_bukan_pimpinan"
    assert "bukan pimpinan Bagian Pemerintahan" in caught.value.pesan


def test_a_kabupaten_gives_itself_no_receipt(kabupaten, dinkes, tmp_path):
    take(kabupaten, hand_in(dinkes, tmp_path))
    sent = contoh.export(kabupaten, tmp_path)
    own = pimpinan()
    (entry,) = dispatch.packages(kabupaten, arah="keluar")
    with pytest.raises(LontarError) as caught:
        tanda_terima.prepare(kabupaten, [entry], [own.certificate])
    assert caught.value.kode == "surat_bukan_provinsi"
    (taken,) = tanda_terima.due(kabupaten)
    (forged,) = tanda_terima.prepare(kabupaten, [taken], [own.certificate])
    isi = surat.IsiSurat(
        jenis=forged.jenis,
        paket=tanda_terima.reference(entry),
        kantor=forged.kantor,
        waktu=forged.waktu,
        sha256=forged.sha256,
        putusan=forged.putusan,
    )
    text = surat.text(surat.sign(isi, own.key, [own.certificate]), WILAYAH)
    laporan = look(kabupaten, text)
    assert laporan.galat is not None
    assert laporan.galat.kode == "surat_bukan_provinsi"
    assert dispatch.entry_of(kabupaten, sent.paket_id, "keluar") == entry


def test_an_opd_takes_its_package_back_at_the_kabupaten(kabupaten, dinkes, tmp_path):
    take(kabupaten, hand_in(dinkes, tmp_path))
    text = withdraw(dinkes, contoh_opd.signers(DINKES)[1])
    laporan = look(kabupaten, text)
    assert laporan.keadaan is Keadaan.TARIK_BERLAKU
    install(kabupaten, text)
    assert questions.values_of_period(kabupaten, KUPANG, T3) == {}
    assert opd.senders(kabupaten, T3) == frozenset()


def test_only_the_sender_takes_a_package_back(kabupaten, dinkes, tmp_path):
    taken = take(kabupaten, hand_in(dinkes, tmp_path))
    with contoh_opd.office(tmp_path / "dinpu", DINPU, "PUM") as other:
        contoh_opd.fill(other)
        hand_in(other, tmp_path)
        own = contoh_opd.signers(DINPU)[1]
        (sent,) = dispatch.packages(other, arah="keluar")
        isi = penarikan.prepare(other, sent, "Keliru", [own.certificate])
    import msgspec

    forged = msgspec.structs.replace(isi, paket=tanda_terima.reference(taken.paket))
    text = surat.text(surat.sign(forged, own.key, [own.certificate]), WILAYAH)
    assert look(kabupaten, text).keadaan is Keadaan.WILAYAH_LAIN


def test_an_opd_cannot_take_back_what_the_kabupaten_sent(kabupaten, dinkes, tmp_path):
    take(kabupaten, hand_in(dinkes, tmp_path))
    sent = contoh.export(kabupaten, tmp_path).path.read_bytes()
    with contoh.provinsi(tmp_path / "provinsi") as province:
        taken = take(province, sent)
        own = contoh_opd.signers(DINKES)[1]
        (mine,) = dispatch.packages(dinkes, arah="keluar")
        isi = penarikan.prepare(dinkes, mine, "Keliru", [own.certificate])
        import msgspec

        forged = msgspec.structs.replace(isi, paket=tanda_terima.reference(taken.paket))
        text = surat.text(surat.sign(forged, own.key, [own.certificate]), WILAYAH)
        assert look(province, text).keadaan is Keadaan.WILAYAH_LAIN
