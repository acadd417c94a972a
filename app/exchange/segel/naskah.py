"""The text of a seal, `sig1.xml`, written directly in canonical form.

So no library for canonical XML is needed, and two programs can only ever write the same bytes. The
order of elements and the constants are what Office itself writes for an invisible signature.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.x509 import Certificate, Name

    from app.exchange.segel.model import Rujukan

MAX_TEXT = 255
TIME = "%Y-%m-%dT%H:%M:%SZ"

_DSIG = "http://www.w3.org/2000/09/xmldsig#"
_XADES = "http://uri.etsi.org/01903/v1.3.2#"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/digital-signature"
_OFFICE = "http://schemas.microsoft.com/office/2006/digsig"
_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ALGORITHMS = frozenset({_C14N, _SHA256, _RELATIONS, RSA_SHA256})
IDS = (
    "idPackageSignature",
    "idPackageObject",
    "idSignatureTime",
    "idOfficeObject",
    "idOfficeV1Details",
    "idSignedProperties",
)

_S256 = f'<DigestMethod Algorithm="{_SHA256}"></DigestMethod>'
_C14T = f'<Transform Algorithm="{_C14N}"></Transform>'
_PURPOSES = {
    True: "Created and approved this document",
    # Signed, so that nobody can make a visible seal out of a silent one or the reverse.
    False: "Created and approved this document, not announced to other programs",
}
# The newest short names Office uses; any other attribute is written as its number.
_SHORT = {
    "2.5.4.3": "CN",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.6": "C",
    "2.5.4.8": "S",
    "2.5.4.7": "L",
    "2.5.4.5": "SERIALNUMBER",
}


class Pemilik(NamedTuple):
    """The certificate as the seal quotes it."""

    der: bytes
    penerbit: str
    nomor: int


class Isian(NamedTuple):
    """What differs from one seal to the next, besides the package itself."""

    waktu: str
    komentar: str
    peran: str
    tampak: bool


class Naskah(NamedTuple):
    """A seal without its signature value."""

    signed_info: str
    paket: str
    kantor: str
    properti: str
    sertifikat: str

    @property
    def payload(self) -> bytes:
        """The bytes that are signed."""
        return self.signed_info.replace("<SignedInfo>", f'<SignedInfo xmlns="{_DSIG}">', 1).encode()

    def complete(self, signature: bytes) -> bytes:
        """All of `sig1.xml`."""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<Signature xmlns="{_DSIG}" Id="idPackageSignature">{self.signed_info}'
            f"<SignatureValue>{_base64(signature)}</SignatureValue>"
            f"<KeyInfo><X509Data><X509Certificate>{self.sertifikat}</X509Certificate></X509Data>"
            f"</KeyInfo>{self.paket}{self.kantor}"
            f'<Object><xd:QualifyingProperties xmlns:xd="{_XADES}" Target="#idPackageSignature">'
            f"{self.properti}</xd:QualifyingProperties></Object></Signature>"
        ).encode()


def compose(rujukan: Iterable[Rujukan], isian: Isian, pemilik: Pemilik) -> Naskah:
    """The seal over these parts, ready to be signed."""
    paket = _package_object(rujukan, isian.waktu)
    kantor = _office_object(escaped(isian.komentar))
    properti = _signed_properties(isian, pemilik)
    digests = [_digest(text) for text in canonical_objects(paket, kantor, properti)]
    return Naskah(_signed_info(*digests), paket, kantor, properti, _base64(pemilik.der))


def canonical_objects(paket: str, kantor: str, properti: str) -> tuple[str, str, str]:
    """The three signed objects as they are digested: inclusive C14N adds the inherited names."""
    return (
        paket.replace("<Object ", f'<Object xmlns="{_DSIG}" ', 1),
        kantor.replace("<Object ", f'<Object xmlns="{_DSIG}" ', 1),
        properti.replace(
            "<xd:SignedProperties ",
            f'<xd:SignedProperties xmlns="{_DSIG}" xmlns:xd="{_XADES}" ',
            1,
        ),
    )


def owner(certificate: Certificate) -> Pemilik:
    """What the seal says about the signer's certificate."""
    from cryptography.hazmat.primitives.serialization import Encoding

    der = certificate.public_bytes(Encoding.DER)
    return Pemilik(der, issuer_text(certificate.issuer), certificate.serial_number)


def issuer_text(name: Name) -> str:
    """A distinguished name as Office writes it: last part first, values escaped (RFC 4514)."""
    parts = []
    for group in reversed(name.rdns):
        known = [
            (_SHORT.get(one.oid.dotted_string, f"OID.{one.oid.dotted_string}"), str(one.value))
            for one in group
        ]
        parts.append("+".join(f"{word}={_quoted(text)}" for word, text in known))
    return ", ".join(parts)


def fits(text: str) -> bool:
    """Whether a comment or role can stand in a seal: no control characters, at most 255 letters."""
    plain = all(unicodedata.category(letter)[0] != "C" for letter in text)
    return plain and len(text) <= MAX_TEXT


