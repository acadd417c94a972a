"""Certificates: the province vouches for a person and a region, and nothing else is believed."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from app.domain.nama_berkas import in_file_name
from app.errors import LontarError
from app.exchange import kunci, profil_x509, sertifikat, sertifikat_baru, terbitan
from tests.exchange.contoh_sertifikat import (
    KANTOR,
    KUPANG,
    NAMA,
    NOW,
    authority,
    clock,
    later,
    officer,
    request,
)


def refused(kode: str):
    return pytest.raises(LontarError, check=lambda error: error.kode == kode)


def issued(**changes):
    """A certificate by the example authority, with something else in its place."""
    ca = authority()
    asked = sertifikat.read_request(changes.pop("request", request(officer().key)))
    facts: dict[str, Any] = {"wilayah": KUPANG, "peran": "operator", "serial": 5, "clock": clock}
    facts |= changes
    return sertifikat_baru.issue(ca.key, ca.certificate, asked, **facts)


def test_an_officer_is_recognised_by_the_certificate_of_the_province():
    person = officer()
    penanda = sertifikat.check_chain(
        person.certificate, [authority().certificate], NOW, wilayah=KUPANG
    )
    assert (penanda.nama, penanda.kantor) == (NAMA, KANTOR)
    assert (penanda.wilayah, penanda.peran, penanda.seri) == (KUPANG, "operator", 77)
    assert penanda.sidik == sertifikat.key_digest(person.key)
    assert penanda.sidik_ca == sertifikat.key_digest(authority().key)
    assert len(penanda.kata) == 6


def test_two_opd_of_a_kabupaten_get_files_of_different_names():
    own = sertifikat.check_chain(
        officer().certificate, [authority().certificate], NOW, wilayah=KUPANG
    )
    places = "Dinas Kesehatan", "Dinas Sosial"
    names = [terbitan.answer_name(replace(own, kantor=one, opd="ya")) for one in places]
    assert names[0] == f"sertifikat-{KUPANG}-dinas-kesehatan-operator-{in_file_name(NAMA)}.txt"
    assert len({*names, terbitan.answer_name(own)}) == 3


def test_enrolment_goes_through_two_files_small_enough_for_a_chat(tmp_path):
    key = kunci.generate()
    asked = request(key)
    assert len(asked) < 2_000
    found = sertifikat.read_request(asked)
    assert (found.nama, found.kantor, found.wilayah) == (NAMA, KANTOR, KUPANG)
    assert found.kata == six_words_of(key)
    certificate = issued(request=asked)
    answer = sertifikat.to_pem(certificate, authority().certificate)
    assert len(answer) < 4_000
    own, ca = sertifikat.read_certificates(answer)
    assert sertifikat.check_ca(ca, NOW).nama == "CA Lontar Provinsi Contoh"
    assert sertifikat.install(own, key, [ca], NOW, wilayah=KUPANG).kata == found.kata


def six_words_of(key) -> list[str]:
    from app.exchange.enam_kata import six_words

    return six_words(bytes.fromhex(sertifikat.key_digest(key)))


def test_a_request_survives_what_chat_programs_do_to_text():
    data = request(officer().key)
    mangled = b"Selamat pagi Bapak/Ibu,\r\n" + data.replace(b"\n", b"\r\n  ") + b"\r\nTerima kasih"
    assert sertifikat.read_request(mangled).nama == NAMA


def test_the_certificate_says_what_office_programs_ask_for():
    certificate = officer().certificate
    assert certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert [oid.dotted_string for oid in purposes] == [
        "1.3.6.1.5.5.7.3.36",
        "1.3.6.1.4.1.311.10.3.12",
        "1.3.6.1.5.5.7.3.4",
    ]
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    subject = {item.oid: item.value for item in certificate.subject}
    assert subject[NameOID.SERIAL_NUMBER] == KUPANG
    assert subject[NameOID.ORGANIZATIONAL_UNIT_NAME] == "operator"


def test_the_authority_may_not_make_further_authorities():
    constraints = authority().certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (constraints.value.ca, constraints.value.path_length) == (True, 0)


def test_a_certificate_of_an_unknown_authority_names_its_claim():
    with pytest.raises(LontarError) as caught:
        sertifikat.check_chain(officer().certificate, [authority("Provinsi Lain").certificate], NOW)
    assert caught.value.pesan == (
        f"Penanda tangan tidak dikenal: sertifikat yang mengatasnamakan {NAMA} ({KANTOR}) "
        "tidak diterbitkan oleh otoritas yang dipercaya di sini."
    )


def test_nobody_is_trusted_when_no_authority_is():
    with refused("penanda_tidak_dikenal"):
        sertifikat.identify(officer().certificate, [])


def test_an_authority_of_the_same_name_with_another_key_is_not_believed():
    real, false_key = authority(), kunci.generate()
    false_ca = sertifikat_baru.create_ca(
        false_key,
        provinsi="Provinsi Contoh",
        kantor="Sekretariat Daerah",
        wilayah="53",
        latihan=False,
        serial=1,
        clock=clock,
    )
    assert false_ca.subject == real.certificate.subject
    with refused("penanda_tidak_dikenal"):
        sertifikat.identify(officer().certificate, [false_ca])


def test_an_expired_certificate_says_since_when():
    with pytest.raises(LontarError) as caught:
        sertifikat.check_chain(officer().certificate, [authority().certificate], later(731))
    assert caught.value.pesan == (
        f"Sertifikat {NAMA} berlaku sampai 04-10-2028 dan sudah kedaluwarsa."
    )


def test_a_certificate_is_valid_to_its_last_second_and_from_the_day_before():
    cas = [authority().certificate]
    certificate = officer().certificate
    end, start = certificate.not_valid_after_utc, certificate.not_valid_before_utc
    assert sertifikat.check_chain(certificate, cas, end).nama == NAMA
    assert sertifikat.check_chain(certificate, cas, start).nama == NAMA
    with refused("sertifikat_kedaluwarsa"):
        sertifikat.check_chain(certificate, cas, end + timedelta(seconds=1))
    with pytest.raises(LontarError) as caught:
        sertifikat.check_chain(certificate, cas, start - timedelta(seconds=1))
    assert caught.value.pesan == f"Sertifikat {NAMA} baru berlaku mulai 04-10-2026."


def test_a_certificate_of_another_region_is_refused():
    with pytest.raises(LontarError) as caught:
        sertifikat.check_chain(
            officer().certificate, [authority().certificate], NOW, wilayah="53.02"
        )
    assert caught.value.pesan == (
        f"Sertifikat {NAMA} berlaku untuk wilayah 53.01, bukan untuk wilayah 53.02."
    )


def test_an_authority_speaks_only_for_its_own_province():
    with refused("permintaan_beda_wilayah"):
        issued(request=request(officer().key, "31.71"), wilayah="31.71")
    # Even a signature of the authority does not make it so.
    ca, key = authority(), officer().key
    subject = profil_x509.name(nama=NAMA, kantor=KANTOR, peran="operator", wilayah="31.71")
    draft = profil_x509.builder(
        subject, ca.certificate.subject, key.public_key(), 9, NOW, later(10)
    )
    stray = profil_x509.signed(profil_x509.as_officer(draft, ca.key.public_key()), ca.key)
    with refused("sertifikat_bukan_wilayah"):
        sertifikat.identify(stray, [ca.certificate])


def test_a_certificate_is_issued_only_for_the_region_that_asked():
    with pytest.raises(LontarError) as caught:
        issued(wilayah="53.02")
    assert caught.value.pesan == (
        "Permintaan ini dibuat untuk wilayah 53.01, sedangkan sertifikat hendak diterbitkan "
        "untuk wilayah 53.02 oleh otoritas wilayah 53."
    )


def test_the_province_decides_the_role():
    penanda = sertifikat.identify(issued(peran="pimpinan"), [authority().certificate])
    assert penanda.peran == "pimpinan"


def test_a_certificate_never_outlives_its_authority():
    late = authority().certificate.not_valid_after_utc - timedelta(days=30)
    certificate = issued(clock=lambda: late)
    assert certificate.not_valid_after_utc == authority().certificate.not_valid_after_utc
    assert sertifikat.identify(certificate, [authority().certificate]).nama == NAMA


def test_an_expired_authority_issues_nothing():
    end = f"{authority().certificate.not_valid_after_utc:%d-%m-%Y}"
    with pytest.raises(LontarError) as caught:
        issued(clock=lambda: later(3_700))
    assert caught.value.pesan == (
        "Otoritas CA Lontar Provinsi Contoh tidak berlaku pada tanggal komputer ini "
        f"(berlaku sampai {end})."
    )


def test_only_the_key_of_the_authority_issues():
    asked = sertifikat.read_request(request(officer().key))
    with pytest.raises(LontarError) as caught:
        sertifikat_baru.issue(
            officer().key,
            authority().certificate,
            asked,
            wilayah=KUPANG,
            peran="operator",
            serial=1,
            clock=clock,
        )
    assert caught.value.pesan == (
        "Kunci yang dibuka bukan kunci otoritas CA Lontar Provinsi Contoh."
    )


@pytest.mark.parametrize(
    "mistake", [{"peran": "raja"}, {"valid_days": 0}, {"valid_days": 5000}, {"wilayah": "5301"}]
)
def test_values_outside_our_lists_are_a_mistake_of_the_program(mistake):
    with pytest.raises(ValueError, match=r".+"):
        issued(**mistake)


def test_a_certificate_for_another_key_is_not_installed():
    with pytest.raises(LontarError) as caught:
        sertifikat.install(
            officer().certificate, officer("53.02").key, [authority().certificate], NOW
        )
    assert caught.value.pesan == (
        f"Sertifikat {NAMA} diterbitkan untuk kunci lain, bukan untuk kunci di laptop ini."
    )


def test_training_and_real_work_refuse_each_other_by_name():
    training = sertifikat.check_ca(authority(latihan=True).certificate, NOW)
    real = sertifikat.check_ca(authority().certificate, NOW)
    assert training.nama == "CA Lontar Latihan Provinsi Contoh"
    sertifikat.check_mode(training, latihan=True)
    sertifikat.check_mode(real, latihan=False)
    with pytest.raises(LontarError) as caught:
        sertifikat.check_mode(training, latihan=False)
    assert caught.value.pesan.startswith(
        "CA Lontar Latihan Provinsi Contoh adalah otoritas latihan"
    )
    with pytest.raises(LontarError) as caught:
        sertifikat.check_mode(real, latihan=True)
    assert caught.value.pesan == (
        "CA Lontar Provinsi Contoh adalah otoritas sungguhan; mode Latihan tidak menerimanya."
    )


def test_a_real_authority_cannot_be_named_like_a_training_one():
    with pytest.raises(ValueError, match="LATIHAN"):
        authority("LATIHAN Provinsi")


@pytest.mark.parametrize(
    ("nama", "kantor", "bagian"),
    [
        ("", KANTOR, "nama"),
        ("   ", KANTOR, "nama"),
        ("Maria\u202eoyrT", KANTOR, "nama"),
        ("Maria\x00", KANTOR, "nama"),
        (NAMA, "B" * 65, "kantor"),
    ],
)
def test_a_name_a_certificate_cannot_carry_is_refused_where_it_is_typed(nama, kantor, bagian):
    with pytest.raises(LontarError) as caught:
        sertifikat_baru.create_request(
            officer().key, nama=nama, kantor=kantor, wilayah=KUPANG, peran="operator"
        )
    assert caught.value.pesan.startswith(f"Isian {bagian} tidak dapat dicantumkan")


def test_a_request_changed_on_the_way_is_refused():
    data = request(officer().key)
    der = bytearray(base64.b64decode(b"".join(data.splitlines()[1:-1])))
    at = der.index(b"53.01")
    der[at + 4] = ord("2")
    changed = b"-----BEGIN CERTIFICATE REQUEST-----\n" + base64.b64encode(bytes(der))
    with pytest.raises(LontarError) as caught:
        sertifikat.read_request(changed + b"\n-----END CERTIFICATE REQUEST-----\n")
    assert caught.value.pesan == (
        "Permintaan sertifikat ini rusak atau telah diubah setelah dibuat."
    )


@pytest.mark.parametrize("kind", ["pendek", "kurva", "sha384", "tambahan"])
def test_a_request_of_another_shape_is_refused(kind):
    key: Any = officer().key
    if kind == "pendek":
        key = rsa.generate_private_key(65537, 2048)
    elif kind == "kurva":
        key = ec.generate_private_key(ec.SECP256R1())
    subject = profil_x509.name(nama=NAMA, kantor=KANTOR, peran="operator", wilayah=KUPANG)
    draft = x509.CertificateSigningRequestBuilder(subject_name=subject)
    if kind == "tambahan":
        wish = x509.BasicConstraints(ca=True, path_length=None)
        draft = draft.add_extension(wish, critical=True)
    hash_name = SHA384() if kind == "sha384" else SHA256()
    data = draft.sign(key, hash_name).public_bytes(Encoding.PEM)
    with refused("permintaan_rusak"):
        sertifikat.read_request(data)


@pytest.mark.parametrize("data", [b"", b"halo", b"\x00" * 100_000])
def test_a_file_without_a_certificate_says_so(data):
    with pytest.raises(LontarError) as caught:
        sertifikat.read_certificates(data)
    assert caught.value.pesan == "Berkas ini tidak memuat sertifikat."
    with pytest.raises(LontarError) as caught:
        sertifikat.read_request(data)
    assert caught.value.pesan == "Berkas ini bukan satu permintaan sertifikat."


def test_a_request_is_not_a_certificate_nor_the_reverse():
    with refused("bukan_sertifikat"):
        sertifikat.read_certificates(request(officer().key))
    with refused("bukan_permintaan"):
        sertifikat.read_request(sertifikat.to_pem(officer().certificate))


def test_random_serials_are_usable():
    assert 0 < sertifikat_baru.random_serial().bit_length() <= 159
