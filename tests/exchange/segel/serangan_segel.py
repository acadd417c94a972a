"""Attacks on the text of the seal: wrapping, swapping, weak algorithms, hidden instructions.

Each entry makes the bytes, and says with which reason they must be refused.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import MD5, SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.exchange.contoh_sertifikat import officer
from tests.exchange.segel.contoh_segel import (
    ORIGIN,
    ORIGIN_LIST,
    ROOT,
    SIG,
    TYPES,
    Bedah,
    opened,
    pemilik,
    sealed,
    signed_again,
    small,
)
from tests.exchange.segel.serangan_isi import sel_diubah

if TYPE_CHECKING:
    from collections.abc import Callable

SIG_TYPE = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
SIG_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/"
SHA256_URI = "http://www.w3.org/2001/04/xmlenc#sha256"
RSA_URI = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
PAKET = r'<Object Id="idPackageObject">.*?</Object>'
VALUE = r"<SignatureValue>[^<]*</SignatureValue>"


def on_text(change: Callable[[str], str], *, cell: bool = False) -> Callable[[], bytes]:
    """A package whose seal was rewritten; with `cell`, a figure was changed as well."""

    def attack() -> bytes:
        parts = opened()
        if cell:
            sel_diubah(parts)
        parts.edit(SIG, change)
        return parts.packed()

    return attack


def on_parts(change: Callable[[Bedah], None]) -> Callable[[], bytes]:
    def attack() -> bytes:
        parts = opened()
        change(parts)
        return parts.packed()

    return attack


def swap(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def valued(text: str, value: bytes) -> str:
    told = f"<SignatureValue>{base64.b64encode(value).decode()}</SignatureValue>"
    return re.sub(VALUE, told, text)


def value_of(text: str) -> bytes:
    return base64.b64decode(text.partition("<SignatureValue>")[2].partition("<")[0])


# --- The signature value and the digests ----------------------------------------------------------


def nilai_dibalik(text: str) -> str:
    raw = value_of(text)
    return valued(text, bytes([raw[0] ^ 1]) + raw[1:])


def manifest_disesuaikan(text: str) -> str:
    parts = opened()
    sel_diubah(parts)
    other = re.search(r"sheet4\.xml\?.*?<DigestValue>([^<]*)<", text)
    assert other is not None
    return text.replace(other[1], _digest(parts["xl/worksheets/sheet4.xml"]), 1)


def _digest(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def waktu_diubah(text: str) -> str:
    return text.replace("2026-10-05T09:30:00Z", "2026-09-01T09:30:00Z")


def komentar_diubah(text: str) -> str:
    told = text.partition("<SignatureComments>")[2].partition("<")[0]
    return text.replace(told, f"{told} (benar)")


# --- Wrapping -------------------------------------------------------------------------------------


def _false_object(text: str) -> str:
    found = re.search(PAKET, manifest_disesuaikan(text))
    assert found is not None
    return found[0]


def objek_palsu_dulu(text: str) -> str:
    return swap(
        '<Object Id="idPackageObject">', _false_object(text) + '<Object Id="idPackageObject">'
    )(text)


def objek_palsu_akhir(text: str) -> str:
    return swap("</Signature>", _false_object(text) + "</Signature>")(text)


def objek_bersarang(text: str) -> str:
    found = re.search(PAKET, text)
    assert found is not None
    false = _false_object(text).removesuffix("</Object>")
    return text.replace(found[0], f"{false}{found[0]}</Object>", 1)


def manifest_kedua(text: str) -> str:
    false = (
        _false_object(text).replace("idPackageObject", "idLain").replace("idSignatureTime", "idW")
    )
    return swap("</Signature>", false + "</Signature>")(text)


def dua_signature(text: str) -> str:
    return text + text.partition("\n")[2]


# --- Algorithms -----------------------------------------------------------------------------------


def hmac_kunci_publik(text: str) -> str:
    text = swap(RSA_URI, f"{MORE}hmac-sha256")(manifest_disesuaikan(text))
    public = pemilik().certificate.public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return valued(text, hmac.digest(der, text.encode(), "sha256"))


def alg_kosong(text: str) -> str:
    text = swap(RSA_URI, "http://www.w3.org/2000/09/xmldsig#none")(text)
    return re.sub(VALUE, "<SignatureValue></SignatureValue>", text)


def sha1(text: str) -> str:
    text = swap(RSA_URI, "http://www.w3.org/2000/09/xmldsig#rsa-sha1")(text)
    text = text.replace(SHA256_URI, "http://www.w3.org/2000/09/xmldsig#sha1")
    return signed_again(text, digest="sha1", sign_hash=SHA1())  # noqa: S303 - an attack


def md5(text: str) -> str:
    text = swap(RSA_URI, f"{MORE}rsa-md5")(text).replace(SHA256_URI, f"{MORE}md5")
    return signed_again(text, digest="md5", sign_hash=MD5())  # noqa: S303 - an attack


def ecdsa(value: bytes) -> Callable[[str], str]:
    return lambda text: valued(swap(RSA_URI, f"{MORE}ecdsa-sha256")(text), value)


# --- Certificates beside the right one ------------------------------------------------------------


def _certificate(text: str) -> str:
    return text.partition("<X509Certificate>")[2].partition("<")[0]


def _attackers() -> str:
    der = officer("53.02").certificate.public_bytes(Encoding.DER)
    return base64.b64encode(der).decode()


def keyvalue_penyerang(text: str) -> str:
    numbers = officer("53.02").key.public_key().public_numbers()
    modulus = base64.b64encode(numbers.n.to_bytes(384, "big")).decode()
    value = f"<Modulus>{modulus}</Modulus><Exponent>AQAB</Exponent>"
    key = f"<KeyValue><RSAKeyValue>{value}</RSAKeyValue></KeyValue>"
    text = swap("<KeyInfo>", f"<KeyInfo>{key}")(manifest_disesuaikan(text))
    return signed_again(text, officer("53.02").key)


def dua_sertifikat(*, own_first: bool) -> Callable[[str], str]:
    def change(text: str) -> str:
        pair = [_certificate(text), _attackers()]
        pair = pair if own_first else pair[::-1]
        both = "".join(f"<X509Certificate>{one}</X509Certificate>" for one in pair)
        text = swap(f"<X509Certificate>{_certificate(text)}</X509Certificate>", both)(text)
        return signed_again(manifest_disesuaikan(text), officer("53.02").key)

    return change


def tanpa_keyinfo(text: str) -> str:
    return re.sub("<KeyInfo>.*</KeyInfo>", "", text)


# --- More than one seal, or a part of one ---------------------------------------------------------


def dibuang_sebagian(parts: Bedah) -> None:
    del parts[SIG], parts[ORIGIN], parts[ORIGIN_LIST]


def ttd_kedua(parts: Bedah) -> None:
    parts.add("_xmlsignatures/sig2.xml", parts[SIG], SIG_TYPE)
    parts.lead(ORIGIN_LIST, "rId2", f"{SIG_KIND}signature", "sig2.xml")


def rels_ke_ttd_lain(parts: Bedah) -> None:
    parts.add("_xmlsignatures/sig9.xml", parts[SIG], SIG_TYPE)
    parts.swap(ORIGIN_LIST, ("sig1.xml", "sig9.xml"))


def tipe_isi_ttd_dibuang(parts: Bedah) -> None:
    parts.edit(TYPES, lambda text: re.sub(rf'<Override [^>]*"{re.escape(SIG_TYPE)}"/>', "", text))


def relasi_origin_dibuang(parts: Bedah) -> None:
    parts.edit(ROOT, lambda text: re.sub(r'<Relationship Id="rIdTtd"[^>]*/>', "", text))


def relasi_origin_dialihkan(parts: Bedah) -> None:
    parts.swap(ROOT, ('Target="_xmlsignatures/origin.sigs"', 'Target="_xmlsignatures/sig1.xml"'))


def origin_berisi(parts: Bedah) -> None:
    parts[ORIGIN] = b"x"


def folder_beda_huruf(parts: Bedah) -> None:
    parts["_XmlSignatures/sig2.xml"] = parts[SIG]


def made_silent(parts: Bedah) -> None:
    """All that leads other programs to the seal taken away, as if it had been made so."""
    relasi_origin_dibuang(parts)
    del parts[ORIGIN], parts[ORIGIN_LIST]


def dijadikan_tampak() -> bytes:
    parts, visible = opened(sealed(tampak=False)), opened()
    for name in (ROOT, ORIGIN, ORIGIN_LIST):
        parts[name] = visible[name]
    return parts.packed()


def ttd_paket_lain(parts: Bedah) -> None:
    parts[SIG] = opened(small())[SIG]


# --- Hidden instructions --------------------------------------------------------------------------


def doctype(declaration: str, *pair: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        text = text.replace(
            "\n<Signature ", f"\n<!DOCTYPE Signature [{declaration}]><Signature ", 1
        )
        return swap(*pair)(text) if pair else text

    return change


LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)
XXE = '<!ENTITY x SYSTEM "file:///etc/hostname">'


def utf16(parts: Bedah) -> None:
    parts[SIG] = parts[SIG].decode().replace("UTF-8", "UTF-16").encode("utf-16")


def sarang(count: int) -> Callable[[str], str]:
    nest = "<a>" * count + "</a>" * count
    return swap("</Signature>", f"<Object>{nest}</Object></Signature>")


SEGEL: dict[str, tuple[Callable[[], bytes], str]] = {
    "s02_nilai_ttd_dibalik": (on_text(nilai_dibalik), "sig_nilai"),
    "s03_digest_disesuaikan": (on_text(manifest_disesuaikan, cell=True), "sig_digest"),
    "s04_bungkus_objek_palsu_dulu": (on_text(objek_palsu_dulu, cell=True), "sig_id"),
    "s05_bungkus_objek_palsu_akhir": (on_text(objek_palsu_akhir, cell=True), "sig_id"),
    "s06_bungkus_bersarang": (on_text(objek_bersarang, cell=True), "sig_id"),
    "s07_manifest_baru": (on_text(manifest_kedua, cell=True), "sig_bentuk"),
    "s08_objek_tak_dirujuk": (
        on_text(swap("</Signature>", "<Object>bebas</Object></Signature>")),
        "sig_bentuk",
    ),
    "s09_unsigned_properties": (
        on_text(
            swap(
                "</xd:QualifyingProperties>",
                "<xd:UnsignedProperties></xd:UnsignedProperties></xd:QualifyingProperties>",
            )
        ),
        "sig_bentuk",
    ),
    "s10_komentar_xml": (on_text(swap("<Manifest>", "<!-- x --><Manifest>")), "sig_bentuk"),
    "s11_spasi_base64": (on_text(swap("<SignatureValue>", "<SignatureValue>\n")), "sig_bentuk"),
    "s22_hmac_kunci_publik": (on_text(hmac_kunci_publik, cell=True), "sig_algoritma"),
    "s23_alg_kosong": (on_text(alg_kosong, cell=True), "sig_algoritma"),
    "s24_sha1": (on_text(sha1), "sig_algoritma"),
    "s25_md5": (on_text(md5), "sig_algoritma"),
    "s26_ecdsa_nol": (on_text(ecdsa(bytes(64)), cell=True), "sig_algoritma"),
    "s26_rsa_nol": (on_text(lambda text: valued(text, bytes(384))), "sig_nilai"),
    "s27_ecdsa_der": (on_text(ecdsa(b"0\x06\x02\x01\x01\x02\x01\x01")), "sig_algoritma"),
    "s28_keyvalue_penyerang": (on_text(keyvalue_penyerang, cell=True), "sig_bentuk"),
    "s29_dua_sertifikat": (on_text(dua_sertifikat(own_first=False), cell=True), "sig_bentuk"),
    "s30_sertifikat_penyerang_dua": (
        on_text(dua_sertifikat(own_first=True), cell=True),
        "sig_bentuk",
    ),
    "s32_tanpa_keyinfo": (on_text(tanpa_keyinfo), "sig_bentuk"),
    "s33_ttd_paket_lain": (on_parts(ttd_paket_lain), "isi_ditambah"),
    "s34_waktu_diubah": (on_text(waktu_diubah), "sig_digest"),
    "s35_komentar_diubah": (on_text(komentar_diubah), "sig_digest"),
    "s36_ttd_kedua": (on_parts(ttd_kedua), "sig_jumlah"),
    "s37_dua_signature_satu_berkas": (on_text(dua_signature), "sig_jumlah"),
    "s38_rels_ke_ttd_lain": (on_parts(rels_ke_ttd_lain), "sig_jumlah"),
    "s39_tipe_isi_ttd_dibuang": (on_parts(tipe_isi_ttd_dibuang), "ct_sig"),
    "s40_relasi_origin_dibuang": (on_parts(relasi_origin_dibuang), "sig_origin"),
    "x01_xxe_berkas": (
        on_text(doctype(XXE, "<SetupID></SetupID>", "<SetupID>&x;</SetupID>")),
        "sig_dtd",
    ),
    "x02_miliar_tawa": (
        on_text(doctype(LAUGHS, "<SetupID></SetupID>", "<SetupID>&a9;</SetupID>")),
        "sig_dtd",
    ),
    "x03_dtd_id_atribut": (on_text(doctype("<!ATTLIST Object Lain ID #IMPLIED>")), "sig_dtd"),
    "x05_utf16_sig": (on_parts(utf16), "sig_jumlah"),
    "x06_sarang_dalam": (on_text(sarang(20_000)), "sig_bentuk"),
    "x06_sarang_terlalu_besar": (on_text(sarang(40_000)), "zip_bom"),
    # Beyond the table: the rules it has no row for.
    "dibuang_sebagian": (on_parts(dibuang_sebagian), "ct_yatim"),
    "relasi_origin_dialihkan": (on_parts(relasi_origin_dialihkan), "sig_origin"),
    "origin_berisi": (on_parts(origin_berisi), "sig_jumlah"),
    "folder_beda_huruf": (on_parts(folder_beda_huruf), "sig_jumlah"),
    "dijadikan_diam": (on_parts(made_silent), "sig_bentuk"),
    "dijadikan_tampak": (dijadikan_tampak, "sig_bentuk"),
    "sertifikat_bukan_base64": (
        on_text(swap("<X509Certificate>MII", "<X509Certificate>M!I")),
        "sig_bentuk",
    ),
    "dua_peran": (
        on_text(swap("</xd:ClaimedRoles>", "<xd:ClaimedRole>X</xd:ClaimedRole></xd:ClaimedRoles>")),
        "sig_bentuk",
    ),
}
