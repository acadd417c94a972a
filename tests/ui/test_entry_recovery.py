"""The program stops while somebody types: the text is offered with old and new, never applied."""

from __future__ import annotations

import pytest

from app.domain.catatan import JenisCatatan
from app.domain.periode import Periode
from app.store import ketikan
from app.store.ketikan import Ketikan
from app.ui.pages.entry import EntryPage
from tests.ui.contoh_daerah import desk
from tests.ui.contoh_jendela import ENDE, new_office
from tests.ui.isian import HARUS, SHIFT, TERLAYANI, Isian, Key

FORM = "KES-01"
LEFT = Ketikan(FORM, ENDE, "2026-T3", TERLAYANI, "", "1.2", "2026-10-05T09:58:00", "Maria")


@pytest.fixture
def isian(qtbot, session) -> Isian:
    return Isian(qtbot, session).open(FORM, TERLAYANI)


def test_what_is_being_typed_is_kept_while_the_editor_is_open(isian, session):
    isian.type("120")
    assert ketikan.found(session.office) is None
    isian.page.drafts.keep()
    found = ketikan.found(session.office)
    assert found is not None
    assert (found.sel, found.lama, found.teks) == (TERLAYANI, "", "120")
    isian.press(Key.Key_Return)
    assert ketikan.found(session.office) is None


def test_giving_up_leaves_nothing_behind(isian, session):
    isian.type("120")
    isian.page.drafts.keep()
    isian.press(Key.Key_Escape)
    assert ketikan.found(session.office) is None


def test_a_number_typed_and_entered_at_once_never_touches_the_file(isian, session, monkeypatch):
    monkeypatch.setattr(ketikan, "keep", lambda *_: pytest.fail("written"))
    isian.enter("120").enter("75")
    assert isian.sheet.nilai(TERLAYANI) == 120


def test_after_a_crash_the_text_is_offered_beside_the_value_and_nothing_is_written(qtbot, session):
    ketikan.keep(session.office, LEFT)
    isian = Isian(qtbot, session)
    assert isian.page.recovery.isVisible()
    assert isian.page.recovery.sentence == (
        "Lontar berhenti ketika seseorang sedang mengetik, pukul 09.58. Semua yang sudah "
        "dimasukkan tetap ada; yang belum: Ibu hamil yang mendapat pelayanan antenatal sesuai "
        "standar, Jumlah (Ibu hamil, Triwulan III 2026). Sedang diketik “1.2”; yang tersimpan di "
        "sel kosong."
    )
    assert isian.gestures() == []
    isian.page.recovery.go_on.click()
    assert isian.here == TERLAYANI
    assert isian.focus.text() == "1.2"
    assert isian.sheet.nilai(TERLAYANI) is None
    isian.type("50").press(Key.Key_Return)
    assert isian.sheet.nilai(TERLAYANI) == 1250
    assert ketikan.found(session.office) is None
    assert not isian.page.recovery.isVisible()


def test_a_cell_that_is_another_one_by_now_is_told_with_all_three_values(qtbot, session):
    isian = Isian(qtbot, session).open(FORM, TERLAYANI).enter("700")
    ketikan.keep(session.office, LEFT._replace(lama="5"))
    isian.page.recovery.look()
    assert isian.page.recovery.sentence.endswith(
        "Sedang diketik “1.2”; saat itu tersimpan “5”, sekarang “700”."
    )


def test_what_was_found_outlives_whatever_is_typed_before_it_is_decided_upon(qtbot, session):
    ketikan.keep(session.office, LEFT)
    isian = Isian(qtbot, session).at(HARUS)
    isian.type("75")
    isian.page.drafts.keep()
    assert ketikan.found(session.office) != LEFT
    isian.press(Key.Key_Return)
    assert ketikan.found(session.office) == LEFT
    isian.page.recovery.go_on.click()
    isian.page.drafts.keep()
    isian.press(Key.Key_Escape)
    assert ketikan.found(session.office) is None


def test_what_is_discarded_is_gone(qtbot, session):
    ketikan.keep(session.office, LEFT)
    isian = Isian(qtbot, session)
    isian.page.recovery.discard.click()
    assert ketikan.found(session.office) is None
    assert not isian.page.recovery.isVisible()


def test_a_note_being_typed_is_kept_and_offered_too(isian, session):
    isian.press(Key.Key_F2, SHIFT).type("naik karena")
    isian.page.drafts.keep()
    found = ketikan.found(session.office)
    assert found is not None
    assert (found.sel, found.catatan, found.teks) == (TERLAYANI, "penjelasan", "naik karena")
    isian.press(Key.Key_Return)
    assert ketikan.found(session.office) is None
    ketikan.keep(session.office, found._replace(teks="naik karena imunisasi", lama="naik karena"))
    isian.page.recovery.look()
    assert "yang belum: catat Penjelasan: Ibu hamil yang mendapat" in isian.page.recovery.sentence
    assert isian.page.recovery.sentence.endswith(
        "Sedang diketik “naik karena imunisasi”; yang tersimpan di sel “naik karena”."
    )
    isian.at(HARUS)
    isian.page.recovery.go_on.click()
    assert isian.focus.toPlainText() == "naik karena imunisasi"
    assert isian.sheet.notes(TERLAYANI) == {JenisCatatan.PENJELASAN: "naik karena"}
    isian.press(Key.Key_Return)
    assert isian.sheet.notes(TERLAYANI) == {JenisCatatan.PENJELASAN: "naik karena imunisasi"}
    assert ketikan.found(session.office) is None


@pytest.mark.parametrize(
    "odd", [{"sel": "tidak.ada.sel"}, {"formulir": "X-1"}, {"wilayah": "53"}, {"catatan": "x"}]
)
def test_a_text_for_a_cell_nobody_knows_is_not_offered(qtbot, session, odd):
    ketikan.keep(session.office, LEFT._replace(**odd))
    assert not Isian(qtbot, session).page.recovery.isVisible()


def test_the_desk_opens_on_the_entry_screen_in_the_period_of_what_was_typed(qtbot, tmp_path):
    folder = new_office(tmp_path / "ende", ENDE)
    window = desk(qtbot, folder, "beranda")
    ketikan.keep(window.session.office, LEFT._replace(periode="2026-T2", sel=HARUS, teks="90"))
    window.desk.begin()
    assert window.session.memory.page == "spm"
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    page.recovery.look()
    page.recovery.go_on.click()
    assert window.session.periode == Periode(2026, 2)
    editor = page.grid.view.cells.editor
    assert editor is not None
    assert editor.content() == "90"
    window.close()
