"""Notes travel with the package: what is written, what arrives, what stays at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.catatan import MAX_CATATAN
from app.errors import LontarError
from app.exchange import catatan_paket, hambatan, impor, makna, paket, tinjauan, tinjauan_kata
from app.exchange.baris_kabar import MAX_CATATAN_PAKET, MAX_HURUF_CATATAN, BarisCatatan
from app.exchange.teks_paket import text_problem
from app.store import questions, sheets
from app.store.door import Kunci
from tests.exchange import contoh_catatan as catat
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import officer, pimpinan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.paket import IsiPaket
    from app.store.office import Office

KUPANG, T3 = contoh.KUPANG, contoh.T3
LAYANI, HARUS, DARI, SEBAB = catat.LAYANI, catat.HARUS, catat.DARI, catat.SEBAB
SUMBER, PENJELASAN = catat.SUMBER, catat.PENJELASAN
BARIS = BarisCatatan("KES-01", LAYANI, "sumber", DARI)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        yield opened


def take(province: Office, data: bytes) -> impor.Penerimaan:
    laporan = contoh.judge(data)
    assert laporan.sah, laporan.kalimat
    return impor.accept(province, laporan, pelaku="Yohana")


def read_by(office: Office, folder: Path) -> IsiPaket:
    laporan = contoh.judge(contoh.export(office, folder).path.read_bytes())
    assert laporan.isi is not None
    return laporan.isi


# --- What is written ---------------------------------------------------------------------------


def test_sources_and_explanations_travel_and_the_talk_of_the_office_stays(office, tmp_path):
    catat.noted(office)
    isi = read_by(office, tmp_path)
    assert isi.versi == paket.VERSI_CATATAN
    assert isi.notes == [BarisCatatan("KES-01", LAYANI, "penjelasan", SEBAB), BARIS]
    assert b"final?" not in paket.canonical(isi)


def test_without_notes_a_package_is_written_as_it_always_was(office, tmp_path):
    catat.note(office, "Sudah final?", catat.PERTANYAAN)
    isi = read_by(office, tmp_path)
    assert isi.versi == paket.VERSI
    assert b'"catatan":[' not in paket.canonical(isi)
    names = [sheet.nama for sheet in contoh.tata().sheets(*contoh.reading())]
    assert "Catatan" not in names


def test_the_sheet_tells_each_note_with_the_place_of_its_figure(office, tmp_path):
    catat.noted(office)
    laporan = contoh.judge(contoh.export(office, tmp_path).path.read_bytes())
    assert laporan.bacaan is not None
    assert laporan.signers is not None
    shown = contoh.tata().sheets(laporan.bacaan, laporan.paket_id, laporan.signers)
    assert shown[-1].nama == "Catatan"
    lines = shown[-1].baris[3:]
    assert [line[4:] for line in lines] == [["Sumber", DARI], ["Penjelasan", SEBAB]]
    nama, tempat = contoh.place_of("KES-01", LAYANI)
    assert {line[1] for line in lines} == {f"{nama}!{tempat}"}
    said = [cell for row in shown[1].baris for cell in row if "lembar Catatan" in str(cell)]
    assert said == ["1 sumber dan 1 penjelasan pada angka; semuanya ada di lembar Catatan."]


def test_a_note_at_a_row_that_was_taken_away_stays_at_home(office, tmp_path):
    kunci = Kunci("KES-01", KUPANG, "2026-T3")
    gone = "bukan.sel.ini"
    sheets.write_note(office, kunci, gone, DARI, label="Catat", pelaku="x", catatan=SUMBER)
    assert read_by(office, tmp_path).versi == paket.VERSI


@given(st.text(max_size=60))
@example("a\u200bb\r\n\u2028c\t\td ")
@example("_x0041_x0042_ _x4_")
def test_a_carried_note_can_travel_and_is_carried_once(text: str):
    told = catatan_paket.carried(text)
    assert catatan_paket.carried(told) == told
    assert text_problem(told) is None


def test_personal_data_in_a_note_is_in_the_way(office):
    catat.note(office, "Hubungi 0812 3456 7890.")
    found = hambatan.blockers(office, contoh.acuan(), T3, KUPANG)
    assert "pribadi_telepon" in [one.kode for one in found if one.sel == LAYANI]


def test_what_is_too_long_or_too_much_is_in_the_way(office, monkeypatch):
    # The normal form of this sign has three letters.
    catat.note(office, "\ufb2c" * MAX_CATATAN)
    catat.note(office, DARI, sel=HARUS)
    monkeypatch.setattr(catatan_paket, "MAX_CATATAN_PAKET", 1)
    monkeypatch.setattr(catatan_paket, "MAX_HURUF_CATATAN", 6000)
    found = {one.kode: one for one in hambatan.blockers(office, contoh.acuan(), T3, KUPANG)}
    assert found["catatan_terlalu_panjang"].sel == LAYANI
    assert found["catatan_terlalu_banyak"].pesan == (
        "Ada 2 catatan sumber dan penjelasan; satu paket membawa paling banyak 1."
    )
    assert found["catatan_terlalu_berat"].pesan.endswith(
        "berisi 6042 huruf; satu paket membawa paling banyak 6000 huruf."
    )


# --- What is refused ---------------------------------------------------------------------------


def with_notes(*rows: BarisCatatan, versi: int = paket.VERSI_CATATAN) -> bytes:
    isi = msgspec.structs.replace(contoh.reading()[0].isi, versi=versi, catatan=list(rows))
    return paket.canonical(isi)


@pytest.mark.parametrize("versi", [2, 3, 4, 6])
def test_notes_make_a_package_of_version_5_and_no_other(versi):
    with pytest.raises(LontarError) as refused:
        paket.read(with_notes(BARIS, versi=versi))
    assert refused.value.kode in {"paket_isi_salah", "paket_versi_asing"}


def test_no_notes_are_not_said_as_an_empty_list():
    with pytest.raises(LontarError, match="versi"):
        paket.read(with_notes())


@pytest.mark.parametrize(
    "rows",
    [
        [BARIS, BARIS],
        [BARIS, BARIS._replace(jenis="penjelasan")],
        [BARIS._replace(jenis="pertanyaan")],
        [BARIS._replace(formulir="KES-99")],
        [BARIS._replace(sel="penerima.tidak.ada")],
        [BARIS._replace(teks="")],
        [BARIS._replace(teks=" spasi")],
        [BARIS._replace(teks="dua\n\n")],
        [BARIS._replace(teks="ter\u200bsembunyi")],
        [BARIS._replace(teks="\ue000")],
        [BARIS._replace(teks="x" * (MAX_CATATAN + 1))],
        [BARIS._replace(sel=f"penerima.a{n:04d}.jumlah") for n in range(MAX_CATATAN_PAKET + 1)],
        [BARIS._replace(teks="x" * MAX_CATATAN)] * (MAX_HURUF_CATATAN // MAX_CATATAN + 1),
    ],
)
def test_notes_our_own_program_does_not_make_are_refused(rows):
    isi = paket.read(with_notes(*rows))
    with pytest.raises(LontarError, match="catatan"):
        makna.resolve(isi, contoh.acuan())


def test_somebody_elses_note_with_a_telephone_number_is_not_taken_in(province):
    isi = paket.read(with_notes(BARIS._replace(teks="Hubungi 0812 3456 7890.")))
    laporan = contoh.judge(contoh.signed_by(isi, officer(), pimpinan()))
    assert laporan.sah
    with pytest.raises(LontarError, match=r"0812……90"):
        impor.accept(province, laporan, pelaku="Yohana")


# --- What arrives ------------------------------------------------------------------------------


def test_notes_arrive_at_their_cells_and_the_history_tells_the_package(office, province, tmp_path):
    catat.noted(office)
    taken = take(province, contoh.export(office, tmp_path).path.read_bytes())
    assert taken.catatan == 2
    assert catat.read(province) == {LAYANI: {SUMBER: DARI, PENJELASAN: SEBAB}}
    assert taken.paket.ringkasan["catatan"] == {"sumber": 1, "penjelasan": 1}
    event = questions.beside(province, "KES-01", KUPANG, T3, LAYANI)[0]
    assert "rev" in event.label.casefold()
    assert catat.read(office)[LAYANI][catat.PERTANYAAN] == "Sudah final?"


def test_a_revision_replaces_the_notes_and_only_that_is_a_difference(office, province, tmp_path):
    catat.noted(office)
    take(province, contoh.export(office, tmp_path).path.read_bytes())
    catat.note(office, "Register puskesmas.")
    catat.note(office, "", PENJELASAN)
    catat.note(office, "Proyeksi BPS.", sel=HARUS)
    data = contoh.export(office, tmp_path).path.read_bytes()
    found = review(province, data)
    assert not found.beda
    assert [(one.letak.sel, one.lama, one.baru) for one in found.catatan] == [
        (HARUS, "", "Proyeksi BPS."),
        (LAYANI, DARI, "Register puskesmas."),
        (LAYANI, SEBAB, ""),
    ]
    assert {one.urusan: one.catatan for one in found.seksi}["KES"] == 3
    assert tinjauan_kata.headline(found) == (
        "Tidak ada sel yang berubah. Catatan: 1 bertambah, 1 berubah, 1 dihapus."
    )
    taken = take(province, data)
    assert (len(taken.tindakan.perubahan), taken.catatan) == (0, 3)
    assert catat.read(province) == {
        LAYANI: {SUMBER: "Register puskesmas."},
        HARUS: {SUMBER: "Proyeksi BPS."},
    }


def review(province: Office, data: bytes) -> tinjauan.Tinjauan:
    bacaan = contoh.judge(data).bacaan
    assert bacaan is not None
    from app import paths

    return tinjauan.review(tinjauan.hold_of(province, T3, paths.forms()), bacaan)


def test_held_back_urusan_keep_their_notes_away_too(office, province, tmp_path):
    catat.noted(office)
    laporan = contoh.judge(contoh.export(office, tmp_path).path.read_bytes())
    taken = impor.accept(province, laporan, pelaku="Yohana", tahan={"KES": "Menunggu dinas."})
    assert taken.catatan == 0
    assert catat.read(province) == {}
