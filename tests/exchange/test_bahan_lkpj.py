"""What an office writes down for its LKPJ: kept, printed, at home, and refused in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from app import paths
from app.domain.lkpj import MAX_BAHAN
from app.domain.tindak_lanjut import KeadaanLanjut
from app.errors import LontarError
from app.exchange import acuan_kantor, bahan_lkpj, demo, kesiapan, paket, pernyataan, tindak_lanjut
from app.exchange.laporan import bahan, daftar, lkpj
from app.exchange.tindak_lanjut import Rancangan
from app.store import follow_ups
from app.store import lkpj as store
from app.store.office import Identitas, Office
from app.teks import t
from tests import contoh_demo
from tests.contoh_demo import LENGKAP, PERIODE, now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.domain.tindak_lanjut import TindakLanjut
    from app.exchange.laporan.bahan import BahanLaporan

TAHUN, LALU = PERIODE.tahun, PERIODE.tahun - 1
KEBIJAKAN = (
    "Pendampingan keluarga berisiko stunting",
    "Peraturan Bupati Nomor 12 Tahun 2025\n\n  Keputusan Bupati Nomor 45/KEP/HK/2026 ",
    "Prevalensi stunting turun",
)
MARIA = "Maria Contoh"
WHEN = now()


@pytest.fixture
def office(small: Path, tmp_path: Path) -> Iterator[Office]:
    with Office.open(
        contoh_demo.copy_of(small / demo.KANTOR / LENGKAP, tmp_path / "k"), now
    ) as one:
        yield one


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


def advised(office: Office, days: int = 30, **changes: Any) -> TindakLanjut:
    """A recommendation of the DPRD on last year's LKPJ, due so many days from now."""
    today = office.now().date()
    draft = Rancangan(
        date(TAHUN, 4, 28), "Keputusan DPRD Nomor 5", "Melengkapi tenaga bidan", "Kepala Bidang",
        "Dinas Kesehatan", today + timedelta(days=days), 3, "", LALU, "Persalinan merata",
    )  # fmt: skip
    draft = draft._replace(**changes)
    return tindak_lanjut.decide(office, draft, [office.identitas.wilayah], pelaku=MARIA)[0]


def region(office: Office, wilayah: str = LENGKAP) -> BahanLaporan:
    bacaan = bahan.read(office, PERIODE, [wilayah], paths.forms())
    return bacaan.of_region(bacaan.wilayah[0])


def tables(office: Office, wilayah: str = LENGKAP) -> dict[str, list[tuple[object, ...]]]:
    dicatat = bahan_lkpj.gather(office, PERIODE, wilayah)
    return {one.nama: list(one.baris) for one in lkpj.sheets(region(office, wilayah), dicatat)}


def remark(office: Office, nama: str, wilayah: str = LENGKAP) -> str:
    dicatat = bahan_lkpj.gather(office, PERIODE, wilayah)
    sheets = lkpj.sheets(region(office, wilayah), dicatat)
    return next(one.catatan[0] for one in sheets if one.nama == nama)


def refused(call, *args, **named) -> str:
    with pytest.raises(LontarError) as caught:
        call(*args, **named)
    assert str(caught.value)
    return caught.value.kode


# --- Policies and results ------------------------------------------------------------------------


def test_a_policy_is_printed_with_its_year_changed_taken_away_and_brought_back(office: Office):
    one = bahan_lkpj.add_policy(office, TAHUN, KEBIJAKAN, pelaku=MARIA)
    bahan_lkpj.add_policy(office, LALU, ("Tahun lalu", "", ""), pelaku=MARIA)
    bahan_lkpj.add_policy(office, TAHUN, ("Air minum desa", "", ""), pelaku=MARIA)
    dasar = "Peraturan Bupati Nomor 12 Tahun 2025\nKeputusan Bupati Nomor 45/KEP/HK/2026"
    first, second = (1, KEBIJAKAN[0], dasar, KEBIJAKAN[2]), (2, "Air minum desa", "-", "-")
    assert tables(office)["L4"] == [first, second]
    changed = bahan_lkpj.change(office, one, ("Baru", "", "Tujuan"), pelaku=MARIA)
    assert tables(office)["L4"] == [(1, "Baru", "-", "Tujuan"), second]
    bahan_lkpj.remove(office, changed, pelaku=MARIA)
    assert tables(office)["L4"] == [(1, "Air minum desa", "-", "-")]
    bahan_lkpj.change(office, changed._replace(isi=("", "", "")), changed.isi, pelaku=MARIA)
    assert tables(office)["L4"] == [(1, "Baru", "-", "Tujuan"), second]


