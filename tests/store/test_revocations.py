"""Revocation lists in the store: all of them are kept, whatever their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.store import revocations
from app.store.office import DATABASE_NAME
from app.store.revocations import DaftarTersimpan

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.office import Office

CA, OTHER = "a" * 64, "b" * 64


def one(nomor: int, der: bytes = b"", sidik_ca: str = CA) -> DaftarTersimpan:
    return DaftarTersimpan(sidik_ca, nomor, der or f"daftar {nomor}".encode())


def test_lists_are_kept_in_the_order_of_their_numbers(office: Office) -> None:
    for nomor in (2, 7, 3):
        assert revocations.add_list(office, one(nomor))
    assert [kept.nomor for kept in revocations.lists(office)] == [2, 3, 7]
    assert revocations.highest_number(office, CA) == 7
    assert revocations.highest_number(office, OTHER) == 0


def test_the_same_list_again_changes_nothing(office: Office) -> None:
    revocations.add_list(office, one(2))
    assert not revocations.add_list(office, one(2))
    assert revocations.lists(office) == [one(2)]


def test_two_different_lists_under_one_number_are_both_kept(office: Office) -> None:
    twins = [one(2, b"mesin lama"), one(2, b"mesin baru"), one(2, b"mesin lain")]
    for twin in twins:
        assert revocations.add_list(office, twin)
        assert not revocations.add_list(office, twin)
    assert sorted(revocations.lists(office)) == sorted(twins)


def test_each_authority_counts_by_itself(office: Office) -> None:
    revocations.add_list(office, one(5))
    revocations.add_list(office, one(2, sidik_ca=OTHER))
    assert revocations.highest_number(office, OTHER) == 2


def test_an_office_can_be_looked_into_while_it_is_open(office: Office) -> None:
    revocations.add_list(office, one(4))
    revocations.add_list(office, one(4, b"kembar"))
    assert len(revocations.peek(office.database)) == 2


@pytest.mark.parametrize("contents", [None, b"bukan basis data"])
def test_an_office_that_cannot_be_read_has_no_lists(tmp_path: Path, contents: bytes | None) -> None:
    file = tmp_path / DATABASE_NAME
    if contents is not None:
        file.write_bytes(contents)
    assert revocations.peek(file) == []
