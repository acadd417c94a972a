"""Canonical bytes: one spelling for the same data, and a refusal of everything that has two."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange.kanonik import (
    MAX_DEPTH,
    MAX_INTEGER,
    canonical_bytes,
    package_id,
    read_canonical,
)

# The spellings that RFC 8785 prescribes for what this profile allows.
VECTORS: list[tuple[Any, str]] = [
    ({}, "{}"),
    ([], "[]"),
    ({"b": 1, "a": [1, "dua", {"c": -3}]}, '{"a":[1,"dua",{"c":-3}],"b":1}'),
    ('€$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
    ("\b\t\n\f\r", '"\\b\\t\\n\\f\\r"'),
    (9007199254740991, "9007199254740991"),
    # Keys follow UTF-16 code units: the pair of the emoji (D83D …) comes before U+FB33.
    (
        {"\u20ac": "1", "\r": "2", "\ufb33": "3", "1": "4", "\U0001f600": "5", "\u0080": "6"},
        '{"\\r":"2","1":"4","\u0080":"6","\u20ac":"1","\U0001f600":"5","\ufb33":"3"}',
    ),
]

text = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda value: unicodedata.normalize("NFC", value)
)
values = st.recursive(
    text | st.integers(-MAX_INTEGER, MAX_INTEGER),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(("value", "spelling"), VECTORS[:-1])
def test_the_bytes_are_those_of_the_standard(value, spelling):
    assert canonical_bytes(value) == spelling.encode()


def test_keys_are_sorted_as_utf_16_like_in_the_standard():
    # U+FB33 itself is not NFC, so a neighbour that is stands in for it.
    value, spelling = VECTORS[-1]
    renamed = {key.replace("\ufb33", "\uffee"): item for key, item in value.items()}
    assert canonical_bytes(renamed) == spelling.replace("\ufb33", "\uffee").encode()


def test_the_package_id_is_the_sha_256_of_the_bytes():
    expected = hashlib.sha256(b'{"wilayah":"53.01"}').hexdigest()
    assert package_id({"wilayah": "53.01"}) == expected
    assert package_id({"wilayah": "53.02"}) != expected


@given(values)
def test_canonical_bytes_are_read_back_as_the_same_data(value):
    assert read_canonical(canonical_bytes(value)) == value


@given(values)
def test_the_order_in_which_keys_were_added_does_not_matter(value):
    data = json.loads(canonical_bytes(value))
    if isinstance(data, dict):
        data = dict(reversed(data.items()))
    assert canonical_bytes(data) == canonical_bytes(value)


@pytest.mark.parametrize("value", [1.0, None, True, b"x", {1: "a"}, {"a": [{"b": None}]}])
def test_a_type_without_canonical_form_is_a_mistake_of_the_program(value):
    with pytest.raises(TypeError):
        canonical_bytes(value)


@pytest.mark.parametrize(
    ("value", "letak", "pesan"),
    [
        ({"catatan": ["baik", "cafe\u0301"]}, "/catatan/1", "rangkaian tanda yang tidak baku"),
        ({"cafe\u0301": 1}, "/", "rangkaian tanda yang tidak baku"),
        ("\ud800", "/", "memuat aksara yang rusak"),
        ({"a\udfff": {"b": "\ud800"}}, "/", "memuat aksara yang rusak"),
        ({"pagu": MAX_INTEGER + 1}, "/pagu", "paling banyak 15 angka"),
        ([-MAX_INTEGER - 1], "/0", "paling banyak 15 angka"),
    ],
)
def test_data_with_two_spellings_are_refused_at_their_place(value, letak, pesan):
    with pytest.raises(LontarError) as caught:
        canonical_bytes(value)
    assert caught.value.data["letak"] == letak
    assert pesan in caught.value.pesan
    assert f"di {letak} " in caught.value.pesan


def test_endless_nesting_is_refused_in_a_sentence():
    deep: list[Any] = []
    for _ in range(MAX_DEPTH + 1):
        deep = [deep]
    with pytest.raises(LontarError) as caught:
        canonical_bytes(deep)
    assert caught.value.pesan.startswith("Susunan data di dalam paket terlalu berlapis")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b' {"a":1}',
        b'{"a":1}\n',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":null}',
        b'{"a":true}',
        b'{"a":NaN}',
        b'{"a":"\\u0041"}',
        b'{"a":-0}',
        b"\xff\xfe{}",
        b"[" * 100_000,
    ],
)
def test_any_other_spelling_from_outside_is_refused(data):
    with pytest.raises(LontarError) as caught:
        read_canonical(data)
    assert caught.value.kode == "kanonik_bukan_baku"
    assert caught.value.pesan == (
        "Keterangan di dalam paket tidak ditulis dalam bentuk baku Lontar."
    )


@given(st.binary(max_size=60))
def test_arbitrary_bytes_are_either_canonical_or_refused(data):
    try:
        value = read_canonical(data)
    except LontarError:
        return
    assert canonical_bytes(value) == data
