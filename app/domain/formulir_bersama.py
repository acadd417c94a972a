"""Forms that share what they have in common, and are read once.

The forms of one shape repeat its rules and columns word for word: two thirds of what an office
keeps of them. What is spelled alike becomes one object; as nothing in a form ever changes, nobody
can tell.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from app.domain.aturan import Aturan
from app.domain.formulir import Baris, Formulir, Tabel, canonical
from app.domain.kolom import Kolom

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_FORMS, _MOST_PARTS = 256, 4096


class _Tabel(Tabel, frozen=True, kw_only=True):
    """A table whose columns and rows have not been read yet."""

    kolom: list[msgspec.Raw] = []  # type: ignore[assignment]  # narrowed: read later
    baris: list[msgspec.Raw] = []  # type: ignore[assignment]  # narrowed: read later


class _Formulir(Formulir, frozen=True, kw_only=True):
    """A form whose rules and tables have not been read yet."""

    tabel: list[_Tabel] = []  # type: ignore[assignment]  # narrowed: read later
    aturan: list[msgspec.Raw] = []  # type: ignore[assignment]  # narrowed: read later


_known: dict[str, Formulir] = {}
"""By the sum of their definition: its text is ten times as long."""


def known_form(sha256: str, read: Callable[[], str]) -> Formulir:
    """A form by the sum of its definition; `read` is asked for the text of one not seen before.

    Raises:
        msgspec.ValidationError: the text is not that of a form.

    """
    if sha256 not in _known:
        if len(_known) >= _MOST_FORMS:
            _known.clear()
        _known[sha256] = decode_shared(read())
    return _known[sha256]


def shared(form: Formulir) -> Formulir:
    """The form of the same definition that is known already; an office's copies are like files."""
    import hashlib

    isi = canonical(form)
    return known_form(hashlib.sha256(isi).hexdigest(), isi.decode)


def decode_shared(isi: str) -> Formulir:
    """Read a form from its canonical JSON, as `formulir.decode_canonical` does.

    Raises:
        msgspec.ValidationError: as there, but the path begins at the rule, row or column.

    """
    read = msgspec.json.decode(isi, type=_Formulir)
    tables = [_table(one) for one in read.tabel]
    rules = [_rule(bytes(one)) for one in read.aturan]
    return Formulir(**_fields(read) | {"tabel": tables, "aturan": rules})


def _table(read: _Tabel) -> Tabel:
    columns = [_column(bytes(one)) for one in read.kolom]
    rows = [_row(bytes(one)) for one in read.baris]
    return Tabel(**_fields(read) | {"kolom": columns, "baris": rows})


def _fields(read: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(read, name) for name in read.__struct_fields__}


@lru_cache(_MOST_PARTS)
def _rule(isi: bytes) -> Aturan:
    return msgspec.json.decode(isi, type=Aturan)


@lru_cache(_MOST_PARTS)
def _column(isi: bytes) -> Kolom:
    return msgspec.json.decode(isi, type=Kolom)


@lru_cache(_MOST_PARTS)
def _row(isi: bytes) -> Baris:
    return msgspec.json.decode(isi, type=Baris)
