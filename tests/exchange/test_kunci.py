"""Keys: sealed the standard way, opened only with the passphrase, never overwritten."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.errors import LontarError
from app.exchange import bungkus_kunci, kunci

FRASA = "kuda laut pagi cerah"
LIGHT = 2**14  # what the tests can afford where the cost itself is not the subject


@pytest.fixture(scope="module")
def key():
    return kunci.generate()


def same(first, second) -> bool:
    return bool(first.private_numbers() == second.private_numbers())


def asn1(path: Path) -> str:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed here")
    command = [openssl, "asn1parse", "-in", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_new_key_is_rsa_3072_and_comes_back_with_its_passphrase(tmp_path):
    path = kunci.store_key(tmp_path, "maria", kunci.generate(), FRASA)
    assert path == tmp_path / "maria.kunci.pem"
    key = kunci.unlock(path, FRASA)
    assert (key.key_size, key.public_key().public_numbers().e) == (3072, 65537)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in the profile folder")
def test_only_the_owner_may_read_the_key_file(tmp_path, key):
    path = kunci.store_key(tmp_path, "maria", key, FRASA)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_wrong_passphrase_is_refused_in_a_sentence(key):
    sealed = kunci.seal(key, FRASA, cost=LIGHT)
    for wrong in ("", "Kuda laut pagi cerah", FRASA + "x", "\ud800"):
        with pytest.raises(LontarError) as caught:
            kunci.unseal(sealed, wrong)
        assert caught.value.kode == "frasa_sandi_salah"
    assert caught.value.pesan == "Frasa sandi tidak cocok dengan kunci ini."
    assert "Caps Lock" in caught.value.saran


def test_spaces_and_the_way_a_letter_is_composed_do_not_matter(key):
    sealed = kunci.seal(key, "kafe\u0301 di tepi pantai", cost=LIGHT)
    assert same(kunci.unseal(sealed, "  kaf\u00e9  di\ttepi pantai "), key)


def test_the_file_is_sealed_by_scrypt_at_its_full_cost(tmp_path, key):
    tree = asn1(kunci.store_key(tmp_path, "maria", key, FRASA))
    assert ":PBES2" in tree
    assert ":scrypt" in tree
    assert ":020000" in tree  # N = 2^17
    assert ":aes-256-cbc" in tree


def test_a_program_we_did_not_write_opens_the_same_form(tmp_path, key):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed here")
    path = tmp_path / "kunci.pem"
    # The command line refuses any scrypt above 32 MB, so the same form is tried at a lower cost.
    path.write_bytes(kunci.seal(key, FRASA, cost=LIGHT))
    command = [openssl, "pkcs8", "-in", str(path), "-passin", f"pass:{FRASA}"]
    opened = subprocess.run(command, capture_output=True, check=True).stdout
    assert same(load_pem_private_key(opened, None), key)


def test_two_seals_of_one_key_have_nothing_in_common(key):
    first, second = (kunci.seal(key, FRASA, cost=LIGHT) for _ in range(2))
    assert first.splitlines()[3] != second.splitlines()[3]


def test_salt_and_start_come_from_the_given_randomness(key):
    counted = (kunci.seal(key, FRASA, cost=LIGHT, random_bytes=bytes) for _ in range(2))
    assert next(counted) == next(counted)


@pytest.mark.parametrize("start", [b"\x30\x80", b"\x30\x0e\x30\x80"], ids=["endless", "nested"])
def test_a_key_whose_salt_happens_to_look_like_a_structure_opens_all_the_same(key, start):
    # One key in thousands begins its salt, its first block or what is sealed like this.
    sealed = kunci.seal(
        key, FRASA, cost=LIGHT, random_bytes=lambda size: start.ljust(size, b"\x01")
    )
    assert same(kunci.unseal(sealed, FRASA), key)


def test_an_envelope_of_our_own_that_asks_for_years_of_work_is_not_opened(key):
    envelope = bungkus_kunci.read(kunci.sealed_der(kunci.seal(key, FRASA, cost=LIGHT), ""))
    assert envelope is not None
    slow = kunci.armoured(bungkus_kunci.write(envelope._replace(cost=2**30)))
    with pytest.raises(LontarError) as caught:
        kunci.unseal(slow, FRASA, "maria.kunci.pem")
    assert caught.value.kode == "kunci_menggantung"


def test_an_existing_key_is_never_overwritten(tmp_path, key):
    path = kunci.store_key(tmp_path, "maria", key, FRASA)
    before = path.read_bytes()
    with pytest.raises(LontarError) as caught:
        kunci.store_key(tmp_path, "maria", key, FRASA)
    assert caught.value.pesan == (
        "Kunci maria.kunci.pem sudah ada di kantor ini dan tidak akan ditimpa."
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["", "../maria", "a/b", "Maria", ".tersembunyi", "a" * 61])
def test_a_name_that_is_no_plain_file_name_is_a_mistake_of_the_program(tmp_path, key, name):
    with pytest.raises(ValueError, match="plain file name"):
        kunci.store_key(tmp_path, name, key, FRASA)


def test_a_missing_key_says_where_it_was_looked_for(tmp_path):
    with pytest.raises(LontarError) as caught:
        kunci.unlock(tmp_path / "maria.kunci.pem", FRASA)
    assert caught.value.pesan == f"Kunci maria.kunci.pem tidak ada di {tmp_path}."


def test_every_damage_is_told_apart_from_a_wrong_passphrase(key):
    sealed = kunci.seal(key, FRASA, cost=LIGHT)
    damaged = [sealed[:at] + b"!" + sealed[at + 1 :] for at in range(10, len(sealed) - 30, 97)]
    # One letter of base64 for another: only the checksum can tell.
    for at in (200, 700, 1500):
        other = b"B" if sealed[at : at + 1] == b"A" else b"A"
        damaged.append(sealed[:at] + other + sealed[at + 1 :])
    damaged += [b"", sealed[:500], sealed[80:], sealed.replace(b"ENCRYPTED ", b"")]
    for data in damaged:
        with pytest.raises(LontarError) as caught:
            kunci.unseal(data, FRASA, "maria.kunci.pem")
        assert caught.value.kode == "kunci_rusak"
    assert caught.value.pesan.endswith("Ini bukan karena frasa sandi.")


def test_a_key_that_asks_for_years_of_work_is_not_opened(key):
    der = kunci.sealed_der(kunci.seal(key, FRASA, cost=LIGHT), "")
    costs = b"\x02\x02\x40\x00\x02\x01\x08\x02\x01\x01"
    assert der.count(costs) == 1
    slow = der.replace(costs, b"\x02\x02\x40\x00\x02\x01\x7f\x02\x01\x7f")
    with pytest.raises(LontarError) as caught:
        kunci.unseal(kunci.armoured(slow), FRASA, "maria.kunci.pem")
    assert caught.value.pesan == (
        "Kunci maria.kunci.pem meminta 264257536 putaran untuk dibuka, jauh lebih banyak daripada "
        "kunci buatan Lontar, sehingga tidak dibuka."
    )
    assert caught.value.saran.startswith("Kunci ini sudah diubah orang.")


@pytest.mark.parametrize("foreign", ["kurva", "pendek"])
def test_a_key_of_another_kind_is_refused(foreign):
    other: Any = ec.generate_private_key(ec.SECP256R1())
    if foreign == "pendek":
        other = rsa.generate_private_key(65537, 2048)
    sealed = kunci.seal(other, FRASA, cost=LIGHT)
    with pytest.raises(LontarError) as caught:
        kunci.unseal(sealed, FRASA, "lain.pem")
    assert caught.value.kode == "kunci_bukan_jenisnya"
    assert "RSA 3072 bit" in caught.value.pesan


def test_a_key_file_of_another_program_is_not_mistaken_for_a_wrong_passphrase(key):
    other = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x"))
    with pytest.raises(LontarError) as caught:
        kunci.unseal(other, "x")
    assert caught.value.kode == "kunci_rusak"


@pytest.mark.parametrize(
    "frasa",
    [
        "",
        "pendek",
        "ini itu",
        "aaaaaaaaaaaaaaa",
        "198012312005011002",
        "0812 3456 7890 11",
        "abababababab",
    ],
)
def test_a_passphrase_a_colleague_could_guess_is_refused(frasa):
    with pytest.raises(LontarError) as caught:
        kunci.check_passphrase(frasa)
    assert caught.value.pesan == (
        "Frasa sandi terlalu mudah ditebak. Gunakan sedikitnya 4 kata atau 12 huruf, "
        "tidak seluruhnya angka dan bukan huruf yang sama berulang-ulang."
    )


def test_four_words_or_twelve_letters_are_enough():
    assert kunci.check_passphrase("  ibu ke pasar pagi ") == "ibu ke pasar pagi"
    assert kunci.check_passphrase("sasandoRote1") == "sasandoRote1"


def test_an_endless_passphrase_is_refused_in_a_sentence():
    with pytest.raises(LontarError) as caught:
        kunci.check_passphrase("kata lain " * 30)
    assert caught.value.pesan == "Frasa sandi lebih panjang daripada 200 huruf."


def test_a_key_with_one_number_changed_is_never_signed_with(key):
    told = key.private_numbers()
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    for name in ("p", "q", "d", "dmp1", "dmq1", "iqmp"):
        number = getattr(told, name)
        size = (number.bit_length() + 7) // 8
        written = (value.to_bytes(size, "big") for value in (number, number ^ 2))
        changed = plain.replace(*written)
        assert changed != plain
        with pytest.raises(LontarError) as caught:
            kunci.unseal(sealed_by_hand(changed), FRASA)
        assert caught.value.kode == "frasa_sandi_salah"
    assert same(kunci.unseal(sealed_by_hand(plain), FRASA), key)


def sealed_by_hand(plain: bytes) -> bytes:
    salt, start = bytes(16), bytes(16)
    derived = bungkus_kunci.derive(FRASA.encode(), salt, LIGHT)
    sealed = bungkus_kunci.encrypt(plain, derived, start)
    return kunci.armoured(bungkus_kunci.write(bungkus_kunci.Bungkus(salt, LIGHT, start, sealed)))


def test_other_work_goes_on_while_a_key_opens(key):
    sealed = kunci.seal(key, FRASA, cost=2**16)
    opening = threading.Thread(target=kunci.unseal, args=(sealed, FRASA))
    opening.start()
    turns = 0
    while opening.is_alive():
        time.sleep(0.001)
        turns += 1
    # OpenSSL by itself lets nobody else have more than one or two.
    assert turns > 10


def test_what_is_ready_opens_and_seals_without_deriving_again(tmp_path, key, monkeypatch):
    monkeypatch.setattr(kunci, "SCRYPT_N", LIGHT)
    path = tmp_path / "maria.kunci.pem"
    path.write_bytes(kunci.seal(key, FRASA, cost=LIGHT))
    ready = kunci.ready(FRASA, [tmp_path / "tidak-ada", path], seals=1)
    with monkeypatch.context() as forbidden:
        forbidden.setattr(bungkus_kunci, "derive", lambda *_: pytest.fail("derived again"))
        assert same(kunci.unlock(path, ready), key)
        sealed = kunci.seal(key, ready, cost=LIGHT)
        assert same(kunci.unseal(sealed, ready), key)
    # A salt is used once: the next seal has another one.
    assert kunci.seal(key, ready, cost=LIGHT).splitlines()[2] != sealed.splitlines()[2]
    assert same(kunci.unseal(sealed, FRASA), key)


def test_a_passphrase_that_was_made_ready_and_is_wrong_stays_wrong(tmp_path, key):
    path = tmp_path / "maria.kunci.pem"
    path.write_bytes(kunci.seal(key, FRASA, cost=LIGHT))
    with pytest.raises(LontarError) as caught:
        kunci.unlock(path, kunci.ready("bukan frasa yang benar", [path]))
    assert caught.value.kode == "frasa_sandi_salah"
