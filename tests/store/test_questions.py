"""What the screens ask: sheets and their neighbours in time, periods, history, what is not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.catatan import JenisCatatan
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.store.dispatch import Paket, record_package
from app.store.door import CellWrite, Kunci
from app.store.questions import (
    SelBerubah,
    beside,
    changes_since,
    history,
    last_saved,
    notes,
    sheet_values,
    sheets,
    texts,
    unsent_changes,
    unsent_count,
    values_all_regions,
    values_of_period,
)
from app.store.reasons import give_reason
from app.store.sheets import set_status, write_note
from app.store.undo import undo
from tests.store.contoh_kantor import ENDE, KUPANG, T2, T3, TAHUN, Clock, cell, fill

if TYPE_CHECKING:
    from app.store.office import Office

Q2, Q3 = Periode(2026, 2), Periode(2026, 3)
SHEET = Kunci("UJI-01", KUPANG, T3)


def harus(nilai: int, tahun: str = TAHUN, **place: str) -> CellWrite:
    return cell(nilai, "p.harus.n", periode=tahun, **place)


def send(office: Office, revisi: int = 1) -> None:
    paket = Paket(
        arah="keluar",
        putusan="",
        nama_berkas="a.xlsx",
        paket_id="0" * 64,
        wilayah=KUPANG,
        periode=T3,
        revisi=revisi,
    )
    record_package(office, paket, b"")


def test_a_sheet_comes_with_its_annual_cells_and_its_neighbours_in_time(office: Office) -> None:
    fill(office, cell(10), cell(7, periode=T2), cell(6, periode="2025-T3"))
    fill(office, harus(100), harus(90, "2025"), cell(3, periode="2025-T2"))
    found = sheet_values(office, "UJI-01", KUPANG, Q3)
    assert found.now == {"p.harus.n": 100, "p.capai.n": 10}
    assert found.before == {"p.harus.n": 100, "p.capai.n": 7}
    assert found.last_year == {"p.harus.n": 90, "p.capai.n": 6}


def test_the_first_quarter_has_nothing_before_it(office: Office) -> None:
    fill(office, cell(10, periode="2026-T1"), cell(40, periode="2025-T4"), harus(100))
    assert sheet_values(office, "UJI-01", KUPANG, Periode(2026, 1)).before == {}


def test_an_annual_sheet_is_followed_from_year_to_year(office: Office) -> None:
    fill(office, harus(100), harus(90, "2025"), cell(10))
    found = sheet_values(office, "UJI-01", KUPANG, Periode(2026))
    assert (found.now, found.before) == ({"p.harus.n": 100}, {"p.harus.n": 90})


def test_an_untouched_sheet_is_empty(office: Office) -> None:
    fill(office, cell(1, formulir="UJI-02"), cell(1, wilayah=ENDE))
    assert sheet_values(office, "UJI-01", KUPANG, Q3) == ({}, {}, {})


def test_all_forms_of_a_period_come_at_once(office: Office) -> None:
    fill(office, cell(0), harus(100), cell(Keadaan.NIHIL, formulir="UJI-02"))
    fill(office, cell(9, periode=T2), cell(9, wilayah=ENDE))
    assert values_of_period(office, KUPANG, Q3) == {
        "UJI-01": {"p.capai.n": 0, "p.harus.n": 100},
        "UJI-02": {"p.capai.n": Keadaan.NIHIL},
    }


def test_all_regions_come_at_once(office: Office) -> None:
    fill(office, cell(1), harus(100), cell("a", wilayah=ENDE, formulir="UJI-02"), harus(5, "2025"))
    assert values_all_regions(office, Q3) == {
        KUPANG: {"UJI-01": {"p.capai.n": 1, "p.harus.n": 100}},
        ENDE: {"UJI-02": {"p.capai.n": "a"}},
    }


def test_a_cell_tells_who_changed_it_newest_first(office: Office) -> None:
    fill(office, cell(1), label="pertama")
    fill(office, cell("dua"), cell(9, "p.lain.n"), label="kedua")
    undo(office, pelaku="Yosef")
    write_note(office, SHEET, "p.capai.n", "catatan", label="catatan", pelaku="Maria")
    told = history(office, "UJI-01", KUPANG, Q3, "p.capai.n")
    assert [(row.pelaku, row.jenis, row.label, row.lama, row.baru) for row in told] == [
        ("Yosef", "urung", "kedua", "dua", 1),
        ("Maria", "isi", "kedua", 1, "dua"),
        ("Maria", "isi", "pertama", None, 1),
    ]
    assert history(office, "UJI-01", KUPANG, Q2, "p.capai.n") == []


def test_the_last_save_is_told_with_its_time_zone(office: Office, clock: Clock) -> None:
    assert last_saved(office) is None
    fill(office, cell(1))
    assert last_saved(office) == clock.now


def test_cells_not_sent_yet_are_counted(office: Office) -> None:
    fill(office, cell(1), harus(100), cell(5, formulir="UJI-02"))
    fill(office, cell(9, periode=T2), cell(9, wilayah=ENDE))
    assert unsent_count(office, KUPANG, Q3) == 3
    send(office)
    assert unsent_count(office, KUPANG, Q3) == 0
    assert unsent_count(office, KUPANG, Q2) == 2
    fill(office, cell(2))
    fill(office, cell(3), cell(None, formulir="UJI-02"))
    assert unsent_count(office, KUPANG, Q3) == 2


def test_a_cell_that_is_again_as_it_was_sent_does_not_count(office: Office) -> None:
    fill(office, cell(1))
    send(office)
    fill(office, cell(2), cell(5, "p.lain.n"))
    undo(office, pelaku="Maria")
    assert unsent_count(office, KUPANG, Q3) == 0
    fill(office, cell(2))
    send(office, 2)
    undo(office, pelaku="Maria")
    assert unsent_count(office, KUPANG, Q3) == 1


def test_cells_that_changed_since_the_last_package_are_told_with_both_values(
    office: Office,
) -> None:
    fill(office, cell(1), harus(100), cell(5, formulir="UJI-02"))
    send(office)
    assert unsent_changes(office, KUPANG, Q3) == []
    fill(office, cell(2), harus(90), cell(9, periode=T2), cell(9, wilayah=ENDE))
    fill(office, cell(3), cell(None, formulir="UJI-02"), cell(Keadaan.NIHIL, "p.lain.n"))
    assert sorted(unsent_changes(office, KUPANG, Q3), key=lambda one: one[:3]) == [
        SelBerubah("UJI-01", TAHUN, "p.harus.n", 100, 90),
        SelBerubah("UJI-01", T3, "p.capai.n", 1, 3),
        SelBerubah("UJI-01", T3, "p.lain.n", None, Keadaan.NIHIL),
        SelBerubah("UJI-02", T3, "p.capai.n", 5, None),
    ]


def test_changes_are_counted_from_any_row_of_the_history(office: Office) -> None:
    fill(office, cell(1), harus(100))
    fill(office, cell(2))
    assert changes_since(office, KUPANG, Q3, 2) == [SelBerubah("UJI-01", T3, "p.capai.n", 1, 2)]
    assert changes_since(office, KUPANG, Q3, 3) == []
    assert len(changes_since(office, KUPANG, Q3, 0)) == 2


def test_states_and_notes_are_not_cells(office: Office) -> None:
    set_status(office, [SHEET], "selesai", label="selesai", pelaku="Maria")
    write_note(office, SHEET, "p.capai.n", "catatan", label="catatan", pelaku="Maria")
    assert unsent_count(office, KUPANG, Q3) == 0


def test_sheets_tell_where_they_stand_and_where_they_came_from(office: Office) -> None:
    fill(office, cell(1), harus(5), cell(1, wilayah=ENDE), cell(1, periode=T2))
    moved = set_status(
        office,
        [SHEET, Kunci("UJI-02", KUPANG, T3)],
        "final",
        label="diterima",
        pelaku="Biro",
        asal_paket="ab" * 32,
    )
    assert [tuple(sheet) for sheet in sheets(office, Q3, KUPANG)] == [
        ("UJI-01", 1, KUPANG, TAHUN, "mengisi", None),
        ("UJI-01", 1, KUPANG, T3, "final", "ab" * 32),
        ("UJI-02", 1, KUPANG, T3, "final", "ab" * 32),
    ]
    assert {sheet.wilayah for sheet in sheets(office, Q3)} == {KUPANG, ENDE}
    assert (moved.jenis, moved.label, moved.perubahan) == ("status", "diterima", ())


def test_a_sheet_that_is_already_there_is_not_moved_again(office: Office) -> None:
    assert set_status(office, [SHEET], "selesai", label="s", pelaku="Maria").id == 1
    assert set_status(office, [SHEET], "selesai", label="s", pelaku="Maria").id == 0


def test_a_note_is_kept_changed_and_taken_away(office: Office) -> None:
    def note(teks: str, sel: str = "p.capai.n") -> int:
        return write_note(office, SHEET, sel, teks, label="catatan", pelaku="Maria").id

    annual = Kunci("UJI-01", KUPANG, TAHUN)
    write_note(office, annual, "p.harus.n", "proyeksi", label="catatan", pelaku="Maria")
    assert (note("satu"), note("dua"), note("dua")) == (2, 3, 0)
    kind = JenisCatatan.PENJELASAN
    projected = {"p.harus.n": {kind: "proyeksi"}}
    assert notes(office, "UJI-01", KUPANG, Q3) == {**projected, "p.capai.n": {kind: "dua"}}
    assert note("") == 4
    assert notes(office, "UJI-01", KUPANG, Q3) == projected


def test_everything_written_in_words_is_found_by_its_cell(office: Office) -> None:
    fill(office, cell("teks isian", "p.capai.n"), cell(5, "p.harus.n"))
    write_note(office, SHEET, "p.harus.n", "catatan", label="c", pelaku="Maria")
    for aturan in ("SPM-01", "PRIBADI"):
        give_reason(
            office, SHEET, aturan, "p.capai.n", "0" * 64, f"alasan {aturan}", label="a", pelaku="m"
        )
    fill(office, cell("tahun lalu", periode=T2))
    found = texts(office, KUPANG, Q3, kecuali="PRIBADI")
    assert sorted(tuple(one) for one in found) == [
        ("UJI-01", "p.capai.n", "alasan", "alasan SPM-01"),
        ("UJI-01", "p.capai.n", "isian", "teks isian"),
        ("UJI-01", "p.harus.n", "catatan", "catatan"),
    ]
    (one,) = texts(office, KUPANG, Q3, formulir="UJI-01", sel="p.harus.n")
    assert one.teks == "catatan"
    assert texts(office, KUPANG, Q3, formulir="UJI-02") == []


def test_what_happens_beside_a_value_is_told_newest_first(office: Office) -> None:
    fill(office, cell(5))
    write_note(office, SHEET, "p.capai.n", "catatan", label="Catat", pelaku="Maria")
    give_reason(office, SHEET, "X", "p.capai.n", "0" * 64, "y", label="Beri alasan", pelaku="Yosef")
    told = beside(office, "UJI-01", KUPANG, Q3, "p.capai.n")
    assert [(one.aspek, one.label, one.pelaku) for one in told] == [
        ("alasan", "Beri alasan", "Yosef"),
        ("catatan", "Catat", "Maria"),
    ]
