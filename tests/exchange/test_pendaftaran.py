"""Enrolment: from the request of a kabupaten to a certificate it can sign with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import kunci, pendaftaran, pendirian, sertifikat
from app.store import people
from app.store.office import Office
from tests.exchange.contoh_pendirian import ENDE, FRASA, NTT, key, plan, ready_keys, silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.domain.wilayah import Wilayah
    from app.store.people import Pengguna


class Clock:
    """A clock the test can turn."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def founded(
    folder: Path, clock: Clock, wilayah: Wilayah, jenis: str = "", first: int = 0
) -> Office:
    pendirian.establish(plan(wilayah, jenis), folder, clock, silent, ready_keys(first))
    return Office.open(folder, clock)


@pytest.fixture
def ende(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    with founded(tmp_path / "ende", clock, ENDE, first=2) as office:
        yield office


@pytest.fixture
def ntt(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    with founded(tmp_path / "ntt", clock, NTT) as office:
        yield office


def first_person(office: Office) -> Pengguna:
    return people.users(office)[0]


def asked_and_issued(ende: Office, ntt: Office) -> bytes:
    data = pendaftaran.request(ende, first_person(ende), FRASA)
    return pendaftaran.issue(ntt, sertifikat.read_request(data), FRASA)


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
    from app.store import certificates

    asked_and_issued(ende, ntt)
    kept = certificates.certificates(ntt, wilayah=ENDE.kode)
    assert [(one.nama, one.peran) for one in kept] == [(first_person(ende).nama, "operator")]


def test_before_the_answer_nobody_can_sign(ende):
    assert refused(pendaftaran.signer, ende, first_person(ende), FRASA) == "sertifikat_belum_ada"


def test_the_wrong_passphrase_opens_nothing(ende, ntt):
    wrong = "bukan frasa yang benar"
    assert refused(pendaftaran.request, ende, first_person(ende), wrong) == "frasa_sandi_salah"
    data = pendaftaran.request(ende, first_person(ende), FRASA)
    asked = sertifikat.read_request(data)
    assert refused(pendaftaran.issue, ntt, asked, wrong) == "frasa_sandi_salah"


def test_a_certificate_for_another_key_is_refused_and_nothing_is_kept(ende, ntt):
    other = people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    pendaftaran.keep_key(ende, other, key(4), FRASA)
    answer = pendaftaran.read_answer(ende, asked_and_issued(ende, ntt))
    kode = refused(pendaftaran.install, ende, other, answer, FRASA)
    assert kode == "sertifikat_bukan_kunci_ini"
    assert not pendaftaran.trusted(ende)


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
    monkeypatch.setattr(kunci, "generate", lambda: key(4))
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


def refused(call, *arguments) -> str:
    with pytest.raises(LontarError) as caught:
        call(*arguments)
    return caught.value.kode
