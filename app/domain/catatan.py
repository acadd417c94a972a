"""Notes beside a figure, each with a kind that says what it is for."""

from __future__ import annotations

from enum import Enum


class JenisCatatan(Enum):
    """What a note is: where the figure is from, why it is so, what is asked, what is answered."""

    SUMBER = "sumber"
    PENJELASAN = "penjelasan"
    PERTANYAAN = "pertanyaan"
    JAWABAN = "jawaban"


MAX_CATATAN = 2000
"""Characters of one note; more belongs into a file of evidence."""
