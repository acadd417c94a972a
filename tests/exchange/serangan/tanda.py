"""Attacks on the two signatures: who signed, what the signature says, and how it is written."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from app.exchange import kunci, sertifikat, tanda_tangan
from app.exchange.tanda_tangan import MENANDATANGANI, MENYATAKAN, Pernyataan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import (
    NAMA,
    NOW,
    Pihak,
    authority,
    later,
    namesake,
    officer,
    pimpinan,
)
from tests.exchange.serangan import meja, pelaku
from tests.exchange.serangan.pelaku import FIRST, JABATAN, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.exchange.segel.contoh_segel import Bedah

WAKTU = NOW.isoformat()


def signatures(change: Callable[[dict[str, str]], dict[str, str]]) -> Callable[[Bedah], None]:
    """Other signatures in both places; nothing else in the package changes."""
    return lambda parts: pelaku.put_signatures(parts, change(pelaku.signatures_of(parts)))


def first(make: Callable[[bytes], str]) -> Callable[[Bedah], None]:
    """Another statement over the same bytes."""
    return lambda parts: pelaku.put_signatures(
        parts, {**pelaku.signatures_of(parts), FIRST: make(pelaku.canonical(parts))}
    )


def second(make: Callable[[bytes, str], str]) -> Callable[[Bedah], None]:
    """Another signature of a pimpinan over the same bytes and the same statement."""

    def attack(parts: Bedah) -> None:
        told = pelaku.signatures_of(parts)
        made = make(pelaku.canonical(parts), tanda_tangan.digest(told[FIRST]))
        pelaku.put_signatures(parts, {**told, SECOND: made})

    return attack


def by(penyata: Callable[[], Pihak], penanda: Callable[[], Pihak]) -> Callable[[Bedah], None]:
    """Both signatures made anew by other people."""

    def attack(parts: Bedah) -> None:
        data = pelaku.canonical(parts)
        pair = pelaku.both(data, penyata(), penanda(), pelaku.shown(parts))
        pelaku.put_signatures(parts, {FIRST: pair[0], SECOND: pair[1]})

    return attack


def stranger(number: int) -> Callable[[], Pihak]:
    return lambda: pelaku.strangers()[number]


def practising(number: int) -> Callable[[], Pihak]:
    return lambda: pelaku.strangers(latihan=True)[number]


def self_made() -> Pihak:
    key = kunci.generate()
    return Pihak(key, pelaku.self_made(key))


def rearmed() -> Pihak:
    """The pimpinan's own key under a certificate that nobody issued."""
    return Pihak(pimpinan().key, pelaku.self_made(pimpinan().key))


def issued(peran: str, **facts: Any) -> Callable[[], Pihak]:
    return lambda: pelaku.issued(authority(), peran, **facts)


def statement(**facts: Any) -> Callable[[bytes], str]:
    """The operator's own signature with another meaning or time."""
    told = Pernyataan(**{"maksud": MENYATAKAN, "waktu": WAKTU, **facts})
    return lambda data: pelaku.jws(data, officer(), told)


def confirmation(**facts: Any) -> Callable[[bytes, str], str]:
    """The pimpinan's own signature with another meaning, time or confirmation."""

    def make(data: bytes, atas: str) -> str:
        told = {"maksud": MENANDATANGANI, "waktu": WAKTU, "jabatan": JABATAN, "atas": atas}
        return pelaku.jws(data, pimpinan(), Pernyataan(**{**told, **facts}))

    return make


def raw(change: Callable[[str], str] | None = None, **header: Any) -> Callable[[bytes], str]:
    """The operator's own signature under a header that the program never writes."""
    return lambda data: pelaku.raw_jws(data, officer(), change, **header)


def chain(*holders: Callable[[], Pihak]) -> Callable[[bytes], str]:
    def make(data: bytes) -> str:
        ders = [sertifikat.to_der(one().certificate) for one in holders]
        return pelaku.raw_jws(data, officer(), x5c=[b64encode(der).decode() for der in ders])

    return make


