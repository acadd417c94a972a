"""The way back: the province asks and replies, the kabupaten installs, answers and sends again."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import msgspec
import pytest

from app.domain.bukti import Keterangan
from app.domain.pertanyaan import JenisKejadian, JenisTanya, KeadaanTanya
from app.errors import LontarError
from app.exchange import (
    balasan,
    brankas,
    butir_tanya,
    ekspor,
    hambatan,
    impor,
    jawab,
    makna,
    paket,
    pencabutan,
    sertifikat,
    surat,
    susun_balasan,
    tanda_terima,
    tanya,
)
from app.exchange.pasang_balasan import Keadaan
from app.exchange.pencabutan import Pencabutan
from app.store import backup, deadlines, dispatch, evidence, letters, pertanyaan, replies
from app.store.door import Kunci
from app.store.office import Office
from tests.contoh_bukti import pdf
from tests.exchange import contoh_paket as contoh
from tests.exchange import contoh_surat
from tests.exchange.contoh_balasan import (
    HARUS,
    KUPANG,
    T3,
    TENGGAT,
    TERLAYANI,
    YOHANA,
    ask,
    both,
    install,
    look,
    reply,
    resigned,
    send_again,
)
from tests.exchange.contoh_sertifikat import NOW, authority, clock, officer, pimpinan
from tests.exchange.contoh_surat import (
    head_of_region,
    holder,
    officer_of_province,
    receipts,
    take_back,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.susun_balasan import BalasanJadi
    from tests.exchange.contoh_balasan import Pasangan


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pasangan]:
    opened = both(tmp_path)
    yield opened
    opened.close()


def refusal(call, *arguments, **named) -> str:
    with pytest.raises(LontarError) as caught:
        call(*arguments, **named)
    assert caught.value.pesan
    assert caught.value.saran
    return caught.value.kode


def butir(office: Office) -> list[butir_tanya.Butir]:
    return butir_tanya.listed(office, KUPANG, T3)


def states(office: Office) -> list[str]:
    return [one.keadaan for one in butir(office)]


def blockers(office: Office) -> list[hambatan.Hambatan]:
    found = hambatan.blockers(office, contoh.acuan(), T3, KUPANG)
    return [one for one in found if one.kode == "pertanyaan_belum_dijawab"]


def whole(office: Office) -> object:
    """Everything a reply can change."""
    asked = [(one[:7], one.kejadian) for one in pertanyaan.questions(office)]
    days = [deadlines.deadlines(office, T3, TENGGAT)]
    book = sorted((one.revisi or 0, one.putusan) for one in dispatch.packages(office))
    return asked, days, book, sorted(one.id for one in letters.letters(office))


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
        ({"sel": "penerima.tidak_ada.jumlah"}, "pertanyaan_sel"),
    ],
)
def test_what_cannot_be_asked_is_refused(pair, change, kode):
    assert refusal(ask, pair.provinsi, **change) == kode
    assert not pertanyaan.questions(pair.provinsi)


def test_only_a_province_asks_and_only_about_what_it_accepted(pair):
    told = {"penghalang": False, "oleh": YOHANA}
    here = Kunci("KES-01", KUPANG, str(T3)), TERLAYANI, JenisTanya.TANYA, "Mengapa?"
    assert refusal(tanya.ask, pair.kabupaten, *here, **told) == "pertanyaan_bukan_provinsi"
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

    assert install(pair.kabupaten, made.teks) == (1, 2, 2)
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
    assert install(pair.kabupaten, reply(pair.provinsi).teks) == (1, 0, 4)
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


# --- Twice, older, tampered, for others --------------------------------------------------------


@pytest.fixture(scope="module")
def chain(tmp_path_factory) -> tuple[Path, list[str]]:
    """A kabupaten as it was, and four replies that were made one after the other."""
    pair = both(tmp_path_factory.mktemp("rantai"))
    backup.backup(pair.kabupaten, pair.folder / "awal.db")
    made = [reply(pair.provinsi).teks]
    one = ask(pair.provinsi)
    deadlines.set_deadline(pair.provinsi, T3, "provinsi", NOW.date())
    made.append(reply(pair.provinsi).teks)
    tanya.close(pair.provinsi, one, "Jelas.", oleh=YOHANA)
    ask(pair.provinsi, HARUS, "Dari mana?")
    made.append(reply(pair.provinsi).teks)
    tanya.reopen(pair.provinsi, butir_tanya.find(pair.provinsi, one.id), "Belum.", oleh=YOHANA)
    day = deadlines.Pengecualian(KUPANG, str(T3), "provinsi", NOW.date(), "Jaringan putus.")
    deadlines.allow(pair.provinsi, day)
    made.append(reply(pair.provinsi).teks)
    pair.close()
    return pair.folder / "awal.db", made


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_any_order_of_replies_ends_the_same(chain, tmp_path, order):
    start, made = chain
    ends = []
    for number, turn in enumerate(([3], [*order, *order])):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "lontar.db").write_bytes(start.read_bytes())
        with Office.open(folder, clock) as office:
            for place in turn:
                install(office, made[place])
            ends.append(whole(office))
    assert ends[0] == ends[1]


def test_a_second_time_and_an_older_one_change_nothing_and_say_so(pair):
    first = reply(pair.provinsi).teks
    ask(pair.provinsi)
    second = reply(pair.provinsi).teks
    install(pair.kabupaten, second)
    before = whole(pair.kabupaten)
    for text, keadaan in ((second, Keadaan.SUDAH), (first, Keadaan.LEBIH_LAMA)):
        found = look(pair.kabupaten, text)
        assert (found.keadaan, found.keadaan.berlaku) == (keadaan, False)
        assert install(pair.kabupaten, text) == (0, 0, 0)
    assert whole(pair.kabupaten) == before
    assert [one.nomor for one in replies.replies(pair.kabupaten, "masuk")] == [2]


def test_another_reply_with_a_known_number_is_told(pair):
    made = reply(pair.provinsi)
    install(pair.kabupaten, made.teks)
    twin = resigned(made, tenggat=[])
    assert look(pair.kabupaten, twin).keadaan is Keadaan.KEMBAR
    assert install(pair.kabupaten, twin) == (0, 0, 0)


def test_a_reply_to_somebody_else_and_ones_own_reply_do_nothing(pair, tmp_path):
    made = reply(pair.provinsi)
    assert look(pair.provinsi, made.teks).keadaan is Keadaan.DARI_SINI
    with contoh.kabupaten(tmp_path / "tts", contoh.TTS, filled=False) as other:
        found = look(other, made.teks)
        assert (found.keadaan, found.keadaan.keluar) == (Keadaan.WILAYAH_LAIN, 1)
        install(other, made.teks)
        assert not replies.replies(other, "masuk")


def letter_of(made: BalasanJadi) -> str:
    return made.teks[made.teks.index(balasan.BEGIN) :]


@pytest.mark.parametrize(
    ("tamper", "kode"),
    [
        (lambda made: letter_of(made).replace(balasan.END, ""), "balasan_terpotong"),
        (lambda made: "tidak ada apa-apa", "balasan_bukan"),
        (lambda made: letter_of(made) * 2, "balasan_bukan"),
        (lambda made: "x" * (balasan.MAX_FILE + 1), "balasan_besar"),
        (lambda made: resigned(made, versi=2), "balasan_versi"),
        (lambda made: resigned(made, format="lontar-surat"), "balasan_rusak"),
        (lambda made: resigned(made, nomor=0), "balasan_rusak"),
        (lambda made: resigned(made, tahun=2025), "balasan_rusak"),
        (lambda made: resigned(made, wilayah="52.01"), "balasan_rusak"),
        (lambda made: resigned(made, pertanyaan=made.isi.pertanyaan * 2), "balasan_rusak"),
        (lambda made: resigned(made, kantor="Kantor Lain"), "balasan_penanda"),
        (lambda made: resigned(made, head_of_region()), "balasan_penanda"),
        (
            lambda made: resigned(made, holder("53", "operator", "Provinsi Lain")),
            "penanda_tidak_dikenal",
        ),
    ],
)
def test_what_is_not_a_reply_of_the_province_is_refused(pair, tamper, kode):
    ask(pair.provinsi)
    text = tamper(reply(pair.provinsi))
    found = look(pair.kabupaten, text)
    assert found.keadaan is Keadaan.GAGAL
    assert found.galat is not None
    assert found.galat.kode == kode
    before = whole(pair.kabupaten)
    assert refusal(install, pair.kabupaten, text) == kode
    assert whole(pair.kabupaten) == before


def test_changed_words_do_not_carry_the_signature(pair):
    ask(pair.provinsi)
    made = reply(pair.provinsi)
    data = made.amplop.data.replace(b"Mengapa turun", b"Mengapa turut")
    forged = surat.Amplop(data, made.amplop.jws)
    text = "\n".join([balasan.BEGIN, *surat.wrapped(forged), balasan.END])
    found = look(pair.kabupaten, text)
    assert found.galat is not None
    assert found.galat.kode == "tanda_tangan_tidak_cocok"


def test_a_signature_for_another_purpose_is_no_reply(pair, monkeypatch):
    made = reply(pair.provinsi)
    with monkeypatch.context() as patch:
        patch.setattr(balasan, "MAKSUD", "tanda_terima")
        text = resigned(made)
    found = look(pair.kabupaten, text)
    assert found.galat is not None
    assert found.galat.kode == "balasan_maksud"


def test_a_reply_with_personal_data_is_refused(pair):
    ask(pair.provinsi)
    made = reply(pair.provinsi)
    asked = made.isi.pertanyaan[0]
    event = asked.kejadian[0]._replace(teks="NIK 5301014107850001?")
    other = msgspec.structs.replace(asked, kejadian=[event])
    found = look(pair.kabupaten, resigned(made, pertanyaan=[other]))
    assert found.galat is not None
    assert found.galat.kode == "balasan_data_pribadi"
    assert "5301014107850001" not in found.kalimat


@pytest.mark.parametrize(
    "change",
    [
        {"sel": "tabel"},
        {"formulir": "kes-01"},
        {"periode": "2025-T3"},
        {"id": "ABC"},
        {"kejadian": []},
    ],
)
def test_questions_that_cannot_be_are_refused(pair, change):
    ask(pair.provinsi)
    made = reply(pair.provinsi)
    other = msgspec.structs.replace(made.isi.pertanyaan[0], **change)
    found = look(pair.kabupaten, resigned(made, pertanyaan=[other]))
    assert found.galat is not None
    assert found.galat.kode == "balasan_rusak"


@pytest.mark.parametrize(
    "change",
    [
        {"teks": ""},
        {"teks": "dua  spasi"},
        {"waktu": "kemarin"},
        {"lama": "angka:1,5"},
        {"paket": "x"},
        {"jenis": JenisKejadian.JAWAB},
    ],
)
def test_events_that_cannot_be_are_refused(pair, change):
    ask(pair.provinsi)
    made = reply(pair.provinsi)
    asked = made.isi.pertanyaan[0]
    other = msgspec.structs.replace(asked, kejadian=[asked.kejadian[0]._replace(**change)])
    found = look(pair.kabupaten, resigned(made, pertanyaan=[other]))
    assert found.galat is not None
    assert found.galat.kode == "balasan_rusak"


# --- What else it carries ----------------------------------------------------------------------


def test_it_brings_deadlines_with_exceptions_and_their_reasons(pair):
    day = NOW.date()
    deadlines.set_deadline(pair.provinsi, T3, "espm", day)
    allowed = deadlines.Pengecualian(KUPANG, str(T3), "provinsi", day, "Jaringan putus.")
    deadlines.allow(pair.provinsi, allowed)
    made = reply(pair.provinsi).teks
    told = [line for line in look(pair.kabupaten, made).isi() if "Tenggat" in line]
    assert len(told) == 2
    assert "khusus daerah ini (Jaringan putus.)" in told[0] + told[1]
    install(pair.kabupaten, made)
    found = {one.kode: one.tanggal for one in deadlines.deadlines(pair.kabupaten, T3, TENGGAT)}
    assert found == {"espm": day, "provinsi": day}


def test_receipts_are_those_known_and_new_ones_only_where_they_are_missing(pair):
    (known,) = receipts(pair.provinsi)
    made = reply(pair.provinsi)
    assert [one.id for one in balasan.letters_in(made.isi)] == [known.amplop.id]
    assert not tanda_terima.due(pair.provinsi)


def test_a_revoked_officer_is_replaced_and_the_list_travels(pair):
    lost, ca = officer_of_province(), authority()
    reply(pair.provinsi)
    entry = Pencabutan(
        sidik_ca="",
        seri=lost.certificate.serial_number,
        alasan="kunci_hilang",
        waktu=NOW,
        nomor=1,
    )
    crl = pencabutan.make_list(ca.key, ca.certificate, [entry], 1, clock)
    pencabutan.learn(pair.provinsi, crl)
    with pytest.raises(LontarError):
        reply(pair.provinsi)
    made = reply(pair.provinsi, holder("53", "pimpinan"))
    told = list(look(pair.kabupaten, made.teks).isi())
    assert "Sertifikat yang tidak berlaku lagi: 1." in told
    assert install(pair.kabupaten, made.teks).tanda_terima == 1
    assert len(pencabutan.revoked(pair.kabupaten)) == 1


def test_an_unknown_authority_is_told_and_never_believed(pair):
    new = authority("Provinsi Contoh Dua")
    contoh.trust(pair.provinsi, otoritas=new)
    made = reply(pair.provinsi).teks
    (line,) = [one for one in look(pair.kabupaten, made).isi() if "Otoritas" in one]
    assert sertifikat.read_authority(new.certificate).nama in line
    install(pair.kabupaten, made)
    assert len(brankas.trusted(pair.kabupaten)) == 1


def test_replies_are_made_for_those_who_sent_or_were_asked(pair):
    assert susun_balasan.regions(pair.provinsi, 2026) == [KUPANG]
    assert susun_balasan.regions(pair.provinsi, 2025) == []
    own = officer_of_province()
    certs = [own.certificate]
    told = (2026, TENGGAT, certs)
    assert refusal(susun_balasan.prepare, pair.provinsi, [], *told) == "balasan_tanpa_tujuan"
    assert refusal(susun_balasan.prepare, pair.provinsi, ["52.01"], *told) == (
        "pertanyaan_luar_provinsi"
    )
    prepared = susun_balasan.prepare(pair.provinsi, [KUPANG], *told)
    reply(pair.provinsi)
    signed = susun_balasan.sign(prepared, own.key, certs)
    wilayah = contoh.acuan().wilayah
    assert refusal(susun_balasan.keep, pair.provinsi, signed, wilayah) == "balasan_tertinggal"


def test_the_file_says_what_it_is_and_fits_a_chat_when_it_is_short(pair):
    ask(pair.provinsi)
    made = reply(pair.provinsi)
    assert made.nama_berkas.startswith("balasan_5301_")
    assert "_2026_no01_" in made.nama_berkas
    assert "1 tanda terima dan 1 pertanyaan, 1 di antaranya menunggu jawaban" in made.teks
    assert made.muat_obrolan
    quoted = "\n".join(f"> {line}" for line in made.teks.splitlines())
    assert look(pair.kabupaten, quoted.replace("-----", "\u2014\u2014")).keadaan is Keadaan.BARU


# --- The package that answers ------------------------------------------------------------------


def test_answers_in_a_package_that_cannot_be_are_refused():
    isi = contoh.reading()[0].isi
    row = paket.BarisJawaban("a" * 32, 1, "KES-01", TERLAYANI, "Ya.")
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
    told = [paket.BarisJawaban(*row) for row in rows]
    changed = msgspec.structs.replace(isi, jawaban=told, versi=paket.VERSI_JAWABAN)
    assert refusal(makna.resolve, changed, contoh.acuan()) == "paket_isi_salah"


def test_private_words_in_the_answers_of_a_package_keep_it_out(pair):
    isi = contoh.reading()[0].isi
    row = paket.BarisJawaban("a" * 32, 1, "KES-01", TERLAYANI, "NIK 5301014107850001")
    told = msgspec.structs.replace(isi, jawaban=[row], versi=paket.VERSI_JAWABAN, revisi=2)
    laporan = contoh.judge(contoh.signed_by(told, officer(), pimpinan()))
    assert laporan.sah
    assert refusal(impor.accept, pair.provinsi, laporan, pelaku=YOHANA) == "impor_data_pribadi"
    assert ekspor.summary(told)["nilai"] == len(isi.nilai)
