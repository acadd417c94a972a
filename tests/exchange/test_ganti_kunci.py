"""A forgotten passphrase, a person who leaves: the key is archived, the province is told."""

from __future__ import annotations

import pytest

from app.exchange import (
    brankas,
    cabut,
    ganti_kunci,
    kunci,
    otoritas,
    pencabutan,
    pendaftaran,
    pengantar,
    sertifikat,
)
from app.store import people
from tests.exchange.contoh_pendirian import FRASA, key
from tests.exchange.contoh_provinsi import (
    SALAH,
    enrolled,
    first_person,
    refused,
    situation,
)

BARU = "frasa sandi yang baru dibuat"


def archived(office) -> list[str]:
    folder = office.folder / "kunci" / "arsip"
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


# --- Another passphrase


def test_a_passphrase_can_be_changed_and_the_certificate_stays(ende, ntt):
    enrolled(ende, ntt)
    person = first_person(ende)
    ganti_kunci.change_passphrase(ende, person, FRASA, BARU)
    assert pendaftaran.signer(ende, person, BARU)
    assert refused(pendaftaran.signer, ende, person, FRASA) == "frasa_sandi_salah"
    assert archived(ende) == []


@pytest.mark.parametrize(
    ("old", "new", "kode"), [(SALAH, BARU, "frasa_sandi_salah"), (FRASA, "x", "frasa_sandi_lemah")]
)
def test_a_change_that_is_refused_leaves_the_key_as_it_was(ende, old, new, kode):
    person = first_person(ende)
    file = brankas.key_file(ende, brankas.key_name(person))
    before = file.read_bytes()
    assert refused(ganti_kunci.change_passphrase, ende, person, old, new) == kode
    assert file.read_bytes() == before


def test_a_new_seal_that_does_not_open_never_replaces_the_old_one(ende, monkeypatch):
    person = first_person(ende)
    file = brankas.key_file(ende, brankas.key_name(person))
    before = file.read_bytes()
    seal = kunci.seal
    monkeypatch.setattr(kunci, "seal", lambda key, _new: seal(key, "frasa lain sama sekali"))
    assert refused(ganti_kunci.change_passphrase, ende, person, FRASA, BARU) == "frasa_sandi_salah"
    assert file.read_bytes() == before
    assert not [one for one in file.parent.iterdir() if one.suffix == ".tmp"]


# --- A forgotten passphrase


def test_a_forgotten_passphrase_ends_in_a_new_key_and_the_old_one_revoked(ende, ntt, monkeypatch):
    person = first_person(ende)
    lost = enrolled(ende, ntt)
    old = ganti_kunci.forget(ende, person)
    assert old is not None
    assert old.pesan == (
        "Mohon cabut sertifikat Maria Contoh, S.IP (operator), "
        "Bagian Pemerintahan Kabupaten Ende, wilayah 53.08.\n"
        f"Nomor seri: {pengantar.serial_text(lost.seri)}\n"
        f"Enam kata: {' '.join(lost.kata)}\n"
        "Alasan: frasa sandi lupa"
    )
    assert len(archived(ende)) == 1
    assert pendaftaran.state_of(ende, person).tahap == "tanpa_kunci"

    ready = key(4)
    monkeypatch.setattr(kunci, "generate", lambda: ready)
    brankas.note_key(ende, person, brankas.make_key(ende.folder, person, BARU))
    request = pendaftaran.request(ende, person, BARU, ganti_kunci.replaces(ende, person))
    asked = sertifikat.read_request(request)
    assert asked.menggantikan == (lost.seri, "frasa_lupa")

    answer = pendaftaran.issue(ntt, asked, FRASA)
    assert asked.menggantikan is not None
    cabut.revoke(ntt, [asked.menggantikan.seri], "frasa_lupa", FRASA)
    pendaftaran.install(ende, person, pendaftaran.read_answer(ende, answer), BARU)
    assert ganti_kunci.to_revoke(ende) == [old]
    pencabutan.learn(ende, pencabutan.newest_pem(ntt))
    assert ganti_kunci.to_revoke(ende) == []
    assert pendaftaran.signer(ende, person, BARU)


