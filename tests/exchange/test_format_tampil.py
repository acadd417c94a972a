"""Number formats: those that show a figure whole pass, all others are told apart from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.format_tampil import BUILTIN, OURS, decimals_of, shows_number, shows_text
from app.exchange.gaya_paket import DECIMAL, INTEGER, STYLES

OWN = {str(style["num_format"]) for style in STYLES.values() if "num_format" in style}
FIGURES = (7650.0, 84.71, -5.0, 0.0)


@pytest.mark.parametrize("code", [*sorted(OWN), *sorted(set(BUILTIN.values()))])
def test_our_own_formats_and_the_plain_ones_show_what_they_are_for(code):
    assert shows_number(code, 7650.0)
    # An amount that was worked out is rounded by the writer itself.
    assert shows_number(code, 84.71) == ("0.00" in code or code in OURS)
    assert shows_text(code)


def test_the_formats_that_may_round_are_those_of_the_writer():
    assert {INTEGER, DECIMAL} == OURS
    assert shows_number(INTEGER, 1_986_991.5)
    assert not shows_number("#,##0", 1_986_991.5)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0", (True, False, True, True)),
        ("0.0", (True, False, True, True)),
        ("0.00", (True, True, True, True)),
        ("0.0000", (True, True, True, True)),
        ("#", (True, False, True, False)),
        ("#,##0,", (False,) * 4),
        ("#,##0,.00", (False,) * 4),
        ("0%", (False,) * 4),
        ("0\\.000", (False,) * 4),
        ("0 0", (False,) * 4),
        ('0" juta"', (False,) * 4),
        ('"-"0', (False,) * 4),
        ("0*9", (False,) * 4),
        ("0* ", (True, False, True, True)),
        (";;;", (False,) * 4),
        ("0;0", (True, False, False, True)),
        ("0;-0", (True, False, True, True)),
        ("0;(0)", (True, False, True, True)),
        ('0.00;-0.00;"-"', (True, True, True, False)),
        ("[Red]0.00", (True, True, True, True)),
        ("[$-421]0.00", (True, True, True, True)),
        ("[$Rp-421]0.00", (False,) * 4),
        ("[>5]0.00;0.00", (False, False, False, False)),
        ("[DBNum1]0.00", (False,) * 4),
        ("0.00E+00", (False,) * 4),
        ("# ?/?", (False,) * 4),
        ("yyyy", (False,) * 4),
        ("General;General", (True, True, False, False)),
    ],
)
def test_a_format_shows_a_figure_whole_or_not(code, shown):
    assert tuple(shows_number(code, number) for number in FIGURES) == shown


@pytest.mark.parametrize("number", [100_000.0, 0.5, -123_456.0])
def test_a_wide_figure_without_a_format_may_be_rounded(number):
    assert not shows_number("General", number)
    assert not shows_number("@", number)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("@", True),
        ("@ ", True),
        ("0.00", True),
        ("0;-0;0;@", True),
        ("0;-0;0;@*9", False),
        ("0;-0;0;", False),
        ('@" benar"', False),
        ('"Nihil"@', False),
    ],
)
def test_a_format_shows_a_text_as_it_is_or_not(code, shown):
    assert shows_text(code) == shown


@pytest.mark.parametrize(
    ("number", "count"), [(7650.0, 0), (84.71, 2), (0.1, 1), (1.5e-6, 7), (1e300, 0), (-0.25, 2)]
)
def test_decimals_are_counted_as_they_are_written(number, count):
    assert decimals_of(number) == count


@given(st.text(max_size=40), st.floats(allow_nan=False, allow_infinity=False))
def test_no_format_is_too_odd_to_be_judged(code, number):
    assert shows_number(code, number) in (True, False)
    assert shows_text(code) in (True, False)
