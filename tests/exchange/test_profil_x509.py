"""The profile: one field out of place, even under a good signature, is reason to refuse."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.errors import LontarError
from app.exchange import profil_x509, sertifikat
from tests.exchange.contoh_sertifikat import KANTOR, KUPANG, NAMA, NOW, authority, later, officer

PLACES = {"nama": NAMA, "kantor": KANTOR, "peran": "operator", "wilayah": KUPANG}


def draft(subject=None, key=None, serial=9):
    """What an officer's certificate starts from, signed later by the example authority."""
    subject = subject or profil_x509.name(**PLACES)
    public = key or officer().key.public_key()
    issuer = authority().certificate.subject
    return profil_x509.builder(subject, issuer, public, serial, NOW, later(10))


def officers(subject=None, key=None, serial=9):
    parent = authority().key.public_key()
    return profil_x509.as_officer(draft(subject, key, serial), parent)


def by_authority(certificate_draft, hash_name=None, **how):
    return certificate_draft.sign(authority().key, hash_name or SHA256(), **how)


def refuse(certificate):
    with pytest.raises(LontarError) as caught:
        sertifikat.identify(certificate, [authority().certificate])
    assert caught.value.pesan == ("Sertifikat ini rusak atau tidak disusun menurut aturan Lontar.")


def changed(extension, *, critical):
    """The officer's profile with one extension in another version."""
    base = draft()
    whole = officers()
    for item in whole._extensions:
        if item.oid == x509.SubjectKeyIdentifier.oid:
            continue
        if item.oid == extension.oid:
            base = base.add_extension(extension, critical=critical)
        else:
            base = base.add_extension(item.value, critical=item.critical)
    return base


def test_the_profile_itself_is_accepted():
    certificate = by_authority(officers())
    assert sertifikat.identify(certificate, [authority().certificate]).wilayah == KUPANG


def test_an_extension_nobody_knows_is_refused():
    extra = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    refuse(by_authority(officers().add_extension(extra, critical=False)))


def test_a_missing_extension_is_refused():
    refuse(by_authority(draft()))


def test_an_officer_who_may_issue_certificates_is_refused():
    refuse(by_authority(changed(x509.BasicConstraints(ca=True, path_length=None), critical=True)))
    refuse(by_authority(profil_x509.as_authority(draft())))


def test_a_constraint_that_is_not_critical_is_refused():
    lax = x509.BasicConstraints(ca=False, path_length=None)
    refuse(by_authority(changed(lax, critical=False)))


@pytest.mark.parametrize(
    "purposes",
    [
        [ExtendedKeyUsageOID.EMAIL_PROTECTION],
        [ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE],
        [ExtendedKeyUsageOID.CODE_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION],
    ],
)
def test_other_purposes_are_refused(purposes):
    refuse(by_authority(changed(x509.ExtendedKeyUsage(purposes), critical=False)))


def test_another_key_usage_is_refused():
    issuing = profil_x509._key_usage(issuing=True)
    refuse(by_authority(changed(issuing, critical=True)))


def test_the_key_identifier_of_another_key_is_refused():
    foreign = x509.SubjectKeyIdentifier.from_public_key(authority().key.public_key())
    base = x509.CertificateBuilder(
        subject_name=profil_x509.name(**PLACES),
        issuer_name=authority().certificate.subject,
        public_key=officer().key.public_key(),
        serial_number=9,
    )
    base = base.not_valid_before(NOW).not_valid_after(later(10))
    base = base.add_extension(foreign, critical=False)
    refuse(by_authority(profil_x509.as_officer(base, authority().key.public_key())))


def test_the_identifier_of_another_authority_is_refused():
    other = authority("Provinsi Lain").key.public_key()
    refuse(by_authority(profil_x509.as_officer(draft(), other)))


def test_an_authority_made_by_another_authority_is_refused():
    ca, key = authority(), officer().key
    subject = profil_x509.name(nama="CA Lontar Cabang", kantor=KANTOR, wilayah="53")
    base = profil_x509.builder(subject, ca.certificate.subject, key.public_key(), 9, NOW, later(10))
    branch = by_authority(profil_x509.as_authority(base))
    with pytest.raises(LontarError) as caught:
        sertifikat.check_ca(branch, NOW)
    assert caught.value.kode == "sertifikat_rusak"


def test_weak_or_foreign_keys_are_refused():
    refuse(by_authority(officers(key=rsa.generate_private_key(65537, 2048).public_key())))
    refuse(by_authority(officers(key=rsa.generate_private_key(3, 3072).public_key())))
    refuse(by_authority(officers(key=ec.generate_private_key(ec.SECP256R1()).public_key())))


