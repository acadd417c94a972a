"""Revocation: only lists of a trusted authority count, numbers only rise, nothing is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from app.exchange import brankas, cabut, pencabutan, pendaftaran, profil_x509, sertifikat, terbitan
from app.exchange.pencabutan import Pencabutan
from app.store import people, revocations
from tests.exchange import contoh_sertifikat as contoh
from tests.exchange.contoh_pendirian import FRASA, NTT, key
from tests.exchange.contoh_provinsi import (
    asked_and_issued,
    enrolled,
    first_person,
    founded,
    refused,
    situation,
)

CA = contoh.authority()


def entry(seri: int, alasan: str = "kunci_hilang") -> Pencabutan:
    return Pencabutan(sidik_ca="", seri=seri, alasan=alasan, waktu=contoh.NOW, nomor=0)  # type: ignore[arg-type]


def crl(*seri: int, nomor: int = 1, ca: contoh.Pihak = CA) -> bytes:
    return pencabutan.make_list(
        ca.key, ca.certificate, [entry(one) for one in seri], nomor, contoh.clock
    )


def foreign(change) -> bytes:
    """A list signed by the authority, but not by Lontar."""
    draft = x509.CertificateRevocationListBuilder(
        issuer_name=CA.certificate.subject,
        last_update=contoh.NOW,
        next_update=contoh.NOW + timedelta(days=1),
    )
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(CA.key.public_key())
    made = change(draft.add_extension(identifier, critical=False)).sign(CA.key, SHA256())
    assert isinstance(made, x509.CertificateRevocationList)
    return made.public_bytes(Encoding.DER)


@pytest.fixture
def office(ende):
    """A kabupaten that trusts the authority of the examples."""
    brankas.keep_authority(ende, sertifikat.read_authority(CA.certificate))
    return ende


# --- Lists


def test_a_list_is_a_standard_crl_with_a_number_and_a_reason_for_each_certificate():
    reasons = dict(zip(profil_x509.ALASAN, range(11, 20), strict=False))
    entries = [entry(seri, alasan) for alasan, seri in reasons.items()]
    made = pencabutan.make_list(CA.key, CA.certificate, entries, 7, contoh.clock)
    read = x509.load_der_x509_crl(made)
    assert read.is_signature_valid(CA.certificate.public_key())  # type: ignore[arg-type]
    assert read.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number == 7
    found = pencabutan.read_list(made, [CA.certificate], latihan=False)
    assert {one.alasan: one.seri for one in found.isi} == reasons
    assert {one.nomor for one in found.isi} == {found.nomor} == {7}


def test_a_learned_list_revokes_by_authority_and_serial_number(office):
    learned = pencabutan.learn(office, crl(77, 78, nomor=3))
    assert (learned.nomor, learned.tertinggi, learned.baru, learned.mundur) == (3, 3, 2, False)
    revoked = pencabutan.revoked(office)
    sidik = sertifikat.key_digest(CA.key)
    assert set(revoked) == {(sidik, 77), (sidik, 78)}
    assert revoked[sidik, 77].nomor == 3


def test_an_older_list_is_told_apart_kept_and_takes_nothing_back(office):
    pencabutan.learn(office, crl(77, 78, nomor=5))
    learned = pencabutan.learn(office, crl(77, 79, nomor=4))
    assert (learned.nomor, learned.tertinggi, learned.baru, learned.mundur) == (4, 5, 1, True)
    assert {seri for _, seri in pencabutan.revoked(office)} == {77, 78, 79}
    assert [one.nomor for one in revocations.lists(office)] == [4, 5]


def test_an_empty_newer_list_brings_no_certificate_back_to_life(office):
    pencabutan.learn(office, crl(77, nomor=1))
    assert pencabutan.learn(office, crl(nomor=9)).baru == 0
    assert {seri for _, seri in pencabutan.revoked(office)} == {77}


def test_two_lists_under_one_number_count_both(office):
    """Two machines with the same authority, each thinking it issues number 2."""
    pencabutan.learn(office, crl(77, nomor=2))
    assert pencabutan.learn(office, crl(78, nomor=2)).baru == 1
    assert {seri for _, seri in pencabutan.revoked(office)} == {77, 78}
    assert set(pencabutan.revocations_in(office.folder)) == set(pencabutan.revoked(office))


def test_the_clock_has_no_say(office, clock):
    clock.turn(-4000)
    pencabutan.learn(office, crl(77))
    clock.turn(8000)
    assert pencabutan.revoked(office)


# --- Hostile lists


def test_a_list_of_an_authority_nobody_trusts_is_refused_by_name(office):
    error = situation(pencabutan.learn, office, crl(77, ca=contoh.authority("Provinsi Lain")))
    assert error.pesan == (
        "Daftar pencabutan ini dibuat oleh CA Lontar Provinsi Lain (Sekretariat Daerah), "
        "yang tidak dipercaya di sini."
    )
    assert "Abaikan" in error.saran
    assert not pencabutan.revoked(office)


def test_a_list_in_the_name_of_the_authority_by_another_key_is_refused(office):
    thief = contoh.Pihak(contoh.officer().key, CA.certificate)
    error = situation(pencabutan.learn, office, crl(77, ca=thief))
    assert error.pesan == (
        "Daftar pencabutan ini rusak, terpotong, atau tanda tangannya tidak cocok, "
        "sehingga tidak dipakai."
    )
    assert "tetap berlaku" in error.saran


def changed(at: int):
    def change(data: bytes) -> bytes:
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: data[:200],
        lambda data: data + b"\0",
        lambda data: b"",
        changed(-1),
        changed(40),
        changed(150),
    ],
)
def test_a_truncated_or_changed_list_is_refused(office, change):
    assert refused(pencabutan.learn, office, change(crl(77))) in (
        "pencabutan_rusak",
        "pencabutan_bukan_otoritas",
    )
    assert not pencabutan.revoked(office)


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: draft,
        lambda draft: draft.add_extension(x509.CRLNumber(0), critical=False),
        lambda draft: draft.add_extension(x509.CRLNumber(2**70), critical=False),
        lambda draft: draft.add_extension(x509.CRLNumber(3), critical=True),
        lambda draft: draft.add_extension(x509.CRLNumber(3), critical=False).add_extension(
            x509.DeltaCRLIndicator(1), critical=True
        ),
    ],
    ids=["no-number", "zero", "huge", "critical", "delta"],
)
def test_a_list_of_another_shape_is_refused_even_when_the_authority_signed_it(office, change):
    assert refused(pencabutan.learn, office, foreign(change)) == "pencabutan_rusak"


def test_a_reason_this_program_does_not_know_revokes_all_the_same(office):
    """Not even the one that says "no longer revoked": nothing is ever taken back."""

    def change(draft):
        draft = draft.add_extension(x509.CRLNumber(3), critical=False)
        bare = x509.RevokedCertificateBuilder(5, contoh.NOW)
        taken_back = x509.CRLReason(x509.ReasonFlags.remove_from_crl)
        other = x509.RevokedCertificateBuilder(6, contoh.NOW)
        draft = draft.add_revoked_certificate(bare.build())
        return draft.add_revoked_certificate(
            other.add_extension(taken_back, critical=False).build()
        )

    pencabutan.learn(office, foreign(change))
    assert {seri: one.alasan for (_, seri), one in pencabutan.revoked(office).items()} == {
        5: "lain",
        6: "lain",
    }


def test_an_exercise_and_a_real_office_refuse_each_others_lists_by_name(office, tmp_path, clock):
    practice = contoh.authority(latihan=True)
    error = situation(pencabutan.learn, office, crl(1, ca=practice))
    assert error.kode == "ca_latihan"
    assert "CA Lontar Latihan Provinsi Contoh" in error.pesan
    with founded(tmp_path / "latihan", clock, NTT, "latihan") as other:
        assert refused(pencabutan.learn, other, crl(1)) == "ca_bukan_latihan"


# --- A signer who was revoked


def test_a_revoked_signer_is_refused_in_a_sentence(ende, ntt):
    penanda = enrolled(ende, ntt)
    pencabutan.check_revoked(penanda, pencabutan.revoked(ntt))
    cabut.revoke(ntt, [penanda.seri], "kunci_hilang", FRASA)
    error = situation(pencabutan.check_revoked, penanda, pencabutan.revoked(ntt))
    assert error.kode == "sertifikat_dicabut"
    assert error.pesan == (
        "Sertifikat Maria Contoh, S.IP sudah dicabut provinsi pada 05-10-2026 (daftar pencabutan "
        "nomor 1). Alasan: kunci atau laptop hilang atau dicuri."
    )
    assert error.saran.startswith("Jangan terima apa pun")
    assert error.data["kode_alasan"] == "kunci_hilang"


def test_the_same_serial_number_of_another_authority_is_not_revoked(office):
    officer = contoh.officer(provinsi="Provinsi Lain")
    other = contoh.authority("Provinsi Lain").certificate
    penanda = sertifikat.identify(officer.certificate, [other])
    pencabutan.learn(office, crl(penanda.seri))
    pencabutan.check_revoked(penanda, pencabutan.revoked(office))


def test_an_office_with_a_revoked_certificate_can_no_longer_sign(ende, ntt):
    penanda = enrolled(ende, ntt)
    cabut.revoke(ntt, [penanda.seri], "ganti_petugas", FRASA)
    pencabutan.learn(ende, pencabutan.newest_pem(ntt))
    person = first_person(ende)
    error = situation(pendaftaran.signer, ende, person, FRASA)
    assert error.kode == "sertifikat_sendiri_dicabut"
    assert error.pesan.startswith("Sertifikat Maria Contoh, S.IP sudah dicabut provinsi pada")
    # Whoever wants to sign is told how to come to a new one, not what to think of old packages.
    assert "Ganti kunci" in error.saran
    assert "Jangan terima" not in str(error)


# --- Lists travel


def test_the_newest_list_travels_with_every_certificate(ende, ntt):
    penanda = enrolled(ende, ntt)
    cabut.revoke(ntt, [penanda.seri], "frasa_lupa", FRASA)
    assert not pencabutan.revoked(ende)
    enrolled(ende, ntt)
    assert set(pencabutan.revoked(ende)) == {(penanda.sidik_ca, penanda.seri)}


def test_a_certificate_that_was_revoked_on_its_way_is_not_installed(ende, ntt):
    data = asked_and_issued(ende, ntt)
    penanda = terbitan.issued(ntt)[-1].penanda
    cabut.revoke(ntt, [penanda.seri], "salah_terbit", FRASA)
    late = pendaftaran.read_answer(ende, data + pencabutan.newest_pem(ntt))
    assert refused(pendaftaran.install, ende, first_person(ende), late, FRASA) == (
        "sertifikat_sendiri_dicabut"
    )
    assert pendaftaran.own_certificate(ende, first_person(ende)) is None


def test_a_province_learns_a_newer_list_from_the_request_of_a_kabupaten(ende, ntt):
    enrolled(ende, ntt)
    cabut.revoke(ntt, [12345], "kunci_hilang", FRASA)
    pencabutan.learn(ende, pencabutan.newest_pem(ntt))
    request = pendaftaran.request(ende, first_person(ende), FRASA)
    assert [one.nomor for one in pencabutan.learn_from_text(ntt, request)] == [1]


def test_lists_are_found_in_a_chat_and_those_of_others_are_passed_over(office):
    pem = pencabutan.to_pem(crl(77, nomor=4)).decode()
    other = pencabutan.to_pem(crl(5, ca=contoh.authority("Provinsi Lain"))).decode()
    wrapped = pem.replace("\n", "\n> ").replace("> -----END", "-----END")
    chat = f"Selamat pagi Bu,\n{other}\nini daftarnya:\n{pem}\nTerima kasih".encode()
    assert [one.nomor for one in pencabutan.learn_from_text(office, chat)] == [4]
    assert pencabutan.learn_from_text(office, wrapped.encode()) == []
    assert pencabutan.learn_from_text(office, b"tidak ada apa-apa") == []


def test_a_damaged_list_in_a_file_is_not_passed_over(office):
    broken = pencabutan.to_pem(crl(77)).replace(b"A", b"B", 1)
    assert refused(pencabutan.learn_from_text, office, broken) == "pencabutan_rusak"


def test_an_office_that_knows_no_list_hands_out_none(office):
    assert pencabutan.newest_pem(office) == b""
    assert pencabutan.revocations_in(office.folder / "tidak-ada") == {}


def test_only_the_newest_list_of_each_authority_travels(office):
    for nomor in (1, 3, 2):
        pencabutan.learn(office, crl(nomor + 10, nomor=nomor))
    blocks = pencabutan.blocks(pencabutan.newest_pem(office))
    numbers = [pencabutan.read_list(one, [CA.certificate], latihan=False).nomor for one in blocks]
    assert numbers == [3]


def test_lists_that_two_machines_made_under_one_number_travel_together(office):
    for seri in (11, 12):
        pencabutan.learn(office, crl(seri, nomor=3))
    pencabutan.learn(office, crl(10, nomor=2))
    blocks = pencabutan.blocks(pencabutan.newest_pem(office))
    lists = [pencabutan.read_list(one, [CA.certificate], latihan=False) for one in blocks]
    assert sorted(entry.seri for one in lists for entry in one.isi) == [11, 12]


def test_two_people_of_one_office_are_revoked_one_by_one(ende, ntt):
    boss = people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    brankas.keep_key(ende, boss, key(4), FRASA)
    first, second = enrolled(ende, ntt), enrolled(ende, ntt, boss)
    cabut.revoke(ntt, [first.seri], "kunci_hilang", FRASA)
    revoked = pencabutan.revoked(ntt)
    assert (first.sidik_ca, first.seri) in revoked
    pencabutan.check_revoked(second, revoked)