def test_what_a_policy_said_before_stays_in_the_file(office: Office):
    one = bahan_lkpj.add_policy(office, TAHUN, KEBIJAKAN, pelaku=MARIA)
    again = bahan_lkpj.change(office, one, one.isi, pelaku=MARIA)
    bahan_lkpj.change(office, again, ("Baru", "", ""), pelaku=MARIA)
    rows = office.conn.execute("SELECT isi, pelaku FROM bahan_lkpj ORDER BY nomor").fetchall()
    assert [KEBIJAKAN[0] in isi for isi, _ in rows] == [True, False]
    assert {who for _, who in rows} == {MARIA}
    for statement in ("DELETE FROM bahan_lkpj", "UPDATE bahan_lkpj SET pelaku = 'x'"):
        with pytest.raises(Exception, match="hanya_ditambah"):
            office.conn.execute(statement)


def test_results_stand_once_beside_all_services_of_their_urusan(office: Office):
    one = bahan_lkpj.results(office, TAHUN, " kes ")
    bahan_lkpj.change(office, one, ("Terlayani", "Berkurang", ""), pelaku=MARIA)
    rows = tables(office)["L1"]
    told = [row[6:] for row in rows if row[0] is not None]
    assert told.count(("Terlayani", "Berkurang", "-")) == 1
    assert told.count(("-", "-", "-")) == len(told) - 1
    assert {row[6:] for row in rows if row[0] is None} == {(None, None, None)}
    emptied = bahan_lkpj.results(office, TAHUN, "KES")
    assert emptied.isi == ("Terlayani", "Berkurang", "")
    bahan_lkpj.change(office, emptied, ("", " ", ""), pelaku=MARIA)
    assert not store.notes(office)


@pytest.mark.parametrize(
    ("tahun", "isi", "kode"),
    [
        (TAHUN, (" \n ", "dasar", ""), "pertanyaan_kosong"),
        (TAHUN, ("x" * (MAX_BAHAN + 1), "", ""), "pertanyaan_panjang"),
        (TAHUN, ("\n".join(["x" * 50] * 50), "", ""), "pertanyaan_panjang"),
        (TAHUN, ("Hubungi 0812 3456 7890", "", ""), "pribadi_telepon"),
        (26, KEBIJAKAN, "lkpj_tahun"),
    ],
)
def test_a_policy_that_cannot_be_kept_is_refused_with_words(office, tahun, isi, kode):
    assert refused(bahan_lkpj.add_policy, office, tahun, isi, pelaku=MARIA) == kode
    assert not store.notes(office)


def test_what_is_not_there_is_refused_with_words(office: Office):
    bahan_lkpj.add_policy(office, TAHUN, KEBIJAKAN, pelaku=MARIA)
    assert refused(bahan_lkpj.results, office, TAHUN, "XYZ") == "lkpj_urusan"
    for nomor in ("", "zz"):
        assert refused(bahan_lkpj.policy, office, nomor) == "lkpj_tidak_ada"


def test_an_opd_has_no_lkpj_and_no_dprd(tmp_path: Path):
    mine = Identitas("opd", LENGKAP, "Dinas Kesehatan", "0" * 36)
    with Office.create(tmp_path / "opd", mine, now) as opd:
        assert refused(bahan_lkpj.add_policy, opd, TAHUN, KEBIJAKAN, pelaku=MARIA) == "lkpj_opd"
        assert refused(advised, opd) == "lanjut_dprd_luar"


# --- Recommendations of the DPRD -----------------------------------------------------------------


