"""A kabupaten passes on what the province asks, and decides itself what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.pertanyaan import KeadaanTanya
from app.exchange import butir_tanya, jawab, tanya, terusan
from app.store import pertanyaan
from tests.exchange import contoh_balasan, contoh_tanya_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import refusal
from tests.exchange.contoh_opd import DINKES, KUPANG, T3, take
from tests.exchange.contoh_tanya_opd import (
    MARIA,
    Rumah,
    ask,
    install,
    replies,
    send_again,
    type_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.office import Office


@pytest.fixture
def rumah(tmp_path: Path) -> Iterator[Rumah]:
    with contoh_tanya_opd.opened(tmp_path) as both:
        yield both


@pytest.fixture
def provinsi(tmp_path: Path) -> Iterator[Office]:
    with contoh.provinsi(tmp_path / "provinsi") as opened:
        yield opened


def asked_from_above(rumah: Rumah, provinsi: Office) -> butir_tanya.Butir:
    """The province took the package of the kabupaten in, asks, and the kabupaten installed it."""
    take(provinsi, contoh.export(rumah.kabupaten, rumah.folder).path.read_bytes())
    contoh_balasan.ask(provinsi, penghalang=True)
    contoh_balasan.install(rumah.kabupaten, contoh_balasan.reply(provinsi).teks)
    return from_above(rumah)


def from_above(rumah: Rumah) -> butir_tanya.Butir:
    found = butir_tanya.listed(rumah.kabupaten, KUPANG, T3)
    return next(one for one in found if one.di_sini)


def test_a_question_of_the_province_goes_on_and_the_answer_is_offered(rumah, provinsi):
    above = asked_from_above(rumah, provinsi)
    assert terusan.of(rumah.kabupaten, above).kepada == DINKES
    refused = refusal(terusan.take_over, rumah.kabupaten, above, pelaku=MARIA)
    assert refused == "teruskan_belum_dijawab"
    passed = terusan.forward(rumah.kabupaten, above, oleh=MARIA)
    assert (passed.teks, passed.opd, passed.terusan) == (above.tanya.teks, DINKES, above.tanya.id)
    assert passed.penghalang
    assert terusan.of(rumah.kabupaten, above) == terusan.Terusan("", passed)
    assert refusal(terusan.forward, rumah.kabupaten, above, oleh=MARIA) == "teruskan_sudah"
    install(rumah.dinkes, replies(rumah.kabupaten)[0].teks)
    (waits,) = butir_tanya.listed(rumah.dinkes, KUPANG, T3)
    assert waits.tanya.teks == above.tanya.teks
    jawab.answer(rumah.dinkes, waits, "Dua puskesmas terlambat.", pelaku="Operator")
    assert send_again(rumah) == 1
    # The kabupaten decides what it says: nothing is said to the province yet.
    assert from_above(rumah).keadaan == "terbuka"
    terusan.take_over(rumah.kabupaten, from_above(rumah), pelaku=MARIA)
    assert from_above(rumah).jawaban.teks == "Dua puskesmas terlambat."
    assert from_above(rumah).keadaan == "siap"
    data = contoh.export(rumah.kabupaten, rumah.folder).path.read_bytes()
    assert take(provinsi, data).jawaban == 1
    (answered,) = pertanyaan.questions(provinsi)
    assert answered.dijawab is not None
    assert answered.dijawab.teks == "Dua puskesmas terlambat."


def test_a_corrected_figure_of_the_opd_answers_the_province_without_words(rumah, provinsi):
    above = asked_from_above(rumah, provinsi)
    terusan.forward(rumah.kabupaten, above, oleh=MARIA)
    install(rumah.dinkes, replies(rumah.kabupaten)[0].teks)
    type_in(rumah.dinkes, 6500)
    send_again(rumah)
    assert from_above(rumah).keadaan == "siap"
    refused = refusal(terusan.take_over, rumah.kabupaten, from_above(rumah), pelaku=MARIA)
    assert refused == "teruskan_tanpa_kata"


def test_only_a_question_of_the_province_is_passed_on(rumah, provinsi):
    ask(rumah.kabupaten)
    (below,) = butir_tanya.listed(rumah.kabupaten, KUPANG, T3)
    refused = refusal(terusan.forward, rumah.kabupaten, below, oleh=MARIA)
    assert refused == "teruskan_bukan_dari_provinsi"
    install(rumah.dinkes, replies(rumah.kabupaten)[0].teks)
    (here,) = butir_tanya.listed(rumah.dinkes, KUPANG, T3)
    assert terusan.of(rumah.dinkes, here) == terusan.Terusan("", None)
    assert refusal(terusan.forward, rumah.dinkes, here, oleh=MARIA) == (
        "teruskan_bukan_dari_provinsi"
    )


def test_a_question_opened_again_above_goes_down_once_more(rumah, provinsi):
    above = asked_from_above(rumah, provinsi)
    terusan.forward(rumah.kabupaten, above, oleh=MARIA)
    install(rumah.dinkes, replies(rumah.kabupaten)[0].teks)
    (waits,) = butir_tanya.listed(rumah.dinkes, KUPANG, T3)
    jawab.answer(rumah.dinkes, waits, "Terlambat.", pelaku="Operator")
    send_again(rumah)
    terusan.take_over(rumah.kabupaten, from_above(rumah), pelaku=MARIA)
    take(provinsi, contoh.export(rumah.kabupaten, rumah.folder).path.read_bytes())
    (answered,) = pertanyaan.questions(provinsi)
    tanya.reopen(provinsi, answered, "Puskesmas mana?", oleh="Yohana")
    contoh_balasan.install(rumah.kabupaten, contoh_balasan.reply(provinsi).teks)
    again = terusan.forward(rumah.kabupaten, from_above(rumah), oleh=MARIA)
    assert (again.putaran, again.keadaan) == (2, KeadaanTanya.DIBUKA_LAGI)
    assert again.kejadian[-1].teks == "Puskesmas mana?"


def test_a_settled_question_is_not_passed_on(rumah, provinsi):
    above = asked_from_above(rumah, provinsi)
    (one,) = pertanyaan.questions(provinsi)
    tanya.close(provinsi, one, "Sudah jelas.", oleh="Yohana")
    contoh_balasan.install(rumah.kabupaten, contoh_balasan.reply(provinsi).teks)
    assert above.tanya.id == from_above(rumah).tanya.id
    assert terusan.of(rumah.kabupaten, from_above(rumah)).kepada == ""
    assert refusal(terusan.forward, rumah.kabupaten, from_above(rumah), oleh=MARIA) == (
        "pertanyaan_sudah_selesai"
    )
