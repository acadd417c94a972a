"""Signatures over canonical data: one form, one signer, and every changed bit is noticed."""

from __future__ import annotations

import base64
import hmac
import json
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import kanonik, sertifikat
from app.exchange.tanda_tangan import (
    AHEAD,
    MAX_JWS,
    MENANDATANGANI,
    Pernyataan,
    digest,
    read,
    sign,
    verify,
    with_sheets,
)
from tests.exchange.contoh_sertifikat import KUPANG, NAMA, NOW, authority, later, officer
from tests.sumber import ROOT

DATA = kanonik.canonical_bytes(
    {"wilayah": KUPANG, "periode": "2026-T3", "data": [["penerima.terlayani.jumlah", "9035"]]}
)
CAS = [authority().certificate]
TOLD = Pernyataan(MENANDATANGANI, NOW.isoformat(), "Kepala Bagian Contoh")


def signed(data: bytes = DATA) -> str:
    person = officer()
    return sign(data, person.key, [person.certificate], TOLD)


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def header_of(jws: str) -> dict[str, Any]:
    head = jws.partition(".")[0]
    header: dict[str, Any] = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    return header


def with_header(jws: str, header: dict[str, Any] | bytes) -> str:
    """The same signature under another header."""
    if isinstance(header, dict):
        header = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    return f"{b64url(header)}..{jws.rpartition('.')[2]}"


def kode_of(jws: str, data: bytes = DATA, **how) -> str:
    with pytest.raises(LontarError) as caught:
        verify(data, jws, how.pop("cas", CAS), how.pop("moment", NOW), **how)
    return caught.value.kode


def test_a_signature_names_its_signer():
    penanda = verify(DATA, signed(), CAS, NOW, wilayah=KUPANG).penanda
    assert (penanda.nama, penanda.wilayah) == (NAMA, KUPANG)
    assert penanda.sidik == sertifikat.key_digest(officer().key)


def test_the_header_is_the_one_of_rfc_7797_with_the_certificate():
    header = header_of(signed())
    assert list(header) == ["alg", "b64", "crit", "lontar", "x5c"]
    assert (header["alg"], header["b64"], header["crit"]) == ("RS256", False, ["b64"])
    assert base64.b64decode(header["x5c"][0]) == sertifikat.to_der(officer().certificate)
    assert ".." in signed()


def test_a_signature_fits_into_one_cell_of_excel():
    person = officer()
    assert len(sign(DATA, person.key, [person.certificate, *CAS], TOLD)) < MAX_JWS < 32_767


def test_the_chain_may_carry_the_authority_that_is_trusted_anyway():
    person = officer()
    jws = sign(DATA, person.key, [person.certificate, *CAS], TOLD)
    assert verify(DATA, jws, CAS, NOW).penanda.nama == NAMA
    assert read(jws)[0] == (person.certificate, *CAS)


def test_a_second_certificate_that_is_not_the_authority_is_refused():
    person = officer()
    jws = sign(DATA, person.key, [person.certificate, officer("53.02").certificate], TOLD)
    assert kode_of(jws) == "tanda_tangan_rusak"


def test_the_program_never_signs_with_a_certificate_for_another_key():
    person, other = officer(), officer("53.02")
    for chain in ([other.certificate], [], [person.certificate] * 3):
        with pytest.raises(ValueError, match="signer's own"):
            sign(DATA, person.key, chain, TOLD)


def test_one_changed_figure_is_noticed():
    with pytest.raises(LontarError) as caught:
        verify(DATA.replace(b"9035", b"9036"), signed(), CAS, NOW)
    assert caught.value.pesan == (
        "Tanda tangan tidak cocok dengan data: data berubah setelah ditandatangani, "
        "atau tanda tangan itu milik paket lain."
    )


@pytest.mark.parametrize("data", [b"", DATA[:-1], DATA + b" ", b"." + DATA])
def test_data_longer_or_shorter_than_what_was_signed_are_refused(data):
    assert kode_of(signed(), data) == "tanda_tangan_tidak_cocok"


