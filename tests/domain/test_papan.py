"""The board: from belum to disetujui, days late, exceptions, and declarations that count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.kelengkapan import Kelengkapan
from app.domain.nilai import Keadaan
from app.domain.papan import BarisPapan, Kiriman, Papan, Tahap, TenggatWilayah, answered, standing
from tests.exchange import contoh_paket as contoh

DUE = date(2026, 10, 10)
WHOLE, GAPS = Kelengkapan(wajib=3, terisi=3), Kelengkapan(wajib=3, terisi=1, kosong=("a", "b"))
SENT = Kiriman(1, DUE)


@pytest.mark.parametrize(
    ("today", "tahap", "hari"),
    [
        (0, Tahap.BELUM, 0),
        (1, Tahap.TERLAMBAT, 1),
        (-30, Tahap.BELUM, 0),
        (48, Tahap.TERLAMBAT, 48),
    ],
)
def test_what_has_not_come_is_late_once_its_day_has_passed(today, tahap, hari):
    found = standing(None, Kelengkapan(), DUE, DUE + timedelta(days=today))
    assert (found.tahap, found.hari, found.ditunggu) == (tahap, hari, True)


@pytest.mark.parametrize(
    ("kiriman", "isi", "tahap"),
    [
        (SENT, WHOLE, Tahap.LENGKAP),
        (SENT, GAPS, Tahap.SAH),
        (SENT._replace(tanda_terima=True), WHOLE, Tahap.DISETUJUI),
        (SENT._replace(tanda_terima=True), GAPS, Tahap.DISETUJUI),
        (SENT._replace(keputusan=True), WHOLE, Tahap.DITERIMA),
        (SENT._replace(keputusan=True, tanda_terima=True), WHOLE, Tahap.DISETUJUI),
        (SENT._replace(ditahan=("KES",)), WHOLE, Tahap.DITERIMA),
        (SENT._replace(ditahan=("KES",), tanda_terima=True), WHOLE, Tahap.DITERIMA),
    ],
)
def test_what_has_come_goes_from_diterima_to_disetujui(kiriman, isi, tahap):
    found = standing(kiriman, isi, DUE, DUE)
    assert (found.tahap, found.kosong, found.hari) == (tahap, len(isi.kosong), 0)
    assert found.ditunggu == bool(isi.kosong)


def test_a_package_made_after_its_day_stays_marked_as_late():
    late = standing(SENT._replace(tanggal=date(2026, 10, 13)), WHOLE, DUE, date(2026, 12, 1))
    assert (late.tahap, late.hari) == (Tahap.LENGKAP, 3)


def test_figures_entered_at_the_province_are_there_without_a_package():
    found = standing(None, GAPS, DUE, date(2026, 12, 1), di_sini=True)
    assert (found.tahap, found.hari, found.kosong) == (Tahap.DITERIMA, 0, 2)


def test_completeness_counts_declarations_but_neither_zero_nor_empty_is_one():
    form = contoh.full_acuan().forms["KES-01", 1]
    nothing = answered([form], {})
    need = form.kebutuhan
    assert nothing.kosong
    assert answered([form], {form.kode: {need: Keadaan.NIHIL}}).lengkap
    asked = dict.fromkeys(nothing.kosong, Keadaan.BELUM_TERSEDIA)
    told = answered([form], {form.kode: asked})
    assert (told.lengkap, told.dinyatakan) == (True, len(asked))
    zero = answered([form], {form.kode: dict.fromkeys(nothing.kosong, 0)})
    assert (zero.lengkap, zero.terisi) == (True, len(asked))


def test_the_board_counts_by_part():
    region = contoh.full_acuan().wilayah[contoh.KUPANG]
    states = {"spm": standing(SENT, WHOLE, DUE, DUE), "kemiskinan": standing(None, GAPS, DUE, DUE)}
    days = dict.fromkeys(states, TenggatWilayah(DUE))
    board = Papan(DUE, dict.fromkeys(states, DUE), [BarisPapan(region, days, states)])
    assert board.count("spm", Tahap.LENGKAP, Tahap.DISETUJUI) == 1
    assert board.count("kemiskinan", Tahap.LENGKAP, Tahap.DISETUJUI) == 0
