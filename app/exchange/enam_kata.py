"""Six Indonesian words that two people can compare by telephone instead of 64 hexadecimal digits.

The first 66 bits of a digest, eleven per word, choose from a list of 2,048 words that sound
unlike each other. The list is part of the trust: its order never changes, or the same key would
be read out with other words after an update.
"""

from __future__ import annotations

from functools import cache

from app import paths

WORDS = 6
BITS_PER_WORD = 11
_MIN_BYTES = 9


@cache
def word_list() -> tuple[str, ...]:
    """The 2,048 words in their fixed order."""
    words = tuple((paths.resources() / "kata.txt").read_text(encoding="ascii").split())
    if len(words) != 2**BITS_PER_WORD:
        raise ValueError(f"kata.txt: {len(words)} words")
    return words


def six_words(digest: bytes) -> list[str]:
    """The words for a digest (SHA-256, or its first nine bytes at least)."""
    if len(digest) < _MIN_BYTES:
        raise ValueError("digest too short for six words")
    bits = int.from_bytes(digest[:_MIN_BYTES], "big") >> (8 * _MIN_BYTES - WORDS * BITS_PER_WORD)
    places = (bits >> BITS_PER_WORD * (WORDS - 1 - number) for number in range(WORDS))
    return [word_list()[place % 2**BITS_PER_WORD] for place in places]
