"""Paket at the province: what accepting would do, holding an urusan back, taking it in later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.domain.beda import JenisBeda
from app.errors import LontarError
from app.store import backup, dispatch, holds, people, pertanyaan, questions
from app.ui.pages.consolidation import ConsolidationPage
from app.ui.pages.package import PackagePage
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_silsilah import KUPANG, T3, TERLAYANI, family
from tests.ui.contoh_daerah import desk
from tests.ui.test_package_page import judged, verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.main_window import MainWindow

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
A_WHILE = 60_000
WHY = "Ditanyakan dahulu kepada dinas"


@pytest.fixture
def province(qtbot, tmp_path) -> tuple[MainWindow, PackagePage]:
    """A province that has accepted the first revision."""
    from tests.exchange import contoh_silsilah

    with contoh.provinsi(tmp_path / "provinsi") as office:
        people.add_user(office, nama="Yohana", peran="operator")
        contoh_silsilah.take(office, family()["r1"])
    window = desk(qtbot, tmp_path / "provinsi", "paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    return window, page


@pytest.fixture
def second(tmp_path: Path) -> Path:
    file = tmp_path / "r2.xlsx"
    file.write_bytes(family()["r2"])
    return file


def held(window: MainWindow) -> object:
    return questions.values_of_period(window.session.office, KUPANG, T3)["KES-01"][TERLAYANI]


def show_difference(qtbot, page: PackagePage, file: Path) -> None:
    judged(qtbot, page.inbox, [file], 1)
    summary = page.inbox.verdict.difference
    qtbot.waitUntil(summary.button.isVisible, timeout=A_WHILE)
    qtbot.mouseClick(summary.button, LEFT)
    assert page.inbox.difference.isVisible()


def texts(table, column: int) -> list[str]:
    return [row.cells[column].text for row in table.ledger.rows]


def test_the_difference_is_shown_before_anything_is_written(qtbot, province, second):
    window, page = province
    judged(qtbot, page.inbox, [second], 1)
    summary = page.inbox.verdict.difference
    qtbot.waitUntil(summary.button.isVisible, timeout=A_WHILE)
    told = summary.words.text().splitlines()
    assert told[0] == "1 sel berubah."
    assert told[1].startswith("Belum terlayani (orang): ")
    qtbot.mouseClick(summary.button, LEFT)
    view = page.inbox.difference
    (row,) = view.changes.table.ledger.rows
    assert [cell.text for cell in row.cells[1:]] == ["6.400", "6.500", "+1,6 %"]
    assert view.changes.current is not None
    assert view.changes.current.jenis is JenisBeda.BERUBAH
    # In the table the middle of a long name may be left out; below it stands in full.
    assert view.changes.whole.text() == row.cells[0].note
    assert view.changes.whole.text().startswith("Pelayanan kesehatan ibu hamil: ")
    assert view.effect.table.ledger.rows[0].cells[0].text == "Belum terlayani (orang)"
    assert held(window) == 6400
    qtbot.keyClick(view.sections.table, Key.Key_Escape)
    assert page.inbox.verdict.isVisible()
    # The row itself leads there as well.
    qtbot.keyClick(page.inbox.table, Key.Key_Return)
    assert view.isVisible()
    assert len(dispatch.packages(window.session.office)) == 1


def test_filter_search_and_findings(qtbot, province, second):
    _window, page = province
    show_difference(qtbot, page, second)
    changes = page.inbox.difference.changes
    changes.search.setText("penyandang")
    assert changes.table.ledger.rows == []
    changes.search.setText("ibu HAMIL antenatal")
    assert len(changes.table.ledger.rows) == 1
    changes.order.setCurrentIndex(changes.order.findData("layanan"))
    assert texts(changes.table, 0)[0].startswith("Pelayanan kesehatan ibu hamil (1)")
    changes.kind.setCurrentIndex(changes.kind.findData("temuan"))
    assert changes.findings.isVisible()
    assert changes.findings.lines[0].sub == f"Alasan pengirim: {contoh.ALASAN}"


def hold_by_keyboard(qtbot, page: PackagePage) -> None:
    view = page.inbox.difference
    view.sections.table.go_to("KES")
    qtbot.keyClick(view.sections.table, Key.Key_Return)
    assert view.sections.reason.hasFocus()
    qtbot.keyClicks(view.sections.reason, WHY)
    qtbot.keyClick(view.sections.reason, Key.Key_Return)
    assert view.sections.held == {"KES": WHY}
    assert view.accept.text() == "&Terima, tahan 1 urusan"
    row = view.effect.table.ledger.rows[0]
    assert row.cells[1].text == row.cells[2].text
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(view.accept, LEFT)


def origins_of(qtbot, window: MainWindow, layanan: str) -> list[str]:
    """What Konsolidasi says about where the figures of a layanan come from."""
    window.desk.show_page("konsolidasi")
    recap = window.desk.current_page
    assert isinstance(recap, ConsolidationPage)
    recap.open_region(KUPANG)
    qtbot.waitUntil(recap.detail.isVisible, timeout=A_WHILE)
    assert recap.detail.chip.text.endswith("1 ditahan")
    recap.detail.table.go_to(layanan)
    return [f"{line.head} {line.sub}" for line in recap.detail.origin.lines]


def test_an_urusan_is_held_back_by_keyboard(qtbot, province, second):
    window, page = province
    show_difference(qtbot, page, second)
    hold_by_keyboard(qtbot, page)
    assert verdicts(page.inbox) == ["Diterima"]
    assert page.inbox.verdict.outcome.text().endswith("1 urusan ditahan.")
    assert page.inbox.verdict.reply.text().endswith(f"pakai: Kesehatan ({WHY})")
    assert held(window) == 6400
    (one,) = holds.open_holds(window.session.office)
    assert (one.urusan, one.alasan, one.pelaku) == ("KES", WHY, "Yohana")

    told = " ".join(origins_of(qtbot, window, "KES-01"))
    assert "Revisi 1, " in told
    assert f"Revisi 2 ditahan untuk urusan ini Yohana: {WHY}" in told
    assert "Revisi 2, " in " ".join(origins_of(qtbot, window, "PDK-01"))


def no_backup(*_: object, **__: object) -> Path:
    raise LontarError("cadangan_tidak_utuh", folder="D:")


def test_what_was_held_is_taken_in_later_from_the_book(
    qtbot, province, second, answers, monkeypatch
):
    window, page = province
    show_difference(qtbot, page, second)
    hold_by_keyboard(qtbot, page)
    view = page.inbox.difference
    (one,) = holds.open_holds(window.session.office)
    page.inbox.clear()
    qtbot.waitUntil(lambda: len(page.book.table.ledger.rows) == 2)
    assert texts(page.book.table, 5)[0] == "Diterima, 1 urusan ditahan"
    page.book.table.go_to(str(one.nomor))
    assert f"ditahan dari revisi 2 oleh Yohana: {WHY}." in page.book.detail.text()
    qtbot.mouseClick(page.book.actions_.held, LEFT)
    qtbot.waitUntil(view.isVisible, timeout=A_WHILE)
    assert [row.code for row in view.sections.table.ledger.rows] == ["KES"]
    qtbot.mouseClick(view.accept, LEFT)
    assert view.sections.reason.hasFocus()
    assert held(window) == 6400
    qtbot.keyClicks(view.sections.reason, "Dinas membenarkan.")
    with monkeypatch.context() as patch:
        patch.setattr(backup, "keep", no_backup)
        qtbot.mouseClick(view.accept, LEFT)
        qtbot.waitUntil(lambda: bool(answers.told), timeout=A_WHILE)
    assert "D:" in answers.told[0]
    assert held(window) == 6400
    with qtbot.waitSignal(page.inbox.accepted, timeout=A_WHILE):
        qtbot.mouseClick(view.accept, LEFT)
    assert held(window) == 6500
    assert page.inbox.messages.text == "1 urusan diambil, 1 sel berubah."
    assert holds.open_holds(window.session.office) == []
    qtbot.waitUntil(lambda: texts(page.book.table, 5)[0] == "Sah, utuh")


def test_a_hold_is_let_go_again_and_nothing_can_be_accepted_with_all_held(qtbot, province, second):
    _window, page = province
    show_difference(qtbot, page, second)
    view = page.inbox.difference
    codes = [row.code for row in view.sections.table.ledger.rows]
    for code in codes:
        view.sections.table.go_to(code)
        view.sections.reason.setText(WHY)
        qtbot.mouseClick(view.sections.hold, LEFT)
    assert not view.accept.isEnabled()
    qtbot.mouseClick(view.sections.hold, LEFT)
    assert set(view.sections.held) == set(codes[:-1])
    assert view.accept.isEnabled()


def test_every_part_of_the_difference_is_reached_with_tab(qtbot, province, second):
    window, page = province
    show_difference(qtbot, page, second)
    view = page.inbox.difference
    sections, changes = view.sections, view.changes
    wanted = {
        view.accept, view.back, sections.table, sections.reason, sections.hold, view.effect.table,
        changes.kind, changes.order, changes.search, changes.table, changes.ask,
    }  # fmt: skip
    seen = set()
    while window.focusWidget() not in seen:
        seen.add(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Key.Key_Tab)
    assert wanted <= seen


def test_ctrl_and_arrows_go_from_layanan_to_layanan(qtbot, tmp_path, second):
    with contoh.provinsi(tmp_path / "kosong") as office:
        people.add_user(office, nama="Yohana", peran="operator")
    window = desk(qtbot, tmp_path / "kosong", "paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    show_difference(qtbot, page, second)
    changes = page.inbox.difference.changes
    changes.table.setFocus()
    walked = []
    for _ in range(3):
        assert changes.current is not None
        walked.append(changes.current.formulir)
        qtbot.keyClick(changes.table, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert len(set(walked)) == 3
    qtbot.keyClick(changes.table, Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert changes.current is not None
    assert changes.current.formulir == walked[-1]
    page.inbox.difference.sections.table.go_to("SOS")
    assert changes.current.formulir.startswith("SOS")


def test_enter_on_a_changed_cell_asks_the_region_before_anything_is_accepted(
    qtbot, province, second
):
    window, page = province
    show_difference(qtbot, page, second)
    changes = page.inbox.difference.changes
    changes.table.setFocus()
    qtbot.keyClick(changes.table, Key.Key_Return)
    assert changes.question.isVisible()
    assert "ibu hamil" in changes.question.where.text()
    below = changes.question.form.ask
    qtbot.waitUntil(lambda: not below.visibleRegion().isEmpty())
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert "Teks pertanyaan masih kosong." in changes.question.form.messages.text
    qtbot.keyClicks(window.focusWidget(), "Mengapa bertambah 100?")
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert not changes.question.isVisible()
    assert changes.table.hasFocus()
    assert changes.said.text().startswith("Pertanyaan dicatat dan ikut dalam balasan berikutnya")
    (one,) = pertanyaan.questions(window.session.office, wilayah=KUPANG)
    opened = one.dibuka
    assert opened is not None
    assert (one.formulir, one.sel, one.teks) == ("KES-01", TERLAYANI, "Mengapa bertambah 100?")
    # It is about the figure the package brings; nothing has been taken in.
    assert (opened.lama, opened.revisi) == ("angka:6500", 2)
    assert held(window) == 6400
    assert len(dispatch.packages(window.session.office)) == 1


def test_escape_leaves_the_question_and_keeps_the_difference(qtbot, province, second):
    window, page = province
    show_difference(qtbot, page, second)
    changes = page.inbox.difference.changes
    changes.table.setFocus()
    qtbot.mouseClick(changes.ask, LEFT)
    qtbot.keyClicks(window.focusWidget(), "Mengapa")
    qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
    assert not changes.question.isVisible()
    assert page.inbox.difference.isVisible()
    assert pertanyaan.questions(window.session.office) == []


def test_figures_of_another_region_are_named_beside_the_verdict_and_on_the_page(
    qtbot, province, tmp_path
):
    _window, page = province
    with contoh.kabupaten(tmp_path / "tts", contoh.TTS) as office:
        contoh.type_in(office, "KES-01", TERLAYANI, 6450)
        file = contoh.export(office, tmp_path).path
    show_difference(qtbot, page, file)
    assert (
        "Angkanya sama dengan angka Kabupaten Kupang" in page.inbox.verdict.difference.words.text()
    )
    copied = page.inbox.difference.effect.method
    assert copied.isVisible()
    assert copied.text().startswith("Angkanya sama dengan angka Kabupaten Kupang (revisi 1, kode ")


def test_a_package_with_figures_of_its_own_says_nothing_of_copies(qtbot, province, second):
    _window, page = province
    show_difference(qtbot, page, second)
    assert not page.inbox.difference.effect.method.isVisible()
