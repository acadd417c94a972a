"""Replies at the kabupaten: twice, older, tampered, for others, and all that they bring."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from app.domain.pertanyaan import JenisKejadian
from app.errors import LontarError
from app.exchange import (
    balasan,
    brankas,
    butir_tanya,
    pencabutan,
    sertifikat,
    surat,
    susun_balasan,
    tanda_terima,
    tanya,
)
from app.exchange.pasang_balasan import Keadaan
from app.exchange.pencabutan import Pencabutan
from app.store import backup, deadlines, dispatch, holds, replies
from app.store.office import Office
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import (
    HARUS,
    KUPANG,
    T3,
    TENGGAT,
    YOHANA,
    ask,
    both,
    install,
    look,
    refusal,
    reply,
    resigned,
    whole,
)
from tests.exchange.contoh_sertifikat import NOW, authority, clock
from tests.exchange.contoh_surat import (
    head_of_region,
    holder,
    officer_of_province,
    receipts,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.susun_balasan import BalasanJadi


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
        assert install(pair.kabupaten, text) == (0, 0, 0, 0)
    assert whole(pair.kabupaten) == before
    assert [one.nomor for one in replies.replies(pair.kabupaten, "masuk")] == [2]


def test_another_reply_with_a_known_number_is_told(pair):
    made = reply(pair.provinsi)
    install(pair.kabupaten, made.teks)
    twin = resigned(made, tenggat=[])
    assert look(pair.kabupaten, twin).keadaan is Keadaan.KEMBAR
    assert install(pair.kabupaten, twin) == (0, 0, 0, 0)


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
        (lambda made: resigned(made, versi=5), "balasan_versi"),
        (lambda made: resigned(made, versi=3), "balasan_rusak"),
        (lambda made: resigned(made, opd="Dinas Kesehatan"), "balasan_rusak"),
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
    # Kemiskinan follows, and so does what the region was allowed.
    assert [one.count("khusus daerah ini (Jaringan putus.)") for one in told] == [0, 1, 1]
    install(pair.kabupaten, made)
    found = {one.kode: one.tanggal for one in deadlines.deadlines(pair.kabupaten, T3, TENGGAT)}
    assert found == {"espm": day, "provinsi": day, "kemiskinan": day}
    kept = deadlines.allowed(pair.kabupaten, T3)
    assert {(one.kode, one.tanggal, one.alasan) for one in kept} == {
        ("provinsi", day, "Jaringan putus."),
        ("kemiskinan", day, "Jaringan putus."),
    }


def test_kemiskinan_brings_a_day_of_its_own_and_what_this_region_was_allowed(pair):
    own, more = NOW.date() + timedelta(days=40), NOW.date() + timedelta(days=50)
    deadlines.set_deadline(pair.provinsi, T3, "kemiskinan", own)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    found = {one.kode: one.tanggal for one in deadlines.deadlines(pair.kabupaten, T3, TENGGAT)}
    assert (found["kemiskinan"], found["provinsi"]) == (own, date(2026, 10, 10))
    late = deadlines.Pengecualian(KUPANG, str(T3), "kemiskinan", more, "BPS terlambat.")
    deadlines.allow(pair.provinsi, late)
    made = reply(pair.provinsi).teks
    (told,) = [line for line in look(pair.kabupaten, made).isi() if "Tenggat" in line]
    assert "Kirim kemiskinan ke provinsi" in told
    install(pair.kabupaten, made)
    found = {one.kode: one.tanggal for one in deadlines.deadlines(pair.kabupaten, T3, TENGGAT)}
    assert (found["kemiskinan"], found["provinsi"]) == (more, date(2026, 10, 10))
    assert [one.alasan for one in deadlines.allowed(pair.kabupaten, T3)] == ["BPS terlambat."]


def test_receipts_are_those_known_and_new_ones_only_where_they_are_missing(pair):
    (known,) = receipts(pair.provinsi)
    made = reply(pair.provinsi)
    assert [one.id for one in balasan.letters_in(made.isi)] == [known.amplop.id]
    assert not tanda_terima.due(pair.provinsi)


def test_what_is_held_back_is_told_and_no_longer_told_once_it_is_taken_in(pair):
    (entry,) = dispatch.packages(pair.provinsi, arah="masuk")
    holds.hold(pair.provinsi, entry.nomor, {"KES": "spm"}, {"KES": "Ditanyakan."}, "Yohana")
    made = reply(pair.provinsi)
    (told,) = balasan.letters_in(made.isi)
    assert surat.content(told).held == [("KES", "Ditanyakan.")]
    install(pair.kabupaten, made.teks)
    sent = entry.paket_id or ""
    assert tanda_terima.held_by_receiver(pair.kabupaten, sent) == [("KES", "Ditanyakan.")]
    # The same once more: nothing has changed, so the receipt is the one that is known.
    (again,) = balasan.letters_in(reply(pair.provinsi).isi)
    assert again.id == told.id
    (held,) = holds.open_holds(pair.provinsi)
    holds.take(pair.provinsi, held, "Dinas membenarkan.", "Yohana")
    (whole_again,) = balasan.letters_in(reply(pair.provinsi).isi)
    assert surat.content(whole_again).held == []


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
    assert susun_balasan.recipients(pair.provinsi, 2026) == [KUPANG]
    assert susun_balasan.recipients(pair.provinsi, 2025) == []
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
