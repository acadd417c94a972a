"""Enrolment: from the request of a kabupaten to a certificate it can sign with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.exchange import (
    brankas,
    ganti_kunci,
    kunci,
    pendaftaran,
    sertifikat,
    sertifikat_baru,
    terbitan,
)
from app.store import certificates, people
from tests.exchange.contoh_pendirian import ENDE, FRASA, NTT, few_in_common, key
from tests.exchange.contoh_provinsi import (
    SALAH,
    asked_and_issued,
    enrolled,
    first_person,
    founded,
    refused,
    situation,
)


def test_after_enrolment_a_kabupaten_can_sign(ende, ntt):
    person = first_person(ende)
    answer = pendaftaran.read_answer(ende, asked_and_issued(ende, ntt))
    assert not answer.dikenal
    penanda = pendaftaran.install(ende, person, answer, FRASA)
    assert (penanda.nama, penanda.wilayah, penanda.peran) == (person.nama, ENDE.kode, "operator")
    private, chain = pendaftaran.signer(ende, person, FRASA)
    assert chain[0].public_key() == private.public_key()
    assert pendaftaran.trusted(ende) == pendaftaran.trusted(ntt)


def test_both_sides_read_the_same_six_words(ende, ntt):
    data = pendaftaran.request(ende, first_person(ende), FRASA)
    assert sertifikat.read_request(data).kata == pendaftaran.key_words(ende, first_person(ende))
    answer = pendaftaran.read_answer(ende, asked_and_issued(ende, ntt))
    assert answer.otoritas.kata == pendaftaran.authority(ntt).kata


def test_an_authority_trusted_before_is_known_the_next_time(ende, ntt):
    answer = pendaftaran.read_answer(ende, asked_and_issued(ende, ntt))
    pendaftaran.install(ende, first_person(ende), answer, FRASA)
    assert pendaftaran.read_answer(ende, asked_and_issued(ende, ntt)).dikenal


def test_the_latest_certificate_is_the_one_used(ende, ntt, clock):
    person = first_person(ende)
    for _ in range(2):
        clock.now += timedelta(days=400)
        answer = pendaftaran.read_answer(ende, asked_and_issued(ende, ntt))
        pendaftaran.install(ende, person, answer, FRASA)
    own = pendaftaran.own_certificate(ende, person)
    assert own is not None
    assert own.der == sertifikat.to_der(answer.sertifikat)


def test_the_province_keeps_what_it_issued(ende, ntt):
    asked_and_issued(ende, ntt)
    kept = certificates.certificates(ntt, wilayah=ENDE.kode)
    assert [(one.nama, one.peran) for one in kept] == [(first_person(ende).nama, "operator")]


def test_before_the_answer_nobody_can_sign(ende):
    assert refused(pendaftaran.signer, ende, first_person(ende), FRASA) == "sertifikat_belum_ada"


def test_the_wrong_passphrase_opens_nothing(ende, ntt):
    assert refused(pendaftaran.request, ende, first_person(ende), SALAH) == "frasa_sandi_salah"
    asked = sertifikat.read_request(pendaftaran.request(ende, first_person(ende), FRASA))
    error = situation(pendaftaran.issue, ntt, asked, SALAH)
    assert error.pesan == ("Frasa sandi tidak membuka kunci otoritas (pemegangnya 1 orang).")
    assert "cadangan kertas" in error.saran
    assert "otoritas baru" in error.saran


def test_a_certificate_for_another_key_is_refused_and_nothing_is_kept(ende, ntt):
    other = people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    pendaftaran.keep_key(ende, other, key(4), FRASA)
    answer = pendaftaran.read_answer(ende, asked_and_issued(ende, ntt))
    kode = refused(pendaftaran.install, ende, other, answer, FRASA)
    assert kode == "sertifikat_orang_lain"
    assert not pendaftaran.trusted(ende)


def test_a_certificate_for_a_key_nobody_here_has_says_so(ende, ntt):
    answer = pendaftaran.read_answer(ende, asked_and_issued(ende, ntt))
    me = first_person(ende)
    assert pendaftaran.holder(ende, answer) == me
    ganti_kunci.forget(ende, me)
    pendaftaran.keep_key(ende, me, key(4), FRASA)
    assert pendaftaran.holder(ende, answer) is None
    kode = refused(pendaftaran.install, ende, me, answer, FRASA)
    assert kode == "sertifikat_bukan_kunci_ini"


def test_an_exercise_and_a_real_office_refuse_each_other(ende, ntt, tmp_path, clock):
    with founded(tmp_path / "latihan", clock, NTT, "latihan") as practice:
        assert (
            refused(pendaftaran.read_answer, ende, asked_and_issued(ende, practice)) == "ca_latihan"
        )
        own = asked_and_issued(ende, ntt)
        assert refused(pendaftaran.read_answer, practice, own) == "ca_bukan_latihan"


def test_a_certificate_without_its_authority_is_refused(ende, ntt):
    data = asked_and_issued(ende, ntt)
    alone = sertifikat.to_pem(sertifikat.read_certificates(data)[0])
    assert refused(pendaftaran.read_answer, ende, alone) == "sertifikat_tanpa_otoritas"


def test_an_expired_authority_is_refused(ende, ntt, clock):
    data = asked_and_issued(ende, ntt)
    clock.now += timedelta(days=4000)
    assert refused(pendaftaran.read_answer, ende, data) == "ca_kedaluwarsa"


def test_a_key_whose_fingerprint_was_lost_is_noted_at_the_next_request(ende, monkeypatch):
    other = people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    ready = key(4)
    monkeypatch.setattr(kunci, "generate", lambda: ready)
    sidik = pendaftaran.make_key(ende.folder, other, FRASA)
    assert pendaftaran.key_words(ende, other) == []
    pendaftaran.request(ende, other, FRASA)
    words = pendaftaran.key_words(ende, other)
    pendaftaran.note_key(ende, other, sidik)
    assert pendaftaran.key_words(ende, other) == words


def test_two_people_have_two_keys(ende):
    other = people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    assert not pendaftaran.has_key(ende, other)
    assert pendaftaran.key_words(ende, other) == []
    pendaftaran.keep_key(ende, other, key(4), FRASA)
    words = pendaftaran.key_words(ende, other)
    assert len(words) == 6
    assert words != pendaftaran.key_words(ende, first_person(ende))


# --- The request as a text


def test_a_request_is_small_and_survives_a_chat(ende):
    data = pendaftaran.request(ende, first_person(ende), FRASA)
    assert len(data) < 2500
    chat = b"[05/10/26 09.30] Maria: ini ya Pak\r\n" + data.replace(b"\n", b"\r\n") + b"\r\nsiap"
    assert sertifikat.read_request(chat).nama == first_person(ende).nama


def test_the_six_words_are_not_in_the_file_they_are_meant_to_check(ende):
    data = pendaftaran.request(ende, first_person(ende), FRASA).decode()
    words = set(pendaftaran.key_words(ende, first_person(ende)))
    assert few_in_common(words, data.casefold())


# --- Six words are compared


def test_words_that_stand_in_a_text_would_be_noticed():
    assert not few_in_common({"bagian", "tercatat", "tanaman"}, "Bagian tanaman".casefold())


KATA = ["satu", "dua", "tiga", "empat", "lima", "enam"]


@pytest.mark.parametrize(
    "told", ["satu dua tiga empat lima enam", " SATU, dua · tiga-empat\nLima enam."]
)
def test_words_are_the_same_however_they_are_written(told):
    pendaftaran.check_words(told, KATA, nama="Maria", kantor="Kantor")


@pytest.mark.parametrize("told", [None, "", " · "])
def test_words_nobody_compared_are_refused(told):
    assert refused(pendaftaran.check_words, told, KATA, nama="M", kantor="K") == (
        "kata_belum_dibandingkan"
    )


@pytest.mark.parametrize(
    ("told", "urutan"),
    [
        ("satu dua tigo empat lima anam", "3, 6"),
        ("satu dua tiga empat lima", "6"),
        ("satu dua tiga empat lima enam tujuh", "7"),
        ("dua satu tiga empat lima enam", "1, 2"),
    ],
)
def test_words_that_differ_are_named_by_their_place(told, urutan):
    error = situation(pendaftaran.check_words, told, KATA, nama="M", kantor="K")
    assert (error.kode, error.data["urutan"]) == ("kata_berbeda", urutan)


# --- An authority, or a certificate, out of its dates


def test_a_province_whose_authority_has_expired_can_look_but_not_issue(ende, ntt, clock):
    data = pendaftaran.request(ende, first_person(ende), FRASA)
    clock.turn(4000)
    assert pendaftaran.authority(ntt).nama.startswith("CA Lontar")
    error = situation(pendaftaran.issue, ntt, sertifikat.read_request(data), FRASA)
    assert error.kode == "ca_kedaluwarsa"
    assert "otoritas baru" in error.saran


def test_with_an_expired_certificate_nobody_signs(ende, ntt, clock):
    enrolled(ende, ntt)
    clock.turn(sertifikat_baru.VALID_DAYS + 1)
    error = situation(pendaftaran.signer, ende, first_person(ende), FRASA)
    assert (
        error.pesan
        == "Sertifikat Maria Contoh, S.IP berlaku sampai 04-10-2028 dan sudah kedaluwarsa."
    )
    assert error.saran.startswith("Mintalah perpanjangan sertifikat kepada provinsi")


# --- People of the province itself


def test_a_colleague_at_the_province_is_enrolled_on_the_spot(ntt):
    other = people.add_user(ntt, nama="Yohanes Contoh", peran="pimpinan")
    brankas.keep_key(ntt, other, key(4), "frasa milik yohanes sendiri")
    pendaftaran.enrol_here(ntt, other, "frasa milik yohanes sendiri", FRASA)
    _, chain = pendaftaran.signer(ntt, other, "frasa milik yohanes sendiri")
    penanda = sertifikat.identify(chain[0], pendaftaran.trusted(ntt))
    assert (penanda.wilayah, penanda.peran) == ("53", "pimpinan")


# --- Renewal and a change of key


def test_a_renewed_certificate_overlaps_with_the_one_before(ende, ntt, clock):
    first = enrolled(ende, ntt)
    clock.turn(700)
    second = enrolled(ende, ntt)
    assert first.sidik == second.sidik
    assert first.seri != second.seri
    assert [one.keadaan for one in terbitan.issued(ntt) if one.penanda.wilayah == ENDE.kode] == [
        "akan_habis",
        "berlaku",
    ]
    assert pendaftaran.signer(ende, first_person(ende), FRASA)


@pytest.fixture
def changing(ende, ntt, monkeypatch):
    """A kabupaten whose officer has made a new key that waits for its certificate."""
    enrolled(ende, ntt)
    ready = key(4)
    monkeypatch.setattr(kunci, "generate", lambda: ready)
    person = first_person(ende)
    sidik = brankas.make_key(ende.folder, person, "frasa kunci yang baru", ahead=True)
    brankas.note_key(ende, person, sidik, ahead=True)
    return person


def test_while_a_new_key_waits_the_old_one_still_signs(ende, ntt, changing):
    assert pendaftaran.signer(ende, changing, FRASA)
    assert pendaftaran.state_of(ende, changing).kunci_baru
    data = pendaftaran.request(ende, changing, "frasa kunci yang baru")
    assert sertifikat.read_request(data).kata == pendaftaran.key_words(ende, changing)
    answer = pendaftaran.read_answer(
        ende, pendaftaran.issue(ntt, sertifikat.read_request(data), FRASA)
    )
    assert refused(pendaftaran.install, ende, changing, answer, FRASA) == "frasa_sandi_salah"
    pendaftaran.install(ende, changing, answer, "frasa kunci yang baru")
    assert pendaftaran.signer(ende, changing, "frasa kunci yang baru")
    assert not pendaftaran.state_of(ende, changing).kunci_baru
    archived = list((ende.folder / "kunci" / "arsip").iterdir())
    assert len(archived) == 1
    assert kunci.unlock(archived[0], FRASA).private_numbers() == key(2).private_numbers()


def test_a_change_of_key_can_be_given_up(ende, ntt, changing):
    ganti_kunci.drop_waiting(ende, changing)
    assert not pendaftaran.state_of(ende, changing).kunci_baru
    data = pendaftaran.request(ende, changing, FRASA)
    assert sertifikat.read_request(data).kata == pendaftaran.key_words(ende, changing)
    assert pendaftaran.signer(ende, changing, FRASA)


def test_a_power_cut_between_key_and_certificate_is_healed_by_installing_again(
    ende, ntt, changing, monkeypatch
):
    data = pendaftaran.request(ende, changing, "frasa kunci yang baru")
    answer = pendaftaran.read_answer(
        ende, pendaftaran.issue(ntt, sertifikat.read_request(data), FRASA)
    )
    monkeypatch.setattr(brankas, "note", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pendaftaran.install(ende, changing, answer, "frasa kunci yang baru")
    monkeypatch.undo()
    pendaftaran.install(ende, changing, answer, "frasa kunci yang baru")
    assert pendaftaran.signer(ende, changing, "frasa kunci yang baru")


def test_a_certificate_for_an_older_key_is_put_out_of_use_by_another_key(ende, ntt):
    enrolled(ende, ntt)
    person = first_person(ende)
    brankas.note_key(ende, person, "ab" * 32)
    assert pendaftaran.own_certificate(ende, person) is None


# --- Who is ready


def ready(office) -> list[str]:
    return [one.tahap for one in pendaftaran.people_ready(office).orang]


def test_a_package_needs_two_people_who_are_ready(ende, ntt):
    assert pendaftaran.people_ready(ende).kurang == ("penyata", "pimpinan")
    enrolled(ende, ntt)
    assert pendaftaran.people_ready(ende).kurang == ("pimpinan",)
    boss = people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    assert ready(ende) == ["siap", "tanpa_kunci"]
    brankas.keep_key(ende, boss, key(4), FRASA)
    assert ready(ende) == ["siap", "tanpa_sertifikat"]
    enrolled(ende, ntt, boss)
    found = pendaftaran.people_ready(ende)
    assert found.siap
    assert [one.pengguna.nama for one in found.penyata] == ["Maria Contoh, S.IP"]
    assert [one.pengguna.nama for one in found.pimpinan] == ["Yohanes Contoh"]
    people.retire_user(ende, boss.id)
    assert pendaftaran.people_ready(ende).kurang == ("pimpinan",)


def test_a_verifikator_can_state_too(ende, ntt):
    other = people.add_user(ende, nama="Agnes Contoh", peran="verifikator")
    brankas.keep_key(ende, other, key(4), FRASA)
    enrolled(ende, ntt, other)
    assert pendaftaran.people_ready(ende).kurang == ("pimpinan",)


@pytest.mark.parametrize(
    ("days", "stage"),
    [(0, "siap"), (669, "siap"), (671, "akan_habis"), (731, "kedaluwarsa"), (-30, "belum_berlaku")],
)
def test_the_state_of_a_certificate_follows_its_dates(ende, ntt, clock, days, stage):
    enrolled(ende, ntt)
    clock.turn(days)
    assert pendaftaran.state_of(ende, first_person(ende)).tahap == stage


def test_a_certificate_of_an_authority_no_longer_believed_is_not_ready(ende, ntt):
    enrolled(ende, ntt)
    brankas.drop_authority(ende, pendaftaran.authority(ntt))
    assert ready(ende) == ["tak_dipercaya"]
    assert pendaftaran.trusted(ende) == pendaftaran.trusted_in(ende.folder) == []
    enrolled(ende, ntt)
    assert ready(ende) == ["siap"]
