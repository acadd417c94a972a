"""Follow-ups both ways: province, reply, kabupaten, package, province, in any order and twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
import pytest

from app.domain.tindak_lanjut import MAX_KEJADIAN, JenisLanjut, KeadaanLanjut
from app.errors import LontarError
from app.exchange import balasan, impor, jaga_pribadi, makna, paket, susun_balasan, tindak_lanjut
from app.exchange.baris_kabar import BarisLaporan
from app.exchange.tindak_lanjut import Rancangan
from app.store import follow_ups
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import (
    KUPANG,
    Pasangan,
    ask,
    both,
    install,
    look,
    refusal,
    reply,
    resigned,
    send_again,
)
from tests.exchange.contoh_sertifikat import NOW, authority, officer, pimpinan
from tests.kedua import balasan as kedua
from tests.kedua import isi as kedua_isi
from tests.kedua import tanda, verifikator
from tests.kedua.buku import Putus
from tests.kedua.contoh import isi_kecil

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.tindak_lanjut import TindakLanjut
    from app.store.office import Office

RAPAT, TENGGAT = date(2026, 10, 1), date(2026, 10, 20)
PROVINSI = "53"
MARIA, YOHANA = "Maria Contoh", "Yohana Contoh"
BERJALAN, SELESAI = KeadaanLanjut.BERJALAN, KeadaanLanjut.SELESAI


def draft(**changes) -> Rancangan:
    made = Rancangan(
        RAPAT,
        "Rakor TKPK provinsi",
        "Data ulang ibu bersalin di tiga puskesmas",
        "Kepala Bidang Kesehatan Masyarakat",
        "Dinas Kesehatan",
        TENGGAT,
        4,
        "KES-01 penerima.terlayani.jumlah",
    )
    return made._replace(**changes)


def decided(office: Office, *wilayah: str, **changes) -> TindakLanjut:
    found = tindak_lanjut.decide(office, draft(**changes), wilayah or [KUPANG], pelaku=YOHANA)
    return found[0]


def only(office: Office) -> TindakLanjut:
    (one,) = follow_ups.follow_ups(office, wilayah=KUPANG)
    return one


def reported(office: Office, keadaan=BERJALAN, teks="Dua puskesmas sudah.") -> TindakLanjut:
    return tindak_lanjut.report(office, only(office), keadaan, teks, bukti="Surat 12", pelaku=MARIA)


def read_isi(data: bytes) -> paket.IsiPaket:
    isi = contoh.judge(data).isi
    assert isi is not None
    return isi


@pytest.fixture
def pair(tmp_path: Path):
    made = both(tmp_path)
    yield made
    made.close()


# --- Both ways ----------------------------------------------------------------------------------


def test_what_the_province_decides_comes_back_with_the_package(pair: Pasangan):
    one = decided(pair.provinsi)
    letter = reply(pair.provinsi)
    assert letter.isi.versi == 2
    assert "Tindak lanjut baru: 1." in look(pair.kabupaten, letter.teks).isi()
    assert not follow_ups.follow_ups(pair.kabupaten)
    assert install(pair.kabupaten, letter.teks).tindak_lanjut == 1
    assert only(pair.kabupaten) == one

    reported(pair.kabupaten)
    done = reported(pair.kabupaten, SELESAI, "Semua sudah didata.")
    taken = send_again(pair)
    assert taken.laporan == 2
    assert only(pair.provinsi) == done
    assert only(pair.provinsi).keadaan is SELESAI

    closed = tindak_lanjut.close(pair.provinsi, done, "Cocok.", pelaku=YOHANA)
    again = reply(pair.provinsi)
    assert "Tindak lanjut yang ditutup provinsi: 1." in look(pair.kabupaten, again.teks).isi()
    install(pair.kabupaten, again.teks)
    assert only(pair.kabupaten) == closed
    # A package says all reports again: nothing new.
    assert send_again(pair).laporan == 0
    assert only(pair.provinsi) == closed


def test_replies_late_twice_and_out_of_order_come_to_the_same(pair: Pasangan):
    one = decided(pair.provinsi)
    first = reply(pair.provinsi)
    install(pair.kabupaten, first.teks)
    reported(pair.kabupaten)
    # Both act without knowing of each other.
    tindak_lanjut.move(pair.provinsi, one, date(2026, 11, 3), "Menunggu data.", pelaku=YOHANA)
    second = reply(pair.provinsi)
    send_again(pair)
    shut = tindak_lanjut.close(pair.provinsi, only(pair.provinsi), "Cukup.", pelaku=YOHANA)
    third = reply(pair.provinsi)
    for letter in (third, first, second, third):
        install(pair.kabupaten, letter.teks)
        assert only(pair.kabupaten) == shut
    assert [event.tenggat for event in shut.kejadian if event.tenggat] == [
        "2026-10-20",
        "2026-11-03",
    ]


def test_an_older_package_taken_in_later_changes_nothing(pair: Pasangan):
    decided(pair.provinsi)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    reported(pair.kabupaten)
    old = contoh.export(pair.kabupaten, pair.folder).path.read_bytes()
    done = reported(pair.kabupaten, SELESAI, "Selesai.")
    new = contoh.export(pair.kabupaten, pair.folder).path.read_bytes()
    for data in (new, new, old):
        laporan = impor.refine(pair.provinsi, contoh.judge(data), contoh.acuan().wilayah)
        if laporan.bacaan is not None and data is not old:
            impor.accept(pair.provinsi, laporan, pelaku=YOHANA)
        assert only(pair.provinsi) == done
        # Even if its reports were entered again.
        assert not tindak_lanjut.take_reports(pair.provinsi, read_isi(old))
    assert only(pair.provinsi) == done


def test_a_report_of_a_round_that_is_over_does_not_count(pair: Pasangan):
    one = decided(pair.provinsi)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    closed = tindak_lanjut.close(pair.provinsi, one, "Sudah.", pelaku=YOHANA)
    tindak_lanjut.reopen(pair.provinsi, closed, "Belum semua.", pelaku=YOHANA)
    reported(pair.kabupaten, SELESAI, "Selesai.")
    assert send_again(pair).laporan == 1
    assert only(pair.provinsi).keadaan is KeadaanLanjut.DIBUKA_LAGI
    install(pair.kabupaten, reply(pair.provinsi).teks)
    assert only(pair.kabupaten) == only(pair.provinsi)
    reported(pair.kabupaten, SELESAI, "Sekarang semua.")
    send_again(pair)
    assert only(pair.provinsi).keadaan is SELESAI


def test_what_a_kabupaten_decides_for_its_offices_stays_at_home(pair: Pasangan):
    one = decided(pair.kabupaten, KUPANG)
    assert one.asal == KUPANG
    reported(pair.kabupaten)
    data = contoh.export(pair.kabupaten, pair.folder).path.read_bytes()
    isi = read_isi(data)
    assert (isi.versi, isi.reports) == (paket.VERSI, [])
    closed = tindak_lanjut.close(pair.kabupaten, only(pair.kabupaten), "Baik.", pelaku=MARIA)
    assert closed.ditutup
    assert set(follow_ups.who(pair.kabupaten, one.id).values()) == {YOHANA, MARIA}


def test_one_decision_reaches_several_regions_and_who_decided_stays_here(pair: Pasangan):
    made = tindak_lanjut.decide(
        pair.provinsi, draft(opd="dinas sosial"), [KUPANG, "53.02", KUPANG, PROVINSI], pelaku=YOHANA
    )
    assert [one.wilayah for one in made] == [PROVINSI, KUPANG, "53.02"]
    assert len({one.id for one in made}) == 3
    assert susun_balasan.recipients(pair.provinsi, 2026) == [KUPANG, "53.02"]
    assert decided(pair.provinsi, opd="Dinas  SOSIAL").opd == "dinas sosial"
    assert YOHANA not in str(balasan.content(reply(pair.provinsi).amplop).follow_ups)


# --- Refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "wilayah", "kode"),
    [
        ({"uraian": " "}, KUPANG, "pertanyaan_kosong"),
        ({"pj": "x" * 121}, KUPANG, "pertanyaan_panjang"),
        ({"opd": ""}, KUPANG, "pertanyaan_kosong"),
        ({"keputusan": "Hubungi 0812 3456 7890"}, KUPANG, "pribadi_telepon"),
        ({"tenggat": date(2026, 9, 30)}, KUPANG, "lanjut_tenggat"),
        ({"pj": "Kabid \ue0a5"}, KUPANG, "teks_aksara_asing"),
        ({"tentang": "XYZ"}, KUPANG, "lanjut_tentang"),
        ({"tentang": "KES-01 tidak.ada.sel"}, KUPANG, "lanjut_tentang"),
        ({}, "52.01", "lanjut_luar_kantor"),
    ],
)
def test_a_decision_that_cannot_be_kept_is_refused_with_words(pair, changes, wilayah, kode):
    call = (tindak_lanjut.decide, pair.provinsi, draft(**changes), [wilayah])
    assert refusal(*call, pelaku=YOHANA) == kode
    assert not follow_ups.follow_ups(pair.provinsi)


def test_each_office_does_only_its_own_part(pair: Pasangan):
    assert refusal(tindak_lanjut.decide, pair.provinsi, draft(), [], pelaku=YOHANA) == (
        "lanjut_tanpa_wilayah"
    )
    assert refusal(tindak_lanjut.decide, pair.kabupaten, draft(), ["53.02"], pelaku=MARIA) == (
        "lanjut_luar_kantor"
    )
    one = decided(pair.provinsi)
    install(pair.kabupaten, reply(pair.provinsi).teks)
    told = {"pelaku": MARIA}
    report = (tindak_lanjut.report, pair.provinsi, one, BERJALAN, "Sudah.")
    assert refusal(*report, **told) == "lanjut_bukan_pelaksana"
    for step in (tindak_lanjut.close, tindak_lanjut.reopen):
        assert refusal(step, pair.kabupaten, one, "Sudah.", **told) == "lanjut_bukan_penetap"
    move = (tindak_lanjut.move, pair.provinsi, one)
    for day in (TENGGAT, date(2026, 9, 1)):
        assert refusal(*move, day, "Alasan.", **told) == "lanjut_tenggat_sama"
    reopen = (tindak_lanjut.reopen, pair.provinsi, one, "Belum.")
    assert refusal(*reopen, **told) == "lanjut_masih_terbuka"
    assert refusal(tindak_lanjut.close, pair.provinsi, one, " ", **told) == "pertanyaan_kosong"
    shut = tindak_lanjut.close(pair.provinsi, one, "Sudah.", **told)
    assert refusal(tindak_lanjut.close, pair.provinsi, shut, "x", **told) == "lanjut_sudah_ditutup"
    moved = (tindak_lanjut.move, pair.provinsi, shut, date(2026, 12, 1), "x")
    assert refusal(*moved, **told) == "lanjut_sudah_ditutup"
    install(pair.kabupaten, reply(pair.provinsi).teks)
    late = (tindak_lanjut.report, pair.kabupaten, only(pair.kabupaten), SELESAI, "Sudah.")
    assert refusal(*late, **told) == "lanjut_sudah_ditutup"
    assert refusal(tindak_lanjut.find, pair.provinsi, "zz") == "lanjut_tidak_ada"


def test_a_history_that_is_full_takes_nothing_more(pair: Pasangan):
    one = decided(pair.provinsi)
    last = one.kejadian[0]._replace(
        id="f" * 32, urut=MAX_KEJADIAN - 1, jenis=JenisLanjut.TENGGAT, teks="x"
    )
    follow_ups.add_event(pair.provinsi, one.id, last)
    close = (tindak_lanjut.close, pair.provinsi, only(pair.provinsi), "Sudah.")
    assert refusal(*close, pelaku=YOHANA) == "lanjut_penuh"


# --- From outside -------------------------------------------------------------------------------


def changed(made, facts=None, **event):
    """The reply with its follow-up, or the first event of it, changed."""
    (one,) = made.isi.tindak_lanjut
    first = one.kejadian[0]._replace(**event)
    events = {"kejadian": [first, *one.kejadian[1:]]}
    other = msgspec.structs.replace(one, **{**events, **(facts or {})})
    return resigned(made, tindak_lanjut=[other])


REFUSED = {
    "versi 1": lambda made: resigned(made, versi=1),
    "kosong": lambda made: resigned(made, tindak_lanjut=[]),
    "tanpa": lambda made: resigned(made, tindak_lanjut=msgspec.UNSET),
    "dua kali": lambda made: resigned(made, tindak_lanjut=made.isi.tindak_lanjut * 2),
    "bobot": lambda made: changed(made, {"bobot": 6}),
    "tanpa opd": lambda made: changed(made, {"opd": ""}),
    "tentang": lambda made: changed(made, {"tentang": "kes"}),
    "rapat": lambda made: changed(made, {"rapat": "1-10-2026"}),
    "tanpa kejadian": lambda made: changed(made, {"kejadian": []}),
    "jenis": lambda made: changed(made, jenis=JenisLanjut.LAPOR, keadaan="belum", tenggat=""),
    "tanpa tenggat": lambda made: changed(made, tenggat=""),
    "keadaan": lambda made: changed(made, keadaan="selesai"),
    "teks": lambda made: changed(made, teks=" dua  spasi"),
    "waktu": lambda made: changed(made, waktu="2026-10-01"),
    "urut": lambda made: changed(made, urut=0),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    made = both(tmp_path_factory.mktemp("lanjut"))
    ask(made.provinsi)
    one = decided(made.provinsi)
    tindak_lanjut.move(made.provinsi, one, date(2026, 11, 3), "Ditunda.", pelaku=YOHANA)
    yield reply(made.provinsi)
    made.close()


def second(text: str):
    try:
        return kedua.periksa(text, tanda.Percaya([authority().certificate], [], NOW))
    except Putus:
        return None


def test_both_readers_believe_a_reply_with_follow_ups(told):
    found = second(told.teks)
    assert found is not None
    (one,) = told.isi.follow_ups
    assert found.lanjut == {one.id: ("belum", 1, "2026-11-03", "")}
    assert one.kedudukan[1:] == found.lanjut[one.id][1:]


@pytest.mark.parametrize("wrong", REFUSED)
def test_both_readers_refuse_follow_ups_that_cannot_be(told, wrong):
    text = REFUSED[wrong](told)
    assert refusal(balasan.envelope, text.encode()) == "balasan_rusak"
    assert second(text) is None


def test_a_reply_never_touches_what_a_kabupaten_decided_itself(pair: Pasangan):
    decided(pair.provinsi)
    own = decided(pair.kabupaten, KUPANG)
    made = reply(pair.provinsi)
    text = changed(made, {"id": own.id}, id="0" * 32)
    assert install(pair.kabupaten, text).tindak_lanjut == 0
    assert only(pair.kabupaten) == own


def test_a_reply_with_personal_data_in_a_follow_up_is_refused(pair: Pasangan):
    decided(pair.provinsi)
    text = changed(reply(pair.provinsi), {"pj": "Hubungi 0812 3456 7890"})
    found = look(pair.kabupaten, text)
    assert found.galat is not None
    assert found.galat.kode == "balasan_data_pribadi"


# --- The package --------------------------------------------------------------------------------

ROW = BarisLaporan(
    "a" * 32, 2, "b" * 32, 1, "2026-10-05T09:00:00+08:00", "berjalan", "Dua puskesmas.", "Surat 12"
)
WRONG_ROWS = {
    "dua kali": [ROW, ROW],
    "terbalik": [ROW._replace(tindak_lanjut="c" * 32, id="d" * 32), ROW],
    "keadaan": [ROW._replace(keadaan="ditutup")],
    "nomor": [ROW._replace(id="x")],
    "tindak lanjut": [ROW._replace(tindak_lanjut="x")],
    "putaran": [ROW._replace(putaran=0)],
    "waktu": [ROW._replace(waktu="kemarin")],
    "panjang": [ROW._replace(teks="x" * 501)],
}


def with_rows(rows, versi: int = paket.VERSI_LAPORAN):
    return msgspec.structs.replace(isi_kecil(), versi=versi, laporan=rows)


def agree(told) -> bool:
    """Whether both readers take these signed data, asked one after the other."""
    data = paket.canonical(told)
    try:
        makna.resolve(paket.read(data), contoh.acuan())
        first = True
    except LontarError:
        first = False
    plain = kedua_isi.plain_json(data)
    form = kedua_isi.form_of(plain)
    try:
        other = form is not None and kedua_isi.has_form(plain, form)
        kedua_isi.check_meaning(plain)
    except Putus:
        other = False
    assert first is other
    return first


def test_both_readers_take_a_package_that_reports():
    data = contoh.signed_by(with_rows([ROW]), officer(), pimpinan())
    trust = tanda.Percaya([authority().certificate], [], NOW)
    assert read_isi(data).reports == [ROW]
    assert verifikator.periksa(data, trust).paket == contoh.judge(data).paket_id
    assert agree(with_rows([ROW]))


@pytest.mark.parametrize("wrong", WRONG_ROWS)
def test_both_readers_refuse_reports_that_cannot_be(wrong):
    assert not agree(with_rows(WRONG_ROWS[wrong]))


@pytest.mark.parametrize(("rows", "versi"), [([], 4), ([ROW], 3), ([ROW], 2)])
def test_the_version_says_what_a_package_carries(rows, versi):
    assert not agree(with_rows(rows, versi))


def test_a_package_with_personal_data_in_a_report_is_refused():
    private = with_rows([ROW._replace(teks="Hubungi 0812 3456 7890")])
    bacaan = makna.resolve(private, contoh.acuan())
    assert refusal(jaga_pribadi.check_package, bacaan) == "lanjut_data_pribadi"
