"""Sealing a workbook: every part signed, the plumbing rewritten in its one form.

Parts that stay as they are keep their packed bytes, so that sealing costs little more than the
signature itself.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange.segel import aturan, naskah, opc, peti
from app.exchange.segel.lihat import check_text
from app.exchange.segel.model import FOLDER, ROOT_RELATIONS, SIGNATURE, TYPES

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.segel.aturan import Rangka

# Office never signs them, POI cannot check them signed, unsigned they would be an uncovered part.
_DROPPED = frozenset({"docProps/core.xml", "docProps/app.xml"})
_FORMULA = re.compile(rb"<f[\s/>]")
# Excel recalculates what another version calculated, and then calls the signature invalid.
_CALCULATION = re.compile(rb'<calcPr calcId="191029" calcMode="manual"[^>]*>')
_RECALCULATES = b'fullCalcOnLoad="1"'


def seal(
    workbook: bytes,
    key: RSAPrivateKey,
    certificate: Certificate,
    *,
    waktu: datetime,
    komentar: str,
    peran: str,
    tampak: bool = True,
) -> bytes:
    """The workbook with its seal; `waktu` (with a zone) is kept to the second.

    `komentar` and `peran` are shown by Excel beside the signature: at most 255 letters each, no
    control characters. Without `tampak` no other program is led to the seal; it counts the same.

    Raises:
        ValueError: the workbook is not one this program writes, or key, time or texts do not fit.

    """
    if waktu.tzinfo is None or not (naskah.fits(komentar) and naskah.fits(peran)):
        raise ValueError("a seal needs a time with a zone and two plain texts")
    if certificate.public_key() != key.public_key():
        raise ValueError("the certificate must be the signer's own")
    try:
        rangka, streams, digests = _taken_over(workbook, tampak)
    except LontarError as error:
        raise ValueError(f"not a workbook to be sealed: {error.kode}") from error
    written = waktu.astimezone(UTC).strftime(naskah.TIME)
    isian = naskah.Isian(written, komentar, peran, tampak)
    built = naskah.compose(aturan.references(rangka, digests), isian, naskah.owner(certificate))
    plumbing = {
        TYPES: opc.write_types(rangka.parts),
        SIGNATURE: built.complete(_signature(built.payload, key)),
        **{name: opc.write_relations(rows) for name, rows in rangka.lists.items()},
        **(opc.VISIBLE_PARTS if tampak else {}),
    }
    return peti.write([*streams, *(peti.packed(*one) for one in plumbing.items())])


def _taken_over(
    workbook: bytes,
    tampak: bool,  # noqa: FBT001 - handed on as it came
) -> tuple[Rangka, list[peti.Aliran], dict[str, bytes]]:
    """The package to come, the packed bytes and the digests of the parts that stay."""
    found = {entri.name: entri for entri in peti.entries(workbook)}
    if not {TYPES, ROOT_RELATIONS} <= found.keys() or any(
        name.startswith(FOLDER) for name in found
    ):
        raise ValueError("not an office file without a seal")
    jenis = opc.read_types(peti.inflate(workbook, found.pop(TYPES)))
    for name in _DROPPED:
        found.pop(name, None)
    lists = {
        name: opc.read_relations(name, peti.inflate(workbook, found.pop(name)))
        for name in list(found)
        if aturan.is_list(name)
    }
    root = [one for one in lists[ROOT_RELATIONS] if one.target not in _DROPPED]
    lists[ROOT_RELATIONS] = [*root, opc.ORIGIN_RELATION] if tampak else root
    rangka = _frame({name: jenis.of(name) for name in found}, lists, tampak)
    digests = {}
    for name, entri in found.items():
        content = peti.inflate(workbook, entri)
        _check_part(name, rangka.parts[name], content)
        digests[name] = hashlib.sha256(content).digest()
    return rangka, [peti.copied(workbook, entri) for entri in found.values()], digests


def _frame(parts: dict[str, str], lists: aturan.Daftar, tampak: bool) -> Rangka:  # noqa: FBT001 - a fact of the seal
    """The sealed package as its reader will see it, by the reader's own rules."""
    jenis = opc.read_types(opc.write_types(parts))
    own = {TYPES, SIGNATURE, *(opc.VISIBLE_PARTS if tampak else ())}
    return aturan.frame({*parts, *lists, *own}, jenis, lists)


def _check_part(name: str, kind: str, content: bytes) -> None:
    if kind != aturan.PNG_TYPE:
        check_text(name, content)
    if kind == aturan.SHEET_TYPE and _FORMULA.search(content):
        raise ValueError(f"a formula in {name}")
    if kind == aturan.MAIN_TYPE and (not _CALCULATION.search(content) or _RECALCULATES in content):
        raise ValueError("a workbook that would be calculated anew when opened")


def _signature(payload: bytes, key: RSAPrivateKey) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    return key.sign(payload, PKCS1v15(), SHA256())
