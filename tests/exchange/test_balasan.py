"""The way back: the province asks and replies, the kabupaten installs, answers and sends again."""

from __future__ import annotations

import msgspec
import pytest

from app.domain.bukti import Keterangan
from app.domain.pertanyaan import JenisTanya, KeadaanTanya
from app.exchange import (
    butir_tanya,
    ekspor,
    hambatan,
    impor,
    jawab,
    makna,
    paket,
    tanya,
)
from app.exchange.baris_kabar import BarisJawaban
from app.exchange.pasang_balasan import Keadaan
from app.store import dispatch, evidence, pertanyaan
from app.store.door import Kunci
from tests.contoh_bukti import pdf
from tests.exchange import contoh_paket as contoh
from tests.exchange import contoh_surat
from tests.exchange.contoh_balasan import (
    HARUS,
    KUPANG,
    T3,
    TERLAYANI,
    YOHANA,
    ask,
    blockers,
    butir,
    install,
    look,
    refusal,
    reply,
    send_again,
    states,
)
from tests.exchange.contoh_sertifikat import officer, pimpinan
from tests.exchange.contoh_surat import (
    take_back,
)

# --- Asking ------------------------------------------------------------------------------------


def test_a_question_remembers_what_it_is_about(pair):
    one = ask(pair.provinsi, penghalang=True)
    assert pertanyaan.questions(pair.provinsi, wilayah=KUPANG) == [one]
    (opened,) = one.kejadian
    assert (opened.lama, opened.revisi, opened.oleh) == ("angka:6400", 1, YOHANA)
    (found,) = butir(pair.provinsi)
    assert (found.ditanya, found.sekarang, found.keadaan) == ("6.400", "6.400", "terbuka")


@pytest.mark.parametrize(
    ("change", "kode"),
    [
        ({"teks": "  "}, "pertanyaan_kosong"),
        ({"teks": "panjang " * 80}, "pertanyaan_panjang"),
        ({"teks": "NIK 5301014107850001 mengapa dua kali?"}, "pribadi_nik"),
        ({"teks": "Turun \uf0e2 dari revisi 1?"}, "teks_aksara_asing"),
        ({"sel": "penerima.tidak_ada.jumlah"}, "pertanyaan_sel"),
    ],
)
def test_what_cannot_be_asked_is_refused(pair, change, kode):
    assert refusal(ask, pair.provinsi, **change) == kode
    assert not pertanyaan.questions(pair.provinsi)


def test_nobody_asks_themselves_and_only_what_was_accepted_is_asked_about(pair):
    told = {"penghalang": False, "oleh": YOHANA}
    here = Kunci("KES-01", KUPANG, str(T3)), TERLAYANI, JenisTanya.TANYA, "Mengapa?"
    assert refusal(tanya.ask, pair.kabupaten, *here, **told) == "pertanyaan_tanpa_opd"
    one = ask(pair.provinsi)
    pertanyaan.add(pair.kabupaten, [one])
    for settle in (tanya.close, tanya.reopen):
        refused = refusal(settle, pair.kabupaten, one, "Beres.", oleh=YOHANA)
        assert refused == "pertanyaan_bukan_provinsi"
    other = here[0]._replace(wilayah="53.02"), *here[1:]
    assert refusal(tanya.ask, pair.provinsi, *other, **told) == "pertanyaan_tanpa_paket"
    outside = here[0]._replace(wilayah="52.01"), *here[1:]
    assert refusal(tanya.ask, pair.provinsi, *outside, **told) == "pertanyaan_luar_provinsi"


def test_closing_and_opening_again_keep_their_reasons(pair):
    one = ask(pair.provinsi)
    closed = tanya.close(pair.provinsi, one, "Sudah jelas dari laporan.", oleh=YOHANA)
    assert closed.keadaan is KeadaanTanya.SELESAI
    assert refusal(tanya.close, pair.provinsi, closed, "Lagi", oleh=YOHANA) == (
        "pertanyaan_sudah_selesai"
    )
    again = tanya.reopen(pair.provinsi, closed, "Ternyata belum cocok.", oleh=YOHANA)
    assert (again.keadaan, again.putaran) == (KeadaanTanya.DIBUKA_LAGI, 2)
    assert [event.teks for event in again.kejadian][1:] == [
        "Sudah jelas dari laporan.",
        "Ternyata belum cocok.",
    ]
    assert refusal(tanya.reopen, pair.provinsi, again, "Lagi", oleh=YOHANA) == (
        "pertanyaan_masih_terbuka"
    )
    assert refusal(tanya.close, pair.provinsi, again, "", oleh=YOHANA) == "pertanyaan_kosong"
    assert butir_tanya.find(pair.provinsi, one.id[:6]).id == one.id
    assert refusal(butir_tanya.find, pair.provinsi, "zzz") == "pertanyaan_tidak_ada"


