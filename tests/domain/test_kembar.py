"""Rows that say the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.domain import register
from app.domain.kembar import twins
from tests.forms import berkas

if TYPE_CHECKING:
    from app.domain.kembar import Said

COLUMNS = ("kegiatan", "opd")
said = st.sampled_from(["", "Bedah rumah", " bedah  RUMAH ", "KUBE"])
office = st.sampled_from(["Dinas Sosial", "Dinas PRKP"])


@given(st.lists(st.tuples(said, office), min_size=1, max_size=6))
def test_every_row_has_as_many_twins_as_others_say_the_same(rows: list[tuple[str, str]]) -> None:
    names = [register.row_id(1_000 * (n + 1), bytes(10)) for n in range(len(rows))]
    values = {
        f"rat.{name}.{kolom}": text
        for name, row in zip(names, rows, strict=True)
        for kolom, text in zip(COLUMNS, row, strict=True)
        if text
    }
    form = register.grown(berkas.published()["F-K05"], values)
    known: Said = {}
    plain = [(" ".join(what.split()).casefold(), who) for what, who in rows]
    count = Counter(plain)
    for name, row in zip(names, plain, strict=True):
        expected = count[row] - 1 if row[0] else None
        assert twins(form, values, known, f"rat.{name}.", COLUMNS) == expected


def test_what_is_no_row_has_no_twins() -> None:
    form = berkas.published()["F-K05"]
    for place in ("", "rat.", "rat"):
        assert twins(form, {"rat.x.kegiatan": "A"}, {}, place, ("kegiatan",)) is None
