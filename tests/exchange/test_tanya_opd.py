"""A kabupaten asks its OPD, and the answers come back with the next package."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from app.domain.pertanyaan import JenisTanya, KeadaanTanya
from app.exchange import balasan, butir_tanya, jawab, surat, tanya
from app.exchange.pasang_balasan import Keadaan
from app.store import deadlines, dispatch, opd, pertanyaan
from app.store.door import Kunci
from tests.exchange import contoh_balasan, contoh_opd, contoh_tanya_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import HARUS, TENGGAT, TERLAYANI, refusal
from tests.exchange.contoh_opd import DINKES, DINPU, KUPANG, T3, hand_in, take
from tests.exchange.contoh_sertifikat import officer, pimpinan
from tests.exchange.contoh_surat import book, head_of_region
from tests.exchange.contoh_tanya_opd import (
    MARIA,
    TANYA,
    Rumah,
    ask,
    blockers,
    install,
    later,
    look,
    replies,
    send_again,
    states,
    type_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.susun_balasan import BalasanJadi
    from tests.exchange.contoh_sertifikat import Pihak


@pytest.fixture
def rumah(tmp_path: Path) -> Iterator[Rumah]:
    with contoh_tanya_opd.opened(tmp_path) as both:
        yield both


# --- There and back ------------------------------------------------------------------------------


def test_a_question_goes_to_the_opd_and_its_answer_comes_with_the_next_package(rumah):
    asked = ask(rumah.kabupaten, penghalang=True)
    assert (asked.opd, asked.kejadian[0].lama) == (DINKES, "angka:6400")
    (made,) = replies(rumah.kabupaten)
    assert made.tentang == (DINKES, 1)
    assert made.nama_berkas.startswith("balasan_5301_Kupang_DinasKesehatan_2026_no01_")
    assert f"untuk {DINKES}, dari Bagian Pemerintahan" in made.teks
    told = look(rumah.dinkes, made.teks)
    assert told.keadaan is Keadaan.BARU
    assert list(told.isi()) == [
        "Tanda terima: 1 paket berubah menjadi diterima.",
        "Pertanyaan baru: 1.",
    ]
    assert book(rumah.dinkes) == [(1, "menunggu_tanda_terima")]
    assert install(rumah.dinkes, made.teks)[:3] == (1, 1, 1)
    assert book(rumah.dinkes) == [(1, "diterima")]
    assert states(rumah.dinkes) == ["terbuka"]
    (why,) = blockers(rumah.dinkes)
    assert why.startswith("Pertanyaan dari kabupaten/kota pada ")
    type_in(rumah.dinkes, 6500)
    assert states(rumah.dinkes) == ["siap"]
    assert blockers(rumah.dinkes) == []
    assert send_again(rumah) == 1
    (answered,) = pertanyaan.questions(rumah.kabupaten)
    assert answered.keadaan is KeadaanTanya.DIJAWAB
    assert answered.dijawab is not None
    assert (answered.dijawab.lama, answered.dijawab.baru) == ("angka:6400", "angka:6500")
    tanya.close(rumah.kabupaten, answered, "Sudah sesuai.", oleh=MARIA)
    (last,) = replies(rumah.kabupaten)
    install(rumah.dinkes, last.teks)
    assert states(rumah.dinkes) == ["selesai"]
    assert book(rumah.dinkes) == [(2, "diterima"), (1, "diterima")]


def test_what_the_kabupaten_allows_does_not_hold_the_next_package_back(rumah):
    ask(rumah.kabupaten, penghalang=False)
    (made,) = replies(rumah.kabupaten)
    install(rumah.dinkes, made.teks)
    assert states(rumah.dinkes) == ["terbuka"]
    assert blockers(rumah.dinkes) == []


def test_what_an_opd_is_asked_never_holds_the_kabupaten_back(rumah):
    ask(rumah.kabupaten, penghalang=True)
    assert blockers(rumah.kabupaten) == []
    (listed,) = butir_tanya.listed(rumah.kabupaten, KUPANG, T3)
    assert not listed.di_sini
    assert refusal(jawab.answer, rumah.kabupaten, listed, "Ya.", pelaku=MARIA) == (
        "jawaban_bukan_di_sini"
    )
    sent = contoh.export(rumah.kabupaten, rumah.folder)
    read = contoh.judge(sent.path.read_bytes()).isi
    assert read is not None
    assert not read.answers


def test_installing_twice_changes_nothing(rumah):
    ask(rumah.kabupaten)
    (made,) = replies(rumah.kabupaten)
    install(rumah.dinkes, made.teks)
    before = contoh_balasan.whole(rumah.dinkes)
    assert look(rumah.dinkes, made.teks).keadaan is Keadaan.SUDAH
    assert install(rumah.dinkes, made.teks) == (0, 0, 0, 0)
    assert contoh_balasan.whole(rumah.dinkes) == before
    assert look(rumah.kabupaten, made.teks).keadaan is Keadaan.DARI_SINI


def test_an_older_reply_comes_to_nothing(rumah):
    ask(rumah.kabupaten)
    (first,) = replies(rumah.kabupaten)
    ask(rumah.kabupaten, HARUS)
    (second,) = replies(rumah.kabupaten)
    assert second.isi.nomor == 2
    install(rumah.dinkes, second.teks)
    assert states(rumah.dinkes) == ["terbuka", "terbuka"]
    assert look(rumah.dinkes, first.teks).keadaan is Keadaan.LEBIH_LAMA


def test_deadlines_the_province_set_reach_the_opd(rumah):
    day = deadlines.deadlines(rumah.kabupaten, T3, TENGGAT)[0]
    moved = day.tanggal + timedelta(days=3)
    deadlines.set_deadline(rumah.kabupaten, T3, day.kode, moved)
    (made,) = replies(rumah.kabupaten)
    assert any("Tenggat" in line for line in look(rumah.dinkes, made.teks).isi())
    install(rumah.dinkes, made.teks)
    assert deadlines.deadlines(rumah.dinkes, T3, TENGGAT)[0].tanggal == moved


def test_every_opd_gets_its_own_questions_only(rumah):
    with contoh_opd.office(rumah.folder / "dinpu", DINPU, "PUM") as dinpu:
        contoh_opd.fill(dinpu)
        take(rumah.kabupaten, hand_in(dinpu, rumah.folder / "dinpu"))
        ask(rumah.kabupaten)
        pum = Kunci("PUM-01", KUPANG, str(T3))
        ask(rumah.kabupaten, kunci=pum)
        first, second = replies(rumah.kabupaten)
        assert [one.tentang for one in (first, second)] == [(DINKES, 1), (DINPU, 2)]
        assert look(dinpu, first.teks).keadaan is Keadaan.WILAYAH_LAIN
        install(dinpu, second.teks)
        assert [one.formulir for one in pertanyaan.questions(dinpu)] == ["PUM-01"]
        assert [one.opd for one in pertanyaan.questions(dinpu)] == [DINPU]
        assert look(rumah.dinkes, second.teks).keadaan is Keadaan.WILAYAH_LAIN
        (only,) = replies(rumah.kabupaten, DINPU.upper())
        assert only.tentang == (DINPU, 3)
        assert refusal(replies, rumah.kabupaten, "Dinas Pariwisata") == "balasan_opd_tidak_ada"


def test_a_cell_is_asked_about_before_its_package_is_accepted(rumah):
    type_in(rumah.dinkes, 6300)
    laporan = contoh_opd.look(rumah.kabupaten, hand_in(rumah.dinkes, rumah.folder, later))
    assert laporan.bacaan is not None
    asked = tanya.ask_before(
        rumah.kabupaten,
        laporan.bacaan,
        "KES-01",
        TERLAYANI,
        JenisTanya.TANYA,
        TANYA,
        penghalang=False,
        oleh=MARIA,
    )
    assert (asked.opd, asked.kejadian[0].lama) == (DINKES, "angka:6300")
    assert asked.kejadian[0].revisi == 2
    assert len(dispatch.packages(rumah.kabupaten, arah="masuk")) == 1
    (made,) = replies(rumah.kabupaten)
    install(rumah.dinkes, made.teks)
    assert states(rumah.dinkes) == ["terbuka"]


def test_an_answer_in_words_and_one_that_was_not_enough(rumah):
    ask(rumah.kabupaten, jenis=JenisTanya.TANYA)
    install(rumah.dinkes, replies(rumah.kabupaten)[0].teks)
    (waits,) = butir_tanya.listed(rumah.dinkes, KUPANG, T3)
    jawab.answer(rumah.dinkes, waits, "Dua puskesmas terlambat.", pelaku="Operator")
    assert send_again(rumah) == 1
    (answered,) = pertanyaan.questions(rumah.kabupaten)
    again = tanya.reopen(rumah.kabupaten, answered, "Puskesmas mana?", oleh=MARIA)
    assert (again.keadaan, again.putaran) == (KeadaanTanya.DIBUKA_LAGI, 2)
    install(rumah.dinkes, replies(rumah.kabupaten)[0].teks)
    assert states(rumah.dinkes) == ["dibuka_lagi"]


# --- What cannot be asked ------------------------------------------------------------------------


def test_an_urusan_without_an_owner_or_a_package_cannot_be_asked_about(rumah):
    pum = Kunci("PUM-01", KUPANG, str(T3))
    assert refusal(ask, rumah.kabupaten, kunci=pum) == "pertanyaan_tanpa_opd"
    opd.assign(rumah.kabupaten, "PUM", DINPU, alasan="Perbup", pelaku=MARIA)
    assert refusal(ask, rumah.kabupaten, kunci=pum) == "pertanyaan_opd_tanpa_paket"


def test_a_figure_the_kabupaten_typed_itself_is_not_put_to_the_opd(rumah):
    type_in(rumah.kabupaten, 7000)
    assert refusal(ask, rumah.kabupaten) == "pertanyaan_bukan_angka_opd"
    ask(rumah.kabupaten, HARUS)


def test_an_urusan_that_is_held_back_is_asked_about_at_its_package(rumah):
    type_in(rumah.dinkes, 6300)
    data = hand_in(rumah.dinkes, rumah.folder, later)
    take(rumah.kabupaten, data, tahan={"KES": "Belum cocok dengan laporan."})
    assert refusal(ask, rumah.kabupaten) == "pertanyaan_urusan_ditahan"


def test_an_opd_asks_nobody(rumah):
    assert refusal(ask, rumah.dinkes) == "pertanyaan_bukan_provinsi"
    operator, head = contoh_opd.signers(DINKES)
    assert refusal(replies, rumah.dinkes, DINKES, own=head) == "balasan_penanda"
    assert operator.certificate != head.certificate


def test_only_the_pimpinan_of_the_kabupaten_replies(rumah):
    assert refusal(replies, rumah.kabupaten, own=officer()) == "balasan_bukan_pimpinan"


def resigned(made: BalasanJadi, own: Pihak, **changes: object) -> str:
    isi = msgspec.structs.replace(made.isi, **changes)
    amplop = balasan.sign(isi, own.key, [own.certificate])
    return "\n".join([balasan.BEGIN, *surat.wrapped(amplop), balasan.END])


@pytest.mark.parametrize(
    ("tamper", "kode"),
    [
        (lambda made: resigned(made, officer()), "balasan_penanda_opd"),
        (lambda made: resigned(made, contoh_opd.signers(DINKES)[1]), "balasan_penanda_opd"),
        (lambda made: resigned(made, head_of_region(), kantor="Lain"), "balasan_penanda_opd"),
        (lambda made: resigned(made, pimpinan(), versi=1), "balasan_rusak"),
        (lambda made: resigned(made, pimpinan(), versi=2), "balasan_rusak"),
        (lambda made: resigned(made, pimpinan(), opd=""), "balasan_rusak"),
        (lambda made: resigned(made, pimpinan(), opd="dua\nbaris"), "balasan_rusak"),
        (lambda made: resigned(made, pimpinan(), tindak_lanjut=[]), "balasan_rusak"),
    ],
)
def test_what_its_kabupaten_did_not_sign_is_refused(rumah, tamper, kode):
    ask(rumah.kabupaten)
    text = tamper(replies(rumah.kabupaten)[0])
    found = look(rumah.dinkes, text)
    assert found.galat is not None
    assert found.galat.kode == kode
    assert refusal(install, rumah.dinkes, text) == kode
    assert pertanyaan.questions(rumah.dinkes) == []


def test_an_answer_of_another_opd_is_passed_over(rumah):
    asked = ask(rumah.kabupaten)
    with contoh_opd.office(rumah.folder / "dinpu", DINPU, "PUM", "KES") as dinpu:
        contoh_opd.fill(dinpu)
        # As if it had got hold of the question.
        pertanyaan.add(dinpu, [asked._replace(opd=DINPU)])
        (seen,) = butir_tanya.listed(dinpu, KUPANG, T3)
        jawab.answer(dinpu, seen, "Bukan urusan kami.", pelaku="Operator")
        done = take(
            rumah.kabupaten, hand_in(dinpu, rumah.folder), tahan={"KES": "Milik Dinas Kesehatan."}
        )
    assert done.jawaban == 0
    assert states(rumah.kabupaten) == ["terbuka"]
