"""A sample of the mutants that `fuzz` goes through one by one."""

from __future__ import annotations

from tests.exchange.segel import fuzz
from tests.exchange.segel.contoh_segel import sealed, small, unpacked

# Flips in fields that no reader of a workbook looks at: "made by", attributes, padding bits.
HARMLESS = 0.02


def test_no_flipped_bit_changes_a_part_unseen():
    counts = fuzz.bits(small(), 2000)
    assert counts[fuzz.SAME] < HARMLESS * counts.total()


def test_no_flipped_bit_of_a_full_package_changes_a_part_unseen():
    counts = fuzz.bits(sealed(), 300)
    assert counts[fuzz.SAME] < HARMLESS * counts.total()


def test_no_changed_byte_inside_a_part_is_accepted():
    counts = fuzz.parts_of(small(), 2000)
    assert counts.total() == 2000
    assert not counts[fuzz.SAME]


def test_every_bit_of_the_end_of_the_file_matters():
    data = small()
    parts = unpacked(data)
    last = range((len(data) - 22) * 8, len(data) * 8)
    assert {fuzz.verdict(fuzz.bit_flipped(data, one), parts) for one in last} == {"segel_zip_ekor"}
