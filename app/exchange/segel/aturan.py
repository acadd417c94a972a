"""What a sealed package may consist of, and how its parts must hang together.

A program that follows relationships and one that follows declared types must find the same parts,
and no part may lie in the file that nothing leads to.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange.segel import opc
from app.exchange.segel.model import (
    FOLDER,
    RELATIONS_TYPE,
    ROOT_RELATIONS,
    SIGNATURE,
    SIGNATURE_TYPE,
    TYPES,
    Rujukan,
)
from app.exchange.segel.peti import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.exchange.segel.opc import Jenis, Relasi

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_TYPE = f"{_SHEET}sheet.main+xml"
SHEET_TYPE = f"{_SHEET}worksheet+xml"
PNG_TYPE = "image/png"
PART_TYPES = frozenset(
    {
        MAIN_TYPE,
        SHEET_TYPE,
        f"{_SHEET}sharedStrings+xml",
        f"{_SHEET}styles+xml",
        f"{_OFFICE}theme+xml",
        f"{_OFFICE}drawing+xml",
        f"{_OFFICE}custom-properties+xml",
        PNG_TYPE,
    }
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN_KIND = f"{_KINDS}officeDocument"
ROOT_KINDS = frozenset({MAIN_KIND, f"{_KINDS}custom-properties", opc.ORIGIN_KIND})
INNER_KINDS = frozenset(
    f"{_KINDS}{word}"
    for word in ("worksheet", "sharedStrings", "styles", "theme", "drawing", "image")
)

Daftar = dict[str, "list[Relasi]"]
"""Every list of relationships by its own name, as it stands in the file."""


class Rangka(NamedTuple):
    """A package that keeps the rules: its ordinary parts with their types, and its lists."""

    parts: dict[str, str]
    lists: Daftar
    visible: bool


def is_list(name: str) -> bool:
    """Whether a part is a list of relationships."""
    return name.endswith(".rels")


def frame(names: Collection[str], jenis: Jenis, lists: Daftar) -> Rangka:
    """The package behind these names, types and lists; or the rule it breaks."""
    _check_declared(names, jenis)
    _check_signature_set(names, jenis)
    for name, relations in lists.items():
        _check_list(name, relations, names)
    visible = _is_visible(names, lists)
    parts = {
        name: jenis.of(name)
        for name in names
        if name != TYPES and not name.startswith(FOLDER) and not is_list(name)
    }
    _check_main(parts, lists)
    _check_reached(parts, lists)
    for name, kind in parts.items():
        if kind not in PART_TYPES:
            raise LontarError("segel_ct_terlarang", bagian=name, tipe=shown(kind))
    return Rangka(parts, lists, visible)


def references(rangka: Rangka, digests: Mapping[str, bytes]) -> tuple[Rujukan, ...]:
    """What a seal over this package must list; `digests` holds SHA-256 of each ordinary part."""
    found = [Rujukan(_uri(name, kind), _text(digests[name])) for name, kind in rangka.parts.items()]
    for name, relations in rangka.lists.items():
        signed = sorted(one for one in relations if one.kind != opc.ORIGIN_KIND)
        digest = hashlib.sha256(opc.transformed(signed)).digest()
        ids = tuple(one.id for one in signed)
        found.append(Rujukan(_uri(name, RELATIONS_TYPE), _text(digest), ids))
    return tuple(sorted(found, key=lambda one: one.uri))


def _uri(name: str, kind: str) -> str:
    return f"/{name}?ContentType={kind}"


def _text(digest: bytes) -> str:
    return base64.b64encode(digest).decode("ascii")


# --- The rules, in the order they are asked ----------------------------------------------------


def _check_declared(names: Collection[str], jenis: Jenis) -> None:
    """Every declared type belongs to something that is there, spelled the same."""
    lost = [f"/{name}" for name in jenis.overrides if name not in names]
    lost += [f".{word}" for word, kind in jenis.defaults.items() if opc.DEFAULTS.get(word) != kind]
    if lost:
        raise LontarError("segel_ct_yatim", bagian=shown(lost[0]))


def _check_signature_set(names: Collection[str], jenis: Jenis) -> None:
    """One signature, and nothing else in its folder."""
    inside = {name for name in names if name.casefold().startswith(FOLDER)}
    if inside not in ({SIGNATURE}, {SIGNATURE, *opc.VISIBLE_PARTS}):
        raise LontarError("segel_sig_jumlah")
    if jenis.of(SIGNATURE) != SIGNATURE_TYPE:
        raise LontarError("segel_ct_sig")


def _check_list(name: str, relations: Iterable[Relasi], names: Collection[str]) -> None:
    source = opc.source_of(name)
    if source is None or (source and source not in names):
        raise LontarError("segel_rel_sumber", bagian=name)
    allowed = INNER_KINDS if source else ROOT_KINDS
    for relasi in relations:
        if relasi.kind not in allowed:
            raise LontarError("segel_rel_tipe", bagian=name, tipe=shown(relasi.kind))
        target = opc.resolve(source, relasi.target)
        if target is None or target not in names or is_list(target) or target == TYPES:
            raise LontarError("segel_rel_tujuan", bagian=name, tujuan=shown(relasi.target))
        if target.startswith(FOLDER) and relasi != opc.ORIGIN_RELATION:
            raise LontarError("segel_sig_origin")


def _is_visible(names: Collection[str], lists: Daftar) -> bool:
    """Whether other programs are led to the seal: by all three things that lead there, or none."""
    root = lists.get(ROOT_RELATIONS, [])
    origins = [one for one in root if one.kind == opc.ORIGIN_KIND]
    led = all(name in names for name in opc.VISIBLE_PARTS)
    if origins != ([opc.ORIGIN_RELATION] if led else []):
        raise LontarError("segel_sig_origin")
    return led


def _check_main(parts: Mapping[str, str], lists: Daftar) -> None:
    root = lists.get(ROOT_RELATIONS, [])
    named = [opc.resolve("", one.target) for one in root if one.kind == MAIN_KIND]
    typed = [name for name, kind in parts.items() if kind == MAIN_TYPE]
    if len(named) != 1 or named != typed:
        raise LontarError("segel_opc_utama")


def _check_reached(parts: Mapping[str, str], lists: Daftar) -> None:
    reached = {
        opc.resolve(opc.source_of(name) or "", one.target)
        for name, relations in lists.items()
        for one in relations
    }
    orphans = [name for name in parts if name not in reached]
    if orphans:
        raise LontarError("segel_opc_yatim", bagian=orphans[0])
