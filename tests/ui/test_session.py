"""The session: where the user is, and the one way to change a value."""

from __future__ import annotations

from datetime import datetime

import pytest

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.store import people, pilihan_metode
from app.store.door import CellWrite
from app.ui.memory import Memory
from app.ui.session import Session
from tests.ui.contoh_jendela import ENDE, NOW, NTT, OPERATOR, clock, new_office, open_session

T3 = Periode(2026, 3)


def first_cell(session: Session, nilai: int | None = 120) -> CellWrite:
    form = next(
        one for one in session.forms.values() if one.tingkat == "kabupaten" and one.berindeks
    )
    sel = next(
        kode for kode, cell in form.cells.items() if not cell.hitung and cell.jenis == "bulat"
    )
    return CellWrite(form.kode, ENDE, "2026-T3", sel, nilai)


def test_an_open_office_knows_its_place(session):
    assert session.is_open
    assert session.wilayah == ENDE
    assert session.region.nama == "Kabupaten Ende"
    assert (session.is_province, session.is_practice) == (False, False)
    assert session.pelaku == OPERATOR
    assert session.forms


def test_a_written_value_is_told_with_its_time_and_its_gesture(session):
    told: list[object] = []
    session.saved.connect(told.append)
    session.changed.connect(told.append)
    tindakan = session.write([first_cell(session)], jenis="isi", label="isi 1 sel")
    assert told == ["10.32.07", tindakan]
    assert tindakan.perubahan[0].baru == 120


def test_writing_what_is_already_there_tells_nothing(qtbot, session):
    session.write([first_cell(session)], jenis="isi", label="isi")
    with qtbot.assertNotEmitted(session.changed):
        assert session.write([first_cell(session)], jenis="isi", label="isi").id == 0


def test_undo_and_redo_are_told_like_any_other_change(qtbot, session):
    session.write([first_cell(session)], jenis="isi", label="isi")
    with qtbot.waitSignal(session.changed):
        assert session.undo().perubahan[0].baru is None
    with qtbot.waitSignal(session.changed):
        assert session.redo().perubahan[0].baru == 120
    assert session.redo() is None


def test_an_office_that_cannot_be_opened_leaves_the_open_one_alone(session, tmp_path):
    with pytest.raises(LontarError):
        session.open(tmp_path / "tidak ada")
    assert session.wilayah == ENDE
    assert session.people()


def test_opening_the_open_office_again_changes_nothing(session):
    office = session.office
    session.open(office.folder)
    assert session.office is office


def test_an_office_whose_forms_are_broken_is_let_go(session, tmp_path, monkeypatch):
    folder = new_office(tmp_path / "lain", "53.01")
    with monkeypatch.context() as patch:
        patch.setattr(paths, "forms", lambda: tmp_path)
        with pytest.raises(LontarError):
            session.open(folder)
    assert session.wilayah == ENDE
    session.open(folder)
    assert session.wilayah == "53.01"


def test_opening_another_office_lets_the_first_one_go(session, tmp_path):
    first = session.office.folder
    session.open(new_office(tmp_path / "lain", "53.01"))
    assert session.wilayah == "53.01"
    with open_session(first, NOW) as again:
        assert again.wilayah == ENDE


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-05", T3),
        ("2026-11-20", Periode(2026, 4)),
        ("2027-01-20", Periode(2026, 4)),
        ("2026-04-29", Periode(2026, 1)),
        ("2026-06-30", Periode(2026, 2)),
    ],
)
def test_a_quarter_is_reported_on_in_the_weeks_after_it(tmp_path, now, expected):
    with open_session(
        new_office(tmp_path / "x", ENDE), datetime.fromisoformat(f"{now}T09:00:00Z")
    ) as session:
        assert session.periode == expected


def test_the_periods_offered_cover_this_year_and_the_last(session):
    offered = session.periods()
    assert offered[0] == Periode(2025, 1)
    assert offered[-1] == Periode(2026, 4)
    session.set_periode(Periode(2024, 2))
    assert session.periods()[0] == Periode(2024, 2)


def test_a_clock_a_year_behind_leads_to_no_sheet_of_last_year(tmp_path):
    folder = new_office(tmp_path / "x", ENDE)
    with open_session(folder, NOW) as session:
        session.write([first_cell(session)], jenis="isi", label="isi")
    with open_session(folder, NOW.replace(year=NOW.year - 1)) as session:
        assert session.periode == T3
        assert {T3, Periode(2025, 4)} <= set(session.periods())


def test_period_and_region_are_remembered_per_office(qtbot, tmp_path):
    memory = Memory()
    folder = new_office(tmp_path / "ntt", NTT)
    first = Session(clock, memory)
    first.open(folder)
    with qtbot.waitSignals([first.periode_changed, first.wilayah_changed]):
        first.set_periode(Periode(2026, 1))
        first.set_wilayah("53.15")
    first.close()
    again = Session(clock, memory)
    again.open(folder)
    assert (again.periode, again.wilayah) == (Periode(2026, 1), "53.15")
    again.close()


def test_a_kabupaten_sees_only_itself_whatever_was_remembered(tmp_path):
    folder = new_office(tmp_path / "ende", ENDE)
    session = Session(
        clock, Memory(wilayah={f"nomor-{ENDE}": "53.01"}, periode={f"nomor-{ENDE}": "?"})
    )
    session.open(folder)
    assert (session.wilayah, session.periode) == (ENDE, T3)
    session.close()


def test_who_works_is_remembered_and_the_retired_are_not_offered(session):
    other = people.add_user(session.office, nama="Yohanes Contoh", peran="pimpinan")
    session.set_user(other)
    folder = session.office.folder
    session.open(new_office(folder.parent / "lain", "53.01"))
    session.open(folder)
    assert session.pelaku == "Yohanes Contoh"
    people.retire_user(session.office, other.id)
    session.open(folder.parent / "lain")
    session.open(folder)
    assert session.pelaku == OPERATOR


def test_the_method_of_the_province_is_the_one_in_use(province):
    assert province.metode.kebutuhan_nol == "dikecualikan"
    pilihan_metode.choose(province.office, "penuh")
    assert province.metode.kebutuhan_nol == "penuh"


def test_an_exercise_is_known_as_one(tmp_path):
    with open_session(new_office(tmp_path / "x", NTT, "latihan"), NOW) as session:
        assert session.is_practice
        assert session.is_province
