"""A genuine package whose printed sheets show other figures than it hands in is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import impor, tata_letak, verifikasi
from app.exchange.putusan import Putusan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import officer, pimpinan

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.tata_letak import Lembaran


@pytest.fixture
def embellished(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Both officers sign with a program that prints a better index than the figures give."""
    honest = tata_letak.TataLetak.sheets

    def better(*arguments: object) -> list[Lembaran]:
        sheets = honest(*arguments)  # type: ignore[arg-type]
        for row in sheets[2].baris:
            row[:] = [99.5 if isinstance(cell, float) else cell for cell in row]
        return sheets

    with monkeypatch.context() as patch:
        patch.setattr(tata_letak.TataLetak, "sheets", better)
        return contoh.signed_by(contoh.reading()[0].isi, officer(), pimpinan())


def test_it_is_refused_in_words(embellished):
    laporan = contoh.judge(embellished, "SPM.xlsx")
    assert (laporan.putusan, laporan.alasan) == (Putusan.DITOLAK, "tampilan_bukan_data")
    assert not laporan.sah
    assert laporan.kalimat == (
        "Ditolak: SPM.xlsx. Lembar yang terlihat di dalam paket ini menunjukkan angka lain "
        "daripada data yang ditandatangani. Tidak ada isinya yang dipakai."
    )


def test_a_quick_verdict_on_many_files_does_not_let_it_in(embellished, tmp_path: Path):
    file = tmp_path / "SPM.xlsx"
    file.write_bytes(embellished)
    with contoh.provinsi(tmp_path / "provinsi") as province:
        (laporan,) = impor.examine([file], province, contoh.examiner())
        with pytest.raises(LontarError) as refused:
            impor.accept(province, laporan, pelaku="Yohana")
        assert refused.value.kode == "tampilan_bukan_data"
    verifikasi.check_shown(contoh.judge(contoh.package()))


def test_what_was_drawn_beforehand_lets_nothing_in_and_is_not_drawn_again(
    embellished, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "SPM.xlsx"
    file.write_bytes(embellished)
    with contoh.provinsi(tmp_path / "provinsi") as province:
        (laporan,) = impor.examine([file], province, contoh.examiner())
        ready = verifikasi.drawn(laporan)
        assert ready.putusan is laporan.putusan
        monkeypatch.setattr(tata_letak.TataLetak, "sheets", None)
        with pytest.raises(LontarError) as refused:
            impor.accept(province, ready, pelaku="Yohana")
        assert refused.value.kode == "tampilan_bukan_data"
        assert verifikasi.thorough(ready).putusan is Putusan.DITOLAK
