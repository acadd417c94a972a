"""Lines to print and type back: every slip of the fingers is noticed, and its line named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import baris_periksa

DATA = bytes(range(256)) * 2
LINES = baris_periksa.write(DATA)
letters = st.sampled_from("ABCXYZabcxyz0189+/")


def typed(lines: list[str]) -> str:
    return "\n".join(lines)


@given(st.binary(max_size=3000))
def test_what_was_written_is_read_back(data):
    assert baris_periksa.read(typed(baris_periksa.write(data))).bytes() == data


def test_every_line_is_equally_long_and_fits_on_paper():
    assert len({len(line) for line in LINES}) == 1
    assert len(LINES[0]) <= 80


@given(st.integers(0, len(LINES) - 1), st.integers(0, baris_periksa.LETTERS - 1), letters)
def test_one_wrong_letter_is_always_noticed(number, place, letter):
    head, body = LINES[number][:7], LINES[number][7:].replace(" ", "")
    wrong = body[:place] + letter + body[place + 1 :]
    lines = [*LINES[:number], head + wrong, *LINES[number + 1 :]]
    found = baris_periksa.read(typed(lines))
    assert found.salah == (() if wrong == body else (number + 1,))
    assert found.lengkap == (wrong == body)


@given(st.integers(0, len(LINES) - 1), st.integers(0, baris_periksa.LETTERS - 2))
def test_two_letters_exchanged_are_always_noticed(number, place):
    head, body = LINES[number][:7], LINES[number][7:].replace(" ", "")
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    lines = [*LINES[:number], head + swapped, *LINES[number + 1 :]]
    assert baris_periksa.read(typed(lines)).lengkap == (swapped == body)


@given(st.integers(1, 399))
def test_a_line_under_another_number_is_always_noticed(number):
    line = f"{number:>3}{LINES[0][3:]}"
    assert bool(baris_periksa.read(line).benar) == (number == 1)


@given(st.permutations(LINES), st.integers(1, len(LINES)))
def test_the_order_does_not_matter_and_what_is_missing_is_named(lines, count):
    found = baris_periksa.read(typed(lines[:count]))
    assert len(found.benar) == count
    assert not found.salah
    assert len(found.kurang) == (
        len(LINES) - count if 1 in found.benar else max(found.benar) - count
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.lower()[:7] + line[7:],
        lambda line: line.replace(" ", "  "),
        lambda line: f"> {line}",
        lambda line: line.strip().replace(" ", "\n"),
        lambda line: f"{line[:40]}\r\n   {line[40:]}",
        lambda line: f"[05/10/26 09.30] Maria Contoh: {line} siap",
        lambda line: line[:7] + line[7:].replace(" ", ""),
        lambda line: line.replace(" ", "\u00a0"),
    ],
    ids=["small", "spaces", "quoted", "narrow", "wrapped", "chat", "ungrouped", "no-break"],
)
def test_lines_survive_mail_programs_and_chats(change):
    found = baris_periksa.read("tanggal 12 di Kupang\n" + typed([change(line) for line in LINES]))
    assert found.bytes() == DATA


def test_a_date_in_a_chat_does_not_become_a_line():
    text = f"rapat 30 Ok tober, 5 KB\n{typed(LINES)}\njam 9 WI ta"
    assert baris_periksa.read(text).lengkap


def test_a_good_line_counts_although_it_was_typed_wrongly_before():
    wrong = LINES[3][:-1] + ("A" if LINES[3][-1] != "A" else "B")
    assert baris_periksa.read(typed([wrong, *LINES])).lengkap


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text):
    assert not baris_periksa.read(text).lengkap