def escaped(text: str) -> str:
    """A text between tags, in canonical form."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """The reverse of `escaped`."""
    return text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")


def _quoted(text: str) -> str:
    quoted = "".join(f"\\{letter}" if letter in ',+"\\<>;' else letter for letter in text)
    if quoted[:1] in ("#", " "):
        quoted = f"\\{quoted}"
    return f"{quoted[:-1]}\\ " if len(quoted) > 1 and quoted.endswith(" ") else quoted


def _signed_info(paket: str, kantor: str, properti: str) -> str:
    objects = "".join(
        f'<Reference Type="{_DSIG}Object" URI="#{target}">{_S256}'
        f"<DigestValue>{digest}</DigestValue></Reference>"
        for target, digest in (("idPackageObject", paket), ("idOfficeObject", kantor))
    )
    return (
        f'<SignedInfo><CanonicalizationMethod Algorithm="{_C14N}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{RSA_SHA256}"></SignatureMethod>{objects}'
        '<Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#idSignedProperties">'
        f"<Transforms>{_C14T}</Transforms>{_S256}<DigestValue>{properti}</DigestValue>"
        "</Reference></SignedInfo>"
    )


def _package_object(rujukan: Iterable[Rujukan], waktu: str) -> str:
    manifest = "".join(_reference(one) for one in rujukan)
    return (
        f'<Object Id="idPackageObject"><Manifest>{manifest}</Manifest><SignatureProperties>'
        '<SignatureProperty Id="idSignatureTime" Target="#idPackageSignature">'
        f'<mdssi:SignatureTime xmlns:mdssi="{_PACKAGE}">'
        "<mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format>"
        f"<mdssi:Value>{waktu}</mdssi:Value></mdssi:SignatureTime>"
        "</SignatureProperty></SignatureProperties></Object>"
    )


def _reference(one: Rujukan) -> str:
    return (
        f'<Reference URI="{one.uri}">{_transforms(one)}{_S256}'
        f"<DigestValue>{one.digest}</DigestValue></Reference>"
    )


def _transforms(one: Rujukan) -> str:
    if one.ids is None:
        return ""
    chosen = "".join(
        f'<mdssi:RelationshipReference xmlns:mdssi="{_PACKAGE}" SourceId="{name}">'
        "</mdssi:RelationshipReference>"
        for name in one.ids
    )
    transform = f'<Transform Algorithm="{_RELATIONS}">{chosen}</Transform>'
    return f"<Transforms>{transform}{_C14T}</Transforms>"


def _office_object(komentar: str) -> str:
    return (
        '<Object Id="idOfficeObject"><SignatureProperties>'
        '<SignatureProperty Id="idOfficeV1Details" Target="#idPackageSignature">'
        f'<SignatureInfoV1 xmlns="{_OFFICE}"><SetupID></SetupID><SignatureText></SignatureText>'
        f"<SignatureImage></SignatureImage><SignatureComments>{komentar}</SignatureComments>"
        "<WindowsVersion>10.0</WindowsVersion><OfficeVersion>16.0</OfficeVersion>"
        "<ApplicationVersion>16.0</ApplicationVersion><Monitors>1</Monitors>"
        "<HorizontalResolution>1366</HorizontalResolution>"
        "<VerticalResolution>768</VerticalResolution><ColorDepth>32</ColorDepth>"
        "<SignatureProviderId>{00000000-0000-0000-0000-000000000000}</SignatureProviderId>"
        "<SignatureProviderUrl></SignatureProviderUrl>"
        "<SignatureProviderDetails>9</SignatureProviderDetails>"
        "<SignatureType>1</SignatureType></SignatureInfoV1>"
        f'<SignatureInfoV2 xmlns="{_OFFICE}"><Address1></Address1><Address2></Address2>'
        "</SignatureInfoV2></SignatureProperty></SignatureProperties></Object>"
    )


def _signed_properties(isian: Isian, pemilik: Pemilik) -> str:
    return (
        '<xd:SignedProperties Id="idSignedProperties"><xd:SignedSignatureProperties>'
        f"<xd:SigningTime>{isian.waktu}</xd:SigningTime>{_certificate(pemilik)}"
        "<xd:SignaturePolicyIdentifier><xd:SignaturePolicyImplied></xd:SignaturePolicyImplied>"
        f"</xd:SignaturePolicyIdentifier>{_role(escaped(isian.peran))}"
        "</xd:SignedSignatureProperties><xd:SignedDataObjectProperties>"
        "<xd:CommitmentTypeIndication><xd:CommitmentTypeId>"
        "<xd:Identifier>http://uri.etsi.org/01903/v1.2.2#ProofOfOrigin</xd:Identifier>"
        f"<xd:Description>{_PURPOSES[isian.tampak]}</xd:Description></xd:CommitmentTypeId>"
        "<xd:AllSignedDataObjects></xd:AllSignedDataObjects><xd:CommitmentTypeQualifiers>"
        f"<xd:CommitmentTypeQualifier>{escaped(isian.komentar)}</xd:CommitmentTypeQualifier>"
        "</xd:CommitmentTypeQualifiers></xd:CommitmentTypeIndication>"
        "</xd:SignedDataObjectProperties></xd:SignedProperties>"
    )


def _certificate(pemilik: Pemilik) -> str:
    digest = _base64(hashlib.sha256(pemilik.der).digest())
    return (
        f"<xd:SigningCertificate><xd:Cert><xd:CertDigest>{_S256}"
        f"<DigestValue>{digest}</DigestValue></xd:CertDigest><xd:IssuerSerial>"
        f"<X509IssuerName>{escaped(pemilik.penerbit)}</X509IssuerName>"
        f"<X509SerialNumber>{pemilik.nomor}</X509SerialNumber>"
        "</xd:IssuerSerial></xd:Cert></xd:SigningCertificate>"
    )


def _role(peran: str) -> str:
    if not peran:
        return ""
    claimed = f"<xd:ClaimedRole>{peran}</xd:ClaimedRole>"
    return f"<xd:SignerRole><xd:ClaimedRoles>{claimed}</xd:ClaimedRoles></xd:SignerRole>"


def _digest(text: str) -> str:
    return _base64(hashlib.sha256(text.encode()).digest())


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