def test_a_key_without_a_certificate_is_archived_without_a_message(ende):
    assert ganti_kunci.forget(ende, first_person(ende)) is None
    assert len(archived(ende)) == 1
    assert ganti_kunci.to_revoke(ende) == []


def test_keys_archived_in_the_same_second_are_both_kept(ende):
    person = first_person(ende)
    ganti_kunci.forget(ende, person)
    brankas.keep_key(ende, person, key(4), BARU)
    ganti_kunci.forget(ende, person)
    first, second = archived(ende)
    assert first != second


def test_an_expired_certificate_needs_no_revocation(ende, ntt, clock):
    enrolled(ende, ntt)
    clock.turn(800)
    assert ganti_kunci.forget(ende, first_person(ende)) is None


def test_the_province_is_reminded_only_until_the_certificate_expires(ende, ntt, clock):
    enrolled(ende, ntt)
    assert ganti_kunci.forget(ende, first_person(ende))
    clock.turn(800)
    assert ganti_kunci.to_revoke(ende) == []


# --- A person leaves, and comes back


def test_whoever_leaves_takes_no_key_along_and_needs_a_new_one_to_come_back(ende, ntt):
    people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    person, penanda = first_person(ende), enrolled(ende, ntt)
    old = ganti_kunci.retire(ende, person)
    assert old is not None
    assert (old.alasan, int(old.seri, 16)) == ("ganti_petugas", penanda.seri)
    assert "Alasan: ganti petugas" in old.pesan
    assert not first_person(ende).aktif
    people.restore_user(ende, person.id)
    assert first_person(ende).aktif
    assert pendaftaran.state_of(ende, person).tahap == "tanpa_kunci"


def test_the_last_holder_of_the_authority_cannot_leave(ntt):
    people.add_user(ntt, nama="Agnes Contoh", peran="operator")
    error = situation(ganti_kunci.retire, ntt, first_person(ntt))
    assert error.kode == "pemegang_otoritas_terakhir"
    assert first_person(ntt).aktif
    assert pendaftaran.has_key(ntt, first_person(ntt))


def test_a_holder_who_leaves_opens_the_authority_no_more(ntt):
    other = people.add_user(ntt, nama="Agnes Contoh", peran="operator")
    otoritas.add_holder(ntt, other, FRASA, BARU)
    ganti_kunci.retire(ntt, first_person(ntt))
    assert [one.pengguna.id for one in otoritas.holders(ntt)] == [other.id]


# --- What a request says about the certificate before


def test_a_renewal_says_which_certificate_it_renews(ende, ntt):
    person = first_person(ende)
    assert ganti_kunci.replaces(ende, person) is None
    penanda = enrolled(ende, ntt)
    found = ganti_kunci.replaces(ende, person)
    assert found == (penanda.seri, "perpanjangan")
    data = pendaftaran.request(ende, person, FRASA, found)
    assert sertifikat.read_request(data).menggantikan == found
    assert "Menggantikan sertifikat nomor seri" in data.decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"nomor seri 1A2B C [frasa-lupa]", (0x1A2BC, "frasa_lupa")),
        (b"nomor  seri 1A2B\n C\n[perpanjangan]", (0x1A2BC, "perpanjangan")),
        (b"nomor seri 1A2B [alasan-lain]", None),
        (b"nomor seri [frasa-lupa]", None),
        (b"nomor seri " + b"A" * 200 + b" [frasa-lupa]", None),
        (b"", None),
    ],
)
def test_the_words_of_a_request_are_read_with_care(text, found):
    assert pengantar.replaced(text) == found


@pytest.mark.parametrize(
    ("text", "seri"),
    [("1a2b c", 0x1A2BC), ("1A:2B:0C", 0x1A2B0C), ("", None), ("xyz", None), ("A" * 41, None)],
)
def test_a_serial_number_is_read_however_it_was_typed(text, seri):
    assert pengantar.serial_number(text) == seri
    if seri:
        assert pengantar.serial_number(pengantar.serial_text(seri)) == seri
