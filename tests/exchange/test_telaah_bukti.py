"""A province, or a kabupaten for its OPD, says of each piece of evidence whether it fits."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import openpyxl
import pytest

from app import paths
from app.domain.bukti import Keterangan
from app.domain.pertanyaan import JenisTanya, KeadaanTanya
from app.domain.telaah import HasilTelaah, Hitungan
from app.errors import LontarError
from app.exchange import (
    asistensi,
    asistensi_bukti,
    bukti_opd,
    butir_tanya,
    papan,
    papan_kata,
    papan_opd,
    penanya,
    rekap_bahan,
    rekap_sekitar,
    rekap_xlsx,
    telaah_bukti,
    telaah_kata,
)
from app.store import evidence, evidence_review, pertanyaan
from app.store.door import Kunci
from tests.contoh_bukti import PNG, pdf
from tests.exchange import contoh_opd, contoh_tanya_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import (
    KUPANG,
    T3,
    TERLAYANI,
    YOHANA,
    Pasangan,
    butir,
    install,
    refusal,
    reply,
    send_again,
    states,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.papan import Papan
    from app.store.evidence_review import Ditelaah
    from app.store.office import Office

KUNCI = Kunci("KES-01", KUPANG, str(T3))
SESUAI, TIDAK, BELUM = HasilTelaah
ALASAN = "Surat menyebut 118 ibu, isian 6.400"


def attach(office: Office, nama: str, data: bytes, told: Keterangan | None = None) -> int:
    facts = told or Keterangan("12-03-2026", "", "4")
    return evidence.attach(
        office, KUNCI, TERLAYANI, nama, data, facts, label="b", pelaku="Maria"
    )[0].id  # fmt: skip


def deliver(pair: Pasangan) -> None:
    """The kabupaten hands in with its archive, and the province takes both."""
    send_again(pair)
    for archive in pair.folder.glob("*_bukti.zip"):
        bukti_opd.receive(pair.provinsi, archive)


@pytest.fixture
def sent(pair: Pasangan) -> Pasangan:
    """A province with a letter and a photograph of one cell, neither looked at."""
    attach(pair.kabupaten, "surat.pdf", pdf())
    attach(pair.kabupaten, "foto.png", PNG)
    deliver(pair)
    return pair


def pieces(office: Office) -> dict[str, Ditelaah]:
    return {one.bukti.nama: one for one in evidence_review.of_period(office, T3, KUPANG)}


def judge(
    office: Office, nama: str, hasil: HasilTelaah, alasan: str = "", **asked: bool
) -> Ditelaah:
    tanyakan = T3 if asked.pop("tanyakan", False) else None
    number = pieces(office)[nama].bukti.id
    return telaah_bukti.judge(
        office, number, hasil, alasan, pelaku=YOHANA, tanyakan=tanyakan, **asked
    )


def counts(office: Office) -> Hitungan:
    return telaah_kata.total(evidence_review.of_period(office, T3))


# --- Saying it


def test_nobody_has_looked_at_what_has_just_come(sent):
    assert counts(sent.provinsi) == Hitungan(belum=2)
    assert [telaah_kata.spoken(one) for one in pieces(sent.provinsi).values()] == ["", ""]


def test_each_piece_fits_does_not_fit_or_was_not_looked_at_and_who_said_so_is_kept(sent):
    judge(sent.provinsi, "surat.pdf", SESUAI)
    judge(sent.provinsi, "foto.png", TIDAK, f"  {ALASAN} ")
    assert counts(sent.provinsi) == Hitungan(1, 1, 0)
    found = pieces(sent.provinsi)
    assert telaah_kata.spoken(found["surat.pdf"]) == "Sesuai"
    assert telaah_kata.spoken(found["foto.png"]) == f"Tidak sesuai: {ALASAN}"
    assert telaah_kata.by_whom(found["foto.png"]).startswith(f"{YOHANA}, ")
    judge(sent.provinsi, "surat.pdf", BELUM)
    assert counts(sent.provinsi) == Hitungan(0, 1, 1)
    assert telaah_kata.by_whom(pieces(sent.provinsi)["surat.pdf"]) == ""
    told = telaah_kata.count_words(counts(sent.provinsi))
    assert told == "0 sesuai, 1 tidak sesuai, 1 belum dilihat"
    assert telaah_kata.count_words(Hitungan()) == ""


def recorded(office: Office) -> int:
    return int(office.conn.execute("SELECT count(*) FROM bukti_telaah").fetchone()[0])


def test_the_same_once_more_adds_nothing_and_another_reason_does(sent):
    judge(sent.provinsi, "surat.pdf", BELUM)
    assert recorded(sent.provinsi) == 0
    for _ in range(2):
        judge(sent.provinsi, "surat.pdf", SESUAI)
    assert recorded(sent.provinsi) == 1
    for alasan in (ALASAN, ALASAN, "Tanpa tanda tangan"):
        judge(sent.provinsi, "surat.pdf", TIDAK, alasan)
    assert recorded(sent.provinsi) == 3


def test_what_was_said_is_never_changed_or_taken_away(sent):
    judge(sent.provinsi, "surat.pdf", SESUAI)
    for told in ("UPDATE bukti_telaah SET hasil = 'belum'", "DELETE FROM bukti_telaah"):
        with pytest.raises(sqlite3.IntegrityError, match="hanya_ditambah"):
            sent.provinsi.conn.execute(told)


@pytest.mark.parametrize(
    ("alasan", "kode"),
    [
        ("", "pertanyaan_kosong"),
        (" \n ", "pertanyaan_kosong"),
        ("x" * 301, "pertanyaan_panjang"),
        ("Tanya ke 0812-3456-7890", "pribadi_telepon"),
    ],
)
def test_what_does_not_fit_needs_a_reason_that_may_be_sent(sent, alasan, kode):
    assert refusal(judge, sent.provinsi, "surat.pdf", TIDAK, alasan) == kode
    assert recorded(sent.provinsi) == 0


def test_only_whoever_took_the_package_in_says_it(sent):
    number = evidence.evidence(sent.kabupaten, KUPANG, T3)[0].id
    with pytest.raises(LontarError) as caught:
        telaah_bukti.judge(sent.kabupaten, number, SESUAI, pelaku="Maria")
    assert caught.value.kode == "telaah_bukan_penerima"
    assert "tidak datang dengan paket yang diterima kantor ini" in str(caught.value)


def test_a_file_that_never_came_cannot_fit_but_need_not(pair):
    attach(pair.kabupaten, "surat.pdf", pdf())
    attach(pair.kabupaten, "foto.png", PNG, Keterangan(disertakan=False))
    send_again(pair)
    assert refusal(judge, pair.provinsi, "surat.pdf", SESUAI) == "telaah_belum_tiba"
    judge(pair.provinsi, "surat.pdf", TIDAK, "Arsipnya tidak dikirim")
    # What stays with its sender is shown there.
    judge(pair.provinsi, "foto.png", SESUAI)
    assert counts(pair.provinsi) == Hitungan(1, 1, 0)


def test_a_file_that_was_damaged_since_cannot_fit(sent):
    one = pieces(sent.provinsi)["surat.pdf"].bukti
    evidence.file_of(sent.provinsi, one.sha256).write_bytes(b"lain")
    assert refusal(judge, sent.provinsi, "surat.pdf", SESUAI) == "bukti_rusak"
    assert recorded(sent.provinsi) == 0


# --- What it is about


def test_another_file_under_the_same_name_was_not_looked_at(sent):
    judge(sent.provinsi, "surat.pdf", TIDAK, ALASAN)
    (old,) = (
        one for one in evidence.evidence(sent.kabupaten, KUPANG, T3) if one.nama == "surat.pdf"
    )
    evidence.remove(sent.kabupaten, old.id, label="h", pelaku="Maria")
    attach(sent.kabupaten, "surat.pdf", pdf("surat yang benar"))
    deliver(sent)
    assert counts(sent.provinsi) == Hitungan(belum=2)
    assert pieces(sent.provinsi)["surat.pdf"].telaah is None


def test_the_same_file_in_the_next_package_stays_as_it_was_judged(sent):
    judge(sent.provinsi, "surat.pdf", SESUAI)
    contoh.type_in(sent.kabupaten, "KES-01", "penerima.harus.jumlah", 9000)
    deliver(sent)
    assert counts(sent.provinsi) == Hitungan(1, 0, 1)


def test_another_figure_or_page_wants_another_look(sent):
    judge(sent.provinsi, "surat.pdf", SESUAI)
    judge(sent.provinsi, "foto.png", TIDAK, ALASAN)
    (letter,) = (
        one for one in evidence.evidence(sent.kabupaten, KUPANG, T3) if one.nama == "surat.pdf"
    )
    evidence.describe(
        sent.kabupaten, letter.id, Keterangan("12-03-2026", "", "9"), label="u", pelaku="Maria"
    )
    deliver(sent)
    found = pieces(sent.provinsi)
    assert (found["surat.pdf"].hasil, found["foto.png"].hasil) == (BELUM, TIDAK)
    assert "tanggal atau halamannya berubah" in telaah_kata.spoken(found["surat.pdf"])
    contoh.type_in(sent.kabupaten, "KES-01", TERLAYANI, 6399)
    deliver(sent)
    found = pieces(sent.provinsi)
    assert "angka di selnya berubah" in telaah_kata.spoken(found["foto.png"])
    assert counts(sent.provinsi) == Hitungan(belum=2)
    # The same verdict about what is here now is another one.
    judge(sent.provinsi, "foto.png", TIDAK, ALASAN)
    assert counts(sent.provinsi) == Hitungan(0, 1, 1)


# --- Asking about it


def test_what_does_not_fit_is_asked_about_answered_with_another_file_and_closed(sent):
    kabupaten, provinsi = sent.kabupaten, sent.provinsi
    one = judge(provinsi, "surat.pdf", TIDAK, ALASAN, tanyakan=True, penghalang=True)
    (asked,) = pertanyaan.questions(provinsi)
    assert one.telaah is not None
    assert one.telaah.pertanyaan == asked.id
    assert (asked.jenis, asked.penghalang, asked.sel) == (JenisTanya.BUKTI, True, TERLAYANI)
    assert asked.teks == f"Bukti surat.pdf (halaman 4) tidak sesuai: {ALASAN}"
    assert install(kabupaten, reply(provinsi).teks).pertanyaan == 1
    assert states(kabupaten) == ["terbuka"]
    old = evidence.evidence(kabupaten, KUPANG, T3)[0]
    evidence.remove(kabupaten, old.id, label="h", pelaku="Maria")
    attach(kabupaten, "surat.pdf", pdf("surat yang benar"))
    assert states(kabupaten) == ["siap"]
    deliver(sent)
    assert states(provinsi) == ["dijawab"]
    judge(provinsi, "surat.pdf", SESUAI)
    assert telaah_bukti.close_questions(
        provinsi, pieces(provinsi)["surat.pdf"].bukti, oleh=YOHANA
    ) == 1  # fmt: skip
    (closed,) = pertanyaan.questions(provinsi)
    assert closed.keadaan is KeadaanTanya.SELESAI
    assert closed.kejadian[-1].teks == "Bukti surat.pdf sudah sesuai."
    assert install(kabupaten, reply(provinsi).teks).kejadian >= 1
    assert states(kabupaten) == ["selesai"]


def test_what_is_asked_is_not_asked_twice_and_a_refused_question_records_nothing(sent):
    judge(sent.provinsi, "surat.pdf", TIDAK, ALASAN, tanyakan=True)
    before = recorded(sent.provinsi)
    with pytest.raises(LontarError) as caught:
        judge(sent.provinsi, "foto.png", TIDAK, "Gelap", tanyakan=True)
    assert caught.value.kode == "telaah_sudah_ditanyakan"
    assert "foto.png" in caught.value.pesan
    assert (recorded(sent.provinsi), len(butir(sent.provinsi))) == (before, 1)
    # Said without another question, it stands beside the one that is open.
    judge(sent.provinsi, "foto.png", TIDAK, "Gelap")
    assert counts(sent.provinsi) == Hitungan(0, 2, 0)


def test_what_breaks_off_in_between_leaves_neither_verdict_nor_question(sent, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(evidence_review, "record", broken)
    with pytest.raises(OSError):  # noqa: PT011 - any will do
        judge(sent.provinsi, "surat.pdf", TIDAK, ALASAN, tanyakan=True)
    assert (recorded(sent.provinsi), butir(sent.provinsi)) == (0, [])


def test_a_kabupaten_says_it_of_its_opd_and_asks_the_opd(tmp_path: Path):
    with contoh_tanya_opd.opened(tmp_path) as rumah:
        attach(rumah.dinkes, "surat.pdf", pdf())
        package = contoh_opd.hand_in(rumah.dinkes, tmp_path / "dinkes")
        contoh_opd.take(rumah.kabupaten, package)
        for archive in (tmp_path / "dinkes").glob("*_bukti.zip"):
            bukti_opd.receive(rumah.kabupaten, archive)
        one = judge(rumah.kabupaten, "surat.pdf", TIDAK, ALASAN, tanyakan=True)
        assert (one.hasil, one.bukti.opd) == (TIDAK, contoh_opd.DINKES)
        (asked,) = butir_tanya.listed(rumah.kabupaten)
        assert asked.tanya.opd == contoh_opd.DINKES
        assert penanya.asks_opd(rumah.kabupaten)
        board = papan_opd.read(rumah.kabupaten, T3, paths.forms())
        (row,) = (one for one in board.baris if one.opd == contoh_opd.DINKES)
        assert row.bukti == Hitungan(0, 1, 0)
        assert "bukti: 0 sesuai, 1 tidak sesuai, 0 belum dilihat" in papan_opd.state(row, {})
        assert "1 bukti tidak sesuai" in papan_opd.letter(board, T3, {})


# --- Counted elsewhere


def test_the_board_of_the_province_counts_it_and_the_letter_names_what_does_not_fit(sent):
    def board() -> Papan:
        return papan.work_out(papan.read(sent.provinsi, T3, paths.forms()))

    row = next(one for one in board().baris if one.wilayah.kode == KUPANG)
    assert row.bukti == Hitungan(belum=2)
    assert dict(papan_kata.evidence(board())) == {
        "Belum dilihat di sini (1)": ["Kabupaten Kupang (2 berkas)"]
    }
    assert "Bukti" not in papan_kata.letter(board(), T3, {})
    judge(sent.provinsi, "surat.pdf", TIDAK, ALASAN)
    found = board()
    row = next(one for one in found.baris if one.wilayah.kode == KUPANG)
    told = "bukti: 0 sesuai, 1 tidak sesuai, 1 belum dilihat."
    assert papan_kata.region(row, {}).endswith(told)
    written = papan_kata.letter(found, T3, {})
    assert "Bukti yang tidak sesuai: Kabupaten Kupang (1 berkas)." in written
    (told_of,) = (
        one
        for one in json.loads(json.dumps(papan_kata.as_json(found, T3)))["wilayah"]
        if one["kode"] == KUPANG
    )
    assert told_of["bukti"] == {"sesuai": 0, "tidak_sesuai": 1, "belum": 1}


def test_the_readiness_sheet_tells_what_does_not_fit_and_what_is_asked_for(sent):
    kabupaten, provinsi = sent.kabupaten, sent.provinsi
    assert list(asistensi_bukti.lines(asistensi_bukti.gather(kabupaten, KUPANG, T3))) == []
    judge(provinsi, "surat.pdf", TIDAK, ALASAN, tanyakan=True)
    found = asistensi_bukti.gather(provinsi, KUPANG, T3)
    assert list(asistensi_bukti.lines(found)) == [
        "Bukti: 0 sesuai, 1 tidak sesuai, 1 belum dilihat.",
        f"Tidak sesuai: KES-01 surat.pdf ({ALASAN}).",
    ]
    install(kabupaten, reply(provinsi).teks)
    lembar = asistensi.gather(kabupaten, contoh.acuan(), T3, KUPANG)
    assert lembar.as_json()["bukti"] == {
        "sesuai": 0, "tidak_sesuai": 0, "belum": 0, "diminta": 1,
    }  # fmt: skip
    told = "Sel yang buktinya diminta dan belum dijawab: 1."
    assert f"<p class='hal'>Bukti</p><p>{told}</p>" in asistensi.page(lembar)


def test_many_that_do_not_fit_are_named_in_part(sent):
    for number, nama in enumerate(("a.pdf", "b.pdf", "c.pdf", "d.pdf")):
        attach(sent.kabupaten, nama, pdf(nama), Keterangan("", "", str(number)))
    deliver(sent)
    for nama in pieces(sent.provinsi):
        judge(sent.provinsi, nama, TIDAK, "Buram")
    *_, told = asistensi_bukti.lines(asistensi_bukti.gather(sent.provinsi, KUPANG, T3))
    assert told.count("(Buram)") == 4
    assert told.endswith("; dan 2 lainnya.")


def test_the_recap_lists_every_piece_with_its_fingerprint_and_verdict(sent, tmp_path):
    judge(sent.provinsi, "surat.pdf", TIDAK, ALASAN)
    bahan = rekap_bahan.gather(sent.provinsi, T3, paths.forms())
    around = rekap_sekitar.gather(sent.provinsi, bahan, paths.forms())
    rekap_xlsx.save(bahan, tmp_path / "rekap.xlsx", around)
    sheet = openpyxl.load_workbook(tmp_path / "rekap.xlsx")["Bukti"]
    head, *found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    told = {row[3]: dict(zip(head, row, strict=True)) for row in found}
    assert set(told) == {"surat.pdf", "foto.png"}
    letter = pieces(sent.provinsi)["surat.pdf"].bukti
    wanted = {
        "Kabupaten/kota": "Kabupaten Kupang", "Halaman": "4", "Tanggal dokumen": "12-03-2026",
        "Sidik berkas (SHA-256)": letter.sha256, "Ada di sini": "ya", "Telaah": "Tidak sesuai",
        "Alasan": ALASAN, "Ditelaah oleh": YOHANA,
    }  # fmt: skip
    assert {name: told["surat.pdf"][name] for name in wanted} == wanted
    assert (told["foto.png"]["Telaah"], told["foto.png"]["Ditelaah oleh"]) == (
        "Belum dilihat", None,
    )  # fmt: skip