def odd_certificate(change: Callable[[bytes], bytes]) -> Callable[[bytes], str]:
    """A signature over a certificate whose bytes were bent."""

    def make(_: bytes) -> str:
        der = sertifikat.to_der(pelaku.self_made(pimpinan().key, NAMA, peran="operator"))
        bent = change(der)
        assert bent != der
        told = {
            "alg": "RS256", "b64": False, "crit": ["b64"],
            "lontar": msgspec.to_builtins(Pernyataan(MENYATAKAN, WAKTU)),
            "x5c": [b64encode(bent).decode()],
        }  # fmt: skip
        head = json.dumps(told, separators=(",", ":"), sort_keys=True).encode()
        return f"{_b64(head)}..{_b64(bytes(384))}"

    return make


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def on_curve(data: bytes) -> str:
    """A signature by a key on a curve, under a header that speaks of RSA."""
    key = pelaku.curve_key()
    der = sertifikat.to_der(pelaku.self_made(key, NAMA, peran="operator"))
    told = {
        "alg": "RS256", "b64": False, "crit": ["b64"],
        "lontar": msgspec.to_builtins(Pernyataan(MENYATAKAN, WAKTU)),
        "x5c": [b64encode(der).decode()],
    }  # fmt: skip
    head = _b64(json.dumps(told, separators=(",", ":"), sort_keys=True).encode())
    return f"{head}..{_b64(key.sign(head.encode() + b'.' + data, ec.ECDSA(SHA256())))}"


def small(data: bytes) -> str:
    key = pelaku.small_key()
    return pelaku.raw_jws(data, Pihak(key, pelaku.self_made(key, NAMA, peran="operator")))


def changed_by_operator(parts: Bedah) -> None:
    """The operator changes a figure after the pimpinan signed, and states it once more."""
    from tests.exchange.serangan.angka import adjusted

    adjusted()(parts)
    told = pelaku.signatures_of(parts)
    data = pelaku.canonical(parts)
    made = pelaku.jws(data, officer(), Pernyataan(MENYATAKAN, WAKTU))
    pelaku.put_signatures(parts, {**told, FIRST: made})


def third(parts: Bedah) -> None:
    told = pelaku.signatures_of(parts)
    pelaku.put_signatures(parts, {**told, "tanda_tangan.3.0001": told[FIRST]})


def of_other_package(*keys: str) -> Callable[[dict[str, str]], dict[str, str]]:
    def change(own: dict[str, str]) -> dict[str, str]:
        other = pelaku.signatures_of(meja.opened(contoh.package(contoh.TTS)))
        return {**own, **{key: other[key] for key in keys}}

    return change


def only_meta(change: Callable[[dict[str, str]], dict[str, str]]) -> Callable[[Bedah], None]:
    """The signatures of `_meta` alone are others."""

    def attack(parts: Bedah) -> None:
        new = change(pelaku.signatures_of(parts))
        meja.change_meta(
            parts, lambda old: {k: v for k, v in old.items() if "tanda_tangan" not in k} | new
        )

    return attack


def without(keys: Sequence[str]) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda own: {key: text for key, text in own.items() if key not in keys}


def edited(key: str, change: Callable[[str], str]) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda own: {**own, key: change(own[key])}


def flip(text: str) -> str:
    return text[:-10] + ("A" if text[-10] != "A" else "B") + text[-9:]


def unknown_key(der: bytes) -> bytes:
    """The same certificate for a kind of key that nobody has heard of."""
    return der.replace(bytes.fromhex("2a864886f70d010101"), bytes.fromhex("2a864886f70d010163"))


def even_exponent(der: bytes) -> bytes:
    return der.replace(bytes.fromhex("0203010001"), bytes.fromhex("0203010000"), 1)