def test_every_bit_of_the_data_counts():
    jws = signed()
    for bit in range(len(DATA) * 8):
        changed = bytearray(DATA)
        changed[bit // 8] ^= 1 << bit % 8
        assert kode_of(jws, bytes(changed)) == "tanda_tangan_tidak_cocok"


def test_every_bit_of_the_signature_text_counts():
    jws = signed().encode()
    for bit in range(0, len(jws) * 8, 5):
        changed = bytearray(jws)
        changed[bit // 8] ^= 1 << bit % 8
        kode_of(bytes(changed).decode("latin-1"))


def test_a_signature_says_what_it_means_and_what_it_saw():
    person = officer()
    told = with_sheets(TOLD, {"Ringkasan": "00" * 32})
    jws = sign(DATA, person.key, [person.certificate], told)
    assert verify(DATA, jws, CAS, NOW).pernyataan == told
    assert header_of(jws)["lontar"] == {
        "maksud": "menandatangani",
        "waktu": "2026-10-05T09:30:00+00:00",
        "jabatan": "Kepala Bagian Contoh",
        "atas": "",
        "tampilan": {"Ringkasan": "00" * 32},
    }


@pytest.mark.parametrize("field", ["maksud", "waktu", "jabatan", "atas"])
def test_a_changed_statement_breaks_the_signature(field):
    jws = signed()
    header = header_of(jws)
    header["lontar"][field] += "0" if field == "waktu" else "x"
    assert kode_of(with_header(jws, header)) == "tanda_tangan_tidak_cocok"


@pytest.mark.parametrize(
    "told", [None, "x", {}, {"maksud": "menandatangani"}, {"maksud": 1, "waktu": "x"}]
)
def test_a_statement_of_another_form_is_refused(told):
    jws = signed()
    assert kode_of(with_header(jws, header_of(jws) | {"lontar": told})) == "tanda_tangan_rusak"


def test_the_digest_of_a_signature_is_that_of_its_text():
    assert digest("a..b") == sha256(b"a..b").hexdigest()


def claiming(waktu: str) -> str:
    person = officer()
    return sign(DATA, person.key, [person.certificate], Pernyataan(MENANDATANGANI, waktu))


def test_a_claimed_time_that_cannot_be_true_is_refused_in_a_sentence():
    ahead = NOW + AHEAD
    assert verify(DATA, claiming(ahead.isoformat()), CAS, NOW).penanda.nama == NAMA
    with pytest.raises(LontarError) as caught:
        verify(DATA, claiming((ahead + timedelta(seconds=1)).isoformat()), CAS, NOW)
    assert str(caught.value) == (
        f"Tanda tangan {NAMA} mengaku dibuat pada 06-10-2026 09.30, di luar masa berlaku "
        "sertifikatnya atau di masa depan. Betulkan tanggal dan jam di komputer penanda tangan, "
        "lalu tandatangani dan ekspor lagi."
    )
    assert kode_of(claiming(later(-30).isoformat())) == "tanda_tangan_waktu"


@pytest.mark.parametrize("waktu", ["", "kemarin", "2026-10-05T09:30:00", "9999"])
def test_a_claimed_time_that_is_no_moment_is_refused(waktu):
    assert kode_of(claiming(waktu)) == "tanda_tangan_rusak"


def test_a_signature_of_another_package_does_not_fit():
    assert kode_of(signed(b'{"paket":"lain"}')) == "tanda_tangan_tidak_cocok"


def test_a_signature_cannot_be_moved_to_another_officer():
    jws, other = signed(), officer("53.02")
    header = header_of(jws)
    header["x5c"] = [base64.b64encode(sertifikat.to_der(other.certificate)).decode()]
    assert kode_of(with_header(jws, header)) == "tanda_tangan_tidak_cocok"


def test_a_signer_of_an_unknown_authority_is_named_as_such():
    stranger = officer(provinsi="Provinsi Lain")
    jws = sign(DATA, stranger.key, [stranger.certificate], TOLD)
    assert kode_of(jws) == "penanda_tidak_dikenal"
    # Bringing the foreign authority along makes it no better.
    lain = authority("Provinsi Lain").certificate
    jws = sign(DATA, stranger.key, [stranger.certificate, lain], TOLD)
    assert kode_of(jws) == "penanda_tidak_dikenal"


def test_an_expired_certificate_is_only_reported_when_the_signature_is_good():
    assert kode_of(signed(), moment=later(800)) == "sertifikat_kedaluwarsa"
    assert kode_of(signed(), b"{}", moment=later(800)) == "tanda_tangan_tidak_cocok"


def test_a_good_signature_of_another_region_is_refused():
    assert kode_of(signed(), wilayah="53.02") == "sertifikat_bukan_wilayah"


@pytest.mark.parametrize("alg", ["none", "None", "", "HS256", "PS256", "RS512", "ES256"])
def test_the_algorithm_is_never_the_senders_choice(alg):
    jws = signed()
    assert kode_of(with_header(jws, header_of(jws) | {"alg": alg})) == "tanda_tangan_rusak"


def test_the_public_key_as_a_shared_secret_signs_nothing():
    header = header_of(signed()) | {"alg": "HS256"}
    head = b64url(json.dumps(header, separators=(",", ":"), sort_keys=True).encode())
    secret = sertifikat.to_pem(officer().certificate)
    forged = hmac.new(secret, f"{head}.".encode() + DATA, sha256).digest()
    assert kode_of(f"{head}..{b64url(forged)}") == "tanda_tangan_rusak"


@pytest.mark.parametrize(
    "extra",
    [
        {"kid": "1"},
        {"typ": "JWT"},
        {"jwk": {"kty": "RSA"}},
        {"jku": "https://contoh.go.id/kunci"},
        {"x5u": "https://contoh.go.id/sertifikat"},
        {"b64": True},
        {"crit": []},
        {"crit": ["b64", "exp"]},
        {"x5c": []},
        {"x5c": "sertifikat"},
        {"x5c": None},
        {"x5c": [1]},
        {"x5c": ["bukan base64!"]},
        {"x5c": ["AAAA"]},
    ],
)
def test_a_header_with_anything_else_is_refused(extra):
    jws = signed()
    kode = kode_of(with_header(jws, header_of(jws) | extra))
    assert kode in ("tanda_tangan_rusak", "sertifikat_rusak")


@pytest.mark.parametrize("missing", ["alg", "b64", "crit", "lontar", "x5c"])
def test_a_header_with_anything_less_is_refused(missing):
    jws = signed()
    header = header_of(jws)
    del header[missing]
    assert kode_of(with_header(jws, header)) == "tanda_tangan_rusak"


def test_the_same_header_in_another_spelling_is_refused():
    jws = signed()
    header = header_of(jws)
    compact = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    spaced = json.dumps(header, sort_keys=True).encode()
    reordered = json.dumps(dict(reversed(header.items())), separators=(",", ":")).encode()
    doubled = compact.replace(b'{"alg"', b'{"alg":"none","alg"', 1)
    for spelling in (spaced, reordered, doubled, b" " + compact, b"[]", b"null", b"[" * 9_000):
        assert kode_of(with_header(jws, spelling)) == "tanda_tangan_rusak"


def test_the_same_signature_in_another_spelling_is_refused():
    jws = signed()
    head, tail = jws.split("..")
    assert kode_of(f"{head}..{tail}=") == "tanda_tangan_rusak"
    assert kode_of(f"{head}..{tail}\n") == "tanda_tangan_rusak"
    assert kode_of(f"{head}=..{tail}") == "tanda_tangan_rusak"
    kode_of(f"{head}..{tail[:-1]}")
    kode_of(f"{head}..{tail}A")


def test_the_other_alphabet_of_base64_is_refused():
    # One of these is bound to hold a letter that the two alphabets write differently.
    texts = [signed(b"%d" % number) for number in range(20)]
    number, jws = next((n, jws) for n, jws in enumerate(texts) if {*"-_"} & {*jws.split("..")[1]})
    head, tail = jws.split("..")
    spelled = f"{head}..{tail.replace('-', '+').replace('_', '/')}"
    assert kode_of(spelled, b"%d" % number) == "tanda_tangan_rusak"


def test_an_attached_payload_is_refused():
    head, _, tail = signed().rpartition(".")
    assert kode_of(f"{head.rstrip('.')}.{b64url(DATA)}.{tail}") == "tanda_tangan_rusak"


@pytest.mark.parametrize("jws", ["", ".", "..", "...", "a.b.c", "é..é", "A" * (MAX_JWS + 1)])
def test_text_that_is_no_signature_is_refused_in_a_sentence(jws):
    with pytest.raises(LontarError) as caught:
        verify(DATA, jws, CAS, NOW)
    assert caught.value.pesan == "Tanda tangan di dalam paket rusak atau tidak ditulis oleh Lontar."


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_whatever_passes_for_a_signature(head, tail):
    assert kode_of(f"{head}..{tail}") == "tanda_tangan_rusak"


def test_whoever_signs_and_verifies_has_no_network_in_the_house():
    code = (
        "import sys; from app.exchange.pustaka_jws import library; signer, algorithm = library(); "
        "print(signer.get_algorithms(), algorithm(algorithm.SHA256).hash_alg.__name__); "
        "print({'ssl', 'http.client', 'urllib.request', 'socketserver'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told, found = ran.stdout.splitlines()
    assert "RS256" in told
    assert "SHA256" in told
    assert found == "set()"
