"""Attacks that are no other file: revoked, out of time, by insiders, by letter, in the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.exchange.pembaca.induk import Pembaca
from tests.exchange.serangan.lain import BOLEH_LAIN, LAIN, ruang
from tests.exchange.serangan_penuh import LAIN_CARA, harapan, kalimat_utuh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.exchange.serangan.lain import Ruang

GOOD = {"sah_utuh", "sah_disimpan_ulang", "sudah_diterima", "terima_baru", "utuh"}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ruang]:
    with (
        Pembaca(workers=1) as pembaca,
        ruang(tmp_path_factory.mktemp("kantor"), pembaca) as opened,
    ):
        yield opened


@pytest.mark.parametrize("name", LAIN)
def test_an_attack_is_answered_as_expected(room, name):
    hasil = LAIN[name](room)
    assert list(hasil) == harapan()[name][LAIN_CARA]
    assert (hasil.putusan in GOOD) == (name in BOLEH_LAIN)
    assert hasil.alasan != "paket_cacat"
    assert not hasil.kalimat or kalimat_utuh(hasil.kalimat)
