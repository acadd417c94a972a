"""Six words: stable for ever, and unlike each other on a bad telephone line."""

from __future__ import annotations

import hashlib
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.enam_kata import six_words, word_list

# Renewing this number changes the words of every key in use: never after the first release.
FINGERPRINT = "2229fa0fc9c1c9fab11a632288470c21e68f257c9338658c65749955127a8243"

# What the ear takes for the same, longest first.
SOUNDS = (
    ("ng", "N"), ("ny", "Y"), ("kh", "k"), ("sy", "s"), ("f", "p"), ("v", "p"), ("z", "j"),
    ("b", "p"), ("d", "t"), ("g", "k"), ("m", "n"), ("e", "i"), ("o", "u"), ("h", ""),
)  # fmt: skip


def one_slip_apart(first: str, second: str) -> bool:
    """One letter wrong, missing, added, or two neighbours swapped."""
    if len(first) == len(second):
        wrong = [at for at, pair in enumerate(zip(first, second, strict=True)) if len({*pair}) > 1]
        swapped = [first[at] for at in wrong] == [second[at] for at in reversed(wrong)]
        return len(wrong) == 1 or (len(wrong) == 2 and wrong[1] - wrong[0] == 1 and swapped)
    short, long = sorted((first, second), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def heard(word: str) -> str:
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    return word


def test_the_list_is_the_one_every_earlier_version_used():
    joined = "\n".join(word_list()) + "\n"
    assert hashlib.sha256(joined.encode()).hexdigest() == FINGERPRINT


def test_the_list_holds_2048_short_plain_words():
    words = word_list()
    assert len(set(words)) == 2048
    assert all(3 <= len(word) <= 8 and word.isascii() and word.islower() for word in words)
    assert list(words) == sorted(words)


def test_no_two_words_sound_alike():
    words = word_list()
    assert len({heard(word) for word in words}) == len(words)
    pairs = combinations(words, 2)
    near = [
        pair for pair in pairs if abs(len(pair[0]) - len(pair[1])) < 2 and one_slip_apart(*pair)
    ]
    assert not near


def test_no_word_is_the_beginning_of_another():
    # Sorted, a beginning stands right before what it begins.
    assert not [word for word, after in pairwise(word_list()) if after.startswith(word)]


def test_the_words_of_a_digest_are_its_first_66_bits():
    words = word_list()
    assert six_words(bytes(32)) == [words[0]] * 6
    assert six_words(b"\xff" * 32) == [words[-1]] * 6
    # 0b00000000001 then zeros: only the first word is the second of the list.
    assert six_words(bytes([0b0000_0000, 0b0010_0000, *bytes(30)])) == [words[1], *[words[0]] * 5]
    assert six_words(hashlib.sha256(b"lontar").digest()) == EXAMPLE


EXAMPLE = ["katering", "piknik", "umpan", "gurun", "sejuta", "peternak"]


@given(st.binary(min_size=9, max_size=9), st.integers(0, 65))
def test_each_of_the_66_bits_changes_the_words(digest, bit):
    flipped = (int.from_bytes(digest, "big") ^ 1 << (71 - bit)).to_bytes(9, "big")
    assert six_words(digest) != six_words(flipped)


def test_too_short_a_digest_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="too short"):
        six_words(bytes(8))
