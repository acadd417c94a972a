"""A receipt that takes the place of an earlier one: what it must say, and what it may not."""

from __future__ import annotations

import pytest

from app.exchange import surat
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_surat import receipt, signed
from tests.exchange.test_surat import packed, plain, refusal

EARLIER = "ab" * 32
NONSENSE = {
    "replaces nothing": plain(versi=3, alasan="x"),
    "without a reason": plain(versi=3, ganti=EARLIER),
    "replaces no letter": plain(versi=3, ganti="ab", alasan="x"),
    "in version 1": plain(ganti=EARLIER, alasan="x"),
    "in version 2": plain(versi=2, ganti=EARLIER, alasan="x", ditahan=[["KES", "x"]]),
    "a withdrawal": plain(versi=3, jenis="penarikan", putusan="", alasan="x", ganti=EARLIER),
    "with an empty list": plain(versi=3, ganti=EARLIER, alasan="x", ditahan=[]),
}


@pytest.mark.parametrize("told", NONSENSE.values(), ids=list(NONSENSE))
def test_a_replacement_that_makes_no_sense_is_damaged(told):
    assert refusal(packed(told)).kode == "surat_rusak"


@pytest.mark.parametrize("held", [[], [("KES", "Ditanyakan.")]], ids=["none", "some"])
def test_a_replacement_says_what_it_replaces_and_why(held):
    more = {"ditahan": held} if held else {}
    isi = receipt(versi=3, ganti=EARLIER, alasan="Berkasnya hilang", **more)
    amplop, regions = signed(isi), contoh.acuan().wilayah
    assert surat.content(amplop) == isi
    told = surat.text(amplop, regions)
    assert told.startswith("TANDA TERIMA BARU, MENGGANTIKAN YANG LEBIH DULU\nAlasan: Berkasnya")
    assert ("masih ditahan" in told) == bool(held)
    assert surat.file_name(isi, regions).endswith("_ganti-NENT.txt")
    assert "ganti" not in surat.file_name(receipt(), regions)
