"""The letter book: receipts and withdrawals, each once, with their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.periode import Periode
from app.store import dispatch
from app.store.letters import Surat, highest_revision, letter_bytes, letters, record
from tests.store.contoh_kantor import ENDE, KUPANG, T2, T3
from tests.store.test_dispatch import paket

if TYPE_CHECKING:
    from app.store.office import Office

Q3 = Periode(2026, 3)


def surat(number: int, *, revisi: int = 1, wilayah: str = KUPANG, periode: str = T3) -> Surat:
    return Surat(
        id=f"{number:064x}",
        arah="masuk",
        jenis="tanda_terima",
        paket_id=f"{revisi:064x}",
        wilayah=wilayah,
        periode=periode,
        revisi=revisi,
        waktu="2026-10-05T09:30:00+00:00",
        penanda_tangan="Yohana",
    )


def test_a_letter_is_kept_as_it_came_and_only_once(office: Office) -> None:
    assert record(office, surat(1), b"surat")
    assert not record(office, surat(1), b"lain")
    assert letters(office) == [surat(1)]
    assert letter_bytes(office, surat(1).id) == b"surat"
    with pytest.raises(KeyError):
        letter_bytes(office, "0" * 64)


def test_letters_are_found_by_package_region_period_and_kind_newest_first(office: Office) -> None:
    for number, one in enumerate(
        [surat(1), surat(2, wilayah=ENDE), surat(3, periode=T2), surat(4, revisi=2)]
    ):
        record(office, one, bytes([number]))
    found = letters(office, wilayah=KUPANG, periode=Q3)
    assert [one.revisi for one in found] == [2, 1]
    assert letters(office, paket_id=f"{2:064x}") == [surat(4, revisi=2)]
    assert letters(office, jenis="penarikan") == []
    assert letters(office, arah="keluar") == []


def test_the_highest_revision_named_is_known(office: Office) -> None:
    assert highest_revision(office, KUPANG, T3) == 0
    record(office, surat(1, revisi=7), b"")
    record(office, surat(2, revisi=3), b"")
    assert highest_revision(office, KUPANG, T3) == 7
    assert highest_revision(office, ENDE, T3) == 0


def test_a_state_moves_on_and_nothing_else_changes(office: Office) -> None:
    kept = dispatch.record_package(office, paket(1), b"asli")
    dispatch.set_state(office, kept.nomor, dispatch.DITERIMA)
    found = dispatch.entry_of(office, f"{1:064x}", "keluar")
    assert found is not None
    assert found.putusan == "diterima"
    assert (found.waktu, found.revisi, found.paket_id) == (kept.waktu, 1, kept.paket_id)
    assert dispatch.entry_of(office, f"{1:064x}", "masuk") is None
