"""Holding sections back: what stays, what is recorded, and taking them in later."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.beda import BedaSel
from app.errors import LontarError
from app.exchange import impor, penarikan, rekap_bahan, tahanan, tinjauan, tinjauan_kata
from app.exchange.surat import Rujukan
from app.store import dispatch, holds, questions, riwayat
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_silsilah import KUPANG, T3, TERLAYANI, family, judged, look, take

if TYPE_CHECKING:
    from app.exchange.paket import Bacaan
    from app.exchange.tinjauan import Tinjauan
    from app.store.door import Tindakan
    from app.store.office import Office

WHY = "Angka KES-01 ditanyakan dahulu kepada dinas."


def reading(name: str) -> Bacaan:
    bacaan = judged(family()[name]).bacaan
    assert bacaan is not None
    return bacaan


def take_holding(province: Office, name: str, **tahan: str) -> impor.Penerimaan:
    laporan = look(province, family()[name])
    return impor.accept(province, laporan, pelaku="Yohana", tahan=tahan)


def refused(province: Office, name: str, tahan: dict[str, str]) -> str:
    with pytest.raises(LontarError) as caught:
        impor.accept(province, look(province, family()[name]), pelaku="Yohana", tahan=tahan)
    assert "{" not in str(caught.value)
    return caught.value.kode


def held(province: Office) -> object:
    return questions.values_of_period(province, KUPANG, T3).get("KES-01", {}).get(TERLAYANI)


def origins(province: Office) -> dict[str, str | None]:
    sheets = questions.sheets(province, T3, KUPANG)
    return {sheet.formulir: sheet.asal_paket for sheet in sheets if "-" in sheet.periode}


def review(province: Office, name: str, *only: str) -> Tinjauan:
    bacaan = reading(name)
    return tinjauan.review(tinjauan.hold_of(province, bacaan.periode, paths.forms()), bacaan, only)


def take_in(province: Office, alasan: str = "Dinas membenarkan angkanya.") -> Tindakan:
    (one,) = holds.open_holds(province)
    bacaan = tahanan.kept(dispatch.package_bytes(province, one.nomor), one, contoh.examiner())
    return tahanan.take(province, one, bacaan, pelaku="Yohana", alasan=alasan)


# --- The difference before accepting -------------------------------------------------------------


def test_the_difference_is_what_accepting_then_does(province):
    take(province, family()["r1"])
    found = review(province, "r2")
    before = riwayat.head(province.conn, province.identitas.office_id)
    assert not found.pertama
    (cell,) = found.beda
    assert (cell.formulir, cell.sel, cell.lama, cell.baru) == ("KES-01", TERLAYANI, 6400, 6500)
    assert tinjauan_kata.percent(cell) == "+1,6 %"
    assert tinjauan_kata.headline(found) == "1 sel berubah."
    assert {one.urusan: one.semua for one in found.seksi if one.semua} == {"KES": 1}
    assert riwayat.head(province.conn, province.identitas.office_id) == before
    changed = take(province, family()["r2"]).tindakan.perubahan
    assert [(c.formulir, c.sel, c.lama, c.baru) for c in changed] == list(map(tuple, found.beda))


@pytest.mark.parametrize(
    ("baru", "told"), [(99_980, "0,0 %"), (100_020, "0,0 %"), (99_900, "−0,1 %")]
)
def test_a_change_too_small_for_a_decimal_carries_no_sign(baru, told):
    cell = BedaSel("KES-01", TERLAYANI, 100_000, baru)
    assert tinjauan_kata.percent(cell) == told


def test_the_effect_shrinks_when_its_urusan_is_held(province):
    take(province, family()["r1"])
    found = review(province, "r2")
    taken, kept = found.akibat(), found.akibat({"KES"})
    assert taken.sebelum is not None
    before, after = taken.sebelum.indeks.nilai, taken.sesudah.indeks.nilai
    assert before is not None
    assert after is not None
    assert after > before
    assert kept.sesudah.indeks.nilai == before
    many, fewer = taken.belum["orang"]
    assert many is not None
    assert fewer == many - 100
    lines = [one.kalimat for one in tinjauan_kata.measures(taken, found.dasar.metode)]
    assert lines[0].startswith("Belum terlayani (orang): ")
    assert " → " in lines[0]
    assert any(line.startswith("Indeks daerah: ") for line in lines)
    assert "Peringkat (daerah lengkap): tetap belum berperingkat" in lines


def test_a_first_package_says_so(province):
    found = review(province, "r1")
    assert found.pertama
    assert tinjauan_kata.headline(found).startswith("Paket pertama triwulan ini: ")
    assert found.akibat().sebelum is None


def test_the_same_content_changes_nothing(province):
    take(province, family()["r1"])
    found = review(province, "sama")
    assert found.beda == ()
    assert tinjauan_kata.headline(found).startswith("Tidak ada sel yang berubah")


def test_a_withdrawn_cell_reads_empty_and_not_zero(province, tmp_path):
    with contoh.kabupaten(tmp_path / "k") as office:
        take(province, contoh.export(office, tmp_path).path.read_bytes())
        contoh.type_in(office, "KES-01", "mutu.m01.tersedia", None)
        contoh.type_in(office, "KES-01", "mutu.m02.tersedia", 0)
        second = contoh.judge(contoh.export(office, tmp_path).path.read_bytes())
    assert second.bacaan is not None
    found = tinjauan.review(tinjauan.hold_of(province, T3, paths.forms()), second.bacaan)
    told = {one.sel: found.kata(one).baru for one in found.beda}
    assert told == {"mutu.m01.tersedia": "(kosong)", "mutu.m02.tersedia": "0"}
    assert "1 sel dikosongkan" in tinjauan_kata.headline(found)


# --- Holding -------------------------------------------------------------------------------------


def test_a_held_urusan_keeps_its_figures_and_its_origin(province):
    first = take(province, family()["r1"]).paket
    second = take_holding(province, "r2", KES=WHY).paket
    assert held(province) == 6400
    known = origins(province)
    assert known["KES-01"] == first.paket_id
    assert known["PDK-01"] == second.paket_id
    (one,) = holds.open_holds(province, T3, KUPANG)
    assert (one.nomor, one.urusan, one.bagian) == (second.nomor, "KES", "spm")
    assert (one.alasan, one.pelaku) == (WHY, "Yohana")
    assert tahanan.told(one, {"KES": "Kesehatan"}) == (
        f"Kesehatan ditahan dari revisi 2 oleh Yohana: {WHY}"
    )
    assert review(province, "r3").ditahan == (one,)
    asal = rekap_bahan.gather(province, T3, paths.forms()).asal
    told = {a.revisi: (a.dipakai, a.putusan) for a in asal if a.wilayah == KUPANG}
    assert told[1][0]
    assert told[2][0]
    assert told[2][1].endswith("; ditahan: Kesehatan")


def test_a_held_urusan_is_taken_in_out_of_the_kept_bytes(province):
    take(province, family()["r1"])
    second = take_holding(province, "r2", KES=WHY).paket
    (cell,) = review(province, "r2", "KES").beda
    assert (cell.lama, cell.baru) == (6400, 6500)
    done = take_in(province)
    assert done.label == "Ambil Kesehatan yang ditahan dari paket Kabupaten Kupang revisi 2"
    assert held(province) == 6500
    assert set(origins(province).values()) == {second.paket_id}
    assert holds.open_holds(province) == []
    assert [(one.jenis, one.alasan) for one in holds.record(province)] == [
        ("tahan", WHY),
        ("ambil", "Dinas membenarkan angkanya."),
    ]
    assert riwayat.verify_chain(province).ok


def test_a_section_is_taken_in_once(province):
    take(province, family()["r1"])
    take_holding(province, "r2", KES=WHY)
    (one,) = holds.open_holds(province)
    bacaan = reading("r2")
    tahanan.take(province, one, bacaan, pelaku="Yohana", alasan="Benar.")
    with pytest.raises(LontarError) as caught:
        tahanan.take(province, one, bacaan, pelaku="Yohana", alasan="Benar.")
    assert caught.value.kode == "tahanan_selesai"
    assert "Kesehatan Kabupaten Kupang dari revisi 2" in caught.value.pesan


def test_a_signer_who_has_lapsed_since_does_not_lock_what_was_accepted(province):
    from tests.exchange.contoh_sertifikat import later

    take_holding(province, "r1", KES=WHY)
    (one,) = holds.open_holds(province)
    examiner = contoh.examiner(clock=lambda: later(900))
    data = dispatch.package_bytes(province, one.nomor)
    assert tahanan.kept(data, one, examiner).nilai["KES-01"][TERLAYANI] == 6400


def test_bytes_that_are_no_longer_those_accepted_are_refused(province):
    take_holding(province, "r1", KES=WHY)
    (one,) = holds.open_holds(province)
    with pytest.raises(LontarError) as caught:
        tahanan.kept(family()["r2"], one, contoh.examiner())
    assert caught.value.kode == "tahanan_rusak"


def test_the_first_package_may_be_held_in_part(province):
    take_holding(province, "r1", KES=WHY)
    assert held(province) is None
    assert "KES-01" not in origins(province)
    take_in(province)
    assert held(province) == 6400


def test_a_newer_revision_replaces_what_was_held(province):
    take(province, family()["r1"])
    take_holding(province, "r2", KES=WHY)
    assert look(province, family()["r3"]).sah
    take(province, family()["r3"])
    assert held(province) == 6600
    assert holds.open_holds(province) == []
    assert len(holds.record(province)) == 1


def test_a_newer_revision_may_be_held_again(province):
    take(province, family()["r1"])
    take_holding(province, "r2", KES=WHY)
    take_holding(province, "r3", KES="Masih ditanyakan.")
    (one,) = holds.open_holds(province)
    assert (one.revisi, held(province)) == (3, 6400)
    take_in(province)
    assert held(province) == 6600


def test_the_held_package_is_replayed_and_older_ones_stay_older(province):
    take(province, family()["r1"])
    take_holding(province, "r2", KES=WHY)
    assert take(province, family()["r2"]).sudah
    assert not look(province, family()["r1"]).sah
    assert held(province) == 6400
    assert len(holds.open_holds(province)) == 1


def withdraw(province: Office, name: str) -> tuple[int, int]:
    laporan = judged(family()[name])
    assert laporan.isi is not None
    told = Rujukan(id=laporan.paket_id, wilayah=KUPANG, periode=str(T3), revisi=laporan.isi.revisi)
    effect = penarikan.effect(province, told)
    return len(effect.sel), effect.tetap


def test_a_withdrawal_reaches_what_was_taken_in_later(province):
    take_holding(province, "r1", KES=WHY)
    (some, _), cells = withdraw(province, "r1"), len(list(contoh.cells()))
    assert 0 < some < cells
    take_in(province)
    assert withdraw(province, "r1") == (cells, 0)


def test_a_withdrawn_package_holds_nothing_any_more(province):
    take(province, family()["r1"])
    entry = take_holding(province, "r2", KES=WHY).paket
    dispatch.set_state(province, entry.nomor, dispatch.DITARIK)
    assert holds.open_holds(province) == []
    assert held(province) == 6400


@pytest.mark.parametrize(
    ("tahan", "kode"),
    [
        ({"KES": "  "}, "tahan_tanpa_alasan"),
        ({"KES": "a" * 301}, "tahan_alasan_panjang"),
        ({"KES": "Dinas \uf041 ragu"}, "teks_aksara_asing"),
        ({"XYZ": WHY}, "tahan_urusan_asing"),
        ({"spm": WHY}, "tahan_semua"),
        ({"KES": "milik 5301012503900001"}, "pribadi_nik"),
    ],
)
def test_a_hold_that_says_nothing_is_refused(province, tahan, kode):
    assert refused(province, "r1", tahan) == kode
    assert dispatch.packages(province) == []


def test_the_record_is_only_ever_added_to(province):
    take_holding(province, "r1", kes=WHY)
    for sql in ("UPDATE tahanan SET alasan = 'lain'", "DELETE FROM tahanan"):
        with pytest.raises(sqlite3.IntegrityError, match="hanya_ditambah"):
            province.conn.execute(sql)
