"""Beranda: what the province asked comes before going on, and its answers before anything else."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.pertanyaan import JenisKejadian, JenisTanya, Kejadian, Pertanyaan
from app.exchange import butir_tanya, jawab
from app.store import pertanyaan
from app.ui.pages.home import HomePage
from app.ui.pages.home_region import RegionHome
from app.ui.pages.package import PackagePage
from tests.ui.contoh_daerah import PERIODE, desk, fill, open_sheet
from tests.ui.contoh_jendela import ENDE, new_office

LEFT = Qt.MouseButton.LeftButton
TERLAYANI = "penerima.terlayani.jumlah"


def asked(number: int, formulir: str, *, penghalang: bool) -> Pertanyaan:
    """A question as a reply of the province brings it."""
    when, held = "2026-10-05T09:30:00+08:00", "angka:80"
    name = f"{number:032x}"
    event = Kejadian(name, 1, JenisKejadian.TANYA, when, "Biro", "Mengapa?", lama=held)
    place = (name, ENDE, str(PERIODE), formulir, TERLAYANI)
    return Pertanyaan(*place, JenisTanya.TANYA, penghalang=penghalang, kejadian=(event,))


def test_what_was_asked_is_next_and_then_the_package_with_the_answers(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "ende", ENDE), "beranda")
    page, office = window.desk.current_page, window.session.office
    assert isinstance(page, HomePage)
    home = page.place
    assert isinstance(home, RegionHome)
    fill(window.session, ENDE, 80, gaps=frozenset({"SOS-01"}))
    pertanyaan.add(office, [asked(1, "KES-01", penghalang=False)])
    pertanyaan.add(office, [asked(2, "KES-04", penghalang=True)])
    window.session.asked.emit()
    page.enter()
    qtbot.waitUntil(lambda: home.next.what == "Jawab 2 pertanyaan")
    # What stops a signature comes first, though something else was asked before it.
    assert home.next.detail.startswith(window.session.forms["KES-04"].nama)
    qtbot.mouseClick(home.next.button, LEFT)
    sheet, cell = open_sheet(window)
    assert (sheet.form.kode, cell) == ("KES-04", TERLAYANI)
    for one in butir_tanya.listed(office, ENDE, PERIODE):
        jawab.answer(office, one, "Ada pendataan ulang.", pelaku="Maria")
    fill(window.session, ENDE, 80)
    window.desk.show_page("beranda")
    qtbot.waitUntil(lambda: home.next.what == "Kirim revisi dengan 2 jawaban")
    qtbot.mouseClick(home.next.button, LEFT)
    assert isinstance(window.desk.current_page, PackagePage)
