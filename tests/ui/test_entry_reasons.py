"""The reason of a warning beside the sheet: shown, typed, void when the figures change."""

from __future__ import annotations

import pytest

from app.exchange import hambatan
from app.ui.pages import package_known
from tests.ui.contoh_daerah import PERIODE, arrived
from tests.ui.contoh_jendela import ENDE
from tests.ui.isian import HARUS, TERLAYANI, Isian, Key

ALASAN = "Ibu dari kecamatan tetangga ikut dilayani"


@pytest.fixture
def isian(qtbot, session):
    """More served than there are: a warning that may be right."""
    opened = Isian(qtbot, session).open("KES-01", HARUS).enter("80").enter("81")
    opened.page.findings.list.setFocus()
    return opened.press(Key.Key_Home)


def sub(isian: Isian) -> str:
    (line,) = isian.page.findings.list.lines
    return line.sub.splitlines()[-1]


def open_warnings(isian: Isian) -> list[str]:
    known = package_known.definitions(isian.session)
    found = hambatan.blockers(isian.session.office, known, PERIODE, ENDE)
    return [one.sel for one in found if one.sidik]


def test_a_reason_is_typed_on_the_finding_and_shown_there(isian):
    reason = isian.page.findings.reason
    assert reason.isVisible()
    assert open_warnings(isian) == [TERLAYANI]
    isian.enter(ALASAN)
    assert sub(isian) == f"Alasan: {ALASAN}"
    assert isian.focus is isian.page.findings.list
    assert open_warnings(isian) == []
    assert isian.gestures()[-1] == "alasan"


def test_a_reason_is_void_with_other_figures_and_the_old_text_is_offered_again(isian):
    isian.enter(ALASAN)
    isian.page.grid.take_focus()
    isian.at(TERLAYANI).enter("82")
    assert sub(isian) == f"Alasan lama gugur karena angkanya berubah: {ALASAN}"
    isian.page.findings.list.setFocus()
    isian.press(Key.Key_Home)
    reason = isian.page.findings.reason
    assert reason.editor.text() == ALASAN
    assert reason.save.isEnabled()
    isian.press(Key.Key_Tab).press(Key.Key_Return)
    assert sub(isian) == f"Alasan: {ALASAN}"


def test_undo_takes_back_figures_and_leaves_reasons_alone(isian):
    isian.enter(ALASAN)
    isian.page.grid.take_focus()
    isian.at(TERLAYANI).enter("82")
    isian.session.undo()
    assert sub(isian) == f"Alasan: {ALASAN}"


def test_what_blocks_and_what_is_only_noted_asks_for_no_reason(qtbot, session):
    isian = Isian(qtbot, session).open("KES-01", HARUS).enter("80").at("penerima.harus.dis")
    isian.enter("81")
    isian.page.findings.list.setFocus()
    isian.press(Key.Key_Home).type("x")
    assert not isian.page.findings.reason.isVisible()


def test_a_province_gives_no_reason_in_place_of_its_kabupaten(qtbot, province):
    from app.store import door
    from app.store.door import CellWrite

    arrived(province, ENDE)
    cells = [
        CellWrite("KES-01", ENDE, home, sel, nilai)
        for home, sel, nilai in (("2026", HARUS, 80), ("2026-T3", TERLAYANI, 81))
    ]
    door.write(province.office, cells, jenis="impor", label="impor", pelaku="Biro")
    province.set_periode(PERIODE)
    province.set_wilayah(ENDE)
    isian = Isian(qtbot, province).open("KES-01", HARUS)
    isian.page.findings.list.setFocus()
    isian.press(Key.Key_Home)
    assert len(isian.page.findings.list.lines) == 1
    assert not isian.page.findings.reason.isVisible()


def test_a_reason_that_cannot_be_kept_is_told_above_the_grid(isian, monkeypatch):
    from app.errors import LontarError
    from app.store import reasons

    def refuse(*_args: object, **_named: object) -> None:
        raise LontarError("media_penuh", berkas="lontar.db", folder="D:")

    monkeypatch.setattr(reasons, "give_reason", refuse)
    isian.enter(ALASAN)
    assert isian.notice
    assert open_warnings(isian) == [TERLAYANI]
