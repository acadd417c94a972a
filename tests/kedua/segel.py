"""The native seal: section 8 of resources/format/paket.md. Nothing of it is interpreted."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import unicodedata
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from tests.kedua.buku import CENTRAL, END, FOLDER, LOCAL, ROOT, TYPES, Putus, demand, kinds

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DSIG, XADES = "http://www.w3.org/2000/09/xmldsig#", "http://uri.etsi.org/01903/v1.3.2#"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
SIG, ORIGIN, ORIGIN_LIST = (
    FOLDER + name for name in ("sig1.xml", "origin.sigs", "_rels/origin.sigs.rels")
)
LISTS = "application/vnd.openxmlformats-package.relationships+xml"
SIGNED = "application/vnd.openxmlformats-package.digital-signature"
SS, OD = (
    f"application/vnd.openxmlformats-officedocument{word}" for word in (".spreadsheetml.", ".")
)
PART_TYPES = {
    *(f"{SS}{word}+xml" for word in ("sheet.main", "worksheet", "sharedStrings", "styles")),
    *(f"{OD}{word}+xml" for word in ("theme", "drawing", "custom-properties")),
    "image/png",
}
INNER = {
    f"{OFFICE}/{word}"
    for word in ("worksheet", "sharedStrings", "styles", "theme", "drawing", "image")
}
OUTER = {f"{OFFICE}/officeDocument", f"{OFFICE}/custom-properties"}
S256 = '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>'
C14T = f'<Transform Algorithm="{C14N}"></Transform>'
PURPOSE = "Created and approved this document"
SHORT = {
    "2.5.4.3": "CN",
    "2.5.4.5": "SERIALNUMBER",
    "2.5.4.6": "C",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
}
NAME = r"(?:[A-Za-z0-9_.-]*[A-Za-z0-9_-]/)*[A-Za-z0-9_.-]*[A-Za-z0-9_-]"
Relasi = tuple[str, str, str]
ORIGIN_RELATION = ("rIdTtd", f"{PACKAGE}/relationships/digital-signature/origin", ORIGIN)


class Segel(NamedTuple):
    """A seal as found: its text, the references it must have, shown or not, ZIP as exported."""

    sig: bytes
    rujukan: str
    tampak: bool
    asli: bool


def has_trace(parts: dict[str, bytes]) -> bool:
    """Whether anything says that there is, or was, a seal."""
    if any(name.replace("\\", "/").casefold().startswith(FOLDER) for name in parts):
        return True
    texts = (
        html.unescape(parts.get(name, b"").decode("utf-8", "replace")) for name in (TYPES, ROOT)
    )
    return any("digital-signature" in text.casefold() for text in texts)


def look(data: bytes, parts: dict[str, bytes]) -> Segel | None:
    """The seal of a workbook, once its ZIP and its parts keep the rules; None without a trace."""
    if not has_trace(parts):
        return None
    asli = check_zip(data)
    inside = {name for name in parts if name.casefold().startswith(FOLDER)}
    tampak = inside == {SIG, ORIGIN, ORIGIN_LIST}
    demand(tampak or inside == {SIG}, "segel_jumlah")
    lists = {name: relations(parts, name) for name in parts if name.endswith(".rels")}
    if tampak:
        demand(not parts[ORIGIN], "segel_asal")
        signature = ("rId1", f"{PACKAGE}/relationships/digital-signature/signature", "sig1.xml")
        demand(lists.pop(ORIGIN_LIST) == [signature], "segel_asal")
    types = part_types(parts[TYPES])
    demand(types.pop(SIG, "") == f"{SIGNED}-xmlsignature+xml", "segel_jenis")
    ordinary = {name for name in parts if name != TYPES and name not in {*inside, *lists}}
    demand(types.keys() == ordinary and set(types.values()) <= PART_TYPES, "segel_jenis")
    for name in ordinary:
        text = types[name] == "image/png" or is_plain(parts[name])
        demand(text, "segel_xml")
    check_paths(parts, types, lists, tampak)
    return Segel(parts[SIG], references(parts, types, lists), tampak, asli)


def is_plain(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"<!DOCTYPE" not in content and b"<!ENTITY" not in content


def check_zip(data: bytes) -> bool:
    """The stricter rules of a sealed ZIP; whether it is the one that was exported."""
    at = len(data) - END.size
    demand(data.startswith(b"PK\5\6", at), "segel_zip_ekor")
    count, _, place, _ = END.unpack_from(data, at)[4:]
    entries, seen = [], set()
    for _ in range(count):
        found = CENTRAL.unpack_from(data, place)
        needed, flags, method, time, day, crc, packed, size, length, extra, comment = found[2:13]
        name = data[place + CENTRAL.size :][:length]
        spelled = name[:-1] if name.endswith(b"/") and not size and not packed else name
        fits = len(spelled) <= 128 and re.fullmatch(NAME.encode(), spelled)
        demand((fits or name == TYPES.encode()) and spelled.lower() not in seen, "segel_zip_nama")
        seen.add(spelled.lower())
        demand(needed in (10, 20) and not flags & ~6 and not comment, "segel_zip_entri")
        limit = {TYPES.encode(): 524_288, SIG.encode(): 262_144}.get(name, 64_000_000)
        demand(size <= (524_288 if name.endswith(b".rels") else limit), "segel_zip_bom")
        kind = (needed, flags, method, time, day, crc, packed, size, length)
        start = found[16] + LOCAL.size + length
        more = int.from_bytes(data[start - length - 2 : start - length], "little")
        demand(
            data[found[16] : start] == LOCAL.pack(b"PK\3\4", *kind, more) + name, "segel_zip_kepala"
        )
        behind = place + CENTRAL.size + length
        fields = (data[start : start + more], data[behind : behind + extra])
        demand(all(map(is_harmless, fields)), "segel_zip_entri")
        if spelled == name:
            body = data[start + more :][:packed]
            entries.append((name, method, crc, size, body))
        place = behind + extra
    return data == exported(entries)


def is_harmless(extra: bytes) -> bool:
    """Whether an extra field holds times and owners only, and is whole."""
    known = {0x5455, 0x5855, 0x7855, 0x7875, 0x000A}
    at = 0
    while at + 4 <= len(extra):
        at += 4 + int.from_bytes(extra[at + 2 : at + 4], "little")
    return at == len(extra) and kinds(extra) <= known


def exported(entries: list[tuple[bytes, int, int, int, bytes]]) -> bytes:
    """The ZIP as it is written, of the packed streams as they are."""
    first = {TYPES.encode(): 0, ROOT.encode(): 1}
    body, directory = bytearray(), bytearray()
    for name, method, crc, size, packed in sorted(
        entries, key=lambda one: (first.get(one[0], 2), one)
    ):
        kind = (20, 0, method, 0, 0x21, crc, len(packed), size, len(name), 0)
        directory += CENTRAL.pack(b"PK\1\2", 20, *kind, 0, 0, 0, 0, len(body)) + name
        body += LOCAL.pack(b"PK\3\4", *kind) + name + packed
    count = len(entries)
    return bytes(body + directory) + END.pack(
        b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0
    )


# --- Types, lists, references ---------------------------------------------------------------------


def part_types(content: bytes) -> dict[str, str]:
    """The type of every part, from a list of types in its one form."""
    rows = re.findall('<Override PartName="/([^"]*)" ContentType="([^"]*)"/>', content.decode())
    defaults = (("rels", LISTS), ("sigs", f"{SIGNED}-origin"), ("xml", "application/xml"))
    told = "".join(f'<Default Extension="{word}" ContentType="{kind}"/>' for word, kind in defaults)
    told += "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(rows)
    )
    written = f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{told}</Types>'
    demand(content == written.encode() and len(dict(rows)) == len(rows), "segel_daftar_jenis")
    return dict(rows)


def relations(parts: dict[str, bytes], name: str) -> list[Relasi]:
    """Id, type and target of every relationship, from a list in its one form."""
    pattern = '<Relationship Id="([^"]*)" Type="([^"]*)" Target="([^"]*)"/>'
    rows = sorted(re.findall(pattern, parts[name].decode("utf-8", "replace")))
    told = "".join(f'<Relationship Id="{i}" Type="{k}" Target="{t}"/>' for i, k, t in rows)
    written = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'
    demand(parts[name] == written.encode(), "segel_daftar_relasi")
    demand(len({row[0] for row in rows}) == len(rows), "segel_daftar_relasi")
    for ident, _, target in rows:
        demand(re.fullmatch("[A-Za-z_][A-Za-z0-9_.-]{0,62}", ident), "segel_daftar_relasi")
        demand(re.fullmatch("[A-Za-z0-9_./-]{1,200}", target), "segel_daftar_relasi")
    return rows


def check_paths(
    parts: dict[str, bytes], types: dict[str, str], lists: dict[str, list[Relasi]], tampak: bool
) -> None:
    """Every relationship leads to a part of the package, and to every part leads one."""
    reached, main = set(), []
    for name, rows in lists.items():
        folder, mark, file = f"/{name}".rpartition("/_rels/")
        source = f"{folder}/{file.removesuffix('.rels')}".strip("/")
        demand(mark and (not source or source in types), "segel_relasi")
        for row in rows:
            if name == ROOT and tampak and row == ORIGIN_RELATION:
                continue
            target = resolved(source, row[2])
            demand(row[1] in (INNER if source else OUTER) and target in types, "segel_relasi")
            reached.add(target)
            main += [target] if row[1].endswith("/officeDocument") else []
    demand((ORIGIN_RELATION in lists.get(ROOT, [])) == tampak, "segel_asal")
    demand(reached == types.keys(), "segel_yatim")
    demand(
        main == [name for name, kind in types.items() if kind == f"{SS}sheet.main+xml"],
        "segel_buku",
    )


def resolved(source: str, target: str) -> str:
    """The part a target names; empty when it is none."""
    steps = [] if target.startswith("/") else source.split("/")[:-1]
    for step in target.removeprefix("/").split("/"):
        if step in ("", ".") or (step == ".." and not steps):
            return ""
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def references(
    parts: dict[str, bytes], types: dict[str, str], lists: dict[str, list[Relasi]]
) -> str:
    """The lines of the manifest."""
    lines = [(f"/{name}?ContentType={kind}", "", parts[name]) for name, kind in types.items()]
    for name, rows in lists.items():
        kept = [row for row in rows if row != ORIGIN_RELATION]
        chosen = "".join(
            f'<mdssi:RelationshipReference xmlns:mdssi="{PACKAGE}/digital-signature" '
            f'SourceId="{ident}"></mdssi:RelationshipReference>'
            for ident, _, _ in kept
        )
        content = "".join(
            f'<Relationship Id="{ident}" Target="{target}" TargetMode="Internal" Type="{kind}">'
            "</Relationship>"
            for ident, kind, target in kept
        )
        transforms = (
            f'<Transforms><Transform Algorithm="{PACKAGE}/RelationshipTransform">{chosen}'
            f"</Transform>{C14T}</Transforms>"
        )
        signed = f'<Relationships xmlns="{PACKAGE}/relationships">{content}</Relationships>'
        lines.append((f"/{name}?ContentType={LISTS}", transforms, signed.encode()))
    return "".join(
        f'<Reference URI="{uri}">{transforms}{digest(content)}</Reference>'
        for uri, transforms, content in sorted(lines)
    )


def digest(content: bytes) -> str:
    return f"{S256}<DigestValue>{b64(hashlib.sha256(content).digest())}</DigestValue>"


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


# --- sig1.xml, rebuilt ----------------------------------------------------------------------------


def check(segel: Segel, certificate: Certificate, waktu: str) -> None:
    """Rebuild the seal for this certificate and time, compare, and ask its signature."""
    text = segel.sig.decode("utf-8", "replace")
    quoted, value, told, comment = (
        one(f"<{name}>([^<]*)</{name}>", text)
        for name in ("X509Certificate", "SignatureValue", "xd:SigningTime", "SignatureComments")
    )
    role = "".join(re.findall("<xd:ClaimedRole>([^<]*)</xd:ClaimedRole>", text)[:1])
    der = certificate.public_bytes(Encoding.DER)
    demand(quoted == b64(der), "segel_sertifikat")
    demand(told == waktu, "segel_waktu")
    demand(is_text(comment) and is_text(role), "segel_teks")
    claimed = f"<xd:ClaimedRoles><xd:ClaimedRole>{role}</xd:ClaimedRole></xd:ClaimedRoles>"
    facts = {
        "S256": S256,
        "C14T": C14T,
        "REFERENCES": segel.rujukan,
        "TIME": told,
        "COMMENT": comment,
        "ROLE": f"<xd:SignerRole>{claimed}</xd:SignerRole>" if role else "",
        "PURPOSE": PURPOSE if segel.tampak else f"{PURPOSE}, not announced to other programs",
        "DER": quoted,
        "CERTDIGEST": b64(hashlib.sha256(der).digest()),
        "ISSUER": issuer(certificate),
        "SERIAL": str(certificate.serial_number),
        "VALUE": value,
    }
    for name, start, end, more in SIGNED_OBJECTS:
        signed = filled(between(start, end), facts).replace(" Id=", f"{more} Id=", 1)
        facts[name] = b64(hashlib.sha256(signed.encode()).digest())
    demand(filled(TEMPLATE, facts).encode() == segel.sig, "segel_isi")
    check_value(filled(between("<SignedInfo>", "</SignedInfo>"), facts), value, certificate)


def check_value(info: str, value: str, certificate: Certificate) -> None:
    """The one raw signature, over the canonical bytes of SignedInfo."""
    payload = info.replace("<SignedInfo>", f'<SignedInfo xmlns="{DSIG}">', 1).encode()
    key = certificate.public_key()
    assert isinstance(key, RSAPublicKey)
    try:
        signature = base64.b64decode(value, validate=True)
        key.verify(signature, payload, PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        raise Putus("ditolak", "segel_nilai") from None
    demand(b64(signature) == value, "segel_nilai")


def filled(template: str, facts: dict[str, str]) -> str:
    return Template(template).substitute(facts)


def between(start: str, end: str) -> str:
    """A stretch of the template, its ends included."""
    at = TEMPLATE.index(start)
    return TEMPLATE[at : TEMPLATE.index(end, at) + len(end)]


def one(pattern: str, text: str) -> str:
    found = re.findall(pattern, text)
    demand(len(found) == 1, "segel_isi")
    return str(found[0])


def is_text(escaped: str) -> bool:
    """Whether it is the one spelling of a text Excel can show."""
    text = escaped.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
    shown = all(unicodedata.category(letter)[0] != "C" for letter in text)
    return shown and len(text) <= 255 and html.escape(text, quote=False) == escaped


def issuer(certificate: Certificate) -> str:
    """The issuer's name, last part first."""
    parts = []
    for part in reversed(list(certificate.issuer)):
        value = re.sub(r'([,+"\\<>;]|^[# ])', r"\\\1", str(part.value))
        value = re.sub(r"(?<=.) $", r"\\ ", value)
        parts.append(f"{SHORT[part.oid.dotted_string]}={value}")
    return html.escape(", ".join(parts), quote=False)


def template() -> str:
    """`sig1.xml` as the page prints it: what another programmer reads is what is checked here."""
    page = Path(__file__).parents[2] / "resources" / "format" / "paket.md"
    blocks = page.read_text("utf-8").split("\n```\n")
    (found,) = (block for block in blocks if "<SignedInfo><Canonical" in block)
    return found.replace("\n", "").replace("␊", "\n")


TEMPLATE = template()
SIGNED_OBJECTS = (
    ("D1", '<Object Id="idPackageObject">', "</Object>", f' xmlns="{DSIG}"'),
    ("D2", '<Object Id="idOfficeObject">', "</Object>", f' xmlns="{DSIG}"'),
    (
        "D3",
        "<xd:SignedProperties ",
        "</xd:SignedProperties>",
        f' xmlns="{DSIG}" xmlns:xd="{XADES}"',
    ),
)
