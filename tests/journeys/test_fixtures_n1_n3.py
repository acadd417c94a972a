"""Three real services of a province, typed by a person: the index with the path to each number."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.ui.contoh_jendela import NOW, NTT, new_office, open_session
from tests.ui.isian import CTRL, SHIFT, Isian, Key

FIXTURES = Path(__file__).parents[1] / "domain" / "ip_spm_fixtures.json"
CASES = {one["id"]: one for one in json.loads(FIXTURES.read_text())["services"]}
FORMS = {"N1": "SOS-P01", "N2": "SOS-P02", "N3": "SOS-P03"}
INDEX = {"N1": "90,35", "N2": "99,03", "N3": "97,71"}
CAPPED = {
    "N1": "10 ÷ 5 × 100 = 200,00, dihitung paling tinggi 100,00",
    "N3": "25 ÷ 20 × 100 = 125,00, dihitung paling tinggi 100,00",
}
PARTS = {
    "N1": "92,00 × 80 % + 83,75 × 20 % = 90,35",
    "N2": "100,00 × 80 % + 95,17 × 20 % = 99,03",
    "N3": "99,29 × 80 % + 91,43 × 20 % = 97,71",
}


@pytest.fixture
def isian(qtbot, tmp_path):
    with open_session(new_office(tmp_path / "ntt", NTT), NOW) as session:
        yield Isian(qtbot, session)


def type_case(isian: Isian, case: str) -> None:
    """Fill the sheet from the keyboard alone."""
    told = CASES[case]
    isian.open(FORMS[case]).press(Key.Key_Home, CTRL)
    isian.enter(str(told["penerima"]["harus"])).enter(str(told["penerima"]["terlayani"]))
    for row in told["mutu"]:
        isian.type(str(row["dibutuhkan"])).press(Key.Key_Tab).enter(str(row["tersedia"]))


@pytest.mark.parametrize("case", FORMS)
def test_a_case_typed_in_the_window_shows_its_index_and_where_it_comes_from(isian, case):
    type_case(isian, case)
    assert f"Indeks layanan {INDEX[case]} (Tuntas Utama)" in isian.page.head.spoken
    isian.press(Key.Key_F9)
    lines = isian.page.inspector.formula.lines
    assert lines[0].value == INDEX[case]
    assert lines[0].sub.startswith(PARTS[case])
    explained = {line.sub for line in lines}
    told = CASES[case]
    for row in [told["penerima"], *told["mutu"]]:
        top = row.get("terlayani", row.get("tersedia"))
        bottom = row.get("harus", row.get("dibutuhkan"))
        assert any(sub.startswith(f"{top} ÷ {bottom} × 100 = ") for sub in explained)
    assert CAPPED.get(case, lines[0].sub) in explained
    assert len(lines) == 3 + len(told["mutu"])


@pytest.mark.parametrize("case", FORMS)
def test_enter_on_a_line_of_the_formula_leads_to_its_cell(isian, case):
    type_case(isian, case)
    isian.press(Key.Key_F9)
    isian.press(Key.Key_End).press(Key.Key_Return)
    assert isian.here == f"mutu.m0{len(CASES[case]['mutu'])}.tersedia"
    assert isian.focus is isian.page.grid.view


def test_people_not_yet_served_stand_in_front(isian):
    type_case(isian, "N1")
    assert isian.page.head.spoken.startswith(
        "Belum terlayani 4 orang · Capaian 92,00 % (46 dari 50)"
    )


def test_the_index_is_provisional_until_the_last_number(isian):
    isian.open(FORMS["N1"]).enter("50").enter("46")
    assert "Indeks layanan 92,00 (sementara, baru Penerima)" in isian.page.head.spoken
    type_case(isian, "N1")
    assert "sementara" not in isian.page.head.spoken


def test_everything_typed_is_on_disk_and_survives_a_new_start(isian, qtbot, tmp_path):
    for case in FORMS:
        type_case(isian, case)
    folder = isian.session.office.folder
    with closing(connect(isian.session.office.database)) as other:
        assert other.execute("SELECT count(*) FROM nilai").fetchone() == (3 * (2 + 2 * 8),)
    isian.session.close()
    isian.window.close()
    with open_session(folder, NOW) as again:
        second = Isian(qtbot, again)
        for case, form in FORMS.items():
            second.open(form)
            assert f"Indeks layanan {INDEX[case]}" in second.page.head.spoken
        second.press(Key.Key_Z, CTRL)
        assert "sementara" in second.page.head.spoken


def test_the_list_of_services_tells_which_are_done(isian, qtbot):
    type_case(isian, "N2")
    line = next(one for one in isian.page.services.list.lines if one.target == FORMS["N2"])
    assert (line.icon, line.sub) == ("check-circle", "SOS-P02 · lengkap")
    type_case(isian, "N1")
    line = next(one for one in isian.page.services.list.lines if one.target == FORMS["N1"])
    assert line.icon == "alert"
    assert "1 temuan" in line.sub
    isian.press(Key.Key_F8)
    assert isian.here == "mutu.m08.tersedia"
    isian.press(Key.Key_F8, SHIFT)
    assert isian.here == "mutu.m08.tersedia"
