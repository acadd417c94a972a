"""What was being typed when the program stopped is found again, and never anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.store import ketikan
from app.store.ketikan import Ketikan

if TYPE_CHECKING:
    from app.store.office import Office

TYPED = Ketikan(
    "UJI-01", "53.01", "2026-T3", "p.capai.n", "5", "57 “orang”", "2026-09-17T10:32:07", "Maria"
)


def test_what_is_kept_is_found_and_what_is_dropped_is_not(office: Office) -> None:
    assert ketikan.found(office) is None
    ketikan.keep(office, TYPED)
    ketikan.keep(office, TYPED._replace(teks="578"))
    assert ketikan.found(office) == TYPED._replace(teks="578")
    ketikan.drop(office)
    assert ketikan.found(office) is None
    ketikan.drop(office)
    assert sorted(path.name for path in office.folder.glob("*ketikan*")) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"sel": 1}', b"\xff\xfe", b"null"])
def test_an_odd_file_counts_as_nothing(office: Office, content: bytes) -> None:
    (office.folder / ketikan.FILE).write_bytes(content)
    assert ketikan.found(office) is None


def test_a_file_with_other_kinds_of_facts_counts_as_nothing(office: Office) -> None:
    ketikan.keep(office, TYPED._replace(teks=5))  # type: ignore[arg-type]
    assert ketikan.found(office) is None


def test_a_disk_that_refuses_stops_nobody_from_typing(office: Office) -> None:
    (office.folder / f".{ketikan.FILE}.sebagian").mkdir()
    ketikan.keep(office, TYPED)
    assert ketikan.found(office) is None