TANDA: dict[str, Callable[[Bedah], None]] = {
    "ttd_dibuang": signatures(lambda _: {}),
    "ttd_tanpa_pimpinan": signatures(without([SECOND])),
    "ttd_tanpa_penyata": signatures(lambda own: {FIRST: own[SECOND]}),
    "ttd_ditukar": signatures(lambda own: {FIRST: own[SECOND], SECOND: own[FIRST]}),
    "ttd_penyata_dua_kali": signatures(lambda own: {FIRST: own[FIRST], SECOND: own[FIRST]}),
    "ttd_pimpinan_dua_kali": signatures(lambda own: {FIRST: own[SECOND], SECOND: own[SECOND]}),
    "ttd_ketiga": third,
    "ttd_paket_lain": signatures(of_other_package(FIRST, SECOND)),
    "ttd_pimpinan_paket_lain": signatures(of_other_package(SECOND)),
    "ttd_beda_salinan": only_meta(of_other_package(SECOND)),
    "ttd_hilang_di_meta": only_meta(without([SECOND])),
    "ttd_semua_hilang_di_meta": only_meta(lambda _: {}),
    "ttd_nilai_dibalik": signatures(edited(SECOND, flip)),
    "ttd_penyata_lain": first(statement(waktu=later(0.01).isoformat())),
    "ttd_atas_kosong": second(confirmation(atas="")),
    "ttd_maksud_lain": second(confirmation(maksud="penarikan")),
    "ttd_maksud_penyata": first(statement(maksud=MENANDATANGANI)),
    "ttd_tampilan_kosong": second(confirmation()),
    "ttd_masa_depan": second(confirmation(waktu=later(3).isoformat())),
    "ttd_masa_lalu": second(confirmation(waktu=later(-90).isoformat())),
    "ttd_tanpa_zona": second(confirmation(waktu="2026-10-05T09:30:00")),
    "ttd_bukan_waktu": second(confirmation(waktu="kemarin")),
    "operator_mengubah": changed_by_operator,
    "orang_asing": by(stranger(0), stranger(1)),
    "orang_asing_pimpinan": by(officer, stranger(1)),
    "orang_asing_penyata": by(stranger(0), pimpinan),
    "orang_latihan": by(practising(0), practising(1)),
    "swatanda": by(officer, self_made),
    "sertifikat_sendiri": by(officer, rearmed),
    "ca_sebagai_penanda": by(officer, authority),
    "wilayah_lain": by(officer, lambda: pimpinan(contoh.TTS)),
    "wilayah_lain_keduanya": by(lambda: officer(contoh.TTS), lambda: pimpinan(contoh.TTS)),
    "wilayah_provinsi": by(officer, issued("pimpinan", wilayah="53")),
    "provinsi_lain": by(
        lambda: officer(provinsi="Provinsi Lain"), lambda: pimpinan(provinsi="Provinsi Lain")
    ),
    "operator_dua_kali": by(officer, officer),
    "operator_lain_sebagai_pimpinan": by(officer, issued("operator", nama="Ana Contoh")),
    "pimpinan_menyatakan": by(pimpinan, issued("pimpinan", nama="Ana Contoh")),
    "orang_sama_dua_kunci": by(officer, namesake),
    "verifikator_menyatakan": by(issued("verifikator", nama="Ana Contoh"), pimpinan),
    "sertifikat_belum_berlaku": by(officer, issued("pimpinan", nama="Ana Contoh", since=30)),
    "jws_alg_none": first(raw(alg="none")),
    "jws_alg_hs256": first(raw(alg="HS256")),
    "jws_b64_true": first(raw(b64=True)),
    "jws_tanpa_crit": first(raw(crit=None)),
    "jws_kid": first(raw(kid="1")),
    "jws_jku": first(raw(jku="http://contoh.invalid/kunci")),
    "jws_jwk": first(raw(jwk={"kty": "RSA", "e": "AQAB", "n": "AQ"})),
    "jws_kunci_ganda": first(raw(lambda text: text.replace("{", '{"alg":"none",', 1))),
    "jws_spasi": first(raw(lambda text: text.replace(",", ", ", 1))),
    "jws_pernyataan_asing": first(
        raw(
            lontar={
                "maksud": "menyatakan",
                "waktu": WAKTU,
                "jabatan": "",
                "atas": "",
                "tampilan": {},
                "izin": True,
            }
        )
    ),
    "jws_rantai_tiga": first(chain(officer, authority, authority)),
    "jws_rantai_palsu": first(chain(officer, pelaku.false_authority)),
    "jws_rantai_terbalik": first(chain(authority, officer)),
    "jws_rantai_kosong": first(raw(x5c=[])),
    "jws_rantai_bukan_teks": first(raw(x5c=[7])),
    "jws_isi_menempel": signatures(edited(FIRST, lambda text: text.replace("..", ".e30."))),
    "jws_pengisi": signatures(edited(FIRST, lambda text: text + "==")),
    "jws_bukan_ascii": signatures(edited(FIRST, lambda text: text[:-1] + "é")),
    "jws_terlalu_panjang": signatures(edited(FIRST, lambda text: text + "A" * 25_000)),
    "jws_bukan_json": signatures(edited(FIRST, lambda text: "AAAA" + text)),
    "jws_kosong": signatures(edited(FIRST, lambda _: "..")),
    "kunci_kecil": first(small),
    "kunci_kurva": first(on_curve),
    "kunci_tak_dikenal": first(odd_certificate(unknown_key)),
    "kunci_eksponen_genap": first(odd_certificate(even_exponent)),
    "sertifikat_terpotong": first(odd_certificate(lambda der: der[:300])),
}
"""What is done to the parts of the package."""
