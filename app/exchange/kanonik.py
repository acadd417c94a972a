"""One way to write data as bytes, so that two machines sign and hash exactly the same thing.

The form is RFC 8785 (JCS), narrowed: objects with text keys, arrays, text and whole numbers,
nothing else. Text is NFC: a re-save may compose "é" differently though nobody changed a letter.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

from app.errors import LontarError

# Beyond this, other JSON readers lose digits (IEEE 754 double).
MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 32


def canonical_bytes(obj: object) -> bytes:
    """`obj` in its only permitted spelling; refuses what could be spelled in two ways."""
    import rfc8785

    _check(obj, "", 0)
    value: Any = obj
    return rfc8785.dumps(value)


def package_id(obj: object) -> str:
    """The identity of the data: SHA-256 of its canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(obj)).hexdigest()


def read_canonical(data: bytes) -> Any:
    """The object behind canonical bytes from outside; any other spelling of it is refused."""
    try:
        obj = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise LontarError("kanonik_bukan_baku") from None
    try:
        same = canonical_bytes(obj) == data
    except TypeError:
        same = False
    if not same:
        raise LontarError("kanonik_bukan_baku")
    return obj


def _check(obj: object, place: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise LontarError("kanonik_terlalu_dalam")
    if isinstance(obj, str):
        _check_text(obj, place)
    elif isinstance(obj, int) and not isinstance(obj, bool):
        if abs(obj) > MAX_INTEGER:
            raise LontarError("kanonik_bilangan_besar", letak=place or "/")
    elif isinstance(obj, dict):
        for key, value in obj.items():
            if not isinstance(key, str):
                raise TypeError(f"{place}: key {key!r} is not text")
            _check_text(key, place)
            _check(value, f"{place}/{key}", depth + 1)
    elif isinstance(obj, (list, tuple)):
        for number, value in enumerate(obj):
            _check(value, f"{place}/{number}", depth + 1)
    else:
        # A float, None or bool here is a mistake of the program: every caller spells those as text.
        raise TypeError(f"{place}: {type(obj).__name__} has no canonical form here")


def _check_text(text: str, place: str) -> None:
    if text.isascii():
        return
    # Only lone surrogates cannot be encoded; the place may hold such a key, so it is shown escaped.
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        shown = place.encode("utf-8", "backslashreplace").decode("utf-8")
        raise LontarError("kanonik_aksara_rusak", letak=shown or "/") from None
    if not unicodedata.is_normalized("NFC", text):
        raise LontarError("kanonik_bukan_nfc", letak=place or "/")
