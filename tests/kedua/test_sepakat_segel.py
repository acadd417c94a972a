"""Both verifiers refuse every attack on the seal of a real package, and on the ZIP around it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from app.exchange import segel
from tests.exchange.contoh_buku import packed, parts
from tests.exchange.contoh_sertifikat import NOW, officer, pimpinan
from tests.exchange.segel import (
    contoh_segel,
    serangan_isi,
    serangan_kunci,
    serangan_segel,
    serangan_wadah,
)
from tests.exchange.segel.contoh_segel import KOMENTAR, PERAN, opened
from tests.kedua.contoh import kedua, pertama, polos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.exchange.contoh_sertifikat import Pihak

ATTACKS = {**serangan_wadah.WADAH, **serangan_segel.SEGEL, **serangan_kunci.KUNCI}
# With something in front it does not even look like a workbook.
NO_WORKBOOK = ("z05_awalan", "awalan_tergeser")


@cache
def real(*, tampak: bool = True) -> bytes:
    """The small package, its seal made anew with the words the attacks expect to find."""
    own = pimpinan()
    return segel.seal(
        polos().packed(),
        own.key,
        own.certificate,
        waktu=NOW,
        komentar=KOMENTAR,
        peran=PERAN,
        tampak=tampak,
    )


def sealer(wilayah: str = "53.01", provinsi: str = "Provinsi Contoh") -> Pihak:
    """Whoever sealed: the pimpinan here, where the attacks on a seal alone know an officer."""
    own = (wilayah, provinsi) == ("53.01", "Provinsi Contoh")
    return pimpinan() if own else officer(wilayah, provinsi)


@pytest.fixture(scope="module", autouse=True)
def on_a_real_package() -> Iterator[None]:
    real()
    real(tampak=False)
    with pytest.MonkeyPatch.context() as patch:
        for module in (contoh_segel, serangan_wadah, serangan_segel, serangan_kunci):
            for name, instead in (("sealed", real), ("officer", sealer)):
                if hasattr(module, name):
                    patch.setattr(module, name, instead)
        yield


@pytest.mark.parametrize("tampak", [True, False])
def test_the_package_under_attack_is_genuine_to_begin_with(tampak):
    data = real(tampak=tampak)
    assert pertama(data)[0] == kedua(data).putusan == "sah_utuh"


@pytest.mark.parametrize("kasus", serangan_isi.ISI)
def test_both_refuse_parts_that_were_changed(kasus):
    change, _ = serangan_isi.ISI[kasus]
    table = opened()
    change(table)
    data = table.packed()
    assert (pertama(data)[0], kedua(data).putusan) == ("ditolak", "ditolak")


@pytest.mark.parametrize("kasus", ATTACKS)
def test_both_refuse_another_wrapping_or_seal(kasus):
    data = ATTACKS[kasus][0]()
    expected = "bukan_paket" if kasus in NO_WORKBOOK else "ditolak"
    assert (pertama(data)[0], kedua(data).putusan) == (expected, expected)


def test_both_tell_the_same_parts_packed_again_from_the_exported_file():
    data = packed(parts(real()))
    assert (pertama(data)[0], kedua(data).putusan) == ("sah_disimpan_ulang", "sah_disimpan_ulang")