# --- The whole loop ----------------------------------------------------------------------------


def test_asked_replied_installed_answered_sent_and_seen(pair):
    ask(pair.provinsi, penghalang=True)
    ask(pair.provinsi, HARUS, "Dari mana sasaran ini?", JenisTanya.TANYA)
    made = reply(pair.provinsi)
    told = look(pair.kabupaten, made.teks)
    assert told.keadaan is Keadaan.BARU
    assert list(told.isi()) == [
        "Tanda terima: 1 paket berubah menjadi diterima.",
        "Pertanyaan baru: 2.",
    ]
    assert not pertanyaan.questions(pair.kabupaten)

    assert install(pair.kabupaten, made.teks) == (1, 2, 2, 0)
    assert [one.putusan for one in dispatch.packages(pair.kabupaten)] == [dispatch.DITERIMA]
    assert [(one.formulir, one.sel, one.periode) for one in blockers(pair.kabupaten)] == [
        ("KES-01", TERLAYANI, "2026-T3")
    ]

    asked, source = sorted(butir(pair.kabupaten), key=lambda one: one.sel.kode, reverse=True)
    contoh.type_in(pair.kabupaten, "KES-01", TERLAYANI, 6510)
    jawab.answer(pair.kabupaten, source, "Dari  BPS,\n proyeksi 2025.", pelaku="Maria")
    assert states(pair.kabupaten) == ["siap", "siap"]
    assert not blockers(pair.kabupaten)

    taken = send_again(pair)
    assert (taken.paket.revisi, taken.jawaban) == (2, 2)
    there = {one.tanya.id: one for one in butir(pair.provinsi)}
    figure, words = there[asked.tanya.id].tanya, there[source.tanya.id].tanya
    assert figure.keadaan is words.keadaan is KeadaanTanya.DIJAWAB
    assert figure.dijawab is not None
    assert words.dijawab is not None
    assert figure.dijawab[5:11] == ("", taken.paket.paket_id, 2, "angka:6400", "angka:6510", 0)
    assert words.dijawab.teks == "Dari BPS, proyeksi 2025."

    tanya.close(pair.provinsi, figure, "Terima kasih, cocok.", oleh=YOHANA)
    tanya.reopen(pair.provinsi, words, "Tahun berapa?", oleh=YOHANA)
    assert install(pair.kabupaten, reply(pair.provinsi).teks) == (1, 0, 4, 0)
    assert sorted(states(pair.kabupaten)) == ["dibuka_lagi", "selesai"]
    third = send_again(pair)
    assert third.jawaban == 0


def test_a_package_without_answers_stays_as_it_was(pair):
    install(pair.kabupaten, reply(pair.provinsi).teks)
    data = contoh.export(pair.kabupaten, pair.folder).path.read_bytes()
    isi = contoh.judge(data).isi
    assert isi is not None
    assert isi.versi == paket.VERSI
    assert b'"jawaban"' not in paket.canonical(isi)


def test_an_answer_voids_a_statement_and_so_does_a_question_that_blocks(pair):
    one = ask(pair.provinsi, jenis=JenisTanya.TANYA)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    contoh.state(pair.kabupaten)
    (here,) = butir(pair.kabupaten)
    jawab.answer(pair.kabupaten, here, "Sudah benar.", pelaku="Maria")
    assert refusal(contoh.sign, pair.kabupaten, pair.folder) == "naskah_tertinggal"
    jawab.answer(pair.kabupaten, here, "", pelaku="Maria")
    assert not pertanyaan.texts(pair.kabupaten, KUPANG, T3)

    contoh.state(pair.kabupaten)
    tanya.close(pair.provinsi, one, "Lain kali.", oleh=YOHANA)
    ask(pair.provinsi, HARUS, "Dari mana?", penghalang=True)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    assert refusal(contoh.sign, pair.kabupaten, pair.folder) == "pertanyaan_belum_dijawab"


