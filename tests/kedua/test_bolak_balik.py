"""A package goes out, comes back through other programs, and both verifiers say what it is."""

from __future__ import annotations

import pytest

from tests.kedua import bolak_balik
from tests.kedua.bolak_balik import JALAN, NOT_TRIED, TABLE, judged, missing
from tests.kedua.contoh import kecil, kedua

NEEDS = {jalan.kunci: missing(jalan) for jalan in JALAN}
WAYS = [
    pytest.param(
        jalan,
        id=jalan.kunci,
        marks=[
            pytest.mark.skipif(bool(NEEDS[jalan.kunci]), reason=f"not here: {NEEDS[jalan.kunci]}"),
            *([pytest.mark.libreoffice] if bolak_balik.LO in jalan.kunci else []),
        ],
    )
    for jalan in JALAN
]


@pytest.mark.parametrize("jalan", WAYS)
def test_a_package_comes_back_with_its_verdict(jalan):
    made = jalan.buat(kecil())
    laporan, other = judged(made, jalan.nama), kedua(made)
    assert (laporan.putusan.value, other.putusan) == (jalan.putusan, jalan.putusan)
    assert laporan.nama_berkas == jalan.nama
    if jalan.putusan == bolak_balik.ULANG:
        assert laporan.paket_id == other.paket
        assert laporan.beda == ()


def test_the_table_tells_every_way_with_its_verdict_and_what_was_not_tried():
    lines = TABLE.read_text("utf-8").splitlines()
    for jalan in JALAN:
        (line,) = (
            one
            for one in lines
            if f"| {jalan.program} |" in one and f"| {jalan.perbuatan} |" in one
        )
        assert f"| {jalan.putusan} |" in line or "not tried" in line
        assert line.endswith("| the same |") or "not tried" in line
    assert all(name in lines[-1] for name in NOT_TRIED)