def test_a_recommendation_is_printed_with_state_report_deadline_and_proof(office: Office):
    one = advised(office)
    advised(office, tujuan="", uraian="Data rumah", days=-3)
    first, second = tables(office)["L5"]
    assert first[:2] == (1, "Melengkapi tenaga bidan\nPelaksana: Dinas Kesehatan")
    assert first[3] == "Persalinan merata"
    assert str(first[2]).splitlines()[0] == "Belum ditindaklanjuti"
    assert str(first[2]).endswith("Bukti: belum ada")
    assert ", lewat 3 hari." in str(second[2])
    assert second[3] == "-"
    done = KeadaanLanjut.SELESAI
    one = tindak_lanjut.report(office, one, done, "Lima.", bukti="SK 45", pelaku=MARIA)
    told = str(tables(office)["L5"][0][2]).splitlines()
    assert (told[0], told[1][-7:], told[2:]) == ("Selesai", ": Lima.", ["Bukti: SK 45"])
    tindak_lanjut.close(office, one, "Diterima dewan.", pelaku=MARIA)
    told = str(tables(office)["L5"][0][2]).splitlines()
    assert (told[0], told[1][-17:]) == ("Ditutup", ": Diterima dewan.")
    assert "dari 2 rekomendasi, 1 belum ditindaklanjuti, 0 dalam proses, 1 selesai" in remark(
        office, "L5"
    )
    assert remark(office, "L5").endswith("Yang berbukti 1; yang lewat tenggat 1.")


def test_only_advice_on_the_year_before_is_printed_and_meetings_are_not(office: Office):
    advised(office, dprd=LALU - 1)
    advised(office, dprd=0)
    assert tables(office)["L5"] == [(None, "Belum ada data", "-", "-")]
    assert remark(office, "L5") == t("laporan.lkpj.l5.catatan")
    assert len(bahan_lkpj.recommended(office, LALU - 1)) == 1


@pytest.mark.parametrize("dprd", [TAHUN + 1, TAHUN - 4])
def test_a_year_that_does_not_fit_the_meeting_is_refused_and_nothing_stays(office, dprd):
    before = len(follow_ups.follow_ups(office))
    assert refused(advised, office, dprd=dprd) == "lanjut_dprd_tahun"
    assert len(follow_ups.follow_ups(office)) == before


def test_advice_for_another_region_is_refused_at_the_province(small: Path, tmp_path: Path):
    with Office.open(contoh_demo.copy_of(small / demo.PROVINSI, tmp_path / "p"), now) as province:
        draft = Rancangan(
            date(TAHUN, 4, 28), "", "Uraian", "Kepala", "Dinas", date(TAHUN, 12, 1), 3, "", LALU
        )  # fmt: skip
        call = (tindak_lanjut.decide, province, draft)
        for wilayah in ([LENGKAP], ["53", LENGKAP]):
            assert refused(*call, wilayah, pelaku=MARIA) == "lanjut_dprd_luar"
        assert tables(province)["L4"] == [(None, "Belum ada data", "-", "-")]
        assert remark(province, "L4", LENGKAP) == t("laporan.lkpj.l4.catatan_lain")
        assert remark(province, "L5", LENGKAP) == t("laporan.lkpj.l5.catatan_lain")
        bahan_lkpj.add_policy(province, TAHUN, KEBIJAKAN, pelaku=MARIA)
        assert tables(province, "53")["L4"][0][1] == KEBIJAKAN[0]
        assert tables(province)["L4"] == [(None, "Belum ada data", "-", "-")]


# --- Beside the rest -----------------------------------------------------------------------------


def test_nothing_of_it_travels_or_counts(office: Office):
    before, capaian = next_package(office), region(office).pohon
    bahan_lkpj.add_policy(office, TAHUN, KEBIJAKAN, pelaku=MARIA)
    one = advised(office)
    tindak_lanjut.report(office, one, KeadaanLanjut.SELESAI, "Lima.", pelaku=MARIA)
    assert next_package(office) == before
    assert region(office).pohon == capaian


def next_package(office: Office) -> bytes:
    """What an operator would sign now."""
    signer = kesiapan.people_ready(office).penyata[0]
    acuan = acuan_kantor.held(office, paths.forms())
    return paket.canonical(
        pernyataan.design(office, acuan, PERIODE, signer.rantai, lambda: WHEN).isi
    )


def test_the_workbook_holds_what_was_written_down(office: Office, tmp_path: Path):
    bahan_lkpj.add_policy(office, TAHUN, KEBIJAKAN, pelaku=MARIA)
    advised(office)
    target = tmp_path / "lkpj.xlsx"
    daftar.find(office, "lkpj").prepare(office, PERIODE, LENGKAP)(target)
    book = CalamineWorkbook.from_path(str(target))
    assert book.sheet_names == ["L1", "L2", "L3", "L4", "L5"]
    cells = [cell for row in book.get_sheet_by_name("L4").to_python() for cell in row]
    assert KEBIJAKAN[0] in cells
