"""A .p12 key instead of an own one: allowed issuers only, RSA only, and sealed anew here."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import (
    brankas,
    ganti_kunci,
    kunci,
    p12,
    pendaftaran,
    penerbit,
    putaran,
    sertifikat,
)
from app.store import people
from tests.exchange import contoh_p12 as contoh
from tests.exchange.contoh_p12 import FRASA_P12
from tests.exchange.contoh_pendirian import FRASA, NTT
from tests.exchange.contoh_provinsi import SALAH, first_person, founded, refused, situation

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMA = "saya.p12"


@pytest.fixture
def newcomer(ende):
    """An officer without a key."""
    return people.add_user(ende, nama="Agnes Contoh", peran="pimpinan")


def adopted(office, user) -> None:
    p12.adopt(office, user, p12.read(contoh.officer(), FRASA_P12, NAMA), FRASA)


def allowed(office, luar=None) -> None:
    penerbit.allow(office, penerbit.read(office, (luar or contoh.issuer()).pem))


# --- The whole way


def test_a_p12_key_gets_an_ordinary_certificate_of_the_province(ende, ntt, newcomer):
    allowed(ntt)
    adopted(ende, newcomer)
    asked = sertifikat.read_request(pendaftaran.request(ende, newcomer, FRASA))
    assert asked.asal is not None
    answer = pendaftaran.read_answer(ende, pendaftaran.issue(ntt, asked, FRASA))
    penanda = pendaftaran.install(ende, newcomer, answer, FRASA)
    assert (penanda.nama, penanda.peran) == ("Agnes Contoh", "pimpinan")
    private, chain = pendaftaran.signer(ende, newcomer, FRASA)
    assert private.private_numbers() == contoh.rsa_key(3072, 7).private_numbers()
    assert sertifikat.identify(chain[0], pendaftaran.trusted(ntt)) == penanda


def test_the_key_is_sealed_by_scrypt_under_the_officers_own_passphrase(ende, newcomer):
    adopted(ende, newcomer)
    file = brankas.key_file(ende, brankas.key_name(newcomer))
    assert kunci.unlock(file, FRASA).key_size == 3072
    assert refused(kunci.unlock, file, FRASA_P12) == "frasa_sandi_salah"


def test_with_a_new_key_the_p12_certificate_is_asked_for_no_more(ende, newcomer, monkeypatch):
    adopted(ende, newcomer)
    ganti_kunci.forget(ende, newcomer)
    ready = contoh.rsa_key(3072, 8)
    monkeypatch.setattr(kunci, "generate", lambda: ready)
    brankas.note_key(ende, newcomer, brankas.make_key(ende.folder, newcomer, FRASA))
    asked = sertifikat.read_request(pendaftaran.request(ende, newcomer, FRASA))
    assert asked.asal is None


def test_whose_it_is_and_who_issued_it_can_be_shown():
    isi = p12.read(contoh.officer(), FRASA_P12, NAMA)
    assert (isi.nama, isi.penerbit) == ("Maria di BSrE", "Penerbit Contoh G1")


@pytest.mark.parametrize("extra", [[], ["-legacy"]])
def test_a_p12_made_by_openssl_is_read(tmp_path, extra):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed here")
    key = contoh.rsa_key(3072, 7)
    leaf = contoh.certificate("Maria", key, contoh.issuer())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "k.pem").write_bytes(pem + leaf.public_bytes(Encoding.PEM))
    command = [openssl, "pkcs12", "-export", *extra, "-in", "k.pem", "-out", "k.p12"]
    subprocess.run([*command, "-passout", f"pass:{FRASA_P12}"], cwd=tmp_path, check=True)
    assert p12.read((tmp_path / "k.p12").read_bytes(), FRASA_P12, NAMA).nama == "Maria"


# --- Hostile and hopeless files


def test_the_wrong_passphrase_is_told_in_words():
    error = situation(p12.read, contoh.officer(), SALAH, NAMA)
    assert error.pesan == "Frasa sandi tidak membuka berkas saya.p12."
    assert "bukan frasa sandi Lontar" in error.saran


def test_a_file_of_another_size_is_not_even_opened():
    error = situation(p12.read, bytes(p12.MAX_FILE + 1), FRASA_P12, NAMA)
    assert error.pesan == (
        "Berkas saya.p12 lebih besar daripada 64 KB, terlalu besar untuk berkas .p12 satu orang."
    )
    assert error.saran == "Pilih berkas .p12 atau .pfx milik Anda sendiri."


def test_a_file_made_to_hang_the_program_is_not_opened(monkeypatch):
    monkeypatch.setattr(putaran, "MAX_ROUNDS", 2048)
    key = contoh.rsa_key(3072, 7)
    data = contoh.p12(key, contoh.certificate("Maria", key, contoh.issuer()), rounds=3000)
    error = situation(p12.read, data, FRASA_P12, NAMA)
    assert error.pesan == (
        "Berkas saya.p12 meminta 3000 putaran untuk dibuka, jauh di atas kewajaran, "
        "sehingga tidak dibuka."
    )
    assert "langsung dari penerbitnya" in error.saran


def test_many_rounds_are_found_wherever_they_stand(monkeypatch):
    monkeypatch.setattr(putaran, "MAX_ROUNDS", 30_000)
    counts = _places_of_rounds(contoh.officer())
    assert len(counts) >= 3  # for the certificates, for the key, for the checksum over both
    for data in counts:
        assert refused(p12.read, data, FRASA_P12, NAMA) == "p12_menggantung"


def _places_of_rounds(data: bytes) -> list[bytes]:
    """The file again and again, each time with one count of rounds set to the utmost."""
    usual, utmost = (b"\x02\x02\x08\x00", b"\x02\x02\x4e\x20"), b"\x02\x02\x7f\xff"
    places = [place for place in range(len(data)) if data.startswith(usual, place)]
    return [data[:place] + utmost + data[place + 4 :] for place in places]


def _salts(data: bytes) -> Iterator[tuple[int, int]]:
    """Place and length of all octets as short as salts, first blocks and checksums are."""
    for place in range(len(data) - 2):
        size = data[place + 1]
        if data[place] == 0x04 and size in {8, 16, 20, 32}:
            yield place + 2, size


@pytest.mark.parametrize("begin", [b"\x30\x80", b"\x30\x06", b"\x30\x0e\xff", b"\x30\x82"])
def test_a_salt_that_begins_like_a_structure_is_no_damage(begin):
    data = contoh.officer()
    salts = list(_salts(data))
    assert len(salts) >= 4
    for place, _size in salts:
        unlucky = data[:place] + begin + data[place + len(begin) :]
        # With another salt the right passphrase is a wrong one.
        assert refused(p12.read, unlucky, FRASA_P12, NAMA) == "p12_frasa_salah"


def test_rounds_do_not_hide_behind_what_follows_a_structure():
    salted = b"\x30\x09\x04\x01s\x02\x04\x7f\xff\xff\xff"
    octets = salted + b"\x05\x00"
    content = b"\xa0" + bytes((len(octets) + 2,)) + b"\x04" + bytes((len(octets),)) + octets
    assert putaran.rounds(content) == 0x7FFFFFFF
    # Nor behind a length that only its end would tell.
    endless = b"\xa0\x04\x04\x02\x30\x80"
    assert refused(p12.read, endless, FRASA_P12, NAMA) == "p12_rusak"


def test_a_count_no_eye_could_read_has_its_sentence():
    salted = b"\x04\x01s" + b"\x02\x84" + (6000).to_bytes(4, "big") + b"\x7f" * 6000
    data = b"\x30\x84" + len(salted).to_bytes(4, "big") + salted
    assert str(putaran.COUNTLESS) in situation(p12.read, data, FRASA_P12, NAMA).pesan


@pytest.mark.parametrize(
    ("numbers", "work"),
    [
        ([2048], 2048),
        ([600_000, 32], 600_000),
        ([2048, 70_000], 2048 * 70_000),
        ([2**17, 8, 1, 32], 2**20),
        ([2**17, 8, 1], 2**20),
        ([2**14, 127, 127, 32], 2**14 * 127 * 127),
        ([2**20, 2**20, 2**20, 2**20, 2], putaran.COUNTLESS),
    ],
)
def test_the_work_is_what_all_numbers_ask_for_together(numbers, work):
    spelt = b"\x04\x01s" + b"".join(b"\x02\x08" + one.to_bytes(8, "big") for one in numbers)
    assert putaran.rounds(b"\x30" + bytes([len(spelt)]) + spelt) == work


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"\x30\x80" + bytes(40),
        b"\x30\x03\x02\x01\x03",
        b"\x30\x84" + b"\xff" * 4,
    ],
)
def test_what_is_no_p12_is_told_apart_from_a_wrong_passphrase(data):
    error = situation(p12.read, data, FRASA_P12, NAMA)
    assert error.pesan == "Berkas saya.p12 bukan berkas .p12 yang utuh."
    assert "ekspor ulang" in error.saran


def test_a_cut_file_is_told_apart_from_a_wrong_passphrase():
    assert refused(p12.read, contoh.officer()[:-200], FRASA_P12, NAMA) == "p12_rusak"


@given(st.binary(max_size=300))
def test_no_bytes_make_it_stumble(data):
    with pytest.raises(LontarError):
        p12.read(data, FRASA_P12, NAMA)


def test_an_elliptic_key_is_refused_in_a_sentence():
    key = ec.generate_private_key(ec.SECP256R1())
    data = contoh.p12(key, contoh.certificate("Maria", key, contoh.issuer()))
    error = situation(p12.read, data, FRASA_P12, NAMA)
    assert error.pesan == (
        "Kunci di dalam saya.p12 bukan RSA 3072 bit atau lebih, sehingga tidak dapat dipakai "
        "untuk menandatangani paket."
    )
    assert error.saran.startswith("Buat kunci sendiri di Lontar")


def test_a_short_key_is_refused():
    assert refused(p12.read, contoh.officer(bits=2048), FRASA_P12, NAMA) == "p12_bukan_rsa"


def test_a_file_without_key_or_certificate_is_refused():
    key = contoh.rsa_key(3072, 7)
    error = situation(p12.read, contoh.p12(key, None), FRASA_P12, NAMA)
    assert error.pesan == "Berkas saya.p12 tidak berisi sepasang kunci dan sertifikat."
    assert "beserta kunci pribadinya" in error.saran


def test_two_people_never_share_one_key(ende, newcomer):
    adopted(ende, newcomer)
    other = people.add_user(ende, nama="Yohanes Contoh", peran="operator")
    error = situation(adopted, ende, other)
    assert error.pesan == (
        "Kunci ini sudah dipakai oleh Agnes Contoh. Dua orang tidak boleh memakai kunci yang sama."
    )
    assert "milik orang yang sedang bekerja" in error.saran


def test_a_key_in_use_is_not_overwritten(ende):
    assert refused(adopted, ende, first_person(ende)) == "kunci_sudah_ada"


def test_an_expired_p12_is_refused_on_both_sides(ende, ntt, newcomer, clock):
    allowed(ntt)
    adopted(ende, newcomer)
    asked = sertifikat.read_request(pendaftaran.request(ende, newcomer, FRASA))
    clock.turn(400)
    error = situation(pendaftaran.issue, ntt, asked, FRASA)
    assert error.pesan == (
        "Sertifikat Maria di BSrE hanya berlaku dari 04-10-2026 sampai 05-10-2027."
    )
    assert "masih berlaku" in error.saran
    ganti_kunci.forget(ende, newcomer)
    assert refused(adopted, ende, newcomer) == "p12_di_luar_masa"


# --- Which issuers the province allows


def asking(office, user) -> sertifikat.Permintaan:
    adopted(office, user)
    return sertifikat.read_request(pendaftaran.request(office, user, FRASA))


def test_an_issuer_nobody_allowed_is_refused_by_name(ende, ntt, newcomer):
    allowed(ntt, contoh.issuer("Penerbit Lain"))
    error = situation(pendaftaran.issue, ntt, asking(ende, newcomer), FRASA)
    assert error.pesan == (
        "Sertifikat .p12 atas nama Maria di BSrE diterbitkan oleh Penerbit Contoh G1, "
        "yang tidak diizinkan di provinsi ini."
    )
    assert "enam katanya dicocokkan" in error.saran


def test_an_issuer_of_the_same_name_with_another_key_is_refused(ende, ntt, newcomer):
    key = contoh.rsa_key(3072, 99)
    double = contoh.certificate("Penerbit Contoh G1", key, None, ca=True)
    allowed(ntt, contoh.Luar(key, double))
    assert refused(pendaftaran.issue, ntt, asking(ende, newcomer), FRASA) == (
        "penerbit_tidak_diizinkan"
    )


def test_an_issuer_that_is_no_longer_allowed_vouches_for_nobody(ende, ntt, newcomer):
    allowed(ntt)
    penerbit.forbid(ntt, penerbit.allowed(ntt)[0])
    assert penerbit.allowed(ntt) == []
    asked = asking(ende, newcomer)
    assert refused(pendaftaran.issue, ntt, asked, FRASA) == "penerbit_tidak_diizinkan"
    allowed(ntt)
    assert pendaftaran.issue(ntt, asked, FRASA)


def test_a_certificate_for_another_key_is_refused(ende, ntt, newcomer):
    allowed(ntt)
    asked = sertifikat.read_request(pendaftaran.request(ende, first_person(ende), FRASA))
    other = contoh.certificate("Maria", contoh.rsa_key(3072, 7), contoh.issuer())
    error = situation(pendaftaran.issue, ntt, replace(asked, asal=other), FRASA)
    assert error.pesan == (
        "Sertifikat yang disertakan dalam permintaan Maria Contoh, S.IP bukan untuk kunci "
        "yang dimintakan."
    )
    assert error.saran.startswith("Jangan terbitkan sertifikat")


def test_a_weak_signature_of_an_allowed_issuer_vouches_for_nobody(ende, ntt, tmp_path):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed here")
    allowed(ntt)
    luar, key = contoh.issuer(), contoh.rsa_key(3072, 7)
    for name, one in (("ca", luar.key), ("k", key)):
        pem = one.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (tmp_path / f"{name}.pem").write_bytes(pem)
    (tmp_path / "ca.crt").write_bytes(luar.pem)
    for command in (
        "req -new -key k.pem -subj /CN=Maria -out k.csr",
        "x509 -req -sha1 -in k.csr -CA ca.crt -CAkey ca.pem -set_serial 9 -days 90 -out k.crt",
    ):
        subprocess.run([openssl, *command.split()], cwd=tmp_path, check=True, capture_output=True)
    weak = sertifikat.read_certificates((tmp_path / "k.crt").read_bytes())[0]
    request = sertifikat.read_request(pendaftaran.request(ende, first_person(ende), FRASA))
    asked = replace(request, asal=weak, sidik=sertifikat.key_digest(key))
    assert refused(pendaftaran.issue, ntt, asked, FRASA) == "penerbit_tidak_diizinkan"


def test_only_a_certificate_of_an_issuer_can_be_allowed(ntt):
    error = situation(penerbit.read, ntt, contoh.issuer("Bukan Penerbit", ca=False).pem)
    assert error.pesan == (
        "Sertifikat ini bukan milik penerbit sertifikat, atau kuncinya terlalu lemah."
    )
    assert "BSrE" in error.saran
    key = contoh.rsa_key(1024)
    weak = contoh.Luar(key, contoh.certificate("Lemah", key, None, ca=True))
    assert refused(penerbit.read, ntt, weak.pem) == "penerbit_bukan_penerbit"


def test_an_issuer_is_read_from_pem_and_der_and_has_six_words(ntt):
    from_pem = penerbit.read(ntt, contoh.issuer().pem)
    der = contoh.issuer().certificate.public_bytes(Encoding.DER)
    assert penerbit.read(ntt, der) == from_pem
    assert len(from_pem.kata) == 6
    assert from_pem.nama == "Penerbit Contoh G1"


def test_several_certificates_in_one_file_are_not_guessed_at(ntt):
    error = situation(penerbit.read, ntt, contoh.issuer().pem * 2)
    assert error.pesan == "Berkas ini harus berisi tepat satu sertifikat penerbit."
    assert error.saran.startswith("Pilih berkas sertifikat")


def test_an_expired_issuer_is_not_allowed(ntt, clock):
    clock.turn(4000)
    assert refused(penerbit.read, ntt, contoh.issuer().pem) == "p12_di_luar_masa"


def test_an_exercise_and_a_real_office_refuse_each_others_issuers(ntt, tmp_path, clock):
    practice = contoh.issuer("Penerbit Latihan")
    assert refused(penerbit.read, ntt, practice.pem) == "ca_latihan"
    with founded(tmp_path / "latihan", clock, NTT, "latihan", first=6) as other:
        assert penerbit.read(other, practice.pem).nama == "Penerbit Latihan"
        assert refused(penerbit.read, other, contoh.issuer().pem) == "ca_bukan_latihan"


def test_an_issuer_is_never_taken_for_an_authority(ntt):
    before = pendaftaran.trusted(ntt)
    allowed(ntt)
    assert pendaftaran.trusted(ntt) == before