def test_another_signature_algorithm_is_refused():
    refuse(by_authority(officers(), SHA512()))
    pss = padding.PSS(mgf=padding.MGF1(SHA256()), salt_length=32)
    refuse(by_authority(officers(), rsa_padding=pss))


@pytest.mark.parametrize(
    "field",
    [
        {"peran": "raja"},
        {"peran": ""},
        {"wilayah": "5301"},
        {"wilayah": "53.01.01"},
        {"nama": "Maria\u200b"},
        {"nama": " Maria"},
        {"kantor": "a" * 65},
    ],
)
def test_a_subject_with_a_value_outside_the_rules_is_refused(field):
    refuse(by_authority(officers(profil_x509.name(**PLACES | field))))


def test_a_subject_with_fields_more_less_or_elsewhere_is_refused():
    parts = list(profil_x509.name(**PLACES))
    extra = x509.NameAttribute(NameOID.EMAIL_ADDRESS, "a@contoh.go.id")
    second = x509.NameAttribute(NameOID.COMMON_NAME, NAMA)
    foreign = x509.NameAttribute(NameOID.COUNTRY_NAME, "TL")
    for attributes in (
        [*parts, extra],
        [*parts, second],
        parts[1:],
        parts[:-1],
        parts[::-1],
        [foreign, *parts[1:]],
    ):
        refuse(by_authority(officers(x509.Name(attributes))))
    joined = x509.Name([x509.RelativeDistinguishedName(parts)])
    refuse(by_authority(officers(joined)))


def test_a_certificate_that_outlives_its_authority_is_refused():
    ca = authority()
    end = ca.certificate.not_valid_after_utc
    subject = profil_x509.name(**PLACES)
    public = officer().key.public_key()
    base = profil_x509.builder(
        subject, ca.certificate.subject, public, 9, NOW, end.replace(year=2040)
    )
    refuse(by_authority(profil_x509.as_officer(base, ca.key.public_key())))


def test_an_officer_cannot_issue_a_certificate_to_a_friend():
    person = officer()
    subject = profil_x509.name(**PLACES | {"peran": "pimpinan"})
    base = profil_x509.builder(
        subject, person.certificate.subject, person.key.public_key(), 9, NOW, later(10)
    )
    friend = profil_x509.signed(profil_x509.as_officer(base, person.key.public_key()), person.key)
    with pytest.raises(LontarError) as caught:
        sertifikat.identify(friend, [authority().certificate])
    assert caught.value.kode == "penanda_tidak_dikenal"
    # Nor does trusting the officer by mistake help: an officer's certificate is no authority.
    refuse_with(friend, person.certificate)


def refuse_with(certificate, trusted):
    with pytest.raises(LontarError) as caught:
        sertifikat.identify(certificate, [trusted])
    assert caught.value.kode in ("sertifikat_rusak", "penanda_tidak_dikenal")


def test_an_authority_is_not_an_officer_nor_the_reverse():
    refuse(authority().certificate)
    with pytest.raises(LontarError) as caught:
        sertifikat.check_ca(officer().certificate, NOW)
    assert caught.value.kode == "sertifikat_rusak"


def test_every_bit_of_a_certificate_counts():
    der = sertifikat.to_der(officer().certificate)
    cas = [authority().certificate]
    accepted = []
    for bit in range(0, len(der) * 8, 7):
        flipped = bytearray(der)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            sertifikat.identify(sertifikat.read_der(bytes(flipped)), cas)
        except LontarError:
            continue
        accepted.append(bit)
    assert not accepted


def test_a_signature_whose_last_zeros_are_left_out_is_another_spelling_and_refused():
    made = (by_authority(officers(serial=serial)) for serial in range(9, 2_000))
    ends = next(one for one in made if one.signature[-1] & 0x0F == 0)
    der = bytearray(sertifikat.to_der(ends))
    sertifikat.identify(sertifikat.read_der(bytes(der)), [authority().certificate])
    der[-len(ends.signature) - 1] = 4
    refuse(sertifikat.read_der(bytes(der)))


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_clipped_certificate_is_refused_in_a_sentence(cut):
    der = sertifikat.to_der(officer().certificate)
    with pytest.raises(LontarError) as caught:
        sertifikat.read_der(der[:cut])
    assert caught.value.kode == "sertifikat_rusak"
