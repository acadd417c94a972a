"""What the parts of the seal hand to each other, and the names they agree on."""

from __future__ import annotations

from datetime import datetime

import msgspec

TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
FOLDER = "_xmlsignatures/"
ORIGIN = "_xmlsignatures/origin.sigs"
ORIGIN_RELATIONS = "_xmlsignatures/_rels/origin.sigs.rels"
SIGNATURE = "_xmlsignatures/sig1.xml"

RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
ORIGIN_TYPE = "application/vnd.openxmlformats-package.digital-signature-origin"
SIGNATURE_TYPE = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"


class Rujukan(msgspec.Struct, frozen=True):
    """One part as the seal covers it: address with type, relationship ids, SHA-256 in base64.

    `ids` is None for every part that is not a list of relationships.
    """

    uri: str
    digest: str
    ids: tuple[str, ...] | None = None


class SegelMentah(msgspec.Struct, frozen=True):
    """A seal as found, with what it would have to say about the package around it.

    `tampak` tells whether other programs are led to it, `asli` whether the ZIP around the parts is
    the exported one too, to the byte.
    """

    sig: bytes
    rujukan: tuple[Rujukan, ...]
    tampak: bool
    asli: bool


class SegelTerbaca(msgspec.Struct, frozen=True):
    """What a seal that holds says; `waktu` is the signer's own claim, in UTC."""

    waktu: datetime
    komentar: str
    peran: str
    tampak: bool
