"""Definitions on the way back: they travel in a reply, are judged by themselves, and wait."""

from __future__ import annotations

import base64

import pytest

from app.errors import LontarError
from app.exchange import bawa_definisi, definisi, susun_balasan, tindak_lanjut
from app.exchange.pasang_balasan import Keadaan
from app.store import definitions, pustaka, replies
from tests.contoh_definisi import (
    KODE,
    file,
    first,
    method,
    propose,
    put,
    service,
    told,
    told_method,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange import contoh_tanya_opd
from tests.exchange.contoh_balasan import (
    KUPANG,
    TENGGAT,
    YOHANA,
    ask,
    install,
    look,
    refusal,
    reply,
    resigned,
)
from tests.exchange.contoh_sertifikat import NOW, authority, pimpinan
from tests.exchange.contoh_surat import holder, officer_of_province
from tests.exchange.test_tindak_lanjut import draft
from tests.kedua import balasan as kedua
from tests.kedua.tanda import Percaya

CODE = (KODE, 2)


def carrying(province, data: bytes | None = None, own=None):
    """One reply to Kupang that brings definitions."""
    pihak = own or officer_of_province()
    certs = [pihak.certificate]
    brings = first() if data is None else data
    prepared = susun_balasan.prepare(province, [KUPANG], 2026, TENGGAT, certs, brings)
    signed = susun_balasan.sign(prepared, pihak.key, certs)
    (made,) = susun_balasan.keep(province, signed, contoh.acuan().wilayah)
    return made


def test_a_reply_without_definitions_is_spelt_as_before(pair):
    made = reply(pair.provinsi)
    assert (made.isi.versi, b'"definisi"' in made.amplop.data) == (1, False)


def test_installing_the_reply_installs_no_definitions(pair):
    ask(pair.provinsi)
    made = carrying(pair.provinsi)
    assert made.isi.versi == 4
    assert "Balasan ini juga membawa berkas definisi;" in made.teks
    found = look(pair.kabupaten, made.teks)
    assert [*found.isi()][-1] == (
        "Membawa berkas definisi nomor 1, yang belum dipasang di kantor ini. Memasang balasan "
        "tidak memasang definisi; lihat dahulu apa yang berubah."
    )
    assert found.definisi is not None
    assert found.as_json()["definisi"] == found.definisi.as_json()
    before = pustaka.dates_of(pair.kabupaten)
    assert install(pair.kabupaten, made.teks).pertanyaan == 1
    assert pustaka.dates_of(pair.kabupaten) == before
    assert definitions.installed(pair.kabupaten) == []


def test_they_wait_with_the_same_preview_until_they_are_installed(pair):
    made = carrying(pair.provinsi, file(told(service(berlaku="2026-T3"))))
    assert bawa_definisi.waiting(pair.kabupaten) is None
    install(pair.kabupaten, made.teks)
    waiting = bawa_definisi.waiting(pair.kabupaten)
    assert waiting is not None
    # The file of the reply gives the same, from the reply itself and from what was kept.
    inner = bawa_definisi.from_any(made.teks.encode())
    assert inner == waiting.berkas
    usulan = propose(pair.kabupaten, inner)
    assert usulan.dapat_pindah
    assert CODE not in pustaka.dates_of(pair.kabupaten)
    put(pair.kabupaten, inner)
    assert CODE in pustaka.dates_of(pair.kabupaten)
    assert bawa_definisi.waiting(pair.kabupaten) is None


def test_an_office_that_has_them_is_told_so(pair):
    put(pair.kabupaten, first())
    found = look(pair.kabupaten, carrying(pair.provinsi).teks)
    assert [*found.isi()][-1] == (
        "Membawa berkas definisi nomor 1, yang sudah terpasang di kantor ini."
    )


def test_a_reply_that_was_installed_still_says_what_it_brings(pair):
    made = carrying(pair.provinsi)
    install(pair.kabupaten, made.teks)
    found = look(pair.kabupaten, made.teks)
    assert found.keadaan is Keadaan.SUDAH
    assert found.definisi is not None
    assert found.definisi.keadaan == "baru"


def test_older_definitions_and_a_twin_are_told(pair):
    made = carrying(pair.provinsi)
    put(pair.kabupaten, file(told(nomor=2)))
    assert [*look(pair.kabupaten, made.teks).isi()][-1] == (
        "Membawa berkas definisi nomor 1; yang terpasang di kantor ini, nomor 2, sudah lebih baru."
    )
    twin = resigned(made, definisi=definisi.block_of(file(told(nomor=2, catatan="Lain."))))
    assert [*look(pair.kabupaten, twin).isi()][-1] == (
        "Membawa berkas definisi nomor 2, yang berbeda dari nomor 2 di kantor ini. Jangan "
        "dipasang; hubungi provinsi lewat telepon."
    )


def test_definitions_that_do_not_hold_leave_the_reply_as_it_is(pair):
    ask(pair.provinsi)
    made = carrying(pair.provinsi)
    stranger = file(pihak=holder("53", "operator", "Provinsi Lain"))
    forged = resigned(made, definisi=definisi.block_of(stranger))
    found = look(pair.kabupaten, forged)
    assert found.keadaan is Keadaan.BARU
    assert [*found.isi()][-1].startswith("Membawa berkas definisi yang tidak dapat dipakai: ")
    assert install(pair.kabupaten, forged).pertanyaan == 1
    assert bawa_definisi.waiting(pair.kabupaten) is None
    with pytest.raises(LontarError) as caught:
        propose(pair.kabupaten, bawa_definisi.from_any(forged.encode()))
    assert caught.value.kode == "penanda_tidak_dikenal"


@pytest.mark.parametrize(
    "block",
    ["", "A" * 199, "A" * 300 + "\n", "A" * 2_000_001, "Ä" * 300, "A" * 300 + "==="],
    ids=len,
)
def test_what_no_file_of_definitions_is_spelt_like_refuses_the_reply(pair, block):
    found = look(pair.kabupaten, resigned(carrying(pair.provinsi), definisi=block))
    assert found.galat is not None
    assert found.galat.kode in {"balasan_rusak", "balasan_besar"}


@pytest.mark.parametrize("versi", [1, 2, 3])
def test_only_version_four_brings_definitions(pair, versi):
    found = look(pair.kabupaten, resigned(carrying(pair.provinsi), versi=versi))
    assert found.galat is not None
    assert found.galat.kode == "balasan_rusak"


def test_version_four_without_any_is_refused(pair):
    found = look(pair.kabupaten, resigned(reply(pair.provinsi), versi=4))
    assert found.galat is not None
    assert found.galat.kode == "balasan_rusak"


def test_rubbish_in_the_right_letters_is_told_and_installs_nothing(pair):
    rubbish = base64.b64encode(b"x" * 300).decode()
    found = look(pair.kabupaten, resigned(carrying(pair.provinsi), definisi=rubbish))
    assert found.definisi is not None
    assert (found.definisi.keadaan, found.definisi.nomor) == ("gagal", 0)


def test_the_newest_file_goes_along_and_an_older_one_is_refused(pair):
    assert bawa_definisi.newest(pair.provinsi).nomor == 0
    put(pair.provinsi, first())
    assert bawa_definisi.newest(pair.provinsi).berkas == first()
    second = file(told_method(method(), nomor=2))
    definitions.note_made(pair.provinsi, 2, second)
    assert bawa_definisi.newest(pair.provinsi).berkas == second
    with pytest.raises(LontarError) as caught:
        carrying(pair.provinsi, first())
    assert str(caught.value) == (
        "Berkas definisi nomor 1 ini bukan yang terbaru; kantor ini sudah mempunyai nomor 2. "
        "Sertakan berkas definisi yang terbaru, supaya daerah tidak tertinggal."
    )


def test_what_is_not_believed_here_does_not_go_along(pair):
    foreign = file(pihak=holder(KUPANG, "operator"))
    assert refusal(carrying, pair.provinsi, foreign) == "definisi_penanda"
    assert replies.replies(pair.provinsi, "keluar") == []


def test_a_reply_that_brings_none_is_no_file_of_definitions(pair):
    with pytest.raises(LontarError) as caught:
        bawa_definisi.from_any(reply(pair.provinsi).teks.encode())
    assert str(caught.value) == (
        "Balasan nomor 1 tahun 2026 ini tidak membawa berkas definisi. Pilih berkas definisi dari "
        "provinsi, atau balasan yang menyebut bahwa ia membawanya."
    )


def test_follow_ups_may_be_there_too(pair):
    tindak_lanjut.decide(pair.provinsi, draft(), [KUPANG], pelaku=YOHANA)
    assert reply(pair.provinsi).isi.versi == 2
    made = carrying(pair.provinsi)
    assert (made.isi.versi, len(made.isi.follow_ups)) == (4, 1)
    assert install(pair.kabupaten, made.teks).tindak_lanjut == 1
    told = Percaya([authority().certificate], [], NOW)
    assert kedua.periksa(made.teks, told).isi["definisi"] == made.isi.definisi


def test_a_kabupaten_passes_what_the_province_signed_on_to_its_opd(tmp_path):
    with contoh_tanya_opd.opened(tmp_path) as rumah:
        put(rumah.kabupaten, first())
        contoh_tanya_opd.ask(rumah.kabupaten)
        own = pimpinan()
        certs = [own.certificate]
        brings = bawa_definisi.newest(rumah.kabupaten).berkas
        asked = susun_balasan.recipients(rumah.kabupaten, 2026)
        prepared = susun_balasan.prepare(rumah.kabupaten, asked, 2026, TENGGAT, certs, brings)
        signed = susun_balasan.sign(prepared, own.key, certs)
        (made,) = susun_balasan.keep(rumah.kabupaten, signed, contoh.acuan().wilayah)
        assert (made.isi.versi, bool(made.isi.for_opd)) == (4, True)
        told_by = Percaya([authority().certificate], [], NOW)
        assert kedua.periksa(made.teks, told_by).isi["opd"] == made.isi.for_opd
        assert install(rumah.dinkes, made.teks).pertanyaan == 1
        assert CODE not in pustaka.dates_of(rumah.dinkes)
        waiting = bawa_definisi.waiting(rumah.dinkes)
        assert waiting is not None
        put(rumah.dinkes, waiting.berkas)
        assert CODE in pustaka.dates_of(rumah.dinkes)


def test_a_reply_to_an_opd_has_no_follow_ups_of_the_province_beside_definitions(pair):
    tindak_lanjut.decide(pair.provinsi, draft(), [KUPANG], pelaku=YOHANA)
    both = resigned(carrying(pair.provinsi), opd="Dinas Kesehatan")
    found = look(pair.kabupaten, both)
    assert found.galat is not None
    assert found.galat.kode == "balasan_rusak"
