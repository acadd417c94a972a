"""What an OPD may not do with a signature that is genuine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from app.exchange import tindak_lanjut
from app.exchange.baris_kabar import BarisLaporan
from app.exchange.tindak_lanjut import Rancangan
from app.store import follow_ups
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import KUPANG
from tests.exchange.contoh_sertifikat import NOW

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = Rancangan(
    date(2026, 10, 1), "Rakor", "Data ulang ibu bersalin", "Sekretaris", "Dinas Kesehatan",
    date(2026, 10, 20), 4, "",
)  # fmt: skip


def test_an_opd_reports_on_nothing_a_kabupaten_decided(tmp_path: Path) -> None:
    with contoh.kabupaten(tmp_path / "kabupaten", filled=False) as office:
        (one,) = tindak_lanjut.decide(office, DRAFT, [KUPANG], pelaku="Maria Contoh")
        isi = contoh.reading()[0].isi
        told = BarisLaporan(one.id, 2, "ab" * 16, 1, NOW.isoformat(), "selesai", "Sudah.", "")
        opd = msgspec.structs.replace(isi.kantor, jenis="opd", nama="Dinas Lain")
        forged = msgspec.structs.replace(isi, kantor=opd, laporan=[told])
        assert tindak_lanjut.take_reports(office, forged) == 0
        (kept,) = follow_ups.follow_ups(office)
        assert len(kept.kejadian) == 1
        own = msgspec.structs.replace(forged, kantor=isi.kantor)
        assert tindak_lanjut.take_reports(office, own) == 1