def test_evidence_answers_a_wish_for_evidence(pair):
    ask(pair.provinsi, jenis=JenisTanya.BUKTI, penghalang=True)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    contoh.type_in(pair.kabupaten, "KES-01", TERLAYANI, 6511)
    assert states(pair.kabupaten) == ["terbuka"]
    place = (Kunci("KES-01", KUPANG, str(T3)), TERLAYANI, "laporan.pdf", pdf(), Keterangan())
    evidence.attach(pair.kabupaten, *place, label="Bukti", pelaku="Maria")
    assert states(pair.kabupaten) == ["siap"]
    send_again(pair)
    (there,) = butir(pair.provinsi)
    assert there.tanya.dijawab is not None
    assert there.tanya.dijawab.bukti == 1


def test_what_a_withdrawn_package_answered_is_not_answered(pair):
    ask(pair.provinsi)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    contoh.type_in(pair.kabupaten, "KES-01", TERLAYANI, 6510)
    send_again(pair)
    assert states(pair.provinsi) == ["dijawab"]
    sent = dispatch.latest_package(pair.kabupaten, "keluar", KUPANG, T3)
    assert sent is not None
    contoh_surat.install(pair.provinsi, take_back(pair.kabupaten, sent))
    assert states(pair.provinsi) == ["terbuka"]


def test_private_words_in_an_answer_are_refused_at_once_and_by_the_guard(pair):
    ask(pair.provinsi)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    (here,) = butir(pair.kabupaten)
    words = "Hubungi 0812 3456 7890"
    assert refusal(jawab.answer, pair.kabupaten, here, words, pelaku="Maria") == "pribadi_telepon"
    label = {"label": "Jawab", "pelaku": "Maria"}
    pertanyaan.answer(pair.kabupaten, here.kunci, here.tanya, words, **label)
    found = hambatan.blockers(pair.kabupaten, contoh.acuan(), T3, KUPANG)
    assert any(one.kode == "pribadi_telepon" and "Jawaban pada" in one.pesan for one in found)


def test_the_province_cannot_answer_for_a_region(pair):
    ask(pair.provinsi)
    (here,) = butir(pair.provinsi)
    assert refusal(jawab.answer, pair.provinsi, here, "Ya.", pelaku=YOHANA) == (
        "jawaban_bukan_di_sini"
    )


# --- The package that answers ------------------------------------------------------------------


def test_answers_in_a_package_that_cannot_be_are_refused():
    isi = contoh.reading()[0].isi
    row = BarisJawaban("a" * 32, 1, "KES-01", TERLAYANI, "Ya.")
    for rows, versi in (
        ([row], paket.VERSI),
        ([], paket.VERSI_JAWABAN),
        (msgspec.UNSET, paket.VERSI_JAWABAN),
    ):
        changed = msgspec.structs.replace(isi, jawaban=rows, versi=versi)
        assert refusal(paket.read, paket.canonical(changed)) == "paket_isi_salah"


@pytest.mark.parametrize(
    "rows",
    [
        [("A" * 32, 1, "KES-01", TERLAYANI, "Ya.")],
        [("a" * 32, 0, "KES-01", TERLAYANI, "Ya.")],
        [("a" * 32, 1, "KES-99", TERLAYANI, "Ya.")],
        [("a" * 32, 1, "KES-01", "penerima.tidak.ada", "Ya.")],
        [("a" * 32, 1, "KES-01", TERLAYANI, "Ya.\n")],
        [("a" * 32, 1, "KES-01", TERLAYANI, "Ya.")] * 2,
    ],
)
def test_answers_that_make_no_sense_refuse_the_package(rows):
    isi = contoh.reading()[0].isi
    told = [BarisJawaban(*row) for row in rows]
    changed = msgspec.structs.replace(isi, jawaban=told, versi=paket.VERSI_JAWABAN)
    assert refusal(makna.resolve, changed, contoh.acuan()) == "paket_isi_salah"


def test_private_words_in_the_answers_of_a_package_keep_it_out(pair):
    isi = contoh.reading()[0].isi
    row = BarisJawaban("a" * 32, 1, "KES-01", TERLAYANI, "NIK 5301014107850001")
    told = msgspec.structs.replace(isi, jawaban=[row], versi=paket.VERSI_JAWABAN, revisi=2)
    laporan = contoh.judge(contoh.signed_by(told, officer(), pimpinan()))
    assert laporan.sah
    assert refusal(impor.accept, pair.provinsi, laporan, pelaku=YOHANA) == "impor_data_pribadi"
    assert ekspor.summary(told)["nilai"] == len(isi.nilai)
